package org.newsloom.entities;

import java.util.List;
import java.util.function.LongToIntFunction;
import java.util.stream.Stream;
import org.newsloom.entities.WordForm.Casing;

/** The features of a token that depend on more than one word. */
final class NameFeatures {

  /** Most features {@link #write} gives for a token. */
  static final int MOST = 96;

  /**
   * Kinds of phrase a list holds. The first four are {@link Bilou#TYPES}, as the training data has
   * them; the next come from the Java runtime, the rest from the lists of {@link NameLists}.
   */
  static final List<String> KINDS =
      Stream.concat(
              Stream.of("PER", "ORG", "LOC", "MISC", "country", "language", "zone", "calendar"),
              Stream.concat(NameLists.PHRASES.stream(), NameLists.WORDS.stream()))
          .toList();

  /** The bits of the kinds that are of single words, which a phrase does not hide. */
  private static final int WORD_KINDS =
      ((1 << NameLists.WORDS.size()) - 1) << (KINDS.size() - NameLists.WORDS.size());

  /** Most words of a listed phrase. */
  static final int LONGEST_PHRASE = 7;

  private static final int PHRASE_KINDS = ((1 << KINDS.size()) - 1) & ~WORD_KINDS;
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
   * Of what {@code phrases} says of a single word, the kinds that a longer phrase does not hide; of
   * a word that says nothing, those of its part behind the last hyphen: "al-Assad".
   */
  static int wordKinds(String token, LongToIntFunction phrases) {
    int kinds = listed(token, phrases);
    int hyphen = token.lastIndexOf('-');
    return kinds == 0 && hyphen > 0 && hyphen < token.length() - 1
        ? listed(token.substring(hyphen + 1), phrases)
        : kinds;
  }

  private static int listed(String word, LongToIntFunction phrases) {
    return Math.max(0, phrases.applyAsInt(Keys.mix(WordForm.lowerCaseKey(word)))) & WORD_KINDS;
  }

  /**
   * What sort of line a sentence is: how long, how many of its words are numbers, how many are in
   * lower case, and whether it ends as a sentence does. Tables of results differ from prose in it,
   * and in what "England" is there.
   */
  static int sort(List<String> tokens) {
    int numbers = 0;
    int lowerCase = 0;
    for (String token : tokens) {
      if (!token.isEmpty()) {
        numbers += Character.isDigit(token.charAt(0)) ? 1 : 0;
        lowerCase += Character.isLowerCase(token.charAt(0)) ? 1 : 0;
      }
    }
    int length = tokens.size();
    String last = length == 0 ? "" : tokens.get(length - 1);
    boolean hasEnd = last.equals(".") || last.equals("?") || last.equals("!") || last.equals("\"");
    int size = length <= 3 ? 0 : length <= 8 ? 1 : length <= 20 ? 2 : 3;
    int counted = numbers == 0 ? 0 : numbers * 8 < length ? 1 : numbers * 3 < length ? 2 : 3;
    int prose = lowerCase == 0 ? 0 : lowerCase * 3 < length ? 1 : 2;
    return ((size * 4 + counted) * 3 + prose) * 2 + (hasEnd ? 1 : 0);
  }

  /**
   * Finds listed phrases, longest first, from left to right.
   *
   * @param phrases for a phrase's key, the kinds it is listed as, bit by bit; negative where
   *     neither it nor a longer phrase that begins with it is listed
   * @param found for each word, 0 or the phrase's kinds with the word's place in it above them
   */
  static void matchPhrases(WordForm[] forms, int length, LongToIntFunction phrases, long[] found) {
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
        if ((listed & PHRASE_KINDS) != 0) {
          kinds = listed & PHRASE_KINDS;
          end = i + 1;
        }
      }
      for (int i = start; i < end; i++) {
        int place = (i == start ? 1 : 0) + (i == end - 1 ? 2 : 0);
        found[i] = kinds == 0 ? 0 : kinds | (long) place << Integer.SIZE;
      }
      start = end;
    }
  }

  /** Writes the keys of a token's features to {@code keys}; returns their number. */
  static int write(WordForm[] forms, int length, int i, long[] phrases, int sort, long[] keys) {
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
    keys[n++] = Keys.key(111, word.shape * 256 + sort);
    keys[n++] = Keys.key(112, word.lower * 256 + sort);
    if (word.classes.length > 1) {
      keys[n++] = Keys.key(113, word.classes[1] * 256L + sort);
    }
    if (phrases[i] != 0) {
      keys[n++] = Keys.key(114, phrases[i] * 256 + sort);
    }
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
      long listed = at >= 0 && at < length ? phrases[at] : 0;
      if (listed == 0) {
        continue;
      }
      long positionInPhrase = listed >>> Integer.SIZE;
      int kinds = (int) listed;
      keys[n++] = Keys.key(200 + place, listed);
      for (int rest = kinds; rest != 0; rest &= rest - 1) {
        int kind = Integer.numberOfTrailingZeros(rest);
        keys[n++] = Keys.key(210 + place, word.shape * 256 + kind * 4L + positionInPhrase);
      }
    }
    return n;
  }
}
