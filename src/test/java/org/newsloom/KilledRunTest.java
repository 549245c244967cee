package org.newsloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.job.Stage;
import org.newsloom.job.Warehouse;
import org.newsloom.stages.Stages;

/** Runs in processes of their own: killed ones, and one that comes too early. */
@ExtendWith(SharedSparkSession.class)
class KilledRunTest {
  @TempDir private Path folder;

  /**
   * Each process is killed while a stage writes, one stage further than the one before, and the
   * last as soon as it has published.
   */
  @Test
  void aKilledRunLeavesTheOldTablesAndTheNextRunGoesOn(SparkSession spark) throws Exception {
    Path input = folder.resolve("news");
    Path warehouse = folder.resolve("warehouse");
    List<String> records = WholeFlow.records();
    WholeFlow.write(input.resolve("first.jsonl"), records.subList(0, 5));
    WholeFlow.run(spark, input, warehouse);
    Map<String, List<String>> before = WholeFlow.tables(spark, warehouse);
    Map<String, String> links = WholeFlow.leadsTo(warehouse);
    WholeFlow.write(input.resolve("second.jsonl"), records.subList(5, records.size()));

    for (Stage stage : Stages.inOrder()) {
      Path written = warehouse.resolve("data/" + stage.writes().get(0));
      killWhenThereIsMoreIn(written, input, warehouse);
      assertThat(WholeFlow.leadsTo(warehouse)).as("killed in %s", stage.name()).isEqualTo(links);
    }
    assertThat(WholeFlow.tables(spark, warehouse)).isEqualTo(before);
    killWhenThereIsMoreIn(warehouse.resolve("_manifests"), input, warehouse);

    String printed = WholeFlow.run(spark, input, warehouse);

    assertThat(printed.lines().filter(line -> line.endsWith("  unchanged")))
        .as("stages that killed runs had finished:\n%s", printed)
        .hasSameSizeAs(Stages.inOrder());
    Path whole = folder.resolve("whole");
    WholeFlow.run(spark, input, whole);
    assertThat(WholeFlow.tables(spark, warehouse)).isEqualTo(WholeFlow.tables(spark, whole));
    assertThat(WholeFlow.leadsTo(warehouse)).hasSameSizeAs(links);
  }

  private void killWhenThereIsMoreIn(Path watched, Path input, Path warehouse) throws Exception {
    Set<Path> before = list(watched);
    Path output = folder.resolve("output.txt");
    Process run =
        WholeFlow.start(
            output, "run", "--input", input.toString(), "--warehouse", warehouse.toString());
    try {
      while (before.containsAll(list(watched))) {
        assertThat(run.isAlive())
            .as("runs until there is more in %s:\n%s", watched, Files.readString(output))
            .isTrue();
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } finally {
      run.destroyForcibly().waitFor();
    }
  }

  private static Set<Path> list(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      // A draft that is still being written is nobody's.
      return new HashSet<>(
          files.filter(file -> !file.getFileName().toString().startsWith(".")).toList());
    }
  }

  @Test
  void aSecondRunAtTheSameTimeIsRefusedWithOneLine(SparkSession spark) throws Exception {
    Path input = folder.resolve("news");
    Path warehouse = folder.resolve("warehouse");
    WholeFlow.write(input.resolve("articles.jsonl"), WholeFlow.records());
    try (Warehouse first = Warehouse.openForRun(spark, warehouse.toString(), "first")) {
      assertThat(first.tables()).isEmpty();
      assertThat(refusal("run", "--input", input.toString(), "--warehouse", warehouse.toString()))
          .containsExactly(
              "newsloom: Warehouse %s is in use by another run: wait for it to end, or give another --warehouse."
                  .formatted(warehouse.toRealPath()));
    }
  }

  @Test
  void aMissingInputIsRefusedWithOneLineBeforeThereIsAWarehouse() throws Exception {
    Path input = folder.resolve("none");
    Path warehouse = folder.resolve("warehouse");
    assertThat(refusal("run", "--input", input.toString(), "--warehouse", warehouse.toString()))
        .singleElement()
        .asString()
        .startsWith("newsloom: ")
        .contains(input.toString());
    assertThat(warehouse).doesNotExist();
  }

  private List<String> refusal(String... arguments) throws Exception {
    Path output = folder.resolve("output.txt");
    Process run = WholeFlow.start(output, arguments);
    try {
      assertThat(run.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(run.exitValue()).as(Files.readString(output)).isEqualTo(2);
    } finally {
      run.destroyForcibly();
    }
    // Spark says on its own account which address it takes and that its classes have no native
    // code.
    return Files.readAllLines(output).stream().filter(line -> line.startsWith("newsloom")).toList();
  }
}
