package org.newsloom.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.ArticleTone;
import org.newsloom.tables.Articles;
import org.newsloom.tables.EntityArticleTone;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.Table;
import org.newsloom.tables.ToneDaily;
import picocli.CommandLine.Command;

/**
 * Adds up the tone of sentences to that of articles, and of mentions to that of entities, and
 * follows both by day: over articles, and over stories with one vote each.
 */
@Command(name = "measure-tone", description = "Adds up tone by article, entity and day.")
public final class MeasureTone implements Stage {
  /** Articles of at least so much tone, in percent, are positive or negative. */
  private static final double MIN_TONE_PCT = 1;

  /**
   * The mean of a source or day counts as if so many more articles had the corpus's, so that one of
   * few articles is not its own measure.
   */
  private static final double BASELINE_WEIGHT = 20;

  /** What the shares of both sides must surely exceed where stories disagree. */
  private static final double MIN_MIXED_SHARE = 0.1;

  private static final List<String> POLARITIES = List.of("positive", "negative", "neutral");
  private static final List<String> BASELINES = List.of("source", "day");

  @Override
  public String name() {
    return "measure-tone";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Articles.TABLE,
        ArticleSentences.TABLE,
        ArticleCopies.TABLE,
        SentenceTone.TABLE,
        Mentions.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ArticleTone.TABLE, EntityArticleTone.TABLE, ToneDaily.TABLE, EntityDaily.TABLE);
  }

  @Override
  public void run(Job job) {
    job.write(
        ArticleTone.TABLE,
        articleTone(
            job.read(Articles.TABLE),
            job.read(ArticleSentences.TABLE),
            job.read(SentenceTone.TABLE)));
    job.write(EntityArticleTone.TABLE, entityArticleTone(job.read(Mentions.TABLE)));
    Dataset<Row> dated =
        job.aside("dated_articles", dated(job.read(Articles.TABLE), job.read(ArticleCopies.TABLE)));
    // Read twice: to pool the variance, and for the rows themselves.
    Dataset<Row> days = job.aside("tone_days", toneDays(dated, job.read(ArticleTone.TABLE)));
    job.write(ToneDaily.TABLE, toneDaily(days));
    Dataset<Row> entityDays =
        job.aside("entity_days", entityDays(dated, job.read(EntityArticleTone.TABLE)));
    job.write(EntityDaily.TABLE, entityDaily(entityDays, dated));
  }

  /** GDELT's tone numbers of every article. */
  static Dataset<Row> articleTone(
      Dataset<Row> articles, Dataset<Row> articleSentences, Dataset<Row> sentenceTone) {
    Dataset<Row> counts =
        articleSentences
            .join(sentenceTone, ArticleSentences.SENTENCE_ID.name())
            .groupBy(ArticleSentences.ARTICLE_ID.col())
            .agg(
                sum(SentenceTone.WORD_COUNT.col()).as("words"),
                sum(SentenceTone.POSITIVE_COUNT.col()).as("positive"),
                sum(SentenceTone.NEGATIVE_COUNT.col()).as("negative"),
                sum(SentenceTone.TONAL_COUNT.col()).as("tonal"),
                sum(SentenceTone.ACTIVITY_COUNT.col()).as("activity"),
                sum(SentenceTone.SELF_GROUP_COUNT.col()).as("self_group"),
                byWord(SentenceTone.EVENT_TONE).as(ArticleTone.EVENT_TONE.name()),
                byWord(SentenceTone.ATTITUDE_TONE).as(ArticleTone.ATTITUDE_TONE.name()));
    return articles
        .select(Articles.ARTICLE_ID.col())
        .join(counts, new String[] {Articles.ARTICLE_ID.name()}, "left")
        .select(
            ArticleTone.ARTICLE_ID.col(),
            orZero("words").as(ArticleTone.WORD_COUNT.name()),
            orZero("positive").as(ArticleTone.POSITIVE_COUNT.name()),
            orZero("negative").as(ArticleTone.NEGATIVE_COUNT.name()),
            orZero("tonal").as(ArticleTone.TONAL_COUNT.name()),
            orZero("activity").as(ArticleTone.ACTIVITY_COUNT.name()),
            orZero("self_group").as(ArticleTone.SELF_GROUP_COUNT.name()),
            ArticleTone.EVENT_TONE.col(),
            ArticleTone.ATTITUDE_TONE.col())
        .withColumn(
            ArticleTone.TONE_PCT.name(),
            percent(ArticleTone.POSITIVE_COUNT.col().minus(ArticleTone.NEGATIVE_COUNT.col())))
        .withColumn(ArticleTone.POSITIVE_PCT.name(), percent(ArticleTone.POSITIVE_COUNT.col()))
        .withColumn(ArticleTone.NEGATIVE_PCT.name(), percent(ArticleTone.NEGATIVE_COUNT.col()))
        .withColumn(ArticleTone.POLARITY_PCT.name(), percent(ArticleTone.TONAL_COUNT.col()))
        .withColumn(ArticleTone.ACTIVITY_PCT.name(), percent(ArticleTone.ACTIVITY_COUNT.col()))
        .withColumn(ArticleTone.SELF_GROUP_PCT.name(), percent(ArticleTone.SELF_GROUP_COUNT.col()))
        .select(ArticleTone.TABLE.select());
  }

  /** Mean over words; null without any. */
  private static Column byWord(org.newsloom.tables.Column tone) {
    Column words = SentenceTone.WORD_COUNT.col();
    return when(sum(words).gt(0), Means.exactSum(tone.col().multiply(words)).divide(sum(words)));
  }

  private static Column orZero(String column) {
    return coalesce(col(column), lit(0L));
  }

  /** Null for an article without words. */
  private static Column percent(Column count) {
    Column words = ArticleTone.WORD_COUNT.col();
    return when(words.gt(0), count.multiply(100.0).divide(words));
  }

  /** Tone of every article toward the entities it mentions. */
  static Dataset<Row> entityArticleTone(Dataset<Row> mentions) {
    Column tone = Mentions.TONE.col();
    return mentions
        .groupBy(Mentions.ENTITY_ID.col(), Mentions.ARTICLE_ID.col())
        .agg(
            Means.exactSum(tone).divide(count(lit(1))).as(EntityArticleTone.TONE.name()),
            count(lit(1)).as(EntityArticleTone.MENTION_COUNT.name()),
            count(when(Mentions.POLARITY.col().equalTo(1), 1))
                .as(EntityArticleTone.POSITIVE_COUNT.name()),
            count(when(Mentions.POLARITY.col().equalTo(-1), 1))
                .as(EntityArticleTone.NEGATIVE_COUNT.name()))
        .withColumn(
            EntityArticleTone.NEUTRAL_COUNT.name(),
            EntityArticleTone.MENTION_COUNT
                .col()
                .minus(EntityArticleTone.POSITIVE_COUNT.col())
                .minus(EntityArticleTone.NEGATIVE_COUNT.col()))
        .withColumn(
            EntityArticleTone.POLARITY.name(),
            polarity(
                EntityArticleTone.POSITIVE_COUNT.col(),
                EntityArticleTone.NEGATIVE_COUNT.col(),
                EntityArticleTone.NEUTRAL_COUNT.col()))
        .select(EntityArticleTone.TABLE.select());
  }

  /** The class that has most of the counts; 0 where two are level. */
  private static Column polarity(Column positive, Column negative, Column neutral) {
    return when(positive.gt(negative).and(positive.gt(neutral)), 1)
        .when(negative.gt(positive).and(negative.gt(neutral)), -1)
        .otherwise(0);
  }

  /** (article_id, date, source, story_id) of the articles whose day is known. */
  static Dataset<Row> dated(Dataset<Row> articles, Dataset<Row> articleCopies) {
    return articles
        .where(Articles.PUBLISHED_DATE.col().isNotNull())
        .select(
            Articles.ARTICLE_ID.col(),
            Articles.PUBLISHED_DATE.col().as("date"),
            Articles.SOURCE.col())
        .join(
            articleCopies.select(ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col()),
            Articles.ARTICLE_ID.name());
  }

  /**
   * The dated articles with {@code usual_source} and {@code usual_day}: the mean tone of their
   * source, and of their day in all sources. An article without source is measured by the corpus.
   *
   * @param tones (article_id, tone_sum, tone_count): the values an article adds to these means
   */
  private static Dataset<Row> withBaselines(Dataset<Row> dated, Dataset<Row> tones) {
    Dataset<Row> toned = dated.join(tones, Articles.ARTICLE_ID.name());
    Column total = Means.exactSum(col("tone_sum"));
    Dataset<Row> corpus =
        toned.agg(total.divide(sum("tone_count")).as("usual"), sum("tone_count").as("tones"));
    Column leaning =
        col("total")
            .plus(col("usual").multiply(BASELINE_WEIGHT))
            .divide(col("count").plus(BASELINE_WEIGHT));
    Dataset<Row> found = dated.crossJoin(broadcast(corpus.select("usual")));
    for (String by : BASELINES) {
      String key = by.equals("day") ? "date" : by;
      Dataset<Row> usual =
          toned
              .where(col(key).isNotNull())
              .groupBy(key)
              .agg(total.as("total"), sum("tone_count").as("count"))
              .crossJoin(broadcast(corpus))
              .select(col(key), leaning.as("usual_" + by));
      found = found.join(usual, new String[] {key}, "left");
    }
    return found
        .withColumn("usual_source", coalesce(col("usual_source"), col("usual")))
        .withColumn("usual_day", coalesce(col("usual_day"), col("usual")))
        .drop("usual");
  }

  /** Sums of tone by day, for each source and for all together. */
  static Dataset<Row> toneDays(Dataset<Row> dated, Dataset<Row> articleTone) {
    Column tone = ArticleTone.TONE_PCT.col();
    Dataset<Row> tones =
        articleTone.select(
            ArticleTone.ARTICLE_ID.col(),
            tone.as("tone_sum"),
            when(tone.isNotNull(), 1L).otherwise(0L).as("tone_count"));
    Dataset<Row> toned =
        withBaselines(dated, tones)
            .join(
                articleTone.select(ArticleTone.ARTICLE_ID.col(), tone.as("tone")),
                Articles.ARTICLE_ID.name())
            .withColumn("polarity", toneClass(col("tone")));
    // Articles without a source count in the row of all sources alone.
    Dataset<Row> bySource = toned.where(col("source").isNotNull());
    Dataset<Row> all = toned.withColumn("source", lit(null).cast(DataTypes.StringType));
    Dataset<Row> stories =
        stories(bySource.union(all.select(columns(bySource))), List.of("date", "source"), List.of())
            .withColumn("story_polarity", toneClass(col("story_tone")));
    return days(stories, List.of("date", "source"), List.of());
  }

  private static Column toneClass(Column tonePct) {
    return when(tonePct.geq(MIN_TONE_PCT), 1)
        .when(tonePct.leq(-MIN_TONE_PCT), -1)
        .when(tonePct.isNotNull(), 0);
  }

  /** Rows of tone_daily from {@link #toneDays}. */
  static Dataset<Row> toneDaily(Dataset<Row> toneDays) {
    Dataset<Row> days = toneDays.withColumn("is_all", col("source").isNull());
    Dataset<Row> pooled = days.groupBy("is_all").agg(pooled("article"), pooled("story"));
    return days.join(broadcast(pooled), "is_all")
        .select(withSpread(ToneDaily.TABLE, "tone_pct", 100));
  }

  /** Sums of volume and tone by entity and day. */
  static Dataset<Row> entityDays(Dataset<Row> dated, Dataset<Row> entityArticleTone) {
    Dataset<Row> tones =
        entityArticleTone
            .groupBy(EntityArticleTone.ARTICLE_ID.col())
            .agg(
                Means.exactSum(EntityArticleTone.TONE.col()).as("tone_sum"),
                count(lit(1)).as("tone_count"));
    Dataset<Row> toned =
        entityArticleTone.join(withBaselines(dated, tones), EntityArticleTone.ARTICLE_ID.name());
    List<String> mentions =
        List.of(
            EntityDaily.MENTION_COUNT.name(),
            EntityDaily.POSITIVE_COUNT.name(),
            EntityDaily.NEGATIVE_COUNT.name(),
            EntityDaily.NEUTRAL_COUNT.name());
    Dataset<Row> stories =
        stories(toned, List.of("entity_id", "date"), mentions)
            .withColumn(
                "story_polarity",
                polarity(
                    col("positive_article_count"),
                    col("negative_article_count"),
                    col("neutral_article_count")));
    return days(stories, List.of("entity_id", "date"), mentions);
  }

  /** Rows of entity_daily from {@link #entityDays}. */
  static Dataset<Row> entityDaily(Dataset<Row> entityDays, Dataset<Row> dated) {
    Dataset<Row> totals =
        dated
            .groupBy("date")
            .agg(
                count(lit(1)).as(EntityDaily.TOTAL_ARTICLE_COUNT.name()),
                countDistinct(col("story_id")).as(EntityDaily.TOTAL_STORY_COUNT.name()));
    Dataset<Row> pooled = entityDays.agg(pooled("article"), pooled("story"));
    return entityDays
        // As many rows as days, so every task can hold them.
        .join(broadcast(totals), "date")
        .crossJoin(broadcast(pooled))
        .withColumn(
            EntityDaily.ARTICLE_SHARE.name(),
            EntityDaily.ARTICLE_COUNT.col().divide(EntityDaily.TOTAL_ARTICLE_COUNT.col()))
        .withColumn(
            EntityDaily.STORY_SHARE.name(),
            EntityDaily.STORY_COUNT.col().divide(EntityDaily.TOTAL_STORY_COUNT.col()))
        .withColumn(EntityDaily.POSITIVE_SHARE.name(), shareOfMentions(EntityDaily.POSITIVE_COUNT))
        .withColumn(EntityDaily.NEGATIVE_SHARE.name(), shareOfMentions(EntityDaily.NEGATIVE_COUNT))
        .withColumn(EntityDaily.NEUTRAL_SHARE.name(), shareOfMentions(EntityDaily.NEUTRAL_COUNT))
        .select(withSpread(EntityDaily.TABLE, "tone", 1));
  }

  private static Column shareOfMentions(org.newsloom.tables.Column count) {
    return count.col().divide(EntityDaily.MENTION_COUNT.col());
  }

  private static Column pooled(String unit) {
    return Means.pooledVariance(unit).as(unit + "_tone_pooled_variance");
  }

  /**
   * Adds articles up to stories: tone (also against its baselines), articles by polarity, and the
   * story's own mean tone.
   *
   * @param toned articles with {@code tone, polarity, usual_source, usual_day}
   * @param furtherSums columns to add up beside
   */
  private static Dataset<Row> stories(
      Dataset<Row> toned, List<String> key, List<String> furtherSums) {
    List<Column> sums = new ArrayList<>(Means.sums(col("tone"), "article"));
    for (String by : BASELINES) {
      sums.add(
          Means.exactSum(col("tone").minus(col("usual_" + by)))
              .as("article_tone_vs_%s_sum".formatted(by)));
    }
    sums.addAll(polarityCounts("polarity", "article"));
    furtherSums.forEach(name -> sums.add(sum(name).as(name)));
    List<String> storyKey = new ArrayList<>(key);
    storyKey.add("story_id");
    Dataset<Row> stories =
        toned
            .groupBy(storyKey.stream().map(name -> col(name)).toArray(Column[]::new))
            .agg(count(lit(1)).as("article_count"), sums.toArray(Column[]::new));
    stories = stories.withColumn("story_tone", meanOf("article_tone_sum"));
    for (String by : BASELINES) {
      stories =
          stories.withColumn("story_vs_" + by, meanOf("article_tone_vs_%s_sum".formatted(by)));
    }
    return stories;
  }

  private static List<Column> polarityCounts(String column, String unit) {
    int[] classes = {1, -1, 0};
    List<Column> counts = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      counts.add(
          count(when(col(column).equalTo(classes[i]), 1))
              .as("%s_%s_count".formatted(POLARITIES.get(i), unit)));
    }
    return counts;
  }

  private static Column meanOf(String articleSum) {
    return when(col("article_tone_count").gt(0), col(articleSum).divide(col("article_tone_count")));
  }

  /** Adds stories up to days: sums over their articles, and over the stories' own means. */
  private static Dataset<Row> days(
      Dataset<Row> stories, List<String> key, List<String> furtherSums) {
    List<Column> sums = new ArrayList<>();
    sums.add(sum("article_count").as("article_count"));
    sums.add(sum("article_tone_count").as("article_tone_count"));
    sums.add(Means.exactSum(col("article_tone_sum")).as("article_tone_sum"));
    sums.add(Means.exactSum(col("article_tone_sum_of_squares")).as("article_tone_sum_of_squares"));
    sums.addAll(Means.sums(col("story_tone"), "story"));
    for (String by : BASELINES) {
      String name = "article_tone_vs_%s_sum".formatted(by);
      sums.add(Means.exactSum(col(name)).as(name));
      sums.add(Means.exactSum(col("story_vs_" + by)).as("story_tone_vs_%s_sum".formatted(by)));
    }
    POLARITIES.forEach(
        polarity -> {
          String name = polarity + "_article_count";
          sums.add(sum(name).as(name));
        });
    sums.addAll(polarityCounts("story_polarity", "story"));
    furtherSums.forEach(name -> sums.add(sum(name).as(name)));
    return stories
        .groupBy(key.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(count(lit(1)).as("story_count"), sums.toArray(Column[]::new));
  }

  private static Column[] columns(Dataset<Row> like) {
    return Arrays.stream(like.columns()).map(name -> col(name)).toArray(Column[]::new);
  }

  /**
   * The table's columns, those of means and shares computed from their sums.
   *
   * @param tone what the columns of the mean tone begin with
   * @param greatest tone lies between this and its negative
   */
  private static Column[] withSpread(Table table, String tone, double greatest) {
    Map<String, Column> computed = new HashMap<>(Means.shares(MIN_MIXED_SHARE));
    for (String unit : List.of("article", "story")) {
      computed.putAll(Means.spread(tone + "_by_" + unit, unit, greatest));
      Column n = col(unit + "_tone_count");
      for (String by : BASELINES) {
        computed.put(
            "%s_vs_%s_by_%s".formatted(tone, by, unit),
            when(n.gt(0), col("%s_tone_vs_%s_sum".formatted(unit, by)).divide(n)));
      }
    }
    return table.columns().stream()
        .map(column -> computed.getOrDefault(column.name(), column.col()).as(column.name()))
        .toArray(Column[]::new);
  }
}
