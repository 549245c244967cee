package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Standing of an entity in the network of a month's pairs. One row per entity and month. */
public final class EntityRanksMonthly {
  public static final Column ENTITY_ID = required("entity_id", StringType, "The entity.");
  public static final Column MONTH = required("month", DateType, "First day of the month (UTC).");
  public static final Column DEGREE =
      required("degree", LongType, "Entities it is paired with in the month.");
  public static final Column WEIGHTED_DEGREE =
      required(
          "weighted_degree",
          DoubleType,
          "Sum over these pairs of their stories, a story counted once for each of its days.");
  public static final Column PAGERANK =
      optional(
          "pagerank",
          DoubleType,
          "PageRank over those of the month's pairs that are significant over all time, weighted by"
              + " the month's stories; sums to 1 over the month; null outside their network.");
  public static final Column COMMUNITY_ID =
      optional(
          "community_id",
          IntegerType,
          "Community of the month by the Leiden algorithm. It has the number of the earlier community,"
              + " of up to 3 months before, with which it has most in common (Greene, Doyle and"
              + " Cunningham 2010), so that a number can be followed from month to month; it is not"
              + " that of entity_ranks. Null outside the network.");

  public static final Table TABLE =
      Table.of(
              "entity_ranks_monthly",
              "entity and month",
              "Standing of an entity in the network of a month's pairs.")
          .columns(ENTITY_ID, MONTH, DEGREE, WEIGHTED_DEGREE, PAGERANK, COMMUNITY_ID)
          .key(ENTITY_ID, MONTH);

  private EntityRanksMonthly() {}
}
