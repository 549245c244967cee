package org.newsloom.text;

/**
 * A stretch of a text.
 *
 * @param start UTF-16 index of the first character
 * @param end UTF-16 index behind the last character
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("Not a span: [" + start + ", " + end + ")");
    }
  }

  /** The characters of {@code text} this span covers. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
