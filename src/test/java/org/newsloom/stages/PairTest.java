package org.newsloom.stages;

import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.stats.BenjaminiHochberg;
import org.newsloom.stats.CountedPairs;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityPairs;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.EntityRanks;
import org.newsloom.tables.EntityRanksMonthly;
import org.newsloom.tables.EntityRelations;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.PairCuts;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.TermsDaily;

@ExtendWith(SharedSparkSession.class)
final class PairTest {
  private static final String[] COUNTS = {
    "entity_a", "entity_b", "article_count", "story_count", "sentence_count"
  };

  @Test
  void noMentionsMakeNoPairs(SparkSession spark) {
    Corpus corpus = new Corpus();
    assertThat(Rows.text(EntityPairs.TABLE, corpus.pairs(spark))).isEmpty();
    assertThat(Rows.text(EntityPairsDaily.TABLE, corpus.daily(spark))).isEmpty();
  }

  @Test
  void aPairCountsArticlesStoriesAndSentences(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("one", "story1", "2020-05-01", "A B", "A B", "C");
    corpus.article("copy", "story1", "2020-05-03", "A B", "", "C");
    corpus.article("two", "story2", null, "A", "B", "B");
    assertThat(Rows.text(corpus.pairs(spark), COUNTS))
        .containsExactly("A|B|3|2|2", "A|C|2|1|0", "B|C|2|1|0");
    assertThat(Rows.text(corpus.pairs(spark).where("entity_b = 'B'"), "first_date", "last_date"))
        .containsExactly("2020-05-01|2020-05-03");
    assertThat(Rows.text(corpus.daily(spark).where("entity_b = 'B'"), "date", "article_count"))
        .containsExactly("2020-05-01|1", "2020-05-03|1");
  }

  @Test
  void aPairIsCountedInSentencesInWindowsOfThreeAndInArticles(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("far", "s1", "2020-05-01", "A", "", "", "B");
    corpus.article("near", "s2", "2020-05-01", "A", "", "B");
    corpus.article("nearCopy", "s2", "2020-05-01", "A", "", "B");
    corpus.article("same", "s3", "2020-05-02", "A B", "C", "A B");
    corpus.article("reprint", "s4", "2020-05-02", "A B");
    String[] levels = {
      "article_count",
      "story_count",
      "window_article_count",
      "window_story_count",
      "sentence_article_count",
      "sentence_story_count",
      "sentence_count",
      "distinct_sentence_count"
    };
    Dataset<Row> both = corpus.pairs(spark).where("entity_a = 'A' and entity_b = 'B'");
    // The sentence stands twice in one article, once in another: two of articles, one distinct.
    assertThat(Rows.text(both, levels)).containsExactly("5|4|4|3|2|2|2|1");
    assertThat(Rows.text(corpus.daily(spark).where("entity_b = 'B' and entity_a = 'A'"), levels))
        .containsExactly("2|2|2|2|2|2|2|1", "3|2|2|1|0|0|0|0");
  }

  @Test
  void oneSentencePrintedInManyStoriesIsOnePieceOfEvidence(SparkSession spark) {
    Corpus furniture = new Corpus();
    Corpus reports = new Corpus();
    for (int i = 0; i < 10; i++) {
      furniture.article("a" + i, "s" + i, null, "A B");
      reports.tone("a" + i, 0, i / 10.0);
      reports.article("a" + i, "s" + i, null, "A B");
      furniture.article("o" + i, "t" + i, null, "C D");
      reports.article("o" + i, "t" + i, null, "C D");
    }
    assertThat(sentenceNpmi(furniture.pairs(spark))).isLessThan(0);
    assertThat(sentenceNpmi(reports.pairs(spark))).isCloseTo(1, within(1e-12));
  }

  @Test
  void namesThatStandInOneReprintedSentenceEachAreOnePieceOfEvidence(SparkSession spark) {
    Corpus corpus = new Corpus();
    for (int i = 0; i < 10; i++) {
      corpus.article("a" + i, "s" + i, null, "A A", "B");
      corpus.tone("c" + i, 0, i / 10.0);
      corpus.article("c" + i, "t" + i, null, "C", "D D");
      corpus.tone("c" + i, 1, i / 10.0);
    }
    String[] counts = {"entity_a", "entity_b", "story_count", "independent_story_count"};
    assertThat(Rows.text(corpus.pairs(spark), counts)).containsExactly("A|B|10|1", "C|D|10|10");
    assertThat(Rows.text(corpus.pairs(spark).where("npmi > 0"), "entity_a")).containsExactly("C");
  }

  @Test
  void aPairThatBelongsTogetherByMeaningSaysSo(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("1", "s1", null, "A B C");
    corpus.relations.row("C", "demonym_of", "A").row("C", "part_of", "A");
    assertThat(Rows.text(corpus.pairs(spark), "entity_a", "entity_b", "relation"))
        .containsExactly("A|B|null", "A|C|demonym_of", "B|C|null");
  }

  private static double sentenceNpmi(Dataset<Row> pairs) {
    return pairs.where("entity_a = 'A'").first().getAs("sentence_npmi");
  }

  @Test
  void datelinesBylinesAndCreditsMakeNoPairs(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("one", "s1", null, "(credit)Agency A B");
    assertThat(Rows.text(corpus.pairs(spark), COUNTS)).containsExactly("A|B|1|1|1");
  }

  @Test
  void theExampleHoldsFewOtherNames(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("crowd", "s1", "2020-05-01", "", "A B C D E");
    corpus.article("plain", "s2", "2020-05-01", "C", "D", "A B");
    corpus.article("apart", "s3", "2020-05-02", "A", "B");
    String[] example = {"example_article_id", "example_start_char", "example_end_char"};
    String both = "entity_a = 'A' and entity_b = 'B'";
    assertThat(Rows.text(corpus.pairs(spark).where(both), example))
        .containsExactly("plain|200|290");
    assertThat(Rows.text(corpus.daily(spark).where(both), example))
        .containsExactly("null|null|null", "plain|200|290");
  }

  @Test
  void theToneOfADayHasItsSumsAndSigns(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.tone("one", 0, 0.5);
    corpus.tone("one", 1, -0.2);
    corpus.article("one", "s1", "2020-05-01", "A B", "A B", "A B");
    Row day = corpus.daily(spark).first();
    assertThat(day.<Long>getAs("sentence_count")).isEqualTo(3);
    assertThat(day.<Long>getAs("positive_count")).isEqualTo(1);
    assertThat(day.<Long>getAs("negative_count")).isEqualTo(1);
    assertThat(day.<Double>getAs("tone_sum")).isCloseTo(0.3, within(1e-9));
    assertThat(day.<Double>getAs("tone_sum_of_squares")).isCloseTo(0.29, within(1e-9));
  }

  @Test
  void ofAnArticleOfTooManyNamesTheClosestPairsStayAndTheRestIsRecorded(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("list", "story", "2020-05-01", "A B", "", "", "", "C", "D");
    corpus.article("listCopy", "story", "2020-05-01", "A B", "", "", "", "C", "D");
    // As many pairs as 3 names make: of one sentence, of neighbours, of those four apart the first.
    Dataset<Row> pairs = corpus.pairs(spark, corpus.counted(spark, 3, 1), 1);
    assertThat(pairs.count()).isEqualTo(3);
    assertThat(Rows.text(pairs, "entity_a", "entity_b")).contains("A|B", "C|D");
    corpus.article("short", "other", "2020-05-01", "A", "B");
    Dataset<Row> cuts = PairCounts.cuts(corpus.places(spark), corpus.dates(spark), 3);
    assertThat(Rows.text(PairCuts.TABLE, cuts)).hasSize(1);
    assertThat(
            Rows.text(
                cuts, "article_count", "entity_count", "kept_pair_count", "dropped_pair_count"))
        .containsExactly("2|4|3|3");
    assertThat(PairCounts.cuts(corpus.places(spark), corpus.dates(spark), 4).count()).isZero();
  }

  @Test
  void aPairSeenInOneStoryAndNoSentenceIsLeftOut(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("one", "story1", null, "A", "B", "C D");
    corpus.article("two", "story2", null, "A", "B");
    Dataset<Row> kept = corpus.counted(spark, 100, 2);
    Dataset<Row> pairs = corpus.pairs(spark, kept, 2);
    assertThat(Rows.text(pairs, COUNTS)).containsExactly("A|B|2|2|0", "C|D|1|1|1");
  }

  @Test
  void theToneOfAPairIsThatOfTheSentencesThatHoldBoth(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.tone("one", 0, 0.5);
    corpus.tone("one", 1, -0.2);
    corpus.tone("one", 2, 0.9);
    corpus.article("one", "story1", "2020-05-01", "A B", "A B", "A");
    corpus.article("two", "story2", "2020-05-01", "A", "B");
    corpus.article("three", "story2", "2020-05-01", "C", "B");
    Dataset<Row> pairs = corpus.pairs(spark);
    assertThat(pairs.where("entity_b = 'B'").first().<Double>getAs("tone"))
        .isCloseTo(0.15, within(1e-12));
    assertThat(pairs.where("entity_b = 'C'").first().<Double>getAs("tone")).isNull();
  }

  @Test
  void associationFollowsFromStories(SparkSession spark) {
    Corpus corpus = new Corpus();
    // Of 8 stories A is in 4, B in 2, both in 2; C and D in 4 each, both in 2.
    corpus.article("1", "s1", null, "A B");
    corpus.article("1copy", "s1", null, "A B");
    corpus.article("2", "s2", null, "A B C D");
    corpus.article("3", "s3", null, "A C D");
    corpus.article("4", "s4", null, "A C");
    corpus.article("5", "s5", null, "C");
    corpus.article("6", "s6", null, "D");
    corpus.article("7", "s7", null, "D");
    corpus.article("8", "s8", null, "E");
    Dataset<Row> pairs = corpus.pairs(spark);
    // ln((2/8) / (4/8 * 2/8)) / -ln(2/8) = ln 2 / ln 4
    Row together = pairs.where("entity_a = 'A' and entity_b = 'B'").first();
    assertThat(together.<Double>getAs("npmi")).isCloseTo(0.5, within(1e-12));
    // observed 2 2 0 4, expected 1 3 1 3
    double ratio = 2 * (2 * Math.log(2) + 2 * Math.log(2.0 / 3) + 4 * Math.log(4.0 / 3));
    assertThat(together.<Double>getAs("log_likelihood_ratio")).isCloseTo(ratio, within(1e-9));
    Row byChance = pairs.where("entity_a = 'C' and entity_b = 'D'").first();
    assertThat(byChance.<Double>getAs("npmi")).isCloseTo(0, within(1e-12));
    assertThat(byChance.<Double>getAs("log_likelihood_ratio")).isCloseTo(0, within(1e-9));
    assertThat(byChance.<Double>getAs("q_value")).isCloseTo(1, within(1e-4));
  }

  @Test
  void namesInDifferentCopiesOfEachStoryAreNoPair(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("1", "s1", null, "A C");
    corpus.article("1cut", "s1", null, "B");
    corpus.article("2", "s2", null, "A B");
    corpus.article("3", "s3", null, "A");
    corpus.article("3cut", "s3", null, "B");
    // A and B are in each of 3 stories, and both in an article of one.
    Row pair = corpus.pairs(spark).where("entity_b = 'B'").first();
    assertThat(pair.<Long>getAs("story_count")).isEqualTo(1);
    assertThat(pair.<Double>getAs("npmi")).isNegative();
  }

  @Test
  void qValuesAreThoseOfAllPairsTogether(SparkSession spark) {
    Dataset<Row> pairs = Corpus.random(3, 60, 12).pairs(spark);
    List<Row> rows =
        pairs.orderBy("entity_a", "entity_b").collectAsList().stream()
            .filter(row -> row.getAs("log_likelihood_ratio") != null)
            .toList();
    double[] pValues =
        rows.stream()
            .mapToDouble(
                row -> org.newsloom.stats.Association.pValue(row.getAs("log_likelihood_ratio")))
            .toArray();
    double[] qValues = BenjaminiHochberg.qValues(pValues);
    assertThat(rows).hasSizeGreaterThan(20);
    for (int i = 0; i < qValues.length; i++) {
      assertThat(rows.get(i).<Double>getAs("q_value")).isCloseTo(qValues[i], within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void countsAreThoseOfANaiveCount(long seed, SparkSession spark) {
    Corpus corpus = Corpus.random(seed, 80, 15);
    assertThat(Rows.text(corpus.pairs(spark), COUNTS)).isEqualTo(corpus.naivePairs());
  }

  @Test
  void theOrderOfTheRowsDecidesNothing(SparkSession spark) {
    Corpus corpus = Corpus.random(9, 50, 10);
    List<String> pairs = Rows.text(EntityPairs.TABLE, corpus.pairs(spark));
    List<String> daily = Rows.text(EntityPairsDaily.TABLE, corpus.daily(spark));
    corpus.isShuffled = true;
    assertThat(Rows.text(EntityPairs.TABLE, corpus.pairs(spark))).isEqualTo(pairs).isNotEmpty();
    assertThat(Rows.text(EntityPairsDaily.TABLE, corpus.daily(spark)))
        .isEqualTo(daily)
        .isNotEmpty();
  }

  @Test
  void thousandsOfIdenticalArticlesAreCountedAsOneTimesTheirNumber(SparkSession spark) {
    Corpus corpus = new Corpus();
    for (int i = 0; i < 5_000; i++) {
      corpus.article("a" + i, "story", "2020-05-01", "A B", "A C");
    }
    assertThat(Rows.text(corpus.pairs(spark), COUNTS))
        .containsExactly("A|B|5000|1|5000", "A|C|5000|1|5000", "B|C|5000|1|0");
  }

  @Test
  void ofAnArticleOfTwoThousandNamesThoseMentionedMostArePaired(SparkSession spark) {
    Corpus corpus = new Corpus();
    String[] sentences = new String[1_000];
    for (int i = 0; i < sentences.length; i++) {
      sentences[i] = "n" + 2 * i + " n" + (2 * i + 1);
    }
    sentences[7] += " often";
    sentences[8] += " often";
    sentences[9] += " often much";
    sentences[10] += " much";
    corpus.article("list", "story", null, sentences);
    Dataset<Row> pairs = corpus.pairs(spark, corpus.counted(spark, 100, 1), 1);
    assertThat(pairs.count()).isEqualTo(100 * 99 / 2);
    assertThat(Rows.text(pairs.where("entity_a = 'much' and entity_b = 'often'"), COUNTS))
        .containsExactly("much|often|1|1|1");
  }

  @Test
  void aNameInEveryArticleIsPairedWithEachOther(SparkSession spark) {
    Corpus corpus = new Corpus();
    for (int i = 0; i < 300; i++) {
      corpus.tone("a" + i, 0, i / 300.0);
      corpus.article("a" + i, "s" + i, "2020-05-01", "Everywhere n" + i % 150);
    }
    Dataset<Row> pairs = corpus.pairs(spark);
    assertThat(pairs.count()).isEqualTo(150);
    // It says nothing of any other name: the ratio is 0 and so is the information.
    assertThat(pairs.where("log_likelihood_ratio > 1e-9 or abs(npmi) > 1e-9").count()).isZero();
  }

  @Test
  void degreesCountPairsAndRanksFollowTheNetwork(SparkSession spark) {
    Dataset<Row> pairs =
        Rows.of(
                EntityPairs.TABLE,
                EntityPairs.ENTITY_A,
                EntityPairs.ENTITY_B,
                EntityPairs.STORY_COUNT)
            .row("A", "B", 5)
            .row("A", "C", 3)
            .row("C", "D", 1)
            .in(spark);
    List<Row> network =
        pairs
            .where("story_count > 1")
            .select("entity_a", "entity_b", "story_count")
            .collectAsList();
    Dataset<Row> ranks = PairNetworks.ranks(pairs, PairNetworks.standing(spark, network));
    assertThat(Rows.text(EntityRanks.TABLE, ranks)).hasSize(4);
    assertThat(Rows.text(ranks, "entity_id", "degree", "weighted_degree"))
        .containsExactly("A|2|8.0", "B|1|5.0", "C|2|4.0", "D|1|1.0");
    assertThat(Rows.text(ranks.where("pagerank is null"), "entity_id")).containsExactly("D");
    assertThat(Rows.text(ranks.orderBy(EntityRanks.PAGERANK.col().desc()).limit(1), "entity_id"))
        .containsExactly("A");
  }

  @Test
  void anEmptyNetworkRanksNobody(SparkSession spark) {
    assertThat(PairNetworks.standing(spark, List.of()).collectAsList()).isEmpty();
  }

  @Test
  void aCommunityKeepsItsNumberThroughTheMonths(SparkSession spark) {
    Rows pairs =
        Rows.of(
            EntityPairs.TABLE,
            EntityPairs.ENTITY_A,
            EntityPairs.ENTITY_B,
            EntityPairs.NPMI,
            EntityPairs.Q_VALUE,
            EntityPairs.LOG_LIKELIHOOD_RATIO);
    Rows daily =
        Rows.of(
            EntityPairsDaily.TABLE,
            EntityPairsDaily.ENTITY_A,
            EntityPairsDaily.ENTITY_B,
            EntityPairsDaily.DATE,
            EntityPairsDaily.STORY_COUNT);
    for (String pair : List.of("A|B", "A|C", "B|C", "X|Y")) {
      pairs.row(pair.substring(0, 1), pair.substring(2), 0.5, 0.01, 9.0);
      daily.row(pair.substring(0, 1), pair.substring(2), "2020-05-03", 1);
    }
    // Not more than by chance: paired, but no part of the network.
    pairs.row("A", "Z", -0.1, 0.01, 9.0);
    daily.row("A", "Z", "2020-05-04", 2);
    daily.row("A", "B", "2020-05-09", 1);
    daily.row("X", "Y", "2020-06-01", 3);
    daily.row("A", "B", "2020-07-31", 1);
    Dataset<Row> ranks = ranksMonthly(daily.in(spark), pairs.in(spark));
    assertThat(Rows.text(EntityRanksMonthly.TABLE, ranks)).hasSize(10);
    assertThat(Rows.text(ranks, "month", "entity_id", "degree", "weighted_degree", "community_id"))
        .containsExactly(
            "2020-05-01|A|3|5.0|0",
            "2020-05-01|B|2|3.0|0",
            "2020-05-01|C|2|2.0|0",
            "2020-05-01|X|1|1.0|1",
            "2020-05-01|Y|1|1.0|1",
            "2020-05-01|Z|1|2.0|null",
            "2020-06-01|X|1|3.0|1",
            "2020-06-01|Y|1|3.0|1",
            "2020-07-01|A|1|1.0|0",
            "2020-07-01|B|1|1.0|0");
    assertThat(Rows.text(ranks.groupBy("month").agg(round(sum("pagerank"), 6))))
        .containsExactly("2020-05-01|1.0", "2020-06-01|1.0", "2020-07-01|1.0");
    assertThat(
            Rows.text(ranksMonthly(Rows.shuffled(daily.in(spark)), Rows.shuffled(pairs.in(spark)))))
        .isEqualTo(Rows.text(ranks));
  }

  private static Dataset<Row> ranksMonthly(Dataset<Row> daily, Dataset<Row> pairs) {
    Dataset<Row> monthly = PairNetworks.monthly(daily, pairs);
    Dataset<Row> standing = PairNetworks.standingMonthly(monthly, 10);
    return PairNetworks.ranksMonthly(monthly, standing, PairNetworks.timelines(standing));
  }

  @Test
  void theNetworkOfAMonthIsOfItsMostSignificantPairs(SparkSession spark) {
    Dataset<Row> pairs =
        Rows.of(
                EntityPairs.TABLE,
                EntityPairs.ENTITY_A,
                EntityPairs.ENTITY_B,
                EntityPairs.NPMI,
                EntityPairs.Q_VALUE,
                EntityPairs.LOG_LIKELIHOOD_RATIO)
            .row("A", "B", 0.5, 0.01, 9.0)
            .row("C", "D", 0.5, 0.01, 12.0)
            .in(spark);
    Dataset<Row> daily =
        Rows.of(
                EntityPairsDaily.TABLE,
                EntityPairsDaily.ENTITY_A,
                EntityPairsDaily.ENTITY_B,
                EntityPairsDaily.DATE,
                EntityPairsDaily.STORY_COUNT)
            .row("A", "B", "2020-05-03", 7)
            .row("C", "D", "2020-05-03", 1)
            .row("A", "B", "2020-06-03", 1)
            .in(spark);
    Dataset<Row> monthly = PairNetworks.monthly(daily, pairs);
    Dataset<Row> standing = PairNetworks.standingMonthly(monthly, 1);
    assertThat(Rows.text(PairNetworks.monthsOver(monthly, 1), "month"))
        .containsExactly("2020-05-01");
    assertThat(Rows.text(standing, "month", "entity_id"))
        .containsExactly("2020-05-01|C", "2020-05-01|D", "2020-06-01|A", "2020-06-01|B");
  }

  @Test
  void theWordsOfADayStandOutFromThoseOfTheOthers(SparkSession spark) {
    Rows articles =
        Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.PUBLISHED_DATE, Articles.TEXT);
    Rows copies = Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
    for (int day = 1; day <= 5; day++) {
      for (int i = 0; i < 4; i++) {
        String id = day + "-" + i;
        articles.row(
            id, "2020-05-0" + day, "The harbour was calm. The " + (day == 3 ? "flood" : "wind"));
        copies.row(id, i == 3 ? day + "-2" : id);
      }
    }
    articles.row("undated", null, "flood flood flood");
    copies.row("undated", "undated");
    Dataset<Row> terms = Pair.termsDaily(articles.in(spark), copies.in(spark), 3);
    assertThat(Rows.text(TermsDaily.TABLE, terms)).hasSize(2 * 5 + 5);
    assertThat(
            Rows.text(
                terms.where("term = 'flood'"),
                "date",
                "article_count",
                "story_count",
                "total_article_count",
                "total_story_count"))
        .containsExactly("2020-05-03|4|3|4|3");
    assertThat(Rows.text(terms.where("keyness > 5 and log_ratio > 1"), "term"))
        .containsExactly("flood");
    Dataset<Row> shuffled =
        Pair.termsDaily(Rows.shuffled(articles.in(spark)), Rows.shuffled(copies.in(spark)), 3);
    assertThat(Rows.text(shuffled)).isEqualTo(Rows.text(terms));
  }

  @Test
  void noArticlesHaveNoWords(SparkSession spark) {
    Dataset<Row> terms =
        Pair.termsDaily(
            Rows.of(Articles.TABLE).in(spark), Rows.of(ArticleCopies.TABLE).in(spark), 3);
    assertThat(Rows.text(TermsDaily.TABLE, terms)).isEmpty();
  }

  /** Articles as lists of sentences, each a list of the names in it, which are entity ids too. */
  private static final class Corpus {
    private record Article(String id, String story, String date, List<String> sentences) {}

    private final List<Article> articles = new ArrayList<>();
    private final Map<String, Double> tones = new HashMap<>();
    private final Rows relations =
        Rows.of(
            EntityRelations.TABLE,
            EntityRelations.ENTITY_ID,
            EntityRelations.RELATION,
            EntityRelations.OTHER_ENTITY_ID);
    private boolean isShuffled;

    void article(String id, String story, String date, String... sentences) {
      articles.add(new Article(id, story, date, List.of(sentences)));
    }

    void tone(String article, int sentence, double tone) {
      tones.put(article + sentence, tone);
    }

    static Corpus random(long seed, int articles, int names) {
      Random random = new Random(seed);
      Corpus corpus = new Corpus();
      for (int i = 0; i < articles; i++) {
        String[] sentences = new String[1 + random.nextInt(5)];
        for (int s = 0; s < sentences.length; s++) {
          StringBuilder mentioned = new StringBuilder();
          for (int n = random.nextInt(4); n > 0; n--) {
            mentioned.append(" N").append(random.nextInt(1 + random.nextInt(names)));
          }
          sentences[s] = mentioned.toString().strip();
          corpus.tone("a" + i, s, random.nextInt(21) / 10.0 - 1);
        }
        String date = random.nextInt(4) == 0 ? null : "2020-05-0" + (1 + random.nextInt(5));
        corpus.article("a" + i, "s" + random.nextInt(articles / 2), date, sentences);
        if (random.nextInt(3) == 0) {
          corpus.article("a" + i + "copy", corpus.articles.get(i / 2).story(), date, sentences);
        }
      }
      return corpus;
    }

    private Dataset<Row> given(Rows rows, SparkSession spark) {
      return isShuffled ? Rows.shuffled(rows.in(spark)) : rows.in(spark);
    }

    Dataset<Row> places(SparkSession spark) {
      Rows mentions =
          Rows.of(
              Mentions.TABLE,
              Mentions.ARTICLE_ID,
              Mentions.START_CHAR,
              Mentions.ENTITY_ID,
              Mentions.SENTENCE_ID,
              Mentions.SENTENCE_INDEX,
              Mentions.IS_CREDIT);
      Map<String, Double> toneBySentence = new LinkedHashMap<>();
      Rows dates = Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.PUBLISHED_DATE);
      Rows copies = Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
      for (Article article : articles) {
        dates.row(article.id(), article.date());
        copies.row(article.id(), article.story());
        long start = 0;
        for (int s = 0; s < article.sentences().size(); s++) {
          double tone = tones.getOrDefault(article.id() + s, 0.0);
          String sentenceId = article.sentences().get(s) + " in tone " + tone;
          toneBySentence.put(sentenceId, tone);
          for (String name : names(article.sentences().get(s))) {
            mentions.row(article.id(), start++, name, sentenceId, s, name.startsWith("(credit)"));
          }
        }
      }
      Rows tone = Rows.of(SentenceTone.TABLE, SentenceTone.SENTENCE_ID, SentenceTone.TONE);
      toneBySentence.forEach((sentence, value) -> tone.row(sentence, value));
      return PairCounts.places(
              given(mentions, spark), given(tone, spark), given(dates, spark), given(copies, spark))
          .localCheckpoint();
    }

    Dataset<Row> dates(SparkSession spark) {
      Rows dates = Rows.of(Articles.TABLE, Articles.ARTICLE_ID);
      articles.forEach(article -> dates.row(article.id()));
      return given(dates, spark);
    }

    Dataset<Row> counted(SparkSession spark, int maxEntities, int minStories) {
      return PairCounts.counted(
          places(spark), numbered(spark), maxEntities, minStories, 3, CountedPairs.Days.COUNTED);
    }

    Dataset<Row> entities(SparkSession spark) {
      Map<String, Set<String>> storiesByName = new TreeMap<>();
      for (Article article : articles) {
        for (String sentence : article.sentences()) {
          for (String name : names(sentence)) {
            storiesByName.computeIfAbsent(name, n -> new HashSet<>()).add(article.story());
          }
        }
      }
      Rows entities = Rows.of(Entities.TABLE, Entities.ENTITY_ID, Entities.STORY_COUNT);
      storiesByName.forEach((name, stories) -> entities.row(name, stories.size()));
      return given(entities, spark);
    }

    Dataset<Row> pairs(SparkSession spark) {
      Dataset<Row> kept = counted(spark, 100, 1);
      return pairs(spark, kept, stories());
    }

    Dataset<Row> daily(SparkSession spark) {
      Dataset<Row> kept = counted(spark, 100, 1);
      return Pair.pairsDaily(kept, numbered(spark), sentences(spark)).localCheckpoint();
    }

    Dataset<Row> pairs(SparkSession spark, Dataset<Row> kept, long stories) {
      return Pair.pairs(kept, evidence(spark), sentences(spark), relations.in(spark), stories)
          .localCheckpoint();
    }

    private Dataset<Row> evidence(SparkSession spark) {
      return PairCounts.evidence(numbered(spark), places(spark));
    }

    private Dataset<Row> numbered(SparkSession spark) {
      return PairCounts.numbered(entities(spark), places(spark));
    }

    /** Sentence s of each article stands from 100 s to 100 s + 90. */
    private Dataset<Row> sentences(SparkSession spark) {
      Rows rows =
          Rows.of(
              ArticleSentences.TABLE,
              ArticleSentences.ARTICLE_ID,
              ArticleSentences.SENTENCE_INDEX,
              ArticleSentences.START_CHAR,
              ArticleSentences.END_CHAR);
      for (Article article : articles) {
        for (int s = 0; s < article.sentences().size(); s++) {
          rows.row(article.id(), s, 100L * s, 100L * s + 90);
        }
      }
      return given(rows, spark);
    }

    private long stories() {
      return articles.stream().map(Article::story).distinct().count();
    }

    /** What {@link #COUNTS} should be, by looking at each two names of each article. */
    List<String> naivePairs() {
      Map<List<String>, Set<String>> articlesOf = new HashMap<>();
      Map<List<String>, Set<String>> storiesOf = new HashMap<>();
      Map<List<String>, Integer> sentencesOf = new HashMap<>();
      for (Article article : articles) {
        Set<String> all = new TreeSet<>();
        for (String sentence : article.sentences()) {
          all.addAll(names(sentence));
          for (List<String> pair : pairs(new TreeSet<>(names(sentence)))) {
            sentencesOf.merge(pair, 1, Integer::sum);
          }
        }
        for (List<String> pair : pairs(all)) {
          articlesOf.computeIfAbsent(pair, p -> new HashSet<>()).add(article.id());
          storiesOf.computeIfAbsent(pair, p -> new HashSet<>()).add(article.story());
        }
      }
      return articlesOf.keySet().stream()
          .map(
              pair ->
                  "%s|%s|%d|%d|%d"
                      .formatted(
                          pair.get(0),
                          pair.get(1),
                          articlesOf.get(pair).size(),
                          storiesOf.get(pair).size(),
                          sentencesOf.getOrDefault(pair, 0)))
          .sorted()
          .toList();
    }

    private static List<List<String>> pairs(Collection<String> sortedNames) {
      List<List<String>> pairs = new ArrayList<>();
      for (String a : sortedNames) {
        for (String b : sortedNames) {
          if (a.compareTo(b) < 0) {
            pairs.add(List.of(a, b));
          }
        }
      }
      return pairs;
    }

    private static List<String> names(String sentence) {
      return sentence.isEmpty() ? List.of() : List.of(sentence.split(" ", -1));
    }
  }
}
