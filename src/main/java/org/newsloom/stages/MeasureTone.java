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
import java.util.stream.Stream;
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
    job.write(ToneDaily.TABLE, toneDaily(dated, job.read(ArticleTone.TABLE)));
    job.write(EntityDaily.TABLE, entityDaily(dated, job.read(EntityArticleTone.TABLE)));
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
                sum(SentenceTone.SELF_GROUP_COUNT.col()).as("self_group"));
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
            orZero("self_group").as(ArticleTone.SELF_GROUP_COUNT.name()))
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
        .select(EntityArticleTone.TABLE.select());
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

  /** Volume and tone by day, for each source and for all together. */
  static Dataset<Row> toneDaily(Dataset<Row> dated, Dataset<Row> articleTone) {
    Dataset<Row> toned =
        dated.join(
            articleTone.select(ArticleTone.ARTICLE_ID.col(), ArticleTone.TONE_PCT.col()),
            Articles.ARTICLE_ID.name());
    // Articles without a source count in the row of all sources alone.
    Dataset<Row> bySource = toned.where(col("source").isNotNull());
    Dataset<Row> all = toned.withColumn("source", lit(null).cast(DataTypes.StringType));
    Dataset<Row> stories =
        bySource
            .union(all.select(columns(bySource)))
            .groupBy("date", "source", "story_id")
            .agg(
                count(lit(1)).as("articles"),
                Means.sums(ArticleTone.TONE_PCT.col(), "article").toArray(Column[]::new))
            .withColumn("story_tone", storyMean());
    return days(stories, List.of("date", "source"), List.of())
        .withColumn(ToneDaily.STORY_COUNT.name(), col("stories"))
        .withColumn(ToneDaily.ARTICLE_COUNT.name(), col("articles"))
        .select(withSpread(ToneDaily.TABLE, "tone_pct_by_article", "tone_pct_by_story"));
  }

  /** Volume of and tone toward every entity by day. */
  static Dataset<Row> entityDaily(Dataset<Row> dated, Dataset<Row> entityArticleTone) {
    Dataset<Row> totals =
        dated
            .groupBy("date")
            .agg(
                count(lit(1)).as(EntityDaily.TOTAL_ARTICLE_COUNT.name()),
                countDistinct(col("story_id")).as(EntityDaily.TOTAL_STORY_COUNT.name()));
    List<String> furtherSums =
        List.of(
            EntityDaily.MENTION_COUNT.name(),
            EntityDaily.POSITIVE_COUNT.name(),
            EntityDaily.NEGATIVE_COUNT.name());
    Dataset<Row> stories =
        entityArticleTone
            .join(dated, EntityArticleTone.ARTICLE_ID.name())
            .groupBy("entity_id", "date", "story_id")
            .agg(
                count(lit(1)).as("articles"),
                Stream.concat(
                        Means.sums(EntityArticleTone.TONE.col(), "article").stream(),
                        furtherSums.stream().map(name -> sum(name).as(name)))
                    .toArray(Column[]::new))
            .withColumn("story_tone", storyMean());
    return days(stories, List.of("entity_id", "date"), furtherSums)
        // As many rows as days, so every task can hold them.
        .join(broadcast(totals), "date")
        .withColumn(EntityDaily.STORY_COUNT.name(), col("stories"))
        .withColumn(EntityDaily.ARTICLE_COUNT.name(), col("articles"))
        .withColumn(
            EntityDaily.ARTICLE_SHARE.name(),
            col("articles").divide(EntityDaily.TOTAL_ARTICLE_COUNT.col()))
        .withColumn(
            EntityDaily.STORY_SHARE.name(),
            col("stories").divide(EntityDaily.TOTAL_STORY_COUNT.col()))
        .withColumn(
            EntityDaily.POSITIVE_SHARE.name(),
            EntityDaily.POSITIVE_COUNT.col().divide(EntityDaily.MENTION_COUNT.col()))
        .withColumn(
            EntityDaily.NEGATIVE_SHARE.name(),
            EntityDaily.NEGATIVE_COUNT.col().divide(EntityDaily.MENTION_COUNT.col()))
        .select(withSpread(EntityDaily.TABLE, "tone_by_article", "tone_by_story"));
  }

  private static Column storyMean() {
    return when(
        col("article_tone_count").gt(0), col("article_tone_sum").divide(col("article_tone_count")));
  }

  /** Adds stories up to days: sums over their articles, and over the stories' own means. */
  private static Dataset<Row> days(
      Dataset<Row> stories, List<String> key, List<String> furtherSums) {
    List<Column> sums = new ArrayList<>();
    sums.add(sum("articles").as("articles"));
    sums.add(sum("article_tone_count").as("article_tone_count"));
    sums.add(Means.exactSum(col("article_tone_sum")).as("article_tone_sum"));
    sums.add(Means.exactSum(col("article_tone_sum_of_squares")).as("article_tone_sum_of_squares"));
    sums.addAll(Means.sums(col("story_tone"), "story"));
    furtherSums.forEach(name -> sums.add(sum(name).as(name)));
    return stories
        .groupBy(key.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(count(lit(1)).as("stories"), sums.toArray(Column[]::new));
  }

  private static Column[] columns(Dataset<Row> like) {
    return Arrays.stream(like.columns()).map(name -> col(name)).toArray(Column[]::new);
  }

  /** The table's columns, those of the two means computed from their sums. */
  private static Column[] withSpread(Table table, String byArticle, String byStory) {
    Map<String, Column> computed = new HashMap<>(Means.spread(byArticle, "article"));
    computed.putAll(Means.spread(byStory, "story"));
    return table.columns().stream()
        .map(column -> computed.getOrDefault(column.name(), column.col()).as(column.name()))
        .toArray(Column[]::new);
  }
}
