package org.newsloom;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.newsloom.job.InputException;
import org.newsloom.job.Job;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.stages.Stages;
import org.newsloom.tables.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a corpus of any size with a known share of copies, made of another corpus's sentences. */
@Command(
    name = "make-copies",
    mixinStandardHelpOptions = true,
    description =
        "Makes a corpus of any size in which a given share of the articles are edited copies, with the truth beside it.")
final class MakeCopies implements Callable<Integer> {
  /** Sentences held in memory to make articles of. */
  private static final int POOL = 50_000;

  private static final int MIN_WORDS = 8;
  private static final int MAX_WORDS = 50;

  @Option(
      names = "--corpus",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Articles whose sentences are used, as run takes them.")
  private List<String> corpus = List.of();

  @Option(
      names = "--articles",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Articles to write (default: ${DEFAULT-VALUE}).")
  private long articles = 100_000;

  @Option(
      names = "--copies",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description = "Share of them that are copies, 0 to below 1 (default: ${DEFAULT-VALUE}).")
  private double copies = 0.8;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same files (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "New folder for articles-*.jsonl.gz and truth.tsv.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (!(copies >= 0 && copies < 1)) {
      throw new InputException("--copies is %s, not from 0 to below 1.".formatted(copies));
    }
    if (Files.exists(folder)) {
      throw new InputException("%s is there already.".formatted(folder));
    }
    Path tables = Files.createTempDirectory("newsloom-make-copies");
    try (SparkSession spark = Sessions.open()) {
      corpus(spark, corpus, tables, seed).write(folder, articles, copies);
    } finally {
      Bench.delete(tables);
    }
    System.out.printf(Locale.ROOT, "%,d articles in %s%n", articles, folder);
    return 0;
  }

  /**
   * A corpus to be made of a sample of another's distinct sentences.
   *
   * @param tables new folder to work in
   */
  static CopiedCorpus corpus(SparkSession spark, List<String> articles, Path tables, long seed) {
    try {
      return new CopiedCorpus(sentences(spark, articles, tables.toString()), seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.join(", ", articles) + ": " + e.getMessage(), e);
    }
  }

  /** Ids of sentences are hashes, so the first of them are a sample by chance. */
  private static List<String> sentences(SparkSession spark, List<String> articles, String tables) {
    Job.run(spark, tables, Stages.upTo(Sentences.TABLE, articles), System.err);
    try (Warehouse warehouse = Warehouse.open(spark, tables)) {
      return warehouse
          .read(Sentences.TABLE)
          .where(col(Sentences.TOKEN_COUNT.name()).between(MIN_WORDS, MAX_WORDS))
          .orderBy(Sentences.SENTENCE_ID.col())
          .limit(POOL)
          .select(Sentences.TEXT.col())
          .as(Encoders.STRING())
          .collectAsList();
    }
  }
}
