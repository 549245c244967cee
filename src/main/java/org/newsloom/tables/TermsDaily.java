package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/** Words of the day. One row per term and day. */
public final class TermsDaily {
  public static final Column TERM = required("term", StringType, "The word, lower-cased.");
  public static final Column DATE = required("date", DateType, "Publication day (UTC).");
  public static final Column ARTICLE_COUNT =
      required("article_count", LongType, "Articles of the day that use it.");
  public static final Column STORY_COUNT =
      required("story_count", LongType, "Stories of the day that use it.");
  public static final Column TOTAL_ARTICLE_COUNT =
      required("total_article_count", LongType, "All articles of the day.");
  public static final Column TOTAL_STORY_COUNT =
      required("total_story_count", LongType, "All stories of the day.");
  public static final Column KEYNESS =
      required(
          "keyness",
          DoubleType,
          "Log-likelihood of its stories this day against the rest of the corpus (Rayson and Garside 2000); negative where rarer.");
  public static final Column LOG_RATIO =
      required(
          "log_ratio",
          DoubleType,
          "Binary logarithm of its share of the day's stories over that of the rest.");

  public static final Table TABLE =
      Table.of("terms_daily", "term and day", "Words of the day.")
          .columns(
              TERM,
              DATE,
              ARTICLE_COUNT,
              STORY_COUNT,
              TOTAL_ARTICLE_COUNT,
              TOTAL_STORY_COUNT,
              KEYNESS,
              LOG_RATIO)
          .key(TERM, DATE);

  private TermsDaily() {}
}
