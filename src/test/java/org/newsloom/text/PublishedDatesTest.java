package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.text.PublishedDate.Method;
import org.newsloom.text.PublishedDate.Resolution;
import org.newsloom.text.PublishedDates.DayOrder;

class PublishedDatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2021-02-20T10:15:30Z | 2021-02-20T10:15:30Z",
        "2021-02-20T10:15:30.123Z | 2021-02-20T10:15:30Z",
        "2021-02-20T10:15:30+0200 | 2021-02-20T08:15:30Z",
        "2021-02-20 10:15:30+02:00 | 2021-02-20T08:15:30Z",
        "1613816130 | 2021-02-20T10:15:30Z",
        "1613816130000 | 2021-02-20T10:15:30Z",
        "Tue, 15 Mar 2011 13:18:00 GMT | 2011-03-15T13:18:00Z",
        "Tue Mar 15, 2011 9:18am EDT | 2011-03-15T13:18:00Z",
        "Tuesday 3 May 2005 19.30 BST | 2005-05-03T18:30:00Z",
        "January 25, 2011 - 16:00:00 ET | 2011-01-25T21:00:00Z",
      })
  void metadataTellsTheMoment(String raw, Instant instant) {
    assertThat(PublishedDates.parse(raw))
        .get()
        .satisfies(
            date -> {
              assertThat(date.instantOrNull()).isEqualTo(instant);
              assertThat(date.resolution()).isEqualTo(Resolution.INSTANT);
              assertThat(date.method()).isEqualTo(Method.METADATA);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2021-02-20 | 2021-02-20 | DAY",
        "2021/02/20 | 2021-02-20 | DAY",
        "20210220 | 2021-02-20 | DAY",
        "2021-02-20 10:15 | 2021-02-20 | DAY",
        "3 May 2005 | 2005-05-03 | DAY",
        "May 3, 2005 | 2005-05-03 | DAY",
        "Sept. 3rd, 2005 | 2005-09-03 | DAY",
        "26-FEB-1987 15:01:01.79 | 1987-02-26 | DAY",
        "25/12/2005 | 2005-12-25 | DAY",
        "12/25/05 | 2005-12-25 | DAY",
        "05/05/2005 | 2005-05-05 | DAY",
        "03/05/2005 | 2005-01-01 | YEAR",
        "May 2005 | 2005-05-01 | MONTH",
        "2005-05 | 2005-05-01 | MONTH",
        "2005 | 2005-01-01 | YEAR",
      })
  void metadataTellsADayOrLess(String raw, LocalDate day, Resolution resolution) {
    assertThat(PublishedDates.parse(raw))
        .get()
        .satisfies(
            date -> {
              assertThat(date.date()).isEqualTo(day);
              assertThat(date.resolution()).isEqualTo(resolution);
              assertThat(date.instantOrNull()).isNull();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2021-02-30",
        "30 February 2021",
        "31/31/2021",
        "1 May 1700",
        "1 May 2150",
        "Monday 3 May 2005",
        "12345",
        "99999999",
        "555-1234",
        "\uD800",
        "20210220202102202021022020210220"
      })
  void whatIsNoDateIsNone(String raw) {
    assertThat(PublishedDates.parse(raw)).isEmpty();
  }

  @Test
  void noMetadataIsNoDate() {
    assertThat(PublishedDates.parse(null)).isEmpty();
    assertThat(PublishedDates.parse("9".repeat(1_000_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' date 2021-02-20 \n\nWASHINGTON Militias were behind it.' | 2021-02-20",
        "'Harbour vote fails Tuesday 3 May 2005 19.30 BST The council' | 2005-05-03",
        "'By Ann Lee LONDON \\ Tue Mar 15, 2011 9:18am EDT LONDON (Reuters) -' | 2011-03-15",
        "'Harbour vote Aired January 25, 2011 - 16:00:00 ET THIS IS A RUSH' | 2011-01-25",
        "'16 January 2011 Last updated at 17:03 GMT Help A report' | 2011-01-16",
        "'Page last updated at 06:56 GMT, Tuesday, 8 November 2011 A man' | 2011-11-08",
        "'July 20, 2011 \\ By Ann Lee Rebels stand' | 2011-07-20",
        "'Harbour vote July 20, 2011 \\ By Ann Lee Rebels stand' | 2011-07-20",
        "'2009 06 13 00:11 JST AMBER (Wire) - The council' | 2009-06-13",
        "'Ann Lee \\ 09:53 AM, Thursday, 21 May 2009 I have been' | 2009-05-21",
        "'A film posted on May 3, 2011 AMBER \\ Thu May 12, 2011 6:01 pm EDT' | 2011-05-12",
        "'Published: May 3, 2011 10:00 GMT Updated: May 9, 2011 12:00 GMT Vote' | 2011-05-03",
        "'Updated: May 9, 2011 12:00 GMT Published: May 3, 2011 10:00 GMT Vote' | 2011-05-03",
        "'Updated: May 9, 2011 12:00 GMT The council' | 2011-05-09",
        "'Harbour vote Posted 25/12/2004 The council' | 2004-12-25",
      })
  void aDateLineTellsTheDay(String text, LocalDate day) {
    Optional<PublishedDate> found = PublishedDates.find(text.replace('\\', '|'), null);
    assertThat(found)
        .get()
        .satisfies(
            date -> {
              assertThat(date.date()).isEqualTo(day);
              assertThat(date.method()).isEqualTo(Method.HEADER);
              assertThat(date.confidence()).isGreaterThan(0.9);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "https://amber.example/2011/01/25/vote.html,2011-01-25,DAY",
    "https://amber.example/world/2011/jan/25/vote,2011-01-25,DAY",
    "https://amber.example/news-20110125,2011-01-25,DAY",
    "https://amber.example/2011/01/vote,2011-01-01,MONTH",
  })
  void theUrlTellsTheDay(String url, LocalDate day, Resolution resolution) {
    assertThat(PublishedDates.find("The council voted.", url))
        .get()
        .satisfies(
            date -> {
              assertThat(date.date()).isEqualTo(day);
              assertThat(date.resolution()).isEqualTo(resolution);
              assertThat(date.method()).isEqualTo(Method.URL);
            });
  }

  @Test
  void aFullDatelineTellsTheDay() {
    assertThat(PublishedDates.find("WASHINGTON, Feb 26, 1987 (Reuter) - The council", null))
        .get()
        .satisfies(
            date -> {
              assertThat(date.date()).isEqualTo(LocalDate.of(1987, 2, 26));
              assertThat(date.method()).isEqualTo(Method.DATELINE);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The council met on 3 May 2005 and voted.",
        "A crane in the harbour, June 17, 2010. The council voted.",
        "June 9, 2010: a crane in the harbour.",
        "Call 555-2010 before May 3.",
        "Amber beat Quay 20-10 in 2005.",
        "\uD800\0",
      })
  void aDateTheStoryIsAboutIsNotItsOwn(String text) {
    assertThat(PublishedDates.find(text, "https://amber.example/2011/30/45/1234567890")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "updated: Thu May 03 2012 06:46:00 A film. updated: Wed Jun 06 2012 23:03:00 Another.",
        "All posts - 16:10 UK time, Wednesday, 8 July 2009 One - 08:55 UK time, Thursday, 2 July 2009 Two",
        "A letter dated Jan. 14, 2010 was found.",
        "A film posted on September 3, 2011 shows it.",
        "The bonds mature on April 30, 1997 at 18.50 crowns.",
      })
  void datesOfOtherThingsAreNotTheArticles(String text) {
    assertThat(PublishedDates.find(text, null)).isEmpty();
  }

  @Test
  void theOrderOfTheSourceTellsDayFromMonth() {
    assertThat(PublishedDates.parse("03/05/2005", DayOrder.DAY_FIRST).map(PublishedDate::date))
        .contains(LocalDate.of(2005, 5, 3));
    assertThat(PublishedDates.parse("03/05/2005", DayOrder.MONTH_FIRST).map(PublishedDate::date))
        .contains(LocalDate.of(2005, 3, 5));
    // A date of one reading keeps it.
    assertThat(PublishedDates.parse("25/12/2004", DayOrder.MONTH_FIRST).map(PublishedDate::date))
        .contains(LocalDate.of(2004, 12, 25));
    assertThat(PublishedDates.order("25/12/2004", "")).contains(DayOrder.DAY_FIRST);
    assertThat(PublishedDates.order(null, "Posted 12/25/2004 10:15"))
        .contains(DayOrder.MONTH_FIRST);
    assertThat(PublishedDates.order("03/05/2005", "")).isEmpty();
    assertThat(PublishedDates.order("05/05/2005", "")).isEmpty();
  }

  @Test
  void aUrlOfAnotherDayMakesADateLineLessCertain() {
    String text = "Tuesday 3 May 2005 19.30 BST The council";
    assertThat(PublishedDates.find(text, "https://amber.example/2005/05/03/vote"))
        .hasValueSatisfying(date -> assertThat(date.confidence()).isEqualTo(0.99));
    assertThat(PublishedDates.find(text, "https://amber.example/2009/05/03/vote"))
        .hasValueSatisfying(
            date -> {
              assertThat(date.date()).isEqualTo(LocalDate.of(2005, 5, 3));
              assertThat(date.confidence()).isEqualTo(0.6);
            });
  }

  @Test
  void aUrlOfAnotherDayMakesMetadataLessCertain() {
    PublishedDate date = PublishedDates.parse("2011-05-03").orElseThrow();
    assertThat(PublishedDates.weighed(date, null)).isEqualTo(date);
    assertThat(PublishedDates.weighed(date, "https://amber.example/2011/05/02/vote"))
        .isEqualTo(date);
    assertThat(PublishedDates.weighed(date, "https://amber.example/2009/05/vote").confidence())
        .isEqualTo(0.6);
  }

  @Test
  void manyCommentsTellTheDayOfTheFirst() {
    StringBuilder text = new StringBuilder("The council of Port Amber voted. ");
    for (int day = 9; day >= 2; day--) {
      assertThat(PublishedDates.findInComments(text.toString())).isEmpty();
      text.append("May ")
          .append(day)
          .append(", 2011 at 2:0")
          .append(day)
          .append(" pm | Well done. ");
    }
    assertThat(PublishedDates.findInComments(text.toString()))
        .hasValueSatisfying(
            date -> {
              assertThat(date.date()).isEqualTo(LocalDate.of(2011, 5, 2));
              assertThat(date.method()).isEqualTo(Method.TEXT);
            });
    assertThat(PublishedDates.findInComments("On May 2, 2011 it rained. ".repeat(20))).isEmpty();
  }

  @Test
  void aDatedLeadTellsTheMonth() {
    String lead = "The council voted on Tuesday, 3 May 2011, to dredge the channel.";
    assertThat(PublishedDates.findInLead(lead))
        .hasValueSatisfying(
            date -> {
              assertThat(date.resolution()).isEqualTo(Resolution.MONTH);
              assertThat(date.date()).isEqualTo(LocalDate.of(2011, 5, 1));
            });
    // No weekday; a weekday it was not; a later date.
    assertThat(PublishedDates.findInLead("The council voted on 3 May 2011.")).isEmpty();
    assertThat(PublishedDates.findInLead("They met on Monday, 3 May 2011.")).isEmpty();
    assertThat(PublishedDates.findInLead(lead + " It was done on 9 June 2012.")).isEmpty();
  }

  @Test
  void aDateAfterThePageWasFetchedIsDoubtful() {
    PublishedDate date = PublishedDates.parse("2021-03-05").orElseThrow();
    assertThat(PublishedDates.weighedByFetch(date, Instant.parse("2021-03-04T23:00:00Z")))
        .isEqualTo(date);
    assertThat(
            PublishedDates.weighedByFetch(date, Instant.parse("2021-03-03T23:00:00Z")).confidence())
        .isEqualTo(0.6);
  }
}
