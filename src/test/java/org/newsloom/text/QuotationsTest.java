package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.newsloom.text.Quotation.Name;

class QuotationsTest {
  /** Quoted words, speaker, verb and method; names are given as TYPE Name. */
  private static List<String> find(Quotations.TextKind kind, String text, String... given) {
    List<Name> names = new ArrayList<>();
    for (String name : given) {
      String surface = name.substring(4);
      for (int at = text.indexOf(surface); at >= 0; at = text.indexOf(surface, at + 1)) {
        names.add(new Name(at, at + surface.length(), surface, name.substring(0, 3)));
      }
    }
    names.sort(Comparator.comparingInt(Name::start));
    return Quotations.find(text, names, kind).stream()
        .map(
            quotation ->
                text.substring(quotation.start(), quotation.end())
                    + " | "
                    + (quotation.speakerOrMinusOne() < 0
                        ? "-"
                        : names.get(quotation.speakerOrMinusOne()).entity())
                    + " | "
                    + quotation.verbOrNull()
                    + " | "
                    + quotation.method())
        .toList();
  }

  private static List<String> report(String text, String... names) {
    return find(Quotations.TextKind.REPORT, text, names);
  }

  @Test
  void theSpeakerStandsBehind() {
    assertThat(report("\"We will not go there,\" Ada Brook said.", "PER Ada Brook"))
        .containsExactly("We will not go there, | Ada Brook | say | after");
    assertThat(
            report("\"We will not go there,\" said Health Secretary Ada Brook.", "PER Ada Brook"))
        .containsExactly("We will not go there, | Ada Brook | say | after");
    assertThat(
            report(
                "\"We will not go there,\" Ada Brook, the head of Acme, told reporters.",
                "PER Ada Brook",
                "ORG Acme"))
        .containsExactly("We will not go there, | Ada Brook | tell | after");
  }

  @Test
  void theSpeakerStandsBefore() {
    assertThat(report("It rained. Mr. Brook warned: \"We will not go there.\"", "PER Brook"))
        .containsExactly("We will not go there. | Brook | warn | before");
    assertThat(report("Brook said she would \"never go there again\" after that.", "PER Brook"))
        .containsExactly("never go there again | Brook | say | before");
  }

  @Test
  void anOrganisationDoesNotSpeakInPlaceOfItsPerson() {
    assertThat(
            report(
                "\"We will not go there,\" Ada Brook of Acme told reporters.",
                "PER Ada Brook",
                "ORG Acme"))
        .containsExactly("We will not go there, | - | null | none");
    assertThat(report("\"We will not go there,\" Acme said in a statement.", "ORG Acme"))
        .containsExactly("We will not go there, | Acme | say | after");
  }

  @Test
  void anAccountIsAttributed() {
    assertThat(report("It was \"a very bad day\", according to Brook.", "PER Brook"))
        .containsExactly("a very bad day | Brook | null | according_to");
  }

  @Test
  void whatGoesOnIsOfTheSameSpeaker() {
    assertThat(report("\"We will not go there,\" Brook said. \"It is far off.\"", "PER Brook"))
        .containsExactly(
            "We will not go there, | Brook | say | after",
            "It is far off. | Brook | null | continued");
  }

  @Test
  void theNextSentenceOfTheReportIsNotOfTheSpeaker() {
    assertThat(
            report("Brook said it was late. It rained. \"Nobody was there at all.\"", "PER Brook"))
        .containsExactly("Nobody was there at all. | - | null | none");
  }

  @Test
  void aPronounIsResolvedWhereOneAloneCanBeMeant() {
    assertThat(report("Brook came late. \"We will not go there,\" she said.", "PER Brook"))
        .containsExactly("We will not go there, | Brook | say | pronoun");
    assertThat(
            report("Brook met Gates. \"We will not go there,\" he said.", "PER Brook", "PER Gates"))
        .containsExactly("We will not go there, | - | say | none");
    assertThat(report("Mr Brook came late. \"We will not go there,\" she said.", "PER Brook"))
        .containsExactly("We will not go there, | - | say | none");
  }

  @Test
  void fewWordsKeptAtADistanceAreNoSpeech() {
    assertThat(report("Brook said the \"so-called\" plan of \"The Week\" failed.", "PER Brook"))
        .isEmpty();
    assertThat(report("\"No comment,\" said Brook.", "PER Brook"))
        .containsExactly("No comment, | Brook | say | after");
  }

  @Test
  void titlesAreNoSpeech() {
    assertThat(report("Brook said on NBC's \"Meet the Press.\"", "PER Brook")).isEmpty();
    assertThat(report("The firm, \"British Petroleum,\" said it met Brook.", "PER Brook"))
        .isEmpty();
  }

  @Test
  void aNameInAClauseOfItsOwnDoesNotSpeak() {
    assertThat(report("\"We will not go there,\" said the man who was with Brook.", "PER Brook"))
        .containsExactly("We will not go there, | - | say | none");
  }

  @Test
  void anUnclosedQuotationEndsWithItsSentence() {
    assertThat(report("He left. \"We will not go there. It rained all day in Rome.", "LOC Rome"))
        .containsExactly("We will not go there. | - | null | none");
    assertThat(
            report(
                "\"We stay here for ever. Later \"we all went home again,\" said Brook.",
                "PER Brook"))
        .containsExactly(
            "We stay here for ever. | - | null | none",
            "we all went home again, | Brook | say | after");
  }

  @Test
  void aQuotationOverParagraphsOpensAgainAtEach() {
    assertThat(
            report(
                "\u201cWe go there now.\n\u201cAnd we stay there,\u201d said Brook.", "PER Brook"))
        .containsExactly("We go there now.\n\u201cAnd we stay there, | Brook | say | after");
    assertThat(report("\"We go there now.\n\"And we stay there,\" said Brook.", "PER Brook"))
        .containsExactly("We go there now.\n\"And we stay there, | Brook | say | after");
  }

  @Test
  void wordsWithinAQuotationMayBeQuotedThemselves() {
    assertThat(report("\"They told us 'go home now, please' and left,\" said Brook.", "PER Brook"))
        .containsExactly("They told us 'go home now, please' and left, | Brook | say | after");
  }

  @Test
  void singleMarksQuoteAndApostrophesDoNot() {
    assertThat(report("'We won't go there,' said Brook.", "PER Brook"))
        .containsExactly("We won't go there, | Brook | say | after");
    assertThat(
            report(
                "The workers' rights and the boss's 'em all, of the '90s, Brook said.",
                "PER Brook"))
        .isEmpty();
  }

  @Test
  void marksWhoseSpacesAreOnTheWrongSideStillPair() {
    assertThat(report("It saw an\" incredible and long relationship \"with Brook.", "PER Brook"))
        .containsExactly("incredible and long relationship | - | null | none");
  }

  @Test
  void eachTurnOfATranscriptIsOfItsSpeaker() {
    assertThat(
            find(
                Quotations.TextKind.TRANSCRIPT,
                "Aired at ten. WOLF BLITZER, CNN ANCHOR: Good evening. ADA BROOK: Hello to \"all\""
                    + " of you.",
                "PER WOLF BLITZER",
                "ORG CNN",
                "PER ADA BROOK"))
        .containsExactly(
            "Good evening. | WOLF BLITZER | null | turn",
            "Hello to \"all\" of you. | ADA BROOK | null | turn");
  }

  @Test
  void hostileTextIsReadInTimeAndWithinItsBounds() {
    for (String hostile :
        List.of(
            "",
            "\"",
            "'",
            "\"\"",
            "\" \"",
            "\u201c",
            "\u201d\u201c",
            "\"".repeat(5_000),
            "\" ".repeat(5_000),
            "' \"".repeat(5_000),
            "\"said ".repeat(3_000),
            "A B ".repeat(5_000) + "\"x\"",
            "\ud83d\"\ude00 \ud800\"")) {
      for (Quotations.TextKind kind : Quotations.TextKind.values()) {
        int last = 0;
        for (Quotation quotation : Quotations.find(hostile, List.of(), kind)) {
          assertThat(quotation.start()).isBetween(last, quotation.end() - 1);
          assertThat(quotation.end()).isLessThanOrEqualTo(hostile.length());
          last = quotation.end();
        }
      }
    }
  }
}
