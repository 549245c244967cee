package org.newsloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.newsloom.tables.Column;
import org.newsloom.tables.Table;

/**
 * Rows of a table for a test, with values for the columns it is about: the other required columns
 * are empty or zero, the other optional ones null.
 */
public final class Rows {
  private final Table table;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  private Rows(Table table, List<String> columns) {
    this.table = table;
    this.columns = columns;
    assertThat(table.columns().stream().map(Column::name)).containsAll(columns);
  }

  /** No rows yet, of which the named columns will be given. */
  public static Rows of(Table table, Column... columns) {
    return new Rows(table, Arrays.stream(columns).map(Column::name).toList());
  }

  /** Adds a row; days and instants are given as text. */
  public Rows row(Object... values) {
    assertThat(values).hasSameSizeAs(columns);
    Object[] row = new Object[table.columns().size()];
    for (int i = 0; i < row.length; i++) {
      Column column = table.columns().get(i);
      int given = columns.indexOf(column.name());
      row[i] = given < 0 ? absent(column) : value(values[given], column.type());
    }
    rows.add(RowFactory.create(row));
    return this;
  }

  public Dataset<Row> in(SparkSession spark) {
    return spark.createDataFrame(rows, table.schema());
  }

  private static Object absent(Column column) {
    return column.isRequired() ? zero(column.type()) : null;
  }

  private static Object zero(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return "";
    }
    if (type.equals(DataTypes.BooleanType)) {
      return false;
    }
    return value(0, type);
  }

  private static Object value(Object given, DataType type) {
    if (given instanceof String text && type.equals(DataTypes.DateType)) {
      return Date.valueOf(text);
    }
    if (given instanceof String text && type.equals(DataTypes.TimestampType)) {
      return Timestamp.from(Instant.parse(text));
    }
    if (given instanceof Number number) {
      if (type.equals(DataTypes.LongType)) {
        return number.longValue();
      }
      if (type.equals(DataTypes.DoubleType)) {
        return number.doubleValue();
      }
    }
    return given;
  }

  /** The same rows in another order and in more partitions, some of them empty. */
  public static Dataset<Row> shuffled(Dataset<Row> dataset) {
    List<Row> rows = new ArrayList<>(dataset.collectAsList());
    Collections.shuffle(rows, new Random(7));
    SparkSession spark = dataset.sparkSession();
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 5),
        dataset.schema());
  }

  /** The named columns of every row as text with bars between, sorted. */
  public static List<String> text(Dataset<Row> dataset, String... columns) {
    Dataset<Row> selected =
        columns.length == 0
            ? dataset
            : dataset.select(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
    return selected.collectAsList().stream()
        .map(
            row ->
                Arrays.stream(((org.apache.spark.sql.catalyst.expressions.GenericRow) row).values())
                    .map(String::valueOf)
                    .collect(Collectors.joining("|")))
        .sorted()
        .toList();
  }

  /** The whole rows as sorted text, after a check that they keep the table's contract. */
  public static List<String> text(Table table, Dataset<Row> dataset) {
    Dataset<Row> rows = dataset.select(table.select());
    for (StructField field : table.schema().fields()) {
      assertThat(rows.schema().apply(field.name()).dataType())
          .as("type of %s.%s", table, field.name())
          .isEqualTo(field.dataType());
    }
    Set<List<Object>> keys = new HashSet<>();
    for (Row row : rows.collectAsList()) {
      for (Column column : table.columns()) {
        assertThat(column.isRequired() && row.getAs(column.name()) == null)
            .as("null in %s.%s: %s", table, column, row)
            .isFalse();
      }
      List<Object> key = new ArrayList<>();
      table.keyNames().forEach(name -> key.add(row.getAs(name)));
      assertThat(keys.add(key)).as("key %s of %s is unique", key, table).isTrue();
    }
    return text(rows);
  }
}
