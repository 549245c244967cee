package org.newsloom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.RejectedRecords;
import org.newsloom.tables.Runs;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Table;
import org.newsloom.tables.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@ExtendWith(SharedSparkSession.class)
class JobTest {
  @TempDir private Path folder;
  private SparkSession spark;
  private String path;

  @BeforeEach
  void nameThePath(SparkSession shared) {
    spark = shared;
    path = folder.resolve("warehouse").toString();
  }

  /** Writes one sentence of the given text. */
  @Command(name = "say")
  private static final class Say implements Stage {
    @Option(names = "--text")
    private String text;

    private String seen = "";
    private int runs;

    Say(String text) {
      this.text = text;
    }

    @Override
    public String name() {
      return "say";
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public List<Table> writes() {
      return List.of(Sentences.TABLE);
    }

    @Override
    public void check(SparkSession session) {
      if (text.isEmpty()) {
        throw new InputException("nothing to say");
      }
    }

    @Override
    public String dependencies(Job job) {
      return seen;
    }

    @Override
    public void run(Job job) {
      runs++;
      job.note("says " + text);
      job.write(
          Sentences.TABLE,
          job.spark().sql("SELECT 'a' AS sentence_id, '" + text + "' AS text, 1L AS token_count"));
    }
  }

  /** Writes a token for each sentence, or fails. */
  @Command(name = "tokenize")
  private static final class Tokenize implements Stage {
    private final boolean fails;
    private int runs;

    Tokenize(boolean fails) {
      this.fails = fails;
    }

    @Override
    public String name() {
      return "tokenize";
    }

    @Override
    public List<Table> reads() {
      return List.of(Sentences.TABLE);
    }

    @Override
    public List<Table> writes() {
      return List.of(Tokens.TABLE);
    }

    @Override
    public void run(Job job) {
      runs++;
      if (fails) {
        throw new IllegalStateException("out of order");
      }
      job.read(Sentences.TABLE).createOrReplaceTempView("said");
      job.write(
          Tokens.TABLE,
          job.spark()
              .sql(
                  "SELECT sentence_id, 0 AS token_index, 0 AS start_char, 1 AS end_char,"
                      + " text AS token, lower(text) AS normal_form FROM said")
              .select(
                  Tokens.TABLE.columns().stream()
                      .map(column -> column.col().cast(column.type()).as(column.name()))
                      .toArray(org.apache.spark.sql.Column[]::new)));
    }
  }

  @Test
  void progressAndRunsSayWhatEachStageDid() {
    String printed = run(new Say("hello"), new Tokenize(false));
    assertThat(printed.lines().limit(2))
        .satisfiesExactly(
            say -> assertThat(say).matches("say +1 rows +\\d+\\.\\d s  says hello"),
            tokenize -> assertThat(tokenize).matches("tokenize +1 rows +\\d+\\.\\d s"));
    List<Row> runs = runs();
    assertThat(runs)
        .extracting(
            row -> row.getAs("stage"),
            row -> row.getAs("input_rows"),
            row -> row.getAs("output_rows"),
            row -> row.getAs("settings"),
            row -> row.getAs("is_reused"),
            row -> row.getAs("notes"))
        .containsExactly(
            tuple("say", null, 1L, "{--text=hello}", false, "says hello"),
            tuple("tokenize", 1L, 1L, "{}", false, null));
  }

  @Test
  void stagesRunAgainOnlyForOtherSettingsOrOtherInput() {
    Tokenize tokenize = new Tokenize(false);
    run(new Say("hello"), tokenize);
    Say again = new Say("hello");
    String printed = run(again, tokenize);
    assertThat(again.runs).isZero();
    assertThat(tokenize.runs).isOne();
    assertThat(printed.lines().limit(2)).allMatch(line -> line.endsWith("unchanged"));

    Say otherInput = new Say("hello");
    otherInput.seen = "other files";
    run(otherInput, tokenize);
    assertThat(otherInput.runs).isOne();
    assertThat(tokenize.runs).as("reads a table that was written anew").isEqualTo(2);

    Say otherSettings = new Say("good day");
    otherSettings.seen = "other files";
    run(otherSettings);
    assertThat(otherSettings.runs).isOne();
    assertThat(runs()).hasSize(7);
  }

  @Test
  void aStageThatFailsLeavesTheOldTablesAndThoseBeforeItAreTakenOver() {
    run(new Say("old"), new Tokenize(false));
    assertThatThrownBy(() -> run(new Say("new"), new Tokenize(true))).hasMessage("out of order");
    assertThat(said()).isEqualTo("old");

    Say again = new Say("new");
    run(again, new Tokenize(false));
    assertThat(again.runs).isZero();
    assertThat(said()).isEqualTo("new");
  }

  @Test
  void whatCannotBeUsedIsFoundBeforeAnyStageWorks() {
    Say first = new Say("hello");
    assertThatThrownBy(() -> run(first, new Say("")))
        .isInstanceOf(InputException.class)
        .hasMessage("nothing to say");
    assertThat(first.runs).isZero();
    assertThat(Path.of(path)).doesNotExist();
  }

  @Test
  void aStageAloneNeedsAWarehouse() {
    assertThatThrownBy(() -> run(new Tokenize(false)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("No warehouse in file:" + path);
    assertThat(Path.of(path)).doesNotExist();
  }

  @Test
  void aStageAloneNeedsTheTablesItReads() {
    try (Warehouse other = Warehouse.openForRun(spark, path, "run1")) {
      other.write(
          RejectedRecords.TABLE,
          spark.createDataFrame(List.<Row>of(), RejectedRecords.TABLE.schema()),
          "",
          "");
      other.publish();
    }
    assertThatThrownBy(() -> run(new Tokenize(false)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "tokenize reads tables that warehouse file:%s lacks, [sentences]: run the stages that write them first, or 'run' for all."
                .formatted(path));
  }

  @Test
  void theSummaryListsTablesAndRejections() {
    String printed = run(new Say("hello"));
    assertThat(printed)
        .containsPattern("\nsentences +1 +\\d+\\.\\d KB\n")
        .doesNotContain("rejected");
  }

  @Test
  void theSummaryAndRunsTellHowMuchTextThereWas() {
    String printed = run(new Say("hello"));
    assertThat(printed)
        .containsPattern("\nin distinct sentences +5\n")
        .doesNotContain("delivered", "annotation saved");
    assertThat(runs().get(0).<Long>getAs("distinct_chars")).isEqualTo(5);
    assertThat(runs().get(0).<Long>getAs("delivered_chars")).isNull();
  }

  @Test
  void tablesListsWhereTheyCanBeRead() {
    run(new Say("hello"));
    StringWriter listed = new StringWriter();
    try (Warehouse warehouse = Warehouse.open(spark, path)) {
      ListTables.print(warehouse, new PrintWriter(listed));
    }
    String[] line = listed.toString().lines().findFirst().orElseThrow().split("\t");
    assertThat(line).startsWith("sentences", "1");
    assertThat(Long.parseLong(line[2])).isPositive();
    assertThat(spark.read().parquet(line[3]).count()).isOne();
  }

  private String run(Stage... stages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Job.run(spark, path, List.of(stages), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private String said() {
    return spark.read().parquet(path + "/sentences").first().getAs("text");
  }

  private List<Row> runs() {
    return spark
        .read()
        .parquet(path + "/runs")
        .orderBy(Runs.STARTED_AT.col(), Runs.STAGE.col())
        .collectAsList();
  }
}
