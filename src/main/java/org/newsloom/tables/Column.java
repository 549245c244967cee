package org.newsloom.tables;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * A column of a table.
 *
 * @param name snake_case name
 * @param type Spark SQL type
 * @param isRequired whether null is a broken contract
 * @param doc meaning and unit, one sentence
 */
public record Column(String name, DataType type, boolean isRequired, String doc) {

  static Column required(String name, DataType type, String doc) {
    return new Column(name, type, true, doc);
  }

  static Column optional(String name, DataType type, String doc) {
    return new Column(name, type, false, doc);
  }

  /** The column as a Spark expression by its name. */
  public org.apache.spark.sql.Column col() {
    return org.apache.spark.sql.functions.col(name);
  }

  /** The column of the given dataset: needed where two sides of a join have the same name. */
  public org.apache.spark.sql.Column of(org.apache.spark.sql.Dataset<?> dataset) {
    return dataset.col(name);
  }

  StructField field() {
    return new StructField(name, type, true, Metadata.empty()).withComment(doc);
  }

  @Override
  public String toString() {
    return name;
  }
}
