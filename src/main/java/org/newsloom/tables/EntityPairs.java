package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/**
 * Who is mentioned with whom, and whether that is more than chance. One row per pair over all time.
 */
public final class EntityPairs {
  public static final Column ENTITY_A =
      required("entity_a", StringType, "The entity with the smaller id.");
  public static final Column ENTITY_B =
      required("entity_b", StringType, "The entity with the greater id.");
  public static final Column ARTICLE_COUNT =
      required("article_count", LongType, "Articles that mention both.");
  public static final Column STORY_COUNT =
      required("story_count", LongType, "Stories with an article that mentions both.");
  public static final Column SENTENCE_COUNT =
      required("sentence_count", LongType, "Sentences of articles that mention both.");
  public static final Column NPMI =
      optional(
          "npmi",
          DoubleType,
          "Normalised pointwise mutual information over stories, -1 to 1 (Bouma 2009).");
  public static final Column LOG_LIKELIHOOD_RATIO =
      optional(
          "log_likelihood_ratio",
          DoubleType,
          "Log-likelihood ratio G2 over stories (Dunning 1993), 0 or more; see npmi for the direction.");
  public static final Column Q_VALUE =
      optional(
          "q_value",
          DoubleType,
          "False discovery rate at which the pair is significant (Benjamini and Hochberg 1995), over all pairs of this table.");
  public static final Column TONE =
      optional(
          "tone",
          DoubleType,
          "Mean tone of those sentences, -1 to 1; null where no sentence holds both.");
  public static final Column FIRST_DATE =
      optional("first_date", DateType, "First publication day of an article that mentions both.");
  public static final Column LAST_DATE =
      optional("last_date", DateType, "Last publication day of an article that mentions both.");
  public static final Column TONE_SUM =
      required("tone_sum", DoubleType, "Sum behind the mean; its n is sentence_count.");

  public static final Table TABLE =
      Table.of(
              "entity_pairs",
              "pair over all time",
              "Who is mentioned with whom, and whether that is more than chance.")
          .columns(
              ENTITY_A,
              ENTITY_B,
              ARTICLE_COUNT,
              STORY_COUNT,
              SENTENCE_COUNT,
              NPMI,
              LOG_LIKELIHOOD_RATIO,
              Q_VALUE,
              TONE,
              FIRST_DATE,
              LAST_DATE,
              TONE_SUM)
          .key(ENTITY_A, ENTITY_B);

  private EntityPairs() {}
}
