package org.newsloom.text;

import java.util.Locale;
import java.util.Set;

/** The classes of characters that tokens and sentence ends are told by. */
final class Characters {
  // Unicode counts this apostrophe as a letter.
  static final int APOSTROPHE_LETTER = 0x02BC;
  private static final byte WORD = 1;
  private static final byte SPACE = 2;
  private static final byte[] ASCII = new byte[128];

  static {
    for (char c = 0; c < 128; c++) {
      if (isAsciiLetter(c) || isAsciiDigit(c)) {
        ASCII[c] = WORD;
      } else if (c <= ' ' || c == 127) {
        ASCII[c] = SPACE; // control characters hold nothing
      }
    }
  }

  // The generic domains and countries that news text names; any two letters would take "said.He"
  // for a domain.
  private static final Set<String> TOP_LEVEL_DOMAINS =
      Set.of(
          "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "io", "co", "uk", "eu",
          "ir", "tv", "ru", "cn", "de", "fr", "il", "ca", "au", "ly", "gl", "me", "news", "jp",
          "ch", "ae", "sa", "pk", "tr", "html", "htm", "php", "pdf", "js");

  private Characters() {}

  static boolean isAsciiLetter(char c) {
    return (char) ((c | 0x20) - 'a') < 26;
  }

  static boolean isAsciiDigit(char c) {
    return (char) (c - '0') < 10;
  }

  /** White space of any kind, and control characters. */
  static boolean isSpace(char c) {
    return c < 128
        ? ASCII[c] == SPACE
        : c == '\u00A0'
            || c == '\u0085'
            || c == '\uFEFF'
            || c == '\u200B'
            || Character.isSpaceChar(c);
  }

  static boolean isApostrophe(char c) {
    return c == '\''
        || c == '\u2019'
        || c == '\u2018'
        || c == '`'
        || c == '\u02BC'
        || c == '\uFF07'
        || c == '\u00B4';
  }

  /** A mark that may end a sentence. */
  static boolean isTerminator(char c) {
    return c == '.'
        || c == '!'
        || c == '?'
        || c == '\u2026'
        || c == '\u3002'
        || c == '\uFF01'
        || c == '\uFF1F';
  }

  /** A quote or bracket that may stand behind the stop of its sentence. */
  static boolean isCloser(char c) {
    return switch (c) {
      case '"', '\'', ')', ']', '}', '\u2019', '\u201D', '\u00BB', '\u203A', '\uFF02', '\uFF09' ->
          true;
      default -> false;
    };
  }

  /** A quote or bracket that may stand before the first word of its sentence. */
  static boolean isOpener(char c) {
    return switch (c) {
      case '"',
          '\'',
          '`',
          '(',
          '[',
          '{',
          '\u2018',
          '\u201C',
          '\u201E',
          '\u00AB',
          '\u2039',
          '\uFF02',
          '\uFF08' ->
          true;
      default -> false;
    };
  }

  static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether a letter, digit or numeral of any script begins at {@code i}. */
  static boolean isWordAt(String text, int i) {
    if (i >= text.length()) {
      return false;
    }
    char c = text.charAt(i);
    return c < 128 ? ASCII[c] == WORD : isWord(text.codePointAt(i));
  }

  private static boolean isWord(int codePoint) {
    int type = Character.getType(codePoint);
    return (Character.isLetterOrDigit(codePoint) && codePoint != APOSTROPHE_LETTER)
        || type == Character.OTHER_NUMBER
        || type == Character.LETTER_NUMBER;
  }

  /** The end of the letters, digits and their marks from {@code i}. */
  static int endOfWord(String text, int i) {
    return endOfWord(text, i, text.length());
  }

  /** As {@link #endOfWord(String, int)}, looking at no more than {@code limit} characters or so. */
  static int endOfWord(String text, int i, int limit) {
    int end = i;
    int last = (int) Math.min(text.length(), (long) i + limit);
    while (end < last) {
      char c = text.charAt(end);
      if (c < 128) {
        if (ASCII[c] != WORD) {
          return end;
        }
        end++;
      } else {
        int codePoint = text.codePointAt(end);
        boolean isInside =
            isWord(codePoint) || (end > i && (isMark(codePoint) || isFormat(codePoint)));
        if (!isInside) {
          return end;
        }
        end += Character.charCount(codePoint);
      }
    }
    return end;
  }

  private static boolean isFormat(int codePoint) {
    return codePoint == 0x00AD || codePoint == 0x200C || codePoint == 0x200D || codePoint == 0x2060;
  }

  /** The width of the code point at {@code i} with the marks and emoji modifiers behind it. */
  static int widthWithMarks(String text, int i) {
    int end = i + Character.charCount(text.codePointAt(i));
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      boolean isModifier =
          (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF)
              || (codePoint >= 0xE0020 && codePoint <= 0xE007F);
      if (codePoint < 128 || (!isMark(codePoint) && !isModifier)) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end - i;
  }

  static boolean isRegionalIndicator(int codePoint) {
    return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
  }

  /** Whether the letters are a top-level domain, written in lower case or all in capitals. */
  static boolean isTopLevelDomain(String text, int start, int end) {
    if (end - start < 2 || end - start > 5) {
      return false;
    }
    String label = text.substring(start, end);
    String lower = label.toLowerCase(Locale.ROOT);
    boolean isLower = label.equals(lower);
    boolean isUpper = end - start > 2 && label.equals(label.toUpperCase(Locale.ROOT));
    return (isLower || isUpper) && TOP_LEVEL_DOMAINS.contains(lower);
  }

  /** Whether the letters, in whatever case, are a top-level domain of three letters or more. */
  static boolean isLongDomain(String letters) {
    return letters.length() > 2 && TOP_LEVEL_DOMAINS.contains(letters.toLowerCase(Locale.ROOT));
  }

  static boolean isAddressChar(char c) {
    return isAsciiLetter(c)
        || isAsciiDigit(c)
        || c == '.'
        || c == '_'
        || c == '-'
        || c == '+'
        || c == '%';
  }

  /** Whether a URL cannot go on with this character. */
  static boolean endsAddress(char c) {
    return isSpace(c)
        || c == '"'
        || c == '<'
        || c == '>'
        || c == '\u201C'
        || c == '\u201D'
        || c == '\u2018'
        || c == '\u2019'
        || c == '\u00AB'
        || c == '\u00BB';
  }

  /** Whether the character belongs to the sentence rather than to a URL it ends. */
  static boolean isTrailing(char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\''
        || c == ']' || c == '*';
  }
}
