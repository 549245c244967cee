package org.newsloom.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Softmax regression with L2 by L-BFGS (Liu and Nocedal 1989, "On the limited memory BFGS method
 * for large scale optimization"), each weight in units of its curvature where it begins, so that a
 * few dozen steps suffice. One thread, sums in the order of the examples: the same examples give
 * the same weights.
 */
final class SoftmaxRegression {

  /** What is known of one case. */
  static final class Example {
    private final int[] sparse;
    private final double[] dense;
    private final int label;

    /**
     * @param sparse numbers of the features that are there, each counted as often as it stands
     * @param dense values of the features that every example has
     */
    Example(int[] sparse, double[] dense, int label) {
      this.sparse = sparse;
      this.dense = dense;
      this.label = label;
    }

    int[] sparse() {
      return sparse;
    }

    int label() {
      return label;
    }
  }

  private static final int MEMORY = 7;

  /** Share of the slope's promise that a step must keep. */
  private static final double ARMIJO = 1e-4;

  private static final int SHORTER = 20;

  private final List<Example> examples;
  private final int classes;
  private final double[] classWeights;
  private final int sparse;
  private final int dense;
  private final double[] penalties;

  /** Units of the weights: what is optimised is weight divided by unit. */
  private final double[] units;

  private final double[] weights;

  private SoftmaxRegression(
      List<Example> examples, double[] classWeights, double[] sparseL2, double[] denseL2) {
    this.examples = examples;
    this.classes = classWeights.length;
    this.classWeights = classWeights;
    this.sparse = sparseL2.length;
    this.dense = denseL2.length;
    this.penalties = Arrays.copyOf(sparseL2, sparse + dense);
    System.arraycopy(denseL2, 0, penalties, sparse, dense);
    this.units = new double[sparse + dense];
    // Curvature of a softmax of equal odds.
    double flat = (classes - 1.0) / (classes * classes);
    System.arraycopy(penalties, 0, units, 0, units.length);
    for (Example example : examples) {
      double weight = flat * classWeights[example.label];
      for (int feature : example.sparse) {
        units[feature] += weight;
      }
      for (int f = 0; f < dense; f++) {
        units[sparse + f] += weight * example.dense[f] * example.dense[f];
      }
    }
    for (int f = 0; f < units.length; f++) {
      units[f] = 1 / Math.sqrt(units[f]);
    }
    this.weights = new double[units.length * classes];
  }

  /**
   * Weights in the order feature, class: the sparse features, then the dense ones.
   *
   * @param classWeights what an example of each class counts
   * @param sparseL2 strength of L2 for each sparse feature, above 0
   * @param denseL2 the same for the dense ones
   * @param steps most steps that are taken
   */
  static double[] learn(
      List<Example> examples,
      double[] classWeights,
      double[] sparseL2,
      double[] denseL2,
      int steps) {
    SoftmaxRegression regression = new SoftmaxRegression(examples, classWeights, sparseL2, denseL2);
    return regression.minimum(steps);
  }

  /** Adds what the weights say of an example to its odds. */
  static double[] odds(Example example, double[] weights, int classes, int sparse) {
    double[] odds = new double[classes];
    for (int feature : example.sparse) {
      for (int c = 0; c < classes; c++) {
        odds[c] += weights[feature * classes + c];
      }
    }
    for (int f = 0; f < example.dense.length; f++) {
      double value = example.dense[f];
      int at = (sparse + f) * classes;
      for (int c = 0; value != 0 && c < classes; c++) {
        odds[c] += value * weights[at + c];
      }
    }
    return odds;
  }

  private static final class Change {
    private final double[] step;
    private final double[] slope;
    private final double curvature;

    Change(double[] step, double[] slope, double curvature) {
      this.step = step;
      this.slope = slope;
      this.curvature = curvature;
    }
  }

  private double[] minimum(int steps) {
    double[] point = new double[weights.length];
    double[] slope = new double[weights.length];
    double loss = loss(point, slope);
    Deque<Change> memory = new ArrayDeque<>();
    for (int i = 0; i < steps; i++) {
      double[] direction = direction(slope, memory);
      double promise = dot(direction, slope);
      if (promise > -1e-9) {
        break;
      }
      double[] next = new double[point.length];
      double[] nextSlope = new double[point.length];
      double length = 1;
      double nextLoss = 0;
      boolean kept = false;
      for (int shorter = 0; shorter < SHORTER && !kept; shorter++) {
        for (int w = 0; w < next.length; w++) {
          next[w] = point[w] + length * direction[w];
        }
        nextLoss = loss(next, nextSlope);
        kept = nextLoss <= loss + ARMIJO * length * promise;
        length /= 2;
      }
      if (!kept) {
        break;
      }
      remember(memory, point, slope, next, nextSlope);
      point = next;
      slope = nextSlope;
      loss = nextLoss;
    }
    return weights(point);
  }

  private static void remember(
      Deque<Change> memory, double[] point, double[] slope, double[] next, double[] nextSlope) {
    double[] step = new double[point.length];
    double[] turn = new double[point.length];
    for (int w = 0; w < step.length; w++) {
      step[w] = next[w] - point[w];
      turn[w] = nextSlope[w] - slope[w];
    }
    double curvature = dot(step, turn);
    if (curvature > 0) {
      memory.addLast(new Change(step, turn, curvature));
      if (memory.size() > MEMORY) {
        memory.removeFirst();
      }
    }
  }

  private static double[] direction(double[] slope, Deque<Change> memory) {
    double[] direction = new double[slope.length];
    for (int w = 0; w < slope.length; w++) {
      direction[w] = -slope[w];
    }
    Deque<Double> shares = new ArrayDeque<>();
    for (var changes = memory.descendingIterator(); changes.hasNext(); ) {
      Change change = changes.next();
      double share = dot(change.step, direction) / change.curvature;
      shares.addLast(share);
      add(direction, -share, change.slope);
    }
    if (!memory.isEmpty()) {
      Change last = memory.getLast();
      double scale = last.curvature / dot(last.slope, last.slope);
      for (int w = 0; w < direction.length; w++) {
        direction[w] *= scale;
      }
    }
    for (Change change : memory) {
      double share = shares.removeLast();
      add(direction, share - dot(change.slope, direction) / change.curvature, change.step);
    }
    return direction;
  }

  private double[] weights(double[] point) {
    for (int f = 0; f < units.length; f++) {
      for (int c = 0; c < classes; c++) {
        weights[f * classes + c] = point[f * classes + c] * units[f];
      }
    }
    return weights;
  }

  /** The loss at a point in units; its slope goes into {@code slope}. */
  private double loss(double[] point, double[] slope) {
    weights(point);
    double loss = 0;
    for (int f = 0; f < penalties.length; f++) {
      for (int c = 0; c < classes; c++) {
        double weight = weights[f * classes + c];
        loss += penalties[f] * weight * weight / 2;
        slope[f * classes + c] = penalties[f] * weight;
      }
    }
    for (Example example : examples) {
      double[] errors = odds(example, weights, classes, sparse);
      double largest = Arrays.stream(errors).max().orElse(0);
      double total = 0;
      double label = errors[example.label] - largest;
      for (int c = 0; c < classes; c++) {
        errors[c] = StrictMath.exp(errors[c] - largest);
        total += errors[c];
      }
      double weight = classWeights[example.label];
      loss += weight * (StrictMath.log(total) - label);
      for (int c = 0; c < classes; c++) {
        errors[c] = weight * (errors[c] / total - (c == example.label ? 1 : 0));
      }
      for (int feature : example.sparse) {
        for (int c = 0; c < classes; c++) {
          slope[feature * classes + c] += errors[c];
        }
      }
      for (int f = 0; f < dense; f++) {
        double value = example.dense[f];
        int at = (sparse + f) * classes;
        for (int c = 0; value != 0 && c < classes; c++) {
          slope[at + c] += value * errors[c];
        }
      }
    }
    for (int f = 0; f < units.length; f++) {
      for (int c = 0; c < classes; c++) {
        slope[f * classes + c] *= units[f];
      }
    }
    return loss;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double share, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += share * what[i];
    }
  }
}
