package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.newsloom.stats.ChangePoints.Burst;
import org.newsloom.stats.ChangePoints.Shift;

class ChangePointsTest {

  @Test
  void aRunOfBusyDaysIsOneBurstWithItsRates() {
    long[] relevant = {1, 1, 1, 1, 9, 9, 9, 1, 1, 1, 1, 1};
    long[] total = new long[relevant.length];
    Arrays.fill(total, 20);
    List<Burst> bursts = ChangePoints.bursts(relevant, total);
    assertThat(bursts).hasSize(1);
    Burst burst = bursts.get(0);
    assertThat(burst.start()).isEqualTo(4);
    assertThat(burst.end()).isEqualTo(7);
    assertThat(burst.rateBefore()).isCloseTo(0.05, within(1e-12));
    assertThat(burst.rateDuring()).isCloseTo(0.45, within(1e-12));
    assertThat(burst.rateAfter()).isCloseTo(0.05, within(1e-12));
    // At rest 36 of 240, in a burst twice that: 27 ln 2 + 33 ln (0.7 / 0.85).
    assertThat(burst.weight()).isCloseTo(27 * Math.log(2) + 33 * Math.log(14 / 17.0), within(1e-9));
  }

  @Test
  void aSteadyRateHasNoBurst() {
    long[] total = {10, 200, 30, 1000, 50};
    assertThat(ChangePoints.bursts(new long[] {1, 20, 3, 100, 5}, total)).isEmpty();
  }

  @Test
  void moreArticlesOnEverythingAreNoBurst() {
    // Ten times the articles, the same share.
    long[] relevant = {2, 2, 2, 20, 20, 2, 2, 2};
    long[] total = {40, 40, 40, 400, 400, 40, 40, 40};
    assertThat(ChangePoints.bursts(relevant, total)).isEmpty();
  }

  @Test
  void aDayWithoutArticlesDoesNotEndABurst() {
    long[] relevant = {1, 1, 1, 15, 0, 15, 1, 1, 1, 1};
    long[] total = {50, 50, 50, 50, 0, 50, 50, 50, 50, 50};
    List<Burst> bursts = ChangePoints.bursts(relevant, total);
    assertThat(bursts).hasSize(1);
    assertThat(bursts.get(0).start()).isEqualTo(3);
    assertThat(bursts.get(0).end()).isEqualTo(6);
  }

  @Test
  void aBurstAtTheEdgesHasNothingBeforeOrAfterIt() {
    long[] total = {20, 20, 20, 20, 20, 20, 20, 20};
    Burst first = ChangePoints.bursts(new long[] {15, 15, 1, 1, 1, 1, 1, 1}, total).get(0);
    assertThat(first.start()).isZero();
    assertThat(first.rateBefore()).isNaN();
    Burst last = ChangePoints.bursts(new long[] {1, 1, 1, 1, 1, 1, 15, 15}, total).get(0);
    assertThat(last.end()).isEqualTo(8);
    assertThat(last.rateAfter()).isNaN();
  }

  @Test
  void aSeriesOfNothingHasNoBursts() {
    assertThat(ChangePoints.bursts(new long[0], new long[0])).isEmpty();
    assertThat(ChangePoints.bursts(new long[3], new long[3])).isEmpty();
    assertThat(ChangePoints.bursts(new long[] {2, 3}, new long[] {2, 3})).isEmpty();
  }

  @Test
  void impossibleDaysAreNamed() {
    assertThatThrownBy(() -> ChangePoints.bursts(new long[] {0, 3}, new long[] {1, 2}))
        .hasMessageContaining("Day 1 has 3 relevant of 2");
    assertThatThrownBy(() -> ChangePoints.bursts(new long[2], new long[3]))
        .hasMessageContaining("2 and 3 days");
  }

  @Test
  void theShiftOfTheNileIsFoundInTheYearTheDamWasBegun() {
    // Annual flow at Aswan, 1871-1970, 10^8 m^3 (Cobb 1978, Biometrika 65): a fall after 1898.
    double[] flow = {
      1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960,
      1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940,
      833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768,
      845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771,
      676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797,
      923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };
    long[] counts = new long[flow.length];
    double[] squares = new double[flow.length];
    for (int year = 0; year < flow.length; year++) {
      counts[year] = 1;
      squares[year] = flow[year] * flow[year];
    }
    List<Shift> shifts = ChangePoints.shifts(counts, flow, squares, 0.001);
    assertThat(shifts).hasSize(1);
    Shift shift = shifts.get(0);
    assertThat(1871 + shift.index()).isEqualTo(1899);
    assertThat(shift.before()).isCloseTo(1097.75, within(0.01));
    assertThat(shift.after()).isCloseTo(849.97, within(0.01));
    assertThat(shift.score()).isLessThan(-8);
    assertThat(shift.pValue()).isLessThan(1e-7);
  }

  @Test
  void twoShiftsComeInOrderAndGapsDoNotMatter() {
    // Three articles on every second day: about 0.2, then −0.3, then 0.1.
    int days = 120;
    long[] counts = new long[days];
    double[] sums = new double[days];
    double[] squares = new double[days];
    for (int day = 0; day < days; day += 2) {
      double level = day < 40 ? 0.2 : day < 80 ? -0.3 : 0.1;
      for (double noise : new double[] {-0.05, 0.01 * (day % 5), 0.03}) {
        counts[day]++;
        sums[day] += level + noise;
        squares[day] += (level + noise) * (level + noise);
      }
    }
    assertThat(ChangePoints.shifts(counts, sums, squares, 0.001))
        .extracting(Shift::index)
        .containsExactly(40, 80);
  }

  @Test
  void noiseHasNoShiftButBySignificance() {
    // 200 series of noise: at 5 percent at most about 10 have a shift; Bonferroni is on the safe
    // side.
    Random random = new Random(7);
    int found = 0;
    for (int series = 0; series < 200; series++) {
      long[] counts = new long[60];
      double[] sums = new double[60];
      double[] squares = new double[60];
      for (int day = 0; day < 60; day++) {
        counts[day] = 1;
        sums[day] = random.nextGaussian();
        squares[day] = sums[day] * sums[day];
      }
      found += ChangePoints.shifts(counts, sums, squares, 0.05).isEmpty() ? 0 : 1;
    }
    assertThat(found).isLessThanOrEqualTo(15);
  }

  @Test
  void fewOrConstantValuesShowNoShift() {
    assertThat(ChangePoints.shifts(new long[0], new double[0], new double[0], 0.05)).isEmpty();
    assertThat(
            ChangePoints.shifts(new long[] {2, 2}, new double[] {2, -2}, new double[] {2, 2}, 0.05))
        .isEmpty();
    long[] counts = new long[30];
    double[] sums = new double[30];
    double[] squares = new double[30];
    Arrays.fill(counts, 3);
    Arrays.fill(sums, 0.3);
    Arrays.fill(squares, 0.03);
    assertThat(ChangePoints.shifts(counts, sums, squares, 0.05)).isEmpty();
  }
}
