package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.stats.Interval;
import org.newsloom.stats.Intervals;

/**
 * Means with their spread, 95 % interval and the sums behind them, as the daily tables hold them.
 *
 * <p>Sums are taken over decimals: floating-point sums depend on the order of the rows, and so on
 * the cluster.
 */
final class Means {
  private static final String EXACT = "decimal(28,12)";

  private static final StructType SPREAD =
      new StructType()
          .add("stddev", DataTypes.DoubleType)
          .add("low", DataTypes.DoubleType)
          .add("high", DataTypes.DoubleType);

  /** A function of our own, for the quantiles of Student's t, which Spark has not. */
  private static final UserDefinedFunction SPREAD_OF =
      udf(
          (UDF3<Long, Double, Double, Row>)
              (n, sum, sumOfSquares) -> {
                Interval interval =
                    n == null ? null : Intervals.mean(n, sum, sumOfSquares).orElse(null);
                return interval == null
                    ? null
                    : RowFactory.create(
                        Math.sqrt(Intervals.variance(n, sum, sumOfSquares)),
                        interval.lower(),
                        interval.upper());
              },
          SPREAD);

  /** Sum as a double that is the same in every order of the rows; 0 of no rows. */
  static Column exactSum(Column values) {
    return coalesce(sum(values.cast(EXACT)).cast(DataTypes.DoubleType), lit(0.0));
  }

  /** Aggregates of a value: count, sum and sum of squares under {@code prefix}. */
  static List<Column> sums(Column values, String prefix) {
    return List.of(
        count(values).as(prefix + "_tone_count"),
        exactSum(values).as(prefix + "_tone_sum"),
        exactSum(values.multiply(values)).as(prefix + "_tone_sum_of_squares"));
  }

  /**
   * Mean, deviation and interval from the aggregates of {@link #sums}, by the names of their
   * columns.
   *
   * @param name column of the mean; the others are called after it
   */
  static Map<String, Column> spread(String name, String prefix) {
    Column n = col(prefix + "_tone_count");
    Column total = col(prefix + "_tone_sum");
    Column spread = SPREAD_OF.apply(n, total, col(prefix + "_tone_sum_of_squares"));
    return Map.of(
        name,
        when(n.gt(0), total.divide(n)),
        name + "_stddev",
        spread.getField("stddev"),
        name + "_low",
        spread.getField("low"),
        name + "_high",
        spread.getField("high"));
  }

  private Means() {}
}
