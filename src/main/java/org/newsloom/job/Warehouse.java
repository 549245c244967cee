package org.newsloom.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.newsloom.tables.Table;
import org.newsloom.tables.Tables;

/**
 * The tables on disk: the only class that knows how they lie there.
 *
 * <p>A table is a folder of Parquet files below {@code data/}, written once and never changed.
 * Which folders are the tables is said by the manifest with the highest number in {@code
 * _manifests/}; adding the next manifest publishes all tables of a run at one stroke, so a reader
 * sees the tables of one finished run, whatever happens to the next. On a local disk {@code
 * <warehouse>/<table>} also leads there, through a link that moves with the publication.
 *
 * <p>Each stage that a run finishes leaves a note of its tables in {@code _finished/}. If the run
 * is killed, the next can take them over where they would come out the same.
 */
public final class Warehouse implements AutoCloseable {
  private static final String MANIFESTS = "_manifests";
  private static final String FINISHED = "_finished";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Small row groups, so that a table written by one task, as of one gzip file, is read by many.
   */
  private static final long ROW_GROUP_BYTES = 8L << 20;

  /** More keys than this are compared in full rather than listed in a filter. */
  private static final int MAX_SUSPECT_KEYS = 1000;

  private final SparkSession spark;
  private final FileSystem fs;
  private final Path root;
  private final Manifest published;
  private final Map<String, Manifest.Entry> leftovers;
  private final Map<String, Manifest.Entry> staged = new TreeMap<>();
  private final Optional<WarehouseLock> lock;
  private final String runId;
  private int asides;

  private Warehouse(
      SparkSession spark,
      FileSystem fs,
      Path root,
      Manifest published,
      Map<String, Manifest.Entry> leftovers,
      Optional<WarehouseLock> lock,
      String runId) {
    this.spark = spark;
    this.fs = fs;
    this.root = root;
    this.published = published;
    this.leftovers = leftovers;
    this.lock = lock;
    this.runId = runId;
  }

  /**
   * Opens a warehouse for reading its published tables.
   *
   * @throws InputException where there is none
   */
  public static Warehouse open(SparkSession spark, String path) {
    try {
      Path root = qualified(spark, path);
      FileSystem fs = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      Manifest published = latest(fs, root);
      if (published.sequence() == 0) {
        throw new InputException(
            "No warehouse in %s: give the --warehouse of a finished run.".formatted(root));
      }
      return new Warehouse(spark, fs, root, published, Map.of(), Optional.empty(), "");
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "Cannot read the warehouse %s (%s): give the --warehouse of a finished run."
              .formatted(path, firstLine(e)),
          e);
    }
  }

  /**
   * Opens a warehouse for a run, making it where there is none, and keeps other runs off it.
   *
   * @throws InputException where it cannot be written, is in use, or is of a newer version
   */
  public static Warehouse openForRun(SparkSession spark, String path, String runId) {
    try {
      Path root = qualified(spark, path);
      FileSystem fs = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!fs.mkdirs(root)) {
        throw new IOException("the folder cannot be made");
      }
      WarehouseLock lock = WarehouseLock.take(fs, root, runId);
      try {
        // Read under the lock: what another run published meanwhile is what this one follows.
        return new Warehouse(
            spark, fs, root, latest(fs, root), leftovers(fs, root), Optional.of(lock), runId);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "Cannot write to the warehouse %s (%s): give a --warehouse that can be written."
              .formatted(path, firstLine(e)),
          e);
    }
  }

  /** What killed runs finished and nobody has published, the latest of each table. */
  private static Map<String, Manifest.Entry> leftovers(FileSystem fs, Path root)
      throws IOException {
    Map<String, Manifest.Entry> leftovers = new TreeMap<>();
    Path folder = new Path(root, FINISHED);
    if (fs.exists(folder)) {
      List<Path> notes =
          Arrays.stream(fs.listStatus(folder))
              .map(FileStatus::getPath)
              .filter(file -> file.getName().matches("[^.].*\\.json"))
              .sorted(Comparator.comparing(Path::getName))
              .toList();
      for (Path note : notes) {
        leftovers.putAll(read(fs, note).tables());
      }
    }
    return leftovers;
  }

  /** An exception in one line: some have several, and some a bare file name. */
  private static String firstLine(Exception e) {
    String kind = e.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return kind.equals("IO") ? message : kind + ": " + message;
  }

  private static Path qualified(SparkSession spark, String path) throws IOException {
    Path given = new Path(path);
    return given.getFileSystem(spark.sparkContext().hadoopConfiguration()).makeQualified(given);
  }

  /** The table as this run wrote it, else as it was published. */
  public Dataset<Row> read(Table table) {
    return parquet(table, entry(table));
  }

  /** The table as it was published before this run, if it has this origin. */
  Optional<Dataset<Row>> published(Table table, String origin) {
    return Optional.ofNullable(published.tables().get(table.name()))
        .filter(entry -> entry.origin().equals(origin))
        .map(entry -> parquet(table, entry));
  }

  /** The table as it was published before this run, whatever its origin. */
  Optional<Dataset<Row>> published(Table table) {
    return Optional.ofNullable(published.tables().get(table.name()))
        .map(entry -> parquet(table, entry));
  }

  private Dataset<Row> parquet(Table table, Manifest.Entry entry) {
    return spark.read().schema(table.schema()).parquet(new Path(root, entry.path()).toString());
  }

  /**
   * Puts an intermediate result on disk for the rest of this run and reads it back, where computing
   * it twice would cost more. It is removed with the publication.
   */
  Dataset<Row> aside(String name, Dataset<Row> rows) {
    asides++;
    String folder = new Path(root, "data/_%s/%s-%d".formatted(name, runId, asides)).toString();
    rows.write()
        .option("parquet.block.size", ROW_GROUP_BYTES)
        // Numbers alone are mostly hashes, of which a dictionary costs more than it saves.
        .option("parquet.enable.dictionary", rows.schema().sql().contains("STRING"))
        .mode(SaveMode.Overwrite)
        .parquet(folder);
    return spark.read().schema(rows.schema()).parquet(folder);
  }

  /** Folder of Parquet files that is the table now. It stays for one more publication. */
  String folder(Table table) {
    return new Path(root, entry(table).path()).toString();
  }

  /**
   * Where any reader of Parquet reads the published table: the link that follows later
   * publications, or the folder where there is none.
   */
  String reading(Table table) {
    if ("file".equals(root.toUri().getScheme())) {
      java.nio.file.Path link = java.nio.file.Path.of(root.toUri().getPath(), table.name());
      if (Files.isSymbolicLink(link)) {
        return link.toString();
      }
    }
    return folder(table);
  }

  /** The tables that can be read. */
  public List<Table> tables() {
    return Tables.ALL.stream()
        .filter(
            table ->
                staged.containsKey(table.name()) || published.tables().containsKey(table.name()))
        .toList();
  }

  public long rows(Table table) {
    return entry(table).rows();
  }

  public long bytes(Table table) {
    return entry(table).bytes();
  }

  String fingerprint(Table table) {
    return entry(table).fingerprint();
  }

  private Manifest.Entry entry(Table table) {
    Manifest.Entry entry = staged.get(table.name());
    if (entry == null) {
      entry = published.tables().get(table.name());
    }
    if (entry == null) {
      throw new InputException(
          "Warehouse %s has no table %s yet: run the stage that writes it, or 'run' for all."
              .formatted(root, table));
    }
    return entry;
  }

  /**
   * Takes over a table of an earlier run, published or left by a killed one, if it has this
   * fingerprint.
   */
  boolean reuse(Table table, String fingerprint) {
    for (Map<String, Manifest.Entry> source : List.of(published.tables(), leftovers)) {
      Manifest.Entry entry = source.get(table.name());
      if (entry != null && entry.fingerprint().equals(fingerprint)) {
        staged.put(table.name(), entry);
        return true;
      }
    }
    return false;
  }

  /**
   * Writes a table aside, to be published with the others of the run.
   *
   * @throws IllegalStateException where the rows break the table's contract: another schema, null
   *     in a required column, two rows with one key
   */
  long write(Table table, Dataset<Row> rows, String fingerprint, String origin) {
    checkSchema(table, rows);
    String path = "data/" + table + "/" + runId;
    Path folder = new Path(root, path);
    Observation observed = new Observation(table.name());
    List<org.newsloom.tables.Column> required =
        table.columns().stream().filter(org.newsloom.tables.Column::isRequired).toList();
    Column[] nulls =
        required.stream()
            .map(
                column -> coalesce(sum(when(column.col().isNull(), 1L)), lit(0L)).as(column.name()))
            .toArray(Column[]::new);
    // An alias carries the docs into the files; Dataset.to() would be optimised away.
    Column[] documented =
        Arrays.stream(table.schema().fields())
            .map(field -> col(field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new);
    rows.select(documented)
        .observe(observed, count(lit(1)).as("rows"), nulls)
        .write()
        .option("parquet.block.size", ROW_GROUP_BYTES)
        .mode(SaveMode.Overwrite)
        .parquet(folder.toString());
    Map<String, Object> counts = counts(observed);
    for (org.newsloom.tables.Column column : required) {
      long missing = ((Number) counts.get(column.name())).longValue();
      if (missing > 0) {
        throw new IllegalStateException(
            "Table %s: %d rows have no %s, which is required".formatted(table, missing, column));
      }
    }
    checkKey(table, folder);
    long written = ((Number) counts.get("rows")).longValue();
    try {
      long bytes = fs.getContentSummary(folder).getLength();
      staged.put(table.name(), new Manifest.Entry(path, written, bytes, fingerprint, origin));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read back table " + table, e);
    }
    return written;
  }

  private static Map<String, Object> counts(Observation observed) {
    try {
      return observed.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a table's counts", e);
    }
  }

  /** The numbers that stand twice or more in a partition, once each. */
  private static Iterator<Long> repeated(Iterator<Long> numbers) {
    long[] all = new long[1 << 10];
    int count = 0;
    while (numbers.hasNext()) {
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = numbers.next();
    }
    Arrays.sort(all, 0, count);
    List<Long> repeated = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      if (all[i] == all[i - 1] && (i == 1 || all[i] != all[i - 2])) {
        repeated.add(all[i]);
      }
    }
    return repeated.iterator();
  }

  private static void checkSchema(Table table, Dataset<Row> rows) {
    Map<String, String> found =
        Arrays.stream(rows.schema().fields())
            .collect(Collectors.toMap(f -> f.name(), f -> f.dataType().sql(), (a, b) -> a));
    for (org.newsloom.tables.Column column : table.columns()) {
      String type = found.get(column.name());
      if (!column.type().sql().equals(type)) {
        throw new IllegalStateException(
            "Table %s: column %s must be %s and is %s"
                .formatted(table, column, column.type().sql(), type == null ? "missing" : type));
      }
    }
    List<String> names = Arrays.asList(rows.schema().fieldNames());
    List<String> twice =
        names.stream().filter(name -> Collections.frequency(names, name) > 1).distinct().toList();
    if (!twice.isEmpty()) {
      throw new IllegalStateException("Table %s: columns %s stand twice".formatted(table, twice));
    }
    if (found.size() != table.columns().size()) {
      found.keySet().removeAll(Arrays.asList(table.schema().fieldNames()));
      throw new IllegalStateException(
          "Table %s: columns %s are not declared".formatted(table, found.keySet()));
    }
  }

  private void checkKey(Table table, Path folder) {
    if (!table.hasOwnKey()) {
      return;
    }
    Column[] key = table.key().stream().map(org.newsloom.tables.Column::col).toArray(Column[]::new);
    Dataset<Row> rows = spark.read().schema(table.schema()).parquet(folder.toString()).select(key);
    // Keys are nearly always unique, so grouping them would only be hashing them twice: 64 bits of
    // each are sorted, and only keys whose bits stand twice are looked at.
    Column bits = xxhash64(key);
    List<Long> suspects =
        rows.select(bits.as("bits"))
            .as(Encoders.LONG())
            .repartition(col("bits"))
            .mapPartitions((MapPartitionsFunction<Long, Long>) Warehouse::repeated, Encoders.LONG())
            .limit(MAX_SUSPECT_KEYS + 1)
            .collectAsList();
    if (suspects.isEmpty()) {
      return;
    }
    // As many as this are either a broken table or chance among billions of rows: all are compared.
    Dataset<Row> compared =
        suspects.size() > MAX_SUSPECT_KEYS ? rows : rows.where(bits.isin(suspects.toArray()));
    List<Row> twice = compared.groupBy(key).count().where("count > 1").limit(3).collectAsList();
    if (!twice.isEmpty()) {
      throw new IllegalStateException(
          "Table %s: key %s stands on several rows, for example %s"
              .formatted(table, table.keyNames(), twice));
    }
  }

  /** Notes the tables of a finished stage, so that the next run can take them over. */
  void noteFinished(Stage stage) {
    try {
      Map<String, Manifest.Entry> tables = new TreeMap<>();
      stage.writes().forEach(table -> tables.put(table.name(), entry(table)));
      Path note = new Path(root, "%s/%s-%s.json".formatted(FINISHED, runId, stage.name()));
      put(note, new Manifest(Manifest.FORMAT_VERSION, 0, runId, tables));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot note the finished stage in " + root, e);
    }
  }

  /**
   * Makes the tables of this run the ones that readers see, all at once.
   *
   * @throws InputException where another run took this one for dead and the warehouse over
   */
  void publish() {
    Map<String, Manifest.Entry> tables = new TreeMap<>(published.tables());
    tables.putAll(staged);
    Manifest next = new Manifest(Manifest.FORMAT_VERSION, published.sequence() + 1, runId, tables);
    try {
      if (lock.isPresent()) {
        lock.get().check();
      }
      put(manifestFile(root, next.sequence()), next);
      if ("file".equals(root.toUri().getScheme())) {
        link(next);
      }
      fs.delete(new Path(root, FINISHED), true);
      sweep(next);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot publish the tables in " + root, e);
    }
  }

  private static Path manifestFile(Path root, long sequence) {
    return new Path(root, MANIFESTS + "/%08d.json".formatted(sequence));
  }

  /**
   * Writes a new file, under another name first: it is there whole or not at all, and never in the
   * place of one that is there.
   */
  private void put(Path file, Manifest manifest) throws IOException {
    Path draft = new Path(file.getParent(), "." + file.getName() + "." + runId);
    try (OutputStream out = fs.create(draft, true)) {
      JSON.writeValue(out, manifest);
    }
    if (fs.exists(file) || !fs.rename(draft, file)) {
      throw new IOException("Cannot rename %s to %s".formatted(draft, file));
    }
  }

  private static Manifest latest(FileSystem fs, Path root) throws IOException {
    Path folder = new Path(root, MANIFESTS);
    if (!fs.exists(folder)) {
      return Manifest.empty();
    }
    Optional<Path> file =
        Arrays.stream(fs.listStatus(folder))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().matches("\\d{8,}\\.json"))
            .max(Comparator.comparing(Path::getName));
    return file.isPresent() ? read(fs, file.get()) : Manifest.empty();
  }

  private static Manifest read(FileSystem fs, Path file) throws IOException {
    try (InputStream in = fs.open(file)) {
      JsonNode tree = JSON.readTree(in);
      // The version first: of a newer format nothing else need be readable.
      int version = tree.path("formatVersion").asInt();
      if (version > Manifest.FORMAT_VERSION) {
        throw new InputException(
            "The warehouse was written by a newer Newsloom (%s has format %d, this one knows %d): use that version, or another --warehouse."
                .formatted(file, version, Manifest.FORMAT_VERSION));
      }
      return JSON.treeToValue(tree, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is damaged", e);
    }
  }

  /**
   * Lets {@code <warehouse>/<table>} lead to the published folders: each is a link through {@code
   * _manifests/current}, and replacing that one link moves them all.
   */
  private void link(Manifest manifest) throws IOException {
    java.nio.file.Path base = java.nio.file.Path.of(root.toUri().getPath());
    java.nio.file.Path manifests = base.resolve(MANIFESTS);
    java.nio.file.Path folder = manifests.resolve("%08d".formatted(manifest.sequence()));
    Files.createDirectories(folder);
    for (Map.Entry<String, Manifest.Entry> table : manifest.tables().entrySet()) {
      java.nio.file.Path link = folder.resolve(table.getKey());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, java.nio.file.Path.of("../..", table.getValue().path()));
    }
    java.nio.file.Path draft = manifests.resolve(".current." + runId);
    Files.deleteIfExists(draft);
    Files.createSymbolicLink(draft, folder.getFileName());
    Files.move(
        draft,
        manifests.resolve("current"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    for (String table : manifest.tables().keySet()) {
      java.nio.file.Path link = base.resolve(table);
      // Whatever else the user keeps under that name stays; reading() then names the folder itself.
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(link, java.nio.file.Path.of(MANIFESTS, "current", table));
      }
    }
  }

  /** Removes folders that neither this publication nor the one before it names. */
  private void sweep(Manifest now) throws IOException {
    Set<String> kept = new HashSet<>();
    now.tables().values().forEach(entry -> kept.add(entry.path()));
    published.tables().values().forEach(entry -> kept.add(entry.path()));
    Path data = new Path(root, "data");
    for (FileStatus table : fs.listStatus(data)) {
      FileStatus[] versions = fs.listStatus(table.getPath());
      int swept = 0;
      for (FileStatus version : versions) {
        String path = "data/" + table.getPath().getName() + "/" + version.getPath().getName();
        if (!kept.contains(path)) {
          fs.delete(version.getPath(), true);
          swept++;
        }
      }
      if (swept == versions.length) {
        fs.delete(table.getPath(), false);
      }
    }
    for (FileStatus old : fs.listStatus(new Path(root, MANIFESTS))) {
      String number = old.getPath().getName().replaceFirst("\\.json$", "");
      if (number.matches("\\d{8,}") && Long.parseLong(number) < published.sequence()) {
        fs.delete(old.getPath(), true);
      }
    }
  }

  @Override
  public String toString() {
    return "warehouse " + root;
  }

  @Override
  public void close() {
    lock.ifPresent(WarehouseLock::close);
  }
}
