package org.newsloom.entities;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What a {@link NameTagger} has learned. On disk: gzip over big-endian numbers. */
final class NameModel {

  private static final int MAGIC = 0x4e4c4e31; // NLN1
  private static final int MOST_ROWS = 50_000_000;

  /** What one unit of weight is worth in log-odds. */
  final float unit;

  /** Weight of each tag after each tag, {@code previous * TAGS + tag}. */
  final float[] transitions;

  /** For a feature's key, its row of {@link #weights}. */
  final LongTable features;

  /** For each row, one weight for each tag. */
  final byte[] weights;

  /** For a phrase's key, the kinds it is listed as; 0 where only a longer one is. */
  final LongTable phrases;

  private final LongTable words;
  private final short[] classes;
  private final int classColumns;

  /**
   * Puts a model together.
   *
   * @param words for a word's key, its row of {@code classes}
   * @param classes for each row, {@code classColumns} classes of the word
   */
  NameModel(
      float unit,
      float[] transitions,
      LongTable features,
      byte[] weights,
      LongTable words,
      short[] classes,
      int classColumns,
      LongTable phrases) {
    this.unit = unit;
    this.transitions = transitions;
    this.features = features;
    this.weights = weights;
    this.words = words;
    this.classes = classes;
    this.classColumns = classColumns;
    this.phrases = phrases;
  }

  int[] classesOf(String token) {
    int row = words.value(WordForm.classKey(token));
    int[] found = new int[classColumns];
    for (int column = 0; column < classColumns; column++) {
      found[column] = row < 0 ? -1 : classes[row * classColumns + column];
    }
    return found;
  }

  void write(OutputStream out) throws IOException {
    DataOutputStream file = new DataOutputStream(new GZIPOutputStream(out, 1 << 16));
    file.writeInt(MAGIC);
    file.writeFloat(unit);
    for (float transition : transitions) {
      file.writeFloat(transition);
    }
    long[] featureKeys = features.sortedKeys();
    file.writeInt(featureKeys.length);
    for (long key : featureKeys) {
      file.writeLong(key);
    }
    for (long key : featureKeys) {
      file.write(weights, features.value(key) * Bilou.TAGS, Bilou.TAGS);
    }
    long[] wordKeys = words.sortedKeys();
    file.writeInt(wordKeys.length);
    file.writeInt(classColumns);
    for (long key : wordKeys) {
      file.writeLong(key);
    }
    for (int column = 0; column < classColumns; column++) {
      for (long key : wordKeys) {
        file.writeShort(classes[words.value(key) * classColumns + column]);
      }
    }
    long[] phraseKeys = phrases.sortedKeys();
    file.writeInt(phraseKeys.length);
    for (long key : phraseKeys) {
      file.writeLong(key);
      file.writeShort(phrases.value(key));
    }
    file.flush();
    file.close();
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the stream ends early or does not begin as a model does
   */
  static NameModel read(InputStream in) throws IOException {
    DataInputStream file =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(in), 1 << 16));
    int magic = file.readInt();
    if (magic != MAGIC) {
      throw new IOException(
          "not a model of names: begins with %08x, expected %08x".formatted(magic, MAGIC));
    }
    float unit = file.readFloat();
    float[] transitions = new float[Bilou.TAGS * Bilou.TAGS];
    for (int i = 0; i < transitions.length; i++) {
      transitions[i] = file.readFloat();
    }
    int featureCount = count(file);
    LongTable features = new LongTable(featureCount);
    for (int row = 0; row < featureCount; row++) {
      features.put(file.readLong(), row);
    }
    byte[] weights = new byte[featureCount * Bilou.TAGS];
    file.readFully(weights);
    int wordCount = count(file);
    int classColumns = file.readInt();
    LongTable words = new LongTable(wordCount);
    for (int row = 0; row < wordCount; row++) {
      words.put(file.readLong(), row);
    }
    short[] classes = new short[wordCount * classColumns];
    for (int column = 0; column < classColumns; column++) {
      for (int row = 0; row < wordCount; row++) {
        classes[row * classColumns + column] = file.readShort();
      }
    }
    int phraseCount = count(file);
    LongTable phrases = new LongTable(phraseCount);
    for (int i = 0; i < phraseCount; i++) {
      phrases.put(file.readLong(), file.readShort());
    }
    return new NameModel(
        unit, transitions, features, weights, words, classes, classColumns, phrases);
  }

  private static int count(DataInputStream file) throws IOException {
    int count = file.readInt();
    if (count < 0 || count > MOST_ROWS) {
      throw new IOException("model of names is damaged: " + count + " rows");
    }
    return count;
  }
}
