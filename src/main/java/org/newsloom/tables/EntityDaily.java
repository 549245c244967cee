package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Volume of and tone toward an entity by day. One row per entity and day. */
public final class EntityDaily {
  public static final Column ENTITY_ID = required("entity_id", StringType, "The entity.");
  public static final Column DATE = required("date", DateType, "Publication day (UTC).");
  public static final Column MENTION_COUNT = required("mention_count", LongType, "Mentions.");
  public static final Column ARTICLE_COUNT =
      required("article_count", LongType, "Articles that mention it.");
  public static final Column STORY_COUNT =
      required("story_count", LongType, "Stories that mention it.");
  public static final Column ARTICLE_SHARE =
      required("article_share", DoubleType, "Share (0-1) of all articles of the day.");
  public static final Column STORY_SHARE =
      required("story_share", DoubleType, "Share (0-1) of all stories of the day.");
  public static final Column TOTAL_ARTICLE_COUNT =
      required("total_article_count", LongType, "All articles of the day.");
  public static final Column TOTAL_STORY_COUNT =
      required("total_story_count", LongType, "All stories of the day.");
  public static final Column TONE_BY_ARTICLE =
      optional(
          "tone_by_article",
          DoubleType,
          "Mean tone over articles, -1 to 1; null where none has a tone.");
  public static final Column TONE_BY_ARTICLE_STDDEV =
      optional(
          "tone_by_article_stddev",
          DoubleType,
          "Sample standard deviation over articles; null below two.");
  public static final Column TONE_BY_ARTICLE_LOW =
      optional(
          "tone_by_article_low",
          DoubleType,
          "Lower end of the mean's 95 % interval (Student's t).");
  public static final Column TONE_BY_ARTICLE_HIGH =
      optional(
          "tone_by_article_high",
          DoubleType,
          "Upper end of the mean's 95 % interval (Student's t).");
  public static final Column ARTICLE_TONE_COUNT =
      required("article_tone_count", LongType, "Articles with a tone: the n of the mean.");
  public static final Column ARTICLE_TONE_SUM =
      required("article_tone_sum", DoubleType, "Sum behind the mean.");
  public static final Column ARTICLE_TONE_SUM_OF_SQUARES =
      required("article_tone_sum_of_squares", DoubleType, "Sum of squares behind the deviation.");
  public static final Column TONE_BY_STORY =
      optional(
          "tone_by_story",
          DoubleType,
          "Mean tone over stories, each the mean of its articles that day, -1 to 1; null where none has a tone.");
  public static final Column TONE_BY_STORY_STDDEV =
      optional(
          "tone_by_story_stddev",
          DoubleType,
          "Sample standard deviation over stories, each the mean of its articles that day; null below two.");
  public static final Column TONE_BY_STORY_LOW =
      optional(
          "tone_by_story_low", DoubleType, "Lower end of the mean's 95 % interval (Student's t).");
  public static final Column TONE_BY_STORY_HIGH =
      optional(
          "tone_by_story_high", DoubleType, "Upper end of the mean's 95 % interval (Student's t).");
  public static final Column STORY_TONE_COUNT =
      required("story_tone_count", LongType, "Stories with a tone: the n of the mean.");
  public static final Column STORY_TONE_SUM =
      required("story_tone_sum", DoubleType, "Sum behind the mean.");
  public static final Column STORY_TONE_SUM_OF_SQUARES =
      required("story_tone_sum_of_squares", DoubleType, "Sum of squares behind the deviation.");
  public static final Column POSITIVE_SHARE =
      required("positive_share", DoubleType, "Share (0-1) of mentions in positive tone.");
  public static final Column NEGATIVE_SHARE =
      required("negative_share", DoubleType, "Share (0-1) of mentions in negative tone.");
  public static final Column POSITIVE_COUNT =
      required("positive_count", LongType, "Mentions in positive tone.");
  public static final Column NEGATIVE_COUNT =
      required("negative_count", LongType, "Mentions in negative tone.");

  public static final Table TABLE =
      Table.of("entity_daily", "entity and day", "Volume of and tone toward an entity by day.")
          .columns(
              ENTITY_ID,
              DATE,
              MENTION_COUNT,
              ARTICLE_COUNT,
              STORY_COUNT,
              ARTICLE_SHARE,
              STORY_SHARE,
              TOTAL_ARTICLE_COUNT,
              TOTAL_STORY_COUNT,
              TONE_BY_ARTICLE,
              TONE_BY_ARTICLE_STDDEV,
              TONE_BY_ARTICLE_LOW,
              TONE_BY_ARTICLE_HIGH,
              ARTICLE_TONE_COUNT,
              ARTICLE_TONE_SUM,
              ARTICLE_TONE_SUM_OF_SQUARES,
              TONE_BY_STORY,
              TONE_BY_STORY_STDDEV,
              TONE_BY_STORY_LOW,
              TONE_BY_STORY_HIGH,
              STORY_TONE_COUNT,
              STORY_TONE_SUM,
              STORY_TONE_SUM_OF_SQUARES,
              POSITIVE_SHARE,
              NEGATIVE_SHARE,
              POSITIVE_COUNT,
              NEGATIVE_COUNT)
          .key(ENTITY_ID, DATE);

  private EntityDaily() {}
}
