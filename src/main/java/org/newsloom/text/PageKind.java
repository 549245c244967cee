package org.newsloom.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells articles from other pages, and transcripts and digests from articles. */
public final class PageKind {
  /** A page that asks for something before its article says little else. */
  private static final int MAX_GATE_CHARS = 5_000;

  /** What such a page begins with, in small letters. */
  private static final List<String> GATES =
      List.of(
          "before you continue to google",
          "before you continue to youtube",
          "before you continue",
          "we value your privacy",
          "your privacy choices",
          "yahoo is part of the yahoo family of brands",
          "access denied",
          "access to this page has been denied",
          "please enable cookies",
          "please enable javascript",
          "please verify you are a human",
          "are you a robot",
          "just a moment...",
          "checking your browser before accessing",
          "attention required! | cloudflare",
          "this content is not available in your region",
          "page not found",
          "404 not found",
          "404 - page not found",
          "error 404");

  /** Words of which a gate says at least two. */
  private static final List<String> GATE_WORDS =
      List.of(
          "cookie",
          "javascript",
          "browser",
          "robot",
          "captcha",
          "privacy",
          "consent",
          "not found",
          "does not exist",
          "personalised ads",
          "cloudflare",
          "permission",
          "available in your");

  private static final int MIN_TURNS = 8;

  /** A speaker of a broadcast goes on for no more than this on average. */
  private static final int MAX_TURN_CHARS = 2_000;

  /** "WOLF BLITZER, CNN ANCHOR: ", "MUBARAK (through translator): ". */
  private static final Pattern TURN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])([A-Z][A-Z.'\u2019-]{2,20}(?: [A-Z][A-Z.'\u2019-]{0,20}){0,3})"
              + "(?:, [A-Z][A-Z,.&' -]{2,60})?(?: \\([^()\\n]{2,40}\\))?: ");

  /** "CAIRO (Reuters) -": a place in capitals and an agency, which is no abbreviation but a few. */
  private static final Pattern DATELINE =
      Pattern.compile(
          "(?<![^\\s])[A-Z][A-Z.'/]{2,20}(?: [A-Z][A-Z.'/]{1,20}){0,3}(?:, [A-Z][A-Za-z.]{1,20})?"
              + " \\((?:AP|AFP|UPI|CNN|DPA|TASS|IRNA|SANA|MENA|KUNA|PTI|[A-Z][a-z]{2,15}"
              + "(?: [A-Z0-9][A-Za-z0-9]{0,15})?)\\) ?(?:--|[-\u2013\u2014]) ");

  private PageKind() {}

  /**
   * The words that show a page to be none of the site's articles but what stands before them: a
   * request for consent, a check for robots, an error.
   *
   * @param text clean text
   */
  public static Optional<String> gate(String text) {
    if (text.length() > MAX_GATE_CHARS) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    long words = GATE_WORDS.stream().filter(lower::contains).count();
    return words < 2 ? Optional.empty() : GATES.stream().filter(lower::startsWith).findFirst();
  }

  /**
   * Whether a text is a transcript: it says so, or speakers in capitals take turns.
   *
   * @param text text before its notices are taken out
   */
  static boolean isTranscript(String text) {
    if (text.contains("THIS IS A RUSH TRANSCRIPT")
        || text.contains("(BEGIN VIDEO CLIP)")
        || text.contains("(BEGIN VIDEOTAPE)")
        || text.contains("(END VIDEO CLIP)")) {
      return true;
    }
    Map<String, Integer> turns = new HashMap<>();
    int count = 0;
    int again = 0;
    Matcher matcher = TURN.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      String surname = name.substring(name.lastIndexOf(' ') + 1);
      count++;
      again += turns.merge(surname, 1, Integer::sum) > 1 ? 1 : 0;
    }
    // A speaker comes back; a heading does not.
    return count >= MIN_TURNS
        && again * 2 >= count
        && turns.size() > 1
        && text.length() / count <= MAX_TURN_CHARS;
  }

  /**
   * How many reports with a dateline of their own a text holds: an ordinary article at most one, a
   * page of briefs several.
   *
   * @param text clean text
   */
  public static int datelines(String text) {
    if (text.indexOf(") -") < 0 && text.indexOf(") \u2013") < 0 && text.indexOf(") \u2014") < 0) {
      return 0;
    }
    Matcher matcher = DATELINE.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
