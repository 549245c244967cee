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
 * with stories: series, kind (volume or tone), date, stories, value, change. Value is the number of
 * the day's stories that name the thing, or the mean tone of the day's stories; change is up or
 * down on the first day of a change and empty elsewhere.
 *
 * <p>Series differ in length (90 to 730 days), stories per day, missing days (up to a fifth, and
 * holes of some days), weekends (half the stories, another level), overdispersion (negative
 * binomial counts), resemblance of neighbouring days (first-order autoregression up to 0.3) and
 * tails (Student's t with 4 degrees of freedom). Half have no change, a quarter one that passes, a
 * quarter one that lasts.
 */
final class PlantedSeries {
  private static final int[] LENGTHS = {90, 180, 365, 730};
  private static final double[] CORRELATIONS = {0, 0.15, 0.3};
  private static final LocalDate START = LocalDate.of(2019, 1, 1);
  private static final int MARGIN = 20;

  private final Random random;
  private final double shift;
  private final int shiftDays;

  /**
   * @param shift size of a change in standard deviations of a day's value
   * @param shiftDays how long one that passes lasts
   */
  PlantedSeries(long seed, double shift, int shiftDays) {
    this.random = new Random(seed);
    this.shift = shift;
    this.shiftDays = shiftDays;
  }

  void write(Path file, int number) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("series\tkind\tdate\tstories\tvalue\tchange\n");
      for (int i = 0; i < number; i++) {
        write(out, "s%05d".formatted(i), i % 2 == 0);
      }
    }
  }

  private void write(BufferedWriter out, String name, boolean isVolume) throws IOException {
    int days = LENGTHS[random.nextInt(LENGTHS.length)];
    double correlation = CORRELATIONS[random.nextInt(CORRELATIONS.length)];
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
    // Of a usual day: sampling and what differs from day to day.
    double mean = stories * share;
    double deviation =
        isVolume
            ? Math.sqrt(mean + dayVariance * mean * mean) / stories
            : Math.sqrt(
                dayDeviation * dayDeviation + storyDeviation * storyDeviation / stories);
    double state = random.nextGaussian();
    boolean isMarked = false;
    for (int day = 0; day < days; day++) {
      state =
          correlation * state
              + Math.sqrt(1 - correlation * correlation) * innovation(hasHeavyTails);
      LocalDate date = START.plusDays(day);
      boolean isWeekend = date.getDayOfWeek().getValue() > 5;
      long count = poisson(stories * (isWeekend ? weekendStories : 1));
      boolean isMissing =
          random.nextDouble() < missing || (hasHole && day >= hole && day < hole + 6);
      boolean isChanged = direction != 0 && day >= changeAt && day < changeEnd;
      double level = isChanged ? direction * shift * deviation : 0;
      String value;
      if (isVolume) {
        double usual = share * (isWeekend ? 1 - weekendLevel / 2 : 1);
        // A gamma mixture by the quantile of the day's state, so that days may be correlated.
        double quantile = Math.min(1 - 1e-9, Math.max(1e-9, normalShare(state)));
        double factor =
            GammaDistribution.of(1 / dayVariance, dayVariance)
                .inverseCumulativeProbability(quantile);
        // The change is added to what varies from day to day.
        value = Long.toString(Math.min(count, poisson(count * (usual * factor + level))));
      } else {
        double noise = 0;
        for (long story = 0; story < count; story++) {
          noise += random.nextGaussian();
        }
        double tone =
            (isWeekend ? weekendLevel * dayDeviation : 0)
                + level
                + dayDeviation * state
                + storyDeviation * noise / Math.max(1, count);
        value = String.format(Locale.ROOT, "%.5f", tone);
      }
      if (isMissing || count == 0) {
        continue;
      }
      // A change that begins in a gap begins for the reader on the next day with stories.
      boolean isFirst = isChanged && !isMarked;
      isMarked |= isChanged;
      String change = isFirst ? direction > 0 ? "up" : "down" : "";
      out.write(
          String.join(
                  "\t",
                  name,
                  isVolume ? "volume" : "tone",
                  date.toString(),
                  Long.toString(count),
                  value,
                  change)
              + '\n');
    }
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
