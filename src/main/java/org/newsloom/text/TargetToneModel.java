package org.newsloom.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Tone toward a mention: softmax regression over the words around it by side, distance, clause and
 * role, their vectors, the valence there, and where the mention stands (quotation, speaker,
 * sentence ends).
 *
 * <p>Names do not count: a capitalised word amid running text is a name like any other, and the
 * mention's own words have no features. A word's vector is folded into what it adds to the odds, so
 * a mention costs a few rows of numbers for each token. Data, figures and limits: target_tone.md
 * beside the weights. Immutable.
 */
final class TargetToneModel {

  static final int CLASSES = 3;

  /** Stands for every name where a role is asked for. */
  static final String NAME = "<name>";

  /** Zones, then clauses. */
  static final int PLACES = TargetSentence.ZONES + TargetSentence.CLAUSES;

  /** Means are taken of the vectors before the mention, behind it, in its clause, of all. */
  static final int MEANS = 4;

  static final int MEAN_BEFORE = 0;
  static final int MEAN_BEHIND = 1;
  static final int MEAN_CLAUSE = 2;
  static final int MEAN_ALL = 3;

  private static final class Bundled {
    static final TargetToneModel MODEL = Resources.read("target_tone.tsv", TargetToneModel::read);
  }

  /** What a word adds to the odds, each in the order place, class; null where nothing is known. */
  static final class Word {
    /** By zone, then by clause. */
    private final float[] places;

    /** By mean, to be divided by the root of the number of words in it. */
    private final float[] means;

    private final float[] roles;

    Word(float[] places, float[] means, float[] roles) {
      this.places = places;
      this.means = means;
      this.roles = roles;
    }
  }

  private final Map<String, Word> words;
  private final double[][] dense;

  /** Taken from the odds of a class to undo the weights the classes had in training. */
  private final double[] prior;

  /** The odds are multiplied by this, so that confidence is the share that is right. */
  private final double sharpness;

  private TargetToneModel(
      Map<String, Word> words, double[][] dense, double[] prior, double sharpness) {
    this.words = words;
    this.dense = dense;
    this.prior = prior;
    this.sharpness = sharpness;
  }

  static TargetToneModel bundled() {
    return Bundled.MODEL;
  }

  /**
   * What is known of a token; null for words of which nothing is.
   *
   * @param opens whether it opens the sentence or a quotation, so that a capital makes no name
   */
  Word word(WrittenToken token, boolean opens) {
    String form = token.form(opens);
    Word word = form == null ? null : words.get(form);
    // A capitalised word that no text has in lower case is a name, also where it opens.
    boolean isName = token.isCapitalised() && (word == null || word.places == null);
    return isName ? words.get(NAME) : word;
  }

  /** A sentence, for all its mentions. */
  final class Sentence {
    private final TargetSentence sentence;
    private final Word[] found;

    /**
     * @param found {@link #word} of the tokens
     * @param valences of the tokens where they stand
     */
    Sentence(WrittenToken[] tokens, Word[] found, double[] valences) {
      this.sentence = new TargetSentence(tokens, valences);
      this.found = found;
    }

    /** Tone toward the mention at tokens {@code first} to {@code end}, exclusive. */
    TargetTone towards(int first, int end) {
      return tone(odds(first, end));
    }

    double[] odds(int first, int end) {
      Span clause = sentence.cues().clause(first, end);
      int[] roles = sentence.cues().of(first, end);
      double[] odds = new double[CLASSES];
      double[] features = sentence.dense(first, end, clause, roles);
      for (int f = 0; f < features.length; f++) {
        for (int c = 0; features[f] != 0 && c < CLASSES; c++) {
          odds[c] += dense[c][f] * features[f];
        }
      }
      for (int cue : roles) {
        Word word = found[TargetCues.token(cue)];
        if (word != null && word.roles != null) {
          add(odds, word.roles, TargetCues.role(cue));
        }
      }
      double[] before = new double[2 * CLASSES];
      double[] behind = new double[2 * CLASSES];
      double[] inClause = new double[CLASSES];
      int[] counts = new int[MEANS];
      for (int i = 0; i < found.length; i++) {
        Word word = found[i];
        if (word == null || (i >= first && i < end)) {
          continue;
        }
        int part = TargetSentence.clause(i, first, clause);
        if (word.places != null) {
          add(odds, word.places, TargetSentence.zone(i, first, end));
          add(odds, word.places, TargetSentence.ZONES + part);
        }
        if (word.means != null) {
          int side = i < first ? MEAN_BEFORE : MEAN_BEHIND;
          double[] sums = i < first ? before : behind;
          counts[side]++;
          for (int c = 0; c < CLASSES; c++) {
            sums[c] += word.means[side * CLASSES + c];
            sums[CLASSES + c] += word.means[MEAN_ALL * CLASSES + c];
          }
          if (part >= 2) {
            counts[MEAN_CLAUSE]++;
            add(inClause, word.means, MEAN_CLAUSE);
          }
        }
      }
      for (int c = 0; c < CLASSES; c++) {
        odds[c] +=
            before[c] / root(counts[MEAN_BEFORE])
                + behind[c] / root(counts[MEAN_BEHIND])
                + inClause[c] / root(counts[MEAN_CLAUSE])
                + (before[CLASSES + c] + behind[CLASSES + c])
                    / root(counts[MEAN_BEFORE] + counts[MEAN_BEHIND]);
      }
      return odds;
    }
  }

  private static double root(int count) {
    return Math.sqrt(Math.max(1, count));
  }

  private static void add(double[] odds, float[] rows, int row) {
    for (int c = 0; c < CLASSES; c++) {
      odds[c] += rows[row * CLASSES + c];
    }
  }

  private TargetTone tone(double[] odds) {
    int best = 1;
    for (int c = 0; c < CLASSES; c++) {
      best = odds[c] > odds[best] ? c : best;
    }
    double[] probabilities = probabilities(odds, prior, sharpness);
    return new TargetTone(probabilities[2] - probabilities[0], best - 1, probabilities[best]);
  }

  static double[] probabilities(double[] odds, double[] prior, double sharpness) {
    double[] probabilities = new double[CLASSES];
    double total = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < CLASSES; c++) {
      probabilities[c] = sharpness * (odds[c] - prior[c]);
      max = Math.max(max, probabilities[c]);
    }
    for (int c = 0; c < CLASSES; c++) {
      probabilities[c] = StrictMath.exp(probabilities[c] - max);
      total += probabilities[c];
    }
    for (int c = 0; c < CLASSES; c++) {
      probabilities[c] /= total;
    }
    return probabilities;
  }

  /**
   * Reads what {@link TargetToneTrainer} wrote: lines of a name and numbers, then of a word and its
   * whole numbers by place, mean and role, each in steps of its own, zeros at the end left out;
   * nothing between tabs where a word has none.
   */
  static TargetToneModel read(BufferedReader lines) throws IOException {
    Map<String, Word> words = new HashMap<>();
    double[][] dense = new double[CLASSES][];
    double[] prior = new double[CLASSES];
    double sharpness = 1;
    double[] steps = new double[3];
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] columns = line.split("\t", -1);
      switch (columns[0]) {
        case "#0", "#1", "#2" -> dense[columns[0].charAt(1) - '0'] = numbers(columns[1]);
        case "#prior" -> prior = numbers(columns[1]);
        case "#sharpness" -> sharpness = numbers(columns[1])[0];
        case "#steps" -> steps = numbers(columns[1]);
        default ->
            words.put(
                columns[0],
                new Word(
                    row(columns[1], steps[0], PLACES),
                    row(columns[2], steps[1], MEANS),
                    row(columns[3], steps[2], TargetCues.ROLES)));
      }
    }
    return new TargetToneModel(words, dense, prior, sharpness);
  }

  private static double[] numbers(String column) {
    return Arrays.stream(column.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static float[] row(String column, double step, int places) {
    if (column.isEmpty()) {
      return null;
    }
    double[] numbers = numbers(column);
    float[] row = new float[places * CLASSES];
    for (int i = 0; i < numbers.length; i++) {
      row[i] = (float) (step * numbers[i]);
    }
    return row;
  }
}
