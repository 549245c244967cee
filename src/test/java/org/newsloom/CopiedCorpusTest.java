package org.newsloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.CopiedCorpus.Article;

final class CopiedCorpusTest {
  private static final List<String> POOL =
      IntStream.range(0, 400)
          .mapToObj(
              i -> {
                String word = "" + (char) ('a' + i / 20) + (char) ('a' + i % 20) + "o";
                return "The %sharbour %sings opened %severy morning in Lower%s, and %stide with %sboats."
                    .formatted(word, word, word, word, word, word);
              })
          .toList();

  @Test
  void theGivenShareOfTheArticlesAreCopies() {
    assertThat(articles(1_000, 0.8).stream().filter(Article::isOriginal)).hasSize(200);
    assertThat(articles(1_000, 0).stream().filter(Article::isOriginal)).hasSize(1_000);
    assertThat(articles(1_000, 0.95).get(0).isOriginal()).isTrue();
  }

  @Test
  void aCopyComesAfterItsOriginal() {
    List<Article> articles = articles(500, 0.8);
    Set<Long> originals = new HashSet<>();
    for (Article article : articles) {
      if (article.isOriginal()) {
        originals.add(article.story());
      }
      assertThat(originals).contains(article.story());
    }
  }

  @Test
  void originalsShareNoSentence() {
    Set<String> sentences = new HashSet<>();
    for (Article article : articles(100, 0)) {
      for (String sentence : article.text().split("(?<=\\.)\\s+", -1)) {
        assertThat(sentences.add(sentence)).as(sentence).isTrue();
      }
    }
  }

  @Test
  void theSameSeedMakesTheSameFiles(@TempDir Path folder) throws IOException {
    new CopiedCorpus(POOL, 3).write(folder.resolve("one"), 200, 0.5);
    new CopiedCorpus(POOL, 3).write(folder.resolve("two"), 200, 0.5);
    new CopiedCorpus(POOL, 4).write(folder.resolve("other"), 200, 0.5);
    assertThat(folder.resolve("one/truth.tsv"))
        .hasSameTextualContentAs(folder.resolve("two/truth.tsv"));
    String name = "articles-00000.jsonl.gz";
    assertThat(folder.resolve("one").resolve(name))
        .hasSameBinaryContentAs(folder.resolve("two").resolve(name));
    assertThat(
            Files.mismatch(
                folder.resolve("one").resolve(name), folder.resolve("other").resolve(name)))
        .isGreaterThanOrEqualTo(0);
  }

  @Test
  void sentencesWithoutWordsMakeNoArticles() {
    assertThatThrownBy(() -> new CopiedCorpus(List.of("No.", "12 34"), 1))
        .hasMessageContaining("None of 2 sentences");
  }

  private static List<Article> articles(int count, double copyShare) {
    CopiedCorpus corpus = new CopiedCorpus(POOL, 1);
    return LongStream.range(0, count).mapToObj(i -> corpus.article(i, copyShare)).toList();
  }
}
