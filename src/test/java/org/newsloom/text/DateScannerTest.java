package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateScannerTest {
  /** A Tuesday. */
  private static final LocalDate PUBLISHED = LocalDate.of(2011, 3, 15);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The council met on 3 May 2005. | 3 May 2005=2005-05-03",
        "It met on May 3, 2005, and voted. | May 3, 2005=2005-05-03",
        "It met on the 3rd of May 2005. | 3rd of May 2005=2005-05-03",
        "It closed on Sat 5 November 2011. | Sat 5 November 2011=2011-11-05",
        "It closed on Saturday, Nov. 5, 2011. | Saturday, Nov. 5, 2011=2011-11-05",
        "Since September 11 2001 much changed. | September 11 2001=2001-09-11",
        "Before the Sept. 11 attacks | Sept. 11=2001-09-11",
        "Filed 2011-03-15 and 2011/03/16. | 2011-03-15=2011-03-15, 2011/03/16=2011-03-16",
        "Filed 25/12/2004 and 12/25/2004. | 25/12/2004=2004-12-25, 12/25/2004=2004-12-25",
        "On 29 February 2012 it rained. | 29 February 2012=2012-02-29",
        "In March 2003 and May, 2004. | March 2003=2003-03, May, 2004=2004-05",
        "In 2005 and since 1998 | 2005=2005, 1998=1998",
        "From 2000 to 2008 he led it. | 2000=2000, 2008=2008",
        "The harbour (2005) is deep. | 2005=2005",
        "On March 15 and 16 April | March 15=--03-15, 16 April=--04-16",
        "On MAY 3 it closed. | MAY 3=--05-03",
        "From June 5-7 it was shut. | June 5=--06-05",
        "On February 29 it was shut. | February 29=--02-29",
      })
  void aDateInWordsIsFound(String text, String expected) {
    assertThat(found(text, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The vote was on Monday. | Monday=2011-03-14",
        "It opened Tuesday. | Tuesday=2011-03-15",
        "It opened last Tuesday. | Tuesday=2011-03-08",
        "It opens next Tuesday. | Tuesday=2011-03-22",
        "The port will open on Friday. | Friday=2011-03-18",
        "They have a deadline of Friday. | Friday=2011-03-18",
        "He said on Friday that he will go. | Friday=2011-03-11",
        "He left yesterday and sails tomorrow. | yesterday=2011-03-14, tomorrow=2011-03-16",
        "They met today and last night. | today=2011-03-15, last night=2011-03-14",
        "It was built three days ago. | three days ago=2011-03-12",
        "It was built 2 months ago. | 2 months ago=2011-01",
        "It was built two years ago. | two years ago=2009",
        "Last month it rained. | Last month=2011-02",
        "Prices rose this year and last year. | this year=2011, last year=2010",
        "It sank in January. | January=2011-01",
        "It sank in May. | May=2010-05",
        "It will sail in May. | May=2011-05",
        "It sank on December 12. | December 12=2010-12-12",
        "It sank on Monday, March 7. | Monday, March 7=2011-03-07",
      })
  void whatCountsFromTheArticlesDayIsResolved(String text, String expected) {
    assertThat(found(text, PUBLISHED)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It opened on Monday, yesterday, last month, in May and three days ago.",
        "",
      })
  void withoutTheArticlesDayNothingIsCountedFromIt(String text) {
    assertThat(found(text, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "He may 3 times ask. She May Smith asked May.",
        "They march 5 miles. March on, said April Smith and June.",
        "It cost $1,998 and $2005 and 2,011 dollars.",
        "The 2010-11 season and the 2010/11 budget.",
        "After 9/11 it was 24/7, with 1/2 a chance and 3/4 of it.",
        "Call 555-2010 or +44 20 7946 0958 or 020 1998 2005.",
        "They won 20-10, 3-2 and 2011-0.",
        "Version 2.0.2011 and 10.5.2011.3 are out.",
        "It rose 2005% or 5.2011 percent.",
        "Flight 2005 and bus 1998 and Room 2011.",
        "Of 2000 people, 1999 soldiers left.",
        "On 30 February 2011 or 2011-02-30 or 31/31/2011 or 2011-13-01.",
        "On February 30 and April 31 it snowed.",
        "El 3 de mayo de 2011, le 3 mai 2011, am 3. Mai 2011, 3 maggio 2011.",
        "Filed 03/05/2005.",
        "May 10 percent of the March 20 people go.",
        "On Good Friday the Sunday Times wrote of Black Friday.",
        "Over the next year, today's youth may work on Fridays, as Mondays.",
        "More than 50 years ago it was so, and two weeks ago.",
        "Last weekend they were on the march, last of all.",
        "On Wednesday",
      })
  void whatIsNoDateIsLeftAlone(String text) {
    // The Wednesday before a Tuesday may as well be tomorrow.
    assertThat(found(text, PUBLISHED)).isEmpty();
  }

  @Test
  void aLeapDayIsInTheNearestLeapYear() {
    assertThat(found("It rained on February 29.", LocalDate.of(2013, 1, 1)))
        .isEqualTo("February 29=2012-02-29");
    assertThat(found("It rained on February 29.", LocalDate.of(2010, 1, 1)))
        .isEqualTo("February 29=--02-29");
  }

  @Test
  void hostileTextsAreReadInOnePass() {
    for (String text :
        List.of(
            "\0\uD800 \uDC00",
            "9".repeat(1_000_000),
            "a".repeat(1_000_000),
            "May ".repeat(250_000),
            "1/".repeat(500_000),
            "on Tuesday will ".repeat(60_000),
            "\uD83D\uDE00".repeat(500_000))) {
      for (DateMention mention : DateScanner.find(text, PUBLISHED)) {
        assertThat(mention.end()).isLessThanOrEqualTo(text.length());
      }
    }
    assertThat(DateScanner.find("\uD83D\uDE00 May 3, 2005", null))
        .extracting(DateMention::start)
        .containsExactly(3);
  }

  private static String found(String text, LocalDate published) {
    return DateScanner.find(text, published).stream()
        .map(mention -> text.substring(mention.start(), mention.end()) + "=" + mention.value())
        .collect(Collectors.joining(", "));
  }
}
