package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Days on which a series changed. One row per detected change. */
public final class Changes {
  public static final Column SERIES =
      required("series", StringType, "What changed: stories (volume) or tone.");
  public static final Column ENTITY_ID =
      optional("entity_id", StringType, "Entity it is about; null for the whole corpus.");
  public static final Column DATE = required("date", DateType, "First day of the new state (UTC).");
  public static final Column KIND = required("kind", StringType, "burst or tone_shift.");
  public static final Column END_DATE =
      optional("end_date", DateType, "Last day of the new state, where it ended.");
  public static final Column BEFORE = required("before", DoubleType, "Share or mean before.");
  public static final Column AFTER = required("after", DoubleType, "Share or mean after.");
  public static final Column STRENGTH =
      required(
          "strength", DoubleType, "Weight of the burst, or standardised difference of the shift.");
  public static final Column P_VALUE =
      optional("p_value", DoubleType, "Probability of such a difference by chance.");
  public static final Column Q_VALUE =
      optional(
          "q_value",
          DoubleType,
          "False discovery rate over all series tested (Benjamini and Hochberg 1995).");

  public static final Table TABLE =
      Table.of("changes", "detected change", "Days on which a series changed.")
          .columns(
              SERIES, ENTITY_ID, DATE, KIND, END_DATE, BEFORE, AFTER, STRENGTH, P_VALUE, Q_VALUE)
          .key(SERIES, ENTITY_ID, DATE, KIND);

  private Changes() {}
}
