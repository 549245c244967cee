package org.newsloom.text;

import java.util.Arrays;

/**
 * What a stop behind a word may mean, by the word before it. English news usage; the word lists are
 * our own.
 */
final class Abbreviations {
  enum Kind {
    /** Not an abbreviation: a stop behind it ends the sentence. */
    NONE,
    /** A title or the first half of a name, such as "Gen." or "St.": the name always follows. */
    TITLE,
    /** Abbreviates only before a number, such as "No. 5" or "Aug. 22". */
    BEFORE_NUMBER,
    /**
     * Closes a name or a phrase, such as "Corp." or "Calif.": the sentence may end with it or go
     * on.
     */
    CLOSING
  }

  private static final int LONGEST = 12;

  // The first letter tells: "Gen." is a title, "gen." is not.
  private static final String[] TITLES = {
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr", "Cdr", "Adm", "Sgt",
    "Cpl", "Pvt", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Rev", "Hon", "Pres", "Amb", "St",
    "Ste", "Mt", "Ft", "Supt", "Atty", "Messrs", "Mme", "Mlle", "Brig", "Lieut", "Det", "Insp",
    "Fr", "Comdr", "Mgr", "Msgr", "Ald", "Dep", "Asst", "vs", "viz", "cf", "Spc", "Pfc", "Cst",
    "Hr", "Mx", "Sra", "Srta", "Sgts", "Gens", "Drs", "Profs", "Lts", "v"
  };

  private static final String[] BEFORE_NUMBER = {
    "No", "Nos", "no", "nos", "p", "pp", "vol", "Vol", "Fig", "Sec", "Ch", "Jan", "Feb", "Mar",
    "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "approx", "Rs", "Tel", "tel",
    "ext", "Ext", "Op"
  };

  private static final String[] CLOSING = {
    "Inc", "Sr", "Corp", "Co", "Cos", "Ltd", "Jr", "Bros", "Plc", "LLC", "Intl", "Assn", "Dept",
    "Univ", "Inst", "Natl", "Ave", "Blvd", "Rd", "Bldg", "etc", "al", "Esq", "Ph", "dept", "govt",
    "Govt", "intl", "Calif", "Fla", "Mass", "Conn", "Tex", "Ariz", "Va", "Pa", "Ga", "Ill", "Ky",
    "La", "Md", "Mich", "Minn", "Miss", "Mo", "Neb", "Nev", "Okla", "Ore", "Tenn", "Vt", "Wash",
    "Wis", "Wyo", "Ala", "Ark", "Colo", "Del", "Kan", "Mont", "Tue", "Tues", "Wed", "Thu", "Thurs",
    "Fri", "Mon", "pct", "mln", "bln", "cts", "shrs", "avg", "incl", "mos"
  };

  private static final long[] TITLE_KEYS = keys(TITLES);
  private static final long[] BEFORE_NUMBER_KEYS = keys(BEFORE_NUMBER);
  private static final long[] CLOSING_KEYS = keys(CLOSING);

  private Abbreviations() {}

  /** The kind of the word from {@code start} to {@code end} (without its stop). */
  static Kind kind(String text, int start, int end) {
    long key = key(text, start, end);
    if (key == 0) {
      return Kind.NONE;
    } else if (Arrays.binarySearch(TITLE_KEYS, key) >= 0) {
      return Kind.TITLE;
    } else if (Arrays.binarySearch(BEFORE_NUMBER_KEYS, key) >= 0) {
      return Kind.BEFORE_NUMBER;
    } else if (Arrays.binarySearch(CLOSING_KEYS, key) >= 0) {
      return Kind.CLOSING;
    }
    return Kind.NONE;
  }

  private static long[] keys(String[] words) {
    return Arrays.stream(words)
        .mapToLong(word -> key(word, 0, word.length()))
        .distinct()
        .sorted()
        .toArray();
  }

  /**
   * Up to twelve ASCII letters in five bits each, the case of the first in the lowest bit; 0 for
   * anything else.
   */
  private static long key(String text, int start, int end) {
    if (start >= end || end - start > LONGEST) {
      return 0;
    }
    long key = 0;
    for (int i = start; i < end; i++) {
      int letter = (text.charAt(i) | 0x20) - 'a' + 1;
      if (letter < 1 || letter > 26 || text.charAt(i) > 'z') {
        return 0;
      }
      key = key << 5 | letter;
    }
    return key << 1 | (text.charAt(start) <= 'Z' ? 1 : 0);
  }
}
