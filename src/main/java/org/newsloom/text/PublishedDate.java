package org.newsloom.text;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * When an article was published, how exactly that is known, and from what.
 *
 * @param instantOrNull the moment, where the evidence names a time and its zone
 * @param date the day as written, which is the day where it was published; of seconds since 1970,
 *     the UTC day; of a month or year, its first day
 * @param resolution how much of the date the evidence gives
 * @param method where the evidence was found
 * @param confidence 0–1
 * @param evidence the words the date was read from
 */
public record PublishedDate(
    Instant instantOrNull,
    LocalDate date,
    Resolution resolution,
    Method method,
    double confidence,
    String evidence) {

  /** How much of a date is known. */
  public enum Resolution {
    INSTANT,
    DAY,
    MONTH,
    YEAR,
    UNKNOWN;

    /** The word that stands in tables. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a date was found. */
  public enum Method {
    METADATA,
    HEADER,
    URL,
    DATELINE,
    TEXT,
    COPY,
    UNKNOWN;

    /** The word that stands in tables. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PublishedDate {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(evidence, "evidence");
    if ((instantOrNull != null) != (resolution == Resolution.INSTANT)) {
      throw new IllegalArgumentException(
          "resolution " + resolution.label() + " does not fit instant " + instantOrNull);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not within 0 and 1");
    }
  }

  /** The moment of publication, where the evidence names it. */
  public Optional<Instant> instant() {
    return Optional.ofNullable(instantOrNull);
  }

  /** Whether the day is known, and not only its month or year. */
  public boolean hasDay() {
    return resolution == Resolution.DAY || resolution == Resolution.INSTANT;
  }

  /** The same date, held for more or less certain. */
  public PublishedDate withConfidence(double other) {
    return new PublishedDate(instantOrNull, date, resolution, method, other, evidence);
  }

  /** Whether this date may be a finer one of the other: of its day, month or year. */
  public boolean isWithin(PublishedDate other) {
    return switch (other.resolution()) {
      case INSTANT, DAY -> date.equals(other.date());
      case MONTH ->
          resolution != Resolution.YEAR
              && date.withDayOfMonth(1).equals(other.date().withDayOfMonth(1));
      case YEAR -> date.getYear() == other.date().getYear();
      case UNKNOWN -> true;
    };
  }
}
