package org.newsloom.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.newsloom.SharedSparkSession;

@ExtendWith(SharedSparkSession.class)
class TablesTest {

  static Stream<Table> tables() {
    return Tables.ALL.stream();
  }

  @Test
  void namesAreUniqueAndSnakeCase() {
    assertThat(Tables.ALL)
        .extracting(Table::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
  }

  @Test
  void aTableIsFoundByItsName() {
    assertThat(Tables.named("stories")).isSameAs(Stories.TABLE);
    assertThatThrownBy(() -> Tables.named("storeys"))
        .hasMessageStartingWith("No table 'storeys'; there are [raw_records, rejected_records");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void columnsAreUniqueSnakeCaseAndDocumented(Table table) {
    Set<String> names = new HashSet<>();
    for (Column column : table.columns()) {
      assertThat(names.add(column.name())).as("%s stands once", column).isTrue();
      assertThat(column.name()).matches("[a-z]+[0-9]*(_[a-z]+)*");
      assertThat(column.doc()).as("doc of %s.%s", table, column).matches(".{5,}\\.");
    }
    assertThat(table.doc()).endsWith(".");
    assertThat(table.row()).doesNotStartWith("a ").doesNotEndWith(".");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void keyColumnsAreColumnsAndWhatNullMeansInThemIsDocumented(Table table) {
    assertThat(table.key()).isNotEmpty().isSubsetOf(table.columns());
    for (Column key : table.key()) {
      if (!key.isRequired()) {
        assertThat(key.doc()).as("%s.%s", table, key).contains("null");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void docsSurviveParquet(Table table, @TempDir Path folder, SparkSession spark) {
    String file = folder.resolve("table").toString();
    spark.createDataFrame(List.<Row>of(), table.schema()).write().parquet(file);

    StructType read = spark.read().parquet(file).schema();

    assertThat(read).isEqualTo(table.schema());
    for (Column column : table.columns()) {
      assertThat(read.apply(column.name()).getComment().get()).isEqualTo(column.doc());
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theDdlParsesAndHasTheSameColumns(Table table, SparkSession spark) throws ParseException {
    String ddl = table.ddl().strip();
    assertThat(ddl).endsWith(";");
    String columns = ddl.substring(ddl.indexOf('(') + 1, ddl.lastIndexOf("\n)"));

    spark.sessionState().sqlParser().parsePlan(ddl.substring(0, ddl.length() - 1));
    StructType parsed = StructType.fromDDL(columns);

    assertThat(parsed.fieldNames()).isEqualTo(table.schema().fieldNames());
    for (Column column : table.columns()) {
      assertThat(parsed.apply(column.name()).dataType()).isEqualTo(column.type());
      assertThat(parsed.apply(column.name()).nullable()).isEqualTo(!column.isRequired());
      assertThat(parsed.apply(column.name()).getComment().get()).isEqualTo(column.doc());
    }
  }

  @Test
  void theDictionaryHasALineForEachColumn() {
    String markdown = EntityRanks.TABLE.markdown();
    assertThat(markdown).startsWith("### `entity_ranks`: one row per entity\n");
    assertThat(markdown.lines().filter(line -> line.startsWith("| `")))
        .hasSameSizeAs(EntityRanks.TABLE.columns());
    assertThat(markdown).contains("| `entity_id` | string | yes | ");
  }
}
