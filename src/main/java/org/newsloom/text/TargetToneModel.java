package org.newsloom.text;

import java.util.List;
import java.util.Set;

/**
 * Tone toward a mention: softmax regression over the positive and the negative valence around it,
 * by side (before, after) and distance in words, further across the ends of clauses. Tone is
 * P(positive) − P(negative), so near words weigh as much as they did in the sentences the weights
 * were fitted to, and a sentence without words of tone is near 0.
 *
 * <p>Model card: weights in target_tone.tsv, fitted by penalised maximum likelihood, classes
 * weighted alike, to the training part of NewsMTSC (Hamborg and Donnay 2021, "NewsMTSC: A dataset
 * for (multi-)target-dependent sentiment classification in political news articles", EACL; MIT
 * licence): 8,739 targets in 7,758 sentences of United States political news. Macro F1 over the
 * three classes in five folds by article: 0.574. It knows words, not roles: who does a thing and
 * who suffers it are told apart by side alone.
 */
final class TargetToneModel {

  static final String[] CLASSES = {"negative", "neutral", "positive"};

  /** Words between word and mention at which the next class of distance begins. */
  private static final int[] DISTANCE_FROM = {0, 3, 8, 16};

  /** What begins or ends a clause; a word in another clause is that much further away. */
  private static final Set<String> CLAUSE_STARTS =
      Set.of(
          ",",
          ";",
          ":",
          "--",
          "–",
          "—",
          "“",
          "”",
          "\"",
          "``",
          "''",
          "(",
          ")",
          "but",
          "and",
          "while",
          "although",
          "because",
          "after",
          "before",
          "when",
          "who",
          "which",
          "that");

  private static final int CLAUSE_STEP = 4;

  static final int FEATURES = 1 + 2 * 2 * DISTANCE_FROM.length;

  /** Most valence that is counted in one class of distance: two strong words. */
  private static final double MAX_VALENCE = 6;

  private final double[][] weights;

  /** Weights by class (negative, neutral, positive) and feature. */
  TargetToneModel(double[][] weights) {
    this.weights = weights;
  }

  TargetTone tone(double[] features) {
    double[] odds = new double[CLASSES.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < odds.length; c++) {
      for (int f = 0; f < features.length; f++) {
        odds[c] += weights[c][f] * features[f];
      }
      max = Math.max(max, odds[c]);
    }
    double total = 0;
    int best = 1;
    for (int c = 0; c < odds.length; c++) {
      odds[c] = Math.exp(odds[c] - max);
      total += odds[c];
      best = odds[c] > odds[best] ? c : best;
    }
    return new TargetTone((odds[2] - odds[0]) / total, best - 1);
  }

  /**
   * What the model sees of a sentence: 1, then for each side, sign and class of distance the
   * valence found there, in units of 4. The mention's own words are left out.
   */
  static double[] features(double[] valences, List<String> tokens, int first, int end) {
    double[] features = new double[FEATURES];
    features[0] = 1;
    int words = 0;
    for (int i = first - 1; i >= 0; i--) {
      add(features, 0, words, valences[i]);
      words += step(tokens.get(i));
    }
    words = 0;
    for (int i = end; i < valences.length; i++) {
      add(features, 1, words, valences[i]);
      words += step(tokens.get(i));
    }
    for (int f = 1; f < FEATURES; f++) {
      features[f] = Math.min(features[f], MAX_VALENCE) / 4;
    }
    return features;
  }

  /** How much further away a token puts the words beyond it. */
  private static int step(String token) {
    if (CLAUSE_STARTS.contains(token)) {
      return CLAUSE_STEP;
    }
    return ToneLexicon.isWord(token) ? 1 : 0;
  }

  private static void add(double[] features, int side, int words, double valence) {
    if (valence == 0) {
      return;
    }
    int distance = DISTANCE_FROM.length - 1;
    while (words < DISTANCE_FROM[distance]) {
      distance--;
    }
    int sign = valence < 0 ? 0 : 1;
    features[1 + (side * 2 + sign) * DISTANCE_FROM.length + distance] += Math.abs(valence);
  }
}
