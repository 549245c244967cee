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
    List<ChangePoints.Test> tests = new ArrayList<>();
    List<List<Map<String, String>>> tested = new ArrayList<>();
    for (List<Map<String, String>> days : series.values()) {
      days.sort(Comparator.comparing(day -> day.get("date")));
      for (ChangePoints.Test test : tests(days)) {
        tests.add(test);
        tested.add(days);
      }
    }
    double[] qValues =
        BenjaminiHochberg.qValues(tests.stream().mapToDouble(ChangePoints.Test::pValue).toArray());
    IdentityHashMap<Map<String, String>, String> changes = new IdentityHashMap<>();
    for (int i = 0; i < qValues.length; i++) {
      ChangePoints.Change change = tests.get(i).change();
      if (change != null && qValues[i] <= MAX_Q) {
        changes.put(
            tested.get(i).get(change.start()), change.after() > change.before() ? "up" : "down");
      }
    }
    file.writeWith(predictions, "change", row -> changes.getOrDefault(row, ""));
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
