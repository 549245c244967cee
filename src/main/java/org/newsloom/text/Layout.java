package org.newsloom.text;

/** Normalises white space: spaces, line breaks, hard-wrapped lines, quotes set apart by spaces. */
final class Layout {
  /** Below this, lines are verse or a list; above, paragraphs. Wire copy and mail wrap between. */
  private static final int MIN_WRAP_CHARS = 50;

  private static final int MAX_WRAP_CHARS = 100;

  /** A wrapped line fills at least this share of the longest; shorter ones ended on purpose. */
  private static final double FULL_LINE_SHARE = 0.65;

  private Layout() {}

  /**
   * One space between words, one line break between paragraphs (two where a blank line stood), none
   * at either end; the lines of hard-wrapped paragraphs joined.
   */
  static Edits whiteSpace(String text) {
    return whiteSpace(text, Wrapping.of(text));
  }

  /** The same for a text whose lines are paragraphs: closes the gaps that removals left. */
  static Edits gaps(String text) {
    return whiteSpace(text, new Wrapping(text, false, 0));
  }

  private static Edits whiteSpace(String text, Wrapping wrapping) {
    Edits edits = new Edits();
    int i = 0;
    while (i < text.length()) {
      if (!isSpace(text.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      while (i < text.length() && isSpace(text.charAt(i))) {
        i++;
      }
      String space;
      if (start == 0 || i == text.length()) {
        space = "";
      } else {
        int breaks = lineBreaks(text, start, i);
        space = breaks > 1 ? "\n\n" : breaks == 0 || wrapping.joins(start, i) ? " " : "\n";
      }
      if (!isSame(text, start, i, space)) {
        edits.replace(start, i, space);
      }
    }
    return edits;
  }

  private static boolean isSame(String text, int start, int end, String space) {
    return end - start == space.length() && text.startsWith(space, start);
  }

  static boolean isSpace(char c) {
    return c <= ' '
        ? c == ' ' || (c >= '\t' && c <= '\r')
        : c >= '\u0085'
            && (c == '\u0085'
                || c == '\u00A0'
                || c == '\u1680'
                || (c >= '\u2000' && c <= '\u200A')
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u202F'
                || c == '\u205F'
                || c == '\u3000');
  }

  private static boolean isLineBreak(char c) {
    return (c >= '\n' && c <= '\r') || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  private static int lineBreaks(String text, int start, int end) {
    int breaks = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (isLineBreak(c) && !(c == '\n' && i > start && text.charAt(i - 1) == '\r')) {
        breaks += c == '\u2029' ? 2 : 1;
      }
    }
    return breaks;
  }

  /** Whether a text's line breaks are its author's or its typesetter's, and which are which. */
  private record Wrapping(String text, boolean isWrapped, int fullLineChars) {

    static Wrapping of(String text) {
      int longest = 0;
      int lines = 0;
      int breaks = 0;
      int running = 0;
      int lineStart = 0;
      while (lineStart < text.length() && longest <= MAX_WRAP_CHARS) {
        int lineEnd = lineEnd(text, lineStart);
        longest = Math.max(longest, lineEnd - lineStart);
        lines++;
        int next = lineEnd + 1;
        int last = lineEnd - 1;
        while (last >= lineStart && isSpace(text.charAt(last))) {
          last--;
        }
        if (next < text.length() && last >= lineStart && !isSpace(text.charAt(next))) {
          if (".!?:\"\u201D".indexOf(text.charAt(last)) < 0) {
            breaks++;
            boolean runsOn = Character.isLowerCase(text.charAt(next)) || text.charAt(last) == ',';
            running += runsOn ? 1 : 0;
          }
        }
        lineStart = next;
      }
      boolean isWrapped =
          lines > 1
              && longest >= MIN_WRAP_CHARS
              && longest <= MAX_WRAP_CHARS
              && breaks > 0
              && running * 2 >= breaks;
      return new Wrapping(text, isWrapped, (int) (longest * FULL_LINE_SHARE));
    }

    /** Whether the single line break within this white space was the typesetter's. */
    boolean joins(int start, int end) {
      if (!isWrapped || (end < text.length() && !isLineBreak(text.charAt(end - 1)))) {
        return false; // an indented line begins a paragraph
      }
      int lineStart = text.lastIndexOf('\n', start - 1) + 1;
      int lineEnd = lineEnd(text, end);
      boolean isTable = containsGap(text, lineStart, start) || containsGap(text, end, lineEnd);
      return !isTable
          // Where the dateline stood, the first line is short.
          && (lineStart == 0
              || start - lineStart >= fullLineChars
              || Character.isLowerCase(text.charAt(end)));
    }

    /** Whether words stand apart by three spaces or more, as the columns of a table do. */
    private static boolean containsGap(String text, int start, int end) {
      int gap = 0;
      boolean isInWords = false;
      for (int i = start; i < end; i++) {
        if (isSpace(text.charAt(i))) {
          gap++;
        } else {
          if (isInWords && gap >= 3) {
            return true;
          }
          gap = 0;
          isInWords = true;
        }
      }
      return false;
    }

    private static int lineEnd(String text, int start) {
      int end = text.indexOf('\n', start);
      return end < 0 ? text.length() : end;
    }
  }

  /**
   * Closes the gaps tokenisers leave inside quotation marks: {@code " Depth "} to {@code "Depth"}.
   * Only where most marks of the text are set apart so; within a paragraph they open and close in
   * turn, and a mark that plainly opens or closes puts the turn right.
   */
  static Edits spacedQuotes(String text) {
    Edits edits = new Edits();
    int quotes = 0;
    int apart = 0;
    for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
      quotes++;
      apart += isApart(text, i) ? 1 : 0;
    }
    boolean areQuotesApart = apart >= 2 && apart * 5 >= quotes * 4;
    boolean isOpen = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        isOpen = false;
      } else if (c == '`' && isApart(text, i) && text.startsWith(" ", i + 1)) {
        // The same tokenisers write an opening single quote as a grave accent.
        edits.replace(i, i + 2, "'");
        i++;
      } else if (c == '"' && areQuotesApart) {
        boolean opens = opens(text, i, isOpen);
        isOpen = opens;
        if (isApart(text, i) && opens && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
          edits.delete(i + 1, i + 2);
        } else if (isApart(text, i) && !opens && i > 0 && text.charAt(i - 1) == ' ') {
          boolean isTaken = !edits.isEmpty() && edits.end(edits.count() - 1) == i;
          if (!isTaken) {
            edits.delete(i - 1, i);
          }
        }
      }
    }
    return edits;
  }

  private static boolean isApart(String text, int i) {
    return (i == 0 || isSpace(text.charAt(i - 1)))
        && (i + 1 == text.length()
            || isSpace(text.charAt(i + 1))
            || ".,;:!?)".indexOf(text.charAt(i + 1)) >= 0);
  }

  private static boolean opens(String text, int i, boolean isOpen) {
    if (i + 1 == text.length() || ".,;:!?)\n".indexOf(text.charAt(i + 1)) >= 0) {
      return false;
    }
    if (i < 2 || text.charAt(i - 1) == '\n') {
      return true;
    }
    char before = text.charAt(i - 2);
    char after = i + 2 < text.length() ? text.charAt(i + 2) : ' ';
    if (isOpen) {
      return before == ':';
    }
    // A comma before and a small letter after close a quotation: `" ..., " he said`.
    boolean plainlyCloses = (before == '!' || before == '?') && Character.isLowerCase(after);
    return !plainlyCloses;
  }
}
