package org.newsloom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Stories;
import org.newsloom.tables.Table;

@ExtendWith(SharedSparkSession.class)
class WarehouseTest {
  private static final Table TABLE = Sentences.TABLE;

  @TempDir private Path folder;
  private SparkSession spark;
  private String path;

  @BeforeEach
  void nameThePath(SparkSession shared) {
    spark = shared;
    path = folder.resolve("warehouse").toString();
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs." + SharedDisk.SCHEME + ".impl", SharedDisk.class.getName());
  }

  // What may be written

  @Test
  void aMissingColumnIsNamed() {
    assertRefused(
        sql("SELECT 'a' AS sentence_id, 'A.' AS text"),
        "Table sentences: column token_count must be BIGINT and is missing");
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() {
    assertRefused(
        sql("SELECT 'a' AS sentence_id, 'A.' AS text, 1 AS token_count"),
        "Table sentences: column token_count must be BIGINT and is INT");
  }

  @Test
  void aColumnTooManyIsNamed() {
    assertRefused(
        sql("SELECT 'a' AS sentence_id, 'A.' AS text, 1L AS token_count, 2 AS extra"),
        "Table sentences: columns [extra] are not declared");
  }

  @Test
  void aColumnThatStandsTwiceIsNamed() {
    assertRefused(
        sql("SELECT 'a' AS sentence_id, 'A.' AS text, 1L AS token_count, 2L AS token_count"),
        "Table sentences: columns [token_count] stand twice");
  }

  @Test
  void rowsWithoutARequiredValueAreCounted() {
    assertRefused(
        sql(
            "SELECT * FROM VALUES ('a', 'A.', 1L), (NULL, 'B.', 1L), (NULL, 'C.', 1L)"
                + " AS t(sentence_id, text, token_count)"),
        "Table sentences: 2 rows have no sentence_id, which is required");
  }

  @Test
  void aKeyOnSeveralRowsIsShown() {
    assertRefused(
        rows("a", "b", "a"),
        "Table sentences: key [sentence_id] stands on several rows, for example [[a,2]]");
  }

  @Test
  void columnsAreWrittenInTheirOrderWithTheirDocs() {
    publish("run1", sql("SELECT 2L AS token_count, 'A.' AS text, 'a' AS sentence_id"));
    Dataset<Row> read = spark.read().parquet(path + "/sentences");
    assertThat(read.schema()).isEqualTo(TABLE.schema());
    assertThat(read.collectAsList()).extracting(Row::toString).containsExactly("[a,A.,2]");
  }

  @Test
  void aTableWithoutRowsIsATable() {
    publish("run1", rows());
    try (Warehouse warehouse = Warehouse.open(spark, path)) {
      assertThat(warehouse.rows(TABLE)).isZero();
      assertThat(ids(warehouse)).isEmpty();
    }
  }

  // What readers see

  @Test
  void readersSeeNothingBeforeThePublicationAndAllTablesAfterIt() {
    publish("run1", rows("old"));
    try (Warehouse run = Warehouse.openForRun(spark, path, "run2")) {
      run.write(TABLE, rows("new"), "f", "");
      run.write(Stories.TABLE, noStories(), "f", "");
      try (Warehouse reader = Warehouse.open(spark, path)) {
        assertThat(ids(reader)).containsExactly("old");
        assertThat(reader.tables()).containsExactly(TABLE);
        assertThat(linked()).containsExactly("old");
        run.publish();
        // What a reader has opened stays as it is.
        assertThat(ids(reader)).containsExactly("old");
      }
    }
    try (Warehouse reader = Warehouse.open(spark, path)) {
      assertThat(ids(reader)).containsExactly("new");
      assertThat(reader.tables()).containsExactly(TABLE, Stories.TABLE);
      assertThat(linked()).containsExactly("new");
    }
  }

  @Test
  void aRunThatEndsBeforeItsPublicationLeavesTheOldTables() {
    publish("run1", rows("old"));
    try (Warehouse run = Warehouse.openForRun(spark, path, "run2")) {
      run.write(TABLE, rows("new"), "f", "");
    }
    try (Warehouse reader = Warehouse.open(spark, path)) {
      assertThat(ids(reader)).containsExactly("old");
    }
    assertThat(linked()).containsExactly("old");
  }

  @Test
  void aReaderKeepsItsTablesForOnePublicationMore() throws IOException {
    publish("run1", rows("1"));
    publish("run2", rows("2"));
    assertThat(names(folder.resolve("warehouse/data/sentences"))).containsExactly("run1", "run2");
    publish("run3", rows("3"));
    assertThat(names(folder.resolve("warehouse/data/sentences"))).containsExactly("run2", "run3");
    assertThat(names(folder.resolve("warehouse/_manifests")))
        .containsExactly("00000002", "00000002.json", "00000003", "00000003.json", "current");
  }

  @Test
  void resultsPutAsideGoWithThePublication() throws IOException {
    try (Warehouse run = Warehouse.openForRun(spark, path, "run1")) {
      Dataset<Row> aside = run.aside("words", rows("a"));
      run.write(TABLE, aside, "f", "");
      assertThat(names(folder.resolve("warehouse/data"))).containsExactly("_words", "sentences");
      run.publish();
    }
    assertThat(names(folder.resolve("warehouse/data"))).containsExactly("sentences");
  }

  @Test
  void aFolderOfTheUsersInTheWayOfALinkStays() throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("warehouse/sentences"));
    Files.writeString(theirs.resolve("notes.txt"), "mine");
    publish("run1", rows("a"));
    assertThat(theirs.resolve("notes.txt")).hasContent("mine");
    try (Warehouse reader = Warehouse.open(spark, path)) {
      assertThat(spark.read().parquet(reader.reading(TABLE)).count()).isOne();
    }
  }

  @Test
  void aWarehouseThatIsMovedStillLeadsToItsTables() throws IOException {
    publish("run1", rows("a"));
    Files.move(folder.resolve("warehouse"), folder.resolve("moved"));
    path = folder.resolve("moved").toString();
    assertThat(linked()).containsExactly("a");
    try (Warehouse reader = Warehouse.open(spark, path)) {
      assertThat(ids(reader)).containsExactly("a");
    }
  }

  // What is taken over

  @Test
  void tablesAreTakenOverByTheirFingerprintAlone() {
    try (Warehouse run = Warehouse.openForRun(spark, path, "run1")) {
      run.write(TABLE, rows("a"), "same", "");
      run.publish();
    }
    try (Warehouse run = Warehouse.openForRun(spark, path, "run2")) {
      assertThat(run.reuse(TABLE, "other")).isFalse();
      assertThat(run.reuse(TABLE, "same")).isTrue();
      assertThat(run.reuse(Stories.TABLE, "same")).isFalse();
      run.publish();
    }
    try (Warehouse reader = Warehouse.open(spark, path)) {
      assertThat(reader.folder(TABLE)).endsWith("data/sentences/run1");
    }
  }

  @Test
  void whatAKilledRunFinishedIsTakenOver() throws IOException {
    publish("run1", rows("old"));
    try (Warehouse killed = Warehouse.openForRun(spark, path, "run2")) {
      killed.write(TABLE, rows("new"), "same", "");
      killed.noteFinished(new Writes(TABLE));
      killed.write(Stories.TABLE, noStories(), "same", "");
    }
    try (Warehouse run = Warehouse.openForRun(spark, path, "run3")) {
      assertThat(run.reuse(TABLE, "other")).isFalse();
      assertThat(ids(run)).containsExactly("old");
      assertThat(run.reuse(TABLE, "same")).isTrue();
      assertThat(ids(run)).containsExactly("new");
      assertThat(run.reuse(Stories.TABLE, "same")).as("was not finished").isFalse();
      run.publish();
    }
    assertThat(linked()).containsExactly("new");
    assertThat(names(folder.resolve("warehouse"))).doesNotContain("_finished");
    assertThat(names(folder.resolve("warehouse/data"))).containsExactly("sentences");
  }

  @Test
  void whatTwoKilledRunsFinishedIsTakenOver() {
    for (Table table : List.of(TABLE, Stories.TABLE)) {
      try (Warehouse killed = Warehouse.openForRun(spark, path, "1-" + table)) {
        killed.write(table, table == TABLE ? rows("a") : noStories(), "same", "");
        killed.noteFinished(new Writes(table));
      }
    }
    try (Warehouse run = Warehouse.openForRun(spark, path, "run3")) {
      assertThat(run.reuse(TABLE, "same")).isTrue();
      assertThat(run.reuse(Stories.TABLE, "same")).isTrue();
    }
  }

  @Test
  void earlierRowsAreGivenByTheirOrigin() {
    try (Warehouse run = Warehouse.openForRun(spark, path, "run1")) {
      run.write(TABLE, rows("a"), "f", "model-1");
      run.publish();
    }
    try (Warehouse run = Warehouse.openForRun(spark, path, "run2")) {
      assertThat(run.published(TABLE, "model-1")).isPresent();
      assertThat(run.published(TABLE, "model-2")).isEmpty();
      assertThat(run.published(Stories.TABLE, "model-1")).isEmpty();
    }
  }

  // What is refused

  @Test
  void aFolderThatIsNoWarehouseIsRefusedToReaders() {
    assertThatThrownBy(() -> Warehouse.open(spark, path))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "No warehouse in file:%s: give the --warehouse of a finished run.".formatted(path));
    assertThat(folder.resolve("warehouse")).doesNotExist();
  }

  @Test
  void aTableThatIsNotThereIsNamed() {
    publish("run1", rows("a"));
    try (Warehouse reader = Warehouse.open(spark, path)) {
      assertThatThrownBy(() -> reader.read(Stories.TABLE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("has no table stories yet");
    }
  }

  @Test
  void aWarehouseOfANewerFormatIsRefusedAndLeftUnlocked() throws IOException {
    publish("run1", rows("a"));
    Path manifest = folder.resolve("warehouse/_manifests/00000001.json");
    String written = Files.readString(manifest);
    Files.writeString(
        folder.resolve("warehouse/_manifests/00000002.json"),
        "{\"formatVersion\": 2, \"tables\": [\"in another shape\"]}");
    assertThatThrownBy(() -> Warehouse.openForRun(spark, path, "run2"))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "The warehouse was written by a newer Newsloom \\(\\S+/00000002.json has format 2, this one knows 1\\):"
                + " use that version, or another --warehouse\\.");
    assertThatThrownBy(() -> Warehouse.open(spark, path)).isInstanceOf(InputException.class);

    Files.delete(folder.resolve("warehouse/_manifests/00000002.json"));
    Warehouse.openForRun(spark, path, "run3").close();
    assertThat(manifest).hasContent(written);
  }

  @Test
  void aDamagedManifestIsRefusedInOneLine() throws IOException {
    publish("run1", rows("a"));
    Files.writeString(folder.resolve("warehouse/_manifests/00000002.json"), "{\"format");
    assertThatThrownBy(() -> Warehouse.openForRun(spark, path, "run2"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("_manifests/00000002.json is damaged")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aPathThatIsAFileIsRefusedInOneLine() throws IOException {
    Files.writeString(Path.of(path), "a file");
    assertThatThrownBy(() -> Warehouse.openForRun(spark, path, "run1"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot write to the warehouse " + path)
        .hasMessageEndingWith("give a --warehouse that can be written.")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aPathThatCannotBeWrittenIsRefusedInOneLine() {
    // Not even the superuser makes a folder there.
    assertThatThrownBy(() -> Warehouse.openForRun(spark, "/proc/warehouse", "run1"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot write to the warehouse /proc/warehouse (")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aSchemeThatNobodyKnowsIsRefusedInOneLine() {
    assertThatThrownBy(() -> Warehouse.openForRun(spark, "nowhere://x/y", "run1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nowhere")
        .message()
        .hasLineCount(1);
  }

  // One run at a time

  @Test
  void aSecondRunIsRefusedUntilTheFirstEnds() {
    try (Warehouse first = Warehouse.openForRun(spark, path, "run1")) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> Warehouse.openForRun(spark, path + "/../warehouse", "run2"))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("warehouse is in use by another run: wait for it to end");
      }
      assertThat(first.tables()).isEmpty();
    }
    Warehouse.openForRun(spark, path, "run2").close();
  }

  @Test
  void onASharedDiskASecondRunIsRefusedUntilTheFirstEnds() {
    try (Warehouse first = Warehouse.openForRun(spark, shared(), "run1")) {
      assertThatThrownBy(() -> Warehouse.openForRun(spark, shared(), "run2"))
          .isInstanceOf(InputException.class)
          .hasMessageMatching(
              "Warehouse shared:\\S+/warehouse is in use by another run: wait for it to end, or two minutes"
                  + " if it was killed \\(\\S+/_lock was touched \\d+ s ago\\), or give another --warehouse\\.");
      first.write(TABLE, rows("a"), "f", "");
      first.publish();
    }
    assertThat(folder.resolve("warehouse/_lock")).doesNotExist();
    try (Warehouse second = Warehouse.openForRun(spark, shared(), "run2")) {
      assertThat(ids(second)).containsExactly("a");
      assertThat(second.reading(TABLE)).startsWith("shared:/").endsWith("data/sentences/run1");
    }
    assertThat(folder.resolve("warehouse/sentences")).doesNotExist();
  }

  @Test
  void onASharedDiskTheLockOfADeadRunIsTakenOver() throws IOException {
    Files.createDirectories(Path.of(path));
    Path lock = Files.writeString(folder.resolve("warehouse/_lock"), "dead");
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofSeconds(121))));
    try (Warehouse run = Warehouse.openForRun(spark, shared(), "run2")) {
      assertThat(lock).hasContent("run2");
      assertThat(run.tables()).isEmpty();
    }
    assertThat(lock).doesNotExist();
  }

  @Test
  void onASharedDiskARunTakenForDeadPublishesNothing() throws IOException {
    Path lock = folder.resolve("warehouse/_lock");
    try (Warehouse slept = Warehouse.openForRun(spark, shared(), "run1")) {
      slept.write(TABLE, rows("a"), "f", "");
      Files.writeString(lock, "run2");
      assertThatThrownBy(slept::publish)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("was taken over by another run (run2), because this one, run1,");
    }
    assertThat(lock).hasContent("run2");
    assertThatThrownBy(() -> Warehouse.open(spark, shared())).isInstanceOf(InputException.class);
  }

  private String shared() {
    return SharedDisk.SCHEME + "://" + path;
  }

  private void publish(String runId, Dataset<Row> sentences) {
    try (Warehouse run = Warehouse.openForRun(spark, path, runId)) {
      run.write(TABLE, sentences, runId, "");
      run.publish();
    }
  }

  private void assertRefused(Dataset<Row> rows, String message) {
    try (Warehouse run = Warehouse.openForRun(spark, path, "run1")) {
      assertThatThrownBy(() -> run.write(TABLE, rows, "f", ""))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(message);
      assertThat(run.tables()).isEmpty();
    }
  }

  private List<String> ids(Warehouse warehouse) {
    return ids(warehouse.read(TABLE));
  }

  private List<String> linked() {
    return ids(spark.read().parquet(path + "/sentences"));
  }

  private static List<String> ids(Dataset<Row> rows) {
    return rows.select(Sentences.SENTENCE_ID.col()).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private Dataset<Row> rows(String... ids) {
    return spark.createDataFrame(
        Stream.of(ids)
            .map(id -> org.apache.spark.sql.RowFactory.create(id, "A sentence.", 3L))
            .toList(),
        TABLE.schema());
  }

  private Dataset<Row> noStories() {
    return spark.createDataFrame(List.<Row>of(), Stories.TABLE.schema());
  }

  private Dataset<Row> sql(String query) {
    return spark.sql(query);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private record Writes(Table table) implements Stage {
    @Override
    public String name() {
      return "write-" + table;
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public List<Table> writes() {
      return List.of(table);
    }

    @Override
    public void run(Job job) {}
  }
}
