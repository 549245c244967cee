package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.stats.Interval;
import org.newsloom.stats.Intervals;
import org.newsloom.stats.PooledSpread;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.ToneDaily;
import org.newsloom.tables.Views;

@ExtendWith(SharedSparkSession.class)
final class ViewsTest {
  private SparkSession spark;

  /** An entity on two days of one week and one of the next, which is in the same month. */
  @BeforeEach
  void viewDays(SparkSession shared) {
    spark = shared;
    Rows.of(
            EntityDaily.TABLE,
            EntityDaily.ENTITY_ID,
            EntityDaily.DATE,
            EntityDaily.STORY_COUNT,
            EntityDaily.STORY_TONE_COUNT,
            EntityDaily.STORY_TONE_SUM,
            EntityDaily.STORY_TONE_SUM_OF_SQUARES,
            EntityDaily.STORY_TONE_VS_SOURCE_SUM,
            EntityDaily.POSITIVE_STORY_COUNT,
            EntityDaily.NEGATIVE_STORY_COUNT,
            EntityDaily.STORY_TONE_POOLED_VARIANCE)
        .row("e", "2024-05-06", 2, 2, 0.6, 0.2, 0.1, 2, 0, 0.09)
        .row("e", "2024-05-12", 3, 3, -0.9, 0.35, 0.2, 0, 3, 0.09)
        .row("e", "2024-05-13", 1, 1, 0.5, 0.25, 0.3, 1, 0, 0.09)
        .in(spark)
        .createOrReplaceTempView("entity_daily");
    Rows.of(ToneDaily.TABLE, ToneDaily.DATE, ToneDaily.SOURCE, ToneDaily.STORY_COUNT)
        .row("2024-05-06", null, 10)
        .row("2024-05-06", "wire", 10)
        .row("2024-05-08", null, 5)
        .row("2024-05-12", null, 5)
        .row("2024-05-13", null, 4)
        .in(spark)
        .createOrReplaceTempView("tone_daily");
    for (String statement : Views.sql().split(";\n", 0)) {
      spark.sql(statement.replace("CREATE VIEW", "CREATE OR REPLACE TEMPORARY VIEW"));
    }
  }

  @Test
  void aWeekIsTheSumOfItsDays() {
    Row week = spark.sql("SELECT * FROM entity_weekly ORDER BY week_date").first();
    assertThat(week.getAs("week_date").toString()).isEqualTo("2024-05-06");
    assertThat(week.<Long>getAs("story_count")).isEqualTo(5);
    // Days without the entity are part of the week.
    assertThat(week.<Long>getAs("total_story_count")).isEqualTo(20);
    assertThat(week.<Double>getAs("story_share")).isEqualTo(0.25);
    assertThat(week.<Double>getAs("tone_by_story")).isCloseTo(-0.06, within(1e-12));
    assertThat(week.<Double>getAs("tone_vs_source_by_story")).isCloseTo(0.06, within(1e-12));
    assertThat(week.<Boolean>getAs("is_mixed")).isTrue();
  }

  @Test
  void intervalsAreThoseOfTheDailyTables() {
    Row week = spark.sql("SELECT * FROM entity_weekly ORDER BY week_date").first();
    Interval mean = new PooledSpread(0.09).mean(5, -0.3, 0.55, -1, 1).orElseThrow();
    assertThat(week.<Double>getAs("tone_by_story_low")).isCloseTo(mean.lower(), within(1e-3));
    assertThat(week.<Double>getAs("tone_by_story_high")).isCloseTo(mean.upper(), within(1e-3));
    Interval share = Intervals.share(2, 5).orElseThrow();
    assertThat(week.<Double>getAs("positive_story_share_low"))
        .isCloseTo(share.lower(), within(1e-6));
    assertThat(week.<Double>getAs("positive_story_share_high"))
        .isCloseTo(share.upper(), within(1e-6));
  }

  @Test
  void aMonthHoldsItsWeeks() {
    Row month = spark.sql("SELECT * FROM entity_monthly").first();
    assertThat(month.getAs("month_date").toString()).isEqualTo("2024-05-01");
    assertThat(month.<Long>getAs("story_tone_count")).isEqualTo(6);
    assertThat(month.<Long>getAs("total_story_count")).isEqualTo(24);
  }

  @Test
  void everySourceHasItsWeeksAndAllTogetherToo() {
    assertThat(Rows.text(spark.sql("SELECT week_date, source, story_count FROM tone_weekly")))
        .containsExactly("2024-05-06|null|20", "2024-05-06|wire|10", "2024-05-13|null|4");
  }

  @Test
  void whereNothingHasAToneTheMeanIsUnknown() {
    Row week = spark.sql("SELECT * FROM tone_weekly WHERE source = 'wire'").first();
    assertThat(week.<Double>getAs("tone_pct_by_story")).isNull();
    assertThat(week.<Double>getAs("tone_pct_by_story_low")).isNull();
    assertThat(week.<Boolean>getAs("is_mixed")).isFalse();
  }
}
