package org.newsloom.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a sentence into tokens as the CoNLL-2003 corpus and the Penn Treebank do.
 *
 * <ul>
 *   <li>Clitics stand alone: {@code Iran|'s}, {@code do|n't}. So do quotes, brackets, dashes,
 *       ellipses, currency and percent signs.
 *   <li>Hyphenated words, numbers with inner separators, URLs, e-mail addresses, handles and tags
 *       stay whole.
 *   <li>A stop stays with its abbreviation ({@code Gen.}, {@code J.}, {@code U.S.}). The last stop
 *       of the sentence stands alone unless its word has a stop inside ({@code U.S.}).
 *   <li>An emoji is one token with its modifiers; combining marks stay with their letter.
 * </ul>
 *
 * <p>One pass over the text; every look-ahead is bounded or remembered, so the time is linear in
 * the length.
 */
public final class WordTokenizer {
  private static final int CHARS_PER_TOKEN = 5;
  private static final int KEYCAP = 0x20E3;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private final String text;
  private final List<Token> tokens;

  /** Index of the stop that ends the sentence, or -1. */
  private final int finalStop;

  /** A search for an e-mail address from before this index has already failed. */
  private int noAddressBefore;

  private WordTokenizer(String text) {
    this.text = text;
    this.tokens = new ArrayList<>(text.length() / CHARS_PER_TOKEN + 4);
    this.finalStop = finalStop(text);
    this.noAddressBefore = text.indexOf('@') < 0 ? text.length() : 0;
  }

  /**
   * The tokens of one sentence, in order, without overlaps; every character that is not white space
   * is in one of them.
   */
  public static List<Token> tokenize(String sentence) {
    WordTokenizer tokenizer = new WordTokenizer(sentence);
    int i = 0;
    while (i < sentence.length()) {
      i = tokenizer.next(i);
    }
    return tokenizer.tokens;
  }

  private static int finalStop(String text) {
    int i = text.length() - 1;
    while (i >= 0 && (Characters.isSpace(text.charAt(i)) || Characters.isCloser(text.charAt(i)))) {
      i--;
    }
    return i >= 0 && text.charAt(i) == '.' ? i : -1;
  }

  /** Adds the token or tokens at {@code i}, if any, and returns the index behind them. */
  private int next(int i) {
    char c = text.charAt(i);
    if (Characters.isSpace(c)) {
      return i + 1;
    } else if (Characters.isApostrophe(c)) {
      return apostrophe(i);
    } else if (Characters.isWordAt(text, i)) {
      return Characters.isAsciiDigit(c) && isKeycap(i)
          ? add(i, i + Characters.widthWithMarks(text, i))
          : word(i);
    } else if (c == '.' && Characters.isAsciiDigit(at(i + 1))) {
      return word(i);
    } else if ((c == '@' || c == '#') && Characters.isWordAt(text, i + 1)) {
      return add(i, endOfTag(i + 1));
    } else if (c == '+' && Characters.isAsciiDigit(at(i + 1))) {
      return word(i + 1, i);
    } else if (isRepeatable(c)) {
      return add(i, endOfRun(i));
    }
    return add(i, endOfSymbol(i));
  }

  private int add(int start, int end) {
    tokens.add(new Token(text.substring(start, end), start, end));
    return end;
  }

  private char at(int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : 0;
  }

  private int word(int i) {
    return word(i, i);
  }

  /**
   * Adds the word whose characters begin at {@code i}; its token begins at {@code start}, at a sign
   * before it.
   */
  private int word(int i, int start) {
    int url = endOfUrl(i);
    if (url > 0) {
      return add(start, url);
    }
    int address = endOfAddress(i);
    if (address > 0) {
      return add(start, address);
    }
    int end = i;
    int piece = i; // where the letters since the last separator begin
    boolean hasInnerStop = false;
    while (true) {
      end = Characters.endOfWord(text, end);
      char c = at(end);
      boolean wordFollows = Characters.isWordAt(text, end + 1);
      if (c == '.' && wordFollows) {
        if (!isStopInside(piece, end)) {
          break;
        }
        hasInnerStop = true;
        piece = end + 1;
      } else if (Characters.isApostrophe(c) && wordFollows) {
        int clitic = endOfClitic(end);
        if (clitic > 0) {
          return clitic(start, end, clitic);
        }
        if (!isLetterBefore(end)) {
          break;
        }
        piece = end + 1;
      } else if (wordFollows && isJoiner(c, end)) {
        piece = end + 1;
      } else if (hasInnerStop
          && c == '.'
          && at(end + 1) == '-'
          && Characters.isWordAt(text, end + 2)) {
        end++; // U.S.-led
        piece = end + 1;
      } else {
        break;
      }
      end++;
    }
    if (at(end) == '/' && hasInnerStop && isDomainEnd(piece, end)) {
      return add(start, endOfAddressText(end));
    }
    if (at(end) == '$' && isCurrencyPrefix(start, end)) {
      return add(start, end + 1);
    }
    if (at(end) == '.' && at(end + 1) != '.' && keepsStop(start, piece, end, hasInnerStop)) {
      end++;
    }
    return add(start, Math.max(end, i + 1));
  }

  /** Adds a word and its clitic; {@code n't} takes the n from the word. */
  private int clitic(int start, int apostrophe, int end) {
    char letter = at(apostrophe + 1);
    int split =
        (letter == 't' || letter == 'T') && end == apostrophe + 2 ? apostrophe - 1 : apostrophe;
    if (split > start) {
      add(start, split);
    }
    return add(Math.max(split, start), end);
  }

  /** The end of the clitic whose apostrophe is at {@code i}, or 0 when no clitic stands there. */
  private int endOfClitic(int i) {
    int end = i + 1;
    while (end < i + 4 && Characters.isAsciiLetter(at(end))) {
      end++;
    }
    if (Characters.isWordAt(text, end)) {
      return 0;
    }
    int first = at(i + 1) | 0x20;
    int second = at(i + 2) | 0x20;
    boolean isClitic =
        switch (end - i - 1) {
          case 1 ->
              first == 's'
                  || first == 'm'
                  || first == 'd'
                  || (first == 't' && (at(i - 1) | 0x20) == 'n');
          case 2 ->
              ((first == 'r' || first == 'v') && second == 'e') || (first == 'l' && second == 'l');
          default -> false;
        };
    return isClitic ? end : 0;
  }

  /**
   * An apostrophe outside a word: a clitic set apart, a shortened year, a doubled quote or a single
   * one.
   */
  private int apostrophe(int i) {
    char c = text.charAt(i);
    int clitic = tokens.isEmpty() ? 0 : endOfClitic(i);
    if (clitic > 0 && at(i + 1) != 't' && at(i + 1) != 'T') {
      return add(i, clitic);
    }
    if (Characters.isAsciiDigit(at(i + 1)) && Characters.isAsciiDigit(at(i + 2))) {
      int end = at(i + 3) == 's' ? i + 4 : i + 3;
      if (!Characters.isWordAt(text, end)) {
        return add(i, end);
      }
    }
    return add(i, at(i + 1) == c ? i + 2 : i + 1);
  }

  /**
   * Whether the stop at {@code stop}, with word characters on both sides, belongs inside a word.
   */
  private boolean isStopInside(int piece, int stop) {
    if (Characters.isAsciiDigit(at(stop + 1))) {
      return stop == piece || Characters.isAsciiDigit(at(stop - 1));
    }
    boolean isInitial = stop - piece == 1 && Character.isLetter(at(piece));
    return isInitial || isDomainEnd(stop + 1, Characters.endOfWord(text, stop + 1, 20));
  }

  /** Whether the letters from {@code start} are a top-level domain, or a label before one. */
  private boolean isDomainEnd(int start, int end) {
    if (Characters.isTopLevelDomain(text, start, end)) {
      return true;
    }
    int label = end + 1;
    return at(end) == '.'
        && Characters.isTopLevelDomain(text, label, Characters.endOfWord(text, label, 20));
  }

  private boolean isLetterBefore(int i) {
    return Character.isLetter(at(i - 1))
        || Character.isSurrogate(at(i - 1))
        || Characters.isMark(at(i - 1));
  }

  /**
   * Whether the sign at {@code i}, with word characters on both sides, joins them into one word.
   */
  private boolean isJoiner(char c, int i) {
    return switch (c) {
      case '-', '\u2010', '\u2011', '&', '_' -> true;
      case ',', ':', '/', '\u2013' ->
          Characters.isAsciiDigit(at(i - 1)) && Characters.isAsciiDigit(at(i + 1));
      default -> false;
    };
  }

  /** Whether the stop behind the word belongs to it. */
  private boolean keepsStop(int start, int piece, int end, boolean hasInnerStop) {
    if (hasInnerStop && end - piece <= 2 && Character.isLetter(at(end - 1))) {
      return true;
    }
    if (end == finalStop || Characters.isWordAt(text, end + 1)) {
      return false;
    }
    boolean isInitial = end - piece == 1 && Character.isUpperCase(at(piece));
    boolean isListNumber = tokens.isEmpty() && end - start <= 3 && isNumber(start, end);
    return isInitial
        || isListNumber
        || (Abbreviations.kind(text, piece, end) != Abbreviations.Kind.NONE && !isNo(piece, end));
  }

  /** Whether the word is "No" or "no" and no number follows its stop. */
  private boolean isNo(int piece, int end) {
    if (end - piece != 2 || (at(piece) | 0x20) != 'n' || at(piece + 1) != 'o') {
      return false;
    }
    int next = Characters.isSpace(at(end + 1)) ? end + 2 : end + 1;
    return !Characters.isAsciiDigit(at(next));
  }

  private boolean isNumber(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Characters.isAsciiDigit(at(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the letters name a currency before its sign, as in {@code US$} or {@code C$}. */
  private boolean isCurrencyPrefix(int start, int end) {
    if (end - start > 3) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (at(i) < 'A' || at(i) > 'Z') {
        return false;
      }
    }
    return true;
  }

  private int endOfUrl(int i) {
    boolean isUrl =
        switch (at(i)) {
          case 'h', 'H' -> startsWith("http://", i) || startsWith("https://", i);
          case 'w', 'W' -> startsWith("www.", i) && Characters.isWordAt(text, i + 4);
          default -> false;
        };
    return isUrl ? endOfAddressText(i) : 0;
  }

  private boolean startsWith(String prefix, int i) {
    return text.regionMatches(true, i, prefix, 0, prefix.length());
  }

  /**
   * The end of a URL: up to white space, a quote or an angle bracket, less the punctuation of the
   * sentence.
   */
  private int endOfAddressText(int start) {
    int end = start;
    int open = 0;
    while (end < text.length() && !Characters.endsAddress(text.charAt(end))) {
      char c = text.charAt(end);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open < 0) {
        break;
      }
      end++;
    }
    while (end > start + 1 && Characters.isTrailing(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** The end of an e-mail address beginning at {@code i}, or 0. */
  private int endOfAddress(int i) {
    if (i < noAddressBefore) {
      return 0;
    }
    int end = i;
    while (Characters.isAddressChar(at(end))) {
      end++;
    }
    noAddressBefore = end + 1;
    if (at(end) != '@' || !Characters.isWordAt(text, end + 1)) {
      return 0;
    }
    int domainEnd = end + 1;
    int lastStop = 0;
    while (Characters.isAsciiLetter(at(domainEnd))
        || Characters.isAsciiDigit(at(domainEnd))
        || ((at(domainEnd) == '.' || at(domainEnd) == '-')
            && Characters.isWordAt(text, domainEnd + 1))) {
      lastStop = at(domainEnd) == '.' ? domainEnd : lastStop;
      domainEnd++;
    }
    return lastStop > 0 ? domainEnd : 0;
  }

  private int endOfTag(int i) {
    int end = Characters.endOfWord(text, i);
    while (at(end) == '_') {
      end = Characters.endOfWord(text, end + 1);
    }
    return end;
  }

  private static boolean isRepeatable(char c) {
    return switch (c) {
      case '.', '-', '*', '=', '_', '~', '!', '?', '#', '`', '\u2013', '\u2014' -> true;
      default -> false;
    };
  }

  private int endOfRun(int i) {
    int end = i + 1;
    while (at(end) == text.charAt(i) && end < text.length()) {
      end++;
    }
    return end;
  }

  private boolean isKeycap(int i) {
    return at(i + 1) == KEYCAP || (at(i + 1) == '\uFE0F' && at(i + 2) == KEYCAP);
  }

  /**
   * The end of a symbol with its marks: an emoji takes modifiers, joined emoji, and a flag its
   * second letter.
   */
  private int endOfSymbol(int i) {
    int first = text.codePointAt(i);
    int end = i + Characters.widthWithMarks(text, i);
    if (Characters.isRegionalIndicator(first)) {
      boolean isPair = end < text.length() && Characters.isRegionalIndicator(text.codePointAt(end));
      return isPair ? end + 2 : end;
    }
    while (at(end) == ZERO_WIDTH_JOINER
        && end + 1 < text.length()
        && !Characters.isSpace(at(end + 1))) {
      end = end + 1 + Characters.widthWithMarks(text, end + 1);
    }
    return end;
  }
}
