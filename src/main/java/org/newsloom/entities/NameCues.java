package org.newsloom.entities;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Corrects what a tagger says of names that tell their type by their own words, or by the word
 * beside them: a "Front" or a "Kataib" is an organisation, a "Gulf of" is a place, a "Hurricane"
 * neither. A model that learnt from other years knows the words of a name but not the name.
 *
 * <p>A rule speaks against the tagger only where that is not sure of itself.
 */
public final class NameCues {
  /** Surer than this, the tagger is believed against a name's own words. */
  private static final double SURE = 0.95;

  /** Surer than this, the tagger is believed against the words beside a name. */
  private static final double RATHER_SURE = 0.7;

  /** Confidence of a type that a rule gives. */
  private static final double BY_RULE = 0.9;

  /** Last words of organisations, in lower case. */
  private static final Set<String> ORGANISATION_ENDS =
      listed(
          "inc, inc., corp, corp., ltd, ltd., plc, llc, company, corporation, group, holdings, bank, airlines, "
              + "airways, petroleum, industries, motors, technologies, party, movement, front, brigade, "
              + "brigades, battalion, battalions, militia, army, forces, corps, council, committee, "
              + "commission, ministry, department, agency, authority, association, organization, "
              + "organisation, federation, confederation, foundation, institute, university, college, "
              + "parliament, court, bureau, administration, coalition, alliance, league, society, "
              + "brotherhood, hezbollah, hizbollah, hizbullah, hizballah, observatory");

  /** First words of armed groups with Arabic names: battalions, leagues, movement, army. */
  private static final Set<String> GROUP_STARTS =
      listed(
          "kataib, kata'ib, kataeb, ketaib, katibat, asaib, asa'ib, harakat, harakah, jaish, jaysh, "
              + "saraya, liwa, jabhat, hashd, faylaq, hezbollah, hizbullah, ansar, jund");

  private static final Set<String> STORMS = listed("hurricane, typhoon, cyclone");

  /** Before "of" and a name: "Gulf of Aden". */
  private static final Set<String> WATERS =
      listed("gulf, sea, bay, strait, straits, isle, cape, horn");

  /** Last words of places. */
  private static final Set<String> PLACE_ENDS =
      listed(
          "sea, ocean, river, lake, gulf, strait, peninsula, desert, mountains, province, county");

  private static final Set<String> VESSELS =
      listed(
          "rig, ship, vessel, tanker, ferry, freighter, trawler, frigate, destroyer, submarine, "
              + "yacht, warship, supertanker, shuttle, flotilla");

  /** Called after the vessel, plant or platform that they befell. */
  private static final Set<String> ACCIDENTS =
      listed(
          "spill, disaster, accident, explosion, blowout, sinking, wreck, grounding, catastrophe");

  /** Between a vessel's name and what it is: "oil rig". */
  private static final Set<String> VESSEL_KINDS =
      listed("oil, drilling, gas, cruise, cargo, container, passenger, aid, offshore, space");

  private static final Set<String> AFTER_COMPANIES =
      listed("shares, shareholders, executives, executive, subsidiary, stock, employees, ceo");

  private static final Set<String> BEFORE_ORGANISATIONS =
      listed(
          "company, contractor, firm, giant, group, charity, newspaper, broadcaster, agency, "
              + "network, conglomerate, watchdog, militia, daily");

  private NameCues() {}

  private static Set<String> listed(String words) {
    return Set.of(words.split(", ", -1));
  }

  /**
   * The names with the types their words tell, and with "Gulf of" joined to the name behind it.
   *
   * @param tokens one sentence
   * @param names its names in order and without overlap
   */
  public static List<TaggedName> refine(List<String> tokens, List<TaggedName> names) {
    if (names.isEmpty()) {
      return names;
    }
    List<TaggedName> refined = new ArrayList<>(names.size());
    int i = 0;
    while (i < names.size()) {
      TaggedName name = names.get(i++);
      int end = endOfWater(tokens, name);
      if (end > name.endToken()) {
        while (i < names.size() && names.get(i).firstToken() < end) {
          end = Math.max(end, names.get(i++).endToken());
        }
        refined.add(new TaggedName(name.firstToken(), end, "LOC", BY_RULE));
      } else {
        refined.add(typed(tokens, withDoubleName(tokens, name, refined)));
      }
    }
    return refined;
  }

  /** End of "Gulf of Aden" where the name ends with "Gulf", else the end of the name. */
  private static int endOfWater(List<String> tokens, TaggedName name) {
    int end = name.endToken();
    boolean isWater =
        name.confidence() < SURE
            && end + 1 < tokens.size()
            && tokens.get(end).equals("of")
            && isCapitalised(tokens.get(end + 1))
            && WATERS.contains(lower(tokens.get(end - 1)));
    return isWater ? end + 2 : end;
  }

  /** "Jean-Otto Brook" where the tagger found but "Brook". */
  private static TaggedName withDoubleName(
      List<String> tokens, TaggedName name, List<TaggedName> before) {
    int first = name.firstToken() - 1;
    boolean isFree =
        first >= 0 && (before.isEmpty() || before.get(before.size() - 1).endToken() <= first);
    if (!isFree || !name.type().equals("PER")) {
      return name;
    }
    String given = tokens.get(first);
    int hyphen = given.indexOf('-');
    boolean isDouble =
        hyphen > 2
            && hyphen + 2 < given.length()
            && isCapitalised(given)
            && isCapitalised(given.substring(hyphen + 1))
            && Character.isLowerCase(given.charAt(hyphen - 1))
            && Character.isLowerCase(given.charAt(given.length() - 1));
    return isDouble ? new TaggedName(first, name.endToken(), name.type(), name.confidence()) : name;
  }

  private static TaggedName typed(List<String> tokens, TaggedName name) {
    String type = typeByWords(tokens, name);
    if (type == null && name.confidence() < RATHER_SURE) {
      type = typeByNeighbours(tokens, name);
    }
    return type == null
        ? name
        : new TaggedName(
            name.firstToken(), name.endToken(), type, Math.max(name.confidence(), BY_RULE));
  }

  /** The type that a name of several words tells itself, or null. */
  private static String typeByWords(List<String> tokens, TaggedName name) {
    int words = name.endToken() - name.firstToken();
    if (words < 2) {
      return null;
    }
    String first = lower(tokens.get(name.firstToken()));
    String last = lower(tokens.get(name.endToken() - 1));
    if (STORMS.contains(first) && words == 2) {
      return "MISC";
    }
    boolean isPhrase = lower(tokens.get(name.firstToken() + 1)).equals("of");
    if (words > 2 && isPhrase && WATERS.contains(first)) {
      return "LOC";
    }
    if (name.confidence() >= SURE) {
      return null;
    }
    if (GROUP_STARTS.contains(first) || ORGANISATION_ENDS.contains(last)) {
      return "ORG";
    }
    return PLACE_ENDS.contains(last) ? "LOC" : null;
  }

  /** The type that the words beside a name tell, or null. */
  private static String typeByNeighbours(List<String> tokens, TaggedName name) {
    int end = name.endToken();
    String before = name.firstToken() > 0 ? tokens.get(name.firstToken() - 1) : "";
    String after = end < tokens.size() ? tokens.get(end) : "";
    String next = end + 1 < tokens.size() ? tokens.get(end + 1) : "";
    // "The Costa Alba ferry": persons and places have no article, and companies mostly one word.
    boolean isNamedVessel =
        end - name.firstToken() > 1
            && before.equalsIgnoreCase("the")
            && !name.type().equals("LOC")
            && (ACCIDENTS.contains(after)
                || ACCIDENTS.contains(next)
                || VESSELS.contains(after)
                || (VESSEL_KINDS.contains(after) && VESSELS.contains(next)));
    if (isNamedVessel || VESSELS.contains(before)) {
      return "MISC";
    }
    if (BEFORE_ORGANISATIONS.contains(before) || AFTER_COMPANIES.contains(after)) {
      return "ORG";
    }
    boolean isOwner = after.equals("'s") || after.equals("’s");
    return isOwner && AFTER_COMPANIES.contains(next) ? "ORG" : null;
  }

  /** Whether the name is that of a storm with its kind in front, in lower case: a key. */
  static boolean isStorm(String key) {
    int space = key.indexOf(' ');
    return space > 0 && space == key.lastIndexOf(' ') && STORMS.contains(key.substring(0, space));
  }

  /** "gulf" of the key "gulf of aden", else an empty text. */
  static String water(String key) {
    int of = key.indexOf(" of ");
    return of > 0 && WATERS.contains(key.substring(0, of)) ? key.substring(0, of) : "";
  }

  static boolean isCapitalised(String token) {
    return !token.isEmpty() && Character.isUpperCase(token.codePointAt(0));
  }

  private static String lower(String token) {
    return token.toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
