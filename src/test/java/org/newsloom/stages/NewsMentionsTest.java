package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.TermsDaily;

@ExtendWith(SharedSparkSession.class)
final class NewsMentionsTest {
  private final Rows articles =
      Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.SOURCE, Articles.PUBLISHED_DATE);
  private final Rows copies =
      Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
  private final Rows entities =
      Rows.of(Entities.TABLE, Entities.ENTITY_ID, Entities.NAME, Entities.ENTITY_TYPE);
  private final Rows aliases =
      Rows.of(EntityAliases.TABLE, EntityAliases.ENTITY_ID, EntityAliases.ALIAS);
  private final Rows mentions =
      Rows.of(
          Mentions.TABLE,
          Mentions.ARTICLE_ID,
          Mentions.START_CHAR,
          Mentions.ENTITY_ID,
          Mentions.SURFACE,
          Mentions.TONE,
          Mentions.IS_CREDIT);

  @BeforeEach
  void twoSources() {
    articles.row("a1", "morningpost", "2020-05-01");
    articles.row("a2", "https://www.herald.co.uk/world", "2020-05-01");
    articles.row("a3", null, "2020-05-02");
    articles.row("a4", "morningpost", null);
    copies.row("a1", "s1").row("a2", "s1").row("a3", "s3").row("a4", "s4");
    organisation("post", "Morning Post", "ORG");
    organisation("herald", "The Herald", "ORG");
    organisation("uk", "UK", "LOC");
    organisation("co", "Co", "ORG");
    organisation("ada", "Ada Brook", "PER");
  }

  private void organisation(String id, String name, String type) {
    entities.row(id, name, type);
    aliases.row(id, name);
  }

  private Dataset<Row> ownSources(SparkSession spark) {
    return NewsMentions.ownSources(articles.in(spark), entities.in(spark), aliases.in(spark));
  }

  private Dataset<Row> byArticle(SparkSession spark) {
    return NewsMentions.byArticle(
        mentions.in(spark),
        MeasureTone.dated(articles.in(spark), copies.in(spark)),
        ownSources(spark));
  }

  @Test
  void sourcesAreToldByNameOrHost(SparkSession spark) {
    assertThat(Rows.text(ownSources(spark)))
        .containsExactly("https://www.herald.co.uk/world|herald", "morningpost|post");
  }

  @Test
  void theOwnSourceAndCreditsAreNoNews(SparkSession spark) {
    mentions.row("a1", 1, "post", "Morning Post", 1.0, false);
    mentions.row("a1", 20, "herald", "Herald", 1.0, false);
    mentions.row("a2", 1, "post", "Morning Post", -1.0, false);
    mentions.row("a3", 1, "post", "Post", 0.5, false);
    mentions.row("a2", 20, "ada", "Ada Brook", 1.0, true);
    mentions.row("a3", 20, "ada", "Ada Brook", 0.0, false);
    mentions.row("a3", 40, "ada", "Brook", 1.0, false);
    mentions.row("a4", 20, "ada", "Ada Brook", 0.0, false);
    assertThat(
            Rows.text(byArticle(spark), "entity_id", "article_id", "mention_count", "tone", "date"))
        .containsExactly(
            "ada|a3|2|0.5|2020-05-02",
            "herald|a1|1|1.0|2020-05-01",
            "post|a2|1|-1.0|2020-05-01",
            "post|a3|1|0.5|2020-05-02");
  }

  @Test
  void copiesOfADayAreOneStory(SparkSession spark) {
    mentions.row("a1", 1, "ada", "Ada Brook", 1.0, false);
    mentions.row("a2", 1, "ada", "Ada Brook", 0.0, false);
    mentions.row("a3", 1, "ada", "Ada Brook", 0.25, false);
    Dataset<Row> daily = NewsMentions.daily(byArticle(spark));
    assertThat(
            Rows.text(
                daily, "entity_id", "date", "story_count", "story_tone_count", "story_tone_sum"))
        .containsExactly("ada|2020-05-01|1|1|0.5", "ada|2020-05-02|1|1|0.25");
  }

  @Test
  void noPairIsOfASource(SparkSession spark) {
    Rows pairs =
        Rows.of(
            EntityPairsDaily.TABLE,
            EntityPairsDaily.ENTITY_A,
            EntityPairsDaily.ENTITY_B,
            EntityPairsDaily.DATE);
    pairs.row("ada", "post", "2020-05-01").row("herald", "uk", "2020-05-01");
    pairs.row("ada", "uk", "2020-05-01");
    assertThat(
            Rows.text(
                NewsMentions.pairs(pairs.in(spark), ownSources(spark)), "entity_a", "entity_b"))
        .containsExactly("ada|uk");
  }

  @Test
  void wordsOfCreditsAndSourcesAreNoTerms(SparkSession spark) {
    mentions.row("a1", 1, "ada", "Ada Brook", 1.0, true);
    mentions.row("a2", 1, "ada", "Ada Brook", 0.0, true);
    mentions.row("a3", 1, "ada", "Ada Brook", 0.25, true);
    Rows terms =
        Rows.of(TermsDaily.TABLE, TermsDaily.TERM, TermsDaily.DATE, TermsDaily.STORY_COUNT);
    terms.row("ada", "2020-05-01", 2).row("ada", "2020-05-02", 2);
    terms.row("brook", "2020-05-01", 5);
    terms.row("herald", "2020-05-01", 50);
    assertThat(
            Rows.text(
                NewsMentions.terms(
                    terms.in(spark), mentions.in(spark), articles.in(spark), copies.in(spark)),
                "term",
                "date"))
        .containsExactly("brook|2020-05-01");
  }

  @Test
  void nothingIsNoNews(SparkSession spark) {
    assertThat(NewsMentions.daily(byArticle(spark)).collectAsList()).isEmpty();
  }
}
