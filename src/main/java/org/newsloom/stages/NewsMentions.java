package org.newsloom.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.TermsDaily;

/**
 * What articles tell, without where they come from: mentions that are neither credits nor of the
 * article's own source. A newsroom names itself and its reporters in what it prints, so that more
 * of its articles on a day would else be more about it.
 */
final class NewsMentions {
  /** Parts of a source's host that do not tell whose it is. */
  private static final Object[] OF_ANY_HOST = {
    "www", "co", "com", "org", "net", "gov", "ac", "news", "edition", "blogs", ""
  };

  private NewsMentions() {}

  /**
   * (source, entity_id): the organisations that are a source of articles, told by an alias that is
   * the source's name or a part of its host: {@code foxnews} and {@code www.foxnews.com} are Fox
   * News.
   */
  static Dataset<Row> ownSources(
      Dataset<Row> articles, Dataset<Row> entities, Dataset<Row> aliases) {
    return sourceKeys(articles)
        .join(
            aliases
                .join(
                    entities
                        .where(Entities.ENTITY_TYPE.col().equalTo("ORG"))
                        .select(Entities.ENTITY_ID.col()),
                    "entity_id")
                .select(EntityAliases.ENTITY_ID.col(), key(EntityAliases.ALIAS.col()).as("key")),
            "key")
        .select("source", "entity_id")
        .distinct();
  }

  private static Dataset<Row> sourceKeys(Dataset<Row> articles) {
    Column host = regexp_replace(lower(Articles.SOURCE.col()), "^https?://|/.*$", "");
    return articles
        .where(Articles.SOURCE.col().isNotNull())
        .select(Articles.SOURCE.col())
        .distinct()
        // The last part of a host, its domain, is a country's or anyone's.
        .withColumn("part", explode(split(regexp_replace(host, "\\.[^. ]+$", ""), "\\.")))
        .select(col("source"), key(col("part")).as("key"))
        .where(not(col("key").isin(OF_ANY_HOST)));
  }

  /** A name without case, blanks, marks and article. */
  private static Column key(Column name) {
    return regexp_replace(regexp_replace(lower(name), "^the ", ""), "[^\\p{L}\\p{N}]", "");
  }

  /**
   * (entity_id, article_id, date, story_id, mention_count, tone): the news of every dated article.
   *
   * @param dated as {@link MeasureTone#dated} gives them
   */
  static Dataset<Row> byArticle(
      Dataset<Row> mentions, Dataset<Row> dated, Dataset<Row> ownSources) {
    return mentions
        .where(not(coalesce(Mentions.IS_CREDIT.col(), lit(false))))
        .groupBy(Mentions.ENTITY_ID.col(), Mentions.ARTICLE_ID.col())
        .agg(
            count(lit(1)).as("mention_count"),
            Means.exactSum(Mentions.TONE.col()).divide(count(lit(1))).as("tone"))
        .join(dated, "article_id")
        .join(broadcast(ownSources), new String[] {"source", "entity_id"}, "left_anti")
        .select("entity_id", "article_id", "date", "story_id", "mention_count", "tone");
  }

  /** (entity_id, date, story_count, story_tone_count, story_tone_sum), as entity_daily has them. */
  static Dataset<Row> daily(Dataset<Row> byArticle) {
    return byArticle
        .groupBy("entity_id", "date", "story_id")
        .agg(Means.exactSum(col("tone")).divide(count(lit(1))).as("story_tone"))
        .groupBy("entity_id", "date")
        .agg(
            count(lit(1)).as(EntityDaily.STORY_COUNT.name()),
            count(col("story_tone")).as(EntityDaily.STORY_TONE_COUNT.name()),
            Means.exactSum(col("story_tone")).as(EntityDaily.STORY_TONE_SUM.name()));
  }

  /** Pairs by day, without those of a source. */
  static Dataset<Row> pairs(Dataset<Row> pairsDaily, Dataset<Row> ownSources) {
    Dataset<Row> sources = broadcast(ownSources.select("entity_id").distinct());
    return pairsDaily
        .join(
            sources.withColumnRenamed("entity_id", "entity_a"),
            new String[] {"entity_a"},
            "left_anti")
        .join(
            sources.withColumnRenamed("entity_id", "entity_b"),
            new String[] {"entity_b"},
            "left_anti");
  }

  /**
   * Terms by day, without the names of sources and the words that stand in credits in half of their
   * stories.
   */
  static Dataset<Row> terms(
      Dataset<Row> termsDaily,
      Dataset<Row> mentions,
      Dataset<Row> articles,
      Dataset<Row> articleCopies) {
    Dataset<Row> credited =
        mentions
            .where(Mentions.IS_CREDIT.col())
            .select(
                Mentions.ARTICLE_ID.col(),
                explode(split(lower(Mentions.SURFACE.col()), "[^\\p{L}\\p{N}]+")).as("term"))
            .join(
                articleCopies.select(ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col()),
                "article_id")
            .groupBy("term")
            .agg(countDistinct(col("story_id")).as("credited_stories"));
    Dataset<Row> mostlyCredited =
        termsDaily
            .groupBy(TermsDaily.TERM.col())
            .agg(sum(TermsDaily.STORY_COUNT.col()).as("all_stories"))
            .join(credited, "term")
            .where(col("credited_stories").multiply(2).geq(col("all_stories")))
            .select("term");
    Dataset<Row> leftOut =
        mostlyCredited.union(sourceKeys(articles).select(col("key").as("term"))).distinct();
    return termsDaily.join(leftOut, new String[] {"term"}, "left_anti");
  }
}
