package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** What is quoted in articles, and of whom. One row per quotation in an article. */
public final class Quotations {
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column START_CHAR =
      required(
          "start_char", LongType, "Start of the quoted words in articles.text, in code points.");
  public static final Column END_CHAR =
      required("end_char", LongType, "End (exclusive) in articles.text, in code points.");
  public static final Column TEXT = required("text", StringType, "The quoted words.");
  public static final Column SENTENCE_INDEX =
      optional("sentence_index", IntegerType, "Sentence of the article in which it begins.");
  public static final Column SPEAKER_START_CHAR =
      optional(
          "speaker_start_char",
          LongType,
          "Start of the mention that names the speaker; null where the attribution is not plain.");
  public static final Column SPEAKER_END_CHAR =
      optional("speaker_end_char", LongType, "End (exclusive) of that mention.");
  public static final Column SPEAKER_ENTITY_ID =
      optional("speaker_entity_id", StringType, "Who is quoted.");
  public static final Column VERB =
      optional("verb", StringType, "Verb of speech in its base form, where one stands beside.");
  public static final Column METHOD =
      required(
          "method",
          StringType,
          "How the speaker was told: after or before, by words behind or before the quotation;"
              + " according_to; pronoun; continued from the quotation before; turn of a transcript;"
              + " or none.");
  public static final Column CONFIDENCE =
      required(
          "confidence",
          DoubleType,
          "Confidence in bounds and speaker together, 0 to 1; set by method, not calibrated.");
  public static final Column TONE =
      optional(
          "tone", DoubleType, "Tone of the quoted words, -1 to 1; null where there is no word.");

  public static final Table TABLE =
      Table.of("quotations", "quotation in an article", "What is quoted in articles, and of whom.")
          .columns(
              ARTICLE_ID,
              START_CHAR,
              END_CHAR,
              TEXT,
              SENTENCE_INDEX,
              SPEAKER_START_CHAR,
              SPEAKER_END_CHAR,
              SPEAKER_ENTITY_ID,
              VERB,
              METHOD,
              CONFIDENCE,
              TONE)
          .key(ARTICLE_ID, START_CHAR);

  private Quotations() {}
}
