package org.newsloom.job;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.newsloom.tables.Runs;

/** Collects the rows of {@code runs} while a job goes on. */
final class RunLog {
  private static final DateTimeFormatter ID_FORMAT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final String runId;
  private final List<Row> rows = new ArrayList<>();

  RunLog(String runId) {
    this.runId = runId;
  }

  /** A new id that sorts by time. */
  static String newId() {
    return "%s-%06x"
        .formatted(ID_FORMAT.format(Instant.now()), new SecureRandom().nextInt(1 << 24));
  }

  void add(
      Stage stage,
      Instant start,
      Long inputRows,
      long outputRows,
      long rejectedRows,
      String settings,
      boolean isReused,
      List<String> notes,
      TextVolume text) {
    String versions =
        "newsloom %s, spark %s, java %s"
            .formatted(
                Code.version(),
                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                Runtime.version());
    rows.add(
        RowFactory.create(
            runId,
            stage.name(),
            Timestamp.from(start.truncatedTo(ChronoUnit.MILLIS)),
            Timestamp.from(Instant.now().truncatedTo(ChronoUnit.MILLIS)),
            inputRows,
            outputRows,
            rejectedRows,
            versions,
            settings,
            isReused,
            notes.isEmpty() ? null : String.join("; ", notes),
            text.deliveredChars(),
            text.removedChars(),
            text.articleChars(),
            text.distinctChars(),
            text.savedShare()));
  }

  Dataset<Row> append(SparkSession spark, Optional<Dataset<Row>> earlier) {
    Dataset<Row> now = spark.createDataFrame(rows, Runs.TABLE.schema());
    return earlier.map(before -> before.unionByName(now)).orElse(now).coalesce(1);
  }
}
