package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.newsloom.text.ReadingSpeed;

class NameTaggerTest {

  private final NameTagger tagger = NameTagger.bundled();

  @Test
  void findsPersonsPlacesAndOrganisations() {
    assertThat(names("John Miller of General Motors arrived in Paris on Monday ."))
        .containsExactly("PER John Miller", "ORG General Motors", "LOC Paris");
  }

  @Test
  void findsNationalities() {
    assertThat(names("A German minister met the French president ."))
        .containsExactly("MISC German", "MISC French");
  }

  @Test
  void findsTransliteratedNames() {
    assertThat(names("Mustafa al-Samarrai met Iraqi officers in Baghdad ."))
        .containsExactly("PER Mustafa al-Samarrai", "MISC Iraqi", "LOC Baghdad");
  }

  @Test
  void findsNamesWithALowerCasePart() {
    assertThat(names("Hassan al-Tarif flew to Saint-sur-Mer and met Lee Kin-moo ."))
        .contains("PER Hassan al-Tarif", "PER Lee Kin-moo");
  }

  @Test
  void itsSpeedIsCountedOverAllTokens() {
    List<List<String>> sentences =
        List.of(words("She lives in London ."), words("No names here ."));
    ReadingSpeed speed =
        ReadingSpeed.measure(sentences, List::size, tokens -> tagger.read(tokens).names().size());
    assertThat(speed.tokens()).isEqualTo(9);
    assertThat(speed.found()).isEqualTo(1);
    assertThat(speed.tokensPerSecond()).isNotNegative();
  }

  @Test
  void findsNamesInCapitals() {
    assertThat(names("GERMANY AND FRANCE SIGN TREATY IN BERLIN"))
        .containsExactly("LOC GERMANY", "LOC FRANCE", "LOC BERLIN");
  }

  @Test
  void findsSpeakersInTranscripts() {
    assertThat(names("MARTINEZ : We are live from London tonight ."))
        .containsExactly("PER MARTINEZ", "LOC London");
  }

  @Test
  void daysMonthsAndTitlesAreNoNames() {
    assertThat(names("On Monday , in March , Mr Smith read the letter ."))
        .containsExactly("PER Smith");
    assertThat(names("Read more on this story .")).isEmpty();
  }

  @Test
  void confidenceIsAProbability() {
    for (TaggedName name :
        tagger.tag(words("Angela Merkel flew to Washington with Siemens managers ."))) {
      assertThat(name.confidence()).isGreaterThan(0.1).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void anUnclearNameIsLessSureThanAClearOne() {
    double clear = tagger.tag(words("She lives in London .")).get(0).confidence();
    assertThat(clear).isGreaterThan(0.9);
    assertThat(tagger.tag(words("Zorbex gained 3 percent , Talwin lost .")))
        .allSatisfy(name -> assertThat(name.confidence()).isLessThan(clear));
  }

  @Test
  void takesAnyTokens() {
    assertThat(tagger.tag(List.of())).isEmpty();
    assertThat(tagger.tag(List.of(""))).isEmpty();
    assertThat(tagger.tag(List.of("", " ", "\0", "\ud800", "\udc00\ud800", "😀", "😀😀")))
        .isNotNull();
    assertThat(tagger.tag(List.of("x".repeat(1_000_000)))).isEmpty();
    assertThat(tagger.tag(List.of("بغداد", "Москва", "東京"))).isNotNull();
  }

  @Test
  void aSentenceOfAnyLengthIsTaggedToItsEnd() {
    List<String> tokens = new ArrayList<>(Collections.nCopies(10_000, "and"));
    tokens.addAll(List.of("in", "London", "."));
    List<TaggedName> names = tagger.tag(tokens);
    assertThat(names).isNotEmpty();
    TaggedName last = names.get(names.size() - 1);
    assertThat(last.firstToken()).isEqualTo(10_001);
    assertThat(last.endToken()).isEqualTo(10_002);
  }

  @Test
  void namesLieInTheSentenceAndDoNotOverlap() {
    List<String> tokens =
        words("EU , UN and NATO : Bush Blair Putin US UK Iraq - Iran \" The Times \" 1990");
    int end = 0;
    for (TaggedName name : tagger.tag(tokens)) {
      assertThat(name.firstToken()).isGreaterThanOrEqualTo(end);
      assertThat(name.endToken())
          .isGreaterThan(name.firstToken())
          .isLessThanOrEqualTo(tokens.size());
      assertThat(Bilou.TYPES).contains(name.type());
      end = name.endToken();
    }
    assertThat(end).isPositive();
  }

  @Test
  void manyThreadsFindTheSame() throws Exception {
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sentences.add(
          words(
              "Carla Nr" + i + " of Volkswagen met Ban Ki-moon in Geneva , Town" + i + " said ."));
    }
    List<List<TaggedName>> expected = sentences.stream().map(tagger::tag).toList();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<List<TaggedName>>>> found = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        found.add(pool.submit(() -> sentences.stream().map(tagger::tag).toList()));
      }
      for (Future<List<List<TaggedName>>> one : found) {
        assertThat(one.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<String> names(String sentence) {
    List<String> tokens = words(sentence);
    return tagger.tag(tokens).stream()
        .map(n -> n.type() + " " + String.join(" ", tokens.subList(n.firstToken(), n.endToken())))
        .toList();
  }

  private static List<String> words(String sentence) {
    return List.of(sentence.split(" "));
  }
}
