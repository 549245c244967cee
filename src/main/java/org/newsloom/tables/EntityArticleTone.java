package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/** Tone of an article toward each entity it mentions. One row per entity in an article. */
public final class EntityArticleTone {
  public static final Column ENTITY_ID = required("entity_id", StringType, "The entity.");
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column TONE =
      required("tone", DoubleType, "Mean tone toward the entity over its mentions, -1 to 1.");
  public static final Column MENTION_COUNT =
      required("mention_count", LongType, "Mentions of the entity in the article.");
  public static final Column POSITIVE_COUNT =
      required("positive_count", LongType, "Mentions in positive tone.");
  public static final Column NEGATIVE_COUNT =
      required("negative_count", LongType, "Mentions in negative tone.");
  public static final Column NEUTRAL_COUNT =
      required("neutral_count", LongType, "Mentions in neutral tone.");
  public static final Column POLARITY =
      required(
          "polarity",
          IntegerType,
          "Class that more of its mentions have than any other: -1 negative, 0 neutral, 1 positive; 0 where two are level.");

  public static final Table TABLE =
      Table.of(
              "entity_article_tone",
              "entity in an article",
              "Tone of an article toward each entity it mentions.")
          .columns(
              ENTITY_ID,
              ARTICLE_ID,
              TONE,
              MENTION_COUNT,
              POSITIVE_COUNT,
              NEGATIVE_COUNT,
              NEUTRAL_COUNT,
              POLARITY)
          .key(ENTITY_ID, ARTICLE_ID);

  private EntityArticleTone() {}
}
