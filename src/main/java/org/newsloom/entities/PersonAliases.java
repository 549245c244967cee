package org.newsloom.entities;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.newsloom.entities.BoostedTrees.Tree;
import org.newsloom.entities.SpelledName.Word;

/**
 * Tells from names alone which are of one person: spellings of a name in another script, fuller and
 * shorter forms, words in other order. What is learnt stands in {@code person-aliases.tsv} beside
 * this class, and how in {@code person-aliases.md}. Immutable.
 */
public final class PersonAliases {
  /** Log-odds that are taken for two names which no block brought together. */
  private static final double OF_UNKNOWN = -5;

  /** Names are of one person while the mean of the log-odds between them is above. */
  private static final double THRESHOLD = -0.75;

  /** Read when first asked for, and not where another is trained. */
  private static final class Bundled {
    static final PersonAliases MODEL = load();
  }

  private final NameRarity rarity;
  private final BoostedTrees trees;
  private final NameBlocks blocks;

  PersonAliases(NameRarity rarity, BoostedTrees trees) {
    this.rarity = rarity;
    this.trees = trees;
    this.blocks = new NameBlocks(rarity);
  }

  /** As it comes with Newsloom. */
  public static PersonAliases bundled() {
    return Bundled.MODEL;
  }

  NameBlocks blocks() {
    return blocks;
  }

  NameRarity rarity() {
    return rarity;
  }

  /** The logarithm of the odds that two names are of one person, as far as names tell. */
  double logOdds(SpelledName a, SpelledName b) {
    PersonLikeness likeness = PersonLikeness.of(a, b, rarity::of);
    return likeness.isCandidate() ? trees.logOdds(likeness.features()) : OF_UNKNOWN;
  }

  /**
   * Groups names by person: for each name the index of the first one of its group.
   *
   * @param names as written, in any case, surname last or before a comma; several spellings of one
   *     with semicolons between
   */
  public int[] group(List<String> names) {
    List<List<SpelledName>> parsed = names.stream().map(SpelledName::alternatives).toList();
    List<AverageLinkage.Edge> edges = new ArrayList<>();
    for (Candidate pair : candidates(parsed)) {
      double logOdds = logOdds(parsed.get(pair.a), parsed.get(pair.b));
      edges.add(new AverageLinkage.Edge(pair.a, pair.b, logOdds));
    }
    return group(names.size(), edges);
  }

  static int[] group(int names, List<AverageLinkage.Edge> edges) {
    return AverageLinkage.groups(names, edges, OF_UNKNOWN, THRESHOLD);
  }

  /** Two names that share a block. */
  record Candidate(int a, int b) {}

  /** The pairs of names that share a block, each once, in order. */
  List<Candidate> candidates(List<List<SpelledName>> names) {
    Map<String, List<Integer>> byKey = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      int index = i;
      names.get(i).stream()
          .flatMap(name -> Stream.of(blocks.keys(name), blocks.rareKeys(name)))
          .flatMap(Set::stream)
          .distinct()
          .forEach(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(index));
    }
    Map<Long, Candidate> pairs = new TreeMap<>();
    for (List<Integer> block : byKey.values()) {
      int compared = Math.min(block.size(), NameBlocks.MAX_COMPARED);
      for (int i = 0; i < compared; i++) {
        for (int j = i + 1; j < block.size(); j++) {
          int a = block.get(i);
          int b = block.get(j);
          pairs.put((long) a << 32 | b, new Candidate(a, b));
        }
      }
    }
    return List.copyOf(pairs.values());
  }

  /** Of the spellings that stand for each name, the two that are most alike. */
  static PersonLikeness closest(
      List<SpelledName> a, List<SpelledName> b, ToDoubleFunction<Word> rarity) {
    PersonLikeness best = null;
    for (SpelledName x : a) {
      for (SpelledName y : b) {
        PersonLikeness likeness = PersonLikeness.of(x, y, rarity);
        if (best == null || likeness.softJaccard() > best.softJaccard()) {
          best = likeness;
        }
      }
    }
    return best;
  }

  /** As {@link #logOdds(SpelledName, SpelledName)} of the two spellings that are most alike. */
  double logOdds(List<SpelledName> a, List<SpelledName> b) {
    PersonLikeness likeness = closest(a, b, rarity::of);
    return likeness == null || !likeness.isCandidate()
        ? OF_UNKNOWN
        : trees.logOdds(likeness.features());
  }

  // The file: lines of tab-separated values, the first telling what the line is.

  /** Writes what was learnt. */
  void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      line(out, "features", String.join("\t", PersonLikeness.FEATURES));
      line(out, "persons", Integer.toString(rarity.persons()));
      for (Map.Entry<String, Integer> bearers : rarity.bearers().entrySet()) {
        line(out, "bearers", bearers.getKey() + '\t' + bearers.getValue());
      }
      line(out, "base", number(trees.base()));
      for (Tree tree : trees.trees()) {
        line(
            out,
            "tree",
            Arrays.stream(tree.features)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "))
                + '\t'
                + numbers(tree.bounds)
                + '\t'
                + numbers(tree.leaves));
      }
    }
  }

  private static void line(Writer out, String kind, String values) throws IOException {
    out.write(kind + '\t' + values + '\n');
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? "inf" : String.format(Locale.ROOT, "%.5g", value);
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values).mapToObj(PersonAliases::number).collect(Collectors.joining(" "));
  }

  private static PersonAliases load() {
    try (InputStream in = PersonAliases.class.getResourceAsStream("person-aliases.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("person-aliases.tsv cannot be read from the jar", e);
    }
  }

  static PersonAliases read(BufferedReader reader) throws IOException {
    Map<String, Integer> bearers = new HashMap<>();
    List<Tree> trees = new ArrayList<>();
    double base = 0;
    int persons = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "features" -> {
          List<String> features = List.of(fields).subList(1, fields.length);
          if (!features.equals(PersonLikeness.FEATURES)) {
            throw new IOException(
                "Features %s instead of %s: train again"
                    .formatted(features, PersonLikeness.FEATURES));
          }
        }
        case "persons" -> persons = Integer.parseInt(fields[1]);
        case "bearers" -> bearers.put(fields[1], Integer.valueOf(fields[2]));
        case "base" -> base = Double.parseDouble(fields[1]);
        case "tree" ->
            trees.add(
                new Tree(
                    Arrays.stream(fields[1].split(" ", -1)).mapToInt(Integer::parseInt).toArray(),
                    numbers(fields[2]),
                    numbers(fields[3])));
        default -> throw new IOException("Unknown line '%s'".formatted(line));
      }
    }
    return new PersonAliases(new NameRarity(persons, bearers), new BoostedTrees(base, trees));
  }

  private static double[] numbers(String values) {
    return Arrays.stream(values.split(" ", -1))
        .flatMapToDouble(
            value ->
                DoubleStream.of(
                    value.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value)))
        .toArray();
  }
}
