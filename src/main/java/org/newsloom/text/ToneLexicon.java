package org.newsloom.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tone of tokenised sentences from a lexicon of valences and the words that turn, strengthen or
 * weaken them.
 *
 * <p>The rules are those of Hutto and Gilbert (2014), "VADER: A parsimonious rule-based model for
 * sentiment analysis of social media text" (ICWSM): degree words within three tokens, negation
 * within three tokens, contrast at "but", emphasis by capitals and exclamation marks, and the sum
 * brought to −1…1 by s / √(s² + 15). Added for news: negation and degree words do not reach over
 * punctuation, and a capitalised word amid a sentence is a part of a name ("Justice Department")
 * and has no tone.
 *
 * <p>Tokens are words as in CoNLL or the Penn Treebank ("did" "n't") or whole ("didn't"), with
 * plain or typographic apostrophes. What is said of a sentence does not depend on those read
 * before; instances are safe for many threads. Time is linear in the tokens.
 */
public final class ToneLexicon implements Serializable {

  /** A word of smaller valence than this is near neutral and is no word of tone. */
  static final double TONAL_THRESHOLD = 0.5;

  private static final Set<String> CLITIC_S = Set.of("'s", "’s", "‘s", "`s");

  enum Role {
    PLAIN,
    NEGATOR,
    INTENSIFIER,
    DAMPENER,
    CONTRAST,
    CLAUSE_END
  }

  /** What is known of a token; phrases that begin with it come longest first. */
  static final class Entry {
    static final Entry UNKNOWN = new Entry();

    double valence;
    boolean isRated;
    boolean isEvent;
    Role role = Role.PLAIN;
    boolean activity;
    boolean selfGroup;
    List<Phrase> phrases = List.of();

    boolean isTonal() {
      return Math.abs(valence) >= TONAL_THRESHOLD && role == Role.PLAIN;
    }
  }

  /** An entry of several words. */
  record Phrase(List<String> words, double valence, boolean isEvent) {
    boolean standsAt(WrittenToken[] tokens, int index) {
      if (index + words.size() > tokens.length) {
        return false;
      }
      for (int i = 1; i < words.size(); i++) {
        if (!words.get(i).equals(tokens[index + i].normalForm())) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class Bundled {
    static final ToneLexicon LEXICON = new ToneLexicon("", "");
  }

  /** What goes over the wire: the user's lines alone. */
  private record Lines(String extension) implements Serializable {
    private Object readResolve() {
      return extendedBy("lexicon", extension);
    }
  }

  private static final long serialVersionUID = 1L;

  /** In a user's file, the word that stands for all bundled ones. */
  private static final String ALL = "*";

  private static final double MAX_VALENCE = 4;

  /** Nearly all tokens of a text are of so many kinds, in about 10 MB. */
  private static final int MAX_READ = 1 << 15;

  /** Longer tokens are no words that come again, and would fill the memory. */
  private static final int MAX_READ_LENGTH = 40;

  private final transient Map<String, Entry> entries = new HashMap<>(1 << 15);

  /** Tokens met of late, so that most cost one look-up in all. */
  private final transient Map<String, ToneReading.Word> read = new ConcurrentHashMap<>();

  private final String extension;

  private ToneLexicon(String file, String extension) {
    this.extension = extension;
    boolean isAlone = extension.lines().anyMatch(line -> line.startsWith(ALL + "\t"));
    if (!isAlone) {
      forEachLine("vader.tsv", this::addValence);
      forEachLine("news_tone.tsv", this::addValence);
    }
    addLines(file, extension);
    forEachLine("tone_modifiers.tsv", this::addModifier);
    forEachLine(
        "activity.txt",
        line -> {
          for (String form : line.split(" ", -1)) {
            entry(form).activity = true;
          }
        });
    // "mine" is left out: in news it is a mine for coal or a land mine.
    for (String pronoun :
        List.of(
            "i",
            "i'm",
            "i've",
            "i'd",
            "i'll",
            "me",
            "my",
            "myself",
            "we",
            "we're",
            "we've",
            "we'd",
            "we'll",
            "us",
            "our",
            "ours",
            "ourselves")) {
      entry(pronoun).selfGroup = true;
    }
    entry("but").role = Role.CONTRAST;
    for (String mark :
        List.of(
            ",", ";", ":", ".", "!", "?", "-", "--", "–", "—", "(", ")", "[", "]", "-lrb-", "-rrb-",
            "\"", "“", "”", "``", "''", "...", "…")) {
      entry(mark).role = Role.CLAUSE_END;
    }
  }

  /** The lexicon in the jar: VADER's word list, with valences for news laid over it. */
  public static ToneLexicon bundled() {
    return Bundled.LEXICON;
  }

  /**
   * The bundled lexicon with the user's valences laid over it.
   *
   * @param file how errors name the lines' file
   * @param lines a word or a phrase (words with one space between), its valence from -4 to 4, where
   *     0 takes it back, and, for words of what happens, "event", with tabs between; lines that
   *     begin with # are comments. The word * with valence 0 takes back all bundled words
   * @throws IllegalArgumentException where a line breaks the format; the message names its place
   */
  public static ToneLexicon extendedBy(String file, String lines) {
    return lines.isEmpty() ? bundled() : new ToneLexicon(file, lines);
  }

  /** The user's lines, on which scores depend; empty for the bundled lexicon. */
  public String extension() {
    return extension;
  }

  private Object writeReplace() {
    return new Lines(extension);
  }

  /** Looks a sentence's words up, for its own tone and that toward its mentions. */
  public ToneReading read(List<String> tokens) {
    ToneReading.Word[] words = new ToneReading.Word[tokens.size()];
    for (int i = 0; i < words.length; i++) {
      String token = tokens.get(i);
      ToneReading.Word word = read.get(token);
      words[i] = word == null ? remembered(token) : word;
    }
    return new ToneReading(words);
  }

  private ToneReading.Word remembered(String token) {
    WrittenToken written = new WrittenToken(token);
    ToneReading.Word word =
        new ToneReading.Word(
            written, entry(written), SentenceToneModel.bundled(), TargetToneModel.bundled());
    if (token.length() <= MAX_READ_LENGTH) {
      if (read.size() >= MAX_READ) {
        read.clear();
      }
      read.put(token, word);
    }
    return word;
  }

  private Entry entry(WrittenToken token) {
    Entry entry = entries.get(token.normalForm());
    if (entry == null) {
      entry = token.normalForm().endsWith("n't") ? entries.get("not") : Entry.UNKNOWN;
    }
    return entry;
  }

  /** What the lexicon alone says of a sentence. */
  ToneRules rules(WrittenToken[] tokens) {
    return new ToneRules(tokens, Arrays.stream(tokens).map(this::entry).toArray(Entry[]::new));
  }

  /** Whether the lexicon rates a word in lower case, be it as one without tone. */
  boolean rates(String word) {
    Entry entry = entries.get(word);
    return entry != null && (entry.isRated || entry.role != Role.PLAIN);
  }

  /** Valence of a word in lower case where it stands alone; 0 for one that the lexicon lacks. */
  double valence(String word) {
    Entry entry = entries.get(word);
    return entry == null ? 0 : entry.valence;
  }

  /** Whether a token counts as a word: it has a letter or digit and is not the clitic "'s". */
  public static boolean isWord(String token) {
    for (int i = 0; i < token.length(); ) {
      int codePoint = token.codePointAt(i);
      if (Character.isLetterOrDigit(codePoint)) {
        // A clitic begins with its mark.
        return i == 0
            || !(token.length() == 2 && CLITIC_S.contains(token.toLowerCase(Locale.ROOT)));
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }

  private Entry entry(String word) {
    return entries.computeIfAbsent(word, w -> new Entry());
  }

  private void addLines(String file, String lines) {
    int number = 0;
    for (String line : lines.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.strip().split("\t", -1);
      double valence = columns.length < 2 ? Double.NaN : number(columns[1]);
      boolean isKind =
          columns.length == 2
              || (columns.length == 3 && List.of("event", "attitude").contains(columns[2]));
      if (!isKind || !(Math.abs(valence) <= MAX_VALENCE)) {
        throw new IllegalArgumentException(
            "%s line %d: \"%s\": write a word, a tab, a valence from -4 to 4 and, if you like, a tab and event or attitude"
                .formatted(file, number, line.length() <= 60 ? line : line.substring(0, 60) + "…"));
      }
      if (columns[0].equals(ALL)) {
        if (valence != 0) {
          throw new IllegalArgumentException(
              "%s line %d: * stands for all bundled words, which only 0 can take back, not %s"
                  .formatted(file, number, columns[1]));
        }
        continue;
      }
      columns[0] = WrittenToken.normalForm(columns[0].strip()).replaceAll(" +", " ");
      addValence(String.join("\t", columns));
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void addValence(String line) {
    String[] columns = line.split("\t", -1);
    List<String> words = List.of(columns[0].split(" ", -1));
    double valence = Double.parseDouble(columns[1]);
    boolean isEvent = columns.length > 2 && columns[2].equals("event");
    Entry first = entry(words.get(0));
    if (words.size() == 1) {
      first.valence = valence;
      first.isRated = true;
      first.isEvent = isEvent;
      return;
    }
    List<Phrase> phrases = new ArrayList<>(first.phrases);
    phrases.removeIf(phrase -> phrase.words.equals(words));
    phrases.add(new Phrase(words, valence, isEvent));
    phrases.sort(Comparator.comparingInt((Phrase phrase) -> -phrase.words.size()));
    first.phrases = phrases;
  }

  private void addModifier(String line) {
    int tab = line.indexOf('\t');
    entry(line.substring(0, tab)).role =
        Role.valueOf(line.substring(tab + 1).toUpperCase(Locale.ROOT));
  }

  private static void forEachLine(String resource, Consumer<String> use) {
    Resources.<List<String>>read(resource, lines -> lines.lines().toList()).stream()
        .filter(line -> !line.startsWith("#"))
        .forEach(use);
  }
}
