package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommunityTimelinesTest {
  private final CommunityTimelines timelines = new CommunityTimelines();

  /** Communities as the letters of their members, each with the weight 1, or more if repeated. */
  private int[] next(int step, String... communities) {
    List<Map<Long, Double>> members = new ArrayList<>();
    for (String community : communities) {
      Map<Long, Double> weights = new HashMap<>();
      community.chars().forEach(member -> weights.merge((long) member, 1.0, Double::sum));
      members.add(weights);
    }
    return timelines.next(step, members);
  }

  @Test
  void noCommunitiesHaveNoNumbers() {
    assertThat(next(1)).isEmpty();
    assertThat(next(2, "ab")).containsExactly(0);
  }

  @Test
  void aCommunityKeepsItsNumberWhileOthersOvertakeIt() {
    assertThat(next(1, "abcd", "xyz")).containsExactly(0, 1);
    assertThat(next(2, "vwxyz", "abc")).containsExactly(1, 0);
    assertThat(next(3, "uvwxy", "abe", "kl")).containsExactly(1, 0, 2);
  }

  @Test
  void theLargerPartOfASplitKeepsTheNumber() {
    next(1, "abcdef");
    assertThat(next(2, "abcd", "ef")).containsExactly(0, 1);
  }

  @Test
  void aMergerHasTheNumberOfThePartMostAlike() {
    next(1, "ab", "wxyz");
    assertThat(next(2, "abwxyz")).containsExactly(1);
    // The other has not ended yet.
    assertThat(next(3, "ab", "wxyz")).containsExactly(0, 1);
  }

  @Test
  void centralMembersCountForMore() {
    next(1, "aaaaaaaaaabcde", "vwxyz");
    assertThat(next(2, "bcdevwxyz", "aaaaaaaaaapqrs")).containsExactly(1, 0);
  }

  @Test
  void aCommunityIsTakenUpAgainAfterAGapButNotAfterALongOne() {
    next(1, "abc");
    assertThat(next(1 + CommunityTimelines.MAX_GAP, "abc")).containsExactly(0);
    assertThat(next(2 + 2 * CommunityTimelines.MAX_GAP, "abc")).containsExactly(1);
  }

  @Test
  void littleInCommonIsAnotherCommunity() {
    next(1, "abcdefghij");
    assertThat(next(2, "jklmnopqrs")).containsExactly(1);
    assertThat(next(3, "ijtuvwxyz0")).containsExactly(0);
  }

  @Test
  void ofEqualOverlapsTheOlderCommunityAndTheFirstPartAreTaken() {
    assertThat(next(1, "ab", "xy")).containsExactly(0, 1);
    assertThat(next(2, "ax", "by")).containsExactly(0, 1);
  }
}
