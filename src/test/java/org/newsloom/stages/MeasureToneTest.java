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
                SentenceTone.SELF_GROUP_COUNT,
                SentenceTone.EVENT_TONE,
                SentenceTone.ATTITUDE_TONE)
            .row("s0", 0, 0, 0, 0, 0, 0, 0, 0)
            .row("s1", 20, 3, 1, 5, 2, 1, -0.5, 0.2)
            .row("s2", 10, 0, 4, 4, 1, 0, 0.4, 0)
            .in(spark);
    assertThat(Rows.text(ArticleTone.TABLE, MeasureTone.articleTone(articles, places, tone)))
        .containsExactly(
            "a|0.0|12.0|12.0|28.0|10.0|4.0|50|6|6|14|5|2|-0.32|0.16",
            "bare|null|null|null|null|null|null|0|0|0|0|0|0|null|null",
            "silent|null|null|null|null|null|null|0|0|0|0|0|0|null|null");
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
        .containsExactly("e|a|0.09999999999999999|3|1|1|1|0", "e|b|-0.3|1|0|1|0|-1");
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
        .singleElement()
        .asString()
        .startsWith(
            "2020-05-01|null|1|1|null|null|null|null|0|0.0|0.0|null|null|null|null|0|0.0|0.0|"
                + "0|0|0|0|0|0|null|null|null|")
        .endsWith("|false|null|0.0|null|0.0|null|0.0|null|0.0|null|null");
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
  void aGloomySourceDoesNotMakeAnEntityHated(SparkSession spark) {
    Corpus corpus = new Corpus();
    for (int i = 0; i < 200; i++) {
      corpus.article("gloomy" + i, "2020-05-01", "gloomy", "g" + i, -4.0, -0.6);
      corpus.article("sunny" + i, "2020-05-01", "sunny", "s" + i, 4.0, 0.6);
    }
    // Two more entities, each covered by one of the sources as that covers everything.
    for (int i = 0; i < 20; i++) {
      corpus.entity("among the gloomy", "gloomy" + i, -0.6);
      corpus.entity("among the sunny", "sunny" + i, 0.6);
    }
    Row gloomy = corpus.entityDaily(spark).where("entity_id = 'among the gloomy'").first();
    assertThat(gloomy.<Double>getAs("tone_by_story")).isCloseTo(-0.6, within(1e-9));
    // Two hundred and twenty tones of -0.6 and twenty of the corpus's 0 are the source's mean.
    double usual = -0.6 * 220 / 240;
    assertThat(gloomy.<Double>getAs("tone_vs_source_by_story"))
        .isCloseTo(-0.6 - usual, within(1e-9));
    assertThat(gloomy.<Double>getAs("story_tone_vs_source_sum"))
        .isCloseTo(20 * (-0.6 - usual), within(1e-9));
    assertThat(gloomy.<Double>getAs("tone_vs_day_by_article")).isCloseTo(-0.6, within(1e-9));
    Row source = corpus.toneDaily(spark).where("source = 'gloomy'").first();
    assertThat(source.<Double>getAs("tone_pct_vs_source_by_article"))
        .isCloseTo(-4.0 + 4.0 * 200 / 220, within(1e-9));
    assertThat(source.<Double>getAs("tone_pct_vs_day_by_article")).isCloseTo(-4.0, within(1e-9));
  }

  @Test
  void whereStoriesDisagreeTheMeanIsMarkedAsMixed(SparkSession spark) {
    Corpus corpus = new Corpus();
    for (int i = 0; i < 3; i++) {
      corpus.article("praise" + i, "2020-05-01", "one", "p" + i, 3.0, 0.5);
      corpus.article("blame" + i, "2020-05-01", "one", "b" + i, -3.0, -0.5);
      corpus.article("calm" + i, "2020-05-02", "one", "c" + i, 0.5, 0.0);
    }
    corpus.article("one good", "2020-05-03", "one", "g", 3.0, 0.5);
    corpus.article("one bad", "2020-05-03", "one", "h", -3.0, -0.5);
    String[] columns = {
      "date", "positive_story_count", "negative_story_count", "neutral_story_count", "is_mixed"
    };
    List<String> expected =
        List.of("2020-05-01|3|3|0|true", "2020-05-02|0|0|3|false", "2020-05-03|1|1|0|false");
    assertThat(Rows.text(corpus.entityDaily(spark), columns)).isEqualTo(expected);
    assertThat(Rows.text(corpus.toneDaily(spark).where("source is null"), columns))
        .isEqualTo(expected);
    Row day = corpus.entityDaily(spark).where("date = '2020-05-01'").first();
    Interval share = Intervals.share(3, 6).orElseThrow();
    assertThat(day.<Double>getAs("positive_story_share_low")).isEqualTo(share.lower());
    assertThat(day.<Double>getAs("negative_story_share_high")).isEqualTo(share.upper());
  }

  @Test
  void aDayOfOneStoryBorrowsItsIntervalFromTheOthers(SparkSession spark) {
    Corpus corpus = new Corpus();
    corpus.article("a", "2020-05-01", "one", "a", 1.0, 0.1);
    corpus.article("b", "2020-05-01", "one", "b", 3.0, 0.3);
    corpus.article("c", "2020-05-02", "one", "c", 2.0, 0.2);
    Row alone = corpus.toneDaily(spark).where("source is null and date = '2020-05-02'").first();
    // Within the other day the variance is 2; t(4) = 2.776445.
    assertThat(alone.<Double>getAs("story_tone_pooled_variance")).isCloseTo(2, within(1e-9));
    assertThat(alone.<Double>getAs("tone_pct_by_story_high"))
        .isCloseTo(2 + 2.776445 * Math.sqrt(2), within(1e-5));
    assertThat(alone.<Double>getAs("tone_pct_by_story_stddev")).isNull();
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
            EntityArticleTone.MENTION_COUNT,
            EntityArticleTone.POLARITY);
    private final List<Double> tones = new ArrayList<>();
    private boolean isShuffled;

    void article(
        String id, String date, String source, String story, Double tone, double entityTones) {
      articles.row(id, date, source);
      copies.row(id, story);
      articleTone.row(id, tone);
      entity("e", id, entityTones);
      if (tone != null) {
        tones.add(tone);
      }
    }

    void entity(String entity, String article, double tone) {
      entityTone.row(entity, article, tone, 1, (int) Math.signum(tone));
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
      return MeasureTone.toneDaily(
              MeasureTone.toneDays(dated(spark), given(articleTone, spark)).localCheckpoint())
          .localCheckpoint();
    }

    Dataset<Row> entityDaily(SparkSession spark) {
      return MeasureTone.entityDaily(
              MeasureTone.entityDays(dated(spark), given(entityTone, spark)).localCheckpoint(),
              dated(spark))
          .localCheckpoint();
    }
  }
}
