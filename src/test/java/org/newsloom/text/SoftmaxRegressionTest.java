package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {

  private static SoftmaxRegression.Example of(int label, int... sparse) {
    return new SoftmaxRegression.Example(sparse, new double[] {1}, label);
  }

  @Test
  void theBiasOfTwoClassesIsTheLogOfTheirOdds() {
    List<SoftmaxRegression.Example> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      examples.add(of(i % 4 == 0 ? 1 : 0));
    }
    double[] weights =
        SoftmaxRegression.learn(
            examples, new double[] {1, 1}, new double[0], new double[] {1e-9}, 50);
    assertThat(weights[0] - weights[1]).isCloseTo(Math.log(3), within(1e-4));
  }

  /** At the minimum the slope of the loss is 0: L2 times weight = sum of what is missed. */
  @Test
  void theSlopeIsZeroWhereItStops() {
    List<SoftmaxRegression.Example> examples =
        List.of(of(0, 0), of(1, 1), of(2, 2), of(0, 0, 1), of(1, 1, 1, 2), of(2, 0, 2), of(2));
    double[] l2 = {0.5, 1, 2};
    double[] weights =
        SoftmaxRegression.learn(examples, new double[] {1, 2, 1}, l2, new double[] {0.3}, 200);
    double[] slope = new double[weights.length];
    for (SoftmaxRegression.Example example : examples) {
      double[] p =
          TargetToneModel.probabilities(
              SoftmaxRegression.odds(example, weights, 3, 3), new double[3], 1);
      for (int c = 0; c < 3; c++) {
        double missed = (example.label() == 1 ? 2 : 1) * (p[c] - (c == example.label() ? 1 : 0));
        for (int feature : example.sparse()) {
          slope[feature * 3 + c] += missed;
        }
        slope[9 + c] += missed;
      }
    }
    for (int w = 0; w < slope.length; w++) {
      double strength = w < 9 ? l2[w / 3] : 0.3;
      assertThat(slope[w]).isCloseTo(-strength * weights[w], within(1e-4));
    }
  }
}
