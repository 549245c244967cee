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

  private static final int MAGIC = 0x4e4c4e33; // NLN3
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

  final WordClasses classes;

  /** Weights of {@link ArticleContext}; empty where none were learned. */
  final float[] context;

  NameModel(
      float unit,
      float[] transitions,
      LongTable features,
      byte[] weights,
      WordClasses classes,
      LongTable phrases,
      float[] context) {
    this.unit = unit;
    this.transitions = transitions;
    this.features = features;
    this.weights = weights;
    this.classes = classes;
    this.phrases = phrases;
    this.context = context;
  }

  /** The same tagger with weights of its context. */
  NameModel with(float[] contextWeights) {
    return new NameModel(unit, transitions, features, weights, classes, phrases, contextWeights);
  }

  /** The same weights over other classes of words. */
  NameModel with(WordClasses otherClasses) {
    return new NameModel(unit, transitions, features, weights, otherClasses, phrases, context);
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
    classes.write(file);
    long[] phraseKeys = phrases.sortedKeys();
    file.writeInt(phraseKeys.length);
    for (long key : phraseKeys) {
      file.writeLong(key);
      file.writeInt(phrases.value(key));
    }
    file.writeInt(context.length);
    for (float weight : context) {
      file.writeFloat(weight);
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
    int featureCount = readCount(file);
    LongTable features = new LongTable(featureCount);
    for (int row = 0; row < featureCount; row++) {
      features.put(file.readLong(), row);
    }
    byte[] weights = new byte[featureCount * Bilou.TAGS];
    file.readFully(weights);
    WordClasses classes = WordClasses.read(file);
    int phraseCount = readCount(file);
    LongTable phrases = new LongTable(phraseCount);
    for (int i = 0; i < phraseCount; i++) {
      phrases.put(file.readLong(), file.readInt());
    }
    float[] context = new float[readCount(file)];
    for (int i = 0; i < context.length; i++) {
      context[i] = file.readFloat();
    }
    return new NameModel(unit, transitions, features, weights, classes, phrases, context);
  }

  static int readCount(DataInputStream file) throws IOException {
    int count = file.readInt();
    if (count < 0 || count > MOST_ROWS) {
      throw new IOException("model of names is damaged: " + count + " rows");
    }
    return count;
  }
}
