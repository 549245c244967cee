package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageKindTest {
  private static final String STORY = "The harbour council of Port Amber voted on Monday. ";

  @Test
  void aTranscriptSaysSoOrHasSpeakersInCapitals() {
    CleanArticle noticed =
        ArticleCleaner.clean(
            "Download PDF maps related to today's show: THIS IS A RUSH TRANSCRIPT. ANN LEE, ANCHOR:"
                + " Good evening.");
    assertThat(noticed.isTranscript()).isTrue();
    assertThat(noticed.text()).isEqualTo("ANN LEE, ANCHOR: Good evening.");
    String turns =
        "ANN LEE, ANCHOR: Is it so? BO RAY (through translator): It is. LEE: Why? RAY: So. ";
    assertThat(PageKind.isTranscript(turns.repeat(3))).isTrue();
  }

  @Test
  void anArticleWithHeadingsInCapitalsIsNoTranscript() {
    assertThat(PageKind.isTranscript(STORY.repeat(9))).isFalse();
    assertThat(
            PageKind.isTranscript(
                "AMBER: one. VESSIA: two. ORLAND: three. PORT: four. MOLE: five. QUAY: six."
                    + " BOAT: seven. TIDE: eight."))
        .isFalse();
  }

  @Test
  void eachReportOfAPageOfBriefsHasItsDateline() {
    assertThat(PageKind.datelines(STORY)).isZero();
    assertThat(PageKind.datelines("PORT AMBER, Vessia (Reuters) - " + STORY)).isEqualTo(1);
    assertThat(
            PageKind.datelines(
                "AMBER (AP) -- " + STORY + "ORLAND (AP) -- " + STORY + "The Union (OU) -- it"))
        .isEqualTo(2);
  }

  @Test
  void aRequestForConsentIsNoArticle() {
    String gate = "Before you continue to Amber\nWe use cookies and data to measure. Your privacy.";
    assertThat(PageKind.gate(gate)).contains("before you continue");
    assertThat(PageKind.gate("Before you continue, the council said, think. " + STORY)).isEmpty();
    assertThat(PageKind.gate(gate + STORY.repeat(200))).isEmpty();
  }
}
