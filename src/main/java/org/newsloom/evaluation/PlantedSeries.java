package org.newsloom.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Daily series with planted changes, as a file for {@code evaluate changes}. One row for each day
 * with stories: series, kind (volume or tone), date, stories, value, change, made. Value is the
 * number of the day's stories that name the thing, or the mean tone of the day's stories; change is
 * up or down on the first day of a change and empty elsewhere; made says how the series was made.
 *
 * <p>Series differ in length (90 to 730 days), stories per day, missing days (up to a fifth, and
 * holes of some days), weekends (half the stories, another level), overdispersion (negative
 * binomial counts), resemblance of neighbouring days (first-order autoregression) and tails
 * (Student's t with 4 degrees of freedom). Half have no change, a quarter one that passes, a
 * quarter one that lasts.
 */
final class PlantedSeries {
  private static final int[] LENGTHS = {90, 180, 365, 730};
  private static final LocalDate START = LocalDate.of(2019, 1, 1);
  private static final int MARGIN = 20;
  private static final int HOLE = 6;

  private final Random random;
  private final double shift;
  private final int shiftDays;
  private final double autocorrelation;

  /**
   * @param shift size of a change in standard deviations of a day's value
   * @param shiftDays how long one that passes lasts
   * @param autocorrelation greatest of neighbouring days: a third of the series have this, a third
   *     half of it, a third none
   */
  PlantedSeries(long seed, double shift, int shiftDays, double autocorrelation) {
    this.autocorrelation = autocorrelation;
    this.random = new Random(seed);
    this.shift = shift;
    this.shiftDays = shiftDays;
  }

  void write(Path file, int number) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("series\tkind\tdate\tstories\tvalue\tchange\tmade\n");
      for (int i = 0; i < number; i++) {
        write(out, "s%05d".formatted(i), i % 2 == 0);
      }
    }
  }

  private void write(BufferedWriter out, String name, boolean isVolume) throws IOException {
    int days = LENGTHS[random.nextInt(LENGTHS.length)];
    double correlation = random.nextInt(3) * 0.5 * autocorrelation;
    double missing = random.nextInt(3) * 0.1;
    boolean hasHole = random.nextInt(4) == 0;
    int hole = random.nextInt(days);
    double weekendStories = random.nextBoolean() ? 0.5 : 1;
    double weekendLevel = random.nextBoolean() ? 0.4 : 0;
    boolean hasHeavyTails = random.nextInt(3) == 0;
    double stories = Math.exp(Math.log(isVolume ? 30 : 3) + random.nextDouble() * 2.5);
    double share = 0.05 + 0.15 * random.nextDouble();
    double dayVariance = 0.05 + 0.3 * random.nextDouble();
    double storyDeviation = 0.4;
    double dayDeviation = 0.1 + 0.1 * random.nextDouble();
    int form = random.nextInt(4);
    int changeAt = MARGIN + random.nextInt(days - 2 * MARGIN - shiftDays);
    int changeEnd = form == 2 ? changeAt + shiftDays : days;
    int direction = form < 2 ? 0 : isVolume || random.nextBoolean() ? 1 : -1;
    double[] values = new double[days];
    long[] counts = new long[days];
    String made =
        String.format(
            Locale.ROOT,
            "%s %d days, r %.2f, %.1f missing, %s tails",
            direction == 0 ? "quiet" : form == 2 ? "passing" : "lasting",
            days,
            correlation,
            missing,
            hasHeavyTails ? "heavy" : "normal");
    double state = random.nextGaussian();
    for (int day = 0; day < days; day++) {
      state =
          correlation * state
              + Math.sqrt(1 - correlation * correlation) * innovation(hasHeavyTails);
      boolean isWeekend = START.plusDays(day).getDayOfWeek().getValue() > 5;
      long count = poisson(stories * (isWeekend ? weekendStories : 1));
      boolean isMissing =
          random.nextDouble() < missing || (hasHole && day >= hole && day < hole + HOLE);
      counts[day] = isMissing ? 0 : count;
      if (counts[day] == 0) {
        continue;
      }
      if (isVolume) {
        double usual = share * (isWeekend ? 1 - weekendLevel / 2 : 1);
        // A gamma mixture by the quantile of the day's state, so that days may be correlated.
        double quantile = Math.min(1 - 1e-9, Math.max(1e-9, normalShare(state)));
        double factor =
            GammaDistribution.of(1 / dayVariance, dayVariance)
                .inverseCumulativeProbability(quantile);
        values[day] = (double) Math.min(count, poisson(count * usual * factor)) / count;
      } else {
        double noise = 0;
        for (long story = 0; story < count; story++) {
          noise += random.nextGaussian();
        }
        values[day] =
            (isWeekend ? weekendLevel * dayDeviation : 0)
                + dayDeviation * state
                + storyDeviation * noise / count;
      }
    }
    double level = direction * shift * deviation(values, counts);
    boolean isMarked = false;
    for (int day = 0; day < days; day++) {
      if (counts[day] == 0) {
        continue;
      }
      boolean isChanged = direction != 0 && day >= changeAt && day < changeEnd;
      double changed = values[day] + (isChanged && !isVolume ? level : 0);
      long named = Math.round(values[day] * counts[day]);
      if (isChanged && isVolume) {
        named = Math.min(counts[day], named + poisson(level * counts[day]));
      }
      // A change that begins in a gap begins for the reader on the next day with stories.
      boolean isFirst = isChanged && !isMarked;
      isMarked |= isChanged;
      out.write(
          String.join(
                  "\t",
                  name,
                  isVolume ? "volume" : "tone",
                  START.plusDays(day).toString(),
                  Long.toString(counts[day]),
                  isVolume ? Long.toString(named) : String.format(Locale.ROOT, "%.5f", changed),
                  isFirst ? direction > 0 ? "up" : "down" : "",
                  made)
              + '\n');
    }
  }

  /** Standard deviation of the values of days with stories. */
  private static double deviation(double[] values, long[] counts) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int day = 0; day < values.length; day++) {
      if (counts[day] > 0) {
        sum += values[day];
        squares += values[day] * values[day];
        n++;
      }
    }
    return Math.sqrt((squares - sum * sum / n) / (n - 1));
  }

  /** Of variance 1. */
  private double innovation(boolean hasHeavyTails) {
    double normal = random.nextGaussian();
    if (!hasHeavyTails) {
      return normal;
    }
    double squares = 0;
    for (int i = 0; i < 4; i++) {
      double other = random.nextGaussian();
      squares += other * other;
    }
    return normal / Math.sqrt(squares / 4) / Math.sqrt(2);
  }

  private long poisson(double mean) {
    return mean <= 0
        ? 0
        : PoissonDistribution.of(mean).inverseCumulativeProbability(random.nextDouble());
  }

  private static double normalShare(double value) {
    return NormalDistribution.of(0, 1).cumulativeProbability(value);
  }
}
