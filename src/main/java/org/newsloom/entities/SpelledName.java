package org.newsloom.entities;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a name as they sound, without what comes and goes between spellings: articles
 * ("al-"), a person's titles and words for son ("bin"); "abd" and "abu" joined with the word they
 * belong to; a person's surname put in front with a comma moved behind.
 *
 * @param words of a person, the given name first; empty where the name has no letters
 * @param generation "jr", "iii", or empty
 */
record SpelledName(List<Word> words, String generation) {
  /** Longer names are errors; all their words would be compared with all. */
  private static final int MAX_WORDS = 12;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern GENERATION = Pattern.compile("jr|sr|ii|iii|iv|2nd|3rd");

  /** "Abdurrahman", "Abdel Rahman" and "Abd ar-Rahman" alike. */
  private static final Pattern SERVANT = Pattern.compile("^c?abd[aeiou]?l?(?=[a-z]{3})");

  private static final Set<String> SERVANTS =
      listed("abd abdul abdel abdal abdol abdoul abdur abdus abdud");
  private static final Set<String> FATHERS = listed("abu abou abo aboe");
  private static final Set<String> ARTICLES =
      listed("al el ul ad ar as ash an at ud ur us az ol the");
  private static final Set<String> LINKS =
      listed(
          "bin ben ibn bint ould uld ag wa u de del der den la di da van von of son dit b y and");
  private static final Set<String> TITLES =
      listed(
          "mr mrs ms miss dr doctor prof professor sir lord president general gen col colonel capt"
              + " captain lt maj major sgt brig commander mullah mulla molah maulavi mawlawi maulawi"
              + " molvi moulavi haji hajji hadji hajj alhaj hadj sheikh shaykh sheik shaikh cheikh"
              + " sheykh qari kari hafiz hafez saheb sahib akhund akhundzada ustad sayyid sayed"
              + " sayyed syed seyed seyyed imam ayatollah engineer eng justice judge senator sen gov"
              + " governor rep minister chief");

  private static Set<String> listed(String words) {
    return Set.of(words.split(" ", -1));
  }

  /**
   * A word of a name.
   *
   * @param text letters and digits in lower case
   * @param sounds as {@link WordSound#sounds}
   * @param skeleton as {@link WordSound#skeleton}
   * @param isByname whether it is called after a child: "Abu Omar"
   */
  record Word(String text, String sounds, String skeleton, boolean isByname) {
    Word(String text, boolean isByname) {
      this(text, WordSound.sounds(text), WordSound.skeleton(WordSound.sounds(text)), isByname);
    }

    boolean isInitial() {
      return text.length() == 1;
    }

    Word joined(Word next) {
      return new Word(text + next.text, isByname);
    }
  }

  /** Reads a person's name as written, in any case. */
  static SpelledName ofPerson(String name) {
    String bare = withoutBrackets(folded(name));
    int comma = bare.indexOf(',');
    String ordered = comma < 0 ? bare : bare.substring(comma + 1) + " " + bare.substring(0, comma);
    List<String> words = new ArrayList<>();
    String generation = "";
    for (String word : words(ordered)) {
      if (!words.isEmpty() && GENERATION.matcher(word).matches()) {
        generation = word;
      } else {
        words.add(word);
      }
    }
    return new SpelledName(joined(words, true), generation);
  }

  /** Reads the name of an organisation, a place or anything else but a person. */
  static SpelledName ofThing(String name) {
    return new SpelledName(joined(words(withoutBrackets(folded(name))), false), "");
  }

  private static String folded(String name) {
    return MARKS
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  private static List<String> words(String name) {
    return Arrays.stream(SEPARATORS.split(dropped(name), -1))
        .filter(word -> !word.isEmpty())
        .limit(MAX_WORDS)
        .map(SpelledName::unscanned)
        .toList();
  }

  private static String withoutBrackets(String name) {
    String outside = IN_BRACKETS.matcher(name).replaceAll(" ");
    return outside.chars().anyMatch(c -> c >= 'a' && c <= 'z') ? outside : name;
  }

  /** Without apostrophes and their like, which part no words; and folded letters. */
  private static String dropped(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      switch (c) {
        case '\'', '’', '‘', '`', '´', 'ʻ', 'ʼ', 'ʿ', 'ʾ', '"', '“', '”' -> {}
        case 'ø' -> kept.append('o');
        case 'ł' -> kept.append('l');
        case 'ı' -> kept.append('i');
        case 'đ' -> kept.append('d');
        case 'ß' -> kept.append("ss");
        case 'æ' -> kept.append("ae");
        case 'œ' -> kept.append("oe");
        default -> kept.append(c);
      }
    }
    return kept.toString();
  }

  /** Letters that a scanner took for digits. */
  private static String unscanned(String word) {
    boolean isRead = word.chars().filter(Character::isLetter).count() >= 3;
    return isRead ? word.replace('0', 'o').replace('1', 'l').replace('5', 's') : word;
  }

  private static List<Word> joined(List<String> words, boolean isPerson) {
    List<Word> joined = new ArrayList<>(words.size());
    String servant = "";
    boolean isFather = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean isLast = i == words.size() - 1;
      boolean isFirst = joined.isEmpty() && servant.isEmpty() && !isFather;
      if (!isLast && SERVANTS.contains(word)) {
        servant = "abd";
        continue;
      }
      if (!isLast && FATHERS.contains(word)) {
        isFather = true;
        continue;
      }
      if (!isLast && ARTICLES.contains(word)) {
        continue;
      }
      if (isPerson && words.size() > 1 && TITLES.contains(word)) {
        continue;
      }
      if (!isFirst && !isLast && LINKS.contains(word)) {
        continue;
      }
      String text = SERVANT.matcher(servant + word).replaceFirst("abd");
      joined.add(new Word(isFather ? "abu" + text : text, isFather));
      servant = "";
      isFather = false;
    }
    if (joined.isEmpty() && !words.isEmpty()) {
      joined.add(new Word(words.get(words.size() - 1), false));
    }
    return joined;
  }

  /** The spellings that a list puts in one cell with semicolons between. */
  static List<SpelledName> alternatives(String cell) {
    return Arrays.stream(cell.split(";", -1))
        .map(SpelledName::ofPerson)
        .filter(name -> !name.words().isEmpty())
        .toList();
  }

  /** The sounds of all words without the spaces between. */
  String runTogether() {
    StringBuilder all = new StringBuilder();
    words.forEach(word -> all.append(word.sounds()));
    return all.length() > WordSound.MAX_SOUNDS
        ? all.substring(0, WordSound.MAX_SOUNDS)
        : all.toString();
  }
}
