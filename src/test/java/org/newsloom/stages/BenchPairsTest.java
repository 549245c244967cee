package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.Table;

@ExtendWith(SharedSparkSession.class)
final class BenchPairsTest {

  /** Articles of random names, copies and repeated sentences among them. */
  private static Map<Table, Dataset<Row>> corpus(SparkSession spark) {
    Random random = new Random(4);
    Rows mentions =
        Rows.of(
            Mentions.TABLE,
            Mentions.ARTICLE_ID,
            Mentions.START_CHAR,
            Mentions.ENTITY_ID,
            Mentions.SENTENCE_ID,
            Mentions.SENTENCE_INDEX,
            Mentions.IS_CREDIT);
    Rows tones = Rows.of(SentenceTone.TABLE, SentenceTone.SENTENCE_ID, SentenceTone.TONE);
    Rows articles = Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.PUBLISHED_DATE);
    Rows copies = Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
    for (int s = 0; s < 60; s++) {
      tones.row("s" + s, s / 60.0);
    }
    for (int a = 0; a < 80; a++) {
      articles.row("a" + a, a % 5 == 0 ? null : "2020-05-0" + (1 + a % 9));
      copies.row("a" + a, "t" + a / 2);
      for (int i = 0; i < 4; i++) {
        int sentence = random.nextInt(60);
        for (int n = sentence % 4; n > 0; n--) {
          String name = "n" + (sentence * n) % 23;
          mentions.row("a" + a, 10L * i + n, name, "s" + sentence, i, random.nextInt(9) == 0);
        }
      }
    }
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    tables.put(Mentions.TABLE, mentions.in(spark));
    tables.put(SentenceTone.TABLE, tones.in(spark));
    tables.put(Articles.TABLE, articles.in(spark));
    tables.put(ArticleCopies.TABLE, copies.in(spark));
    return tables;
  }

  @Test
  void newsloomSparksSelfJoinAndDuckDbCountTheSame(@TempDir Path folder, SparkSession spark)
      throws Exception {
    assertThat(BenchPairs.hasDuckDb()).isTrue();
    Map<Table, Dataset<Row>> corpus = corpus(spark);
    for (int minStories = 1; minStories <= 3; minStories++) {
      for (int times = 1; times <= 2; times++) {
        String tables = folder.resolve("tables" + times).toString();
        assertThat(BenchPairs.prepare(corpus::get, times, tables)).isEqualTo(80L * times);
        Dataset<Row> own =
            BenchPairs.own(spark, tables, BenchPairs.NO_CAP, minStories, 8).localCheckpoint();
        Dataset<Row> stock = BenchPairs.stock(spark, tables, minStories).localCheckpoint();
        String duck = folder.resolve("duck%d-%d.parquet".formatted(minStories, times)).toString();
        BenchPairs.duckDb(tables, duck, minStories, 2);
        assertThat(own.count()).isGreaterThan(50);
        BenchPairs.requireSame("Newsloom", own, "Spark", stock);
        BenchPairs.requireSame("Newsloom", own, "DuckDB", spark.read().parquet(duck));
      }
    }
  }

  @Test
  void differentCountsAreShown(@TempDir Path folder, SparkSession spark) {
    String tables = folder.toString();
    BenchPairs.prepare(corpus(spark)::get, 1, tables);
    Dataset<Row> all = BenchPairs.own(spark, tables, BenchPairs.NO_CAP, 1, 8).localCheckpoint();
    Dataset<Row> fewer = BenchPairs.own(spark, tables, BenchPairs.NO_CAP, 3, 8).localCheckpoint();
    assertThatThrownBy(() -> BenchPairs.requireSame("one", all, "other", fewer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("one and other count differently in [0-9,]+ rows, such as .*n.*");
  }
}
