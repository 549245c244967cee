package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.newsloom.stats.ChangePoints.Change;

class ChangePointsTest {
  private static final int DAYS = 120;

  private static int[] weekdays(int days) {
    return IntStream.range(0, days).map(day -> day % 7).toArray();
  }

  private static List<Change> found(List<ChangePoints.Test> tests) {
    return tests.stream().map(ChangePoints.Test::change).filter(Objects::nonNull).toList();
  }

  private static List<Change> bursts(long[] relevant, long[] total) {
    return found(ChangePoints.bursts(relevant, total, weekdays(relevant.length), 0.01));
  }

  /** Two or three of 40 a day. */
  private static long[] usual() {
    return IntStream.range(0, DAYS).mapToLong(day -> 2 + day * 7 % 5 % 2).toArray();
  }

  private static long[] filled(long value) {
    return filled(DAYS, value);
  }

  private static long[] filled(int days, long value) {
    long[] values = new long[days];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] noise(int days, Random random) {
    return random.doubles(days).map(any -> random.nextGaussian()).toArray();
  }

  private static long[] ones(int days) {
    return filled(days, 1);
  }

  @Test
  void aRunOfBusyDaysIsOneBurstWithItsRatesAndPeak() {
    long[] relevant = usual();
    Arrays.fill(relevant, 50, 58, 12);
    relevant[53] = 20;
    List<Change> bursts = bursts(relevant, filled(40));
    assertThat(bursts).hasSize(1);
    Change burst = bursts.get(0);
    assertThat(burst.start()).isEqualTo(50);
    assertThat(burst.end()).isEqualTo(58);
    assertThat(burst.peak()).isEqualTo(53);
    assertThat(burst.after()).isCloseTo((7 * 12 + 20) / 320.0, within(1e-12));
    assertThat(burst.before()).isBetween(2 / 40.0, 3 / 40.0);
    assertThat(burst.earliestStart()).isBetween(45, 50);
    assertThat(burst.latestStart()).isBetween(50, 52);
    assertThat(burst.level()).isEqualTo(1);
  }

  /** About {@code level} of 100 stories, with days that differ as much again as by chance. */
  private static long[] unsteady(int days, int level, Random random) {
    return IntStream.range(0, days)
        .mapToLong(
            day -> {
              double ofDay = level * (1 + 0.3 * random.nextGaussian());
              long count = 0;
              for (int story = 0; story < 100; story++) {
                count += random.nextDouble() * 100 < ofDay ? 1 : 0;
              }
              return count;
            })
        .toArray();
  }

  @Test
  void oddDaysDoNotHideTwoBusyWeeks() {
    int inPlace = 0;
    for (int series = 0; series < 40; series++) {
      Random random = new Random(series);
      long[] relevant = unsteady(365, 10, random);
      for (int odd = 0; odd < 12; odd++) {
        relevant[random.nextInt(365)] = 60;
      }
      for (int day = 200; day < 214; day++) {
        relevant[day] += 6 + random.nextInt(5);
      }
      List<Change> bursts =
          found(ChangePoints.bursts(relevant, filled(365, 100), weekdays(365), 0.05));
      inPlace += bursts.stream().anyMatch(burst -> Math.abs(burst.start() - 200) <= 5) ? 1 : 0;
    }
    assertThat(inPlace).isGreaterThanOrEqualTo(20);
  }

  @Test
  void moreStoriesOnEverythingAreNoBurst() {
    long[] total = filled(40);
    long[] relevant = filled(2);
    Arrays.fill(total, 30, 44, 400);
    Arrays.fill(relevant, 30, 44, 20);
    assertThat(bursts(relevant, total)).isEmpty();
  }

  @Test
  void aSingleOddDayIsChance() {
    // In any other order of the days it stands out as much.
    long[] relevant = usual();
    relevant[60] = 25;
    assertThat(bursts(relevant, filled(40))).isEmpty();
  }

  @Test
  void daysWithoutStoriesDoNotEndABurst() {
    long[] relevant = usual();
    long[] total = filled(40);
    Arrays.fill(relevant, 50, 60, 12);
    for (int day : new int[] {20, 21, 54, 55, 80}) {
      relevant[day] = 0;
      total[day] = 0;
    }
    List<Change> bursts = bursts(relevant, total);
    assertThat(bursts).hasSize(1);
    assertThat(bursts.get(0).start()).isEqualTo(50);
    assertThat(bursts.get(0).end()).isEqualTo(60);
  }

  @Test
  void aBurstAtTheEndLasts() {
    long[] relevant = usual();
    Arrays.fill(relevant, 100, DAYS, 12);
    List<Change> bursts = bursts(relevant, filled(40));
    assertThat(bursts).hasSize(1);
    assertThat(bursts.get(0).start()).isEqualTo(100);
    assertThat(bursts.get(0).end()).isEqualTo(DAYS);
  }

  @Test
  void aFewStoriesOnAThinDayAreNoBurst() {
    long[] relevant = usual();
    long[] total = filled(40);
    total[70] = 2;
    relevant[70] = 2;
    assertThat(bursts(relevant, total)).isEmpty();
  }

  @Test
  void weekendsAreNoChange() {
    Random random = new Random(3);
    double[] tone = noise(DAYS, random);
    for (int day = 0; day < DAYS; day++) {
      tone[day] += day % 7 > 4 ? 4 : 0;
    }
    assertThat(found(ChangePoints.shifts(ones(DAYS), tone, weekdays(DAYS), 0.01))).isEmpty();
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
    List<Change> shifts =
        found(ChangePoints.shifts(ones(flow.length), flow, weekdays(flow.length), 0.001));
    assertThat(shifts).isNotEmpty();
    Change shift = shifts.get(0);
    assertThat(1871 + shift.start()).isEqualTo(1899);
    assertThat(shift.end()).isEqualTo(flow.length);
    assertThat(shift.before()).isCloseTo(1097.75, within(0.01));
    assertThat(shift.after()).isCloseTo(849.97, within(0.01));
  }

  @Test
  void aShiftThatPassesHasBothItsEnds() {
    double[] tone = noise(DAYS, new Random(5));
    for (int day = 60; day < 74; day++) {
      tone[day] -= 3;
    }
    List<Change> shifts = found(ChangePoints.shifts(ones(DAYS), tone, weekdays(DAYS), 0.01));
    assertThat(shifts).hasSize(1);
    Change shift = shifts.get(0);
    assertThat(shift.start()).isEqualTo(60);
    assertThat(shift.end()).isEqualTo(74);
    assertThat(shift.after()).isLessThan(shift.before() - 2);
  }

  @Test
  void noiseIsFoundSignificantAboutAsOftenAsItSays() {
    Random random = new Random(7);
    int alarms = 0;
    for (int series = 0; series < 300; series++) {
      double[] tone = noise(90, random);
      alarms += found(ChangePoints.shifts(ones(90), tone, weekdays(90), 0.05)).isEmpty() ? 0 : 1;
    }
    assertThat(alarms).isEqualTo(ALARMS_IN_NOISE);
  }

  /** Of 300 at a significance of 0.05, which promises 15 with a deviation of 4. */
  private static final int ALARMS_IN_NOISE = 15;

  @Test
  void levelsThatLingerUnderTheNoiseOfDaysAreNoShifts() {
    Random random = new Random(8);
    int alarms = 0;
    for (int series = 0; series < 300; series++) {
      double[] tone = noise(365, random);
      double level = 0;
      for (int day = 0; day < tone.length; day++) {
        level = 0.6 * level + 0.8 * random.nextGaussian();
        tone[day] += level;
      }
      alarms += found(ChangePoints.shifts(ones(365), tone, weekdays(365), 0.05)).isEmpty() ? 0 : 1;
    }
    // 15 and a deviation of 4 would be exact; by the autocorrelation of neighbouring days alone
    // there are 57.
    assertThat(alarms).isLessThan(30);
  }

  /** On each day five with partners of these odds, in clusters as one story makes them. */
  private static int[][] company(int days, Random random, IntFunction<double[]> odds) {
    int[][] counts = new int[days][];
    for (int day = 0; day < days; day++) {
      double[] ofDay = odds.apply(day);
      counts[day] = new int[ofDay.length];
      double all = Arrays.stream(ofDay).sum();
      for (int story = 0; story < 5; story++) {
        double at = random.nextDouble() * all;
        int partner = 0;
        while (partner < ofDay.length - 1 && at >= ofDay[partner]) {
          at -= ofDay[partner++];
        }
        counts[day][partner] += 1 + random.nextInt(2);
      }
    }
    return counts;
  }

  /** Of five stories a day. */
  private static List<ChangePoints.Test> mixShifts(int[][] counts, double significance) {
    int[] stories = new int[counts.length];
    Arrays.fill(stories, 5);
    return ChangePoints.mixShifts(counts, stories, significance);
  }

  @Test
  void anotherMixIsAShiftAndNamesWhatGrewMost() {
    double[] usual = {4, 3, 2, 0.2, 1};
    double[] other = {4, 0.5, 2, 3, 1};
    int[][] company = company(DAYS, new Random(21), day -> day >= 60 && day < 80 ? other : usual);
    List<Change> shifts = found(mixShifts(company, 0.01));
    assertThat(shifts).hasSize(1);
    Change shift = shifts.get(0);
    assertThat(shift.start()).isBetween(59, 61);
    assertThat(shift.end()).isBetween(77, 83);
    assertThat(shift.grownOrMinusOne()).isEqualTo(3);
    assertThat(shift.after()).isGreaterThan(shift.before() + 0.15);
    assertThat(shift.divergence()).isBetween(0.05, 0.5);
  }

  @Test
  void aMixOnOtherDaysInAnyOrderIsNoShift() {
    double[] usual = {4, 3, 2, 0.2, 1};
    double[] other = {4, 0.5, 2, 3, 1};
    int alarms = 0;
    for (int series = 0; series < 100; series++) {
      List<int[]> days =
          Arrays.asList(
              company(DAYS, new Random(series), day -> day >= 60 && day < 80 ? other : usual));
      Collections.shuffle(days, new Random(series));
      alarms += found(mixShifts(days.toArray(int[][]::new), 0.05)).isEmpty() ? 0 : 1;
    }
    assertThat(alarms).isLessThanOrEqualTo(10);
  }

  @Test
  void moreOfTheSameMixIsNoShift() {
    int[][] company = company(DAYS, new Random(23), day -> new double[] {4, 3, 2, 1});
    for (int day = 40; day < 60; day++) {
      company[day] = Arrays.stream(company[day]).map(count -> 4 * count).toArray();
    }
    assertThat(found(mixShifts(company, 0.01))).isEmpty();
    assertThat(mixShifts(new int[DAYS][3], 0.01)).isEmpty();
    assertThat(mixShifts(new int[0][], 0.01)).isEmpty();
  }

  @Test
  void theSameSeriesHasTheSameChanges() {
    double[] tone = noise(DAYS, new Random(9));
    Arrays.setAll(tone, day -> tone[day] + (day > 70 ? 2 : 0));
    assertThat(ChangePoints.shifts(ones(DAYS), tone, weekdays(DAYS), 0.05))
        .isEqualTo(ChangePoints.shifts(ones(DAYS), tone, weekdays(DAYS), 0.05))
        .isNotEmpty();
  }

  @Test
  void seriesOfNothingOrOfOneLevelAreNotTested() {
    assertThat(ChangePoints.bursts(new long[0], new long[0], new int[0], 0.05)).isEmpty();
    assertThat(bursts(new long[DAYS], filled(0))).isEmpty();
    assertThat(bursts(new long[DAYS], filled(5))).isEmpty();
    assertThat(bursts(filled(5), filled(5))).isEmpty();
    double[] level = new double[DAYS];
    Arrays.fill(level, 0.3);
    assertThat(ChangePoints.shifts(ones(DAYS), level, weekdays(DAYS), 0.05)).isEmpty();
  }

  @Test
  void impossibleDaysAreNamed() {
    assertThatThrownBy(
            () -> ChangePoints.bursts(new long[] {0, 3}, new long[] {1, 2}, new int[2], 0.05))
        .hasMessageContaining("Day 1 has 3 relevant of 2");
    assertThatThrownBy(() -> ChangePoints.bursts(new long[2], new long[3], new int[2], 0.05))
        .hasMessageContaining("2 and 3 days");
    assertThatThrownBy(() -> ChangePoints.shifts(new long[] {-1}, new double[1], new int[1], 0.05))
        .hasMessageContaining("Day 0 has -1 values");
    assertThatThrownBy(() -> mixShifts(new int[][] {{1}, {-1}}, 0.05))
        .hasMessageContaining("Day 1 has a negative count");
  }
}
