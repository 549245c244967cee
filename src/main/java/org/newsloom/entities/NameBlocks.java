package org.newsloom.entities;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.newsloom.entities.PersonName.Word;

/**
 * Keys of a name, of which two spellings of one name nearly always share one: only names that share
 * a key need be compared.
 *
 * <p>The keys are made of the consonants of two words in any order, and of these with one consonant
 * left out: T. Bocek, E. Hunt, B. Stiller (2007), Fast similarity search in large dictionaries,
 * University of Zurich. A rare word makes keys alone, and so do all words run together.
 */
final class NameBlocks {
  /** Names of a block that others are compared with; beyond, only with this many. */
  static final int MAX_COMPARED = 64;

  /** Words of a name that pairs are made of, the rarest. */
  private static final int MAX_WORDS = 5;

  private static final int MIN_ALONE = 3;

  private final NameRarity rarity;

  NameBlocks(NameRarity rarity) {
    this.rarity = rarity;
  }

  /** The keys of a name's words in twos and run together. */
  Set<String> keys(PersonName name) {
    Set<String> keys = new LinkedHashSet<>();
    List<Word> words = rarest(name);
    for (int i = 0; i < words.size(); i++) {
      for (int j = i + 1; j < words.size(); j++) {
        String a = words.get(i).skeleton();
        String b = words.get(j).skeleton();
        keys.add(inOrder(a, b));
        shortened(a).forEach(left -> keys.add(inOrder(left, b)));
        shortened(b).forEach(left -> keys.add(inOrder(a, left)));
      }
    }
    keys.add(WordSound.skeleton(name.runTogether()));
    return keys;
  }

  /** The keys of each rare word alone. */
  Set<String> rareKeys(PersonName name) {
    Set<String> keys = new LinkedHashSet<>();
    for (Word word : rarest(name)) {
      String skeleton = word.skeleton();
      if (rarity.isRare(word) && skeleton.length() >= MIN_ALONE) {
        keys.add("=" + skeleton);
        shortened(skeleton).forEach(left -> keys.add("=" + left));
      }
    }
    return keys;
  }

  private List<Word> rarest(PersonName name) {
    List<Word> words = new ArrayList<>(name.words());
    words.removeIf(Word::isInitial);
    while (words.size() > MAX_WORDS) {
      int commonest = 0;
      for (int i = 1; i < words.size(); i++) {
        commonest = rarity.of(words.get(i)) < rarity.of(words.get(commonest)) ? i : commonest;
      }
      words.remove(commonest);
    }
    return words;
  }

  private static String inOrder(String a, String b) {
    return a.compareTo(b) <= 0 ? a + " " + b : b + " " + a;
  }

  /** The word with one consonant left out, where enough remain. */
  private static Set<String> shortened(String skeleton) {
    Set<String> shortened = new TreeSet<>();
    for (int i = 0; i < skeleton.length() && skeleton.length() >= MIN_ALONE; i++) {
      shortened.add(skeleton.substring(0, i) + skeleton.substring(i + 1));
    }
    return shortened;
  }
}
