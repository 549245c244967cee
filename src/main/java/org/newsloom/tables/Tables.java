package org.newsloom.tables;

import java.util.List;

/** All tables, in the order the stages write them. */
public final class Tables {
  public static final List<Table> ALL =
      List.of(
          RawRecords.TABLE,
          RejectedRecords.TABLE,
          Articles.TABLE,
          RemovedText.TABLE,
          RepairedText.TABLE,
          DateMentions.TABLE,
          Sentences.TABLE,
          ArticleSentences.TABLE,
          Stories.TABLE,
          ArticleCopies.TABLE,
          SharedPassages.TABLE,
          Tokens.TABLE,
          SentenceMentions.TABLE,
          NameCandidates.TABLE,
          SentenceTone.TABLE,
          Mentions.TABLE,
          Quotations.TABLE,
          Entities.TABLE,
          EntityAliases.TABLE,
          EntityRelations.TABLE,
          EntityCandidates.TABLE,
          ArticleTone.TABLE,
          EntityArticleTone.TABLE,
          ToneDaily.TABLE,
          EntityDaily.TABLE,
          EntityPairs.TABLE,
          EntityPairsDaily.TABLE,
          PairCuts.TABLE,
          TermsDaily.TABLE,
          EntityRanks.TABLE,
          EntityRanksMonthly.TABLE,
          Changes.TABLE,
          Runs.TABLE);

  /** The table of that name. */
  public static Table named(String name) {
    return ALL.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No table '" + name + "'; there are " + ALL));
  }

  private Tables() {}
}
