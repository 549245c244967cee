package org.newsloom.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits the text of a news article into sentences.
 *
 * <p>A blank line always ends a sentence; {@link LineBreaks} judges single line breaks. A stop ends
 * one unless it belongs to an abbreviation, an initial, a number, an address or a list item, or a
 * lower-case word follows. Behind an abbreviation that may also close a sentence ("U.S.", "Corp.")
 * the next word decides: only a word that commonly opens sentences, such as "The", begins a new
 * one. The rules follow the observations in Grefenstette and Tapanainen, "What is a word, what is a
 * sentence?" (1994), with lists and cases of our own for news.
 *
 * <p>One pass; every look-ahead is bounded or skips what it has seen, so the time is linear in the
 * length.
 */
public final class SentenceSplitter {
  /** No sentence is longer, in UTF-16 units, except by the stops and quotes attached to it. */
  static final int LONGEST = 2_000;

  private static final int CHARS_PER_SENTENCE = 100;

  /** A sentence of this length ends at its next stop, whatever follows. */
  private static final int LONG = 400;

  private static final int LONGEST_RUN = 500;
  private static final int LONGEST_WORD = 40;
  private static final int WORDS_BEFORE_SAID = 4;

  private static final Set<String> OPENING_WORDS =
      Set.of(
          "The",
          "A",
          "An",
          "He",
          "She",
          "It",
          "They",
          "We",
          "You",
          "I",
          "This",
          "That",
          "These",
          "Those",
          "There",
          "In",
          "On",
          "At",
          "But",
          "And",
          "Or",
          "So",
          "If",
          "When",
          "While",
          "As",
          "For",
          "From",
          "After",
          "Before",
          "By",
          "With",
          "His",
          "Her",
          "Its",
          "Their",
          "Our",
          "My",
          "Your",
          "However",
          "Meanwhile",
          "Also",
          "Although",
          "Though",
          "Since",
          "What",
          "Who",
          "Why",
          "How",
          "Where",
          "Some",
          "Many",
          "Most",
          "No",
          "Not",
          "One",
          "Both",
          "Each",
          "Under",
          "Over",
          "Until",
          "During",
          "Despite",
          "According",
          "Yet",
          "Then",
          "Now",
          "Here",
          "Once",
          "To",
          "Even",
          "It's",
          "He's",
          "She's",
          "They're",
          "We're",
          "I'm",
          "That's",
          "There's",
          "It’s",
          "He’s",
          "She’s",
          "They’re",
          "We’re",
          "I’m",
          "That’s",
          "There’s",
          "Because",
          "Such",
          "Several",
          "Earlier",
          "Later",
          "Still",
          "Just",
          "Only",
          "Other",
          "Another",
          "All",
          "Last",
          "Asked",
          "Is",
          "Are",
          "Was",
          "Did",
          "Do",
          "Does",
          "Will",
          "Would",
          "Could",
          "Should",
          "Can",
          "Read",
          "Nor",
          "Instead",
          "Moreover",
          "Furthermore",
          "Thus",
          "Therefore",
          "Unlike",
          "Without",
          "Through",
          "Between",
          "Among",
          "Against",
          "Following",
          "Perhaps",
          "Please");

  private static final Set<String> WORDS_AFTER_HOURS =
      Set.of(
          "EST",
          "EDT",
          "ET",
          "CST",
          "CDT",
          "CT",
          "PST",
          "PDT",
          "PT",
          "GMT",
          "UTC",
          "BST",
          "CET",
          "IST",
          "Eastern",
          "Central",
          "Pacific",
          "Greenwich",
          "Monday",
          "Tuesday",
          "Wednesday",
          "Thursday",
          "Friday",
          "Saturday",
          "Sunday",
          "Jan",
          "Feb",
          "March",
          "April",
          "May",
          "June",
          "July",
          "Aug",
          "Sept",
          "Oct",
          "Nov",
          "Dec",
          "Tehran",
          "Baghdad");

  private static final Set<String> SAYING_WORDS =
      Set.of(
          "said",
          "says",
          "asked",
          "asks",
          "wrote",
          "tweeted",
          "added",
          "replied",
          "told",
          "shouted",
          "chanted",
          "cried",
          "wondered",
          "exclaimed",
          "saying",
          "adding",
          "explained",
          "continued",
          "warned",
          "insisted",
          "joked");

  private final String text;
  private final LineBreaks lineBreaks;
  private final List<Span> sentences;

  /** Where the sentence being read begins. */
  private int start;

  private int lineStart;
  private boolean isInStraightQuote;
  private boolean isInAddress;

  private SentenceSplitter(String text) {
    this.text = text;
    this.lineBreaks = LineBreaks.of(text);
    this.sentences = new ArrayList<>(text.length() / CHARS_PER_SENTENCE + 1);
  }

  /**
   * The sentences of a text, in order: trimmed of white space, without overlaps, and together
   * covering everything that is not white space. A sentence may hold the line breaks of
   * hard-wrapped text.
   */
  public static List<Span> split(String text) {
    SentenceSplitter splitter = new SentenceSplitter(text);
    splitter.run();
    return splitter.sentences;
  }

  private void run() {
    int i = 0;
    while (i < text.length()) {
      if (i - start >= LONGEST) {
        i = cutLong(i);
      }
      char c = text.charAt(i);
      if (c == '\n') {
        i = lineFeed(i);
      } else if (Characters.isTerminator(c)) {
        i = terminators(i);
      } else {
        if (c == '"') {
          straightQuote(i);
        } else if (c <= ' ') {
          isInAddress = false;
        } else if (c == ':' && at(i + 1) == '/' && at(i + 2) == '/') {
          isInAddress = true;
        } else if (c == 'w' && text.startsWith("www.", i)) {
          isInAddress = true;
        }
        i++;
      }
    }
    cut(text.length());
    if (start < text.length()) {
      add(start, text.length()); // punctuation only, and no neighbour to take it
    }
  }

  private char at(int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : 0;
  }

  /** Ends the sentence at {@code end}, unless it is punctuation that belongs to a neighbour. */
  private void cut(int end) {
    int from = start;
    while (from < end && Characters.isSpace(text.charAt(from))) {
      from++;
    }
    int to = end;
    while (to > from && Characters.isSpace(text.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      start = end;
    } else if (!isLonePunctuation(from, to)) {
      add(from, to);
      start = end;
    } else if (!sentences.isEmpty() && to - last().start() <= LONGEST) {
      sentences.set(sentences.size() - 1, new Span(last().start(), to));
      start = end;
    } else if (to - from >= LONGEST / 2) {
      add(from, to);
      start = end;
    }
    // Otherwise the punctuation stays and begins the next sentence.
  }

  private void add(int from, int to) {
    int first = from;
    int end = to;
    while (first < end && Characters.isSpace(text.charAt(first))) {
      first++;
    }
    while (end > first && Characters.isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (first < end) {
      sentences.add(new Span(first, end));
    }
  }

  private Span last() {
    return sentences.get(sentences.size() - 1);
  }

  private boolean isLonePunctuation(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean isPart =
          Characters.isTerminator(c)
              || Characters.isCloser(c)
              || Characters.isOpener(c)
              || c == ','
              || c == ';'
              || c == ':'
              || Characters.isSpace(c);
      if (!isPart) {
        return false;
      }
    }
    return true;
  }

  /** Cuts a sentence that has grown too long, at its last white space or hard. */
  private int cutLong(int i) {
    int end = i;
    while (end > start + LONGEST / 2 && !Characters.isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (end == start + LONGEST / 2) {
      end =
          Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1))
              ? i - 1
              : i;
    }
    add(start, end);
    start = end;
    return i;
  }

  /**
   * Keeps count of straight quotes; one that shows its side by its neighbours mends a count gone
   * wrong.
   */
  private void straightQuote(int i) {
    boolean isSpaceBefore = i == 0 || Characters.isSpace(at(i - 1));
    boolean isSpaceBehind = i + 1 >= text.length() || Characters.isSpace(at(i + 1));
    if (isSpaceBefore != isSpaceBehind) {
      isInStraightQuote = isSpaceBefore;
    } else if (isSpaceBefore && at(i - 2) == ',' && SAYING_WORDS.contains(wordBefore(i - 2))) {
      isInStraightQuote = true; // he said, " We wait "
    } else if (isSpaceBefore
        && at(i - 2) == ','
        && (Character.isLowerCase(at(i + 2)) || isSpeaker(i + 2))) {
      isInStraightQuote = false; // " We wait, " he said
    } else if (isSpaceBefore && at(i - 2) == ':') {
      isInStraightQuote = true;
    } else {
      isInStraightQuote = !isInStraightQuote;
    }
  }

  /** Judges the line feed at {@code i} and returns the start of the next line. */
  private int lineFeed(int i) {
    int next = i + 1;
    int content = next;
    boolean isParagraph = false;
    while (content < text.length() && Characters.isSpace(text.charAt(content))) {
      if (text.charAt(content) == '\n') {
        isParagraph = true;
        next = content + 1;
      }
      content++;
    }
    isInAddress = false;
    if (isParagraph || content >= text.length()) {
      cut(i);
      isInStraightQuote = false;
    } else if (lineBreaks.endsSentence(lineStart, i)) {
      cut(i);
    }
    lineStart = next;
    return content;
  }

  /**
   * Judges the terminators at {@code i} and returns the index behind them and the quotes and
   * brackets they close.
   */
  private int terminators(int i) {
    int runEnd = i + 1;
    while (runEnd < i + LONGEST_RUN && Characters.isTerminator(at(runEnd))) {
      runEnd++;
    }
    int end = behindClosers(runEnd);
    if (end > runEnd || !isInAddress) {
      if (isEnd(i, runEnd, end)) {
        cut(end);
      }
    }
    return end;
  }

  /**
   * Skips closing quotes and brackets, also when set apart, and stray stops; keeps the straight
   * quotes counted.
   */
  private int behindClosers(int from) {
    int end = from;
    while (end < from + LONGEST_RUN) {
      int i = end;
      while (at(i) == ' ' || at(i) == '\u00A0') {
        i++;
      }
      char c = at(i);
      boolean isApart = i > end;
      if (c == '"' || c == '\uFF02') {
        boolean isSpaceNext = i + 1 >= text.length() || !Character.isLetterOrDigit(at(i + 1));
        if (isApart ? !(isSpaceNext && isInStraightQuote) : !(isSpaceNext || isInStraightQuote)) {
          return end;
        }
        isInStraightQuote = false;
      } else if (c == '\'' || c == '\u2019') {
        boolean isClitic = !isApart && Character.isLowerCase(at(i + 1));
        if (isClitic || (isApart && !Characters.isSpace(at(i + 1)))) {
          return end;
        }
      } else if (c == '\u201C' || c == '\u2018') {
        if (!endsParagraph(i + 1)) {
          return end;
        }
      } else if (Characters.isTerminator(c)) {
        int strayEnd = i + 1;
        while (strayEnd < i + LONGEST_RUN && Characters.isTerminator(at(strayEnd))) {
          strayEnd++;
        }
        if (Character.isLetterOrDigit(at(strayEnd)) || at(strayEnd) == '/') {
          return end;
        }
        i = strayEnd - 1;
      } else if (!Characters.isCloser(c)) {
        return end;
      }
      end = i + 1;
    }
    return end;
  }

  /** Whether only blanks are left of the paragraph, or a line feed ends the line soon. */
  private boolean endsParagraph(int from) {
    int i = from;
    while (i < from + 8 && (at(i) == ' ' || at(i) == '\r')) {
      i++;
    }
    return i >= text.length() || at(i) == '\n';
  }

  /**
   * Whether the sentence ends at {@code end}.
   *
   * @param stop the first terminator
   * @param runEnd behind the terminators
   * @param end behind the quotes and brackets they close
   */
  private boolean isEnd(int stop, int runEnd, int end) {
    int next = end;
    while (next < text.length()
        && Characters.isSpace(text.charAt(next))
        && text.charAt(next) != '\n') {
      next++;
    }
    boolean isLineEnd = at(next) == '\n';
    if (isLineEnd) {
      next = behindLineFeed(next);
    }
    if (next >= text.length()) {
      return true;
    }
    int word = behindOpeners(next);
    int first = word < text.length() ? text.codePointAt(word) : 0;
    boolean isBare = runEnd == stop + 1 && text.charAt(stop) == '.';
    if (next == end) {
      return isEndWithoutSpace(stop, runEnd, end, word);
    }
    if (word == next && Character.isLowerCase(first)) {
      return isBare
          && end == runEnd
          && !isAbbreviated(stop, word)
          && isEndBeforeLowerCase(stop, word);
    }
    if (!Character.isLetterOrDigit(first) && word == next) {
      return !isContinuation(text.charAt(next)) && !(isBare && isAbbreviated(stop, next));
    }
    if (at(word + 1) == ')' && word == next) {
      return false; // the exchange behind a ticker: (BP. N)
    }
    if (isBare && isAbbreviated(stop, next)) {

      return isEndBehindAbbreviation(stop, end, next, word);
    }
    return !(isBare && isListNumber(stop)) && !isQuestionOfSpeaker(runEnd, end, word);
  }

  private int behindLineFeed(int i) {
    int next = i;
    while (next < text.length() && next < i + LONGEST && Characters.isSpace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private int behindOpeners(int i) {
    int word = i;
    while (word < i + 6 && (Characters.isOpener(at(word)) || at(word) == ' ')) {
      word++;
    }
    return word;
  }

  private static boolean isContinuation(char c) {
    return c == ',' || c == ';' || c == ':' || c == '&' || c == '%' || c == '/' || c == '='
        || c == '+';
  }

  /**
   * A stop with no white space behind it: "Soleimani.Davis", but not "U.S.-led", "Reuters.com" or
   * "Ph.D".
   */
  private boolean isEndWithoutSpace(int stop, int runEnd, int end, int word) {
    if (isInAddress || !Character.isUpperCase(at(word))) {
      return false;
    }
    if (end > runEnd || word > end) {
      return text.charAt(stop) != '.' || !isAbbreviated(stop, word);
    }
    int wordEnd = Characters.endOfWord(text, word, LONGEST_WORD);
    boolean isSentenceWord =
        wordEnd - word == 1 ? Characters.isSpace(at(wordEnd)) : Character.isLowerCase(at(word + 1));
    int before = wordStart(stop);
    boolean isWordBefore =
        stop - before >= 2 && (Character.isLowerCase(at(stop - 1)) || stop - before >= 4);
    boolean isNumberBefore = Characters.isAsciiDigit(at(stop - 1)) || at(stop - 1) == '%';
    if (!isSentenceWord
        || !(isWordBefore || isNumberBefore)
        || at(before - 1) == '@'
        || at(before - 1) == '.') {
      return false;
    }
    Abbreviations.Kind kind = Abbreviations.kind(text, before, stop);
    boolean isDomain = Characters.isLongDomain(text.substring(word, wordEnd));
    return !isDomain && (kind == Abbreviations.Kind.NONE || isOpeningWord(word));
  }

  /** The start of the letters before the stop, looking back a bounded way. */
  private int wordStart(int stop) {
    int i = stop;
    while (i > start && i > stop - LONGEST_WORD && isInnerLetter(at(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isInnerLetter(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  /** Whether the stop may belong to the word before it. */
  private boolean isAbbreviated(int stop, int next) {
    int before = wordStart(stop);
    if (before == stop) {
      return false;
    }
    if (hasInnerStop(before)) {
      return stop - before <= 2;
    }
    if (stop - before == 1 && Character.isUpperCase(at(before))) {
      return true;
    }
    return switch (Abbreviations.kind(text, before, stop)) {
      case NONE -> false;
      case TITLE -> true;
      case BEFORE_NUMBER ->
          Characters.isAsciiDigit(at(next))
              || (stop - before > 2 && Character.isUpperCase(at(before)));
      case CLOSING -> Character.isUpperCase(at(before)) || Character.isLowerCase(at(next));
    };
  }

  private boolean hasInnerStop(int before) {
    return at(before - 1) == '.' && Character.isLetter(at(before - 2));
  }

  private boolean isEndBehindAbbreviation(int stop, int end, int next, int word) {
    if (at(end - 1) == ')'
        || Characters.isAsciiDigit(at(next))
        || at(next) == '('
        || at(next) == '[') {
      return false;
    }
    int before = wordStart(stop);
    boolean isHour = hasInnerStop(before) && at(stop - 1) == 'm' && stop - before == 1;
    if (isHour) {
      String following = wordAt(word);
      return !WORDS_AFTER_HOURS.contains(following) && at(word + following.length()) != ',';
    }
    boolean isLatin = hasInnerStop(before) && Character.isLowerCase(at(before));
    if (isLatin) {
      return false; // e.g. and i.e.
    }
    if (word > next && Abbreviations.kind(text, before, stop) != Abbreviations.Kind.TITLE) {
      boolean isInitial = stop - before == 1 && !hasInnerStop(before);
      return !isInitial;
    }
    return isOpeningWord(word);
  }

  /** Whether the word commonly opens sentences; "A." is an initial. */
  private boolean isOpeningWord(int word) {
    String opening = wordAt(word);
    return OPENING_WORDS.contains(opening) && !(opening.length() == 1 && at(word + 1) == '.');
  }

  private String wordAt(int from) {
    int end = from;
    while (end < from + LONGEST_WORD
        && (Character.isLetter(at(end))
            || (Characters.isApostrophe(at(end)) && Character.isLetter(at(end + 1))))) {
      end++;
    }
    return text.substring(from, end);
  }

  /**
   * A stop before a lower-case word is stray in rewritten text, but ends the sentence where the
   * writer uses no capitals, or where the sentence has grown long.
   */
  private boolean isEndBeforeLowerCase(int stop, int word) {
    int first = start;
    while (first < stop && Characters.isSpace(text.charAt(first))) {
      first++;
    }
    return isLowerCaseName(word) || Character.isLowerCase(at(first)) || stop - first > LONG;
  }

  /** A name written with a small letter that may open a sentence: "al-Sadr", "iPhone". */
  private boolean isLowerCaseName(int word) {
    boolean isArabic = text.startsWith("al-", word) || text.startsWith("el-", word);
    return (isArabic && Character.isUpperCase(at(word + 3))) || Character.isUpperCase(at(word + 1));
  }

  /** Whether the stop closes the number of a list item at the start of the sentence. */
  private boolean isListNumber(int stop) {
    int from = stop;
    while (from > start && from > stop - 4 && Characters.isAsciiDigit(at(from - 1))) {
      from--;
    }
    if (from == stop || stop - from > 3) {
      return false;
    }
    int i = from;
    while (i > start && i > from - LONGEST_WORD && Characters.isSpace(at(i - 1))) {
      i--;
    }
    return i == start;
  }

  /** Whether a quoted question or call goes on with its speaker: “Who knows?” Smith said. */
  private boolean isQuestionOfSpeaker(int runEnd, int end, int word) {
    char mark = text.charAt(runEnd - 1);
    if (end == runEnd || (mark != '?' && mark != '!') || at(end - 1) == ')') {
      return false;
    }
    return !isOpeningWord(word) && isSpeaker(word);
  }

  /** Whether a name and a word of saying stand here: "Harbour master Smith said". */
  private boolean isSpeaker(int word) {
    int i = word;
    for (int words = 0; words < WORDS_BEFORE_SAID; words++) {
      String next = wordAt(i);
      if (words > 0 && SAYING_WORDS.contains(next)) {
        return true;
      }
      i += next.length();
      if (next.isEmpty() || at(i) != ' ') {
        return false;
      }
      i++;
    }
    return false;
  }

  private String wordBefore(int end) {
    return text.substring(wordStart(end), end);
  }
}
