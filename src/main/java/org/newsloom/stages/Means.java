package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.stats.Interval;
import org.newsloom.stats.Intervals;
import org.newsloom.stats.PooledSpread;

/**
 * Means and shares with their spread, 95 % interval and the sums behind them, as the daily tables
 * hold them.
 *
 * <p>Sums are taken over decimals: floating-point sums depend on the order of the rows, and so on
 * the cluster.
 */
final class Means {
  private static final String EXACT = "decimal(28,12)";

  private static final StructType INTERVAL =
      new StructType().add("low", DataTypes.DoubleType).add("high", DataTypes.DoubleType);

  /** A function of our own, for the quantiles of Student's t, which Spark has not. */
  private static final UserDefinedFunction MEAN_INTERVAL =
      udf(
          (UDF6<Long, Double, Double, Double, Double, Double, Row>)
              (n, sum, sumOfSquares, pooled, least, greatest) ->
                  n == null || pooled == null
                      ? null
                      : row(
                          new PooledSpread(pooled)
                              .mean(n, sum, sumOfSquares, least, greatest)
                              .orElse(null)),
          INTERVAL);

  /** A function of our own, so that the formula stands, and is tested, in one place. */
  private static final UserDefinedFunction SHARE_INTERVAL =
      udf(
          (UDF2<Long, Long, Row>)
              (hits, n) -> n == null ? null : row(Intervals.share(hits, n).orElse(null)),
          INTERVAL);

  private static Row row(Interval interval) {
    return interval == null ? null : RowFactory.create(interval.lower(), interval.upper());
  }

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
   * Aggregate over rows of {@link #sums}: the variance within a row, pooled over all; null where no
   * row has two values.
   */
  static Column pooledVariance(String prefix) {
    Column n = col(prefix + "_tone_count");
    Column degreesOfFreedom = sum(when(n.gt(1), n.minus(1)));
    return exactSum(when(n.gt(1), squaredDeviations(prefix))).divide(degreesOfFreedom);
  }

  private static Column squaredDeviations(String prefix) {
    Column total = col(prefix + "_tone_sum");
    Column deviations =
        col(prefix + "_tone_sum_of_squares")
            .minus(total.multiply(total).divide(col(prefix + "_tone_count")));
    return when(deviations.gt(0), deviations).otherwise(0.0);
  }

  /**
   * Mean, deviation and interval from the aggregates of {@link #sums} and the pooled variance in
   * {@code <prefix>_tone_pooled_variance}, by the names of their columns.
   *
   * @param name column of the mean; the others are called after it
   * @param greatest the values lie between this and its negative
   */
  static Map<String, Column> spread(String name, String prefix, double greatest) {
    Column n = col(prefix + "_tone_count");
    Column total = col(prefix + "_tone_sum");
    Column interval =
        MEAN_INTERVAL.apply(
            n,
            total,
            col(prefix + "_tone_sum_of_squares"),
            col(prefix + "_tone_pooled_variance"),
            lit(-greatest),
            lit(greatest));
    return Map.of(
        name,
        when(n.gt(0), total.divide(n)),
        name + "_stddev",
        when(
            n.gt(1),
            org.apache.spark.sql.functions.sqrt(squaredDeviations(prefix).divide(n.minus(1)))),
        name + "_low",
        interval.getField("low"),
        name + "_high",
        interval.getField("high"));
  }

  /**
   * Shares of positive, negative and neutral stories of those with a tone, their intervals, and
   * whether stories disagree, by the names of their columns.
   *
   * @param leastShare what both sides' shares must surely exceed where stories disagree
   */
  static Map<String, Column> shares(double leastShare) {
    Column n = col("story_tone_count");
    Map<String, Column> shares = new HashMap<>();
    Column isMixed = lit(true);
    for (String polarity : List.of("positive", "negative", "neutral")) {
      Column hits = col(polarity + "_story_count");
      Column interval = SHARE_INTERVAL.apply(hits, n);
      String name = polarity + "_story_share";
      shares.put(name, when(n.gt(0), hits.divide(n)));
      shares.put(name + "_low", interval.getField("low"));
      shares.put(name + "_high", interval.getField("high"));
      if (!polarity.equals("neutral")) {
        isMixed = isMixed.and(interval.getField("low").gt(leastShare));
      }
    }
    shares.put("is_mixed", coalesce(isMixed, lit(false)));
    return shares;
  }

  private Means() {}
}
