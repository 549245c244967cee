package org.newsloom.entities;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.newsloom.text.Span;

/**
 * Acronyms that a sentence defines: "Popular Mobilization Forces (PMF)", "PMF (Popular Mobilization
 * Forces)", "Asaib Ahl al-Haq, or AAH", "the International Atomic Energy Agency, known as the
 * IAEA".
 *
 * <p>The short form is aligned with the words before it from right to left, its first letter at the
 * start of a word, as by Schwartz and Hearst (2003), "A simple algorithm for identifying
 * abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 8:451–462. News
 * asks for more than that: the long form is a name, so it begins with a capital, and if the tagger
 * found a name that ends where the alignment ends, the name's start is taken over.
 */
public final class Acronyms {
  /**
   * A short form and what it stands for, both as UTF-16 spans of the sentence.
   *
   * @param shortForm the acronym, without brackets or quotes
   * @param longForm the name it stands for, without a leading article
   */
  public record Definition(Span shortForm, Span longForm) {}

  private static final Pattern SHORT_FORM = Pattern.compile("\\p{Lu}[\\p{Lu}\\p{Ll}\\d&./-]{1,9}");
  private static final Pattern BRACKETS = Pattern.compile("[(\\[]([^()\\[\\]]{2,120})[)\\]]");
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "^[\\s\"'“”‘’]*(?:or|aka|a\\.k\\.a\\.|(?:(?:also|better|commonly|widely|usually) )?(?:known|abbreviated|referred to)"
              + " (?:as|by its acronym|by the acronym)|hereafter|acronym:?)?[\\s,]*(?:the )?[\\s\"'“”‘’]*");

  /** After a comma: ", or AAH," and ", known as the IAEA,". */
  private static final Pattern APPOSITION =
      Pattern.compile(
          ",? (?:(?<=, )or|(?:also |better |commonly |widely |now |then |formerly )?known (?:as|by its acronym|by the acronym)|now|abbreviated (?:as|to))"
              + "(?: the)? [\"'“‘]?(\\p{Lu}[\\p{Lu}\\d&.-]{0,8}\\p{Lu})(?![\\p{L}\\d])");

  /** Set off by a pair of dashes or commas: "the Northern Lakes Council - NLC - said". */
  private static final Pattern SET_OFF =
      Pattern.compile("(?:,| [-–—]|—) ?(?:the )?(\\p{Lu}[\\p{Lu}.]{1,8}\\p{Lu}\\.?)(?=,| ?[-–—])");

  /** What it stands for comes behind: "the NLC, the Northern Lakes Council,". */
  private static final Pattern EXPLAINED =
      Pattern.compile(
          "(?<![\\p{L}\\d.])(\\p{Lu}[\\p{Lu}.]{1,8}\\p{Lu}\\.?)(?:,| [-–—]) "
              + "(?:or |which stands for |short for |an acronym for )?(?:the )?(?=\\p{Lu}\\p{Ll})");

  /** Longest stretch before a short form that is looked at, in characters. */
  private static final int WINDOW = 200;

  /** Letters of a short form that stands between commas or dashes. */
  private static final int SET_OFF_LETTERS = 3;

  private Acronyms() {}

  /**
   * The definitions in a sentence, in order of their short forms.
   *
   * @param sentence one sentence
   * @param names spans of the names that the tagger found, in order
   */
  public static List<Definition> find(String sentence, List<Span> names) {
    List<Definition> found = new ArrayList<>();
    Matcher brackets = BRACKETS.matcher(sentence);
    while (brackets.find()) {
      Span inside = inside(sentence, brackets.start(1), brackets.end(1));
      int before = endOfText(sentence, brackets.start());
      if (isShortForm(inside.of(sentence))) {
        Span longForm = align(sentence, inside.of(sentence), before, names);
        add(sentence, found, inside, longForm);
      } else {
        Span word = wordBefore(sentence, before);
        if (isShortForm(word.of(sentence))) {
          Span longForm = align(sentence, word.of(sentence), inside.end(), List.of());
          // The whole of what stands in the brackets is the long form, or it is a remark.
          if (longForm != null && longForm.start() == skipArticle(sentence, inside.start())) {
            add(sentence, found, word, longForm);
          }
        }
      }
    }
    Matcher apposition = APPOSITION.matcher(sentence);
    while (apposition.find()) {
      Span shortForm = new Span(apposition.start(1), apposition.end(1));
      int before = endOfText(sentence, apposition.start());
      add(sentence, found, shortForm, align(sentence, shortForm.of(sentence), before, names));
    }
    Matcher setOff = SET_OFF.matcher(sentence);
    while (setOff.find()) {
      // Commas set off many things: every capital word must give its initial.
      Span shortForm = new Span(setOff.start(1), setOff.end(1));
      int before = endOfText(sentence, setOff.start());
      add(sentence, found, shortForm, alignStrictly(sentence, shortForm.of(sentence), before));
    }
    Matcher explained = EXPLAINED.matcher(sentence);
    while (explained.find()) {
      Span shortForm = new Span(explained.start(1), explained.end(1));
      add(
          sentence,
          found,
          shortForm,
          alignForward(sentence, shortForm.of(sentence), explained.end()));
    }
    found.sort((a, b) -> Integer.compare(a.shortForm().start(), b.shortForm().start()));
    return found;
  }

  private static void add(String sentence, List<Definition> found, Span shortForm, Span longForm) {
    // "CNN finds Hillgate (CNN)" defines nothing.
    if (longForm == null || longForm.of(sentence).contains(shortForm.of(sentence))) {
      return;
    }
    boolean isKnown = found.stream().anyMatch(d -> d.shortForm().start() == shortForm.start());
    if (!isKnown) {
      found.add(new Definition(shortForm, longForm));
    }
  }

  /** What stands in brackets without "or", "known as", quotes and what follows a comma. */
  private static Span inside(String sentence, int start, int end) {
    Matcher introduction = INTRODUCTION.matcher(sentence).region(start, end);
    introduction.useAnchoringBounds(true);
    int from = introduction.find() ? introduction.end() : start;
    int to = from;
    while (to < end && ",;:\"”’'".indexOf(sentence.charAt(to)) < 0) {
      to++;
    }
    return new Span(from, Math.max(from, endOfText(sentence, to)));
  }

  /** Index behind the last character before {@code end} that is no space, quote or comma. */
  private static int endOfText(String sentence, int end) {
    int e = end;
    while (e > 0 && " \u00a0\t\n,\"“”".indexOf(sentence.charAt(e - 1)) >= 0) {
      e--;
    }
    return e;
  }

  private static Span wordBefore(String sentence, int end) {
    int start = end;
    while (start > 0
        && end - start < 12
        && (Character.isLetterOrDigit(sentence.charAt(start - 1))
            || "&.-/".indexOf(sentence.charAt(start - 1)) >= 0)) {
      start--;
    }
    return new Span(start, end);
  }

  /** Two to ten characters, at least two of them capitals, and more capitals than small letters. */
  static boolean isShortForm(String text) {
    if (!SHORT_FORM.matcher(text).matches()) {
      return false;
    }
    long capitals = text.chars().filter(Character::isUpperCase).count();
    long small = text.chars().filter(Character::isLowerCase).count();
    return capitals >= 2 && capitals > small;
  }

  /** The long form that ends at {@code end}, or null if the letters do not fit. */
  private static Span align(String sentence, String shortForm, int end, List<Span> names) {
    String letters = letters(shortForm);
    if (letters.length() < 2) {
      return null;
    }
    int floor = windowStart(sentence, letters.length(), end);
    int start = alignInitials(sentence, letters, floor, end, Words.CAPITALISED);
    if (start < 0) {
      start = alignInitials(sentence, letters, floor, end, Words.ALL);
    }
    if (start < 0) {
      start = alignAnywhere(sentence, letters, floor, end);
    }
    if (start < 0) {
      return null;
    }
    for (Span name : names) {
      if (name.end() == end && name.start() < start && name.start() >= floor) {
        start = name.start();
      }
    }
    start = skipArticle(sentence, start);
    if (start >= end || !Character.isUpperCase(sentence.charAt(start))) {
      return null;
    }
    boolean hasSeveralWords = sentence.substring(start, end).trim().matches("(?s).*[\\s-].*");
    return hasSeveralWords ? new Span(start, end) : null;
  }

  /** The long form that ends at {@code end} and whose capital initials alone are the letters. */
  private static Span alignStrictly(String sentence, String shortForm, int end) {
    String letters = letters(shortForm);
    if (letters.length() < SET_OFF_LETTERS) {
      return null;
    }
    int floor = windowStart(sentence, letters.length(), end);
    int start = alignInitials(sentence, letters, floor, end, Words.CAPITALISED);
    return start < 0 ? null : new Span(start, end);
  }

  /** The long form from {@code start} on whose capital initials are the letters, or null. */
  private static Span alignForward(String sentence, String shortForm, int start) {
    String letters = letters(shortForm);
    if (letters.length() < SET_OFF_LETTERS) {
      return null;
    }
    int limit = Math.min(sentence.length(), start + WINDOW);
    int next = 0;
    int i = start;
    while (i < limit && next < letters.length()) {
      char c = sentence.charAt(i);
      if (",;:()[]\"“”".indexOf(c) >= 0) {
        return null;
      }
      if (Character.isUpperCase(c) && isWordStart(sentence, i)) {
        if (Character.toLowerCase(c) != letters.charAt(next)) {
          return null;
        }
        next++;
      }
      i++;
    }
    if (next < letters.length()) {
      return null;
    }
    while (i < sentence.length() && isWordPart(sentence.charAt(i))) {
      i++;
    }
    return new Span(start, i);
  }

  /** Words whose initials may make an acronym. */
  private enum Words {
    CAPITALISED,
    ALL
  }

  /**
   * The words' initials in order are the short form; a small word may be passed over, a capitalised
   * one not. Capitals alone are tried first, or AAH would begin at the second word of "Asaib Ahl
   * al-Haq".
   */
  private static int alignInitials(
      String sentence, String letters, int floor, int end, Words words) {
    int s = letters.length() - 1;
    int i = end - 1;
    while (i >= floor) {
      if (isWordStart(sentence, i)) {
        char c = Character.toLowerCase(sentence.charAt(i));
        boolean isCandidate = words == Words.ALL || Character.isUpperCase(sentence.charAt(i));
        if (isCandidate && c == letters.charAt(s)) {
          if (s == 0) {
            return Character.isUpperCase(sentence.charAt(i)) ? i : -1;
          }
          s--;
        } else if (Character.isUpperCase(sentence.charAt(i))) {
          return -1;
        }
      }
      i--;
    }
    return -1;
  }

  private static int alignAnywhere(String sentence, String letters, int floor, int end) {
    int i = end - 1;
    for (int s = letters.length() - 1; s >= 0; s--) {
      char wanted = letters.charAt(s);
      while (i >= floor
          && (Character.toLowerCase(sentence.charAt(i)) != wanted
              || (s == 0 && !isWordStart(sentence, i)))) {
        i--;
      }
      if (i < floor) {
        return -1;
      }
      i--;
    }
    return i + 1;
  }

  private static boolean isWordStart(String sentence, int i) {
    return Character.isLetterOrDigit(sentence.charAt(i))
        && (i == 0 || !isWordPart(sentence.charAt(i - 1)));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '\'' || c == '’';
  }

  /** At most min(|A| + 5, 2|A|) words before the end, and none across a bracket or a full stop. */
  private static int windowStart(String sentence, int letters, int end) {
    int words = Math.min(letters + 5, 2 * letters);
    int floor = Math.max(0, end - WINDOW);
    int i = end;
    while (i > floor) {
      char c = sentence.charAt(i - 1);
      if ("()[];:\"“”".indexOf(c) >= 0) {
        return i;
      }
      if (c == ' ' && i < end && --words == 0) {
        return i;
      }
      i--;
    }
    return floor;
  }

  private static int skipArticle(String sentence, int start) {
    return sentence.regionMatches(true, start, "the ", 0, 4) ? start + 4 : start;
  }

  /**
   * The acronyms that a name's initials make, in lower case: with and without its small words; none
   * of fewer than three letters.
   *
   * @param name a name of several words
   */
  static Set<String> ofInitials(String name) {
    StringBuilder capitals = new StringBuilder();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (isWordStart(name, i)) {
        all.append(name.charAt(i));
        if (Character.isUpperCase(name.charAt(i))) {
          capitals.append(name.charAt(i));
        }
      }
    }
    Set<String> acronyms = new TreeSet<>();
    for (StringBuilder initials : List.of(capitals, all)) {
      if (initials.length() >= SET_OFF_LETTERS) {
        acronyms.add(initials.toString().toLowerCase(Locale.ROOT));
      }
    }
    return acronyms;
  }

  private static String letters(String shortForm) {
    StringBuilder letters = new StringBuilder();
    shortForm.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
