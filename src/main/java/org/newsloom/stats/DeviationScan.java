package org.newsloom.stats;

import java.util.Arrays;
import java.util.List;

/** The scan of a count out of an expected number, or of a mean. */
final class DeviationScan extends Scan {

  /** What a series tells: a count out of an expected number, or a mean. */
  enum Model {
    COUNT,
    MEAN
  }

  private static final int MIN_DAYS_FOR_WEEKS = 56;

  /** Fewest occurrences, or values, that can make a stretch. */
  private static final double MIN_IN_STRETCH = 3;

  /** Values further off than so many standard deviations count as so far off. */
  static final double MAX_DEVIATION = 2.25;

  private static final double MAD_TO_SD = 1.4826;

  /** Days' worth of the mean level mixed into that of each day of the week. */
  private static final double WEEKDAY_PRIOR_DAYS = 4;

  private static final double MAX_OVERDISPERSION = 0.5;

  /** Above this, days count alike whatever their number of values. */
  private static final double MAX_DAY_VARIANCE = 10;

  /** Above this share, the logarithms of a score keep their digits. */
  private static final double MIN_COUNTING = 0.01;

  /** Share of the spread that a stretch may explain before more makes no difference. */
  private static final double MAX_EXPLAINED = 0.95;

  private final Model model;

  /** Deviations of days from what is expected, far ones drawn in; the weight is the variance. */
  private final double[] deviations;

  /** The deviations that a stretch found is placed by, and its strength told: of a count, all. */
  private final double[] whole;

  private final double[] weights;

  /** Share of a day's variance that is of counting, and grows with the level. */
  private final double counting;

  private final double left;
  private final double allWeight;
  private final double spread;
  private final double[] deviationsUpTo;
  private final double[] weightsUpTo;

  /** A day's deviation is its value less this times its weight: its value is 0 without counts. */
  private final double rate;

  private final double[] values;
  private final double[] counts;

  /** Weights of the days, below zero for those with a value. */
  private final double[] marked;

  // Of the order last scanned: sums of weights and days with values by place, the places of these,
  // and sums of values and counts by the number of these.
  private final double[] weightsTo;
  private final int[] candidatesTo;
  private final int[] candidates;
  private final double[] valuesTo;
  private final double[] countsTo;

  private DeviationScan(
      Model model,
      double[] deviations,
      double[] whole,
      double[] weights,
      double[] counts,
      double counting,
      double rate,
      double left) {
    super(deviations.length);
    this.model = model;
    this.deviations = deviations;
    this.whole = whole;
    this.weights = weights;
    this.counts = counts;
    this.counting = counting;
    this.rate = rate;
    this.left = left;
    this.allWeight = Arrays.stream(weights).sum();
    this.deviationsUpTo = upTo(whole);
    this.weightsUpTo = upTo(weights);
    this.values = new double[days];
    this.marked = new double[days];
    double squares = 0;
    for (int day = 0; day < days; day++) {
      squares += deviations[day] * deviations[day] / weights[day];
      boolean hasValue = model == Model.MEAN || counts[day] > 0;
      values[day] = hasValue ? deviations[day] + rate * weights[day] : 0;
      marked[day] = hasValue ? -weights[day] : weights[day];
    }
    this.spread = Math.max(squares, TINY);
    this.weightsTo = new double[days + 1];
    this.candidatesTo = new int[days + 1];
    this.candidates = new int[days];
    this.valuesTo = new double[days + 1];
    this.countsTo = new double[days + 1];
  }

  /**
   * The scan of these days of a series; null where there is nothing to be tested.
   *
   * @param sums occurrences, or sum of the values, of each day of the series
   * @param weights what they are out of, or number of the values
   */
  static DeviationScan of(
      Model model, int[] days, double[] sums, double[] weights, int[] weekdays) {
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
    double[] whole = new double[days.length];
    double[] expected = new double[days.length];
    double[] counts = new double[days.length];
    double spread = 0;
    for (int i = 0; i < days.length; i++) {
      int weekday = weekdays[days[i]];
      double own = level + weekSum[weekday] / (weekWeight[weekday] + prior);
      double usual = weights[days[i]] * Math.max(own, model == Model.COUNT ? level / 10 : own);
      whole[i] = sums[days[i]] - usual;
      expected[i] = model == Model.COUNT ? usual : weights[days[i]];
      counts[i] = model == Model.COUNT ? sums[days[i]] : weights[days[i]];
      spread += whole[i] * whole[i] / expected[i];
    }
    if (model == Model.MEAN && spread < TINY) {
      return null;
    }
    double[] deviations = whole.clone();
    double variance =
        model == Model.COUNT ? drawIn(deviations, expected) : dayVariance(deviations, expected);
    double usual = Arrays.stream(expected).sum();
    double[] shares = shares(expected, variance);
    for (double[] ofDays : List.of(whole, deviations, expected)) {
      Arrays.setAll(ofDays, i -> ofDays[i] * shares[i]);
    }
    double counting = Math.max(MIN_COUNTING, Arrays.stream(expected).sum() / usual);
    if (model == Model.MEAN) {
      standardise(deviations, expected);
      whole = deviations.clone();
    }
    double excess = centre(deviations, expected);
    centre(whole, expected);
    return new DeviationScan(
        model,
        deviations,
        whole,
        expected,
        counts,
        counting,
        model == Model.COUNT ? 1 + excess : 0,
        1 - Math.max(0, taken) / days.length);
  }

  /**
   * What days keep of their weight: those of many stories less, where days differ by more than
   * their stories do. A day's variance is then its weight, as the model has it.
   */
  private static double[] shares(double[] weights, double variance) {
    return Arrays.stream(weights).map(weight -> 1 / (1 + variance * weight)).toArray();
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

  /**
   * Draws far counts in, first so that odd days do not say how far days differ.
   *
   * @return variance of the level from day to day over its square
   */
  private static double drawIn(double[] deviations, double[] expected) {
    drawIn(deviations, expected, overdispersion(deviations, expected));
    double variance = overdispersion(deviations, expected);
    drawIn(deviations, expected, variance);
    return variance;
  }

  /** Of what is hardly expected, one occurrence is never far. */
  private static void drawIn(double[] deviations, double[] expected, double variance) {
    for (int i = 0; i < expected.length; i++) {
      double ofDay = expected[i] * (1 + variance * expected[i]);
      deviations[i] = Math.min(deviations[i], 1 + MAX_DEVIATION * Math.sqrt(ofDay));
    }
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

  /**
   * So that the deviations of all days add up to nothing.
   *
   * @return what was taken for each unit of weight
   */
  private static double centre(double[] deviations, double[] weights) {
    double excess = Arrays.stream(deviations).sum() / Arrays.stream(weights).sum();
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] -= excess * weights[i];
    }
    return excess;
  }

  @Override
  double[] best(int[] order, int[] starts) {
    int candidateCount = sum(order);
    boolean isCount = model == Model.COUNT;
    double[] best = new double[lengths.length];
    Arrays.fill(starts, 0);
    for (int i = 0; i < lengths.length; i++) {
      double greatest = 0;
      int length = lengths[i];
      for (int candidate = 0; candidate < candidateCount; candidate++) {
        int start = candidates[candidate];
        int end = length == 0 ? days : start + length;
        if (end > days) {
          break;
        }
        int until = candidatesTo[end];
        double weight = weightsTo[end] - weightsTo[start];
        double deviation = valuesTo[until] - valuesTo[candidate] - rate * weight;
        if (isCount && isBelow(deviation, weight, greatest)) {
          continue;
        }
        if (end - start == days || countsTo[until] - countsTo[candidate] < MIN_IN_STRETCH) {
          continue;
        }
        double score = score(deviation, weight);
        if (score > greatest) {
          greatest = score;
          starts[i] = start;
        }
      }
      best[i] = ofUnknownSpread(greatest);
    }
    return best;
  }

  /**
   * Sums up the days in this order, and notes those with a value, on which alone a stretch begins;
   * of the others, which of a count are most, the weight is all there is to know.
   */
  private int sum(int[] order) {
    double weight = 0;
    int candidateCount = 0;
    for (int i = 0; i < days; i++) {
      double own = marked[order[i]];
      if (own < 0) {
        own = -own;
        int day = order[i];
        candidates[candidateCount] = i;
        valuesTo[candidateCount + 1] = valuesTo[candidateCount] + values[day];
        countsTo[candidateCount + 1] = countsTo[candidateCount] + counts[day];
        candidateCount++;
      }
      weight += own;
      weightsTo[i + 1] = weight;
      candidatesTo[i + 1] = candidateCount;
    }
    return candidateCount;
  }

  /**
   * Whether the score of a count is surely not above this, told without logarithms and mostly
   * without a division: (1 + u) ln (1 + u) − u ≤ u² / 2 inside, also u √(1 + u) − u; (1 − v) ln (1
   * − v) + v ≤ v² outside, with u and v of the deviation times the share of counting.
   */
  private boolean isBelow(double deviation, double weight, double score) {
    if (deviation <= 0) {
      return true;
    }
    double rest = allWeight - weight;
    if (deviation * deviation * (rest + 2 * weight) < 2 * weight * rest * score) {
      return true;
    }
    double outside = rest <= TINY ? 0 : deviation * deviation / rest;
    double inside = deviation / counting * (Math.sqrt(1 + counting * deviation / weight) - 1);
    return inside + outside < score;
  }

  private static double[] upTo(double[] values) {
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    return sums;
  }

  @Override
  double score(int start, int end) {
    return score(
        deviationsUpTo[end] - deviationsUpTo[start], weightsUpTo[end] - weightsUpTo[start]);
  }

  /**
   * Log-likelihood ratio of a stretch with this deviation and weight. A burst adds occurrences to
   * usual ones, which differ from day to day as they did: only the share of the variance that is of
   * counting grows with the level. The counts are then Poisson but for a part that stays, which
   * makes Kulldorff's ratio that of deviations times the share, over its square.
   */
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
    double counted = counting * deviation;
    double inside = weight + counted;
    double outside = rest - counted;
    double ratio =
        inside * Math.log(inside / weight)
            + (outside <= TINY ? 0 : outside * Math.log(outside / rest));
    return ratio / (counting * counting);
  }

  /**
   * The ratio where the spread is estimated too, without the stretch, which makes its tail the
   * exponential one that the fitted distribution has.
   */
  private double ofUnknownSpread(double score) {
    double explained = Math.min(MAX_EXPLAINED, 2 * score / spread);
    return -deviations.length / 2.0 * StrictMath.log1p(-explained);
  }

  @Override
  boolean isAlike(int start, int end, int otherStart, int otherEnd) {
    return isRise(start, end) == isRise(otherStart, otherEnd);
  }

  private boolean isRise(int start, int end) {
    return deviationsUpTo[end] > deviationsUpTo[start];
  }

  @Override
  boolean isEitherWay() {
    return model == Model.MEAN;
  }

  @Override
  double[] standardised(int start, int end) {
    double[] values = new double[days];
    Arrays.setAll(values, day -> deviations[day] / Math.sqrt(weights[day]));
    return values;
  }

  @Override
  double left() {
    return left;
  }

  @Override
  long seed() {
    return Arrays.hashCode(deviations) * 31L + Arrays.hashCode(weights);
  }

  @Override
  double dispersion(int start, int end) {
    double inside = 0;
    double insideWeight = 0;
    for (int i = start; i < end; i++) {
      inside += whole[i];
      insideWeight += weights[i];
    }
    double squares = 0;
    for (int i = 0; i < deviations.length; i++) {
      boolean isIn = i >= start && i < end;
      double level = isIn ? inside / insideWeight : -inside / (allWeight - insideWeight);
      double off = whole[i] - level * weights[i];
      double variance = model == Model.COUNT ? Math.max(0.1, 1 + counting * level) : 1;
      squares += off * off / (weights[i] * variance);
    }
    double dispersion = squares / Math.max(1, deviations.length - 2);
    return model == Model.COUNT ? Math.max(1, dispersion) : Math.max(TINY, dispersion);
  }
}
