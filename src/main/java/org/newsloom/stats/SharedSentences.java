package org.newsloom.stats;

import java.util.Arrays;

/** The sentences of an article that hold both of a pair, and the one that shows it best. */
final class SharedSentences {
  private int[] tones = new int[8];
  private long[] sentences = new long[8];
  private int count;
  private long article;
  private int index;
  private int penalty;

  void clear(long ofArticle) {
    article = ofArticle;
    count = 0;
    penalty = Integer.MAX_VALUE;
  }

  /**
   * @param wrong how badly the sentence shows the pair
   */
  void add(int tone, long sentence, int sentenceIndex, int wrong) {
    if (count == tones.length) {
      tones = Arrays.copyOf(tones, 2 * count);
      sentences = Arrays.copyOf(sentences, 2 * count);
    }
    tones[count] = tone;
    sentences[count] = sentence;
    if (count == 0 || wrong < penalty) {
      penalty = wrong;
      index = sentenceIndex;
    }
    count++;
  }

  int count() {
    return count;
  }

  int tone(int i) {
    return tones[i];
  }

  long sentence(int i) {
    return sentences[i];
  }

  long article() {
    return article;
  }

  int index() {
    return index;
  }

  int penalty() {
    return penalty;
  }
}
