package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Pairs by publication day. One row per pair and day. */
public final class EntityPairsDaily {
  public static final Column ENTITY_A =
      required("entity_a", StringType, "The entity with the smaller id.");
  public static final Column ENTITY_B =
      required("entity_b", StringType, "The entity with the greater id.");
  public static final Column DATE = required("date", DateType, "Publication day (UTC).");
  public static final Column ARTICLE_COUNT =
      required("article_count", LongType, "Articles that mention both.");
  public static final Column STORY_COUNT =
      required("story_count", LongType, "Stories with an article that mentions both.");
  public static final Column SENTENCE_COUNT =
      required("sentence_count", LongType, "Sentences of articles that mention both.");
  public static final Column TONE =
      optional(
          "tone",
          DoubleType,
          "Mean tone of those sentences, -1 to 1; null where no sentence holds both.");
  public static final Column TONE_SUM =
      required("tone_sum", DoubleType, "Sum behind the mean; its n is sentence_count.");

  public static final Column WINDOW_ARTICLE_COUNT =
      required(
          "window_article_count",
          LongType,
          "Articles in which three consecutive sentences hold both: the names stand at most two"
              + " sentences apart.");
  public static final Column WINDOW_STORY_COUNT =
      required("window_story_count", LongType, "Stories with such an article.");
  public static final Column SENTENCE_ARTICLE_COUNT =
      required("sentence_article_count", LongType, "Articles in which a sentence holds both.");
  public static final Column SENTENCE_STORY_COUNT =
      required("sentence_story_count", LongType, "Stories with such an article.");
  public static final Column DISTINCT_SENTENCE_COUNT =
      required(
          "distinct_sentence_count",
          LongType,
          "Distinct sentences that hold both: one printed in many articles and stories counts"
              + " once.");
  public static final Column TONE_SUM_OF_SQUARES =
      required(
          "tone_sum_of_squares",
          DoubleType,
          "Sum of squares beside tone_sum, of as many sentences.");
  public static final Column POSITIVE_COUNT =
      required("positive_count", LongType, "Those of the sentence_count with a tone above 0.");
  public static final Column NEGATIVE_COUNT =
      required("negative_count", LongType, "Those of the sentence_count with a tone below 0.");
  public static final Column EXAMPLE_ARTICLE_ID =
      optional(
          "example_article_id",
          StringType,
          "Article of the sentence that shows the pair best: few other names, of moderate length,"
              + " the two close together; null where no sentence holds both.");
  public static final Column EXAMPLE_START_CHAR =
      optional(
          "example_start_char",
          LongType,
          "Start of that sentence in articles.text, in code points.");
  public static final Column EXAMPLE_END_CHAR =
      optional(
          "example_end_char",
          LongType,
          "End (exclusive) of that sentence in articles.text, in code points.");

  public static final Table TABLE =
      Table.of("entity_pairs_daily", "pair and day", "Pairs by publication day.")
          .columns(
              ENTITY_A,
              ENTITY_B,
              DATE,
              ARTICLE_COUNT,
              STORY_COUNT,
              SENTENCE_COUNT,
              TONE,
              TONE_SUM,
              WINDOW_ARTICLE_COUNT,
              WINDOW_STORY_COUNT,
              SENTENCE_ARTICLE_COUNT,
              SENTENCE_STORY_COUNT,
              DISTINCT_SENTENCE_COUNT,
              TONE_SUM_OF_SQUARES,
              POSITIVE_COUNT,
              NEGATIVE_COUNT,
              EXAMPLE_ARTICLE_ID,
              EXAMPLE_START_CHAR,
              EXAMPLE_END_CHAR)
          .key(ENTITY_A, ENTITY_B, DATE);

  private EntityPairsDaily() {}
}
