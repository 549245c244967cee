package org.newsloom.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Stretches of days on which a series differs from its other days: bursts of volume, and shifts of
 * a mean that pass or last.
 *
 * <p>A stretch is found by a scan statistic. Every start is tried with lengths that grow by about a
 * third, up to half of the series, and with the rest of the series (a change that lasts). A stretch
 * of a volume scores the Poisson log-likelihood ratio of M. Kulldorff (1997), A spatial scan
 * statistic, Communications in Statistics 26(6); one of a mean that of the normal model, as in
 * circular binary segmentation (A.B. Olshen, E.S. Venkatraman, R. Lucito, M. Wigler 2004, Circular
 * binary segmentation for the analysis of array-based DNA copy number data, Biostatistics 5(4)).
 * The best stretch is then moved to the best start and end near it.
 *
 * <p>How likely chance makes one is read from permutations of the days: they keep each day's values
 * together, so days of a very spread series, and single odd days, alarm nobody. Scores of one
 * length are compared with scores of that length, so that one odd day does not hide two odd weeks.
 * The greatest is referred to a Gumbel distribution fitted to the permutations, which gives small
 * p-values from few of them (A.M. Abrams, K. Kleinman, M. Kulldorff 2010, Gumbel based p-value
 * approximations for spatial scan statistics, International Journal of Health Geographics 9:61).
 * All stretches tried are thereby one test.
 *
 * <p>Days of the week have their own level where the series has eight weeks. Neighbouring days that
 * resemble each other say less than they count: scores are divided by the variance inflation of a
 * first-order autoregression whose coefficient is estimated outside the stretch (G.V. Bayley, J.M.
 * Hammersley 1946, The effective number of independent observations in an autocorrelated time
 * series, Supplement to JRSS 8(2)).
 *
 * <p>After a find its days are taken out and the rest is searched again, at most three times; a
 * long stretch is searched within itself once, against its own other days. Same input, same output:
 * the permutations are seeded by the series.
 */
public final class ChangePoints {

  /** What a series tells: a count out of an expected number, or a mean. */
  private enum Model {
    COUNT,
    MEAN
  }

  /** Permutations after which a series that shows nothing is left. */
  private static final int FIRST_PERMUTATIONS = 19;

  private static final int PERMUTATIONS = 99;

  /** A series left early has a p-value above this. */
  private static final double LEAVE_ABOVE = 0.25;

  private static final int MIN_DAYS = 8;
  private static final int MIN_DAYS_FOR_WEEKS = 56;
  private static final int MIN_DAYS_WITHIN = 16;
  private static final int MAX_FINDS = 3;
  private static final int MAX_LEVEL = 2;
  private static final double LENGTH_GROWTH = 1.33;

  /** Fewest occurrences, or values, that can make a stretch. */
  private static final double MIN_IN_STRETCH = 3;

  /** Values further off than so many robust standard deviations count as so far off. */
  private static final double MAX_DEVIATION = 3.5;

  private static final double MAD_TO_SD = 1.4826;

  /** Half of the 95 % quantile of chi-squared with one degree of freedom: a profile's fall. */
  private static final double PROFILE_FALL = 1.92;

  private static final double MAX_AUTOCORRELATION = 0.7;

  /** Of the logarithm of the number of days: what a further parameter has to gain, in nats. */
  private static final double END_COST = 0.5;

  /** Days' worth of the mean level mixed into that of each day of the week. */
  private static final double WEEKDAY_PRIOR_DAYS = 4;

  private static final double MAX_OVERDISPERSION = 0.5;

  /** Above this, days count alike whatever their number of values. */
  private static final double MAX_DAY_VARIANCE = 10;

  /** Share of the spread that a stretch may explain before more makes no difference. */
  private static final double MAX_EXPLAINED = 0.95;

  /** Of a greatest log-likelihood ratio, which is about 1.3 where there are many days. */
  private static final double MIN_DEVIATION = 1;

  private static final double MIN_SCALE = 0.5;

  private static final double EULER = 0.5772156649015329;
  private static final double TINY = 1e-12;

  private ChangePoints() {}

  /**
   * A stretch of days that differ.
   *
   * @param start first day
   * @param end day after the last; the number of days where the change lasts
   * @param earliestStart first day of the start's 95 % profile likelihood interval
   * @param latestStart its last day
   * @param peak the day of the stretch that stands out most
   * @param before share or mean of the days compared with: the series without this stretch and
   *     those found earlier
   * @param after share or mean of the stretch
   * @param strength log-likelihood ratio, in nats, over dispersion and variance inflation
   * @param level 1, or 2 for a stretch within a stretch
   */
  public record Change(
      int start,
      int end,
      int earliestStart,
      int latestStart,
      int peak,
      double before,
      double after,
      double strength,
      int level) {}

  /**
   * One search of a series.
   *
   * @param pValue probability of a stretch so marked if the order of the days meant nothing; not
   *     below that of the search whose find led to this one
   * @param change the most marked one; null where none is more marked than the significance asked
   *     for
   */
  public record Test(double pValue, Change change) {}

  /**
   * Bursts: stretches in which {@code relevant} of {@code total} is a greater share.
   *
   * @param total all stories of each day; days with none are passed over
   * @param weekdays day of the week of each day, 0…6
   * @param significance p-value up to which a stretch is reported and the search goes on
   * @return all searches made; none for a series of under eight days with stories. The first is of
   *     the whole series; the others are made where that finds something, and are a family of tests
   *     of their own
   * @throws IllegalArgumentException where the arrays differ in length or a day has more relevant
   *     stories than stories
   */
  public static List<Test> bursts(
      long[] relevant, long[] total, int[] weekdays, double significance) {
    checkLength(relevant.length, total.length);
    checkLength(relevant.length, weekdays.length);
    for (int day = 0; day < relevant.length; day++) {
      if (relevant[day] < 0 || relevant[day] > total[day]) {
        throw new IllegalArgumentException(
            "Day %d has %d relevant of %d stories".formatted(day, relevant[day], total[day]));
      }
    }
    return new Search(
            Model.COUNT,
            Arrays.stream(relevant).asDoubleStream().toArray(),
            Arrays.stream(total).asDoubleStream().toArray(),
            weekdays,
            significance)
        .all();
  }

  /**
   * Shifts: stretches in which the mean of the values is greater or less.
   *
   * @param counts values of each day; days with none are passed over
   * @param sums their sum
   * @param weekdays day of the week of each day, 0…6
   * @param significance p-value up to which a stretch is reported and the search goes on
   * @return all searches made; none for a series of under eight days with values. The first is of
   *     the whole series; the others are made where that finds something, and are a family of tests
   *     of their own
   * @throws IllegalArgumentException where the arrays differ in length or a count is negative
   */
  public static List<Test> shifts(
      long[] counts, double[] sums, int[] weekdays, double significance) {
    checkLength(counts.length, sums.length);
    checkLength(counts.length, weekdays.length);
    for (int day = 0; day < counts.length; day++) {
      if (counts[day] < 0) {
        throw new IllegalArgumentException("Day " + day + " has " + counts[day] + " values");
      }
    }
    return new Search(
            Model.MEAN,
            sums,
            Arrays.stream(counts).asDoubleStream().toArray(),
            weekdays,
            significance)
        .all();
  }

  private static void checkLength(int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          "Series of " + expected + " and " + found + " days do not match");
    }
  }

  /** The searches of one series. */
  private static final class Search {
    private final Model model;
    private final double[] sums;
    private final double[] weights;
    private final int[] weekdays;
    private final double significance;
    private final List<Test> tests = new ArrayList<>();

    Search(Model model, double[] sums, double[] weights, int[] weekdays, double significance) {
      this.model = model;
      this.sums = sums;
      this.weights = weights;
      this.weekdays = weekdays;
      this.significance = significance;
    }

    List<Test> all() {
      search(IntStream.range(0, sums.length).filter(day -> weights[day] > 0).toArray(), 1, 0);
      return tests;
    }

    private void search(int[] days, int level, double leastPValue) {
      int[] left = days;
      double least = leastPValue;
      for (int find = 0; find < MAX_FINDS && left.length >= MIN_DAYS; find++) {
        Found found = find(left);
        if (found == null) {
          return;
        }
        double pValue = Math.max(least, found.pValue);
        if (pValue > significance) {
          tests.add(new Test(pValue, null));
          return;
        }
        tests.add(new Test(pValue, change(found, left, level)));
        least = pValue;
        int[] within = Arrays.copyOfRange(left, found.start, found.end);
        if (level < MAX_LEVEL && within.length >= MIN_DAYS_WITHIN) {
          search(within, level + 1, pValue);
        }
        int[] rest = new int[left.length - within.length];
        System.arraycopy(left, 0, rest, 0, found.start);
        System.arraycopy(left, found.end, rest, found.start, left.length - found.end);
        left = rest;
      }
    }

    private Change change(Found found, int[] days, int level) {
      double inSum = 0;
      double inWeight = 0;
      double sum = 0;
      double weight = 0;
      int peak = days[found.start];
      double peakScore = Double.NEGATIVE_INFINITY;
      double sign = found.isRise ? 1 : -1;
      for (int i = 0; i < days.length; i++) {
        sum += sums[days[i]];
        weight += weights[days[i]];
      }
      for (int i = found.start; i < found.end; i++) {
        inSum += sums[days[i]];
        inWeight += weights[days[i]];
        double score =
            sign * (sums[days[i]] - weights[days[i]] * sum / weight) / Math.sqrt(weights[days[i]]);
        if (score > peakScore) {
          peakScore = score;
          peak = days[i];
        }
      }
      return new Change(
          days[found.start],
          found.end == days.length ? sums.length : days[found.end - 1] + 1,
          days[found.earliest],
          days[found.latest],
          peak,
          (sum - inSum) / (weight - inWeight),
          inSum / inWeight,
          found.strength,
          level);
    }

    /** The most marked stretch of the given days; null where they show nothing to be tested. */
    private Found find(int[] days) {
      Scan scan = Scan.of(model, days, sums, weights, weekdays);
      return scan == null ? null : scan.find();
    }
  }

  private record Found(
      int start,
      int end,
      int earliest,
      int latest,
      boolean isRise,
      double strength,
      double pValue) {}

  /** Deviations of days from what is expected, with the weight of each, and the scan of them. */
  private static final class Scan {
    private final Model model;
    private final double[] deviations;
    private final double[] weights;
    private final double[] counts;
    private final int[] lengths;
    private final double allWeight;
    private final double spread;

    /** Share of the days' variance that is left when the level of each day of the week is taken. */
    private final double left;

    private Scan(Model model, double[] deviations, double[] weights, double[] counts, double left) {
      this.left = left;
      this.model = model;
      this.deviations = deviations;
      this.weights = weights;
      this.counts = counts;
      this.lengths = lengths(deviations.length);
      this.allWeight = Arrays.stream(weights).sum();
      double squares = 0;
      for (int i = 0; i < deviations.length; i++) {
        squares += deviations[i] * deviations[i] / weights[i];
      }
      this.spread = Math.max(squares, TINY);
    }

    static Scan of(Model model, int[] days, double[] sums, double[] weights, int[] weekdays) {
      double sum = 0;
      double weight = 0;
      for (int day : days) {
        sum += sums[day];
        weight += weights[day];
      }
      double level = sum / weight;
      if (model == Model.COUNT && (sum < MIN_IN_STRETCH || sum >= weight)) {
        return null;
      }
      double[] weekSum = new double[7];
      double[] weekWeight = new double[7];
      if (days.length >= MIN_DAYS_FOR_WEEKS) {
        for (int day : days) {
          weekSum[weekdays[day]] += sums[day] - weights[day] * level;
          weekWeight[weekdays[day]] += weights[day];
        }
      }
      double prior = WEEKDAY_PRIOR_DAYS * weight / days.length;
      double taken = -1;
      for (double ofWeekday : weekWeight) {
        double drawn = prior / (ofWeekday + prior);
        taken += 1 - drawn * drawn;
      }
      double[] deviations = new double[days.length];
      double[] expected = new double[days.length];
      double[] counts = new double[days.length];
      double spread = 0;
      for (int i = 0; i < days.length; i++) {
        int weekday = weekdays[days[i]];
        double own = level + weekSum[weekday] / (weekWeight[weekday] + prior);
        double usual = weights[days[i]] * Math.max(own, model == Model.COUNT ? level / 10 : own);
        deviations[i] = sums[days[i]] - usual;
        expected[i] = model == Model.COUNT ? usual : weights[days[i]];
        counts[i] = model == Model.COUNT ? sums[days[i]] : weights[days[i]];
        spread += deviations[i] * deviations[i] / expected[i];
      }
      if (model == Model.COUNT) {
        evenOut(deviations, expected, overdispersion(deviations, expected));
      } else {
        if (spread < TINY) {
          return null;
        }
        evenOut(deviations, expected, dayVariance(deviations, expected));
        standardise(deviations, expected);
      }
      centre(deviations, expected);
      return new Scan(model, deviations, expected, counts, 1 - Math.max(0, taken) / days.length);
    }

    /**
     * Gives days of many stories less weight, where days differ by more than their stories do: a
     * day's variance is then its weight, as the model has it.
     */
    private static void evenOut(double[] deviations, double[] weights, double variance) {
      for (int i = 0; i < weights.length; i++) {
        double share = 1 / (1 + variance * weights[i]);
        deviations[i] *= share;
        weights[i] *= share;
      }
    }

    /**
     * Variance of the level from day to day over its square, from differences of neighbouring days,
     * which a burst hardly touches.
     */
    private static double overdispersion(double[] deviations, double[] expected) {
      double excess = 0;
      double squares = 0;
      for (int i = 1; i < expected.length; i++) {
        double a = expected[i - 1];
        double b = expected[i];
        double difference = deviations[i] / b - deviations[i - 1] / a;
        // Each is a relative deviation of variance 1 / e + φ.
        double weight = a * b / (a + b);
        excess += weight * (difference * difference - 1 / a - 1 / b);
        squares += 2 * weight;
      }
      return Math.max(0, Math.min(MAX_OVERDISPERSION, squares == 0 ? 0 : excess / squares));
    }

    /**
     * Variance of the level from day to day over that of one value, by least squares of squared
     * differences of neighbouring days' means on the reciprocals of their numbers of values.
     */
    private static double dayVariance(double[] deviations, double[] numbers) {
      int n = numbers.length - 1;
      double[] x = new double[n];
      double[] y = new double[n];
      double meanX = 0;
      double meanY = 0;
      for (int i = 0; i < n; i++) {
        double difference = deviations[i + 1] / numbers[i + 1] - deviations[i] / numbers[i];
        x[i] = 1 / numbers[i] + 1 / numbers[i + 1];
        y[i] = difference * difference;
        meanX += x[i] / n;
        meanY += y[i] / n;
      }
      double covariance = 0;
      double variance = 0;
      for (int i = 0; i < n; i++) {
        covariance += (x[i] - meanX) * (y[i] - meanY);
        variance += (x[i] - meanX) * (x[i] - meanX);
      }
      // y = σ² x + 2 τ².
      double ofValue = variance < TINY ? 0 : covariance / variance;
      ofValue = Math.max(0, Math.min(ofValue, meanX == 0 ? 0 : meanY / meanX));
      double ofDay = (meanY - ofValue * meanX) / 2;
      return ofDay <= 0
          ? 0
          : ofValue <= ofDay / MAX_DAY_VARIANCE ? MAX_DAY_VARIANCE : ofDay / ofValue;
    }

    /** Divides by a robust standard deviation and draws far values in. */
    private static void standardise(double[] deviations, double[] weights) {
      int days = deviations.length;
      double[] sizes = new double[days];
      double squares = 0;
      for (int i = 0; i < days; i++) {
        sizes[i] = Math.abs(deviations[i]) / Math.sqrt(weights[i]);
        squares += sizes[i] * sizes[i];
      }
      Arrays.sort(sizes);
      double scale = MAD_TO_SD * sizes[days / 2];
      if (scale < Math.sqrt(squares / days) / 10) {
        scale = Math.sqrt(squares / days);
      }
      for (int i = 0; i < days; i++) {
        double reach = MAX_DEVIATION * Math.sqrt(weights[i]);
        deviations[i] = Math.max(-reach, Math.min(reach, deviations[i] / scale));
      }
    }

    /** So that the deviations of all days add up to nothing. */
    private static void centre(double[] deviations, double[] weights) {
      double excess = Arrays.stream(deviations).sum() / Arrays.stream(weights).sum();
      for (int i = 0; i < deviations.length; i++) {
        deviations[i] -= excess * weights[i];
      }
    }

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

    Found find() {
      int days = deviations.length;
      int[] starts = new int[lengths.length];
      double[] best = best(deviations, weights, counts, starts);
      if (Arrays.stream(best).max().orElse(0) <= TINY) {
        return null;
      }
      double[][] chance = new double[PERMUTATIONS][];
      SplittableRandom random =
          new SplittableRandom(Arrays.hashCode(deviations) * 31L + Arrays.hashCode(weights));
      permute(chance, 0, FIRST_PERMUTATIONS, random);
      // First as if neighbouring days had nothing to do with each other.
      int marked = mostMarked(best, chance, FIRST_PERMUTATIONS);
      int start = starts[marked];
      int end = lengths[marked] == 0 ? days : start + lengths[marked];
      double correlation = autocorrelation(start, end);
      for (int i = 0; i < lengths.length; i++) {
        // A week's sum has the variance that its days' levels took, and orders by chance have not.
        best[i] *= left / inflation(correlation, length(i, starts[i], days));
      }
      double pValue = pValue(best, chance, FIRST_PERMUTATIONS);
      if (pValue <= LEAVE_ABOVE) {
        permute(chance, FIRST_PERMUTATIONS, PERMUTATIONS, random);
        marked = mostMarked(best, chance, PERMUTATIONS);
        pValue = pValue(best, chance, PERMUTATIONS);
      } else {
        marked = mostMarked(best, chance, FIRST_PERMUTATIONS);
      }
      start = starts[marked];
      end = lengths[marked] == 0 ? days : start + lengths[marked];
      return refined(start, end, correlation, pValue);
    }

    private int length(int i, int start, int days) {
      int length = lengths[i] == 0 ? days - start : lengths[i];
      // Of a length with no stretch at all this is asked too.
      return Math.max(1, Math.min(length, days - length));
    }

    private void permute(double[][] chance, int from, int to, SplittableRandom random) {
      int days = deviations.length;
      double[] d = deviations.clone();
      double[] w = weights.clone();
      double[] c = counts.clone();
      int[] starts = new int[lengths.length];
      for (int permutation = from; permutation < to; permutation++) {
        for (int i = days - 1; i > 0; i--) {
          int j = random.nextInt(i + 1);
          swap(d, i, j);
          swap(w, i, j);
          swap(c, i, j);
        }
        chance[permutation] = best(d, w, c, starts);
      }
    }

    private static void swap(double[] values, int i, int j) {
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
    }

    /** The greatest score for each length, and where it starts. */
    private double[] best(double[] d, double[] w, double[] c, int[] starts) {
      int days = d.length;
      double[] dTo = upTo(d);
      double[] wTo = upTo(w);
      double[] cTo = upTo(c);
      double[] best = new double[lengths.length];
      Arrays.fill(starts, 0);
      for (int start = 0; start < days; start++) {
        // The best stretch of a count begins on a day with one.
        if (model == Model.COUNT && c[start] == 0) {
          continue;
        }
        for (int i = 0; i < lengths.length; i++) {
          int end = lengths[i] == 0 ? days : start + lengths[i];
          if (end > days || end - start == days || cTo[end] - cTo[start] < MIN_IN_STRETCH) {
            continue;
          }
          double score = score(dTo[end] - dTo[start], wTo[end] - wTo[start]);
          if (score > best[i]) {
            best[i] = score;
            starts[i] = start;
          }
        }
      }
      for (int i = 0; i < best.length; i++) {
        best[i] = ofUnknownSpread(best[i]);
      }
      return best;
    }

    private static double[] upTo(double[] values) {
      double[] sums = new double[values.length + 1];
      for (int i = 0; i < values.length; i++) {
        sums[i + 1] = sums[i] + values[i];
      }
      return sums;
    }

    /** Log-likelihood ratio of a stretch with this deviation and weight. */
    private double score(double deviation, double weight) {
      double rest = allWeight - weight;
      if (rest <= TINY) {
        return 0;
      }
      if (model == Model.MEAN) {
        return deviation * deviation * allWeight / (2 * weight * rest);
      }
      if (deviation <= 0) {
        return 0;
      }
      double inside = weight + deviation;
      double outside = rest - deviation;
      return inside * Math.log(inside / weight)
          + (outside <= TINY ? 0 : outside * Math.log(outside / rest));
    }

    /**
     * The ratio where the spread is estimated too, without the stretch, which makes its tail the
     * exponential one that the fitted distribution has.
     */
    private double ofUnknownSpread(double score) {
      double explained = Math.min(MAX_EXPLAINED, 2 * score / spread);
      return -deviations.length / 2.0 * Math.log1p(-explained);
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
      return -Math.expm1(-Math.exp(-(observed - location) / Math.max(scale, MIN_SCALE)));
    }

    /**
     * The greatest of one permutation's scores by the moments of the others, as the observed ones
     * are by those of the permutations.
     */
    private static double greatestAmongOthers(
        double[] scores, double[][] moments, int permutations) {
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

    /** Of neighbouring days outside the stretch; 0 where it may be chance. */
    private double autocorrelation(int start, int end) {
      double products = 0;
      double squares = 0;
      int pairs = 0;
      double[] values = new double[deviations.length];
      double mean = 0;
      int outside = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = deviations[i] / Math.sqrt(weights[i]);
        if (i < start || i >= end) {
          mean += values[i];
          outside++;
        }
      }
      mean /= Math.max(1, outside);
      for (int i = 0; i < values.length; i++) {
        if (i >= start && i < end) {
          continue;
        }
        squares += (values[i] - mean) * (values[i] - mean);
        if (i > 0 && (i - 1 < start || i - 1 >= end)) {
          products += (values[i] - mean) * (values[i - 1] - mean);
          pairs++;
        }
      }
      if (pairs < MIN_DAYS || squares < TINY) {
        return 0;
      }
      double correlation = products / squares * outside / pairs;
      // Drawn to zero by what its own variance, one in the number of pairs, makes of none.
      double certain = 1 - 1 / (pairs * correlation * correlation);
      return correlation <= 0 || certain <= 0
          ? 0
          : Math.min(MAX_AUTOCORRELATION, correlation * certain);
    }

    /** Variance of the mean of so many days, over that of independent ones. */
    private static double inflation(double correlation, int length) {
      double r = correlation;
      return (1 + r) / (1 - r) - 2 * r * (1 - Math.pow(r, length)) / (length * (1 - r) * (1 - r));
    }

    /**
     * Moves start and end to the best ones, and reads the interval of the start. A stretch that
     * reaches a border of the series has one end fewer to be explained: it is preferred unless a
     * free one is better by what a parameter costs in the Bayesian information criterion (G.
     * Schwarz 1978, Estimating the dimension of a model, Annals of Statistics 6(2)).
     */
    private Found refined(int start, int end, double correlation, double pValue) {
      int days = deviations.length;
      double[] dTo = upTo(deviations);
      double[] wTo = upTo(weights);
      boolean isRise = dTo[end] - dTo[start] > 0;
      double unit =
          dispersion(start, end)
              * inflation(correlation, Math.max(1, Math.min(end - start, days - end + start)));
      double penalty = unit * END_COST * Math.log(days);
      int first = start;
      int last = end;
      double best = Double.NEGATIVE_INFINITY;
      int reach = Math.max(2, end - start);
      int lowest = Math.max(0, start - reach);
      int highest = Math.min(days, end + reach);
      for (int s = lowest; s < end; s++) {
        for (int e = Math.max(s, start) + 1; e <= highest; e++) {
          if (e - s == days || (dTo[e] - dTo[s] > 0) != isRise) {
            continue;
          }
          double score = score(dTo[e] - dTo[s], wTo[e] - wTo[s]);
          if (s > 0 && e < days) {
            score -= penalty;
          }
          if (score > best) {
            best = score;
            first = s;
            last = e;
          }
        }
      }
      if (first == 0 && last < days && model == Model.MEAN) {
        // A series that begins otherwise has changed where that ends.
        first = last;
        last = days;
      }
      best = score(dTo[last] - dTo[first], wTo[last] - wTo[first]);
      unit =
          dispersion(first, last)
              * inflation(correlation, Math.max(1, Math.min(last - first, days - last + first)));
      int earliest = first;
      int latest = first;
      for (int s = Math.max(0, first - reach); s < last; s++) {
        double score = last - s == days ? 0 : score(dTo[last] - dTo[s], wTo[last] - wTo[s]);
        if (best - score <= PROFILE_FALL * unit) {
          earliest = Math.min(earliest, s);
          latest = Math.max(latest, s);
        }
      }
      return new Found(
          first, last, earliest, latest, dTo[last] - dTo[first] > 0, best / unit, pValue);
    }

    /** Variance over that of the model, of days outside and inside each about their own level. */
    private double dispersion(int start, int end) {
      double inside = 0;
      double insideWeight = 0;
      for (int i = start; i < end; i++) {
        inside += deviations[i];
        insideWeight += weights[i];
      }
      double squares = 0;
      for (int i = 0; i < deviations.length; i++) {
        boolean isIn = i >= start && i < end;
        double level = isIn ? inside / insideWeight : -inside / (allWeight - insideWeight);
        double off = deviations[i] - level * weights[i];
        squares += off * off / (weights[i] * (model == Model.COUNT ? Math.max(0.1, 1 + level) : 1));
      }
      double dispersion = squares / Math.max(1, deviations.length - 2);
      return model == Model.COUNT ? Math.max(1, dispersion) : Math.max(TINY, dispersion);
    }
  }
}
