package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CreditsTest {
  /** Whether the word stands in a credit of the text. */
  private static boolean isCredit(String text, String word) {
    int start = text.indexOf(word);
    return Credits.find(text).stream()
        .anyMatch(credit -> credit.start() <= start && start + word.length() <= credit.end());
  }

  @Test
  void datelinesAreCredits() {
    for (String text :
        List.of(
            "CAIRO (Reuters) - Troops left Egypt.",
            "It rained. CAIRO, June 16 (Reuters) - Troops left Egypt.",
            "CAIRO, Egypt -- Troops left Egypt.",
            "Cairo (AP) -- Troops left Egypt.")) {
      assertThat(isCredit(text, text.contains("CAIRO") ? "CAIRO" : "Cairo")).as(text).isTrue();
      assertThat(isCredit(text, "Troops")).as(text).isFalse();
    }
  }

  @Test
  void bylinesAndContributionsAreCredits() {
    assertThat(isCredit("By Ada Brook, CNN It rained in Rome.", "Ada Brook")).isTrue();
    assertThat(isCredit("By Ada Brook and Otto Lind, CNN Libyan youths walk.", "Otto Lind"))
        .isTrue();
    assertThat(isCredit("By Ada Brook and Otto Lind, CNN Libyan youths walk.", "Libyan")).isFalse();
    assertThat(isCredit("(Reporting by Ada Brook; Editing by Otto Lind)", "Otto Lind")).isTrue();
    assertThat(isCredit("It ended. CNN's Ada Brook contributed to this report.", "Ada Brook"))
        .isTrue();
  }

  @Test
  void creditsOfPicturesAreCredits() {
    assertThat(isCredit("Rome. Photograph: Ada Brook/AFP It rained.", "Ada Brook")).isTrue();
    assertThat(isCredit("It rained. (AP Photo/Ada Brook) So it was.", "Ada Brook")).isTrue();
    assertThat(isCredit("A boat. Photo: Getty Images", "Getty Images")).isTrue();
  }

  @Test
  void aNewsroomsReportersAreCredits() {
    String text =
        "It rained. The BBC's Ada Brook in Rome says it ended. Otto Lind BBC News, Oslo It";
    for (String word : List.of("BBC", "Ada Brook", "Rome", "Otto Lind", "Oslo")) {
      assertThat(isCredit(text, word)).as(word).isTrue();
    }
    assertThat(isCredit("CNN's chief correspondent Ada Brook told Rome.", "Ada Brook")).isTrue();
    assertThat(isCredit("CNN's chief correspondent Ada Brook told Rome.", "Rome")).isFalse();
    assertThat(isCredit("He saw Syria TV. Otto Lind BBC News, Oslo It", "Syria TV")).isFalse();
  }

  @Test
  void labelsOfATranscriptsSpeakersAreCredits() {
    String text =
        "ADA BROOK, CNN ANCHOR: We go to Rome. LIND: Well, Ada, it rains. BROOK: And in Oslo?"
            + " OTTO LIND (voice-over): No.";
    for (String word : List.of("ADA BROOK", "CNN", "LIND", "BROOK", "OTTO LIND")) {
      assertThat(isCredit(text, word)).as(word).isTrue();
    }
    assertThat(isCredit(text, "Oslo")).isFalse();
    assertThat(isCredit("It rained. NATO: Strikes ended. So it was.", "NATO")).isFalse();
  }

  @Test
  void whatAReportTellsIsNoCredit() {
    assertThat(isCredit("The minister told Reuters that CNN was wrong.", "Reuters")).isFalse();
    assertThat(isCredit("It was written by Ada Brook and read by Otto Lind.", "Ada Brook"))
        .isFalse();
    assertThat(isCredit("He stood by Ada Brook, CNN said.", "Ada Brook")).isFalse();
  }

  @Test
  void hostileTextIsReadInTime() {
    for (String hostile :
        List.of(
            "",
            "(",
            "/AFP",
            "A ".repeat(20_000),
            "AB ".repeat(20_000),
            "CNN's ".repeat(5_000),
            "AB: ".repeat(5_000),
            ". AB, ".repeat(5_000),
            "CNN, Rome".repeat(5_000),
            "(Reuters) -".repeat(5_000))) {
      Credits.find(hostile)
          .forEach(credit -> assertThat(credit.end()).isLessThanOrEqualTo(hostile.length()));
    }
  }
}
