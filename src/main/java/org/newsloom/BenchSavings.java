package org.newsloom;

import static org.apache.spark.sql.functions.max;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.newsloom.job.InputException;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.tables.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What copies save: measures the whole job on corpora of as many articles each, of which more and
 * more are copies. A first run, which is not shown, warms the JVM.
 */
@Command(
    name = "bench-savings",
    mixinStandardHelpOptions = true,
    description =
        "Measures the whole job on made corpora of as many articles, of which more and more are copies.")
final class BenchSavings implements Callable<Integer> {
  /** Stages whose seconds are shown on their own; the rest stand together. */
  private static final List<String> SHOWN =
      List.of("ingest", "clean", "split", "match-copies", "annotate");

  private static final long SEED = 1;

  @Option(
      names = "--corpus",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Articles of whose sentences the corpora are made, as run takes them.")
  private List<String> corpus = List.of();

  @Option(
      names = "--articles",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Articles in each of the corpora (default: ${DEFAULT-VALUE}).")
  private long articles = 10_000;

  @Option(
      names = "--copies",
      split = ",",
      paramLabel = "SHARE",
      defaultValue = "0,0.5,0.8,0.95",
      description =
          "Shares of the articles that are copies, each 0 to below 1 (default: ${DEFAULT-VALUE}).")
  private List<Double> copyShares = List.of();

  private final PrintStream out = System.out;

  /** Seconds of each stage and the share of annotation saved, for one share of copies. */
  private record Measured(double copyShare, Map<String, Double> seconds, double savedShare) {
    double total() {
      return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double rest() {
      return total() - SHOWN.stream().mapToDouble(stage -> seconds.getOrDefault(stage, 0.0)).sum();
    }
  }

  @Override
  public Integer call() throws IOException {
    for (double share : copyShares) {
      if (!(share >= 0 && share < 1)) {
        throw new InputException("--copies is %s, not from 0 to below 1.".formatted(share));
      }
    }
    Path folder = Files.createTempDirectory("newsloom-bench");
    try (SparkSession spark = Sessions.open()) {
      CopiedCorpus made = MakeCopies.corpus(spark, corpus, folder.resolve("pool"), SEED);
      List<Measured> measured = new ArrayList<>();
      for (int i = -1; i < copyShares.size(); i++) {
        double copyShare = copyShares.get(Math.max(0, i));
        Path input = folder.resolve("articles-" + i);
        made.write(input, articles, copyShare);
        String tables = folder.resolve("warehouse-" + i).toString();
        Bench.run(spark, List.of(input + "/articles-*.jsonl.gz"), tables, out);
        if (i >= 0) {
          measured.add(measured(spark, tables, copyShare));
        }
      }
      print(measured, articles, out);
    } finally {
      Bench.delete(folder);
    }
    return 0;
  }

  private static Measured measured(SparkSession spark, String tables, double copyShare) {
    try (Warehouse warehouse = Warehouse.open(spark, tables)) {
      Map<String, Double> seconds = new HashMap<>();
      for (Row run : warehouse.read(Runs.TABLE).collectAsList()) {
        seconds.put(run.getAs(Runs.STAGE.name()), Bench.seconds(run));
      }
      double saved =
          warehouse
              .read(Runs.TABLE)
              .agg(max(Runs.ANNOTATION_SAVED_SHARE.col()))
              .first()
              .getDouble(0);
      return new Measured(copyShare, seconds, saved);
    }
  }

  private static void print(List<Measured> measured, long articles, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nSeconds of the whole job on %,d articles, warm, one session:%n%n| copies | annotation saved |",
        articles);
    SHOWN.forEach(stage -> out.printf(" %s |", stage));
    out.printf(
        " rest | whole job | of the first |%n|---|---|%s%n", "---|".repeat(SHOWN.size() + 3));
    for (Measured row : measured) {
      out.printf(
          Locale.ROOT, "| %.0f %% | %.1f %% |", 100 * row.copyShare(), 100 * row.savedShare());
      SHOWN.forEach(
          stage -> out.printf(Locale.ROOT, " %.1f |", row.seconds().getOrDefault(stage, 0.0)));
      out.printf(
          Locale.ROOT,
          " %.1f | %.1f | %.0f %% |%n",
          row.rest(),
          row.total(),
          100 * row.total() / measured.get(0).total());
    }
  }
}
