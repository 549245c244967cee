package org.newsloom.stats;

import java.util.Optional;

/**
 * Intervals of 95 % for the means of many small groups (days) whose values spread alike: each group
 * borrows {@value #BORROWED} degrees of freedom from the pooled variance of all.
 *
 * <p>With n values of variance s² and the pooled variance p, the variance taken is (4 p + (n − 1)
 * s²) / (4 + n − 1), and the quantile is Student's with n + 3 degrees of freedom: the posterior of
 * a mean under a flat prior for it and a scaled inverse χ² prior for the variance (A. Gelman, J.
 * Carlin, H. Stern, D. Dunson, A. Vehtari, D. Rubin 2013, Bayesian Data Analysis, 3rd edition,
 * sections 2.6 and 3.3). Student's own interval is unknown for one value, about 13 standard errors
 * wide for two, and of no width where two values happen to be equal; this one is none of these, and
 * becomes Student's as n grows.
 *
 * @param variance pooled within the groups; NaN where no group has two values
 */
public record PooledSpread(double variance) {

  /** Degrees of freedom that a group takes from the pool. */
  public static final int BORROWED = 4;

  /**
   * The pool of all groups.
   *
   * @param squaredDeviations sum over groups of the squared deviations from the group's own mean
   * @param degreesOfFreedom sum over groups of n − 1
   */
  public static PooledSpread of(double squaredDeviations, long degreesOfFreedom) {
    if (degreesOfFreedom < 0) {
      throw new IllegalArgumentException(degreesOfFreedom + " degrees of freedom");
    }
    return new PooledSpread(
        degreesOfFreedom == 0 ? Double.NaN : Math.max(0, squaredDeviations) / degreesOfFreedom);
  }

  /**
   * Interval of the mean of one group; empty without values or where the pool is unknown.
   *
   * @param least the least value possible; no interval reaches below it
   * @param greatest the greatest value possible
   */
  public Optional<Interval> mean(
      long n, double sum, double sumOfSquares, double least, double greatest) {
    if (n < 1 || Double.isNaN(variance)) {
      return Optional.empty();
    }
    double own = n == 1 ? 0 : (n - 1) * Intervals.variance(n, sum, sumOfSquares);
    long degreesOfFreedom = BORROWED + n - 1;
    double reach =
        Intervals.studentQuantile(degreesOfFreedom)
            * Math.sqrt((BORROWED * variance + own) / degreesOfFreedom / n);
    double mean = sum / n;
    return Optional.of(
        new Interval(Math.max(least, mean - reach), Math.min(greatest, mean + reach)));
  }
}
