package org.newsloom.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places of a text that say where it comes from and not what it tells: datelines, bylines, a
 * newsroom's own reporters, credits of pictures, the tags of agencies and the labels of a
 * transcript's speakers.
 *
 * <p>Found by patterns of bounded length, in time linear in the text.
 */
public final class Credits {
  private static final String NAME = "\\p{Lu}[\\p{L}.'\u2019-]{0,30}";
  private static final String AGENCY =
      "(?:Reuters|AP|AFP|AFP/Getty Images|EPA|PA|Getty Images|Getty|Corbis|Associated Press"
          + "|Bloomberg|Xinhua|Rex Features|Agence France-Presse|UPI|CNN|Fox News|BBC|IRIN)";
  private static final String FULL_NAME = NAME + "(?: " + NAME + "){1,4}";

  /** "Ada Brook and Otto Lind"; what follows an agency's name is no author. */
  private static final String NAMES =
      FULL_NAME + "(?:(?:, | and |, and )(?!" + AGENCY + "\\b)" + FULL_NAME + "){0,6}";

  private static final String PLACE =
      "\\p{Lu}{2}[\\p{Lu} .'/-]{1,40}(?:, ?\\p{Lu}[\\p{L}.]{1,20}(?: \\p{Lu}[\\p{L}.]{1,20})?)?";
  private static final String DAY =
      "(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.? \\d{1,2})?";
  private static final String DASH = "(?:-{1,2}|\u2013|\u2014)";

  /** "Ada Brook", whose words end with no period, so that no sentence before is taken in. */
  private static final String REPORTER =
      "\\p{Lu}[\\p{L}'\u2019-]{1,30}(?: (?:\\p{Lu}\\.|\\p{Lu}[\\p{L}'\u2019-]{1,30})){1,3}";

  private static final String TOWN =
      "\\p{Lu}[\\p{L}'\u2019-]{1,30}(?: \\p{Lu}[\\p{L}'\u2019-]{1,30})?";

  private static final List<Pattern> ANYWHERE =
      List.of(
          Pattern.compile("\\(" + AGENCY + "\\)"),
          Pattern.compile(
              "\\((?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|Compiled)"
                  + "[\\p{L} ,]{0,30} by [^()]{1,300}\\)?"),
          Pattern.compile("\\b(?:Additional reporting|Reporting|Editing|Writing) by " + NAMES),
          Pattern.compile("\\(AP Photo[^()]{0,80}\\)"),
          // "The BBC's Middle East editor Ada Brook, reporting from Rome".
          Pattern.compile(
              "\\b"
                  + AGENCY
                  + "['\u2019]s? (?:(?:\\p{L}{1,20} ){0,4}(?:correspondent|reporter|editor|producer"
                  + "|analyst),? )?"
                  + REPORTER
                  + "(?:,?(?: reporting)? (?:in|from) (?:neighbouring |nearby )?"
                  + TOWN
                  + ")?"),
          Pattern.compile(
              "\\b(?:Photo|Photograph|Picture|Image|Illustration|Photo credit|Image credit"
                  + "|Picture credit):? ?(?:by |: ?)(?:"
                  + NAMES
                  + "(?:/"
                  + AGENCY
                  + ")?|"
                  + AGENCY
                  + ")"),
          Pattern.compile("\\b(?:Getty Images|AP Photo|AFP/Getty)\\b"));

  /**
   * An agency in brackets, which a dateline has before its dash; what stands before is looked at.
   */
  private static final Pattern DATELINE_END =
      Pattern.compile("\\(" + AGENCY + "\\) ?" + DASH + "(?= )");

  private static final Pattern DATELINE =
      Pattern.compile(
          "\\b(?:" + PLACE + "|" + NAME + "(?:[ ,]{1,2}" + NAME + "){0,3})" + DAY + ",? $");

  /** "/AFP", behind the name of a photographer. */
  private static final Pattern SLASHED = Pattern.compile(" ?/ ?" + AGENCY + "\\b");

  private static final Pattern PHOTOGRAPHER =
      Pattern.compile("\\b" + NAME + "(?: " + NAME + "){0,3}$");

  /** "BBC News, Rome" or "CNN, Rome", behind the name of a reporter. */
  private static final Pattern SIGNED =
      Pattern.compile(",? (?:BBC News|BBC|CNN|Fox News|Sky News), " + TOWN + "(?:, " + TOWN + ")?");

  private static final Pattern SIGNER = Pattern.compile("\\b" + REPORTER + "$");

  /** "ADA BROOK, CNN CORRESPONDENT (voice-over): " at the start of a sentence. */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?<=^|[.!?\"\u201d)\\]-]\\s)\\p{Lu}[\\p{Lu}.'\u2019-]{1,30}(?: \\p{Lu}[\\p{Lu}.'\u2019-]{0,30}){0,3}"
              + "(?:, \\p{Lu}[\\p{Lu}\\p{N} .,&'\u2019/-]{2,80})?(?: \\([^()]{1,30}\\))?:(?=\\s)");

  /** Words before a colon are labels of speakers where a text has so many. */
  private static final int MIN_LABELS = 4;

  private static final Pattern CONTRIBUTED =
      Pattern.compile("contributed to this (?:report|story|article)");

  private static final Pattern CONTRIBUTORS =
      Pattern.compile(
          "\\b(?:(?:CNN|Fox News|FoxNews\\.com|Reuters|The Associated Press|Associated Press"
              + "|Staff writers?)(?:'s)? )?(?:"
              + NAMES
              + "|"
              + AGENCY
              + ") (?:also )?$");

  /** So far before an agency or a verb of contribution its credit may begin. */
  private static final int BEFORE_CHARS = 80;

  private static final int CONTRIBUTORS_CHARS = 300;

  /** Looked for in the first {@value #TOP_CHARS} characters alone. */
  private static final List<Pattern> AT_TOP =
      List.of(
          Pattern.compile("\\b" + PLACE + DAY + " (?:" + DASH + "|\\|)(?= )"),
          Pattern.compile(
              "(?:^|\\n|[.!?\"] |\\d )By "
                  + NAMES
                  + "(?:, "
                  + AGENCY
                  + "|, [\\p{L} ]{3,30} (?:Writer|Correspondent))?"));

  private static final int TOP_CHARS = 500;

  private Credits() {}

  /**
   * A credit in UTF-16 indices of the text.
   *
   * @param start of its first character
   * @param end after its last
   */
  public record Credit(int start, int end) {}

  /** The credits of a text, which may overlap each other. */
  public static List<Credit> find(String text) {
    List<Credit> found = new ArrayList<>();
    for (Pattern pattern : ANYWHERE) {
      add(pattern.matcher(text), found);
    }
    addWithBefore(DATELINE_END, DATELINE, BEFORE_CHARS, text, found);
    addWithBefore(SLASHED, PHOTOGRAPHER, BEFORE_CHARS, text, found);
    addWithBefore(CONTRIBUTED, CONTRIBUTORS, CONTRIBUTORS_CHARS, text, found);
    addWithBefore(SIGNED, SIGNER, BEFORE_CHARS, text, found);
    List<Credit> labels = new ArrayList<>();
    add(LABEL.matcher(text), labels);
    if (labels.size() >= MIN_LABELS) {
      found.addAll(labels);
    }
    String top = text.substring(0, Math.min(text.length(), TOP_CHARS));
    for (Pattern pattern : AT_TOP) {
      add(pattern.matcher(top), found);
    }
    return found;
  }

  private static void addWithBefore(
      Pattern pattern, Pattern before, int chars, String text, List<Credit> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int from = Math.max(0, matcher.start() - chars);
      Matcher first = before.matcher(text).region(from, matcher.start());
      if (first.find()) {
        found.add(new Credit(first.start(), matcher.end()));
      }
    }
  }

  private static void add(Matcher matcher, List<Credit> found) {
    while (matcher.find()) {
      found.add(new Credit(matcher.start(), matcher.end()));
    }
  }
}
