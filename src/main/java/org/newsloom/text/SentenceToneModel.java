package org.newsloom.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tone of a sentence as people rate it: ridge regression over what the lexicon finds in it, over
 * its words, and over the valence that words the lexicon lacks have by their company in news. Names
 * do not count. Data, figures and limits: sentence_tone.md beside the weights. Immutable.
 */
final class SentenceToneModel {
  /** What the lexicon finds; then what the words of its own valence say. */
  static final int INDUCED_FROM = 20;

  static final int DENSE = INDUCED_FROM + 4;

  private static final double SCALE = 4;
  private static final int LONG_SENTENCE = 60;

  /** More words of tone, and more valence, say no more: few sentences have so much. */
  private static final int MAX_COUNT = 6;

  private static final double MAX_SUM = 16;

  private static final int CONTRAST = 1;
  private static final int QUESTION = 1 << 1;
  private static final int EXCLAMATION = 1 << 2;
  private static final int NEGATION = 1 << 3;

  private static final class Bundled {
    static final SentenceToneModel MODEL =
        Resources.read("sentence_tone.tsv", SentenceToneModel::read);
  }

  /** What is known of a word: no two words are equal, however little they differ in tone. */
  static final class Word {
    private final double weight;
    private final Double induced;

    /**
     * @param weight what it adds, to be divided by the root of the number of tokens
     * @param induced valence by company, -4 to 4; null where the word has none
     */
    Word(double weight, Double induced) {
      this.weight = weight;
      this.induced = induced;
    }
  }

  private final double[] dense;
  private final Map<String, Word> words;

  SentenceToneModel(double[] dense, Map<String, Word> words) {
    this.dense = dense.clone();
    this.words = new HashMap<>(words);
  }

  static SentenceToneModel bundled() {
    return Bundled.MODEL;
  }

  /**
   * The tone, -1 to 1: a fourth of the mean rating that people would give on -4 to 4.
   *
   * @param known {@link #word} of the tokens
   * @param valences of the tokens where they stand
   * @param rules tone by the lexicon's rules alone
   */
  double tone(WrittenToken[] tokens, Word[] known, double[] valences, double rules) {
    double[] features = new double[DENSE];
    lexical(features, tokens, valences, rules);
    induced(features, known, valences);
    return tone(known, features);
  }

  double tone(String[] forms, double[] features) {
    return tone(known(forms, words), features);
  }

  private double tone(Word[] known, double[] features) {
    double tone = 0;
    for (int i = 0; i < DENSE; i++) {
      tone += dense[i] * features[i];
    }
    double sum = 0;
    for (int i = 0; i < known.length; i++) {
      // A repeated word counts once.
      if (known[i] != null && known[i].weight != 0 && isFirst(known, i)) {
        sum += known[i].weight;
      }
    }
    tone += sum / Math.sqrt(Math.max(1, known.length));
    return Math.max(-1, Math.min(1, tone));
  }

  private static boolean isFirst(Word[] known, int at) {
    for (int i = 0; i < at; i++) {
      if (known[i] == known[at]) {
        return false;
      }
    }
    return true;
  }

  /** What is known of the words; null for names and words of which nothing is. */
  static Word[] known(String[] forms, Map<String, Word> words) {
    Word[] known = new Word[forms.length];
    for (int i = 0; i < forms.length; i++) {
      known[i] = forms[i] == null ? null : words.get(forms[i]);
    }
    return known;
  }

  /** The tokens as words of a {@link WordSpace}; null for names. */
  static String[] forms(WrittenToken[] tokens) {
    String[] forms = new String[tokens.length];
    for (int i = 0; i < forms.length; i++) {
      forms[i] = form(tokens[i], WrittenToken.opens(tokens, i));
    }
    return forms;
  }

  private static String form(WrittenToken token, boolean opens) {
    String form = token.form(opens);
    return form == null ? null : WordSpace.form(form);
  }

  /**
   * What is known of a token; null for names and words of which nothing is.
   *
   * @param opens whether it opens the sentence or a quotation, so that a capital makes no name
   */
  Word word(WrittenToken token, boolean opens) {
    String form = form(token, opens);
    return form == null ? null : words.get(form);
  }

  /** What a token shows of its sentence, in bits. */
  static int signs(String token) {
    return switch (token) {
      case "but" -> CONTRAST;
      case "?" -> QUESTION;
      case "!" -> EXCLAMATION;
      case "not", "n't", "no", "never" -> NEGATION;
      default -> 0;
    };
  }

  static void lexical(double[] features, WrittenToken[] tokens, double[] valences, double rules) {
    double positive = 0;
    double negative = 0;
    double most = 0;
    double least = 0;
    double last = 0;
    double beforeContrast = 0;
    double afterContrast = 0;
    int positives = 0;
    int negatives = 0;
    int words = 0;
    int negations = 0;
    int signs = 0;
    boolean isQuotation = false;
    for (int i = 0; i < valences.length; i++) {
      WrittenToken token = tokens[i];
      words += token.isWord() ? 1 : 0;
      isQuotation |= token.isQuote();
      negations += (token.signs() & NEGATION) != 0 ? 1 : 0;
      // What begins with "but" is set against another sentence.
      signs |= i == 0 ? token.signs() & ~CONTRAST : token.signs();
      double valence = valences[i];
      if (valence > 0) {
        positive += valence;
        positives++;
        most = Math.max(most, valence);
      } else if (valence < 0) {
        negative -= valence;
        negatives++;
        least = Math.min(least, valence);
      }
      if ((signs & CONTRAST) != 0) {
        afterContrast += valence;
      } else {
        beforeContrast += valence;
      }
      if (3 * i >= 2 * valences.length) {
        last += valence;
      }
    }
    words = Math.max(1, words);
    features[0] = 1;
    features[1] = rules;
    features[2] = Math.min(positives, MAX_COUNT) / SCALE;
    features[3] = Math.min(negatives, MAX_COUNT) / SCALE;
    features[4] = positive + negative == 0 ? 0 : (positive - negative) / (positive + negative);
    features[5] = most;
    features[6] = least;
    features[7] = positive / words;
    features[8] = negative / words;
    features[9] = Math.sqrt(Math.min(positive, MAX_SUM));
    features[10] = Math.sqrt(Math.min(negative, MAX_SUM));
    boolean isContrast = (signs & CONTRAST) != 0;
    features[11] = isContrast ? ToneRules.normalised(afterContrast) : 0;
    features[12] = isContrast ? ToneRules.normalised(beforeContrast) : 0;
    features[13] = ToneRules.normalised(last);
    features[14] = isContrast ? 1 : 0;
    features[15] = (signs & QUESTION) != 0 ? 1 : 0;
    features[16] = (signs & EXCLAMATION) != 0 ? 1 : 0;
    features[17] = isQuotation ? 1 : 0;
    features[18] = (double) Math.min(words, LONG_SENTENCE) / LONG_SENTENCE;
    features[19] = negations / 2.0;
  }

  static void induced(double[] features, Word[] known, double[] valences) {
    int count = 0;
    double positive = 0;
    double negative = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < known.length; i++) {
      Word word = known[i];
      if (word != null && word.induced != null && valences[i] == 0) {
        count++;
        positive += Math.max(word.induced, 0);
        negative += Math.min(word.induced, 0);
        least = Math.min(least, word.induced);
      }
    }
    if (count > 0) {
      features[INDUCED_FROM] = (positive + negative) / count;
      features[INDUCED_FROM + 1] = positive / Math.sqrt(count);
      features[INDUCED_FROM + 2] = negative / Math.sqrt(count);
      features[INDUCED_FROM + 3] = least;
    }
  }

  /**
   * The model as {@link #read(BufferedReader)} takes it: weights, then words with what is known of
   * them.
   */
  String lines() {
    StringBuilder lines = new StringBuilder("#dense");
    for (double weight : dense) {
      lines.append('\t').append(String.format(Locale.ROOT, "%.6f", weight));
    }
    lines.append('\n');
    new TreeMap<>(words)
        .forEach(
            (word, known) ->
                lines
                    .append(word)
                    .append('\t')
                    .append(
                        known.weight == 0 ? "" : String.format(Locale.ROOT, "%.4f", known.weight))
                    .append('\t')
                    .append(
                        known.induced == null
                            ? ""
                            : String.format(Locale.ROOT, "%.2f", known.induced))
                    .append('\n'));
    return lines.toString();
  }

  /** Reads what {@link SentenceToneTrainer} wrote. */
  static SentenceToneModel read(BufferedReader lines) throws IOException {
    double[] dense = new double[DENSE];
    Map<String, Word> words = new HashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] columns = line.split("\t", -1);
      if (columns[0].equals("#dense")) {
        dense = Arrays.stream(columns).skip(1).mapToDouble(Double::parseDouble).toArray();
      } else {
        words.put(
            columns[0],
            new Word(
                columns[1].isEmpty() ? 0 : Double.parseDouble(columns[1]),
                columns[2].isEmpty() ? null : Double.valueOf(columns[2])));
      }
    }
    return new SentenceToneModel(dense, words);
  }
}
