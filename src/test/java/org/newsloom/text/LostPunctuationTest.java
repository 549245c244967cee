package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LostPunctuationTest {
  private static final WordRepairs LEARNED =
      WordRepairs.of(
          Map.of(
              "Ambers",
              new WordRepairs.WordRepair(
                  Repair.POSSESSIVE, "Amber's", new WordRepairs.Counts(1, 40)),
              "disputeThe",
              new WordRepairs.WordRepair(
                  Repair.GLUED_WORDS, "dispute The", new WordRepairs.Counts(1, 90))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "They didn t know, and can t say. | They didn't know, and can't say.",
        "The earthquake s centre lay off the harbour. | The earthquake's centre lay off the harbour.",
        "I m sure we re late; you ll see. | I'm sure we're late; you'll see.",
        "It s the council s fault, they say. | It's the council's fault, they say.",
        "We dont know. DIDNT YOU ASK? Thats all. | We don't know. DIDN'T YOU ASK? That's all.",
        "We cant wait. | We can't wait.",
        "They went home.Others stayed on. | They went home. Others stayed on.",
      })
  void anApostropheIsPutBackWhereTheFormProvesIt(String raw, String text) {
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The letter s stands for the vitamin s in the list.",
        "He spoke with cant and bombast, as was his wont to do.",
        "The McDonalds in Russia, YouTube, the iPhone and Americans stay.",
        "kh ng th s y b c cents y ng l",
        "They re-elected him; if you re-marry, we re-open.",
        "See Amber.Com for it, or Ann.Lee Ray at Node.Js today.",
        "Of s and of t nothing is known.",
        "The Ambers went home, and Ambers said so.",
      })
  void whatNothingProvesStays(String raw) {
    assertThat(clean(raw).text()).isEqualTo(raw);
    assertThat(clean(raw).repairs()).isEmpty();
  }

  @Test
  void theCorpusProvesWordsAndTheirNumbersAreKept() {
    CleanArticle article =
        clean("Many spoke of Ambers role in the disputeThe vote was close, they all said.");
    assertThat(article.text())
        .isEqualTo("Many spoke of Amber's role in the dispute The vote was close, they all said.");
    assertThat(article.repairs())
        .extracting(Repair::rule, Repair::text, Repair::replacement, Repair::evidence)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Repair.POSSESSIVE, "Ambers", "Amber's", new WordRepairs.Counts(1, 40)),
            org.assertj.core.groups.Tuple.tuple(
                Repair.GLUED_WORDS, "disputeThe", "dispute The", new WordRepairs.Counts(1, 90)));
  }

  @Test
  void aTextStrippedOfItsPunctuationProvesItsOwnWords() {
    String filler = "Boats wait outside the mole while Orland and Vessia talk about the channel. ";
    String raw =
        "PORT AMBERIf Orlands plan fails, Vessias boats stay. Orlands harbour and Vessias"
            + " Fleet Office lie idle in Vessiabut some go out, the governments fleet too. "
            + filler.repeat(16).replace("talk", "speak");
    assertThat(ArticleCleaner.clean(raw).text())
        .startsWith(
            "PORT AMBER\nIf Orland's plan fails, Vessia's boats stay. Orland's harbour and"
                + " Vessia's Fleet Office lie idle in Vessia but some go out, the government's fleet"
                + " too. ");
    String quoted = raw + "\"Yes.\"";
    assertThat(ArticleCleaner.clean(quoted).text()).contains("Orlands plan", "Vessiabut");
  }

  @Test
  void lettersKeepTheirPlacesAroundARepair() {
    String raw = "So Ambers role grew.";
    CleanArticle article = clean(raw);
    int role = article.text().indexOf("role");
    assertThat(article.rawStart(role)).isEqualTo(raw.indexOf("role"));
    assertThat(article.rawStart(article.text().indexOf("'s"))).isEqualTo(raw.indexOf("s role"));
  }

  @Test
  void aWordIsACandidateByItsForm() {
    assertThat(WordRepairs.candidate("Orlands")).isPresent();
    assertThat(WordRepairs.candidate("disputeThe")).isPresent();
    assertThat(List.of("Russians", "McDonald", "YouTube", "iPhone", "harbours", "Orland's", "News"))
        .allSatisfy(word -> assertThat(WordRepairs.candidate(word)).isEmpty());
    assertThat(WordRepairs.words("Orland's boats, Orland\u2019s."))
        .containsExactlyInAnyOrder("Orland's", "boats", "s");
  }

  private static CleanArticle clean(String raw) {
    return ArticleCleaner.clean(raw, hash -> false, LEARNED);
  }
}
