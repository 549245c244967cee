package org.newsloom.text;

import java.util.Arrays;

/**
 * Converts UTF-16 indices of one text to code-point offsets, which tables count in. A lone
 * surrogate counts as one code point, as in {@link String#codePointCount}.
 */
public final class CodePoints {
  private static final int[] NONE = {};

  private final int length;

  /** UTF-16 indices of the low surrogates of all pairs, ascending. */
  private final int[] lows;

  private CodePoints(int length, int[] lows) {
    this.length = length;
    this.lows = lows;
  }

  /** Reads the text once, in O(n). */
  public static CodePoints of(String text) {
    int[] lows = NONE;
    int pairs = 0;
    for (int i = 1; i < text.length(); i++) {
      if (Character.isLowSurrogate(text.charAt(i))
          && Character.isHighSurrogate(text.charAt(i - 1))) {
        if (pairs == lows.length) {
          lows = Arrays.copyOf(lows, Math.max(8, 2 * pairs));
        }
        lows[pairs++] = i;
        i++;
      }
    }
    return new CodePoints(text.length(), Arrays.copyOf(lows, pairs));
  }

  /**
   * The number of code points before a UTF-16 index: O(1) in a text without surrogate pairs, else
   * logarithmic in their number.
   *
   * @param index from 0 to the length of the text, inclusive
   * @throws IndexOutOfBoundsException for any other index
   */
  public int at(int index) {
    if (index < 0 || index > length) {
      throw new IndexOutOfBoundsException(
          "Index " + index + " in a text of " + length + " UTF-16 units");
    }
    if (lows.length == 0) {
      return index;
    }
    int found = Arrays.binarySearch(lows, index);
    return index - (found >= 0 ? found : -found - 1);
  }

  /**
   * The UTF-16 index of the code point with this many before it; {@link #at} undoes it. As fast.
   *
   * @param codePoints from 0 to the code points of the text, inclusive
   * @throws IndexOutOfBoundsException for any other number
   */
  public int index(int codePoints) {
    if (codePoints < 0 || codePoints > length - lows.length) {
      throw new IndexOutOfBoundsException(
          "Code point " + codePoints + " in a text of " + (length - lows.length));
    }
    int from = 0;
    int to = lows.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      // Code points before the pair.
      if (lows[middle] - 1 - middle < codePoints) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return codePoints + from;
  }
}
