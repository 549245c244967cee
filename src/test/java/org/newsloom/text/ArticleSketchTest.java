package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArticleSketchTest {

  @Test
  void caseSpaceAndPunctuationDoNotChangeTheContent() {
    ArticleSketch sketch = ArticleSketch.of("Iran’s plan failed, he said.");
    for (String same :
        List.of("IRANS PLAN FAILED HE SAID", "Iran's plan...\n failed -- he said!")) {
      assertThat(ArticleSketch.of(same).contentId()).isEqualTo(sketch.contentId());
      assertThat(ArticleSketch.of(same).bins()).isEqualTo(sketch.bins());
    }
    assertThat(ArticleSketch.of("Iran’s plan failed, she said.").contentId())
        .isNotEqualTo(sketch.contentId());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, 0.75, 1})
  void equalBinsEstimateTheShareOfEqualShingles(double shared) {
    int words = 4_000;
    String[] first = words(1, words);
    String[] second = words(2, words);
    System.arraycopy(first, 0, second, 0, (int) (shared * words));
    Set<String> shinglesA = shingles(first);
    Set<String> shinglesB = shingles(second);
    Set<String> both = new HashSet<>(shinglesA);
    both.retainAll(shinglesB);
    double jaccard = (double) both.size() / (shinglesA.size() + shinglesB.size() - both.size());
    double estimate =
        ArticleSketch.resemblance(
            ArticleSketch.of(String.join(" ", first)).bins(),
            ArticleSketch.of(String.join(" ", second)).bins());
    // Four standard deviations of 128 draws at most.
    assertThat(estimate).isCloseTo(jaccard, Offset.offset(0.18));
  }

  @Test
  void articlesThatResembleShareABand() {
    String[] words = words(3, 300);
    String[] reworded = words.clone();
    for (int i = 0; i < words.length; i += 20) {
      reworded[i] = "reworded";
    }
    long[] bands = ArticleSketch.of(String.join(" ", words)).bands();
    assertThat(bands).containsAnyOf(ArticleSketch.of(String.join(" ", reworded)).bands());
    assertThat(bands).doesNotContain(ArticleSketch.of(String.join(" ", words(4, 300))).bands());
    assertThat(LongStream.of(bands).distinct().count()).isEqualTo(bands.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "word", "\uD83D\uDE00 \uD83D\uDE01", "\uD800", " ... "})
  void aTextOfFewerThanTwoWordsHasNoSketch(String text) {
    ArticleSketch sketch = ArticleSketch.of(text);
    assertThat(sketch.bins()).isEmpty();
    assertThat(sketch.bands()).isEmpty();
    assertThat(sketch.contentId()).hasSize(24);
    assertThat(ArticleSketch.resemblance(sketch.bins(), sketch.bins())).isZero();
  }

  @Test
  void twoWordsFillEveryBin() {
    int[] bins = ArticleSketch.of("two words").bins();
    assertThat(Arrays.stream(bins).distinct().count()).isEqualTo(1);
    assertThat(ArticleSketch.resemblance(bins, bins)).isEqualTo(1);
  }

  @Test
  void aMillionLettersAreOneWord() {
    assertThat(ArticleSketch.of("x".repeat(1_000_000)).bins()).isEmpty();
    assertThat(ArticleSketch.of("\uD83D\uDE00x ".repeat(300_000)).bins()).hasSize(128);
  }

  private static String[] words(long seed, int count) {
    Random random = new Random(seed);
    return random
        .ints(count, 0, 1_000_000)
        .mapToObj(number -> "w" + seed + "x" + number)
        .toArray(String[]::new);
  }

  private static Set<String> shingles(String[] words) {
    Set<String> shingles = new HashSet<>();
    for (int i = 1; i < words.length; i++) {
      shingles.add(words[i - 1] + " " + words[i]);
    }
    return shingles;
  }
}
