package org.newsloom.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tone toward a mention: softmax regression over the words around it by side and distance, the
 * valence there, and where the mention stands (quotation, speaker, sentence ends).
 *
 * <p>Names do not count: a capitalised word amid running text and the mention's own words have no
 * features. Each word has one score for each zone and class, so a mention costs one row of numbers
 * for each token. Data, figures and limits: target_tone.md beside the weights. Immutable.
 */
final class TargetToneModel {

  static final int CLASSES = 3;

  /** Tokens between word and mention at which the next zone of a side begins. */
  private static final int[] ZONE_FROM = {0, 1, 3, 8};

  static final int ZONES = 2 * ZONE_FROM.length;

  /** Bias; valence by zone and sign; then what is told of the mention's place. */
  static final int PLACE_FROM = 1 + 2 * ZONES;

  static final int DENSE = PLACE_FROM + 8;

  /** Most valence that is counted in one zone: two strong words. */
  private static final double MAX_VALENCE = 6;

  private static final Set<String> SPEAKS =
      Set.of(
          "said",
          "says",
          "say",
          "told",
          "tells",
          "added",
          "adds",
          "wrote",
          "writes",
          "tweeted",
          "asked",
          "stated",
          "explained",
          "noted",
          "saying",
          "announced",
          "replied",
          "testified");

  static final Set<String> QUOTES = Set.of("\"", "“", "”", "``", "''", "„");

  private static final class Bundled {
    static final TargetToneModel MODEL = read("target_tone.tsv");
  }

  /** Scores by word, in the order zone, class. */
  private final Map<String, float[]> words;

  private final double[][] dense;

  /** Taken from the odds of a class to undo the weights the classes had in training. */
  private final double[] prior;

  /** The odds are multiplied by this, so that confidence is the share that is right. */
  private final double sharpness;

  TargetToneModel(Map<String, float[]> words, double[][] dense, double[] prior, double sharpness) {
    this.words = words;
    this.dense = dense;
    this.prior = prior;
    this.sharpness = sharpness;
  }

  static TargetToneModel bundled() {
    return Bundled.MODEL;
  }

  /** A sentence's words looked up once for all its mentions. */
  final class Sentence {
    private final List<String> tokens;
    private final double[] valences;
    private final float[][] rows;

    Sentence(List<String> tokens, double[] valences) {
      this.tokens = tokens;
      this.valences = valences;
      this.rows = new float[tokens.size()][];
      String[] forms = forms(tokens);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = forms[i] == null ? null : words.get(forms[i]);
      }
    }

    /** Tone toward the mention at tokens {@code first} to {@code end}, exclusive. */
    TargetTone towards(int first, int end) {
      double[] odds = new double[CLASSES];
      double[] features = dense(tokens, valences, first, end);
      for (int c = 0; c < CLASSES; c++) {
        for (int f = 0; f < DENSE; f++) {
          odds[c] += dense[c][f] * features[f];
        }
      }
      for (int i = 0; i < rows.length; i++) {
        float[] row = rows[i];
        if (row != null && (i < first || i >= end)) {
          int from = zone(i, first, end) * CLASSES;
          for (int c = 0; c < CLASSES; c++) {
            odds[c] += row[from + c];
          }
        }
      }
      return tone(odds);
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

  /** 0 to 3 before the mention, 4 to 7 behind it, the nearest first. */
  static int zone(int token, int first, int end) {
    int between = token < first ? first - 1 - token : token - end;
    int zone = ZONE_FROM.length - 1;
    while (between < ZONE_FROM[zone]) {
      zone--;
    }
    return token < first ? zone : ZONE_FROM.length + zone;
  }

  /** The tokens in lower case; null for names and what has no feature. */
  static String[] forms(List<String> tokens) {
    String[] forms = new String[tokens.size()];
    for (int i = 0; i < forms.length; i++) {
      String token = tokens.get(i);
      if (token.isEmpty()) {
        continue;
      }
      boolean capital = Character.isUpperCase(token.charAt(0));
      // A sentence's first word may be a name too; the trainer keeps no word that is mostly one.
      boolean opens = i == 0 || QUOTES.contains(tokens.get(i - 1));
      if (!capital) {
        forms[i] = token.replace('’', '\'');
      } else if (opens || token.equals("I")) {
        forms[i] = token.toLowerCase(Locale.ROOT).replace('’', '\'');
      }
    }
    return forms;
  }

  static double[] dense(List<String> tokens, double[] valences, int first, int end) {
    double[] features = new double[DENSE];
    features[0] = 1;
    int quotes = 0;
    int all = 0;
    for (int i = 0; i < valences.length; i++) {
      if (QUOTES.contains(tokens.get(i))) {
        all++;
        quotes += i < first ? 1 : 0;
      }
      if (valences[i] != 0 && (i < first || i >= end)) {
        features[1 + 2 * zone(i, first, end) + (valences[i] < 0 ? 0 : 1)] += Math.abs(valences[i]);
      }
    }
    for (int f = 1; f < PLACE_FROM; f++) {
      features[f] = Math.min(features[f], MAX_VALENCE) / 4;
    }
    boolean speaks =
        (end < tokens.size() && SPEAKS.contains(tokens.get(end)))
            || (first > 0 && SPEAKS.contains(tokens.get(first - 1)));
    features[PLACE_FROM] = speaks ? 1 : 0;
    features[PLACE_FROM + 1] = quotes % 2 == 1 ? 1 : 0;
    features[PLACE_FROM + 2] = all > 0 && quotes % 2 == 0 ? 1 : 0;
    features[PLACE_FROM + 3] = first == 0 ? 1 : 0;
    features[PLACE_FROM + 4] = tokens.size() - end <= 1 ? 1 : 0;
    features[PLACE_FROM + 5] = (double) first / Math.max(1, tokens.size());
    features[PLACE_FROM + 6] = Math.min(tokens.size(), 60) / 60.0;
    double sum = 0;
    for (int i = 0; speaks && i < valences.length; i++) {
      sum += i < first || i >= end ? valences[i] : 0;
    }
    features[PLACE_FROM + 7] = Math.max(-1.5, Math.min(1.5, sum / 4));
    return features;
  }

  /** Reads what {@link TargetToneTrainer} wrote. */
  private static TargetToneModel read(String resource) {
    try (InputStream in = TargetToneModel.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource org/newsloom/text/" + resource);
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read org/newsloom/text/" + resource, e);
    }
  }

  static TargetToneModel read(BufferedReader lines) throws IOException {
    Map<String, float[]> words = new HashMap<>();
    double[][] dense = new double[CLASSES][];
    double[] prior = new double[CLASSES];
    double sharpness = 1;
    float step = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] columns = line.split("\t", -1);
      double[] numbers = Arrays.stream(columns).skip(1).mapToDouble(Double::parseDouble).toArray();
      switch (columns[0]) {
        case "#0", "#1", "#2" -> dense[columns[0].charAt(1) - '0'] = numbers;
        case "#prior" -> prior = numbers;
        case "#sharpness" -> sharpness = numbers[0];
        case "#step" -> step = (float) numbers[0];
        default -> {
          float[] row = new float[ZONES * CLASSES];
          for (int i = 0; i < row.length; i++) {
            row[i] = step * (float) numbers[i];
          }
          words.put(columns[0], row);
        }
      }
    }
    return new TargetToneModel(words, dense, prior, sharpness);
  }
}
