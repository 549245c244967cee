package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.entities.NameComparison.Relation;

class NameComparisonTest {

  @ParameterizedTest
  @CsvSource({
    "PER, Qassem Soleimani, Qasim Soleimani",
    "PER, Muqtada al-Sadr, Moqtada al-Sadr",
    "PER, Muammar Gaddafi, Moammar Qaddafi",
    "PER, Muammar Gaddafi, Muammar Kadhafi",
    "PER, Abdul Rahman Kadri, Abdurrahman Qadri",
    "PER, Musa Kurdan, Moussa Kurdan",
    "PER, Benjamin Harmon, Benjarnin Harmon",
    "PER, Otto Landgraf, 0tto Landgraf",
    "PER, William Harmon, Wi1liam Harmon",
    "ORG, Kataib Hezbollah, Kataeb Hezbollah",
    "ORG, Popular Mobilization Forces, Popular Mobilisation Forces",
    "LOC, Irbil, Erbil",
    "LOC, Ain al-Asad, Ayn al-Asad",
    "LOC, Falluja, Fallujah",
    "LOC, Deir al-Zour, Deir Ezzor",
  })
  void wordsThatSoundTheSameAreATransliteration(String type, String a, String b) {
    assertThat(relation(type, a, b)).contains(Relation.TRANSLITERATION);
    assertThat(relation(type, b, a)).contains(Relation.TRANSLITERATION);
  }

  @ParameterizedTest
  @CsvSource({
    "PER, Ada Kerrick, Otto Kerrick",
    "PER, Alan Brookes, Ellen Brookes",
    "PER, Jon Brookes, Jan Brookes",
    "PER, Mary Brookes, Maria Brookes",
    "PER, Daniel Brookes, Danielle Brookes",
    "PER, Ali Khamenei, Ali Khomeini",
    "PER, Kim Jong-il, Kim Jong-un",
    "PER, Mary Landry, Mary Landrieu",
    "PER, Brook, Brooke",
    "PER, Ada Brook, Brook",
    "LOC, Iran, Iraq",
    "LOC, Niger, Nigeria",
    "LOC, Austria, Australia",
    "ORG, BBC, ABC",
    "ORG, Hill Bank, Mill Bank",
    "MISC, Apollo 11, Apollo 12",
    "MISC, World War I, World War II",
  })
  void namesOfTwoAreNoSpellingOfEachOther(String type, String a, String b) {
    Set<Relation> told = new TreeSet<>();
    relation(type, a, b).ifPresent(told::add);
    assertThat(told).isSubsetOf(Relation.CONFLICT, Relation.SPELLING);
  }

  @ParameterizedTest
  @CsvSource({
    "ORG, Foreign Ministry of Iran, Foreign Ministry of Iraq",
    "ORG, Apollo 11 Society, Apollo 12 Society",
    "MISC, World War I, World War II",
    "PER, George W. Marsh, George H. W. Marsh",
    "PER, Otto Brook, Otto Brook Jr.",
  })
  void whatTellsTwoApartIsAConflict(String type, String a, String b) {
    assertThat(relation(type, a, b)).contains(Relation.CONFLICT);
  }

  @Test
  void aSurnameInFrontWithACommaIsTheLastWord() {
    assertThat(relation("PER", "Jon Kerrick", "Kerrick, Jon")).contains(Relation.TRANSLITERATION);
    assertThat(relation("PER", "Jon Kerrick", "Kerrick Jon")).contains(Relation.ORDER);
  }

  @Test
  void aLetterStandsForAWord() {
    assertThat(relation("PER", "Otto Brook", "Otto M. Brook")).contains(Relation.INITIALS);
    assertThat(relation("PER", "Otto Brook", "O. Brook")).contains(Relation.INITIALS);
    assertThat(relation("PER", "Otto Brook", "A. Brook")).isEmpty();
    assertThat(relation("PER", "John Brook", "T.J. Brook")).contains(Relation.FULLER);
  }

  @Test
  void aNameMoreIsFuller() {
    assertThat(relation("PER", "Samir Kadri", "Samir Hassan Kadri")).contains(Relation.FULLER);
    assertThat(relation("PER", "Samir Kadri", "Otto Brook Samir Kadri")).isEmpty();
  }

  @Test
  void otherSpacesAreTold() {
    assertThat(relation("ORG", "Lake Watch Society", "LakeWatch Society"))
        .contains(Relation.SPACING);
    assertThat(relation("PER", "Ada van Brook", "Ada Vanbrook")).isEmpty();
    assertThat(relation("PER", "Ana Maria Tolbert", "Anamaria Tolbert")).contains(Relation.SPACING);
  }

  @Test
  void aPersonAndAPlaceAreComparedOnlyWhereAllWordsSoundTheSame() {
    NameVariant person = NameVariant.of("jon kerrick", "Jon Kerrick", "PER", 1);
    assertThat(NameComparison.of(person, NameVariant.of("jonkerrick", "Jonkerrick", "LOC", 1)))
        .isEmpty();
    assertThat(NameComparison.of(person, NameVariant.of("jon kerick", "Jon Kerick", "LOC", 1)))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\0", "\ud800", "😀 😀", "-", "12", "محمد علي", "a b c d e f g"})
  void whatHasNoWordsIsNothing(String name) {
    for (String type : new String[] {"PER", "ORG"}) {
      NameVariant odd = NameVariant.of("odd", name, type, 1);
      assertThat(NameComparison.of(odd, NameVariant.of("a", "Ada Brook", type, 1))).isEmpty();
      assertThat(NameBlocks.bundled().keys(odd)).hasSizeLessThan(200);
    }
  }

  @Test
  void aVeryLongNameIsCut() {
    String word = "kadr".repeat(1 << 18);
    NameVariant a = NameVariant.of("a", word + " " + word, "PER", 1);
    NameVariant b = NameVariant.of("b", word + " Q" + word, "PER", 1);
    assertThat(NameComparison.of(a, b)).isPresent();
    assertThat(NameBlocks.bundled().keys(a)).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PER, Qassem Soleimani, Kasim Sulaymani",
    "PER, Otto Brook, O. Brook",
    "PER, Samir Kadri, Samir Hassan Kadri",
    "PER, Wael Ghonim, Wael Ghuneim",
    "ORG, Kataib Hezbollah, Kataeb Hizbullah",
    "ORG, LakeWatch Society, Lake Watch Society",
    "LOC, Benghazi, Bengazhi",
    "ORG, Foreign Ministry of Iran, Foreign Ministry of Iraq",
  })
  void whatIsComparedSharesABlock(String type, String a, String b) {
    Set<String> keys = NameBlocks.bundled().keys(NameVariant.of("a", a, type, 1));
    keys.retainAll(NameBlocks.bundled().keys(NameVariant.of("b", b, type, 1)));
    assertThat(keys).isNotEmpty();
  }

  private static Optional<Relation> relation(String type, String a, String b) {
    return NameComparison.of(
            NameVariant.of("a " + a, a, type, 1), NameVariant.of("b " + b, b, type, 1))
        .map(NameComparison::relation);
  }
}
