package org.newsloom.stats;

import java.util.Arrays;

/** Correlation of two series. */
public final class Correlation {

  /**
   * Pearson's product-moment correlation; 0 where one of the series is constant.
   *
   * @throws IllegalArgumentException if the series differ in length
   */
  public static double pearson(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("%d values and %d".formatted(x.length, y.length));
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double covariance = 0;
    double varianceX = 0;
    double varianceY = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += (x[i] - meanX) * (y[i] - meanY);
      varianceX += (x[i] - meanX) * (x[i] - meanX);
      varianceY += (y[i] - meanY) * (y[i] - meanY);
    }
    return varianceX * varianceY == 0 ? 0 : covariance / Math.sqrt(varianceX * varianceY);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private Correlation() {}
}
