package org.newsloom.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.newsloom.job.InputException;
import org.newsloom.stats.Correlation;

/**
 * Scores files of predictions against gold files. Both have the same format; the predicted value
 * stands where the gold value stood. Each method returns measures by name in their order, rounded
 * to four places.
 */
final class Metrics {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PLACES = 4;

  /**
   * A change is right so many days from the planted one: the margin of G.J.J. van den Burg, C.K.I.
   * Williams (2020), An evaluation of change point detection algorithms, arXiv:2003.06222.
   */
  private static final int DAYS_FROM_CHANGE = 5;

  private static final int[] OTHER_DAYS_FROM_CHANGE = {3, 7};
  private static final String DOCUMENT_START = "-DOCSTART-";
  private static final List<Integer> POLARITIES = List.of(-1, 0, 1);

  /** A sentence's words with the tag of each. */
  private record Tagged(List<String> words, List<String> tags) {}

  /** Micro-averaged over names whose span and type are both right, as conlleval counts. */
  static Map<String, Object> names(Path gold, Path predictions) throws IOException {
    List<Tagged> goldSentences = conll(gold);
    List<Tagged> predicted = conll(predictions);
    requireSame(
        "tokens",
        gold,
        goldSentences.stream().map(Tagged::words).toList(),
        predicted.stream().map(Tagged::words).toList());
    long[] all = new long[3];
    Map<String, long[]> byType = new TreeMap<>();
    for (int i = 0; i < goldSentences.size(); i++) {
      Set<Scores.TaggedSpan> goldSpans = Scores.spans(goldSentences.get(i).tags());
      Set<Scores.TaggedSpan> spans = Scores.spans(predicted.get(i).tags());
      Set<Scores.TaggedSpan> right = new HashSet<>(spans);
      right.retainAll(goldSpans);
      List<Set<Scores.TaggedSpan>> counted = List.of(right, spans, goldSpans);
      for (int count = 0; count < counted.size(); count++) {
        for (Scores.TaggedSpan span : counted.get(count)) {
          all[count]++;
          byType.computeIfAbsent(span.type(), type -> new long[3])[count]++;
        }
      }
    }
    Map<String, Object> f1s = new LinkedHashMap<>();
    byType.forEach((type, counts) -> f1s.put(type, rounded(retrieval(counts).f1())));
    Map<String, Object> measures = measures(retrieval(all));
    measures.put("sentences", goldSentences.size());
    measures.put("by_type", f1s);
    return measures;
  }

  private static Scores.Retrieval retrieval(long[] counts) {
    return new Scores.Retrieval(counts[0], counts[1], counts[2]);
  }

  /** Correlation with the mean of human ratings. */
  static Map<String, Object> tone(Path gold, Path predictions) throws IOException {
    Map<String, Double> right = tones(gold);
    Map<String, Double> predicted = tones(predictions);
    requireSame("ids", gold, right.keySet(), predicted.keySet());
    List<String> ids = List.copyOf(right.keySet());
    Map<String, Object> measures = new LinkedHashMap<>();
    measures.put(
        "pearson_r",
        rounded(
            Correlation.pearson(
                ids.stream().mapToDouble(right::get).toArray(),
                ids.stream().mapToDouble(predicted::get).toArray())));
    measures.put("n", ids.size());
    return measures;
  }

  /** Classes of tone toward a target: negative, neutral, positive. */
  static Map<String, Object> targetTone(Path gold, Path predictions) throws IOException {
    Map<List<String>, Integer> right = polarities(gold);
    Map<List<String>, Integer> predicted = polarities(predictions);
    requireSame("targets", gold, right.keySet(), predicted.keySet());
    List<Integer> goldClasses = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    right.forEach(
        (target, polarity) -> {
          goldClasses.add(polarity);
          classes.add(predicted.get(target));
        });
    List<Double> f1s =
        POLARITIES.stream()
            .map(polarity -> rounded(Scores.ofClass(goldClasses, classes, polarity).f1()))
            .toList();
    Map<String, Object> measures = new LinkedHashMap<>();
    measures.put("macro_f1", rounded(f1s.stream().mapToDouble(f1 -> f1).sum() / POLARITIES.size()));
    measures.put("f1_negative_neutral_positive", f1s);
    measures.put("accuracy", rounded(Scores.accuracy(goldClasses, classes)));
    measures.put("n", goldClasses.size());
    return measures;
  }

  /** Pairs of names of one person, over persons' names that the list vouches for. */
  static Map<String, Object> aliases(Path gold, Path predictions) throws IOException {
    List<Map<String, String>> right = Tsv.read(gold, "entity_id", "name").rows();
    List<Map<String, String>> predicted = Tsv.read(predictions, "entity_id", "name").rows();
    requireSame("names", gold, values(right, "name"), values(predicted, "name"));
    List<String> persons = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < right.size(); i++) {
      if (isScoredAlias(right.get(i))) {
        persons.add(right.get(i).get("entity_id"));
        groups.add(predicted.get(i).get("entity_id"));
      }
    }
    Scores.Clustering clustering = Scores.clustering(persons, groups);
    Map<String, Object> measures = measures(clustering.pairs());
    measures.put("adjusted_rand", rounded(clustering.adjustedRand()));
    measures.put("n", persons.size());
    return measures;
  }

  /** Whether a row is a person's name that the list vouches for. */
  static boolean isScoredAlias(Map<String, String> row) {
    return "PER".equals(row.get("kind"))
        && ("primary".equals(row.get("quality")) || "Good".equals(row.get("quality")));
  }

  private static List<String> values(List<Map<String, String>> rows, String column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  /**
   * Pairs of articles in one story. Where the gold file says which copies are noisy, also the share
   * of the noisiest that are in their original's story.
   */
  static Map<String, Object> copies(Path gold, Path predictions) throws IOException {
    List<Map<String, String>> rows = Tsv.read(gold, "id", "story").rows();
    Map<String, String> predicted = byId(predictions, "story");
    requireSame("ids", gold, ids(rows), predicted.keySet());
    List<String> stories = rows.stream().map(row -> row.get("story")).toList();
    Scores.Clustering clustering =
        Scores.clustering(stories, rows.stream().map(row -> predicted.get(row.get("id"))).toList());
    Map<String, Object> measures = measures(clustering.pairs());
    measures.put("adjusted_rand", rounded(clustering.adjustedRand()));
    measures.put("n", rows.size());
    Map<String, String> originals = new HashMap<>();
    List<Map<String, String>> noisy = new ArrayList<>();
    for (Map<String, String> row : rows) {
      if ("1".equals(row.get("original"))) {
        originals.put(row.get("story"), row.get("id"));
      }
      if (row.getOrDefault("edits", "").contains("noise0.06")) {
        noisy.add(row);
      }
    }
    if (!noisy.isEmpty() && !originals.isEmpty()) {
      long found =
          noisy.stream()
              .filter(
                  row ->
                      predicted
                          .get(row.get("id"))
                          .equals(predicted.get(originals.get(row.get("story")))))
              .count();
      measures.put("recall_noise_6_percent", rounded((double) found / noisy.size()));
    }
    return measures;
  }

  /**
   * How many articles of known day were given one, how many of these the right one, and how many
   * one at most a day off: together, and by the method that gave it.
   *
   * @param methods by the article's id
   */
  static Map<String, Object> dates(Path gold, Path predictions, Map<String, String> methods)
      throws IOException {
    Map<String, String> right = byId(gold, "date");
    Map<String, String> predicted = byId(predictions, "date");
    requireSame("ids", gold, right.keySet(), predicted.keySet());
    long known = 0;
    List<Long> all = new ArrayList<>();
    Map<String, List<Long>> byMethod = new TreeMap<>();
    for (Map.Entry<String, String> article : right.entrySet()) {
      if (article.getValue().isEmpty()) {
        continue;
      }
      known++;
      String day = predicted.get(article.getKey());
      if (!day.isEmpty()) {
        long off =
            Math.abs(
                ChronoUnit.DAYS.between(LocalDate.parse(article.getValue()), LocalDate.parse(day)));
        all.add(off);
        String method = methods.getOrDefault(article.getKey(), "unknown");
        byMethod.computeIfAbsent(method, name -> new ArrayList<>()).add(off);
      }
    }
    Map<String, Object> measures = dates(all, known);
    measures.put("n", known);
    long articles = known;
    Map<String, Object> methodsMeasures = new LinkedHashMap<>();
    byMethod.forEach((method, off) -> methodsMeasures.put(method, dates(off, articles)));
    measures.put("by_method", methodsMeasures);
    return measures;
  }

  private static Map<String, Object> dates(List<Long> daysOff, long known) {
    long exact = daysOff.stream().filter(off -> off == 0).count();
    long near = daysOff.stream().filter(off -> off <= 1).count();
    Map<String, Object> measures = new LinkedHashMap<>();
    measures.put("given_share", rounded(share(daysOff.size(), known)));
    measures.put("right_share", rounded(share(exact, daysOff.size())));
    measures.put("within_1_day_share", rounded(share(near, daysOff.size())));
    return measures;
  }

  private static double share(long count, long all) {
    return all == 0 ? 0 : (double) count / all;
  }

  /**
   * Changes of daily series. A predicted change is right if a planted one of its direction begins
   * at most five days from it; each planted one is found once. Measures over all series, the share
   * of series without a change that have an alarm, measures by kind of series, and those where
   * three or seven days from it are near enough.
   */
  static Map<String, Object> changes(Path gold, Path predictions) throws IOException {
    Map<String, List<Map<String, String>>> right = bySeries(gold);
    Map<String, List<Map<String, String>>> predicted = bySeries(predictions);
    requireSame("series", gold, right.keySet(), predicted.keySet());
    long quiet = 0;
    long alarmed = 0;
    long[][] within = new long[OTHER_DAYS_FROM_CHANGE.length][3];
    Map<String, long[]> byKind = new TreeMap<>();
    long[] all = new long[3];
    for (String series : right.keySet()) {
      List<Map<String, String>> planted = marked(right.get(series));
      List<Map<String, String>> found = marked(predicted.get(series));
      if (planted.isEmpty()) {
        quiet++;
        alarmed += found.isEmpty() ? 0 : 1;
      }
      long[] counts = matches(planted, found, DAYS_FROM_CHANGE);
      add(all, counts);
      add(
          byKind.computeIfAbsent(right.get(series).get(0).get("kind"), kind -> new long[3]),
          counts);
      for (int i = 0; i < within.length; i++) {
        add(within[i], matches(planted, found, OTHER_DAYS_FROM_CHANGE[i]));
      }
    }
    Map<String, Object> measures = measures(retrieval(all));
    measures.put("false_alarm_share", rounded(quiet == 0 ? 0 : (double) alarmed / quiet));
    measures.put("series", right.size());
    measures.put("changes", all[2]);
    Map<String, Object> kinds = new LinkedHashMap<>();
    byKind.forEach((kind, counts) -> kinds.put(kind, measures(retrieval(counts))));
    measures.put("by_kind", kinds);
    for (int i = 0; i < within.length; i++) {
      measures.put(
          "within_%d_days".formatted(OTHER_DAYS_FROM_CHANGE[i]), measures(retrieval(within[i])));
    }
    return measures;
  }

  private static void add(long[] sums, long[] counts) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += counts[i];
    }
  }

  /** Right, predicted and planted changes. */
  private static long[] matches(
      List<Map<String, String>> planted, List<Map<String, String>> found, int days) {
    List<Map<String, String>> open = new ArrayList<>(planted);
    long matched = 0;
    for (Map<String, String> change : found) {
      for (int i = 0; i < open.size(); i++) {
        if (isSameChange(open.get(i), change, days)) {
          open.remove(i);
          matched++;
          break;
        }
      }
    }
    return new long[] {matched, found.size(), planted.size()};
  }

  private static boolean isSameChange(
      Map<String, String> planted, Map<String, String> found, int days) {
    long off =
        ChronoUnit.DAYS.between(
            LocalDate.parse(planted.get("date")), LocalDate.parse(found.get("date")));
    return planted.get("change").equals(found.get("change")) && Math.abs(off) <= days;
  }

  private static List<Map<String, String>> marked(List<Map<String, String>> days) {
    return days.stream().filter(day -> !day.get("change").isEmpty()).toList();
  }

  private static Map<String, List<Map<String, String>>> bySeries(Path file) throws IOException {
    Map<String, List<Map<String, String>>> series = new TreeMap<>();
    for (Map<String, String> row : Tsv.read(file, "series", "kind", "date", "change").rows()) {
      series.computeIfAbsent(row.get("series"), name -> new ArrayList<>()).add(row);
    }
    return series;
  }

  private static Map<String, Object> measures(Scores.Retrieval retrieval) {
    Map<String, Object> measures = new LinkedHashMap<>();
    measures.put("precision", rounded(retrieval.precision()));
    measures.put("recall", rounded(retrieval.recall()));
    measures.put("f1", rounded(retrieval.f1()));
    return measures;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).setScale(PLACES, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static List<Tagged> conll(Path file) throws IOException {
    List<Tagged> sentences = new ArrayList<>();
    Tagged sentence = new Tagged(new ArrayList<>(), new ArrayList<>());
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.strip().split("\\s+", -1);
      if (!columns[0].isEmpty() && !columns[0].equals(DOCUMENT_START)) {
        sentence.words().add(columns[0]);
        sentence.tags().add(columns[columns.length - 1]);
      } else if (!sentence.words().isEmpty()) {
        sentences.add(sentence);
        sentence = new Tagged(new ArrayList<>(), new ArrayList<>());
      }
    }
    if (!sentence.words().isEmpty()) {
      sentences.add(sentence);
    }
    return sentences;
  }

  private static Map<String, Double> tones(Path file) throws IOException {
    Map<String, Double> tones = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split("\t", 3);
      if (columns.length < 2) {
        throw new InputException("%s: id and tone expected, found '%s'".formatted(file, line));
      }
      tones.put(columns[0], Double.valueOf(columns[1]));
    }
    return tones;
  }

  private static Map<List<String>, Integer> polarities(Path file) throws IOException {
    Map<List<String>, Integer> polarities = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode sentence = JSON.readTree(line);
      for (JsonNode target : sentence.path("targets")) {
        polarities.put(
            List.of(
                sentence.path("id").asText(),
                target.path("start").asText(),
                target.path("end").asText()),
            target.path("polarity").asInt());
      }
    }
    return polarities;
  }

  private static Map<String, String> byId(Path file, String column) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    Tsv.read(file, "id", column).rows().forEach(row -> values.put(row.get("id"), row.get(column)));
    return values;
  }

  private static Set<String> ids(List<Map<String, String>> rows) {
    Set<String> ids = new TreeSet<>();
    rows.forEach(row -> ids.add(row.get("id")));
    return ids;
  }

  private static void requireSame(String what, Path gold, Object right, Object predicted) {
    if (!right.equals(predicted)) {
      throw new InputException("The predictions for %s hold other %s".formatted(gold, what));
    }
  }

  private Metrics() {}
}
