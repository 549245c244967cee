package org.newsloom.entities;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.newsloom.entities.SpelledName.Word;

/**
 * How much it says that two persons share a word of their names: the logarithm of how rarely
 * persons bear it. A fixed table and no count of the corpus at hand, so that more articles do not
 * change what is one name.
 *
 * @param persons how many were counted
 * @param bearers of a word, by {@link #key}
 */
record NameRarity(int persons, Map<String, Integer> bearers) {
  static final double OF_AN_INITIAL = 0.5;

  private static final double LEAST = 0.5;

  /** A word is rare that fewer than one of so many bears. */
  private static final int RARE = 8;

  NameRarity(int persons, Map<String, Integer> bearers) {
    this.persons = persons;
    this.bearers = new TreeMap<>(bearers);
  }

  double of(Word word) {
    return of(word, 0);
  }

  /** As if so many of the persons counted that bear the word had not been. */
  double of(Word word, int less) {
    if (word.isInitial()) {
      return OF_AN_INITIAL;
    }
    int left = Math.max(0, bearers.getOrDefault(key(word), 0) - less);
    return Math.max(LEAST, Math.log((persons + 1.0) / (left + 1)));
  }

  /** Whether few enough persons bear the word that it tells who is meant nearly alone. */
  boolean isRare(Word word) {
    return bearers.getOrDefault(key(word), 0) < persons / RARE;
  }

  /** What is counted as one word: those of the same consonants. */
  static String key(Word word) {
    return word.skeleton().isEmpty() ? word.text() : word.skeleton();
  }

  /** The keys of a name's words, each once. */
  static Set<String> keys(SpelledName name) {
    Set<String> keys = new HashSet<>();
    name.words().forEach(word -> keys.add(key(word)));
    return keys;
  }
}
