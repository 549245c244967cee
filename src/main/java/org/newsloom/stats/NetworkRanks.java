package org.newsloom.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import nl.cwts.networkanalysis.Clustering;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;
import org.jgrapht.alg.scoring.PageRank;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * Standing and communities of the nodes of a weighted, undirected network without loops or parallel
 * edges. The same edges in the same order give the same result.
 */
public final class NetworkRanks {
  private static final long SEED = 0;
  private static final int LEIDEN_ITERATIONS = 10;
  private static final double DAMPING = 0.85;
  private static final int MAX_ITERATIONS = 100;
  private static final double TOLERANCE = 1e-10;

  private final double[] pageRanks;
  private final int[] communities;

  private NetworkRanks(double[] pageRanks, int[] communities) {
    this.pageRanks = pageRanks;
    this.communities = communities;
  }

  /**
   * Ranks the nodes 0 … {@code nodes − 1}; edge i joins {@code from[i]} and {@code to[i]} with
   * {@code weight[i]} &gt; 0.
   *
   * <p>PageRank: L. Page, S. Brin, R. Motwani, T. Winograd (1999), by JGraphT. Communities: V.
   * Traag, L. Waltman, N. J. van Eck (2019), From Louvain to Leiden, Scientific Reports 9, by the
   * authors' own library, optimising modularity.
   *
   * @throws IllegalArgumentException where the arrays differ in length
   */
  public static NetworkRanks of(int nodes, int[] from, int[] to, double[] weight) {
    if (from.length != to.length || from.length != weight.length) {
      throw new IllegalArgumentException(
          "%d, %d and %d ends and weights of edges"
              .formatted(from.length, to.length, weight.length));
    }
    if (nodes == 0) {
      return new NetworkRanks(new double[0], new int[0]);
    }
    return new NetworkRanks(
        pageRanks(nodes, from, to, weight), communities(nodes, from, to, weight));
  }

  /** PageRank by node; the sum is 1. */
  public double[] pageRanks() {
    return pageRanks.clone();
  }

  /** Community by node, numbered from the largest, 0. */
  public int[] communities() {
    return communities.clone();
  }

  private static double[] pageRanks(int nodes, int[] from, int[] to, double[] weight) {
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    IntStream.range(0, nodes).forEach(graph::addVertex);
    for (int edge = 0; edge < from.length; edge++) {
      graph.setEdgeWeight(graph.addEdge(from[edge], to[edge]), weight[edge]);
    }
    PageRank<Integer, DefaultWeightedEdge> ranks =
        new PageRank<>(graph, DAMPING, MAX_ITERATIONS, TOLERANCE);
    return IntStream.range(0, nodes).mapToDouble(ranks::getVertexScore).toArray();
  }

  private static int[] communities(int nodes, int[] from, int[] to, double[] weight) {
    Network network =
        new Network(
            nodes,
            true,
            new LargeIntArray[] {new LargeIntArray(from), new LargeIntArray(to)},
            new LargeDoubleArray(weight),
            false,
            true);
    double resolution =
        1 / (2 * network.getTotalEdgeWeight() + network.getTotalEdgeWeightSelfLinks());
    LeidenAlgorithm leiden =
        new LeidenAlgorithm(
            resolution, LEIDEN_ITERATIONS, LeidenAlgorithm.DEFAULT_RANDOMNESS, new Random(SEED));
    Clustering found = leiden.findClustering(network);
    int[] clusters = found.getClusters();
    int[] sizes = found.getNNodesPerCluster();
    int[] firstNodes = new int[sizes.length];
    for (int node = nodes - 1; node >= 0; node--) {
      firstNodes[clusters[node]] = node;
    }
    Integer[] bySize = IntStream.range(0, sizes.length).boxed().toArray(Integer[]::new);
    Arrays.sort(
        bySize,
        Comparator.<Integer>comparingInt(cluster -> -sizes[cluster])
            .thenComparingInt(cluster -> firstNodes[cluster]));
    int[] number = new int[sizes.length];
    for (int i = 0; i < bySize.length; i++) {
      number[bySize[i]] = i;
    }
    return Arrays.stream(clusters).map(cluster -> number[cluster]).toArray();
  }
}
