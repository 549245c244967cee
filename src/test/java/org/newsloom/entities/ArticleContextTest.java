package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArticleContextTest {
  private final List<ArticleSpan> spans = new ArrayList<>();

  @Test
  void anArticleWithoutSpansHasNoNames() {
    assertThat(choose()).isEmpty();
  }

  @Test
  void anUnclearSurnameIsThePersonOfTheFullName() {
    tagged("Ada Brook", 0.98, 0.01, 0, 0);
    tagged("Brook", 0.96, 0.01, 0.01, 0);
    tagged("Brook", 0.3, 0.1, 0.5, 0);
    assertThat(choose()).containsExactly("PER Ada Brook", "PER Brook", "PER Brook");
  }

  @Test
  void withoutOtherEvidenceTheSentenceDecides() {
    tagged("Otto Hill", 0.98, 0.01, 0, 0);
    tagged("Brook", 0.1, 0.1, 0.75, 0);
    assertThat(choose()).containsExactly("PER Otto Hill", "LOC Brook");
  }

  @Test
  void oneArticleTellsAnotherNothing() {
    tagged("Ada Brook", 0.98, 0.01, 0, 0);
    tagged("Brook", 0.97, 0.01, 0, 0);
    choose();
    spans.clear();
    tagged("Brook", 0.1, 0.1, 0.75, 0);
    assertThat(choose()).containsExactly("LOC Brook");
  }

  @Test
  void namesDoNotOverlap() {
    span(0, 20, "Bank of North Vilmar", "ORG", new TypeProbabilities(0, 0.85, 0, 0));
    span(0, 4, "Bank", null, new TypeProbabilities(0, 0.1, 0, 0));
    span(8, 20, "North Vilmar", null, new TypeProbabilities(0, 0, 0.1, 0));
    span(14, 20, "Vilmar", null, new TypeProbabilities(0, 0, 0.07, 0));
    assertThat(choose()).containsExactly("ORG Bank of North Vilmar");
  }

  @Test
  void aNameOfUnknownProbabilityStaysAsItIs() {
    span(0, 5, "Brook", "LOC", null);
    for (int i = 0; i < 5; i++) {
      tagged("Ada Brook", 0.98, 0.01, 0, 0);
    }
    assertThat(choose()).hasSize(6).contains("LOC Brook");
  }

  @Test
  void aNameThatItsSentenceIsSureOfStaysHoweverOftenTheArticleHasIt() {
    for (int i = 0; i < 600; i++) {
      tagged("Brook", 0.93, 0.03, 0.01, 0);
      tagged("Brook", 0.4, 0.1, 0.35, 0.05);
    }
    assertThat(choose()).hasSize(1_200).containsOnly("PER Brook");
  }

  @Test
  void theOrderOfTheSpansDecidesNothing() {
    for (int i = 0; i < 50; i++) {
      tagged("Ada Brook", 0.3, 0.4, 0, 0);
      tagged(i % 2 == 0 ? "Brook" : "Hill", 0.2, 0.2, 0.2, 0.1);
    }
    List<ArticleSpan> inOrder = List.copyOf(spans);
    List<ArticleSpan> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(named(shuffled)).isEqualTo(named(inOrder));
  }

  @Test
  void anArticleOfManyNamesIsDecided() {
    for (int i = 0; i < 40_000; i++) {
      tagged("Brook", 0.6, 0.2, 0.1, 0);
    }
    assertThat(choose()).hasSize(40_000);
  }

  @Test
  void hostileSurfacesAreDecided() {
    for (String surface :
        List.of(
            "\0", "\ud800", "\ud83d\ude00", " ", "-", "x".repeat(1_000_000), "a ".repeat(9_000))) {
      tagged(surface, 0.3, 0.3, 0.2, 0.1);
    }
    assertThat(choose()).isNotNull();
  }

  private void tagged(String surface, double per, double org, double loc, double misc) {
    TypeProbabilities probabilities = new TypeProbabilities(per, org, loc, misc);
    long start = spans.size() * 10_000_000L;
    span(start, start + surface.length(), surface, probabilities.type(), probabilities);
  }

  private void span(
      long start, long end, String surface, String type, TypeProbabilities probabilities) {
    double confidence = probabilities == null ? 0.9 : probabilities.of(probabilities.type());
    spans.add(new ArticleSpan(start, end, surface, false, type, confidence, probabilities));
  }

  private List<String> choose() {
    return named(spans);
  }

  private static List<String> named(List<ArticleSpan> spans) {
    return ArticleContext.bundled().choose(spans).stream()
        .map(choice -> choice.type() + " " + spans.get(choice.span()).surface())
        .toList();
  }
}
