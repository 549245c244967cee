package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.newsloom.entities.NameComparison.Relation;
import org.newsloom.entities.VariantGroups.Grouped;
import org.newsloom.entities.VariantGroups.Judged;

class VariantGroupsTest {
  private final List<Judged> pairs = new ArrayList<>();

  @Test
  void aNameJoinsTheMostAlikeOfTheMoreFrequent() {
    pair("anna", 9, "ana", 2, Relation.TRANSLITERATION, 0.95, null);
    pair("hanna", 9, "ana", 2, Relation.TRANSLITERATION, 0.93, null);
    assertThat(joined()).containsExactly("ana → anna");
  }

  @Test
  void noChainOfSpellingsJoinsTwoNames() {
    pair("a", 9, "ab", 5, Relation.TRANSLITERATION, 0.95, null);
    pair("ab", 5, "abc", 2, Relation.TRANSLITERATION, 0.95, null);
    assertThat(joined()).containsExactly("ab → a");
    assertThat(apart()).containsExactly("ab abc other_head");
  }

  @Test
  void aNameThatIsToldApartFromAMemberStaysApart() {
    pair("a", 9, "b", 5, Relation.TRANSLITERATION, 0.95, null);
    pair("a", 9, "c", 2, Relation.TRANSLITERATION, 0.95, null);
    pair("b", 5, "c", 2, Relation.TRANSLITERATION, 0.95, "together");
    assertThat(joined()).containsExactly("b → a");
  }

  @Test
  void aShortFormOfTwoPersonsJoinsNeither() {
    pair("brook", 9, "otto m brook", 2, Relation.INITIALS, 1, null);
    pair("brook", 9, "otto x brook", 2, Relation.INITIALS, 1, null);
    assertThat(joined()).isEmpty();
    assertThat(apart())
        .containsExactly("brook otto m brook ambiguous", "brook otto x brook ambiguous");
  }

  @Test
  void aShortFormOfNearlyAlwaysOnePersonJoins() {
    pair("brook", 9, "otto m brook", 8, Relation.INITIALS, 1, null);
    pair("brook", 9, "otto x brook", 1, Relation.INITIALS, 1, null);
    assertThat(joined()).containsExactly("otto m brook → brook");
  }

  @Test
  void theOrderOfPairsMakesNoDifference() {
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      for (int j = i + 1; j < 60; j++) {
        if (random.nextInt(8) == 0) {
          String apart = random.nextInt(3) == 0 ? "together" : null;
          pair("n" + i, 100 - i, "n" + j, 100 - j, Relation.TRANSLITERATION, 0.9 + i / 1e3, apart);
        }
      }
    }
    List<String> joined = joined();
    Collections.shuffle(pairs, random);
    assertThat(joined()).isEqualTo(joined);
  }

  private void pair(
      String a,
      long articlesA,
      String b,
      long articlesB,
      Relation relation,
      double likeness,
      String apart) {
    pairs.add(
        new Judged(
            a,
            articlesA,
            b,
            articlesB,
            new NameComparison(relation, likeness, ""),
            new VariantEvidence(articlesB, articlesA, 0, 0, -1, 0, true),
            apart));
  }

  private List<String> joined() {
    Grouped grouped = VariantGroups.group(pairs);
    return grouped.joined().stream().map(pair -> pair.b() + " → " + pair.a()).sorted().toList();
  }

  private List<String> apart() {
    Grouped grouped = VariantGroups.group(pairs);
    return grouped.apart().stream()
        .map(pair -> pair.a() + " " + pair.b() + " " + pair.apart())
        .sorted()
        .toList();
  }
}
