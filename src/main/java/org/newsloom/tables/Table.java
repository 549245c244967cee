package org.newsloom.tables;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table: its name, what a row stands for, its columns in order and its key. Immutable. */
public final class Table {
  private final String name;
  private final String row;
  private final String doc;
  private final List<Column> columns;
  private final List<Column> key;
  private final Table parent;

  private Table(
      String name, String row, String doc, List<Column> columns, List<Column> key, Table parent) {
    this.name = name;
    this.row = row;
    this.doc = doc;
    this.columns = columns;
    this.key = key;
    this.parent = parent;
  }

  static Table of(String name, String row, String doc) {
    return new Table(name, row, doc, List.of(), List.of(), null);
  }

  Table columns(Column... inOrder) {
    return new Table(name, row, doc, List.of(inOrder), key, parent);
  }

  Table key(Column... inOrder) {
    return new Table(name, row, doc, columns, List.of(inOrder), parent);
  }

  /**
   * Says that rows are numbered within a row of {@code other}, in one task, so that the key is
   * unique where the other table's is, and need not be checked by a shuffle of this larger table.
   */
  Table keyFollowsFrom(Table other) {
    return new Table(name, row, doc, columns, key, other);
  }

  public String name() {
    return name;
  }

  /** What a row stands for, without the article. */
  public String row() {
    return row;
  }

  public String doc() {
    return doc;
  }

  public List<Column> columns() {
    return columns;
  }

  public List<Column> key() {
    return key;
  }

  /** Whether uniqueness of the key must be checked on this table itself. */
  public boolean hasOwnKey() {
    return parent == null;
  }

  /** The columns as Spark expressions in the table's order: the last select of a stage. */
  public org.apache.spark.sql.Column[] select() {
    return columns.stream().map(Column::col).toArray(org.apache.spark.sql.Column[]::new);
  }

  public StructType schema() {
    return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
  }

  /** Names of the key columns. */
  public List<String> keyNames() {
    return key.stream().map(Column::name).toList();
  }

  /** The table as a CREATE TABLE statement in Spark SQL, with a comment on every column. */
  public String ddl() {
    return columns.stream()
        .map(
            column ->
                "  %s %s%s COMMENT '%s'"
                    .formatted(
                        column.name(),
                        column.type().sql(),
                        column.isRequired() ? " NOT NULL" : "",
                        quoted(column.doc())))
        .collect(
            Collectors.joining(
                ",\n",
                "CREATE TABLE " + name + " (\n",
                "\n) COMMENT 'One row per " + quoted(row + ". " + doc) + "';\n"));
  }

  private static String quoted(String words) {
    return words.replace("'", "\\'");
  }

  /** The table as a section of the data dictionary, in Markdown. */
  public String markdown() {
    String keys = keyNames().stream().collect(Collectors.joining("`, `", "`", "`"));
    return columns.stream()
        .map(
            column ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        column.name(),
                        column.type().sql().toLowerCase(java.util.Locale.ROOT),
                        column.isRequired() ? "yes" : "",
                        column.doc().replace("|", "\\|")))
        .collect(
            Collectors.joining(
                "",
                "### `%s`: one row per %s\n%s Key: %s.\n\n| column | type | required | meaning |\n|---|---|---|---|\n"
                    .formatted(name, row, doc, keys),
                ""));
  }

  @Override
  public String toString() {
    return name;
  }
}
