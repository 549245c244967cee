package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.SharedSparkSession;

@ExtendWith(SharedSparkSession.class)
final class CorpusTypesTest {
  private static final StructType SPANS =
      new StructType()
          .add("sentence_id", DataTypes.StringType)
          .add("surface", DataTypes.StringType)
          .add("per_probability", DataTypes.DoubleType)
          .add("org_probability", DataTypes.DoubleType)
          .add("loc_probability", DataTypes.DoubleType)
          .add("misc_probability", DataTypes.DoubleType);

  private final List<Row> spans = new ArrayList<>();

  @Test
  void noSpansHaveNoTypes(SparkSession spark) {
    assertThat(weighed(spark)).isEmpty();
  }

  @Test
  void aMisreadSentenceIsOutvotedByTheCorpus(SparkSession spark) {
    for (int i = 0; i < 20; i++) {
      span("a" + i, "Brook", 0.9, 0.05, 0.05, 0);
    }
    span("z", "BROOK’s", 0.35, 0, 0.45, 0);
    Row weighed = weighed(spark).get(20);
    assertThat(weighed.<Double>getAs("per_probability")).isGreaterThan(0.5);
    assertThat(weighed.<Double>getAs("loc_probability")).isLessThan(0.3);
    assertThat(total(weighed)).as("what speaks for a name at all").isCloseTo(0.8, within(1e-9));
  }

  @Test
  void aSentenceThatIsSureKeepsItsReading(SparkSession spark) {
    for (int i = 0; i < 20; i++) {
      span("a" + i, "Hillgate", 0.05, 0, 0.9, 0);
    }
    span("z", "Hillgate", 0.95, 0, 0.05, 0);
    Row weighed = weighed(spark).get(20);
    assertThat(weighed.<Double>getAs("per_probability")).isGreaterThan(0.7);
  }

  @Test
  void whatStandsInOneSentenceKeepsItsProbabilities(SparkSession spark) {
    span("a", "Brook", 0.2, 0.3, 0.4, 0.1);
    assertThat(weighed(spark)).containsExactlyElementsOf(spans);
  }

  @Test
  void unknownProbabilitiesStayUnknown(SparkSession spark) {
    spans.add(RowFactory.create("a", "Brook", null, null, null, null));
    spans.add(RowFactory.create("b", "Brook", null, null, null, null));
    spans.add(RowFactory.create("c", "", null, null, null, null));
    assertThat(weighed(spark)).containsExactlyElementsOf(spans);
  }

  @Test
  void nothingSpeaksForNothing(SparkSession spark) {
    span("a", "Brook", 0, 0, 0, 0);
    span("b", "Brook", 0, 0, 0, 0);
    assertThat(weighed(spark)).containsExactlyElementsOf(spans);
  }

  @Test
  void theOrderOfRowsMakesNoDifference(SparkSession spark) {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      span(
          "s%03d".formatted(i),
          List.of("Brook", "Hillgate", "\0", "😀", "\ud83d").get(i % 5),
          random.nextDouble() / 4,
          random.nextDouble() / 4,
          random.nextDouble() / 4,
          random.nextDouble() / 4);
    }
    List<Row> expected = weighed(spark);
    Collections.shuffle(spans, new Random(2));
    assertThat(
            CorpusTypes.weigh(spark.createDataFrame(spans, SPANS).repartition(7))
                .orderBy("sentence_id")
                .collectAsList())
        .containsExactlyElementsOf(expected);
  }

  private void span(
      String sentence, String surface, double per, double org, double loc, double misc) {
    spans.add(RowFactory.create(sentence, surface, per, org, loc, misc));
  }

  private List<Row> weighed(SparkSession spark) {
    return CorpusTypes.weigh(spark.createDataFrame(spans, SPANS))
        .orderBy("sentence_id")
        .collectAsList();
  }

  private static double total(Row row) {
    double total = 0;
    for (int i = 2; i < row.length(); i++) {
      total += row.getDouble(i);
    }
    return total;
  }
}
