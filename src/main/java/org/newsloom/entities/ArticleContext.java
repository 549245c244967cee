package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides which spans of an article are names, and of what type, from what their sentences say and
 * what the article says of the same words elsewhere: a word that is a person's surname in one
 * sentence is hardly a company in the next. The idea is the context aggregation of Ratinov and Roth
 * (2009) and the second pass of Krishnan and Manning (2006, "An effective two-stage model for
 * exploiting non-local dependencies in named entity recognition"), here over spans, so that a
 * sentence need not be read again for each article it stands in.
 *
 * <p>A multinomial logistic model gives each span its readings; of spans that overlap, those stay
 * that promise most right names. Time grows as n log n. Immutable and thread-safe.
 */
public final class ArticleContext {
  private static final int NONE = ContextFeatures.READINGS - 1;

  /** A span is a name from this probability of its likeliest type on. */
  private static final double THRESHOLD = 0.4;

  /** What its sentence makes a name stays one from this probability on, whatever its type. */
  private static final double KEPT = 0.5;

  /** Surer than this of a name, a sentence is overruled on its type and its ends only. */
  private static final double SURE = 0.5;

  /** Surer than this, it is overruled on its ends only. */
  private static final double BEYOND_DOUBT = 0.9;

  private static final double LEAST_GAIN = 0.01;

  /** For each feature a weight for each reading; empty for a model without context. */
  private final float[] weights;

  /**
   * A name that the article has.
   *
   * @param span index of the span that it is
   * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}
   * @param confidence of span and type, 0–1
   */
  public record Choice(int span, String type, double confidence) {}

  /** A choice with what it promises: the greater, the rather it stays. */
  private record Reading(Choice choice, double gain) {}

  ArticleContext(float[] weights) {
    this.weights = weights;
  }

  /** The context model that comes with {@link NameTagger#bundled}. */
  public static ArticleContext bundled() {
    return NameTagger.bundled().context();
  }

  /**
   * The names of an article.
   *
   * @param spans all of one article; of each other they may overlap
   * @return its names by their starts, without overlap
   */
  public List<Choice> choose(List<ArticleSpan> spans) {
    Integer[] order = IntStream.range(0, spans.size()).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        Comparator.comparingLong((Integer i) -> spans.get(i).start())
            .thenComparingLong(i -> spans.get(i).end()));
    List<ArticleSpan> sorted = Arrays.stream(order).map(spans::get).toList();
    ContextFeatures context = new ContextFeatures(sorted);
    double[] features = new double[ContextFeatures.COUNT];
    List<Reading> readings = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      ArticleSpan span = sorted.get(i);
      if (span.probabilities() == null) {
        readings.add(new Reading(new Choice(order[i], span.type(), span.confidence()), 1));
      } else if (weights.length == 0) {
        double gain = span.type() == null ? -1 : 1;
        readings.add(new Reading(new Choice(order[i], span.type(), span.confidence()), gain));
      } else {
        context.write(i, features);
        readings.add(best(order[i], readings(features, weights), span));
      }
    }
    return apart(sorted, readings);
  }

  private static Reading best(int index, double[] readings, ArticleSpan span) {
    int best = 0;
    for (int type = 1; type < NONE; type++) {
      best = readings[type] > readings[best] ? type : best;
    }
    if (span.type() != null && span.confidence() >= BEYOND_DOUBT) {
      best = Bilou.TYPES.indexOf(span.type());
    }
    double gain = readings[best] - THRESHOLD;
    if (span.type() != null) {
      gain = Math.max(gain, 1 - readings[NONE] - KEPT);
      gain = span.confidence() < SURE ? gain : Math.max(gain, LEAST_GAIN);
    }
    return new Reading(new Choice(index, Bilou.TYPES.get(best), readings[best]), gain);
  }

  /** The probability of each reading. */
  static double[] readings(double[] features, float[] weights) {
    double[] readings = new double[ContextFeatures.READINGS];
    for (int feature = 0; feature < features.length; feature++) {
      if (features[feature] != 0) {
        for (int reading = 0; reading < readings.length; reading++) {
          readings[reading] += features[feature] * weights[feature * readings.length + reading];
        }
      }
    }
    double top = Arrays.stream(readings).max().orElse(0);
    double total = 0;
    for (int reading = 0; reading < readings.length; reading++) {
      readings[reading] = Math.exp(readings[reading] - top);
      total += readings[reading];
    }
    for (int reading = 0; reading < readings.length; reading++) {
      readings[reading] /= total;
    }
    return readings;
  }

  /**
   * The readings without overlap whose probabilities, each less the threshold, have the greatest
   * sum. A name whose probabilities are not known counts as sure.
   */
  private List<Choice> apart(List<ArticleSpan> spans, List<Reading> readings) {
    List<Choice> chosen = new ArrayList<>();
    int from = 0;
    while (from < spans.size()) {
      long reach = spans.get(from).end();
      int to = from + 1;
      while (to < spans.size() && spans.get(to).start() < reach) {
        reach = Math.max(reach, spans.get(to).end());
        to++;
      }
      choose(spans, readings, from, to, chosen);
      from = to;
    }
    return chosen;
  }

  /** Chooses among spans that overlap or are linked by others that do. */
  private void choose(
      List<ArticleSpan> spans, List<Reading> readings, int from, int to, List<Choice> chosen) {
    if (to - from == 1) {
      if (readings.get(from).gain() > 0) {
        chosen.add(readings.get(from).choice());
      }
      return;
    }
    // From the last start to the first: the best sum from here on, and the first span it takes.
    int count = to - from;
    double[] best = new double[count + 1];
    boolean[] isTaken = new boolean[count];
    int[] after = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      ArticleSpan span = spans.get(from + i);
      int low = i + 1;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (spans.get(from + middle).start() < span.end()) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      after[i] = low;
      double taken = readings.get(from + i).gain() + best[low];
      isTaken[i] = taken > best[i + 1];
      best[i] = Math.max(taken, best[i + 1]);
    }
    for (int i = 0; i < count; i = isTaken[i] ? after[i] : i + 1) {
      if (isTaken[i]) {
        chosen.add(readings.get(from + i).choice());
      }
    }
  }
}
