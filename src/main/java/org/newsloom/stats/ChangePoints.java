package org.newsloom.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Changes in daily series: bursts of volume and shifts of the mean.
 *
 * <p>A series is arrays with one element for each day in order, days without articles included as
 * 0; results name days by their index. Same input, same output; no randomness.
 */
public final class ChangePoints {

  /** How many times its usual rate a thing has in a burst: Kleinberg's s. */
  private static final double BURST_RATE = 2;

  /** What beginning a burst costs, in units of ln(days): Kleinberg's γ. */
  private static final double BURST_COST = 1;

  private static final double MAX_RATE = 0.9999;

  /** Levels of splitting, which bounds the time for a series of n days by n times this. */
  private static final int MAX_LEVELS = 16;

  private static final long MIN_VALUES = 5;
  private static final int MIN_DAYS = 2;

  /** Keeps the quotient finite where all values of a part are equal; far below any real tone. */
  private static final double MIN_SQUARED_ERROR = 1e-12;

  private ChangePoints() {}

  /**
   * A run of days on which a thing was far more frequent than it is over the series.
   *
   * @param start first day
   * @param end day after the last
   * @param weight how much likelier the days are as a burst, in nats: Kleinberg's weight
   * @param rateBefore share of the total between the previous burst, or the beginning, and this
   *     one; NaN where nothing lies between
   * @param rateDuring share of the total within the burst
   * @param rateAfter share of the total between this burst and the next, or the end; NaN where
   *     nothing lies between
   */
  public record Burst(
      int start, int end, double weight, double rateBefore, double rateDuring, double rateAfter) {}

  /**
   * A day from which on the mean differs.
   *
   * @param index first day of the new mean
   * @param before mean of the part of the series before it
   * @param after mean of the part of the series from it on
   * @param score Welch's t of the two parts, positive where the mean rose
   * @param pValue its probability without a shift, corrected for the days tried
   */
  public record Shift(int index, double before, double after, double score, double pValue) {}

  /**
   * Bursts by the two-state automaton for batched arrivals: on each day {@code relevant} of {@code
   * total} articles hold the thing; at rest it has its rate over the whole series, in a burst twice
   * that; the cheapest path through both states is found by dynamic programming, in linear time. In
   * order of days.
   *
   * <p>J. Kleinberg (2002), Bursty and hierarchical structure in streams, KDD, section 4.
   *
   * @throws IllegalArgumentException where the arrays differ in length or a day has more relevant
   *     articles than articles
   */
  public static List<Burst> bursts(long[] relevant, long[] total) {
    int days = relevant.length;
    checkLength(days, total.length);
    for (int day = 0; day < days; day++) {
      if (relevant[day] < 0 || relevant[day] > total[day]) {
        throw new IllegalArgumentException(
            "Day %d has %d relevant of %d articles".formatted(day, relevant[day], total[day]));
      }
    }
    double rest = rate(relevant, total, 0, days);
    // Nothing to find where the thing is never or always there.
    if (!(rest > 0 && rest < MAX_RATE)) {
      return List.of();
    }
    double burst = Math.min(rest * BURST_RATE, MAX_RATE);
    double beginning = BURST_COST * Math.log(days);
    double[] gain = new double[days];
    for (int day = 0; day < days; day++) {
      // The binomial coefficient is the same in both states and cancels.
      gain[day] =
          relevant[day] * Math.log(burst / rest)
              + (total[day] - relevant[day]) * Math.log((1 - burst) / (1 - rest));
    }
    boolean[] inBurst = cheapestPath(gain, beginning);
    List<Burst> bursts = new ArrayList<>();
    int previousEnd = 0;
    int start = next(inBurst, 0, true);
    while (start < days) {
      int end = next(inBurst, start, false);
      int nextStart = next(inBurst, end, true);
      double weight = 0;
      for (int day = start; day < end; day++) {
        weight += gain[day];
      }
      bursts.add(
          new Burst(
              start,
              end,
              weight,
              rate(relevant, total, previousEnd, start),
              rate(relevant, total, start, end),
              rate(relevant, total, end, nextStart)));
      previousEnd = end;
      start = nextStart;
    }
    return bursts;
  }

  /**
   * Shifts of the mean of values of which each day gives the number, sum and sum of squares. Each
   * day is tried as the first of a new mean; the one with the largest |t| is a shift if its
   * p-value, times the days tried (Bonferroni), is below {@code significance}; the parts before and
   * after are then searched alike. In order of days. A part has at least five values on two days.
   *
   * <p>The test is Hawkins' maximum of t over all splits (D.M. Hawkins 1977, Testing a sequence of
   * observations for a shift in location, JASA 72(357)) with unequal variances (B.L. Welch 1947,
   * Biometrika 34); the repetition is binary segmentation (L.Yu. Vostrikova 1981, Soviet
   * Mathematics Doklady 24). Values count as independent: give one for each story, not one for each
   * copy.
   *
   * @throws IllegalArgumentException where the arrays differ in length or a count is negative
   */
  public static List<Shift> shifts(
      long[] counts, double[] sums, double[] sumsOfSquares, double significance) {
    checkLength(counts.length, sums.length);
    checkLength(counts.length, sumsOfSquares.length);
    Running running = new Running(counts, sums, sumsOfSquares);
    List<Shift> shifts = new ArrayList<>();
    Deque<Segment> open = new ArrayDeque<>();
    open.push(new Segment(0, counts.length, 0));
    while (!open.isEmpty()) {
      Segment segment = open.pop();
      Shift shift = largestShift(running, segment);
      if (shift != null && shift.pValue < significance) {
        shifts.add(shift);
        if (segment.level + 1 < MAX_LEVELS) {
          open.push(new Segment(segment.start, shift.index, segment.level + 1));
          open.push(new Segment(shift.index, segment.end, segment.level + 1));
        }
      }
    }
    shifts.sort(Comparator.comparingInt(Shift::index));
    return shifts;
  }

  private record Segment(int start, int end, int level) {}

  /** Sums from the first day up to each day, so that those of any part are a difference. */
  private static final class Running {
    final long[] count;
    final double[] sum;
    final double[] sumOfSquares;
    final int[] days;
    final double offset;

    Running(long[] counts, double[] sums, double[] sumsOfSquares) {
      count = new long[counts.length + 1];
      sum = new double[counts.length + 1];
      sumOfSquares = new double[counts.length + 1];
      days = new int[counts.length + 1];
      // Taking the mean off keeps the differences exact where the mean is large.
      double mean = mean(counts, sums);
      offset = mean;
      for (int day = 0; day < counts.length; day++) {
        long n = counts[day];
        if (n < 0) {
          throw new IllegalArgumentException("Day " + day + " has " + n + " values");
        }
        boolean any = n > 0;
        days[day + 1] = days[day] + (any ? 1 : 0);
        count[day + 1] = count[day] + n;
        sum[day + 1] = sum[day] + (any ? sums[day] - n * mean : 0);
        sumOfSquares[day + 1] =
            sumOfSquares[day]
                + (any ? sumsOfSquares[day] - 2 * mean * sums[day] + n * mean * mean : 0);
      }
    }

    private static double mean(long[] counts, double[] sums) {
      double sum = 0;
      long count = 0;
      for (int day = 0; day < counts.length; day++) {
        if (counts[day] > 0) {
          sum += sums[day];
          count += counts[day];
        }
      }
      return count == 0 ? 0 : sum / count;
    }

    boolean isEnough(int start, int end) {
      return count[end] - count[start] >= MIN_VALUES && days[end] - days[start] >= MIN_DAYS;
    }

    double mean(int start, int end) {
      return offset + (sum[end] - sum[start]) / (count[end] - count[start]);
    }

    double squaredError(int start, int end) {
      long n = count[end] - count[start];
      double variance =
          Intervals.variance(n, sum[end] - sum[start], sumOfSquares[end] - sumOfSquares[start]);
      return Math.max(variance / n, MIN_SQUARED_ERROR);
    }
  }

  private static Shift largestShift(Running running, Segment segment) {
    int tried = 0;
    int best = -1;
    double bestScore = 0;
    for (int day = segment.start + 1; day < segment.end; day++) {
      // A day without values gives the same two parts as the day after it.
      boolean hasValues = running.days[day + 1] > running.days[day];
      if (!hasValues
          || !running.isEnough(segment.start, day)
          || !running.isEnough(day, segment.end)) {
        continue;
      }
      tried++;
      double score =
          (running.mean(day, segment.end) - running.mean(segment.start, day))
              / Math.sqrt(
                  running.squaredError(segment.start, day)
                      + running.squaredError(day, segment.end));
      if (Math.abs(score) > Math.abs(bestScore)) {
        best = day;
        bestScore = score;
      }
    }
    if (best < 0) {
      return null;
    }
    double errorBefore = running.squaredError(segment.start, best);
    double errorAfter = running.squaredError(best, segment.end);
    long before = running.count[best] - running.count[segment.start];
    long after = running.count[segment.end] - running.count[best];
    double degreesOfFreedom =
        (errorBefore + errorAfter)
            * (errorBefore + errorAfter)
            / (errorBefore * errorBefore / (before - 1) + errorAfter * errorAfter / (after - 1));
    double single = 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(bestScore));
    return new Shift(
        best,
        running.mean(segment.start, best),
        running.mean(best, segment.end),
        bestScore,
        Math.min(1, single * tried));
  }

  /** Days in the burst state on the cheapest path, which begins at rest. */
  private static boolean[] cheapestPath(double[] gain, double beginning) {
    int days = gain.length;
    boolean[] restFromBurst = new boolean[days];
    boolean[] burstFromRest = new boolean[days];
    double rest = 0;
    double burst = Double.NEGATIVE_INFINITY;
    for (int day = 0; day < days; day++) {
      double entered = rest - beginning;
      burstFromRest[day] = entered >= burst;
      restFromBurst[day] = burst > rest;
      double nextRest = Math.max(rest, burst);
      burst = Math.max(burst, entered) + gain[day];
      rest = nextRest;
    }
    boolean[] inBurst = new boolean[days];
    boolean state = burst > rest;
    for (int day = days - 1; day >= 0; day--) {
      inBurst[day] = state;
      state = state ? !burstFromRest[day] : restFromBurst[day];
    }
    return inBurst;
  }

  private static int next(boolean[] inBurst, int from, boolean state) {
    int day = from;
    while (day < inBurst.length && inBurst[day] != state) {
      day++;
    }
    return day;
  }

  private static double rate(long[] relevant, long[] total, int start, int end) {
    long hits = 0;
    long all = 0;
    for (int day = start; day < end; day++) {
      hits += relevant[day];
      all += total[day];
    }
    return all == 0 ? Double.NaN : (double) hits / all;
  }

  private static void checkLength(int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          "Series of " + expected + " and " + found + " days do not match");
    }
  }
}
