package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AssociationTest {

  @Test
  void logLikelihoodRatioIsThatOfDunningsTable() {
    // Dunning 1993, table 2: bigrams of a Swiss bank's report, k(AB) k(A~B) k(~AB) k(~A~B).
    assertThat(ratio(110, 2442, 111, 29114)).isCloseTo(270.72, within(0.01));
    assertThat(ratio(29, 13, 123, 31612)).isCloseTo(263.90, within(0.01));
    assertThat(ratio(31, 23, 139, 31584)).isCloseTo(256.84, within(0.01));
    assertThat(ratio(10, 0, 3, 31764)).isCloseTo(167.23, within(0.01));
  }

  private static double ratio(long both, long onlyA, long onlyB, long neither) {
    return Association.logLikelihoodRatio(
        both, both + onlyA, both + onlyB, both + onlyA + onlyB + neither);
  }

  @Test
  void npmiIsOneForThingsOnlySeenTogetherZeroForChanceMinusOneForNeverTogether() {
    assertThat(Association.npmi(7, 7, 7, 1000)).isCloseTo(1, within(1e-12));
    assertThat(Association.npmi(10, 100, 100, 1000)).isCloseTo(0, within(1e-12));
    assertThat(Association.npmi(0, 100, 100, 1000)).isEqualTo(-1);
    assertThat(Association.npmi(1000, 1000, 1000, 1000)).isEqualTo(1);
  }

  @Test
  void npmiByHand() {
    // p(a,b) = 1/8, p(a) = p(b) = 1/4: ln 2 / ln 8 = 1/3.
    assertThat(Association.npmi(2, 4, 4, 16)).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void npmiOfSomethingThatDoesNotOccurIsUndefined() {
    assertThat(Association.npmi(0, 0, 5, 10)).isNaN();
    assertThat(Association.npmi(0, 0, 0, 0)).isNaN();
    assertThat(Association.logLikelihoodRatio(0, 0, 0, 0)).isNaN();
    assertThat(Association.pValue(Double.NaN)).isNaN();
  }

  @Test
  void theSignTellsAttractionFromAvoidance() {
    assertThat(Association.signedLogLikelihoodRatio(50, 100, 100, 1000)).isPositive();
    assertThat(Association.signedLogLikelihoodRatio(1, 100, 100, 1000)).isNegative();
    assertThat(Association.logLikelihoodRatio(1, 100, 100, 1000)).isPositive();
    assertThat(Association.logLikelihoodRatio(10, 100, 100, 1000)).isCloseTo(0, within(1e-9));
  }

  @Test
  void pValuesAreThoseOfChiSquaredTables() {
    assertThat(Association.pValue(3.841459)).isCloseTo(0.05, within(1e-6));
    assertThat(Association.pValue(10.82757)).isCloseTo(0.001, within(1e-7));
    assertThat(Association.pValue(-3.841459)).isCloseTo(0.05, within(1e-6));
    assertThat(Association.pValue(0)).isEqualTo(1);
  }

  @Test
  void billionsDoNotOverflow() {
    long total = 8_000_000_000L;
    assertThat(Association.npmi(1_000_000_000L, 2_000_000_000L, 4_000_000_000L, total))
        .isCloseTo(0, within(1e-9));
    assertThat(
            Association.signedLogLikelihoodRatio(
                2_000_000_000L, 2_000_000_000L, 4_000_000_000L, total))
        .isPositive();
  }

  @Test
  void countsThatContradictEachOtherAreNamed() {
    assertThatThrownBy(() -> Association.npmi(5, 4, 9, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both=5, countA=4, countB=9, total=100");
    assertThatThrownBy(() -> Association.npmi(0, 6, 6, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Association.logLikelihoodRatio(-1, 6, 6, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
