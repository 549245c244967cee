package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PooledSpreadTest {
  private static final double WIDE = 1e9;

  @Test
  void aGroupBorrowsFourDegreesOfFreedomFromTheOthers() {
    // Values 1 and 3: mean 2, s² = 2. (4 · 7 + 1 · 2) / 5 = 6; t(5) = 2.570582; √(6 / 2) =
    // 1.732051.
    Interval interval = new PooledSpread(7).mean(2, 4, 10, -WIDE, WIDE).orElseThrow();
    assertThat(interval.lower()).isCloseTo(2 - 2.570582 * 1.732051, within(1e-5));
    assertThat(interval.upper()).isCloseTo(2 + 2.570582 * 1.732051, within(1e-5));
  }

  @Test
  void oneValueHasTheIntervalOfThePool() {
    // t(4) = 2.776445.
    Interval interval = new PooledSpread(9).mean(1, 5, 25, -WIDE, WIDE).orElseThrow();
    assertThat(interval.lower()).isCloseTo(5 - 2.776445 * 3, within(1e-5));
    assertThat(interval.upper()).isCloseTo(5 + 2.776445 * 3, within(1e-5));
  }

  @Test
  void equalValuesAreNotCertain() {
    Interval interval = new PooledSpread(1).mean(2, 0, 0, -WIDE, WIDE).orElseThrow();
    assertThat(interval.upper()).isGreaterThan(1);
  }

  @Test
  void manyValuesSpeakForThemselves() {
    Interval own = Intervals.mean(100_000, 0, 100_000).orElseThrow();
    Interval pooled = new PooledSpread(25).mean(100_000, 0, 100_000, -WIDE, WIDE).orElseThrow();
    assertThat(pooled.upper()).isCloseTo(own.upper(), within(1e-4 * own.upper() + 1e-5));
  }

  @Test
  void noIntervalLeavesTheScale() {
    Interval interval = new PooledSpread(4).mean(2, 1.8, 1.62, -1, 1).orElseThrow();
    assertThat(interval).isEqualTo(new Interval(-1, 1));
  }

  @Test
  void withoutTwoValuesAnywhereNothingIsKnownOfTheSpread() {
    PooledSpread none = PooledSpread.of(0, 0);
    assertThat(none.variance()).isNaN();
    assertThat(none.mean(1, 1, 1, -1, 1)).isEmpty();
    assertThat(new PooledSpread(1).mean(0, 0, 0, -1, 1)).isEmpty();
    assertThatThrownBy(() -> PooledSpread.of(0, -1)).hasMessageContaining("-1 degrees");
  }

  @Test
  void smallDaysOfAlikeSpreadHoldTheirMeanInAtLeastNineteenOfTwentyCases() {
    for (int n : new int[] {1, 2, 3, 5}) {
      Random random = new Random(n);
      int held = 0;
      for (int day = 0; day < 20_000; day++) {
        // Standard deviations from 0.7 to 1.3 about a pooled variance of 1.03.
        double deviation = 0.7 + 0.6 * random.nextDouble();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
          double value = deviation * random.nextGaussian();
          sum += value;
          squares += value * value;
        }
        Interval interval = new PooledSpread(1.03).mean(n, sum, squares, -WIDE, WIDE).orElseThrow();
        held += interval.lower() <= 0 && interval.upper() >= 0 ? 1 : 0;
      }
      assertThat(held / 20_000.0).as("coverage for n = %d", n).isBetween(0.945, 0.995);
    }
  }
}
