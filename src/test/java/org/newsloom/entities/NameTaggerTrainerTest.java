package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameTaggerTrainerTest {

  @TempDir Path folder;

  @Test
  void learnsFromAFewSentences() throws IOException {
    NameTagger tagger = train(gold(), "out.bin");
    for (NamesEvaluation.Scope scope : NamesEvaluation.Scope.values()) {
      Path predictions = folder.resolve("predictions.conll");
      NamesEvaluation.predict(tagger, scope, gold(), predictions);
      assertThat(Files.readString(predictions)).isEqualTo(Files.readString(gold()));
    }
    assertThat(tagger.tag(List.of("Gribble", "sleeps", "in", "Vonk", ".")))
        .extracting(TaggedName::type)
        .containsExactly("PER", "LOC");
  }

  @Test
  void wordsUsedAlikeAreLearnedFromText() throws IOException {
    // "Zubb" and "Quorl" are in no gold sentence; the text uses them as it uses the known names.
    NameTagger tagger = train(gold(), "out.bin");
    assertThat(tagger.tag(List.of("Zubb", "sleeps", "in", "Quorl", ".")))
        .extracting(TaggedName::type)
        .containsExactly("PER", "LOC");
  }

  @Test
  void theSameFilesGiveTheSameModel() throws IOException {
    train(gold(), "one.bin");
    train(gold(), "two.bin");
    assertThat(folder.resolve("one.bin")).hasSameBinaryContentAs(folder.resolve("two.bin"));
  }

  @Test
  void withoutTextTheBundledClassesAreUsed() throws IOException {
    Path out = folder.resolve("out.bin");
    NameTaggerTrainer.train(List.of(gold()), List.of(), out);
    assertThat(NameTagger.read(out).tag(List.of("Gribble", "sleeps", "in", "Vonk", ".")))
        .extracting(TaggedName::type)
        .containsExactly("PER", "LOC");
  }

  @Test
  void aLineOfTextThatIsNoJsonIsNamed() throws IOException {
    Path text = folder.resolve("bad.jsonl");
    Files.writeString(text, "{\"text\": \"Gribble sleeps.\"}\n\n{\"text\": \n");
    assertThatThrownBy(
            () -> NameTaggerTrainer.train(List.of(gold()), List.of(text), folder.resolve("out")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.jsonl:3");
  }

  @Test
  void typesOfOtherAnnotationsAreMapped() throws IOException {
    Path gold = folder.resolve("other.conll");
    Files.writeString(
        gold, "Zed\tB-person\nsleeps\tO\n\nAcme\tB-corporation\nsells\tO\n\n".repeat(30));
    assertThat(train(gold, "out.bin").tag(List.of("Acme", "sells")))
        .extracting(TaggedName::type)
        .containsExactly("ORG");
  }

  @Test
  void aLineWithoutATagIsNamed() throws IOException {
    Path gold = folder.resolve("bad.conll");
    Files.writeString(gold, "Paris B-LOC\nalone\n");
    assertThatThrownBy(() -> train(gold, "out.bin"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.conll:2")
        .hasMessageContaining("'alone'");
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    Path file = folder.resolve("no.bin");
    Files.writeString(file, "this is not a model of names");
    assertThatThrownBy(() -> NameTagger.read(file)).isInstanceOf(IOException.class);
  }

  private NameTagger train(Path gold, String name) throws IOException {
    Path out = folder.resolve(name);
    NameTaggerTrainer.train(List.of(gold), List.of(text()), out);
    return NameTagger.read(out);
  }

  private Path text() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String person : List.of("Gribble", "Wozzle", "Plim", "Hask", "Zubb")) {
      for (String place : List.of("Vonk", "Tarrow", "Queb", "Quorl")) {
        for (String hour : List.of("now", "often", "late", "long")) {
          String sentence = "Here " + person + " sleeps " + hour + " in " + place + ".";
          text.append("{\"text\": \"").append(sentence).append("\"}\n{\"title\": 1}\n");
        }
      }
    }
    return Files.writeString(folder.resolve("text.jsonl"), text);
  }

  private Path gold() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String person : List.of("Gribble", "Wozzle", "Plim", "Hask")) {
      for (String place : List.of("Vonk", "Tarrow", "Queb")) {
        text.append("-DOCSTART- -X- O\n\n");
        text.append(person).append(" NN B-PER\nsleeps VB O\nin IN O\n");
        text.append(place).append(" NN B-LOC\n. . O\n\n");
        text.append("The DT O\nhouse NN O\nof IN O\n").append(person).append(" NN B-PER\n");
        text.append("Smith NN I-PER\nstands VB O\n. . O\n\n");
      }
    }
    Path file = folder.resolve("gold.conll");
    Files.writeString(file, text);
    return file;
  }
}
