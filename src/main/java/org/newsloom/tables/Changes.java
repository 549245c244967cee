package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Days on which a series changed. One row per detected change. */
public final class Changes {
  public static final Column SERIES =
      required(
          "series",
          StringType,
          "What changed: stories (volume), tone or company (who else stories name).");
  public static final Column ENTITY_ID =
      optional(
          "entity_id", StringType, "Entity it is about; null for a term and for the whole corpus.");
  public static final Column OTHER_ENTITY_ID =
      optional(
          "other_entity_id",
          StringType,
          "The other entity of a pair (the greater id); of a company_shift the partner whose share grew most; null where the series is of no pair.");
  public static final Column TERM =
      optional("term", StringType, "Term it is about; null where the series is of no term.");
  public static final Column DATE = required("date", DateType, "First day of the new state (UTC).");
  public static final Column KIND =
      required("kind", StringType, "burst, tone_shift or company_shift.");
  public static final Column LEVEL =
      required(
          "level",
          LongType,
          "1; 2 for a change within another, measured against the other days of that one.");
  public static final Column END_DATE =
      optional("end_date", DateType, "Last day of the new state; null where it lasts.");
  public static final Column EARLIEST_DATE =
      required("earliest_date", DateType, "First day of the 95 % interval of date.");
  public static final Column LATEST_DATE =
      required("latest_date", DateType, "Last day of the 95 % interval of date.");
  public static final Column PEAK_DATE =
      required("peak_date", DateType, "The day of the new state that stands out most.");
  public static final Column BEFORE =
      required(
          "before",
          DoubleType,
          "Share of the stories (0-1) or mean tone on the days compared with; of a company_shift the share (0-1) of the entity's stories that name the other too.");
  public static final Column AFTER = required("after", DoubleType, "The same in the new state.");
  public static final Column COMPANY_DIVERGENCE =
      optional(
          "company_divergence",
          DoubleType,
          "Of a company_shift: Jensen-Shannon divergence (0-1 bits) of the company before and after, over the 30 most frequent partners and the rest; null of other kinds.");
  public static final Column STRENGTH =
      required(
          "strength",
          DoubleType,
          "Log-likelihood ratio (nats) of the new state, over dispersion and autocorrelation.");
  public static final Column P_VALUE =
      optional(
          "p_value",
          DoubleType,
          "Probability of a stretch so marked were the days in any order, all stretches tried together.");
  public static final Column Q_VALUE =
      optional(
          "q_value",
          DoubleType,
          "False discovery rate over all series tested of this kind (Benjamini and Hochberg 1995).");
  public static final Column EXAMPLE_ARTICLE_ID =
      optional(
          "example_article_id",
          StringType,
          "Article that shows it: for a burst one that names it most (a pair: both), for a company_shift one that names both most, for a tone one typical of the new state.");
  public static final Column SECOND_EXAMPLE_ARTICLE_ID =
      optional("second_example_article_id", StringType, "The next, of another story.");
  public static final Column THIRD_EXAMPLE_ARTICLE_ID =
      optional("third_example_article_id", StringType, "The third, of another story.");

  public static final Table TABLE =
      Table.of("changes", "detected change", "Days on which a series changed.")
          .columns(
              SERIES,
              ENTITY_ID,
              OTHER_ENTITY_ID,
              TERM,
              DATE,
              KIND,
              LEVEL,
              END_DATE,
              EARLIEST_DATE,
              LATEST_DATE,
              PEAK_DATE,
              BEFORE,
              AFTER,
              COMPANY_DIVERGENCE,
              STRENGTH,
              P_VALUE,
              Q_VALUE,
              EXAMPLE_ARTICLE_ID,
              SECOND_EXAMPLE_ARTICLE_ID,
              THIRD_EXAMPLE_ARTICLE_ID)
          .key(SERIES, ENTITY_ID, OTHER_ENTITY_ID, TERM, DATE, KIND, LEVEL);

  private Changes() {}
}
