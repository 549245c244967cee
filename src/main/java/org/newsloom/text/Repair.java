package org.newsloom.text;

import java.util.Objects;

/**
 * A span whose damage cleaning undid.
 *
 * @param start where it starts in the raw text, a UTF-16 index, inclusive
 * @param end where it ends in the raw text, exclusive
 * @param rule the kind of damage, such as {@code mojibake}
 * @param text the characters as they stood in the raw text
 * @param replacement what stands for them in the clean text
 * @param evidence the counts that decided, null where the form alone did
 */
public record Repair(
    int start, int end, String rule, String text, String replacement, WordRepairs.Counts evidence) {

  /** Text decoded by the wrong character set. */
  public static final String MOJIBAKE = "mojibake";

  /** An entity of HTML without its semicolon. */
  public static final String ENTITY = "entity";

  /** An apostrophe that became a space: "didn t", "the earthquake s centre". */
  public static final String SPACED_APOSTROPHE = "spaced_apostrophe";

  /** An apostrophe dropped from a contraction: "didnt". */
  public static final String CONTRACTION = "contraction";

  /** An apostrophe dropped from a possessive: "Irans role". */
  public static final String POSSESSIVE = "possessive";

  /** A dash dropped behind the place an article was written in: "JERUSALEMIf". */
  public static final String DATELINE = "dateline";

  /** Two words run together: "disputeThe", "Syriabut". */
  public static final String GLUED_WORDS = "glued_words";

  public Repair {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(replacement, "replacement");
    if (start < 0 || end - start != text.length()) {
      throw new IllegalArgumentException(
          "repair [" + start + ", " + end + ") does not fit its text of " + text.length());
    }
  }
}
