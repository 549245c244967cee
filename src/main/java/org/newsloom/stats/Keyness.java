package org.newsloom.stats;

/**
 * How much a term stands out in one part of a corpus (a day) against the rest of it: a statistic
 * for the evidence and one for the size of the difference.
 *
 * <p>All methods take the term's count and the number of all words in the part, and the same two of
 * the reference. The two do not overlap: from counts over the whole corpus, take the day's off.
 */
public final class Keyness {

  private static final double LOG_2 = Math.log(2);

  private Keyness() {}

  /**
   * Log-likelihood keyness, 2 Σ observed · ln(observed / expected) over the two counts, negative
   * where the term is rarer in the part than in the reference. 0 where it occurs in neither; NaN
   * where part or reference has no words. {@link Association#pValue} gives its probability.
   *
   * <p>P. Rayson and R. Garside (2000), Comparing corpora using frequency profiling, Workshop on
   * Comparing Corpora, ACL.
   */
  public static double logLikelihood(
      long count, long words, long referenceCount, long referenceWords) {
    check(count, words);
    check(referenceCount, referenceWords);
    if (words == 0 || referenceWords == 0) {
      return Double.NaN;
    }
    double rate = ((double) count + referenceCount) / ((double) words + referenceWords);
    double expected = words * rate;
    double sum = term(count, expected) + term(referenceCount, referenceWords * rate);
    double likelihood = Math.max(0, 2 * sum);
    return count < expected ? -likelihood : likelihood;
  }

  /**
   * Log ratio: binary logarithm of the quotient of the two relative frequencies, so that 1 is twice
   * as frequent and −1 half as frequent. A count of 0 is taken as 0.5. NaN where the term occurs in
   * neither, or part or reference has no words.
   *
   * <p>A. Hardie (2014), Log Ratio: an informal introduction, ESRC Centre for Corpus Approaches to
   * Social Science, Lancaster.
   */
  public static double logRatio(long count, long words, long referenceCount, long referenceWords) {
    check(count, words);
    check(referenceCount, referenceWords);
    if (words == 0 || referenceWords == 0 || (count == 0 && referenceCount == 0)) {
      return Double.NaN;
    }
    double inPart = (count == 0 ? 0.5 : count) / words;
    double inReference = (referenceCount == 0 ? 0.5 : referenceCount) / referenceWords;
    return Math.log(inPart / inReference) / LOG_2;
  }

  private static double term(long observed, double expected) {
    return observed == 0 ? 0 : observed * Math.log(observed / expected);
  }

  private static void check(long count, long words) {
    if (count < 0 || count > words) {
      throw new IllegalArgumentException(
          "A term cannot occur " + count + " times in " + words + " words");
    }
  }
}
