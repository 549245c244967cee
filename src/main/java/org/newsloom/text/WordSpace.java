package org.newsloom.text;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Vectors of words by the company they keep: words that are used alike have vectors of nearly one
 * direction. Words are in lower case with plain apostrophes and each digit as 0.
 */
public final class WordSpace {
  private final SortedMap<String, float[]> vectors;
  private final int dimensions;

  /**
   * @param vectors by word, all of one length
   * @throws IllegalArgumentException if their lengths differ
   */
  public WordSpace(SortedMap<String, float[]> vectors) {
    this.vectors = Collections.unmodifiableSortedMap(new TreeMap<>(vectors));
    this.dimensions = vectors.isEmpty() ? 0 : vectors.get(vectors.firstKey()).length;
    vectors.forEach(
        (word, vector) -> {
          if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                "Vector of %s has %d numbers, that of %s %d"
                    .formatted(word, vector.length, vectors.firstKey(), dimensions));
          }
        });
  }

  /** A space without words. */
  public static WordSpace none() {
    return new WordSpace(new TreeMap<>());
  }

  /** Vectors by word; not to be changed. */
  SortedMap<String, float[]> vectors() {
    return vectors;
  }

  int dimensions() {
    return dimensions;
  }

  /** The form under which a token is looked up. */
  public static String form(String token) {
    int plain = 0;
    while (plain < token.length() && plain(token.charAt(plain)) == token.charAt(plain)) {
      plain++;
    }
    if (plain == token.length()) {
      return token;
    }
    char[] chars = token.toCharArray();
    for (int i = plain; i < chars.length; i++) {
      chars[i] = plain(chars[i]);
    }
    return new String(chars);
  }

  private static char plain(char written) {
    if (written >= 'a' && written <= 'z') {
      return written;
    }
    return switch (written) {
      case '’', '‘', '`' -> '\'';
      default -> Character.isDigit(written) ? '0' : Character.toLowerCase(written);
    };
  }
}
