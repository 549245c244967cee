package org.newsloom.entities;

/**
 * A name of the corpus that may be another's spelling.
 *
 * @param key normalised
 * @param name as most often written
 * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}, as most articles say
 * @param articles that name it
 * @param words as they sound
 */
public record NameVariant(String key, String name, String type, long articles, SpelledName words) {

  /** Reads the words of a name. */
  public static NameVariant of(String key, String name, String type, long articles) {
    boolean isPerson = type.equals("PER");
    SpelledName words = isPerson ? SpelledName.ofPerson(name) : SpelledName.ofThing(name);
    return new NameVariant(key, name, type, articles, words);
  }

  boolean isPerson() {
    return type.equals("PER");
  }
}
