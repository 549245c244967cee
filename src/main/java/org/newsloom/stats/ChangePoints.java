package org.newsloom.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * While stretches are compared, a day's far value counts as one of {@value
 * DeviationScan#MAX_DEVIATION} standard deviations (winsorising), so that odd days neither make a
 * burst nor hide one. The best stretch is then moved to the best start and end near it; a burst by
 * all that its days count.
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
 * resemble each other say less than they count: scores are divided by the variance inflation (G.V.
 * Bayley, J.M. Hammersley 1946, The effective number of independent observations in an
 * autocorrelated time series, Supplement to JRSS 8(2)) of a first-order autoregression that is seen
 * with noise, as a day's level is by its stories (J. Staudenmayer, J.P. Buonaccorsi 2005,
 * Measurement error in linear autoregressive models, JASA 100(471)). Its two coefficients are
 * estimated outside the stretch.
 *
 * <p>After a find its days are taken out and the rest is searched again, at most three times; a
 * long stretch is searched within itself once, against its own other days. Same input, same output:
 * the permutations are seeded by the series.
 */
public final class ChangePoints {

  private static final int MIN_DAYS = 8;
  private static final int MIN_DAYS_WITHIN = 16;
  private static final int MAX_FINDS = 3;
  private static final int MAX_LEVEL = 2;

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
   * @param grownOrMinusOne of a mix, the kind whose share of the stories grew most, which before
   *     and after are of; -1 where none did and of other series
   * @param divergence of a mix, the Jensen-Shannon divergence of the shares before and after, 0…1
   *     bits (J. Lin 1991, Divergence measures based on the Shannon entropy, IEEE Transactions on
   *     Information Theory 37(1)); NaN of other series
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
      int level,
      int grownOrMinusOne,
      double divergence) {}

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
            new Values(
                DeviationScan.Model.COUNT,
                Arrays.stream(relevant).asDoubleStream().toArray(),
                Arrays.stream(total).asDoubleStream().toArray(),
                weekdays),
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
            new Values(
                DeviationScan.Model.MEAN,
                sums,
                Arrays.stream(counts).asDoubleStream().toArray(),
                weekdays),
            significance)
        .all();
  }

  /**
   * Shifts of a mix: stretches in which the kinds have other shares.
   *
   * @param counts by day and kind; days with none are passed over. The last kind is all that have
   *     no own, and is never said to have grown
   * @param stories of each day, which before and after are shares of
   * @param significance p-value up to which a stretch is reported and the search goes on
   * @return as of {@link #shifts}
   * @throws IllegalArgumentException where days differ in kinds or a count is negative
   */
  public static List<Test> mixShifts(int[][] counts, int[] stories, double significance) {
    checkLength(counts.length, stories.length);
    for (int day = 0; day < counts.length; day++) {
      checkLength(counts[0].length, counts[day].length);
      if (Arrays.stream(counts[day]).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException("Day " + day + " has a negative count");
      }
    }
    return new Search(new Mix(counts, stories), significance).all();
  }

  private static void checkLength(int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          "Series of " + expected + " and " + found + " days do not match");
    }
  }

  /** A series of days. */
  private interface Series {
    int length();

    boolean hasValue(int day);

    /** The scan of these days; null where there is nothing to be tested. */
    Scan scan(int[] days);

    /** What was found in these days. */
    Change change(Scan.Found found, int[] days, int level);

    /** A day of the series, after the last of the days scanned where the stretch reaches it. */
    default int end(Scan.Found found, int[] days) {
      return found.end() == days.length ? length() : days[found.end() - 1] + 1;
    }
  }

  private static final class Values implements Series {
    private final DeviationScan.Model model;
    private final double[] sums;
    private final double[] weights;
    private final int[] weekdays;

    Values(DeviationScan.Model model, double[] sums, double[] weights, int[] weekdays) {
      this.model = model;
      this.sums = sums;
      this.weights = weights;
      this.weekdays = weekdays;
    }

    @Override
    public int length() {
      return sums.length;
    }

    @Override
    public boolean hasValue(int day) {
      return weights[day] > 0;
    }

    @Override
    public Scan scan(int[] days) {
      return DeviationScan.of(model, days, sums, weights, weekdays);
    }

    @Override
    public Change change(Scan.Found found, int[] days, int level) {
      double inSum = 0;
      double inWeight = 0;
      double sum = 0;
      double weight = 0;
      for (int i = 0; i < days.length; i++) {
        sum += sums[days[i]];
        weight += weights[days[i]];
        if (i >= found.start() && i < found.end()) {
          inSum += sums[days[i]];
          inWeight += weights[days[i]];
        }
      }
      double before = (sum - inSum) / (weight - inWeight);
      double after = inSum / inWeight;
      double sign = after > before ? 1 : -1;
      int peak = days[found.start()];
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = found.start(); i < found.end(); i++) {
        double off =
            sign * (sums[days[i]] - weights[days[i]] * sum / weight) / Math.sqrt(weights[days[i]]);
        if (off > greatest) {
          greatest = off;
          peak = days[i];
        }
      }
      return new Change(
          days[found.start()],
          end(found, days),
          days[found.earliest()],
          days[found.latest()],
          peak,
          before,
          after,
          found.strength(),
          level,
          -1,
          Double.NaN);
    }
  }

  private static final class Mix implements Series {
    private final int[][] counts;
    private final int[] stories;

    Mix(int[][] counts, int[] stories) {
      this.counts = counts;
      this.stories = stories;
    }

    @Override
    public int length() {
      return counts.length;
    }

    @Override
    public boolean hasValue(int day) {
      return Arrays.stream(counts[day]).anyMatch(count -> count > 0);
    }

    @Override
    public Scan scan(int[] days) {
      return MixScan.of(days, counts);
    }

    @Override
    public Change change(Scan.Found found, int[] days, int level) {
      MixScan scan = MixScan.of(days, counts);
      int[] inside = scan.inside(found.start(), found.end());
      int[] outside = scan.outside(found.start(), found.end());
      double in = Arrays.stream(inside).sum();
      double out = Arrays.stream(outside).sum();
      int grown = -1;
      double most = 0;
      double divergence = 0;
      for (int kind = 0; kind < inside.length; kind++) {
        double after = inside[kind] / in;
        double before = outside[kind] / out;
        double mean = (before + after) / 2;
        divergence += (entropyTerm(mean) - (entropyTerm(before) + entropyTerm(after)) / 2);
      }
      double storiesInside = 0;
      double storiesOutside = 0;
      for (int i = 0; i < days.length; i++) {
        if (i >= found.start() && i < found.end()) {
          storiesInside += stories[days[i]];
        } else {
          storiesOutside += stories[days[i]];
        }
      }
      for (int kind = 0; kind < inside.length - 1; kind++) {
        double gain = inside[kind] / storiesInside - outside[kind] / storiesOutside;
        if (gain > most) {
          most = gain;
          grown = kind;
        }
      }
      double[] off = scan.standardised(found.start(), found.end());
      int peak = found.start();
      for (int i = found.start(); i < found.end(); i++) {
        peak = off[i] > off[peak] ? i : peak;
      }
      return new Change(
          days[found.start()],
          end(found, days),
          days[found.earliest()],
          days[found.latest()],
          days[peak],
          grown < 0 ? 0 : outside[grown] / storiesOutside,
          grown < 0 ? 0 : inside[grown] / storiesInside,
          found.strength(),
          level,
          grown,
          divergence);
    }

    private static double entropyTerm(double share) {
      return share <= 0 ? 0 : -share * StrictMath.log(share) / StrictMath.log(2);
    }
  }

  /** The searches of one series. */
  private static final class Search {
    private final Series series;
    private final double significance;
    private final List<Test> tests = new ArrayList<>();

    Search(Series series, double significance) {
      this.series = series;
      this.significance = significance;
    }

    List<Test> all() {
      search(IntStream.range(0, series.length()).filter(series::hasValue).toArray(), 1, 0);
      return tests;
    }

    private void search(int[] days, int level, double leastPValue) {
      int[] left = days;
      double least = leastPValue;
      for (int find = 0; find < MAX_FINDS && left.length >= MIN_DAYS; find++) {
        Scan scan = series.scan(left);
        int looks = tests.isEmpty() ? Scan.MANY_LOOKS : Scan.FEW_LOOKS;
        Scan.Found found = scan == null ? null : scan.find(significance, looks);
        if (found == null) {
          return;
        }
        double pValue = Math.max(least, found.pValue());
        if (pValue > significance) {
          tests.add(new Test(pValue, null));
          return;
        }
        tests.add(new Test(pValue, series.change(found, left, level)));
        least = pValue;
        int[] within = Arrays.copyOfRange(left, found.start(), found.end());
        if (level < MAX_LEVEL && within.length >= MIN_DAYS_WITHIN) {
          search(within, level + 1, pValue);
        }
        int[] rest = new int[left.length - within.length];
        System.arraycopy(left, 0, rest, 0, found.start());
        System.arraycopy(left, found.end(), rest, found.start(), left.length - found.end());
        left = rest;
      }
    }
  }
}
