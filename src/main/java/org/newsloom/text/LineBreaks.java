package org.newsloom.text;

/**
 * Tells the line breaks that end a sentence from those of hard-wrapped text.
 *
 * <p>A text is indented when only its paragraphs begin with white space, and wrapped when its lines
 * are short and most of them could not have held the first word of the next.
 */
final class LineBreaks {
  private static final int NARROWEST_WRAP = 40;
  private static final int WIDEST_WRAP = 100;
  private static final int INDENT = 2;

  /**
   * A line this share of the widest one, with the next word, counts as full: wires wrap raggedly.
   */
  private static final double FULL_SHARE = 0.85;

  private static final double SHORT_SHARE = 0.7;
  private static final int LONGEST_HEADLINE = 200;

  private final String text;
  private int widest;
  private boolean isIndented;
  private boolean isWrapped;

  private LineBreaks(String text) {
    this.text = text;
  }

  static LineBreaks of(String text) {
    LineBreaks breaks = new LineBreaks(text);
    if (text.indexOf('\n') >= 0) {
      breaks.measure();
    }
    return breaks;
  }

  private void measure() {
    int indented = 0;
    int flush = 0;
    for (int start = 0; start < text.length(); start = lineEnd(start) + 1) {
      widest = Math.max(widest, trimmedEnd(start, lineEnd(start)) - skipSpaces(start));
    }
    int open = 0;
    int full = 0;
    for (int start = 0; start < text.length(); start = lineEnd(start) + 1) {
      int end = lineEnd(start);
      int next = end + 1;
      if (isBlank(start) || next >= text.length() || isBlank(next)) {
        continue;
      }
      if (indent(next) >= INDENT) {
        indented++;
      } else {
        flush++;
        if (!isClosed(trimmedEnd(start, end))) {
          open++;
          full += isFull(start, end, next) ? 1 : 0;
        }
      }
    }
    isIndented = indented > 0 && flush > 0 && widest <= WIDEST_WRAP;
    isWrapped = widest >= NARROWEST_WRAP && widest <= WIDEST_WRAP && open > 0 && full * 2 >= open;
  }

  /**
   * Whether the sentence ends at a single line break.
   *
   * @param start where the line begins
   * @param end where the line ends, at its line feed
   */
  boolean endsSentence(int start, int end) {
    int next = end + 1;
    int lineEnd = trimmedEnd(start, end);
    if (isBullet(next)) {
      return true;
    }
    if (isIndented && indent(next) >= INDENT) {
      return true;
    }
    boolean isHardWrapped = isIndented || isWrapped;
    if (isClosed(lineEnd)) {
      return !isHardWrapped; // the stop has been judged with what follows it
    }
    int first = skipSpaces(next);
    if (Character.isLowerCase(text.codePointAt(first)) || text.charAt(lineEnd - 1) == ',') {
      return false;
    }
    if (!isHardWrapped) {
      return true;
    }
    int room = lineEnd - skipSpaces(start) + 1 + firstWordLength(next);
    if (isHeadline(start, lineEnd)) {
      return room < widest * FULL_SHARE
          || (isCapitals(start, lineEnd) && !isCapitals(first, wordEnd(first)));
    }
    return !isIndented && start > 0 && room < widest * SHORT_SHARE;
  }

  private boolean isFull(int start, int end, int next) {
    return trimmedEnd(start, end) - skipSpaces(start) + 1 + firstWordLength(next)
        >= widest * FULL_SHARE;
  }

  private int lineEnd(int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  private int trimmedEnd(int start, int end) {
    int i = end;
    while (i > start && Characters.isSpace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** The first character of the line that is not white space, or the line's end. */
  private int skipSpaces(int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) != '\n' && Characters.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private boolean isBlank(int start) {
    int i = skipSpaces(start);
    return i >= text.length() || text.charAt(i) == '\n';
  }

  private int indent(int start) {
    return text.charAt(start) == '\t' ? INDENT : skipSpaces(start) - start;
  }

  private int wordEnd(int start) {
    int i = start;
    while (i < text.length() && !Characters.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int firstWordLength(int start) {
    int first = skipSpaces(start);
    return wordEnd(first) - first;
  }

  /** Whether the line ends with sentence punctuation, quotes and brackets behind it or not. */
  private boolean isClosed(int end) {
    int i = end - 1;
    while (i >= 0 && (Characters.isCloser(text.charAt(i)) || text.charAt(i) == ' ')) {
      i--;
    }
    return i >= 0 && (Characters.isTerminator(text.charAt(i)) || text.charAt(i) == ':');
  }

  private boolean isBullet(int start) {
    int i = skipSpaces(start);
    char c = i < text.length() ? text.charAt(i) : 0;
    if (c == '\u2022' || c == '\u25CF' || c == '\u25AA' || c == '\u00B7' || c == '\u25A0') {
      return true;
    }
    boolean isMark = c == '-' || c == '*' || c == '\u2013' || c == '\u2014';
    return isMark
        && i + 1 < text.length()
        && text.charAt(i + 1) == ' '
        && !isWrapped
        && !isIndented;
  }

  /** Whether every longer word of the line begins with a capital. */
  private boolean isHeadline(int start, int end) {
    if (end - start > LONGEST_HEADLINE) {
      return false;
    }
    int words = 0;
    for (int i = skipSpaces(start); i < end; i = skipSpaces(wordEnd(i))) {
      int wordEnd = Math.min(wordEnd(i), end);
      if (wordEnd - i >= 4 && Character.isLowerCase(text.charAt(i))) {
        return false;
      }
      words++;
    }
    return words >= 2;
  }

  private boolean isCapitals(int start, int end) {
    boolean hasCapital = false;
    for (int i = start; i < end; i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
      hasCapital |= Character.isUpperCase(text.charAt(i));
    }
    return hasCapital;
  }
}
