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

  public static final Table TABLE =
      Table.of("entity_pairs_daily", "pair and day", "Pairs by publication day.")
          .columns(
              ENTITY_A, ENTITY_B, DATE, ARTICLE_COUNT, STORY_COUNT, SENTENCE_COUNT, TONE, TONE_SUM)
          .key(ENTITY_A, ENTITY_B, DATE);

  private EntityPairsDaily() {}
}
