package org.newsloom.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The pairs of an article's entities, its repeated sentences read once. */
final class ArticlePairs {
  /** Names looked at, for each of those whose pairs would be kept in full. */
  private static final int NAMES_LOOKED_AT = 50;

  /** Words of a sentence that shows a pair well. */
  private static final int MIN_EXAMPLE_WORDS = 8;

  private static final int MAX_EXAMPLE_WORDS = 35;

  /** Which pairs of a rare entity are visited. */
  enum RarePairs {
    ALL,
    IN_SENTENCES
  }

  /** Takes pairs, by the places of their entities among the article's. */
  interface Visitor {
    /**
     * Takes a pair.
     *
     * @param distance sentences between the two, 0 where one holds both
     */
    void pair(int a, int b, int shared, int distance);
  }

  private record Pairing(int a, int b, int shared, int distance, int mentions) {}

  /** The pair to keep first comes last. */
  private static final Comparator<Pairing> BY_CLOSENESS =
      Comparator.comparingInt(Pairing::shared)
          .thenComparing(Comparator.comparingInt(Pairing::distance).reversed())
          .thenComparingInt(Pairing::mentions)
          .thenComparing(Comparator.comparingInt(Pairing::a).reversed())
          .thenComparing(Comparator.comparingInt(Pairing::b).reversed());

  /** In ascending order. */
  private final long[] entities;

  private final boolean[] isRare;

  /** Where the places of an entity start, and behind the last end. */
  private final int[] firstPlaces;

  /** The first place of an entity in each sentence, by entity, then by sentence. */
  private final NamePlace[] places;

  private final int[] indexes;

  /** Bit i stands for the sentences i, i + 64, …: no common bit, no common sentence. */
  private final long[] sentenceBits;

  /** Entities in the sentence of a place. */
  private final int[] namesBeside;

  /**
   * @param inOrder by sentence, then by start and end
   */
  ArticlePairs(List<NamePlace> inOrder) {
    long[] all = inOrder.stream().mapToLong(NamePlace::entity).sorted().distinct().toArray();
    int n = inOrder.size();
    int[] entityOf = new int[n];
    boolean[] isFirst = new boolean[n];
    int[] namesIn = new int[n];
    int[] sentenceOf = new int[n];
    int[] lastSentence = new int[all.length];
    Arrays.fill(lastSentence, -1);
    boolean[] rare = new boolean[all.length];
    int[] placesOf = new int[all.length];
    PairTable firstIndexes = new PairTable();
    int[] indexOfSentence = new int[n];
    int sentence = -1;
    int sentenceIndex = -1;
    for (int i = 0; i < n; i++) {
      NamePlace place = inOrder.get(i);
      if (place.sentenceIndex() != sentenceIndex) {
        sentence++;
        sentenceIndex = place.sentenceIndex();
      }
      int entity = Arrays.binarySearch(all, place.entity());
      entityOf[i] = entity;
      rare[entity] = place.isRare();
      sentenceOf[i] = sentence;
      int seen = firstIndexes.count();
      int number = firstIndexes.number(place.sentence(), 0);
      if (number == seen) {
        indexOfSentence[number] = sentenceIndex;
      }
      if (indexOfSentence[number] == sentenceIndex && lastSentence[entity] != sentence) {
        lastSentence[entity] = sentence;
        isFirst[i] = true;
        namesIn[sentence]++;
        placesOf[entity]++;
      }
    }
    entities = all;
    isRare = rare;
    firstPlaces = new int[all.length + 1];
    for (int entity = 0; entity < all.length; entity++) {
      firstPlaces[entity + 1] = firstPlaces[entity] + placesOf[entity];
    }
    int kept = firstPlaces[all.length];
    places = new NamePlace[kept];
    indexes = new int[kept];
    namesBeside = new int[kept];
    sentenceBits = new long[all.length];
    int[] next = firstPlaces.clone();
    for (int i = 0; i < n; i++) {
      if (isFirst[i]) {
        int at = next[entityOf[i]]++;
        places[at] = inOrder.get(i);
        indexes[at] = places[at].sentenceIndex();
        namesBeside[at] = namesIn[sentenceOf[i]];
        sentenceBits[entityOf[i]] |= 1L << indexes[at];
      }
    }
  }

  long entity(int number) {
    return entities[number];
  }

  boolean isRare(int a, int b) {
    return isRare[a] || isRare[b];
  }

  /**
   * Visits each pair; of more than {@code maxEntities} only as many as these would make, the
   * closest ones: those of most common sentences, then those that stand closest, then those
   * mentioned most.
   */
  void visit(int maxEntities, RarePairs rarePairs, Visitor visitor) {
    if (entities.length > maxEntities) {
      visitClosest(maxEntities, rarePairs, visitor);
      return;
    }
    boolean isAll = rarePairs == RarePairs.ALL;
    for (int a = 0; a < entities.length; a++) {
      for (int b = a + 1; b < entities.length; b++) {
        if (isAll || !isRare(a, b) || (sentenceBits[a] & sentenceBits[b]) != 0) {
          meet(a, b);
          if (isAll || shared > 0 || !isRare(a, b)) {
            visitor.pair(a, b, shared, distance);
          }
        }
      }
    }
  }

  private void visitClosest(int maxEntities, RarePairs rarePairs, Visitor visitor) {
    int max = (int) Math.min(Integer.MAX_VALUE, (long) maxEntities * (maxEntities - 1) / 2);
    if (max == 0) {
      return;
    }
    int[] looked = mostMentioned((long) NAMES_LOOKED_AT * maxEntities);
    PriorityQueue<Pairing> kept = new PriorityQueue<>(BY_CLOSENESS);
    for (int i = 0; i < looked.length; i++) {
      int a = looked[i];
      for (int j = i + 1; j < looked.length; j++) {
        int b = looked[j];
        meet(a, b);
        int mentions = Math.min(mentions(a), mentions(b));
        // A pair that ties with the last one kept comes after it in the order of a and b.
        if (kept.size() < max || isCloser(mentions, kept.element())) {
          kept.add(new Pairing(a, b, shared, distance, mentions));
          if (kept.size() > max) {
            kept.remove();
          }
        }
      }
    }
    for (Pairing pair : kept) {
      if (rarePairs == RarePairs.ALL || pair.shared() > 0 || !isRare(pair.a(), pair.b())) {
        visitor.pair(pair.a(), pair.b(), pair.shared(), pair.distance());
      }
    }
  }

  private boolean isCloser(int mentions, Pairing other) {
    if (shared != other.shared()) {
      return shared > other.shared();
    }
    if (distance != other.distance()) {
      return distance < other.distance();
    }
    return mentions > other.mentions();
  }

  private int mentions(int entity) {
    return firstPlaces[entity + 1] - firstPlaces[entity];
  }

  /** All entities in order, unless they are more than memory should hold pairs of. */
  private int[] mostMentioned(long max) {
    IntStream all = IntStream.range(0, entities.length);
    if (entities.length <= max) {
      return all.toArray();
    }
    return all.boxed()
        .sorted(
            Comparator.<Integer>comparingInt(entity -> -mentions(entity))
                .thenComparing(Comparator.naturalOrder()))
        .limit(max)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** What {@link #meet} found of the last pair. */
  private int shared;

  private int distance;

  private void meet(int a, int b) {
    shared = 0;
    distance = Integer.MAX_VALUE;
    int endA = firstPlaces[a + 1];
    int endB = firstPlaces[b + 1];
    for (int i = firstPlaces[a], j = firstPlaces[b]; i < endA && j < endB; ) {
      int difference = indexes[i] - indexes[j];
      distance = Math.min(distance, Math.abs(difference));
      if (difference == 0) {
        shared++;
        i++;
        j++;
      } else if (difference < 0) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** Puts the sentences that hold both into {@code into}. */
  void shared(int a, int b, SharedSentences into) {
    int endA = firstPlaces[a + 1];
    int endB = firstPlaces[b + 1];
    for (int i = firstPlaces[a], j = firstPlaces[b]; i < endA && j < endB; ) {
      int difference = indexes[i] - indexes[j];
      if (difference == 0) {
        into.add(
            places[i].tone(),
            places[i].sentence(),
            indexes[i],
            penalty(places[i], places[j], namesBeside[i] - 2));
        i++;
        j++;
      } else if (difference < 0) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** How badly a sentence shows a pair: other names, an odd length, names far apart. */
  private static int penalty(NamePlace a, NamePlace b, int others) {
    long words = a.words();
    long oddWords = Math.max(0, MIN_EXAMPLE_WORDS - words) + Math.max(0, words - MAX_EXAMPLE_WORDS);
    long gap = Math.max(0, Math.max(a.start(), b.start()) - Math.min(a.end(), b.end()));
    return (int) Math.min(Integer.MAX_VALUE, 20L * others + 5 * oddWords + gap / 4);
  }
}
