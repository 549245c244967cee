package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Groups items of which some pairs are known to be more or less alike. Two groups are joined while
 * the mean over all pairs between them is above a threshold, the most alike first, so that no chain
 * of likenesses joins items that are themselves unlike.
 *
 * <p>R. R. Sokal, C. D. Michener (1958), A statistical method for evaluating systematic
 * relationships, University of Kansas Science Bulletin 38.
 */
final class AverageLinkage {
  /** Two items and how alike they are. */
  record Edge(int a, int b, double likeness) {}

  /** Two groups that may be joined, by the numbers they were given. */
  private record Step(double mean, int a, int b) {}

  private static final Comparator<Step> BEST_FIRST =
      Comparator.comparingDouble((Step step) -> -step.mean)
          .thenComparingInt(Step::a)
          .thenComparingInt(Step::b);

  private final double ofUnknown;
  private final double threshold;
  private final List<List<Integer>> groups = new ArrayList<>();

  /** By group and other group: the sum over their known pairs of what these are above unknown. */
  private final List<Map<Integer, Double>> sums = new ArrayList<>();

  private final PriorityQueue<Step> steps = new PriorityQueue<>(BEST_FIRST);

  private AverageLinkage(int items, double ofUnknown, double threshold) {
    this.ofUnknown = ofUnknown;
    this.threshold = threshold;
    for (int item = 0; item < items; item++) {
      groups.add(List.of(item));
      sums.add(new HashMap<>());
    }
  }

  /**
   * The first item of the group of each item.
   *
   * @param edges each pair at most once
   * @param ofUnknown likeness of a pair that no edge names; a pair that must not be joined has an
   *     edge far below
   * @param threshold groups are joined above it
   */
  static int[] groups(int items, List<Edge> edges, double ofUnknown, double threshold) {
    AverageLinkage linkage = new AverageLinkage(items, ofUnknown, threshold);
    for (Edge edge : edges) {
      linkage.note(edge.a, edge.b, edge.likeness - ofUnknown);
    }
    linkage.join();
    int[] first = new int[items];
    for (List<Integer> group : linkage.groups) {
      if (group != null) {
        int least = group.stream().mapToInt(Integer::intValue).min().orElseThrow();
        group.forEach(item -> first[item] = least);
      }
    }
    return first;
  }

  private void note(int a, int b, double sum) {
    sums.get(a).put(b, sum);
    sums.get(b).put(a, sum);
    double pairs = (double) groups.get(a).size() * groups.get(b).size();
    double mean = sum / pairs + ofUnknown;
    if (mean > threshold) {
      steps.add(new Step(mean, Math.min(a, b), Math.max(a, b)));
    }
  }

  private void join() {
    while (!steps.isEmpty()) {
      Step step = steps.remove();
      if (groups.get(step.a) == null || groups.get(step.b) == null) {
        continue;
      }
      List<Integer> joined = new ArrayList<>(groups.get(step.a));
      joined.addAll(groups.get(step.b));
      Map<Integer, Double> others = new HashMap<>(sums.get(step.a));
      sums.get(step.b).forEach((other, sum) -> others.merge(other, sum, Double::sum));
      others.remove(step.a);
      others.remove(step.b);
      int number = groups.size();
      groups.add(joined);
      sums.add(new HashMap<>());
      groups.set(step.a, null);
      groups.set(step.b, null);
      sums.set(step.a, null);
      sums.set(step.b, null);
      others.forEach(
          (other, sum) -> {
            sums.get(other).remove(step.a);
            sums.get(other).remove(step.b);
            note(number, other, sum);
          });
    }
  }
}
