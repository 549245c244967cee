package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeTest {
  @Test
  void everyCountryOfTheJdkIsKnown() {
    assertThat(Arrays.stream(Locale.getISOCountries()))
        .allSatisfy(code -> assertThat(Knowledge.bundled().country(code)).as(code).isPresent());
  }

  @Test
  void everyCodeOfTwoLettersIsOneOfTheJdkOrKosovo() {
    List<String> codes = List.of(Locale.getISOCountries());
    assertThat(List.of("Iraq", "Mosul", "Iranian", "Kosovo", "Pentagon"))
        .allSatisfy(
            name ->
                assertThat(Knowledge.bundled().named(name).orElseThrow().code().orElseThrow())
                    .matches(code -> codes.contains(code) || code.equals("XK")));
  }

  @Test
  void aUsersLineAddsAName() {
    Knowledge knowledge =
        Knowledge.extendedBy(
            "mine.tsv",
            "# mine\n\nORG\tNorthern Lakes Council|NLC\tIQ\tpart_of United Nations|member_of Lake Union\nORG\tLake Union\n");
    assertThat(knowledge.wellKnown().lookUp("NLC", "nlc"))
        .hasValueSatisfying(
            meaning -> assertThat(meaning.name()).isEqualTo("Northern Lakes Council"));
    assertThat(knowledge.wellKnown().find(List.of("The", "Northern", "Lakes", "Council")))
        .containsExactly(new TaggedName(1, 4, "ORG", 0.95));
    assertThat(Knowledge.bundled().named("NLC")).isEmpty();
  }

  @Test
  void aUsersLineWins() {
    Knowledge knowledge =
        Knowledge.extendedBy("mine.tsv", "ORG\tGuardian Insurance|Guardian\tCH\r\n");
    assertThat(knowledge.wellKnown().lookUp("Guardian", "guardian").orElseThrow().name())
        .isEqualTo("Guardian Insurance");
  }

  @Test
  void aUsersCountryHasItsPeople() {
    Knowledge knowledge =
        Knowledge.extendedBy(
            "mine.tsv",
            "\ufeffCOUNTRY\tFreedonia\tZZ\nDEMONYM\tFreedonian|Freedonians\tZZ\nPLACE\tFredville\tZZ\tcapital_of Freedonia");
    assertThat(knowledge.countries().lookUp("Freedonians").orElseThrow().name())
        .isEqualTo("Freedonian");
    assertThat(knowledge.countries().isCapital("Fredville")).isTrue();
    assertThat(new NameTies(knowledge).countryCode("Freedonian Navy", "ORG")).contains("ZZ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "ORG ! mine.tsv line 1, column 1: has 1 of 2 to 4 columns: separate",
        "ORG#a#IQ#part_of Iraq#x ! mine.tsv line 1, column 5: has 5 of 2 to 4 columns",
        "FIRM#Acme ! mine.tsv line 1, column 1: type \"FIRM\": write one of [COUNTRY",
        "ORG#Acme| ! mine.tsv line 1, column 2: name \"\": write names",
        "ORG#Acme | Corp ! mine.tsv line 1, column 2: name \"Acme \": write names",
        "ORG#... ! mine.tsv line 1, column 2: name \"...\": write names",
        "ORG#Acme#Iraq ! mine.tsv line 1, column 3: country code \"Iraq\": write an ISO",
        "ORG#Acme#QQ ! mine.tsv line 1, column 3: country code \"QQ\" is no country's",
        "PLACE#Fredville ! mine.tsv line 1, column 3: no country code: a PLACE needs one",
        "ORG#Acme#IQ#owns Iraq ! mine.tsv line 1, column 4: relation \"owns Iraq\": write capital_of",
        "ORG#Acme##part_of Irq ! mine.tsv line 1, column 4: \"Irq\" names no entity",
        "ORG#Acme|Acme ! mine.tsv line 1, column 2: name \"Acme\" stands in line 1 too",
      })
  void aBrokenLineIsNamed(String line, String message) {
    assertThatThrownBy(() -> Knowledge.extendedBy("mine.tsv", line.replace('#', '\t')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aNameInTwoLinesIsAnError() {
    assertThatThrownBy(() -> Knowledge.extendedBy("mine.tsv", "ORG\tAcme\n\nMISC\tB|Acme\n"))
        .hasMessage(
            "mine.tsv line 3, column 2: name \"Acme\" stands in line 1 too: leave one of the two out");
  }

  @Test
  void tasksHaveTheUsersLines() throws IOException, ClassNotFoundException {
    Knowledge sent = sent(Knowledge.extendedBy("mine.tsv", "ORG\tLake Union\tIQ"));
    assertThat(sent.entry("Lake Union", "ORG").orElseThrow().code()).contains("IQ");
    assertThat(sent(Knowledge.bundled())).isSameAs(Knowledge.bundled());
  }

  private static Knowledge sent(Knowledge knowledge) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(knowledge);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Knowledge) in.readObject();
    }
  }
}
