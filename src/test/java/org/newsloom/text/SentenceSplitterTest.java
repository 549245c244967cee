package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {
  private static List<String> split(String text) {
    return SentenceSplitter.split(text).stream().map(span -> span.of(text)).toList();
  }

  private static void assertSplits(String... sentences) {
    assertThat(split(String.join(" ", sentences))).containsExactly(sentences);
  }

  private static boolean isBlank(String text, int from, int to) {
    return text.substring(from, to).chars().allMatch(c -> Characters.isSpace((char) c));
  }

  private static void assertCovers(String text) {
    int behind = 0;
    for (Span sentence : SentenceSplitter.split(text)) {
      assertThat(sentence.start()).isGreaterThanOrEqualTo(behind);
      assertThat(isBlank(text, behind, sentence.start())).isTrue();
      assertThat(Characters.isSpace(text.charAt(sentence.start()))).isFalse();
      assertThat(Characters.isSpace(text.charAt(sentence.end() - 1))).isFalse();
      behind = sentence.end();
    }
    assertThat(isBlank(text, behind, text.length())).isTrue();
  }

  @Test
  void plainSentencesEndAtTheirStops() {
    assertSplits("The ferry left at noon.", "Did it return?", "It did!", "Nobody knew why.");
  }

  @Test
  void namesOfStatesAndBodiesKeepTheirStops() {
    assertSplits(
        "The U.N. Security Council met in the U.S. Embassy.", "The U.S. Army stayed away.");
  }

  @Test
  void anAbbreviationThatMayCloseASentenceDoesSoBeforeAnOpeningWord() {
    assertSplits("The cargo came from the U.S.", "The harbour was closed.");
    assertSplits(
        "He runs Harrow Corp. Chief Mills in Ohio.",
        "She sold it to Bell Inc.",
        "They kept the name.");
    assertSplits("She met Tom Hale Jr. at the pier.", "He came at 5 p.m.", "Workers had left.");
  }

  @Test
  void titlesAndInitialsNeverEndASentence() {
    assertSplits(
        "Spokesman Cmdr. Jessica Rowe and Gen. Omar Hadid met Lt. Col. J. R. Stone.", "It rained.");
    assertSplits("John F. Harlow spoke.", "Mr. Azad and Dr. Lind left for St. Louis.");
  }

  @Test
  void numbersMonthsAndHoursKeepTheirStops() {
    assertSplits(
        "Pier No. 5 burned on Aug. 22 at 3 a.m. Tuesday.", "Losses rose 2.5 pct by Dec. 6.");
    assertSplits("He answered no.", "He meant it.");
    assertSplits(
        "Rowe v. Hale was about art.", "Haddad lost pp. 5 to 9 of vol. 2.", "In Sept. Rowe won.");
    assertSplits("(Update 9:30 p.m. Cairo, 2:30 p.m. ET) Crowds gathered.", "Nobody spoke.");
  }

  @Test
  void quotesAndBracketsStayWithTheStopBeforeThem() {
    assertSplits(
        "“We think so.”",
        "She left.",
        "(It rained.)",
        "“Why?” he asked.",
        "“It's over!” Rowe said.");
    assertSplits(
        "He was \" very sceptical. \"", "He left.", "\" Nobody came. \"", "Then it rained.");
    assertSplits("\"We wait.\"", "\"You wait,\" he said.");
    assertSplits(
        "A stray \" mark, \" Rowe said.", "\" We left. \"", "He said, \" We wait. \"", "Fog came.");
  }

  @Test
  void aMissingSpaceDoesNotHideAnEnd() {
    assertThat(split("They targeted Haddad.Rowe stresses restraint.So be it.”He left."))
        .containsExactly(
            "They targeted Haddad.", "Rowe stresses restraint.", "So be it.”", "He left.");
  }

  @Test
  void addressesAndJoinedAbbreviationsHoldNoEnds() {
    assertSplits(
        "Visit harbournews.com or Harbour.com today.",
        "The U.S.-led force, a Ph.D student and www.Pier.Xyz stayed.");
    assertSplits(
        "See https://example.org/a.B?c=D.e! for details.", "Write to j.doe@example.org now.");
  }

  @Test
  void aStrayStopBeforeASmallLetterIsNoEnd() {
    assertSplits("He died in the strike. of January 2020 at home.", "They mourned.");
    assertSplits("The report came out.", "al-Zaman printed it.");
  }

  @Test
  void writersWithoutCapitalsHaveSentencesToo() {
    assertSplits("we saw the ship.", "nobody was on it.");
  }

  @Test
  void stopsAndQuotesNeverStandAlone() {
    assertThat(
            split(
                "The pier closed on Friday. .\n\nIt opened again. . “\n\n\"\n\nThen it rained. ...Fog came."))
        .containsExactly(
            "The pier closed on Friday. .",
            "It opened again. . “\n\n\"",
            "Then it rained.",
            "...Fog came.");
    assertThat(split("“\nWe wait.")).containsExactly("“\nWe wait.");
    assertThat(split("\"")).containsExactly("\"");
  }

  @Test
  void ellipsesEndASentenceBeforeACapitalOnly() {
    assertSplits(
        "He waited... and waited.",
        "It was late...",
        "Nobody came.",
        "The event was in Harbour, D.C..",
        "He left.");
  }

  @Test
  void aBlankLineAlwaysEndsASentence() {
    assertThat(split("Harbour closes after storm\n\nThe harbour of\n \t\nour town closed"))
        .containsExactly("Harbour closes after storm", "The harbour of", "our town closed");
  }

  @Test
  void aHeadlineEndsAtItsLine() {
    assertThat(
            split(
                "Storm closes harbour\nThe harbour of our small town was closed on Monday after a storm that nobody had foreseen"
                    + " had torn away the eastern pier.\nRelated stories"))
        .hasSize(3)
        .startsWith("Storm closes harbour")
        .endsWith("Related stories");
  }

  @Test
  void hardWrappedLinesAreJoined() {
    String first =
        "The port authority of the old town said on Monday that the\nEastern Pier Co would rebuild the wharf by the end of\nMarch.";
    String second =
        "Mr.\nHale, who owns the ferry, said he had lost 20 mln dlrs in the\nstorm and the fire.";
    assertThat(split(first + " " + second)).containsExactly(first, second);
  }

  @Test
  void indentedLinesBeginParagraphs() {
    assertThat(
            split(
                "Ferry owners said First\nHarbour Bank had lent\nthem money\n    The bank denied\nit\n    Fares rise"))
        .containsExactly(
            "Ferry owners said First\nHarbour Bank had lent\nthem money",
            "The bank denied\nit",
            "Fares rise");
  }

  @Test
  void listItemsStandAlone() {
    assertThat(split("• Fog\n• Rain and wind\n- snow"))
        .containsExactly("• Fog", "• Rain and wind", "- snow");
    assertThat(split("1. Harbour town\n2. Rowe City\n3. Hale"))
        .containsExactly("1. Harbour town", "2. Rowe City", "3. Hale");
  }

  @Test
  void aSpeakerStaysWithTheWords() {
    assertSplits("I'm Carla Stone.", "STONE: The place: Harbour, Ohio.", "HALE: Why?");
  }

  @Test
  void longRunsAreCutAtWhiteSpaceOrHard() {
    String table = "cell ".repeat(20_000);
    assertThat(split(table))
        .allMatch(row -> row.length() <= SentenceSplitter.LONGEST && row.endsWith("cell"));
    assertCovers(table);
    String emoji = "x" + "😀".repeat(5_000);
    assertThat(split(emoji))
        .allMatch(part -> !Character.isLowSurrogate(part.charAt(0)))
        .hasSizeGreaterThan(4);
    assertCovers(emoji);
  }

  @Test
  void hostileTextIsCoveredInBoundedPieces() {
    for (String unit :
        List.of(
            ".", ". ", "\"", "\" ", "\"\n\n", ".\n", "a.b", "A.", "(", "\u0000", "\ud800", "\udc00",
            "?”", "😀", "\n", "x", "http://", ". \" ", "'", "1. ", "a\n ")) {
      String text = unit.repeat(1_000_000 / unit.length());
      assertCovers(text);
      assertThat(SentenceSplitter.split(text))
          .as("of %s", unit)
          .allMatch(sentence -> sentence.end() - sentence.start() <= 2 * SentenceSplitter.LONGEST);
    }
    assertThat(split("")).isEmpty();
    assertThat(split(" \n\n\u00A0 ")).isEmpty();
  }
}
