package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;

@ExtendWith(SharedSparkSession.class)
final class RowsInPlaceTest {

  @Test
  void rowsAreThoseOfSparksJoin(SparkSession spark) {
    Rows wide = Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.TEXT);
    Rows narrow = Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
    for (int i = 0; i < 200; i++) {
      wide.row("a" + i, "text " + i);
      narrow.row("a" + i * 3, i % 2 == 0 ? null : "story " + i);
    }
    Dataset<Row> left = wide.in(spark).select("article_id", "text");
    Dataset<Row> right = narrow.in(spark).select("article_id", "story_id", "method");
    assertThat(Rows.text(RowsInPlace.join(left, right, "article_id")))
        .isEqualTo(Rows.text(left.join(right, "article_id")))
        .hasSize(67);
    assertThat(Rows.text(RowsInPlace.join(Rows.shuffled(left), Rows.shuffled(right), "article_id")))
        .isEqualTo(Rows.text(left.join(right, "article_id")));
  }

  @Test
  void aLeftJoinKeepsRowsWithoutAMatch(SparkSession spark) {
    Dataset<Row> left = spark.range(9).selectExpr("cast(id as string) as article_id", "id as n");
    Dataset<Row> right = left.where("n % 3 = 0").selectExpr("article_id", "n * 2 as twice");
    assertThat(Rows.text(RowsInPlace.leftJoin(left, right, "article_id")))
        .isEqualTo(Rows.text(left.join(right, "article_id", "left")))
        .hasSize(9);
  }

  @Test
  void rowsStayInTheirPartitionsAndOrder(SparkSession spark) {
    Dataset<Row> left =
        spark.range(100).selectExpr("cast(id as string) as article_id", "id as number");
    Dataset<Row> right =
        spark.range(50).selectExpr("cast(id * 2 as string) as article_id").repartition(7);
    Dataset<Row> joined = RowsInPlace.join(left, right, "article_id");
    assertThat(joined.rdd().getNumPartitions()).isEqualTo(left.rdd().getNumPartitions());
    assertThat(joined.collectAsList().stream().map(row -> row.getLong(1))).isSorted().hasSize(50);
  }

  @Test
  void nothingJoinsNothing(SparkSession spark) {
    Dataset<Row> some = spark.range(3).selectExpr("cast(id as string) as article_id", "id as n");
    Dataset<Row> none = some.where("n > 5");
    Dataset<Row> keys = some.selectExpr("article_id", "n * 2 as twice");
    assertThat(RowsInPlace.join(some, keys.limit(0), "article_id").collectAsList()).isEmpty();
    assertThat(RowsInPlace.join(none, keys, "article_id").collectAsList()).isEmpty();
    assertThat(
            RowsInPlace.join(
                    spark.emptyDataFrame().selectExpr("'' article_id", "1L n"), keys, "article_id")
                .columns())
        .containsExactly("article_id", "n", "twice");
  }
}
