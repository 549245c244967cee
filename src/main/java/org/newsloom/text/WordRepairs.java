package org.newsloom.text;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Repairs of words that a corpus has proven: "Irans" is rare where "Iran's" is frequent.
 *
 * <p>Immutable.
 */
public final class WordRepairs implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The rule of a word that is a name with an s too many, such as "Tehrans", but no proof that it
   * was a possessive: that is for its article to tell.
   */
  public static final String NAME = "name";

  /** What is known without a corpus. */
  public static final WordRepairs NONE = new WordRepairs(Map.of());

  /**
   * In how many articles of the corpus words stand.
   *
   * @param delivered articles with the word as delivered
   * @param replaced articles with what replaces it; for two words, those with the rarer of the two
   */
  public record Counts(long delivered, long replaced) implements Serializable {}

  /**
   * A repair of a word.
   *
   * @param rule {@link Repair#POSSESSIVE}, {@link Repair#GLUED_WORDS} or {@link #NAME}
   * @param replacement the word with its apostrophe, or the two words with a space between them
   * @param counts the evidence
   */
  public record WordRepair(String rule, String replacement, Counts counts)
      implements Serializable {}

  /**
   * What a word may have been, and the words whose numbers prove it.
   *
   * @param rule {@link Repair#POSSESSIVE} or {@link Repair#GLUED_WORDS}
   * @param replacement what it may have been
   * @param first the name without its s, or the first of two words
   * @param second the name with its {@code 's}, or the second of two words
   */
  public record Candidate(String rule, String replacement, String first, String second) {}

  private final HashMap<String, WordRepair> byWord;

  private WordRepairs(Map<String, WordRepair> byWord) {
    this.byWord = new HashMap<>(byWord);
  }

  /** Repairs by the word as delivered. */
  public static WordRepairs of(Map<String, WordRepair> byWord) {
    return new WordRepairs(byWord);
  }

  /**
   * The words of a text as a corpus is to count them: as written, and possessives with {@code 's}.
   */
  public static Set<String> words(String text) {
    return LostPunctuation.wordsAndPossessives(text);
  }

  /** What a word of {@link #words} may have been; empty where its form leaves no doubt. */
  public static Optional<Candidate> candidate(String word) {
    return LostPunctuation.candidate(word);
  }

  /** The repair of this word under this rule, or null. */
  WordRepair find(String word, String rule) {
    WordRepair found = byWord.get(word);
    return found != null && found.rule().equals(rule) ? found : null;
  }

  /** Whether the word is a name with an s too many. */
  boolean isNameWithS(String word) {
    WordRepair found = byWord.get(word);
    return found != null && !found.rule().equals(Repair.GLUED_WORDS);
  }
}
