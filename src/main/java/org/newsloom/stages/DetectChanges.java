package org.newsloom.stages;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.stats.ChangePoints;
import org.newsloom.tables.Changes;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.Table;
import org.newsloom.tables.ToneDaily;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Finds the days on which an entity's volume burst, or the tone toward it or of the whole corpus
 * shifted. Both count stories, so that a much reprinted report is no burst.
 */
@Command(name = "detect-changes", description = "Finds bursts of volume and shifts of tone.")
public final class DetectChanges implements Stage {
  private static final String STORIES = "stories";
  private static final String TONE = "tone";

  private static final StructType FOUND =
      new StructType()
          .add("series", DataTypes.StringType)
          .add("entity_id", DataTypes.StringType)
          .add("date", DataTypes.DateType)
          .add("kind", DataTypes.StringType)
          .add("end_date", DataTypes.DateType)
          .add("before", DataTypes.DoubleType)
          .add("after", DataTypes.DoubleType)
          .add("strength", DataTypes.DoubleType)
          .add("p_value", DataTypes.DoubleType);

  @Option(
      names = "--min-change-stories",
      paramLabel = "N",
      defaultValue = "10",
      description = "Look at entities of at least so many stories (default: ${DEFAULT-VALUE}).")
  private int minStories = 10;

  @Option(
      names = "--shift-significance",
      paramLabel = "P",
      defaultValue = "0.01",
      description =
          "Report shifts of tone that are at most this likely by chance (default: ${DEFAULT-VALUE}).")
  private double significance = 0.01;

  @Override
  public String name() {
    return "detect-changes";
  }

  @Override
  public List<Table> reads() {
    return List.of(EntityDaily.TABLE, ToneDaily.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Changes.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> corpus = job.read(ToneDaily.TABLE).where(ToneDaily.SOURCE.col().isNull());
    // One row for each day of publication: as long as the calendar, not as the corpus.
    List<Row> days =
        corpus
            .select(ToneDaily.DATE.col(), ToneDaily.STORY_COUNT.col())
            .orderBy(ToneDaily.DATE.col())
            .collectAsList();
    Dataset<Row> series = series(job.read(EntityDaily.TABLE), corpus, minStories);
    job.write(Changes.TABLE, changes(series, days, significance));
  }

  /**
   * (entity_id, days): one series for each entity of enough stories, and one with null for the
   * corpus.
   */
  static Dataset<Row> series(Dataset<Row> entityDaily, Dataset<Row> corpusDaily, int minStories) {
    Dataset<Row> ofEntities =
        entityDaily
            .groupBy(EntityDaily.ENTITY_ID.col())
            .agg(
                array_sort(
                        collect_list(
                            struct(
                                EntityDaily.DATE.col(),
                                EntityDaily.STORY_COUNT.col().as("stories"),
                                EntityDaily.STORY_TONE_COUNT.col().as("tone_count"),
                                EntityDaily.STORY_TONE_SUM.col().as("tone_sum"),
                                EntityDaily.STORY_TONE_SUM_OF_SQUARES
                                    .col()
                                    .as("tone_sum_of_squares"))))
                    .as("days"),
                sum(EntityDaily.STORY_COUNT.col()).as("all_stories"))
            .where(col("all_stories").geq(minStories))
            .select(col("entity_id"), col("days"));
    Dataset<Row> ofCorpus =
        corpusDaily
            .groupBy()
            .agg(
                array_sort(
                        collect_list(
                            struct(
                                ToneDaily.DATE.col(),
                                ToneDaily.STORY_COUNT.col().as("stories"),
                                ToneDaily.STORY_TONE_COUNT.col().as("tone_count"),
                                ToneDaily.STORY_TONE_SUM.col().as("tone_sum"),
                                ToneDaily.STORY_TONE_SUM_OF_SQUARES
                                    .col()
                                    .as("tone_sum_of_squares"))))
                    .as("days"))
            .select(lit(null).cast(DataTypes.StringType).as("entity_id"), col("days"));
    return ofEntities.union(ofCorpus);
  }

  /**
   * Rows of changes.
   *
   * @param days every day of publication in order, with the stories of all entities
   */
  static Dataset<Row> changes(Dataset<Row> series, List<Row> days, double significance) {
    Date[] dates = days.stream().map(day -> day.getDate(0)).toArray(Date[]::new);
    long[] totals = days.stream().mapToLong(day -> day.getLong(1)).toArray();
    Dataset<Row> found =
        series.flatMap(
            (FlatMapFunction<Row, Row>)
                row ->
                    find(row.getString(0), row.<Row>getList(1), dates, totals, significance)
                        .iterator(),
            Encoders.row(FOUND));
    Dataset<Row> tested = series.groupBy().count().withColumnRenamed("count", "tests");
    // Shifts not reported are less significant than those that are, so ranks among these are ranks
    // among all.
    Dataset<Row> qValues = FalseDiscoveries.qValues(found, tested);
    return found.join(qValues, new String[] {"p_value"}, "left").select(Changes.TABLE.select());
  }

  private static List<Row> find(
      String entityId, List<Row> observed, Date[] dates, long[] totals, double significance) {
    Map<Date, Row> byDate = new HashMap<>();
    observed.forEach(day -> byDate.put(day.getDate(0), day));
    long[] stories = new long[dates.length];
    long[] counts = new long[dates.length];
    double[] sums = new double[dates.length];
    double[] squares = new double[dates.length];
    for (int i = 0; i < dates.length; i++) {
      Row day = byDate.get(dates[i]);
      if (day != null) {
        stories[i] = day.getLong(1);
        counts[i] = day.getLong(2);
        sums[i] = day.getDouble(3);
        squares[i] = day.getDouble(4);
      }
    }
    List<Row> changes = new ArrayList<>();
    if (entityId != null) {
      for (ChangePoints.Burst burst : ChangePoints.bursts(stories, totals)) {
        changes.add(
            RowFactory.create(
                STORIES,
                entityId,
                dates[burst.start()],
                "burst",
                dates[burst.end() - 1],
                Double.isNaN(burst.rateBefore()) ? 0.0 : burst.rateBefore(),
                burst.rateDuring(),
                burst.weight(),
                null));
      }
    }
    for (ChangePoints.Shift shift : ChangePoints.shifts(counts, sums, squares, significance)) {
      changes.add(
          RowFactory.create(
              TONE,
              entityId,
              dates[shift.index()],
              "tone_shift",
              null,
              shift.before(),
              shift.after(),
              shift.score(),
              shift.pValue()));
    }
    return changes;
  }
}
