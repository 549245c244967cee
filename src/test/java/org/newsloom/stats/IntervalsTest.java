package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalsTest {

  @Test
  void sharesHaveTheIntervalsOfNewcombesTable() {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3 (Wilson without correction).
    assertShare(81, 263, 0.2553, 0.3662);
    assertShare(15, 148, 0.0624, 0.1605);
    assertShare(0, 20, 0.0000, 0.1611);
    assertShare(1, 29, 0.0061, 0.1718);
  }

  private static void assertShare(long hits, long n, double lower, double upper) {
    Interval interval = Intervals.share(hits, n).orElseThrow();
    assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
    assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
  }

  @Test
  void aShareOfAllReachesOneAndOneOfNothingIsUnknown() {
    assertThat(Intervals.share(7, 7).orElseThrow().upper()).isEqualTo(1);
    assertThat(Intervals.share(0, 0)).isEmpty();
    assertThatThrownBy(() -> Intervals.share(3, 2)).hasMessageContaining("3 hits of 2");
  }

  @Test
  void theMeanOfStudentsSleepDataLiesBetweenItsPublishedBounds() {
    // Student 1908: hours gained with the second drug; mean 2.33, s 2.002, t(9) 2.262.
    double[] hours = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    double sum = 0;
    double squares = 0;
    for (double hour : hours) {
      sum += hour;
      squares += hour * hour;
    }
    Interval interval = Intervals.mean(hours.length, sum, squares).orElseThrow();
    assertThat(interval.lower()).isCloseTo(0.898, within(0.001));
    assertThat(interval.upper()).isCloseTo(3.762, within(0.001));
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(Intervals.mean(1, 3, 9)).isEmpty();
    assertThat(Intervals.mean(0, 0, 0)).isEmpty();
    assertThat(Intervals.variance(1, 3, 9)).isNaN();
  }

  @Test
  void manyValuesApproachTheNormalDistribution() {
    // n values, half 1 and half −1: mean 0, variance n / (n − 1).
    Interval interval = Intervals.mean(1_000_000, 0, 1_000_000).orElseThrow();
    assertThat(interval.upper()).isCloseTo(0.00196, within(1e-6));
    assertThat(interval.lower()).isEqualTo(-interval.upper());
  }

  @Test
  void roundingNeverMakesAVarianceNegative() {
    assertThat(Intervals.variance(3, 0.3, 0.03 - 1e-17)).isGreaterThanOrEqualTo(0);
  }
}
