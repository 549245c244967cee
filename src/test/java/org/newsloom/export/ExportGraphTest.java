package org.newsloom.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.EntityPairs;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.EntityRanks;
import org.newsloom.tables.EntityRanksMonthly;
import org.newsloom.tables.Table;

@ExtendWith(SharedSparkSession.class)
final class ExportGraphTest {
  private static Dataset<Row> table(Table table, SparkSession spark) {
    List<Rows> all =
        List.of(
            Rows.of(
                    EntityPairs.TABLE,
                    EntityPairs.ENTITY_A,
                    EntityPairs.ENTITY_B,
                    EntityPairs.STORY_COUNT,
                    EntityPairs.SENTENCE_COUNT,
                    EntityPairs.NPMI,
                    EntityPairs.LOG_LIKELIHOOD_RATIO,
                    EntityPairs.Q_VALUE,
                    EntityPairs.TONE)
                .row("A", "B", 5, 4, 0.5, 30.0, 0.01, 0.25)
                .row("A", "C", 3, 0, 0.4, 20.0, 0.01, null)
                .row("B", "C", 9, 9, 0.1, 1.0, 0.4, 0.5)
                .row("C", "D", 2, 0, 0.3, 10.0, 0.02, null),
            Rows.of(
                    EntityPairsDaily.TABLE,
                    EntityPairsDaily.ENTITY_A,
                    EntityPairsDaily.ENTITY_B,
                    EntityPairsDaily.DATE,
                    EntityPairsDaily.STORY_COUNT,
                    EntityPairsDaily.SENTENCE_COUNT,
                    EntityPairsDaily.TONE_SUM)
                .row("A", "B", "2011-01-31", 3, 2, 1.0)
                .row("A", "B", "2011-02-01", 1, 1, -0.5)
                .row("A", "B", "2011-02-28", 1, 1, 0.25)
                .row("C", "D", "2011-02-14", 2, 0, 0.0)
                .row("B", "C", "2011-02-14", 9, 9, 4.5),
            Rows.of(
                    Entities.TABLE,
                    Entities.ENTITY_ID,
                    Entities.NAME,
                    Entities.ENTITY_TYPE,
                    Entities.COUNTRY_CODE,
                    Entities.STORY_COUNT)
                .row("A", "Ann", "PER", null, 6)
                .row("B", "Bern", "LOC", "CH", 20)
                .row("C", "Cern", "ORG", "CH", 12)
                .row("D", "Dan", "PER", null, 2),
            Rows.of(
                    EntityDaily.TABLE,
                    EntityDaily.ENTITY_ID,
                    EntityDaily.DATE,
                    EntityDaily.STORY_COUNT)
                .row("A", "2011-01-31", 3)
                .row("A", "2011-02-01", 1)
                .row("A", "2011-02-28", 1)
                .row("B", "2011-02-28", 8),
            Rows.of(
                    EntityRanks.TABLE,
                    EntityRanks.ENTITY_ID,
                    EntityRanks.PAGERANK,
                    EntityRanks.COMMUNITY_ID)
                .row("A", 0.5, 0)
                .row("B", 0.25, 0),
            Rows.of(
                    EntityRanksMonthly.TABLE,
                    EntityRanksMonthly.ENTITY_ID,
                    EntityRanksMonthly.MONTH,
                    EntityRanksMonthly.PAGERANK,
                    EntityRanksMonthly.COMMUNITY_ID)
                .row("A", "2011-02-01", 0.125, 7)
                .row("A", "2011-01-01", 0.75, 6));
    return all.stream()
        .map(rows -> rows.in(spark))
        .filter(dataset -> dataset.schema().equals(table.schema()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theMostSignificantPairsAndTheirEntitiesAreTheGraph(SparkSession spark) {
    Dataset<Row> edges = ExportGraph.edges(of -> table(of, spark), Optional.empty(), 2);
    assertThat(Rows.text(edges))
        .containsExactly("A|B|5.0|5|4|0.5|30.0|0.25", "A|C|3.0|3|0|0.4|20.0|null");
    assertThat(Rows.text(ExportGraph.nodes(of -> table(of, spark), Optional.empty(), edges)))
        .containsExactly(
            "A|Ann|PER|null|6|0.5|0", "B|Bern|LOC|CH|20|0.25|0", "C|Cern|ORG|CH|12|null|null");
  }

  @Test
  void aMonthHasItsOwnCountsToneAndCommunities(SparkSession spark) {
    Optional<YearMonth> month = Optional.of(YearMonth.of(2011, 2));
    Dataset<Row> edges = ExportGraph.edges(of -> table(of, spark), month, 10);
    assertThat(Rows.text(edges))
        .containsExactly("A|B|2.0|2|2|0.5|30.0|-0.125", "C|D|2.0|2|0|0.3|10.0|null");
    assertThat(Rows.text(ExportGraph.nodes(of -> table(of, spark), month, edges)))
        .containsExactly(
            "A|Ann|PER|null|2|0.125|7",
            "B|Bern|LOC|CH|8|null|null",
            "C|Cern|ORG|CH|null|null|null",
            "D|Dan|PER|null|null|null|null");
  }

  @Test
  void rowsBecomeNodesAndEdgesWithTypedAttributes(SparkSession spark) {
    Dataset<Row> edges = ExportGraph.edges(of -> table(of, spark), Optional.empty(), 1);
    GraphFormat.Graph graph =
        ExportGraph.graph(
            ExportGraph.nodes(of -> table(of, spark), Optional.empty(), edges), edges);
    assertThat(graph.nodeAttributes())
        .extracting(GraphFormat.Attribute::type)
        .containsExactly(
            GraphFormat.Type.STRING,
            GraphFormat.Type.STRING,
            GraphFormat.Type.LONG,
            GraphFormat.Type.DOUBLE,
            GraphFormat.Type.INTEGER);
    assertThat(graph.nodes().next())
        .hasToString("Node[id=A, label=Ann, values=[PER, null, 6, 0.5, 0]]");
    assertThat(graph.edges().next())
        .hasToString("Edge[source=A, target=B, weight=5.0, values=[5, 4, 0.5, 30.0, 0.25]]");
  }
}
