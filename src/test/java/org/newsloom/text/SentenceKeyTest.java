package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentenceKeyTest {
  @Test
  void theIdIsTheStartOfSha256OverUtf8() {
    // FIPS 180-4, example "abc": ba7816bf 8f01cfea 414140de 5dae2223 …
    assertThat(SentenceKey.id("abc")).isEqualTo("ba7816bf8f01cfea414140de");
    assertThat(SentenceKey.id("")).isEqualTo("e3b0c44298fc1c149afbf4c8");
    assertThat(SentenceKey.id("\ud800")).isEqualTo(SentenceKey.id("?"));
  }

  @Test
  void theIdTellsEveryDifferenceOfTheText() {
    assertThat(SentenceKey.id("It rained.")).isNotEqualTo(SentenceKey.id("It rained")).hasSize(24);
  }

  @Test
  void theFoldSurvivesDamageToPunctuationCaseAndAccents() {
    long fold = SentenceKey.fold("“Rowe’s café,” he said — 5% more…");
    assertThat(SentenceKey.fold("Rowes cafe he said 5 more")).isEqualTo(fold);
    assertThat(SentenceKey.fold("\"ROWE'S CAFE\u0301\" he said - 5% more...")).isEqualTo(fold);
    assertThat(SentenceKey.fold("Rowes cafe he said 6 more")).isNotEqualTo(fold);
  }

  @Test
  void theFoldOfNoLettersIsEmpty() {
    assertThat(SentenceKey.fold("")).isEqualTo(SentenceKey.EMPTY_FOLD);
    assertThat(SentenceKey.fold("— ” 😀 \ud800")).isEqualTo(SentenceKey.EMPTY_FOLD);
    assertThat(SentenceKey.fold("0")).isNotEqualTo(SentenceKey.EMPTY_FOLD);
  }
}
