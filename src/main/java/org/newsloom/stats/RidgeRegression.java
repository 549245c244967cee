package org.newsloom.stats;

import java.util.List;

/**
 * Least squares with the squared weights added to the squared errors (A.E. Hoerl and R.W. Kennard
 * 1970, Ridge regression: biased estimation for nonorthogonal problems, Technometrics 12(1)), by
 * conjugate gradients (M.R. Hestenes and E. Stiefel 1952). A feature is penalised less by being
 * scaled up. Same rows in the same order, same weights.
 */
public final class RidgeRegression {

  /** Residuals, in relation to those of weights 0, at which the weights are good enough. */
  private static final double ENOUGH = 1e-10;

  private static final int MAX_STEPS = 500;

  /** A row of features. */
  public static final class Features {
    private final int[] columns;
    private final double[] values;

    /**
     * A row.
     *
     * @param columns numbers of the features that are not 0
     * @param values as many values
     */
    public Features(int[] columns, double[] values) {
      this.columns = columns;
      this.values = values;
    }

    double times(double[] weights) {
      double sum = 0;
      for (int i = 0; i < columns.length; i++) {
        sum += values[i] * weights[columns[i]];
      }
      return sum;
    }

    void addTo(double[] sums, double factor) {
      for (int i = 0; i < columns.length; i++) {
        sums[columns[i]] += factor * values[i];
      }
    }
  }

  /**
   * The weights.
   *
   * @param width number of features
   * @param targets as many as rows, their mean taken off if the rows have no constant
   * @throws IllegalArgumentException if there are not as many targets as rows
   */
  public static double[] fit(List<Features> rows, double[] targets, int width) {
    if (rows.size() != targets.length) {
      throw new IllegalArgumentException(
          "%d rows, %d targets".formatted(rows.size(), targets.length));
    }
    double[] weights = new double[width];
    double[] residual = new double[width];
    for (int row = 0; row < targets.length; row++) {
      rows.get(row).addTo(residual, targets[row]);
    }
    double[] direction = residual.clone();
    double norm = dot(residual, residual);
    double enough = norm * ENOUGH;
    for (int step = 0; step < MAX_STEPS && norm > enough; step++) {
      double[] image = direction.clone();
      for (Features row : rows) {
        row.addTo(image, row.times(direction));
      }
      double length = norm / dot(direction, image);
      for (int i = 0; i < width; i++) {
        weights[i] += length * direction[i];
        residual[i] -= length * image[i];
      }
      double next = dot(residual, residual);
      for (int i = 0; i < width; i++) {
        direction[i] = residual[i] + next / norm * direction[i];
      }
      norm = next;
    }
    return weights;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private RidgeRegression() {}
}
