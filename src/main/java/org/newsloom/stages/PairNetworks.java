package org.newsloom.stages;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.stats.CommunityTimelines;
import org.newsloom.stats.NetworkRanks;
import org.newsloom.tables.EntityPairs;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.EntityRanks;
import org.newsloom.tables.EntityRanksMonthly;

/**
 * Networks of significant pairs, over all time and of each month. Each is capped, so that one
 * machine holds it however large the corpus.
 */
public final class PairNetworks {
  /** Pairs at most this likely to be chance make a network. */
  private static final double MAX_Q = 0.05;

  private static final StructType STANDING =
      new StructType()
          .add("entity_id", DataTypes.StringType)
          .add("pagerank", DataTypes.DoubleType)
          .add("community_id", DataTypes.IntegerType);

  private static final StructType MONTHLY_STANDING =
      new StructType()
          .add("month", DataTypes.DateType)
          .add("entity_id", DataTypes.StringType)
          .add("pagerank", DataTypes.DoubleType)
          .add("community", DataTypes.IntegerType);

  /** Whether a pair of entity_pairs is an edge of the network. */
  public static Column isSignificant() {
    return coalesce(
        EntityPairs.NPMI.col().gt(0).and(EntityPairs.Q_VALUE.col().leq(MAX_Q)), lit(false));
  }

  /** The pairs with the greatest log-likelihood ratios, the first of equal ones by their ids. */
  public static Dataset<Row> strongest(Dataset<Row> pairs, int maxPairs) {
    return pairs
        .orderBy(
            EntityPairs.LOG_LIKELIHOOD_RATIO.col().desc(),
            EntityPairs.ENTITY_A.col(),
            EntityPairs.ENTITY_B.col())
        .limit(maxPairs);
  }

  /** The most significant pairs as edges: (entity_a, entity_b, story_count). */
  static List<Row> edges(Dataset<Row> pairs, int maxPairs) {
    return strongest(pairs.where(isSignificant()), maxPairs)
        .select(
            EntityPairs.ENTITY_A.col(), EntityPairs.ENTITY_B.col(), EntityPairs.STORY_COUNT.col())
        .collectAsList();
  }

  /** (entity_id, pagerank, community_id) of the entities of a network's edges. */
  static Dataset<Row> standing(SparkSession spark, List<Row> edges) {
    List<Row> rows = new ArrayList<>();
    rank(edges, (id, rank, community) -> rows.add(RowFactory.create(id, rank, community)));
    return spark.createDataFrame(rows, STANDING);
  }

  private interface Ranked {
    void entity(String id, double pageRank, int community);
  }

  /** Edges begin with the two entities and their weight. */
  private static void rank(List<Row> edges, Ranked ranked) {
    TreeMap<String, Integer> nodes = new TreeMap<>();
    edges.forEach(
        edge -> {
          nodes.put(edge.getString(0), 0);
          nodes.put(edge.getString(1), 0);
        });
    int next = 0;
    for (Map.Entry<String, Integer> node : nodes.entrySet()) {
      node.setValue(next++);
    }
    int[] from = new int[edges.size()];
    int[] to = new int[edges.size()];
    double[] weight = new double[edges.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = nodes.get(edges.get(i).getString(0));
      to[i] = nodes.get(edges.get(i).getString(1));
      weight[i] = edges.get(i).getLong(2);
    }
    NetworkRanks found = NetworkRanks.of(nodes.size(), from, to, weight);
    double[] pageRanks = found.pageRanks();
    int[] communities = found.communities();
    nodes.forEach((id, node) -> ranked.entity(id, pageRanks[node], communities[node]));
  }

  /** Rows of entity_ranks. */
  static Dataset<Row> ranks(Dataset<Row> pairs, Dataset<Row> standing) {
    return ends(pairs, EntityPairs.STORY_COUNT.col())
        .groupBy("entity_id")
        .agg(
            count(lit(1)).as(EntityRanks.DEGREE.name()),
            sum(EntityPairs.STORY_COUNT.col())
                .cast(DataTypes.DoubleType)
                .as(EntityRanks.WEIGHTED_DEGREE.name()))
        .join(standing, new String[] {"entity_id"}, "left")
        .select(EntityRanks.TABLE.select());
  }

  /** Each pair twice, once for each entity_id, with the named columns. */
  private static Dataset<Row> ends(Dataset<Row> pairs, Column... columns) {
    List<Column> selected = new ArrayList<>(List.of(columns));
    selected.add(
        explode(array(EntityPairs.ENTITY_A.col(), EntityPairs.ENTITY_B.col())).as("entity_id"));
    return pairs.select(selected.toArray(Column[]::new));
  }

  /**
   * (entity_a, entity_b, month, story_count, log_likelihood_ratio): pairs by month, with the ratio
   * over all time where they are significant and null where they are not.
   */
  static Dataset<Row> monthly(Dataset<Row> pairsDaily, Dataset<Row> pairs) {
    Dataset<Row> significant =
        pairs
            .where(isSignificant())
            .select(
                EntityPairs.ENTITY_A.col(),
                EntityPairs.ENTITY_B.col(),
                EntityPairs.LOG_LIKELIHOOD_RATIO.col());
    String[] pair = EntityPairs.TABLE.keyNames().toArray(String[]::new);
    return pairsDaily
        .groupBy(
            EntityPairsDaily.ENTITY_A.col(),
            EntityPairsDaily.ENTITY_B.col(),
            trunc(EntityPairsDaily.DATE.col(), "month").as("month"))
        .agg(sum(EntityPairsDaily.STORY_COUNT.col()).as("story_count"))
        .join(significant, pair, "left");
  }

  /** The months of more significant pairs than {@code maxPairs}. */
  static Dataset<Row> monthsOver(Dataset<Row> monthly, int maxPairs) {
    return monthly
        .where(EntityPairs.LOG_LIKELIHOOD_RATIO.col().isNotNull())
        .groupBy("month")
        .count()
        .where(col("count").gt(maxPairs));
  }

  /**
   * (month, entity_id, pagerank, community): standing in the network of each month, communities
   * numbered within the month. A month is ranked in one task.
   *
   * @param monthly as {@link #monthly}
   * @param maxPairs the most significant pairs of a month, which make its network
   */
  static Dataset<Row> standingMonthly(Dataset<Row> monthly, int maxPairs) {
    Column[] bySignificance = {
      EntityPairs.LOG_LIKELIHOOD_RATIO.col().desc(),
      EntityPairs.ENTITY_A.col(),
      EntityPairs.ENTITY_B.col()
    };
    return monthly
        .where(EntityPairs.LOG_LIKELIHOOD_RATIO.col().isNotNull())
        .withColumn("rank", row_number().over(Window.partitionBy("month").orderBy(bySignificance)))
        .where(col("rank").leq(maxPairs))
        .select(col("entity_a"), col("entity_b"), col("story_count"), col("month"), col("rank"))
        .repartition(col("month"))
        .sortWithinPartitions("month", "rank")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) Months::new, Encoders.row(MONTHLY_STANDING));
  }

  /** Ranks the networks of edges that come month by month. */
  private static final class Months implements Iterator<Row> {
    private final Iterator<Row> edges;
    private Row ahead;
    private Iterator<Row> ranked = Collections.emptyIterator();

    Months(Iterator<Row> edges) {
      this.edges = edges;
      ahead = edges.hasNext() ? edges.next() : null;
    }

    @Override
    public boolean hasNext() {
      if (!ranked.hasNext() && ahead != null) {
        Date month = ahead.getDate(3);
        List<Row> ofMonth = new ArrayList<>();
        while (ahead != null && ahead.getDate(3).equals(month)) {
          ofMonth.add(ahead);
          ahead = edges.hasNext() ? edges.next() : null;
        }
        List<Row> rows = new ArrayList<>();
        rank(
            ofMonth,
            (id, rank, community) -> rows.add(RowFactory.create(month, id, rank, community)));
        ranked = rows.iterator();
      }
      return ranked.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ranked.next();
    }
  }

  /**
   * (month, community, community_id): the numbers through time of each month's communities. The
   * driver holds the months one after another, and of the earlier ones what can still go on.
   *
   * @param standing as {@link #standingMonthly}
   */
  static Dataset<Row> timelines(Dataset<Row> standing) {
    Iterator<Row> members =
        standing
            .select(col("month"), col("community"), col("pagerank"), xxhash64(col("entity_id")))
            .orderBy("month", "community")
            .toLocalIterator();
    CommunityTimelines timelines = new CommunityTimelines();
    List<Row> rows = new ArrayList<>();
    Row ahead = members.hasNext() ? members.next() : null;
    while (ahead != null) {
      Date month = ahead.getDate(0);
      List<Map<Long, Double>> communities = new ArrayList<>();
      while (ahead != null && ahead.getDate(0).equals(month)) {
        while (communities.size() <= ahead.getInt(1)) {
          communities.add(new HashMap<>());
        }
        communities.get(ahead.getInt(1)).put(ahead.getLong(3), ahead.getDouble(2));
        ahead = members.hasNext() ? members.next() : null;
      }
      LocalDate first = month.toLocalDate();
      int[] numbers = timelines.next(first.getYear() * 12 + first.getMonthValue(), communities);
      for (int community = 0; community < numbers.length; community++) {
        rows.add(RowFactory.create(month, community, numbers[community]));
      }
    }
    return standing
        .sparkSession()
        .createDataFrame(
            rows,
            new StructType()
                .add("month", DataTypes.DateType)
                .add("community", DataTypes.IntegerType)
                .add("community_id", DataTypes.IntegerType));
  }

  /** Rows of entity_ranks_monthly. */
  static Dataset<Row> ranksMonthly(
      Dataset<Row> monthly, Dataset<Row> standing, Dataset<Row> timelines) {
    Dataset<Row> followed =
        standing.join(broadcast(timelines), new String[] {"month", "community"});
    return ends(monthly, col("month"), col("story_count"))
        .groupBy("entity_id", "month")
        .agg(
            count(lit(1)).as(EntityRanksMonthly.DEGREE.name()),
            sum("story_count")
                .cast(DataTypes.DoubleType)
                .as(EntityRanksMonthly.WEIGHTED_DEGREE.name()))
        .join(followed, new String[] {"entity_id", "month"}, "left")
        .select(EntityRanksMonthly.TABLE.select());
  }

  private PairNetworks() {}
}
