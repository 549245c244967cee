package org.newsloom.entities;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.newsloom.entities.CountryNames.Kind;
import org.newsloom.entities.CountryNames.Meaning;
import org.newsloom.entities.Knowledge.Entry;
import org.newsloom.entities.Knowledge.Relation;

/**
 * What an entity is tied to by its name: a country, a people's country, the whole it is part of.
 *
 * <p>First by {@link Knowledge}; else by the name's own words: "Iranian Foreign Ministry", "Central
 * Bank of Iraq", "UN Human Rights Council", "Basra, Iraq". A name that may as well mean another
 * country, or none, is tied to none; persons are not tied by their names.
 */
public final class NameTies implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A relation of an entity to another, which may be in the tables or not.
   *
   * @param relation {@code demonym_of}, {@code capital_of}, {@code part_of} or {@code member_of}
   * @param otherKey the other's normalised name
   * @param otherType the other's type
   * @param method {@code knowledge} or {@code name}
   * @param score confidence, 0 to 1
   */
  public record Tie(
      String relation, String otherKey, String otherType, String method, double score) {}

  private static final String ORG = "ORG";
  private static final String LOC = "LOC";
  private static final String MISC = "MISC";
  private static final String PART_OF = "part_of";

  private static final double KNOWN = 1.0;
  private static final double BY_NAME = 0.9;

  /** "Free Syrian Army", "National Iranian Oil Company". */
  private static final Set<String> BEFORE_DEMONYM =
      listed(
          "National, Royal, Supreme, Free, State, Federal, General, Grand, Great, Islamic, Greater");

  /** Countries whose name alone in front of others is as likely a person's or another place's. */
  private static final Set<String> BORNE_BY_OTHERS =
      listed(
          "Georgia, Jordan, Chad, Holland, Dominica, Jersey, Guinea, Virgin Islands,"
              + " Turks and Caicos Islands");

  /** "Greek Orthodox Church" and "Italian American Foundation" are of other countries. */
  private static final Set<String> NOT_AFTER_DEMONYM =
      listed(
          "and, &, Orthodox, Catholic, Apostolic, Jewish, Muslim, American, Americans, Ocean, Wells, Point, Health, Affairs,"
              + " Country, Gaming, Refugees, Speaking, Language, Born");

  /** "Iraq Study Group", "Vietnam Veterans": those elsewhere who take an interest in a country. */
  private static final Set<String> ABOUT_COUNTRY =
      listed(
          "Study, Inquiry, Survey, Veterans, Body, Index, Contact, Support, Solidarity, Action, Friends, Watch, War,"
              + " Desk, Comment, Review, Freedom, Project, Task, Policy, Relief, Crisis, Report, Campaign");

  /** Organisations of no country, whatever country they are for. */
  private static final Set<String> INTERNATIONAL =
      listed(
          "UN, U.N., United, EU, E.U., European, NATO, Nato, International, World, Global, Arab, African, Commonwealth,"
              + " Friends, Voice, Multi-National, Multinational, Coalition, Gulf, al-Qaeda, Al-Qaeda");

  /** Before "of" and a city. */
  private static final Set<String> OF_CITY =
      listed("University, Bank, Port, City, Diocese, Archdiocese, Municipality, Museum, District");

  /** Behind a city or state. */
  private static final Set<String> AFTER_CITY =
      listed(
          "University, Police, Stock, Metropolitan, Airport, Hospital, Fire, Military, Provincial, Municipal, City,"
              + " Council, Court, County, School, State, Symphony, Department, Supreme, National, International, Legislature,"
              + " Zoo, Museum, Exchange, Underground");

  /** Last words of the names of a state's organs. */
  private static final Set<String> ORGANS =
      listed(
          "Ministry, Army, Navy, Parliament, Government, Police, Guard, Guards, Corps, Senate, Cabinet, Court, Embassy,"
              + " Consulate, Treasury, Military, Marines, Gendarmerie, Legislature, Customs, Majlis");

  /** Last words of such names that need the word before to be told. */
  private static final Set<String> ORGANS_OF_TWO_WORDS =
      listed(
          "Air Force, Armed Forces, Central Bank, Reserve Bank, Security Forces, Defense Forces, Defence Forces, Defense Force, Defence Force,"
              + " Special Forces, Ground Forces, Coast Guard, Border Patrol, National Assembly, State"
              + " Department, Justice Department, Defense Department, Treasury Department, Transitional Council, Supreme"
              + " Council, Intelligence Service, People's Assembly, Governing Council, Federal Reserve, Security Force");

  /** "Government of Libya". */
  private static final Set<String> ORGANS_OF =
      listed("Government, Parliament, Army, Ministry, Court, Senate, Cabinet, Embassy, Navy");

  /** An army that is not its state's. */
  private static final Set<String> NOT_OF_STATE =
      listed(
          "Free, Liberation, Resistance, Salvation, Volunteer, Republican, Opposition, Shadow, Islamic, and, &");

  private static final Set<String> INTERNATIONAL_ORGANS =
      listed(
          "Council, Commission, Commissioner, Mission, Agency, Committee, Secretariat, Assembly, Force, Forces, Office,"
              + " Programme, Program, Parliament, Court, Fund, Conference, Panel, Peacekeepers, Delegation, Command,"
              + " Headquarters");

  private static final Set<String> PREPOSITIONS = listed("of, for, on, in, to, at, against");

  private static final Set<String> DIRECTIONS =
      listed(
          "northern, southern, eastern, western, central, northeastern, northwestern, southeastern, southwestern,"
              + " north-eastern, north-western, south-eastern, south-western, mainland, upper, lower");

  private static final Set<String> AFTER_PLACE =
      listed("Airport, International Airport, Province, Governorate, Prefecture");

  private final Knowledge knowledge;

  public NameTies(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  private static Set<String> listed(String words) {
    return Set.copyOf(Arrays.asList(words.split(", ?", -1)));
  }

  /**
   * The country an entity is in or of.
   *
   * @param name the entity's canonical name
   * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}
   * @return an ISO 3166-1 alpha-2 code, or nothing where there is none or it is not certain
   */
  public Optional<String> countryCode(String name, String type) {
    if (type.equals("PER")) {
      return Optional.empty();
    }
    if (knowledge.isKnown(name, type)) {
      return knowledge.entry(name, type).flatMap(Entry::code).flatMap(NameTies::current);
    }
    Optional<Entry> country = country(name, type);
    if (country.isEmpty() && type.equals(ORG) && !isOfSeveral(name)) {
      country = byParent(words(name));
    }
    return country.flatMap(Entry::code).flatMap(NameTies::current);
  }

  /**
   * What an entity is related to.
   *
   * @param name the entity's canonical name
   * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}
   * @return no two of the same relation and other
   */
  public List<Tie> ties(String name, String type) {
    if (type.equals("PER")) {
      return List.of();
    }
    if (knowledge.isKnown(name, type)) {
      return knowledge.entry(name, type).map(this::known).orElse(List.of());
    }
    Optional<Entry> whole = Optional.empty();
    if (type.equals(LOC)) {
      whole = country(name, type);
    } else if (type.equals(ORG) && !isOfSeveral(name) && words(name).size() > 1) {
      whole = international(name).or(() -> isOrgan(name) ? country(name, type) : Optional.empty());
    }
    return whole.map(entry -> List.of(tie(PART_OF, entry, "name", BY_NAME))).orElse(List.of());
  }

  private List<Tie> known(Entry entry) {
    List<Tie> ties = new ArrayList<>();
    for (Relation relation : entry.relations()) {
      knowledge
          .named(relation.other())
          .ifPresent(other -> ties.add(tie(relation.relation(), other, "knowledge", KNOWN)));
    }
    Optional<Entry> country = entry.code().flatMap(knowledge::country);
    switch (entry.kind()) {
      case DEMONYM ->
          country.ifPresent(other -> ties.add(tie("demonym_of", other, "knowledge", KNOWN)));
      case PLACE -> {
        if (ties.isEmpty()) {
          country.ifPresent(other -> ties.add(tie(PART_OF, other, "knowledge", KNOWN)));
        }
      }
      case COUNTRY ->
          entry
              .code()
              .flatMap(NameTies::current)
              .flatMap(knowledge::country)
              .filter(other -> !other.equals(entry))
              .ifPresent(other -> ties.add(tie(PART_OF, other, "knowledge", KNOWN)));
      default -> {}
    }
    return ties.stream().distinct().toList();
  }

  private static Tie tie(String relation, Entry other, String method, double score) {
    String type = other.kind().entityType();
    return new Tie(relation, NameForm.key(other.name(), type), type, method, score);
  }

  /** Former states have no code of two letters, and a country of the kingdom has the kingdom's. */
  private static Optional<String> current(String code) {
    return code.length() == 2
        ? Optional.of(code)
        : code.startsWith("GB-") ? Optional.of("GB") : Optional.empty();
  }

  /** The country that a name of several words tells. */
  private Optional<Entry> country(String name, String type) {
    List<String> words = words(name);
    if (words.size() < 2) {
      return Optional.empty();
    }
    return switch (type) {
      case LOC -> ofPlace(name, words);
      case ORG -> ofOrganisation(name, words);
      case MISC -> byDemonym(words, 0);
      default -> Optional.empty();
    };
  }

  private static List<String> words(String name) {
    return Arrays.stream(name.replace('’', '\'').split(" ", -1))
        .map(word -> word.endsWith("'s") ? word.substring(0, word.length() - 2) : word)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Optional<Entry> ofPlace(String name, List<String> words) {
    int comma = name.lastIndexOf(", ");
    if (comma > 0) {
      return place(name.substring(comma + 2));
    }
    String rest = String.join(" ", words.subList(1, words.size()));
    if (DIRECTIONS.contains(words.get(0).toLowerCase(Locale.ROOT))) {
      // "Central America".
      return rest.equals("America") ? Optional.empty() : place(rest);
    }
    for (int end = words.size() - 1; end > 0 && end >= words.size() - 2; end--) {
      if (AFTER_PLACE.contains(String.join(" ", words.subList(end, words.size())))) {
        Optional<Entry> place = place(String.join(" ", words.subList(0, end)));
        if (place.isPresent()) {
          return place;
        }
      }
    }
    return Optional.empty();
  }

  /** The country of a place. */
  private Optional<Entry> place(String name) {
    return knowledge.entry(name, LOC).flatMap(Entry::code).flatMap(knowledge::country);
  }

  private Optional<Entry> ofOrganisation(String name, List<String> words) {
    if (isOfSeveral(name)) {
      return Optional.empty();
    }
    boolean isInternational = INTERNATIONAL.contains(words.get(0));
    Optional<Entry> first = byDemonym(words, 0).or(() -> byCountry(words)).or(() -> byCity(words));
    if (first.isEmpty() && BEFORE_DEMONYM.contains(words.get(0))) {
      first = byDemonym(words, 1);
    }
    Optional<Entry> last = isInternational ? Optional.empty() : ofCountry(words);
    if (first.isPresent() && last.isPresent() && !first.equals(last)) {
      return Optional.empty();
    }
    return first.or(() -> last);
  }

  /** Mostly two names that the tagger took for one. */
  private static boolean isOfSeveral(String name) {
    return name.indexOf('(') >= 0 || name.indexOf(',') >= 0;
  }

  private Optional<Entry> byDemonym(List<String> words, int start) {
    if (start >= words.size()) {
      return Optional.empty();
    }
    PhraseIndex.Match<Meaning> match = knowledge.countries().longestAt(words, start);
    if (match == null
        || match.meaning().kind() != Kind.DEMONYM
        || match.endToken() == words.size()
        || NOT_AFTER_DEMONYM.contains(words.get(match.endToken()))) {
      return Optional.empty();
    }
    return knowledge.country(match.meaning().code());
  }

  private Optional<Entry> byCountry(List<String> words) {
    PhraseIndex.Match<Meaning> match = knowledge.countries().longestAt(words, 0);
    if (match == null
        || match.meaning().kind() != Kind.COUNTRY
        || match.endToken() == words.size()
        || BORNE_BY_OTHERS.contains(match.meaning().name())
        || ABOUT_COUNTRY.contains(words.get(match.endToken()))) {
      return Optional.empty();
    }
    String next = words.get(match.endToken());
    // "Iraq and Syria Group" is of two.
    return next.equals("and") || next.equals("&")
        ? Optional.empty()
        : knowledge.country(match.meaning().code());
  }

  /** "Baghdad University", "Los Angeles Police Department". */
  private Optional<Entry> byCity(List<String> words) {
    for (int end = Math.min(3, words.size() - 1); end > 0; end--) {
      if (AFTER_CITY.contains(words.get(end))) {
        Optional<Entry> place = place(String.join(" ", words.subList(0, end)));
        if (place.isPresent() && !BORNE_BY_OTHERS.contains(words.get(0))) {
          return place;
        }
      }
    }
    return Optional.empty();
  }

  /** "BBC News", "CNN Wire". */
  private Optional<Entry> byParent(List<String> words) {
    for (int end = Math.min(3, words.size() - 1); end > 0; end--) {
      Optional<Entry> parent =
          knowledge
              .entry(String.join(" ", words.subList(0, end)), ORG)
              .filter(entry -> entry.code().isPresent());
      if (parent.isPresent() && !words.get(end).equals("and")) {
        return parent.flatMap(Entry::code).flatMap(knowledge::country);
      }
    }
    return Optional.empty();
  }

  /** "Central Bank of Iraq", "University of Baghdad". */
  private Optional<Entry> ofCountry(List<String> words) {
    int of = words.lastIndexOf("of");
    if (of < 1 || of == words.size() - 1) {
      return Optional.empty();
    }
    int start = words.get(of + 1).equals("the") ? of + 2 : of + 1;
    Optional<Entry> entry =
        knowledge.entry(String.join(" ", words.subList(start, words.size())), LOC);
    boolean isTold =
        entry.isPresent()
            && (entry.get().kind() == Knowledge.Kind.COUNTRY
                || OF_CITY.contains(words.get(of - 1)));
    return isTold ? entry.flatMap(Entry::code).flatMap(knowledge::country) : Optional.empty();
  }

  /** Whether a name is that of a state's organ, if it is of a state at all. */
  private static boolean isOrgan(String name) {
    List<String> words = words(name);
    boolean isGuard = words.stream().anyMatch(word -> word.startsWith("Guard"));
    if (!isGuard && words.stream().anyMatch(NOT_OF_STATE::contains)) {
      return false;
    }
    int of = words.indexOf("of");
    int end = of < 0 ? words.size() : of;
    String last = words.get(Math.max(0, end - 1));
    boolean isOfTwo =
        end > 1
            && !words.contains("Revolutionary")
            && ORGANS_OF_TWO_WORDS.contains(words.get(end - 2) + " " + words.get(end - 1));
    return isOfTwo || (of < 0 ? ORGANS.contains(last) : ORGANS_OF.contains(last));
  }

  /** "UN Human Rights Council", "General Assembly of the United Nations". */
  private Optional<Entry> international(String name) {
    List<String> words = words(name);
    for (int end = Math.min(3, words.size() - 1); end > 0; end--) {
      Optional<Entry> whole = ofNoCountry(String.join(" ", words.subList(0, end)));
      if (whole.isPresent()) {
        return isOrganOfMany(words, end) ? whole : Optional.empty();
      }
    }
    int of = words.lastIndexOf("of");
    if (of < 1 || of == words.size() - 1 || !isOrganOfMany(words.subList(0, of), 0)) {
      return Optional.empty();
    }
    int start = words.get(of + 1).equals("the") ? of + 2 : of + 1;
    return ofNoCountry(String.join(" ", words.subList(start, words.size())));
  }

  /** Whether what stands behind {@code start} is headed by the word for an organ. */
  private static boolean isOrganOfMany(List<String> words, int start) {
    int head = start;
    while (head < words.size() && !PREPOSITIONS.contains(words.get(head))) {
      head++;
    }
    return !words.get(start).equals("and")
        && ((head > start && INTERNATIONAL_ORGANS.contains(words.get(head - 1)))
            || INTERNATIONAL_ORGANS.contains(words.get(words.size() - 1)));
  }

  private Optional<Entry> ofNoCountry(String name) {
    return knowledge
        .entry(name, ORG)
        .filter(entry -> entry.code().isEmpty() && entry.names().size() > 1);
  }
}
