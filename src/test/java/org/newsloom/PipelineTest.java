package org.newsloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.stages.Stages;
import org.newsloom.tables.Tables;

/**
 * All stages over the small corpus. With {@code -Dexpected.update=true} it rewrites what it
 * expects.
 */
@ExtendWith(SharedSparkSession.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineTest {
  private static final Path EXPECTED =
      Path.of("src/test/resources/org/newsloom/small/expected").toAbsolutePath();

  private SparkSession spark;
  private Path folder;
  private Path input;
  private Path first;
  private Path second;

  /** Was given one file, then both. */
  private Path grown;

  /** Was given both files at once. */
  private Path whole;

  private Map<String, List<String>> grownTables;
  private List<Row> grownAnnotations;
  private Map<String, List<String>> expected;

  @BeforeAll
  void run(SparkSession shared, @TempDir Path temporary) throws IOException {
    spark = shared;
    folder = temporary;
    input = folder.resolve("news");
    first = input.resolve("first.jsonl");
    second = input.resolve("second.jsonl");
    grown = folder.resolve("grown");
    whole = folder.resolve("whole");

    List<String> records = WholeFlow.records();
    // Copies of one story stand on either side of the cut.
    WholeFlow.write(first, records.subList(0, 5));
    WholeFlow.run(spark, input, grown);
    WholeFlow.write(second, records.subList(5, records.size()));
    WholeFlow.run(spark, input, grown);
    grownTables = WholeFlow.tables(spark, grown);
    grownAnnotations = runs(grown, "stage = 'annotate'");
    WholeFlow.run(spark, input, whole);
    expected = WholeFlow.tables(spark, whole);
  }

  @Test
  void everyTableIsThere() {
    assertThat(expected.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Tables.ALL.stream()
                .map(Object::toString)
                .filter(name -> !name.equals("runs"))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "articles",
        "rejected_records",
        "removed_text",
        "date_mentions",
        "copies",
        "entities",
        "pairs",
        "tone"
      })
  void theRowsAreAsExpected(String name) throws IOException {
    viewTables();
    String query = Files.readString(EXPECTED.resolve(name + ".sql"));
    List<String> rows =
        spark.sql(query).collectAsList().stream().map(row -> row.mkString(" | ")).sorted().toList();
    Path file = EXPECTED.resolve(name + ".txt");
    if (Boolean.getBoolean("expected.update")) {
      Files.writeString(file, String.join("\n", rows) + "\n", StandardCharsets.UTF_8);
    }
    assertThat(rows).containsExactlyElementsOf(Files.readAllLines(file));
  }

  @Test
  void aFileAddedGivesTheTablesOfOneRunOverEverything() {
    assertSame(grownTables, expected);
  }

  @Test
  void ofAFileAddedOnlyTheNewSentencesAreAnnotated() {
    long sentences = expected.get("sentences").size();
    assertThat(grownAnnotations).hasSize(2);
    long before = annotatedNew(grownAnnotations.get(0));
    long added = annotatedNew(grownAnnotations.get(1));
    assertThat(before).isPositive();
    assertThat(added).isPositive().isLessThan(before);
    assertThat(before + added).isEqualTo(sentences);
  }

  @Test
  void aSecondRunOverTheSameInputChangesNothing() throws IOException {
    Map<String, String> before = WholeFlow.leadsTo(whole);
    String printed = WholeFlow.run(spark, input, whole);
    assertThat(WholeFlow.leadsTo(whole)).isEqualTo(before);
    assertThat(printed.lines().filter(line -> line.endsWith("  unchanged")))
        .hasSameSizeAs(Stages.inOrder());
    assertThat(
            runs(whole, "run_id = (SELECT max(run_id) FROM runs)").stream()
                .allMatch(row -> row.<Boolean>getAs("is_reused")))
        .isTrue();
  }

  @Test
  void aFileRemovedGivesTheTablesOfOneRunOverTheRest() throws IOException {
    Path rest = folder.resolve("rest");
    Path put = Files.move(first, folder.resolve("put-aside.jsonl"));
    try {
      String printed = WholeFlow.run(spark, input, grown);
      assertThat(printed).containsPattern("annotate .* 0 of \\d+ sentences new");
      WholeFlow.run(spark, input, rest);
      assertSame(WholeFlow.tables(spark, grown), WholeFlow.tables(spark, rest));
    } finally {
      Files.move(put, first);
    }
  }

  @Test
  void theRunTellsHowMuchTextCopiesSaved() {
    viewTables();
    Row told =
        spark
            .sql(
                """
                SELECT max(delivered_chars), max(removed_chars), max(article_chars), max(distinct_chars),
                  round(max(annotation_saved_share), 9)
                FROM runs WHERE run_id = (SELECT min(run_id) FROM runs)
                """)
            .first();
    Row counted =
        spark
            .sql(
                """
                SELECT (SELECT sum(length(raw_text)) FROM raw_records),
                  (SELECT sum(end_char - start_char) FROM removed_text),
                  (SELECT sum(length(text)) FROM articles),
                  (SELECT sum(length(text)) FROM sentences),
                  (SELECT round(1 - sum(if(place = 1, chars, 0)) / sum(chars), 9)
                   FROM (SELECT end_char - start_char AS chars,
                     row_number() OVER (PARTITION BY sentence_id ORDER BY article_id, sentence_index) AS place
                     FROM article_sentences))
                """)
            .first();
    assertThat(told.getLong(0)).isEqualTo(counted.getLong(0));
    assertThat(told.getLong(1)).isEqualTo(counted.getLong(1));
    assertThat(told.getLong(2)).isEqualTo(counted.getLong(2));
    assertThat(told.getLong(3)).isEqualTo(counted.getLong(3));
    assertThat(told.getDouble(4)).isPositive().isEqualTo(counted.getDouble(4));
  }

  @Test
  void otherPartitionsGiveTheSameTables() {
    Path partitioned = folder.resolve("partitioned");
    spark.conf().set("spark.sql.shuffle.partitions", 5);
    spark.conf().set("spark.sql.adaptive.enabled", false);
    spark.conf().set("spark.sql.files.maxPartitionBytes", 2_000);
    try {
      WholeFlow.run(spark, input, partitioned);
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", 2);
      spark.conf().unset("spark.sql.adaptive.enabled");
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
    assertSame(WholeFlow.tables(spark, partitioned), expected);
  }

  /** Makes the tables of the whole corpus known to SQL. */
  private void viewTables() {
    Tables.ALL.forEach(
        table ->
            spark
                .read()
                .parquet(whole.resolve(table.name()).toString())
                .createOrReplaceTempView(table.name()));
  }

  private static void assertSame(
      Map<String, List<String>> found, Map<String, List<String>> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (table, rows) -> assertThat(found.get(table)).as(table).containsExactlyElementsOf(rows));
  }

  private List<Row> runs(Path warehouse, String condition) {
    spark.read().parquet(warehouse.resolve("runs").toString()).createOrReplaceTempView("runs");
    return spark
        .sql("SELECT * FROM runs WHERE " + condition + " ORDER BY started_at")
        .collectAsList();
  }

  private static long annotatedNew(Row run) {
    String notes = run.getAs("notes");
    assertThat(notes).matches("\\d+ of \\d+ sentences new, .*");
    return Long.parseLong(notes.split(" ", 2)[0]);
  }
}
