package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.SharedPassages;
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
    assertThat(shuffled.passages).isEqualTo(inOrder.passages);
    assertThat(inOrder.stories).hasSize(12);
  }

  @Test
  void anArticleThatHoldsTwoStoriesBelongsToTheOneItHoldsMoreOf(SparkSession spark) {
    String first = news(1, 12);
    String second = news(2, 8);
    Rows articles =
        articles()
            .row("first", "x", "2020-05-01", first)
            .row("again", "x", "2020-05-02", cut(first, 0, 11))
            .row("second", "x", "2020-05-01", second)
            .row("merged", "x", "2020-05-03", first + " " + second);
    Result result = match(spark, articles);
    assertThat(result.storyOf("merged"))
        .isEqualTo(result.storyOf("first"))
        .isEqualTo(result.storyOf("again"))
        .isNotEqualTo(result.storyOf("second"));
    assertThat(result.passagesOf("merged"))
        .anySatisfy(
            row ->
                assertThat(row)
                    .contains(
                        "|second|0|" + second.length() + "|" + second.length() + "|false|false"));
  }

  @Test
  void twoExcerptsThatOverlapAreOfOneStory(SparkSession spark) {
    String text = news(1, 20);
    assertOneStory(spark, cut(text, 0, 14), cut(text, 6, 20));
  }

  @Test
  void copiesWithManyDamagedLettersMeet(SparkSession spark) {
    String text = news(1, 30);
    assertOneStory(spark, text, damaged(text, 0.06));
  }

  @Test
  void aCopyInOtherOrderStaysInItsStory(SparkSession spark) {
    String text = news(1, 24);
    assertOneStory(
        spark, text, cut(text, 16, 24) + "\n\n" + cut(text, 8, 16) + "\n\n" + cut(text, 0, 8));
  }

  @Test
  void aFormFilledWithOtherNumbersIsNoCopy(SparkSession spark) {
    String form =
        "The central bank said it lent %s mln crowns to the money market in the morning session."
            + " Among the main factors, bills maturing drain some %s mln and exchequer transactions"
            + " add around %s mln crowns. Bankers' balances are %s mln above their target, and a"
            + " rise in the note circulation takes out %s mln crowns on the day.";
    assertTwoStories(
        spark, form.formatted(120, 514, 81, 17, 235), form.formatted(340, 672, 105, 44, 190));
  }

  @Test
  void ofTheSameDayTheLongerIsTakenAsTheSource(SparkSession spark) {
    String text = news(1, 20);
    Rows articles =
        articles().row("a", "x", "2020-05-01", cut(text, 0, 12)).row("b", "x", "2020-05-01", text);
    Result result = match(spark, articles);
    assertThat(result.rowOf("b")).endsWith("|true|null|null|original");
    assertThat(result.rowOf("a")).endsWith("|false|b|1.0|sentences");
  }

  @Test
  void aCopyFoundThroughLaterOnesNamesTheOriginal(SparkSession spark) {
    String text = news(1, 30);
    Rows articles =
        articles()
            .row("early", "x", "2020-05-01", cut(text, 0, 14))
            .row("other", "x", "2020-05-02", cut(text, 10, 24))
            .row("whole", "x", "2020-05-03", text);
    Result result = match(spark, articles);
    assertThat(result.stories).hasSize(1);
    assertThat(result.rowOf("other")).contains("|false|early|0.");
  }

  @Test
  void whatWasCopiedStandsInBothArticles(SparkSession spark) {
    String text = news(1, 20);
    Map<String, String> texts =
        Map.of(
            "a",
            text,
            "copy",
            news(5, 2) + " " + cut(text, 3, 9) + " " + news(6, 2) + " " + cut(text, 11, 18));
    Rows articles =
        articles()
            .row("a", "x", "2020-05-01", texts.get("a"))
            .row("copy", "x", "2020-05-02", texts.get("copy"));
    List<String> passages = match(spark, articles).passagesOf("copy");
    assertThat(passages).hasSize(2);
    assertThat(slices(passages.get(0), texts)).containsOnly(cut(text, 3, 9));
    assertThat(slices(passages.get(1), texts)).containsOnly(cut(text, 11, 18));
    assertThat(passages).allMatch(row -> row.endsWith("|true|true|sentences"));
  }

  @Test
  void placesAreCountedInCodePoints(SparkSession spark) {
    String text = news(1, 12);
    String before = news(2, 1);
    String copy = "\uD83D\uDE00\uD83D\uDE01" + before + " " + cut(text, 0, 10);
    Rows articles =
        articles().row("a", "x", "2020-05-01", text).row("copy", "x", "2020-05-02", copy);
    List<String> passages = match(spark, articles).passagesOf("copy");
    assertThat(passages).hasSize(1);
    assertThat(passages.get(0))
        .startsWith("copy|%d|".formatted(before.length() + 3))
        .contains("|a|0|");
  }

  @Test
  void aDamagedCopyHasPassagesThatBeginAndEndAlike(SparkSession spark) {
    String text = news(1, 40);
    Map<String, String> texts = Map.of("a", text, "copy", damaged(text, 0.05));
    Rows articles =
        articles()
            .row("a", "x", "2020-05-01", texts.get("a"))
            .row("copy", "x", "2020-05-02", texts.get("copy"));
    List<String> passages = match(spark, articles).passagesOf("copy");
    assertThat(passages).isNotEmpty().allMatch(row -> row.endsWith("|true|true|words"));
    for (String passage : passages) {
      List<String> slices = slices(passage, texts);
      assertThat(slices.get(0).length()).isCloseTo(slices.get(1).length(), within(20));
      assertThat(firstWord(slices.get(0))).isEqualTo(firstWord(slices.get(1)));
      assertThat(lastWord(slices.get(0))).isEqualTo(lastWord(slices.get(1)));
    }
    assertThat(passages.stream().mapToLong(row -> Long.parseLong(row.split("\\|", -1)[6])).sum())
        .isGreaterThan(text.length() * 3L / 4);
  }

  @Test
  void aLiftedParagraphIsToldOfTheEarliestArticleThatHasIt(SparkSession spark) {
    String paragraph = news(9, 4);
    Map<String, String> texts =
        Map.of(
            "first", news(1, 8) + " " + paragraph + " " + news(2, 8),
            "second", news(3, 10) + " " + paragraph + " " + news(4, 8),
            "third", paragraph + " " + news(5, 20));
    Rows articles =
        articles()
            .row("first", "x", "2020-05-01", texts.get("first"))
            .row("second", "x", "2020-05-02", texts.get("second"))
            .row("third", "x", "2020-05-03", texts.get("third"));
    Result result = match(spark, articles);
    assertThat(result.stories).hasSize(3);
    assertThat(result.passages).hasSize(2);
    for (String passage : result.passages) {
      assertThat(passage).contains("|first|").endsWith("|false|false|sentences");
      assertThat(slices(passage, texts)).containsOnly(paragraph);
    }
  }

  @Test
  void anExactCopySharesAllOfItsText(SparkSession spark) {
    String text = news(1, 10);
    Rows articles =
        articles()
            .row("a", "x", "2020-05-01", text)
            .row("b", "x", "2020-05-02", text.replace(".", " !"));
    assertThat(match(spark, articles).passages)
        .containsExactly(
            "b|0|%1$d|a|0|%2$d|%1$d|true|true|exact"
                .formatted(text.replace(".", " !").length(), text.length()));
  }

  private static List<String> slices(String passage, Map<String, String> texts) {
    String[] cells = passage.split("\\|", -1);
    return List.of(
        texts.get(cells[0]).substring(Integer.parseInt(cells[1]), Integer.parseInt(cells[2])),
        texts.get(cells[3]).substring(Integer.parseInt(cells[4]), Integer.parseInt(cells[5])));
  }

  private static String firstWord(String text) {
    return text.split(" ", -1)[0];
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' ') + 1).replace(".", "");
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
    // Two for each article and each key that it shares with any other: the sentence and what of it
    // is a key. All pairs would be 79,800.
    assertThat(MatchCopies.candidates(features(dataset)).count()).isBetween(399L, 2000L);
  }

  @Test
  void anArticleIsComparedWithFewOthersHoweverManySentencesTheyShare(SparkSession spark) {
    Rows articles = articles();
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int sentence = 0; sentence < 20; sentence++) {
        text.append(news((i * 7 + sentence * 13) % 101, 1)).append(' ');
      }
      articles.row("a" + i, "x", null, text.toString());
    }
    Dataset<Row> pairs = MatchCopies.candidates(features(articles.in(spark)));
    assertThat(pairs.groupBy("b").count().agg(functions.max("count")).first().getLong(0))
        .isLessThanOrEqualTo(8);
  }

  @Test
  void manyLinksAndFewAreConnectedAlike(SparkSession spark) {
    Random random = new Random(8);
    List<Row> links = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      links.add(RowFactory.create("a" + random.nextInt(200), "a" + random.nextInt(200)));
    }
    for (int i = 0; i < 40; i++) {
      links.add(RowFactory.create("chain" + i, "chain" + (i + 1)));
    }
    Dataset<Row> dataset =
        spark.createDataFrame(
            links, new StructType().add("a", DataTypes.StringType).add("b", DataTypes.StringType));
    assertThat(MatchCopies.connectInRounds(dataset, Dataset::localCheckpoint).collectAsList())
        .containsExactlyInAnyOrderElementsOf(MatchCopies.connectInATask(dataset).collectAsList());
  }

  private static Dataset<Row> features(Dataset<Row> articles) {
    Dataset<Row> sketches = MatchCopies.sketch(articles).localCheckpoint();
    return MatchCopies.features(
        Split.articleSentences(articles), sketches, MatchCopies.exactCopies(articles, sketches));
  }

  private static void assertIdenticalArticlesAreOneStory(SparkSession spark, int count) {
    Rows articles = articles();
    String text = news(1, 6);
    for (int i = 0; i < count; i++) {
      articles.row("a" + i, "s" + i % 50, "2020-05-01", text);
    }
    Dataset<Row> dataset = articles.in(spark);
    assertThat(features(dataset).count()).isEqualTo(1);
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

  /** Rows of article_copies, stories and shared_passages as text. */
  private record Result(List<String> copies, List<String> stories, List<String> passages) {
    String rowOf(String article) {
      return copies.stream().filter(row -> row.startsWith(article + "|")).findFirst().orElseThrow();
    }

    List<String> passagesOf(String article) {
      return passages.stream().filter(row -> row.startsWith(article + "|")).sorted().toList();
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
    MatchCopies.Found found =
        MatchCopies.find(
            articles, Split.articleSentences(articles), (name, rows) -> rows.localCheckpoint());
    Dataset<Row> copies = found.copies().localCheckpoint();
    return new Result(
        Rows.text(ArticleCopies.TABLE, copies),
        Rows.text(Stories.TABLE, MatchCopies.stories(articles, copies)),
        Rows.text(SharedPassages.TABLE, MatchCopies.sharedPassages(found, copies)));
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
