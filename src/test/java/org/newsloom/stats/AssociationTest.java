package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.apache.commons.math3.stat.inference.GTest;
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
  void oddsRatiosAndIntervalsAreThoseOfStatsmodels() {
    // t = statsmodels.stats.contingency_tables.Table2x2(numpy.array([[a, b], [c, d]]) + .5)
    // t.oddsratio, t.oddsratio_confint(), for a, b, c, d in:
    double[][] tables = {
      {10, 20, 30, 940, 15.794082367053178, 6.910421171470449, 36.098094693145775},
      {0, 5, 7, 88, 1.0727272727272728, 0.05397299039484344, 21.320734560648546},
      {110, 2442, 111, 29114, 11.813053595935209, 9.051170628337424, 15.41770020593139},
      {3, 0, 0, 50, 707.0, 12.111516190881595, 41270.55540546793}
    };
    for (double[] table : tables) {
      long both = (long) table[0];
      long a = both + (long) table[1];
      long b = both + (long) table[2];
      long total = a + (long) table[2] + (long) table[3];
      Interval interval = Association.oddsRatioInterval(both, a, b, total);
      assertThat(Association.oddsRatio(both, a, b, total))
          .isCloseTo(table[4], withinPercentage(1e-8));
      assertThat(interval.lower()).isCloseTo(table[5], withinPercentage(1e-8));
      assertThat(interval.upper()).isCloseTo(table[6], withinPercentage(1e-8));
    }
  }

  @Test
  void logLikelihoodRatiosAndPValuesAreThoseOfScipy() {
    // scipy.stats.chi2_contingency([[a, b], [c, d]], correction=False, lambda_="log-likelihood")
    assertThat(ratio(10, 20, 30, 940)).isCloseTo(30.06907506178831, within(1e-9));
    assertThat(ratio(110, 2442, 111, 29114)).isCloseTo(270.721876936225, within(1e-7));
    assertThat(Association.pValue(30.06907506178831))
        .isCloseTo(4.1692716854010186e-08, withinPercentage(1e-6));
  }

  @Test
  void logLikelihoodRatiosAreThoseOfCommonsMath() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      long[] cells = random.longs(4, 1, 5_000).toArray();
      double expected =
          new GTest()
              .gDataSetsComparison(
                  new long[] {cells[0], cells[1]}, new long[] {cells[2], cells[3]});
      assertThat(ratio(cells[0], cells[1], cells[2], cells[3])).isCloseTo(expected, within(1e-6));
    }
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
  void npmiIsThatOfTheDefinitionInFortyDigits() {
    // Python's decimal: (n*t/(a*b)).ln() / -(n/t).ln(), for n, a, b, t in:
    double[][] tables = {
      {3, 10, 20, 1_000, 0.4661703465756521},
      {1, 50, 40, 200, -0.43458798967609363},
      {110, 2_552, 221, 31_777, 0.321951529702571},
      {29, 42, 152, 31_777, 0.7104014972978872},
      {7, 7, 1_000, 100_000, 0.4813591317583972}
    };
    for (double[] table : tables) {
      double npmi =
          Association.npmi((long) table[0], (long) table[1], (long) table[2], (long) table[3]);
      assertThat(npmi).isCloseTo(table[4], within(1e-14));
    }
  }

  @Test
  void logLikelihoodRatioByHand() {
    // Cells 8 2 4 26; expected by the margins 10 30 and 12 28: 3 7 9 21.
    double expected =
        2
            * (8 * Math.log(8 / 3.0)
                + 2 * Math.log(2 / 7.0)
                + 4 * Math.log(4 / 9.0)
                + 26 * Math.log(26 / 21.0));
    assertThat(Association.logLikelihoodRatio(8, 10, 12, 40)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void oddsRatioByHand() {
    // Cells 8 2 4 26: 8.5 * 26.5 / (2.5 * 4.5), and the sum of the inverses of these four.
    double ratio = 8.5 * 26.5 / (2.5 * 4.5);
    double deviation = Math.sqrt(1 / 8.5 + 1 / 2.5 + 1 / 4.5 + 1 / 26.5);
    assertThat(Association.oddsRatio(8, 10, 12, 40)).isCloseTo(ratio, within(1e-12));
    Interval interval = Association.oddsRatioInterval(8, 10, 12, 40);
    assertThat(interval.lower())
        .isCloseTo(ratio * Math.exp(-1.959963984540054 * deviation), within(1e-12));
    assertThat(interval.upper())
        .isCloseTo(ratio * Math.exp(1.959963984540054 * deviation), within(1e-10));
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
