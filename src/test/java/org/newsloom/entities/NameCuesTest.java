package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameCuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[PER .6 Kataib al-Brook ] said | Kataib al-Brook ORG",
        "the [PER .6 Lake Brigades ] said | Lake Brigades ORG",
        "the [LOC .5 Hill Front ] said | Hill Front ORG",
        "[PER .5 Hurricane Mavis ] hit | Hurricane Mavis MISC",
        "the [ORG .6 Gulf of Brook ] | Gulf of Brook LOC",
        "the [LOC .6 Gulf ] of [LOC .7 Brook ] | Gulf of Brook LOC",
        "the [LOC .6 Gulf ] of Brook | Gulf of Brook LOC",
        "the [PER .5 Costa Alba ] oil tanker sank | Costa Alba MISC",
        "the [PER .5 Costa Alba ] oil spill | Costa Alba MISC",
        "the ship [PER .5 Alba ] sank | Alba MISC",
        "the contractor [PER .5 Brookson ] denied it | Brookson ORG",
        "[PER .6 Brookson ] shares fell | Brookson ORG",
        "[PER .6 Brookson ] 's executives left | Brookson ORG",
        "chairman Jean-Otto [PER .6 Brook ] left | Jean-Otto Brook PER",
        "Chief of [ORG .5 Staff Ada Brook ] said | Ada Brook PER",
        "the 82nd [ORG .7 Airborne Division ] left | 82nd Airborne Division ORG",
        "the [ORG .99 USS Brook ] sank | USS Brook MISC",
        "at [PER .5 Brook ] airfield | Brook LOC",
        "on [PER .5 Brook ] air base | Brook LOC",
        "the Foundation said | Foundation ORG",
        "The Ministry said | Ministry ORG",
        "[ORG .5 Adm. Ada Brook ] said | Ada Brook PER",
        "said U.N. Secretary-General Otto Hill-moon | Otto Hill-moon PER",
        "Chief Executive Ada [PER .6 Brook ] said | Ada Brook PER",
        "retired Adm. Ada [PER .5 Brook ] said | Ada Brook PER",
      })
  void aNamesWordsAndNeighboursTellItsType(String sentence, String expected) {
    assertThat(refined(sentence)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[PER .99 Ada Court ] said | Ada Court PER",
        "contractor [PER .9 Ada Brook ] said | Ada Brook PER",
        "the [ORG .9 Brookson ] oil rig | Brookson ORG",
        "the [LOC .6 Gulf ] of the three | Gulf LOC",
        "a French-born [PER .9 Brook ] | Brook PER",
        "the [PER .6 Brook ] said | Brook PER",
        "[PER .6 Front ] | Front PER",
        "the Council of Elders met [PER .9 Brook ] | Brook PER",
        "the [ORG .9 Lake Foundation ] | Lake Foundation ORG",
        "[PER .9 Brook ] and a Foundation | Brook PER",
        "When [PER .9 Brook ] left | Brook PER",
        "Share Reply [PER .9 Brook ] left | Brook PER",
        "on Monday [PER .9 Brook ] left | Brook PER",
        "the President [PER .9 Brook ] left | Brook PER",
        "THE ADM. ADA [PER .9 BROOK ] LEFT | BROOK PER",
        "[ORG .9 General Lakes Corp. ] rose | General Lakes Corp. ORG",
      })
  void whatTheTaggerIsSureOfStays(String sentence, String expected) {
    assertThat(refined(sentence)).containsExactly(expected);
  }

  @Test
  void aPersonIsNoPartOfTheOrganisation() {
    assertThat(refined("retired [ORG .5 Lake Guard Rear Adm. Ada Brook ] said"))
        .containsExactly("Lake Guard ORG", "Ada Brook PER");
    assertThat(refined("[ORG .5 Lake Guard Adm. Ada ] [PER .6 Brook ] said"))
        .containsExactly("Lake Guard ORG", "Ada Brook PER");
    assertThat(refined("[ORG .5 Lake Secretary Ada Brook ] said"))
        .containsExactly("Lake ORG", "Ada Brook PER");
  }

  @Test
  void noNamesAreNoNames() {
    assertThat(NameCues.refine(List.of(), List.of())).isEmpty();
    assertThat(refined("[PER .1 \0 ]")).containsExactly("\0 PER");
    assertThat(refined("\ud83d [MISC .1 \ud83d ] \ud83d")).hasSize(1);
  }

  @Test
  void wellKnownNamesAreFoundWhole() {
    List<String> tokens = List.of("The", "UN", "Security", "Council", "met", "in", "the", "Gulf");
    assertThat(WellKnownNames.bundled().find(tokens))
        .containsExactly(new TaggedName(1, 4, "ORG", 0.95));
    assertThat(WellKnownNames.bundled().find(List.of("A", "red", "cross", "", "Red", "sea")))
        .isEmpty();
    assertThat(WellKnownNames.bundled().find(List.of("", "\0", "\ud83d", "Red"))).isEmpty();
  }

  /** Names as "[TYPE confidence words ]" among the other words. */
  private static List<String> refined(String sentence) {
    List<String> tokens = new ArrayList<>();
    List<TaggedName> names = new ArrayList<>();
    String[] words = sentence.split(" ");
    for (int i = 0; i < words.length; i++) {
      if (!words[i].startsWith("[")) {
        tokens.add(words[i]);
        continue;
      }
      int end = Arrays.asList(words).subList(i, words.length).indexOf("]") + i;
      int first = tokens.size();
      tokens.addAll(Arrays.asList(words).subList(i + 2, end));
      double confidence = Double.parseDouble(words[i + 1]);
      names.add(new TaggedName(first, tokens.size(), words[i].substring(1), confidence));
      i = end;
    }
    return NameCues.refine(tokens, names).stream()
        .map(
            name ->
                String.join(" ", tokens.subList(name.firstToken(), name.endToken()))
                    + " "
                    + name.type())
        .toList();
  }
}
