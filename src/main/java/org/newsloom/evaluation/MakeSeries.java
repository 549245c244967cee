package org.newsloom.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.newsloom.job.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes daily series with planted changes. */
@Command(
    name = "make-series",
    mixinStandardHelpOptions = true,
    description =
        "Makes daily series of volume and tone, half of them with a planted change, for evaluate changes.")
public final class MakeSeries implements Callable<Integer> {
  private static final int MAX_DAYS = 40;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Series to write (default: ${DEFAULT-VALUE}).")
  private int series = 1000;

  @Option(
      names = "--shift",
      paramLabel = "SD",
      defaultValue = "1.5",
      description = "Size of a change in standard deviations of a day (default: ${DEFAULT-VALUE}).")
  private double shift = 1.5;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "Days that a passing change lasts (default: ${DEFAULT-VALUE}).")
  private int days = 14;

  @Option(
      names = "--autocorrelation",
      paramLabel = "R",
      defaultValue = "0",
      description =
          "Greatest correlation of neighbouring days, 0 to 0.9; a third of the series have none"
              + " (default: ${DEFAULT-VALUE}).")
  private double autocorrelation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same file (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "New file of tab-separated values.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (days < 1 || days > MAX_DAYS) {
      throw new InputException("--days is %d, not from 1 to %d.".formatted(days, MAX_DAYS));
    }
    if (!(autocorrelation >= 0 && autocorrelation <= 0.9)) {
      throw new InputException(
          "--autocorrelation is %s, not from 0 to 0.9.".formatted(autocorrelation));
    }
    if (Files.exists(file)) {
      throw new InputException("%s is there already.".formatted(file));
    }
    new PlantedSeries(seed, shift, days, autocorrelation).write(file, series);
    System.out.printf(Locale.ROOT, "%,d series in %s%n", series, file);
    return 0;
  }
}
