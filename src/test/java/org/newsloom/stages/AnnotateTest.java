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
import org.newsloom.nlp.AnnotationPipeline;
import org.newsloom.tables.SentenceMentions;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Tokens;

@ExtendWith(SharedSparkSession.class)
final class AnnotateTest {
  private static final List<String> TEXTS =
      List.of(
          "Angela Merkel praised the excellent treaty in Berlin.",
          "\uD83D\uDE00\uD83D\uDE01 President Barack Obama condemned the terrible attack in Paris.",
          "The United Nations sent aid to Haiti.",
          "Nothing.");

  @Test
  void noSentencesHaveNoAnnotations(SparkSession spark) {
    Dataset<Row> annotated = annotate(sentences(List.of()).in(spark));
    assertThat(Rows.text(Tokens.TABLE, Annotate.tokens(annotated))).isEmpty();
    assertThat(Rows.text(SentenceMentions.TABLE, Annotate.sentenceMentions(annotated))).isEmpty();
    assertThat(Rows.text(SentenceTone.TABLE, Annotate.sentenceTone(annotated))).isEmpty();
  }

  @Test
  void tokensAndNamesStandInTheSentenceWhereTheySay(SparkSession spark) {
    Dataset<Row> annotated = annotate(sentences(TEXTS).in(spark));
    Dataset<Row> mentions = Annotate.sentenceMentions(annotated);
    assertThat(Rows.text(Tokens.TABLE, Annotate.tokens(annotated))).hasSizeGreaterThan(25);
    assertThat(Rows.text(SentenceMentions.TABLE, mentions)).isNotEmpty();
    assertStand(Annotate.tokens(annotated), "token");
    assertStand(mentions, "surface");
    assertThat(Rows.text(mentions, "sentence_id", "surface", "entity_type"))
        .contains(
            "0|Angela Merkel|PER",
            "0|Berlin|LOC",
            "1|Barack Obama|PER",
            "1|Paris|LOC",
            "2|Haiti|LOC");
  }

  private static void assertStand(Dataset<Row> annotations, String column) {
    for (Row annotation : annotations.collectAsList()) {
      String text = TEXTS.get(Integer.parseInt(annotation.getAs("sentence_id")));
      int start = text.offsetByCodePoints(0, annotation.getAs("start_char"));
      int end = text.offsetByCodePoints(0, annotation.getAs("end_char"));
      assertThat(text.substring(start, end)).isEqualTo(annotation.getAs(column));
    }
  }

  @Test
  void everySentenceHasAToneAndTokensInTheirPlaces(SparkSession spark) {
    Dataset<Row> annotated = annotate(sentences(TEXTS).in(spark));
    Dataset<Row> tone = Annotate.sentenceTone(annotated);
    assertThat(Rows.text(SentenceTone.TABLE, tone)).hasSize(TEXTS.size());
    assertThat(Rows.text(tone.where("tone > 0"), "sentence_id")).contains("0");
    assertThat(Rows.text(tone.where("tone < -0.25"), "sentence_id")).containsExactly("1");
    Map<String, Integer> next = new HashMap<>();
    for (Row token :
        Annotate.tokens(annotated).orderBy("sentence_id", "token_index").collectAsList()) {
      int expected = next.merge(token.getAs("sentence_id"), 1, Integer::sum) - 1;
      assertThat(token.<Integer>getAs("token_index")).isEqualTo(expected);
    }
  }

  @Test
  void onlySentencesWithoutAnnotationsAreFresh(SparkSession spark) {
    Dataset<Row> sentences = sentences(TEXTS).in(spark);
    Dataset<Row> annotated =
        Rows.of(SentenceTone.TABLE, SentenceTone.SENTENCE_ID).row("1").row("3").row("x").in(spark);
    assertThat(Rows.text(Annotate.fresh(sentences, annotated)))
        .containsExactly("0|" + TEXTS.get(0), "2|" + TEXTS.get(2));
    assertThat(Rows.text(Annotate.kept(annotated, sentences), "sentence_id"))
        .containsExactly("1", "3");
  }

  @Test
  void theOrderOfTheSentencesDecidesNothing(SparkSession spark) {
    Dataset<Row> inOrder = annotate(sentences(TEXTS).in(spark));
    Dataset<Row> shuffled = annotate(Rows.shuffled(sentences(TEXTS).in(spark)));
    assertThat(Rows.text(Annotate.tokens(shuffled))).isEqualTo(Rows.text(Annotate.tokens(inOrder)));
    assertThat(Rows.text(Annotate.sentenceMentions(shuffled)))
        .isEqualTo(Rows.text(Annotate.sentenceMentions(inOrder)));
    assertThat(Rows.text(Annotate.sentenceTone(shuffled)))
        .isEqualTo(Rows.text(Annotate.sentenceTone(inOrder)));
  }

  @Test
  void hostileSentencesHaveAToneToo(SparkSession spark) {
    List<String> hostile =
        List.of("", "\0", "\uD83D\uDE00", "x".repeat(200_000), "A ".repeat(20_000), "...");
    Dataset<Row> annotated = annotate(sentences(hostile).in(spark));
    assertThat(Rows.text(SentenceTone.TABLE, Annotate.sentenceTone(annotated)))
        .hasSize(hostile.size());
    assertThat(Rows.text(Tokens.TABLE, Annotate.tokens(annotated))).isNotEmpty();
  }

  private static Rows sentences(List<String> texts) {
    Rows sentences = Rows.of(Sentences.TABLE, Sentences.SENTENCE_ID, Sentences.TEXT);
    for (int i = 0; i < texts.size(); i++) {
      sentences.row(String.valueOf(i), texts.get(i));
    }
    return sentences;
  }

  private static Dataset<Row> annotate(Dataset<Row> sentences) {
    return AnnotationPipeline.bundled().annotate(sentences).localCheckpoint();
  }
}
