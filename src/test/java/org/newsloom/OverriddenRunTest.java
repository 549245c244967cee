package org.newsloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.job.InputException;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.stages.Stages;
import picocli.CommandLine;

/** What the user's files do to a run, and that taking them away undoes it. */
@ExtendWith(SharedSparkSession.class)
class OverriddenRunTest {
  @TempDir private Path folder;
  private final SparkSession spark;

  OverriddenRunTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void withoutItsLinesARunIsAsBefore() throws IOException {
    Path warehouse = folder.resolve("warehouse");
    WholeFlow.write(folder.resolve("in/a.jsonl"), WholeFlow.records());
    WholeFlow.run(spark, folder.resolve("in"), warehouse);
    Map<String, List<String>> before = WholeFlow.tables(spark, warehouse);

    Path overrides = folder.resolve("overrides.csv");
    Files.writeString(
        overrides,
        "action,name,alias,target,type\nmerge,Kenya,,Tanzania,\ndrop,Amina Okelo-Hart\ndrop,Nobody At All\n");
    String said = resolve(warehouse, "--overrides", overrides.toString());
    Map<String, List<String>> overridden = WholeFlow.tables(spark, warehouse);
    assertThat(said)
        .contains("3 overrides: ")
        .contains("1 overrides name nothing: line 4: no entity \"Nobody At All\"");
    assertThat(overridden.get("entities").toString())
        .contains("Tanzania")
        .doesNotContain("Kenya")
        .doesNotContain("Okelo-Hart");
    assertThat(overridden.get("entity_aliases").toString()).contains("Kenya,override,");

    Files.writeString(overrides, "action,name\n");
    String undone = resolve(warehouse, "--overrides", overrides.toString());
    assertThat(undone).doesNotContain("unchanged");
    assertThat(WholeFlow.tables(spark, warehouse)).isEqualTo(before);
    assertThat(resolve(warehouse, "--overrides", overrides.toString())).contains("unchanged");
  }

  @Test
  void aFileThatCannotBeUsedStopsTheRunBeforeItBegins() throws IOException {
    Path file = folder.resolve("mine");
    Files.writeString(file, "ORG\tAcme\tIraq\n");
    assertThatThrownBy(() -> resolve(folder.resolve("none"), "--knowledge", file.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mine line 1, column 3: country code \"Iraq\"");
    assertThatThrownBy(() -> resolve(folder.resolve("none"), "--overrides", file.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mine line 1: columns ");
    assertThatThrownBy(() -> resolve(folder.resolve("none"), "--overrides", file + "s"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("give a file that exists");
    assertThatThrownBy(() -> resolve(folder.resolve("none"), "--knowledge", folder.toString()))
        .hasMessageContaining("is a folder");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
    assertThatThrownBy(() -> resolve(folder.resolve("none"), "--knowledge", file.toString()))
        .hasMessageContaining("is not UTF-8");
  }

  /** What {@code newsloom resolve} prints. */
  private String resolve(Path warehouse, String... options) {
    Stage stage =
        Stages.inOrder().stream().filter(s -> s.name().equals("resolve")).findFirst().orElseThrow();
    new CommandLine(stage).parseArgs(options);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Job.run(
        spark,
        warehouse.toString(),
        List.of(stage),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
