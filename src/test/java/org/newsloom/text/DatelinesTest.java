package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.text.Datelines.Dateline;
import org.newsloom.text.Datelines.Window;

class DatelinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT AMBER, Feb 26 - The council | 2 | 26",
        "PORT AMBER, March 5 (Wire) - The council | 3 | 5",
        "By Ann Lee AMBER/QUAY, Nov 4 (Wire) -- The council | 11 | 4",
        "AMBER BAY, Quayland, Sept. 4 (Wire - The council | 9 | 4",
      })
  void aDatelineNamesItsDay(String text, int month, int day) {
    assertThat(Datelines.find(text))
        .get()
        .satisfies(
            found -> {
              assertThat(found.month()).isEqualTo(month);
              assertThat(found.day()).isEqualTo(day);
              assertThat(found.yearOrZero()).isZero();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The council of Port Amber met on March 5 - and voted.",
        "PORT AMBER, Feb 30 - The council",
        "PORT AMBER - The council",
        "March 5 - The council voted.",
        "",
        "\0\uD800",
      })
  void whatIsNoDatelineIsNone(String text) {
    assertThat(Datelines.find(text)).isEmpty();
  }

  @Test
  void aFieldHoldsADatelineOfOneDay() {
    assertThat(Datelines.read("    PORT AMBER, Feb 26 - ").map(Dateline::day)).contains(26);
    assertThat(Datelines.read("amber, april 7 -").map(Dateline::month)).contains(4);
    assertThat(Datelines.read("AMBER, 2 March -").map(Dateline::month)).contains(3);
    assertThat(Datelines.read("AMBER, March 2, 1987 -").map(Dateline::yearOrZero)).contains(1987);
    assertThat(Datelines.read(null)).isEmpty();
    assertThat(Datelines.read("AMBER -")).isEmpty();
    assertThat(Datelines.read("AMBER, March 119 -")).isEmpty();
    assertThat(Datelines.read("AMBER, March 2 or April 3 -")).isEmpty();
    assertThat(Datelines.read("x".repeat(1_000_000))).isEmpty();
  }

  @Test
  void aFullDateInTheTextTellsTheYear() {
    Dateline dateline = new Dateline(1, 3, 0, "Jan 3");
    assertThat(dateline.byText("The storm of December 28, 2010 cost much."))
        .contains(LocalDate.of(2011, 1, 3));
    assertThat(dateline.byText("Built in 1998, burnt on June 3, 2009.")).isEmpty();
  }

  @Test
  void oneKnownDayTellsTheYearOfItsNeighbours() {
    Map<Integer, Long> datelines = new HashMap<>();
    for (int month = 2; month <= 10; month++) {
      for (int day = 1; day <= 28; day++) {
        datelines.put(month * 100 + day, 5L);
      }
    }
    // From February to October, so that the last are nearer to the February after.
    Window window = window(Map.of(LocalDate.of(1987, 2, 26), 1L), datelines).orElseThrow();
    assertThat(window.day(2, 1)).contains(LocalDate.of(1987, 2, 1));
    assertThat(window.day(10, 28)).contains(LocalDate.of(1987, 10, 28));
    assertThat(window.confidence(LocalDate.of(1987, 10, 28))).isEqualTo(0.8);
    assertThat(window.confidence(LocalDate.of(1987, 3, 1))).isEqualTo(0.95);
  }

  @Test
  void theYearTurnsBetweenDecemberAndJanuary() {
    Window window =
        window(
                Map.of(LocalDate.of(2005, 1, 3), 1L),
                Map.of(1225, 10L, 1231, 10L, 101, 10L, 115, 10L))
            .orElseThrow();
    assertThat(window.day(12, 25)).contains(LocalDate.of(2004, 12, 25));
    assertThat(window.day(1, 15)).contains(LocalDate.of(2005, 1, 15));
  }

  @Test
  void datelinesAllTheYearRoundAreToldNearTheKnownDaysOnly() {
    Map<Integer, Long> datelines = new HashMap<>();
    for (int month = 1; month <= 12; month++) {
      for (int day = 1; day <= 28; day++) {
        datelines.put(month * 100 + day, 5L);
      }
    }
    Window window = window(Map.of(LocalDate.of(2005, 6, 15), 1L), datelines).orElseThrow();
    assertThat(window.day(7, 1)).contains(LocalDate.of(2005, 7, 1));
    assertThat(window.day(1, 1)).isEmpty();
    assertThat(window.day(12, 1)).isEmpty();
  }

  @Test
  void daysYearsApartTellNoYear() {
    assertThat(
            window(
                Map.of(LocalDate.of(2005, 6, 15), 5L, LocalDate.of(2009, 6, 15), 5L),
                Map.of(701, 1L)))
        .isEmpty();
    assertThat(window(Map.of(), Map.of(701, 1L))).isEmpty();
  }

  @Test
  void aStrayDayIsOutvoted() {
    Map<LocalDate, Long> known = new HashMap<>();
    for (int day = 1; day <= 19; day++) {
      known.put(LocalDate.of(2005, 6, day), 1L);
    }
    known.put(LocalDate.of(1995, 6, 15), 1L);
    assertThat(window(known, Map.of(701, 1L)).orElseThrow().day(7, 1))
        .contains(LocalDate.of(2005, 7, 1));
  }

  @Test
  void aLeapDayIsInALeapYearOnly() {
    Map<Integer, Long> datelines = Map.of(229, 3L, 301, 3L);
    assertThat(window(Map.of(LocalDate.of(2004, 3, 5), 1L), datelines).orElseThrow().day(2, 29))
        .contains(LocalDate.of(2004, 2, 29));
    assertThat(window(Map.of(LocalDate.of(2005, 3, 5), 1L), datelines).orElseThrow().day(2, 29))
        .isEmpty();
  }

  @Test
  void aSlipInAFileInOrderIsOfItsNeighboursDay() {
    List<LocalDate> days = days(30);
    days.set(12, LocalDate.of(1987, 5, 18));
    assertThat(Datelines.inOrder(days)).isEqualTo(days(30));
  }

  @Test
  void whereDatelinesRunAheadTheTurnOfADayIsOpen() {
    List<LocalDate> days = days(30);
    days.addAll(Collections.nCopies(30, LocalDate.of(1987, 3, 4)));
    assertThat(Datelines.inOrder(days)).isEqualTo(days);
    // A place where it is tomorrow already.
    days.set(10, LocalDate.of(1987, 3, 4));
    List<LocalDate> ordered = Datelines.inOrder(days);
    assertThat(ordered.get(10)).isEqualTo(LocalDate.of(1987, 3, 3));
    assertThat(ordered.subList(30, 35)).containsOnlyNulls();
    assertThat(ordered.subList(35, 60)).containsOnly(LocalDate.of(1987, 3, 4));
  }

  @Test
  void aFileInNoOrderKeepsItsDays() {
    List<LocalDate> days = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      days.add(LocalDate.of(1987, 3, 1).plusDays(i));
    }
    Collections.shuffle(days, new Random(7));
    assertThat(Datelines.inOrder(days)).isEqualTo(days);
    assertThat(Datelines.inOrder(List.of())).isEmpty();
  }

  private static List<LocalDate> days(int count) {
    return new ArrayList<>(Collections.nCopies(count, LocalDate.of(1987, 3, 3)));
  }

  private static Optional<Window> window(
      Map<LocalDate, Long> knownDays, Map<Integer, Long> datelines) {
    return Window.of(knownDays, datelines, 0.9);
  }
}
