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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trains {@link TargetToneModel}: softmax regression by AdaGrad (Duchi, Hazan and Singer 2011) with
 * L2, classes weighted for macro F1. A word has a weight for anywhere, for its side and for its
 * zone, which are added up when the model is written. One thread, one seed: the same files give the
 * same model.
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
  private static final int FEWEST = 3;
  private static final int EPOCHS = 15;
  private static final double RATE = 0.1;
  private static final double L2 = 1.0;
  private static final double SURE = 0.7;
  private static final int CLASSES = TargetToneModel.CLASSES;

  /** Weights of a word: anywhere, by side, by zone. */
  private static final int SLOTS = 3 + TargetToneModel.ZONES;

  private static final class Example {
    final int fold;
    final String[] forms;
    final int first;
    final int end;
    final double[] dense;
    final int gold;

    Example(int fold, String[] forms, Span mention, double[] dense, int gold) {
      this.fold = fold;
      this.forms = forms;
      this.first = mention.start();
      this.end = mention.end();
      this.dense = dense;
      this.gold = gold;
    }
  }

  private final Map<String, Integer> words = new HashMap<>();
  private final double[][] wordWeights;
  private final double[][] wordSquares;
  private final double[][] denseWeights = new double[CLASSES][TargetToneModel.DENSE];
  private final double[][] denseSquares = new double[CLASSES][TargetToneModel.DENSE];
  private final double[] classWeights = new double[CLASSES];

  private TargetToneTrainer(List<Example> examples, Map<String, int[]> casing) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    double[] classes = new double[CLASSES];
    for (Example example : examples) {
      classes[example.gold]++;
      Arrays.stream(example.forms)
          .filter(form -> form != null)
          .distinct()
          .forEach(form -> counts.merge(form, 1, Integer::sum));
    }
    counts.forEach(
        (word, count) -> {
          int[] written = casing.get(word);
          if (count >= FEWEST && (written == null || written[0] > written[1])) {
            words.put(word, words.size());
          }
        });
    wordWeights = new double[words.size()][SLOTS * CLASSES];
    wordSquares = new double[words.size()][SLOTS * CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      classWeights[c] = examples.size() / (CLASSES * Math.max(1, classes[c]));
    }
    SplittableRandom random = new SplittableRandom(29);
    Example[] order = examples.toArray(Example[]::new);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        Example swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      for (Example example : order) {
        learn(example);
      }
    }
  }

  private static int[] slots(int zone) {
    return new int[] {0, 1 + zone / (TargetToneModel.ZONES / 2), 3 + zone};
  }

  private double[] odds(Example example) {
    double[] odds = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      for (int f = 0; f < example.dense.length; f++) {
        odds[c] += denseWeights[c][f] * example.dense[f];
      }
    }
    for (int i = 0; i < example.forms.length; i++) {
      Integer word = outside(example, i) ? words.get(example.forms[i]) : null;
      if (word != null) {
        for (int slot : slots(TargetToneModel.zone(i, example.first, example.end))) {
          for (int c = 0; c < CLASSES; c++) {
            odds[c] += wordWeights[word][slot * CLASSES + c];
          }
        }
      }
    }
    return odds;
  }

  private static boolean outside(Example example, int token) {
    return example.forms[token] != null && (token < example.first || token >= example.end);
  }

  private void learn(Example example) {
    double[] slope = TargetToneModel.probabilities(odds(example), new double[CLASSES], 1);
    slope[example.gold] -= 1;
    for (int c = 0; c < CLASSES; c++) {
      slope[c] *= classWeights[example.gold];
      for (int f = 0; f < example.dense.length; f++) {
        if (example.dense[f] != 0) {
          step(denseWeights[c], denseSquares[c], f, slope[c] * example.dense[f], L2 / 20);
        }
      }
    }
    for (int i = 0; i < example.forms.length; i++) {
      Integer word = outside(example, i) ? words.get(example.forms[i]) : null;
      if (word != null) {
        for (int slot : slots(TargetToneModel.zone(i, example.first, example.end))) {
          for (int c = 0; c < CLASSES; c++) {
            step(wordWeights[word], wordSquares[word], slot * CLASSES + c, slope[c], L2);
          }
        }
      }
    }
  }

  private static void step(double[] weights, double[] squares, int at, double slope, double l2) {
    double whole = slope + l2 * weights[at];
    squares[at] += whole * whole;
    weights[at] -= RATE * whole / Math.sqrt(squares[at] + 1);
  }

  /**
   * Measures in folds by article, then trains on everything and writes the model.
   *
   * @param gold one JSON object a line: id, text and targets with start, end (code points) and
   *     polarity; the article is the part of the id up to its second number
   * @throws IOException if a file cannot be read or the model not written
   * @throws IllegalArgumentException if there are fewer targets than folds
   */
  public static Figures train(List<Path> gold, Path out) throws IOException {
    Map<String, int[]> casing = new HashMap<>();
    List<Example> examples = read(gold, casing);
    if (examples.size() < FOLDS) {
      throw new IllegalArgumentException(
          examples.size() + " targets in " + gold + ": at least " + FOLDS + " are needed");
    }
    double[][] odds = new double[examples.size()][];
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      TargetToneTrainer trained =
          new TargetToneTrainer(examples.stream().filter(e -> e.fold != left).toList(), casing);
      for (int i = 0; i < odds.length; i++) {
        if (examples.get(i).fold == fold) {
          odds[i] = trained.odds(examples.get(i));
        }
      }
    }
    TargetToneTrainer whole = new TargetToneTrainer(examples, casing);
    double[] prior = Arrays.stream(whole.classWeights).map(StrictMath::log).toArray();
    double sharpness = 1;
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 2; i <= 40; i++) {
      double likelihood = 0;
      for (int e = 0; e < odds.length; e++) {
        likelihood +=
            StrictMath.log(
                TargetToneModel.probabilities(odds[e], prior, i * 0.05)[examples.get(e).gold]);
      }
      if (likelihood > best) {
        best = likelihood;
        sharpness = i * 0.05;
      }
    }
    whole.write(out, prior, sharpness);
    return figures(examples, odds, prior, sharpness);
  }

  private static Figures figures(
      List<Example> examples, double[][] odds, double[] prior, double sharpness) {
    int[][] table = new int[CLASSES][CLASSES];
    int sure = 0;
    int right = 0;
    for (int e = 0; e < odds.length; e++) {
      int found = 1;
      for (int c = 0; c < CLASSES; c++) {
        found = odds[e][c] > odds[e][found] ? c : found;
      }
      int gold = examples.get(e).gold;
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

  private static List<Example> read(List<Path> gold, Map<String, int[]> casing) throws IOException {
    List<Example> examples = new ArrayList<>();
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
          int fold = articles.computeIfAbsent(key, k -> next) % FOLDS;
          String text = record.path("text").asText();
          fold = foldOfSentence.computeIfAbsent(text, t -> articles.get(key) % FOLDS);
          List<Token> tokens = WordTokenizer.tokenize(text);
          List<String> words = ToneEvaluation.texts(tokens);
          for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            int capital = !word.isEmpty() && Character.isUpperCase(word.charAt(0)) ? 1 : 0;
            casing.computeIfAbsent(word.toLowerCase(Locale.ROOT), w -> new int[2])[capital]++;
          }
          double[] valences = ToneLexicon.bundled().valences(words);
          String[] forms = TargetToneModel.forms(words);
          for (JsonNode target : record.path("targets")) {
            Span span =
                ToneEvaluation.tokensWithin(
                    tokens,
                    text.offsetByCodePoints(0, target.path("start").asInt()),
                    text.offsetByCodePoints(0, target.path("end").asInt()));
            examples.add(
                new Example(
                    fold,
                    forms,
                    span,
                    TargetToneModel.dense(words, valences, span.start(), span.end()),
                    target.path("polarity").asInt() + 1));
          }
        }
      }
    }
    return examples;
  }

  private void write(Path out, double[] prior, double sharpness) throws IOException {
    TreeMap<String, double[]> rows = new TreeMap<>();
    double most = 0;
    for (Map.Entry<String, Integer> word : words.entrySet()) {
      double[] row = new double[TargetToneModel.ZONES * CLASSES];
      for (int zone = 0; zone < TargetToneModel.ZONES; zone++) {
        for (int slot : slots(zone)) {
          for (int c = 0; c < CLASSES; c++) {
            row[zone * CLASSES + c] += wordWeights[word.getValue()][slot * CLASSES + c];
          }
        }
      }
      for (double score : row) {
        most = Math.max(most, Math.abs(score));
      }
      rows.put(word.getKey(), row);
    }
    double step = most == 0 ? 1 : most / 127;
    StringBuilder lines = new StringBuilder();
    append(lines, "#prior", prior);
    append(lines, "#sharpness", sharpness);
    append(lines, "#step", step);
    for (int c = 0; c < CLASSES; c++) {
      append(lines, "#" + c, denseWeights[c]);
    }
    rows.forEach(
        (word, row) -> {
          lines.append(word);
          for (double score : row) {
            lines.append('\t').append(Math.round(score / step));
          }
          lines.append('\n');
        });
    Files.writeString(out, lines);
  }

  private static void append(StringBuilder lines, String name, double... numbers) {
    lines.append(name);
    for (double number : numbers) {
      lines.append('\t').append(String.format(Locale.ROOT, "%.5f", number));
    }
    lines.append('\n');
  }
}
