package org.newsloom.entities;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.newsloom.entities.BoostedTrees.Settings;
import org.newsloom.entities.PersonAliases.Candidate;

/**
 * Learns from a list of persons with all their names which names are of one person. The same files
 * give the same model.
 */
public final class PersonAliasesTrainer {
  private static final Settings SETTINGS = new Settings(100, 3, 0.1, 2, 3);

  /** Words of fewer persons are rare. */
  private static final int MIN_PERSONS = 2;

  /** Parts of the persons that are held back in turn. */
  public static final int FOLDS = 8;

  /**
   * A name of a person.
   *
   * @param person their id
   * @param name as written
   */
  public record Named(String person, String name) {}

  /**
   * How well names are grouped.
   *
   * @param precision share of the pairs of names grouped together that are of one person
   * @param recall share of the pairs of names of one person that are grouped together
   */
  public record Quality(double precision, double recall) {
    /** The harmonic mean of both. */
    public double f1() {
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
  }

  private final List<Named> named;
  private final List<List<SpelledName>> names;

  /** Distinct names of other persons, by which the rarity of words is told too. */
  private final List<SpelledName> others;

  private PersonAliasesTrainer(List<Named> named, List<SpelledName> others) {
    this.named = named;
    this.names = named.stream().map(name -> SpelledName.alternatives(name.name)).toList();
    this.others = others;
  }

  /**
   * Trains on all names and writes the model.
   *
   * @param others files of persons' names, a distinct name in a line
   * @return how well names are grouped by models that were trained on seven eighths of the persons,
   *     each pair judged by one that knows neither of its persons
   */
  public static Quality train(List<Named> named, List<Path> others, Path model) throws IOException {
    List<SpelledName> read = new ArrayList<>();
    for (Path file : others) {
      Files.readAllLines(file, StandardCharsets.UTF_8)
          .forEach(name -> read.add(SpelledName.ofPerson(name)));
    }
    PersonAliasesTrainer trainer = new PersonAliasesTrainer(named, read);
    trainer.fit(Set.of()).write(model);
    return trainer.validate();
  }

  /** Fits to the persons who are in none of the folds. */
  private PersonAliases fit(Set<Integer> heldBack) {
    NameRarity rarity = rarity(heldBack);
    Map<String, Set<String>> keys = keysByPerson(heldBack);
    PersonAliases unfitted = new PersonAliases(rarity, new BoostedTrees(0, List.of()));
    List<double[]> rows = new ArrayList<>();
    List<Boolean> isYes = new ArrayList<>();
    for (Candidate pair : unfitted.candidates(names)) {
      if (heldBack.contains(fold(pair.a())) || heldBack.contains(fold(pair.b()))) {
        continue;
      }
      // Neither person is counted among the bearers of their words, as no unknown one is.
      Set<String> keysA = keys.get(named.get(pair.a()).person);
      Set<String> keysB =
          isSame(pair.a(), pair.b()) ? Set.of() : keys.get(named.get(pair.b()).person);
      PersonLikeness likeness =
          PersonAliases.closest(
              names.get(pair.a()),
              names.get(pair.b()),
              word -> {
                String key = NameRarity.key(word);
                return rarity.of(
                    word, (keysA.contains(key) ? 1 : 0) + (keysB.contains(key) ? 1 : 0));
              });
      if (likeness.isCandidate()) {
        rows.add(likeness.features());
        isYes.add(isSame(pair.a(), pair.b()));
      }
    }
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = isYes.get(i);
    }
    return new PersonAliases(rarity, BoostedTrees.fit(rows, labels, SETTINGS));
  }

  private boolean isSame(int a, int b) {
    return named.get(a).person.equals(named.get(b).person);
  }

  private int fold(int name) {
    return (int) Long.remainderUnsigned(Keys.mix(named.get(name).person.hashCode()), FOLDS);
  }

  /** The persons that bear each word, where these are at least two. */
  private NameRarity rarity(Set<Integer> heldBack) {
    Map<String, Set<String>> keys = keysByPerson(heldBack);
    Map<String, Integer> bearers = count(keys.values());
    double scale = (double) keys.size() / Math.max(1, others.size());
    count(others.stream().map(NameRarity::keys).toList())
        .forEach((key, count) -> bearers.merge(key, (int) Math.round(count * scale), Math::max));
    bearers.values().removeIf(count -> count < MIN_PERSONS);
    return new NameRarity(keys.size(), bearers);
  }

  private Map<String, Set<String>> keysByPerson(Set<Integer> heldBack) {
    Map<String, Set<String>> keysByPerson = new TreeMap<>();
    for (int i = 0; i < named.size(); i++) {
      if (!heldBack.contains(fold(i))) {
        Set<String> keys =
            keysByPerson.computeIfAbsent(named.get(i).person, person -> new HashSet<>());
        names.get(i).forEach(name -> keys.addAll(NameRarity.keys(name)));
      }
    }
    return keysByPerson;
  }

  private static Map<String, Integer> count(Collection<Set<String>> persons) {
    Map<String, Integer> counts = new HashMap<>();
    persons.forEach(keys -> keys.forEach(key -> counts.merge(key, 1, Integer::sum)));
    return counts;
  }

  /** Judges each pair of names by a model that knows neither person, and groups by that. */
  private Quality validate() {
    Map<Long, Double> logOdds = new TreeMap<>();
    for (int first = 0; first < FOLDS; first++) {
      for (int second = first; second < FOLDS; second++) {
        PersonAliases model = fit(new HashSet<>(List.of(first, second)));
        for (Candidate pair : model.candidates(names)) {
          int a = fold(pair.a());
          int b = fold(pair.b());
          if (Math.min(a, b) == first && Math.max(a, b) == second) {
            logOdds.put(
                (long) pair.a() << 32 | pair.b(),
                model.logOdds(names.get(pair.a()), names.get(pair.b())));
          }
        }
      }
    }
    List<AverageLinkage.Edge> edges = new ArrayList<>();
    logOdds.forEach(
        (pair, odds) ->
            edges.add(new AverageLinkage.Edge((int) (pair >>> 32), (int) (long) pair, odds)));
    return quality(PersonAliases.group(names.size(), edges));
  }

  private Quality quality(int[] groups) {
    long right = 0;
    long together = 0;
    long same = 0;
    for (int a = 0; a < groups.length; a++) {
      for (int b = a + 1; b < groups.length; b++) {
        boolean isTogether = groups[a] == groups[b];
        boolean isSame = isSame(a, b);
        right += isTogether && isSame ? 1 : 0;
        together += isTogether ? 1 : 0;
        same += isSame ? 1 : 0;
      }
    }
    return new Quality(
        together == 0 ? 0 : (double) right / together, same == 0 ? 0 : (double) right / same);
  }
}
