package org.newsloom.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.newsloom.stats.BenjaminiHochberg;
import org.newsloom.stats.ChangePoints;

/** Finds the changes of the series in a file as {@link PlantedSeries} writes it. */
final class DailySeries {
  /** As detect-changes reports them by default. */
  private static final double MAX_Q = 0.05;

  private DailySeries() {}

  /**
   * Writes the file again with the changes found in the place of those planted. Days that are not
   * in the file are days without stories; a change found there stands on the next day in it.
   */
  static void predict(Path gold, Path predictions) throws IOException {
    Tsv file = Tsv.read(gold, "series", "kind", "date", "stories", "value", "change");
    Map<String, List<Map<String, String>>> series = new LinkedHashMap<>();
    for (Map<String, String> row : file.rows()) {
      series.computeIfAbsent(row.get("series"), name -> new ArrayList<>()).add(row);
    }
    List<List<Map<String, String>>> tested = new ArrayList<>();
    List<List<ChangePoints.Test>> searches = new ArrayList<>();
    for (List<Map<String, String>> days : series.values()) {
      days.sort(Comparator.comparing(day -> day.get("date")));
      List<ChangePoints.Test> tests = tests(days);
      if (!tests.isEmpty()) {
        tested.add(days);
        searches.add(tests);
      }
    }
    double[] firstQs = qValues(searches.stream().map(tests -> tests.get(0)).toList());
    double[] furtherQs =
        qValues(searches.stream().flatMap(tests -> tests.stream().skip(1)).toList());
    IdentityHashMap<Map<String, String>, String> changes = new IdentityHashMap<>();
    int further = 0;
    for (int i = 0; i < searches.size(); i++) {
      for (int search = 0; search < searches.get(i).size(); search++) {
        double q = search == 0 ? firstQs[i] : Math.max(firstQs[i], furtherQs[further++]);
        ChangePoints.Change change = searches.get(i).get(search).change();
        if (change != null && q <= MAX_Q) {
          changes.put(
              tested.get(i).get(change.start()), change.after() > change.before() ? "up" : "down");
        }
      }
    }
    file.writeWith(predictions, "change", row -> changes.getOrDefault(row, ""));
  }

  private static double[] qValues(List<ChangePoints.Test> tests) {
    return BenjaminiHochberg.qValues(
        tests.stream().mapToDouble(ChangePoints.Test::pValue).toArray());
  }

  private static List<ChangePoints.Test> tests(List<Map<String, String>> days) {
    int n = days.size();
    long[] stories = new long[n];
    long[] relevant = new long[n];
    double[] sums = new double[n];
    int[] weekdays = new int[n];
    boolean isVolume = days.get(0).get("kind").equals("volume");
    for (int day = 0; day < n; day++) {
      Map<String, String> row = days.get(day);
      stories[day] = Long.parseLong(row.get("stories"));
      weekdays[day] = LocalDate.parse(row.get("date")).getDayOfWeek().getValue() - 1;
      if (isVolume) {
        relevant[day] = Long.parseLong(row.get("value"));
      } else {
        sums[day] = Double.parseDouble(row.get("value")) * stories[day];
      }
    }
    return isVolume
        ? ChangePoints.bursts(relevant, stories, weekdays, MAX_Q)
        : ChangePoints.shifts(stories, sums, weekdays, MAX_Q);
  }
}
