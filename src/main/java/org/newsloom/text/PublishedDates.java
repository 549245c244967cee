package org.newsloom.text;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.newsloom.text.PublishedDate.Method;
import org.newsloom.text.PublishedDate.Resolution;

/**
 * Reads when an article was published: from its metadata, a date line at the head of its text, its
 * URL, or a full date in its dateline.
 *
 * <p>Dates that do not exist, and years outside 1800 to 2100, are not dates. A day and month in
 * figures whose order could be either ("03/05/2005") gives its year only, unless both are the same
 * or the source's order is known.
 */
public final class PublishedDates {
  private static final int FIRST_YEAR = 1800;
  private static final int LAST_YEAR = 2100;

  /** A date line stands before the story; later dates are what the story is about. */
  private static final int HEADER_CHARS = 400;

  private static final int MAX_METADATA_CHARS = 100;

  /** Two-digit years from here on are of the last century, as POSIX has it. */
  private static final int PIVOT_YEAR = 69;

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** Abbreviations that mean one zone to news agencies; others name several, and are not read. */
  private static final Map<String, ZoneId> ZONES =
      Map.ofEntries(
          Map.entry("z", ZoneOffset.UTC),
          Map.entry("gmt", ZoneOffset.UTC),
          Map.entry("utc", ZoneOffset.UTC),
          Map.entry("bst", ZoneOffset.ofHours(1)),
          Map.entry("cet", ZoneOffset.ofHours(1)),
          Map.entry("cest", ZoneOffset.ofHours(2)),
          Map.entry("edt", ZoneOffset.ofHours(-4)),
          Map.entry("est", ZoneOffset.ofHours(-5)),
          Map.entry("cdt", ZoneOffset.ofHours(-5)),
          Map.entry("mdt", ZoneOffset.ofHours(-6)),
          Map.entry("mst", ZoneOffset.ofHours(-7)),
          Map.entry("pdt", ZoneOffset.ofHours(-7)),
          Map.entry("pst", ZoneOffset.ofHours(-8)),
          Map.entry("jst", ZoneOffset.ofHours(9)),
          Map.entry("hkt", ZoneOffset.ofHours(8)),
          Map.entry("aest", ZoneOffset.ofHours(10)),
          Map.entry("et", ZoneId.of("America/New_York")),
          Map.entry("pt", ZoneId.of("America/Los_Angeles")));

  private static final String MONTH =
      "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

  private static final String WEEKDAY =
      "(?:(?<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nes|nesday|rs|rsday|urday)?\\.?,? )?";

  private static final String TIME =
      "(?:[,;:T]? ?(?:(?:- |at |last updated at |, )?"
          + "(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d{1,9})?)?"
          + "(?: ?(?<half>[ap])\\.?m\\b\\.?)?)"
          + "(?: ?(?<zone>z|gmt|utc|bst|cet|cest|edt|est|cdt|mdt|mst|pdt|pst|jst|hkt|aest|et|pt|[+-]\\d{2}:?\\d{2})"
          + "(?![a-z0-9]))?)?";

  private static final Pattern DAY_FIRST =
      compile(
          "(?<![\\w/.])"
              + WEEKDAY
              + "(?<day>\\d{1,2})(?:st|nd|rd|th)?[ -]"
              + MONTH
              + ",?[ -](?<year>\\d{4})(?!\\d)"
              + TIME);

  private static final Pattern MONTH_FIRST =
      compile(
          "(?<!\\w)"
              + WEEKDAY
              + MONTH
              + " (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})(?!\\d)"
              + TIME);

  private static final Pattern ISO =
      compile(
          "(?<![\\w/-])"
              + WEEKDAY
              + "(?<year>\\d{4})[-/](?<month>\\d{2})[-/](?<day>\\d{2})(?!\\d)"
              + TIME);

  /** "2009 06 13 00:11 JST": figures with spaces are a date only before a time of day. */
  private static final Pattern SPACED =
      compile(
          "(?<![\\w/.-])(?<weekday>mon)?(?<year>\\d{4}) (?<month>\\d{2}) (?<day>\\d{1,2})(?= \\d{1,2}:\\d{2})"
              + TIME);

  private static final List<Pattern> FULL_DATES = List.of(DAY_FIRST, MONTH_FIRST, ISO, SPACED);

  private static final Pattern MONTH_OF_YEAR = compile(MONTH + ",? (?<year>\\d{4})");
  private static final Pattern ISO_MONTH = compile("(?<year>\\d{4})-(?<month>\\d{2})");
  private static final Pattern FIGURES =
      compile("(?<first>\\d{1,2})[/.-](?<next>\\d{1,2})[/.-](?<year>\\d{4}|\\d{2})(?: .{0,40})?");
  private static final Pattern URL_DAY =
      compile(
          "[/_-](?<year>(?:19|20)\\d{2})([/_-])(?<month>\\d{1,2}|[a-z]{3})\\2(?<day>\\d{1,2})(?![\\d])");
  private static final Pattern URL_FIGURES =
      compile("[/_-](?<year>(?:19|20)\\d{2})(?<month>\\d{2})(?<day>\\d{2})(?![\\da-z])");
  private static final Pattern URL_MONTH = compile("/(?<year>(?:19|20)\\d{2})/(?<month>\\d{2})/");

  /** What stands before a date that says when the article was published. */
  private static final Pattern LABEL =
      compile(
          "(?:\\b(?:date|dated|published|posted|updated|aired|created|modified)(?: on| at)?:? "
              + "|\\| |\\| [a-z][a-z ]{3,40} - |\\d:\\d{2} ?[ap]m, |\\d[:.]\\d{2} ?(?:[ap]\\.?m\\.? ?)?(?:gmt|bst|utc|et|uk time),? )$");

  /** Fewer may be the latest ones of many. */
  private static final int MIN_COMMENTS = 8;

  private static final int LEAD_CHARS = 600;
  private static final Pattern TIME_AFTER = compile("^,? (?:at|-) \\d{1,2}[:.]\\d{2}");
  private static final Pattern TIME_BEFORE =
      compile("\\bat \\d{1,2}[:.]\\d{2} ?(?:[ap]m )?(?:on )?$");

  private static final int LABEL_CHARS = 60;
  private static final String UPDATED = "updated: ";

  /** The date of a change goes after that of publication, if both are given. */
  private static final Pattern UPDATE = compile("(?:updated|modified)(?: on| at)?:? $");

  private static final Pattern DATELINE_END =
      compile("^,? ?(?:\\([A-Za-z .]{2,30}\\) ?)?(?:-|--|\u2013|\u2014)(?: |$)");

  private static final Pattern DATELINE_START =
      Pattern.compile("^[\\p{Lu}][\\p{Lu} .,'/-]{2,50}[, ]+$");

  private static final Pattern FIGURES_IN_HEAD =
      compile(
          "(?<![\\w/.-])(?<first>\\d{1,2})(?<separator>[/.-])(?<next>\\d{1,2})\\k<separator>"
              + "(?<year>\\d{4})(?![\\w/-])"
              + TIME);

  /** Dates of one article in different places may differ by a day, as days turn. */
  private static final int MAX_DISAGREEMENT_DAYS = 2;

  /** What a date is worth that another one in the same article contradicts. */
  private static final double CONTRADICTED = 0.6;

  /** Whether a source writes 3 May 2005 as 03/05/2005 or as 05/03/2005. */
  public enum DayOrder {
    DAY_FIRST,
    MONTH_FIRST
  }

  private PublishedDates() {}

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Reads a metadata value: ISO 8601 in its forms, epoch seconds or milliseconds, RFC 1123, dates
   * as newspapers write them, a month, a year.
   *
   * @param raw the value as delivered; may be null
   * @return empty if it is no date
   */
  public static Optional<PublishedDate> parse(String raw) {
    return parse(raw, null);
  }

  /**
   * Reads a metadata value as {@link #parse(String)} does, with the order of day and month in
   * figures.
   *
   * @param orderOrNull the source's order; null where it is not known
   */
  public static Optional<PublishedDate> parse(String raw, DayOrder orderOrNull) {
    if (raw == null || raw.length() > MAX_METADATA_CHARS) {
      return Optional.empty();
    }
    String value = raw.strip();
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return parseFigures(value);
    }
    for (Pattern pattern : FULL_DATES) {
      Matcher matcher = pattern.matcher(value);
      if (matcher.lookingAt()) {
        Optional<PublishedDate> date = read(matcher, Method.METADATA, 1.0);
        if (date.isPresent()) {
          return date;
        }
      }
    }
    Matcher figures = FIGURES.matcher(value);
    if (figures.matches()) {
      return readFigures(figures, orderOrNull, Method.METADATA, 1.0);
    }
    for (Pattern pattern : List.of(MONTH_OF_YEAR, ISO_MONTH)) {
      Matcher matcher = pattern.matcher(value);
      if (matcher.matches()) {
        return month(matcher, Method.METADATA, 1.0);
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the date of publication in an article without metadata: a date line in the first 400
   * characters, a date in the URL's path, a full date in the dateline, in this order.
   *
   * @param rawText the text as delivered, before cleaning takes its date line for furniture
   * @param url where it was published; may be null
   * @return empty if neither names one
   */
  public static Optional<PublishedDate> find(String rawText, String url) {
    return find(rawText, url, null);
  }

  /**
   * Finds the date of publication as {@link #find(String, String)} does, with the order of day and
   * month in figures. Where text and URL name days that lie apart, the text's counts with less
   * confidence.
   *
   * @param orderOrNull the source's order; null where it is not known
   */
  public static Optional<PublishedDate> find(String rawText, String url, DayOrder orderOrNull) {
    String head = head(rawText);
    Optional<PublishedDate> header = findHeader(head).or(() -> figuresHeader(head, orderOrNull));
    Optional<PublishedDate> address = readUrl(url);
    if (header.isPresent() && header.get().resolution() != Resolution.YEAR) {
      return header.map(date -> address.isPresent() ? weighed(date, address.get()) : date);
    }
    Optional<PublishedDate> dateline = findDateline(head);
    if (address.isPresent() && address.get().resolution() == Resolution.MONTH) {
      return dateline.map(date -> weighed(date, address.get())).or(() -> address);
    }
    return address.or(() -> dateline).or(() -> header);
  }

  /** The order of day and month that a date in figures shows which has but one reading. */
  public static Optional<DayOrder> order(String metadataOrNull, String rawText) {
    Matcher metadata = FIGURES.matcher(metadataOrNull == null ? "" : metadataOrNull.strip());
    if (metadata.matches()) {
      return order(metadata);
    }
    Matcher inHead = FIGURES_IN_HEAD.matcher(head(rawText));
    while (inHead.find()) {
      Optional<DayOrder> order = order(inHead);
      if (order.isPresent()) {
        return order;
      }
    }
    return Optional.empty();
  }

  private static Optional<DayOrder> order(Matcher figures) {
    boolean isDayFirst = date(figures, DayOrder.DAY_FIRST).isPresent();
    boolean isMonthFirst = date(figures, DayOrder.MONTH_FIRST).isPresent();
    if (isDayFirst == isMonthFirst) {
      return Optional.empty();
    }
    return Optional.of(isDayFirst ? DayOrder.DAY_FIRST : DayOrder.MONTH_FIRST);
  }

  /**
   * The same date, held for less certain where the URL names a day or month apart from it.
   *
   * @param url where the article was published; may be null
   */
  public static PublishedDate weighed(PublishedDate date, String url) {
    return readUrl(url).map(address -> weighed(date, address)).orElse(date);
  }

  /**
   * The same date, held for less certain where the page was fetched before it. A day goes by
   * between the first zone that writes a date and the last.
   */
  public static PublishedDate weighedByFetch(PublishedDate date, Instant fetchedAt) {
    LocalDate last = fetchedAt.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
    return date.date().isAfter(last)
        ? date.withConfidence(Math.min(date.confidence(), CONTRADICTED))
        : date;
  }

  /** The same date with less confidence where the other one denies it. */
  private static PublishedDate weighed(PublishedDate date, PublishedDate other) {
    return agree(date, other)
        ? date
        : date.withConfidence(Math.min(date.confidence(), CONTRADICTED));
  }

  private static boolean agree(PublishedDate date, PublishedDate other) {
    if (date.hasDay() && other.hasDay()) {
      return Math.abs(date.date().toEpochDay() - other.date().toEpochDay())
          <= MAX_DISAGREEMENT_DAYS;
    }
    return date.isWithin(other);
  }

  /** The first characters with single spaces. */
  static String head(String rawText) {
    return rawText
        .substring(0, Math.min(rawText.length(), HEADER_CHARS))
        .replace("\\/", "/")
        .replaceAll("[\\s\\u00A0]+", " ")
        .strip();
  }

  /** A labelled or timed date in figures: "Posted 25/12/2004", "25/12/2004 10:15". */
  private static Optional<PublishedDate> figuresHeader(String head, DayOrder orderOrNull) {
    Matcher matcher = FIGURES_IN_HEAD.matcher(head);
    while (matcher.find()) {
      boolean hasTime = matcher.group("hour") != null;
      boolean isLabelled = isLabelled(head, matcher.start());
      if (hasTime || isLabelled) {
        Optional<PublishedDate> date =
            readFigures(matcher, orderOrNull, Method.HEADER, hasTime ? 0.95 : 0.93);
        if (date.isPresent()) {
          return date;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The date line, the most certain one of several. Where equally certain ones name days that lie
   * apart, the page is a list of articles and none of them is its date.
   */
  private static Optional<PublishedDate> findHeader(String head) {
    PublishedDate best = null;
    boolean isList = false;
    for (Pattern pattern : FULL_DATES) {
      Matcher matcher = pattern.matcher(head);
      while (matcher.find()) {
        Optional<PublishedDate> header = readHeader(head, matcher);
        if (header.isEmpty()) {
          continue;
        }
        PublishedDate found = header.get();
        if (best == null || found.confidence() > best.confidence()) {
          best = found;
          isList = false;
        } else if (found.confidence() == best.confidence()) {
          isList |= !agree(best, found);
        }
      }
    }
    return best == null || isList ? Optional.empty() : Optional.of(best);
  }

  private static Optional<PublishedDate> findDateline(String head) {
    for (Pattern pattern : FULL_DATES) {
      Matcher matcher = pattern.matcher(head);
      while (matcher.find()) {
        if (isInDateline(head, matcher)) {
          Optional<PublishedDate> dateline = read(matcher, Method.DATELINE, 0.95);
          if (dateline.isPresent()) {
            return dateline;
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The day of an article's first comments, which come on the day it is published: known where so
   * many stand below it, each with its day and time, that the first are among them.
   *
   * @param rawText the text as delivered, before cleaning takes the comments away
   */
  public static Optional<PublishedDate> findInComments(String rawText) {
    LocalDate first = null;
    String evidence = null;
    int comments = 0;
    for (DateMention mention : DateScanner.find(rawText, null)) {
      if (mention.day().isEmpty() || !isTimed(rawText, mention)) {
        continue;
      }
      comments++;
      if (first == null || mention.day().get().isBefore(first)) {
        first = mention.day().get();
        evidence = rawText.substring(mention.start(), mention.end());
      }
    }
    return comments < MIN_COMMENTS
        ? Optional.empty()
        : Optional.of(new PublishedDate(null, first, Resolution.DAY, Method.TEXT, 0.85, evidence));
  }

  private static boolean isTimed(String text, DateMention mention) {
    String before = text.substring(Math.max(0, mention.start() - 15), mention.start());
    String after = text.substring(mention.end(), Math.min(text.length(), mention.end() + 12));
    return TIME_AFTER.matcher(after).find() || TIME_BEFORE.matcher(before).find();
  }

  /**
   * The month of the full date with its weekday that an article's first lines speak of, such as "on
   * Tuesday, 3 May 2011", if no later date follows. The day itself may be that of the event, of its
   * picture or of the report.
   *
   * @param text the text after cleaning
   */
  public static Optional<PublishedDate> findInLead(String text) {
    LocalDate lead = null;
    String evidence = null;
    for (DateMention mention : DateScanner.find(text, null)) {
      if (mention.day().isEmpty()) {
        continue;
      }
      LocalDate day = mention.day().get();
      if (lead != null) {
        if (day.isAfter(lead.plusMonths(1))) {
          return Optional.empty();
        }
      } else if (mention.start() <= LEAD_CHARS && startsWithWeekday(text, mention, day)) {
        lead = day;
        evidence = text.substring(mention.start(), mention.end());
      }
    }
    return lead == null
        ? Optional.empty()
        : Optional.of(
            new PublishedDate(
                null, lead.withDayOfMonth(1), Resolution.MONTH, Method.TEXT, 0.6, evidence));
  }

  private static boolean startsWithWeekday(String text, DateMention mention, LocalDate day) {
    String weekday = day.getDayOfWeek().name();
    return text.regionMatches(true, mention.start(), weekday, 0, 3);
  }

  private static boolean isInDateline(String head, Matcher matcher) {
    int sentence = head.lastIndexOf(". ", Math.max(0, matcher.start() - 1));
    return DATELINE_END.matcher(head.substring(matcher.end())).find()
        && DATELINE_START
            .matcher(head.substring(sentence < 0 ? 0 : sentence + 2, matcher.start()))
            .find();
  }

  /** A date is a date line's if it has a time of day, a label, or the whole line to itself. */
  private static Optional<PublishedDate> readHeader(String head, Matcher matcher) {
    boolean hasTime = hasTime(matcher);
    boolean hasWeekday = matcher.group("weekday") != null;
    boolean isLabelled =
        isLabelled(head, matcher.start())
            || (matcher.start() == 0 && head.startsWith(" |", matcher.end()))
            || head.startsWith(" | By ", matcher.end());
    boolean isFirst = matcher.start() == 0 && !head.startsWith(":", matcher.end());
    if (!hasTime && !isLabelled && !(hasWeekday && isFirst)) {
      return Optional.empty();
    }
    if (isOneOfMany(head, matcher)) {
      return Optional.empty();
    }
    double confidence = hasTime && (hasWeekday || isLabelled) ? 0.99 : hasTime ? 0.95 : 0.93;
    boolean isUpdate = UPDATE.matcher(head.substring(0, matcher.start())).find();
    return read(matcher, Method.HEADER, isUpdate ? confidence - 0.01 : confidence);
  }

  /** A time of day: "19:30", and "19.30" only where it cannot be a price. */
  private static boolean hasTime(Matcher matcher) {
    String hour = matcher.group("hour");
    if (hour == null) {
      return false;
    }
    boolean isFigure = matcher.group().charAt(matcher.end("hour") - matcher.start()) == '.';
    return Integer.parseInt(hour) < 24
        && (!isFigure
            || matcher.group("zone") != null
            || matcher.group("half") != null
            || matcher.group("weekday") != null);
  }

  /** Whether a label stands before a date, and not a verb as in "a video posted on". */
  private static boolean isLabelled(String head, int start) {
    Matcher label = LABEL.matcher(head.substring(Math.max(0, start - LABEL_CHARS), start));
    if (!label.find()) {
      return false;
    }
    String words = label.group();
    char first = words.charAt(0);
    return !Character.isLowerCase(first) || words.endsWith(": ") || words.length() == start;
  }

  /** Lists of videos and stories give each its own "updated:" date. */
  private static boolean isOneOfMany(String head, Matcher matcher) {
    String before =
        head.substring(Math.max(0, matcher.start() - UPDATED.length()), matcher.start());
    return before.equals(UPDATED)
        && matcher.group("zone") == null
        && matcher.group("second") != null;
  }

  private static Optional<PublishedDate> readUrl(String url) {
    if (url == null || url.length() > 4_000) {
      return Optional.empty();
    }
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    for (Pattern pattern : List.of(URL_DAY, URL_FIGURES)) {
      Matcher matcher = pattern.matcher(path);
      while (matcher.find()) {
        Optional<LocalDate> day = day(matcher);
        if (day.isPresent()) {
          return Optional.of(
              new PublishedDate(
                  null, day.get(), Resolution.DAY, Method.URL, 0.95, matcher.group()));
        }
      }
    }
    Matcher matcher = URL_MONTH.matcher(path);
    return matcher.find() ? month(matcher, Method.URL, 0.9) : Optional.empty();
  }

  private static Optional<PublishedDate> parseFigures(String value) {
    return switch (value.length()) {
      case 4 -> {
        int year = Integer.parseInt(value);
        yield isYear(year)
            ? Optional.of(
                new PublishedDate(
                    null, LocalDate.of(year, 1, 1), Resolution.YEAR, Method.METADATA, 1.0, value))
            : Optional.empty();
      }
      case 8 ->
          date(value.substring(0, 4), value.substring(4, 6), value.substring(6))
              .map(day -> day(day, value));
      case 10 -> Optional.of(moment(Instant.ofEpochSecond(Long.parseLong(value)), value));
      case 13 -> Optional.of(moment(Instant.ofEpochMilli(Long.parseLong(value)), value));
      case 14 ->
          parse(
              value.replaceFirst(
                  "(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})", "$1-$2-$3 $4:$5:$6"));
      default -> Optional.empty();
    };
  }

  private static PublishedDate day(LocalDate day, String evidence) {
    return new PublishedDate(null, day, Resolution.DAY, Method.METADATA, 1.0, evidence);
  }

  private static PublishedDate moment(Instant instant, String evidence) {
    LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
    return new PublishedDate(instant, day, Resolution.INSTANT, Method.METADATA, 1.0, evidence);
  }

  /** A date in figures; its year where their order decides and is not known. */
  private static Optional<PublishedDate> readFigures(
      Matcher figures, DayOrder orderOrNull, Method method, double confidence) {
    Optional<LocalDate> dayFirst = date(figures, DayOrder.DAY_FIRST);
    Optional<LocalDate> monthFirst = date(figures, DayOrder.MONTH_FIRST);
    String evidence = figures.group().strip();
    boolean isOpen = dayFirst.isPresent() && monthFirst.isPresent() && !dayFirst.equals(monthFirst);
    if (isOpen && orderOrNull == null) {
      LocalDate year = dayFirst.get().withDayOfYear(1);
      double lower = Math.min(confidence, 0.95);
      return Optional.of(new PublishedDate(null, year, Resolution.YEAR, method, lower, evidence));
    }
    Optional<LocalDate> day =
        isOpen && orderOrNull == DayOrder.MONTH_FIRST ? monthFirst : dayFirst.or(() -> monthFirst);
    double certain = isOpen ? Math.min(confidence, 0.95) : confidence;
    return day.map(
        found -> new PublishedDate(null, found, Resolution.DAY, method, certain, evidence));
  }

  private static Optional<LocalDate> date(Matcher figures, DayOrder order) {
    String first = figures.group("first");
    String second = figures.group("next");
    int year = Integer.parseInt(figures.group("year"));
    if (figures.group("year").length() == 2) {
      year += year < PIVOT_YEAR ? 2000 : 1900;
    }
    String fullYear = Integer.toString(year);
    return order == DayOrder.DAY_FIRST
        ? date(fullYear, second, first)
        : date(fullYear, first, second);
  }

  private static Optional<PublishedDate> month(Matcher matcher, Method method, double confidence) {
    return date(matcher.group("year"), matcher.group("month"), "1")
        .map(
            first ->
                new PublishedDate(
                    null,
                    YearMonth.from(first).atDay(1),
                    Resolution.MONTH,
                    method,
                    confidence,
                    matcher.group()));
  }

  /** The date a match names; empty if there is none such, or it fell on another weekday. */
  private static Optional<PublishedDate> read(Matcher matcher, Method method, double confidence) {
    Optional<LocalDate> found = day(matcher);
    if (found.isEmpty() || !isOnWeekday(found.get(), matcher.group("weekday"))) {
      return Optional.empty();
    }
    LocalDate day = found.get();
    String evidence = matcher.group().strip();
    Optional<Instant> instant = instant(matcher, day);
    if (instant.isPresent()) {
      return Optional.of(
          new PublishedDate(instant.get(), day, Resolution.INSTANT, method, confidence, evidence));
    }
    return Optional.of(new PublishedDate(null, day, Resolution.DAY, method, confidence, evidence));
  }

  private static Optional<LocalDate> day(Matcher matcher) {
    return date(matcher.group("year"), matcher.group("month"), matcher.group("day"));
  }

  private static Optional<LocalDate> date(String year, String month, String day) {
    int number =
        Character.isDigit(month.charAt(0))
            ? Integer.parseInt(month)
            : MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    try {
      LocalDate date = LocalDate.of(Integer.parseInt(year), number, Integer.parseInt(day));
      return isYear(date.getYear()) ? Optional.of(date) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // 30 February
    }
  }

  private static boolean isYear(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  private static boolean isOnWeekday(LocalDate day, String weekday) {
    return weekday == null
        || day.getDayOfWeek()
            == DayOfWeek.of(WEEKDAYS.indexOf(weekday.toLowerCase(Locale.ROOT)) + 1);
  }

  private static Optional<Instant> instant(Matcher matcher, LocalDate day) {
    String hourText = matcher.group("hour");
    String zoneText = matcher.group("zone");
    if (hourText == null || zoneText == null) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(hourText);
    String half = matcher.group("half");
    if (half != null && hour <= 12) {
      hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    String second = matcher.group("second");
    try {
      LocalTime time =
          LocalTime.of(
              hour,
              Integer.parseInt(matcher.group("minute")),
              second == null ? 0 : Integer.parseInt(second));
      ZoneId named = ZONES.get(zoneText.toLowerCase(Locale.ROOT));
      ZoneId zone = named == null ? ZoneOffset.of(zoneText) : named;
      return Optional.of(day.atTime(time).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // 25:70
    }
  }
}
