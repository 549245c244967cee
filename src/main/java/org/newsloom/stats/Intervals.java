package org.newsloom.stats;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/** Intervals of 95 % confidence for shares and means. */
public final class Intervals {

  /** 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final double UPPER_TAIL = 0.975;

  /** Student quantiles by degrees of freedom: solving for one costs more than the rest. */
  private static final double[] STUDENT =
      IntStream.rangeClosed(0, 200).mapToDouble(Intervals::solveStudentQuantile).toArray();

  private Intervals() {}

  /**
   * Interval of a share from {@code hits} of {@code n}; empty for n = 0. It stays within 0…1 and
   * holds for few cases and for shares of 0 and 1.
   *
   * <p>E.B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
   * JASA 22(158).
   */
  public static Optional<Interval> share(long hits, long n) {
    if (hits < 0 || hits > n) {
      throw new IllegalArgumentException(hits + " hits of " + n + " is no share");
    }
    if (n == 0) {
      return Optional.empty();
    }
    double share = (double) hits / n;
    double z2 = Z * Z;
    double centre = share + z2 / (2.0 * n);
    double reach = Z * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
    double scale = 1 + z2 / n;
    double lower = hits == 0 ? 0 : (centre - reach) / scale;
    double upper = hits == n ? 1 : (centre + reach) / scale;
    return Optional.of(new Interval(lower, upper));
  }

  /**
   * Interval of a mean from the number, sum and sum of squares of independent values, by Student's
   * t with n − 1 degrees of freedom; empty for n &lt; 2, where the spread is unknown.
   *
   * <p>Student (1908), The probable error of a mean, Biometrika 6(1).
   */
  public static Optional<Interval> mean(long n, double sum, double sumOfSquares) {
    if (n < 2) {
      return Optional.empty();
    }
    double mean = sum / n;
    double reach = studentQuantile(n - 1) * Math.sqrt(variance(n, sum, sumOfSquares) / n);
    return Optional.of(new Interval(mean - reach, mean + reach));
  }

  /**
   * Sample variance (divisor n − 1) from sums; NaN for n &lt; 2. Rounding never makes it &lt; 0.
   */
  public static double variance(long n, double sum, double sumOfSquares) {
    return n < 2 ? Double.NaN : Math.max(0, sumOfSquares - sum * sum / n) / (n - 1);
  }

  static double studentQuantile(long degreesOfFreedom) {
    return degreesOfFreedom < STUDENT.length
        ? STUDENT[(int) degreesOfFreedom]
        : solveStudentQuantile((double) degreesOfFreedom);
  }

  private static double solveStudentQuantile(double degreesOfFreedom) {
    return degreesOfFreedom < 1
        ? Double.NaN
        : TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(UPPER_TAIL);
  }
}
