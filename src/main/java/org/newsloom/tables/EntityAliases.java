package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/**
 * Names an entity goes by, how that is known and where to see it. One row per name of an entity.
 */
public final class EntityAliases {
  public static final Column ENTITY_ID = required("entity_id", StringType, "The entity.");
  public static final Column ALIAS = required("alias", StringType, "The name.");
  public static final Column METHOD =
      required("method", StringType, "How most of its mentions were resolved.");
  public static final Column SCORE =
      required("score", DoubleType, "Confidence that the alias names the entity, 0 to 1.");
  public static final Column MENTION_COUNT =
      required("mention_count", LongType, "Mentions under this name.");
  public static final Column EVIDENCE_ARTICLE_ID =
      required("evidence_article_id", StringType, "Article that shows it.");
  public static final Column EVIDENCE_START_CHAR =
      required(
          "evidence_start_char",
          LongType,
          "Start of the evidence in articles.text, in code points.");
  public static final Column EVIDENCE_END_CHAR =
      required(
          "evidence_end_char",
          LongType,
          "End (exclusive) of the evidence in articles.text, in code points.");

  public static final Table TABLE =
      Table.of(
              "entity_aliases",
              "name of an entity",
              "Names an entity goes by, how that is known and where to see it.")
          .columns(
              ENTITY_ID,
              ALIAS,
              METHOD,
              SCORE,
              MENTION_COUNT,
              EVIDENCE_ARTICLE_ID,
              EVIDENCE_START_CHAR,
              EVIDENCE_END_CHAR)
          .key(ENTITY_ID, ALIAS);

  private EntityAliases() {}
}
