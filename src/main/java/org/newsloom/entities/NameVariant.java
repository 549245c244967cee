package org.newsloom.entities;

/**
 * A name of the corpus that may be another's spelling.
 *
 * @param key normalised
 * @param name as most often written
 * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}, as most articles say
 * @param articles that name it
 * @param words as they sound
 * @param consonants a bit for each class of consonants in the words
 */
public record NameVariant(
    String key, String name, String type, long articles, SpelledName words, int consonants) {

  /** Reads the words of a name. */
  public static NameVariant of(String key, String name, String type, long articles) {
    boolean isPerson = type.equals("PER");
    SpelledName words = isPerson ? SpelledName.ofPerson(name) : SpelledName.ofThing(name);
    return new NameVariant(key, name, type, articles, words, consonants(words));
  }

  private static int consonants(SpelledName words) {
    int consonants = 0;
    for (SpelledName.Word word : words.words()) {
      for (int i = 0; i < word.skeleton().length(); i++) {
        consonants |= 1 << (word.skeleton().charAt(i) & 31);
      }
    }
    return consonants;
  }

  boolean isPerson() {
    return type.equals("PER");
  }
}
