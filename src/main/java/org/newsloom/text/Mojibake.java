package org.newsloom.text;

/**
 * Repairs UTF-8 that was read as windows-1252 or latin-1: "donâ€™t" to "don’t". And windows-1252
 * that was read as latin-1, or, where the place proves the character, as UTF-8.
 *
 * <p>A sequence is repaired only if its characters, written back as windows-1252 bytes, are
 * well-formed UTF-8 of their shortest form. Three and four bytes prove it alone; of two bytes, the
 * leads of Latin letters and signs (Â Ã Ä Å) do, others only in a row of two, so that a Greek or
 * Turkish capital before a quotation mark stays.
 */
final class Mojibake {
  /** A text stored wrongly so often was repaired before. */
  static final int MAX_ROUNDS = 3;

  /** A line break in latin-1, and in some texts meant as one. */
  private static final char NEXT_LINE = '\u0085';

  /** What windows-1252 shows for the bytes 80 to 9F; 0 where it has no character. */
  private static final String C1 =
      "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
          + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

  private Mojibake() {}

  /** One round of repairs. */
  static Edits repairs(String text) {
    Edits edits = new Edits();
    boolean hasProof = false;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c >= 0x80 && c <= 0x9F && c != NEXT_LINE && C1.charAt(c - 0x80) != 0) {
        // No text has these controls: they are bytes of windows-1252 read as latin-1.
        edits.replace(i, i + 1, String.valueOf(C1.charAt(c - 0x80)));
        i++;
        continue;
      }
      if (c == '\uFFFD' && isApostrophe(text, i)) {
        edits.replace(i, i + 1, "\u2019");
        i++;
        continue;
      }
      if (c < 0xC2 || c > 0xF4) {
        i++;
        continue;
      }
      int length = sequenceLength(text, i);
      if (length > 0 && (isProof(c, length) || sequenceLength(text, i + length) > 0)) {
        hasProof = true;
        edits.replace(i, i + length, Character.toString(decode(text, i, length)));
        i += length;
      } else if (length > 0 && !edits.isEmpty() && edits.end(edits.count() - 1) == i) {
        edits.replace(i, i + length, Character.toString(decode(text, i, length)));
        i += length;
      } else if (c == '\u00E2' && isCutClosingQuote(text, i)) {
        // The last byte of ” has no character in windows-1252, so most copies have lost it.
        int end = i + 2 < text.length() && text.charAt(i + 2) == '\uFFFD' ? i + 3 : i + 2;
        edits.replace(i, end, "\u201D");
        i = end;
      } else if (c == '\u00C2' && hasProof && text.startsWith(" ", i + 1)) {
        edits.replace(i, i + 2, " ");
        i += 2;
      } else {
        i++;
      }
    }
    return edits;
  }

  /**
   * Whether a character that could not be decoded stands in a contraction: "didn\uFFFDt". Elsewhere
   * it may have been a letter.
   */
  private static boolean isApostrophe(String text, int i) {
    int end = i + 1;
    while (end < text.length() && end <= i + 3 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String clitic = text.substring(i + 1, end);
    int start = i;
    while (start > 0 && i - start < 8 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    String host = text.substring(start, i);
    return LostPunctuation.isContraction(host, clitic);
  }

  private static boolean isProof(char lead, int length) {
    return length > 2 || lead <= '\u00C5';
  }

  private static boolean isCutClosingQuote(String text, int i) {
    if (!text.startsWith("\u20AC", i + 1)) {
      return false;
    }
    if (i + 2 == text.length()) {
      return true;
    }
    char next = text.charAt(i + 2);
    return Character.isWhitespace(next) || ".,;:!?)-\uFFFD".indexOf(next) >= 0;
  }

  /** How many characters at this index stand for one of UTF-8; 0 if they do not. */
  private static int sequenceLength(String text, int i) {
    if (i >= text.length()) {
      return 0;
    }
    char lead = text.charAt(i);
    int length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || i + length > text.length()) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      int unit = byteOf(text.charAt(i + k));
      if (unit < 0x80 || unit > 0xBF) {
        return 0;
      }
    }
    int codePoint = decode(text, i, length);
    boolean isShortest = codePoint >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
    boolean isCharacter =
        codePoint <= Character.MAX_CODE_POINT
            && Character.isDefined(codePoint)
            && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
            && Character.getType(codePoint) != Character.PRIVATE_USE;
    return isShortest && isCharacter ? length : 0;
  }

  private static int decode(String text, int i, int length) {
    int codePoint = text.charAt(i) & (0xFF >> (length + 1));
    for (int k = 1; k < length; k++) {
      codePoint = codePoint << 6 | (byteOf(text.charAt(i + k)) & 0x3F);
    }
    return codePoint;
  }

  /** The byte that windows-1252 or latin-1 shows as this character; −1 if there is none. */
  private static int byteOf(char c) {
    if (c <= 0xFF) {
      return c;
    }
    int index = C1.indexOf(c);
    return index < 0 ? -1 : 0x80 + index;
  }
}
