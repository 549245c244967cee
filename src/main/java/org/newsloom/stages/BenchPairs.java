package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.newsloom.job.Cost;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.job.WarehouseOption;
import org.newsloom.stats.CountedPairs;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.RawRecords;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the counting of pairs beside Spark's explode and self-join and beside DuckDB's SQL, on
 * the same Parquet files of mentions in one process, and checks that all count the same.
 *
 * <p>Each gives the articles, stories and sentences of every pair that entity_pairs would keep,
 * without a cap on the names of an article, by entity ids in Parquet. Newsloom's own counting is
 * that of {@link Pair}, without its sums by day; it also finds windows, tones and examples
 * meanwhile.
 */
@Command(
    name = "bench-pairs",
    mixinStandardHelpOptions = true,
    description =
        "Measures the counting of pairs on a warehouse's mentions, and beside it Spark's explode and self-join, and"
            + " DuckDB where its JDBC driver is on the class path (--jars duckdb_jdbc.jar).")
public final class BenchPairs implements Callable<Integer> {
  private static final int WARM_UPS = 8;

  /** Every pair of an article is counted, however many entities it has. */
  static final int NO_CAP = Integer.MAX_VALUE;

  /** For which buckets are sized where there is no cap. */
  private static final int USUAL_MAX_ENTITIES = 100;

  private static final String[] COUNTS = {
    "entity_a", "entity_b", "article_count", "story_count", "sentence_count"
  };

  @CommandLine.Mixin private WarehouseOption warehouse;

  @Option(
      names = "--copies",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Compare on the mentions repeated N times, half of their entities relabelled each time (default:"
              + " ${DEFAULT-VALUE}).")
  private int copies = 1;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Runs of each, after "
              + WARM_UPS
              + " that are not measured; the median counts, and 0 leaves the comparison out (default:"
              + " ${DEFAULT-VALUE}).")
  private int runs = 3;

  @Option(
      names = "--min-pair-stories",
      paramLabel = "N",
      defaultValue = "2",
      description = "As for pair (default: ${DEFAULT-VALUE}).")
  private int minPairStories = 2;

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "N",
      description =
          "Also count on the mentions repeated so many times, e.g. 1,4,16, at each --names and without a cap, and print"
              + " the times.")
  private List<Integer> scale = List.of();

  @Option(
      names = "--names",
      split = ",",
      paramLabel = "N",
      defaultValue = "10,30,100",
      description = "Caps on the entities of an article for --scale (default: ${DEFAULT-VALUE}).")
  private List<Integer> names = List.of(10, 30, 100);

  private final PrintStream out = System.out;

  /** A way to count, from the tables in a folder to a Parquet file. */
  private interface Counting {
    void count(String tables, String to) throws SQLException;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Path folder = Files.createTempDirectory("newsloom-bench-pairs");
    try (SparkSession spark = Sessions.open();
        Warehouse tables = Warehouse.open(spark, warehouse.path())) {
      Sessions.sizeShuffles(spark, 0);
      if (runs > 0) {
        compare(spark, tables, folder);
      }
      if (!scale.isEmpty()) {
        scale(spark, tables, folder);
      }
    } finally {
      JavaUtils.deleteRecursively(folder.toFile());
    }
    return 0;
  }

  private void compare(SparkSession spark, Warehouse warehouse, Path folder) throws SQLException {
    String tables = folder.resolve("tables").toString();
    long articles = prepare(warehouse::read, copies, tables);
    int buckets = buckets(spark, tables, USUAL_MAX_ENTITIES);
    Map<String, Counting> all = new LinkedHashMap<>();
    all.put("Newsloom", (from, to) -> write(own(spark, from, NO_CAP, minPairStories, buckets), to));
    all.put(
        "Spark explode, self-join", (from, to) -> write(stock(spark, from, minPairStories), to));
    if (hasDuckDb()) {
      int threads = spark.sparkContext().defaultParallelism();
      all.put("DuckDB SQL", (from, to) -> duckDb(from, to, minPairStories, threads));
    } else {
      out.println("DuckDB is left out: its JDBC driver is not on the class path.");
    }
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    for (int run = 1 - WARM_UPS; run <= runs; run++) {
      for (Map.Entry<String, Counting> way : all.entrySet()) {
        String to = folder.resolve(way.getKey().replaceAll("\\W+", "-")).toString();
        Cost cost = Cost.of(() -> way.getValue().count(tables, to));
        out.printf(
            Locale.ROOT,
            "%s %s: %.2f s, %.2f s of processors%n",
            way.getKey(),
            run > 0 ? "run " + run : "warm-up",
            cost.seconds(),
            cost.cpuSeconds());
        if (run > 0) {
          costs.computeIfAbsent(way.getKey(), key -> new ArrayList<>()).add(cost);
        }
      }
    }
    List<Dataset<Row>> counted = new ArrayList<>();
    for (String way : all.keySet()) {
      counted.add(spark.read().parquet(folder.resolve(way.replaceAll("\\W+", "-")).toString()));
    }
    List<String> ways = List.copyOf(all.keySet());
    for (int other = 1; other < counted.size(); other++) {
      requireSame(ways.get(0), counted.get(0), ways.get(other), counted.get(other));
    }
    print(articles, counted.get(0).count(), costs);
  }

  private void print(long articles, long pairs, Map<String, List<Cost>> costs) {
    out.printf(
        Locale.ROOT,
        "%n%,d articles, %,d pairs, the same articles, stories and sentences by all%n%n%-26s %10s %10s %10s %10s%n",
        articles,
        pairs,
        "",
        "seconds",
        "processor",
        "x Newsloom",
        "processor");
    Cost own = Cost.median(costs.get("Newsloom"));
    costs.forEach(
        (way, runsOf) -> {
          Cost cost = Cost.median(runsOf);
          out.printf(
              Locale.ROOT,
              "%-26s %10.2f %10.2f %10.2f %10.2f%n",
              way,
              cost.seconds(),
              cost.cpuSeconds(),
              cost.seconds() / own.seconds(),
              cost.cpuSeconds() / own.cpuSeconds());
        });
    out.printf(
        "%nHow measured: one process, the same Parquet files, as many threads; %d runs of each to warm up, then the"
            + " median of %d.%n",
        WARM_UPS, runs);
  }

  /** Times as articles and names grow, and without a cap those of DuckDB, which knows none. */
  private void scale(SparkSession spark, Warehouse warehouse, Path folder) throws SQLException {
    out.printf(
        "%n%10s %8s %12s %10s %12s %14s %10s %12s%n",
        "articles",
        "names",
        "pairs kept",
        "seconds",
        "processor",
        "us/article",
        "DuckDB",
        "processor");
    String to = folder.resolve("scaled-counts").toString();
    for (int times : scale) {
      String tables = folder.resolve("scaled").toString();
      long articles = prepare(warehouse::read, times, tables);
      // As a job over so many articles does.
      Sessions.sizeShuffles(spark, times * warehouse.bytes(RawRecords.TABLE));
      for (int cap : names) {
        int buckets = buckets(spark, tables, cap);
        Cost cost = Cost.of(() -> write(own(spark, tables, cap, minPairStories, buckets), to));
        printScaled(spark, articles, String.valueOf(cap), to, cost, "");
      }
      int buckets = buckets(spark, tables, USUAL_MAX_ENTITIES);
      Cost cost = Cost.of(() -> write(own(spark, tables, NO_CAP, minPairStories, buckets), to));
      String beside = "";
      if (hasDuckDb()) {
        int threads = spark.sparkContext().defaultParallelism();
        String toDuckDb = folder.resolve("scaled-duckdb").toString();
        Cost ofDuckDb = Cost.of(() -> duckDb(tables, toDuckDb, minPairStories, threads));
        requireSame("Newsloom", spark.read().parquet(to), "DuckDB", spark.read().parquet(toDuckDb));
        beside =
            String.format(Locale.ROOT, " %10.2f %12.2f", ofDuckDb.seconds(), ofDuckDb.cpuSeconds());
      }
      printScaled(spark, articles, "all", to, cost, beside);
    }
  }

  private void printScaled(
      SparkSession spark, long articles, String cap, String to, Cost cost, String beside) {
    out.printf(
        Locale.ROOT,
        "%,10d %8s %,12d %10.2f %12.2f %14.1f%s%n",
        articles,
        cap,
        spark.read().parquet(to).count(),
        cost.seconds(),
        cost.cpuSeconds(),
        1e6 * cost.seconds() / articles,
        beside);
  }

  /** Reads a table. */
  interface Reader {
    Dataset<Row> read(Table table);
  }

  /**
   * Writes the columns that pairs are counted from, {@code times} times over: each time the
   * articles and stories are others, and half of the entities.
   *
   * @return the number of articles
   */
  static long prepare(Reader given, int times, String folder) {
    Dataset<Row> times0 =
        given.read(Articles.TABLE).sparkSession().range(times).select(col("id").as("repetition"));
    Dataset<Row> mentions =
        given
            .read(Mentions.TABLE)
            .crossJoin(times0)
            .select(
                relabelled(Mentions.ARTICLE_ID.col()).as(Mentions.ARTICLE_ID.name()),
                Mentions.SENTENCE_ID.col(),
                Mentions.SENTENCE_INDEX.col(),
                Mentions.START_CHAR.col(),
                Mentions.END_CHAR.col(),
                when(
                        pmod(xxhash64(Mentions.ENTITY_ID.col()), lit(2)).equalTo(0),
                        Mentions.ENTITY_ID.col())
                    .otherwise(relabelled(Mentions.ENTITY_ID.col()))
                    .as(Mentions.ENTITY_ID.name()),
                Mentions.IS_CREDIT.col());
    save(mentions, folder, Mentions.TABLE);
    Dataset<Row> articles =
        given
            .read(Articles.TABLE)
            .crossJoin(times0)
            .select(
                relabelled(Articles.ARTICLE_ID.col()).as(Articles.ARTICLE_ID.name()),
                Articles.PUBLISHED_DATE.col());
    save(articles, folder, Articles.TABLE);
    Dataset<Row> copies =
        given
            .read(ArticleCopies.TABLE)
            .crossJoin(times0)
            .select(
                relabelled(ArticleCopies.ARTICLE_ID.col()).as(ArticleCopies.ARTICLE_ID.name()),
                relabelled(ArticleCopies.STORY_ID.col()).as(ArticleCopies.STORY_ID.name()));
    save(copies, folder, ArticleCopies.TABLE);
    save(given.read(SentenceTone.TABLE), folder, SentenceTone.TABLE);
    SparkSession spark = mentions.sparkSession();
    Dataset<Row> entities =
        read(spark, folder, Mentions.TABLE).select(Mentions.ENTITY_ID.col()).distinct();
    entities.write().mode(SaveMode.Overwrite).parquet(path(folder, Entities.TABLE));
    return read(spark, folder, Articles.TABLE).count();
  }

  private static Column relabelled(Column id) {
    return when(col("repetition").equalTo(0), id)
        .otherwise(concat(id, lit("-"), col("repetition")));
  }

  private static void save(Dataset<Row> rows, String folder, Table table) {
    rows.write().mode(SaveMode.Overwrite).parquet(path(folder, table));
  }

  private static Dataset<Row> read(SparkSession spark, String folder, Table table) {
    return spark.read().schema(table.schema()).parquet(path(folder, table));
  }

  private static String path(String folder, Table table) {
    return folder + "/" + table;
  }

  private static void write(Dataset<Row> counts, String to) {
    counts.write().mode(SaveMode.Overwrite).parquet(to);
  }

  /** As {@link Pair} sizes them, which knows the number of mentions from their files. */
  private static int buckets(SparkSession spark, String tables, int maxEntities) {
    return PairCounts.buckets(read(spark, tables, Mentions.TABLE).count(), maxEntities);
  }

  /** Counts of pairs as {@link Pair} makes them. */
  static Dataset<Row> own(
      SparkSession spark, String tables, int maxEntities, int minStories, int buckets) {
    Dataset<Row> places =
        aside(
            PairCounts.places(
                read(spark, tables, Mentions.TABLE),
                read(spark, tables, SentenceTone.TABLE),
                read(spark, tables, Articles.TABLE),
                read(spark, tables, ArticleCopies.TABLE)),
            tables + "/places");
    Dataset<Row> entities =
        aside(
            PairCounts.numbered(read(spark, tables, Entities.TABLE), places), tables + "/numbered");
    Dataset<Row> kept =
        PairCounts.counted(
            places, entities, maxEntities, minStories, buckets, CountedPairs.Days.LEFT_OUT);
    return Pair.named(kept.select("a", "b", "all.*"), entities)
        .select(COUNTS[0], COUNTS[1], COUNTS[2], COUNTS[3], COUNTS[4]);
  }

  /** As a stage of a job puts a result aside. */
  private static Dataset<Row> aside(Dataset<Row> rows, String folder) {
    rows.write()
        .option("parquet.enable.dictionary", rows.schema().sql().contains("STRING"))
        .mode(SaveMode.Overwrite)
        .parquet(folder);
    return rows.sparkSession().read().schema(rows.schema()).parquet(folder);
  }

  /** The same by what Spark has for it: sets of entities exploded and joined with themselves. */
  static Dataset<Row> stock(SparkSession spark, String tables, int minStories) {
    Dataset<Row> mentions =
        read(spark, tables, Mentions.TABLE)
            .where(not(coalesce(Mentions.IS_CREDIT.col(), lit(false))));
    Dataset<Row> inArticles =
        mentions
            .groupBy(Mentions.ARTICLE_ID.col())
            .agg(collect_set(Mentions.ENTITY_ID.col()).as("entities"))
            .join(
                read(spark, tables, ArticleCopies.TABLE)
                    .select(ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col()),
                Mentions.ARTICLE_ID.name())
            .select(col("article_id"), col("story_id"), explode(col("entities")).as("entity"));
    Dataset<Row> inSentences =
        mentions
            .groupBy(Mentions.ARTICLE_ID.col(), Mentions.SENTENCE_ID.col())
            .agg(collect_set(Mentions.ENTITY_ID.col()).as("entities"))
            .select(col("article_id"), col("sentence_id"), explode(col("entities")).as("entity"));
    Dataset<Row> articles =
        inArticles
            .withColumnRenamed("entity", "entity_a")
            .join(inArticles.select(col("article_id"), col("entity").as("entity_b")), "article_id")
            .where(col("entity_a").lt(col("entity_b")))
            .groupBy("entity_a", "entity_b")
            .agg(
                count(lit(1)).as("article_count"),
                countDistinct(col("story_id")).as("story_count"));
    Dataset<Row> sentences =
        inSentences
            .withColumnRenamed("entity", "entity_a")
            .join(
                inSentences.withColumnRenamed("entity", "entity_b"),
                new String[] {"article_id", "sentence_id"},
                "inner")
            .where(col("entity_a").lt(col("entity_b")))
            .groupBy("entity_a", "entity_b")
            .agg(count(lit(1)).as("sentence_count"));
    return articles
        .join(sentences, new String[] {"entity_a", "entity_b"}, "left")
        .withColumn("sentence_count", coalesce(col("sentence_count"), lit(0L)))
        .where(col("story_count").geq(minStories).or(col("sentence_count").gt(0)))
        .select(COUNTS[0], COUNTS[1], COUNTS[2], COUNTS[3], COUNTS[4]);
  }

  static boolean hasDuckDb() {
    try {
      Class.forName("org.duckdb.DuckDBDriver");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The same in DuckDB's SQL, ids numbered first, which is faster there than joining on them. */
  static void duckDb(String tables, String to, int minStories, int threads) throws SQLException {
    String[] statements = {
      "SET threads = " + threads,
      """
      CREATE TABLE mentioned AS
      SELECT m.article_id, c.story_id, m.sentence_id, m.entity_id
      FROM '%s/*.parquet' m JOIN '%s/*.parquet' c USING (article_id)
      WHERE NOT coalesce(m.is_credit, false)
      """
          .formatted(path(tables, Mentions.TABLE), path(tables, ArticleCopies.TABLE)),
      """
      CREATE TABLE entity AS
      SELECT entity_id, row_number() OVER (ORDER BY entity_id) AS e
      FROM (SELECT DISTINCT entity_id FROM mentioned)
      """,
      """
      CREATE TABLE article AS
      SELECT article_id, row_number() OVER () AS a, dense_rank() OVER (ORDER BY story_id) AS st
      FROM (SELECT DISTINCT article_id, story_id FROM mentioned)
      """,
      """
      CREATE TABLE sentence AS
      SELECT sentence_id, row_number() OVER () AS s
      FROM (SELECT DISTINCT sentence_id FROM mentioned)
      """,
      """
      CREATE TABLE in_sentence AS
      SELECT DISTINCT a, st, s, e
      FROM mentioned JOIN entity USING (entity_id)
        JOIN article USING (article_id) JOIN sentence USING (sentence_id)
      """,
      "CREATE TABLE in_article AS SELECT DISTINCT a, st, e FROM in_sentence",
      """
      CREATE TABLE articles AS
      SELECT entity_a, entity_b, sum(n) AS article_count, count(*) AS story_count
      FROM (
        SELECT x.e AS entity_a, y.e AS entity_b, x.st, count(*) AS n
        FROM in_article x JOIN in_article y ON x.a = y.a AND x.e < y.e
        GROUP BY ALL)
      GROUP BY ALL
      """,
      """
      CREATE TABLE sentences AS
      SELECT x.e AS entity_a, y.e AS entity_b, count(*) AS sentence_count
      FROM in_sentence x JOIN in_sentence y ON x.a = y.a AND x.s = y.s AND x.e < y.e
      GROUP BY ALL
      """,
      """
      COPY (
        SELECT a.entity_id AS entity_a, b.entity_id AS entity_b, article_count::BIGINT AS article_count,
          story_count, coalesce(sentence_count, 0) AS sentence_count
        FROM articles LEFT JOIN sentences USING (entity_a, entity_b)
          JOIN entity a ON a.e = entity_a JOIN entity b ON b.e = entity_b
        WHERE story_count >= %d OR sentence_count > 0)
      TO '%s' (FORMAT parquet)
      """
          .formatted(minStories, to)
    };
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /**
   * @throws IllegalStateException where the two count differently
   */
  static void requireSame(String oneName, Dataset<Row> one, String otherName, Dataset<Row> other) {
    Column[] columns = new Column[COUNTS.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = col(COUNTS[i]);
    }
    Dataset<Row> onlyOne = one.select(columns).exceptAll(other.select(columns));
    Dataset<Row> onlyOther = other.select(columns).exceptAll(one.select(columns));
    long different = onlyOne.count() + onlyOther.count();
    if (different > 0) {
      throw new IllegalStateException(
          "%s and %s count differently in %,d rows, such as %s and %s"
              .formatted(
                  oneName,
                  otherName,
                  different,
                  onlyOne.orderBy(columns).takeAsList(1),
                  onlyOther.orderBy(columns).takeAsList(1)));
    }
  }
}
