package org.newsloom.stages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Joins in which the wide side stays where it is.
 *
 * <p>Spark's own join would send the wide rows, with their text, through a shuffle. Here only keys
 * travel: they are noted with the partition they lie in, joined with the narrow side, and sent back
 * to that partition, where the wide rows are read a second time.
 */
final class RowsInPlace {
  private static final String HOME = "_home_partition";

  /**
   * Rows of {@code wide} whose key stands in {@code narrow}, with the narrow side's other columns
   * after their own.
   *
   * @param wide a dataset that is the same each time it is read, such as a table; the key is unique
   * @param narrow ids and counts; the key is unique
   */
  static Dataset<Row> join(Dataset<Row> wide, Dataset<Row> narrow, String key) {
    return join(wide, narrow, key, Unmatched.LEFT_OUT);
  }

  /** All rows of {@code wide}, with nulls where {@code narrow} has not their key. */
  static Dataset<Row> leftJoin(Dataset<Row> wide, Dataset<Row> narrow, String key) {
    return join(wide, narrow, key, Unmatched.WITH_NULLS);
  }

  private enum Unmatched {
    LEFT_OUT,
    WITH_NULLS
  }

  private static Dataset<Row> join(
      Dataset<Row> wide, Dataset<Row> narrow, String key, Unmatched unmatched) {
    JavaRDD<Row> wideRows = wide.toJavaRDD();
    int partitions = wideRows.getNumPartitions();
    StructType schema = wide.schema();
    List<String> added = new ArrayList<>();
    for (StructField field : narrow.drop(key).schema().fields()) {
      // Null where a row has no match, whatever the narrow side holds.
      boolean isNullable = field.nullable() || unmatched == Unmatched.WITH_NULLS;
      schema = schema.add(field.name(), field.dataType(), isNullable, field.metadata());
      added.add(field.name());
    }
    if (partitions == 0) {
      return wide.sparkSession().createDataFrame(List.of(), schema);
    }
    int keyIndex = wide.schema().fieldIndex(key);
    // From the same RDD as the rows, so that both agree on what lies in which partition.
    JavaRDD<Row> keyRows =
        wideRows.mapPartitionsWithIndex(
            (partition, rows) ->
                new Mapped(rows, row -> RowFactory.create(row.getString(keyIndex), partition)),
            false);
    Dataset<Row> keys =
        wide.sparkSession()
            .createDataFrame(
                keyRows,
                new StructType().add(key, DataTypes.StringType).add(HOME, DataTypes.IntegerType));
    JavaPairRDD<Integer, Row> home =
        keys.join(narrow, key)
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>(row.<Integer>getAs(HOME), row))
            .partitionBy(new HomePartitioner(partitions));
    JavaRDD<Row> joined =
        wideRows.zipPartitions(
            home,
            (rows, matches) -> {
              Map<String, Row> byKey = new HashMap<>();
              matches.forEachRemaining(match -> byKey.put(match._2().getAs(key), match._2()));
              return new Mapped(
                  rows, row -> joined(row, byKey.get(row.getString(keyIndex)), added, unmatched));
            });
    return wide.sparkSession().createDataFrame(joined, schema);
  }

  /** The wide row with the added columns of its match; null where it is to be left out. */
  private static Row joined(Row row, Row match, List<String> added, Unmatched unmatched) {
    if (match == null && unmatched == Unmatched.LEFT_OUT) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      values.add(row.get(i));
    }
    for (String name : added) {
      values.add(match == null ? null : match.getAs(name));
    }
    return RowFactory.create(values.toArray());
  }

  /** Rows mapped one by one as they are asked for; those mapped to null are left out. */
  private static final class Mapped implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final UnaryOperator<Row> mapping;
    private Row next;

    Mapped(Iterator<Row> rows, UnaryOperator<Row> mapping) {
      this.rows = rows;
      this.mapping = mapping;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        next = mapping.apply(rows.next());
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }
  }

  /** Sends a row to the partition whose number is its key. */
  private static final class HomePartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    HomePartitioner(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }
  }

  private RowsInPlace() {}
}
