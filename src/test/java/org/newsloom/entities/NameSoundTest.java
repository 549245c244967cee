package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSoundTest {

  @ParameterizedTest
  @CsvSource({
    "Moammar Gadrafi, Muammar Qaddrafi",
    "Mohamed Kadri, Muhammad al-Qadri",
    "Musa Kurdan, Moussa Kurdan",
    "Abdel Latif Brahim, Abdul Lateef Brahim",
    "Sergei Petrov, Sergey Petrov",
    "Shukri Ghanim, Choukri Ghanem",
  })
  void spellingsOfANameInAnotherScriptSoundAlike(String a, String b) {
    assertThat(sound(a)).isEqualTo(sound(b));
  }

  @ParameterizedTest
  @CsvSource({
    "Alan Brookes, Ellen Brookes",
    "Dan Brookes, Dean Brookes",
    "Mary Brookes, Maria Brookes",
    "Jon Brookes, Jane Brookes",
    "Daniel Brookes, Danielle Brookes",
    "Marie Landries, Mary Landrieux",
    "Samir Hassan Kadri, Samir Kadri",
    "John Kerrick, John Kurrick",
  })
  void namesOfTwoPersonsSoundDifferent(String a, String b) {
    assertThat(sound(a)).isNotEqualTo(sound(b));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kadri", "Ban Ki-moo", "Ada Lee", "Łukasz Ж", "A B", "", "\0", "😀 😀"})
  void whatSaysTooLittleHasNoSound(String name) {
    assertThat(NameSound.of(NameForm.key(name, "PER"))).isEmpty();
  }

  @Test
  void aVeryLongNameIsReadInOnePass() {
    String key = "kadr".repeat(1 << 16) + " " + "hassan".repeat(1 << 16);
    assertThat(NameSound.of(key)).isPresent();
  }

  private static String sound(String name) {
    return NameSound.of(NameForm.key(name, "PER")).orElseThrow();
  }
}
