package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.newsloom.text.CopyComparison.Passage;

final class CopyComparisonTest {
  private static final String FORM =
      "%s said it filed with the market regulator a registration statement that covers a %s mln"
          + " crown issue of bonds due %s. The company said it will use the money to repay debt and"
          + " for general purposes. It named %s and %s as lead underwriters of the offering.";

  @Test
  void anArticleIsACopyOfItself() {
    String text = words(1, 200);
    CopyComparison same = compare(text, text);
    assertThat(same.isCopy()).isTrue();
    assertThat(same.shareOfA()).isEqualTo(1);
    assertThat(same.partsOfA()).isEqualTo(0xffff).isEqualTo(same.partsOfB());
  }

  @Test
  void unrelatedArticlesShareNothing() {
    CopyComparison other = compare(words(1, 400), words(2, 400));
    assertThat(other.isCopy()).isFalse();
    assertThat(other.passages()).isEmpty();
    assertThat(other.shareOfA()).isZero();
  }

  @Test
  void aTextInCapitalsIsACopy() {
    String text = FORM.formatted("North Harbour Steel", 75, 2012, "Moss Brothers", "Lane Ferry");
    assertThat(compare(text, text.toUpperCase(Locale.ROOT)).isCopy()).isTrue();
  }

  @Test
  void aFormOfAnotherCompanyIsNoCopy() {
    String one = FORM.formatted("North Harbour Steel", 75, 2012, "Moss Brothers", "Lane Ferry");
    String other = FORM.formatted("Upper Valley Mills", 120, 2007, "Dorn Capital", "West Pier");
    assertThat(compare(one, other).isCopy()).isFalse();
  }

  @Test
  void aFormWithNumbersInWordsIsNoCopy() {
    String form =
        "The reserve bank entered the bond market to arrange %s billion crowns of customer"
            + " repurchase agreements, dealers said. They expect it to arrange %s billion crowns more"
            + " on the day after and that all of it will be repaid within %s days or so.";
    assertThat(
            compare(form.formatted("two", "four", "seven"), form.formatted("three", "five", "nine"))
                .isCopy())
        .isFalse();
  }

  @Test
  void theFirstHalfCoversTheFirstParts() {
    String text = words(1, 320);
    CopyComparison cut = compare(text, text.substring(0, text.length() / 2));
    assertThat(cut.isCopy()).isTrue();
    assertThat(cut.partsOfA()).isEqualTo(0x00ff);
    assertThat(cut.partsOfB()).isEqualTo(0xffff);
    assertThat(cut.shareOfA()).isBetween(0.45, 0.55);
  }

  @Test
  void aShortReportWithinAMuchLongerOneIsNoCopyOfIt() {
    String report = words(1, 60);
    CopyComparison within = compare(words(2, 300) + " " + report + " " + words(3, 300), report);
    assertThat(within.isCopy()).isFalse();
    assertThat(within.passages()).hasSize(1);
  }

  @Test
  void aLongReportWithinAMuchLongerPageIsACopy() {
    String report = words(1, 300);
    String page = report + " " + words(2, 900);
    assertThat(compare(page, report).isCopy()).isTrue();
    assertThat(compare(page, report.substring(0, 900)).isCopy()).isFalse();
  }

  @Test
  void aPassageGoesOnOverExchangedWordsAndEndsWhereAForeignParagraphBegins() {
    String text = words(1, 300);
    String[] copy = text.split(" ", -1);
    for (int i = 10; i < copy.length; i += 15) {
      copy[i] = "other";
    }
    String first = String.join(" ", List.of(copy).subList(0, 150));
    String second = String.join(" ", List.of(copy).subList(150, 300));
    String changed = first + " " + words(2, 60) + " " + second;
    List<Passage> passages = compare(text, changed).passages();
    assertThat(passages).hasSize(2).noneMatch(Passage::isWhole);
    for (Passage passage : passages) {
      String a = text.substring(passage.startA(), passage.endA());
      String b = changed.substring(passage.startB(), passage.endB());
      assertThat(a.split(" ", -1)[0]).isEqualTo(b.split(" ", -1)[0]);
      assertThat(a.substring(a.lastIndexOf(' '))).isEqualTo(b.substring(b.lastIndexOf(' ')));
    }
  }

  @Test
  void bothOrdersTellTheSame() {
    String text = words(1, 200);
    String other = words(2, 50) + " " + text.substring(300, 1000);
    CopyComparison one = compare(text, other);
    CopyComparison turned = compare(other, text);
    assertThat(turned.isCopy()).isEqualTo(one.isCopy());
    assertThat(turned.shareOfB()).isEqualTo(one.shareOfA());
    assertThat(turned.partsOfB()).isEqualTo(one.partsOfA());
  }

  @Test
  void anOutlineIsReadAsItWasWritten() {
    String text = "On May 3, 2020 North Harbour Steel sold two mills. " + words(1, 900);
    byte[] written = outline(text).toBytes();
    assertThat(ArticleOutline.of(written).toBytes()).isEqualTo(written);
  }

  @Test
  void textsWithoutWordsAreNoCopies() {
    for (String text : List.of("", "\0", "\uD800", "\uD83D\uDE00", "word")) {
      assertThat(compare(text, text).isCopy()).isFalse();
      assertThat(compare(text, words(1, 100)).isCopy()).isFalse();
    }
  }

  @Test
  void aHundredThousandEqualSentencesAreComparedInLinearTime() {
    String text = "Yes, it rained there. ".repeat(50_000);
    assertThat(compare(text, text).isCopy()).isTrue();
    assertThat(compare(text, words(1, 100)).isCopy()).isFalse();
  }

  private static CopyComparison compare(String a, String b) {
    return CopyComparison.of(outline(a), outline(b));
  }

  private static ArticleOutline outline(String text) {
    List<ArticleOutline.Sentence> sentences = new ArrayList<>();
    CodePoints places = CodePoints.of(text);
    for (Span span : SentenceSplitter.split(text)) {
      sentences.add(
          new ArticleOutline.Sentence(
              SentenceKey.fold(span.of(text)), places.at(span.start()), places.at(span.end())));
    }
    return ArticleSketch.of(text).outline(sentences);
  }

  /** Words without meaning in one long sentence, the same for the same seed. */
  private static String words(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> Integer.toString(1_000_000 + random.nextInt(9_000_000), 26))
        .map(word -> word.replaceAll("[0-9]", "e"))
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }
}
