package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum of small decision trees that gives the logarithm of the odds of yes, fitted by gradient
 * boosting.
 *
 * <p>J. H. Friedman (2001), Greedy function approximation: a gradient boosting machine, The Annals
 * of Statistics 29; with the second-order steps of T. Chen, C. Guestrin (2016), XGBoost, KDD.
 *
 * @param base log-odds before any tree
 * @param trees in order
 */
record BoostedTrees(double base, List<Tree> trees) {

  /**
   * A tree of full depth. At node n, the root being 0, a row goes to node 2n+1 where its feature is
   * at most the bound, else to 2n+2.
   */
  static final class Tree {
    /** Of the inner nodes. */
    final int[] features;

    /** Of the inner nodes. */
    final double[] bounds;

    /** What the leaves add, from left to right. */
    final double[] leaves;

    Tree(int[] features, double[] bounds, double[] leaves) {
      this.features = features;
      this.bounds = bounds;
      this.leaves = leaves;
    }

    int leaf(double[] row) {
      int node = 0;
      while (node < features.length) {
        node = 2 * node + (row[features[node]] <= bounds[node] ? 1 : 2);
      }
      return node - features.length;
    }
  }

  /** Log-odds of yes. */
  double logOdds(double[] row) {
    double sum = base;
    for (Tree tree : trees) {
      sum += tree.leaves[tree.leaf(row)];
    }
    return sum;
  }

  /**
   * How trees are grown.
   *
   * @param step share of the best correction that each tree makes
   * @param leastWeight of rows on both sides of a split, in units of p(1−p)
   * @param penalty on the squares of the leaves
   */
  record Settings(int trees, int depth, double step, double leastWeight, double penalty) {}

  private static final int BINS = 48;

  /**
   * Fits trees to rows of which is known whether they are yes. The same rows in the same order give
   * the same trees.
   */
  static BoostedTrees fit(List<double[]> rows, boolean[] isYes, Settings settings) {
    return new Fitting(rows, isYes, settings).fit();
  }

  private static final class Fitting {
    private final Settings settings;
    private final boolean[] isYes;
    private final double[][] bounds;
    private final byte[][] binned;
    private final int rowCount;

    Fitting(List<double[]> rows, boolean[] isYes, Settings settings) {
      this.settings = settings;
      this.isYes = isYes;
      this.rowCount = rows.size();
      int features = rows.get(0).length;
      this.bounds = new double[features][];
      this.binned = new byte[features][rowCount];
      for (int feature = 0; feature < features; feature++) {
        double[] values = new double[rowCount];
        double[] ofYes = new double[rowCount];
        int yes = 0;
        for (int row = 0; row < rowCount; row++) {
          values[row] = rows.get(row)[feature];
          if (isYes[row]) {
            ofYes[yes++] = values[row];
          }
        }
        bounds[feature] = bounds(values, Arrays.copyOf(ofYes, yes));
        for (int row = 0; row < rowCount; row++) {
          int at = Arrays.binarySearch(bounds[feature], values[row]);
          binned[feature][row] = (byte) (at < 0 ? -at - 1 : at);
        }
      }
    }

    /** Quantiles of all rows and of the few that are yes. */
    private static double[] bounds(double[] values, double[] ofYes) {
      List<Double> bounds = new ArrayList<>();
      for (double[] sample : List.of(values, ofYes)) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        for (int bin = 1; bin < BINS && sorted.length > 0; bin++) {
          bounds.add(sorted[(int) ((long) sorted.length * bin / BINS)]);
        }
      }
      return bounds.stream().distinct().sorted().mapToDouble(Double::doubleValue).toArray();
    }

    BoostedTrees fit() {
      long yes = 0;
      for (boolean is : isYes) {
        yes += is ? 1 : 0;
      }
      double base = Math.log((double) yes / (rowCount - yes));
      double[] scores = new double[rowCount];
      Arrays.fill(scores, base);
      List<Tree> trees = new ArrayList<>();
      for (int i = 0; i < settings.trees; i++) {
        trees.add(grow(scores));
      }
      return new BoostedTrees(base, trees);
    }

    /** Grows the next tree and adds it to the scores. */
    private Tree grow(double[] scores) {
      double[] gradient = new double[rowCount];
      double[] weight = new double[rowCount];
      for (int row = 0; row < rowCount; row++) {
        double p = 1 / (1 + Math.exp(-scores[row]));
        gradient[row] = (isYes[row] ? 1 : 0) - p;
        weight[row] = p * (1 - p);
      }
      int inner = (1 << settings.depth) - 1;
      int[] features = new int[inner];
      double[] splitBounds = new double[inner];
      int[] nodes = new int[rowCount];
      for (int level = 0; level < settings.depth; level++) {
        int first = (1 << level) - 1;
        split(first, features, splitBounds, nodes, gradient, weight);
      }
      double[] leaves = new double[inner + 1];
      double[] weights = new double[inner + 1];
      for (int row = 0; row < rowCount; row++) {
        leaves[nodes[row] - inner] += gradient[row];
        weights[nodes[row] - inner] += weight[row];
      }
      for (int leaf = 0; leaf <= inner; leaf++) {
        leaves[leaf] *= settings.step / (weights[leaf] + settings.penalty);
      }
      for (int row = 0; row < rowCount; row++) {
        scores[row] += leaves[nodes[row] - inner];
      }
      return new Tree(features, splitBounds, leaves);
    }

    /** Splits all nodes of a level, which begins at the first, and moves the rows down. */
    private void split(
        int first,
        int[] features,
        double[] splitBounds,
        int[] nodes,
        double[] gradient,
        double[] weight) {
      int count = first + 1;
      double[] bestGain = new double[count];
      int[] bestBin = new int[count];
      Arrays.fill(bestBin, Integer.MAX_VALUE);
      for (int node = 0; node < count; node++) {
        splitBounds[first + node] = Double.POSITIVE_INFINITY;
      }
      for (int feature = 0; feature < binned.length; feature++) {
        int bins = bounds[feature].length + 1;
        double[][] gradients = new double[count][bins];
        double[][] weights = new double[count][bins];
        for (int row = 0; row < rowCount; row++) {
          int node = nodes[row] - first;
          gradients[node][binned[feature][row]] += gradient[row];
          weights[node][binned[feature][row]] += weight[row];
        }
        for (int node = 0; node < count; node++) {
          double allGradient = Arrays.stream(gradients[node]).sum();
          double allWeight = Arrays.stream(weights[node]).sum();
          double left = 0;
          double leftWeight = 0;
          for (int bin = 0; bin < bins - 1; bin++) {
            left += gradients[node][bin];
            leftWeight += weights[node][bin];
            double rightWeight = allWeight - leftWeight;
            if (leftWeight < settings.leastWeight || rightWeight < settings.leastWeight) {
              continue;
            }
            double gain =
                gain(left, leftWeight)
                    + gain(allGradient - left, rightWeight)
                    - gain(allGradient, allWeight);
            if (gain > bestGain[node] + 1e-9) {
              bestGain[node] = gain;
              bestBin[node] = bin;
              features[first + node] = feature;
              splitBounds[first + node] = bounds[feature][bin];
            }
          }
        }
      }
      for (int row = 0; row < rowCount; row++) {
        int node = nodes[row];
        boolean isLeft = binned[features[node]][row] <= bestBin[node - first];
        nodes[row] = 2 * node + (isLeft ? 1 : 2);
      }
    }

    private double gain(double gradient, double weight) {
      return gradient * gradient / (weight + settings.penalty);
    }
  }
}
