package org.newsloom.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds apostrophes and dashes that were lost on the way: "didn t", "Irans role", "Syriabut".
 *
 * <p>Three kinds of evidence. The form alone proves what cannot be else ("didn t"). A text of some
 * length without one apostrophe, quotation mark or character beyond ASCII, in which names have an s
 * too many, has been stripped of them all. And the corpus shows that a word is rare where its
 * repair is frequent ({@link WordRepairs}). What none of them proves stays.
 */
final class LostPunctuation {
  /** A repair of the words from {@code start} to {@code end}. */
  record Found(int start, int end, String rule, String replacement, WordRepairs.Counts evidence) {}

  /** So much English without an apostrophe or a quotation mark is rare. */
  private static final int MIN_STRIPPED_CHARS = 1_000;

  /** Names with an s too many, before something they may own, that prove a text stripped. */
  private static final int MIN_STRIPPED_NAMES = 3;

  private static final int SHORTEST_HEAD = 4;

  /** "WASHINGTON, DC", "NEW YORK and LONDON". */
  private static final int MAX_PLACE_WORDS = 4;

  private static final Set<String> NEGATED =
      Words.listed(
          "ain aren can couldn didn doesn don hadn hasn haven isn mightn mustn needn shouldn wasn"
              + " weren won wouldn");

  /** What each clitic stands behind, if it is not {@code 's}. */
  private static final Map<String, Set<String>> HOSTS =
      Map.of(
          "t", NEGATED,
          "m", Set.of("i"),
          "re", Words.listed("we you they who what there where how"),
          "ve", Words.listed("i you we they who could would should might must there"),
          "ll", Words.listed("i you he she it we they that there who what"),
          "d", Words.listed("i you he she we they who it there"));

  /** Small words that {@code 's} does stand behind. */
  private static final Set<String> HOSTS_OF_S =
      Words.listed(
          "it he she that what who where there here how when why one this let today yesterday"
              + " tomorrow tonight everyone someone anyone nobody");

  /** "The letter s", "vitamin s": an s that stands for itself. */
  private static final Set<String> NAMED_LETTERS =
      Words.listed(
          "letter letters initial initials plural vitamin capital consonant suffix class type p");

  private static final Map<String, String> CONTRACTIONS = contractions();

  /** "We cant", but "the cant of politicians" and "as is his wont". */
  private static final Set<String> SUBJECTS =
      Words.listed(
          "i we you they he she it who that this there people just simply really still also which"
              + " government us americans");

  /** Peoples and groups, whose names often stand in the plural. */
  private static final Set<String> GROUPS =
      Words.listed(
          "Israeli Iraqi Saudi Kuwaiti Emirati Qatari Bahraini Omani Yemeni Somali Pakistani Bengali"
              + " Bangladeshi Nepali Azeri Uzbek Tajik Kazakh Pashtun Afghan German Turk Kurd Arab Jew"
              + " Muslim Christian Sunni Shia Shiite Alawite Salafi Islamist Jihadi Catholic Protestant"
              + " Democrat Liberal Conservative Socialist Communist Marine Ranger Briton Brit Spaniard"
              + " Greek Dane Swede Finn Pole Czech Slovak Serb Croat Thai Filipino Latino Argentine"
              + " Maronite Houthi Peshmerga State Nation Force Unit Affair Service Right Time Sport Game"
              + " Wing Giant Card Red Sox Yankee Tiger Bear Eagle Lion Bull New Republic Senator Minister"
              + " Official Street Road Island Mountain Hill Height Height Field Lake River Gulf Emirate"
              + " Netherland Philippine Bahama Sander Edward William Robert Roger Adam Steven Andrew"
              + " Phillip Peter Daniel Michael Richard Owen Ken Even Power Water Brook Wood Stone Price"
              + " Record Banker Holding System Product Industrie Resource Motor Airline Airway Investor"
              + " Book Film Picture France Prince Studio Store Foundation Work Art Letter View New Post Monday Tuesday"
              + " Wednesday Thursday Friday Saturday Sunday January February March April May June July"
              + " August September October November December");

  /** Who has things in the news, and stands before few nouns in the plural. */
  private static final Set<String> OFFICES =
      Words.listed(
          "president government country administration nation army regime city council ministry"
              + " military parliament pope mayor governor");

  private static final Set<String> TIMES = Words.listed("year month week weekend night summer");

  private static final Set<String> ONE_OF = Words.listed("the a its his her this");

  private static final Set<String> PLURAL_DETERMINERS =
      Words.listed(
          "the both these those many two three four several some all few other young old various most"
              + " between among");

  private static final String THE = "the ";

  private static final Set<String> DASHED =
      Words.listed("a an the but and or which who with where while when that it they he she in");

  private final String text;
  private final Words words;
  private final WordRepairs repairs;
  private final char apostrophe;
  private final List<Found> found = new ArrayList<>();

  private LostPunctuation(String text, WordRepairs repairs) {
    this.text = text;
    this.words = Words.of(text);
    this.repairs = repairs;
    this.apostrophe = text.indexOf('\u2019') >= 0 && text.indexOf('\'') < 0 ? '\u2019' : '\'';
  }

  /** What was lost from a text whose white space is normal, in order, none overlapping. */
  static List<Found> find(String text, WordRepairs repairs) {
    LostPunctuation lost = new LostPunctuation(text, repairs);
    Map<String, Integer> counts = lost.isUntouched() ? lost.counts() : Map.of();
    boolean isStripped = lost.isStripped(counts);
    for (int word = 0; word < lost.words.count(); word++) {
      if (!lost.findClitic(word)
          && !lost.findContraction(word, isStripped)
          && !lost.findPossessive(word, isStripped, counts)
          && !lost.findGluedStop(word)) {
        lost.findGlued(word, isStripped, counts);
      }
    }
    return lost.found;
  }

  private static Map<String, String> contractions() {
    Map<String, String> contractions = new HashMap<>();
    for (String negated : NEGATED) {
      if (!negated.equals("ain")) {
        contractions.put(negated + "t", negated + "'t");
      }
    }
    for (String word :
        Words.listed("you're they're you've they've we've you'll they'll that's what's there's")) {
      contractions.put(word.replace("'", ""), word);
    }
    return contractions;
  }

  /** Whether a text of some length has only what survives the loss of quotes and dashes. */
  private boolean isUntouched() {
    if (text.length() < MIN_STRIPPED_CHARS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || c == '\'' || c == '"' || c == '`') {
        return false;
      }
    }
    return true;
  }

  /** Whether names of the text stand with an s too many before things that they may own. */
  private boolean isStripped(Map<String, Integer> counts) {
    if (counts.isEmpty()) {
      return false;
    }
    int owners = 0;
    for (int word = 0; word < words.count() && owners < MIN_STRIPPED_NAMES; word++) {
      if (isOwner(word)) {
        String stem = stem(words.get(word));
        boolean isName =
            counts.containsKey(stem) && !counts.containsKey(stem.toLowerCase(Locale.ROOT));
        owners += isName ? 1 : 0;
      }
    }
    return owners >= MIN_STRIPPED_NAMES;
  }

  /** The words, names behind their article too, and how often each stands in the text. */
  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    for (int word = 0; word < words.count(); word++) {
      // An address names in small letters too: "in-iraq-trump-and".
      if (words.length(word) > 2 && (words.isCapitalised(word) || stands(word))) {
        counts.merge(words.get(word), 1, Integer::sum);
        if (words.followsSpace(word) && words.lower(word - 1).equals("the")) {
          counts.merge(THE + words.get(word), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private void add(
      int first, int last, String rule, String replacement, WordRepairs.Counts evidence) {
    found.add(new Found(words.start(first), words.end(last), rule, replacement, evidence));
  }

  private boolean findClitic(int word) {
    if (words.length(word) > 2 || !words.followsSpace(word) || !endsWord(words.end(word))) {
      return false;
    }
    String clitic = words.get(word);
    String host = words.get(word - 1);
    String lower = host.toLowerCase(Locale.ROOT);
    boolean isLost =
        clitic.equals("s")
            ? ownsS(word, host, lower)
            : HOSTS.getOrDefault(clitic, Set.of()).contains(lower)
                && (clitic.equals("t") || !isBetweenFragments(word));
    if (!isLost || isTakenBefore(words.start(word - 1))) {
      return false;
    }
    add(word - 1, word, Repair.SPACED_APOSTROPHE, host + apostrophe + clitic, null);
    return true;
  }

  /** Whether an apostrophe stands between two such words: "didn" and "t". */
  static boolean isContraction(String host, String clitic) {
    String lower = host.toLowerCase(Locale.ROOT);
    return clitic.equals("s")
        ? HOSTS_OF_S.contains(lower)
        : HOSTS.getOrDefault(clitic, Set.of()).contains(lower);
  }

  private boolean isTakenBefore(int start) {
    return !found.isEmpty() && found.get(found.size() - 1).end() > start;
  }

  private boolean ownsS(int word, String host, String lower) {
    if (isBetweenFragments(word) || NAMED_LETTERS.contains(lower)) {
      return false;
    }
    boolean isDecade =
        host.length() == 4 && lower.endsWith("0") && (host.startsWith("1") || host.startsWith("2"));
    return isDecade
        || HOSTS_OF_S.contains(lower)
        || (host.length() > 1
            && host.chars().allMatch(Character::isLetter)
            && !Words.isFunctionWord(lower)
            && !NEGATED.contains(lower));
  }

  /**
   * Whether single letters stand on either side: the text of a language that lost its accents, or a
   * formula.
   */
  private boolean isBetweenFragments(int word) {
    return isFragment(word - 2) || isFragment(word + 1) || isFragment(word + 2);
  }

  private boolean isFragment(int word) {
    String fragment = words.get(word);
    return fragment.length() == 1 && "aAIstdm0123456789".indexOf(fragment.charAt(0)) < 0;
  }

  /** Whether what follows a word does not make it part of a longer one. */
  private boolean endsWord(int end) {
    return end == text.length() || " \n.,;:!?)\"\u201D\u2019]".indexOf(text.charAt(end)) >= 0;
  }

  private boolean beginsWord(int start) {
    return start == 0 || " \n(\"\u201C\u2018[-\u2013\u2014".indexOf(text.charAt(start - 1)) >= 0;
  }

  private boolean stands(int word) {
    return beginsWord(words.start(word)) && endsWord(words.end(word));
  }

  private boolean findContraction(int word, boolean isStripped) {
    if (words.length(word) < 4 || words.length(word) > 8 || !stands(word)) {
      return false;
    }
    String written = words.get(word);
    String lower = written.toLowerCase(Locale.ROOT);
    String contraction = CONTRACTIONS.get(lower);
    if (contraction == null || !isEnglishCase(written, lower)) {
      return false;
    }
    if (lower.equals("cant") || lower.equals("wont")) {
      boolean isVerb =
          SUBJECTS.contains(words.lower(word - 1)) || (isStripped && words.isCapitalised(word - 1));
      if (!isVerb || words.lower(word + 1).equals("to")) {
        return false;
      }
    }
    int cut = contraction.indexOf('\'');
    add(
        word,
        word,
        Repair.CONTRACTION,
        written.substring(0, cut) + apostrophe + written.substring(cut),
        null);
    return true;
  }

  private static boolean isEnglishCase(String written, String lower) {
    return written.equals(lower)
        || written.equals(written.toUpperCase(Locale.ROOT))
        || written.substring(1).equals(lower.substring(1));
  }

  /** Whether the word looks like "Irans" and what follows is something Iran may own. */
  private boolean isOwner(int word) {
    return words.followsSpace(word + 1)
        && isOwnerForm(words.get(word))
        && Words.isPossession(words.get(word + 1))
        && beginsWord(words.start(word))
        // "William Waters Hall": a given name, a surname and what is named after them.
        && !(isBehindName(word) && words.isCapitalised(word + 1));
  }

  /** Whether the word is one like "presidents" in "the presidents word", or "last weeks vote". */
  private boolean isCommonOwner(int word) {
    if (words.length(word) < SHORTEST_HEAD
        || words.isCapitalised(word)
        || text.charAt(words.end(word) - 1) != 's'
        || !words.followsSpace(word)
        || !words.followsSpace(word + 1)
        || !Words.isPossession(words.get(word + 1))
        || Words.isVerbToo(words.lower(word + 1))) {
      return false;
    }
    String owner = stem(words.get(word));
    String before = words.lower(word - 1);
    if (TIMES.contains(owner)) {
      boolean isNear = before.equals("last") || before.equals("next");
      return before.equals("this")
          || (isNear && !PLURAL_DETERMINERS.contains(words.lower(word - 2)));
    }
    boolean isOfOne =
        ONE_OF.contains(before)
            || (words.followsSpace(word - 1) && ONE_OF.contains(words.lower(word - 2)));
    return isOfOne && OFFICES.contains(owner);
  }

  private boolean isBehindName(int word) {
    return words.followsSpace(word)
        && words.isCapitalised(word - 1)
        && !Words.isFunctionWord(words.lower(word - 1));
  }

  /** What a word may have been by its form; the words around it decide where it is found. */
  static Optional<WordRepairs.Candidate> candidate(String word) {
    if (word.length() <= SHORTEST_HEAD || word.indexOf('\'') >= 0) {
      return Optional.empty();
    }
    int bend = bend(word);
    if (bend > 0) {
      String head = word.substring(0, bend);
      String tail = word.substring(bend);
      // "YouTube" and "SayNow" are counts.
      boolean isSplit =
          Character.isLowerCase(head.charAt(0))
              && head.length() > 1
              && Character.isLowerCase(word.charAt(bend - 1))
              && (Words.isOpener(tail)
                  || (Words.isFunctionWord(head) && tail.length() > SHORTEST_HEAD));
      return isSplit
          ? Optional.of(
              new WordRepairs.Candidate(Repair.GLUED_WORDS, head + " " + tail, head, tail))
          : Optional.empty();
    }
    if (!isOwnerForm(word)) {
      return Optional.empty();
    }
    String possessive = stem(word) + "'s";
    return Optional.of(
        new WordRepairs.Candidate(Repair.POSSESSIVE, possessive, stem(word), possessive));
  }

  private static boolean isOwnerForm(String word) {
    if (word.length() < SHORTEST_HEAD
        || !Character.isUpperCase(word.charAt(0))
        || !word.endsWith("s")) {
      return false;
    }
    String stem = stem(word);
    return stem.substring(1).equals(stem.substring(1).toLowerCase(Locale.ROOT))
        && !stem.endsWith("s")
        && !GROUPS.contains(stem)
        && !stem.endsWith("ian")
        && !stem.endsWith("ican")
        && !stem.endsWith("ean")
        && !stem.endsWith("ist");
  }

  private static String stem(String word) {
    return word.isEmpty() ? word : word.substring(0, word.length() - 1);
  }

  private boolean findPossessive(int word, boolean isStripped, Map<String, Integer> counts) {
    if (isStripped && isCommonOwner(word)) {
      String owner = stem(words.get(word));
      add(word, word, Repair.POSSESSIVE, owner + apostrophe + "s", null);
      return true;
    }
    if (!isOwner(word)) {
      return false;
    }
    String written = words.get(word);
    String stem = stem(written);
    WordRepairs.WordRepair learned = repairs.find(written, Repair.POSSESSIVE);
    boolean isName =
        isStripped
            && !counts.containsKey(stem.toLowerCase(Locale.ROOT))
            && (counts.getOrDefault(stem, 0) > counts.getOrDefault(written, 0) / 4
                || repairs.isNameWithS(written));
    boolean mayBePlural = PLURAL_DETERMINERS.contains(words.lower(word - 1));
    // "Business News Americas" and "its Americas Director" are counts.
    boolean isLearned =
        learned != null
            && !words.isCapitalised(word + 1)
            && !Words.isVerbToo(words.lower(word + 1))
            && !isBehindName(word);
    boolean isProven =
        mayBePlural ? isStripped && counts.containsKey(THE + stem) : isName || isLearned;
    if (!isProven) {
      return false;
    }
    add(
        word,
        word,
        Repair.POSSESSIVE,
        stem + apostrophe + "s",
        learned == null ? null : learned.counts());
    return true;
  }

  /** "targeting them.Davis stresses": a sentence that begins right behind the stop of another. */
  private boolean findGluedStop(int word) {
    int stop = words.end(word);
    boolean isGlued =
        word + 1 < words.count()
            && words.start(word + 1) == stop + 1
            && text.charAt(stop) == '.'
            && words.length(word) > 2
            && words.length(word + 1) > 1
            && beginsWord(words.start(word))
            && words.followsSpace(word + 2)
            && words.isCapitalised(word + 1);
    if (!isGlued) {
      return false;
    }
    String last = words.get(word);
    String first = words.get(word + 1);
    boolean isProse =
        !last.isEmpty()
            && last.substring(1).chars().allMatch(Character::isLowerCase)
            && first.substring(1).chars().allMatch(Character::isLowerCase)
            && (first.length() > 2 ? !Characters.isLongDomain(first) : Words.isOpener(first))
            && !(words.isCapitalised(word) && words.isCapitalised(word + 2));
    if (!first.isEmpty() && isProse) {
      add(word, word + 1, Repair.GLUED_WORDS, last + ". " + first, null);
      return true;
    }
    return false;
  }

  private void findGlued(int word, boolean isStripped, Map<String, Integer> counts) {
    if (words.length(word) <= SHORTEST_HEAD || !stands(word)) {
      return;
    }
    String written = words.get(word);
    int bend = bend(written);
    if (bend > 0) {
      findGluedSentences(word, written, bend, isStripped, counts);
    } else if (isStripped
        && words.isCapitalised(word)
        && counts.getOrDefault(written, 0) == 1
        && words.followsSpace(word + 1)
        && !words.isCapitalised(word + 1)) {
      for (int cut = written.length() - 1; cut >= Math.max(SHORTEST_HEAD, written.length() - 5); ) {
        String head = written.substring(0, cut);
        if (DASHED.contains(written.substring(cut)) && counts.getOrDefault(head, 0) > 1) {
          add(word, word, Repair.GLUED_WORDS, head + " " + written.substring(cut), null);
          return;
        }
        cut--;
      }
    }
  }

  private void findGluedSentences(
      int word, String written, int bend, boolean isStripped, Map<String, Integer> counts) {
    String head = written.substring(0, bend);
    String tail = written.substring(bend);
    boolean isPlace =
        bend >= SHORTEST_HEAD
            && Character.isUpperCase(written.charAt(bend - 1))
            && Words.isOpener(tail)
            && tail.length() > 1
            && isLineOfCapitals(word);
    if (isPlace) {
      add(word, word, Repair.DATELINE, head + "\n" + tail, null);
      return;
    }
    WordRepairs.WordRepair learned = repairs.find(written, Repair.GLUED_WORDS);
    boolean isLocal = isStripped && Words.isOpener(tail) && counts.getOrDefault(head, 0) > 1;
    if (learned != null || isLocal) {
      add(
          word,
          word,
          Repair.GLUED_WORDS,
          head + " " + tail,
          learned == null ? null : learned.counts());
    }
  }

  /** Where a word of letters goes on with a capital after small letters, or after capitals. */
  private static int bend(String word) {
    int bend = -1;
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetter(c)) {
        return -1;
      }
      boolean isBend =
          Character.isUpperCase(c)
              && (Character.isLowerCase(word.charAt(i - 1))
                  || (i + 1 < word.length() && Character.isLowerCase(word.charAt(i + 1))));
      if (isBend) {
        if (bend > 0) {
          return -1;
        }
        bend = i;
      }
    }
    return bend;
  }

  /** Whether nothing but words in capitals stands before the word on its line. */
  private boolean isLineOfCapitals(int word) {
    int first = word;
    while (first > 0 && !isBrokenBefore(first)) {
      first--;
      String name = words.get(first);
      if (word - first > MAX_PLACE_WORDS
          || name.isEmpty()
          || !name.equals(name.toUpperCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private boolean isBrokenBefore(int word) {
    for (int i = words.end(word - 1); i < words.start(word); i++) {
      if (text.charAt(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  /** What this text says about the words of its corpus, for {@link WordRepairs}. */
  static Set<String> wordsAndPossessives(String text) {
    Words words = Words.of(text);
    Set<String> seen = new HashSet<>();
    for (int word = 0; word < words.count(); word++) {
      int end = words.end(word);
      boolean isPossessive =
          end + 1 < text.length()
              && Characters.isApostrophe(text.charAt(end))
              && text.charAt(end + 1) == 's'
              && (end + 2 == text.length() || !Words.isWordChar(text.charAt(end + 2)));
      String written = words.get(word);
      if (!written.isEmpty()) {
        seen.add(isPossessive ? written + "'s" : written);
      }
    }
    return seen;
  }
}
