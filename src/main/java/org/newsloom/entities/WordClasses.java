package org.newsloom.entities;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

  /** How many words have classes. */
  int count() {
    return columns == 0 ? 0 : classes.length / columns;
  }

  /** The word's row, from 0; negative where it has no classes. */
  int row(String token, Casing casing) {
    int row = LongTable.ABSENT;
    if (casing == Casing.MIXED && WordForm.isCapitals(token)) {
      row = rows.value(WordForm.key(token));
    }
    return row == LongTable.ABSENT ? rows.value(WordForm.lowerCaseKey(token)) : row;
  }

  /** The word's class in each column. */
  int[] of(String token, Casing casing) {
    int row = row(token, casing);
    int[] found = new int[columns];
    for (int column = 0; column < columns; column++) {
      found[column] = row == LongTable.ABSENT ? NONE : classes[row * columns + column];
    }
    return found;
  }

  /**
   * The same words with one column more.
   *
   * @param column for each row the class, {@link #NONE} to 32767
   */
  WordClasses with(int[] column) {
    short[] wider = new short[column.length * (columns + 1)];
    for (int row = 0; row < column.length; row++) {
      System.arraycopy(classes, row * columns, wider, row * (columns + 1), columns);
      wider[row * (columns + 1) + columns] = (short) column[row];
    }
    return new WordClasses(rows, wider, columns + 1);
  }

  /** No word has a class. */
  static WordClasses none() {
    return new WordClasses(new LongTable(0), new short[0], 0);
  }

  /**
   * The classes of words.
   *
   * @param words in lower case with digits as 0, or in capitals where a word stands so among words
   *     that do not ("US")
   * @param columns for each column the class of each word, 0 to 32767
   */
  static WordClasses of(List<String> words, int[][] columns) {
    LongTable rows = new LongTable(words.size());
    short[] classes = new short[words.size() * columns.length];
    for (int row = 0; row < words.size(); row++) {
      rows.put(WordForm.key(words.get(row)), row);
      for (int column = 0; column < columns.length; column++) {
        classes[row * columns.length + column] = (short) columns[column][row];
      }
    }
    return new WordClasses(rows, classes, columns.length);
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
