package org.newsloom.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.newsloom.stats.BenjaminiHochberg;

/** {@link BenjaminiHochberg} over rows, by the two passes over distinct p-values it describes. */
final class FalseDiscoveries {
  private static final UserDefinedFunction BOUND =
      udf((UDF3<Double, Long, Long, Double>) BenjaminiHochberg::bound, DataTypes.DoubleType);

  /** (p_value, q_value) for each distinct p-value, where every test made is a row. */
  static Dataset<Row> qValues(Dataset<Row> tested) {
    Dataset<Row> counts = counts(tested);
    return bounded(counts, counts.agg(sum("count").as("tests")));
  }

  /**
   * (p_value, q_value) for each distinct p-value, where only the most significant tests are rows,
   * so that ranks among these are ranks among all.
   *
   * @param tests one row with the number of all tests in {@code tests}
   */
  static Dataset<Row> qValues(Dataset<Row> mostSignificant, Dataset<Row> tests) {
    return bounded(counts(mostSignificant), tests);
  }

  private static Dataset<Row> counts(Dataset<Row> tested) {
    return tested
        .where(col("p_value").isNotNull())
        .groupBy("p_value")
        .agg(count(lit(1)).as("count"));
  }

  private static Dataset<Row> bounded(Dataset<Row> counts, Dataset<Row> tests) {
    return counts
        .withColumn("rank", sum("count").over(Window.orderBy("p_value")))
        .crossJoin(broadcast(tests))
        .withColumn(
            "bound", BOUND.apply(col("p_value"), col("rank"), greatest(col("tests"), col("rank"))))
        .select(
            col("p_value"), min("bound").over(Window.orderBy(col("p_value").desc())).as("q_value"));
  }

  private FalseDiscoveries() {}
}
