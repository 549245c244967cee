package org.newsloom.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Identifies the language of a text by its character n-grams: naive Bayes over n-grams of one to
 * three characters, as in Shuyo, "Language Detection Library for Java" (2010), but over all n-grams
 * of the text where that one draws some at random.
 *
 * <p>The n-gram counts are the profiles in the jar of {@code language-detector}. Its own classes
 * need a later Guava than Spark has, so only the profiles are used.
 */
public final class Languages {
  /** Later text says no more about the language, and takes time. */
  private static final int READ_CHARS = 1_000;

  /** So short a text may be a heading with a list of names. */
  private static final int MAX_LIST_CHARS = 400;

  /** Fewer letters than this, in words that differ, fit several languages. */
  private static final int MIN_LETTERS = 30;

  private static final double MIN_CONFIDENCE = 0.8;

  private static final int MAX_GRAM = 3;

  /** The share given to an n-gram that a language's profile lacks. */
  private static final double UNSEEN_SHARE = 5e-5;

  /** Languages with a press of their own; small neighbours of larger ones only mislead. */
  private static final List<String> CODES =
      List.of(
          "af", "ar", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu",
          "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "km",
          "kn", "ko", "lt", "lv", "mk", "ml", "mr", "ms", "mt", "ne", "nl", "no", "pa", "pl", "pt",
          "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk",
          "ur", "vi", "zh-CN", "zh-TW");

  private Languages() {}

  /**
   * A language and how sure it is.
   *
   * @param code ISO 639-1; {@code zh-CN} and {@code zh-TW} for Chinese by its script
   * @param confidence 0–1
   */
  public record Guess(String code, double confidence) {}

  /**
   * The language of a text's beginning; empty if it has too few letters to tell or fits several.
   *
   * @param text clean text
   */
  public static Optional<Guess> identify(String text) {
    Optional<Guess> guess = guess(text);
    if (text.length() > MAX_LIST_CHARS) {
      return guess;
    }
    // A list of foreign places under a heading says nothing of the language it is written in.
    Optional<Guess> heading = guess(text.substring(0, text.length() / 3));
    return guess.filter(whole -> heading.isEmpty() || heading.get().code().equals(whole.code()));
  }

  private static Optional<Guess> guess(String text) {
    String letters =
        distinctWords(inUsualCase(text.substring(0, Math.min(text.length(), READ_CHARS))));
    if (letters.codePoints().filter(c -> c != ' ').count() < MIN_LETTERS) {
      return Optional.empty();
    }
    double[] logLikelihoods = Profiles.LOADED.logLikelihoods(letters);
    int best = 0;
    for (int i = 1; i < logLikelihoods.length; i++) {
      best = logLikelihoods[i] > logLikelihoods[best] ? i : best;
    }
    double sum = 0;
    for (double logLikelihood : logLikelihoods) {
      // Each letter stands in up to six n-grams, which are no independent evidence.
      sum += Math.exp((logLikelihood - logLikelihoods[best]) / 6);
    }
    double confidence = 1 / sum;
    return confidence >= MIN_CONFIDENCE && logLikelihoods[best] > 0
        ? Optional.of(new Guess(CODES.get(best), confidence))
        : Optional.empty();
  }

  /** Bulletins in capitals are lower-cased: the profiles were counted over ordinary writing. */
  private static String inUsualCase(String text) {
    long upper = text.chars().filter(Character::isUpperCase).count();
    long lower = text.chars().filter(Character::isLowerCase).count();
    return upper > lower ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** The words of a text, each once: a table that repeats "cts vs" says no more than one line. */
  private static String distinctWords(String text) {
    StringBuilder words = new StringBuilder(" ");
    Set<String> seen = new HashSet<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isLetter(text.charAt(i))) {
        String word = text.substring(start, i);
        if (!word.isEmpty() && seen.add(word)) {
          words.append(word).append(' ');
        }
        start = i + 1;
      }
    }
    return words.toString();
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** For each n-gram, the languages that have it and by how much more than an unseen one. */
  private static final class Profiles {
    static final Profiles LOADED = new Profiles();

    private static final class Weights {
      private static final Weights NONE = new Weights(new byte[0], new float[0]);

      private final byte[] languages;
      private final float[] logRatios;

      private Weights(byte[] languages, float[] logRatios) {
        this.languages = languages;
        this.logRatios = logRatios;
      }

      Weights with(int language, double logRatio) {
        int length = languages.length;
        byte[] moreLanguages = Arrays.copyOf(languages, length + 1);
        float[] moreRatios = Arrays.copyOf(logRatios, length + 1);
        moreLanguages[length] = (byte) language;
        moreRatios[length] = (float) logRatio;
        return new Weights(moreLanguages, moreRatios);
      }
    }

    private final Map<String, Weights> weights = new HashMap<>();

    private Profiles() {
      ObjectMapper mapper = new ObjectMapper();
      for (int language = 0; language < CODES.size(); language++) {
        String resource = "/languages/" + CODES.get(language);
        try (InputStream stream = Languages.class.getResourceAsStream(resource)) {
          if (stream == null) {
            throw new FileNotFoundException(resource + " is not on the class path");
          }
          add(language, mapper.readTree(stream));
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read language profile " + resource, e);
        }
      }
    }

    private void add(int language, JsonNode profile) {
      for (Map.Entry<String, JsonNode> gram : profile.get("freq").properties()) {
        int length = gram.getKey().length();
        if (length <= MAX_GRAM) {
          double share =
              gram.getValue().asDouble() / profile.get("n_words").get(length - 1).asDouble();
          double logRatio = Math.log((share + UNSEEN_SHARE) / UNSEEN_SHARE);
          weights.merge(
              gram.getKey(),
              Weights.NONE.with(language, logRatio),
              (known, added) -> known.with(language, logRatio));
        }
      }
    }

    double[] logLikelihoods(String letters) {
      double[] sums = new double[CODES.size()];
      for (int start = 0; start < letters.length(); start++) {
        int longest = Math.min(letters.length(), start + MAX_GRAM);
        for (int end = start + 1; end <= longest; end++) {
          Weights gram = weights.getOrDefault(letters.substring(start, end), Weights.NONE);
          for (int i = 0; i < gram.languages.length; i++) {
            sums[gram.languages[i]] += gram.logRatios[i];
          }
        }
      }
      return sums;
    }
  }
}
