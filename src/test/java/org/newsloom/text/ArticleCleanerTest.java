package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleCleanerTest {
  private static final String STORY =
      "The harbour council of Port Amber voted on Monday to dredge the northern channel.";

  static List<String> hostileTexts() {
    int million = 1_000_000;
    return List.of(
        "",
        " ",
        "\0",
        "\uD800",
        "\uDC00 and \uD83D",
        "\uD83D\uDE00\uD83D\uDE01\u200D\uD83D\uDE02",
        "x".repeat(million),
        "<".repeat(million),
        "<a".repeat(million / 2),
        "<p ".repeat(million / 3),
        "<script>".repeat(million / 8),
        "<!--".repeat(million / 4),
        "&".repeat(million),
        "&amp".repeat(million / 4),
        "&amp;".repeat(million / 5),
        "\u00E2\u20AC".repeat(million / 2),
        "\u00C3".repeat(million),
        "\u00C3\u0192".repeat(million / 2),
        "\\".repeat(million),
        "\\u00".repeat(million / 4),
        " ".repeat(million),
        "\n".repeat(million),
        "a\n".repeat(million / 2),
        "\" ".repeat(million / 2),
        "` ".repeat(million / 2),
        ". A".repeat(million / 3),
        "e" + "\u0301\u0323".repeat(million / 2),
        "Photograph: ".repeat(million / 12),
        "CNN's ".repeat(million / 6),
        "(Editing by ".repeat(million / 12),
        "Read more:\n".repeat(million / 11),
        "Subscribe now\n\nand he said\n".repeat(million / 28));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void everyCharacterIsKeptOrRemovedOrWhiteSpace(String raw) {
    assertExplained(raw, ArticleCleaner.clean(raw));
  }

  @Test
  void everyCharacterOfAMixedPageIsExplained() {
    String raw =
        "\uFEFF<p>Fish &amp; chips\u00A0cost \u00C2\u00A35 in the caf\u00C3\u00A9, he said.</p>\r\n\r\n"
            + "Read more: Harbour news\r\n\r\n"
            + STORY
            + "\u0007\r\n\r\n"
            + STORY.toUpperCase(Locale.ROOT)
            + "\r\n\r\nComments are closed.";
    CleanArticle article = ArticleCleaner.clean(raw);
    assertExplained(raw, article);
    assertThat(article.text())
        .isEqualTo("Fish & chips cost \u00A35 in the caf\u00E9, he said.\n\n" + STORY);
    assertThat(article.removals())
        .extracting(Removal::reason)
        .containsExactly(
            Removal.CONTROL,
            Removal.MARKUP,
            Removal.MARKUP,
            Removal.BOILERPLATE,
            Removal.CONTROL,
            Removal.REPEATED,
            Removal.BOILERPLATE);
  }

  /** Removals say what stood in the raw text; what they do not hold is in the text or was space. */
  private static void assertExplained(String raw, CleanArticle article) {
    String text = article.text();
    boolean[] isExplained = new boolean[raw.length()];
    int last = 0;
    for (Removal removal : article.removals()) {
      assertThat(removal.start()).isGreaterThanOrEqualTo(last);
      assertThat(raw.substring(removal.start(), removal.end())).isEqualTo(removal.text());
      Arrays.fill(isExplained, removal.start(), removal.end(), true);
      last = removal.end();
    }
    int lastStart = 0;
    for (int i = 0; i < text.length(); i++) {
      int start = article.rawStart(i);
      int end = article.rawEnd(i);
      if (start < lastStart || end <= start || end > raw.length()) {
        throw new AssertionError("character " + i + " maps to [" + start + ", " + end + ")");
      }
      boolean isSame = end - start > 1 || raw.charAt(start) == text.charAt(i);
      if (!isSame && raw.charAt(start) < 0x80 && Character.isLetterOrDigit(raw.charAt(start))) {
        throw new AssertionError("character " + i + " became " + text.charAt(i));
      }
      Arrays.fill(isExplained, start, end, true);
      lastStart = start;
    }
    for (int i = 0; i < raw.length(); i++) {
      if (!isExplained[i] && !Layout.isSpace(raw.charAt(i))) {
        throw new AssertionError("raw character " + i + " (" + raw.charAt(i) + ") is lost");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "don\u00E2\u20AC\u2122t | don\u2019t",
        "don\u00E2\u0080\u0099t | don\u2019t",
        "\u00E2\u20AC\u0153Yes,\u00E2\u20AC she said | \u201CYes,\u201D she said",
        "\u00E2\u20AC\u0153Yes\u00E2\u20AC. | \u201CYes\u201D.",
        "caf\u00C3\u00A9 | caf\u00E9",
        "caf\u00C3\u0192\u00C2\u00A9 | caf\u00E9",
        "don\u00C3\u00A2\u00E2\u201A\u00AC\u00E2\u201E\u00A2t | don\u2019t",
        "S\u00C3O PAULO | S\u00C3O PAULO",
        "\u00C2ngela went to \u00C5land | \u00C2ngela went to \u00C5land",
        "\u00CE\u201D | \u00CE\u201D",
      })
  void mojibakeIsRepairedWhereItIsProven(String raw, String text) {
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(text);
  }

  @Test
  void tickersInAngleBracketsAreNoTags() {
    String raw = "Standard Oil <SRD> and <BP> said so, if 3 < 4.";
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(raw);
  }

  @Test
  void scriptsGoWithTheirContent() {
    CleanArticle article =
        ArticleCleaner.clean("Before<script type=\"x\">var a = '<b>';</script> after<br/>next");
    assertThat(article.text()).isEqualTo("Before after\nnext");
  }

  @Test
  void escapesOfJsonAreRead() {
    assertThat(ArticleCleaner.clean("on 1\\/26\\/11 \\\"Depth\\\" caf\\u00e9 C:\\new").text())
        .isEqualTo("on 1/26/11 \"Depth\" caf\u00E9 C:\\new");
  }

  @Test
  void spacedOutQuotesAreClosed() {
    assertThat(
            ArticleCleaner.clean(
                    "Look in the \" In Depth \" box. \" We know, \" he said. \" It is ` odd' .\" ")
                .text())
        .isEqualTo("Look in the \"In Depth\" box. \"We know,\" he said. \"It is 'odd' .\"");
  }

  @Test
  void hardWrappedLinesBecomeParagraphs() {
    String raw =
        """
        Amber Oil
        Co said it plans to form a venture to manage the money market
        borrowing and investment activities of both companies.
            The unit is a subsidiary of Amber Petroleum, which also
        owns a 55 pct interest in Standard.
        """;
    assertThat(ArticleCleaner.clean(raw).text())
        .isEqualTo(
            "Amber Oil Co said it plans to form a venture to manage the money market borrowing and"
                + " investment activities of both companies.\n"
                + "The unit is a subsidiary of Amber Petroleum, which also owns a 55 pct interest"
                + " in Standard.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        The tide comes in
        and goes again
        and no one asks
        the tide for why""",
        """
        Shr three cts vs two cts
        Net 456,000 vs 272,000
        Sales 15 mln vs 14.4 mln""",
        """
        Harbour council votes to dredge the northern channel this year
        Fishermen of Port Amber fear for the herring in the spring
        Storm closes the coast road between Amber and Lower Quay""",
      })
  void linesOfTheirOwnStay(String raw) {
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Comments are closed.",
        "Read more: Council to vote on the harbour",
        "Related posts",
        "Related stories\nStorm closes the coast road\nHerring return to Port Amber",
        "No comments:\nPost a Comment",
        "COMMENTS\nThere are on this article.\nYou must become a subscriber or login to view.",
        "Sign up for our free newsletter",
        "A crane in the harbour. (File photo)",
        "Click here to see the pictures",
        "Advertisement",
        "Story highlights",
        "\u00A9 2021 The Amber Post. All rights reserved.",
        "We use cookies to improve this site.",
      })
  void furnitureOnLinesGoes(String furniture) {
    CleanArticle article = ArticleCleaner.clean(STORY + "\n" + furniture);
    assertThat(article.text()).isEqualTo(STORY);
    assertThat(article.removals()).extracting(Removal::reason).containsOnly(Removal.BOILERPLATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This discussion is now closed.",
        "(Reporting by Ann Lee; Editing by Bo Ray)",
        "Photograph: Ann Lee/AFP/Getty Images",
        "CNN's Ann Lee, J.J. Ray and Bo Ray contributed to this report.",
        "You've selected the U.S. Edition. Would you like to make this your default edition? YES | NO",
      })
  void furnitureWithinALineGoes(String furniture) {
    CleanArticle article = ArticleCleaner.clean(STORY + " " + furniture + " Boats wait outside.");
    assertThat(article.text()).isEqualTo(STORY + " Boats wait outside.");
    assertThat(article.removals()).extracting(Removal::text).containsExactly(furniture);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Comments are closed to debate, the chairman said, and so is the harbour.",
        "The council said comments are closed.",
        "He asked readers to subscribe to the fund for the widows of the storm.",
        "CNN's Ann Lee was hurt. Others contributed to this report of the council.",
        "The photograph: a boat on its side, a man beside it.",
        "Related charges were dropped.",
        "Share prices fell, and trade is closed.",
      })
  void sentencesThatSoundLikeFurnitureStay(String sentence) {
    String raw = sentence + "\n" + STORY;
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(raw);
  }

  @Test
  void advertisementsBetweenTheEndsOfAPageGo() {
    String story = STORY + "\nBoats wait outside the mole.\n";
    String raw =
        story
            + "Reporting costs money. Please consider subscribing now.\n"
            + "Amber Kettle\n"
            + "Our kettle boils faster. It fits any stove.\n"
            + "COMMENTS";
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(story.strip());
  }

  @Test
  void whatPeopleSayBetweenTheEndsOfAPageStays() {
    String raw =
        STORY + "\nPlease consider subscribing.\nThe mayor said the vote was fair.\nCOMMENTS";
    assertThat(ArticleCleaner.clean(raw).text())
        .isEqualTo(STORY + "\nThe mayor said the vote was fair.");
  }

  @Test
  void aRepeatedRunGoesWithItsShortSentences() {
    String run = STORY + " It was close. " + STORY.replace("Monday", "Tuesday");
    CleanArticle article = ArticleCleaner.clean(run + " Then: " + "Nothing. " + run);
    assertThat(article.text()).isEqualTo(run + " Then: Nothing.");
    assertThat(article.removals()).extracting(Removal::reason).containsOnly(Removal.REPEATED);
  }

  @Test
  void shortSentencesMayComeAgain() {
    String raw = "No comment. He went home. No comment. He went home.";
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(raw);
  }

  @Test
  void lettersAreComposed() {
    CleanArticle article = ArticleCleaner.clean("Cafe\u0301 re\u0301sume\u0301");
    assertThat(article.text()).isEqualTo("Caf\u00E9 r\u00E9sum\u00E9");
    assertThat(article.rawStart(3)).isEqualTo(3);
    assertThat(article.rawEnd(3)).isEqualTo(5);
    assertThat(article.rawStart(5)).isEqualTo(6);
  }

  @Test
  void cleaningCleanTextChangesNothing() {
    String once =
        ArticleCleaner.clean("<b>" + STORY + "</b>\r\n\r\n\r\n" + STORY + "&nbsp;x").text();
    CleanArticle twice = ArticleCleaner.clean(once);
    assertThat(twice.text()).isEqualTo(once);
    assertThat(twice.removals()).isEmpty();
  }
}
