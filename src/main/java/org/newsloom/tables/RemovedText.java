package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** What was removed from an article and why. One row per span that cleaning took out. */
public final class RemovedText {
  public static final Column ARTICLE_ID =
      required("article_id", StringType, "Article it was removed from.");
  public static final Column START_CHAR =
      required("start_char", LongType, "Start in raw_records.raw_text, in code points.");
  public static final Column END_CHAR =
      required("end_char", LongType, "End (exclusive) in raw_records.raw_text, in code points.");
  public static final Column REASON =
      required(
          "reason", StringType, "Why it was removed: boilerplate, repeated, markup, control, ...");
  public static final Column TEXT = required("text", StringType, "The text removed.");
  public static final Column RULE =
      optional("rule", StringType, "Name of the cleaning rule that removed it.");

  public static final Table TABLE =
      Table.of(
              "removed_text",
              "span that cleaning took out",
              "What was removed from an article and why.")
          .columns(ARTICLE_ID, START_CHAR, END_CHAR, REASON, TEXT, RULE)
          .key(ARTICLE_ID, START_CHAR);

  private RemovedText() {}
}
