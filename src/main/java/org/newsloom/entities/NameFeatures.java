package org.newsloom.entities;

import java.util.List;
import java.util.function.LongToIntFunction;
import org.newsloom.entities.WordForm.Casing;

/** The features of a token that depend on more than one word. */
final class NameFeatures {

  /** Most features {@link #write} gives for a token. */
  static final int MOST = 96;

  /** Kinds of phrase a list holds; the first four are {@link Bilou#TYPES}. */
  static final List<String> KINDS =
      List.of("PER", "ORG", "LOC", "MISC", "country", "language", "city", "calendar");

  /** Most words of a listed phrase. */
  static final int LONGEST_PHRASE = 7;

  private static final int ALL_KINDS = (1 << KINDS.size()) - 1;
  private static final int FEWEST_WORDS = 4;

  private NameFeatures() {}

  /** How much capitals tell in a sentence. */
  static Casing casing(List<String> tokens) {
    int words = 0;
    int upper = 0;
    int longWords = 0;
    int longCapitalised = 0;
    int lowerCase = 0;
    for (String token : tokens) {
      if (token.isEmpty() || !Character.isLetter(token.charAt(0))) {
        continue;
      }
      boolean startsUpper = Character.isUpperCase(token.charAt(0));
      boolean endsUpper = Character.isUpperCase(token.charAt(token.length() - 1));
      words++;
      upper += startsUpper && endsUpper && token.length() > 1 ? 1 : 0;
      lowerCase += startsUpper ? 0 : 1;
      if (token.length() > 3) {
        longWords++;
        longCapitalised += startsUpper ? 1 : 0;
      }
    }
    if (words >= FEWEST_WORDS && lowerCase == words) {
      return Casing.NONE;
    }
    if (words >= 2 && upper * 10 >= words * 7) {
      return Casing.NONE;
    }
    // Few lower-case words, and those short: "Iran Says It Will Retaliate for the Strike".
    if (longWords >= FEWEST_WORDS && longCapitalised * 10 >= longWords * 9) {
      return Casing.TITLE;
    }
    return Casing.MIXED;
  }

  /** The key of a phrase's first word, or of a phrase and one word more. */
  static long phraseKey(long phrase, WordForm word) {
    return Keys.mix(phrase * 31 + word.lower);
  }

  /**
   * Finds listed phrases, longest first, from left to right.
   *
   * @param phrases for a phrase's key, the kinds it is listed as, bit by bit; negative where
   *     neither it nor a longer phrase that begins with it is listed
   * @param found for each word, 0 or the phrase's kinds with the word's place in it above them
   */
  static void matchPhrases(WordForm[] forms, int length, LongToIntFunction phrases, int[] found) {
    int start = 0;
    while (start < length) {
      long key = 0;
      int kinds = 0;
      int end = start + 1;
      for (int i = start; i < Math.min(length, start + LONGEST_PHRASE); i++) {
        key = phraseKey(key, forms[i]);
        int listed = phrases.applyAsInt(key);
        if (listed < 0) {
          break;
        }
        if ((listed & ALL_KINDS) != 0) {
          kinds = listed & ALL_KINDS;
          end = i + 1;
        }
      }
      for (int i = start; i < end; i++) {
        int place = (i == start ? 1 : 0) + (i == end - 1 ? 2 : 0);
        found[i] = kinds == 0 ? 0 : kinds | place << KINDS.size();
      }
      start = end;
    }
  }

  /** Writes the keys of a token's features to {@code keys}; returns their number. */
  static int write(WordForm[] forms, int length, int i, int[] phrases, long[] keys) {
    WordForm word = forms[i];
    WordForm before = i > 0 ? forms[i - 1] : WordForm.BEFORE_SENTENCE;
    WordForm before2 = i > 1 ? forms[i - 2] : WordForm.BEFORE_SENTENCE;
    WordForm after = i + 1 < length ? forms[i + 1] : WordForm.AFTER_SENTENCE;
    WordForm after2 = i + 2 < length ? forms[i + 2] : WordForm.AFTER_SENTENCE;
    int n = 0;
    keys[n++] = Keys.key(100, before.lower * 31 + word.lower);
    keys[n++] = Keys.key(101, word.lower * 31 + after.lower);
    keys[n++] = Keys.key(102, before2.lower * 31 + before.lower);
    keys[n++] = Keys.key(103, after.lower * 31 + after2.lower);
    keys[n++] = Keys.key(104, before.shape * 31 + word.shape);
    keys[n++] = Keys.key(105, word.shape * 31 + after.shape);
    keys[n++] = Keys.key(106, (before.shape * 31 + word.shape) * 31 + after.shape);
    keys[n++] = Keys.key(107, before.lower * 31 + word.shape);
    keys[n++] = Keys.key(108, after.lower * 31 + word.shape);
    keys[n++] = Keys.key(109, (before2.shape * 31 + before.shape) * 31 + word.shape);
    keys[n++] = Keys.key(110, (word.shape * 31 + after.shape) * 31 + after2.shape);
    for (int column = 1; column < word.classes.length; column++) {
      long own = word.classes[column];
      long template = 120 + column * 8L;
      if (column < before.classes.length) {
        keys[n++] = Keys.key(template, own << 20 | before.classes[column]);
        keys[n++] = Keys.key(template + 1, word.shape * 31 + before.classes[column]);
      }
      if (column < after.classes.length) {
        keys[n++] = Keys.key(template + 2, own << 20 | after.classes[column]);
        keys[n++] = Keys.key(template + 3, word.shape * 31 + after.classes[column]);
      }
      if (n > MOST - 40) {
        break;
      }
    }
    for (int place = -1; place <= 1; place++) {
      int at = i + place;
      int listed = at >= 0 && at < length ? phrases[at] : 0;
      if (listed == 0) {
        continue;
      }
      int positionInPhrase = listed >>> KINDS.size();
      int kinds = listed & ALL_KINDS;
      keys[n++] = Keys.key(200 + place, listed);
      for (int rest = kinds; rest != 0; rest &= rest - 1) {
        int kind = Integer.numberOfTrailingZeros(rest);
        keys[n++] = Keys.key(210 + place, word.shape * 64 + kind * 4L + positionInPhrase);
      }
    }
    return n;
  }
}
