package org.newsloom.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The scan of the days of one series for the stretch that differs most, and the probability of one
 * so marked in any other order of the days. How: {@link ChangePoints}.
 */
abstract class Scan {
  /**
   * Permutations after which it is asked whether more are worth it. A series that shows nothing is
   * left early, as one of which there is no doubt (J. Besag, P. Clifford 1991, Sequential Monte
   * Carlo p-values, Biometrika 78(2)).
   */
  private static final int[] LOOKS = {9, 19, 39, 99, 199};

  static final int FEW_LOOKS = 3;
  static final int MANY_LOOKS = 4;

  /** With a p-value above this a series is left at the look of the same place. */
  private static final double[] LEAVE_ABOVE = {0.5, 0.25, 0.12, 0.08, 0};

  /** With a p-value below this no more permutations are made after that look. */
  private static final double[] SURE_BELOW = {1e-9, 1e-6, 1e-4, 5e-3, 1};

  private static final double LENGTH_GROWTH = 1.33;

  /** Half of the 95 % quantile of chi-squared with one degree of freedom: a profile's fall. */
  private static final double PROFILE_FALL = 1.92;

  private static final int MIN_PAIRS = 8;
  private static final double MAX_AUTOCORRELATION = 0.7;
  private static final double MAX_DECAY = 0.8;

  /** Of a greatest log-likelihood ratio, which is about 1.3 where there are many days. */
  private static final double MIN_DEVIATION = 1;

  private static final double MIN_SCALE = 0.5;
  private static final double EULER = 0.5772156649015329;

  static final double TINY = 1e-12;

  final int days;

  /** Lengths of stretches tried, and 0 for the rest of the series from a day on. */
  final int[] lengths;

  Scan(int days) {
    this.days = days;
    this.lengths = lengths(days);
  }

  /**
   * A stretch, in places of the days scanned.
   *
   * @param end after the last
   * @param earliest first of the 95 % interval of the start
   * @param latest last of it
   */
  record Found(int start, int end, int earliest, int latest, double strength, double pValue) {}

  /**
   * The greatest score for each length with the days in this order, each zero or more, and where it
   * starts.
   */
  abstract double[] best(int[] order, int[] starts);

  /** Score of a stretch in the order of the days; 0 where it is no candidate. */
  abstract double score(int start, int end);

  /** Whether both stretches differ from the other days in the same direction. */
  abstract boolean isAlike(int start, int end, int otherStart, int otherEnd);

  /** How far each day is in the direction of the stretch, in units of its standard deviation. */
  abstract double[] standardised(int start, int end);

  /** Variance over that of the model, of days outside and inside each about their own level. */
  abstract double dispersion(int start, int end);

  /** Share of the variance of days that is left to stretches shorter than a week. */
  abstract double left();

  /** Whether a stretch at the begin of the series means that what follows has changed. */
  abstract boolean isEitherWay();

  /** The same for the same days. */
  abstract long seed();

  /** Lengths of stretches tried, and 0 for the rest of the series from a day on. */
  private static int[] lengths(int days) {
    List<Integer> lengths = new ArrayList<>();
    for (double length = 1;
        2 * length <= days;
        length = Math.max(length + 1, length * LENGTH_GROWTH)) {
      lengths.add((int) length);
    }
    lengths.add(0);
    return lengths.stream().mapToInt(length -> length).toArray();
  }

  /**
   * The most marked stretch; null where the days show none.
   *
   * @param significance p-value up to which it is placed exactly
   * @param looks how often it may be asked for more permutations, {@value #FEW_LOOKS} or {@value
   *     #MANY_LOOKS}
   */
  final Found find(double significance, int looks) {
    int[] starts = new int[lengths.length];
    int[] order = inOrder(days);
    double[] best = best(order, starts);
    if (Arrays.stream(best).max().orElse(0) <= TINY) {
      return null;
    }
    double[][] chance = new double[LOOKS[LOOKS.length - 1]][];
    SplittableRandom random = new SplittableRandom(seed());
    permute(chance, 0, LOOKS[0], order, random);
    // First as if neighbouring days had nothing to do with each other.
    int marked = mostMarked(best, chance, LOOKS[0]);
    Resemblance resemblance = resemblance(starts[marked], end(marked, starts));
    for (int i = 0; i < lengths.length; i++) {
      // A week's sum has the variance that its days' levels took, and orders by chance have not.
      best[i] *= left() / resemblance.inflation(length(i, starts[i]));
    }
    int look = 0;
    double pValue = pValue(best, chance, LOOKS[0]);
    while (look < looks && pValue <= LEAVE_ABOVE[look] && pValue >= SURE_BELOW[look]) {
      look++;
      permute(chance, LOOKS[look - 1], LOOKS[look], order, random);
      pValue = pValue(best, chance, LOOKS[look]);
    }
    marked = mostMarked(best, chance, LOOKS[look]);
    int start = starts[marked];
    int end = end(marked, starts);
    return pValue > significance
        ? new Found(start, end, start, start, 0, pValue)
        : refined(start, end, resemblance, pValue);
  }

  private int end(int i, int[] starts) {
    return lengths[i] == 0 ? days : starts[i] + lengths[i];
  }

  private int length(int i, int start) {
    int length = lengths[i] == 0 ? days - start : lengths[i];
    // Of a length with no stretch at all this is asked too.
    return Math.max(1, Math.min(length, days - length));
  }

  private void permute(double[][] chance, int from, int to, int[] order, SplittableRandom random) {
    int[] starts = new int[lengths.length];
    for (int permutation = from; permutation < to; permutation++) {
      for (int i = days - 1; i > 0; i--) {
        int j = (int) (((random.nextInt() & 0xffffffffL) * (i + 1)) >>> 32);
        int day = order[i];
        order[i] = order[j];
        order[j] = day;
      }
      chance[permutation] = best(order, starts);
    }
  }

  private int mostMarked(double[] best, double[][] chance, int permutations) {
    double[][] moments = moments(chance, permutations);
    int marked = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < best.length; i++) {
      double score = (best[i] - moments[0][i]) / moments[1][i];
      if (best[i] > TINY && score > most) {
        most = score;
        marked = i;
      }
    }
    return marked;
  }

  private static double[][] moments(double[][] chance, int permutations) {
    int n = chance[0].length;
    double[] means = new double[n];
    double[] deviations = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double squares = 0;
      for (int p = 0; p < permutations; p++) {
        sum += chance[p][i];
      }
      means[i] = sum / permutations;
      for (int p = 0; p < permutations; p++) {
        squares += (chance[p][i] - means[i]) * (chance[p][i] - means[i]);
      }
      // Where every order has the same score, few days say nothing of how far chance goes.
      deviations[i] = Math.max(Math.sqrt(squares / (permutations - 1)), MIN_DEVIATION);
    }
    return new double[][] {means, deviations};
  }

  private static double pValue(double[] best, double[][] chance, int permutations) {
    double[][] moments = moments(chance, permutations);
    double[] greatest = new double[permutations];
    double sum = 0;
    for (int p = 0; p < permutations; p++) {
      greatest[p] = greatestAmongOthers(chance[p], moments, permutations);
      sum += greatest[p];
    }
    double mean = sum / permutations;
    double squares = 0;
    for (double value : greatest) {
      squares += (value - mean) * (value - mean);
    }
    double scale = Math.sqrt(squares / (permutations - 1) * 6) / Math.PI;
    double location = mean - EULER * Math.max(scale, MIN_SCALE);
    double observed = greatest(best, moments);
    return -StrictMath.expm1(-StrictMath.exp(-(observed - location) / Math.max(scale, MIN_SCALE)));
  }

  /**
   * The greatest of one permutation's scores by the moments of the others, as the observed ones are
   * by those of the permutations.
   */
  private static double greatestAmongOthers(double[] scores, double[][] moments, int permutations) {
    double greatest = Double.NEGATIVE_INFINITY;
    double n = permutations;
    for (int i = 0; i < scores.length; i++) {
      double off = scores[i] - moments[0][i];
      double squares = moments[1][i] * moments[1][i] * (n - 1) - off * off * n / (n - 1);
      double deviation = Math.max(Math.sqrt(Math.max(0, squares) / (n - 2)), MIN_DEVIATION);
      greatest = Math.max(greatest, off * n / (n - 1) / deviation);
    }
    return greatest;
  }

  private static double greatest(double[] scores, double[][] moments) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      greatest = Math.max(greatest, (scores[i] - moments[0][i]) / moments[1][i]);
    }
    return greatest;
  }

  /**
   * How days outside a stretch resemble earlier ones: {@code first} is the autocorrelation of
   * neighbouring days, {@code first * decay^(k - 1)} that of days k apart.
   */
  private record Resemblance(double first, double decay) {
    static final Resemblance NONE = new Resemblance(0, 0);

    /** Variance of the mean of so many days, over that of independent ones. */
    double inflation(int length) {
      if (first <= 0) {
        return 1;
      }
      double ofOneNoise =
          (1 + decay) / (1 - decay)
              - 2
                  * decay
                  * (1 - StrictMath.pow(decay, length))
                  / (length * (1 - decay) * (1 - decay));
      return 1 + first / decay * (ofOneNoise - 1);
    }
  }

  /** Of days outside the stretch; none where it may be chance. */
  private Resemblance resemblance(int start, int end) {
    double[] values = standardised(start, end);
    double mean = 0;
    int outside = 0;
    for (int i = 0; i < values.length; i++) {
      if (i < start || i >= end) {
        mean += values[i];
        outside++;
      }
    }
    mean /= Math.max(1, outside);
    double squares = 0;
    double[] products = new double[2];
    int[] pairs = new int[2];
    for (int i = 0; i < values.length; i++) {
      if (i >= start && i < end) {
        continue;
      }
      squares += (values[i] - mean) * (values[i] - mean);
      for (int lag = 1; lag <= 2; lag++) {
        int before = i - lag;
        if (before >= 0 && (before >= end || i < start)) {
          products[lag - 1] += (values[i] - mean) * (values[before] - mean);
          pairs[lag - 1]++;
        }
      }
    }
    if (pairs[1] < MIN_PAIRS || squares < TINY) {
      return Resemblance.NONE;
    }
    double variance = squares / outside;
    double first = products[0] / pairs[0] / variance;
    double second = products[1] / pairs[1] / variance;
    // Drawn to zero by what its own variance, one in the number of pairs, makes of none.
    double chance = 1.0 / pairs[0];
    double certain = 1 - chance / (first * first);
    if (first <= 0 || certain <= 0) {
      return Resemblance.NONE;
    }
    // Drawn to that of a series without noise of its own, as far as the second may be chance.
    double decay = first * (second + chance) / (first * first + chance);
    double drawn = Math.min(MAX_AUTOCORRELATION, first * certain);
    return new Resemblance(drawn, Math.max(drawn, Math.min(MAX_DECAY, Math.max(first, decay))));
  }

  /**
   * Moves start and end to the best ones, and reads the interval of the start. Ends are compared by
   * the modified Bayesian information criterion (N.R. Zhang, D.O. Siegmund 2007, A modified Bayes
   * information criterion with applications to the analysis of comparative genomic hybridization
   * data, Biometrics 63(1)): so a stretch that reaches a border of the series, which has one end
   * fewer to be explained, is preferred unless a free one is better by the logarithm of the number
   * of days.
   */
  private Found refined(int start, int end, Resemblance resemblance, double pValue) {
    double nat = unit(start, end, resemblance);
    int reach = Math.max(2, end - start);
    int lowest = Math.max(0, start - reach);
    int highest = Math.min(days, end + reach);
    int[] stretch = ascend(start, end, lowest, end - 1, start + 1, highest, nat);
    double best = placed(stretch[0], stretch[1], nat);
    if (stretch[0] > 0 && stretch[1] < days) {
      best -= nat * StrictMath.log(days);
    }
    List<int[]> bordering = new ArrayList<>();
    if (end + reach >= days && start > 0) {
      bordering.add(ascend(start, days, lowest, end - 1, days, days, nat));
    }
    if (start <= reach && end < days) {
      bordering.add(ascend(0, end, 0, 0, start + 1, highest, nat));
    }
    for (int[] other : bordering) {
      double score = placed(other[0], other[1], nat);
      if (score > best && isAlike(other[0], other[1], start, end)) {
        best = score;
        stretch = other;
      }
    }
    int first = stretch[0];
    int last = stretch[1];
    if (first == 0 && last < days && isEitherWay()) {
      // A series that begins otherwise has changed where that ends.
      first = last;
      last = days;
    }
    best = score(first, last);
    double unit = unit(first, last, resemblance);
    int earliest = first;
    int latest = first;
    for (int s = Math.max(0, first - reach); s < last; s++) {
      double score = last - s == days ? 0 : score(s, last);
      if (best - score <= PROFILE_FALL * unit) {
        earliest = Math.min(earliest, s);
        latest = Math.max(latest, s);
      }
    }
    return new Found(first, last, earliest, latest, best / unit, pValue);
  }

  /**
   * The stretch whose score neither another start nor another end makes greater, from the given one
   * on, with start and end within these bounds.
   */
  private int[] ascend(
      int start,
      int end,
      int lowestStart,
      int highestStart,
      int lowestEnd,
      int highestEnd,
      double nat) {
    int first = start;
    int last = end;
    double best = placed(first, last, nat);
    boolean isMoving = true;
    while (isMoving) {
      isMoving = false;
      for (int s = lowestStart; s <= Math.min(highestStart, last - 1); s++) {
        double score = placed(s, last, nat);
        if (score > best && isAlike(s, last, start, end)) {
          best = score;
          first = s;
          isMoving = true;
        }
      }
      for (int e = Math.max(first + 1, lowestEnd); e <= highestEnd; e++) {
        double score = placed(first, e, nat);
        if (score > best && isAlike(first, e, start, end)) {
          best = score;
          last = e;
          isMoving = true;
        }
      }
    }
    return new int[] {first, last};
  }

  /** The score less what the criterion takes for levels estimated from so many days. */
  private double placed(int start, int end, double nat) {
    int length = end - start;
    return length == days
        ? Double.NEGATIVE_INFINITY
        : score(start, end) - nat / 2 * (StrictMath.log(length) + StrictMath.log(days - length));
  }

  /** Nats of the model that are one nat of the days. */
  private double unit(int start, int end, Resemblance resemblance) {
    return dispersion(start, end)
        * resemblance.inflation(Math.max(1, Math.min(end - start, days - end + start)));
  }

  static int[] inOrder(int days) {
    int[] order = new int[days];
    Arrays.setAll(order, day -> day);
    return order;
  }
}
