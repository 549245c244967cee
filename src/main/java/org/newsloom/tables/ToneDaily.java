package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
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
          "Lower end of the mean's 95 % interval (Student's t with a pooled variance: PooledSpread).");
  public static final Column TONE_PCT_BY_ARTICLE_HIGH =
      optional(
          "tone_pct_by_article_high",
          DoubleType,
          "Upper end of the mean's 95 % interval (Student's t with a pooled variance: PooledSpread).");
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
          "Lower end of the mean's 95 % interval (Student's t with a pooled variance: PooledSpread).");
  public static final Column TONE_PCT_BY_STORY_HIGH =
      optional(
          "tone_pct_by_story_high",
          DoubleType,
          "Upper end of the mean's 95 % interval (Student's t with a pooled variance: PooledSpread).");
  public static final Column STORY_TONE_COUNT =
      required("story_tone_count", LongType, "Stories with a tone: the n of the mean.");
  public static final Column STORY_TONE_SUM =
      required("story_tone_sum", DoubleType, "Sum behind the mean.");
  public static final Column STORY_TONE_SUM_OF_SQUARES =
      required("story_tone_sum_of_squares", DoubleType, "Sum of squares behind the deviation.");

  public static final Column POSITIVE_ARTICLE_COUNT =
      required("positive_article_count", LongType, "Articles with a tone of 1 % or more.");
  public static final Column NEGATIVE_ARTICLE_COUNT =
      required("negative_article_count", LongType, "Articles with a tone of -1 % or less.");
  public static final Column NEUTRAL_ARTICLE_COUNT =
      required("neutral_article_count", LongType, "Articles with a tone between -1 % and 1 %.");
  public static final Column POSITIVE_STORY_COUNT =
      required(
          "positive_story_count", LongType, "Stories with a mean tone that day of 1 % or more.");
  public static final Column NEGATIVE_STORY_COUNT =
      required(
          "negative_story_count", LongType, "Stories with a mean tone that day of -1 % or less.");
  public static final Column NEUTRAL_STORY_COUNT =
      required(
          "neutral_story_count",
          LongType,
          "Stories with a mean tone that day between -1 % and 1 %.");
  public static final Column POSITIVE_STORY_SHARE =
      optional(
          "positive_story_share",
          DoubleType,
          "Share (0-1) of positive_story_count in story_tone_count; null where no story has a tone.");
  public static final Column POSITIVE_STORY_SHARE_LOW =
      optional(
          "positive_story_share_low",
          DoubleType,
          "Lower end of the share's 95 % interval (Wilson 1927).");
  public static final Column POSITIVE_STORY_SHARE_HIGH =
      optional(
          "positive_story_share_high",
          DoubleType,
          "Upper end of the share's 95 % interval (Wilson 1927).");
  public static final Column NEGATIVE_STORY_SHARE =
      optional(
          "negative_story_share",
          DoubleType,
          "Share (0-1) of negative_story_count in story_tone_count; null where no story has a tone.");
  public static final Column NEGATIVE_STORY_SHARE_LOW =
      optional(
          "negative_story_share_low",
          DoubleType,
          "Lower end of the share's 95 % interval (Wilson 1927).");
  public static final Column NEGATIVE_STORY_SHARE_HIGH =
      optional(
          "negative_story_share_high",
          DoubleType,
          "Upper end of the share's 95 % interval (Wilson 1927).");
  public static final Column NEUTRAL_STORY_SHARE =
      optional(
          "neutral_story_share",
          DoubleType,
          "Share (0-1) of neutral_story_count in story_tone_count; null where no story has a tone.");
  public static final Column NEUTRAL_STORY_SHARE_LOW =
      optional(
          "neutral_story_share_low",
          DoubleType,
          "Lower end of the share's 95 % interval (Wilson 1927).");
  public static final Column NEUTRAL_STORY_SHARE_HIGH =
      optional(
          "neutral_story_share_high",
          DoubleType,
          "Upper end of the share's 95 % interval (Wilson 1927).");
  public static final Column IS_MIXED =
      required(
          "is_mixed",
          BooleanType,
          "Whether stories surely disagree: the lower ends of both the positive and the negative share are above 0.1.");
  public static final Column TONE_PCT_VS_SOURCE_BY_ARTICLE =
      optional(
          "tone_pct_vs_source_by_article",
          DoubleType,
          "Mean over articles of an article's tone less its source's usual tone, which leans to that of the corpus where few articles tell it; null where none has a tone.");
  public static final Column ARTICLE_TONE_VS_SOURCE_SUM =
      required(
          "article_tone_vs_source_sum",
          DoubleType,
          "Sum behind that mean; its n is article_tone_count.");
  public static final Column TONE_PCT_VS_SOURCE_BY_STORY =
      optional(
          "tone_pct_vs_source_by_story",
          DoubleType,
          "Mean over stories of an article's tone less its source's usual tone, which leans to that of the corpus where few articles tell it; null where none has a tone.");
  public static final Column STORY_TONE_VS_SOURCE_SUM =
      required(
          "story_tone_vs_source_sum",
          DoubleType,
          "Sum behind that mean; its n is story_tone_count.");
  public static final Column TONE_PCT_VS_DAY_BY_ARTICLE =
      optional(
          "tone_pct_vs_day_by_article",
          DoubleType,
          "Mean over articles of an article's tone less the day's usual tone in all sources, which leans to that of the corpus where few articles tell it; null where none has a tone.");
  public static final Column ARTICLE_TONE_VS_DAY_SUM =
      required(
          "article_tone_vs_day_sum",
          DoubleType,
          "Sum behind that mean; its n is article_tone_count.");
  public static final Column TONE_PCT_VS_DAY_BY_STORY =
      optional(
          "tone_pct_vs_day_by_story",
          DoubleType,
          "Mean over stories of an article's tone less the day's usual tone in all sources, which leans to that of the corpus where few articles tell it; null where none has a tone.");
  public static final Column STORY_TONE_VS_DAY_SUM =
      required(
          "story_tone_vs_day_sum", DoubleType, "Sum behind that mean; its n is story_tone_count.");
  public static final Column ARTICLE_TONE_POOLED_VARIANCE =
      optional(
          "article_tone_pooled_variance",
          DoubleType,
          "Variance over articles within a day, pooled over all rows of sources, or all without: what the interval of a row of few borrows from. Null where no row has two.");
  public static final Column STORY_TONE_POOLED_VARIANCE =
      optional(
          "story_tone_pooled_variance",
          DoubleType,
          "Variance over stories within a day, pooled over all rows of sources, or all without: what the interval of a row of few borrows from. Null where no row has two.");

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
              STORY_TONE_SUM_OF_SQUARES,
              POSITIVE_ARTICLE_COUNT,
              NEGATIVE_ARTICLE_COUNT,
              NEUTRAL_ARTICLE_COUNT,
              POSITIVE_STORY_COUNT,
              NEGATIVE_STORY_COUNT,
              NEUTRAL_STORY_COUNT,
              POSITIVE_STORY_SHARE,
              POSITIVE_STORY_SHARE_LOW,
              POSITIVE_STORY_SHARE_HIGH,
              NEGATIVE_STORY_SHARE,
              NEGATIVE_STORY_SHARE_LOW,
              NEGATIVE_STORY_SHARE_HIGH,
              NEUTRAL_STORY_SHARE,
              NEUTRAL_STORY_SHARE_LOW,
              NEUTRAL_STORY_SHARE_HIGH,
              IS_MIXED,
              TONE_PCT_VS_SOURCE_BY_ARTICLE,
              ARTICLE_TONE_VS_SOURCE_SUM,
              TONE_PCT_VS_SOURCE_BY_STORY,
              STORY_TONE_VS_SOURCE_SUM,
              TONE_PCT_VS_DAY_BY_ARTICLE,
              ARTICLE_TONE_VS_DAY_SUM,
              TONE_PCT_VS_DAY_BY_STORY,
              STORY_TONE_VS_DAY_SUM,
              ARTICLE_TONE_POOLED_VARIANCE,
              STORY_TONE_POOLED_VARIANCE)
          .key(DATE, SOURCE);

  private ToneDaily() {}
}
