package org.newsloom.entities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Names of one or more words, to be found among the tokens of a sentence: at each place the longest
 * name that begins there.
 *
 * <p>Looking at a place costs the names that begin with its token, whatever the others are.
 */
final class PhraseIndex<M> {
  /**
   * A name found.
   *
   * @param endToken index behind its last token
   * @param meaning what the name was added with
   */
  record Match<M>(int endToken, M meaning) {}

  private record Phrase<M>(List<String> tokens, M meaning) {}

  private final UnaryOperator<String> plain;
  private final Map<String, List<Phrase<M>>> byFirstToken = new HashMap<>();

  /**
   * @param plain makes tokens equal that are to count as the same
   */
  PhraseIndex(UnaryOperator<String> plain) {
    this.plain = plain;
  }

  /** Adds a name; what the same tokens meant before is forgotten. */
  void add(List<String> name, M meaning) {
    List<String> tokens = name.stream().map(plain).toList();
    List<Phrase<M>> phrases =
        byFirstToken.computeIfAbsent(tokens.get(0), token -> new ArrayList<>());
    phrases.removeIf(phrase -> phrase.tokens.equals(tokens));
    int at = 0;
    // The longest first, so that "South Korean" is not read as "South".
    while (at < phrases.size() && phrases.get(at).tokens.size() > tokens.size()) {
      at++;
    }
    phrases.add(at, new Phrase<>(tokens, meaning));
  }

  /** The longest name that begins at {@code start}, or null. */
  Match<M> longestAt(List<String> tokens, int start) {
    List<Phrase<M>> phrases = byFirstToken.get(plain.apply(tokens.get(start)));
    if (phrases == null) {
      return null;
    }
    for (Phrase<M> phrase : phrases) {
      if (matches(phrase.tokens, tokens, start)) {
        return new Match<>(start + phrase.tokens.size(), phrase.meaning);
      }
    }
    return null;
  }

  private boolean matches(List<String> name, List<String> tokens, int start) {
    if (start + name.size() > tokens.size()) {
      return false;
    }
    for (int i = 1; i < name.size(); i++) {
      if (!name.get(i).equals(plain.apply(tokens.get(start + i)))) {
        return false;
      }
    }
    return true;
  }
}
