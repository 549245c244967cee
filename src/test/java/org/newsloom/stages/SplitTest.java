package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Sentences;

@ExtendWith(SharedSparkSession.class)
final class SplitTest {

  @Test
  void noArticlesHaveNoSentences(SparkSession spark) {
    Dataset<Row> articles = articles().in(spark);
    Dataset<Row> places = Split.articleSentences(articles);
    assertThat(Rows.text(ArticleSentences.TABLE, places)).isEmpty();
    assertThat(Rows.text(Sentences.TABLE, Split.sentences(articles, places))).isEmpty();
  }

  @Test
  void aSentenceStandsInItsArticleWhereItSays(SparkSession spark) {
    Map<String, String> texts =
        Map.of(
            "a", "\uD83D\uDE00 Rain fell. \uD83D\uDE01\uD83D\uDE02 It stopped!\nThe sun came out.",
            "b", "Rain fell. Nobody saw it. Rain fell.");
    assertPlacesHoldTheirSentences(spark, texts);
  }

  @Test
  void aDistinctSentenceIsKeptOnce(SparkSession spark) {
    Dataset<Row> articles =
        articles().row("a", "Rain fell. It stopped.").row("b", "It stopped. Rain fell.").in(spark);
    Dataset<Row> places = Split.articleSentences(articles);
    assertThat(Rows.text(Split.sentences(articles, places), "text", "token_count"))
        .containsExactly("It stopped.|3", "Rain fell.|3");
    assertThat(places.select("sentence_id").distinct().count()).isEqualTo(2);
  }

  @Test
  void aSentenceThatStoodBeforeInItsArticleIsRepeated(SparkSession spark) {
    Dataset<Row> articles =
        articles().row("a", "Rain fell. It stopped. Rain fell.").row("b", "Rain fell.").in(spark);
    assertThat(
            Rows.text(
                Split.articleSentences(articles), "article_id", "sentence_index", "is_repeated"))
        .containsExactly("a|0|false", "a|1|false", "a|2|true", "b|0|false");
  }

  @Test
  void damagedPunctuationFoldsToTheSame(SparkSession spark) {
    Dataset<Row> articles =
        articles().row("a", "Iran’s “plan” failed.").row("b", "Irans plan failed!").in(spark);
    Dataset<Row> places = Split.articleSentences(articles);
    assertThat(places.select("folded_hash").distinct().count()).isEqualTo(1);
    assertThat(places.select("sentence_id").distinct().count()).isEqualTo(2);
  }

  @Test
  void theOrderOfTheArticlesDecidesNothing(SparkSession spark) {
    Rows rows = articles();
    for (int i = 0; i < 30; i++) {
      rows.row("a" + i, "Rain fell on day %d. It stopped on day %d.".formatted(i % 7, i % 5));
    }
    Dataset<Row> articles = rows.in(spark);
    Dataset<Row> shuffled = Rows.shuffled(articles);
    assertThat(Rows.text(ArticleSentences.TABLE, Split.articleSentences(shuffled)))
        .isEqualTo(Rows.text(ArticleSentences.TABLE, Split.articleSentences(articles)));
    assertThat(
            Rows.text(Sentences.TABLE, Split.sentences(shuffled, Split.articleSentences(articles))))
        .isEqualTo(
            Rows.text(Sentences.TABLE, Split.sentences(articles, Split.articleSentences(shuffled))))
        .hasSize(12);
  }

  @Test
  void hostileTextsAreSplit(SparkSession spark) {
    assertPlacesHoldTheirSentences(
        spark,
        Map.of(
            "empty", "",
            "nul", "\0",
            "emoji", "\uD83D\uDE00\uD83D\uDE01",
            "long", "x".repeat(1_000_000),
            "stops", ". ".repeat(10_000)));
  }

  private static void assertPlacesHoldTheirSentences(
      SparkSession spark, Map<String, String> texts) {
    Rows rows = articles();
    texts.forEach((id, text) -> rows.row(id, text));
    Dataset<Row> articles = rows.in(spark);
    Dataset<Row> places = Split.articleSentences(articles);
    Dataset<Row> sentences = Split.sentences(articles, places);
    assertThat(Rows.text(ArticleSentences.TABLE, places)).isNotEmpty();
    assertThat(Rows.text(Sentences.TABLE, sentences)).isNotEmpty();
    Map<String, String> textById = new HashMap<>();
    sentences.collectAsList().forEach(row -> textById.put(row.getString(0), row.getString(1)));
    List<Row> placed = places.collectAsList();
    for (Row place : placed) {
      String text = texts.get(place.<String>getAs("article_id"));
      int start = text.offsetByCodePoints(0, Math.toIntExact(place.getAs("start_char")));
      int end = text.offsetByCodePoints(0, Math.toIntExact(place.getAs("end_char")));
      assertThat(textById).containsEntry(place.getAs("sentence_id"), text.substring(start, end));
    }
    assertThat(placed.stream().map(place -> place.getAs("sentence_id")).distinct())
        .hasSameSizeAs(textById.keySet());
  }

  private static Rows articles() {
    return Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.TEXT);
  }
}
