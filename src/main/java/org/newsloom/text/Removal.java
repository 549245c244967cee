package org.newsloom.text;

import java.util.Objects;

/**
 * A span that cleaning took out.
 *
 * @param start where it starts in the raw text, a UTF-16 index, inclusive
 * @param end where it ends in the raw text, exclusive
 * @param reason {@code control}, {@code markup}, {@code boilerplate} or {@code repeated}
 * @param text the characters taken out, as they stood in the raw text
 * @param rule the rule that took it out, such as {@code comments closed}
 */
public record Removal(int start, int end, String reason, String text, String rule) {

  /** What cannot be displayed: control and zero-width characters, halves of surrogate pairs. */
  public static final String CONTROL = "control";

  /** Tags, scripts and comments of HTML. */
  public static final String MARKUP = "markup";

  /** Page furniture: what the site says on every page. */
  public static final String BOILERPLATE = "boilerplate";

  /** What the article has said before, word for word. */
  public static final String REPEATED = "repeated";

  public Removal {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(rule, "rule");
    if (start < 0 || end - start != text.length()) {
      throw new IllegalArgumentException(
          "removal [" + start + ", " + end + ") does not fit its text of " + text.length());
    }
  }
}
