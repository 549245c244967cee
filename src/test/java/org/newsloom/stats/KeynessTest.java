package org.newsloom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KeynessTest {

  @Test
  void logLikelihoodByHand() {
    // 20 in 1,000 against 10 in 1,000: E = 15 both; 2 (20 ln 4/3 + 10 ln 2/3) = 3.398.
    assertThat(Keyness.logLikelihood(20, 1000, 10, 1000)).isCloseTo(3.3980, within(1e-4));
    assertThat(Keyness.logLikelihood(10, 1000, 20, 1000)).isCloseTo(-3.3980, within(1e-4));
  }

  @Test
  void aTermAsFrequentAsElsewhereIsNotKey() {
    assertThat(Keyness.logLikelihood(5, 100, 500, 10_000)).isCloseTo(0, within(1e-9));
    assertThat(Keyness.logRatio(5, 100, 500, 10_000)).isCloseTo(0, within(1e-9));
  }

  @Test
  void aLogRatioOfOneIsTwiceAsFrequent() {
    assertThat(Keyness.logRatio(20, 1000, 10, 1000)).isCloseTo(1, within(1e-12));
    assertThat(Keyness.logRatio(10, 1000, 40, 1000)).isCloseTo(-2, within(1e-12));
  }

  @Test
  void aTermNewOnTheDayHasAFiniteRatio() {
    assertThat(Keyness.logRatio(8, 1000, 0, 1000)).isCloseTo(4, within(1e-12));
    assertThat(Keyness.logLikelihood(8, 1000, 0, 1000)).isCloseTo(16 * Math.log(2), within(1e-9));
  }

  @Test
  void withoutWordsNothingIsKnown() {
    assertThat(Keyness.logLikelihood(0, 0, 5, 100)).isNaN();
    assertThat(Keyness.logRatio(5, 100, 0, 0)).isNaN();
    assertThat(Keyness.logRatio(0, 100, 0, 100)).isNaN();
    assertThat(Keyness.logLikelihood(0, 100, 0, 100)).isEqualTo(0);
  }

  @Test
  void moreOccurrencesThanWordsAreRefused() {
    assertThatThrownBy(() -> Keyness.logLikelihood(5, 4, 0, 10))
        .hasMessageContaining("5 times in 4");
  }
}
