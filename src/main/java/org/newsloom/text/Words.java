package org.newsloom.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The words of a text, runs of letters and digits, and what small words tell about them. */
final class Words {
  private static final int LONGEST_WORD = 40;

  private static final Set<String> FUNCTION_WORDS =
      listed(
          "a an the this that these those some any each every no all both many most few several such"
              + " and or but nor so yet if when while where whether because since although though"
              + " unless until than as of in on at by for from with without within to into onto over"
              + " under between among during before after against about around through across behind"
              + " beyond near toward towards upon via per off out up down away back again"
              + " i you he she it we they me him her us them my your his its our their mine who whom"
              + " whose which what why how there here then now not also too very just even only still"
              + " already ever never once twice perhaps maybe however therefore instead meanwhile"
              + " is am are was were be been being do does did done has have had having will would"
              + " shall should can could may might must ought one two three four five six seven eight"
              + " nine ten today yesterday tomorrow tonight later ago soon always often usually"
              + " sometimes almost nearly really simply certainly probably clearly apparently"
              + " reportedly allegedly especially particularly generally actually together alone"
              + " alike else otherwise rather quite");

  /** What members of a family or a people do in the news; the past in -ed is told by its form. */
  private static final Set<String> VERBS =
      listed(
          "say says said tell tells told think thinks thought know knows knew want wants go goes went"
              + " come comes came get gets got give gives gave make makes made take takes took see"
              + " sees saw live lives lived die dies felt believe fought won lose loses lost hold holds"
              + " held keep keeps kept leave leaves left meet meets met begin begins began become"
              + " becomes became bring brings brought buy buys bought sell sells sold send sends sent"
              + " pay pays paid ran stood sit sits sat speak speaks spoke spend spends spent led rose"
              + " fell flee flees fled face faces seek seeks sought continue continues remain remains"
              + " agree agrees oppose opposes seem seems let put found build builds built understand"
              + " understood write writes wrote drove wear wears wore eat eats ate drank threw stay"
              + " stays join joins gather celebrate expect expects ask asks turn turns grow grows grew"
              + " dont cant wont didnt doesnt isnt arent");

  /** Verbs that are nouns as well. */
  private static final Set<String> NOUNS_TOO =
      listed(
          "work works need needs feel feels hope hopes fear fears fight fights win wins play plays run"
              + " runs stand stands lead leads rise rises fall falls vote votes support supports try"
              + " tries use uses set hit hits cut cuts beat beats show shows find finds drive drives"
              + " drink drinks throw throws protest protests demand demands plan plans claim claims"
              + " call calls start starts stop stops move moves like likes love loves look looks talk"
              + " talks");

  /** Words that begin sentences, and are no second half of a name. */
  private static final Set<String> OPENERS =
      listed(
          "The A An If It Its In He She We They I You This That These Those There But And As At On"
              + " After Before When While Where Once For From With My His Her Our Their What Why How"
              + " Who For Some Many Most All Two Three More Now No Not One To By Since Although Despite"
              + " Under During According");

  private final String text;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  private Words(String text) {
    this.text = text;
  }

  static Words of(String text) {
    Words words = new Words(text);
    int i = 0;
    while (i < text.length()) {
      if (!isWordChar(text.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      while (i < text.length() && isWordChar(text.charAt(i))) {
        i++;
      }
      words.add(start, i);
    }
    return words;
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  static boolean isWordChar(char c) {
    return c < 128
        ? Characters.isAsciiLetter(c) || Characters.isAsciiDigit(c)
        : Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  int count() {
    return count;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  int length(int word) {
    return ends[word] - starts[word];
  }

  /** The word; empty where there is none, or where it is too long to be one. */
  String get(int word) {
    return word < 0 || word >= count || length(word) > LONGEST_WORD
        ? ""
        : text.substring(starts[word], ends[word]);
  }

  String lower(int word) {
    return get(word).toLowerCase(Locale.ROOT);
  }

  /** Whether one space, and nothing else, stands between the word and the one before it. */
  boolean followsSpace(int word) {
    return word > 0
        && word < count
        && starts[word] == ends[word - 1] + 1
        && text.charAt(starts[word] - 1) == ' ';
  }

  boolean isCapitalised(int word) {
    return word >= 0 && word < count && Character.isUpperCase(text.charAt(starts[word]));
  }

  /** Whether a possessive may stand before this word: no article, pronoun, preposition or verb. */
  static boolean isPossession(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return word.length() > 1
        && Character.isLetter(word.charAt(0))
        && !FUNCTION_WORDS.contains(lower)
        && !VERBS.contains(lower)
        && !(lower.endsWith("ed") && lower.length() > 3);
  }

  /** Whether the word may as well be what some people do: "the Smiths plan", "Smith's plan". */
  static boolean isVerbToo(String lower) {
    return NOUNS_TOO.contains(lower);
  }

  static boolean isFunctionWord(String lower) {
    return FUNCTION_WORDS.contains(lower);
  }

  static boolean isOpener(String word) {
    return OPENERS.contains(word);
  }

  static Set<String> listed(String words) {
    return Set.copyOf(Arrays.asList(words.split(" ", -1)));
  }
}
