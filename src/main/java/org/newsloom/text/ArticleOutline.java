package org.newsloom.text;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an article is compared with others: hashes and places, no text. At most some 2 KB besides
 * its sentences, of which each takes 16 bytes.
 */
public final class ArticleOutline {
  final int chars;
  final int sampleLevel;
  final long[] samples;
  final int numeralLevel;
  final long[] numerals;
  final int nameLevel;
  final long[] names;
  final List<Sentence> sentences;

  /**
   * A sentence's place in code points.
   *
   * @param hash the same for the same letters and digits
   */
  public record Sentence(long hash, int start, int end) {}

  ArticleOutline(
      int chars,
      int sampleLevel,
      long[] samples,
      int numeralLevel,
      long[] numerals,
      int nameLevel,
      long[] names,
      Iterable<Sentence> sentences) {
    this.chars = chars;
    this.sampleLevel = sampleLevel;
    this.samples = samples;
    this.numeralLevel = numeralLevel;
    this.numerals = numerals;
    this.nameLevel = nameLevel;
    this.names = names;
    this.sentences = new ArrayList<>();
    sentences.forEach(this.sentences::add);
  }

  /** This outline with these sentences in place of its own. */
  public ArticleOutline withSentences(Iterable<Sentence> others) {
    return new ArticleOutline(
        chars, sampleLevel, samples, numeralLevel, numerals, nameLevel, names, others);
  }

  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(
            7 * Integer.BYTES
                + (samples.length + numerals.length + names.length) * Long.BYTES
                + sentences.size() * (Long.BYTES + 2 * Integer.BYTES));
    bytes.putInt(chars).putInt(sampleLevel).putInt(numeralLevel).putInt(nameLevel);
    bytes.putInt(samples.length).putInt(numerals.length).putInt(names.length);
    for (long sample : samples) {
      bytes.putLong(sample);
    }
    for (long numeral : numerals) {
      bytes.putLong(numeral);
    }
    for (long name : names) {
      bytes.putLong(name);
    }
    for (Sentence sentence : sentences) {
      bytes.putLong(sentence.hash()).putInt(sentence.start()).putInt(sentence.end());
    }
    return bytes.array();
  }

  /** The outline that {@link #toBytes} wrote. */
  public static ArticleOutline of(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    int chars = bytes.getInt();
    int sampleLevel = bytes.getInt();
    int numeralLevel = bytes.getInt();
    int nameLevel = bytes.getInt();
    long[] samples = new long[bytes.getInt()];
    long[] numerals = new long[bytes.getInt()];
    long[] names = new long[bytes.getInt()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getLong();
    }
    for (int i = 0; i < numerals.length; i++) {
      numerals[i] = bytes.getLong();
    }
    for (int i = 0; i < names.length; i++) {
      names[i] = bytes.getLong();
    }
    List<Sentence> sentences = new ArrayList<>();
    while (bytes.hasRemaining()) {
      sentences.add(new Sentence(bytes.getLong(), bytes.getInt(), bytes.getInt()));
    }
    return new ArticleOutline(
        chars, sampleLevel, samples, numeralLevel, numerals, nameLevel, names, sentences);
  }
}
