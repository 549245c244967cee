package org.newsloom.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Measures of how predictions agree with what is known to be right. */
final class Scores {

  /**
   * Precision, recall and their harmonic mean; each 0 where it is undefined.
   *
   * @param right predictions that are right
   */
  record Retrieval(long right, long predicted, long gold) {
    double precision() {
      return predicted == 0 ? 0 : (double) right / predicted;
    }

    double recall() {
      return gold == 0 ? 0 : (double) right / gold;
    }

    double f1() {
      double sum = precision() + recall();
      return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }
  }

  /**
   * Agreement of two clusterings of the same items.
   *
   * @param pairs over all pairs of items: those put together by one clustering or both
   * @param adjustedRand L. Hubert, P. Arabie (1985), Comparing partitions, Journal of
   *     Classification 2; 1 where neither clustering leaves a choice
   */
  record Clustering(Retrieval pairs, double adjustedRand) {}

  /** Names with their types and places: the spans of an IOB2 tagged sentence. */
  record TaggedSpan(int start, int end, String type) {}

  /**
   * Compares clusterings given as the cluster of each item.
   *
   * @throws IllegalArgumentException where they differ in length
   */
  static Clustering clustering(List<String> gold, List<String> predicted) {
    checkSameLength(gold.size(), predicted.size());
    Map<String, Long> goldSizes = new HashMap<>();
    Map<String, Long> predictedSizes = new HashMap<>();
    Map<List<String>, Long> sharedSizes = new HashMap<>();
    for (int i = 0; i < gold.size(); i++) {
      goldSizes.merge(gold.get(i), 1L, Long::sum);
      predictedSizes.merge(predicted.get(i), 1L, Long::sum);
      sharedSizes.merge(List.of(gold.get(i), predicted.get(i)), 1L, Long::sum);
    }
    long goldPairs = pairs(goldSizes);
    long predictedPairs = pairs(predictedSizes);
    long sharedPairs = pairs(sharedSizes);
    double allPairs = (double) gold.size() * (gold.size() - 1) / 2;
    double expected = allPairs == 0 ? 0 : predictedPairs * (goldPairs / allPairs);
    double most = (predictedPairs + goldPairs) / 2.0 - expected;
    return new Clustering(
        new Retrieval(sharedPairs, predictedPairs, goldPairs),
        most == 0 ? 1 : (sharedPairs - expected) / most);
  }

  private static long pairs(Map<?, Long> sizes) {
    return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
  }

  /** How well one class of several is told. */
  static <T> Retrieval ofClass(List<T> gold, List<T> predicted, T label) {
    checkSameLength(gold.size(), predicted.size());
    long right = 0;
    for (int i = 0; i < gold.size(); i++) {
      right += gold.get(i).equals(label) && predicted.get(i).equals(label) ? 1 : 0;
    }
    return new Retrieval(
        right,
        predicted.stream().filter(label::equals).count(),
        gold.stream().filter(label::equals).count());
  }

  /** Share of the items whose predicted class is right. */
  static <T> double accuracy(List<T> gold, List<T> predicted) {
    checkSameLength(gold.size(), predicted.size());
    long right = 0;
    for (int i = 0; i < gold.size(); i++) {
      right += Objects.equals(gold.get(i), predicted.get(i)) ? 1 : 0;
    }
    return gold.isEmpty() ? 0 : (double) right / gold.size();
  }

  /**
   * The names in a sentence's IOB2 tags. A tag that does not go on with the name before it begins
   * one of its own, as conlleval counts.
   */
  static Set<TaggedSpan> spans(List<String> tags) {
    Set<TaggedSpan> spans = new java.util.HashSet<>();
    int start = 0;
    String type = null;
    for (int i = 0; i <= tags.size(); i++) {
      String tag = i < tags.size() ? tags.get(i) : "O";
      if (type != null && !tag.equals("I-" + type)) {
        spans.add(new TaggedSpan(start, i, type));
        type = null;
      }
      if (type == null && !tag.equals("O")) {
        start = i;
        type = tag.length() > 2 ? tag.substring(2) : "";
      }
    }
    return spans;
  }

  private static void checkSameLength(int gold, int predicted) {
    if (gold != predicted) {
      throw new IllegalArgumentException(
          "%,d right answers, but %,d predictions".formatted(gold, predicted));
    }
  }

  private Scores() {}
}
