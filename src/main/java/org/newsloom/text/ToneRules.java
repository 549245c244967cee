package org.newsloom.text;

import java.util.Set;
import org.newsloom.text.ToneLexicon.Entry;
import org.newsloom.text.ToneLexicon.Phrase;
import org.newsloom.text.ToneLexicon.Role;

/**
 * What the words of a sentence say by the lexicon where they stand. The rules are those of Hutto
 * and Gilbert (2014), as {@link ToneLexicon} tells; sections are theirs.
 */
final class ToneRules {

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

  private final WrittenToken[] tokens;
  private final Entry[] entries;

  /** Valence in the lexicon; that of a phrase stands at its first token. */
  private final double[] bare;

  private final double[] valences;
  private final boolean[] isEvent;

  /** Index of the "but" that sets the sentence's second part against its first; −1 without. */
  private final int contrast;

  /**
   * @param entries of the tokens, in their order
   */
  ToneRules(WrittenToken[] tokens, Entry[] entries) {
    this.tokens = tokens;
    this.entries = entries;
    bare = new double[tokens.length];
    valences = new double[tokens.length];
    isEvent = new boolean[tokens.length];
    contrast = contrast();
    boolean namesAreCapitalised = isRunningText();
    int i = 0;
    while (i < tokens.length) {
      Phrase phrase = phraseAt(i);
      double valence = 0;
      if (phrase != null) {
        valence = phrase.valence();
        isEvent[i] = phrase.isEvent();
      } else if (entries[i].isTonal()) {
        boolean isName = namesAreCapitalised && isCapitalised(i) && !begins(i);
        valence = isName ? 0 : entries[i].valence;
        isEvent[i] = entries[i].isEvent;
      }
      if (valence != 0) {
        bare[i] = valence;
        if (namesAreCapitalised && tokens[i].isAllCapitals()) {
          valence += Math.signum(valence) * CAPITALS;
        }
        valences[i] = inContext(valence, i);
      }
      i += phrase == null ? 1 : phrase.words().size();
    }
  }

  /**
   * Of each token after negation and degree words: about −4 to 4, 0 for tokens without tone. The
   * valence of a phrase stands at its first token. Not to be changed.
   */
  double[] valences() {
    return valences;
  }

  /** Tone by the rules alone, without what people's ratings of sentences say: −1 to 1. */
  double tone() {
    double sum = 0;
    int exclamations = 0;
    for (int i = 0; i < tokens.length; i++) {
      sum += valences[i] * weight(i);
      exclamations += tokens[i].is("!") ? 1 : 0;
    }
    sum += Math.signum(sum) * EXCLAMATION * Math.min(exclamations, MAX_EXCLAMATIONS);
    return normalised(sum);
  }

  /**
   * Counts of the sentence, and the tone of its words of event and attitude.
   *
   * @param tone of the sentence, where it has words
   */
  SentenceTone counts(double tone) {
    int positive = 0;
    int negative = 0;
    int activity = 0;
    int selfGroup = 0;
    int words = 0;
    double event = 0;
    double attitude = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (bare[i] > 0) {
        positive++;
      } else if (bare[i] < 0) {
        negative++;
      }
      double valence = valences[i] * weight(i);
      if (isEvent[i]) {
        event += valence;
      } else {
        attitude += valence;
      }
      activity += entries[i].activity ? 1 : 0;
      selfGroup += entries[i].selfGroup && isPronoun(i) ? 1 : 0;
      words += tokens[i].isWord() ? 1 : 0;
    }
    return new SentenceTone(
        positive,
        negative,
        positive + negative,
        activity,
        selfGroup,
        words,
        words == 0 ? 0 : tone,
        normalised(event),
        normalised(attitude));
  }

  static double normalised(double sum) {
    return sum / Math.sqrt(sum * sum + ALPHA);
  }

  /** Of a token, by the side of the "but" on which it stands. */
  private double weight(int token) {
    return contrast < 0 ? 1 : token < contrast ? BEFORE_CONTRAST : AFTER_CONTRAST;
  }

  private Phrase phraseAt(int index) {
    for (Phrase phrase : entries[index].phrases) {
      if (phrase.standsAt(tokens, index)) {
        return phrase;
      }
    }
    return null;
  }

  private double inContext(double valence, int index) {
    double changed = valence;
    boolean negated = false;
    for (int back = 1; back <= NEARNESS.length && back <= index; back++) {
      Role role = entries[index - back].role;
      if (role == Role.CLAUSE_END || role == Role.CONTRAST) {
        break;
      }
      double degree = Math.signum(valence) * DEGREE * NEARNESS[back - 1];
      if (role == Role.INTENSIFIER) {
        changed += degree;
      } else if (role == Role.DAMPENER) {
        changed -= degree;
      } else if (role == Role.NEGATOR) {
        negated |= !isNotOnly(index - back);
      } else if (tokens[index - back].normalForm().equals("least")) {
        // "the least credible" turns the word, "at least credible" does not.
        String before = index - back > 0 ? tokens[index - back - 1].normalForm() : "";
        negated |= back == 1 && !before.equals("at") && !before.equals("very");
      }
    }
    return negated ? changed * NEGATION : changed;
  }

  /** "Not only dangerous", "not just a threat": the words after it are meant. */
  private boolean isNotOnly(int index) {
    if (index + 1 >= tokens.length) {
      return false;
    }
    String next = tokens[index + 1].normalForm();
    return next.equals("only") || next.equals("just") || next.equals("merely");
  }

  private int contrast() {
    for (int i = 1; i < tokens.length; i++) {
      if (entries[i].role == Role.CONTRAST) {
        // "All but destroyed", "nothing but trouble" set nothing against anything.
        String before = tokens[i - 1].normalForm();
        if (!before.equals("all") && !before.equals("nothing") && !before.equals("anything")) {
          return i;
        }
      }
    }
    return -1;
  }

  private boolean isPronoun(int index) {
    if (tokens[index].is("US")) {
      return false;
    }
    return !tokens[index].is("I")
        || index == 0
        || !NUMBERED.contains(tokens[index - 1].normalForm());
  }

  /**
   * Whether the sentence is running text and no headline, so that a capital letter says something:
   * of its words after the first, those in lower case are not far fewer than the capitalised ones.
   */
  private boolean isRunningText() {
    int lower = 0;
    int capitalised = 0;
    for (int i = 1; i < tokens.length; i++) {
      if (tokens[i].isCapitalised()) {
        capitalised++;
      } else if (tokens[i].isLowerCaseWord()) {
        lower++;
      }
    }
    return lower > 0 && 3 * lower >= capitalised;
  }

  private boolean begins(int index) {
    return index == 0 || (!tokens[index - 1].isWord() && !tokens[index - 1].is("-"));
  }

  private boolean isCapitalised(int index) {
    return tokens[index].isCapitalised() && !tokens[index].isAllCapitals();
  }
}
