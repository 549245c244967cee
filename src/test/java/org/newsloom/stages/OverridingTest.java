package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.SharedSparkSession;
import org.newsloom.entities.Overrides;
import org.newsloom.job.InputException;

@ExtendWith(SharedSparkSession.class)
class OverridingTest {
  private static final StructType MENTIONS =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("surface", DataTypes.StringType)
          .add("key", DataTypes.StringType)
          .add("type", DataTypes.StringType)
          .add("spelling", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("link_confidence", DataTypes.DoubleType)
          .add("method", DataTypes.StringType)
          .add("short_kind", DataTypes.StringType);

  private final SparkSession spark;
  private final List<Row> mentions = new ArrayList<>();

  OverridingTest(SparkSession spark) {
    this.spark = spark;
    mention("a", "Ada Brook", "ada brook", "PER");
    mention("a", "Brook", "ada brook", "PER");
    mention("b", "Ada  Brook", "ada brook", "PER");
    mention("b", "Otto Brook", "otto brook", "PER");
    mention("c", "Lake Council", "lake council", "ORG");
    mention("d", "Hillgate", "hillgate", "LOC");
  }

  @Test
  void withoutLinesAllStaysAsItIs() {
    assertThat(overridden("", 0))
        .containsExactly(
            "Ada Brook PER: Ada  Brook exact; Ada Brook exact; Brook exact",
            "Hillgate LOC: Hillgate exact",
            "Lake Council ORG: Lake Council exact",
            "Otto Brook PER: Otto Brook exact");
  }

  @Test
  void mergedEntitiesHaveTheTargetsNameTypeAndId() {
    String lines = "merge,Ada Brook,,Lake Council,\n";
    assertThat(overridden(lines, 0))
        .contains(
            "Lake Council ORG: Ada  Brook override; Ada Brook override; Brook override; Lake Council exact")
        .hasSize(3);
    assertThat(ids(lines)).isSubsetOf(ids(""));
  }

  @Test
  void aSplitAliasIsAnEntityOfItsOwnOrOfTheNamed() {
    assertThat(overridden("split,Ada Brook,Brook,,\n", 0)).contains("Brook PER: Brook override");
    assertThat(overridden("split,Ada Brook,Brook,Otto Brook,\n", 0))
        .contains("Otto Brook PER: Brook override; Otto Brook exact");
    assertThat(overridden("split,Ada Brook,Ada Brook,Lady Brook,MISC\n", 0))
        .contains("Lady Brook MISC: Ada  Brook override; Ada Brook override");
  }

  @Test
  void renamedAndRetypedEntitiesKeepTheirId() {
    String lines = "rename,hillgate,,Gate of the Hill,\nretype,Hillgate,,,ORG\n";
    assertThat(overridden(lines, 0)).contains("Gate of the Hill ORG: Hillgate exact");
    assertThat(ids(lines)).isEqualTo(ids(""));
  }

  @Test
  void droppedMentionsAreGone() {
    assertThat(overridden("drop,Ada Brook\n", 0)).noneMatch(row -> row.contains("Ada")).hasSize(3);
  }

  @Test
  void theOrderOfRowsMakesNoDifference() {
    String lines =
        "merge,Otto Brook,,Ada Brook,\nsplit,Ada Brook,Brook,,\ndrop,Hillgate\nrename,Lake Council,,Lakes\n";
    List<String> rows = overridden(lines, 0);
    assertThat(overridden(lines, 1)).isEqualTo(rows);
    assertThat(overridden(lines, 3)).isEqualTo(rows);
  }

  @Test
  void noRowsGiveNoRows() {
    mentions.clear();
    assertThat(overridden("drop,Ada Brook\n", 0)).isEmpty();
  }

  @Test
  void hostileNamesAreMoved() {
    mention("e", "\ud83d\0", "\0", "MISC");
    mention("e", "🏔", "🏔", "MISC");
    mention("e", "x".repeat(1_000_000), "x", "MISC");
    assertThat(overridden("drop,x\n", 0)).anyMatch(row -> row.startsWith("🏔 MISC")).hasSize(6);
  }

  @Test
  void linesThatContradictEachOtherHereAreAnError() {
    String lines = "merge,Otto Brook,,Ada Brook,\nmerge,Ada Brook,,Otto Brook,\n";
    assertThatThrownBy(() -> overridden(lines, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("my.csv: the merges of [ada brook, otto brook] go round in a circle");
  }

  private void mention(String article, String surface, String key, String type) {
    String spelling = surface.replaceAll("\\s+", " ");
    mentions.add(RowFactory.create(article, surface, key, type, spelling, 0.9, 1.0, "exact", null));
  }

  private record Result(Dataset<Row> mentions, Dataset<Row> names) {}

  private Result result(String lines, int shuffle) {
    Dataset<Row> given = spark.createDataFrame(mentions, MENTIONS);
    Dataset<Row> resolved =
        shuffle == 0 ? given : given.repartition(shuffle + 1).orderBy(functions.rand(shuffle));
    Overrides overrides = Overrides.parse("my.csv", "action,name,alias,target,type\n" + lines);
    Dataset<Row> found = Resolve.names(resolved);
    Overriding overriding = Overriding.of(overrides, resolved, found);
    Dataset<Row> moved = overriding.mentions(resolved);
    return new Result(moved, overriding.names(Resolve.names(moved), found));
  }

  /** "name type: surface method; ..." of each entity, in order. */
  private List<String> overridden(String lines, int shuffle) {
    Result result = result(lines, shuffle);
    return result
        .mentions()
        .select(
            functions.col("key"),
            functions.concat_ws(" ", functions.col("surface"), functions.col("method")).as("m"))
        .groupBy("key")
        .agg(functions.concat_ws("; ", functions.sort_array(functions.collect_list("m"))).as("m"))
        .join(result.names(), "key")
        .select(
            functions.concat_ws(" ", functions.col("name"), functions.col("entity_type")).as("n"),
            functions.col("m"))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + ": " + row.getString(1))
        .sorted()
        .toList();
  }

  private List<String> ids(String lines) {
    return result(lines, 0).names().select("entity_id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
