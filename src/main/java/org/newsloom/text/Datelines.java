package org.newsloom.text;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Datelines without a year ("WASHINGTON, Feb 26 -"), and the years that articles beside them give.
 *
 * <p>Articles of one file or source mostly lie within a year of each other. {@link Window} finds
 * the twelve months they lie in from the days that are known and from the days of the year that
 * datelines name: where the year has a stretch without datelines, the twelve months begin there.
 * {@link #inOrder} then compares each with its neighbours in the file.
 */
public final class Datelines {
  private static final Pattern PLACE_BEFORE =
      Pattern.compile(
          "(?:^|[^\\p{L}\\p{N}])\\p{Lu}{2}[\\p{Lu} .'/-]{1,40}(?:, ?\\p{Lu}[\\p{L}. ]{1,25})?, ?$");

  /** "(Reuters) -", also with its bracket or its dash lost. */
  private static final Pattern AGENCY_AFTER =
      Pattern.compile("^,? ?(?:\\([A-Za-z ./]{2,30}\\)? ?)?(?:-|--|\u2013|\u2014|\\|)(?: |$)");

  private static final int PLACE_CHARS = 80;
  private static final int AGENCY_CHARS = 40;
  private static final int MAX_FIELD_CHARS = 200;

  /** Known days further apart do not tell the year of a day between them. */
  private static final int MAX_SPREAD_DAYS = 330;

  /** A day with so small a share of a usual day's articles has strays only. */
  private static final double STRAY_DAY_SHARE = 0.05;

  /** So many days of the year without datelines are where a corpus ends and begins. */
  private static final int MIN_GAP_DAYS = 45;

  /** Without such a gap, a year is told for days so close to the known ones. */
  private static final int MAX_REACH_DAYS = 60;

  private static final int YEAR_DAYS = 365;

  /** A full date in a text tells the year of a dateline so close to it. */
  private static final int NEAR_DAYS = 45;

  /** Neighbours looked at on each side. */
  private static final int NEIGHBOURS = 9;

  private static final int MIN_ORDERED = 20;
  private static final double MIN_ORDERED_SHARE = 0.9;

  private Datelines() {}

  /**
   * A day in a dateline.
   *
   * @param month 1–12
   * @param day of the month
   * @param yearOrZero the year, where it is given
   * @param evidence the words it was read from
   */
  public record Dateline(int month, int day, int yearOrZero, String evidence) {
    /**
     * The day in the year of a full date that the article's text speaks of, if that lies within
     * {@value #NEAR_DAYS} days of it; of several the latest.
     */
    public Optional<LocalDate> byText(String text) {
      LocalDate latest = null;
      for (DateMention mention : DateScanner.find(text, null)) {
        Optional<LocalDate> own =
            mention.day().flatMap(other -> DateScanner.nearest(month, day, other));
        if (own.isPresent()
            && Math.abs(own.get().toEpochDay() - mention.day().get().toEpochDay()) <= NEAR_DAYS
            && (latest == null || own.get().isAfter(latest))) {
          latest = own.get();
        }
      }
      return Optional.ofNullable(latest);
    }

    /** The day in the given year; empty for 29 February in a year without. */
    public Optional<LocalDate> in(int year) {
      return YearMonth.of(year, month).isValidDay(day)
          ? Optional.of(LocalDate.of(year, month, day))
          : Optional.empty();
    }
  }

  /**
   * Reads the dateline that came in a field of its own, as "NEW YORK, Feb 26 - ".
   *
   * @return empty if it names no day, or several
   */
  public static Optional<Dateline> read(String fieldOrNull) {
    if (fieldOrNull == null || fieldOrNull.length() > MAX_FIELD_CHARS) {
      return Optional.empty();
    }
    List<Dateline> found = new ArrayList<>();
    for (DateMention mention : DateScanner.find(capitalised(fieldOrNull), null)) {
      dateline(mention, fieldOrNull.strip()).ifPresent(found::add);
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** With the first letter of each word in upper case, as months have it: "omaha, april 7 -". */
  private static String capitalised(String field) {
    StringBuilder words = new StringBuilder(field);
    for (int i = 0; i < words.length(); i++) {
      if (i == 0 || words.charAt(i - 1) == ' ') {
        words.setCharAt(i, Character.toUpperCase(words.charAt(i)));
      }
    }
    return words.toString();
  }

  /** Finds a dateline without a year in the first 400 characters of an article. */
  public static Optional<Dateline> find(String rawText) {
    String head = PublishedDates.head(rawText);
    for (DateMention mention : DateScanner.find(head, null)) {
      String before = head.substring(Math.max(0, mention.start() - PLACE_CHARS), mention.start());
      String after =
          head.substring(mention.end(), Math.min(head.length(), mention.end() + AGENCY_CHARS));
      if (mention.resolution() == DateMention.Resolution.MONTH_DAY
          && PLACE_BEFORE.matcher(before).find()
          && AGENCY_AFTER.matcher(after).find()) {
        return dateline(mention, head.substring(mention.start(), mention.end()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Dateline> dateline(DateMention mention, String evidence) {
    return switch (mention.resolution()) {
      case DAY -> {
        LocalDate day = mention.day().orElseThrow();
        yield Optional.of(
            new Dateline(day.getMonthValue(), day.getDayOfMonth(), day.getYear(), evidence));
      }
      case MONTH_DAY -> {
        // --03-15
        int month = Integer.parseInt(mention.value().substring(2, 4));
        int day = Integer.parseInt(mention.value().substring(5));
        yield Optional.of(new Dateline(month, day, 0, evidence));
      }
      case MONTH, YEAR -> Optional.empty();
    };
  }

  /**
   * The days, at most a year of them, among which a dateline's day is found.
   *
   * @param from the first day
   * @param to the last day
   * @param firstKnown the first of the known days the window was found by
   * @param lastKnown the last of them
   */
  public record Window(LocalDate from, LocalDate to, LocalDate firstKnown, LocalDate lastKnown) {
    /**
     * Finds the window from the articles of one file or source.
     *
     * @param knownDays how many articles are known to be of each day
     * @param datelines how many have a dateline of each month and day, as month · 100 + day
     * @param minShare share (0–1) of the known days that must lie within a year
     * @return empty where no day is known, or too many are years apart
     */
    public static Optional<Window> of(
        Map<LocalDate, Long> knownDays, Map<Integer, Long> datelines, double minShare) {
      if (knownDays.isEmpty()) {
        return Optional.empty();
      }
      NavigableMap<Long, Long> known = new TreeMap<>();
      knownDays.forEach((day, count) -> known.merge(day.toEpochDay(), count, Long::sum));
      long all = known.values().stream().mapToLong(Long::longValue).sum();
      NavigableMap<Long, Long> together = closest(known);
      long most = together.values().stream().mapToLong(Long::longValue).sum();
      if (most < minShare * all) {
        return Optional.empty();
      }
      long first = together.firstKey();
      long last = together.lastKey();
      int[] gaps = gaps(ofYear(together, datelines));
      long middle = first + (last - first) / 2 - YEAR_DAYS / 2;
      long gapCentre = middle;
      int widest = 0;
      for (long start = last - YEAR_DAYS + 1; start <= first; start++) {
        int gap = gaps[dayOfYear(start)];
        boolean isNearer = Math.abs(start - middle) < Math.abs(gapCentre - middle);
        if (gap > widest || (gap == widest && isNearer)) {
          widest = gap;
          gapCentre = start;
        }
      }
      boolean isClear = 2 * widest >= MIN_GAP_DAYS;
      long from = isClear ? gapCentre : Math.max(middle, first - MAX_REACH_DAYS);
      long to =
          isClear
              ? gapCentre + YEAR_DAYS - 1
              : Math.min(middle + YEAR_DAYS - 1, last + MAX_REACH_DAYS);
      return Optional.of(
          new Window(
              LocalDate.ofEpochDay(from),
              LocalDate.ofEpochDay(to),
              LocalDate.ofEpochDay(first),
              LocalDate.ofEpochDay(last)));
    }

    /** The day of the dateline within the window. */
    public Optional<LocalDate> day(int month, int dayOfMonth) {
      Dateline dateline = new Dateline(month, dayOfMonth, 0, "");
      for (int year = from.getYear(); year <= to.getYear(); year++) {
        Optional<LocalDate> day = dateline.in(year);
        if (day.isPresent() && !day.get().isBefore(from) && !day.get().isAfter(to)) {
          return day;
        }
      }
      return Optional.empty();
    }

    /** How certain a day in the window is: the more, the closer it is to the known ones. */
    public double confidence(LocalDate day) {
      long before = firstKnown.toEpochDay() - day.toEpochDay();
      long after = day.toEpochDay() - lastKnown.toEpochDay();
      long distance = Math.max(0, Math.max(before, after));
      return distance <= 31 ? 0.95 : distance <= 92 ? 0.9 : 0.8;
    }

    /** The days of the stretch, short enough, that holds most articles; of two the earlier. */
    private static NavigableMap<Long, Long> closest(NavigableMap<Long, Long> known) {
      long best = 0;
      long bestFirst = known.firstKey();
      long inside = 0;
      var tail = known.entrySet().iterator();
      Map.Entry<Long, Long> oldest = tail.next();
      for (Map.Entry<Long, Long> newest : known.entrySet()) {
        inside += newest.getValue();
        while (newest.getKey() - oldest.getKey() > MAX_SPREAD_DAYS) {
          inside -= oldest.getValue();
          oldest = tail.next();
        }
        if (inside > best) {
          best = inside;
          bestFirst = oldest.getKey();
        }
      }
      return known.subMap(bestFirst, true, bestFirst + MAX_SPREAD_DAYS, true);
    }

    /** Articles by day of the year; a day that only strays fall on counts none. */
    private static long[] ofYear(NavigableMap<Long, Long> known, Map<Integer, Long> datelines) {
      long[] articles = new long[YEAR_DAYS];
      known.forEach((day, count) -> articles[dayOfYear(day)] += count);
      datelines.forEach(
          (monthDay, count) -> {
            // Of no leap year, so that the day before 1 March is the same each time.
            int day = Math.min(monthDay % 100, Month.of(monthDay / 100).minLength());
            articles[LocalDate.of(1999, monthDay / 100, day).getDayOfYear() - 1] += count;
          });
      long all = 0;
      int days = 0;
      for (long count : articles) {
        all += count;
        days += count > 0 ? 1 : 0;
      }
      double few = (double) all / days * STRAY_DAY_SHARE;
      for (int i = 0; i < YEAR_DAYS; i++) {
        articles[i] = articles[i] <= few ? 0 : articles[i];
      }
      return articles;
    }

    private static int dayOfYear(long epochDay) {
      LocalDate day = LocalDate.ofEpochDay(epochDay);
      return Math.min(day.getDayOfYear(), YEAR_DAYS) - 1;
    }

    /** For each day of the year: how many days without articles lie on each side of its start. */
    private static int[] gaps(long[] articles) {
      int[] before = new int[YEAR_DAYS];
      int[] after = new int[YEAR_DAYS];
      // Twice round the year, so that gaps over its turn count whole.
      for (int i = 1; i <= 2 * YEAR_DAYS; i++) {
        int day = i % YEAR_DAYS;
        int previous = (i - 1) % YEAR_DAYS;
        before[day] = articles[previous] == 0 ? before[previous] + 1 : 0;
        int mirrored = (2 * YEAR_DAYS - i) % YEAR_DAYS;
        int next = (mirrored + 1) % YEAR_DAYS;
        after[mirrored] = articles[mirrored] == 0 ? after[next] + 1 : 0;
      }
      int[] gaps = new int[YEAR_DAYS];
      for (int day = 0; day < YEAR_DAYS; day++) {
        gaps[day] = Math.min(before[day], after[day]);
      }
      return gaps;
    }
  }

  /**
   * Compares the days of a file's articles with their neighbours'. In a file in the order of time,
   * a dateline that is off its neighbours on both sides is a slip or that of a place where it is
   * tomorrow already; the article is of the neighbours' day.
   *
   * @param days those of a stretch of a file, in its order
   * @return the day of each article; null where the days of its neighbours turn and datelines
   *     nearby run ahead, so that its own may do so too. The days as given where the file is in no
   *     order
   */
  public static List<LocalDate> inOrder(List<LocalDate> days) {
    if (!isInOrder(days)) {
      return days;
    }
    List<LocalDate> ordered = new ArrayList<>(days);
    boolean someRunAhead = false;
    for (int i = NEIGHBOURS; i < days.size() - NEIGHBOURS; i++) {
      LocalDate before = middle(days.subList(i - NEIGHBOURS, i));
      LocalDate after = middle(days.subList(i + 1, i + 1 + NEIGHBOURS));
      LocalDate day = days.get(i);
      if (!before.isAfter(after)) {
        if (day.isBefore(before)) {
          ordered.set(i, before);
        } else if (day.isAfter(after)) {
          someRunAhead |= day.minusDays(1).equals(after);
          ordered.set(i, after);
        }
      }
    }
    if (someRunAhead) {
      for (int i = NEIGHBOURS; i < days.size() - NEIGHBOURS; i++) {
        LocalDate before = middle(days.subList(i - NEIGHBOURS, i));
        LocalDate after = middle(days.subList(i + 1, i + 1 + NEIGHBOURS));
        if (before.isBefore(after) && days.get(i).equals(after)) {
          ordered.set(i, null);
        }
      }
    }
    return ordered;
  }

  private static boolean isInOrder(List<LocalDate> days) {
    int rising = 0;
    for (int i = 1; i < days.size(); i++) {
      rising += days.get(i).isBefore(days.get(i - 1)) ? 0 : 1;
    }
    return days.size() >= MIN_ORDERED && rising >= MIN_ORDERED_SHARE * (days.size() - 1);
  }

  private static LocalDate middle(List<LocalDate> days) {
    return days.stream().sorted().toList().get(days.size() / 2);
  }
}
