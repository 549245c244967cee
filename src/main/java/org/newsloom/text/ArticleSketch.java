package org.newsloom.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A small summary of an article's wording, by which copies are found and compared without their
 * text.
 *
 * <p>The shingles are pairs of neighbouring words, folded to lower-case letters and digits. Their
 * set is kept as a one-permutation MinHash of {@value #BINS} bins, empty bins filled by optimal
 * densification: P. Li, A. Owen, C.-H. Zhang (2012), One permutation hashing, NIPS; A. Shrivastava
 * (2017), Optimal densification for fast and accurate minwise hashing, ICML. The share of equal
 * bins of two sketches estimates the Jaccard resemblance of their shingles (A. Broder, 1997).
 */
public final class ArticleSketch {
  private static final int BINS = 128;
  private static final int BIN_SHIFT = Long.SIZE - 7;

  /**
   * Rows a band: three equal bins in a row make two articles candidates. Of 42 bands a pair with
   * resemblance 0.3 shares one in two cases of three, one with 0.4 nearly always.
   */
  private static final int ROWS = 3;

  private static final int EMPTY = Integer.MAX_VALUE;
  private static final int MAX_TRIES = 100_000;

  private final String contentId;
  private final int[] bins;
  private final int shingleCount;

  private ArticleSketch(String contentId, int[] bins, int shingleCount) {
    this.contentId = contentId;
    this.bins = bins;
    this.shingleCount = shingleCount;
  }

  /**
   * 24 hex digits of a hash over the article's letters and digits: equal for articles that differ
   * only in case, white space and punctuation.
   */
  public String contentId() {
    return contentId;
  }

  /** The sketch: {@value #BINS} numbers, or none for an article of fewer than two words. */
  public int[] bins() {
    return bins.clone();
  }

  /** Pairs of neighbouring words, repeated ones counted each time. */
  public int shingleCount() {
    return shingleCount;
  }

  /** Sketches an article; linear in its length. */
  public static ArticleSketch of(String text) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[4096];
    int buffered = 0;
    int[] bins = new int[BINS];
    Arrays.fill(bins, EMPTY);
    int shingleCount = 0;
    long previous = 0;
    boolean hasPrevious = false;
    long word = 0;
    boolean isInWord = false;
    int length = text.length();
    for (int i = 0; i <= length; ) {
      int c = i < length ? text.codePointAt(i) : ' ';
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        int folded = Character.toLowerCase(c);
        word = mix(word + folded + 1);
        isInWord = true;
        if (buffered + 4 > buffer.length) {
          digest.update(buffer, 0, buffered);
          buffered = 0;
        }
        buffer[buffered++] = (byte) (folded >> 16);
        buffer[buffered++] = (byte) (folded >> 8);
        buffer[buffered++] = (byte) folded;
      } else if (isInWord && !isApostrophe(c)) {
        if (hasPrevious) {
          long shingle = mix(previous * 31 + word);
          int bin = (int) (shingle >>> BIN_SHIFT);
          int value = (int) shingle & Integer.MAX_VALUE;
          if (value < bins[bin]) {
            bins[bin] = value;
          }
          shingleCount++;
        }
        previous = word;
        hasPrevious = true;
        word = 0;
        isInWord = false;
      }
    }
    digest.update(buffer, 0, buffered);
    String contentId = HexFormat.of().formatHex(digest.digest(), 0, 12);
    return new ArticleSketch(
        contentId, shingleCount == 0 ? new int[0] : densify(bins), shingleCount);
  }

  /** Hashes of the sketch's bands: articles that share one are worth comparing. */
  public long[] bands() {
    long[] bands = new long[bins.length / ROWS];
    for (int band = 0; band < bands.length; band++) {
      long hash = band + 1L;
      for (int row = 0; row < ROWS; row++) {
        hash = mix(hash * 31 + bins[band * ROWS + row]);
      }
      bands[band] = hash;
    }
    return bands;
  }

  /** Estimated Jaccard resemblance (0–1) of two sketches' shingles; 0 where one is empty. */
  public static double resemblance(int[] binsA, int[] binsB) {
    if (binsA.length != BINS || binsB.length != BINS) {
      return 0;
    }
    int equal = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (binsA[bin] == binsB[bin]) {
        equal++;
      }
    }
    return (double) equal / BINS;
  }

  private static int[] densify(int[] sparse) {
    int[] dense = sparse.clone();
    for (int bin = 0; bin < BINS; bin++) {
      int source = bin;
      for (long attempt = 1; sparse[source] == EMPTY && attempt < MAX_TRIES; attempt++) {
        source = (int) (mix(((long) bin << 32) + attempt) >>> BIN_SHIFT);
      }
      dense[bin] = sparse[source];
    }
    return dense;
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '’' || c == '‘' || c == '`';
  }

  /**
   * Finaliser of SplitMix64: G. Steele, D. Lea, C. Flood (2014), Fast splittable pseudorandom
   * numbers.
   */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
