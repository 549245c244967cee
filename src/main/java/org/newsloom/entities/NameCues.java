package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Comparator;
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

  /** First words of the names of ships. */
  private static final Set<String> SHIP_PREFIXES =
      Set.of("USS", "HMS", "HMAS", "HMCS", "RMS", "INS", "MV", "M/V", "USNS", "SS");

  /** Behind the number of a military unit: "82nd Airborne Division". */
  private static final Set<String> UNITS =
      listed(
          "airborne, armored, armoured, infantry, cavalry, marine, mountain, division, brigade, "
              + "regiment, battalion, fleet, army, corps, squadron, wing");

  /** Before persons' names, and never inside them. In lower case without full stops. */
  private static final Set<String> RANKS =
      listed(
          "adm, admiral, rear, gen, lt, col, colonel, maj, capt, captain, cmdr, commandant, sgt, brig, "
              + "sen, rep, gov, secretary-general, mr, mrs, ms, dr, ayatollah, sheikh");

  /** Before persons' names where the tagger is not sure of an organisation. */
  private static final Set<String> ROLES =
      listed(
          "secretary, minister, president, chairman, chairwoman, commissioner, spokesman, spokeswoman, "
              + "director, chief, staff, executive, administrator, correspondent, ambassador, general, governor, mayor");

  /** Most words of a name that follows a rank. */
  private static final int MOST_NAME_WORDS = 3;

  /** Confidence of a person whom only the title tells. */
  private static final double BY_TITLE = 0.7;

  /** Behind places, in lower case. */
  private static final Set<String> AFTER_PLACES =
      listed(
          "airfield, airport, airbase, province, district, governorate, village, town, peninsula, "
              + "valley, neighborhood, neighbourhood, suburb, crossing, county, region, island, islands");

  /**
   * What an organisation is, and is called for short: "the Foundation". Alone it names one only
   * within an article.
   */
  private static final Set<String> HEADS =
      listed(
          "foundation, institute, ministry, council, commission, committee, agency, authority, "
              + "department, party, movement, front, company, group, association, university, "
              + "organization, organisation, center, centre, board, fund, federation, society, "
              + "bureau, administration, trust, alliance, coalition, club, corporation, bank, court, "
              + "tribunal, union, league, corps, brigade, brigades, forces, militia, observatory, "
              + "network, college");

  /** Between what an organisation is and what it is for. */
  private static final Set<String> LINKS = listed("of, for, on, in, to, against, and, at");

  /** How sure it is that a head alone is short for an organisation. */
  private static final double OF_A_HEAD = 0.5;

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
   * The names with the types their words tell, with "Gulf of" joined to the name behind it, and
   * with what an organisation may be called for short ("the Foundation").
   *
   * @param tokens one sentence
   * @param names its names in order and without overlap
   */
  public static List<TaggedName> refine(List<String> tokens, List<TaggedName> names) {
    List<TaggedName> refined = names.isEmpty() ? names : refineNames(tokens, names);
    return withHeads(tokens, withPersons(tokens, refined));
  }

  /**
   * The names with those of persons whole: "Coast Guard Adm. Ada Brook" is two, "Ada" belongs to
   * the "Brook" behind it, and whoever follows a title is a person.
   */
  private static List<TaggedName> withPersons(List<String> tokens, List<TaggedName> names) {
    List<TaggedName> parted = new ArrayList<>(names.size());
    for (TaggedName name : names) {
      part(tokens, name, parted);
    }
    List<TaggedName> whole = new ArrayList<>(parted.size());
    int free = 0;
    int next = 0;
    for (int i = 0; i < tokens.size(); i++) {
      while (next < parted.size() && parted.get(next).firstToken() == i) {
        TaggedName name = parted.get(next++);
        add(tokens, name, free, whole);
        free = name.endToken();
      }
      int end = next < parted.size() ? parted.get(next).firstToken() : tokens.size();
      if (i >= free && i + 1 < end && isRank(tokens.get(i))) {
        int last = i + 1;
        while (last < end && last - i <= MOST_NAME_WORDS && isNameWord(tokens.get(last))) {
          last++;
        }
        // Up to a name that begins there: its own rule takes the words in.
        boolean isAlone = last > i + 1 && (last < end || end == tokens.size());
        if (isAlone) {
          whole.add(new TaggedName(i + 1, last, "PER", BY_TITLE));
          free = last;
        }
      }
    }
    return whole;
  }

  private static void add(List<String> tokens, TaggedName name, int free, List<TaggedName> whole) {
    if (!name.type().equals("PER")) {
      whole.add(name);
      return;
    }
    TaggedName last = whole.isEmpty() ? null : whole.get(whole.size() - 1);
    boolean isCutInTwo =
        last != null
            && last.type().equals("PER")
            && last.endToken() == name.firstToken()
            && last.firstToken() > 0
            && isRank(tokens.get(last.firstToken() - 1));
    if (isCutInTwo) {
      whole.set(
          whole.size() - 1,
          new TaggedName(
              last.firstToken(),
              name.endToken(),
              "PER",
              Math.max(last.confidence(), name.confidence())));
    } else {
      whole.add(withFirstNames(tokens, name, free, whole));
    }
  }

  /** "Coast Guard" and "Ada Brook" of "Coast Guard Adm. Ada Brook"; other names as they are. */
  private static void part(List<String> tokens, TaggedName name, List<TaggedName> parted) {
    int rank = name.type().equals("ORG") ? rankIn(tokens, name) : -1;
    if (rank < 0) {
      parted.add(name);
      return;
    }
    int first = name.firstToken();
    if (lower(tokens.get(first)).equals("retired")) {
      first++;
    }
    int person = rank;
    while (rank > first && isRank(tokens.get(rank - 1))) {
      rank--;
    }
    while (person < name.endToken() && isRank(tokens.get(person))) {
      person++;
    }
    if (rank > first) {
      parted.add(new TaggedName(first, rank, "ORG", name.confidence()));
    }
    person += person == rank ? 1 : 0;
    if (person < name.endToken()) {
      parted.add(new TaggedName(person, name.endToken(), "PER", BY_TITLE));
    }
  }

  /** Index of the rank or role of a person inside a name, or -1. */
  private static int rankIn(List<String> tokens, TaggedName name) {
    for (int i = name.firstToken(); i < name.endToken(); i++) {
      boolean isBeforeName = i + 1 < name.endToken() && isNameWord(tokens.get(i + 1));
      boolean isAtEnd = i + 1 == name.endToken() && i > name.firstToken();
      if (isRank(tokens.get(i)) && (isBeforeName || isAtEnd)) {
        return i;
      }
      boolean isRole =
          ROLES.contains(lower(tokens.get(i)))
              && i > name.firstToken()
              && i + 2 < name.endToken()
              && name.confidence() < RATHER_SURE
              && isNameWord(tokens.get(i + 1));
      if (isRole) {
        return i;
      }
    }
    return -1;
  }

  /**
   * "Ada Brook" where the tagger found "Brook" behind "Adm. Ada" or "President Ada": headlines and
   * buttons of pages, too, put a capital before a name.
   */
  private static TaggedName withFirstNames(
      List<String> tokens, TaggedName name, int free, List<TaggedName> before) {
    int first = name.firstToken();
    int least = Math.max(Math.max(free, 1), first - MOST_NAME_WORDS + 1);
    while (first > least && isNameWord(tokens.get(first - 1)) && !isTitle(tokens.get(first - 1))) {
      first--;
    }
    boolean isTitled = first > 0 && isRankOrRole(tokens.get(first - 1));
    boolean isApart = before.isEmpty() || before.get(before.size() - 1).endToken() < first;
    return first < name.firstToken() && isTitled && isApart
        ? new TaggedName(first, name.endToken(), name.type(), name.confidence())
        : name;
  }

  private static boolean isRankOrRole(String token) {
    return isRank(token) || (isCapitalised(token) && ROLES.contains(lower(token)));
  }

  private static boolean isRank(String token) {
    String lower = lower(token);
    return isCapitalised(token)
        && RANKS.contains(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
  }

  /** Whether a token before a person's name is no first name: a title, a day, "French-born". */
  private static boolean isTitle(String token) {
    int hyphen = token.lastIndexOf('-');
    boolean isCompound =
        hyphen > 0
            && Character.isLowerCase(token.charAt(token.length() - 1))
            && hyphen + 1 < token.length()
            && Character.isLowerCase(token.charAt(hyphen + 1));
    return isCompound || isRankOrRole(token) || !NameForm.isNameWord(token);
  }

  /** Whether a token is a capital and small letters, as words of persons' names are. */
  private static boolean isNameWord(String token) {
    if (token.length() < 2 || !isCapitalised(token)) {
      return false;
    }
    boolean hasSmall = false;
    for (int i = 1; i < token.length(); i++) {
      char c = token.charAt(i);
      hasSmall |= Character.isLowerCase(c);
      if (!Character.isLetter(c) && c != '-' && c != '\'' && c != '’') {
        return false;
      }
    }
    return hasSmall && !isRank(token);
  }

  private static List<TaggedName> refineNames(List<String> tokens, List<TaggedName> names) {
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
        refined.add(typed(tokens, withNumber(tokens, withoutRole(tokens, name), refined)));
      }
    }
    return refined;
  }

  /** Adds "Foundation" in "the Foundation", where it is part of no name. */
  private static List<TaggedName> withHeads(List<String> tokens, List<TaggedName> names) {
    List<TaggedName> all = names;
    int next = 0;
    for (int i = 1; i < tokens.size(); i++) {
      boolean isHead =
          isCapitalised(tokens.get(i))
              && tokens.get(i - 1).equalsIgnoreCase("the")
              && HEADS.contains(lower(tokens.get(i)))
              && !goesOn(tokens, i + 1);
      if (!isHead) {
        continue;
      }
      while (next < names.size() && names.get(next).endToken() <= i) {
        next++;
      }
      if (next == names.size() || names.get(next).firstToken() > i) {
        if (all == names) {
          all = new ArrayList<>(names);
        }
        all.add(new TaggedName(i, i + 1, "ORG", OF_A_HEAD));
      }
    }
    if (all != names) {
      all.sort(Comparator.comparingInt(TaggedName::firstToken));
    }
    return all;
  }

  /** Whether a name may go on here: "Council" in "the Council of Elders", "Court House". */
  private static boolean goesOn(List<String> tokens, int i) {
    return i < tokens.size()
        && (isCapitalised(tokens.get(i))
            || (LINKS.contains(tokens.get(i))
                && !tokens.get(i).equals("and")
                && i + 1 < tokens.size()
                && (isCapitalised(tokens.get(i + 1)) || tokens.get(i + 1).equals("the"))));
  }

  /**
   * What an organisation's name says it is, in lower case: "foundation" of "Foundation for Lake
   * Studies", "council" of "Lake Council"; empty where it says none.
   *
   * @param key the name normalised
   */
  static String head(String key) {
    String last = "";
    for (String word : key.split(" ", -1)) {
      if (LINKS.contains(word)) {
        break;
      }
      last = word;
    }
    return HEADS.contains(last) ? last : "";
  }

  /** "Chief of Staff Ada Brook": the tagger may take the end of a role for a name. */
  private static TaggedName withoutRole(List<String> tokens, TaggedName name) {
    int first = name.firstToken();
    boolean isRole =
        name.endToken() - first > 1
            && first > 1
            && tokens.get(first).equals("Staff")
            && tokens.get(first - 1).equals("of")
            && tokens.get(first - 2).equalsIgnoreCase("chief");
    return isRole
        ? new TaggedName(first + 1, name.endToken(), "PER", Math.max(name.confidence(), BY_RULE))
        : name;
  }

  /** "82nd Airborne Division" where the tagger found it without its number; else a double name. */
  private static TaggedName withNumber(
      List<String> tokens, TaggedName name, List<TaggedName> before) {
    int number = name.firstToken() - 1;
    boolean isUnit =
        number >= 0
            && name.type().equals("ORG")
            && UNITS.contains(lower(tokens.get(name.firstToken())))
            && isOrdinal(tokens.get(number))
            && (before.isEmpty() || before.get(before.size() - 1).endToken() <= number);
    return isUnit
        ? new TaggedName(number, name.endToken(), name.type(), name.confidence())
        : withDoubleName(tokens, name, before);
  }

  private static boolean isOrdinal(String token) {
    int length = token.length();
    return length > 2
        && length < 7
        && Character.isDigit(token.charAt(0))
        && Set.of("st", "nd", "rd", "th").contains(token.substring(length - 2));
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
    boolean isShip = SHIP_PREFIXES.contains(tokens.get(name.firstToken()));
    if (isShip || (STORMS.contains(first) && words == 2)) {
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
    boolean isAirBase = after.equals("air") && next.equals("base");
    if (isAirBase || AFTER_PLACES.contains(after)) {
      return "LOC";
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
