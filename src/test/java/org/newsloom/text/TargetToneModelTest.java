package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetToneModelTest {
  private final ToneLexicon lexicon = ToneLexicon.bundled();

  @Test
  void theTargetsOwnNameDoesNotCount() {
    TargetTone one = lexicon.towards(List.of("Police", "praised", "Smith", "."), 2, 3);
    assertThat(lexicon.towards(List.of("Police", "praised", "Killer", "."), 2, 3)).isEqualTo(one);
  }

  @Test
  void theMentionMayBeTheWholeSentence() {
    TargetTone tone = lexicon.towards(List.of("Smith"), 0, 1);
    assertThat(tone.confidence()).isBetween(0.0, 1.0);
    assertThat(tone.tone()).isBetween(-1.0, 1.0);
  }

  @Test
  void theSameFilesGiveTheSameModel(@TempDir Path folder) throws IOException {
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      gold.append(
          "{\"id\":\"allsides_%d_1_0_x\",\"text\":\"they %s Smith on day %d\",\"targets\":[{\"start\":%d,\"end\":%d,\"polarity\":%d}]}%n"
              .formatted(i, i % 2 == 0 ? "praised" : "accused", i, 13, 18, i % 2 == 0 ? 1 : -1));
    }
    Path file = Files.writeString(folder.resolve("gold.jsonl"), gold);
    TargetToneTrainer.Figures figures =
        TargetToneTrainer.train(List.of(file), WordSpace.none(), folder.resolve("a.tsv"));
    TargetToneTrainer.train(List.of(file), WordSpace.none(), folder.resolve("b.tsv"));
    assertThat(figures.f1().get(2)).isEqualTo(1);
    assertThat(folder.resolve("a.tsv")).hasSameTextualContentAs(folder.resolve("b.tsv"));
  }
}
