package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.entities.CountryNames.Kind;
import org.newsloom.entities.CountryNames.Meaning;

class CountryNamesTest {
  private final CountryNames names = CountryNames.bundled();

  @ParameterizedTest
  @CsvSource({
    "U.S., US, United States",
    "US, US, United States",
    "USA, US, United States",
    "the United States, US, United States",
    "America, US, United States",
    "U.K., GB, United Kingdom",
    "Britain, GB, United Kingdom",
    "IRAN, IR, Iran",
    "Côte d’Ivoire, CI, Ivory Coast",
    "Burma, MM, Myanmar",
    "Scotland, GB-SCT, Scotland",
    "Türkiye, TR, Turkey",
  })
  void everyFormOfACountryMeansTheCountry(String surface, String code, String name) {
    assertThat(names.lookUp(surface)).contains(new Meaning(code, name, Kind.COUNTRY));
  }

  @ParameterizedTest
  @CsvSource({
    "Iraqi, IQ, Iraqi",
    "Iraqis, IQ, Iraqi",
    "Britons, GB, British",
    "Americans, US, American",
    "Spaniards, ES, Spanish",
    "Afghans, AF, Afghan",
    "Saudis, SA, Saudi",
  })
  void aPeopleIsAnEntityOfItsOwn(String surface, String code, String name) {
    assertThat(names.lookUp(surface)).contains(new Meaning(code, name, Kind.DEMONYM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"us", "Us", "polish", "turkey", "", " ", "the", "The Times", "\0", "\ud83d"})
  void otherWordsMeanNoCountry(String surface) {
    assertThat(names.lookUp(surface)).isEmpty();
  }

  @Test
  void countriesAndPeoplesAreFoundInASentence() {
    assertThat(found("The South Korean envoy left the United Arab Emirates for Iraq ."))
        .containsExactly("South Korean MISC", "United Arab Emirates LOC", "Iraq LOC");
  }

  @Test
  void aCountryInsideALongerNameIsNotFound() {
    assertThat(found("He left the Bank of England for Latin America and New Mexico .")).isEmpty();
    assertThat(found("American Airlines crossed the Indian Ocean .")).isEmpty();
  }

  @Test
  void aPersonsNameIsNoCountry() {
    assertThat(found("Mavis Jordan met Chad Brookes .")).isEmpty();
    assertThat(found("In Jordan , they met .")).containsExactly("Jordan LOC");
  }

  @Test
  void thePronounOfAHeadlineIsNoCountry() {
    assertThat(found("GIVE US BREAD")).isEmpty();
    assertThat(found("They told us that the US left .")).containsExactly("US LOC");
  }

  @Test
  void capitalsAreRead() {
    assertThat(found("IRAN WARNS NEW ZEALAND")).containsExactly("IRAN LOC", "NEW ZEALAND LOC");
  }

  @Test
  void emptySentencesHaveNone() {
    assertThat(names.find(List.of())).isEmpty();
    assertThat(names.find(List.of("", "\0", "\ud83d"))).isEmpty();
  }

  @Test
  void capitalsOfCountriesAreKnown() {
    assertThat(names.isCapital("Baghdad")).isTrue();
    assertThat(names.isCapital("Mosul")).isFalse();
    assertThat(names.lookUp("Baghdad")).isEqualTo(Optional.empty());
  }

  private List<String> found(String sentence) {
    List<String> tokens = Arrays.asList(sentence.split(" "));
    return names.find(tokens).stream()
        .map(
            name ->
                String.join(" ", tokens.subList(name.firstToken(), name.endToken()))
                    + " "
                    + name.type())
        .toList();
  }
}
