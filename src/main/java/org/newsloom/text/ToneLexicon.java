package org.newsloom.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * plain or typographic apostrophes. Instances are immutable and safe for many threads. Time is
 * linear in the tokens.
 */
public final class ToneLexicon implements Serializable {

  /** A word of smaller valence than this is near neutral and is no word of tone. */
  static final double TONAL_THRESHOLD = 0.5;

  /** How much of the valence is left, with its sign turned, after a negation (section 3.3). */
  private static final double NEGATION = -0.74;

  /** What a degree word adds or takes (section 3.3). */
  private static final double DEGREE = 0.293;

  /** What a word in capitals adds amid words that are not. */
  private static final double CAPITALS = 0.733;

  private static final double EXCLAMATION = 0.292;
  private static final int MAX_EXCLAMATIONS = 4;

  /** Weight of a degree word one, two and three tokens before. */
  private static final double[] NEARNESS = {1.0, 0.95, 0.9};

  private static final double BEFORE_CONTRAST = 0.5;
  private static final double AFTER_CONTRAST = 1.5;

  /** Brings sums to −1…1: about the largest sum that is expected (section 3.3). */
  private static final double ALPHA = 15;

  private static final Set<String> CLITIC_S = Set.of("'s", "’s", "‘s", "`s");

  /** After these a lone I is a number: World War I, Phase I. */
  private static final Set<String> NUMBERED =
      Set.of(
          "war",
          "phase",
          "part",
          "title",
          "type",
          "stage",
          "category",
          "class",
          "chapter",
          "act",
          "article",
          "section",
          "volume",
          "level",
          "grade",
          "elizabeth",
          "charles",
          "francis");

  private static final Set<String> SMALL_IN_HEADLINES =
      Set.of("the", "and", "for", "but", "nor", "from", "with", "into", "over", "amid", "n't");

  private static final int LONGEST_SMALL =
      SMALL_IN_HEADLINES.stream().mapToInt(String::length).max().orElseThrow();

  private enum Role {
    PLAIN,
    NEGATOR,
    INTENSIFIER,
    DAMPENER,
    CONTRAST,
    CLAUSE_END
  }

  /** What is known of a token; phrases that begin with it come longest first. */
  private static final class Entry {
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

  /** What the tokens of a sentence say; a phrase stands at its first token. */
  private static final class Tonal {
    /** Valence in the lexicon. */
    final double[] bare;

    /** Valence after negation and degree words. */
    final double[] valences;

    final boolean[] isEvent;

    Tonal(int tokens) {
      bare = new double[tokens];
      valences = new double[tokens];
      isEvent = new boolean[tokens];
    }
  }

  /** An entry of several words. */
  private record Phrase(List<String> words, double valence, boolean isEvent) {
    boolean standsAt(List<String> tokens, int index) {
      if (index + words.size() > tokens.size()) {
        return false;
      }
      for (int i = 1; i < words.size(); i++) {
        if (!words.get(i).equals(normalForm(tokens.get(index + i)))) {
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

  private final transient Map<String, Entry> entries = new HashMap<>(1 << 15);
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

  /** Counts and tone of one sentence; all 0 for no words. */
  public SentenceTone score(List<String> tokens) {
    Entry[] found = lookUp(tokens);
    Tonal tonal = tonal(tokens, found);
    int contrast = contrast(tokens, found);
    int positive = 0;
    int negative = 0;
    int activity = 0;
    int selfGroup = 0;
    int words = 0;
    double event = 0;
    double attitude = 0;
    for (int i = 0; i < found.length; i++) {
      if (tonal.bare[i] > 0) {
        positive++;
      } else if (tonal.bare[i] < 0) {
        negative++;
      }
      double valence = tonal.valences[i] * weight(i, contrast);
      if (tonal.isEvent[i]) {
        event += valence;
      } else {
        attitude += valence;
      }
      if (found[i].activity) {
        activity++;
      }
      if (found[i].selfGroup && isPronoun(tokens, i)) {
        selfGroup++;
      }
      words += isWord(tokens.get(i)) ? 1 : 0;
    }
    double tone =
        words == 0
            ? 0
            : SentenceToneModel.bundled()
                .tone(tokens, tonal.valences, rulesTone(tokens, tonal.valences, contrast));
    return new SentenceTone(
        positive,
        negative,
        positive + negative,
        activity,
        selfGroup,
        words,
        tone,
        normalised(event),
        normalised(attitude));
  }

  /** Tone by the rules alone, without what people's ratings of sentences say: -1 to 1. */
  double rulesTone(List<String> tokens) {
    Entry[] found = lookUp(tokens);
    return rulesTone(tokens, tonal(tokens, found).valences, contrast(tokens, found));
  }

  private static double rulesTone(List<String> tokens, double[] valences, int contrast) {
    double sum = 0;
    int exclamations = 0;
    for (int i = 0; i < valences.length; i++) {
      sum += valences[i] * weight(i, contrast);
      exclamations += tokens.get(i).equals("!") ? 1 : 0;
    }
    sum += Math.signum(sum) * EXCLAMATION * Math.min(exclamations, MAX_EXCLAMATIONS);
    return normalised(sum);
  }

  /** Of a token, by the side of the "but" on which it stands. */
  private static double weight(int token, int contrast) {
    return contrast < 0 ? 1 : token < contrast ? BEFORE_CONTRAST : AFTER_CONTRAST;
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

  /**
   * Valence of each token where it stands, after negation and degree words: about −4 to 4, 0 for
   * tokens without tone. The valence of a phrase stands at its first token.
   */
  public double[] valences(List<String> tokens) {
    return tonal(tokens, lookUp(tokens)).valences;
  }

  /**
   * Tone of a sentence toward the mention at tokens {@code first} to {@code end} (exclusive), from
   * what it does and suffers and the words around it: {@link TargetToneModel}. Its own words do not
   * count.
   *
   * @throws IndexOutOfBoundsException where the mention does not lie in the sentence
   */
  public TargetTone towards(List<String> tokens, int first, int end) {
    Objects.checkFromToIndex(first, end, tokens.size());
    return towards(tokens, List.of(new Span(first, end))).get(0);
  }

  /**
   * Tone of a sentence toward each of its mentions, spans of tokens. Words are looked up once.
   *
   * @throws IndexOutOfBoundsException where a mention does not lie in the sentence
   */
  public List<TargetTone> towards(List<String> tokens, List<Span> mentions) {
    TargetToneModel model = TargetToneModel.bundled();
    TargetToneModel.Sentence sentence = model.new Sentence(tokens, valences(tokens));
    List<TargetTone> tones = new ArrayList<>(mentions.size());
    for (Span mention : mentions) {
      Objects.checkFromToIndex(mention.start(), mention.end(), tokens.size());
      tones.add(sentence.towards(mention.start(), mention.end()));
    }
    return tones;
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

  private Entry[] lookUp(List<String> tokens) {
    Entry[] found = new Entry[tokens.size()];
    for (int i = 0; i < found.length; i++) {
      String word = normalForm(tokens.get(i));
      Entry entry = entries.get(word);
      if (entry == null) {
        entry = word.endsWith("n't") ? entries.get("not") : Entry.UNKNOWN;
      }
      found[i] = entry;
    }
    return found;
  }

  private static Tonal tonal(List<String> tokens, Entry[] found) {
    Tonal tonal = new Tonal(found.length);
    boolean namesAreCapitalised = isRunningText(tokens);
    int i = 0;
    while (i < found.length) {
      Phrase phrase = phraseAt(tokens, found[i], i);
      int end = phrase == null ? i + 1 : i + phrase.words.size();
      double valence = 0;
      if (phrase != null) {
        valence = phrase.valence;
        tonal.isEvent[i] = phrase.isEvent;
      } else if (found[i].isTonal()) {
        boolean name = namesAreCapitalised && isCapitalised(tokens.get(i)) && !begins(tokens, i);
        valence = name ? 0 : found[i].valence;
        tonal.isEvent[i] = found[i].isEvent;
      }
      if (valence != 0) {
        tonal.bare[i] = valence;
        if (namesAreCapitalised && isAllCapitals(tokens.get(i))) {
          valence += Math.signum(valence) * CAPITALS;
        }
        tonal.valences[i] = inContext(valence, tokens, found, i);
      }
      i = end;
    }
    return tonal;
  }

  private static Phrase phraseAt(List<String> tokens, Entry entry, int index) {
    for (Phrase phrase : entry.phrases) {
      if (phrase.standsAt(tokens, index)) {
        return phrase;
      }
    }
    return null;
  }

  private static double inContext(double valence, List<String> tokens, Entry[] found, int index) {
    double changed = valence;
    boolean negated = false;
    for (int back = 1; back <= NEARNESS.length && back <= index; back++) {
      Role role = found[index - back].role;
      if (role == Role.CLAUSE_END || role == Role.CONTRAST) {
        break;
      }
      double degree = Math.signum(valence) * DEGREE * NEARNESS[back - 1];
      if (role == Role.INTENSIFIER) {
        changed += degree;
      } else if (role == Role.DAMPENER) {
        changed -= degree;
      } else if (role == Role.NEGATOR) {
        negated |= !isNotOnly(tokens, index - back);
      } else if (normalForm(tokens.get(index - back)).equals("least")) {
        // "the least credible" turns the word, "at least credible" does not.
        String before = index - back > 0 ? normalForm(tokens.get(index - back - 1)) : "";
        negated |= back == 1 && !before.equals("at") && !before.equals("very");
      }
    }
    return negated ? changed * NEGATION : changed;
  }

  /** "Not only dangerous", "not just a threat": the words after it are meant. */
  private static boolean isNotOnly(List<String> tokens, int index) {
    if (index + 1 >= tokens.size()) {
      return false;
    }
    String next = normalForm(tokens.get(index + 1));
    return next.equals("only") || next.equals("just") || next.equals("merely");
  }

  /** Index of the "but" that sets the sentence's second part against its first; −1 without. */
  private static int contrast(List<String> tokens, Entry[] found) {
    for (int i = 1; i < found.length; i++) {
      if (found[i].role == Role.CONTRAST) {
        // "All but destroyed", "nothing but trouble" set nothing against anything.
        String before = normalForm(tokens.get(i - 1));
        if (!before.equals("all") && !before.equals("nothing") && !before.equals("anything")) {
          return i;
        }
      }
    }
    return -1;
  }

  private static boolean isPronoun(List<String> tokens, int index) {
    String token = tokens.get(index);
    if (token.equals("US")) {
      return false;
    }
    return !token.equals("I")
        || index == 0
        || !NUMBERED.contains(normalForm(tokens.get(index - 1)));
  }

  /**
   * Whether the sentence is running text and no headline, so that a capital letter says something:
   * of its words after the first, those in lower case are not far fewer than the capitalised ones.
   * The small words that headlines too leave in lower case do not count.
   */
  private static boolean isRunningText(List<String> tokens) {
    int lower = 0;
    int capitalised = 0;
    for (int i = 1; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (token.isEmpty()) {
        continue;
      }
      char initial = token.charAt(0);
      if (Character.isUpperCase(initial)) {
        capitalised++;
      } else if (Character.isLowerCase(initial)
          && token.length() > 2
          && (token.length() > LONGEST_SMALL || !SMALL_IN_HEADLINES.contains(token))) {
        lower++;
      }
    }
    return lower > 0 && 3 * lower >= capitalised;
  }

  private static boolean begins(List<String> tokens, int index) {
    return index == 0 || (!isWord(tokens.get(index - 1)) && !tokens.get(index - 1).equals("-"));
  }

  private static boolean isCapitalised(String token) {
    return Character.isUpperCase(token.charAt(0)) && !isAllCapitals(token);
  }

  private static boolean isAllCapitals(String token) {
    int letters = 0;
    for (int i = 0; i < token.length(); i++) {
      if (Character.isLowerCase(token.charAt(i))) {
        return false;
      }
      if (Character.isUpperCase(token.charAt(i))) {
        letters++;
      }
    }
    return letters > 1;
  }

  static double normalised(double sum) {
    return sum / Math.sqrt(sum * sum + ALPHA);
  }

  /** Lower case with plain apostrophes; the token itself where it is that already. */
  private static String normalForm(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean isPlain = c >= 'a' && c <= 'z';
      if (!isPlain && (c == '’' || Character.isUpperCase(c))) {
        return token.toLowerCase(Locale.ROOT).replace('’', '\'');
      }
    }
    return token;
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
      columns[0] = normalForm(columns[0].strip()).replaceAll(" +", " ");
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
