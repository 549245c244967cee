package org.newsloom.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Spark sessions with the settings that Newsloom's results depend on. Resources (memory, cores,
 * cluster) are left to Spark's own configuration.
 */
public final class Sessions {
  /** Bytes of stored records for each shuffle partition, where the user does not say. */
  private static final long BYTES_PER_PARTITION = 8L << 20;

  /** The session of a job, with whatever {@code spark-submit} and its settings files gave. */
  public static SparkSession open() {
    return builder(new SparkConf()).getOrCreate();
  }

  /** A builder with the settings every session of Newsloom has, for tests too. */
  public static SparkSession.Builder builder(SparkConf given) {
    SparkConf conf = given.clone();
    conf.setIfMissing("spark.app.name", "newsloom");
    conf.setIfMissing("spark.master", "local[*]");
    // Days are UTC days, whatever the zone of the machine.
    conf.set("spark.sql.session.timeZone", "UTC");
    // Timestamps that other engines read as instants.
    conf.setIfMissing("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    // Columns of ids and numbers take many times their compressed size in memory; else Spark sends
    // tables of millions of rows to every executor whole.
    conf.setIfMissing("spark.sql.sources.fileCompressionFactor", "20");
    conf.setIfMissing("spark.ui.showConsoleProgress", "true");
    return SparkSession.builder().config(conf);
  }

  /**
   * Sets as many shuffle partitions as the corpus needs, unless the user set a number: many for a
   * large one, so that a small heap holds each; few for a small one, where each costs more than its
   * rows.
   */
  public static void sizeShuffles(SparkSession spark, long corpusBytes) {
    if (spark.sparkContext().conf().contains("spark.sql.shuffle.partitions")) {
      return;
    }
    long partitions =
        Math.max(2L * spark.sparkContext().defaultParallelism(), corpusBytes / BYTES_PER_PARTITION);
    spark.conf().set("spark.sql.shuffle.partitions", Math.min(partitions, 20_000));
  }

  private Sessions() {}
}
