package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordTokenizerTest {
  /** The tokens with spaces between, as treebanks print them. */
  private static String tokens(String sentence) {
    return String.join(" ", WordTokenizer.tokenize(sentence).stream().map(Token::text).toList());
  }

  @Test
  void aTokenIsTheExactStretchOfItsSentence() {
    String sentence = "  Rowe’s café, “so”… 😀 end. ";
    int behind = 0;
    for (Token token : WordTokenizer.tokenize(sentence)) {
      assertThat(sentence.substring(token.start(), token.end())).isEqualTo(token.text());
      assertThat(sentence.substring(behind, token.start())).isBlank();
      behind = token.end();
    }
    assertThat(sentence.substring(behind)).isBlank();
  }

  @Test
  void cliticsStandAlone() {
    assertThat(tokens("Rowe's men don't, can’t and WON'T say they've won; I'm sure he’d."))
        .isEqualTo("Rowe 's men do n't , ca n’t and WO N'T say they 've won ; I 'm sure he ’d .");
    assertThat(tokens("The guards’ chief O'Hara met the chargé d'affaires in '98"))
        .isEqualTo("The guards ’ chief O'Hara met the chargé d'affaires in '98");
  }

  @Test
  void hyphenatedWordsAndNumbersStayWhole() {
    assertThat(tokens("Hale-backed ships won 3-2 at 10:30, 1,000.5 tonnes, 3/4 of 2½"))
        .isEqualTo("Hale-backed ships won 3-2 at 10:30 , 1,000.5 tonnes , 3/4 of 2½");
  }

  @Test
  void abbreviationsKeepTheirStops() {
    assertThat(
            tokens(
                "Gen. J. R. Stone met Hale Corp. at 5 a.m. in a U.S.-led port, No. 5, on Aug. 22."))
        .isEqualTo(
            "Gen. J. R. Stone met Hale Corp. at 5 a.m. in a U.S.-led port , No. 5 , on Aug. 22 .");
  }

  @Test
  void theLastStopStandsAloneUnlessItsWordHasAnother() {
    assertThat(tokens("He left Hale Corp.")).isEqualTo("He left Hale Corp .");
    assertThat(tokens("He left the U.S.")).isEqualTo("He left the U.S.");
    assertThat(tokens("“He left D.C.”")).isEqualTo("“ He left D.C. ”");
    assertThat(tokens("He said no. He left.")).isEqualTo("He said no . He left .");
  }

  @Test
  void signsStandAlone() {
    assertThat(tokens("(“5%”) -- $7m... [US$8] a—b; and/or ``so''"))
        .isEqualTo("( “ 5 % ” ) -- $ 7m ... [ US$ 8 ] a — b ; and / or `` so ''");
  }

  @Test
  void addressesHandlesAndTagsStayWhole() {
    assertThat(
            tokens(
                "See https://example.org/a_(b)?c=d. Mail j.doe@example.org, @hale_1 or #Pier_2 at example.com/x!"))
        .isEqualTo(
            "See https://example.org/a_(b)?c=d . Mail j.doe@example.org , @hale_1 or #Pier_2 at example.com/x !");
    assertThat(tokens("harbournews.com wrote of Haddad.Rowe"))
        .isEqualTo("harbournews.com wrote of Haddad . Rowe");
  }

  @Test
  void anEmojiIsOneTokenWithItsModifiers() {
    assertThat(tokens("so😀👍🏽👩‍👩‍👧🇮🇷🇺🇸1️⃣."))
        .isEqualTo("so 😀 👍🏽 👩‍👩‍👧 🇮🇷 🇺🇸 1️⃣ .");
  }

  @Test
  void combiningMarksStayWithTheirLetters() {
    assertThat(tokens("cafe\u0301's ناطنز قم")).isEqualTo("cafe\u0301 's ناطنز قم");
  }

  @Test
  void hostileTextIsCovered() {
    for (String unit :
        List.of(
            "a",
            "a.",
            "a.b.",
            "'",
            "a'",
            "@",
            "a@",
            "-",
            "😀\u200D",
            "\ud800",
            "\u0000",
            "e\u0301",
            "http://",
            "(",
            "1,",
            "🇮",
            "$",
            "a-",
            "\u0301")) {
      String text = unit.repeat(1_000_000 / unit.length());
      int behind = 0;
      int covered = 0;
      for (Token token : WordTokenizer.tokenize(text)) {
        if (token.start() < behind) {
          throw new AssertionError(
              "Token at " + token.start() + " overlaps the one ending at " + behind);
        }
        behind = token.end();
        covered += token.end() - token.start();
      }
      assertThat(covered).as("of %s", unit).isEqualTo(unit.equals("\u0000") ? 0 : text.length());
    }
    assertThat(WordTokenizer.tokenize("")).isEmpty();
  }
}
