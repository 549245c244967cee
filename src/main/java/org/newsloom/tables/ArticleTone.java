package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** GDELT's seven tone numbers and the counts they come from. One row per article. */
public final class ArticleTone {
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column TONE_PCT =
      optional(
          "tone_pct",
          DoubleType,
          "positive_pct - negative_pct; null for an article without words, as are the other percentages.");
  public static final Column POSITIVE_PCT =
      optional("positive_pct", DoubleType, "Words of positive tone in percent of all words.");
  public static final Column NEGATIVE_PCT =
      optional("negative_pct", DoubleType, "Words of negative tone in percent of all words.");
  public static final Column POLARITY_PCT =
      optional(
          "polarity_pct",
          DoubleType,
          "Words found in the tonal dictionary in percent of all words.");
  public static final Column ACTIVITY_PCT =
      optional("activity_pct", DoubleType, "Words for activity in percent of all words.");
  public static final Column SELF_GROUP_PCT =
      optional("self_group_pct", DoubleType, "Pronouns of self and group in percent of all words.");
  public static final Column WORD_COUNT = required("word_count", LongType, "Words.");
  public static final Column POSITIVE_COUNT =
      required("positive_count", LongType, "Words of positive tone.");
  public static final Column NEGATIVE_COUNT =
      required("negative_count", LongType, "Words of negative tone.");
  public static final Column TONAL_COUNT =
      required("tonal_count", LongType, "Words found in the tonal dictionary.");
  public static final Column ACTIVITY_COUNT =
      required("activity_count", LongType, "Words for activity.");
  public static final Column SELF_GROUP_COUNT =
      required("self_group_count", LongType, "Pronouns of self and group.");

  public static final Column EVENT_TONE =
      optional(
          "event_tone",
          DoubleType,
          "Mean of sentence_tone.event_tone over the article's sentences, weighted by their words: -1 to 1, how bad or"
              + " good what happens is.");
  public static final Column ATTITUDE_TONE =
      optional(
          "attitude_tone",
          DoubleType,
          "The same mean of sentence_tone.attitude_tone: how the article, or who speaks in it, judges and feels.");

  public static final Table TABLE =
      Table.of(
              "article_tone",
              "article",
              "GDELT's seven tone numbers and the counts they come from.")
          .columns(
              ARTICLE_ID,
              TONE_PCT,
              POSITIVE_PCT,
              NEGATIVE_PCT,
              POLARITY_PCT,
              ACTIVITY_PCT,
              SELF_GROUP_PCT,
              WORD_COUNT,
              POSITIVE_COUNT,
              NEGATIVE_COUNT,
              TONAL_COUNT,
              ACTIVITY_COUNT,
              SELF_GROUP_COUNT,
              EVENT_TONE,
              ATTITUDE_TONE)
          .key(ARTICLE_ID);

  private ArticleTone() {}
}
