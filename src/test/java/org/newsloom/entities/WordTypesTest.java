package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.newsloom.entities.WordForm.Casing;

class WordTypesTest {
  private final WordClasses words =
      WordClasses.of(List.of("brook", "hill", "US"), new int[][] {{0, 1, 2}});

  @Test
  void aWordHasTheTypeItIsMostOftenFoundIn() {
    WordTypes types = new WordTypes(words);
    for (int i = 0; i < 20; i++) {
      types.add(
          List.of("Yesterday", "Brook", "met", "us", "in", "Hill", "."),
          List.of(new TaggedName(1, 2, "PER", 0.9), new TaggedName(5, 6, "LOC", 0.9)));
    }
    WordClasses typed = types.column();
    int person = typed.of("Brook", Casing.MIXED)[1];
    int place = typed.of("Hill", Casing.MIXED)[1];
    assertThat(person).isNotEqualTo(place).isNotNegative();
    assertThat(place).isNotNegative();
    assertThat(typed.of("US", Casing.MIXED)).containsExactly(2, WordClasses.NONE);
  }

  @Test
  void aNameThatATaggerMostlyPassesOverHasTheTypeOfTheRest() {
    WordTypes types = new WordTypes(words);
    WordTypes clear = new WordTypes(words);
    for (int i = 0; i < 30; i++) {
      List<TaggedName> places = i % 3 == 0 ? List.of(new TaggedName(1, 2, "LOC", 0.9)) : List.of();
      types.add(List.of("Near", "Brook", "it", "rained"), places);
      clear.add(List.of("Near", "Brook", "it", "rained"), List.of(new TaggedName(1, 2, "LOC", 1)));
    }
    assertThat(types.column().of("Brook", Casing.MIXED))
        .isEqualTo(clear.column().of("Brook", Casing.MIXED));
  }

  @Test
  void capitalsOfHeadlinesTellNothing() {
    WordTypes types = new WordTypes(words);
    for (int i = 0; i < 20; i++) {
      types.add(List.of("BROOK", "MEETS", "HILL", "TODAY"), List.of());
    }
    assertThat(types.column().of("Brook", Casing.MIXED)).containsExactly(0, WordClasses.NONE);
  }

  @Test
  void halvesSeeWhatTheOtherHalfSays() {
    WordClasses other = words.with(new int[] {1, 1, 1});
    CrossedClasses crossed = new CrossedClasses(List.of(words, other), other);
    assertThat(crossed.of(4)).isSameAs(words);
    assertThat(crossed.of(7)).isSameAs(other);
  }
}
