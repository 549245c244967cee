package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.entities.AverageLinkage.Edge;
import org.newsloom.entities.BoostedTrees.Settings;
import org.newsloom.entities.PersonAliasesTrainer.Named;

class PersonAliasesTest {

  @Test
  void spellingsOfAnInventedNameAreOnePerson() {
    assertThat(
            PersonAliases.bundled()
                .group(
                    List.of(
                        "JAMSHED QORVANI",
                        "Otto Brook",
                        "Jamshid Korvani",
                        "Korvani, Jamshed",
                        "Ada Kerrick")))
        .containsExactly(0, 1, 0, 0, 4);
  }

  @Test
  void noNamesAreNoGroups() {
    assertThat(PersonAliases.bundled().group(List.of())).isEmpty();
    assertThat(PersonAliases.bundled().group(List.of("", "\0", "😀", ";;"))).hasSize(4);
  }

  @Test
  void averageLinkageMakesNoChains() {
    List<Edge> chain = List.of(new Edge(0, 1, 2), new Edge(1, 2, 1.5), new Edge(2, 3, 2));
    assertThat(AverageLinkage.groups(4, chain, -5, 0)).containsExactly(0, 0, 2, 2);
    assertThat(AverageLinkage.groups(4, chain, 0.1, 0)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void treesLearnWhatNoLineDivides() {
    Random random = new Random(1);
    List<double[]> rows = new ArrayList<>();
    boolean[] isYes = new boolean[2000];
    for (int i = 0; i < isYes.length; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      rows.add(new double[] {x, y});
      isYes[i] = x > 0.5 != y > 0.5;
    }
    BoostedTrees trees = BoostedTrees.fit(rows, isYes, new Settings(60, 3, 0.2, 1, 1));
    assertThat(trees.logOdds(new double[] {0.9, 0.1})).isGreaterThan(1);
    assertThat(trees.logOdds(new double[] {0.9, 0.9})).isLessThan(-1);
  }

  @Test
  void theSameNamesGiveTheSameModelAndItIsReadAsWritten(@TempDir Path folder) throws IOException {
    List<Named> named = new ArrayList<>();
    String[] given = {"Jamshed", "Otto", "Kasim", "Ada", "Walter", "Zuleika", "Petra", "Ignaz"};
    String[] last = {"Qorvani", "Brook", "Landgraf", "Kerrick", "Marwan", "Tolbert", "Vesely"};
    for (int i = 0; i < 40; i++) {
      String name = given[i % given.length] + " " + last[i % last.length];
      named.add(new Named("p" + i, name));
      named.add(new Named("p" + i, name.replace('a', 'e').toUpperCase(java.util.Locale.ROOT)));
    }
    Path a = folder.resolve("a.tsv");
    Path b = folder.resolve("b.tsv");
    PersonAliasesTrainer.train(named, List.of(), a);
    PersonAliasesTrainer.train(named, List.of(), b);
    assertThat(a).hasSameTextualContentAs(b);
    PersonAliases read =
        PersonAliases.read(new BufferedReader(new StringReader(Files.readString(a))));
    Path again = folder.resolve("again.tsv");
    read.write(again);
    assertThat(again).hasSameTextualContentAs(a);
  }
}
