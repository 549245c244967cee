package org.newsloom.text;

/**
 * Short lines that stand alone, such as the items of a menu.
 *
 * <p>A few words recur by chance within a paragraph, and in the tables and headings of articles. A
 * line is looked at only where it has no stop, no number and no colon, and stands by no line with
 * numbers. Its key differs from that of the same words as a sentence.
 */
final class ShortLine {
  private static final int MAX_CHARS = 60;
  private static final int MIN_LETTERS = 4;

  private ShortLine() {}

  /** The key of a short line whose words have this key as a sentence. */
  static long key(long sentenceKey) {
    return ~sentenceKey;
  }

  /** Whether a sentence of the text is such a line. */
  static boolean isOne(String text, Span sentence) {
    int start = sentence.start();
    int end = sentence.end();
    if (end - start > MAX_CHARS
        || (start > 0 && text.charAt(start - 1) != '\n')
        || (end < text.length() && text.charAt(end) != '\n')
        || (start == 0 && end == text.length())) {
      return false;
    }
    int letters = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Characters.isAsciiDigit(c) || ".!?:;,\"\u201C\u201D".indexOf(c) >= 0) {
        return false;
      }
      letters += Character.isLetter(c) ? 1 : 0;
    }
    return letters >= MIN_LETTERS && !isNumeric(text, start - 1, -1) && !isNumeric(text, end, 1);
  }

  /** Whether the next line in this direction has a digit among its first or last characters. */
  private static boolean isNumeric(String text, int from, int step) {
    int i = from;
    while (i >= 0 && i < text.length() && text.charAt(i) == '\n') {
      i += step;
    }
    for (int k = 0; k < MAX_CHARS && i >= 0 && i < text.length(); k++, i += step) {
      if (text.charAt(i) == '\n') {
        return false;
      }
      if (Characters.isAsciiDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
