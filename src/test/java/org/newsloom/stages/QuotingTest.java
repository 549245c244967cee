package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.Quotations;
import org.newsloom.text.ToneLexicon;

@ExtendWith(SharedSparkSession.class)
class QuotingTest {
  private static final StructType ARTICLE =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("is_transcript", DataTypes.BooleanType);
  private static final StructType SENTENCE =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("start_char", DataTypes.LongType)
          .add("sentence_index", DataTypes.IntegerType);
  private static final StructType MENTION =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("start_char", DataTypes.LongType)
          .add("end_char", DataTypes.LongType)
          .add("entity_id", DataTypes.StringType)
          .add("entity_type", DataTypes.StringType);

  /** The first letter is two UTF-16 units and one code point. */
  private static final String TEXT =
      "\ud83d\ude00 CAIRO (Reuters) - Ada Brook left. \"Rome is a terrible place,\" Brook said.";

  private final SparkSession spark;

  QuotingTest(SparkSession spark) {
    this.spark = spark;
  }

  private static Row mention(String id, String surface, String entity, String type) {
    int at = TEXT.lastIndexOf(surface);
    long start = TEXT.codePointCount(0, at);
    return RowFactory.create(id, start, start + surface.length(), entity, type);
  }

  private static List<Row> mentions() {
    return List.of(
        mention("a", "CAIRO", "cairo", "LOC"),
        mention("a", "Reuters", "reuters", "ORG"),
        mention("a", "Ada Brook", "brook", "PER"),
        mention("a", "Rome", "rome", "LOC"),
        mention("a", "Brook said".substring(0, 5), "brook", "PER"));
  }

  private Dataset<Row> found(List<Row> articles, List<Row> mentions, int partitions) {
    List<Row> sentences =
        articles.isEmpty()
            ? List.of()
            : List.of(RowFactory.create("a", 2L, 0), RowFactory.create("a", 37L, 1));
    return Quoting.find(
        shuffled(articles, ARTICLE, partitions),
        shuffled(sentences, SENTENCE, partitions),
        shuffled(mentions, MENTION, partitions),
        ToneLexicon.bundled());
  }

  private Dataset<Row> shuffled(List<Row> rows, StructType schema, int partitions) {
    return spark
        .createDataFrame(rows, schema)
        .orderBy(functions.rand(partitions))
        .repartition(partitions);
  }

  private List<String> flags(List<Row> articles, List<Row> mentions, int partitions) {
    return Quoting.flag(
            shuffled(mentions, MENTION, partitions), found(articles, mentions, partitions))
        .orderBy("article_id", "start_char")
        .select("article_id", "entity_id", "is_credit", "in_quotation", "speaker_entity_id")
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  @Test
  void mentionsAreFlaggedAndQuotationsFoundWhateverThePartitioning() {
    List<Row> articles =
        List.of(RowFactory.create("a", TEXT, false), RowFactory.create("b", "No words.", false));
    for (int partitions : new int[] {1, 3}) {
      assertThat(flags(articles, mentions(), partitions))
          .containsExactly(
              "a cairo true false null",
              "a reuters true false null",
              "a brook false false null",
              "a rome false true brook",
              "a brook false false null");
      List<Row> quotations =
          Quoting.quotations(found(articles, mentions(), partitions)).collectAsList();
      assertThat(quotations).hasSize(1);
      Row quotation = quotations.get(0);
      long start = quotation.<Long>getAs("start_char");
      long end = quotation.<Long>getAs("end_char");
      String words = quotation.getAs("text");
      assertThat(words).isEqualTo("Rome is a terrible place,");
      int from = TEXT.offsetByCodePoints(0, (int) start);
      assertThat(TEXT.substring(from, TEXT.offsetByCodePoints(from, (int) (end - start))))
          .isEqualTo(words);
      assertThat(quotation.<String>getAs("speaker_entity_id")).isEqualTo("brook");
      assertThat(quotation.<String>getAs("method")).isEqualTo("after");
      assertThat(quotation.<Integer>getAs("sentence_index")).isEqualTo(1);
      assertThat(quotation.<Double>getAs("tone")).isNegative();
    }
  }

  @Test
  void anArticleWithoutNamesHasQuotationsToo() {
    List<Row> articles =
        List.of(RowFactory.create("b", "It was \"a rather long and bad day\" there.", null));
    assertThat(Quoting.quotations(found(articles, List.of(), 2)).collectAsList()).hasSize(1);
  }

  @Test
  void noRowsAndNoTextGiveNoRows() {
    assertThat(Quoting.quotations(found(List.of(), List.of(), 1)).columns())
        .containsExactly(
            Quotations.TABLE.columns().stream().map(Object::toString).toArray(String[]::new));
    assertThat(Quoting.quotations(found(List.of(), List.of(), 1)).collectAsList()).isEmpty();
    List<Row> without = List.of(RowFactory.create("a", null, null));
    assertThat(Quoting.quotations(found(without, mentions(), 2)).collectAsList()).isEmpty();
    assertThat(flags(without, mentions(), 2))
        .hasSize(5)
        .allMatch(row -> row.contains("false false"));
  }
}
