package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/**
 * Volume and tone of the corpus by day. One row per day and source; the row with null source is all
 * sources.
 */
public final class ToneDaily {
  public static final Column DATE = required("date", DateType, "Publication day (UTC).");
  public static final Column SOURCE =
      optional("source", StringType, "Source; null is all sources together.");
  public static final Column ARTICLE_COUNT =
      required("article_count", LongType, "Articles published.");
  public static final Column STORY_COUNT = required("story_count", LongType, "Stories among them.");
  public static final Column TONE_PCT_BY_ARTICLE =
      optional(
          "tone_pct_by_article",
          DoubleType,
          "Mean tone over articles, in percent; null where none has a tone.");
  public static final Column TONE_PCT_BY_ARTICLE_STDDEV =
      optional(
          "tone_pct_by_article_stddev",
          DoubleType,
          "Sample standard deviation over articles; null below two.");
  public static final Column TONE_PCT_BY_ARTICLE_LOW =
      optional(
          "tone_pct_by_article_low",
          DoubleType,
          "Lower end of the mean's 95 % interval (Student's t).");
  public static final Column TONE_PCT_BY_ARTICLE_HIGH =
      optional(
          "tone_pct_by_article_high",
          DoubleType,
          "Upper end of the mean's 95 % interval (Student's t).");
  public static final Column ARTICLE_TONE_COUNT =
      required("article_tone_count", LongType, "Articles with a tone: the n of the mean.");
  public static final Column ARTICLE_TONE_SUM =
      required("article_tone_sum", DoubleType, "Sum behind the mean.");
  public static final Column ARTICLE_TONE_SUM_OF_SQUARES =
      required("article_tone_sum_of_squares", DoubleType, "Sum of squares behind the deviation.");
  public static final Column TONE_PCT_BY_STORY =
      optional(
          "tone_pct_by_story",
          DoubleType,
          "Mean tone over stories, each the mean of its articles that day, in percent; null where none has a tone.");
  public static final Column TONE_PCT_BY_STORY_STDDEV =
      optional(
          "tone_pct_by_story_stddev",
          DoubleType,
          "Sample standard deviation over stories, each the mean of its articles that day; null below two.");
  public static final Column TONE_PCT_BY_STORY_LOW =
      optional(
          "tone_pct_by_story_low",
          DoubleType,
          "Lower end of the mean's 95 % interval (Student's t).");
  public static final Column TONE_PCT_BY_STORY_HIGH =
      optional(
          "tone_pct_by_story_high",
          DoubleType,
          "Upper end of the mean's 95 % interval (Student's t).");
  public static final Column STORY_TONE_COUNT =
      required("story_tone_count", LongType, "Stories with a tone: the n of the mean.");
  public static final Column STORY_TONE_SUM =
      required("story_tone_sum", DoubleType, "Sum behind the mean.");
  public static final Column STORY_TONE_SUM_OF_SQUARES =
      required("story_tone_sum_of_squares", DoubleType, "Sum of squares behind the deviation.");

  public static final Table TABLE =
      Table.of(
              "tone_daily",
              "day and source; the row with null source is all sources",
              "Volume and tone of the corpus by day.")
          .columns(
              DATE,
              SOURCE,
              ARTICLE_COUNT,
              STORY_COUNT,
              TONE_PCT_BY_ARTICLE,
              TONE_PCT_BY_ARTICLE_STDDEV,
              TONE_PCT_BY_ARTICLE_LOW,
              TONE_PCT_BY_ARTICLE_HIGH,
              ARTICLE_TONE_COUNT,
              ARTICLE_TONE_SUM,
              ARTICLE_TONE_SUM_OF_SQUARES,
              TONE_PCT_BY_STORY,
              TONE_PCT_BY_STORY_STDDEV,
              TONE_PCT_BY_STORY_LOW,
              TONE_PCT_BY_STORY_HIGH,
              STORY_TONE_COUNT,
              STORY_TONE_SUM,
              STORY_TONE_SUM_OF_SQUARES)
          .key(DATE, SOURCE);

  private ToneDaily() {}
}
