package org.newsloom.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.job.InputException;

final class MetricsTest {
  @TempDir Path folder;

  @Test
  void aNameIsRightWhereItsSpanAndTypeAre() throws IOException {
    Path gold =
        file(
            "gold",
            "-DOCSTART- O",
            "",
            "Ada B-PER",
            "Bo I-PER",
            "left O",
            "Rome B-LOC",
            "",
            "UN B-ORG");
    Path predicted =
        file(
            "out",
            "-DOCSTART- O",
            "",
            "Ada B-PER",
            "Bo I-PER",
            "left O",
            "Rome B-ORG",
            "",
            "UN B-ORG");
    assertThat(Metrics.names(gold, predicted))
        .containsEntry("precision", 0.6667)
        .containsEntry("recall", 0.6667)
        .containsEntry("f1", 0.6667)
        .containsEntry("sentences", 2)
        .containsEntry("by_type", Map.of("LOC", 0.0, "ORG", 0.6667, "PER", 1.0));
  }

  @Test
  void spansOfBrokenTagsAreThoseOfConlleval() {
    assertThat(Scores.spans(List.of("I-PER", "I-LOC", "B-LOC", "O", "B-PER", "I-PER")))
        .containsExactlyInAnyOrder(
            new Scores.TaggedSpan(0, 1, "PER"),
            new Scores.TaggedSpan(1, 2, "LOC"),
            new Scores.TaggedSpan(2, 3, "LOC"),
            new Scores.TaggedSpan(4, 6, "PER"));
  }

  @Test
  void storiesAreComparedPairByPair() throws IOException {
    Path gold = file("gold", "id\tstory", "1\ta", "2\ta", "3\ta", "4\tb", "5\tb", "6\tc");
    Path predicted = file("out", "id\tstory", "1\tx", "2\tx", "3\ty", "4\ty", "5\tz", "6\tw");
    // Of 15 pairs 4 are right, 2 predicted, 1 of them right.
    // Index 1, expected 2 * 4 / 15, most 3: (1 - 8/15) / (3 - 8/15)
    assertThat(Metrics.copies(gold, predicted))
        .containsEntry("precision", 0.5)
        .containsEntry("recall", 0.25)
        .containsEntry("f1", 0.3333)
        .containsEntry("adjusted_rand", 0.1892)
        .containsEntry("n", 6);
  }

  @Test
  void theNoisiestCopiesAreCountedApart() throws IOException {
    String head = "id\tstory\toriginal\tedits";
    Path gold =
        file("gold", head, "1\ta\t1\toriginal", "2\ta\t0\tnoise0.06", "3\ta\t0\tcut,noise0.06");
    Path predicted =
        file("out", head, "1\tx\t1\toriginal", "2\tx\t0\tnoise0.06", "3\ty\t0\tcut,noise0.06");
    assertThat(Metrics.copies(gold, predicted)).containsEntry("recall_noise_6_percent", 0.5);
  }

  @Test
  void datesCountThoseGivenAndOfTheseThoseRight() throws IOException {
    Path gold =
        file(
            "gold",
            "id\tdate",
            "1\t2020-02-28",
            "2\t2020-03-01",
            "3\t2020-03-01",
            "4\t2020-03-09",
            "5\t");
    Path predicted =
        file(
            "out",
            "id\tdate",
            "1\t2020-02-28",
            "2\t2020-02-29",
            "3\t",
            "4\t2020-03-05",
            "5\t2020-01-01");
    Map<String, String> methods = Map.of("1", "header", "2", "url", "4", "header", "5", "url");
    assertThat(Metrics.dates(gold, predicted, methods))
        .isEqualTo(
            Map.of(
                "given_share",
                0.75,
                "right_share",
                0.3333,
                "within_1_day_share",
                0.6667,
                "n",
                4L,
                "by_method",
                Map.of("header", shares(0.5, 0.5, 0.5), "url", shares(0.25, 0.0, 1.0))));
  }

  private static Map<String, Object> shares(double given, double right, double within) {
    return Map.of("given_share", given, "right_share", right, "within_1_day_share", within);
  }

  @Test
  void toneCorrelatesWithTheRatings() throws IOException {
    Path gold = file("gold", "1\t1\tA", "2\t2\tB", "3\t3\tC", "4\t4\tD");
    Path predicted = file("out", "1\t1\tA", "2\t3\tB", "3\t2\tC", "4\t4\tD");
    assertThat(Metrics.tone(gold, predicted)).isEqualTo(Map.of("pearson_r", 0.8, "n", 4));
    assertThat(Metrics.tone(gold, file("flat", "1\t0\tA", "2\t0\tB", "3\t0\tC", "4\t0\tD")))
        .containsEntry("pearson_r", 0.0);
  }

  @Test
  void classesOfToneAreAveragedAlike() throws IOException {
    Path gold = file("gold", target("a", -1), target("b", 0), target("c", 1), target("d", 1));
    Path predicted = file("out", target("a", -1), target("b", 1), target("c", 1), target("d", 1));
    assertThat(Metrics.targetTone(gold, predicted))
        .containsEntry("f1_negative_neutral_positive", List.of(1.0, 0.0, 0.8))
        .containsEntry("macro_f1", 0.6)
        .containsEntry("accuracy", 0.75)
        .containsEntry("n", 4);
  }

  @Test
  void filesOfOtherItemsAreRefused() throws IOException {
    Path gold = file("gold", "id\tstory", "1\ta");
    Path other = file("out", "id\tstory", "2\ta");
    Path headless = file("headless", "1\ta");
    assertThatThrownBy(() -> Metrics.copies(gold, other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("other ids");
    assertThatThrownBy(() -> Metrics.copies(headless, other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no column 'id'");
  }

  private static String target(String id, int polarity) {
    return "{\"id\":\"%s\",\"targets\":[{\"start\":0,\"end\":2,\"polarity\":%d}]}"
        .formatted(id, polarity);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
