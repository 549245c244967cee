package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
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
      assertThat(ArticleSketch.of(same).wording()).isEqualTo(sketch.wording());
    }
    assertThat(ArticleSketch.of("Iran’s plan failed, she said.").contentId())
        .isNotEqualTo(sketch.contentId());
  }

  @Test
  void aPartThatTwoArticlesShareHasKeysInBoth() {
    String shared = String.join(" ", words(3, 300));
    long[] first = ArticleSketch.of(String.join(" ", words(1, 800)) + " " + shared).keys();
    long[] second = ArticleSketch.of(shared + " " + String.join(" ", words(2, 90))).keys();
    assertThat(first).containsAnyOf(second);
    assertThat(first).doesNotContain(ArticleSketch.of(String.join(" ", words(4, 300))).keys());
  }

  @Test
  void everyLongTextHasTheSameLeastNumberOfKeysAndOneForEachThirtyTwoWords() {
    assertThat(ArticleSketch.of(String.join(" ", words(1, 60))).keys()).hasSizeBetween(24, 40);
    assertThat(ArticleSketch.of(String.join(" ", words(1, 32_000))).keys())
        .hasSizeBetween(850, 1_200)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "word", "\uD83D\uDE00 \uD83D\uDE01", "\uD800", " ... "})
  void aTextOfFewerThanTwoWordsHasNoKeys(String text) {
    ArticleSketch sketch = ArticleSketch.of(text);
    assertThat(sketch.keys()).isEmpty();
    assertThat(sketch.wording()).isZero();
    assertThat(sketch.contentId()).hasSize(24);
    assertThat(sketch.chars()).isEqualTo(text.codePointCount(0, text.length()));
  }

  @Test
  void aMillionLettersAreOneWord() {
    assertThat(ArticleSketch.of("x".repeat(1_000_000)).keys()).isEmpty();
    assertThat(ArticleSketch.of("\uD83D\uDE00x ".repeat(300_000)).keys()).hasSize(1);
  }

  @Test
  void theOutlineOfALongTextIsSmall() {
    byte[] outline =
        ArticleSketch.of(String.join(" ", words(1, 100_000))).outline(List.of()).toBytes();
    assertThat(outline.length).isBetween(500, 2_100);
  }

  private static String[] words(long seed, int count) {
    Random random = new Random(seed);
    return random
        .ints(count, 0, 1_000_000)
        .mapToObj(number -> "w" + seed + "x" + number)
        .toArray(String[]::new);
  }
}
