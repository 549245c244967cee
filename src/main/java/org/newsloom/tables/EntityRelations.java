package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** What an entity is to another. One row per entity, relation and other entity. */
public final class EntityRelations {
  public static final Column ENTITY_ID = required("entity_id", StringType, "The entity.");
  public static final Column RELATION =
      required(
          "relation",
          StringType,
          "What it is to the other: demonym_of, capital_of, part_of, member_of or acronym_of.");
  public static final Column OTHER_ENTITY_ID =
      required("other_entity_id", StringType, "The other entity.");
  public static final Column METHOD =
      required(
          "method",
          StringType,
          "How that is known: knowledge (the bundled file or the user's), name (its own words) or article_text (a"
              + " sentence defines it).");
  public static final Column SCORE = required("score", DoubleType, "Confidence, 0 to 1.");
  public static final Column EVIDENCE_ARTICLE_ID =
      optional(
          "evidence_article_id",
          StringType,
          "Article in which a sentence names both; null where none does.");
  public static final Column EVIDENCE_START_CHAR =
      optional(
          "evidence_start_char",
          LongType,
          "Start of the first of the two names, or of the acronym that the article defines, in articles.text, in code points.");
  public static final Column EVIDENCE_END_CHAR =
      optional(
          "evidence_end_char",
          LongType,
          "End (exclusive) of the second of the two names, or of the acronym, in articles.text, in code points.");

  public static final Table TABLE =
      Table.of("entity_relations", "relation of two entities", "What an entity is to another.")
          .columns(
              ENTITY_ID,
              RELATION,
              OTHER_ENTITY_ID,
              METHOD,
              SCORE,
              EVIDENCE_ARTICLE_ID,
              EVIDENCE_START_CHAR,
              EVIDENCE_END_CHAR)
          .key(ENTITY_ID, RELATION, OTHER_ENTITY_ID);

  private EntityRelations() {}
}
