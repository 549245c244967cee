package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Text as the numbers of its words, four bytes a token, in the order the words first came. */
final class NumberedText {
  private static final int SENTENCE_END = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private int[] text = new int[1 << 16];
  private int length;

  /** The number of a word, a new one if it has not come. */
  int number(String word) {
    Integer number = numbers.get(word);
    if (number == null) {
      number = words.size();
      numbers.put(word, number);
      words.add(word);
    }
    return number;
  }

  /** Whether a word has a number. */
  boolean holds(String word) {
    return numbers.containsKey(word);
  }

  /** The words by number. */
  List<String> words() {
    return words;
  }

  void append(int number) {
    if (length == text.length) {
      text = Arrays.copyOf(text, length * 2);
    }
    text[length++] = number;
  }

  void endSentence() {
    append(SENTENCE_END);
  }

  /** How often each word stands in the text. */
  int[] counts() {
    int[] counts = new int[words.size()];
    for (int i = 0; i < length; i++) {
      if (text[i] >= 0) {
        counts[text[i]]++;
      }
    }
    return counts;
  }

  /**
   * The text with other numbers and without the words that are not kept; -1 between two sentences.
   *
   * @param kept the words that are kept, in the order of their new numbers
   */
  int[] renumbered(List<String> kept) {
    int[] ranks = new int[words.size()];
    Arrays.fill(ranks, Integer.MIN_VALUE);
    for (int rank = 0; rank < kept.size(); rank++) {
      ranks[numbers.get(kept.get(rank))] = rank;
    }
    int[] renumbered = new int[length];
    int to = 0;
    for (int i = 0; i < length; i++) {
      int rank = text[i] < 0 ? SENTENCE_END : ranks[text[i]];
      if (rank != Integer.MIN_VALUE) {
        renumbered[to++] = rank;
      }
    }
    return Arrays.copyOf(renumbered, to);
  }
}
