package org.newsloom.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what readers wrote under an article, by the stamps that a page sets before or behind each
 * comment: "At 13:44 20th Jan 2012, Ann wrote:", "June 15, 2011 at 10:16 am | Reply".
 *
 * <p>Several stamps make a thread. Where the stamp stands before its comment, the thread goes from
 * the first stamp to the end of the text; where behind, from the first stamp to the last, since
 * nothing tells where the first comment began. A notice that comments follow opens one too.
 */
final class CommentThread {
  private static final String MONTH =
      "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
          + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

  private static final String DAY = "\\d{1,2}(?:st|nd|rd|th)?";

  private static final String TIME = "\\d{1,2}:\\d\\d(?::\\d\\d)? ?[AaPp]\\.?[Mm]\\.?(?: E[SD]?T)?";

  private enum Side {
    BEFORE,
    BEHIND
  }

  /**
   * A way to stamp comments.
   *
   * @param sign words without which there is no stamp, looked for first
   * @param fewest stamps that make a thread
   */
  private record Stamp(String sign, Pattern pattern, Side side, int fewest) {}

  private static final List<Stamp> STAMPS =
      List.of(
          stamp(
              " wrote:",
              "(?:\\d{1,4}\\. )?At \\d{1,2}[:.]\\d\\d ?(?:[ap]m )?(?:on )?"
                  + DAY
                  + " "
                  + MONTH
                  + " \\d{4}, [^\\n]{1,40}? wrote:",
              Side.BEFORE,
              2),
          stamp(
              " says:\n",
              "(?m)^[^\\n]{1,50} says:\\n+" + MONTH + " " + DAY + ", \\d{4} at " + TIME,
              Side.BEFORE,
              1),
          stamp(
              "m | ",
              MONTH
                  + " "
                  + DAY
                  + ", \\d{4} at "
                  + TIME
                  + " \\|(?: Report abuse(?: \\|)?)?(?: Reply)?",
              Side.BEHIND,
              2),
          stamp(
              "Report abuse",
              "Posted by: [^\\n|]{1,40} \\| "
                  + MONTH
                  + " "
                  + DAY
                  + ", \\d{4} "
                  + TIME
                  + " \\| Report abuse",
              Side.BEHIND,
              1),
          stamp(
              "| Report as abusive",
              "Posted by [^\\n|]{1,40} \\| Report as abusive",
              Side.BEHIND,
              1),
          stamp(
              "Posted by ",
              "Posted by [^\\n|]{1,40} on " + MONTH + " " + DAY + ", \\d{4} " + TIME,
              Side.BEHIND,
              3),
          stamp(
              " Report as abuse",
              MONTH + " " + DAY + ", \\d{4} " + TIME + " -- Report as abuse",
              Side.BEHIND,
              1),
          stamp("m ET ", MONTH + " \\d{1,2}(?:st|nd|rd|th), \\d{4} " + TIME, Side.BEHIND, 3),
          stamp(" RETWEET", TIME + " " + MONTH + " " + DAY + ", \\d{4} RETWEET", Side.BEHIND, 2));

  /** What a page says before the comments, and at their end. */
  private static final List<String> OPENINGS =
      List.of(
          "Views expressed in the comments do not represent those of ",
          "The views expressed in the comments below are not those of ",
          "The views expressed in the contents above are those of our users and do not necessarily");

  private static final List<String> CLOSINGS =
      List.of("This discussion is now closed", "This debate is now closed", "Comments are closed");

  private CommentThread() {}

  private static Stamp stamp(String sign, String pattern, Side side, int fewest) {
    return new Stamp(sign, Pattern.compile(pattern), side, fewest);
  }

  /** The threads of a text whose white space is normal, in order, none overlapping another. */
  static List<Span> find(String text) {
    List<Span> found = new ArrayList<>();
    for (Stamp stamp : STAMPS) {
      if (text.contains(stamp.sign())) {
        thread(text, stamp).ifPresent(found::add);
      }
    }
    announced(text).ifPresent(found::add);
    found.sort(
        Comparator.comparingInt(Span::start)
            .thenComparing(Comparator.comparingInt(Span::end).reversed()));
    List<Span> threads = new ArrayList<>();
    for (Span span : found) {
      Span last = threads.isEmpty() ? null : threads.get(threads.size() - 1);
      if (last == null || span.start() >= last.end()) {
        threads.add(span);
      } else if (span.end() > last.end()) {
        threads.set(threads.size() - 1, new Span(last.start(), span.end()));
      }
    }
    return threads;
  }

  /** From the notice that comments follow to the one that they are closed, or the end. */
  private static Optional<Span> announced(String text) {
    for (String opening : OPENINGS) {
      int start = text.indexOf(opening);
      if (start >= 0) {
        int end = text.length();
        for (String closing : CLOSINGS) {
          int close = text.indexOf(closing, start);
          end = close >= 0 ? Math.min(end, close) : end;
        }
        while (end > start && Layout.isSpace(text.charAt(end - 1))) {
          end--;
        }
        return Optional.of(new Span(start, end));
      }
    }
    return Optional.empty();
  }

  private static Optional<Span> thread(String text, Stamp stamp) {
    Matcher matcher = stamp.pattern().matcher(text);
    int stamps = 0;
    int start = -1;
    int end = -1;
    while (matcher.find()) {
      start = stamps == 0 ? matcher.start() : start;
      end = matcher.end();
      stamps++;
    }
    if (stamps < stamp.fewest()) {
      return Optional.empty();
    }
    return Optional.of(new Span(start, stamp.side() == Side.BEFORE ? text.length() : end));
  }
}
