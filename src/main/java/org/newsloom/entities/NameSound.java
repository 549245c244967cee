package org.newsloom.entities;

import java.util.List;
import java.util.Optional;

/**
 * How a person's name sounds, for telling that "Moammar Gadhafi" and "Muammar Gaddafi" are two
 * spellings of one name in another script.
 *
 * <p>All words of the names must sound alike, the order of their consonants and vowels kept, so
 * that sounding alike is an equivalence and no chain of small steps joins two persons. Consonants
 * fall into classes that transliterations confuse (q, g, k, gh; s, z; d, dh), vowels into rounded
 * (o, u) and others. In a word of fewer than three consonants "e" and "i", "a" and "ea" stay apart,
 * or "Alan" and "Ellen", "Dan" and "Dean" would be one. Names of one word, and names with a word of
 * one consonant at their ends, say too little.
 */
public final class NameSound {
  private static final int LONG_CONSONANTS = 3;

  private NameSound() {}

  /**
   * The sound of a person's name, equal for spellings of one name.
   *
   * @param key the name as {@link ResolvedMention#key}
   */
  public static Optional<String> of(String key) {
    // "Otto Brook Jr." is another than his father: suffixes stay.
    List<String> words = List.of(key.split(" ", -1));
    if (words.size() < 2) {
      return Optional.empty();
    }
    StringBuilder sound = new StringBuilder(key.length());
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      for (int j = 0; j < word.length(); j++) {
        if (word.charAt(j) < 'a' || word.charAt(j) > 'z') {
          return Optional.empty();
        }
      }
      String consonants = consonants(word);
      boolean isEnd = i == 0 || i == words.size() - 1;
      if (isEnd && consonants.length() < 2) {
        return Optional.empty();
      }
      if (i > 0) {
        sound.append(' ');
      }
      append(sound, word, consonants.length() >= LONG_CONSONANTS);
    }
    return Optional.of(sound.toString());
  }

  /**
   * What tells persons of one surname apart: the sound of first and last name, or these names as
   * they are where they say too little. Middle names come and go.
   *
   * @param key the name as {@link ResolvedMention#key}
   */
  public static String person(String key) {
    List<String> words = NameForm.personWords(key);
    String ends =
        words.size() < 3
            ? String.join(" ", words)
            : words.get(0) + " " + words.get(words.size() - 1);
    return of(ends).orElse(ends);
  }

  /** The sound of one word of a name, equal for spellings of it; lower-case Latin letters. */
  static String ofWord(String word) {
    StringBuilder sound = new StringBuilder(word.length());
    append(sound, word, consonants(word).length() >= LONG_CONSONANTS);
    return sound.toString();
  }

  private static String consonants(String word) {
    StringBuilder sound = new StringBuilder();
    append(sound, word, true);
    StringBuilder consonants = new StringBuilder();
    for (int i = 0; i < sound.length(); i++) {
      if ("AU".indexOf(sound.charAt(i)) < 0) {
        consonants.append(sound.charAt(i));
      }
    }
    return consonants.toString();
  }

  /** Consonant classes in lower case, runs of vowels as A, E, I or U. */
  private static void append(StringBuilder sound, String word, boolean isLong) {
    // "Abdel", "Abdal" and "Abdul" are one word and its article.
    String text = word.equals("abdel") || word.equals("abdal") ? "abdul" : word;
    int start = sound.length();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isVowel(c)) {
        int end = i;
        while (end < text.length() && isVowel(text.charAt(end))) {
          end++;
        }
        sound.append(vowel(text, i, end, isLong));
        i = end;
        // "Fahd" and "Fad": h is mute between a vowel and a consonant, and at the end.
        boolean isMute =
            i < text.length()
                && text.charAt(i) == 'h'
                && (i + 1 == text.length() || !isVowel(text.charAt(i + 1)));
        if (isMute) {
          i++;
        }
        continue;
      }
      boolean hasH = i + 1 < text.length() && text.charAt(i + 1) == 'h';
      char consonant = hasH ? withH(c) : alone(c);
      if (sound.length() == start || sound.charAt(sound.length() - 1) != consonant) {
        sound.append(consonant);
      }
      i += hasH ? 2 : 1;
    }
  }

  private static boolean isVowel(char c) {
    return "aeiouyw".indexOf(c) >= 0;
  }

  private static char vowel(String text, int start, int end, boolean isLong) {
    boolean hasA = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == 'o' || c == 'u' || c == 'w') {
        return 'U';
      }
      hasA |= c == 'a';
    }
    if (isLong) {
      return 'A';
    }
    return !hasA ? 'I' : end - start == 1 ? 'A' : 'E';
  }

  private static char withH(char c) {
    return switch (c) {
      case 's', 'c' -> 'x';
      case 'k' -> 'h';
      case 'p' -> 'f';
      case 'z' -> 'j';
      default -> alone(c);
    };
  }

  private static char alone(char c) {
    return switch (c) {
      case 'q', 'g', 'c' -> 'k';
      case 'z' -> 's';
      default -> c;
    };
  }
}
