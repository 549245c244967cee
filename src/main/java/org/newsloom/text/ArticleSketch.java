package org.newsloom.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small summary of an article's wording, by which copies are found and compared without their
 * text.
 *
 * <p>Words are folded to lower-case letters and digits. Three kinds of things are kept of them:
 * some triples of neighbouring words as keys by which articles meet; a bounded sample of the pairs
 * of neighbouring words with their places, by which two articles are laid side by side; and the
 * numerals and the capitalised words within sentences, which tell one day's report from the next in
 * the same form.
 */
public final class ArticleSketch {
  private static final int MAX_SAMPLES = 192;
  private static final int MAX_NUMERALS = 64;
  private static final int MAX_NAMES = 64;

  /** Numerals spelled out, as hashes of their letters. */
  private static final Set<Long> NUMBER_WORDS =
      Stream.of(
              "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
              "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty",
              "seventy", "eighty", "ninety", "half", "quarter")
          .map(ArticleSketch::wordHash)
          .collect(Collectors.toUnmodifiableSet());

  /** Every article has so many keys, if it has as many triples of words. */
  private static final int MIN_KEYS = 24;

  /**
   * One triple in 32 is a key besides, whatever the length of the article, so that a part that two
   * articles share has keys in both: a paragraph of a hundred words has three.
   */
  private static final int KEY_SHIFT = Long.SIZE - 5;

  /** Bits of a sample's place and length in code points. */
  static final int START_BITS = 24;

  static final int MAX_SAMPLE_CHARS = 255;

  private final String contentId;
  private final long[] keys;
  private final int chars;
  private final NestedSample samples;
  private final NestedSample numerals;
  private final NestedSample names;

  private ArticleSketch(
      String contentId,
      long[] keys,
      int chars,
      NestedSample samples,
      NestedSample numerals,
      NestedSample names) {
    this.contentId = contentId;
    this.keys = keys;
    this.chars = chars;
    this.samples = samples;
    this.numerals = numerals;
    this.names = names;
  }

  /**
   * 24 hex digits of a hash over the article's letters and digits: equal for articles that differ
   * only in case, white space and punctuation.
   */
  public String contentId() {
    return contentId;
  }

  /**
   * Hashes of triples of neighbouring words, ascending, each once: the {@value #MIN_KEYS} smallest
   * and those that are 0 in their first five bits. Articles that share one are worth comparing.
   */
  public long[] keys() {
    return keys.clone();
  }

  /**
   * Smallest hash of its word pairs, 0 where it has none. Two articles agree with the probability
   * that is their pairs' Jaccard resemblance (A. Broder, 1997).
   */
  public int wording() {
    long[] values = samples.values();
    return values.length == 0 ? 0 : (int) (values[0] >>> Integer.SIZE);
  }

  /** Length of the article in code points. */
  public int chars() {
    return chars;
  }

  /**
   * What of the article is compared with others.
   *
   * @param sentences its sentences in order
   */
  public ArticleOutline outline(Iterable<ArticleOutline.Sentence> sentences) {
    return new ArticleOutline(
        chars,
        samples.level(),
        samples.values(),
        numerals.level(),
        numerals.values(),
        names.level(),
        names.values(),
        sentences);
  }

  /** Sketches an article; linear in its length. */
  public static ArticleSketch of(String text) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[4096];
    int buffered = 0;
    NestedSample samples = new NestedSample(MAX_SAMPLES);
    NestedSample numerals = new NestedSample(MAX_NUMERALS);
    NestedSample names = new NestedSample(MAX_NAMES);
    boolean isCapital = false;
    boolean isAfterStop = true;
    int letters = 0;
    int capitals = 0;
    Keys keys = new Keys();
    long word = 0;
    int wordStart = 0;
    boolean isInWord = false;
    long previous = 0;
    int previousStart = 0;
    long beforePrevious = 0;
    int words = 0;
    long numeral = 0;
    int length = text.length();
    int place = 0;
    for (int i = 0; i <= length; place++) {
      int c = i < length ? text.codePointAt(i) : ' ';
      i += Character.charCount(c);
      if (Character.isDigit(c)) {
        numeral = mix(numeral + c + 1);
      } else if (numeral != 0
          && !(isNumeralMark(c) && i < length && Character.isDigit(text.charAt(i)))) {
        numerals.add(numeral, 0);
        numeral = 0;
      }
      if (Character.isLetterOrDigit(c)) {
        int folded = Character.toLowerCase(c);
        letters++;
        capitals += Character.isUpperCase(c) ? 1 : 0;
        word = mix(word + folded + 1);
        if (!isInWord) {
          wordStart = place;
          isInWord = true;
          isCapital = Character.isUpperCase(c);
        }
        if (buffered + 3 > buffer.length) {
          digest.update(buffer, 0, buffered);
          buffered = 0;
        }
        buffer[buffered++] = (byte) (folded >> 16);
        buffer[buffered++] = (byte) (folded >> 8);
        buffer[buffered++] = (byte) folded;
      } else if (isInWord && !isApostrophe(c)) {
        words++;
        if (NUMBER_WORDS.contains(word)) {
          numerals.add(mix(word), 0);
        } else if (isCapital && !isAfterStop) {
          names.add(mix(word), 0);
        }
        isAfterStop = false;
        if (words > 1) {
          long pair = mix(previous * 31 + word);
          if (previousStart < 1 << START_BITS) {
            samples.add(
                pair, previousStart << 8 | Math.min(MAX_SAMPLE_CHARS, place - previousStart));
          }
          if (words > 2) {
            keys.add(mix(mix(beforePrevious * 31 + previous) * 31 + word));
          }
        }
        beforePrevious = previous;
        previous = word;
        previousStart = wordStart;
        word = 0;
        isInWord = false;
      }
      isAfterStop |= c == '.' || c == '!' || c == '?' || c == ':';
    }
    if (2 * capitals > letters) {
      // In capitals throughout: they tell no names.
      names = new NestedSample(MAX_NAMES);
    }
    digest.update(buffer, 0, buffered);
    String contentId = HexFormat.of().formatHex(digest.digest(), 0, 12);
    return new ArticleSketch(contentId, keys.chosen(), place - 1, samples, numerals, names);
  }

  /** The triples that were chosen so far. */
  private static final class Keys {
    private final long[] smallest = new long[MIN_KEYS];
    private int smallestCount;
    private long[] regular = new long[16];
    private int regularCount;

    void add(long hash) {
      if (hash >>> KEY_SHIFT == 0) {
        if (regularCount == regular.length) {
          regular = Arrays.copyOf(regular, 2 * regularCount);
        }
        regular[regularCount++] = hash;
      }
      // Signed order: any will do that is the same everywhere.
      if (smallestCount == MIN_KEYS && hash >= smallest[MIN_KEYS - 1]) {
        return;
      }
      int at = Arrays.binarySearch(smallest, 0, smallestCount, hash);
      if (at < 0) {
        int insertion = -at - 1;
        int moved = Math.min(smallestCount, MIN_KEYS - 1) - insertion;
        System.arraycopy(smallest, insertion, smallest, insertion + 1, moved);
        smallest[insertion] = hash;
        smallestCount = Math.min(MIN_KEYS, smallestCount + 1);
      }
    }

    long[] chosen() {
      long[] all = Arrays.copyOf(smallest, smallestCount + regularCount);
      System.arraycopy(regular, 0, all, smallestCount, regularCount);
      return Arrays.stream(all).sorted().distinct().toArray();
    }
  }

  private static long wordHash(String letters) {
    long word = 0;
    for (int i = 0; i < letters.length(); i++) {
      word = mix(word + letters.charAt(i) + 1);
    }
    return word;
  }

  private static boolean isNumeralMark(int c) {
    return c == ',' || c == '.' || c == '/' || c == '-' || c == ':';
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
