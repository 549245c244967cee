package org.newsloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.job.Stage;
import org.newsloom.stages.Stages;
import org.newsloom.tables.Table;
import org.newsloom.tables.Tables;
import picocli.CommandLine;

/** The command line as far as it needs no Spark session. */
class MainTest {
  @TempDir private Path folder;

  private record Outcome(int status, String out, String err) {}

  private static Outcome newsloom(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return new Outcome(commandLine.execute(arguments), out.toString(), err.toString());
  }

  @Test
  void helpListsTheStagesInTheOrderOfTheFlow() {
    Outcome help = newsloom("--help");
    assertThat(help.status()).isZero();
    List<String> commands =
        help.out()
            .lines()
            .filter(line -> line.matches("  [a-z].*"))
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    List<String> stages = Stages.inOrder().stream().map(Stage::name).toList();
    assertThat(commands).first().isEqualTo("run");
    assertThat(commands).containsSubsequence(stages);
    assertThat(commands).contains("tables", "describe", "train-names");
  }

  @Test
  void everyTableIsWrittenByOneStageAndReadOnlyAfterThat() {
    List<Table> written = new ArrayList<>();
    for (Stage stage : Stages.inOrder()) {
      assertThat(written).as("what %s reads", stage.name()).containsAll(stage.reads());
      assertThat(written)
          .as("what %s writes", stage.name())
          .doesNotContainAnyElementsOf(stage.writes());
      written.addAll(stage.writes());
    }
    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            Tables.ALL.stream().filter(table -> !table.name().equals("runs")).toList());
  }

  static Stream<Stage> stages() {
    return Stages.inOrder().stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyStageHasHelpThatNamesItsTables(Stage stage) {
    Outcome help = newsloom(stage.name(), "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("Usage: newsloom " + stage.name());
    String words = help.out().replaceAll("\\s+", " ");
    for (Table table : stage.writes()) {
      assertThat(words).contains(table.name());
    }
    assertThat(words).contains("--warehouse=DIR");
  }

  @Test
  void theVersionNamesSparkToo() {
    Outcome version = newsloom("--version");
    assertThat(version.status()).isZero();
    assertThat(version.out()).matches("(?s)Newsloom \\S+, Spark 3\\.5\\.\\d+\\s*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--inptu", "--min-pear-stories=3"})
  void anUnknownOptionIsNamedInOneLine(String option) {
    Outcome wrong = newsloom("run", option, "--input", "x");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).startsWith("newsloom: Unknown option: '" + option + "'");
    assertThat(wrong.err()).endsWith("Try 'newsloom run --help'.\n");
    assertThat(wrong.err().lines().count()).isLessThanOrEqualTo(3);
  }

  @Test
  void aShareOfCopiesThatIsNoneIsNamed() {
    Outcome wrong = newsloom("bench-savings", "--corpus", "x", "--copies", "0,1");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--copies is 1.0, not from 0 to below 1.");
  }

  @Test
  void aValueOfTheWrongKindIsNamed() {
    Outcome wrong = newsloom("pair", "--min-pair-stories", "many");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("Invalid value for option '--min-pair-stories'")
        .contains("'many' is not a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "ingest"})
  void aMissingInputIsNamed(String command) {
    Outcome wrong = newsloom(command);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "newsloom: Missing required option: '--input=PATH'\nTry 'newsloom %s --help'.\n"
                .formatted(command));
  }

  @Test
  void anUnknownCommandIsNamed() {
    Outcome wrong = newsloom("anotate");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("'anotate'").contains("Did you mean: newsloom annotate");
  }

  @Test
  void noCommandIsNoRun() {
    Outcome wrong = newsloom();
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("newsloom: Missing required subcommand");
  }

  @Test
  void describePrintsTheDictionaryOfAllTables() {
    Outcome described = newsloom("describe");
    assertThat(described.status()).isZero();
    assertThat(described.out().lines().filter(line -> line.startsWith("### ")))
        .hasSameSizeAs(Tables.ALL);
    assertThat(described.out()).contains("### `entity_pairs`: one row per");
  }

  @Test
  void describePrintsStatementsOfSparkSql() throws ParseException {
    Outcome described = newsloom("describe", "--ddl");
    assertThat(described.status()).isZero();
    String[] statements = described.out().split(";\n");
    assertThat(statements).hasSameSizeAs(Tables.ALL);
    for (String statement : statements) {
      new SparkSqlParser().parsePlan(statement);
    }
  }

  @Test
  void describePrintsViewsOfWeeksAndMonths() {
    Outcome described = newsloom("describe", "--views");
    assertThat(described.status()).isZero();
    assertThat(described.out().lines().filter(line -> line.startsWith("CREATE VIEW")))
        .containsExactly(
            "CREATE VIEW tone_weekly AS",
            "CREATE VIEW entity_weekly AS",
            "CREATE VIEW tone_monthly AS",
            "CREATE VIEW entity_monthly AS");
    assertThat(newsloom("describe", "--views", "--ddl").status()).isEqualTo(2);
  }

  @Test
  void aModelOfNamesIsTrained() throws IOException {
    Path names = folder.resolve("names.conll");
    Files.writeString(names, "Gribble B-PER\nsleeps O\nin O\nVonk B-LOC\n. O\n\n".repeat(30));
    Path text = folder.resolve("text.txt");
    Files.writeString(text, "Gribble sleeps in Vonk. Vonk is where Gribble sleeps.\n");
    Path model = folder.resolve("model.bin");
    Outcome trained =
        newsloom(
            "train-names",
            "--gold",
            names.toString(),
            "--text",
            text.toString(),
            "--model",
            model.toString());
    assertThat(trained.err()).isEmpty();
    assertThat(trained.status()).isZero();
    assertThat(model).isNotEmptyFile();
    assertThat(trained.out()).startsWith(model + ": ");
  }

  @Test
  void whatCannotTrainIsNamedBeforeTheTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("names.conll"), "Paris B-LOC\nalone\n");
    Path text = Files.writeString(folder.resolve("text.txt"), "Paris is alone.\n");
    Outcome missing = train(folder.resolve("none.conll"), text, folder.resolve("model"));
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).matches("newsloom: Cannot read \\S+none.conll: no such file.*\n");
    Outcome nowhere = train(file, text, folder.resolve("none/model"));
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).matches("newsloom: Cannot write \\S+none/model: .*\n");
    Outcome ragged = train(file, text, folder.resolve("model"));
    assertThat(ragged.status()).isEqualTo(2);
    assertThat(ragged.err()).matches("newsloom: Cannot train on .*names.conll:2: .*'alone'\n");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  private static Outcome train(Path names, Path text, Path model) {
    return newsloom("train-names", "--gold=" + names, "--text=" + text, "--model=" + model);
  }
}
