package org.newsloom.stats;

import java.util.Arrays;

/**
 * The scan of what a total is made of: a stretch scores the multinomial log-likelihood ratio of
 * other shares within it (I. Jung, M. Kulldorff, O.J. Richard 2010, A spatial scan statistic for
 * multinomial data, Statistics in Medicine 29(18)). How many there are in all plays no part.
 */
final class MixScan extends Scan {
  private static final int MIN_IN_STRETCH = 3;

  /** Long stretches are tried from so many starts within their length; the best is moved after. */
  private static final int STARTS_IN_LENGTH = 4;

  /** n ln n of the first numbers. */
  private static final double[] SCALED_LOGS = scaledLogs(1 << 16);

  private final int kinds;

  /** Counts by day and kind. */
  private final int[] counts;

  /** Sums of them up to each day. */
  private final int[] countsTo;

  private final int[] totals;
  private final int total;
  private final double constant;

  private MixScan(int days, int kinds, int[] counts) {
    super(days);
    this.kinds = kinds;
    this.counts = counts;
    this.countsTo = upTo(inOrder(days));
    this.totals = Arrays.copyOfRange(countsTo, days * kinds, (days + 1) * kinds);
    this.total = Arrays.stream(totals).sum();
    double sum = -scaledLog(total);
    for (int ofKind : totals) {
      sum += scaledLog(ofKind);
    }
    this.constant = sum;
  }

  /**
   * The scan of these days of a series; null where there is nothing to be tested.
   *
   * @param series counts by day and kind
   */
  static MixScan of(int[] days, int[][] series) {
    int kinds = series[0].length;
    int[] counts = new int[days.length * kinds];
    for (int day = 0; day < days.length; day++) {
      System.arraycopy(series[days[day]], 0, counts, day * kinds, kinds);
    }
    MixScan scan = new MixScan(days.length, kinds, counts);
    long some = Arrays.stream(scan.totals).filter(ofKind -> ofKind > 0).count();
    return some < 2 || scan.total < 2 * MIN_IN_STRETCH ? null : scan;
  }

  private static double[] scaledLogs(int numbers) {
    double[] logs = new double[numbers];
    for (int n = 1; n < numbers; n++) {
      logs[n] = n * StrictMath.log(n);
    }
    return logs;
  }

  private static double scaledLog(int n) {
    return n < SCALED_LOGS.length ? SCALED_LOGS[n] : n * StrictMath.log(n);
  }

  private int[] upTo(int[] order) {
    int[] sums = new int[(days + 1) * kinds];
    for (int i = 0; i < days; i++) {
      int day = order[i] * kinds;
      int at = i * kinds;
      for (int kind = 0; kind < kinds; kind++) {
        sums[at + kinds + kind] = sums[at + kind] + counts[day + kind];
      }
    }
    return sums;
  }

  @Override
  double[] best(int[] order, int[] starts) {
    int[] to = upTo(order);
    double[] best = new double[lengths.length];
    Arrays.fill(starts, 0);
    for (int i = 0; i < lengths.length; i++) {
      int last = lengths[i] == 0 ? days - 1 : days - lengths[i];
      int step = Math.max(1, lengths[i] / STARTS_IN_LENGTH);
      for (int start = lengths[i] == 0 ? 1 : 0; start <= last; start += step) {
        double score = score(to, start, lengths[i] == 0 ? days : start + lengths[i]);
        if (score > best[i]) {
          best[i] = score;
          starts[i] = start;
        }
      }
    }
    return best;
  }

  private double score(int[] to, int start, int end) {
    double score = 0;
    int in = 0;
    for (int kind = 0, from = start * kinds, upTo = end * kinds; kind < kinds; kind++) {
      int inside = to[upTo + kind] - to[from + kind];
      in += inside;
      score += scaledLog(inside) + scaledLog(totals[kind] - inside);
    }
    return in < MIN_IN_STRETCH || total - in < MIN_IN_STRETCH
        ? 0
        : Math.max(0, score - scaledLog(in) - scaledLog(total - in) - constant);
  }

  @Override
  double score(int start, int end) {
    return score(countsTo, start, end);
  }

  /** Counts of the stretch by kind. */
  int[] inside(int start, int end) {
    int[] inside = new int[kinds];
    Arrays.setAll(inside, kind -> countsTo[end * kinds + kind] - countsTo[start * kinds + kind]);
    return inside;
  }

  /** Counts of the other days by kind. */
  int[] outside(int start, int end) {
    int[] outside = inside(start, end);
    Arrays.setAll(outside, kind -> totals[kind] - outside[kind]);
    return outside;
  }

  @Override
  boolean isAlike(int start, int end, int otherStart, int otherEnd) {
    return true;
  }

  @Override
  boolean isEitherWay() {
    return true;
  }

  @Override
  double[] standardised(int start, int end) {
    int[] inside = inside(start, end);
    int[] outside = outside(start, end);
    double in = Arrays.stream(inside).sum();
    double out = total - in;
    double[] direction = new double[kinds];
    double usual = 0;
    for (int kind = 0; kind < kinds; kind++) {
      // Half a count for each kind, so that one seen on one side alone has a logarithm.
      double usualShare = (outside[kind] + 0.5) / (out + 0.5 * kinds);
      direction[kind] = StrictMath.log((inside[kind] + 0.5) / (in + 0.5 * kinds) / usualShare);
      usual += usualShare * direction[kind];
    }
    double[] values = new double[days];
    for (int day = 0; day < days; day++) {
      double sum = 0;
      int all = 0;
      for (int kind = 0; kind < kinds; kind++) {
        sum += counts[day * kinds + kind] * direction[kind];
        all += counts[day * kinds + kind];
      }
      values[day] = (sum - all * usual) / Math.sqrt(all);
    }
    return values;
  }

  @Override
  double dispersion(int start, int end) {
    int[] inside = inside(start, end);
    int[] outside = outside(start, end);
    double in = Arrays.stream(inside).sum();
    double squares = 0;
    long cells = 0;
    for (int day = 0; day < days; day++) {
      boolean isIn = day >= start && day < end;
      int all = 0;
      for (int kind = 0; kind < kinds; kind++) {
        all += counts[day * kinds + kind];
      }
      for (int kind = 0; kind < kinds; kind++) {
        double expected = all * (isIn ? inside[kind] / in : outside[kind] / (total - in));
        if (expected > 0) {
          double off = counts[day * kinds + kind] - expected;
          squares += off * off / expected;
          cells++;
        }
      }
    }
    return Math.max(1, squares / Math.max(1, cells - days));
  }

  @Override
  double left() {
    return 1;
  }

  @Override
  long seed() {
    return Arrays.hashCode(counts);
  }
}
