package org.newsloom.entities;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.newsloom.entities.SpelledName.Word;

/**
 * Keys of a name, of which two spellings of one name nearly always share one: only names that share
 * a key need be compared.
 *
 * <p>The keys are made of the consonants of two words in any order, and of these with one consonant
 * left out: T. Bocek, E. Hunt, B. Stiller (2007), Fast similarity search in large dictionaries,
 * University of Zurich. A rare word makes keys alone, and so do all words run together.
 */
public final class NameBlocks {
  /** Names of a block that others are compared with; beyond, only with this many. */
  public static final int MAX_COMPARED = 64;

  /** Words of a name that pairs are made of, the rarest. */
  private static final int MAX_WORDS = 5;

  private static final int MIN_ALONE = 3;

  /** Consonants of a long name that are looked at. */
  private static final int LONGEST = 20;

  private final NameRarity rarity;

  /** By the rarity of words that comes with Newsloom. */
  public static NameBlocks bundled() {
    return PersonAliases.bundled().blocks();
  }

  NameBlocks(NameRarity rarity) {
    this.rarity = rarity;
  }

  /** The keys of a name's words in twos and run together. */
  Set<String> keys(SpelledName name) {
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

  /** The keys of a name of any type: for a person also of its words in twos. */
  public Set<String> keys(NameVariant variant) {
    Set<String> keys = new LinkedHashSet<>();
    SpelledName words = variant.isPerson() ? SpelledName.ofThing(variant.name()) : variant.words();
    StringBuilder all = new StringBuilder();
    words.words().forEach(word -> all.append(word.skeleton()));
    String skeleton = all.length() > LONGEST ? all.substring(0, LONGEST) : all.toString();
    keys.add(skeleton);
    keys.addAll(shortened(skeleton));
    if (variant.isPerson()) {
      keys.addAll(keys(variant.words()));
      initials(variant.words()).forEach(keys::add);
    }
    return keys;
  }

  /** Of "Ada Brook" and "A. Brook": the last word and how the first begins. */
  private static Set<String> initials(SpelledName name) {
    List<Word> words = name.words();
    if (words.size() < 2 || words.get(words.size() - 1).skeleton().length() < 2) {
      return Set.of();
    }
    return Set.of(
        words.get(words.size() - 1).skeleton() + " " + words.get(0).text().charAt(0) + ".");
  }

  /** The keys of each rare word alone. */
  Set<String> rareKeys(SpelledName name) {
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

  private List<Word> rarest(SpelledName name) {
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
