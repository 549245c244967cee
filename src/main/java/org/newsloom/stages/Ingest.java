package org.newsloom.stages;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.SerializableConfiguration;
import org.newsloom.stages.InputFiles.InputFile;
import org.newsloom.stages.InputFiles.Split;

/**
 * Reads articles as they were delivered, in whatever format and encoding, and sets aside with a reason
 * what is none.
 *
 * <p>The files are read by Newsloom's own reader and not by Spark's sources, to which a cut gzip or an
 * invalid byte is a failed job or a row without a place in its file.
 */
public final class Ingest {
  /**
   * One row per record found, rejected ones among them: {@code reason} is null for an accepted record,
   * and everything between {@code record_index} and {@code reason} for a rejected one. {@code
   * record_index} is null where a file as a whole is rejected.
   */
  public static final StructType DELIVERED =
      new StructType()
          .add("raw_id", DataTypes.StringType, false)
          .add("path", DataTypes.StringType, false)
          .add("record_index", DataTypes.LongType)
          .add("external_id", DataTypes.StringType)
          .add("source", DataTypes.StringType)
          .add("url", DataTypes.StringType)
          .add("title", DataTypes.StringType)
          .add("raw_text", DataTypes.StringType)
          .add("raw_published", DataTypes.StringType)
          .add("raw_dateline", DataTypes.StringType)
          .add("raw_language", DataTypes.StringType)
          .add("format", DataTypes.StringType)
          .add("charset", DataTypes.StringType)
          .add("sha256", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("detail", DataTypes.StringType);

  /** A task reads about this much, and a file of lines is cut into ranges of this length. */
  private static final long TASK_BYTES = 64L << 20;

  private Ingest() {}

  /**
   * How to read.
   *
   * @param fields what the fields of records are called
   * @param maxRecordBytes longer records are rejected without being held in memory
   */
  public record Settings(RecordFields fields, int maxRecordBytes) implements Serializable {
    public static Settings standard() {
      return new Settings(RecordFields.common(), 20 << 20);
    }
  }

  /**
   * The records of files, folders and globs on any Hadoop file system, as {@link #DELIVERED}. Each
   * evaluation reads the input again: persist it or write it before splitting it.
   *
   * @throws org.newsloom.job.InputException if an input does not exist or holds no file to read
   */
  public static Dataset<Row> read(SparkSession spark, List<String> inputs, Settings settings) {
    return read(spark, inputs, settings, TASK_BYTES);
  }

  static Dataset<Row> read(
      SparkSession spark, List<String> inputs, Settings settings, long taskBytes) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoopConfiguration = spark.sessionState().newHadoopConf();
    List<InputFile> files = InputFiles.list(hadoopConfiguration, inputs);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(hadoopConfiguration));

    List<Split> ranges = InputFiles.ranges(files, taskBytes);
    List<Split> splits =
        InputFiles.numbered(
            ranges, lineCounts(context, hadoop, InputFiles.uncounted(ranges)));
    List<List<Split>> tasks =
        InputFiles.tasks(splits, taskBytes, spark.sparkContext().defaultParallelism());

    JavaRDD<Row> records =
        context
            .parallelize(tasks, tasks.size())
            .flatMap(task -> records(hadoop.value(), settings, task));
    return spark.createDataFrame(records, DELIVERED);
  }

  /** Accepted records, without the columns that only rejected ones fill. */
  public static Dataset<Row> rawRecords(Dataset<Row> delivered) {
    return delivered.where(functions.col("reason").isNull()).drop("reason", "detail");
  }

  /** Rejected records: where they stand and what is wrong with them. */
  public static Dataset<Row> rejectedRecords(Dataset<Row> delivered) {
    return delivered
        .where(functions.col("reason").isNotNull())
        .select("raw_id", "path", "record_index", "reason", "detail");
  }

  private static Map<Split, Long> lineCounts(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> hadoop,
      List<Split> uncounted) {
    Map<Split, Long> counts = new HashMap<>();
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
      SerializableConfiguration hadoop, Settings settings, List<Split> task) {
    TaskRecords records = new TaskRecords(hadoop.value(), settings, task.iterator());
    // A task that wants no more rows leaves its last file open.
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) ended -> records.closeCurrent());
    return records;
  }

  private static final class TaskRecords implements Iterator<Row> {
    private final Configuration hadoop;
    private final Settings settings;
    private final Iterator<Split> splits;
    private RecordReader current;

    TaskRecords(Configuration hadoop, Settings settings, Iterator<Split> splits) {
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
