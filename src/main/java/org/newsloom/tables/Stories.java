package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/**
 * Articles that are copies of each other; an article without copies is a story of one. One row per
 * group of copies.
 */
public final class Stories {
  public static final Column STORY_ID = required("story_id", StringType, "The story.");
  public static final Column ARTICLE_COUNT = required("article_count", LongType, "Articles in it.");
  public static final Column SOURCE_COUNT =
      required(
          "source_count",
          LongType,
          "Distinct sources that ran it; articles without a source count as one.");
  public static final Column ORIGINAL_ARTICLE_ID =
      required("original_article_id", StringType, "Earliest article, taken as the original.");
  public static final Column FIRST_PUBLISHED_DATE =
      optional("first_published_date", DateType, "Earliest publication day among its articles.");
  public static final Column AMPLIFICATION =
      required(
          "amplification",
          DoubleType,
          "Articles per source: how often one outlet's report was delivered.");

  public static final Table TABLE =
      Table.of(
              "stories",
              "group of copies",
              "Articles that are copies of each other; an article without copies is a story of one.")
          .columns(
              STORY_ID,
              ARTICLE_COUNT,
              SOURCE_COUNT,
              ORIGINAL_ARTICLE_ID,
              FIRST_PUBLISHED_DATE,
              AMPLIFICATION)
          .key(STORY_ID);

  private Stories() {}
}
