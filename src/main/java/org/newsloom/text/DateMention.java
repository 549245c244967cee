package org.newsloom.text;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A date that a text talks about.
 *
 * @param start UTF-16 index of its first character
 * @param end index after its last
 * @param value ISO 8601: {@code 2011-03-15}, {@code 2011-03}, {@code 2011}, or {@code --03-15}
 *     where no year is known
 * @param dayOrNull the day, where the resolution is one
 * @param resolution how much of a date it is
 * @param method whether the words give the value, or the words and the article's own date
 */
public record DateMention(
    int start, int end, String value, LocalDate dayOrNull, Resolution resolution, Method method) {

  /** How much of a date is known; its name in lower case stands in tables. */
  public enum Resolution {
    DAY,
    MONTH,
    YEAR,
    MONTH_DAY
  }

  /** What the value was read from; its name in lower case stands in tables. */
  public enum Method {
    /** "15 March 2011". */
    EXPLICIT,
    /** "yesterday", "on Tuesday", "on March 15": resolved against the article's own date. */
    RELATIVE
  }

  public DateMention {
    Objects.requireNonNull(value, "value");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("No text from " + start + " to " + end);
    }
    if ((dayOrNull != null) != (resolution == Resolution.DAY)) {
      throw new IllegalArgumentException("Day " + dayOrNull + " does not fit " + resolution);
    }
  }

  /** The day, where the mention names or means one. */
  public Optional<LocalDate> day() {
    return Optional.ofNullable(dayOrNull);
  }
}
