package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Standing of an entity in the network of pairs. One row per entity. */
public final class EntityRanks {
  public static final Column ENTITY_ID = required("entity_id", StringType, "The entity.");
  public static final Column DEGREE = required("degree", LongType, "Entities it is paired with.");
  public static final Column WEIGHTED_DEGREE =
      required("weighted_degree", DoubleType, "Sum of story_count over its pairs.");
  public static final Column PAGERANK =
      optional(
          "pagerank",
          DoubleType,
          "PageRank over the significant pairs weighted by story_count; sums to 1 over the table; null outside their network.");
  public static final Column COMMUNITY_ID =
      optional(
          "community_id",
          IntegerType,
          "Community by the Leiden algorithm, 0 the largest; null outside the network.");

  public static final Table TABLE =
      Table.of("entity_ranks", "entity", "Standing of an entity in the network of pairs.")
          .columns(ENTITY_ID, DEGREE, WEIGHTED_DEGREE, PAGERANK, COMMUNITY_ID)
          .key(ENTITY_ID);

  private EntityRanks() {}
}
