package org.newsloom.stages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.job.WarehouseOption;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.ToneDaily;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts the false alarms of detect-changes: shuffles the days of each real series, which leaves
 * nothing to be found, and counts the series in which something is found all the same.
 */
@Command(
    name = "bench-changes",
    mixinStandardHelpOptions = true,
    description =
        "Counts what detect-changes finds in a warehouse's series when their days are shuffled.")
public final class BenchChanges implements Callable<Integer> {
  @CommandLine.Mixin private WarehouseOption warehouse;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same order of days (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  private static final double SIGNIFICANCE = 0.05;

  @Override
  public Integer call() {
    try (SparkSession spark = Sessions.open();
        Warehouse tables = Warehouse.open(spark, warehouse.path())) {
      Sessions.sizeShuffles(spark, tables.bytes(Mentions.TABLE));
      DetectChanges stage = new DetectChanges();
      Dataset<Row> news = DetectChanges.news(tables::read);
      List<Row> days = DetectChanges.days(tables.read(ToneDaily.TABLE));
      OptionalLong shuffleSeed = OptionalLong.of(seed);
      Dataset<Row> tested =
          DetectChanges.tested(stage.series(tables::read, news), days, SIGNIFICANCE, shuffleSeed)
              .union(
                  DetectChanges.testedCompanies(
                      stage.companies(tables::read, news), days, SIGNIFICANCE, shuffleSeed))
              .persist(StorageLevel.DISK_ONLY());
      for (Row row : alarms(tested).orderBy("kind").collectAsList()) {
        System.out.printf(
            Locale.ROOT,
            "{\"kind\":\"%s\",\"series\":%d,\"alarm_share\":%.4f,\"share_with_p_to_0.05\":%.4f}%n",
            row.getString(0),
            row.getLong(1),
            (double) row.getLong(2) / row.getLong(1),
            (double) row.getLong(3) / row.getLong(1));
      }
    }
    return 0;
  }

  /**
   * (kind, series, alarmed, significant): series tested, with a reported change, with a small p.
   */
  static Dataset<Row> alarms(Dataset<Row> tested) {
    Dataset<Row> reported =
        DetectChanges.changes(tested, SIGNIFICANCE)
            .select(
                col("kind"), col("entity_id"), col("other_entity_id"), col("term"), col("p_value"));
    Dataset<Row> all =
        tested
            .select(
                col("kind"),
                col("entity_id"),
                col("other_entity_id"),
                col("term"),
                col("p_value"),
                lit(0).as("is_reported"))
            .unionByName(reported.withColumn("is_reported", lit(1)));
    // The other entity of a company is what was found of it, not what it is.
    Column other = when(col("kind").notEqual(DetectChanges.COMPANY_SHIFT), col("other_entity_id"));
    return all.groupBy(col("kind"), col("entity_id"), other.as("other_entity_id"), col("term"))
        .agg(max("is_reported").as("is_reported"), min("p_value").as("p_value"))
        .groupBy("kind")
        .agg(
            count(lit(1)).as("series"),
            sum("is_reported").as("alarmed"),
            sum(when(col("p_value").leq(SIGNIFICANCE), 1).otherwise(0)).as("significant"));
  }
}
