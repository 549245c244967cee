package org.newsloom.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Association of two things A and B that occur in the same units (sentences, articles, stories).
 *
 * <p>All methods take the 2×2 table by its margins: {@code both} units hold A and B, {@code countA}
 * hold A with or without B, {@code countB} hold B with or without A, of {@code total} units. Counts
 * that contradict each other are refused with an {@link IllegalArgumentException}; NaN stands for
 * undefined and is to be stored as null.
 */
public final class Association {

  private static final ChiSquaredDistribution CHI_SQUARED = ChiSquaredDistribution.of(1);

  /** Of 95 % on both sides of a normal distribution. */
  private static final double NORMAL_QUANTILE = 1.959963984540054;

  private Association() {}

  /**
   * Normalised pointwise mutual information, ln(p(a,b) / (p(a) p(b))) / −ln p(a,b): −1 where A and
   * B never meet, 0 where they meet as often as by chance, 1 where each occurs only with the other.
   * NaN where A or B does not occur. Where both are in every unit it is 1, the value for things
   * that occur only together.
   *
   * <p>G. Bouma (2009), Normalized (pointwise) mutual information in collocation extraction, GSCL.
   */
  public static double npmi(long both, long countA, long countB, long total) {
    check(both, countA, countB, total);
    if (countA == 0 || countB == 0) {
      return Double.NaN;
    }
    if (both == 0) {
      return -1;
    }
    if (both == total) {
      return 1;
    }
    double pmi = Math.log((double) both / countA) - Math.log((double) countB / total);
    double npmi = pmi / -Math.log((double) both / total);
    return Math.max(-1, Math.min(1, npmi));
  }

  /**
   * Log-likelihood ratio G² of the table against independence, 0 or more, without sign: things that
   * avoid each other score as high as things that attract each other. NaN without units.
   *
   * <p>T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence,
   * Computational Linguistics 19(1).
   */
  public static double logLikelihoodRatio(long both, long countA, long countB, long total) {
    check(both, countA, countB, total);
    if (total == 0) {
      return Double.NaN;
    }
    long onlyA = countA - both;
    long onlyB = countB - both;
    long neither = total - countA - onlyB;
    double sum =
        term(both, countA, countB, total)
            + term(onlyA, countA, total - countB, total)
            + term(onlyB, total - countA, countB, total)
            + term(neither, total - countA, total - countB, total);
    return Math.max(0, 2 * sum);
  }

  /** As {@link #logLikelihoodRatio}, negative where A and B meet less often than by chance. */
  public static double signedLogLikelihoodRatio(long both, long countA, long countB, long total) {
    double ratio = logLikelihoodRatio(both, countA, countB, total);
    boolean repelled = (double) both * total < (double) countA * countB;
    return repelled ? -ratio : ratio;
  }

  /**
   * Probability of a G² at least as far from 0 under independence, from χ² with one degree of
   * freedom; the sign does not matter. NaN for NaN. Below about 5 expected meetings the χ²
   * approximation is coarse.
   */
  public static double pValue(double logLikelihoodRatio) {
    if (Double.isNaN(logLikelihoodRatio)) {
      return Double.NaN;
    }
    return CHI_SQUARED.survivalProbability(Math.abs(logLikelihoodRatio));
  }

  /**
   * Odds ratio of the table with ½ added to each cell, so that an empty cell leaves it finite: how
   * many times greater the odds of A are where B is. 1 by chance.
   *
   * <p>J. B. S. Haldane (1956), The estimation and significance of the logarithm of a ratio of
   * frequencies, Annals of Human Genetics 20; F. J. Anscombe (1956), On estimating binomial
   * response relations, Biometrika 43.
   */
  public static double oddsRatio(long both, long countA, long countB, long total) {
    return Math.exp(logOddsRatio(both, countA, countB, total));
  }

  /**
   * 95 % interval of {@link #oddsRatio}: exp(ln ratio ± 1.96 s), s² the sum of the inverses of the
   * four cells with ½ added. It errs on the wide side where a cell is small.
   *
   * <p>B. Woolf (1955), On estimating the relation between blood group and disease, Annals of Human
   * Genetics 19; with ½ added, J. J. Gart (1966), Alternative analyses of contingency tables,
   * Journal of the Royal Statistical Society B 28.
   */
  public static Interval oddsRatioInterval(long both, long countA, long countB, long total) {
    double ratio = logOddsRatio(both, countA, countB, total);
    double deviation =
        Math.sqrt(
            1 / (both + 0.5)
                + 1 / (countA - both + 0.5)
                + 1 / (countB - both + 0.5)
                + 1 / (total - countA - (countB - both) + 0.5));
    return new Interval(
        Math.exp(ratio - NORMAL_QUANTILE * deviation),
        Math.exp(ratio + NORMAL_QUANTILE * deviation));
  }

  private static double logOddsRatio(long both, long countA, long countB, long total) {
    check(both, countA, countB, total);
    return Math.log(both + 0.5)
        + Math.log(total - countA - (countB - both) + 0.5)
        - Math.log(countA - both + 0.5)
        - Math.log(countB - both + 0.5);
  }

  /** observed · ln(observed / expected). */
  private static double term(long observed, long row, long column, long total) {
    if (observed == 0) {
      return 0;
    }
    return observed * (Math.log((double) observed / row) - Math.log((double) column / total));
  }

  private static void check(long both, long countA, long countB, long total) {
    boolean possible =
        both >= 0
            && both <= Math.min(countA, countB)
            && Math.max(countA, countB) <= total
            && countA - both <= total - countB;
    if (!possible) {
      throw new IllegalArgumentException(
          "No 2x2 table has both=%d, countA=%d, countB=%d, total=%d"
              .formatted(both, countA, countB, total));
    }
  }
}
