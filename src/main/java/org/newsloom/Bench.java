package org.newsloom;

import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.newsloom.entities.NameTagger;
import org.newsloom.job.Cost;
import org.newsloom.job.InputException;
import org.newsloom.job.Job;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.nlp.StockPipeline;
import org.newsloom.stages.Stages;
import org.newsloom.tables.Articles;
import org.newsloom.tables.RawRecords;
import org.newsloom.tables.Runs;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Tokens;
import org.newsloom.text.ReadingSpeed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the whole job, and the pipeline one would write from Spark NLP's documentation on the
 * same articles, in one process.
 *
 * <p>The whole job goes first, in a cold JVM: start-up, compilation and caches are in its seconds.
 * The stock pipeline's training and warm-up are left out of its own.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the whole job on a corpus, and beside it a stock Spark NLP pipeline on a sample of its articles.")
final class Bench implements Callable<Integer> {
  private static final long SAMPLING_MS = 50;

  /** One of so many raw records makes the smaller corpus of {@code --doubling}. */
  private static final int HALVES = 2;

  /** Sentences that the tagger alone is measured on. */
  private static final int TAGGED_SENTENCES = 20_000;

  @Option(
      names = "--corpus",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, folders or globs of articles, as run takes them.")
  private List<String> corpus = List.of();

  @Option(
      names = "--stock-articles",
      paramLabel = "N",
      defaultValue = "150",
      description =
          "Articles the stock pipeline runs on; its time is scaled to the corpus by tokens (default: ${DEFAULT-VALUE}).")
  private int stockArticles = 150;

  @Option(
      names = "--stock-tagger",
      paramLabel = "NAME",
      split = ",",
      description =
          "One or more of ${COMPLETION-CANDIDATES}: Spark NLP's NerCrf and NerDL, which needs TensorFlow on the class path (default: all that can run).")
  private List<StockPipeline.Tagger> stockTaggers = StockPipeline.Tagger.available();

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description =
          "New local folder for the tables and models, which are kept (default: a temporary one, removed at the end).")
  private Optional<Path> warehouse = Optional.empty();

  @Option(
      names = "--doubling",
      description =
          "Also run the whole job, warm, on half of the corpus and on all of it, and compare the times.")
  private boolean isDoubling;

  private final PrintStream out = System.out;

  /**
   * What a run took.
   *
   * @param heapPeakBytes most that was used of the heap, garbage included
   */
  private record Usage(Cost cost, long heapPeakBytes) {}

  /** A stock pipeline's run. */
  private record Stock(
      StockPipeline.Tagger tagger, StockPipeline.Measurement measured, Usage usage) {}

  /** Articles, UTF-8 bytes and tokens of a corpus. */
  private record Volume(long articles, long bytes, long tokens) {}

  @Override
  public Integer call() throws IOException {
    Path folder;
    if (warehouse.isPresent()) {
      folder = warehouse.get().toAbsolutePath();
      if (Files.exists(folder)) {
        throw new InputException(
            "%s is there already: give a --warehouse that is not, so that nothing is reused."
                .formatted(folder));
      }
      Files.createDirectories(folder);
    } else {
      folder = Files.createTempDirectory("newsloom-bench");
    }
    try (SparkSession spark = Sessions.open()) {
      measure(spark, folder);
    } finally {
      if (warehouse.isEmpty()) {
        delete(folder);
      }
    }
    return 0;
  }

  private void measure(SparkSession spark, Path folder) {
    out.printf(
        Locale.ROOT,
        "Newsloom's whole job, master %s, heap %,d MB, JVM not warmed%n%n",
        spark.sparkContext().master(),
        Runtime.getRuntime().maxMemory() >> 20);
    String tables = folder.resolve("warehouse").toString();
    Usage whole = usage(() -> run(spark, corpus, tables, out));
    long processPeak = processPeakBytes();
    Warehouse results = Warehouse.open(spark, tables);
    Dataset<Row> articles = results.read(Articles.TABLE);
    Volume volume = volume(articles);
    if (volume.articles() == 0) {
      throw new InputException("No articles in " + String.join(", ", corpus));
    }
    double annotateSeconds = stageSeconds(results, "annotate");
    long distinctTokens = results.rows(Tokens.TABLE);

    // Ids are hashes, so the first of them are a sample by chance that is the same each time.
    Dataset<Row> sample =
        articles
            .orderBy(Articles.ARTICLE_ID.col())
            .limit(stockArticles)
            .select(Articles.ARTICLE_ID.col().as("id"), Articles.TEXT.col());
    // The sample's share of the text, as both pipelines count tokens in their own way.
    double share =
        volume(articles.orderBy(Articles.ARTICLE_ID.col()).limit(stockArticles)).bytes()
            / (double) volume.bytes();
    double taggerSpeed = tagging(sentences(results)).tokensPerSecond();
    List<Stock> stocks = new ArrayList<>();
    for (StockPipeline.Tagger tagger : stockTaggers) {
      out.printf(
          "Stock Spark NLP pipeline with %s, same process: training and warm-up first%n%n",
          tagger.annotator());
      StockPipeline.Measurement[] measured = new StockPipeline.Measurement[1];
      Usage usage =
          usage(
              () ->
                  measured[0] =
                      StockPipeline.measure(
                          spark, sample, tagger, folder.resolve("stock-" + tagger).toString()));
      stocks.add(new Stock(tagger, measured[0], usage));
    }

    out.printf(
        "%-46s %12s %12s %8s %10s %10s%n",
        "", "articles/s", "tokens/s", "MB/s", "seconds", "heap peak");
    row("newsloom, the whole job", volume, whole.cost().seconds(), whole.heapPeakBytes());
    row(
        "newsloom annotate (distinct sentences)",
        new Volume(volume.articles(), volume.bytes(), distinctTokens),
        annotateSeconds,
        -1);
    out.printf(
        Locale.ROOT,
        "%-46s %12s %,12.0f%n",
        "newsloom's tagger alone, one processor",
        "",
        taggerSpeed);
    for (Stock stock : stocks) {
      StockPipeline.Measurement measured = stock.measured();
      Volume sampled =
          new Volume(measured.articles(), Math.round(volume.bytes() * share), measured.tokens());
      row(
          "stock, %s, annotation to Parquet (sample)".formatted(stock.tagger().annotator()),
          sampled,
          measured.annotationSeconds(),
          -1);
      row(
          "stock, %s, with explode and pairs (sample)".formatted(stock.tagger().annotator()),
          sampled,
          measured.seconds(),
          stock.usage().heapPeakBytes());
    }
    out.printf(
        Locale.ROOT,
        """

        corpus: %,d articles, %.1f MB of clean text, %,d tokens, of these %,d in distinct sentences
        sample: %,d articles
        processor seconds of the whole job: %.1f
        peak of process memory: %s in the whole job
        """,
        volume.articles(),
        volume.bytes() / 1e6,
        volume.tokens(),
        distinctTokens,
        stocks.get(0).measured().articles(),
        whole.cost().cpuSeconds(),
        processPeak < 0 ? "not known here" : "%,d MB".formatted(processPeak >> 20));
    for (Stock stock : stocks) {
      double scaled = stock.measured().annotationSeconds() / share;
      out.printf(
          Locale.ROOT,
          """
          annotate, tokens/s over stock annotation with %s: %.1f times
          stock annotation with %s scaled to the corpus, %,.0f s, over the whole job: %.1f times
          """,
          stock.tagger().annotator(),
          distinctTokens / annotateSeconds / stock.measured().tokensPerSecond(),
          stock.tagger().annotator(),
          scaled,
          scaled / whole.cost().seconds());
    }
    out.print(
        """

        How measured: one process, one session, the same articles after cleaning. The whole job first, in a cold JVM,
        from files to published tables. The annotate stage includes reading, writing and checking its tables, and
        counts each distinct sentence's tokens once. The tagger alone has warmed up on the sentences it is measured on,
        which it gets as tokens. A stock pipeline's training and a first run over a few articles are not in its seconds;
        it annotates once to Parquet and goes on from there. Heap peaks include garbage; that of a stock pipeline
        includes its training.
        """);

    if (isDoubling) {
      double half = secondsFrom(spark, results, folder, HALVES);
      double all = secondsFrom(spark, results, folder, 1);
      out.printf(
          Locale.ROOT,
          "%nwarm, from one gzipped JSON Lines file: half of the records %.1f s, all %.1f s: %.2f times%n",
          half,
          all,
          all / half);
    }
  }

  /** How fast the tagger reads on one thread. */
  private static ReadingSpeed tagging(List<List<String>> sentences) {
    NameTagger tagger = NameTagger.bundled();
    return ReadingSpeed.measure(
        sentences, List::size, tokens -> tagger.read(tokens).names().size());
  }

  /** The tokens of some of the corpus's sentences, the same each time. */
  static List<List<String>> sentences(Warehouse results) {
    Dataset<Row> sentences =
        results
            .read(Sentences.TABLE)
            .orderBy(Sentences.SENTENCE_ID.col())
            .limit(TAGGED_SENTENCES)
            .select(Sentences.SENTENCE_ID.col());
    return results
        .read(Tokens.TABLE)
        .join(sentences, Tokens.SENTENCE_ID.name())
        .groupBy(Tokens.SENTENCE_ID.col())
        .agg(
            sort_array(collect_list(struct(Tokens.TOKEN_INDEX.col(), Tokens.TOKEN.col())))
                .getField(Tokens.TOKEN.name())
                .as("tokens"))
        .orderBy(Tokens.SENTENCE_ID.col())
        .collectAsList()
        .stream()
        .map(row -> row.<String>getList(1))
        .toList();
  }

  private void row(String what, Volume volume, double seconds, long heapPeak) {
    out.printf(
        Locale.ROOT,
        "%-46s %,12.1f %,12.0f %8.3f %,10.1f %10s%n",
        what,
        volume.articles() / seconds,
        volume.tokens() / seconds,
        volume.bytes() / 1e6 / seconds,
        seconds,
        heapPeak < 0 ? "" : "%,d MB".formatted(heapPeak >> 20));
  }

  /** Every stage in order into a new warehouse. */
  static void run(SparkSession spark, List<String> input, String tables, PrintStream out) {
    Job.run(spark, tables, Stages.over(input), out);
  }

  /** Time of the whole job on one of so many records, from one file like those people have. */
  private double secondsFrom(SparkSession spark, Warehouse results, Path folder, int parts) {
    Path file = folder.resolve("one-of-" + parts);
    results
        .read(RawRecords.TABLE)
        .where(pmod(xxhash64(RawRecords.RAW_ID.col()), lit(parts)).equalTo(0))
        .select(
            RawRecords.EXTERNAL_ID.col().as("id"),
            RawRecords.SOURCE.col(),
            RawRecords.URL.col(),
            RawRecords.TITLE.col(),
            RawRecords.RAW_TEXT.col().as("text"),
            RawRecords.RAW_PUBLISHED.col().as("published"))
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .option("compression", "gzip")
        .json(file.toString());
    String tables = folder.resolve("warehouse-of-one-of-" + parts).toString();
    return usage(() -> run(spark, List.of(file.toString()), tables, out)).cost().seconds();
  }

  private static Volume volume(Dataset<Row> articles) {
    Row row =
        articles
            .agg(
                count(lit(1)),
                sum(octet_length(Articles.TEXT.col())),
                sum(Articles.TOKEN_COUNT.col()))
            .first();
    return row.getLong(0) == 0
        ? new Volume(0, 0, 0)
        : new Volume(row.getLong(0), row.getLong(1), row.getLong(2));
  }

  private static double stageSeconds(Warehouse results, String stage) {
    return seconds(results.read(Runs.TABLE).where(Runs.STAGE.col().equalTo(stage)).first());
  }

  /** How long the stage of a row of {@code runs} took. */
  static double seconds(Row stageRun) {
    Timestamp start = stageRun.getAs(Runs.STARTED_AT.name());
    Timestamp end = stageRun.getAs(Runs.FINISHED_AT.name());
    return (end.getTime() - start.getTime()) / 1000.0;
  }

  private static Usage usage(Runnable work) {
    System.gc();
    AtomicLong peak = new AtomicLong();
    Thread sampler =
        new Thread(
            () -> {
              Runtime runtime = Runtime.getRuntime();
              while (!Thread.currentThread().isInterrupted()) {
                peak.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
                try {
                  Thread.sleep(SAMPLING_MS);
                } catch (InterruptedException e) {
                  return;
                }
              }
            },
            "heap-sampler");
    sampler.setDaemon(true);
    sampler.start();
    try {
      return new Usage(Cost.of(work::run), peak.get());
    } finally {
      sampler.interrupt();
    }
  }

  /** Most memory that this process ever had resident, or -1 where the system does not tell. */
  private static long processPeakBytes() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(-1L);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + status, e);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
