package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** People, organisations, places and other names. One row per entity. */
public final class Entities {
  public static final Column ENTITY_ID =
      required("entity_id", StringType, "Hash of the entity's type and normalised name.");
  public static final Column NAME = required("name", StringType, "Its canonical name.");
  public static final Column ENTITY_TYPE =
      required("entity_type", StringType, "PER, ORG, LOC or MISC.");
  public static final Column MENTION_COUNT =
      required("mention_count", LongType, "Mentions in all articles.");
  public static final Column ARTICLE_COUNT =
      required("article_count", LongType, "Articles that mention it.");
  public static final Column STORY_COUNT =
      required("story_count", LongType, "Stories that mention it.");
  public static final Column ALIAS_COUNT =
      required("alias_count", LongType, "Distinct names it goes by.");
  public static final Column FIRST_DATE =
      optional("first_date", DateType, "First publication day of an article that mentions it.");
  public static final Column LAST_DATE =
      optional("last_date", DateType, "Last publication day of an article that mentions it.");
  public static final Column COUNTRY_CODE =
      optional(
          "country_code",
          StringType,
          "ISO 3166-1 alpha-2 code (XK for Kosovo) of the country it is in or of, as its name tells: places,"
              + " peoples, organisations. Null where there is none or it is not certain; persons have none.");

  public static final Table TABLE =
      Table.of("entities", "entity", "People, organisations, places and other names.")
          .columns(
              ENTITY_ID,
              NAME,
              ENTITY_TYPE,
              MENTION_COUNT,
              ARTICLE_COUNT,
              STORY_COUNT,
              ALIAS_COUNT,
              FIRST_DATE,
              LAST_DATE,
              COUNTRY_CODE)
          .key(ENTITY_ID);

  private Entities() {}
}
