package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameFinderTest {

  @Test
  void theGazetteerAddsWhatTheTaggerMissedAndTheSurerTypeWins() {
    List<TaggedName> tagged =
        List.of(new TaggedName(1, 3, "PER", 0.9), new TaggedName(5, 6, "ORG", 0.6));
    List<TaggedName> countries =
        List.of(
            new TaggedName(0, 1, "LOC", 0.9),
            new TaggedName(2, 3, "LOC", 0.9),
            new TaggedName(5, 6, "LOC", 0.9),
            new TaggedName(7, 8, "MISC", 0.9));

    assertThat(NameFinder.merge(NameFinder.replace(tagged, List.of()), countries))
        .extracting(name -> name.name().firstToken() + name.name().type() + " " + name.method())
        .containsExactly("0LOC gazetteer", "1PER tagger", "5LOC gazetteer", "7MISC gazetteer");
  }

  @Test
  void namesDoNotOverlapAndStandAmongWhatMayBeOne() {
    List<String> tokens =
        List.of("The Bank of Norwick and Hale Mart Ltd met Ann-Lee Prost in Vilmar .".split(" "));
    int end = 0;
    int last = 0;
    for (FoundName name : NameFinder.bundled().find(tokens)) {
      assertThat(name.firstToken()).isGreaterThanOrEqualTo(last);
      last = name.firstToken();
      if (name.isName()) {
        assertThat(name.firstToken()).isGreaterThanOrEqualTo(end);
        end = name.endToken();
      }
    }
    assertThat(end).isPositive();
  }

  @Test
  void aListedTypeRaisesItsProbabilityAndLowersTheOthers() {
    TypeProbabilities tagged = new TypeProbabilities(0.5, 0.3, 0.1, 0);
    TypeProbabilities raised = TypeProbabilities.with(tagged, "LOC", 0.9);
    assertThat(raised.loc()).isEqualTo(0.9);
    assertThat(raised.total()).isLessThanOrEqualTo(1);
    assertThat(raised.per()).isGreaterThan(raised.org()).isLessThan(0.1);
    assertThat(TypeProbabilities.with(tagged, "PER", 0.4)).isEqualTo(tagged);
    assertThat(TypeProbabilities.with(null, "ORG", 0.7))
        .isEqualTo(new TypeProbabilities(0, 0.7, 0, 0));
  }
}
