package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What speaks for each reading of the spans of one article: what their own sentences say, and what
 * the article says of the same words elsewhere: as a whole name, as the beginning or the end of a
 * longer one, as the initials of one.
 *
 * <p>Spans that overlap are readings of one place and are no evidence for each other.
 */
final class ContextFeatures {
  /** The readings: {@link Bilou#TYPES}, then no name. */
  static final int READINGS = Bilou.TYPES.size() + 1;

  /** Numbers that {@link #write} gives for a span. */
  static final int COUNT = 100;

  private static final int NONE = READINGS - 1;

  /** Longer names are no evidence for their parts. */
  private static final int MOST_WORDS = 8;

  /** More of the same counts no more: an article with fifty says little more than one with five. */
  private static final double MOST_EVIDENCE = 5;

  private static final double LEAST = 1e-3;

  private final List<ArticleSpan> spans;
  private final String[] keys;
  private final String[][] words;
  private final String[] initials;

  /** For each span, the first one, in order of their starts, that may overlap it. */
  private final int[] firstNear;

  private final Map<String, double[]> whole = new HashMap<>();
  private final Map<String, double[]> beginnings = new HashMap<>();
  private final Map<String, double[]> ends = new HashMap<>();
  private final Map<String, double[]> shortened = new HashMap<>();
  private final double[] all = new double[READINGS];

  private double[] features = new double[0];
  private int next;

  /**
   * @param spans of one article, by start, then by end
   */
  ContextFeatures(List<ArticleSpan> spans) {
    this.spans = spans;
    int count = spans.size();
    keys = new String[count];
    words = new String[count][];
    initials = new String[count];
    firstNear = new int[count];
    long reach = Long.MIN_VALUE;
    int first = 0;
    for (int i = 0; i < count; i++) {
      ArticleSpan span = spans.get(i);
      words[i] = span.surface().toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
      keys[i] = String.join(" ", words[i]);
      initials[i] = initials(span.surface());
      if (span.start() >= reach) {
        first = i;
      }
      reach = Math.max(reach, span.end());
      firstNear[i] = first;
      note(i);
    }
  }

  /** Adds what a span says to all that it may be evidence for. */
  private void note(int i) {
    double[] readings = readings(spans.get(i));
    add(all, readings, 1);
    add(whole.computeIfAbsent(keys[i], key -> new double[READINGS]), readings, 1);
    int count = words[i].length;
    if (count < 2 || count > MOST_WORDS) {
      return;
    }
    for (int split = 1; split < count; split++) {
      add(
          beginnings.computeIfAbsent(joined(i, 0, split), key -> new double[READINGS]),
          readings,
          1);
      add(ends.computeIfAbsent(joined(i, split, count), key -> new double[READINGS]), readings, 1);
    }
    if (!initials[i].isEmpty()) {
      add(shortened.computeIfAbsent(initials[i], key -> new double[READINGS]), readings, 1);
    }
  }

  private String joined(int i, int from, int to) {
    return String.join(" ", Arrays.asList(words[i]).subList(from, to));
  }

  static double[] readings(ArticleSpan span) {
    double[] readings = new double[READINGS];
    TypeProbabilities known = span.probabilities();
    if (known == null) {
      readings[Bilou.TYPES.indexOf(span.type())] = span.confidence();
      readings[NONE] = 1 - span.confidence();
      return readings;
    }
    for (int type = 0; type < NONE; type++) {
      readings[type] = known.of(type);
    }
    readings[NONE] = Math.max(0, 1 - known.total());
    return readings;
  }

  private static void add(double[] sum, double[] readings, int times) {
    for (int reading = 0; reading < READINGS; reading++) {
      sum[reading] += times * readings[reading];
    }
  }

  /** The first letters of a name's capitalised words, where there are two or more. */
  private static String initials(String surface) {
    StringBuilder letters = new StringBuilder();
    for (String word : surface.split("[\\s-]+", -1)) {
      if (!word.isEmpty() && Character.isUpperCase(word.charAt(0))) {
        letters.append(Character.toLowerCase(word.charAt(0)));
      }
    }
    return letters.length() < 2 ? "" : letters.toString();
  }

  /** The spans that share a character with this one, itself among them. */
  private List<Integer> near(int i) {
    ArticleSpan span = spans.get(i);
    List<Integer> near = new ArrayList<>();
    for (int j = firstNear[i]; j < spans.size() && spans.get(j).start() < span.end(); j++) {
      if (spans.get(j).end() > span.start()) {
        near.add(j);
      }
    }
    return near;
  }

  /** Writes what speaks for the readings of a span to an array of {@link #COUNT}. */
  void write(int i, double[] to) {
    features = to;
    next = 0;
    Arrays.fill(to, 0);
    ArticleSpan span = spans.get(i);
    List<Integer> near = near(i);
    put(1);
    writeOwn(span);
    writeWriting(span, words[i].length);
    String key = keys[i];
    int count = words[i].length;
    String first = words[i][0];
    String last = words[i][count - 1];
    writeEvidence(whole, key, near);
    writeEvidence(ends, key, near);
    writeEvidence(beginnings, key, near);
    writeEvidence(whole, count > 1 ? last : null, near);
    writeEvidence(whole, count > 1 ? first : null, near);
    writeEvidence(ends, count > 1 ? last : null, near);
    writeEvidence(beginnings, count > 1 ? first : null, near);
    String letters = key.replace(".", "");
    writeEvidence(shortened, count == 1 && letters.length() > 1 ? letters : null, near);
    writeEvidence(whole, count > 1 && !initials[i].isEmpty() ? initials[i] : null, near);
    writeRivals(i, near);
    double total = 0;
    for (int type = 0; type < NONE; type++) {
      total += all[type];
    }
    for (int type = 0; type < NONE; type++) {
      put(Math.log((all[type] + 1) / (total + 4)));
    }
  }

  private void put(double value) {
    features[next++] = value;
  }

  private void writeOwn(ArticleSpan span) {
    double[] own = readings(span);
    for (double probability : own) {
      put(Math.log(probability + LEAST));
    }
    put(span.type() == null ? 0 : 1);
  }

  private void writeWriting(ArticleSpan span, int count) {
    String surface = span.surface();
    boolean isCapitals = WordForm.isCapitals(surface);
    boolean isCapitalised = Character.isUpperCase(surface.codePointAt(0));
    put(isCapitals ? 1 : 0);
    put(isCapitals && count == 1 ? 1 : 0);
    put(isCapitalised ? 1 : 0);
    put(span.opensSentence() ? 1 : 0);
    put(span.opensSentence() && count == 1 ? 1 : 0);
    put(count == 1 ? 1 : 0);
    put(count == 2 ? 1 : 0);
    put(count > 3 ? 1 : 0);
  }

  /** What the article says of a key elsewhere: seven numbers, all 0 where it says nothing. */
  private void writeEvidence(Map<String, double[]> evidence, String key, List<Integer> near) {
    double[] found = key == null ? null : evidence.get(key);
    double[] elsewhere = new double[READINGS];
    double total = 0;
    if (found != null) {
      add(elsewhere, found, 1);
      for (int j : near) {
        if (isEvidence(evidence, j, key)) {
          add(elsewhere, readings(spans.get(j)), -1);
        }
      }
      for (double reading : elsewhere) {
        total += reading;
      }
    }
    if (total < 0.5) {
      next += READINGS + 2;
      return;
    }
    put(1);
    put(Math.log(Math.min(total, MOST_EVIDENCE)));
    for (double reading : elsewhere) {
      put(Math.log((Math.max(0, reading) + 0.1) / (total + 0.5)));
    }
  }

  private boolean isEvidence(Map<String, double[]> evidence, int i, String key) {
    if (evidence == whole) {
      return keys[i].equals(key);
    }
    int count = words[i].length;
    if (count < 2 || count > MOST_WORDS) {
      return false;
    }
    if (evidence == shortened) {
      return initials[i].equals(key);
    }
    return evidence == ends ? keys[i].endsWith(" " + key) : keys[i].startsWith(key + " ");
  }

  /** What speaks for other readings of the same place. */
  private void writeRivals(int i, List<Integer> near) {
    double longest = 0;
    double shortest = 0;
    double named = 0;
    for (int j : near) {
      if (j == i) {
        continue;
      }
      double own = spans.get(j).probabilities() == null ? 1 : spans.get(j).probabilities().total();
      if (words[j].length > words[i].length) {
        longest = Math.max(longest, own);
      } else {
        shortest = Math.max(shortest, own);
      }
      double[] found = whole.get(keys[j]);
      double[] readings = readings(spans.get(j));
      double elsewhere = 0;
      for (int type = 0; type < NONE; type++) {
        elsewhere += found[type] - readings[type];
      }
      named = Math.max(named, elsewhere);
    }
    put(Math.log(longest + LEAST) - Math.log(LEAST));
    put(Math.log(shortest + LEAST) - Math.log(LEAST));
    put(Math.log(1 + Math.min(named, MOST_EVIDENCE)));
  }
}
