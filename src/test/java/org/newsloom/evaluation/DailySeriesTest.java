package org.newsloom.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailySeriesTest {
  @TempDir private Path folder;

  private Map<String, Object> scores(double shift) throws IOException {
    Path gold = folder.resolve("gold-" + shift + ".tsv");
    Path predictions = folder.resolve("predictions.tsv");
    new PlantedSeries(11, shift, 14, 0).write(gold, 80);
    DailySeries.predict(gold, predictions);
    return Metrics.changes(gold, predictions);
  }

  @Test
  void largePlantedChangesAreFoundAndDated() throws IOException {
    Map<String, Object> scores = scores(4);
    assertThat((Double) scores.get("recall")).isGreaterThanOrEqualTo(0.9);
    assertThat((Double) scores.get("precision")).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void changesOfNothingAreNotFound() throws IOException {
    Map<String, Object> scores = scores(0.0);
    assertThat((Double) scores.get("recall")).isZero();
    assertThat((Double) scores.get("false_alarm_share")).isLessThanOrEqualTo(0.05);
  }

  @Test
  void theSameSeedMakesTheSameFile() throws IOException {
    Path one = folder.resolve("one.tsv");
    Path other = folder.resolve("other.tsv");
    new PlantedSeries(3, 1.5, 14, 0.3).write(one, 6);
    new PlantedSeries(3, 1.5, 14, 0.3).write(other, 6);
    assertThat(other).hasSameTextualContentAs(one);
    assertThat(Files.readAllLines(one).get(0))
        .isEqualTo("series\tkind\tdate\tstories\tvalue\tchange\tmade");
  }

  @Test
  void aChangeIsRightWithinFiveDaysInItsDirectionAndOnce() throws IOException {
    Path gold = folder.resolve("gold.tsv");
    Path predicted = folder.resolve("predicted.tsv");
    String head = "series\tkind\tdate\tchange\n";
    Files.writeString(
        gold,
        head
            + "a\ttone\t2020-01-01\tup\na\ttone\t2020-01-06\t\na\ttone\t2020-01-07\t\n"
            + "b\ttone\t2020-01-01\tup\nb\ttone\t2020-01-02\t\n"
            + "c\tvolume\t2020-01-01\t\nc\tvolume\t2020-01-02\t\n"
            + "d\tvolume\t2020-01-01\t\n");
    Files.writeString(
        predicted,
        head
            + "a\ttone\t2020-01-01\t\na\ttone\t2020-01-06\tup\na\ttone\t2020-01-07\tup\n"
            + "b\ttone\t2020-01-01\t\nb\ttone\t2020-01-02\tdown\n"
            + "c\tvolume\t2020-01-01\t\nc\tvolume\t2020-01-02\tup\n"
            + "d\tvolume\t2020-01-01\t\n");
    // Of four found one is right: another is the same again, one falls, one is of a quiet series.
    Map<String, Object> scores = Metrics.changes(gold, predicted);
    assertThat(scores.get("precision")).isEqualTo(0.25);
    assertThat(scores.get("recall")).isEqualTo(0.5);
    assertThat(scores.get("false_alarm_share")).isEqualTo(0.5);
    assertThat(scores.get("changes")).isEqualTo(2L);
    assertThat(scores.get("within_3_days").toString()).contains("recall=0.0");
    assertThat(scores.get("within_7_days").toString()).contains("recall=0.5");
  }
}
