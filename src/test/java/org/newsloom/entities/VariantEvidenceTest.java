package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.newsloom.entities.NameComparison.Relation;

class VariantEvidenceTest {
  private static final double UNKNOWN = -1;

  @Test
  void aTransliterationIsOneUnlessSomethingSpeaksAgainstIt() {
    NameComparison alike = new NameComparison(Relation.TRANSLITERATION, 0.93, "");
    assertThat(new VariantEvidence(2, 9, 0, 0, UNKNOWN, 0, true).apart(alike)).isEmpty();
    assertThat(new VariantEvidence(2, 9, 0, 0, 0.5, 0, true).apart(alike)).isEmpty();
    assertThat(new VariantEvidence(2, 9, 0, 0, 0.05, 0, true).apart(alike)).contains("company");
    assertThat(new VariantEvidence(2, 9, 1, 0, 0.5, 0, true).apart(alike)).contains("together");
    assertThat(new VariantEvidence(2, 9, 0, 0, UNKNOWN, 0, false).apart(alike)).contains("type");
  }

  @Test
  void aSlipMayStandInOneArticleWithWhatIsMeantButNotInOneSentence() {
    NameComparison alike = new NameComparison(Relation.TRANSLITERATION, 0.97, "");
    assertThat(new VariantEvidence(1, 50, 1, 0, 0.5, 0, true).apart(alike)).isEmpty();
    assertThat(new VariantEvidence(1, 50, 1, 1, 0.5, 0, true).apart(alike)).contains("together");
  }

  @Test
  void whatMayAsWellBeTwoAsksForCompanyAndTime() {
    NameComparison slip = new NameComparison(Relation.SPELLING, 0.85, "");
    assertThat(new VariantEvidence(1, 50, 0, 0, UNKNOWN, 0, true).apart(slip)).contains("company");
    assertThat(new VariantEvidence(1, 50, 0, 0, 0.4, 0, true).apart(slip)).isEmpty();
    assertThat(new VariantEvidence(1, 50, 0, 0, 0.4, 4000, true).apart(slip)).contains("dates");
    assertThat(new VariantEvidence(9, 10, 0, 0, 0.4, 0, true).apart(slip)).contains("frequency");
  }

  @Test
  void aConflictIsNeverOne() {
    NameComparison conflict = new NameComparison(Relation.CONFLICT, 1, "iran/iraq");
    assertThat(new VariantEvidence(1, 50, 0, 0, 1, 0, true).apart(conflict)).contains("conflict");
  }
}
