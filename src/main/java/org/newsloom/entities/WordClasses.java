package org.newsloom.entities;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.newsloom.entities.WordForm.Casing;

/** Classes of words learned from plain text: words used alike share some of them. */
final class WordClasses {

  /** The class of a word that has none. */
  static final int NONE = -1;

  private static final int MOST_COLUMNS = 64;

  private final LongTable rows;
  private final short[] classes;
  private final int columns;

  private WordClasses(LongTable rows, short[] classes, int columns) {
    this.rows = rows;
    this.classes = classes;
    this.columns = columns;
  }

  /** The word's class in each column. */
  int[] of(String token, Casing casing) {
    int row = LongTable.ABSENT;
    if (casing == Casing.MIXED && WordForm.isCapitals(token)) {
      row = rows.value(WordForm.key(token));
    }
    if (row == LongTable.ABSENT) {
      row = rows.value(WordForm.lowerCaseKey(token));
    }
    int[] found = new int[columns];
    for (int column = 0; column < columns; column++) {
      found[column] = row == LongTable.ABSENT ? NONE : classes[row * columns + column];
    }
    return found;
  }

  /**
   * Reads tab-separated lines of a word and its classes, numbers from 0 to 32767, as many in each
   * line. A word is in lower case, with digits as 0, or in capitals if it stands so among words
   * that do not ("US").
   */
  static WordClasses read(Path file) throws IOException {
    LongTable rows = new LongTable(1 << 16);
    List<short[]> read = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] columns = line.split("\t", -1);
        short[] row = new short[columns.length - 1];
        if (!read.isEmpty() && row.length != read.get(0).length) {
          throw new IOException(
              "%s: '%s' has %d classes, not %d"
                  .formatted(file, line, row.length, read.get(0).length));
        }
        for (int column = 0; column < row.length; column++) {
          row[column] = parse(columns[column + 1], file, line);
        }
        long key = WordForm.key(columns[0]);
        if (rows.value(key) == LongTable.ABSENT) {
          rows.put(key, read.size());
          read.add(row);
        }
      }
    }
    int columns = read.isEmpty() ? 0 : read.get(0).length;
    short[] classes = new short[read.size() * columns];
    for (int row = 0; row < read.size(); row++) {
      System.arraycopy(read.get(row), 0, classes, row * columns, columns);
    }
    return new WordClasses(rows, classes, columns);
  }

  private static short parse(String number, Path file, String line) throws IOException {
    try {
      return Short.parseShort(number);
    } catch (NumberFormatException e) {
      throw new IOException("%s: '%s' has the class '%s'".formatted(file, line, number), e);
    }
  }

  void write(DataOutputStream out) throws IOException {
    long[] keys = rows.sortedKeys();
    out.writeInt(keys.length);
    out.writeInt(columns);
    for (long key : keys) {
      out.writeLong(key);
    }
    // Column by column: it compresses better.
    for (int column = 0; column < columns; column++) {
      for (long key : keys) {
        out.writeShort(classes[rows.value(key) * columns + column]);
      }
    }
  }

  static WordClasses read(DataInputStream in) throws IOException {
    int count = NameModel.readCount(in);
    int columns = in.readInt();
    if (columns < 0 || columns > MOST_COLUMNS) {
      throw new IOException("model of names is damaged: " + columns + " classes of a word");
    }
    LongTable rows = new LongTable(count);
    for (int row = 0; row < count; row++) {
      rows.put(in.readLong(), row);
    }
    short[] classes = new short[count * columns];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < count; row++) {
        classes[row * columns + column] = in.readShort();
      }
    }
    return new WordClasses(rows, classes, columns);
  }
}
