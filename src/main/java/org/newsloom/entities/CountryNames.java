package org.newsloom.entities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of countries and territories, and of their people, as English news writes them.
 *
 * <p>A country's name means the country ({@code LOC}), whatever its form: "the U.S." is the United
 * States. The name of its people is an entity of its own ({@code MISC}): "Iraqis" is Iraqi, not
 * Iraq, since what is said of some Iraqis is not said of the state. Case matters: "US" is a country
 * and "us" is not, "Polish" a people and "polish" a verb.
 *
 * <p>The bundled names and their source are in {@code countries.tsv} beside this class; see {@link
 * Knowledge}.
 */
public final class CountryNames {
  /** What a name stands for. */
  public enum Kind {
    COUNTRY("LOC"),
    DEMONYM("MISC");

    private final String entityType;

    Kind(String entityType) {
      this.entityType = entityType;
    }

    /** Type of the entity: {@code LOC} or {@code MISC}. */
    public String entityType() {
      return entityType;
    }
  }

  /**
   * What a name means.
   *
   * @param code ISO 3166-1 alpha-2 code; 3166-2 for the countries of the United Kingdom, 3166-3 for
   *     former states
   * @param name canonical English name of the country or its people
   * @param kind country or demonym
   */
  public record Meaning(String code, String name, Kind kind) {}

  /** Also names of persons, states and things: not believed beside another capitalised word. */
  private static final Set<String> AMBIGUOUS =
      listed(
          "Georgia, Jordan, Chad, Jersey, Guinea, Dominica, Israel, Holland, Ireland, "
              + "England, Wales, Scotland, Cuba, Malta, Guernsey, Niger, Congo, Pole, Poles, "
              + "Finn, Finns, Dane, Scot, Scots, Swede, Turk, Kiwi, Kiwis, Brits, India, "
              + "Indian, Indians, America, Soviet, English, French, German, Welsh, Irish");

  /** Given names and surnames. */
  private static final Set<String> PERSONS_NAMES =
      Set.of(
          "Georgia", "Jordan", "Chad", "Holland", "Ireland", "England", "Wales", "French", "German",
          "English", "Dane", "Finn", "Pole", "Irish", "Welsh");

  /** "Latin America" is not America, nor "New Mexico" Mexico. */
  private static final Set<String> NOT_AFTER =
      listed(
          "North, South, East, West, Northern, Southern, Eastern, Western, Central, "
              + "Latin, New, Native, African, Miss, Air, Radio, Little, Captain, Royal");

  /** "Bank of England" names a bank. */
  private static final Set<String> NOT_AFTER_WITH_OF =
      listed(
          "Bank, Gulf, Voice, Church, Sea, University, Prince, Princess, Bay, Strait, "
              + "Straits, Times, Statue, Lawrence, Tower, Banks");

  /** "Indian Ocean" is no people, nor "American Airlines". */
  private static final Set<String> NOT_BEFORE =
      listed(
          "Airlines, Airways, Air, Ocean, Express, Petroleum, Telecom, Sea, Channel, "
              + "Bay, Herald, Times, Post, Idol, Wells, Open, Motors, Gas, Steel");

  /** Capitalised only because they begin the sentence. */
  private static final Set<String> OPENERS =
      listed(
          "In, The, From, For, And, But, Since, With, To, At, On, When, While, As, If, "
              + "Both, Although, After, Before, Like, Unlike, Under, By, Is, Are, Many, Some, "
              + "Most, Two, Three, That, Of, Yet, Because, Even, Now, Then, Why, How, What, A, "
              + "An, Neither, Nor, Or, So");

  private static Set<String> listed(String words) {
    return Set.of(words.split(", ", -1));
  }

  private final Map<String, Meaning> bySurface = new HashMap<>();
  private final Map<String, Meaning> byUpperCase = new HashMap<>();
  private final PhraseIndex<Meaning> phrases = new PhraseIndex<>(CountryNames::plainApostrophes);
  private final Set<String> capitals = new HashSet<>();

  CountryNames() {}

  /** The names that come with Newsloom. */
  public static CountryNames bundled() {
    return Knowledge.bundled().countries();
  }

  /** The canonical name of each country and territory by its code, as in {@link Meaning#code}. */
  public Map<String, String> namesByCode() {
    Map<String, String> names = new TreeMap<>();
    for (Meaning meaning : bySurface.values()) {
      if (meaning.kind() == Kind.COUNTRY) {
        names.put(meaning.code(), meaning.name());
      }
    }
    return names;
  }

  void add(Knowledge.Entry entry) {
    Kind kind = entry.kind() == Knowledge.Kind.COUNTRY ? Kind.COUNTRY : Kind.DEMONYM;
    Meaning meaning = new Meaning(entry.code().orElseThrow(), entry.name(), kind);
    for (String surface : entry.names()) {
      bySurface.put(surface, meaning);
      phrases.add(tokens(surface), meaning);
      String upper = surface.toUpperCase(Locale.ROOT);
      // In capitals "US" would also be the pronoun of a headline, "MALI" is Mali.
      if (surface.length() > 3 && !upper.equals(surface)) {
        byUpperCase.put(upper, meaning);
        phrases.add(tokens(upper), meaning);
      }
    }
  }

  void addCapital(Knowledge.Entry entry) {
    capitals.addAll(entry.names());
  }

  /** As a tokenizer cuts it: "People 's Republic". */
  private static List<String> tokens(String surface) {
    return List.of(surface.replaceAll("('[sS]) ", " $1 ").split(" ", -1));
  }

  /** The longest name that begins at {@code start}, whatever stands around it, or null. */
  PhraseIndex.Match<Meaning> longestAt(List<String> tokens, int start) {
    return phrases.longestAt(tokens, start);
  }

  /**
   * What a name means, if it is that of a country or people: "Iraqis", "the United States", "U.K.",
   * "IRAN". Without possessive endings; a leading "the" is ignored.
   */
  public Optional<Meaning> lookUp(String surface) {
    String name = plainApostrophes(surface.strip());
    if (name.regionMatches(true, 0, "the ", 0, 4)) {
      name = name.substring(4);
    }
    Meaning meaning = bySurface.get(name);
    return Optional.ofNullable(meaning == null ? byUpperCase.get(name) : meaning);
  }

  /** Whether the name is borne by persons: "Jordan", "Georgia". */
  boolean isPersonsNameToo(String surface) {
    return PERSONS_NAMES.contains(surface);
  }

  /** Whether the name is that of a capital city. */
  boolean isCapital(String surface) {
    return capitals.contains(surface);
  }

  /**
   * The countries and peoples named in a sentence, in order and without overlap, the longest name
   * at each place. Names inside evidently longer ones ("Latin America", "Bank of England", "Michael
   * Jordan") are left to the tagger.
   *
   * @param tokens one sentence
   */
  public List<TaggedName> find(List<String> tokens) {
    List<TaggedName> found = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      PhraseIndex.Match<Meaning> match = longestAt(tokens, i);
      if (match == null) {
        i++;
        continue;
      }
      int end = match.endToken();
      if (isBelieved(tokens, i, end)) {
        boolean isAmbiguous = end == i + 1 && AMBIGUOUS.contains(tokens.get(i));
        found.add(
            new TaggedName(i, end, match.meaning().kind().entityType(), isAmbiguous ? 0.7 : 0.9));
      }
      i = end;
    }
    return found;
  }

  private static boolean isBelieved(List<String> tokens, int start, int end) {
    String name = tokens.get(start);
    String before = start > 0 ? tokens.get(start - 1) : "";
    String after = end < tokens.size() ? tokens.get(end) : "";
    boolean isSingle = end == start + 1;
    if (NOT_AFTER.contains(before) || NOT_BEFORE.contains(after)) {
      return false;
    }
    if (before.equals("of") && start > 1 && NOT_AFTER_WITH_OF.contains(tokens.get(start - 2))) {
      return false;
    }
    if (isSingle && name.equals("US") && isAllCapitals(tokens)) {
      return false;
    }
    if (isSingle && AMBIGUOUS.contains(name)) {
      boolean isOpened = start == 1 && OPENERS.contains(before);
      return (!isCapitalised(before) || isOpened) && !isCapitalised(after);
    }
    return true;
  }

  /** A headline in capitals: "GIVE US BREAD". */
  private static boolean isAllCapitals(List<String> tokens) {
    int words = 0;
    for (String token : tokens) {
      if (token.chars().anyMatch(Character::isLowerCase)) {
        return false;
      }
      if (token.length() > 1 && token.chars().allMatch(Character::isLetter)) {
        words++;
      }
    }
    return words > 1;
  }

  private static boolean isCapitalised(String token) {
    return !token.isEmpty() && Character.isUpperCase(token.charAt(0));
  }

  private static String plainApostrophes(String text) {
    return text.indexOf('’') < 0 ? text : text.replace('’', '\'');
  }
}
