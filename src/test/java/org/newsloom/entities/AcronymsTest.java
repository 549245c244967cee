package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.text.Span;

class AcronymsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Fighters of the Popular Mobilization Forces (PMF) left. | PMF = Popular Mobilization Forces",
        "The PMF (Popular Mobilization Forces) left. | PMF = Popular Mobilization Forces",
        "PMF (the Popular Mobilization Forces) left. | PMF = Popular Mobilization Forces",
        "Asaib Ahl al-Haq, or AAH, one of the groups | AAH = Asaib Ahl al-Haq",
        "the International Atomic Energy Agency, known as the IAEA, said | IAEA = International Atomic Energy Agency",
        "Islamic State of Iraq and Syria (ISIS) | ISIS = Islamic State of Iraq and Syria",
        "Iran’s Islamic Revolutionary Guard Corps (IRGC), visited | IRGC = Islamic Revolutionary Guard Corps",
        "the Joint Comprehensive Plan of Action (JCPOA) | JCPOA = Joint Comprehensive Plan of Action",
        "The Northern Lakes Council (\"NLC\") met | NLC = Northern Lakes Council",
        "the Northern Lakes Council (also known as NLC) met | NLC = Northern Lakes Council",
        "the Department of Lake Affairs (DLA; founded 1970) | DLA = Department of Lake Affairs",
        "the Treaty Organisation of Lakes (TOL) and the Hill Union (HU) | TOL = Treaty Organisation of Lakes; HU = Hill Union",
        "the Volunteers’ League, abbreviated as VL. | VL = Volunteers’ League",
        "the Northern Lakes Council - NLC - met | NLC = Northern Lakes Council",
        "the Northern Lakes Council — the NLC — met | NLC = Northern Lakes Council",
        "the Department of Lake Affairs, DLA, said | DLA = Department of Lake Affairs",
        "the NLC, the Northern Lakes Council, said | NLC = Northern Lakes Council",
        "Northern Lakes Council, now known as NLC, said | NLC = Northern Lakes Council",
        "Northern Lakes Council, now NLC, said | NLC = Northern Lakes Council",
        "the NLC, short for Northern Lakes Council, said | NLC = Northern Lakes Council",
      })
  void definitionsAreFound(String sentence, String expected) {
    assertThat(found(sentence, List.of())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada Brook (R-Ohio) said so.",
        "Ada Brook (AP) reports",
        "the lakes (see the map) are deep",
        "strategic lake talks (SLT) went on",
        "Take Ada, or BOB, or nothing",
        "She left (THE END)",
        "the towns, NLC, and others",
        "the NLC, the Brook Lakes Council, said",
        "Brook Hill, BH, said",
        "the NLC, the N",
        "NLC - ",
        "NLC News of Lakes (NLC) met",
        "",
        "(",
        "()",
        ")(",
        "(AB",
        "\0(\0)",
        "\ud83d (\ud83d\ude00AB)",
      })
  void otherBracketsDefineNothing(String sentence) {
    assertThat(found(sentence, List.of())).isEmpty();
  }

  @Test
  void theTaggersNameSaysWhereTheLongFormBegins() {
    String sentence = "The Great Northern Lakes Council (NLC) met";
    int start = sentence.indexOf("Great");
    int end = sentence.indexOf(" (");
    assertThat(found(sentence, List.of(new Span(start, end))))
        .isEqualTo("NLC = Great Northern Lakes Council");
  }

  @Test
  void aMegabyteWithoutASpaceIsRead() {
    assertThat(found("A".repeat(1 << 20), List.of())).isEmpty();
    assertThat(found("(".repeat(1 << 20), List.of())).isEmpty();
    assertThat(found("(AB) ".repeat(100_000), List.of())).isEmpty();
  }

  private static String found(String sentence, List<Span> names) {
    return String.join(
        "; ",
        Acronyms.find(sentence, names).stream()
            .map(d -> d.shortForm().of(sentence) + " = " + d.longForm().of(sentence))
            .toList());
  }
}
