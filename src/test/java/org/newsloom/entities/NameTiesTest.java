package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.newsloom.entities.NameTies.Tie;

class NameTiesTest {
  private final NameTies ties = new NameTies(Knowledge.bundled());

  @ParameterizedTest
  @CsvSource({
    "LOC, Iran, IR",
    "LOC, Scotland, GB",
    "LOC, Kosovo, XK",
    "LOC, Baghdad, IQ",
    "LOC, Irbil, IQ",
    "LOC, Texas, US",
    "LOC, New Mexico, US",
    "LOC, Northern Iraq, IQ",
    "LOC, Kandahar Airport, AF",
    "LOC, Baghdad International Airport, IQ",
    "LOC, 'Basra, Iraq', IQ",
    "MISC, Iranian, IR",
    "MISC, Iraqi Shiite, IQ",
    "ORG, Iranian Foreign Ministry, IR",
    "ORG, Foreign Ministry of Iran, IR",
    "ORG, Central Bank of Iraq, IQ",
    "ORG, Bank of England, GB",
    "ORG, Libyan National Transitional Council, LY",
    "ORG, National Iranian Oil Company, IR",
    "ORG, Free Syrian Army, SY",
    "ORG, US Army, US",
    "ORG, South Korean Navy, KR",
    "ORG, China Daily, CN",
    "ORG, American Airlines, US",
    "ORG, New York Times, US",
    "ORG, University of Baghdad, IQ",
    "ORG, Los Angeles Police Department, US",
    "ORG, Ministry of Defence of the Russian Federation, RU",
    "ORG, Pentagon, US",
    "ORG, BBC Radio, GB",
  })
  void aNameIsTiedToItsCountry(String type, String name, String code) {
    assertThat(ties.countryCode(name, type)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({
    "LOC, Gulf of Mexico",
    "LOC, Georgia",
    "LOC, Birmingham",
    "LOC, Indian Ocean",
    "LOC, Central America",
    "LOC, Soviet Union",
    "LOC, Middle East",
    "LOC, Kashmir",
    "PER, Paris Hilton",
    "PER, Michael Jordan",
    "PER, Iran",
    "MISC, Islam",
    "MISC, European",
    "ORG, United Nations",
    "ORG, UN Mission in Iraq",
    "ORG, Organization of American States",
    "ORG, Friends of Syria",
    "ORG, Islamic State of Iraq and Syria",
    "ORG, Iraq Study Group",
    "ORG, Jordan Brand",
    "ORG, Greek Orthodox Church",
    "ORG, Italian American Foundation",
    "ORG, Latin American Studies Association",
    "ORG, New England Patriots",
    "ORG, Manchester United",
    "ORG, American University of Egypt",
    "ORG, University of Georgia",
    "ORG, Georgia Tech",
    "ORG, Congolese and Kenyans",
    "ORG, 'Acme, Bank of Iraq'",
    "ORG, ''",
    "LOC, ' '",
    "ORG, of",
    "ORG, '🏔 of 🏔'",
  })
  void whatIsNotCertainHasNoCountry(String type, String name) {
    assertThat(ties.countryCode(name, type)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LOC, Tripoli, capital_of, libya, LOC, knowledge, 1.0",
    "LOC, Mosul, part_of, iraq, LOC, knowledge, 1.0",
    "LOC, Scotland, part_of, united kingdom, LOC, knowledge, 1.0",
    "LOC, Northern Iraq, part_of, iraq, LOC, name, 0.9",
    "MISC, Iranian, demonym_of, iran, LOC, knowledge, 1.0",
    "ORG, UN Security Council, part_of, united nations, ORG, knowledge, 1.0",
    "ORG, UN Fisheries Agency, part_of, united nations, ORG, name, 0.9",
    "ORG, General Committee of the United Nations, part_of, united nations, ORG, name, 0.9",
    "ORG, Iranian Revolutionary Guard, part_of, iran, LOC, name, 0.9",
    "ORG, Iranian Foreign Ministry, part_of, iran, LOC, name, 0.9",
    "ORG, Foreign Ministry of Iran, part_of, iran, LOC, name, 0.9",
    "ORG, Iraqi Republican Guard, part_of, iraq, LOC, name, 0.9",
    "ORG, Central Bank of Iraq, part_of, iraq, LOC, name, 0.9",
    "ORG, Bank of England, part_of, united kingdom, LOC, knowledge, 1.0",
    "ORG, Iranian Islamic Revolution Guard Corps, part_of, iran, LOC, name, 0.9",
  })
  void aNameTellsARelation(
      String type,
      String name,
      String relation,
      String otherKey,
      String otherType,
      String method,
      double score) {
    assertThat(ties.ties(name, type))
        .containsExactly(new Tie(relation, otherKey, otherType, method, score));
  }

  @ParameterizedTest
  @CsvSource({
    "LOC, Iran",
    "LOC, Georgia",
    "PER, Ada Brook",
    "ORG, American Airlines",
    "ORG, Free Syrian Army",
    "ORG, China Daily",
    "ORG, Salvation Army",
    "ORG, BBC State Department",
    "ORG, Commercial Bank of Syria",
    "ORG, Revolutionary Armed Forces of Colombia",
    "ORG, International Criminal Court Thursday",
    "ORG, International Criminal Court in The Hague",
    "ORG, World Food Programme and Lake Agency",
    "ORG, GCC (Gulf Cooperation Council",
    "ORG, Congress",
    "ORG, National Iranian Oil Company",
    "MISC, Iraqi Shiite",
    "MISC, Islam",
  })
  void whatIsNotCertainHasNoRelation(String type, String name) {
    assertThat(ties.ties(name, type)).isEmpty();
  }

  @Test
  void aVeryLongNameIsNothing() {
    String name = "Iranian" + " of".repeat(100_000);
    assertThat(ties.ties(name, "ORG")).isEmpty();
    assertThat(ties.countryCode("x".repeat(1_000_000), "LOC")).isEmpty();
  }
}
