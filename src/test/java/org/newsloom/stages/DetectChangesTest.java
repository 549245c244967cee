package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.Changes;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.ToneDaily;

@ExtendWith(SharedSparkSession.class)
final class DetectChangesTest {
  private static final int DAYS = 40;
  private static final LocalDate START = LocalDate.parse("2020-05-01");

  private final Rows entities =
      Rows.of(
          EntityDaily.TABLE,
          EntityDaily.ENTITY_ID,
          EntityDaily.DATE,
          EntityDaily.STORY_COUNT,
          EntityDaily.STORY_TONE_COUNT,
          EntityDaily.STORY_TONE_SUM,
          EntityDaily.STORY_TONE_SUM_OF_SQUARES);
  private final Rows corpus =
      Rows.of(
          ToneDaily.TABLE,
          ToneDaily.DATE,
          ToneDaily.STORY_COUNT,
          ToneDaily.STORY_TONE_COUNT,
          ToneDaily.STORY_TONE_SUM,
          ToneDaily.STORY_TONE_SUM_OF_SQUARES);

  @Test
  void nothingPublishedIsNoChange(SparkSession spark) {
    assertThat(
            Rows.text(
                Changes.TABLE,
                DetectChanges.changes(
                    DetectChanges.series(entities.in(spark), corpus.in(spark), 10),
                    List.of(),
                    0.01)))
        .isEmpty();
  }

  @Test
  void aSteadySeriesHasNoChange(SparkSession spark) {
    corpus(day -> 0.1);
    entity("steady", day -> 4, day -> 0.1);
    assertThat(changes(spark)).isEmpty();
  }

  @Test
  void aWeekOfManyStoriesIsABurstOfThatWeek(SparkSession spark) {
    corpus(day -> 0.1);
    entity("steady", day -> 4, day -> 0.1);
    entity("bursting", day -> day >= 20 && day < 27 ? 40 : 2, day -> 0.1);
    assertThat(
            Rows.text(found(spark), "series", "entity_id", "kind", "date", "end_date", "q_value"))
        .containsExactly("stories|bursting|burst|2020-05-21|2020-05-27|null");
  }

  @Test
  void aToneThatTurnsIsAShiftOnThatDay(SparkSession spark) {
    corpus(day -> 0.1);
    entity("steady", day -> 4, day -> 0.1);
    entity("turning", day -> 4, day -> day < 15 ? 0.4 : -0.4);
    Dataset<Row> found = found(spark);
    assertThat(Rows.text(found, "series", "entity_id", "kind", "date", "end_date"))
        .containsExactly("tone|turning|tone_shift|2020-05-16|null");
    Row shift = found.first();
    assertThat(shift.<Double>getAs("before")).isPositive();
    assertThat(shift.<Double>getAs("after")).isNegative();
    assertThat(shift.<Double>getAs("q_value"))
        .isGreaterThanOrEqualTo(shift.<Double>getAs("p_value"))
        .isLessThan(0.05);
  }

  @Test
  void theToneOfTheWholeCorpusIsASeriesToo(SparkSession spark) {
    corpus(day -> day < 30 ? 2.0 : -2.0);
    assertThat(Rows.text(found(spark), "series", "entity_id", "kind", "date"))
        .containsExactly("tone|null|tone_shift|2020-05-31");
  }

  @Test
  void anEntityOfFewStoriesIsNotLookedAt(SparkSession spark) {
    corpus(day -> 0.1);
    entities.row("rare", "2020-05-05", 9, 9, 9.0, 9.0);
    assertThat(changes(spark)).isEmpty();
  }

  @Test
  void theOrderOfTheRowsDecidesNothing(SparkSession spark) {
    corpus(day -> day < 30 ? 2.0 : -2.0);
    for (int i = 0; i < 6; i++) {
      int turn = 10 + 2 * i;
      entity("e" + i, day -> day > turn && day < turn + 5 ? 30 : 2, day -> day < turn ? 0.4 : -0.4);
    }
    List<String> inOrder = changes(spark);
    Dataset<Row> series =
        DetectChanges.series(
            Rows.shuffled(entities.in(spark)), Rows.shuffled(corpus.in(spark)), 10);
    assertThat(Rows.text(Changes.TABLE, DetectChanges.changes(series, days(), 0.01)))
        .isEqualTo(inOrder)
        .hasSizeGreaterThan(6);
  }

  private List<String> changes(SparkSession spark) {
    return Rows.text(Changes.TABLE, found(spark));
  }

  private Dataset<Row> found(SparkSession spark) {
    return DetectChanges.changes(
            DetectChanges.series(entities.in(spark), corpus.in(spark), 10), days(), 0.01)
        .localCheckpoint();
  }

  /** A hundred stories a day in all. */
  private static List<Row> days() {
    return java.util.stream.IntStream.range(0, DAYS)
        .mapToObj(day -> RowFactory.create(Date.valueOf(START.plusDays(day)), 100L))
        .toList();
  }

  private void corpus(IntToDoubleFunction tone) {
    for (int day = 0; day < DAYS; day++) {
      double[] sums = sums(100, tone.applyAsDouble(day));
      corpus.row(START.plusDays(day).toString(), 100, 100, sums[0], sums[1]);
    }
  }

  private void entity(String id, IntToLongFunction stories, IntToDoubleFunction tone) {
    for (int day = 0; day < DAYS; day++) {
      long count = stories.applyAsLong(day);
      double[] sums = sums(count, tone.applyAsDouble(day));
      entities.row(id, START.plusDays(day).toString(), count, count, sums[0], sums[1]);
    }
  }

  /** Sum and sum of squares of so many stories, half of them 0.2 above the mean, half below. */
  private static double[] sums(long count, double mean) {
    return new double[] {count * mean, count * (mean * mean + 0.04)};
  }
}
