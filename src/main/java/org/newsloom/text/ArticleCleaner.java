package org.newsloom.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Turns the text of a scraped page into the text of its article.
 *
 * <p>In this order: markup, encoding damage, control characters, Unicode normal form C, white space
 * and hard-wrapped lines, quotes set apart by a tokeniser, page furniture, repeated passages. Every
 * character taken out is in a {@link Removal}, except white space; every character left knows where
 * it stood. Time is linear in the length of the text.
 */
public final class ArticleCleaner {
  /** Shorter passages come back by chance or for effect. */
  private static final int MIN_REPEATED_CHARS = 60;

  /** Combining marks beyond this on one character are no writing; sorting them is quadratic. */
  private static final int MAX_COMBINED_CHARS = 64;

  /** No sentence is furniture, so that none need be looked for. */
  public static final LongPredicate NOTHING = key -> false;

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private MappedText text;
  private final String raw;
  private final List<Removal> removals = new ArrayList<>();
  private final List<Repair> repairs = new ArrayList<>();

  private ArticleCleaner(String raw) {
    this.raw = raw;
    this.text = MappedText.of(raw);
  }

  /**
   * Cleans one article.
   *
   * @param raw the text as delivered; may be empty or hold anything a Java string can
   */
  public static CleanArticle clean(String raw) {
    return clean(raw, NOTHING, WordRepairs.NONE);
  }

  /**
   * Cleans one article with what its corpus has shown: sentences that are furniture, words that are
   * damaged.
   *
   * @param isFurniture tells by a key of {@link #recurringKeys} whether a sentence or a line is
   *     furniture; {@link #NOTHING} saves the search
   * @param wordRepairs repairs of damaged words
   */
  public static CleanArticle clean(String raw, LongPredicate isFurniture, WordRepairs wordRepairs) {
    ArticleCleaner cleaner = new ArticleCleaner(raw);
    cleaner.removeMarkup();
    cleaner.repairMojibake();
    cleaner.removeControls();
    cleaner.text = cleaner.text.apply(normalForm(cleaner.text.text()));
    cleaner.text = cleaner.text.apply(Layout.whiteSpace(cleaner.text.text()));
    cleaner.text = cleaner.text.apply(Layout.spacedQuotes(cleaner.text.text()));
    cleaner.removeComments();
    cleaner.repairWords(wordRepairs);
    boolean isTranscript = PageKind.isTranscript(cleaner.text.text());
    cleaner.removeFurniture();
    cleaner.removeRepeats();
    if (isFurniture != NOTHING) {
      cleaner.removeSentences(isFurniture);
    }
    cleaner.text = cleaner.text.apply(Layout.gaps(cleaner.text.text()));
    List<Removal> removals = cleaner.disjointRemovals();
    return new CleanArticle(
        cleaner.text, removals, cleaner.disjointRepairs(removals), isTranscript);
  }

  /**
   * The keys of what a source may print in article after article: sentences of some length, and
   * short lines that stand alone. {@link #clean} asks for the same keys.
   *
   * @param text clean text
   * @param minChars shorter sentences recur by chance
   */
  public static Set<Long> recurringKeys(String text, int minChars) {
    Set<Long> keys = new TreeSet<>();
    for (Span sentence : SentenceSplitter.split(text)) {
      if (sentence.end() - sentence.start() >= minChars) {
        keys.add(SentenceKey.fold(sentence.of(text)));
      }
      if (ShortLine.isOne(text, sentence)) {
        keys.add(ShortLine.key(SentenceKey.fold(sentence.of(text))));
      }
    }
    return keys;
  }

  /** Cleans a line that stands alone, such as a headline: entities, damage and white space. */
  public static String cleanLine(String raw) {
    ArticleCleaner cleaner = new ArticleCleaner(raw);
    cleaner.removeMarkup();
    cleaner.repairMojibake();
    cleaner.removeControls();
    cleaner.text = cleaner.text.apply(normalForm(cleaner.text.text()));
    return WHITE_SPACE.matcher(cleaner.text.text()).replaceAll(" ").strip();
  }

  private void remove(
      Edits edits, int start, int end, String replacement, String reason, String rule) {
    edits.replace(start, end, replacement);
    int rawStart = text.rawStart(start);
    int rawEnd = text.rawEnd(end - 1);
    removals.add(new Removal(rawStart, rawEnd, reason, raw.substring(rawStart, rawEnd), rule));
  }

  private void removeMarkup() {
    if (text.text().indexOf('\\') >= 0) {
      text = text.apply(Markup.jsonEscapes(text.text()));
    }
    // Twice, for pages whose markup was itself written as entities.
    for (int round = 0; round < 2; round++) {
      if (text.text().indexOf('<') >= 0) {
        Edits tags = new Edits();
        Markup.findTags(
            text.text(),
            (start, end, replacement, rule) ->
                remove(tags, start, end, replacement, Removal.MARKUP, rule));
        text = text.apply(tags);
      }
      if (text.text().indexOf('&') < 0) {
        return;
      }
      Edits entities = Markup.entities(text.text());
      text = text.apply(entities);
      Edits open = Markup.openEntities(text.text());
      for (int i = 0; i < open.count(); i++) {
        noteRepair(open.start(i), open.end(i), Repair.ENTITY, open.replacement(i), null);
      }
      text = text.apply(open);
      if (entities.isEmpty() && open.isEmpty()) {
        return;
      }
    }
  }

  /** As often as the text was damaged: stored wrongly twice, it needs two rounds. */
  private void repairMojibake() {
    for (int round = 0; round < Mojibake.MAX_ROUNDS; round++) {
      Edits edits = Mojibake.repairs(text.text());
      if (edits.isEmpty()) {
        return;
      }
      for (int i = 0; i < edits.count(); i++) {
        noteRepair(edits.start(i), edits.end(i), Repair.MOJIBAKE, edits.replacement(i), null);
      }
      text = text.apply(edits);
    }
  }

  private void repairWords(WordRepairs wordRepairs) {
    String current = text.text();
    Edits edits = new Edits();
    for (LostPunctuation.Found found : LostPunctuation.find(current, wordRepairs)) {
      noteRepair(found.start(), found.end(), found.rule(), found.replacement(), found.evidence());
      replaceWhatDiffers(edits, current, found.start(), found.end(), found.replacement());
    }
    text = text.apply(edits);
  }

  /** Replaces no more than differs, so that the letters around it keep their places. */
  private static void replaceWhatDiffers(
      Edits edits, String text, int start, int end, String replacement) {
    int same = 0;
    while (start + same < end
        && same < replacement.length()
        && text.charAt(start + same) == replacement.charAt(same)) {
      same++;
    }
    int sameAtEnd = 0;
    int most = Math.min(end - start, replacement.length()) - same;
    while (sameAtEnd < most
        && text.charAt(end - 1 - sameAtEnd)
            == replacement.charAt(replacement.length() - 1 - sameAtEnd)) {
      sameAtEnd++;
    }
    if (start + same == end - sameAtEnd && sameAtEnd > 0) {
      sameAtEnd--; // an insertion takes the place of the character behind it
    }
    edits.replace(
        start + same,
        end - sameAtEnd,
        replacement.substring(same, replacement.length() - sameAtEnd));
  }

  private void noteRepair(
      int start, int end, String rule, String replacement, WordRepairs.Counts evidence) {
    int rawStart = text.rawStart(start);
    int rawEnd = text.rawEnd(end - 1);
    repairs.add(
        new Repair(rawStart, rawEnd, rule, raw.substring(rawStart, rawEnd), replacement, evidence));
  }

  private void removeControls() {
    String current = text.text();
    Edits edits = new Edits();
    int i = 0;
    while (i < current.length()) {
      int start = i;
      while (i < current.length() && isUnprintable(current, i)) {
        i++;
      }
      if (i > start) {
        remove(edits, start, i, "", Removal.CONTROL, "unprintable");
      } else {
        i++;
      }
    }
    text = text.apply(edits);
  }

  private static boolean isUnprintable(String text, int i) {
    char c = text.charAt(i);
    if (c < 0x7F) {
      return c < ' ' && !Layout.isSpace(c);
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return switch (c) {
      // Joiners shape letters in Arabic and Indic scripts and hold emoji together.
      case '\u200C', '\u200D' -> i == 0 || text.charAt(i - 1) < '\u0590';
      case '\u00AD',
          '\u200B',
          '\u200E',
          '\u200F',
          '\u2060',
          '\uFEFF',
          '\uFFFC',
          '\uFFFE',
          '\uFFFF' ->
          true;
      default ->
          (c < '\u00A0' && !Layout.isSpace(c))
              || (c >= '\u202A' && c <= '\u202E')
              || (c >= '\u2066' && c <= '\u2069');
    };
  }

  private static Edits normalForm(String text) {
    Edits edits = new Edits();
    int start = 0;
    while (start < text.length()) {
      int end = start + 1;
      while (end < text.length() && isCombining(text.charAt(end))) {
        end++;
      }
      boolean isPlain = end == start + 1 && text.charAt(start) < '\u0300';
      if (!isPlain && end - start <= MAX_COMBINED_CHARS) {
        String segment = text.substring(start, end);
        if (!Normalizer.isNormalized(segment, Normalizer.Form.NFC)) {
          edits.replace(start, end, Normalizer.normalize(segment, Normalizer.Form.NFC));
        }
      }
      start = end;
    }
    return edits;
  }

  /** Whether a character may compose with the one before it: marks, vowels and finals of Hangul. */
  private static boolean isCombining(char c) {
    if (c < '\u0300') {
      return false;
    }
    return Character.isLowSurrogate(c)
        || (c >= '\u1160' && c <= '\u11FF')
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  private void removeComments() {
    Edits edits = new Edits();
    for (Span thread : CommentThread.find(text.text())) {
      remove(edits, thread.start(), thread.end(), "", Removal.BOILERPLATE, "reader comments");
    }
    text = text.apply(edits);
  }

  private void removeFurniture() {
    Edits edits = new Edits();
    for (Furniture.Found found : Furniture.find(text.text())) {
      removePassage(edits, found.start(), found.end(), Removal.BOILERPLATE, found.rule());
    }
    text = text.apply(edits);
  }

  /** Removes a passage and, if it is a whole line, the line break behind it. */
  private void removePassage(Edits edits, int start, int end, String reason, String rule) {
    remove(edits, start, end, "", reason, rule);
    String current = text.text();
    boolean isLine =
        (start == 0 || current.charAt(start - 1) == '\n')
            && current.startsWith("\n", end)
            && !current.startsWith("\n", end + 1);
    if (isLine) {
      edits.delete(end, end + 1);
    }
  }

  /** Removes the second and later occurrences of a line or a sentence, however it is spaced. */
  private void removeRepeats() {
    String current = text.text();
    Set<Long> seen = new HashSet<>();
    Edits edits = new Edits();
    int start = 0;
    while (start < current.length()) {
      int lineEnd = current.indexOf('\n', start);
      lineEnd = lineEnd < 0 ? current.length() : lineEnd;
      Fingerprint line = Fingerprint.of(current, start, lineEnd);
      if (line.letters() >= MIN_REPEATED_CHARS && !seen.add(line.hash())) {
        removePassage(edits, start, lineEnd, Removal.REPEATED, "line");
      } else {
        removeRepeatedSentences(edits, start, lineEnd, line, seen);
      }
      start = lineEnd + 1;
    }
    text = text.apply(edits);
  }

  private void removeRepeatedSentences(
      Edits edits, int lineStart, int lineEnd, Fingerprint line, Set<Long> seen) {
    String current = text.text();
    long previous = 0;
    boolean isPreviousRepeated = false;
    int start = lineStart;
    while (start < lineEnd) {
      int end = sentenceEnd(current, start, lineEnd);
      Fingerprint sentence = Fingerprint.of(current, start, end);
      boolean isKnown =
          sentence.letters() >= MIN_REPEATED_CHARS
              && sentence.letters() < line.letters()
              && !seen.add(sentence.hash());
      // A short sentence is a repeat only where it follows one as it did before.
      boolean isKnownPair = !seen.add(31 * previous + sentence.hash());
      isPreviousRepeated = isKnown || (isPreviousRepeated && isKnownPair);
      if (isPreviousRepeated) {
        remove(edits, start, end, "", Removal.REPEATED, "sentence");
      }
      previous = sentence.hash();
      start = end;
      while (start < lineEnd && current.charAt(start) == ' ') {
        start++;
      }
    }
  }

  /** After a stop, its closing quotes, and a space before a capital; else the end of the line. */
  private static int sentenceEnd(String text, int start, int lineEnd) {
    for (int i = start; i < lineEnd; i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '!' || c == '?') {
        int end = i + 1;
        while (end < lineEnd && "\"'\u201D\u2019)]".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        if (end + 1 < lineEnd
            && text.charAt(end) == ' '
            && !Character.isLowerCase(text.charAt(end + 1))) {
          return end;
        }
      }
    }
    return lineEnd;
  }

  /** A passage without case, spacing and punctuation, as a hash and how many letters it has. */
  private record Fingerprint(long hash, int letters) {
    static Fingerprint of(String text, int start, int end) {
      long hash = 0xcbf29ce484222325L; // FNV-1a, finished as in MurmurHash3
      int letters = 0;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (Character.isLetterOrDigit(c)) {
          hash = (hash ^ Character.toLowerCase(c)) * 0x100000001b3L;
          letters++;
        }
      }
      hash ^= hash >>> 33;
      hash *= 0xff51afd7ed558ccdL;
      hash ^= hash >>> 33;
      return new Fingerprint(hash, letters);
    }
  }

  private void removeSentences(LongPredicate isFurniture) {
    String current = text.text();
    Edits edits = new Edits();
    for (Span sentence : SentenceSplitter.split(current)) {
      long key = SentenceKey.fold(sentence.of(current));
      if (isFurniture.test(key)) {
        remove(
            edits, sentence.start(), sentence.end(), "", Removal.BOILERPLATE, "recurring_sentence");
      } else if (ShortLine.isOne(current, sentence) && isFurniture.test(ShortLine.key(key))) {
        removePassage(
            edits, sentence.start(), sentence.end(), Removal.BOILERPLATE, "recurring_line");
      }
    }
    text = text.apply(edits);
  }

  /**
   * The repairs in order, without those in what was removed; of several of one span the last, which
   * holds the others.
   */
  private List<Repair> disjointRepairs(List<Removal> removed) {
    Collections.reverse(repairs);
    repairs.sort(
        Comparator.comparingInt(Repair::start)
            .thenComparing(Comparator.comparingInt(Repair::end).reversed()));
    List<Repair> disjoint = new ArrayList<>();
    int end = -1;
    int next = 0;
    for (Repair repair : repairs) {
      while (next < removed.size() && removed.get(next).end() <= repair.start()) {
        next++;
      }
      boolean isLeft = next == removed.size() || removed.get(next).start() >= repair.end();
      if (isLeft && repair.start() >= end) {
        disjoint.add(repair);
        end = repair.end();
      }
    }
    return disjoint;
  }

  /** The removals in order, without those that a longer one holds. */
  private List<Removal> disjointRemovals() {
    removals.sort(
        Comparator.comparingInt(Removal::start)
            .thenComparing(Comparator.comparingInt(Removal::end).reversed()));
    List<Removal> disjoint = new ArrayList<>();
    int end = -1;
    for (Removal removal : removals) {
      if (removal.start() >= end) {
        disjoint.add(removal);
        end = removal.end();
      }
    }
    return disjoint;
  }
}
