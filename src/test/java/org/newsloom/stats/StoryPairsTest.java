package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@link StoryPairs} and {@link CountedPairs} together: mentions in, counts out. */
final class StoryPairsTest {
  private final PairBlocks blocks = new PairBlocks(7);
  private StoryPairs pairs = new StoryPairs(100, blocks);
  private long articles;

  /**
   * Adds an article of sentences of names: single letters, capitals for entities of one story.
   *
   * @param day days from 1970-01-01
   */
  private void article(long story, int day, String... sentences) {
    articles++;
    for (int i = 0; i < sentences.length; i++) {
      for (char name : sentences[i].toCharArray()) {
        pairs.add(
            story,
            day,
            articles,
            new NamePlace(
                i, 0, 1, name, Character.isUpperCase(name), sentences[i].hashCode(), 1_000, 20));
      }
    }
  }

  /** By pair: articles, stories, windows' articles and stories, sentences' articles and stories. */
  private Map<String, List<Long>> counted(int minStories) {
    pairs.end();
    TreeMap<Integer, List<byte[]>> buckets = new TreeMap<>();
    blocks.drain(
        (bucket, block) -> buckets.computeIfAbsent(bucket, key -> new ArrayList<>()).add(block));
    TreeMap<String, List<Long>> counts = new TreeMap<>();
    for (List<byte[]> bucket : buckets.values()) {
      new CountedPairs(bucket, minStories, CountedPairs.Days.COUNTED)
          .forEachRemaining(
              pair -> {
                String names = "" + (char) pair.a() + (char) pair.b();
                counts.put(names, counts(pair.all()));
                pair.days().forEach((day, sums) -> counts.put(names + day, counts(sums)));
              });
    }
    return counts;
  }

  private static List<Long> counts(PairSums sums) {
    return List.of(
        sums.articles(),
        sums.stories(),
        sums.windowArticles(),
        sums.windowStories(),
        sums.sentenceArticles(),
        sums.sentenceStories(),
        sums.sentences(),
        sums.distinctSentences());
  }

  private static List<Long> counts(long... counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  @Test
  void pairsOfABucketHaveNoBitInCommonThatChoosesTheirSlots() {
    PairBlocks ofEight = new PairBlocks(8);
    int n = 4_000;
    for (int i = 0; i < n; i++) {
      ofEight.add(PairTable.mixed(i, 1), PairTable.mixed(i, 2), 0, 1, 0);
    }
    List<byte[]> buckets = new ArrayList<>();
    ofEight.drain((bucket, block) -> buckets.add(block));
    assertThat(buckets).hasSize(8);
    for (byte[] bucket : buckets) {
      int pairsIn = bucket.length / PairBlocks.BYTES;
      assertThat(pairsIn).isBetween(n / 8 - n / 40, n / 8 + n / 40);
      for (int bit = 0; bit < 31; bit++) {
        int set = 0;
        for (int at = 0; at < bucket.length; at += PairBlocks.BYTES) {
          long mixed =
              PairTable.mixed(
                  PairBlocks.longAt(bucket, at + PairBlocks.A),
                  PairBlocks.longAt(bucket, at + PairBlocks.B));
          set += (int) (mixed >>> bit) & 1;
        }
        assertThat(set).as("bit %d", bit).isBetween(pairsIn * 2 / 5, pairsIn * 3 / 5);
      }
    }
  }

  @Test
  void aStoryCountsOnceAndOnceOnEachOfItsDays() {
    article(1, 3, "a", "", "", "b");
    article(1, 3, "ab");
    article(1, 4, "ab", "ab");
    article(2, 4, "a", "b");
    assertThat(counted(1))
        .containsEntry("ab", counts(4, 2, 3, 2, 2, 1, 2, 1))
        .containsEntry("ab3", counts(2, 1, 1, 1, 1, 1, 1, 1))
        .containsEntry("ab4", counts(2, 2, 2, 2, 1, 1, 1, 1))
        .hasSize(3);
  }

  @Test
  void anUnknownDayCountsOverAllTimeOnly() {
    article(1, StoryPairs.NO_DAY, "ab");
    article(2, 5, "ab");
    assertThat(counted(1)).containsOnlyKeys("ab", "ab5");
  }

  @Test
  void equalArticlesTakeTheRoomOfOne() {
    article(1, 3, "ab", "ac");
    pairs.end();
    long one = blocks.bytes();
    for (int i = 0; i < 5_000; i++) {
      article(2, 3, "ab", "ac");
    }
    pairs.end();
    assertThat(blocks.bytes()).isEqualTo(2 * one);
    assertThat(counted(1)).containsEntry("bc", counts(5_001, 2, 5_001, 2, 0, 0, 0, 0));
  }

  @Test
  void aPairOfARareEntityIsPackedOnlyForASentence() {
    article(1, 3, "aX", "b", "Y");
    assertThat(counted(2)).containsOnlyKeys("Xa", "Xa3");
    assertThat(blocks.bytes()).isZero();
  }

  @Test
  void aSentenceInOneArticleOfAStoryKeepsTheOtherArticlesOfARarePair() {
    article(1, 3, "aX");
    article(1, 3, "a", "X");
    article(1, 4, "a", "", "", "X");
    article(1, 4, "b", "X");
    assertThat(counted(2))
        .containsEntry("Xa", counts(3, 1, 2, 1, 1, 1, 1, 1))
        .containsEntry("Xa3", counts(2, 1, 2, 1, 1, 1, 1, 1))
        .containsEntry("Xa4", counts(1, 1, 0, 0, 0, 0, 0, 0))
        .doesNotContainKey("Xb");
  }

  @Test
  void aStoryOfMoreArticlesThanAreHeldIsCountedAsOne() {
    for (int i = 0; i < 2_500; i++) {
      article(1, i / 1_000, "a" + (char) (1_000 + i), "b");
    }
    Map<String, List<Long>> counts = counted(1);
    assertThat(counts)
        .containsEntry("ab", counts(2_500, 1, 2_500, 1, 0, 0, 0, 0))
        .containsEntry("ab0", counts(1_000, 1, 1_000, 1, 0, 0, 0, 0))
        .containsEntry("ab2", counts(500, 1, 500, 1, 0, 0, 0, 0));
  }

  @Test
  void ofTooManyNamesTheClosestPairsArePackedAndOfThemNoRareOneWithoutASentence() {
    pairs = new StoryPairs(3, blocks);
    // Three pairs are kept: ab and cd of a sentence, and the first of those one sentence apart.
    article(1, 3, "ab", "cD");
    assertThat(counted(1)).containsOnlyKeys("Dc", "Dc3", "ab", "ab3");
  }

  @Test
  void sumsOfSquaresBeyondALongAreExact() {
    for (int i = 0; i < 40; i++) {
      pairs.add(i, 0, i, new NamePlace(0, 0, 1, 'a', false, i, 1_000_000_000, 20));
      pairs.add(i, 0, i, new NamePlace(0, 2, 3, 'b', false, i, 1_000_000_000, 20));
    }
    pairs.end();
    List<byte[]> all = new ArrayList<>();
    blocks.drain((bucket, block) -> all.add(block));
    PairSums sums = new CountedPairs(all, 1, CountedPairs.Days.LEFT_OUT).next().all();
    assertThat(sums.toneSquares()).isEqualTo(40e18);
    assertThat(sums.tone()).isEqualTo(40_000_000_000L);
    assertThat(sums.distinctSentences()).isEqualTo(40);
  }
}
