package org.newsloom.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands to a mention in which role, told by the words between: who does what to whom, of whom
 * or by whom something is, what the mention is called. No parser: lists of small words, and endings
 * of verbs. Made once for a sentence.
 */
final class TargetCues {

  /** What a word is to the mention. */
  enum Role {
    /** Word after the mention's 's. */
    POSSESSED(0),
    /** Word between the commas after the mention. */
    APPOSITION(1),
    /** Participle of what is done to the mention: X was attacked. */
    SUFFERED(2),
    NOT_SUFFERED(3),
    /** Word of what the mention is: X is a thief. */
    PREDICATE(4),
    NOT_PREDICATE(5),
    /** Verb whose subject the mention is. */
    DONE(6),
    NOT_DONE(7),
    /** Word after that verb. */
    OF_DONE(8),
    /** Preposition before the mention. */
    PREPOSITION(9),
    /** Word before "by" and the mention. */
    BY(10),
    /** Word before another preposition and the mention: attack on X. */
    HEAD(11),
    /** "And", "or" or a comma before the mention. */
    JOINED(12),
    /** Word right before the mention, with articles and names between: accused X. */
    GOVERNING(13);

    private final int number;

    Role(int number) {
      this.number = number;
    }

    /** From 0, without gaps: models are written in this order. */
    int number() {
      return number;
    }
  }

  static final int ROLES = Role.values().length;

  private static final int AUXILIARY = 1;
  private static final int BE = 1 << 1;
  private static final int PREPOSITION = 1 << 2;
  private static final int DETERMINER = 1 << 3;
  private static final int CONJUNCTION = 1 << 4;
  private static final int BREAK = 1 << 5;
  private static final int ADVERB = 1 << 6;
  private static final int PARTICIPLE = 1 << 7;
  private static final int NEGATION = 1 << 8;
  private static final int RELATIVE = 1 << 9;
  private static final int POSSESSIVE = 1 << 10;
  private static final int AND = 1 << 11;
  private static final int COMMA = 1 << 12;
  private static final int PRONOUN = 1 << 13;
  private static final int FIRST_PERSON = 1 << 14;
  private static final int CAPITAL = 1 << 15;
  private static final int LETTER = 1 << 16;
  private static final int QUESTION = 1 << 17;
  private static final int EXCLAMATION = 1 << 18;

  private static final int AGENT = 1 << 19;

  private static final Map<String, Integer> KINDS = new HashMap<>();

  static {
    kind(
        AUXILIARY,
        "is are was were be been being am 's 're 've 'd 'll has have had having do does did will"
            + " would can could may might must shall should to n't not");
    kind(BE, "is are was were be been being am 's 're get gets got getting");
    kind(
        PREPOSITION,
        "of in on at by for from with without against toward towards about over under to into after"
            + " before between among behind around through across like as than upon despite"
            + " including because during near");
    kind(
        DETERMINER,
        "the a an this that these those his her its their our my your some any no every each both"
            + " former then current new late longtime other another");
    kind(
        CONJUNCTION,
        "and but or while that who whom which because although though when if since whereas where"
            + " as after before unless so yet");
    kind(BREAK, ", ; : -- — – - ( ) . ! ? ... … \" “ ” `` '' „");
    kind(
        ADVERB,
        "also now then never ever just still already even only once not n't always often again both"
            + " all himself herself itself themselves");
    kind(
        PARTICIPLE,
        "beat beaten hit hurt shot killed made seen known given taken told fired sued held led found"
            + " caught hung forced driven won put set cut let sent kept left lost paid shown struck"
            + " stung thrown torn chosen broken done written bound built bought brought fought"
            + " taught thought sold said spent understood elected");
    kind(NEGATION, "not n't never no without nobody nothing neither nor cannot");
    kind(RELATIVE, "who which");
    kind(POSSESSIVE, "'s '");
    kind(AND, "and or");
    kind(COMMA, ",");
    kind(PRONOUN, "he she they him her them his their i we me us it you our my");
    kind(FIRST_PERSON, "i we me us our my");
    kind(QUESTION, "?");
    kind(EXCLAMATION, "!");
    kind(AGENT, "by");
  }

  private static void kind(int kind, String words) {
    for (String word : words.split(" ", -1)) {
      KINDS.merge(word, kind, (a, b) -> a | b);
    }
  }

  private final int[] kinds;
  private int capitals;
  private boolean asks;
  private boolean exclaims;

  TargetCues(WrittenToken[] tokens) {
    kinds = new int[tokens.length];
    for (int i = 0; i < kinds.length; i++) {
      int kind = tokens[i].cues();
      kinds[i] = kind;
      capitals += (kind & CAPITAL) != 0 && i > 0 ? 1 : 0;
      asks |= (kind & QUESTION) != 0;
      exclaims |= (kind & EXCLAMATION) != 0;
    }
  }

  /**
   * What kinds of word a token may be, in bits.
   *
   * @param word the token in lower case with plain apostrophes; null for one without characters
   */
  static int kinds(String word, boolean isCapitalised) {
    if (word == null) {
      return 0;
    }
    int kind = KINDS.getOrDefault(word, 0);
    if (word.endsWith("ed") || word.endsWith("en") || word.endsWith("wn")) {
      kind |= PARTICIPLE;
    }
    if (word.length() > 2 && word.endsWith("ly")) {
      kind |= ADVERB;
    }
    kind |= Character.isLetter(word.charAt(0)) ? LETTER : 0;
    return isCapitalised ? kind | CAPITAL : kind;
  }

  private boolean is(int token, int kind) {
    return token >= 0 && token < kinds.length && (kinds[token] & kind) != 0;
  }

  boolean isCapital(int token) {
    return is(token, CAPITAL);
  }

  boolean isPronoun(int token) {
    return is(token, PRONOUN);
  }

  /** The mention with the words to either side up to a mark, a conjunction or a relative. */
  Span clause(int first, int end) {
    int from = first;
    while (from > 0 && !is(from - 1, BREAK | CONJUNCTION)) {
      from--;
    }
    int to = end;
    while (to < kinds.length && !is(to, BREAK | CONJUNCTION)) {
      to++;
    }
    return new Span(from, to);
  }

  /** What kind of mention it is, and of sentence: how many numbers {@link #kinds} writes. */
  static final int MENTION_KINDS = 7;

  /** Writes {@link #MENTION_KINDS} numbers of 0 to about 1. */
  void kinds(int first, int end, double[] features, int from) {
    boolean one = end - first == 1;
    features[from] = one && is(first, PRONOUN) ? 1 : 0;
    features[from + 1] = one && is(first, FIRST_PERSON) ? 1 : 0;
    features[from + 2] = one ? 1 : 0;
    features[from + 3] = end - first >= 3 ? 1 : 0;
    int others = capitals;
    for (int i = Math.max(1, first); i < end; i++) {
      others -= is(i, CAPITAL) ? 1 : 0;
    }
    features[from + 4] = Math.min(others, 15) / 5.0;
    features[from + 5] = asks ? 1 : 0;
    features[from + 6] = exclaims ? 1 : 0;
  }

  static int token(int cue) {
    return cue / ROLES;
  }

  /** Number of the role. */
  static int role(int cue) {
    return cue % ROLES;
  }

  /** Words and their roles to a mention: {@link #token} and {@link #role} of each number. */
  int[] of(int first, int end) {
    Cues cues = new Cues();
    after(end, cues);
    before(first, cues);
    return Arrays.copyOf(cues.numbers, cues.count);
  }

  private static final class Cues {
    private int[] numbers = new int[24];
    private int count;

    void add(Role role, int token) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = token * ROLES + role.number;
    }
  }

  private void after(int end, Cues cues) {
    int size = kinds.length;
    if (is(end, POSSESSIVE)) {
      for (int i = end + 1; i < Math.min(size, end + 4) && !is(i, BREAK | PREPOSITION); i++) {
        cues.add(Role.POSSESSED, i);
      }
      return;
    }
    int verb = end;
    if (is(end, COMMA) && is(end + 1, RELATIVE)) {
      verb = end + 2;
    } else if (is(end, RELATIVE)) {
      verb = end + 1;
    } else if (is(end, COMMA)) {
      int i = end + 1;
      for (; i < Math.min(size, end + 13) && !is(i, BREAK); i++) {
        cues.add(Role.APPOSITION, i);
      }
      verb = is(i, COMMA) ? i + 1 : size;
    }
    verb(verb, cues);
  }

  /** From where a verb of the mention may stand. */
  private void verb(int from, Cues cues) {
    int size = kinds.length;
    boolean be = false;
    boolean not = false;
    int i = from;
    for (; i < Math.min(size, from + 6) && is(i, AUXILIARY | ADVERB); i++) {
      be |= is(i, BE);
      not |= is(i, NEGATION);
    }
    if (i >= size) {
      return;
    }
    if (be && is(i, PARTICIPLE)) {
      cues.add(not ? Role.NOT_SUFFERED : Role.SUFFERED, i);
    } else if (be) {
      for (int j = i; j < Math.min(size, i + 5) && !is(j, BREAK); j++) {
        cues.add(not ? Role.NOT_PREDICATE : Role.PREDICATE, j);
      }
    } else if (is(i, LETTER) && !is(i, PREPOSITION | DETERMINER | CONJUNCTION)) {
      cues.add(not ? Role.NOT_DONE : Role.DONE, i);
      for (int j = i + 1; j < Math.min(size, i + 6) && !is(j, BREAK); j++) {
        cues.add(Role.OF_DONE, j);
      }
    }
  }

  private void before(int first, Cues cues) {
    int i = first - 1;
    for (int passed = 0; passed < 4 && i >= 0; passed++, i--) {
      if (!is(i, DETERMINER | POSSESSIVE) && !(i > 0 && is(i, CAPITAL))) {
        break;
      }
    }
    if (i < 0) {
      return;
    }
    if (is(i, PREPOSITION)) {
      cues.add(Role.PREPOSITION, i);
      // "By" is the one preposition whose object does something.
      Role role = is(i, AGENT) ? Role.BY : Role.HEAD;
      for (int j = i - 1; j >= Math.max(0, i - 3) && !is(j, BREAK); j--) {
        cues.add(role, j);
      }
    } else if (is(i, AND | COMMA)) {
      cues.add(Role.JOINED, i);
    } else if (!is(i, BREAK | CONJUNCTION)) {
      cues.add(Role.GOVERNING, i);
    }
  }
}
