package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Stories;

@ExtendWith(SharedSparkSession.class)
final class MatchCopiesTest {
  private static final String[] SYLLABLES =
      "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu".split(" ", -1);

  @Test
  void noArticlesHaveNoStories(SparkSession spark) {
    Result result = match(spark, articles());
    assertThat(result.copies).isEmpty();
    assertThat(result.stories).isEmpty();
  }

  @Test
  void unrelatedArticlesAreStoriesOfTheirOwn(SparkSession spark) {
    Result result = match(spark, with(articles(), Map.of("a", news(1, 10), "b", news(2, 10))));
    assertThat(result.storyOf("a")).isNotEqualTo(result.storyOf("b"));
    assertThat(result.rowOf("a"))
        .isEqualTo("a|" + result.storyOf("a") + "|true|null|null|original");
  }

  @Test
  void aCopyThatDiffersInCaseAndPunctuationIsExact(SparkSession spark) {
    String text = news(1, 10);
    Rows articles =
        articles()
            .row("a", "one", "2020-05-02", text)
            .row("b", "two", "2020-05-01", text.toUpperCase(Locale.ROOT).replace(".", " !"));
    Result result = match(spark, articles);
    assertThat(result.rowOf("b")).endsWith("|true|null|null|original");
    assertThat(result.rowOf("a")).endsWith("|false|b|1.0|exact");
    assertThat(result.storyOf("a")).isEqualTo(result.storyOf("b"));
  }

  @Test
  void aCutCopyStaysInItsStory(SparkSession spark) {
    assertOneStory(spark, news(1, 20), cut(news(1, 20), 0, 9));
  }

  @Test
  void aShortTextWithinALongerReportIsItsCopy(SparkSession spark) {
    String report = news(3, 6);
    assertOneStory(spark, report, news(4, 3) + " " + report + " " + news(5, 2));
  }

  @Test
  void aRewordedCopyStaysInItsStory(SparkSession spark) {
    String text = news(1, 25);
    assertOneStory(spark, text, everyNth(text, 14, word -> "reworded"));
  }

  @Test
  void aCopyWithDamagedLettersStaysInItsStory(SparkSession spark) {
    String text = news(1, 25);
    assertOneStory(spark, text, damaged(text, 0.03));
  }

  @Test
  void aLiftedParagraphIsNoCopy(SparkSession spark) {
    String lifted = cut(news(1, 20), 4, 8);
    assertTwoStories(spark, news(1, 20), news(2, 8) + " " + lifted + " " + news(3, 8));
  }

  @Test
  void furnitureDoesNotChainStories(SparkSession spark) {
    String furniture =
        " Sign up for our newsletter and never miss a story. All rights reserved, and this"
            + " material may not be published or rewritten. Follow us for live updates every day.";
    Rows articles = articles();
    for (int i = 0; i < 40; i++) {
      articles.row("a" + i, "source", null, news(i, 4) + furniture);
    }
    assertThat(match(spark, articles).stories).hasSize(40);
  }

  @Test
  void aForeignParagraphInACopyDoesNotChainTwoStories(SparkSession spark) {
    String first = news(1, 20);
    String second = news(2, 20);
    Map<String, String> texts =
        Map.of(
            "first", first,
            "second", second,
            "mixed", cut(first, 0, 10) + " " + cut(second, 0, 6) + " " + cut(first, 10, 20));
    Result result = match(spark, with(articles(), texts));
    assertThat(result.storyOf("mixed")).isEqualTo(result.storyOf("first"));
    assertThat(result.storyOf("second")).isNotEqualTo(result.storyOf("first"));
  }

  @Test
  void aCopyOfACopyIsInTheStoryOfBoth(SparkSession spark) {
    String text = news(1, 24);
    Map<String, String> texts =
        Map.of(
            "a", cut(text, 0, 12), "b", cut(text, 4, 16), "c", cut(text, 8, 20), "d", news(2, 12));
    Result result = match(spark, with(articles(), texts));
    assertThat(result.storyOf("a"))
        .isEqualTo(result.storyOf("b"))
        .isEqualTo(result.storyOf("c"))
        .isNotEqualTo(result.storyOf("d"));
  }

  @Test
  void aChainOfCopiesIsOneStory(SparkSession spark) {
    String text = news(1, 60);
    Rows articles = articles();
    for (int i = 0; i < 12; i++) {
      articles.row("a" + (i * 7 % 12), "source", null, cut(text, i * 3, i * 3 + 8));
    }
    Result result = match(spark, articles);
    assertThat(result.stories).hasSize(1);
  }

  @Test
  void aCopyNamesTheEarlierArticleItSharesMostWith(SparkSession spark) {
    String text = news(1, 20);
    String extended = text + " " + news(2, 5);
    Rows articles =
        articles()
            .row("late", "x", "2020-05-04", cut(extended, 5, 25))
            .row("first", "x", "2020-05-01", text)
            .row("middle", "x", "2020-05-02", extended)
            .row("after", "x", "2020-05-09", extended + " " + news(3, 1));
    Result result = match(spark, articles);
    assertThat(result.rowOf("first")).endsWith("|true|null|null|original");
    assertThat(result.rowOf("middle")).contains("|false|first|0.").endsWith("|sentences");
    assertThat(result.rowOf("late")).endsWith("|false|middle|1.0|sentences");
  }

  @Test
  void anArticleOfUnknownDateIsNotTheSourceOfADatedOne(SparkSession spark) {
    String text = news(1, 20);
    Rows articles =
        articles().row("a", "x", null, text).row("b", "x", "2020-05-01", cut(text, 0, 15));
    Result result = match(spark, articles);
    assertThat(result.rowOf("b")).endsWith("|true|null|null|original");
    assertThat(result.rowOf("a")).contains("|false|b|");
  }

  @Test
  void aStoryCountsItsArticlesAndSources(SparkSession spark) {
    String text = news(1, 10);
    Rows articles =
        articles()
            .row("a", "one", "2020-05-03", text)
            .row("b", "one", "2020-05-02", text + " ")
            .row("c", "two", null, text + " !")
            .row("d", null, null, news(2, 10));
    Result result = match(spark, articles);
    assertThat(result.stories)
        .containsExactlyInAnyOrder(
            result.storyOf("a") + "|3|2|b|2020-05-02|1.5", result.storyOf("d") + "|1|1|d|null|1.0");
  }

  @Test
  void everyStoryHasOneOriginal(SparkSession spark) {
    Rows articles = articles();
    for (int i = 0; i < 30; i++) {
      articles.row("a" + i, "x", "2020-05-01", news(i % 7, 10));
    }
    Result result = match(spark, articles);
    Map<String, Integer> originals = new HashMap<>();
    Set<String> storyIds = new HashSet<>();
    for (String row : result.copies) {
      String[] cells = row.split("\\|", -1);
      storyIds.add(cells[1]);
      originals.merge(cells[1], Boolean.parseBoolean(cells[2]) ? 1 : 0, Integer::sum);
    }
    assertThat(storyIds).hasSize(7);
    assertThat(originals.values()).containsOnly(1);
  }

  @Test
  void theOrderOfTheArticlesDecidesNothing(SparkSession spark) {
    Rows articles = articles();
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      int from = random.nextInt(6);
      String text = cut(news(i % 12, 16), from, from + 10);
      articles.row("a" + i, "s" + i % 3, i % 4 == 0 ? null : "2020-05-1" + i % 7, text);
    }
    Result inOrder = match(articles.in(spark));
    Result shuffled = match(Rows.shuffled(articles.in(spark)));
    assertThat(shuffled.copies).isEqualTo(inOrder.copies);
    assertThat(shuffled.stories).isEqualTo(inOrder.stories);
    assertThat(inOrder.stories).hasSize(12);
  }

  @Test
  void hostileTextsAreStoriesOfTheirOwn(SparkSession spark) {
    List<String> texts =
        List.of(
            "",
            "\0\0\0",
            "\uD83D\uDE00\uD83D\uDE00",
            "a \uD800 b",
            "word",
            "x".repeat(1_000_000),
            "Yes. No. Yes. No.");
    Rows articles = articles();
    for (int i = 0; i < texts.size(); i++) {
      articles.row("a" + i, "x", null, texts.get(i));
    }
    Result result = match(spark, articles);
    assertThat(result.copies).hasSize(texts.size());
    assertThat(result.storyOf("a4")).isNotEqualTo(result.storyOf("a5"));
    assertThat(result.storyOf("a6")).isNotEqualTo(result.storyOf("a3"));
  }

  @Test
  void thousandsOfIdenticalArticlesAreComparedAsOne(SparkSession spark) {
    assertIdenticalArticlesAreOneStory(spark, 5_000);
  }

  @Test
  @Tag("slow")
  void aHundredThousandIdenticalArticlesAreComparedAsOne(SparkSession spark) {
    assertIdenticalArticlesAreOneStory(spark, 100_000);
  }

  @Test
  void asManyPairsAreComparedAsArticlesHoldASentence(SparkSession spark) {
    Rows articles = articles();
    String shared = "This very sentence stands in every one of the articles.";
    for (int i = 0; i < 400; i++) {
      articles.row("a" + i, "x", null, shared + " " + news(i, 2));
    }
    Dataset<Row> dataset = articles.in(spark);
    Dataset<Row> sketches = MatchCopies.sketch(dataset).localCheckpoint();
    Dataset<Row> features =
        MatchCopies.features(
            Split.articleSentences(dataset), sketches, MatchCopies.exactCopies(dataset, sketches));
    // Two for each article and each key that it shares with any other: the sentence, and a few
    // bands.
    // All pairs would be 79,800.
    assertThat(MatchCopies.candidates(features).count()).isBetween(399L, 4000L);
  }

  private static void assertIdenticalArticlesAreOneStory(SparkSession spark, int count) {
    Rows articles = articles();
    String text = news(1, 6);
    for (int i = 0; i < count; i++) {
      articles.row("a" + i, "s" + i % 50, "2020-05-01", text);
    }
    Dataset<Row> dataset = articles.in(spark);
    Dataset<Row> sketches = MatchCopies.sketch(dataset).localCheckpoint();
    Dataset<Row> exact = MatchCopies.exactCopies(dataset, sketches).localCheckpoint();
    Dataset<Row> features =
        MatchCopies.features(Split.articleSentences(dataset), sketches, exact).localCheckpoint();
    assertThat(features.count()).isEqualTo(1);
    assertThat(match(dataset).stories.get(0)).contains("|" + count + "|50|a0|2020-05-01|");
  }

  private static void assertOneStory(SparkSession spark, String text, String copy) {
    Result result = match(spark, with(articles(), decoys(text, copy)));
    assertThat(result.storyOf("copy")).isEqualTo(result.storyOf("text"));
    assertThat(result.stories).hasSize(4);
  }

  private static void assertTwoStories(SparkSession spark, String text, String other) {
    Result result = match(spark, with(articles(), decoys(text, other)));
    assertThat(result.storyOf("copy")).isNotEqualTo(result.storyOf("text"));
    assertThat(result.stories).hasSize(5);
  }

  /** The two texts among others. */
  private static Map<String, String> decoys(String text, String copy) {
    return Map.of(
        "text", text, "copy", copy, "x", news(100, 20), "y", news(101, 5), "z", news(102, 40));
  }

  /** Rows of article_copies and stories as text. */
  private record Result(List<String> copies, List<String> stories) {
    String rowOf(String article) {
      return copies.stream().filter(row -> row.startsWith(article + "|")).findFirst().orElseThrow();
    }

    String storyOf(String article) {
      return rowOf(article).split("\\|", -1)[1];
    }
  }

  private static Rows articles() {
    return Rows.of(
        Articles.TABLE,
        Articles.ARTICLE_ID,
        Articles.SOURCE,
        Articles.PUBLISHED_DATE,
        Articles.TEXT);
  }

  private static Rows with(Rows articles, Map<String, String> textById) {
    textById.forEach((id, text) -> articles.row(id, "source", null, text));
    return articles;
  }

  private static Result match(SparkSession spark, Rows articles) {
    return match(articles.in(spark));
  }

  private static Result match(Dataset<Row> articles) {
    Dataset<Row> sketches = MatchCopies.sketch(articles).localCheckpoint();
    Dataset<Row> exact = MatchCopies.exactCopies(articles, sketches).localCheckpoint();
    Dataset<Row> features =
        MatchCopies.features(Split.articleSentences(articles), sketches, exact).localCheckpoint();
    Dataset<Row> matches =
        MatchCopies.match(MatchCopies.candidates(features), features).localCheckpoint();
    Dataset<Row> members = MatchCopies.connect(exact, matches, Dataset::localCheckpoint);
    Dataset<Row> copies = MatchCopies.copies(exact, matches, members).localCheckpoint();
    return new Result(
        Rows.text(ArticleCopies.TABLE, copies),
        Rows.text(Stories.TABLE, MatchCopies.stories(articles, copies)));
  }

  /** Invented sentences, the same for the same seed, none of which stands under another seed. */
  static String news(int seed, int sentences) {
    Random random = new Random(1_000 + seed);
    List<String> text = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      List<String> words = new ArrayList<>();
      for (int word = 8 + random.nextInt(10); word > 0; word--) {
        StringBuilder letters = new StringBuilder();
        for (int part = 1 + random.nextInt(3); part > 0; part--) {
          letters.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        words.add(letters.toString());
      }
      String sentence = String.join(" ", words);
      text.add(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".");
    }
    return String.join(" ", text);
  }

  /** The sentences from one place to another. */
  private static String cut(String text, int from, int to) {
    return Arrays.stream(text.split("(?<=\\.) ", -1))
        .skip(from)
        .limit(to - from)
        .collect(Collectors.joining(" "));
  }

  private static String everyNth(
      String text, int n, java.util.function.UnaryOperator<String> replacement) {
    String[] words = text.split(" ", -1);
    for (int i = n - 1; i < words.length; i += n) {
      words[i] = replacement.apply(words[i]) + (words[i].endsWith(".") ? "." : "");
    }
    return String.join(" ", words);
  }

  /** The text with so many of its letters replaced. */
  private static String damaged(String text, double rate) {
    Random random = new Random(3);
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetter(text.charAt(i)) && random.nextDouble() < rate) {
        damaged.setCharAt(i, (char) ('a' + random.nextInt(26)));
      }
    }
    return damaged.toString();
  }
}
