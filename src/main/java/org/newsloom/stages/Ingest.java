package org.newsloom.stages;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.stages.InputFiles.FileRange;
import org.newsloom.stages.InputFiles.InputFile;
import org.newsloom.tables.RawRecords;
import org.newsloom.tables.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Reads articles as they were delivered, in whatever format and encoding, into {@code raw_records}.
 * A file or record that is no article is a row there too, with the reason.
 *
 * <p>The files are read by Newsloom's own reader and not by Spark's sources, to which a cut gzip or
 * an invalid byte is a failed job or a row without a place in its file.
 */
@Command(
    name = "ingest",
    description = "Read articles from files of any format and encoding into raw_records.")
public final class Ingest implements Stage {
  /** A task reads about this much, and a file of lines is cut into ranges of this length. */
  private static final long TASK_BYTES = 64L << 20;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, folders or globs of articles: .txt .html .json .jsonl .csv .tsv .warc .wet"
              + " .parquet, all but the last also with .gz.")
  private List<String> inputs = List.of();

  @Option(
      names = "--id-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold a record's id, by preference (${DEFAULT-VALUE}).")
  private List<String> idFields = RecordFields.common().externalId();

  @Option(
      names = "--url-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold the address (${DEFAULT-VALUE}).")
  private List<String> urlFields = RecordFields.common().url();

  @Option(
      names = "--title-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold the headline (${DEFAULT-VALUE}).")
  private List<String> titleFields = RecordFields.common().title();

  @Option(
      names = "--text-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold the text (${DEFAULT-VALUE}).")
  private List<String> textFields = RecordFields.common().text();

  @Option(
      names = "--published-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold the date of publication (${DEFAULT-VALUE}).")
  private List<String> publishedFields = RecordFields.common().published();

  @Option(
      names = "--source-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold the publisher (${DEFAULT-VALUE}).")
  private List<String> sourceFields = RecordFields.common().source();

  @Option(
      names = "--dateline-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold the dateline (${DEFAULT-VALUE}).")
  private List<String> datelineFields = RecordFields.common().dateline();

  @Option(
      names = "--author-field",
      split = ",",
      paramLabel = "NAME",
      description = "Fields that may hold the author (${DEFAULT-VALUE}).")
  private List<String> authorFields = RecordFields.common().author();

  @Option(
      names = "--max-record-bytes",
      paramLabel = "BYTES",
      description = "Longer records are rejected as too_long (${DEFAULT-VALUE}).")
  private int maxRecordBytes = Settings.standard().maxRecordBytes();

  /**
   * How to read.
   *
   * @param fields what the fields of records are called
   * @param maxRecordBytes longer records are rejected without being held in memory
   */
  record Settings(RecordFields fields, int maxRecordBytes) implements Serializable {
    static Settings standard() {
      return new Settings(RecordFields.common(), 20 << 20);
    }
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return List.of(RawRecords.TABLE);
  }

  @Override
  public void check(SparkSession spark) {
    InputFiles.list(spark.sessionState().newHadoopConf(), inputs);
  }

  /** Which files there are, how long and how old. */
  @Override
  public String dependencies(Job job) {
    return InputFiles.list(job.spark().sessionState().newHadoopConf(), inputs).stream()
        .map(file -> file.uri() + " " + file.bytes() + " " + file.modifiedMs() + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public void run(Job job) {
    RecordFields fields =
        new RecordFields(
            idFields,
            urlFields,
            titleFields,
            textFields,
            publishedFields,
            sourceFields,
            datelineFields,
            authorFields);
    Dataset<Row> rawRecords =
        read(job.spark(), inputs, new Settings(fields, maxRecordBytes), TASK_BYTES);
    job.write(RawRecords.TABLE, rawRecords);
  }

  /**
   * The records of files, folders and globs on any Hadoop file system, as {@code raw_records}. Each
   * evaluation reads the input again.
   *
   * @param taskBytes what a task reads, about, and the length of the ranges large files are cut
   *     into
   * @throws org.newsloom.job.InputException if an input does not exist or holds no file to read
   */
  static Dataset<Row> read(
      SparkSession spark, List<String> inputs, Settings settings, long taskBytes) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration hadoopConfiguration = spark.sessionState().newHadoopConf();
    List<InputFile> files = InputFiles.list(hadoopConfiguration, inputs);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(hadoopConfiguration));

    List<FileRange> ranges = InputFiles.ranges(files, taskBytes);
    Map<FileRange, Long> lineCounts = lineCounts(context, hadoop, InputFiles.uncounted(ranges));
    List<FileRange> numbered = InputFiles.numbered(ranges, lineCounts);
    List<List<FileRange>> tasks =
        InputFiles.tasks(numbered, taskBytes, spark.sparkContext().defaultParallelism());

    JavaRDD<Row> records =
        context
            .parallelize(tasks, tasks.size())
            .flatMap(task -> records(hadoop.value(), settings, task));
    return spark.createDataFrame(records, RawRecords.TABLE.schema());
  }

  private static Map<FileRange, Long> lineCounts(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> hadoop,
      List<FileRange> uncounted) {
    Map<FileRange, Long> counts = new HashMap<>();
    if (uncounted.isEmpty()) {
      return counts;
    }
    List<Long> counted =
        context
            .parallelize(uncounted, uncounted.size())
            .map(range -> InputFiles.countLines(hadoop.value().value(), range))
            .collect();
    for (int i = 0; i < uncounted.size(); i++) {
      counts.put(uncounted.get(i), counted.get(i));
    }
    return counts;
  }

  private static Iterator<Row> records(
      SerializableConfiguration hadoop, Settings settings, List<FileRange> task) {
    TaskRecords records = new TaskRecords(hadoop.value(), settings, task.iterator());
    // A task that wants no more rows leaves its last file open.
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) ended -> records.closeCurrent());
    return records;
  }

  private static final class TaskRecords implements Iterator<Row> {
    private final Configuration hadoop;
    private final Settings settings;
    private final Iterator<FileRange> splits;
    private RecordReader current;

    TaskRecords(Configuration hadoop, Settings settings, Iterator<FileRange> splits) {
      this.hadoop = hadoop;
      this.settings = settings;
      this.splits = splits;
    }

    @Override
    public boolean hasNext() {
      while ((current == null || !current.hasNext()) && splits.hasNext()) {
        current = new RecordReader(hadoop, settings, splits.next());
      }
      return current != null && current.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }

    void closeCurrent() {
      if (current != null) {
        current.close();
      }
    }
  }
}
