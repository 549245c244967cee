package org.newsloom.job;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.newsloom.tables.RawRecords;
import org.newsloom.tables.RejectedRecords;
import org.newsloom.tables.Runs;
import org.newsloom.tables.Table;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A run of stages over a warehouse: gives each its tables, takes over those that would come out the
 * same, publishes all at the end, and logs what was done.
 */
public final class Job {
  /** Whether somebody looks at a terminal, who wants to know which stage is at work. */
  @SuppressWarnings("SystemConsoleNull") // Never null on Java 22, which Spark 3.5 does not run on.
  private static final boolean IS_WATCHED = System.console() != null;

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final String runId;
  private final PrintStream out;
  private final RunLog log;
  private final List<String> notes = new ArrayList<>();
  private String fingerprint = "";
  private long rowsWritten;
  private TextVolume text = TextVolume.UNKNOWN;

  private Job(SparkSession spark, Warehouse warehouse, String runId, PrintStream out) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.runId = runId;
    this.out = out;
    this.log = new RunLog(runId);
  }

  /**
   * Runs the stages in order and publishes their tables. What the options name is looked at before
   * any of them works.
   *
   * @param out where progress goes, one line a stage
   * @throws InputException where the input or the warehouse cannot be used
   */
  public static void run(
      SparkSession spark, String warehousePath, List<Stage> stages, PrintStream out) {
    stages.forEach(stage -> stage.check(spark));
    if (!stages.get(0).reads().isEmpty()) {
      // Throws where there is none: a mistyped path is no reason to make one.
      Warehouse.open(spark, warehousePath).close();
    }
    String runId = RunLog.newId();
    try (Warehouse warehouse = Warehouse.openForRun(spark, warehousePath, runId)) {
      Job job = new Job(spark, warehouse, runId, out);
      job.checkTables(stages);
      String code = Code.checksum("org/newsloom");
      for (Stage stage : stages) {
        job.run(stage, code);
      }
      warehouse.write(
          Runs.TABLE, job.log.append(spark, warehouse.published(Runs.TABLE)), runId, "");
      warehouse.publish();
      Summary.print(warehouse, job.text, out);
    }
  }

  private void checkTables(List<Stage> stages) {
    Set<Table> there = new HashSet<>(warehouse.tables());
    for (Stage stage : stages) {
      List<Table> missing = stage.reads().stream().filter(read -> !there.contains(read)).toList();
      if (!missing.isEmpty()) {
        throw new InputException(
            "%s reads tables that %s lacks, %s: run the stages that write them first, or 'run' for all."
                .formatted(stage.name(), warehouse, missing));
      }
      there.addAll(stage.writes());
    }
  }

  private void run(Stage stage, String code) {
    Instant start = Instant.now();
    notes.clear();
    rowsWritten = 0;
    String settings = settings(stage);
    List<String> parts = new ArrayList<>(List.of(stage.name(), code, settings));
    parts.add(stage.dependencies(this));
    stage.reads().forEach(table -> parts.add(warehouse.fingerprint(table)));
    fingerprint = Code.hash(parts);
    boolean isReused = true;
    for (Table table : stage.writes()) {
      isReused &= warehouse.reuse(table, fingerprint);
    }
    if (isReused) {
      rowsWritten = stage.writes().stream().mapToLong(warehouse::rows).sum();
      notes.add("unchanged");
    } else {
      if (IS_WATCHED) {
        out.printf("%-16s ...%n", stage.name());
      }
      if (warehouse.tables().contains(RawRecords.TABLE)) {
        Sessions.sizeShuffles(spark, warehouse.bytes(RawRecords.TABLE));
      }
      spark.sparkContext().setJobGroup(stage.name(), stage.name(), false);
      stage.run(this);
      spark.catalog().clearCache();
      warehouse.noteFinished(stage);
    }
    Long inputRows =
        stage.reads().isEmpty()
            ? null
            : Long.valueOf(stage.reads().stream().mapToLong(warehouse::rows).sum());
    TextVolume volume = TextVolume.of(warehouse, stage.writes());
    text = text.or(volume);
    log.add(
        stage, start, inputRows, rowsWritten, rejected(stage), settings, isReused, notes, volume);
    out.printf(
        Locale.ROOT,
        "%-16s %,12d rows %8.1f s%s%n",
        stage.name(),
        rowsWritten,
        Duration.between(start, Instant.now()).toMillis() / 1000.0,
        notes.isEmpty() ? "" : "  " + String.join("; ", notes));
  }

  private long rejected(Stage stage) {
    Table rejects = RejectedRecords.TABLE;
    return stage.writes().contains(rejects) ? warehouse.rows(rejects) : 0;
  }

  /** The stage's options by name with their values, defaults included. */
  private static String settings(Stage stage) {
    TreeMap<String, Object> settings = new TreeMap<>();
    for (OptionSpec option : CommandSpec.forAnnotatedObject(stage).options()) {
      Object value = option.getValue();
      settings.put(option.longestName(), String.valueOf(value));
    }
    return settings.toString();
  }

  public SparkSession spark() {
    return spark;
  }

  /** The table as this run wrote it, else as the last one published it. */
  public Dataset<Row> read(Table table) {
    return warehouse.read(table);
  }

  /** Rows of a table, known without reading it. */
  public long rows(Table table) {
    return warehouse.rows(table);
  }

  /** Writes a table of this stage. */
  public void write(Table table, Dataset<Row> rows) {
    write(table, rows, "");
  }

  /**
   * Writes a table whose rows hold one by one as long as {@code origin} is the same.
   *
   * @see #earlier
   */
  public void write(Table table, Dataset<Row> rows, String origin) {
    rowsWritten += warehouse.write(table, rows, fingerprint, origin);
  }

  /** The table of the last finished run, if its rows have this origin and so can be kept. */
  public Optional<Dataset<Row>> earlier(Table table, String origin) {
    return warehouse.published(table, origin);
  }

  /** Puts an intermediate result on disk for this run, where computing it twice would cost more. */
  public Dataset<Row> aside(String name, Dataset<Row> rows) {
    return warehouse.aside(name, rows);
  }

  /**
   * Rows that several tables of this stage are made of, computed once and kept on the executors'
   * disks to the end of the stage. For a result that is joined, {@link #aside} is better: Spark
   * then knows its size.
   */
  public Dataset<Row> once(Dataset<Row> rows) {
    return rows.persist(StorageLevel.DISK_ONLY());
  }

  /** Says in the progress and in {@code runs} what was capped or skipped. */
  public void note(String note) {
    notes.add(note);
  }

  @Override
  public String toString() {
    return "run " + runId;
  }
}
