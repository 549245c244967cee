package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceToneModelTest {
  private static final int DOCUMENTS = 20;

  @TempDir Path folder;

  /** Half of the documents tell of a dull thing in words that no lexicon rates. */
  private Path gold() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < DOCUMENTS; i++) {
      String told = i % 2 == 0 ? "the zorbly tram came" : "the grimpish tram came";
      lines.append("%d_1\t%d\t%s on line %d%n".formatted(i, i % 2 == 0 ? 2 : -2, told, i));
    }
    return Files.writeString(folder.resolve("gold.tsv"), lines);
  }

  private static double tone(SentenceToneModel model, String sentence) {
    WrittenToken[] tokens = WrittenToken.of(List.of(sentence.split(" ", -1)));
    SentenceToneModel.Word[] words = new SentenceToneModel.Word[tokens.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = model.word(tokens[i], i == 0);
    }
    return model.tone(tokens, words, new double[tokens.length], 0);
  }

  private SentenceToneModel trained(WordSpace space) throws IOException {
    Path file = folder.resolve("model.tsv");
    SentenceToneTrainer.Figures figures = SentenceToneTrainer.train(gold(), space, file);
    assertThat(figures.documents()).isEqualTo(DOCUMENTS);
    assertThat(figures.r()).isGreaterThan(0.9);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return SentenceToneModel.read(lines);
    }
  }

  @Test
  void wordsAreWorthWhatPeopleSayOfTheirSentences() throws IOException {
    SentenceToneModel model = trained(WordSpace.none());
    assertThat(tone(model, "a zorbly day")).isPositive();
    assertThat(tone(model, "a grimpish day")).isNegative();
    assertThat(tone(model, "a zorbly zorbly zorbly zorbly day")).isLessThan(1);
  }

  @Test
  void namesHaveNoTone() throws IOException {
    SentenceToneModel model = trained(WordSpace.none());
    assertThat(tone(model, "near Grimpish there")).isEqualTo(tone(model, "near Zorbly there"));
  }

  @Test
  void aWordThatTheLexiconLacksIsLikeThoseItIsUsedLike() throws IOException {
    TreeMap<String, float[]> vectors = new TreeMap<>();
    for (String good : List.of("good", "great", "excellent", "blorf")) {
      vectors.put(good, new float[] {1, 0});
    }
    for (String bad : List.of("bad", "terrible", "awful", "snerk")) {
      vectors.put(bad, new float[] {0, 1});
    }
    Path file = folder.resolve("model.tsv");
    SentenceToneTrainer.train(gold(), new WordSpace(vectors), file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).anyMatch(line -> line.matches("blorf\t\t[12].*"));
    assertThat(lines).anyMatch(line -> line.matches("snerk\t\t-[12].*"));
    assertThat(lines).noneMatch(line -> line.startsWith("good\t"));
  }

  @Test
  void theSameFilesGiveTheSameModel() throws IOException {
    SentenceToneTrainer.train(gold(), WordSpace.none(), folder.resolve("a.tsv"));
    SentenceToneTrainer.train(gold(), WordSpace.none(), folder.resolve("b.tsv"));
    assertThat(folder.resolve("a.tsv")).hasSameTextualContentAs(folder.resolve("b.tsv"));
  }

  @Test
  void tooFewDocumentsAreRefused() throws IOException {
    Path few = Files.writeString(folder.resolve("few.tsv"), "1_1\t2\tgood\n");
    assertThatThrownBy(
            () -> SentenceToneTrainer.train(few, WordSpace.none(), folder.resolve("out.tsv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 documents");
  }

  @Test
  void theBundledModelFollowsNegationAndContrast() {
    ToneLexicon lexicon = ToneLexicon.bundled();
    double good = lexicon.read(List.of("The", "plan", "is", "good", ".")).tone().tone();
    double bad = lexicon.read(List.of("The", "plan", "is", "not", "good", ".")).tone().tone();
    assertThat(good).isPositive().isGreaterThan(bad);
  }
}
