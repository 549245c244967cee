package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetToneModelTest {
  private final ToneLexicon lexicon = ToneLexicon.bundled();

  /** Tone of the bundled model toward the word in stars. */
  private TargetTone towards(String starred) {
    StarredSentence sentence = StarredSentence.of(starred);
    int mention = sentence.mention();
    return lexicon.read(sentence.tokens()).towards(mention, mention + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Jones accused *Smith* of lying . | -1",
        "*Smith* was attacked by protesters . | -1",
        "Police arrested *Smith* on charges of fraud . | -1",
        "The court convicted *Smith* of murder . | -1",
        "He blamed *Smith* for the disaster . | -1",
        "The crowd praised *Smith* . | 1",
        "*Smith* won the award for her brave work . | 1",
        "*Smith* , a brilliant scientist , was honored . | 1",
        "Voters love *Smith* . | 1",
        "*Smith* said the talks will resume on Monday . | 0",
        "*Smith* arrived in Cairo on Tuesday . | 0",
        "The disaster killed hundreds in *Egypt* . | 0"
      })
  void whoDoesWhatToWhomDecides(String sentence, int polarity) {
    assertThat(towards(sentence).polarity()).isEqualTo(polarity);
  }

  @Test
  void theAccusedIsInAWorseLightThanTheAccuser() {
    assertThat(towards("Jones accused *Smith* of lying .").tone())
        .isLessThan(towards("*Jones* accused Smith of lying .").tone());
  }

  @Test
  void theTargetsOwnNameDoesNotCount() {
    TargetTone one = lexicon.read(List.of("Police", "praised", "Smith", ".")).towards(2, 3);
    assertThat(lexicon.read(List.of("Police", "praised", "Killer", ".")).towards(2, 3))
        .isEqualTo(one);
  }

  @Test
  void noOtherNameCounts() {
    TargetTone one = towards("The mayor met *Smith* and Jones in Oslo .");
    assertThat(towards("The mayor met *Smith* and Clinton in Moscow .")).isEqualTo(one);
    assertThat(towards("Trump met *Smith* in May ."))
        .isEqualTo(towards("Quuxley met *Smith* in May ."));
  }

  @Test
  void theMentionMayBeTheWholeSentence() {
    TargetTone tone = lexicon.read(List.of("Smith")).towards(0, 1);
    assertThat(tone.confidence()).isBetween(0.0, 1.0);
    assertThat(tone.tone()).isBetween(-1.0, 1.0);
  }

  private static final List<String> GOOD = List.of("praised", "hailed", "honored");
  private static final List<String> BAD = List.of("accused", "blamed", "condemned");

  /** Invented targets: the one praised or blamed, and the one who does it. */
  private static Path gold(Path folder) throws IOException {
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String verb = (i % 2 == 0 ? GOOD : BAD).get(i / 2 % 3);
      String text = "on day %d the zorbs %s Smith again".formatted(10 + i, verb);
      int smith = text.indexOf("Smith");
      gold.append(
          "{\"id\":\"allsides_%d_1_0_x\",\"text\":\"%s\",\"targets\":[{\"start\":%d,\"end\":%d,\"polarity\":%d},{\"start\":10,\"end\":19,\"polarity\":0}]}%n"
              .formatted(i, text, smith, smith + 5, i % 2 == 0 ? 1 : -1));
    }
    return Files.writeString(folder.resolve("gold.jsonl"), gold);
  }

  private static WordSpace space() {
    TreeMap<String, float[]> vectors = new TreeMap<>();
    GOOD.forEach(word -> vectors.put(word, new float[] {1, 0}));
    BAD.forEach(word -> vectors.put(word, new float[] {0, 1}));
    vectors.put("lauded", new float[] {1, 0});
    vectors.put("slammed", new float[] {0, 1});
    return new WordSpace(vectors);
  }

  private static TargetTone towardsSmith(Path model, String verb) throws IOException {
    WrittenToken[] tokens = WrittenToken.of(List.of("the", "zorbs", verb, "Smith", "again"));
    try (BufferedReader lines = Files.newBufferedReader(model)) {
      TargetToneModel read = TargetToneModel.read(lines);
      TargetToneModel.Word[] words =
          Arrays.stream(tokens)
              .map(token -> read.word(token, token == tokens[0]))
              .toArray(TargetToneModel.Word[]::new);
      return read.new Sentence(tokens, words, new double[5]).towards(3, 4);
    }
  }

  @Test
  void theSameFilesGiveTheSameModel(@TempDir Path folder) throws IOException {
    Path gold = gold(folder);
    TargetToneTrainer.train(List.of(gold), space(), folder.resolve("a.tsv"));
    TargetToneTrainer.train(List.of(gold), space(), folder.resolve("b.tsv"));
    assertThat(folder.resolve("a.tsv")).hasSameTextualContentAs(folder.resolve("b.tsv"));
  }

  @Test
  void foldsMeasureWhatWasLearned(@TempDir Path folder) throws IOException {
    TargetToneTrainer.Figures figures =
        TargetToneTrainer.train(
            List.of(gold(folder)), WordSpace.none(), folder.resolve("model.tsv"));
    assertThat(figures.targets()).isEqualTo(120);
    assertThat(figures.macroF1()).isEqualTo(1);
  }

  @Test
  void aWordThatTheDataLacksCountsByItsVector(@TempDir Path folder) throws IOException {
    Path model = folder.resolve("model.tsv");
    TargetToneTrainer.train(List.of(gold(folder)), space(), model);
    assertThat(towardsSmith(model, "lauded").tone())
        .isGreaterThan(towardsSmith(model, "slammed").tone() + 0.1);
    assertThat(towardsSmith(model, "praised").polarity()).isEqualTo(1);
    assertThat(towardsSmith(model, "blamed").polarity()).isEqualTo(-1);
  }

  @Test
  void aWordThatSharesAStemCountsLikeIt(@TempDir Path folder) throws IOException {
    Path gold = gold(folder);
    String line = "{\"id\":\"allsides_99_1_0_x\",\"text\":\"they praise Jones\",\"targets\":[]}\n";
    Files.writeString(gold, Files.readString(gold) + line);
    Path model = folder.resolve("model.tsv");
    TargetToneTrainer.train(List.of(gold), WordSpace.none(), model);
    assertThat(towardsSmith(model, "praise")).isEqualTo(towardsSmith(model, "praised"));
    assertThat(towardsSmith(model, "praise")).isNotEqualTo(towardsSmith(model, "quuxed"));
  }

  @Test
  void fewerTargetsThanFoldsCannotBeLearnedFrom(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    Path model = folder.resolve("model.tsv");
    assertThatThrownBy(() -> TargetToneTrainer.train(List.of(empty), WordSpace.none(), model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 targets");
  }
}
