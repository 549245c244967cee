package org.newsloom.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.newsloom.text.Quotation.Name;

/**
 * Quoted speech and who plainly says it.
 *
 * <p>Words between marks are speech if they are four or more, or if a verb of speech with its
 * speaker stands beside them; one to three words without are a title or kept at a distance
 * ("so-called"). A mark opens if a space stands before it alone, and closes if a space or a sign
 * stands behind it alone. A quotation that is not closed ends with its sentence.
 */
public final class Quotations {
  private static final int MAX_CHARS = 3_000;
  private static final int MAX_CLAUSE_CHARS = 220;
  private static final int MAX_TURN_LABEL = 80;
  private static final int NEAR_CHARS = 500;
  private static final int MIN_WORDS = 4;
  private static final int MAX_TITLE_WORDS = 8;
  private static final int MAX_SWAPPED_CHARS = 300;

  private static final Map<String, String> VERBS = new HashMap<>();

  static {
    for (String forms :
        List.of(
            "say said says saying",
            "tell told tells telling",
            "add added adds adding",
            "ask asked asks asking",
            "reply replied replies",
            "respond responded responds",
            "insist insisted insists",
            "explain explained explains",
            "write wrote writes",
            "warn warned warns",
            "announce announced announces",
            "declare declared declares",
            "argue argued argues",
            "claim claimed claims",
            "admit admitted admits",
            "acknowledge acknowledged acknowledges",
            "state stated states",
            "note noted notes",
            "continue continued continues",
            "recall recalled recalls",
            "testify testified testifies",
            "complain complained complains",
            "comment commented comments",
            "tweet tweeted tweets",
            "shout shouted shouts",
            "chant chanted chants",
            "conclude concluded concludes",
            "suggest suggested suggests",
            "stress stressed stresses",
            "predict predicted predicts",
            "joke joked jokes",
            "quip quipped quips",
            "vow vowed vows",
            "assert asserted asserts",
            "observe observed observes",
            "remark remarked remarks",
            "urge urged urges",
            "confirm confirmed confirms",
            "describe described describes",
            "report reported reports",
            "concede conceded concedes",
            "caution cautioned cautions",
            "cry cried cries",
            "plead pleaded pleads",
            "emphasize emphasized emphasised",
            "allege alleged alleges",
            "contend contended contends",
            "lament lamented laments",
            "proclaim proclaimed proclaims",
            "scoff scoffed scoffs")) {
      String[] words = forms.split(" ", -1);
      for (String word : words) {
        VERBS.put(word, words[0]);
      }
    }
  }

  private static final String VERB =
      "(" + String.join("|", VERBS.keySet().stream().sorted().toList()) + ")";
  private static final String ADVERB =
      "(?:(?:has|had|have|also|later|then|once|recently|reportedly|repeatedly|previously|angrily|[a-z]{3,12}ly)"
          + " ){0,2}";
  private static final Pattern VERB_FIRST = Pattern.compile("^[,.]? ?" + ADVERB + VERB + "\\b ?");
  private static final Pattern ACCORDING = Pattern.compile("^,? ?according to ");
  private static final Pattern PRONOUN_AFTER =
      Pattern.compile("^[,.]? ?([Hh]e|[Ss]he) " + ADVERB + VERB + "\\b");
  private static final Pattern VERB_HERE = Pattern.compile("^,? ?" + ADVERB + VERB + "\\b");
  private static final Pattern APPOSITION =
      Pattern.compile(
          "^, (?:[^,;:\".!?]{2,90}|\\d{2})(?:, [^,;:\".!?]{2,60})?, " + ADVERB + VERB + "\\b");
  private static final Pattern ANY_VERB = Pattern.compile("\\b" + VERB + "\\b");
  private static final Pattern PRONOUN_BEFORE =
      Pattern.compile("(?:^|[ ,])([Hh]e|[Ss]he) " + ADVERB + "$");

  /** Words before a name that belong to it: "White House spokesman", "the group's leader". */
  private static final Pattern TITLE = Pattern.compile("^[,.]? ?(?:[\\p{L}'\u2019.-]+ ){0,7}$");

  /** Words that begin a clause of its own, so that a name behind them is not who speaks. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\b(?:he|she|it|they|that|would|will|had|has|have|was|were|is|are|be|in|on|at|to|during|about)\\b");

  private static final Pattern TURN =
      Pattern.compile(
          "(?<=^|[\\n.?!\")\\]-] ?)(\\p{Lu}{2}[\\p{Lu} .'\u2019-]{1,40}(?:[,(] ?[^:.?!\"\\n]{2,"
              + MAX_TURN_LABEL
              + "})?): ");
  private static final Pattern BREAK =
      Pattern.compile("[.!?][\"'\u201d\u2019)]* +(?=[\"'\u201c\u2018(]?\\p{Lu})|\\n");
  private static final Pattern ABBREVIATED =
      Pattern.compile(
          "(?:^|["
              + " (\"])(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Adm|Capt|Sgt|Maj|St|Jr|Sr|Prof|Rev|No|\\p{Lu}|(?:\\p{Lu}\\.)+\\p{Lu})$");

  private final String text;
  private final List<Name> names;
  private final List<Quotation> found = new ArrayList<>();
  private final Map<String, String> genders = new HashMap<>();

  private Quotations(String text, List<Name> names) {
    this.text = text;
    this.names = names;
    for (Name name : names) {
      String head = text.substring(Math.max(0, name.start() - 5), name.end());
      if (head.contains("Mr ") || head.contains("Mr. ")) {
        genders.put(name.entity(), "he");
      } else if (head.contains("Mrs ")
          || head.contains("Mrs. ")
          || head.contains("Ms ")
          || head.contains("Ms. ")) {
        genders.put(name.entity(), "she");
      }
    }
  }

  /**
   * The quotations of a text, in its order; they do not overlap. In a transcript each turn of a
   * speaker is one.
   *
   * @param names in the order of their places
   */
  public static List<Quotation> find(String text, List<Name> names, TextKind kind) {
    Quotations quotations = new Quotations(text, names);
    if (kind == TextKind.TRANSCRIPT) {
      quotations.turns();
    }
    if (quotations.found.isEmpty()) {
      quotations.marked();
    }
    return quotations.found;
  }

  /** What a text is. */
  public enum TextKind {
    REPORT,
    /** What was said on air, under the names of its speakers. */
    TRANSCRIPT
  }

  private void turns() {
    Matcher label = TURN.matcher(text);
    int start = -1;
    int labelStart = 0;
    while (label.find()) {
      if (start >= 0) {
        turn(labelStart, start, label.start());
      }
      labelStart = label.start();
      start = label.end();
    }
    if (start >= 0) {
      turn(labelStart, start, text.length());
    }
  }

  private void turn(int labelStart, int start, int end) {
    int last = end;
    while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    if (last == start) {
      return;
    }
    int speaker = -1;
    for (int i = 0; i < names.size() && speaker < 0; i++) {
      Name name = names.get(i);
      if (name.type().equals("PER") && name.start() >= labelStart && name.end() <= start) {
        speaker = i;
      }
    }
    found.add(new Quotation(start, last, speaker, null, speaker < 0 ? "none" : "turn", 0.9));
  }

  private void marked() {
    int i = 0;
    while (i < text.length()) {
      char mark = text.charAt(i);
      boolean isDouble = mark == '"' || mark == '\u201c';
      boolean isSingle = mark == '\'' || mark == '\u2018';
      if ((isDouble || isSingle) && opens(i)) {
        int close = isDouble ? close(i) : closeOfSingle(i);
        if (close >= 0) {
          quoted(i + 1, close, 1);
          i = close + 1;
          continue;
        }
        if (isDouble) {
          int end = sentenceEnd(i + 1);
          quoted(i + 1, end, 0.6);
          i = end;
          continue;
        }
      }
      int swapped = mark == '"' ? swapped(i) : -1;
      if (swapped >= 0) {
        quoted(i + 1, swapped, 0.8);
        i = swapped;
      }
      i++;
    }
  }

  /**
   * The closing mark of a pair whose spaces were lost or moved, as in {@code the" harsh "words}; -1
   * where the mark is no such one.
   */
  private int swapped(int open) {
    if (open + 1 >= text.length() || !Character.isWhitespace(text.charAt(open + 1))) {
      return -1;
    }
    int close = text.indexOf('"', open + 1);
    if (close < 0
        || close - open > MAX_SWAPPED_CHARS
        || !Character.isWhitespace(text.charAt(close - 1))) {
      return -1;
    }
    boolean isLoose = close + 1 == text.length() || Character.isWhitespace(text.charAt(close + 1));
    boolean isAfterWord = open > 0 && Character.isLetterOrDigit(text.charAt(open - 1));
    boolean isFree = open == 0 || Character.isWhitespace(text.charAt(open - 1));
    return isLoose || isAfterWord || isFree ? close : -1;
  }

  private boolean opens(int at) {
    char mark = text.charAt(at);
    if (at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1))) {
      return false;
    }
    boolean isFree =
        at == 0
            || (!Character.isLetterOrDigit(text.charAt(at - 1))
                && ",.!?;".indexOf(text.charAt(at - 1)) < 0);
    if (mark == '"' || mark == '\u201c') {
      return isFree;
    }
    return isFree && Character.isLetter(text.charAt(at + 1));
  }

  /** The mark that closes the double one; -1 where another opens first or none is near. */
  private int close(int open) {
    int limit = Math.min(text.length(), open + MAX_CHARS);
    for (int i = open + 1; i < limit; i++) {
      char mark = text.charAt(i);
      if (mark == '\u201d'
          || (mark == '"' && !(opens(i) && Character.isWhitespace(text.charAt(i - 1))))) {
        return i;
      }
      if (mark == '"' || mark == '\u201c') {
        int before = i - 1;
        while (before > open && Character.isWhitespace(text.charAt(before))) {
          before--;
        }
        // A quotation over paragraphs opens again at each.
        if (text.substring(before, i).indexOf('\n') < 0) {
          return -1;
        }
      }
    }
    return -1;
  }

  /** Only where a sign stands beside the closing mark: others may be apostrophes. */
  private int closeOfSingle(int open) {
    int limit = Math.min(text.length(), open + MAX_CLAUSE_CHARS * 3);
    for (int i = open + 2; i < limit; i++) {
      char mark = text.charAt(i);
      if (mark == '"' || mark == '\u201c' || mark == '\u201d' || mark == '\n') {
        return -1;
      }
      if (mark == '\'' || mark == '\u2019') {
        boolean isFree = i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
        boolean afterSign =
            ",.!?".indexOf(text.charAt(i - 1)) >= 0
                || (text.charAt(i - 1) == ' ' && ",.!?".indexOf(text.charAt(i - 2)) >= 0);
        if (isFree && afterSign) {
          return i;
        }
      }
    }
    return -1;
  }

  private int sentenceEnd(int from) {
    int limit = Math.min(text.length(), from + MAX_CHARS);
    Matcher stop = BREAK.matcher(text).region(from, limit);
    int end = limit;
    while (stop.find()) {
      if (!ABBREVIATED
          .matcher(text.substring(Math.max(0, stop.start() - 8), stop.start()))
          .find()) {
        end = text.charAt(stop.start()) == '\n' ? stop.start() : stop.start() + 1;
        break;
      }
    }
    int mark = text.indexOf('"', from);
    return mark >= 0 && mark < end ? mark : end;
  }

  private int sentenceStart(int before, int floor) {
    int start = floor;
    Matcher stop = BREAK.matcher(text).region(floor, before);
    while (stop.find()) {
      if (!ABBREVIATED
          .matcher(text.substring(Math.max(0, stop.start() - 8), stop.start()))
          .find()) {
        start = stop.end();
      }
    }
    return start;
  }

  private void quoted(int from, int to, double certainty) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (start == end) {
      return;
    }
    if (isTitle(text.substring(start, end))) {
      return;
    }
    Quotation last = found.isEmpty() ? null : found.get(found.size() - 1);
    Quotation attributed = after(start, end, to + 1, last);
    if (attributed == null) {
      attributed = before(start, end, from - 1, last);
    }
    if (attributed == null) {
      attributed = continued(start, end, from - 1, last);
    }
    int words = text.substring(start, end).split("\\s+", -1).length;
    boolean isClause = ",.!?".indexOf(text.charAt(end - 1)) >= 0;
    if (words < MIN_WORDS
        && (attributed == null || !isClause || attributed.method().equals("continued"))) {
      return;
    }
    if (attributed == null) {
      attributed = new Quotation(start, end, -1, null, "none", 0.5);
    }
    found.add(
        new Quotation(
            start,
            end,
            attributed.speakerOrMinusOne(),
            attributed.verbOrNull(),
            attributed.method(),
            attributed.confidence() * certainty));
  }

  /** "Meet the Press": all words but short ones in capitals. */
  private static boolean isTitle(String words) {
    String[] all = words.split("[^\\p{L}'\u2019-]+", -1);
    int capitals = 0;
    for (String word : all) {
      if (word.isEmpty()) {
        continue;
      }
      if (Character.isUpperCase(word.charAt(0))) {
        capitals++;
      } else if (word.length() > 3) {
        return false;
      }
    }
    return capitals > 1 && all.length <= MAX_TITLE_WORDS;
  }

  /** The words behind a quotation, to the end of the sentence or the next mark. */
  private Quotation after(int start, int end, int from, Quotation last) {
    if (from >= text.length() || ".!".indexOf(text.charAt(end - 1)) >= 0) {
      // A full stop within the marks ends the sentence; "?" may go on with "he asked".
      return null;
    }
    int to = Math.min(sentenceEnd(from), from + MAX_CLAUSE_CHARS);
    String clause = text.substring(from, to);
    Matcher pronoun = PRONOUN_AFTER.matcher(clause);
    if (pronoun.find()) {
      return pronoun(start, end, pronoun.group(1), VERBS.get(pronoun.group(2)), last);
    }
    Matcher verb = VERB_FIRST.matcher(clause);
    if (verb.find()) {
      int speaker = speakerFrom(from + verb.end(), to);
      String lemma = VERBS.get(verb.group(1));
      return speaker < 0
          ? new Quotation(start, end, -1, lemma, "none", 0.7)
          : new Quotation(start, end, speaker, lemma, "after", 0.95);
    }
    Matcher according = ACCORDING.matcher(clause);
    if (according.find()) {
      int speaker = speakerFrom(from + according.end(), to);
      return speaker < 0 ? null : new Quotation(start, end, speaker, null, "according_to", 0.9);
    }
    for (int i = first(from); i < names.size() && names.get(i).start() < to; i++) {
      Name name = names.get(i);
      if (!speaks(name, from, name.start())
          || !TITLE.matcher(text.substring(from, name.start())).find()
          || ANY_VERB.matcher(text.substring(from, name.start())).find()) {
        continue;
      }
      String rest = text.substring(Math.min(name.end(), to), to);
      Matcher said = VERB_HERE.matcher(rest);
      Matcher apposed = APPOSITION.matcher(rest);
      if (said.find()) {
        return new Quotation(start, end, i, VERBS.get(said.group(1)), "after", 0.95);
      }
      if (apposed.find()) {
        return new Quotation(start, end, i, VERBS.get(apposed.group(1)), "after", 0.9);
      }
    }
    return null;
  }

  /** The words before a quotation, from the beginning of the sentence or the mark before. */
  private Quotation before(int start, int end, int to, Quotation last) {
    int floor = Math.max(last == null ? 0 : last.end() + 1, to - 2 * MAX_CLAUSE_CHARS);
    int from = sentenceStart(to, Math.max(0, Math.min(floor, to)));
    String clause = text.substring(from, to);
    String stripped = clause.stripTrailing();
    if (!stripped.isEmpty() && ".!?".indexOf(stripped.charAt(stripped.length() - 1)) >= 0) {
      // The sentence before is over; it may still be the "X said." of the quotation before.
      return null;
    }
    Matcher verbs = ANY_VERB.matcher(clause);
    int at = -1;
    int verbEnd = -1;
    String lemma = null;
    while (verbs.find()) {
      at = verbs.start();
      verbEnd = verbs.end();
      lemma = VERBS.get(verbs.group(1));
    }
    boolean isIntroduced = stripped.endsWith(":") || stripped.endsWith(",");
    if (at < 0
        || clause.length() - verbEnd > 120
        || clause.substring(verbEnd).indexOf(';') >= 0
        || (clause.startsWith(",") && !isIntroduced)) {
      return null;
    }
    Matcher pronoun = PRONOUN_BEFORE.matcher(clause.substring(0, at));
    if (pronoun.find()) {
      return pronoun(start, end, pronoun.group(1), lemma, last);
    }
    for (int i = names.size() - 1; i >= 0; i--) {
      Name name = names.get(i);
      if (name.start() < from || name.end() > from + at || !speaks(name, from, from + at)) {
        continue;
      }
      String gap = text.substring(name.end(), from + at) + clause.substring(at, verbEnd);
      if (VERB_HERE.matcher(gap).find() || APPOSITION.matcher(gap).find()) {
        return new Quotation(start, end, i, lemma, "before", isIntroduced ? 0.95 : 0.85);
      }
    }
    return isIntroduced ? new Quotation(start, end, -1, lemma, "none", 0.7) : null;
  }

  /** A quotation that goes on behind "..., X said." */
  private Quotation continued(int start, int end, int to, Quotation last) {
    if (last == null || last.speakerOrMinusOne() < 0 || to - last.end() > MAX_CLAUSE_CHARS) {
      return null;
    }
    int from = Math.min(to, last.end() + 1);
    String between = text.substring(from, to).strip();
    boolean isBehindSpeech =
        last.method().equals("after")
            || last.method().equals("pronoun")
            || last.method().equals("according_to");
    // Up to the mark, so that the stop before it counts for none.
    boolean isOneSentence = sentenceStart(Math.max(from, to - 1), from) == from;
    if (between.isEmpty() || (isBehindSpeech && isOneSentence)) {
      return new Quotation(start, end, last.speakerOrMinusOne(), null, "continued", 0.85);
    }
    return null;
  }

  /** The one person whom a pronoun plainly means: who spoke last, or who alone was named. */
  private Quotation pronoun(int start, int end, String word, String lemma, Quotation last) {
    String gender = word.toLowerCase(Locale.ROOT);
    int since = Math.max(0, start - NEAR_CHARS);
    int speaker = -1;
    int lastSpeaker =
        last == null || start - last.end() > NEAR_CHARS ? -1 : last.speakerOrMinusOne();
    int rivals = 0;
    for (int i = first(since); i < names.size() && names.get(i).start() < start; i++) {
      Name name = names.get(i);
      if (!name.type().equals("PER")
          || (lastSpeaker >= 0 && name.start() < names.get(lastSpeaker).start())) {
        continue;
      }
      if (last != null && name.start() >= last.start() && name.end() <= last.end()) {
        continue;
      }
      if (!genders.getOrDefault(name.entity(), gender).equals(gender)) {
        continue;
      }
      if (speaker >= 0 && !names.get(speaker).entity().equals(name.entity())) {
        rivals++;
      }
      speaker = i;
    }
    if (speaker < 0 && lastSpeaker >= 0 && names.get(lastSpeaker).type().equals("PER")) {
      speaker = lastSpeaker;
    }
    if (speaker < 0
        || rivals > 0
        || !genders.getOrDefault(names.get(speaker).entity(), gender).equals(gender)) {
      return new Quotation(start, end, -1, lemma, "none", 0.7);
    }
    genders.putIfAbsent(names.get(speaker).entity(), gender);
    return new Quotation(start, end, speaker, lemma, "pronoun", 0.7);
  }

  /** The first person, else organisation, named in an unbroken run of words; -1 where none is. */
  private int speakerFrom(int from, int to) {
    int organisation = -1;
    for (int i = first(from); i < names.size() && names.get(i).start() < to; i++) {
      Name name = names.get(i);
      String between = text.substring(from, name.start());
      if (!TITLE.matcher(between).find() || CLAUSE.matcher(between).find()) {
        break;
      }
      if (name.type().equals("PER")) {
        return i;
      }
      boolean isLast =
          name.end() == text.length()
              || " '".indexOf(text.charAt(name.end())) < 0
              || text.startsWith(" in a statement", name.end());
      if (organisation < 0 && name.type().equals("ORG") && isLast) {
        organisation = i;
      }
    }
    return organisation;
  }

  /** A person does; an organisation where no person is named in these words, who speaks for it. */
  private boolean speaks(Name name, int from, int to) {
    if (!name.type().equals("ORG")) {
      return name.type().equals("PER");
    }
    for (int i = first(from); i < names.size() && names.get(i).start() < to; i++) {
      if (names.get(i).type().equals("PER")) {
        return false;
      }
    }
    return true;
  }

  private int first(int from) {
    int low = 0;
    int high = names.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (names.get(middle).start() < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
