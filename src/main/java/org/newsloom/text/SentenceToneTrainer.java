package org.newsloom.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.newsloom.stats.Correlation;
import org.newsloom.stats.RidgeRegression;
import org.newsloom.stats.RidgeRegression.Features;

/**
 * Trains {@link SentenceToneModel} on sentences that people rated. The valence of words that the
 * lexicon lacks is learned first, from the vectors of those it has (as D. Tang, F. Wei, B. Qin, M.
 * Zhou and T. Liu 2014, Building large-scale Twitter-specific sentiment lexicon, COLING, do with
 * other vectors). The same files give the same model.
 */
public final class SentenceToneTrainer {

  /**
   * What folds by document show.
   *
   * @param r Pearson's, of the model with the mean ratings
   * @param rulesR of the lexicon's rules alone
   */
  public record Figures(int sentences, int documents, double r, double rulesR) {}

  private static final int FOLDS = 10;
  private static final double RATING_SCALE = 4;

  /** A word of fewer sentences has no weight. */
  private static final int FEWEST = 3;

  /** Squared weights count so much for what is found; features have mean 0 and variance 1. */
  private static final double DENSE_L2 = 20;

  private static final double WORD_L2 = 2;

  /** A frequent word that is not in the lexicon counts so much as one of valence 0. */
  private static final double NEUTRAL_WEIGHT = 0.3;

  private static final int NEUTRAL_SENTENCES = 5;

  private static final class Example {
    final String document;
    final String[] forms;
    final double[] valences;
    final double[] dense;
    final double rules;
    final double gold;

    Example(
        String document,
        String[] forms,
        double[] valences,
        double[] dense,
        double rules,
        double gold) {
      this.document = document;
      this.forms = forms;
      this.valences = valences;
      this.dense = dense;
      this.rules = rules;
      this.gold = gold;
    }
  }

  private final List<Example> examples;
  private final NavigableMap<String, Double> induced;
  private final NavigableMap<String, Integer> columns = new TreeMap<>();

  private SentenceToneTrainer(List<Example> examples, NavigableMap<String, Double> induced) {
    this.examples = examples;
    this.induced = induced;
    Map<String, SentenceToneModel.Word> words = new HashMap<>();
    induced.forEach((word, valence) -> words.put(word, new SentenceToneModel.Word(0, valence)));
    for (Example example : examples) {
      SentenceToneModel.induced(
          example.dense, SentenceToneModel.known(example.forms, words), example.valences);
    }
    sentencesByWord(examples)
        .forEach(
            (word, count) -> {
              if (count >= FEWEST && hasLetter(word)) {
                columns.put(word, columns.size());
              }
            });
  }

  /**
   * Measures in folds by document, then trains on everything and writes the model.
   *
   * @param gold lines of id, mean rating (-4 to 4) and text with tabs between; the document is the
   *     part of the id up to its last underscore
   * @param space vectors of words of news, from which words that the lexicon lacks have a valence
   * @throws IOException if a file cannot be read or the model not written
   * @throws IllegalArgumentException where a line has fewer columns, or there are fewer documents
   *     than folds
   */
  public static Figures train(Path gold, WordSpace space, Path out) throws IOException {
    List<Example> examples = read(gold);
    List<String> documents = examples.stream().map(e -> e.document).distinct().toList();
    if (documents.size() < FOLDS) {
      throw new IllegalArgumentException(
          "%d documents in %s: at least %d are needed".formatted(documents.size(), gold, FOLDS));
    }
    SentenceToneTrainer trainer = new SentenceToneTrainer(examples, induced(examples, space));
    Map<String, Integer> foldOf = new HashMap<>();
    for (String document : documents) {
      foldOf.put(document, foldOf.size() % FOLDS);
    }
    double[] found = new double[examples.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      SentenceToneModel model = trainer.model(e -> foldOf.get(e.document) != left);
      for (int i = 0; i < found.length; i++) {
        Example example = examples.get(i);
        if (foldOf.get(example.document) == fold) {
          found[i] = model.tone(example.forms, example.dense);
        }
      }
    }
    Files.writeString(out, trainer.model(e -> true).lines());
    double[] ratings = examples.stream().mapToDouble(e -> e.gold).toArray();
    double[] rules = examples.stream().mapToDouble(e -> e.rules).toArray();
    return new Figures(
        examples.size(),
        documents.size(),
        Correlation.pearson(found, ratings),
        Correlation.pearson(rules, ratings));
  }

  private static List<Example> read(Path gold) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(gold)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] parts = line.split("\t", 3);
        if (parts.length < 3) {
          throw new IllegalArgumentException(
              gold + " line " + number + ": id, rating and text expected, found " + line);
        }
        WrittenToken[] tokens =
            WrittenToken.of(ToneEvaluation.texts(WordTokenizer.tokenize(parts[2])));
        ToneRules rules = ToneLexicon.bundled().rules(tokens);
        double[] dense = new double[SentenceToneModel.DENSE];
        SentenceToneModel.lexical(dense, tokens, rules.valences(), rules.tone());
        examples.add(
            new Example(
                parts[0].substring(0, Math.max(0, parts[0].lastIndexOf('_'))),
                SentenceToneModel.forms(tokens),
                rules.valences(),
                dense,
                rules.tone(),
                Double.parseDouble(parts[1]) / RATING_SCALE));
      }
    }
    return examples;
  }

  private static NavigableMap<String, Integer> sentencesByWord(List<Example> examples) {
    NavigableMap<String, Integer> counts = new TreeMap<>();
    for (Example example : examples) {
      distinct(example.forms).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    return counts;
  }

  private static Stream<String> distinct(String[] forms) {
    return Arrays.stream(forms).filter(Objects::nonNull).distinct();
  }

  private static boolean hasLetter(String word) {
    return word.chars().anyMatch(Character::isLetter);
  }

  /** Valence of the words of the space that the lexicon lacks, by their vectors. */
  private static NavigableMap<String, Double> induced(List<Example> examples, WordSpace space) {
    NavigableMap<String, Integer> counts = sentencesByWord(examples);
    ToneLexicon lexicon = ToneLexicon.bundled();
    List<String> taught = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String word : space.vectors().keySet()) {
      if (hasLetter(word)) {
        boolean isKnown = lexicon.rates(word);
        if (!isKnown) {
          open.add(word);
        }
        if (isKnown || counts.getOrDefault(word, 0) >= NEUTRAL_SENTENCES) {
          taught.add(word);
        }
      }
    }
    if (taught.isEmpty()) {
      return new TreeMap<>();
    }
    double[] weights =
        taught.stream().mapToDouble(w -> lexicon.rates(w) ? 1 : NEUTRAL_WEIGHT).toArray();
    double[] valences = taught.stream().mapToDouble(lexicon::valence).toArray();
    double total = Arrays.stream(weights).sum();
    double[] mean = new double[space.dimensions()];
    double meanValence = 0;
    for (int i = 0; i < weights.length; i++) {
      float[] vector = space.vectors().get(taught.get(i));
      for (int d = 0; d < mean.length; d++) {
        mean[d] += weights[i] * vector[d] / total;
      }
      meanValence += weights[i] * valences[i] / total;
    }
    int[] all = IntStream.range(0, mean.length).toArray();
    List<Features> rows = new ArrayList<>();
    double[] targets = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double root = Math.sqrt(weights[i]);
      rows.add(new Features(all, from(mean, space.vectors().get(taught.get(i)), root)));
      targets[i] = root * (valences[i] - meanValence);
    }
    double[] slopes = RidgeRegression.fit(rows, targets, mean.length);
    NavigableMap<String, Double> induced = new TreeMap<>();
    for (String word : open) {
      double valence = meanValence;
      double[] offset = from(mean, space.vectors().get(word), 1);
      for (int d = 0; d < offset.length; d++) {
        valence += slopes[d] * offset[d];
      }
      induced.put(word, Math.rint(valence * 100) / 100);
    }
    return induced;
  }

  private static double[] from(double[] mean, float[] vector, double factor) {
    double[] offset = new double[mean.length];
    for (int d = 0; d < offset.length; d++) {
      offset[d] = factor * (vector[d] - mean[d]);
    }
    return offset;
  }

  /** The model of the examples that are chosen. */
  private SentenceToneModel model(Predicate<Example> isChosen) {
    List<Example> chosen = examples.stream().filter(isChosen).toList();
    int count = chosen.size();
    double[] mean = new double[SentenceToneModel.DENSE];
    double[] spread = new double[SentenceToneModel.DENSE];
    double meanGold = 0;
    for (Example example : chosen) {
      for (int f = 0; f < mean.length; f++) {
        mean[f] += example.dense[f] / count;
      }
      meanGold += example.gold / count;
    }
    for (Example example : chosen) {
      for (int f = 0; f < mean.length; f++) {
        spread[f] += (example.dense[f] - mean[f]) * (example.dense[f] - mean[f]) / count;
      }
    }
    // What is the same in all says nothing.
    double[] scale =
        Arrays.stream(spread).map(s -> s > 0 ? 1 / Math.sqrt(s * DENSE_L2) : 0).toArray();
    double wordScale = 1 / Math.sqrt(WORD_L2);
    List<Features> rows = new ArrayList<>(count);
    double[] targets = new double[count];
    for (int e = 0; e < count; e++) {
      rows.add(features(chosen.get(e), mean, scale, wordScale));
      targets[e] = chosen.get(e).gold - meanGold;
    }
    double[] weights = RidgeRegression.fit(rows, targets, mean.length + columns.size());
    double[] dense = new double[mean.length];
    dense[0] = meanGold;
    for (int f = 1; f < mean.length; f++) {
      dense[f] = weights[f] * scale[f];
      dense[0] -= dense[f] * mean[f];
    }
    NavigableMap<String, SentenceToneModel.Word> words = new TreeMap<>();
    induced.forEach((word, valence) -> words.put(word, new SentenceToneModel.Word(0, valence)));
    columns.forEach(
        (word, column) ->
            words.put(
                word,
                new SentenceToneModel.Word(
                    weights[mean.length + column] * wordScale, induced.get(word))));
    return new SentenceToneModel(dense, words);
  }

  private Features features(Example example, double[] mean, double[] scale, double wordScale) {
    double root = Math.sqrt(Math.max(1, example.forms.length));
    int[] found =
        distinct(example.forms).filter(columns::containsKey).mapToInt(columns::get).toArray();
    int dense = mean.length;
    int[] at = new int[dense + found.length];
    double[] values = new double[at.length];
    for (int f = 0; f < dense; f++) {
      at[f] = f;
      values[f] = (example.dense[f] - mean[f]) * scale[f];
    }
    for (int i = 0; i < found.length; i++) {
      at[dense + i] = dense + found[i];
      values[dense + i] = wordScale / root;
    }
    return new Features(at, values);
  }
}
