package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.newsloom.entities.Overrides.Entity;
import org.newsloom.entities.Overrides.EntityRule;
import org.newsloom.entities.Overrides.MentionRule;
import org.newsloom.entities.Overrides.Plan;

class OverridesTest {
  private static final String HEADER = "action,name,alias,target,type\n";

  private static final List<Entity> ENTITIES =
      List.of(
          new Entity("ada brook", "Ada Brook", "PER"),
          new Entity("otto brook", "Otto Brook", "PER"),
          new Entity("lake council", "Lake Council", "ORG"),
          new Entity("kadri", "al-Kadri", "PER"));

  private static final Map<String, Set<String>> WRITTEN =
      Map.of("Brook", Set.of("ada brook", "otto brook"), "AL-KADRI", Set.of("kadri"));

  @Test
  void aMergeMovesAllMentions() {
    assertThat(plan("merge,ADA BROOK,,Otto Brook,").mentions())
        .containsExactly(new MentionRule("ada brook", null, "otto brook"));
  }

  @Test
  void mergesFollowEachOther() {
    assertThat(plan("merge,Ada Brook,,Otto Brook,\nmerge,Otto Brook,,Lake Council,").mentions())
        .containsExactly(
            new MentionRule("ada brook", null, "lake council"),
            new MentionRule("otto brook", null, "lake council"));
  }

  @Test
  void aMergeIntoWhatIsDroppedIsDropped() {
    assertThat(plan("merge,Ada Brook,,Otto Brook,\ndrop,Otto Brook").mentions())
        .containsExactlyInAnyOrder(
            new MentionRule("ada brook", null, null), new MentionRule("otto brook", null, null));
  }

  @Test
  void aSplitAliasIsAnEntityOfItsOwn() {
    Plan plan = plan("split,Ada Brook,Brook,,");
    assertThat(plan.mentions()).containsExactly(new MentionRule("ada brook", "Brook", "brook"));
    assertThat(plan.entities()).containsExactly(new EntityRule("brook", "Brook", "PER"));
  }

  @Test
  void aSplitAliasGoesToTheNamedEntity() {
    Plan plan = plan("split,Ada Brook,Brook,Otto Brook,\nmerge,Otto Brook,,Lake Council,");
    assertThat(plan.mentions()).contains(new MentionRule("ada brook", "Brook", "lake council"));
    assertThat(plan.entities()).isEmpty();
  }

  @Test
  void aSpellingOfTheNameItselfCanBeSplitOff() {
    Plan plan = plan("split,al-Kadri,AL-KADRI,,ORG");
    assertThat(plan.mentions())
        .containsExactly(new MentionRule("kadri", "AL-KADRI", "kadri\nAL-KADRI"));
    assertThat(plan.entities())
        .containsExactly(new EntityRule("kadri\nAL-KADRI", "AL-KADRI", "ORG"));
  }

  @Test
  void aNewNameAndTypeKeepTheEntity() {
    Plan plan = plan("rename,lake council,,Council of the Lakes,\nretype,Lake Council,,,loc");
    assertThat(plan.mentions()).isEmpty();
    assertThat(plan.entities())
        .containsExactly(new EntityRule("lake council", "Council of the Lakes", "LOC"));
  }

  @Test
  void aNameThatIsOnlyAnAliasMeansTheMentionsWrittenSo() {
    assertThat(plan("drop,Brook").mentions())
        .containsExactlyInAnyOrder(
            new MentionRule("ada brook", "Brook", null),
            new MentionRule("otto brook", "Brook", null));
    assertThat(plan("rename,Brook,,Bach").unknown())
        .containsExactly("line 2: \"Brook\" is an alias, not the name of an entity");
  }

  @Test
  void whatTheCorpusHasNotIsSaid() {
    Plan plan =
        plan(
            "drop,Nobody\nmerge,Ada Brook,,Nobody\n# a remark\n\nsplit,Ada Brook,Mrs Bach\nretype,No One,,,PER");
    assertThat(plan.unknown())
        .containsExactly(
            "line 2: no entity \"Nobody\"",
            "line 3: no entity \"Nobody\"",
            "line 6: no mention of \"Ada Brook\" is written \"Mrs Bach\"",
            "line 7: no entity \"No One\"");
    assertThat(plan.mentions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "join,Ada Brook,,B, ! my.csv line 2: action \"join\": write merge, split",
        "merge,,,B, ! my.csv line 2: merge needs a name: fill it in",
        "merge,A,,, ! my.csv line 2: merge needs a target: fill it in",
        "merge,A,,'...', ! my.csv line 2: target \"'...'\": write a name",
        "merge,A,a,B, ! my.csv line 2: merge has no use for alias \"a\": leave it empty",
        "split,A,,B, ! my.csv line 2: split needs a alias: fill it in",
        "retype,A,,,XYZ ! my.csv line 2: type \"XYZ\": write PER, ORG, LOC or MISC",
        "retype,A,,, ! my.csv line 2: retype needs a type: fill it in",
        "drop,A,,B, ! my.csv line 2: drop has no use for target \"B\": leave it empty",
        "drop,A,,,,x ! my.csv line 2: 6 values for 5 columns: put values with commas in quotes",
        "drop,\"A ! my.csv line 1: no CSV",
        "merge,A,,B,\\nmerge,a,,C, ! my.csv line 3: merge of \"a\" contradicts the merge in line 2",
        "merge,A,,B,\\ndrop,A ! my.csv line 3: drop of \"A\" contradicts the merge in line 2",
        "rename,A,,B,\\nrename,A,,b, ! my.csv line 3: rename of \"A\" contradicts the rename in line 2",
        "retype,A,,,PER\\ndrop,A ! my.csv line 3: drop of \"A\" contradicts the retype in line 2",
        "split,A,a,B,\\nsplit,A,a,C, ! my.csv line 3: split of \"A\" contradicts the split in line 2",
      })
  void aLineThatCannotHoldIsNamed(String lines, String message) {
    String text = HEADER + lines.replace("\\n", "\n").replace("'...'", "...");
    assertThatThrownBy(() -> Overrides.parse("my.csv", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message.replace("'...'", "..."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {"merge,A,,B", "name,target", "action,name,colour", "action,name,name"})
  void aFileWithoutColumnNamesIsNone(String header) {
    assertThatThrownBy(() -> Overrides.parse("my.csv", header + "\n"))
        .hasMessageStartingWith("my.csv line 1: columns [")
        .hasMessageContaining("begin the file with a line of column names");
  }

  @Test
  void linesThatOnlyTheCorpusShowsToContradictAreAnError() {
    assertThatThrownBy(() -> plan("merge,al-Kadri,,Ada Brook,\nmerge,Kadri,,Otto Brook,"))
        .hasMessageStartingWith(
            "my.csv line 3: merge of \"Kadri\" contradicts the merge in line 2");
    assertThatThrownBy(() -> plan("merge,Ada Brook,,Otto Brook,\nmerge,Otto Brook,,Ada Brook,"))
        .hasMessageContaining("go round in a circle");
  }

  @Test
  void theSameLineTwiceIsNoContradiction() {
    assertThat(plan("merge,Ada Brook,,Otto Brook,\nmerge,ada brook,,otto brook,").mentions())
        .hasSize(1);
  }

  @Test
  void noLinesAreNoRules() {
    assertThat(Overrides.parse("my.csv", HEADER).isEmpty()).isTrue();
    assertThat(Overrides.parse("my.csv", "").isEmpty()).isTrue();
    assertThat(Overrides.none().plan(ENTITIES, WRITTEN).mentions()).isEmpty();
  }

  @Test
  void hostileValuesAreRead() {
    assertThat(plan("drop,\"\ud83d\0\"\ndrop,\ud83c\udfd4").unknown()).hasSize(2);
  }

  @Test
  void aHundredThousandLinesAreRead() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 100_000; i++) {
      text.append("merge,Ada ").append(i).append(",,Otto ").append(i).append(",\n");
    }
    Overrides overrides = Overrides.parse("my.csv", text.toString());
    assertThat(overrides.count()).isEqualTo(100_000);
    assertThat(overrides.plan(ENTITIES, WRITTEN).unknown()).hasSize(100_000);
  }

  private static Plan plan(String lines) {
    return Overrides.parse("my.csv", HEADER + lines).plan(ENTITIES, WRITTEN);
  }
}
