package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/** Articles of which pairs were left out. One row per such article; equal ones share a row. */
public final class PairCuts {
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column ARTICLE_COUNT =
      required(
          "article_count",
          LongType,
          "Articles of its story and day with the same names in the same sentences, itself among"
              + " them.");
  public static final Column ENTITY_COUNT =
      required("entity_count", LongType, "Entities it names.");
  public static final Column KEPT_PAIR_COUNT =
      required(
          "kept_pair_count",
          LongType,
          "Pairs counted: those of most common sentences, then those that stand closest, then those"
              + " mentioned most.");
  public static final Column DROPPED_PAIR_COUNT =
      required("dropped_pair_count", LongType, "Pairs left out.");

  public static final Table TABLE =
      Table.of("pair_cuts", "article of which pairs were left out", "Where pairs were capped.")
          .columns(ARTICLE_ID, ARTICLE_COUNT, ENTITY_COUNT, KEPT_PAIR_COUNT, DROPPED_PAIR_COUNT)
          .key(ARTICLE_ID);

  private PairCuts() {}
}
