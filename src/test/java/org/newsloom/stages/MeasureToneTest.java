package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.stats.Interval;
import org.newsloom.stats.Intervals;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.ArticleTone;
import org.newsloom.tables.Articles;
import org.newsloom.tables.EntityArticleTone;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.ToneDaily;

@ExtendWith(SharedSparkSession.class)
final class MeasureToneTest {

  @Test
  void anArticleAddsUpTheWordsOfItsSentences(SparkSession spark) {
    Dataset<Row> articles =
        Rows.of(Articles.TABLE, Articles.ARTICLE_ID).row("a").row("silent").row("bare").in(spark);
    Dataset<Row> places =
        Rows.of(ArticleSentences.TABLE, ArticleSentences.ARTICLE_ID, ArticleSentences.SENTENCE_ID)
            .row("a", "s1")
            .row("a", "s2")
            .row("a", "s1")
            .row("bare", "s0")
            .in(spark);
    Dataset<Row> tone =
        Rows.of(
                SentenceTone.TABLE,
                SentenceTone.SENTENCE_ID,
                SentenceTone.WORD_COUNT,
                SentenceTone.POSITIVE_COUNT,
                SentenceTone.NEGATIVE_COUNT,
                SentenceTone.TONAL_COUNT,
                SentenceTone.ACTIVITY_COUNT,
                SentenceTone.SELF_GROUP_COUNT)
            .row("s0", 0, 0, 0, 0, 0, 0)
            .row("s1", 20, 3, 1, 5, 2, 1)
            .row("s2", 10, 0, 4, 4, 1, 0)
            .in(spark);
    assertThat(Rows.text(ArticleTone.TABLE, MeasureTone.articleTone(articles, places, tone)))
        .containsExactly(
            "a|0.0|12.0|12.0|28.0|10.0|4.0|50|6|6|14|5|2",
            "bare|null|null|null|null|null|null|0|0|0|0|0|0",
            "silent|null|null|null|null|null|null|0|0|0|0|0|0");
  }

  @Test
  void anEntitysToneInAnArticleIsTheMeanOverItsMentions(SparkSession spark) {
    Rows mentions =
        Rows.of(
                Mentions.TABLE,
                Mentions.ARTICLE_ID,
                Mentions.START_CHAR,
                Mentions.ENTITY_ID,
                Mentions.TONE,
                Mentions.POLARITY)
            .row("a", 0, "e", 0.5, 1)
            .row("a", 9, "e", -0.2, -1)
            .row("a", 20, "e", 0.0, 0)
            .row("b", 0, "e", -0.3, -1);
    assertThat(
            Rows.text(EntityArticleTone.TABLE, MeasureTone.entityArticleTone(mentions.in(spark))))
        .containsExactly("e|a|0.09999999999999999|3|1|1|1", "e|b|-0.3|1|0|1|0");
  }

  @Test
  void aStoryHasOneVoteHoweverManyItsCopies(SparkSession spark) {
    Corpus corpus = new Corpus();
    for (int i = 0; i < 9; i++) {
      corpus.article("copy" + i, "2020-05-01", "wire", "s1", 9.0, 0.9);
    }
    corpus.article("own", "2020-05-01", "paper", "s2", -1.0, -0.1);
    corpus.article("undated", null, "paper", "s3", 5.0, 0.5);
    Dataset<Row> all = corpus.toneDaily(spark).where("source is null");
    assertThat(
            Rows.text(
                all,
                "date",
                "article_count",
                "story_count",
                "tone_pct_by_article",
                "tone_pct_by_story",
                "article_tone_sum",
                "story_tone_sum"))
        .containsExactly("2020-05-01|10|2|8.0|4.0|80.0|8.0");
    Row entity = corpus.entityDaily(spark).first();
    assertThat(entity.<Long>getAs("article_count")).isEqualTo(10);
    assertThat(entity.<Double>getAs("tone_by_article")).isCloseTo(0.8, within(1e-12));
    assertThat(entity.<Double>getAs("tone_by_story")).isCloseTo(0.4, within(1e-12));
    assertThat(entity.<Double>getAs("article_share")).isEqualTo(1);
  }

  @Test
  void eachSourceHasARowAndAllTogetherOneWithoutSource(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("a", "2020-05-01", "one", "s1", 2.0, 0.0);
    corpus.article("b", "2020-05-01", "two", "s1", 4.0, 0.0);
    corpus.article("c", "2020-05-01", null, "s2", null, 0.0);
    assertThat(
            Rows.text(
                corpus.toneDaily(spark),
                "source",
                "article_count",
                "story_count",
                "tone_pct_by_article",
                "article_tone_count"))
        .containsExactly("null|3|2|3.0|2", "one|1|1|2.0|1", "two|1|1|4.0|1");
  }

  @Test
  void aDayOfArticlesWithoutWordsHasNoTone(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("a", "2020-05-01", "one", "s1", null, 0.0);
    assertThat(
            Rows.text(
                ToneDaily.TABLE, corpus.toneDaily(spark).where(ToneDaily.SOURCE.col().isNull())))
        .containsExactly(
            "2020-05-01|null|1|1|null|null|null|null|0|0.0|0.0|null|null|null|null|0|0.0|0.0");
  }

  @Test
  void sumsOfDaysAreThoseOfTheWeek(SparkSession spark) {
    Corpus corpus = Corpus.random(4);
    Dataset<Row> daily = corpus.toneDaily(spark).where("source is null");
    Row week =
        daily
            .selectExpr(
                "sum(article_tone_count)",
                "sum(article_tone_sum)",
                "sum(article_tone_sum_of_squares)",
                "sum(article_count)")
            .first();
    double[] tones = corpus.tones();
    double sum = 0;
    double squares = 0;
    for (double tone : tones) {
      sum += tone;
      squares += tone * tone;
    }
    assertThat(week.getLong(0)).isEqualTo(tones.length);
    assertThat(week.getDouble(1)).isCloseTo(sum, within(1e-9));
    assertThat(week.getDouble(2)).isCloseTo(squares, within(1e-6));
    Interval expected = Intervals.mean(tones.length, sum, squares).orElseThrow();
    Interval recombined =
        Intervals.mean(week.getLong(0), week.getDouble(1), week.getDouble(2)).orElseThrow();
    assertThat(recombined.lower()).isCloseTo(expected.lower(), within(1e-9));
    for (Row day : daily.collectAsList()) {
      Double mean = day.getAs("tone_pct_by_article");
      double byHand = day.<Double>getAs("article_tone_sum") / day.<Long>getAs("article_tone_count");
      assertThat(mean).isEqualTo(byHand);
      assertThat(day.<Double>getAs("tone_pct_by_article_low")).isLessThan(mean);
      assertThat(day.<Double>getAs("tone_pct_by_article_high")).isGreaterThan(mean);
    }
  }

  @Test
  void theOrderOfTheRowsDecidesNothing(SparkSession spark) {
    Corpus corpus = Corpus.random(8);
    List<String> tone = Rows.text(ToneDaily.TABLE, corpus.toneDaily(spark));
    List<String> entities = Rows.text(EntityDaily.TABLE, corpus.entityDaily(spark));
    corpus.isShuffled = true;
    assertThat(Rows.text(ToneDaily.TABLE, corpus.toneDaily(spark))).isEqualTo(tone).isNotEmpty();
    assertThat(Rows.text(EntityDaily.TABLE, corpus.entityDaily(spark)))
        .isEqualTo(entities)
        .isNotEmpty();
  }

  @Test
  void noArticlesHaveNoDays(SparkSession spark) {
    Corpus corpus = new Corpus();
    assertThat(Rows.text(ToneDaily.TABLE, corpus.toneDaily(spark))).isEmpty();
    assertThat(Rows.text(EntityDaily.TABLE, corpus.entityDaily(spark))).isEmpty();
  }

  /** Articles of one entity with their tone in percent and toward it. */
  private static final class Corpus {
    private final Rows articles =
        Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.PUBLISHED_DATE, Articles.SOURCE);
    private final Rows copies =
        Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
    private final Rows articleTone =
        Rows.of(ArticleTone.TABLE, ArticleTone.ARTICLE_ID, ArticleTone.TONE_PCT);
    private final Rows entityTone =
        Rows.of(
            EntityArticleTone.TABLE,
            EntityArticleTone.ENTITY_ID,
            EntityArticleTone.ARTICLE_ID,
            EntityArticleTone.TONE,
            EntityArticleTone.MENTION_COUNT);
    private final List<Double> tones = new ArrayList<>();
    private boolean isShuffled;

    void article(
        String id, String date, String source, String story, Double tone, double entityTones) {
      articles.row(id, date, source);
      copies.row(id, story);
      articleTone.row(id, tone);
      entityTone.row("e", id, entityTones, 1);
      if (tone != null) {
        tones.add(tone);
      }
    }

    static Corpus random(long seed) {
      Random random = new Random(seed);
      Corpus corpus = new Corpus();
      for (int i = 0; i < 90; i++) {
        corpus.article(
            "a" + i,
            "2020-05-0" + (1 + random.nextInt(7)),
            "source" + random.nextInt(3),
            "s" + random.nextInt(50),
            random.nextGaussian() * 3,
            Math.tanh(random.nextGaussian()));
      }
      return corpus;
    }

    double[] tones() {
      return tones.stream().mapToDouble(tone -> tone).toArray();
    }

    private Dataset<Row> given(Rows rows, SparkSession spark) {
      return isShuffled ? Rows.shuffled(rows.in(spark)) : rows.in(spark);
    }

    private Dataset<Row> dated(SparkSession spark) {
      return MeasureTone.dated(given(articles, spark), given(copies, spark));
    }

    Dataset<Row> toneDaily(SparkSession spark) {
      return MeasureTone.toneDaily(dated(spark), given(articleTone, spark)).localCheckpoint();
    }

    Dataset<Row> entityDaily(SparkSession spark) {
      return MeasureTone.entityDaily(dated(spark), given(entityTone, spark)).localCheckpoint();
    }
  }
}
