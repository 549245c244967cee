package org.newsloom.tables;

/**
 * Stretches of text that may be names, though their sentences alone do not make them so. What the
 * rest of an article says decides, in resolve. The columns are those of {@link SentenceMentions}.
 */
public final class NameCandidates {
  public static final Table TABLE =
      Table.of(
              "name_candidates",
              "span of a distinct sentence that may be a name",
              "Spans that their sentence alone does not make a name, with a probability of 0.05 or more; an article that"
                  + " has the words elsewhere may. They overlap each other and sentence_mentions.")
          .columns(
              SentenceMentions.SENTENCE_ID,
              SentenceMentions.START_CHAR,
              SentenceMentions.END_CHAR,
              SentenceMentions.SURFACE,
              SentenceMentions.ENTITY_TYPE,
              SentenceMentions.CONFIDENCE,
              SentenceMentions.METHOD,
              SentenceMentions.EXPANSION,
              SentenceMentions.TONE,
              SentenceMentions.POLARITY,
              SentenceMentions.TONE_CONFIDENCE,
              SentenceMentions.PER_PROBABILITY,
              SentenceMentions.ORG_PROBABILITY,
              SentenceMentions.LOC_PROBABILITY,
              SentenceMentions.MISC_PROBABILITY)
          .key(SentenceMentions.SENTENCE_ID, SentenceMentions.START_CHAR, SentenceMentions.END_CHAR)
          .keyFollowsFrom(Sentences.TABLE);

  private NameCandidates() {}
}
