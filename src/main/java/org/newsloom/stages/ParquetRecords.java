package org.newsloom.stages;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.newsloom.stages.InputFiles.FileRange;
import org.newsloom.stages.RecordReader.FieldValue;
import org.newsloom.text.Encodings;

/**
 * The records of a Parquet file, or of its row groups in a range, read with Parquet's own reader: a
 * damaged page ends a file's records where Spark's reader would end the job. Only columns that are
 * wanted are read.
 */
final class ParquetRecords implements Closeable {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final MessageType fileSchema;
  private final boolean hasText;
  private final MessageType wanted;
  private final ParquetReader<Group> reader;
  private long nextIndex;

  /** A record's number in its file and its values by lower-case column name. */
  record NumberedValues(long index, Map<String, FieldValue> values) {}

  private ParquetRecords(
      MessageType fileSchema, boolean hasText, MessageType wanted, ParquetReader<Group> reader) {
    this.fileSchema = fileSchema;
    this.hasText = hasText;
    this.wanted = wanted;
    this.reader = reader;
  }

  static ParquetRecords open(Configuration hadoop, FileRange range, RecordFields fields)
      throws IOException {
    Path path = new Path(range.file().uri());
    MessageType schema;
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      schema = footer.getFileMetaData().getSchema();
    }
    List<String> names = fields.all();
    List<Type> columns =
        schema.getFields().stream().filter(column -> names.contains(nameOf(column))).toList();
    boolean hasText = columns.stream().anyMatch(column -> fields.text().contains(nameOf(column)));
    if (!hasText) {
      return new ParquetRecords(schema, false, schema, null);
    }
    MessageType wanted = new MessageType(schema.getName(), columns);
    Configuration projecting = new Configuration(hadoop);
    projecting.set(ReadSupport.PARQUET_READ_SCHEMA, wanted.toString());
    ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path)
            .withConf(projecting)
            .withFileRange(range.start(), range.end())
            .build();
    return new ParquetRecords(schema, true, wanted, reader);
  }

  boolean hasText() {
    return hasText;
  }

  List<String> columnNames() {
    return fileSchema.getFields().stream().map(Type::getName).toList();
  }

  /** The next record, or null at the end. */
  NumberedValues next() throws IOException {
    Group group = reader.read();
    if (group == null) {
      return null;
    }
    long index = reader.getCurrentRowIndex();
    nextIndex = index + 1;
    Map<String, FieldValue> values = new LinkedHashMap<>();
    for (int i = 0; i < wanted.getFieldCount(); i++) {
      values.putIfAbsent(nameOf(wanted.getType(i)), value(group, i));
    }
    return new NumberedValues(index, values);
  }

  /** After an exception, the number of the record it broke. */
  long nextIndex() {
    return nextIndex;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }

  private static String nameOf(Type column) {
    return column.getName().toLowerCase(Locale.ROOT);
  }

  private static FieldValue value(Group group, int column) {
    Type type = group.getType().getType(column);
    if (group.getFieldRepetitionCount(column) == 0) {
      return FieldValue.ABSENT;
    }
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return new FieldValue(null, "a list");
    }
    if (type.isPrimitive()) {
      return new FieldValue(primitive(group, column, 0), null);
    }
    return type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
        ? paragraphs(group.getGroup(column, 0))
        : new FieldValue(null, "a struct");
  }

  /** The items of a list in its standard form of three levels, parted by blank lines. */
  private static FieldValue paragraphs(Group list) {
    List<String> paragraphs = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      if (list.getType().getType(0).isPrimitive()) {
        paragraphs.add(primitive(list, 0, i));
        continue;
      }
      Group item = list.getGroup(0, i);
      if (item.getType().getFieldCount() != 1 || !item.getType().getType(0).isPrimitive()) {
        return new FieldValue(null, "a list of structs or lists");
      }
      if (item.getFieldRepetitionCount(0) > 0) {
        paragraphs.add(primitive(item, 0, 0));
      }
    }
    return new FieldValue(String.join("\n\n", paragraphs), null);
  }

  private static String primitive(Group group, int column, int index) {
    Type type = group.getType().getType(column);
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          Encodings.decode(group.getBinary(column, index).getBytes()).text();
      case INT96 -> timestamp(NanoTime.fromBinary(group.getInt96(column, index))).toString();
      case INT32 ->
          meaning instanceof DateLogicalTypeAnnotation
              ? LocalDate.ofEpochDay(group.getInteger(column, index)).toString()
              : Integer.toString(group.getInteger(column, index));
      case INT64 ->
          meaning instanceof TimestampLogicalTypeAnnotation timestamp
              ? Instant.EPOCH.plus(group.getLong(column, index), unit(timestamp)).toString()
              : Long.toString(group.getLong(column, index));
      case BOOLEAN, DOUBLE, FLOAT -> group.getValueToString(column, index);
    };
  }

  private static ChronoUnit unit(TimestampLogicalTypeAnnotation timestamp) {
    return switch (timestamp.getUnit()) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static Instant timestamp(NanoTime time) {
    return Instant.EPOCH
        .plus(time.getJulianDay() - JULIAN_DAY_OF_EPOCH, ChronoUnit.DAYS)
        .plusNanos(time.getTimeOfDayNanos());
  }
}
