package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/** Tone words of a sentence. One row per distinct sentence. */
public final class SentenceTone {
  public static final Column SENTENCE_ID =
      required("sentence_id", StringType, "The distinct sentence.");
  public static final Column POSITIVE_COUNT =
      required(
          "positive_count",
          LongType,
          "Words of positive tone, each counted for what it says alone: not bad counts one negative.");
  public static final Column NEGATIVE_COUNT =
      required("negative_count", LongType, "Words of negative tone.");
  public static final Column TONAL_COUNT =
      required("tonal_count", LongType, "Words found in the tonal dictionary.");
  public static final Column ACTIVITY_COUNT =
      required("activity_count", LongType, "Words for activity.");
  public static final Column SELF_GROUP_COUNT =
      required("self_group_count", LongType, "Pronouns of self and group.");
  public static final Column WORD_COUNT = required("word_count", LongType, "Words.");
  public static final Column TONE =
      required(
          "tone",
          DoubleType,
          "Tone of the sentence, -1 to 1: a fourth of the rating that people would give it on -4 to 4; 0 without words.");
  public static final Column EVENT_TONE =
      required(
          "event_tone",
          DoubleType,
          "Tone, -1 to 1, of its words of what happens, such as killed, crash or ceasefire.");
  public static final Column ATTITUDE_TONE =
      required(
          "attitude_tone",
          DoubleType,
          "Tone, -1 to 1, of its words that judge or feel, such as corrupt, praised or afraid.");

  public static final Table TABLE =
      Table.of("sentence_tone", "distinct sentence", "Tone words of a sentence.")
          .columns(
              SENTENCE_ID,
              POSITIVE_COUNT,
              NEGATIVE_COUNT,
              TONAL_COUNT,
              ACTIVITY_COUNT,
              SELF_GROUP_COUNT,
              WORD_COUNT,
              TONE,
              EVENT_TONE,
              ATTITUDE_TONE)
          .key(SENTENCE_ID)
          .keyFollowsFrom(Sentences.TABLE);

  private SentenceTone() {}
}
