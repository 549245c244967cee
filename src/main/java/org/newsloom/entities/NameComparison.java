package org.newsloom.entities;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.newsloom.entities.PersonLikeness.Pair;
import org.newsloom.entities.SpelledName.Word;

/**
 * How two names of a corpus are related as strings.
 *
 * @param relation what kind of spellings they would be
 * @param likeness of their words, 0–1
 * @param detail the words that differ, with a slash between
 */
public record NameComparison(Relation relation, double likeness, String detail) {

  /** What two spellings of a name have to do with each other. */
  public enum Relation {
    /** All words sound the same, in the same order. */
    TRANSLITERATION,
    /** The same letters, with other spaces between. */
    SPACING,
    /** All words sound the same, in another order. */
    ORDER,
    /** One writes a letter where the other has a word or nothing. */
    INITIALS,
    /** One has words more. */
    FULLER,
    /** One may be a slip of the other. */
    SPELLING,
    /** Alike but for what tells two of them apart. */
    CONFLICT;

    /** As in tables. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final double SAME_LONG_WORD = 0.92;
  private static final double SAME_SHORT_WORD = 0.893;
  private static final double SAME_LONE_WORD = 0.94;

  /** In sounds lost, for words of one consonant. */
  private static final double SAME_SMALL_WORD = 0.06;

  private static final double SLIP = 0.78;
  private static final double SLIP_OF_A_THING = 0.85;

  /** Consonants that each of two names may have alone: most of a block is told apart by these. */
  private static final int MAX_OTHERS = 2;

  /** Letters that a slip changes. */
  private static final int MAX_SLIPS = 1;

  private static final int LONG_WORD = 6;
  private static final double CONFLICTING = 0.5;
  private static final double RUN_TOGETHER = 0.98;
  private static final int MIN_CONSONANTS = 3;

  private static final Pattern NUMBER = Pattern.compile(".*\\d.*|[ivx]+");

  private static final CountryNames COUNTRIES = CountryNames.bundled();

  /** The relation of two names; none where they are plainly two, or one word says too little. */
  public static Optional<NameComparison> of(NameVariant a, NameVariant b) {
    if (a.key().equals(b.key()) || a.words().words().isEmpty() || b.words().words().isEmpty()) {
      return Optional.empty();
    }
    int inA = a.consonants() & ~b.consonants();
    int inB = b.consonants() & ~a.consonants();
    if (Integer.bitCount(inA) > MAX_OTHERS && Integer.bitCount(inB) > MAX_OTHERS) {
      return Optional.empty();
    }
    if (a.isPerson() && b.isPerson()) {
      return new Persons(a.words(), b.words()).compare();
    }
    // Read alike: a tagger takes a group for a person.
    SpelledName wordsA = a.isPerson() ? SpelledName.ofThing(a.name()) : a.words();
    SpelledName wordsB = b.isPerson() ? SpelledName.ofThing(b.name()) : b.words();
    Optional<NameComparison> compared = things(wordsA.words(), wordsB.words());
    boolean isOneType = a.type().equals(b.type());
    return compared.filter(
        found ->
            isOneType || (found.relation == Relation.TRANSLITERATION && wordsA.words().size() > 1));
  }

  private static Optional<NameComparison> found(Relation relation, double likeness, String detail) {
    return Optional.of(new NameComparison(relation, likeness, detail));
  }

  private static Optional<NameComparison> things(List<Word> a, List<Word> b) {
    if (a.size() != b.size()) {
      return spacing(a, b);
    }
    int unlike = 0;
    double least = 1;
    String detail = "";
    boolean isSame = true;
    for (int i = 0; i < a.size(); i++) {
      Word x = a.get(i);
      Word y = b.get(i);
      if (x.text().equals(y.text())) {
        continue;
      }
      unlike++;
      detail = x.text() + "/" + y.text();
      least = Math.min(least, isTelling(x, y) ? 0 : likeness(x, y));
      isSame &= !isTelling(x, y) && (a.size() == 1 ? isSameLone(x, y) : isSame(x, y));
    }
    if (unlike == 0) {
      return Optional.empty();
    }
    if (isSame) {
      return found(Relation.TRANSLITERATION, least, detail);
    }
    if (unlike > 1) {
      return Optional.empty();
    }
    boolean isLong = detail.length() > 2 * LONG_WORD;
    boolean isStart = a.size() > 1 || a.get(0).sounds().charAt(0) == b.get(0).sounds().charAt(0);
    if (isLong && least >= SLIP_OF_A_THING && isSlip(detail) && isStart) {
      return found(Relation.SPELLING, least, detail);
    }
    boolean isTold = a.size() > 1 && (least == 0 || least >= CONFLICTING);
    return isTold ? found(Relation.CONFLICT, least, detail) : Optional.empty();
  }

  private static Optional<NameComparison> spacing(List<Word> a, List<Word> b) {
    String togetherA = new SpelledName(a, "").runTogether();
    String togetherB = new SpelledName(b, "").runTogether();
    boolean isOne =
        Math.abs(a.size() - b.size()) == 1
            && togetherA.length() >= LONG_WORD
            && togetherA.length() < WordSound.MAX_SOUNDS
            && WordSound.likeness(togetherA, togetherB) >= RUN_TOGETHER;
    return isOne
        ? found(Relation.SPACING, WordSound.likeness(togetherA, togetherB), "")
        : Optional.empty();
  }

  /** Numbers, countries and peoples tell organisations and events apart. */
  private static boolean isTelling(Word x, Word y) {
    return isTelling(x.text()) || isTelling(y.text());
  }

  private static boolean isTelling(String word) {
    return NUMBER.matcher(word).matches()
        || COUNTRIES.lookUp(Character.toUpperCase(word.charAt(0)) + word.substring(1)).isPresent();
  }

  /** Whether of each two words with a slash between one is a slip of the other's writer. */
  private static boolean isSlip(String detail) {
    return Arrays.stream(detail.split(" ", -1))
        .allMatch(
            pair -> {
              int slash = pair.indexOf('/');
              return WordSound.slips(pair.substring(0, slash), pair.substring(slash + 1))
                  <= MAX_SLIPS;
            });
  }

  /** Whether two words are one in two transliterations. */
  static boolean isSame(Word x, Word y) {
    if (x.text().equals(y.text())) {
      return true;
    }
    if (!isLatin(x.text()) || !isLatin(y.text()) || endsInVowel(x) != endsInVowel(y)) {
      return false;
    }
    int consonants = Math.min(x.skeleton().length(), y.skeleton().length());
    if (consonants < 2) {
      return WordSound.distance(x.sounds(), y.sounds()) <= SAME_SMALL_WORD;
    }
    double likeness = likeness(x, y);
    if (consonants < MIN_CONSONANTS) {
      return likeness >= SAME_SHORT_WORD && !isRounded(x, y);
    }
    return likeness >= SAME_LONG_WORD
        || NameSound.ofWord(x.text()).equals(NameSound.ofWord(y.text()));
  }

  private static double likeness(Word x, Word y) {
    return PersonLikeness.ofWords(voiced(x), voiced(y));
  }

  /** Without an h behind the last vowel, which is mute: "Fallujah" and "Falluja". */
  private static Word voiced(Word word) {
    String text = word.text();
    int last = text.length() - 1;
    boolean isMute =
        last > 1 && text.charAt(last) == 'h' && "aeiou".indexOf(text.charAt(last - 1)) >= 0;
    return isMute ? new Word(text.substring(0, last), word.isByname()) : word;
  }

  private static boolean isSameLone(Word x, Word y) {
    return Math.min(x.skeleton().length(), y.skeleton().length()) >= MIN_CONSONANTS
        && isSame(x, y)
        && likeness(x, y) >= SAME_LONE_WORD;
  }

  /** "Jon" and "Jan": of two consonants, the vowel tells. */
  private static boolean isRounded(Word x, Word y) {
    return hasRounded(x.sounds()) != hasRounded(y.sounds());
  }

  private static boolean hasRounded(String sounds) {
    return sounds.indexOf('o') >= 0 || sounds.indexOf('u') >= 0 || sounds.indexOf('w') >= 0;
  }

  private static boolean isLatin(String word) {
    return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  /** "Daniel" and "Daniele": an h behind the vowel is mute. */
  private static boolean endsInVowel(Word word) {
    String sounds = word.sounds();
    int last = sounds.length() - 1;
    while (last > 0 && sounds.charAt(last) == 'h') {
      last--;
    }
    return "aeiouyw".indexOf(sounds.charAt(last)) >= 0;
  }

  /** The comparison of two persons' names. */
  private static final class Persons {
    private final List<Word> a;
    private final List<Word> b;
    private final boolean isOneGeneration;
    private final List<Pair> pairs;
    private int pairedA;
    private int pairedB;

    Persons(SpelledName a, SpelledName b) {
      this.a = a.words();
      this.b = b.words();
      this.isOneGeneration = a.generation().equals(b.generation());
      this.pairs = PersonLikeness.pairs(a, b, PersonAliases.bundled().rarity()::of);
      for (Pair pair : pairs) {
        pairedA |= ((1 << pair.aLength()) - 1) << pair.a();
        pairedB |= ((1 << pair.bLength()) - 1) << pair.b();
      }
    }

    Optional<NameComparison> compare() {
      if (full(a) == 0 || full(b) == 0 || Math.min(a.size(), b.size()) < 2) {
        return Math.max(a.size(), b.size()) > 1 ? spacing(a, b) : Optional.empty();
      }
      int fullAloneA = alone(a, pairedA, false);
      int fullAloneB = alone(b, pairedB, false);
      int initialsAloneA = alone(a, pairedA, true);
      int initialsAloneB = alone(b, pairedB, true);
      if (fullAloneA + initialsAloneA > 0 && fullAloneB + initialsAloneB > 0) {
        boolean isInitials = fullAloneA + fullAloneB == 0 && isSameEnds();
        return isInitials ? found(Relation.CONFLICT, 1, "initials") : Optional.empty();
      }
      Optional<NameComparison> found =
          compare(fullAloneA + fullAloneB, initialsAloneA + initialsAloneB);
      if (found.isPresent() && !isOneGeneration) {
        return found(Relation.CONFLICT, found.get().likeness, "generation");
      }
      // "George W." and "George H. W.": each has initials, and not the same.
      boolean isOther =
          initialsAloneA + initialsAloneB > 0 && hasOwnInitial(true) && hasOwnInitial(false);
      return found.isPresent() && isOther
          ? found(Relation.CONFLICT, found.get().likeness, "initials")
          : found;
    }

    /**
     * @param fullAlone words that only one of the names has
     * @param initialsAlone initials that only one of the names has
     */
    private Optional<NameComparison> compare(int fullAlone, int initialsAlone) {
      double least = 1;
      boolean isSame = true;
      boolean isSpaced = false;
      int same = 0;
      int initials = 0;
      StringBuilder detail = new StringBuilder();
      for (Pair pair : pairs) {
        if (pair.isInitial()) {
          initials++;
          continue;
        }
        least = Math.min(least, pair.likeness());
        if (pair.aLength() + pair.bLength() > 2) {
          isSpaced = true;
          isSame &= pair.likeness() >= SAME_LONG_WORD;
          continue;
        }
        Word x = a.get(pair.a());
        Word y = b.get(pair.b());
        boolean isSameWord = isSame(x, y);
        same += isSameWord ? 1 : 0;
        isSame &= isSameWord;
        if (!x.text().equals(y.text())) {
          detail
              .append(detail.length() == 0 ? "" : " ")
              .append(x.text())
              .append('/')
              .append(y.text());
        }
      }
      boolean isInOrder = isInOrder();
      if (fullAlone > 0) {
        // Two words more, at an end, are another person's name run into this one.
        boolean isOne = fullAlone == 1 || isSameEnds();
        boolean isFuller = isSame && isInOrder && same >= 2 && initials == 0 && isOne;
        return isFuller ? found(Relation.FULLER, least, aloneWords()) : Optional.empty();
      }
      if (initials + initialsAlone > 0) {
        boolean isInitials = isSame && isInOrder && same >= 1 && isSameLast();
        // "T.J. Holmes" and "John Holmes": what stands in front is no middle initial.
        boolean isInFront = (pairedA & pairedB & 1) == 0;
        Relation relation = isInFront ? Relation.FULLER : Relation.INITIALS;
        return isInitials ? found(relation, least, aloneWords()) : Optional.empty();
      }
      if (isSame) {
        Relation relation =
            !isInOrder ? Relation.ORDER : isSpaced ? Relation.SPACING : Relation.TRANSLITERATION;
        boolean isEnough = consonants(a) >= MIN_CONSONANTS && consonants(b) >= MIN_CONSONANTS;
        return isEnough ? found(relation, least, detail.toString()) : Optional.empty();
      }
      return isInOrder && least >= SLIP && !isSpaced && isSlip(detail.toString())
          ? found(Relation.SPELLING, least, detail.toString())
          : Optional.empty();
    }

    /** Whether a name has an initial that does not stand for a word of the other. */
    private boolean hasOwnInitial(boolean isOfA) {
      List<Word> words = isOfA ? a : b;
      int standing = 0;
      for (Pair pair : pairs) {
        standing |= pair.isInitial() ? 1 << (isOfA ? pair.a() : pair.b()) : 0;
      }
      for (int i = 0; i < words.size(); i++) {
        if (words.get(i).isInitial() && (standing >> i & 1) == 0) {
          return true;
        }
      }
      return false;
    }

    private static long full(List<Word> words) {
      return words.stream().filter(word -> !word.isInitial()).count();
    }

    private static int consonants(List<Word> words) {
      return words.stream().mapToInt(word -> word.skeleton().length()).sum();
    }

    private static int alone(List<Word> words, int paired, boolean isInitial) {
      int alone = 0;
      for (int i = 0; i < words.size(); i++) {
        alone += (paired >> i & 1) == 0 && words.get(i).isInitial() == isInitial ? 1 : 0;
      }
      return alone;
    }

    private String aloneWords() {
      StringBuilder alone = new StringBuilder();
      for (int i = 0; i < a.size() + b.size(); i++) {
        boolean isOfA = i < a.size();
        int at = isOfA ? i : i - a.size();
        if (((isOfA ? pairedA : pairedB) >> at & 1) == 0) {
          alone.append(alone.length() == 0 ? "" : " ").append((isOfA ? a : b).get(at).text());
        }
      }
      return alone.toString();
    }

    private boolean isInOrder() {
      for (Pair pair : pairs) {
        for (Pair other : pairs) {
          if (pair.a() < other.a() && pair.b() > other.b()) {
            return false;
          }
        }
      }
      return true;
    }

    private boolean isSameLast() {
      return isSame(a.get(a.size() - 1), b.get(b.size() - 1));
    }

    private boolean isSameEnds() {
      return isSameLast() && isSame(a.get(0), b.get(0));
    }
  }
}
