package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** What was repaired in an article and how. One row per damaged span. */
public final class RepairedText {
  public static final Column ARTICLE_ID =
      required("article_id", StringType, "Article it stands in.");
  public static final Column START_CHAR =
      required("start_char", LongType, "Start in raw_records.raw_text, in code points.");
  public static final Column END_CHAR =
      required("end_char", LongType, "End (exclusive) in raw_records.raw_text, in code points.");
  public static final Column RULE =
      required(
          "rule",
          StringType,
          "The damage: mojibake, entity, spaced_apostrophe, contraction, possessive, dateline or glued_words.");
  public static final Column TEXT = required("text", StringType, "The text as delivered.");
  public static final Column REPLACEMENT =
      required("replacement", StringType, "What stands for it in articles.text.");
  public static final Column DELIVERED_COUNT =
      optional(
          "delivered_count",
          LongType,
          "Records of the corpus with the word as delivered; null where its form or its article alone decided.");
  public static final Column REPLACEMENT_COUNT =
      optional(
          "replacement_count",
          LongType,
          "Records of the corpus with the replacement, for two words with the rarer one; null as delivered_count.");

  public static final Table TABLE =
      Table.of(
              "repaired_text",
              "span that cleaning repaired",
              "What was damaged in an article, and what it was taken for.")
          .columns(
              ARTICLE_ID,
              START_CHAR,
              END_CHAR,
              RULE,
              TEXT,
              REPLACEMENT,
              DELIVERED_COUNT,
              REPLACEMENT_COUNT)
          .key(ARTICLE_ID, START_CHAR);

  private RepairedText() {}
}
