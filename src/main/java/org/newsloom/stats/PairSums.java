package org.newsloom.stats;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalInt;

/** Counts of a pair, over all time or over a day. */
public final class PairSums {
  private long articles;
  private long stories;
  private long windowArticles;
  private long windowStories;
  private long sentenceArticles;
  private long sentenceStories;
  private long sentences;
  private long tone;

  /** A sum of 128 bits. */
  private long toneSquaresHigh;

  private long toneSquaresLow;
  private long positive;
  private long negative;
  private long[] seen = {};
  private int seenCount;
  private boolean hasExample;
  private int penalty;
  private long exampleArticle;
  private int exampleSentence;

  /**
   * Adds the meeting that starts there.
   *
   * @param shift where its flags on stories stand: 0, or {@link PairBlocks#DAY_SHIFT} for a day
   */
  void add(byte[] block, int at, int shift) {
    int copies = PairBlocks.intAt(block, at + PairBlocks.COPIES);
    int flags = block[at + PairBlocks.FLAGS];
    articles += copies;
    if ((flags & PairBlocks.IN_WINDOW) != 0) {
      windowArticles += copies;
    }
    stories += bit(flags, PairBlocks.STORY << shift);
    windowStories += bit(flags, PairBlocks.WINDOW_STORY << shift);
    sentenceStories += bit(flags, PairBlocks.SENTENCE_STORY << shift);
    if ((flags & PairBlocks.HAS_SENTENCES) == 0) {
      return;
    }
    int n = PairBlocks.intAt(block, at + PairBlocks.SENTENCES);
    sentenceArticles += copies;
    sentences += (long) n * copies;
    if (seenCount + n > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(seenCount + n, 2 * seenCount));
    }
    int place = at + PairBlocks.FIRST_SENTENCE;
    for (int i = 0; i < n; i++, place += PairBlocks.SENTENCE_BYTES) {
      addTone(PairBlocks.intAt(block, place), copies);
      seen[seenCount++] = PairBlocks.longAt(block, place + 4);
    }
    int wrong = PairBlocks.intAt(block, at + PairBlocks.PENALTY);
    long article = PairBlocks.longAt(block, at + PairBlocks.ARTICLE);
    if (!hasExample || wrong < penalty || (wrong == penalty && article < exampleArticle)) {
      hasExample = true;
      penalty = wrong;
      exampleArticle = article;
      exampleSentence = PairBlocks.intAt(block, at + PairBlocks.INDEX);
    }
  }

  private void addTone(int of, int copies) {
    tone += (long) of * copies;
    if (of != 0) {
      long square = (long) of * of;
      long low = square * copies;
      toneSquaresLow += low;
      toneSquaresHigh +=
          Math.multiplyHigh(square, copies)
              + (Long.compareUnsigned(toneSquaresLow, low) < 0 ? 1 : 0);
      positive += of > 0 ? copies : 0;
      negative += of < 0 ? copies : 0;
    }
  }

  private static int bit(int flags, int flag) {
    return (flags & flag) == 0 ? 0 : 1;
  }

  public long articles() {
    return articles;
  }

  public long stories() {
    return stories;
  }

  public long windowArticles() {
    return windowArticles;
  }

  public long windowStories() {
    return windowStories;
  }

  public long sentenceArticles() {
    return sentenceArticles;
  }

  public long sentenceStories() {
    return sentenceStories;
  }

  /** Sentences of articles: one in several articles counts for each. */
  public long sentences() {
    return sentences;
  }

  public long distinctSentences() {
    if (seenCount < 2) {
      return seenCount;
    }
    Arrays.sort(seen, 0, seenCount);
    int distinct = 1;
    for (int i = 1; i < seenCount; i++) {
      distinct += seen[i] == seen[i - 1] ? 0 : 1;
    }
    return distinct;
  }

  /** Sum of the tones of {@link #sentences}, in billionths. */
  public long tone() {
    return tone;
  }

  /** Sum of their squares, in billionths of billionths. */
  public double toneSquares() {
    if (toneSquaresHigh == 0 && toneSquaresLow >= 0) {
      return toneSquaresLow;
    }
    return BigInteger.valueOf(toneSquaresHigh)
        .shiftLeft(Long.SIZE)
        .add(new BigInteger(Long.toUnsignedString(toneSquaresLow)))
        .doubleValue();
  }

  public long positive() {
    return positive;
  }

  public long negative() {
    return negative;
  }

  public long exampleArticle() {
    return exampleArticle;
  }

  /**
   * The sentence of {@link #exampleArticle} that shows the pair best; none where none holds both.
   */
  public OptionalInt exampleSentence() {
    return hasExample ? OptionalInt.of(exampleSentence) : OptionalInt.empty();
  }
}
