package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Pairs of entities whose names are alike and which yet stay apart. One row per pair. */
public final class EntityCandidates {
  public static final Column ENTITY_A =
      required("entity_a", StringType, "The entity that more articles name.");
  public static final Column ENTITY_B = required("entity_b", StringType, "The other entity.");
  public static final Column NAME_A =
      required("name_a", StringType, "The normalised name of the first that is most alike.");
  public static final Column NAME_B =
      required("name_b", StringType, "The normalised name of the second that is most alike.");
  public static final Column RELATION =
      required(
          "relation",
          StringType,
          "What the spellings would be to each other: transliteration, spacing, order, initials, fuller, spelling, or"
              + " conflict where something in them tells two entities apart.");
  public static final Column LIKENESS =
      required("likeness", DoubleType, "How alike the least alike words sound, 0 to 1.");
  public static final Column DETAIL =
      required("detail", StringType, "The words that differ; empty where none does.");
  public static final Column COMPANY =
      optional(
          "company",
          DoubleType,
          "Share of the rarer name's companions that are the other's too, 0 to 1; null where it has too few.");
  public static final Column TOGETHER_COUNT =
      required("together_count", LongType, "Articles that name both.");
  public static final Column DAYS_APART =
      required(
          "days_apart",
          LongType,
          "Days between the times in which articles name one and the other; 0 where these overlap.");
  public static final Column REASON =
      required(
          "reason",
          StringType,
          "Why they stay apart: conflict (a word, number or generation tells them apart), together (articles name"
              + " both), company (they share too little), dates, frequency (both are common), type, ambiguous (a"
              + " short form of several), other_head (the name joined another entity).");

  public static final Table TABLE =
      Table.of(
              "entity_candidates",
              "pair of entities that may be one",
              "Entities whose names are alike and which yet stay apart, and why.")
          .columns(
              ENTITY_A,
              ENTITY_B,
              NAME_A,
              NAME_B,
              RELATION,
              LIKENESS,
              DETAIL,
              COMPANY,
              TOGETHER_COUNT,
              DAYS_APART,
              REASON)
          .key(ENTITY_A, ENTITY_B);

  private EntityCandidates() {}
}
