package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NetworkRanksTest {

  @Test
  void noNodesHaveNoRanks() {
    NetworkRanks ranks = NetworkRanks.of(0, new int[0], new int[0], new double[0]);
    assertThat(ranks.pageRanks()).isEmpty();
    assertThat(ranks.communities()).isEmpty();
  }

  @Test
  void theHubOfAStarRanksByTheFormula() {
    NetworkRanks ranks =
        NetworkRanks.of(4, new int[] {0, 0, 0}, new int[] {1, 2, 3}, new double[] {1, 1, 1});
    // leaf = 0.15/4 + 0.85 hub/3, hub = 0.15/4 + 0.85 * 3 leaf
    double hub = (0.0375 + 2.55 * 0.0375) / (1 - 2.55 * 0.85 / 3);
    assertThat(ranks.pageRanks()[0]).isCloseTo(hub, within(1e-6));
    assertThat(ranks.pageRanks()[1]).isCloseTo((1 - hub) / 3, within(1e-6));
  }

  @Test
  void weightDecidesBetweenNeighbours() {
    double[] ranks =
        NetworkRanks.of(3, new int[] {0, 0}, new int[] {1, 2}, new double[] {9, 1}).pageRanks();
    assertThat(ranks[1]).isGreaterThan(2 * ranks[2]);
    assertThat(Arrays.stream(ranks).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void groupsWithFewLinksBetweenThemAreCommunitiesTheLargestFirst() {
    // 0-1-2 and 3-4-5-6 are each fully linked, with one link between.
    int[] from = {0, 0, 1, 3, 3, 3, 4, 4, 5, 2};
    int[] to = {1, 2, 2, 4, 5, 6, 5, 6, 6, 3};
    double[] weight = new double[from.length];
    Arrays.fill(weight, 1);
    assertThat(NetworkRanks.of(7, from, to, weight).communities())
        .containsExactly(1, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void theSameNetworkHasTheSameRanksAndCommunities() {
    Random random = new Random(1);
    int nodes = 200;
    int[] from = new int[nodes - 1];
    int[] to = new int[nodes - 1];
    double[] weight = new double[nodes - 1];
    for (int node = 1; node < nodes; node++) {
      from[node - 1] = random.nextInt(node);
      to[node - 1] = node;
      weight[node - 1] = 1 + random.nextInt(9);
    }
    NetworkRanks first = NetworkRanks.of(nodes, from, to, weight);
    NetworkRanks second = NetworkRanks.of(nodes, from, to, weight);
    assertThat(second.pageRanks()).isEqualTo(first.pageRanks());
    assertThat(second.communities()).isEqualTo(first.communities());
  }

  @Test
  void edgesNeedTwoEndsAndAWeight() {
    assertThatThrownBy(() -> NetworkRanks.of(2, new int[] {0}, new int[] {1}, new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1, 1 and 0");
  }
}
