package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordVectorsTest {
  private static final int WORDS = 6;

  /** Words 0 and 1 have the company of 4, words 2 and 3 that of 5. */
  private static int[] text() {
    Random random = new Random(1);
    int[] text = new int[12_000];
    for (int i = 0; i < text.length; i += 3) {
      int sort = random.nextInt(2);
      text[i] = 2 * sort + random.nextInt(2);
      text[i + 1] = 4 + sort;
      text[i + 2] = -1;
    }
    return text;
  }

  private static float[] vectors() {
    return WordVectors.learn(text(), new int[] {1000, 1000, 1000, 1000, 2000, 2000});
  }

  private static float cosine(float[] vectors, int a, int b) {
    return WordVectors.dot(
        vectors, a * WordVectors.DIMENSIONS, vectors, b * WordVectors.DIMENSIONS);
  }

  @Test
  void wordsOfTheSameCompanyAreAlike() {
    float[] vectors = vectors();
    assertThat(cosine(vectors, 0, 1)).isGreaterThan(cosine(vectors, 0, 2));
    assertThat(cosine(vectors, 2, 3)).isGreaterThan(cosine(vectors, 1, 3));
    for (int word = 0; word < WORDS; word++) {
      assertThat(cosine(vectors, word, word)).isBetween(0.999f, 1.001f);
    }
  }

  @Test
  void theSameTextGivesTheSameVectorsAndGroups() {
    float[] vectors = vectors();
    assertThat(vectors()).isEqualTo(vectors);
    assertThat(WordClusters.of(vectors, 3)).isEqualTo(WordClusters.of(vectors, 3));
  }

  @Test
  void groupsAreOfAlikeWordsAndNoMoreThanAsked() {
    int[] groups = WordClusters.of(vectors(), 2);
    assertThat(groups).hasSize(WORDS).containsOnly(0, 1);
    assertThat(WordClusters.of(vectors(), 50)).containsExactly(0, 1, 2, 3, 4, 5);
  }
}
