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
        "Subscribe now\n\nand he said\n".repeat(million / 28),
        "\u0092".repeat(million),
        "n\uFFFDt".repeat(million / 3),
        "&#8217".repeat(million / 6),
        "x s ".repeat(million / 4),
        "Ambers role ".repeat(million / 12),
        "AMBERIf ".repeat(million / 8),
        "May 4, 2020 at 1:00 pm | ".repeat(million / 25),
        "Posted by x | ".repeat(million / 14),
        "ANN LEE: ".repeat(million / 9),
        "A version appeared on p1 ".repeat(million / 25));
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
      boolean isInserted = i + 1 < text.length() && article.rawStart(i + 1) == start;
      if (!isSame
          && !isInserted
          && raw.charAt(start) < 0x80
          && Character.isLetterOrDigit(raw.charAt(start))) {
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
        "don\u0092t \u0093Yes\u0094 \u0096 no | don\u2019t \u201CYes\u201D \u2013 no",
        "don\uFFFDt and it\uFFFDs | don\u2019t and it\u2019s",
        "caf\uFFFD and caf\uFFFDs | caf\uFFFD and caf\uFFFDs",
        "na\u00C3\u00AFve S\u00C3\u00A3o Paulo | na\u00EFve S\u00E3o Paulo",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "&amp;quot;Yes&amp;quot; | \"Yes\"",
        "don&#8217t, don&amp;#8217;t, don&rsquo t | don\u2019t, don\u2019t, don\u2019 t",
        "fish&nbspand fish&nbsp and | fish&nbspand fish and",
        "AT&T and R&D, http://x.org/?a=1&quot=2 | AT&T and R&D, http://x.org/?a=1&quot=2",
        "soft\u00ADened zero\u200Bwidth \uFEFFmark | softened zerowidth mark",
      })
  void brokenEntitiesAndHiddenCharactersAreMended(String raw, String text) {
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(text);
  }

  @Test
  void mojibakeIsNotedWithWhatItWasTakenFor() {
    String raw =
        "He said: don\u00C3\u00A2\u00E2\u201A\u00AC\u00E2\u201E\u00A2t go, caf\u00C3\u00A9.";
    CleanArticle article = ArticleCleaner.clean(raw);
    assertThat(article.text()).isEqualTo("He said: don\u2019t go, caf\u00E9.");
    assertThat(article.repairs())
        .extracting(Repair::replacement)
        .containsExactly("\u2019", "\u00E9");
    for (Repair repair : article.repairs()) {
      assertThat(raw.substring(repair.start(), repair.end())).isEqualTo(repair.text());
    }
  }

  @Test
  void whatIsRemovedIsNotRepaired() {
    CleanArticle article = ArticleCleaner.clean(STORY + "\nRead more: they don t know");
    assertThat(article.repairs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "At 13:44 20th Jan 2012, Ann Lee wrote: It was so. At 14:02 20th Jan 2012, Bo wrote: No.",
        "Views expressed in the comments do not represent those of Reuters. I think it was so.",
        "Ann Lee says:\nJanuary 20, 2012 at 1:44 pm\nI think it was so.",
      })
  void whatReadersWriteUnderAnArticleGoes(String comments) {
    CleanArticle article = ArticleCleaner.clean(STORY + "\n" + comments);
    assertThat(article.text()).isEqualTo(STORY);
    assertThat(article.removals()).extracting(Removal::rule).contains("reader comments");
  }

  @Test
  void aRegistrationFormGoes() {
    String form =
        " By registering for this service, you agree to all of it. Please create a screen name. (learn more)";
    CleanArticle article = ArticleCleaner.clean(STORY + form);
    assertThat(article.text()).isEqualTo(STORY);
    assertThat(article.removals()).extracting(Removal::rule).containsOnly("registration form");
  }

  @Test
  void commentsStampedBehindGoFromTheFirstStampToTheLast() {
    String raw =
        STORY
            + " June 15, 2011 at 10:16 am | Reply I think so. June 15, 2011 at 11:12 am | Reply"
            + " Boats wait outside.";
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(STORY + " Boats wait outside.");
    String once = STORY + " June 15, 2011 at 10:16 am | Boats wait outside.";
    assertThat(ArticleCleaner.clean(once).text()).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"World News", "Odds and Ends", "date 2021-02-20", "Posted on May 4, 2020"})
  void headsOfAPageGo(String head) {
    assertThat(ArticleCleaner.clean(head + "\n\n" + STORY).text()).isEqualTo(STORY);
  }

  @Test
  void aSectionsNameWithinAnArticleStays() {
    String raw = STORY + "\nPolitics\n" + STORY.replace("Monday", "Tuesday");
    assertThat(ArticleCleaner.clean(raw).text()).isEqualTo(raw);
  }

  @Test
  void theAuthorsLifeGoesAndThatOfTheStoryStays() {
    String story = STORY + "\nBoats wait outside the mole.\n";
    String author = "Ann Lee is a senior fellow at the Amber Institute.";
    assertThat(ArticleCleaner.clean(story + author).text()).isEqualTo(story.strip());
    String about =
        story + "Many waited for Ann Lee to speak. ".repeat(12) + "Mrs Lee did not.\n" + author;
    assertThat(ArticleCleaner.clean(about).text()).endsWith(author);
  }

  @Test
  void recurringShortLinesGoOnlyWhereTheyStandAlone() {
    long key = SentenceKey.fold("Harbour talk");
    String raw = STORY + "\nHarbour talk\n" + STORY.replace("Monday", "Friday") + " Harbour talk";
    assertThat(ArticleCleaner.recurringKeys(STORY + "\nHarbour talk", 35)).contains(~key);
    assertThat(ArticleCleaner.clean(raw, hash -> hash == ~key, WordRepairs.NONE).text())
        .isEqualTo(raw.replaceFirst("Harbour talk\n", ""));
    String table = "Vessia\nNet profit\nShr 5 cts\n" + STORY;
    assertThat(ArticleCleaner.recurringKeys(table, 35))
        .doesNotContain(~SentenceKey.fold("Net profit"));
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
