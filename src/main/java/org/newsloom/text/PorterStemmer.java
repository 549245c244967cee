package org.newsloom.text;

/**
 * Stems of English words: Porter (1980), "An algorithm for suffix stripping", Program 14(3), with
 * the departures of his own later versions (bli, logi). Words in lower case; others come back as
 * they are.
 */
final class PorterStemmer {

  private static final String[][] STEP_2 = {
    {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
    {"bli", "ble"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
    {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"},
    {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"},
    {"logi", "log"}
  };

  private static final String[][] STEP_3 = {
    {"icate", "ic"},
    {"ative", ""},
    {"alize", "al"},
    {"iciti", "ic"},
    {"ical", "ic"},
    {"ful", ""},
    {"ness", ""}
  };

  private static final String[][] STEP_4 = {
    {"al", ""}, {"ance", ""}, {"ence", ""}, {"er", ""}, {"ic", ""}, {"able", ""}, {"ible", ""},
    {"ant", ""}, {"ement", ""}, {"ment", ""}, {"ent", ""}, {"ion", ""}, {"ou", ""}, {"ism", ""},
    {"ate", ""}, {"iti", ""}, {"ous", ""}, {"ive", ""}, {"ize", ""}
  };

  private PorterStemmer() {}

  static String stem(String word) {
    if (word.length() < 3) {
      return word;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return word;
      }
    }
    String stem = doubled(plural(word));
    if (stem.endsWith("y") && hasVowel(stem, stem.length() - 1)) {
      stem = stem.substring(0, stem.length() - 1) + "i";
    }
    stem = replaced(stem, STEP_2, 0);
    stem = replaced(stem, STEP_3, 0);
    stem = replaced(stem, STEP_4, 1);
    return tidied(stem);
  }

  private static String plural(String word) {
    if (word.endsWith("sses") || word.endsWith("ies")) {
      return word.substring(0, word.length() - 2);
    }
    return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
  }

  /** Takes -ed and -ing off and mends what is left (step 1b). */
  private static String doubled(String word) {
    int length = word.length();
    if (word.endsWith("eed")) {
      return measure(word, length - 3) > 0 ? word.substring(0, length - 1) : word;
    }
    int cut = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0;
    if (cut == 0 || !hasVowel(word, length - cut)) {
      return word;
    }
    String stem = word.substring(0, length - cut);
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    int end = stem.length();
    char last = stem.charAt(end - 1);
    if (end > 1 && last == stem.charAt(end - 2) && isConsonant(stem, end - 1)) {
      return "lsz".indexOf(last) < 0 ? stem.substring(0, end - 1) : stem;
    }
    return measure(stem, end) == 1 && endsShort(stem, end) ? stem + "e" : stem;
  }

  /** The longest ending that fits decides, whether its stem is long enough or not. */
  private static String replaced(String word, String[][] endings, int longerThan) {
    String[] longest = null;
    for (String[] ending : endings) {
      if (word.endsWith(ending[0])
          && (longest == null || ending[0].length() > longest[0].length())) {
        longest = ending;
      }
    }
    if (longest == null) {
      return word;
    }
    int end = word.length() - longest[0].length();
    if (measure(word, end) <= longerThan
        || (longest[0].equals("ion") && (end == 0 || "st".indexOf(word.charAt(end - 1)) < 0))) {
      return word;
    }
    return word.substring(0, end) + longest[1];
  }

  private static String tidied(String word) {
    String stem = word;
    if (stem.endsWith("e")) {
      int end = stem.length() - 1;
      int measure = measure(stem, end);
      if (measure > 1 || (measure == 1 && !endsShort(stem, end))) {
        stem = stem.substring(0, end);
      }
    }
    return stem.endsWith("ll") && measure(stem, stem.length()) > 1
        ? stem.substring(0, stem.length() - 1)
        : stem;
  }

  private static boolean isConsonant(String word, int at) {
    return switch (word.charAt(at)) {
      case 'a', 'e', 'i', 'o', 'u' -> false;
      case 'y' -> at == 0 || !isConsonant(word, at - 1);
      default -> true;
    };
  }

  private static boolean hasVowel(String word, int end) {
    for (int i = 0; i < end; i++) {
      if (!isConsonant(word, i)) {
        return true;
      }
    }
    return false;
  }

  /** How often a vowel is followed by a consonant before {@code end}. */
  private static int measure(String word, int end) {
    int measure = 0;
    for (int i = 1; i < end; i++) {
      measure += isConsonant(word, i) && !isConsonant(word, i - 1) ? 1 : 0;
    }
    return measure;
  }

  /** Consonant, vowel, consonant, the last not w, x or y. */
  private static boolean endsShort(String word, int end) {
    return end >= 3
        && isConsonant(word, end - 1)
        && !isConsonant(word, end - 2)
        && isConsonant(word, end - 3)
        && "wxy".indexOf(word.charAt(end - 1)) < 0;
  }
}
