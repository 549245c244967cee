package org.newsloom.stats;

import java.util.Arrays;

/**
 * Q-values: the smallest false-discovery rate at which a test still counts as a discovery.
 *
 * <p>Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate, Journal of the
 * Royal Statistical Society B 57(1). With p sorted, q of the test with rank r of m is the least p ·
 * m / s over all ranks s ≥ r.
 *
 * <p>Over a table too large for one array the same follows from two passes over the
 * <em>distinct</em> p-values, which are far fewer than the rows where p comes from small counts:
 *
 * <pre>{@code
 * counts(p, n)  := count(*) by p
 * ranked(p, r)  := sum(n) over (order by p)                  -- tests with this p or a smaller one
 * q(p)          := min(p * m / r) over (order by p desc)     -- the least bound from here upwards
 * }</pre>
 *
 * joined to the rows by p. {@link #bound} is the middle step.
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * Q-values in the order of the p-values. NaN, a test that was not made, stays NaN and does not
   * count as a test.
   *
   * @throws IllegalArgumentException where a p-value is outside 0…1
   */
  public static double[] qValues(double[] pValues) {
    double[] sorted = Arrays.stream(pValues).filter(p -> !Double.isNaN(p)).sorted().toArray();
    int tests = sorted.length;
    double[] adjusted = new double[tests];
    double least = 1;
    for (int i = tests - 1; i >= 0; i--) {
      least = Math.min(least, bound(sorted[i], i + 1L, tests));
      adjusted[i] = least;
    }
    double[] qValues = new double[pValues.length];
    for (int i = 0; i < qValues.length; i++) {
      boolean tested = !Double.isNaN(pValues[i]);
      // Equal p-values have one q: the bound of the highest rank reaches all below it.
      qValues[i] = tested ? adjusted[Arrays.binarySearch(sorted, pValues[i])] : Double.NaN;
    }
    return qValues;
  }

  /**
   * Bound on q from one rank: p · m / r, at most 1. The q-value of a test is the least bound over
   * its own and all higher ranks.
   *
   * @param rank tests with this p-value or a smaller one, 1…{@code tests}
   */
  public static double bound(double pValue, long rank, long tests) {
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException("A p-value lies in 0...1, not " + pValue);
    }
    if (rank < 1 || rank > tests) {
      throw new IllegalArgumentException("Rank " + rank + " is not in 1..." + tests);
    }
    return Math.min(1, pValue * tests / rank);
  }
}
