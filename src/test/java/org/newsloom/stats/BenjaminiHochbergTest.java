package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

  /** Benjamini and Hochberg 1995, section 3.1: thrombolysis against standard treatment. */
  private static final double[] PAPER = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000
  };

  @Test
  void thePapersExampleHasFourDiscoveriesAtFivePercent() {
    double[] q = BenjaminiHochberg.qValues(PAPER);
    assertThat(Arrays.stream(q).filter(value -> value <= 0.05)).hasSize(4);
    assertThat(q[3]).isCloseTo(0.0095 * 15 / 4, within(1e-12));
    // 0.0278 · 15 / 6 is more than 0.0298 · 15 / 7: the higher rank bounds the lower.
    assertThat(q[5]).isCloseTo(0.0298 * 15 / 7, within(1e-12));
    assertThat(q[14]).isEqualTo(1);
  }

  @Test
  void orderDoesNotMatterAndEqualPValuesHaveOneQValue() {
    double[] q = BenjaminiHochberg.qValues(new double[] {0.04, 0.01, 0.04, 0.5});
    assertThat(q).containsExactly(new double[] {0.16 / 3, 0.04, 0.16 / 3, 0.5}, within(1e-12));
  }

  @Test
  void qValuesAreThoseOfScipy() {
    // scipy.stats.false_discovery_control(p), scipy 1.17.1
    double[] p = {0.001, 0.2, 0.012, 0.6, 0.012, 0.04, 0.9, 0.03, 0.0005, 0.07};
    double[] expected = {0.005, 0.25, 0.03, 2 / 3.0, 0.03, 0.2 / 3, 0.9, 0.06, 0.005, 0.1};
    assertThat(BenjaminiHochberg.qValues(p)).containsExactly(expected, within(1e-12));
  }

  @Test
  void testsNotMadeDoNotCount() {
    double[] q = BenjaminiHochberg.qValues(new double[] {Double.NaN, 0.01, Double.NaN, 0.03});
    assertThat(q[0]).isNaN();
    assertThat(q[1]).isCloseTo(0.02, within(1e-12));
    assertThat(q[3]).isCloseTo(0.03, within(1e-12));
    assertThat(BenjaminiHochberg.qValues(new double[0])).isEmpty();
  }

  @Test
  void boundsByRankGiveTheSameQValuesAsTheArray() {
    double[] q = BenjaminiHochberg.qValues(PAPER);
    double least = 1;
    for (int rank = PAPER.length; rank >= 1; rank--) {
      least = Math.min(least, BenjaminiHochberg.bound(PAPER[rank - 1], rank, PAPER.length));
      assertThat(least).isEqualTo(q[rank - 1]);
    }
  }

  @Test
  void whatIsNoProbabilityIsNamed() {
    assertThatThrownBy(() -> BenjaminiHochberg.qValues(new double[] {1.5}))
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> BenjaminiHochberg.bound(0.5, 0, 3)).hasMessageContaining("Rank 0");
  }
}
