package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The harbour council voted on Monday to dredge the northern channel this year.",
        "de | Der Hafenrat hat am Montag beschlossen, die n\u00F6rdliche Fahrrinne auszubaggern.",
        "fr | Le conseil du port a d\u00E9cid\u00E9 lundi de draguer le chenal nord cette ann\u00E9e.",
        "es | El consejo del puerto decidi\u00F3 el lunes dragar el canal del norte este a\u00F1o.",
        "nl | De havenraad heeft maandag besloten om de noordelijke vaargeul uit te baggeren.",
        "ru | \u0421\u043E\u0432\u0435\u0442 \u043F\u043E\u0440\u0442\u0430 \u0440\u0435\u0448\u0438\u043B \u0443\u0433\u043B\u0443\u0431\u0438\u0442\u044C \u0441\u0435\u0432\u0435\u0440\u043D\u044B\u0439 \u043A\u0430\u043D\u0430\u043B",
        "ar | \u0642\u0631\u0631 \u0645\u062C\u0644\u0633 \u0627\u0644\u0645\u064A\u0646\u0627\u0621 \u064A\u0648\u0645 \u0627\u0644\u0625\u062B\u0646\u064A\u0646 \u062A\u0639\u0645\u064A\u0642 \u0627\u0644\u0642\u0646\u0627\u0629",
      })
  void aSentenceTellsItsLanguage(String code, String text) {
    assertThat(Languages.identify(text)).get().extracting(Languages.Guess::code).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1,234 \u2013 5,678", "No", "\uD83D\uDE00\uD83D\uDE00", "\uD800\uD800"})
  void tooLittleTextTellsNone(String text) {
    assertThat(Languages.identify(text)).isEmpty();
  }

  @Test
  void theSameTextAlwaysTellsTheSame() {
    String text = "Shr 34 cts vs 12 cts, net 5 mln vs 4 mln, revenue of the harbour company";
    assertThat(Languages.identify(text)).isEqualTo(Languages.identify(text));
  }

  @Test
  void longTextIsReadToItsLimit() {
    String text =
        "The council voted on Monday to dredge the channel. ".repeat(50)
            + "\u0441".repeat(1_000_000);
    assertThat(Languages.identify(text)).get().extracting(Languages.Guess::code).isEqualTo("en");
  }

  @Test
  void aTableOfFiguresTellsNone() {
    assertThat(Languages.identify("Shr 10 cts vs 14 cts\nNet 5 vs 7 mln\n".repeat(20))).isEmpty();
  }

  @Test
  void aListOfForeignPlacesUnderAHeadingTellsNone() {
    String list =
        "THE FOLLOWING SNOWFALL WAS MEASURED IN THE 12 HOURS UP TO (0600) TODAY\n"
            + " MONTAGNA DEL SUD: SANTA CHIARA NIL, PONTE GRANDE NIL, CAMPO BELLO NIL, ROSSANO NIL,"
            + " VILLA NOVA NIL, MARINA DEL LIDO NIL, CASTELLO DELLA TORRE 7.0 MM.";
    assertThat(Languages.identify(list).map(Languages.Guess::code)).isNotEqualTo(Optional.of("it"));
  }

  @Test
  void aBulletinInCapitalsIsInItsLanguage() {
    assertThat(
            Languages.identify(
                "THE OIL MINISTER SAID TODAY THAT THE GOVERNMENT WOULD RAISE ITS SUBSIDY ON FUEL SOLD"
                    + " AT HOME, AND THAT PRICES OUGHT TO STAY WHERE THEY WERE UNTIL THE AUTUMN."))
        .map(Languages.Guess::code)
        .contains("en");
  }
}
