package org.newsloom.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows communities through steps of time: a community goes on under the number of the earlier
 * one with which it shares most.
 *
 * <p>After D. Greene, D. Doyle, P. Cunningham (2010), Tracking the evolution of communities in
 * dynamic social networks, ASONAM: each community found in a step is compared with the latest state
 * of every community followed so far. Two things differ. Similarity is not the Jaccard index of
 * members but what the two have in common of their members' weights, each community's weights
 * summing to 1 (one minus the total variation distance), so that central members count for more
 * than those at the fringe. And a community goes on in one community only, the pairs most alike
 * taken first, so that a number stands once in a step: of a split the part most alike keeps the
 * number, and of a merger the result has that of the part most alike.
 */
public final class CommunityTimelines {
  /** A community goes on in another if they have so much in common. */
  public static final double MIN_OVERLAP = 0.2;

  /** Steps after which a community that was not seen again has ended. */
  public static final int MAX_GAP = 3;

  /** The latest state of a community that is followed. */
  private record Front(int timeline, int step, Map<Long, Double> shares) {}

  private record Match(double overlap, int timeline, int community) {}

  private static final Comparator<Match> BY_OVERLAP =
      Comparator.comparingDouble(Match::overlap)
          .reversed()
          .thenComparingInt(Match::timeline)
          .thenComparingInt(Match::community);

  private final List<Front> fronts = new ArrayList<>();
  private int timelines;

  /**
   * Takes the communities of the next step.
   *
   * @param step later than the one before
   * @param members of communities 0, 1, …: the weights, above 0, of their members
   * @return by community: its number through time, from 0 in order of first appearance
   */
  public int[] next(int step, List<Map<Long, Double>> members) {
    fronts.removeIf(front -> step - front.step() > MAX_GAP);
    List<Map<Long, Double>> shares = members.stream().map(CommunityTimelines::shares).toList();
    Map<Long, List<Front>> frontsOf = new HashMap<>();
    for (Front front : fronts) {
      front
          .shares()
          .keySet()
          .forEach(
              member -> frontsOf.computeIfAbsent(member, key -> new ArrayList<>(1)).add(front));
    }
    int[] numbers = new int[members.size()];
    Set<Integer> taken = new HashSet<>();
    boolean[] isFollowed = new boolean[numbers.length];
    for (Match match : matches(shares, frontsOf)) {
      if (!isFollowed[match.community()] && taken.add(match.timeline())) {
        isFollowed[match.community()] = true;
        numbers[match.community()] = match.timeline();
      }
    }
    fronts.removeIf(front -> taken.contains(front.timeline()));
    for (int community = 0; community < numbers.length; community++) {
      if (!isFollowed[community]) {
        numbers[community] = timelines++;
      }
      fronts.add(new Front(numbers[community], step, shares.get(community)));
    }
    return numbers;
  }

  private static List<Match> matches(
      List<Map<Long, Double>> shares, Map<Long, List<Front>> frontsOf) {
    List<Match> matches = new ArrayList<>();
    for (int community = 0; community < shares.size(); community++) {
      Map<Integer, Double> overlaps = new HashMap<>();
      // In the order of the members, so that rounding is the same each time.
      shares.get(community).entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              member -> {
                for (Front front : frontsOf.getOrDefault(member.getKey(), List.of())) {
                  double common = Math.min(member.getValue(), front.shares().get(member.getKey()));
                  overlaps.merge(front.timeline(), common, Double::sum);
                }
              });
      int of = community;
      overlaps.forEach(
          (timeline, overlap) -> {
            if (overlap >= MIN_OVERLAP) {
              matches.add(new Match(overlap, timeline, of));
            }
          });
    }
    matches.sort(BY_OVERLAP);
    return matches;
  }

  private static Map<Long, Double> shares(Map<Long, Double> weights) {
    double sum =
        weights.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .mapToDouble(Map.Entry::getValue)
            .reduce(0, Double::sum);
    Map<Long, Double> shares = new HashMap<>(weights.size() * 2);
    weights.forEach((member, weight) -> shares.put(member, weight / sum));
    return shares;
  }
}
