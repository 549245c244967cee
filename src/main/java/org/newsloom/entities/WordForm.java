package org.newsloom.entities;

/**
 * A word as the tagger sees it: what depends on the word alone, computed once for each distinct
 * word. Keys are 64-bit hashes of a template and a value.
 */
final class WordForm {

  /** How much the capitals of a sentence tell. */
  enum Casing {
    /** Names are capitalised and other words are not. */
    MIXED(0),
    /** Most words are capitalised, as in a headline. */
    TITLE(1),
    /** All capitals, or none. */
    NONE(2);

    private final int salt;

    Casing(int salt) {
      this.salt = salt;
    }
  }

  /** Words this many places to either side count. */
  static final int REACH = 2;

  static final WordForm BEFORE_SENTENCE = new WordForm("\u0002", Casing.NONE, new int[0], 0);
  static final WordForm AFTER_SENTENCE = new WordForm("\u0003", Casing.NONE, new int[0], 0);

  private static final int LONGEST = 48;
  private static final int LONGEST_AFFIX = 5;

  /** Hash of the word in lower case, digits as 0. */
  final long lower;

  /** Hash of the collapsed shape: {@code Xx} for Paris, {@code X.X.} for U.S. */
  final long shape;

  final int[] classes;

  /** For each place from -REACH to REACH, the scores of the tags; set by the tagger. */
  float[] scores = new float[0];

  private final String text;
  private final String lowerText;
  private final long longShape;
  private final Casing casing;
  private final int listed;

  /**
   * @param listed kinds of the lists of single words that have it, bit by bit
   */
  WordForm(String token, Casing casing, int[] classes, int listed) {
    this.listed = listed;
    this.text = plain(token);
    this.lowerText = lowerCase(text);
    this.casing = casing;
    this.classes = classes;
    this.lower = hash(lowerText);
    String seen = casing == Casing.NONE ? lowerText : text;
    this.longShape = Keys.mix(shape(seen, false) + casing.salt);
    this.shape = Keys.mix(shape(seen, true) + casing.salt);
  }

  /** The key of a word in lower case. */
  static long lowerCaseKey(String token) {
    return hash(lowerCase(plain(token)));
  }

  /** The key of a word as it is written. */
  static long key(String token) {
    return hash(plain(token));
  }

  /** Whether a word of two characters or more has capitals and no small letters. */
  static boolean isCapitals(String token) {
    boolean upper = false;
    for (int i = 0; i < token.length(); i++) {
      if (Character.isLowerCase(token.charAt(i))) {
        return false;
      }
      upper |= Character.isUpperCase(token.charAt(i));
    }
    return upper && token.length() > 1;
  }

  /** The features of this word for a token {@code place} words before (or, negative, after) it. */
  long[] keys(int place) {
    Keys keys = new Keys(place);
    if (casing == Casing.MIXED) {
      keys.add(1, hash(text));
    }
    keys.add(2, lower);
    keys.add(3, shape);
    for (int column = 0; column < classes.length; column++) {
      if (classes[column] >= 0) {
        keys.add(16 + column, classes[column]);
        if (column == 0) {
          keys.add(4, shape * 31 + classes[column]);
        }
      }
    }
    if (listed != 0) {
      keys.add(11, listed);
      keys.add(12, shape * 31 + listed);
    }
    if (Math.abs(place) <= 1) {
      keys.add(5, longShape);
      int longest = place == 0 ? LONGEST_AFFIX : 3;
      for (int n = 1; n <= Math.min(longest, lowerText.length()); n++) {
        keys.add(6, hash(lowerText, 0, n));
        keys.add(7, hash(lowerText, lowerText.length() - n, lowerText.length()));
      }
    }
    if (place == 0) {
      int hyphen = lowerText.lastIndexOf('-');
      if (hyphen > 0 && hyphen < lowerText.length() - 1) {
        keys.add(8, hash(lowerText, 0, hyphen));
        keys.add(9, hash(lowerText, hyphen + 1, lowerText.length()));
      }
      keys.add(10, 0);
    }
    return keys.toArray();
  }

  /** Digits as 0, typographic quotes and dashes as their ASCII forms, cut to a bounded length. */
  static String plain(String token) {
    int length = Math.min(token.length(), LONGEST);
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      char c = token.charAt(i);
      chars[i] =
          switch (c) {
            case '\u2018', '\u2019', '`', '\u00b4' -> '\'';
            case '\u201c', '\u201d', '\u00ab', '\u00bb' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014' -> '-';
            default -> Character.isDigit(c) ? '0' : c;
          };
    }
    String text = new String(chars);
    return text.equals("''") || text.equals("\"\"") ? "\"" : text;
  }

  /** Lower case character by character, so that lengths agree and no locale matters. */
  static String lowerCase(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
    return new String(chars);
  }

  private static long shape(String text, boolean collapsed) {
    long hash = 7;
    char last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char kind = Character.isUpperCase(c) ? 'X' : Character.isLetter(c) ? 'x' : c == '0' ? '0' : c;
      if (!collapsed || kind != last) {
        hash = hash * 1_000_003 + kind;
      }
      last = kind;
    }
    return hash;
  }

  private static long hash(String text) {
    return hash(text, 0, text.length());
  }

  private static long hash(String text, int start, int end) {
    long hash = 0xcbf29ce484222325L;
    for (int i = start; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return Keys.mix(hash);
  }
}
