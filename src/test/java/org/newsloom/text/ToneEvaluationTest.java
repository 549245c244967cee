package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToneEvaluationTest {

  @TempDir Path folder;

  @Test
  void toneStandsWhereTheGoldToneStood() throws IOException {
    Path gold = folder.resolve("gold.tsv");
    Path predictions = folder.resolve("predictions.tsv");
    Files.writeString(gold, "1_1\t-4\tA good day for peace.\n1_2\t4\tThe war killed many.\n");
    ToneEvaluation.predictTone(gold, predictions);
    List<String> lines = Files.readAllLines(predictions);
    assertThat(lines).hasSize(2);
    String[] first = lines.get(0).split("\t", -1);
    assertThat(first[0]).isEqualTo("1_1");
    assertThat(Double.parseDouble(first[1])).isBetween(0.2, 4.0);
    assertThat(first[2]).isEqualTo("A good day for peace.");
    assertThat(Double.parseDouble(lines.get(1).split("\t", -1)[1])).isBetween(-4.0, -0.2);
  }

  @Test
  void targetsCountCodePoints() throws IOException {
    Path gold = folder.resolve("gold.jsonl");
    Path predictions = folder.resolve("predictions.jsonl");
    Files.writeString(
        gold,
        "{\"id\": \"a\", \"text\": \"😀😀 They condemned the corrupt liar Smith.\", \"targets\":"
            + " [{\"start\": 35, \"end\": 40, \"mention\": \"Smith\", \"polarity\": 1}]}\n");
    ToneEvaluation.predictTargetTone(gold, predictions);
    assertThat(Files.readString(predictions))
        .contains("\"start\":35,\"end\":40,\"mention\":\"Smith\",\"polarity\":-1");
  }

  @Test
  void aLineWithoutTextIsNamed() throws IOException {
    Path gold = folder.resolve("gold.tsv");
    Files.writeString(gold, "1_1\t0.4\n");
    assertThatThrownBy(() -> ToneEvaluation.predictTone(gold, folder.resolve("out.tsv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1");
  }
}
