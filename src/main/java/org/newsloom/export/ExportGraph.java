package org.newsloom.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.sql.Date;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.newsloom.job.InputException;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.job.WarehouseOption;
import org.newsloom.stages.PairNetworks;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.EntityPairs;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.EntityRanks;
import org.newsloom.tables.EntityRanksMonthly;
import org.newsloom.tables.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes the network of significant pairs as a graph for other programs. */
@Command(
    name = "export-graph",
    description =
        "Writes the most significant pairs, of all time or of a month, as a graph for Gephi, NetworkX, igraph, ...",
    mixinStandardHelpOptions = true)
public final class ExportGraph implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File to write, for gephi a folder, which must not exist yet.")
  private String out;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "graphml, gexf, or gephi for its nodes.csv and edges.csv.")
  private GraphFormat format;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      converter = Month.class,
      description = "Pairs, counts, ranks and communities of this month (default: of all time).")
  private Optional<YearMonth> month = Optional.empty();

  @Option(
      names = "--max-pairs",
      paramLabel = "N",
      defaultValue = "50000",
      description =
          "The N most significant pairs, and the entities of these (default: ${DEFAULT-VALUE}).")
  private int maxPairs = 50_000;

  private static final class Month implements ITypeConverter<YearMonth> {
    @Override
    public YearMonth convert(String value) {
      try {
        return YearMonth.parse(value);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + value + "' is no month such as 2011-02");
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    try (SparkSession spark = Sessions.open();
        Warehouse tables = Warehouse.open(spark, warehouse.path())) {
      Sessions.sizeShuffles(spark, tables.bytes(EntityPairs.TABLE));
      Path path = new Path(out);
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (files.exists(path)) {
        throw new InputException("--out " + out + " exists already: remove it or name another");
      }
      Tables read = tables::read;
      Dataset<Row> edges = edges(read, month, maxPairs).persist(StorageLevel.DISK_ONLY());
      long pairs = edges.count();
      if (pairs == 0) {
        throw new InputException(
            month
                .map(
                    of ->
                        "no significant pair in "
                            + of
                            + ": see entity_pairs_daily for the days there are")
                .orElse("no significant pair in " + warehouse.path()));
      }
      Dataset<Row> nodes = nodes(read, month, edges);
      // Under another name until it is whole.
      Path part = path.suffix(".part");
      files.delete(part, true);
      format.write(
          graph(nodes, edges),
          name -> files.create(name.isEmpty() ? part : new Path(part, name), true));
      if (!files.rename(part, path)) {
        throw new IOException("cannot rename " + part + " to " + path);
      }
      spec.commandLine()
          .getOut()
          .printf("%,d entities and %,d pairs in %s%n", nodes.count(), pairs, out);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  /** Gives a table. */
  interface Tables {
    Dataset<Row> read(Table table);
  }

  /**
   * (source, target, weight, story_count, sentence_count, npmi, log_likelihood_ratio, tone): the
   * most significant pairs, weighted by stories. Counts and tone are those of the month, if one is
   * given; association is over all time.
   */
  static Dataset<Row> edges(Tables tables, Optional<YearMonth> month, int maxPairs) {
    Dataset<Row> pairs = tables.read(EntityPairs.TABLE).where(PairNetworks.isSignificant());
    if (month.isPresent()) {
      String[] key = EntityPairs.TABLE.keyNames().toArray(String[]::new);
      Dataset<Row> ofMonth =
          tables
              .read(EntityPairsDaily.TABLE)
              .where(isIn(EntityPairsDaily.DATE.col(), month.get()))
              .groupBy(EntityPairsDaily.ENTITY_A.col(), EntityPairsDaily.ENTITY_B.col())
              .agg(
                  sum(EntityPairsDaily.STORY_COUNT.col()).as("story_count"),
                  sum(EntityPairsDaily.SENTENCE_COUNT.col()).as("sentence_count"),
                  // Exact, so that the order of the days does not matter.
                  sum(EntityPairsDaily.TONE_SUM.col().cast("decimal(28,9)")).as("tone_sum"))
              .withColumn(
                  "tone",
                  when(
                      col("sentence_count").gt(0),
                      col("tone_sum").cast(DataTypes.DoubleType).divide(col("sentence_count"))));
      pairs =
          pairs
              .drop("story_count", "sentence_count", "tone", "tone_sum")
              .join(ofMonth, key, "inner");
    }
    return PairNetworks.strongest(pairs, maxPairs)
        .select(
            EntityPairs.ENTITY_A.col().as("source"),
            EntityPairs.ENTITY_B.col().as("target"),
            EntityPairs.STORY_COUNT.col().cast(DataTypes.DoubleType).as("weight"),
            EntityPairs.STORY_COUNT.col(),
            EntityPairs.SENTENCE_COUNT.col(),
            EntityPairs.NPMI.col(),
            EntityPairs.LOG_LIKELIHOOD_RATIO.col(),
            EntityPairs.TONE.col());
  }

  /**
   * (id, label, entity_type, country_code, story_count, pagerank, community_id): the entities of
   * the edges. Stories of a month count once for each of their days.
   */
  static Dataset<Row> nodes(Tables tables, Optional<YearMonth> month, Dataset<Row> edges) {
    Dataset<Row> ids =
        edges.select(explode(array(col("source"), col("target"))).as("entity_id")).distinct();
    Dataset<Row> entities =
        tables
            .read(Entities.TABLE)
            .select(
                Entities.ENTITY_ID.col(),
                Entities.NAME.col(),
                Entities.ENTITY_TYPE.col(),
                Entities.COUNTRY_CODE.col(),
                Entities.STORY_COUNT.col());
    Dataset<Row> ranks = tables.read(EntityRanks.TABLE);
    if (month.isPresent()) {
      Dataset<Row> stories =
          tables
              .read(EntityDaily.TABLE)
              .where(isIn(EntityDaily.DATE.col(), month.get()))
              .groupBy(EntityDaily.ENTITY_ID.col())
              .agg(sum(EntityDaily.STORY_COUNT.col()).as("story_count"));
      entities = entities.drop("story_count").join(stories, new String[] {"entity_id"}, "left");
      ranks =
          tables
              .read(EntityRanksMonthly.TABLE)
              .where(EntityRanksMonthly.MONTH.col().equalTo(first(month.get())));
    }
    return ids.join(entities, "entity_id")
        .join(
            ranks.select(
                EntityRanks.ENTITY_ID.col(),
                EntityRanks.PAGERANK.col(),
                EntityRanks.COMMUNITY_ID.col()),
            new String[] {"entity_id"},
            "left")
        .orderBy("entity_id")
        .select(
            col("entity_id").as("id"),
            col("name").as("label"),
            col("entity_type"),
            col("country_code"),
            col("story_count"),
            col("pagerank"),
            col("community_id"));
  }

  private static Column isIn(Column date, YearMonth month) {
    return date.geq(first(month)).and(date.lt(first(month.plusMonths(1))));
  }

  private static Column first(YearMonth month) {
    return lit(Date.valueOf(month.atDay(1)));
  }

  /** The rows as a graph: id and label, or source, target and weight, and then the attributes. */
  static GraphFormat.Graph graph(Dataset<Row> nodes, Dataset<Row> edges) {
    return new GraphFormat.Graph(
        attributes(nodes, 2),
        mapped(
            nodes.toLocalIterator(),
            row -> new GraphFormat.Node(row.getString(0), row.getString(1), values(row, 2))),
        attributes(edges, 3),
        mapped(
            edges.toLocalIterator(),
            row ->
                new GraphFormat.Edge(
                    row.getString(0), row.getString(1), row.getDouble(2), values(row, 3))));
  }

  private interface Mapping<T> {
    T of(Row row);
  }

  private static <T> Iterator<T> mapped(Iterator<Row> rows, Mapping<T> mapping) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public T next() {
        return mapping.of(rows.next());
      }
    };
  }

  private static List<Object> values(Row row, int first) {
    List<Object> values = new ArrayList<>(row.size() - first);
    for (int i = first; i < row.size(); i++) {
      values.add(row.get(i));
    }
    return values;
  }

  private static List<GraphFormat.Attribute> attributes(Dataset<Row> rows, int first) {
    StructField[] fields = rows.schema().fields();
    return IntStream.range(first, fields.length)
        .mapToObj(i -> new GraphFormat.Attribute(fields[i].name(), type(fields[i].dataType())))
        .toList();
  }

  private static GraphFormat.Type type(DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return GraphFormat.Type.LONG;
    }
    if (type.equals(DataTypes.IntegerType)) {
      return GraphFormat.Type.INTEGER;
    }
    return type.equals(DataTypes.DoubleType) ? GraphFormat.Type.DOUBLE : GraphFormat.Type.STRING;
  }
}
