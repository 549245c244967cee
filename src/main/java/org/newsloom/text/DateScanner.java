package org.newsloom.text;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.newsloom.text.DateMention.Method;
import org.newsloom.text.DateMention.Resolution;

/**
 * Finds the dates an English text talks about, in one pass over its characters.
 *
 * <p>Found are days ("Sat 5 November 2011", "May 3", "2011-03-15", "25/12/2004"), months ("March
 * 2011", "in March"), years ("in 2005", "(2005)"), and, where the article's own day is known, words
 * that count from it ("yesterday", "on Tuesday", "last month", "three days ago"). Weeks are no
 * dates here. Amounts, scores, spans of years and numbers of all other kinds are left alone: a
 * number is read as a date only with a month's name, in a full date's form, or as a year after a
 * word that years follow.
 *
 * <p>A day and month without a year is in the year that puts it nearest to the article's day; a
 * weekday is the latest one up to the article's day, or the next one where "next" or a "will"
 * stands before it. A weekday that would be six days back may as well be tomorrow, and is not read.
 */
public final class DateScanner {
  private static final int FIRST_YEAR = 1800;
  private static final int LAST_YEAR = 2100;

  /** A bare number of four digits is a year only if it is one that news speaks of. */
  private static final int FIRST_BARE_YEAR = 1900;

  private static final int LAST_BARE_YEAR = 2050;

  /** The longest word of any kind that is looked at: "September", "Wednesday", "yesterday". */
  private static final int MAX_WORD_CHARS = 9;

  /** From here on "years ago" is a round number. */
  private static final int ROUND_YEARS = 10;

  /** How far before a weekday its verb is looked for. */
  private static final int VERB_CHARS = 80;

  private static final int MIN_WORD_CHARS = 3;

  /** "yesterday", "tomorrow", "last", "next" and the numbers before "days ago". */
  private static final String COUNTING_INITIALS = "ytlnofse";

  private static final Map<String, Integer> MONTHS = months();
  private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();

  /** Months' names that are also words or first names: alone they need a preposition. */
  private static final Set<String> BEFORE_MONTH =
      Set.of(
          "in", "since", "until", "till", "by", "during", "last", "next", "this", "early", "late",
          "mid", "from", "through", "before", "after", "of", "between", "every");

  private static final Set<String> BEFORE_YEAR =
      Set.of(
          "in",
          "since",
          "until",
          "till",
          "by",
          "during",
          "early",
          "late",
          "mid",
          "from",
          "before",
          "after",
          "of",
          "between",
          "through",
          "spring",
          "summer",
          "autumn",
          "fall",
          "winter",
          "year",
          "christmas",
          "circa",
          "to",
          "and");

  /** After these a number may as well count things, so it needs an end of phrase behind it. */
  private static final Set<String> WEAK_BEFORE_YEAR =
      Set.of("of", "by", "to", "and", "from", "after");

  /** What goes on after a year, and not with what a number counts. */
  private static final Set<String> PHRASE_STARTS =
      Set.of(
          "the",
          "a",
          "an",
          "and",
          "but",
          "when",
          "as",
          "after",
          "before",
          "because",
          "that",
          "which",
          "he",
          "she",
          "it",
          "they",
          "we",
          "i",
          "to",
          "in",
          "on",
          "for",
          "with",
          "by",
          "at",
          "was",
          "is",
          "had",
          "has",
          "have",
          "will",
          "until",
          "while",
          "said",
          "were",
          "who",
          "under",
          "through",
          "if",
          "from",
          "according",
          "into",
          "followed");

  private static final Set<String> COUNTED =
      Set.of(
          "people",
          "men",
          "women",
          "children",
          "feet",
          "km",
          "kilometres",
          "kilometers",
          "percent",
          "per",
          "pct",
          "hours",
          "square",
          "or",
          "more",
          "million",
          "billion",
          "gmt",
          "police");

  /** Days with a proper name. */
  private static final Set<String> BEFORE_NAMED_WEEKDAY =
      Set.of(
          "good",
          "black",
          "bloody",
          "palm",
          "easter",
          "ash",
          "super",
          "holy",
          "maundy",
          "cyber",
          "shrove",
          "sheffield",
          "every",
          "each",
          "giving",
          "throwback",
          "casual",
          "plough",
          "whit");

  private static final Set<String> AFTER_NAMED_WEEKDAY =
      Set.of(
          "times",
          "telegraph",
          "mirror",
          "express",
          "mail",
          "herald",
          "star",
          "world",
          "post",
          "independent",
          "business",
          "people",
          "sport",
          "tribune",
          "politics",
          "review",
          "live");

  private static final Set<String> FUTURE =
      Set.of(
          "will",
          "shall",
          "due",
          "scheduled",
          "expected",
          "planned",
          "plans",
          "upcoming",
          "ll",
          "deadline",
          "ahead",
          "coming");

  private static final Set<String> ATTACKS =
      Set.of("attack", "attacks", "terrorist", "terror", "hijackers", "hijackings", "commission");

  private static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  private final String text;
  private final LocalDate publishedOrNull;
  private final List<DateMention> mentions = new ArrayList<>();

  private DateScanner(String text, LocalDate publishedOrNull) {
    this.text = text;
    this.publishedOrNull = publishedOrNull;
  }

  /**
   * Finds the dates of a text.
   *
   * @param publishedOrNull the article's own day; without it, what counts from it is left out, and
   *     a day and month keep their year open
   * @return in the order of the text; none overlap
   */
  public static List<DateMention> find(String text, LocalDate publishedOrNull) {
    DateScanner scanner = new DateScanner(text, publishedOrNull);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isLetter(c)) {
        at = scanner.readWord(at);
      } else if (isDigit(c)) {
        at = scanner.readNumber(at);
      } else {
        at++;
      }
    }
    return scanner.mentions;
  }

  /** A day, or a day and month, or a month of a year; 0 where a part is not given. */
  private record Parts(int end, int year, int month, int day) {}

  /** Reads what begins with the word at {@code start}; returns where to go on. */
  private int readWord(int start) {
    int end = wordEnd(start);
    if (end - start > MAX_WORD_CHARS || end - start < MIN_WORD_CHARS || isInsideWord(start, end)) {
      return end;
    }
    char first = text.charAt(start);
    if (isUpperCase(first) && "JFMASONDWT".indexOf(first) >= 0) {
      DayOfWeek weekday = WEEKDAYS.get(capitalised(start, end));
      if (weekday != null) {
        return readWeekday(start, end, weekday);
      }
      if (MONTHS.containsKey(capitalised(start, end))) {
        return readMonth(start, end);
      }
    }
    boolean mayCount = COUNTING_INITIALS.indexOf(Character.toLowerCase(first)) >= 0;
    return publishedOrNull != null && mayCount ? readRelative(start, end) : end;
  }

  private int readWeekday(int start, int end, DayOfWeek weekday) {
    Optional<Parts> date = dateAt(afterComma(end));
    if (date.isPresent() && date.get().day() > 0 && add(start, date.get())) {
      return date.get().end();
    }
    boolean isWhole = end - start >= 6;
    if (publishedOrNull != null && isWhole && !isUpperCase(text.charAt(start + 1))) {
      addWeekday(start, end, weekday);
    }
    return end;
  }

  private void addWeekday(int start, int end, DayOfWeek weekday) {
    int from = Math.max(0, start - VERB_CHARS);
    String before = wordBefore(start);
    if (BEFORE_NAMED_WEEKDAY.contains(before) || AFTER_NAMED_WEEKDAY.contains(wordAfter(end))) {
      return;
    }
    int back = Math.floorMod(publishedOrNull.getDayOfWeek().getValue() - weekday.getValue(), 7);
    int days;
    if (before.equals("next")) {
      days = back == 0 ? 7 : 7 - back;
    } else if (before.equals("last")) {
      days = back == 0 ? -7 : -back;
    } else if (back != 0 && isAhead(from, start)) {
      days = 7 - back;
    } else if (back == 6) {
      return;
    } else {
      days = -back;
    }
    addDay(start, end, publishedOrNull.plusDays(days), Method.RELATIVE);
  }

  /** Whether a word of the same sentence says that the day is to come. */
  private boolean isAhead(int from, int start) {
    int wordStart = start;
    for (int i = start - 1; i >= from; i--) {
      char c = text.charAt(i);
      if (c == '\n' || c == ';' || (c == '.' && i + 1 < start && text.charAt(i + 1) == ' ')) {
        return false;
      }
      if (Character.isLetter(c)) {
        wordStart = i;
      } else if (wordStart < start) {
        String word = text.substring(wordStart, wordEnd(wordStart)).toLowerCase(Locale.ROOT);
        if (FUTURE.contains(word)) {
          return true;
        }
        if (word.equals("said") || word.equals("told") || word.equals("says")) {
          return false;
        }
        wordStart = start;
      }
    }
    return false;
  }

  private int readMonth(int start, int end) {
    Optional<Parts> date = dateAt(start);
    if (date.isPresent() && add(start, date.get())) {
      return date.get().end();
    }
    String before = wordBefore(start);
    boolean isNamed = isUpperCaseAt(skipSpace(end)) || isApostropheAt(end);
    if (publishedOrNull != null
        && isName(start, end)
        && BEFORE_MONTH.contains(before)
        && !isNamed
        && date.isEmpty()
        && !isDigitAt(skipSpace(end))) {
      addMonthAlone(start, end, before);
    }
    return end;
  }

  private boolean isName(int start, int end) {
    int month = MONTHS.get(capitalised(start, end));
    return Month.of(month).name().length() == end - start && !isUpperCase(text.charAt(start + 1));
  }

  /** "in March" is the latest March, "next March" the next, the article's own month included. */
  private void addMonthAlone(int start, int end, String before) {
    YearMonth now = YearMonth.from(publishedOrNull);
    int month = MONTHS.get(capitalised(start, end));
    YearMonth meant = now.withMonth(month);
    boolean isAhead =
        before.equals("next")
            || before.equals("until")
            || before.equals("by")
            || isAhead(Math.max(0, start - VERB_CHARS), start);
    if (isAhead && meant.isBefore(now)) {
      meant = meant.plusYears(1);
    } else if (!isAhead && meant.isAfter(now)) {
      meant = meant.minusYears(1);
    }
    addMonth(start, end, meant, Method.RELATIVE);
  }

  private int readNumber(int start) {
    int end = digitsEnd(start);
    if (!isFreeBefore(start)) {
      return blobEnd(end);
    }
    if (end - start <= 2) {
      Optional<Parts> date = dateAt(start);
      if (date.isPresent()) {
        add(start, date.get()); // unless it is 30 February
        return date.get().end();
      }
      return publishedOrNull != null && skipSpace(end) > end
          ? readAgo(start, end, Integer.parseInt(text.substring(start, end)))
          : blobEnd(end);
    }
    if (end - start == 4) {
      Optional<Parts> date = dateAt(start);
      if (date.isPresent()) {
        add(start, date.get()); // unless it is 30 February
        return date.get().end();
      }
      if (isYearAlone(start, end)) {
        String year = text.substring(start, end);
        mentions.add(new DateMention(start, end, year, null, Resolution.YEAR, Method.EXPLICIT));
        return end;
      }
    }
    return blobEnd(end);
  }

  private boolean isYearAlone(int start, int end) {
    int year = Integer.parseInt(text.substring(start, end));
    if (year < FIRST_BARE_YEAR || year > LAST_BARE_YEAR || !isFreeAfter(end)) {
      return false;
    }
    boolean isInBrackets =
        start > 0
            && text.charAt(start - 1) == '('
            && end < text.length()
            && text.charAt(end) == ')';
    if (isInBrackets) {
      return true;
    }
    String before = wordBefore(start);
    if (!BEFORE_YEAR.contains(before)) {
      return false;
    }
    if (before.equals("and") || before.equals("to")) {
      // "between 2003 and 2005", "from 2003 to 2005"
      boolean isSpan =
          !mentions.isEmpty()
              && mentions.get(mentions.size() - 1).resolution() == Resolution.YEAR
              && start - mentions.get(mentions.size() - 1).end() <= " and ".length();
      if (!isSpan) {
        return false;
      }
    }
    String after = wordAfter(end);
    boolean isCount =
        COUNTED.contains(after)
            || (after.length() > 3
                && after.endsWith("s")
                && !after.endsWith("ss")
                && !isUpperCaseAt(skipSpace(end)));
    return !isCount && !(WEAK_BEFORE_YEAR.contains(before) && !isPhraseEnd(end, after));
  }

  private boolean isPhraseEnd(int end, String after) {
    return after.isEmpty()
        || PHRASE_STARTS.contains(after)
        || (end < text.length() && text.charAt(end) != ' ');
  }

  /** A date in any of its forms at a place, without its weekday. */
  private Optional<Parts> dateAt(int start) {
    if (start >= text.length()) {
      return Optional.empty();
    }
    if (isDigit(text.charAt(start))) {
      int end = digitsEnd(start);
      return switch (end - start) {
        case 1, 2 -> dayFirst(start, end).or(() -> figures(start, end));
        case 4 -> iso(start, end);
        default -> Optional.empty();
      };
    }
    return isUpperCase(text.charAt(start)) ? monthFirst(start) : Optional.empty();
  }

  private Optional<Parts> monthFirst(int start) {
    int end = wordEnd(start);
    Integer month = end - start <= MAX_WORD_CHARS ? MONTHS.get(capitalised(start, end)) : null;
    if (month == null) {
      return Optional.empty();
    }
    int next = skipSpace(charAt(end) == '.' ? end + 1 : end);
    int number = skipSpace(charAt(next) == ',' ? next + 1 : next);
    if (text.startsWith("of ", number)) {
      number += 3;
    }
    if (!isDigitAt(number)) {
      return Optional.empty();
    }
    int numberEnd = digitsEnd(number);
    if (numberEnd - number == 4) {
      return year(number, numberEnd).map(year -> new Parts(numberEnd, year, month, 0));
    }
    if (numberEnd - number > 2 || number != next || next == end) {
      return Optional.empty();
    }
    int day = Integer.parseInt(text.substring(number, numberEnd));
    int dayEnd = ordinalEnd(numberEnd, day);
    int yearStart = afterComma(dayEnd);
    if (yearStart > dayEnd && isDigitAt(yearStart)) {
      int yearEnd = digitsEnd(yearStart);
      Optional<Integer> year =
          yearEnd - yearStart == 4 ? year(yearStart, yearEnd) : Optional.empty();
      if (year.isPresent()) {
        return Optional.of(new Parts(yearEnd, year.get(), month, day));
      }
    }
    return isFreeAfter(dayEnd) && !isCountedAfter(dayEnd)
        ? Optional.of(new Parts(dayEnd, 0, month, day))
        : Optional.empty();
  }

  /** "May 10 percent" and "March 20 people" begin no date. */
  private boolean isCountedAfter(int end) {
    return charAt(end) == '%' || (COUNTED.contains(wordAfter(end)) && !wordAfter(end).equals("or"));
  }

  private Optional<Parts> dayFirst(int start, int end) {
    int day = Integer.parseInt(text.substring(start, end));
    int dayEnd = ordinalEnd(end, day);
    boolean isHyphened = charAt(dayEnd) == '-';
    int monthStart = isHyphened ? dayEnd + 1 : skipSpace(dayEnd);
    if (text.startsWith("of ", monthStart)) {
      monthStart += 3;
    }
    if (monthStart == dayEnd || !isUpperCaseAt(monthStart)) {
      return Optional.empty();
    }
    int monthEnd = wordEnd(monthStart);
    Integer month =
        monthEnd - monthStart <= MAX_WORD_CHARS
            ? MONTHS.get(capitalised(monthStart, monthEnd))
            : null;
    if (month == null) {
      return Optional.empty();
    }
    int next =
        charAt(monthEnd) == '.' && isDigitAt(skipSpace(monthEnd + 1)) ? monthEnd + 1 : monthEnd;
    int yearStart = isHyphened && charAt(next) == '-' ? next + 1 : afterComma(next);
    if (yearStart > next && isDigitAt(yearStart)) {
      int yearEnd = digitsEnd(yearStart);
      Optional<Integer> year =
          yearEnd - yearStart == 4 ? year(yearStart, yearEnd) : Optional.empty();
      if (year.isPresent()) {
        return Optional.of(new Parts(yearEnd, year.get(), month, day));
      }
    }
    // "2 March" may begin "2 March Madness", and "3 May" the question of three people.
    boolean isDate = !isHyphened && isFreeAfter(monthEnd) && isName(monthStart, monthEnd);
    return isDate ? Optional.of(new Parts(monthEnd, 0, month, day)) : Optional.empty();
  }

  private Optional<Parts> iso(int start, int end) {
    char separator = charAt(end);
    if ((separator != '-' && separator != '/') || !isDigitAt(end + 1)) {
      return Optional.empty();
    }
    int monthEnd = digitsEnd(end + 1);
    if (monthEnd - end != 3 || charAt(monthEnd) != separator || !isDigitAt(monthEnd + 1)) {
      return Optional.empty();
    }
    int dayEnd = digitsEnd(monthEnd + 1);
    // A time may follow: 2011-03-15T10:00.
    if (dayEnd - monthEnd != 3 || (!isFreeAfter(dayEnd) && charAt(dayEnd) != 'T')) {
      return Optional.empty();
    }
    return Optional.of(
        new Parts(
            dayEnd,
            Integer.parseInt(text.substring(start, end)),
            Integer.parseInt(text.substring(end + 1, monthEnd)),
            Integer.parseInt(text.substring(monthEnd + 1, dayEnd))));
  }

  /** "25/12/2004" and "12/25/2004"; where both orders make a day, neither is read. */
  private Optional<Parts> figures(int start, int end) {
    char separator = charAt(end);
    if ((separator != '/' && separator != '.' && separator != '-') || !isDigitAt(end + 1)) {
      return Optional.empty();
    }
    int secondEnd = digitsEnd(end + 1);
    if (secondEnd - end > 3 || charAt(secondEnd) != separator || !isDigitAt(secondEnd + 1)) {
      return Optional.empty();
    }
    int yearEnd = digitsEnd(secondEnd + 1);
    if (yearEnd - secondEnd != 5) {
      return Optional.empty();
    }
    int first = Integer.parseInt(text.substring(start, end));
    int second = Integer.parseInt(text.substring(end + 1, secondEnd));
    Optional<Integer> year = year(secondEnd + 1, yearEnd);
    if (year.isEmpty() || (first <= 12 && second <= 12 && first != second)) {
      return Optional.empty();
    }
    return Optional.of(
        new Parts(yearEnd, year.get(), Math.min(first, second), Math.max(first, second)));
  }

  private Optional<Integer> year(int start, int end) {
    int year = Integer.parseInt(text.substring(start, end));
    boolean isYear = year >= FIRST_YEAR && year <= LAST_YEAR && isFreeAfter(end);
    return isYear ? Optional.of(year) : Optional.empty();
  }

  /** "yesterday", "last month", "three days ago". */
  private int readRelative(int start, int end) {
    String word = text.substring(start, end).toLowerCase(Locale.ROOT);
    switch (word) {
      case "yesterday" -> addDay(start, end, publishedOrNull.minusDays(1), Method.RELATIVE);
      case "today", "tonight" -> {
        if (!isApostropheAt(end)) { // "today's youth" is of no day
          addDay(start, end, publishedOrNull, Method.RELATIVE);
        }
      }
      case "tomorrow" -> addDay(start, end, publishedOrNull.plusDays(1), Method.RELATIVE);
      case "last", "next", "this" -> {
        return readBeside(start, end, word);
      }
      default -> {
        int number = NUMBERS.indexOf(word);
        return number > 0 ? readAgo(start, end, number) : end;
      }
    }
    return end;
  }

  private int readBeside(int start, int end, String word) {
    int next = skipSpace(end);
    if (next == end || next >= text.length() || !Character.isLetter(text.charAt(next))) {
      return end;
    }
    int nextEnd = wordEnd(next);
    if (nextEnd - next > MAX_WORD_CHARS || isInsideWord(next, nextEnd) || isApostropheAt(nextEnd)) {
      return end;
    }
    if (wordBefore(start).equals("the")) {
      return end; // "over the next year" is no year of the calendar
    }
    int step = word.equals("last") ? -1 : word.equals("next") ? 1 : 0;
    switch (text.substring(next, nextEnd)) {
      case "month" ->
          addMonth(
              start, nextEnd, YearMonth.from(publishedOrNull).plusMonths(step), Method.RELATIVE);
      case "year" -> addYear(start, nextEnd, publishedOrNull.getYear() + step);
      case "night" -> {
        if (step < 0) {
          addDay(start, nextEnd, publishedOrNull.minusDays(1), Method.RELATIVE);
        }
      }
      case "morning", "afternoon", "evening" -> {
        if (step == 0) {
          addDay(start, nextEnd, publishedOrNull, Method.RELATIVE);
        }
      }
      default -> {
        return end;
      }
    }
    return nextEnd;
  }

  private int readAgo(int start, int end, int number) {
    int unit = skipSpace(end);
    if (unit == end || unit >= text.length() || !Character.isLetter(text.charAt(unit))) {
      return end;
    }
    int unitEnd = wordEnd(unit);
    int ago = skipSpace(unitEnd);
    if (unitEnd - unit > MAX_WORD_CHARS || ago == unitEnd || !text.startsWith("ago", ago)) {
      return end;
    }
    int agoEnd = ago + 3;
    if (agoEnd < text.length() && Character.isLetterOrDigit(text.charAt(agoEnd))) {
      return end;
    }
    switch (text.substring(unit, unitEnd)) {
      case "day", "days" ->
          addDay(start, agoEnd, publishedOrNull.minusDays(number), Method.RELATIVE);
      case "month", "months" ->
          addMonth(
              start, agoEnd, YearMonth.from(publishedOrNull).minusMonths(number), Method.RELATIVE);
      case "year", "years" -> {
        if (number < ROUND_YEARS) {
          addYear(start, agoEnd, publishedOrNull.getYear() - number);
        }
      }
      default -> {
        return end;
      }
    }
    return agoEnd;
  }

  /** Adds a date if there is such a day. */
  private boolean add(int start, Parts parts) {
    if (parts.month() < 1 || parts.month() > 12) {
      return false;
    }
    if (parts.day() == 0) {
      addMonth(start, parts.end(), YearMonth.of(parts.year(), parts.month()), Method.EXPLICIT);
      return true;
    }
    if (parts.year() != 0) {
      YearMonth month = YearMonth.of(parts.year(), parts.month());
      if (parts.year() < FIRST_YEAR || parts.year() > LAST_YEAR || !month.isValidDay(parts.day())) {
        return false;
      }
      addDay(start, parts.end(), month.atDay(parts.day()), Method.EXPLICIT);
      return true;
    }
    if (parts.day() < 1 || parts.day() > Month.of(parts.month()).maxLength()) {
      return false;
    }
    addMonthDay(start, parts);
    return true;
  }

  private void addMonthDay(int start, Parts parts) {
    boolean isEleventhOfSeptember =
        parts.month() == 9 && parts.day() == 11 && ATTACKS.contains(wordAfter(parts.end()));
    if (isEleventhOfSeptember) {
      addDay(start, parts.end(), LocalDate.of(2001, 9, 11), Method.EXPLICIT);
      return;
    }
    Optional<LocalDate> day =
        publishedOrNull == null
            ? Optional.empty()
            : nearest(parts.month(), parts.day(), publishedOrNull);
    if (day.isPresent()) {
      addDay(start, parts.end(), day.get(), Method.RELATIVE);
    } else {
      String value = "--%02d-%02d".formatted(parts.month(), parts.day());
      mentions.add(
          new DateMention(start, parts.end(), value, null, Resolution.MONTH_DAY, Method.EXPLICIT));
    }
  }

  /**
   * The day of that month and number that is nearest to another day, the earlier one of two.
   *
   * @return empty for 29 February where no year next to that of {@code other} has one
   */
  static Optional<LocalDate> nearest(int month, int day, LocalDate other) {
    LocalDate nearest = null;
    for (int year = other.getYear() - 1; year <= other.getYear() + 1; year++) {
      if (YearMonth.of(year, month).isValidDay(day)) {
        LocalDate candidate = LocalDate.of(year, month, day);
        if (nearest == null || distance(candidate, other) < distance(nearest, other)) {
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static long distance(LocalDate a, LocalDate b) {
    return Math.abs(a.toEpochDay() - b.toEpochDay());
  }

  private void addDay(int start, int end, LocalDate day, Method method) {
    mentions.add(new DateMention(start, end, day.toString(), day, Resolution.DAY, method));
  }

  private void addMonth(int start, int end, YearMonth month, Method method) {
    mentions.add(new DateMention(start, end, month.toString(), null, Resolution.MONTH, method));
  }

  private void addYear(int start, int end, int year) {
    mentions.add(
        new DateMention(
            start, end, Integer.toString(year), null, Resolution.YEAR, Method.RELATIVE));
  }

  /**
   * Whether a number that ends here may be a day or year: no part of a larger one, and no score.
   */
  private boolean isFreeAfter(int end) {
    if (end >= text.length()) {
      return true;
    }
    char c = text.charAt(end);
    if (Character.isLetterOrDigit(c) || c == '%' || c == '_' || c == '$' || c == '@') {
      return false;
    }
    return !isDigitAt(end + 1) || ".,:/-\u2013".indexOf(c) < 0 || isDayRange(end);
  }

  /** "June 5-7" are days; what follows 7 decides whether it is more than that. */
  private boolean isDayRange(int end) {
    char c = text.charAt(end);
    if (c != '-' && c != '\u2013') {
      return false;
    }
    int secondEnd = digitsEnd(end + 1);
    return secondEnd - end <= 3
        && (secondEnd >= text.length()
            || !isDigitAt(secondEnd + 1)
            || text.charAt(secondEnd) == ' ')
        && digitsBefore(end) <= 2;
  }

  private int digitsBefore(int end) {
    int start = end;
    while (start > 0 && end - start < 5 && isDigit(text.charAt(start - 1))) {
      start--;
    }
    return end - start;
  }

  private boolean isFreeBefore(int start) {
    if (start == 0) {
      return true;
    }
    char c = text.charAt(start - 1);
    return !Character.isLetterOrDigit(c) && "$£€¥#.,:/-_+=\u2013@*".indexOf(c) < 0;
  }

  /** After a number that is none of ours: the rest of its blob, as of 555-1234 or 10.5.2011.x. */
  private int blobEnd(int end) {
    int at = end;
    while (at < text.length()
        && (isDigit(text.charAt(at))
            || (".,:/-\u2013".indexOf(text.charAt(at)) >= 0 && isDigitAt(at + 1)))) {
      at++;
    }
    return at;
  }

  private boolean isInsideWord(int start, int end) {
    if (start > 0) {
      char before = text.charAt(start - 1);
      if (isDigit(before) || "-_@/#'’".indexOf(before) >= 0) {
        return true;
      }
    }
    return end < text.length() && "_@".indexOf(text.charAt(end)) >= 0;
  }

  private int ordinalEnd(int end, int day) {
    String suffix =
        day % 10 == 1 && day != 11
            ? "st"
            : day % 10 == 2 && day != 12 ? "nd" : day % 10 == 3 && day != 13 ? "rd" : "th";
    boolean isOrdinal =
        text.startsWith(suffix, end)
            && (end + 2 >= text.length() || !Character.isLetterOrDigit(text.charAt(end + 2)));
    return isOrdinal ? end + 2 : end;
  }

  private int afterComma(int at) {
    int next = charAt(at) == '.' ? at + 1 : at;
    return skipSpace(charAt(next) == ',' ? next + 1 : next);
  }

  /** Past one space or line break. */
  private int skipSpace(int at) {
    char c = charAt(at);
    return c == ' ' || c == '\n' || c == '\u00A0' ? at + 1 : at;
  }

  private String wordBefore(int start) {
    int end = start;
    if (end > 0 && (charAt(end - 1) == ' ' || charAt(end - 1) == '\n' || charAt(end - 1) == '-')) {
      end--;
    }
    int at = end;
    while (at > 0 && end - at <= MAX_WORD_CHARS && Character.isLetter(text.charAt(at - 1))) {
      at--;
    }
    return end == start ? "" : text.substring(at, end).toLowerCase(Locale.ROOT);
  }

  private String wordAfter(int end) {
    int start = skipSpace(end);
    if (start == end || start >= text.length() || !Character.isLetter(text.charAt(start))) {
      return "";
    }
    return text.substring(start, Math.min(wordEnd(start), start + 20)).toLowerCase(Locale.ROOT);
  }

  private String capitalised(int start, int end) {
    return text.charAt(start) + text.substring(start + 1, end).toLowerCase(Locale.ROOT);
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int digitsEnd(int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private char charAt(int at) {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean isDigitAt(int at) {
    return at < text.length() && isDigit(text.charAt(at));
  }

  private boolean isUpperCaseAt(int at) {
    return at < text.length() && isUpperCase(text.charAt(at));
  }

  private boolean isApostropheAt(int at) {
    return at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '’');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isUpperCase(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (Month month : Month.values()) {
      String name = month.name().charAt(0) + month.name().substring(1).toLowerCase(Locale.ROOT);
      months.put(name, month.getValue());
      months.put(name.substring(0, 3), month.getValue());
    }
    months.put("Sept", Month.SEPTEMBER.getValue());
    return Map.copyOf(months);
  }

  private static Map<String, DayOfWeek> weekdays() {
    Map<String, DayOfWeek> weekdays = new HashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
      weekdays.put(name, day);
      weekdays.put(name.substring(0, 3), day);
    }
    weekdays.put("Tues", DayOfWeek.TUESDAY);
    weekdays.put("Thur", DayOfWeek.THURSDAY);
    weekdays.put("Thurs", DayOfWeek.THURSDAY);
    return Map.copyOf(weekdays);
  }
}
