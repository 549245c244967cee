package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.newsloom.entities.NameComparison.Relation;

/**
 * Gathers names around the most frequent of each entity. A name joins one that stands in more
 * articles only where the two themselves are told to be one, so no chain of spellings joins two
 * entities; and none where another member of the group is told apart from it.
 *
 * <p>A short form (initials, a name less) joins a fuller one only where nearly all articles that
 * name a fuller form mean the same.
 */
public final class VariantGroups {
  /** Share of the articles of all fuller forms that must be of one. */
  private static final double MIN_SHARE = 0.8;

  /**
   * Two names and what was told of them.
   *
   * @param a key of the more frequent one
   * @param b key of the other
   * @param apart why they stay apart, null where they are one
   */
  public record Judged(
      String a,
      long articlesA,
      String b,
      long articlesB,
      NameComparison comparison,
      VariantEvidence evidence,
      String apart) {
    Judged apart(String reason) {
      return new Judged(a, articlesA, b, articlesB, comparison, evidence, reason);
    }
  }

  /** What becomes of the pairs: joined ones lead {@code b} to {@code a}. */
  public record Grouped(List<Judged> joined, List<Judged> apart) {}

  private static final Comparator<Judged> BEST_FIRST =
      Comparator.comparing((Judged pair) -> pair.comparison().relation())
          .thenComparingDouble(pair -> -pair.comparison().likeness())
          .thenComparingLong(pair -> -pair.articlesA())
          .thenComparing(Judged::a);

  private final List<Judged> pairs;
  private final Map<String, Long> articles = new TreeMap<>();
  private final Map<String, List<Judged>> pairsOf = new HashMap<>();

  private final Set<List<String>> oneOf = new HashSet<>();

  private VariantGroups(List<Judged> pairs) {
    this.pairs = pairs;
    for (Judged pair : pairs) {
      if (pair.apart == null) {
        oneOf.add(List.of(pair.a, pair.b));
      }
    }
  }

  /**
   * Groups names of which these pairs were judged, each at most once. The order makes no
   * difference.
   */
  public static Grouped group(List<Judged> pairs) {
    return new VariantGroups(pairs).group();
  }

  private Grouped group() {
    for (Judged pair : withoutAmbiguous()) {
      articles.put(pair.a, pair.articlesA);
      articles.put(pair.b, pair.articlesB);
      pairsOf.computeIfAbsent(pair.a, key -> new ArrayList<>()).add(pair);
      pairsOf.computeIfAbsent(pair.b, key -> new ArrayList<>()).add(pair);
    }
    List<String> names = new ArrayList<>(articles.keySet());
    names.sort(Comparator.comparingLong((String key) -> -articles.get(key)));
    Map<String, String> headOf = new HashMap<>();
    List<Judged> joined = new ArrayList<>();
    List<Judged> apart = new ArrayList<>();
    for (String name : names) {
      Optional<Judged> best =
          pairsOf.get(name).stream()
              .filter(pair -> pair.apart == null && pair.b.equals(name))
              .filter(pair -> pair.a.equals(headOf.get(pair.a)))
              .filter(pair -> !hasConflict(name, pair.a, headOf))
              .min(BEST_FIRST);
      headOf.put(name, best.map(Judged::a).orElse(name));
      best.ifPresent(joined::add);
    }
    for (List<Judged> ofName : pairsOf.values()) {
      for (Judged pair : ofName) {
        boolean isSeparate = !headOf.get(pair.a).equals(headOf.get(pair.b));
        if (isSeparate && ofName == pairsOf.get(pair.b)) {
          apart.add(pair.apart == null ? pair.apart("other_head") : pair);
        }
      }
    }
    return new Grouped(joined, apart);
  }

  /** Whether the name is told apart from one that already leads to the head. */
  private boolean hasConflict(String name, String head, Map<String, String> headOf) {
    for (Judged pair : pairsOf.get(name)) {
      String other = pair.a.equals(name) ? pair.b : pair.a;
      boolean isTold =
          pair.apart != null && (pair.apart.equals("conflict") || pair.apart.equals("together"));
      if (isTold && head.equals(headOf.get(other))) {
        return true;
      }
    }
    return false;
  }

  /** The pairs, those of a short form apart whose fuller forms are of several persons. */
  private List<Judged> withoutAmbiguous() {
    Map<String, List<Judged>> fullerOf = new TreeMap<>();
    for (Judged pair : pairs) {
      if (isOfShortForm(pair)) {
        fullerOf.computeIfAbsent(shortForm(pair), key -> new ArrayList<>()).add(pair);
      }
    }
    List<Judged> kept = new ArrayList<>();
    for (Judged pair : pairs) {
      List<Judged> rivals = isOfShortForm(pair) ? fullerOf.get(shortForm(pair)) : List.of(pair);
      kept.add(pair.apart == null && isAmbiguous(pair, rivals) ? pair.apart("ambiguous") : pair);
    }
    return kept;
  }

  private static boolean isOfShortForm(Judged pair) {
    Relation relation = pair.comparison.relation();
    return relation == Relation.INITIALS || relation == Relation.FULLER;
  }

  private static String shortForm(Judged pair) {
    return pair.a.length() <= pair.b.length() ? pair.a : pair.b;
  }

  private static String fullerForm(Judged pair) {
    return pair.a.length() <= pair.b.length() ? pair.b : pair.a;
  }

  /** Rivals are one where they themselves are told to be. */
  private boolean isAmbiguous(Judged pair, List<Judged> rivals) {
    long all = 0;
    long same = 0;
    for (Judged rival : rivals) {
      boolean isOfA = fullerForm(rival).equals(rival.a);
      long count = isOfA ? rival.articlesA : rival.articlesB;
      all += count;
      same += rival.equals(pair) || areOne(fullerForm(rival), fullerForm(pair)) ? count : 0;
    }
    return same < all * MIN_SHARE;
  }

  private boolean areOne(String x, String y) {
    return oneOf.contains(List.of(x, y)) || oneOf.contains(List.of(y, x));
  }
}
