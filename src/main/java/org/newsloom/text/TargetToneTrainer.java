package org.newsloom.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trains {@link TargetToneModel}: {@link SoftmaxRegression}, classes weighted for macro F1. What
 * words share a stem share their weights, one for anywhere, for the side, the zone, the clause, and
 * for each role; they are added up and written for each word. The mean vectors' weights times a
 * word's vector are what it adds to the odds. One thread, no chance: the same files give the same
 * model.
 */
public final class TargetToneTrainer {

  /**
   * What folds by article show.
   *
   * @param f1 of the classes negative, neutral, positive
   * @param sureShare share of the targets with a confidence of 0.7 or more
   * @param sureAccuracy share of these that are right
   */
  public record Figures(
      int targets, double macroF1, List<Double> f1, double sureShare, double sureAccuracy) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ARTICLE = Pattern.compile("^(allsides_\\d+_\\d+|polusa_v1_\\d+)_.*");
  private static final int FOLDS = 5;

  /** A stem of fewer targets has no weights. */
  private static final int FEWEST = 3;

  private static final int STEPS = 20;

  /** Of words' weights, for features of mean log-ratio. */
  private static final double WORD_L2 = 150;

  /** Added to counts before their ratio is taken. */
  private static final double SMOOTHING = 5;

  private static final double LEAST_RATIO = 0.01;
  private static final double DENSE_L2 = 10;

  private static final double MEAN_L2 = 3;

  /**
   * A word of this share of the text counts half in a mean (Arora, Liang and Ma 2017, "A simple but
   * tough-to-beat baseline for sentence embeddings").
   */
  private static final double HALF_SHARE = 1e-3;

  /** Steps from 0 to the largest number of a kind, as they are written. */
  private static final int LEVELS = 127;

  private static final double SURE = 0.7;
  private static final int CLASSES = TargetToneModel.CLASSES;
  private static final int ZONES = TargetSentence.ZONES;

  /** Weights of a stem: anywhere, by side, by zone, by clause or other, by that and side. */
  private static final int SLOTS = 3 + ZONES + 2 + TargetSentence.CLAUSES;

  /** A mention that was labelled. */
  private static final class Target {
    private final int fold;
    private final TargetSentence sentence;
    private final Span mention;
    private final int gold;
    private final double[] dense;

    Target(int fold, TargetSentence sentence, Span mention, int gold) {
      this.fold = fold;
      this.sentence = sentence;
      this.mention = mention;
      this.gold = gold;
      Span clause = sentence.cues().clause(mention.start(), mention.end());
      int[] roles = sentence.cues().of(mention.start(), mention.end());
      this.dense = sentence.dense(mention.start(), mention.end(), clause, roles);
    }

    boolean hasOutside(int token) {
      return token < mention.start() || token >= mention.end();
    }
  }

  private final WordSpace space;
  private final int dense;

  /** Words that are not names: in lower case more often than with a capital. */
  private final Set<String> known;

  /** Shares of the gold text. */
  private final Map<String, Double> shares;

  private final Map<String, Integer> stems = new HashMap<>();
  private final double[] classWeights = new double[CLASSES];
  private final double[] weights;

  private TargetToneTrainer(
      List<Target> targets, Set<String> known, Map<String, Double> shares, WordSpace space) {
    this.known = known;
    this.shares = shares;
    this.space = space;
    this.dense = TargetSentence.DENSE + TargetToneModel.MEANS * space.dimensions();
    TreeMap<String, Integer> counts = new TreeMap<>();
    counts.put(TargetToneModel.NAME, FEWEST);
    double[] classes = new double[CLASSES];
    for (Target target : targets) {
      classes[target.gold]++;
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < target.sentence.size(); i++) {
        String stem = stem(target, i);
        if (stem != null && target.hasOutside(i) && seen.add(stem)) {
          counts.merge(stem, 1, Integer::sum);
        }
      }
    }
    counts.forEach(
        (stem, count) -> {
          if (count >= FEWEST) {
            stems.put(stem, stems.size());
          }
        });
    for (int c = 0; c < CLASSES; c++) {
      classWeights[c] = targets.size() / (CLASSES * Math.max(1, classes[c]));
    }
    List<SoftmaxRegression.Example> examples = targets.stream().map(this::example).toList();
    double[] denseL2 = new double[dense];
    Arrays.fill(denseL2, 0, TargetSentence.DENSE, DENSE_L2);
    Arrays.fill(denseL2, TargetSentence.DENSE, dense, MEAN_L2);
    weights = SoftmaxRegression.learn(examples, classWeights, wordL2(examples), denseL2, STEPS);
  }

  /**
   * L2 of the words' weights: less where the classes differ in how often they have the feature, by
   * the largest log-ratio squared. The same as scaling the features by it, as Wang and Manning 2012
   * do ("Baselines and bigrams: simple, good sentiment and topic classification").
   */
  private double[] wordL2(List<SoftmaxRegression.Example> examples) {
    int features = stems.size() * (SLOTS + TargetCues.ROLES);
    int[][] counts = new int[CLASSES][features];
    int[] labels = new int[CLASSES];
    for (SoftmaxRegression.Example example : examples) {
      labels[example.label()]++;
      Arrays.stream(example.sparse())
          .distinct()
          .forEach(feature -> counts[example.label()][feature]++);
    }
    double[] l2 = new double[features];
    double squares = 0;
    double all = 0;
    for (int f = 0; f < features; f++) {
      int total = 0;
      for (int c = 0; c < CLASSES; c++) {
        total += counts[c][f];
      }
      double largest = LEAST_RATIO;
      for (int c = 0; c < CLASSES; c++) {
        double with = (counts[c][f] + SMOOTHING) / (labels[c] + 2 * SMOOTHING);
        double others =
            (total - counts[c][f] + SMOOTHING) / (examples.size() - labels[c] + 2 * SMOOTHING);
        largest = Math.max(largest, Math.abs(StrictMath.log(with / others)));
      }
      l2[f] = 1 / (largest * largest);
      squares += total / l2[f];
      all += total;
    }
    for (int f = 0; f < features; f++) {
      l2[f] *= WORD_L2 * squares / all;
    }
    return l2;
  }

  private static int[] slots(int zone, int clause) {
    int clauses = 3 + ZONES;
    return new int[] {
      0, 1 + zone / (ZONES / 2), 3 + zone, clauses + clause / 2, clauses + 2 + clause
    };
  }

  /** Null for what has no weights; one stem for all names. */
  private String stem(Target target, int token) {
    String form = target.sentence.form(token);
    if (form != null && known.contains(form)) {
      return PorterStemmer.stem(form);
    }
    return target.sentence.isCapital(token) ? TargetToneModel.NAME : null;
  }

  private SoftmaxRegression.Example example(Target target) {
    TargetSentence sentence = target.sentence;
    int first = target.mention.start();
    int end = target.mention.end();
    Span clause = sentence.cues().clause(first, end);
    int[] roles = sentence.cues().of(first, end);
    int[] features = new int[sentence.size() * 5 + roles.length];
    int count = 0;
    for (int i = 0; i < sentence.size(); i++) {
      String stem = target.hasOutside(i) ? stem(target, i) : null;
      Integer number = stem == null || stem.equals(TargetToneModel.NAME) ? null : stems.get(stem);
      if (number != null) {
        int part = TargetSentence.clause(i, first, clause);
        for (int slot : slots(TargetSentence.zone(i, first, end), part)) {
          features[count++] = number * SLOTS + slot;
        }
      }
    }
    for (int role : roles) {
      String stem = stem(target, TargetCues.token(role));
      Integer number = stem == null ? null : stems.get(stem);
      if (number != null) {
        features[count++] =
            stems.size() * SLOTS + number * TargetCues.ROLES + TargetCues.role(role);
      }
    }
    double[] numbers = Arrays.copyOf(target.dense, dense);
    means(target, clause, numbers);
    return new SoftmaxRegression.Example(Arrays.copyOf(features, count), numbers, target.gold);
  }

  private void means(Target target, Span clause, double[] numbers) {
    int dimensions = space.dimensions();
    int[] counts = new int[TargetToneModel.MEANS];
    int first = target.mention.start();
    for (int i = 0; i < target.sentence.size(); i++) {
      String form = target.hasOutside(i) ? target.sentence.form(i) : null;
      float[] vector =
          form == null || !known.contains(form) ? null : space.vectors().get(WordSpace.form(form));
      if (vector != null) {
        double weight = weight(form);
        int part = TargetSentence.clause(i, first, clause);
        boolean[] isIn = new boolean[TargetToneModel.MEANS];
        isIn[TargetToneModel.MEAN_BEFORE] = i < first;
        isIn[TargetToneModel.MEAN_BEHIND] = i >= first;
        isIn[TargetToneModel.MEAN_CLAUSE] = part >= 2;
        isIn[TargetToneModel.MEAN_ALL] = true;
        for (int mean = 0; mean < isIn.length; mean++) {
          counts[mean] += isIn[mean] ? 1 : 0;
          int from = TargetSentence.DENSE + mean * dimensions;
          for (int d = 0; isIn[mean] && d < dimensions; d++) {
            numbers[from + d] += weight * vector[d];
          }
        }
      }
    }
    for (int mean = 0; mean < counts.length; mean++) {
      int from = TargetSentence.DENSE + mean * dimensions;
      for (int d = 0; d < dimensions; d++) {
        numbers[from + d] /= Math.sqrt(Math.max(1, counts[mean]));
      }
    }
  }

  private double weight(String word) {
    return HALF_SHARE / (HALF_SHARE + shares.getOrDefault(word, 0.0));
  }

  private double[] odds(Target target) {
    return SoftmaxRegression.odds(
        example(target), weights, CLASSES, stems.size() * (SLOTS + TargetCues.ROLES));
  }

  /**
   * Measures in folds by article, then trains on everything and writes the model.
   *
   * @param gold one JSON object a line: id, text and targets with start, end (code points) and
   *     polarity; the article is the part of the id up to its second number
   * @param space vectors of words; {@link WordSpace#none} for a model without
   * @throws IOException if a file cannot be read or the model not written
   * @throws IllegalArgumentException if there are fewer targets than folds
   */
  public static Figures train(List<Path> gold, WordSpace space, Path out) throws IOException {
    Map<String, int[]> casing = new HashMap<>();
    List<Target> targets = read(gold, casing);
    if (targets.size() < FOLDS) {
      throw new IllegalArgumentException(
          targets.size() + " targets in " + gold + ": at least " + FOLDS + " are needed");
    }
    Set<String> known = new HashSet<>();
    casing.forEach(
        (word, written) -> {
          if (written[0] > written[1]) {
            known.add(word);
          }
        });
    Map<String, Double> shares = shares(targets, known);
    double[][] odds = new double[targets.size()][];
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      TargetToneTrainer trained =
          new TargetToneTrainer(
              targets.stream().filter(target -> target.fold != left).toList(),
              known,
              shares,
              space);
      for (int i = 0; i < odds.length; i++) {
        if (targets.get(i).fold == fold) {
          odds[i] = trained.odds(targets.get(i));
        }
      }
    }
    TargetToneTrainer whole = new TargetToneTrainer(targets, known, shares, space);
    double[] prior = Arrays.stream(whole.classWeights).map(StrictMath::log).toArray();
    double sharpness = sharpness(targets, odds, prior);
    whole.write(out, casing.keySet(), prior, sharpness);
    return figures(targets, odds, prior, sharpness);
  }

  /** How often each known word stands among all of them, targets' sentences counted once each. */
  private static Map<String, Double> shares(List<Target> targets, Set<String> known) {
    Map<String, Double> shares = new HashMap<>();
    TargetSentence last = null;
    int all = 0;
    for (Target target : targets) {
      for (int i = 0; target.sentence != last && i < target.sentence.size(); i++) {
        String form = target.sentence.form(i);
        if (form != null && known.contains(form)) {
          shares.merge(form, 1.0, Double::sum);
          all++;
        }
      }
      last = target.sentence;
    }
    double total = all;
    shares.replaceAll((word, count) -> count / total);
    return shares;
  }

  private static double sharpness(List<Target> targets, double[][] odds, double[] prior) {
    double sharpness = 1;
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 2; i <= 40; i++) {
      double likelihood = 0;
      for (int t = 0; t < odds.length; t++) {
        likelihood +=
            StrictMath.log(
                TargetToneModel.probabilities(odds[t], prior, i * 0.05)[targets.get(t).gold]);
      }
      if (likelihood > best) {
        best = likelihood;
        sharpness = i * 0.05;
      }
    }
    return sharpness;
  }

  private static Figures figures(
      List<Target> targets, double[][] odds, double[] prior, double sharpness) {
    int[][] table = new int[CLASSES][CLASSES];
    int sure = 0;
    int right = 0;
    for (int e = 0; e < odds.length; e++) {
      int found = 1;
      for (int c = 0; c < CLASSES; c++) {
        found = odds[e][c] > odds[e][found] ? c : found;
      }
      int gold = targets.get(e).gold;
      table[gold][found]++;
      if (TargetToneModel.probabilities(odds[e], prior, sharpness)[found] >= SURE) {
        sure++;
        right += found == gold ? 1 : 0;
      }
    }
    double[] f1 = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      int both = 0;
      for (int d = 0; d < CLASSES; d++) {
        both += table[c][d] + table[d][c];
      }
      f1[c] = both == 0 ? 0 : 2.0 * table[c][c] / both;
    }
    return new Figures(
        odds.length,
        Arrays.stream(f1).sum() / CLASSES,
        Arrays.stream(f1).boxed().toList(),
        (double) sure / odds.length,
        sure == 0 ? 0 : (double) right / sure);
  }

  private static List<Target> read(List<Path> gold, Map<String, int[]> casing) throws IOException {
    List<Target> targets = new ArrayList<>();
    Map<String, Integer> articles = new HashMap<>();
    Map<String, Integer> foldOfSentence = new HashMap<>();
    for (Path file : gold) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode record = JSON.readTree(line);
          String id = record.path("id").asText();
          Matcher article = ARTICLE.matcher(id);
          String key = article.matches() ? article.group(1) : id;
          int next = articles.size();
          int foldOfArticle = articles.computeIfAbsent(key, k -> next) % FOLDS;
          String text = record.path("text").asText();
          int fold = foldOfSentence.computeIfAbsent(text, t -> foldOfArticle);
          List<Token> tokens = WordTokenizer.tokenize(text);
          List<String> words = ToneEvaluation.texts(tokens);
          for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            int capital = !word.isEmpty() && Character.isUpperCase(word.charAt(0)) ? 1 : 0;
            casing
                .computeIfAbsent(word.toLowerCase(Locale.ROOT).replace('’', '\''), w -> new int[2])[
                capital]++;
          }
          WrittenToken[] written = WrittenToken.of(words);
          TargetSentence sentence =
              new TargetSentence(written, ToneLexicon.bundled().rules(written).valences());
          for (JsonNode target : record.path("targets")) {
            Span span =
                ToneEvaluation.tokensWithin(
                    tokens,
                    text.offsetByCodePoints(0, target.path("start").asInt()),
                    text.offsetByCodePoints(0, target.path("end").asInt()));
            targets.add(new Target(fold, sentence, span, target.path("polarity").asInt() + 1));
          }
        }
      }
    }
    return targets;
  }

  private static final class Row {
    private final double[] places;
    private final double[] means;
    private final double[] roles;

    Row(double[] places, double[] means, double[] roles) {
      this.places = places;
      this.means = means;
      this.roles = roles;
    }
  }

  /** Writes a row for each word of the gold files or the space that has weights. */
  private void write(Path out, Set<String> seen, double[] prior, double sharpness)
      throws IOException {
    TreeSet<String> words = new TreeSet<>(known);
    words.add(TargetToneModel.NAME);
    space.vectors().keySet().stream().filter(word -> !seen.contains(word)).forEach(words::add);
    TreeMap<String, Row> rows = new TreeMap<>();
    for (String word : words) {
      Row row = row(word);
      boolean isEmpty = row.places == null && row.means == null && row.roles == null;
      if (!isEmpty && !word.startsWith("#") && word.indexOf('\t') < 0) {
        rows.put(word, row);
      }
    }
    double[] steps = {
      step(rows.values().stream().map(row -> row.places).toList()),
      step(rows.values().stream().map(row -> row.means).toList()),
      step(rows.values().stream().map(row -> row.roles).toList())
    };
    StringBuilder lines = new StringBuilder();
    append(lines, "#prior", prior);
    append(lines, "#sharpness", sharpness);
    append(lines, "#steps", steps);
    int from = stems.size() * (SLOTS + TargetCues.ROLES);
    for (int c = 0; c < CLASSES; c++) {
      double[] ofClass = new double[TargetSentence.DENSE];
      for (int f = 0; f < ofClass.length; f++) {
        ofClass[f] = weights[(from + f) * CLASSES + c];
      }
      append(lines, "#" + c, ofClass);
    }
    rows.forEach(
        (word, row) ->
            lines
                .append(word)
                .append('\t')
                .append(steps(row.places, steps[0]))
                .append('\t')
                .append(steps(row.means, steps[1]))
                .append('\t')
                .append(steps(row.roles, steps[2]))
                .append('\n'));
    Files.writeString(out, lines);
  }

  private Row row(String word) {
    Integer stem = stems.get(word.equals(TargetToneModel.NAME) ? word : PorterStemmer.stem(word));
    double[] places = known.contains(word) ? new double[TargetToneModel.PLACES * CLASSES] : null;
    double[] roles = null;
    if (stem != null) {
      for (int zone = 0; places != null && zone < ZONES; zone++) {
        addSlots(stem, new int[] {0, 1 + zone / (ZONES / 2), 3 + zone}, places, zone);
      }
      for (int part = 0; places != null && part < TargetSentence.CLAUSES; part++) {
        int clauses = 3 + ZONES;
        addSlots(stem, new int[] {clauses + part / 2, clauses + 2 + part}, places, ZONES + part);
      }
      int from = (stems.size() * SLOTS + stem * TargetCues.ROLES) * CLASSES;
      roles = Arrays.copyOfRange(weights, from, from + TargetCues.ROLES * CLASSES);
      roles = Arrays.stream(roles).allMatch(weight -> weight == 0) ? null : roles;
    }
    return new Row(places, means(word), roles);
  }

  private void addSlots(int stem, int[] slots, double[] places, int place) {
    for (int slot : slots) {
      for (int c = 0; c < CLASSES; c++) {
        places[place * CLASSES + c] += weights[(stem * SLOTS + slot) * CLASSES + c];
      }
    }
  }

  /** What a word's vector adds to the odds through each mean; null without a vector. */
  private double[] means(String word) {
    float[] vector = space.vectors().get(WordSpace.form(word));
    if (vector == null) {
      return null;
    }
    int from = stems.size() * (SLOTS + TargetCues.ROLES) + TargetSentence.DENSE;
    double[] means = new double[TargetToneModel.MEANS * CLASSES];
    for (int mean = 0; mean < TargetToneModel.MEANS; mean++) {
      for (int d = 0; d < vector.length; d++) {
        int feature = from + mean * vector.length + d;
        for (int c = 0; c < CLASSES; c++) {
          means[mean * CLASSES + c] += weights[feature * CLASSES + c] * weight(word) * vector[d];
        }
      }
    }
    return means;
  }

  private static double step(List<double[]> rows) {
    double most = 0;
    for (double[] row : rows) {
      for (int i = 0; row != null && i < row.length; i++) {
        most = Math.max(most, Math.abs(row[i]));
      }
    }
    return most == 0 ? 1 : most / LEVELS;
  }

  /** Whole numbers without the zeros behind the last other one, but for the first. */
  private static String steps(double[] row, double step) {
    if (row == null) {
      return "";
    }
    long[] numbers = Arrays.stream(row).mapToLong(number -> Math.round(number / step)).toArray();
    int end = numbers.length;
    while (end > 1 && numbers[end - 1] == 0) {
      end--;
    }
    return Arrays.stream(numbers, 0, end).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }

  private static void append(StringBuilder lines, String name, double... numbers) {
    lines.append(name).append('\t');
    for (int i = 0; i < numbers.length; i++) {
      lines.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.6f", numbers[i]));
    }
    lines.append('\n');
  }
}
