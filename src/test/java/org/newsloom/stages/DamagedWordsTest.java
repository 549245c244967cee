package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.RawRecords;

@ExtendWith(SharedSparkSession.class)
final class DamagedWordsTest {
  private static final int MAX_CHARS = 1_000;

  @Test
  void aWordRareWhereItsPossessiveIsFrequentIsDamaged(SparkSession spark) {
    Rows records = records();
    for (int i = 0; i < 10; i++) {
      records.row("p" + i, "Vessia's boats left Vessia. The Smiths and Smith's men stayed.");
      records.row("s" + i, "The Smiths of Vessia met The Hague.");
    }
    records.row("damaged", "All of Vessias boats.");
    assertThat(Rows.text(repairs(records.in(spark)), "word", "rule", "replacement", "delivered"))
        .containsExactly("Vessias|possessive|Vessia's|1");
  }

  @Test
  void twoFrequentWordsRunTogetherInFewArticlesAreGlued(SparkSession spark) {
    Rows records = records();
    for (int i = 0; i < 20; i++) {
      records.row("r" + i, "The dispute went on. LinkedIn and linked In too.");
    }
    records.row("glued", "That was the disputeThe final hour.");
    assertThat(Rows.text(repairs(records.in(spark)), "word", "rule", "replacement", "replaced"))
        .containsExactly("disputeThe|glued_words|dispute The|20");
  }

  @Test
  void textsThatAreNoneProveNothing(SparkSession spark) {
    Rows records =
        records()
            .row("null", null)
            .row("nul", "\0")
            .row("long", "Word ".repeat(MAX_CHARS))
            .row("half", "\uD800s");
    assertThat(Rows.text(repairs(records.in(spark)), "word")).isEmpty();
    assertThat(Rows.text(repairs(records().in(spark)), "word")).isEmpty();
  }

  @Test
  void theOrderOfTheRecordsDecidesNothing(SparkSession spark) {
    Rows records = records();
    for (int i = 0; i < 30; i++) {
      records.row("r" + i, "Vessia's boats left Vessia and Orland's port of Orland " + i);
    }
    records.row("damaged", "Vessias boats, Orlands port");
    assertThat(Rows.text(repairs(Rows.shuffled(records.in(spark)))))
        .isEqualTo(Rows.text(repairs(records.in(spark))))
        .hasSize(2);
  }

  private static Rows records() {
    return Rows.of(RawRecords.TABLE, RawRecords.RAW_ID, RawRecords.RAW_TEXT);
  }

  private static Dataset<Row> repairs(Dataset<Row> raw) {
    return DamagedWords.repairs(DamagedWords.counts(raw, MAX_CHARS));
  }
}
