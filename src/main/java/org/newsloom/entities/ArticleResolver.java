package org.newsloom.entities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.newsloom.entities.CountryNames.Kind;
import org.newsloom.entities.CountryNames.Meaning;

/**
 * Leads the names of one article to what they stand for in it: "Soleimani" to the "Qassem
 * Soleimani" named before, "PMF" to the "Popular Mobilization Forces" that the article defines it
 * as, "the U.S." to the United States. What the article does not tell stays as written, and says
 * what it may be short for.
 *
 * <p>Time grows linearly with the mentions. Pure and thread-safe.
 */
public final class ArticleResolver {
  private static final String SURNAME = "surname";
  private static final String ACRONYM = "acronym";
  private static final String BARE = "bare";
  private static final String POSSESSIVE = "possessive";
  private static final String PER = "PER";
  private static final String ORG = "ORG";

  private static final double DEFINED = 0.98;
  private static final double ACRONYM_OF_ARTICLE = 0.95;
  private static final double NAMED_BEFORE = 0.95;
  private static final double NAMED_LATER = 0.85;
  private static final double GIVEN_NAME = 0.8;
  private static final double SEVERAL_PERSONS = 0.5;

  /** A list of so many persons of one name is a family tree, not news. */
  private static final int MOST_RIVALS = 20;

  /** Surer than this, a name in the place of a surname is no guess of the tagger. */
  private static final double SURE_OF_A_PLACE = 0.9;

  /** A surname that the tagger took for another type. */
  private static final double RETYPED = 0.8;

  private static final double STRIPPED_APOSTROPHE = 0.9;

  /** "Syriabut". */
  private static final double GLUED = 0.8;

  /** An acronym that the initials of one name in the article make. */
  private static final double OF_INITIALS = 0.8;

  private static final Pattern GLUED_DATELINE = Pattern.compile("(\\p{Lu}{4,})\\p{Lu}\\p{Ll}");

  /** "the Foundation" where the article names one. */
  private static final double HEAD_OF_ARTICLE = 0.85;

  /** Words that scraped text glues to the end of a name. */
  private static final List<String> GLUED_WORDS =
      List.of(
          "but", "and", "that", "the", "for", "with", "when", "which", "where", "while", "after",
          "was", "has", "had", "said");

  /** "Lake Guard" for "Danish Lake Guard", "Ada" for "Hurricane Ada". */
  private static final double WITHOUT_KIND = 0.9;

  private final Knowledge knowledge;
  private final CountryNames countries;
  private final WellKnownNames wellKnown;
  private final List<ArticleMention> mentions;
  private final List<Optional<NameForm>> forms = new ArrayList<>();
  private final List<FullName> persons = new ArrayList<>();
  private final Set<String> longSurnames = new HashSet<>();

  /** Full names of persons by what they may be called for short, in text order. */
  private final Map<String, Called> bySurname = new HashMap<>();

  private final Map<String, Called> byGivenName = new HashMap<>();
  private final Set<String> fullNames = new HashSet<>();
  private final Map<String, Expansion> expansions = new HashMap<>();

  /** Lone names: how much speaks for a person, less what speaks for another type. */
  private final Map<String, Double> personBalance = new HashMap<>();

  private record FullName(long start, String name, String key, List<String> words) {}

  private record Expansion(String name, String key, String type) {}

  /** Names with their country or kind, by the name without it; null where there are more. */
  private final Map<String, Expansion> byBareName = new HashMap<>();

  /** Organisations by what they say they are; null where there are more of a kind. */
  private final Map<String, Expansion> byHead = new HashMap<>();

  /** Known organisations by names that the article gives them beside their acronym. */
  private final Map<String, WellKnownNames.Meaning> byMisnomer = new HashMap<>();

  /** Names of several words by the acronyms of their initials; null where there are more. */
  private final Map<String, Expansion> byInitials = new HashMap<>();

  /** The persons a short name may mean. */
  private static final class Called {
    private final List<FullName> mentions = new ArrayList<>();

    /** First and last name of each with the key that the article uses first. */
    private final Map<String, String> persons = new HashMap<>();

    private Map<String, String> rivals;

    void add(FullName name, String person) {
      mentions.add(name);
      persons.putIfAbsent(person, name.key());
    }

    boolean isOnePerson() {
      return persons.size() == 1;
    }

    /** {@link NameSound#person} of each person, with its key; none where there are many. */
    Map<String, String> rivals() {
      if (rivals == null) {
        rivals = new HashMap<>();
        if (persons.size() <= MOST_RIVALS) {
          persons.values().stream()
              .sorted()
              .forEach(key -> rivals.putIfAbsent(NameSound.person(key), key));
        }
      }
      return rivals;
    }

    /** The last mention before {@code start}, or the first of all. */
    FullName nearest(long start) {
      int low = 0;
      int high = mentions.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (mentions.get(middle).start() < start) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return mentions.get(Math.max(0, low - 1));
    }
  }

  private ArticleResolver(List<ArticleMention> mentions, Knowledge knowledge) {
    this.mentions = mentions;
    this.knowledge = knowledge;
    this.countries = knowledge.countries();
    this.wellKnown = knowledge.wellKnown();
  }

  /** {@link #resolve(List, Knowledge)} with what comes with Newsloom. */
  public static List<ResolvedMention> resolve(List<ArticleMention> mentions) {
    return resolve(mentions, Knowledge.bundled());
  }

  /**
   * Resolves the names of an article.
   *
   * @param mentions all names of one article, ordered by {@link ArticleMention#start}
   * @param knowledge what is known of names beforehand
   * @return what each means, in the same order; mentions that name nothing (a day, a lone title)
   *     are left out
   * @throws IllegalArgumentException where the mentions are not in order
   */
  public static List<ResolvedMention> resolve(List<ArticleMention> mentions, Knowledge knowledge) {
    ArticleResolver resolver = new ArticleResolver(mentions, knowledge);
    resolver.readNames();
    List<ResolvedMention> resolved = new ArrayList<>(mentions.size());
    for (int i = 0; i < mentions.size(); i++) {
      int index = i;
      resolver.forms.get(i).flatMap(form -> resolver.resolve(index, form)).ifPresent(resolved::add);
    }
    return resolved;
  }

  private void readNames() {
    long last = Long.MIN_VALUE;
    for (ArticleMention mention : mentions) {
      if (mention.start() < last) {
        throw new IllegalArgumentException(
            "Mention \"%s\" at %d comes after one at %d"
                .formatted(mention.surface(), mention.start(), last));
      }
      last = mention.start();
      Optional<NameForm> form = NameForm.of(mention.surface(), mention.type());
      forms.add(form);
      form.ifPresent(name -> read(mention, name));
    }
    readPersons();
  }

  private void read(ArticleMention mention, NameForm form) {
    if (mention.expansion() != null) {
      readExpansion(mention, form);
    }
    readBareName(mention, form);
    Optional<WellKnownNames.Meaning> known = wellKnown.lookUp(form.text(), form.key());
    boolean isPerson = mention.type().equals(PER) && known.isEmpty();
    Expansion full = full(form, mention.type(), known);
    if (mention.type().equals(ORG)) {
      String head = NameCues.head(form.key());
      if (!head.equals(form.key())) {
        file(byHead, head, full);
      }
    }
    if (!isPerson && form.text().indexOf(' ') > 0) {
      Acronyms.ofInitials(form.text()).forEach(initials -> file(byInitials, initials, full));
    }
    List<String> words = NameForm.personWords(form.key());
    if (words.size() == 1) {
      double weight = isPerson ? mention.confidence() : -mention.confidence();
      personBalance.merge(words.get(0), weight, Double::sum);
      return;
    }
    if (isPerson) {
      for (int i = 1; i < words.size() - 1; i++) {
        longSurnames.add(String.join(" ", words.subList(i, words.size())));
      }
      persons.add(new FullName(mention.start(), form.text(), form.key(), words));
    }
  }

  /**
   * Files the persons by their short names; "Ben Hadi" is one where "Amin Ben Hadi" is named too.
   */
  private void readPersons() {
    Set<String> keys = persons.stream().map(FullName::key).collect(Collectors.toSet());
    for (FullName full : persons) {
      List<String> words = full.words();
      String key = full.key();
      boolean isOwned = key.endsWith("s") && keys.contains(key.substring(0, key.length() - 1));
      if (isOwned || longSurnames.contains(String.join(" ", words))) {
        continue;
      }
      fullNames.add(key);
      // Middle names come and go: first and last name tell persons apart within an article.
      String surname = words.get(words.size() - 1);
      String person = words.get(0) + " " + surname;
      for (int i = 1; i < words.size(); i++) {
        String rest = String.join(" ", words.subList(i, words.size()));
        bySurname.computeIfAbsent(rest, name -> new Called()).add(full, person);
      }
      byGivenName.computeIfAbsent(words.get(0), name -> new Called()).add(full, person);
      personBalance.merge(surname, 1.0, Double::sum);
    }
  }

  private void readExpansion(ArticleMention mention, NameForm form) {
    String type = mention.type().equals(PER) ? ORG : mention.type();
    NameForm.of(mention.expansion(), type)
        .filter(longForm -> !longForm.key().equals(form.key()))
        .ifPresent(longForm -> readExpansion(form, longForm, type));
  }

  private void readExpansion(NameForm shortForm, NameForm longForm, String type) {
    Optional<WellKnownNames.Meaning> known =
        wellKnown.lookUp(longForm.text(), longForm.key()).or(() -> ofItsCountry(longForm));
    if (known.isEmpty()) {
      // "National Oceanographic and Atmospheric Administration (NOAA)".
      known =
          wellKnown
              .lookUp(shortForm.text(), shortForm.key())
              .filter(meaning -> isAlike(meaning.key(), longForm.key()));
      known.ifPresent(meaning -> byMisnomer.putIfAbsent(longForm.key(), meaning));
    }
    expansions.putIfAbsent(shortForm.key(), full(longForm, type, known));
  }

  /** Whether two names have at least half of their words in common. */
  private static boolean isAlike(String key, String other) {
    Set<String> words = new HashSet<>(List.of(key.split(" ", -1)));
    Set<String> others = new HashSet<>(List.of(other.split(" ", -1)));
    int most = Math.max(words.size(), others.size());
    words.retainAll(others);
    return 2 * words.size() >= most;
  }

  private static Expansion full(
      NameForm form, String type, Optional<WellKnownNames.Meaning> known) {
    return known
        .map(meaning -> new Expansion(meaning.name(), meaning.key(), meaning.type()))
        .orElseGet(() -> new Expansion(form.text(), form.key(), type));
  }

  private Optional<ResolvedMention> resolve(int index, NameForm form) {
    ArticleMention mention = mentions.get(index);
    boolean isPerson = mention.type().equals(PER);
    Called called = called(mention, form);
    Optional<Meaning> country = countries.lookUp(form.text());
    if (country.isPresent() && (!isPerson || called == null)) {
      boolean isLonePersonsName = isPerson && countries.isPersonsNameToo(form.text());
      if (!isLonePersonsName) {
        return Optional.of(country(index, form, country.get()));
      }
    }
    Expansion expansion = expansions.get(form.key());
    if (expansion != null && (form.isAcronym() || mention.expansion() != null)) {
      return Optional.of(acronym(index, form, expansion));
    }
    Expansion initials = form.isAcronym() && !isPerson ? byInitials.get(form.key()) : null;
    if (initials != null && called == null && wellKnown.lookUp(form.text(), form.key()).isEmpty()) {
      return Optional.of(
          new ResolvedMention(
              index,
              initials.name(),
              initials.key(),
              initials.type(),
              ACRONYM,
              OF_INITIALS,
              ACRONYM,
              form.key()));
    }
    boolean isSurname = called != null && called == bySurname.get(shortKey(form));
    Optional<ResolvedMention> known = isSurname ? Optional.empty() : wellKnown(index, form);
    if (known.isPresent()) {
      return known;
    }
    if (called != null) {
      return Optional.of(person(index, form, called, 1));
    }
    Optional<WellKnownNames.Meaning> national =
        Optional.ofNullable(byMisnomer.get(form.key())).or(() -> ofItsCountry(form));
    if (!isPerson && national.isPresent()) {
      return national.map(meaning -> wellKnown(index, meaning, "well_known", 1));
    }
    Expansion full = bare(mention, form);
    if (full != null) {
      // Other articles may have told of another storm or gulf.
      boolean isForAll = full.type().equals(ORG);
      return Optional.of(
          new ResolvedMention(
              index,
              full.name(),
              full.key(),
              full.type(),
              BARE,
              WITHOUT_KIND,
              isForAll ? BARE : null,
              isForAll ? form.key() : null));
    }
    Optional<ResolvedMention> mended =
        withStrippedApostrophe(index, form).or(() -> withoutGluedWord(index, form));
    if (mended.isPresent()) {
      return mended;
    }
    if (!mention.type().equals(PER) && NameCues.head(form.key()).equals(form.key())) {
      return ofHead(index, form);
    }
    if (form.isOnlyInContext()) {
      return Optional.empty();
    }
    if (mention.type().equals("LOC")) {
      Optional<WellKnownNames.Meaning> place = knowledge.placeOfOtherName(form.text());
      if (place.isPresent()) {
        return place.map(meaning -> wellKnown(index, meaning, "well_known", 1));
      }
    }
    return Optional.of(asWritten(index, form));
  }

  /**
   * Files "Danish Lake Guard" and "UN Lake Guard" under "Lake Guard", "Hurricane Ada" under "Ada"
   * and "Gulf of Aden" under "Gulf". Of an organisation, one word alone says too little.
   */
  private void readBareName(ArticleMention mention, NameForm form) {
    String key = form.key();
    String bare = mention.type().equals("LOC") ? NameCues.water(key) : "";
    if (mention.type().equals("MISC") && NameCues.isStorm(key)) {
      bare = key.substring(key.indexOf(' ') + 1);
    }
    int space = form.text().indexOf(' ');
    if (mention.type().equals(ORG) && space > 0 && form.text().indexOf(' ', space + 1) > 0) {
      String front = form.text().substring(0, space);
      boolean isOwner =
          countries.lookUp(front).isPresent() || NameForm.key(front, "ORG").equals("un");
      bare = isOwner ? NameForm.key(form.text().substring(space + 1), "ORG") : "";
    }
    file(byBareName, bare, new Expansion(form.text(), key, mention.type()));
  }

  /** Files a full name by what it may be called for short; two of one kind make it unclear. */
  private static void file(Map<String, Expansion> names, String shortName, Expansion full) {
    if (shortName.isEmpty()) {
      return;
    }
    if (!names.containsKey(shortName)) {
      names.put(shortName, full);
    } else if (names.get(shortName) != null && !names.get(shortName).key().equals(full.key())) {
      names.put(shortName, null);
    }
  }

  /** "the Foundation": the article's only one. Alone it names nothing. */
  private Optional<ResolvedMention> ofHead(int index, NameForm form) {
    return Optional.ofNullable(byHead.get(form.key()))
        .map(
            full ->
                new ResolvedMention(
                    index,
                    full.name(),
                    full.key(),
                    full.type(),
                    "head",
                    HEAD_OF_ARTICLE,
                    // The corpus may know of whom: "Security Council" of the United Nations.
                    BARE,
                    full.key()));
  }

  /** "Iraqi Popular Mobilization Forces": a known organisation with its own country in front. */
  private Optional<WellKnownNames.Meaning> ofItsCountry(NameForm form) {
    int space = form.text().indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String front = form.text().substring(0, space);
    String owner = front.endsWith("'s") ? front.substring(0, front.length() - 2) : front;
    Optional<Meaning> country = countries.lookUp(owner);
    String rest = form.text().substring(space + 1);
    return country.flatMap(
        of ->
            wellKnown
                .lookUp(rest, NameForm.key(rest, ORG))
                .filter(
                    meaning ->
                        knowledge
                            .entry(meaning.name(), meaning.type())
                            .flatMap(Knowledge.Entry::code)
                            .filter(of.code()::equals)
                            .isPresent()));
  }

  /** What the name is short for in this article if it lacks a country or a kind, or null. */
  private Expansion bare(ArticleMention mention, NameForm form) {
    Expansion full = byBareName.get(form.key());
    boolean isExpected =
        full != null
            && (full.type().equals("MISC")
                || full.type().equals(mention.type())
                || (full.type().equals(ORG) && mention.type().equals("MISC")));
    return isExpected ? full : null;
  }

  private Optional<ResolvedMention> wellKnown(int index, NameForm form) {
    // An abbreviation's full stop is lost in the form: "La." is Louisiana, "La" nothing.
    String surface = mentions.get(index).surface().strip();
    return wellKnown
        .lookUp(surface, form.key())
        .or(() -> wellKnown.lookUp(form.text(), form.key()))
        .map(
            meaning ->
                new ResolvedMention(
                    index,
                    meaning.name(),
                    meaning.key(),
                    meaning.type(),
                    meaning.name().equals(form.text())
                        ? form.method()
                        : form.isAcronym() ? ACRONYM : "well_known",
                    1,
                    null,
                    null));
  }

  /** The persons that a short name may mean here, or null. */
  private Called called(ArticleMention mention, NameForm form) {
    String key = shortKey(form);
    if (mention.type().equals(PER)) {
      Called called = bySurname.get(key);
      return called == null && key.length() > 2 ? byGivenName.get(key) : called;
    }
    // A place that is known, or that the sentences are sure of, may bear a person's name.
    boolean isPlace =
        mention.confidence() >= SURE_OF_A_PLACE || knowledge.isKnown(form.text(), "LOC");
    // "Hague-based" is said of places and organisations.
    boolean isRetyped =
        key.length() > 3
            && !mention.surface().endsWith("-based")
            && key.indexOf(' ') < 0
            && !form.isAcronym()
            && !countries.isCapital(form.text())
            && (!isPlace || personBalance.getOrDefault(key, 0.0) >= 0);
    return isRetyped ? bySurname.get(key) : null;
  }

  private static String shortKey(NameForm form) {
    return String.join(" ", NameForm.personWords(form.key()));
  }

  private ResolvedMention country(int index, NameForm form, Meaning meaning) {
    String type = meaning.kind().entityType();
    String method = form.method();
    if (!meaning.name().equals(form.text())) {
      method = meaning.kind() == Kind.COUNTRY ? "country" : "demonym";
    }
    String key = NameForm.key(meaning.name(), type);
    return new ResolvedMention(index, meaning.name(), key, type, method, 1, null, null);
  }

  private ResolvedMention acronym(int index, NameForm form, Expansion expansion) {
    Optional<Meaning> country = countries.lookUp(expansion.name());
    if (country.isPresent()) {
      return country(index, form, country.get());
    }
    double confidence = mentions.get(index).expansion() == null ? ACRONYM_OF_ARTICLE : DEFINED;
    return new ResolvedMention(
        index,
        expansion.name(),
        expansion.key(),
        expansion.type(),
        ACRONYM,
        confidence,
        ACRONYM,
        form.key());
  }

  private ResolvedMention person(int index, NameForm form, Called called, double factor) {
    ArticleMention mention = mentions.get(index);
    FullName full = called.nearest(mention.start());
    String shortKey = shortKey(form);
    boolean isGivenName = !bySurname.containsKey(shortKey) && !full.key().endsWith(shortKey);
    String method = isGivenName ? "given_name" : SURNAME;
    double confidence = full.start() < mention.start() ? NAMED_BEFORE : NAMED_LATER;
    if (isGivenName) {
      confidence = GIVEN_NAME;
    }
    if (!called.isOnePerson()) {
      method = "surname_nearest";
      confidence = SEVERAL_PERSONS;
    }
    if (!mention.type().equals(PER)) {
      confidence *= RETYPED;
    }
    return new ResolvedMention(
        index,
        full.name(),
        full.key(),
        PER,
        method,
        confidence * factor,
        SURNAME,
        shortKey,
        called.rivals());
  }

  /** "Irans", "Irans Lake Guard" and "Netanyahus", in texts that lost their apostrophes. */
  private Optional<ResolvedMention> withStrippedApostrophe(int index, NameForm form) {
    String text = form.text();
    int space = text.indexOf(' ');
    if (space > 0 && ofCountry(text.substring(0, space)).isPresent()) {
      return NameForm.of(text.substring(space + 1), mentions.get(index).type())
          .flatMap(owned -> resolve(index, owned))
          .map(owned -> weighed(owned, owned.method(), STRIPPED_APOSTROPHE));
    }
    boolean isCandidate =
        text.length() > 4
            && text.endsWith("s")
            && form.method().equals("exact")
            && Character.isLowerCase(text.charAt(text.length() - 2));
    if (!isCandidate) {
      return Optional.empty();
    }
    String owner = text.substring(0, text.length() - 1);
    Optional<Meaning> country = ofCountry(text);
    if (country.isPresent()) {
      return country.map(
          meaning -> weighed(country(index, form, meaning), POSSESSIVE, STRIPPED_APOSTROPHE));
    }
    String key = NameForm.key(owner, PER);
    NameForm ownerForm = new NameForm(owner, key, POSSESSIVE, false);
    if (countries.isCapital(owner)) {
      ResolvedMention capital = asWritten(index, ownerForm, "LOC", key, null);
      return Optional.of(weighed(capital, POSSESSIVE, STRIPPED_APOSTROPHE));
    }
    if (fullNames.contains(key)) {
      ResolvedMention person = asWritten(index, ownerForm, PER);
      return Optional.of(weighed(person, POSSESSIVE, STRIPPED_APOSTROPHE));
    }
    Called called = bySurname.get(String.join(" ", NameForm.personWords(key)));
    if (called != null) {
      return Optional.of(person(index, ownerForm, called, STRIPPED_APOSTROPHE));
    }
    return wellKnown
        .lookUp(owner, key)
        .map(meaning -> wellKnown(index, meaning, POSSESSIVE, STRIPPED_APOSTROPHE));
  }

  /** The country that "Irans" stands for. */
  private Optional<Meaning> ofCountry(String text) {
    if (text.length() < 5 || !text.endsWith("s")) {
      return Optional.empty();
    }
    String owner = text.substring(0, text.length() - 1);
    return countries
        .lookUp(owner)
        .filter(meaning -> meaning.kind() == Kind.COUNTRY && !owner.equals("America"));
  }

  /** "Syriabut" and "Islamic Statea", in texts that lost a dash or a space. */
  private Optional<ResolvedMention> withoutGluedWord(int index, NameForm form) {
    String text = form.text();
    if (text.length() < 6 || !Character.isLowerCase(text.charAt(text.length() - 1))) {
      return Optional.empty();
    }
    for (String word : GLUED_WORDS) {
      if (text.endsWith(word)) {
        return withoutEnd(index, text.substring(0, text.length() - word.length()));
      }
    }
    Optional<ResolvedMention> dateline = ofGluedDateline(index, text);
    if (dateline.isPresent()) {
      return dateline;
    }
    // One letter proves little: only a known name of several words.
    return text.endsWith("a") && text.indexOf(' ') > 0
        ? withoutEnd(index, text.substring(0, text.length() - 1))
        : Optional.empty();
  }

  /** "JERUSALEMIf", where a dateline lost what stood behind it. */
  private Optional<ResolvedMention> ofGluedDateline(int index, String text) {
    Matcher glued = GLUED_DATELINE.matcher(text);
    if (!glued.lookingAt()) {
      return Optional.empty();
    }
    String place = glued.group(1).charAt(0) + glued.group(1).substring(1).toLowerCase(Locale.ROOT);
    return countries.isCapital(place)
        ? Optional.of(
            new ResolvedMention(
                index, place, NameForm.key(place, "LOC"), "LOC", "glued", GLUED, null, null))
        : Optional.empty();
  }

  private Optional<ResolvedMention> withoutEnd(int index, String text) {
    Optional<Meaning> country = countries.lookUp(text);
    if (country.isPresent()) {
      NameForm form = new NameForm(text, NameForm.key(text, "LOC"), "glued", false);
      return Optional.of(weighed(country(index, form, country.get()), "glued", GLUED));
    }
    return text.length() < 4
        ? Optional.empty()
        : wellKnown
            .lookUp(text, NameForm.key(text, ORG))
            .map(meaning -> wellKnown(index, meaning, "glued", GLUED));
  }

  private static ResolvedMention wellKnown(
      int index, WellKnownNames.Meaning meaning, String method, double confidence) {
    return new ResolvedMention(
        index, meaning.name(), meaning.key(), meaning.type(), method, confidence, null, null);
  }

  private static ResolvedMention weighed(ResolvedMention resolved, String method, double factor) {
    return new ResolvedMention(
        resolved.mention(),
        resolved.name(),
        resolved.key(),
        resolved.type(),
        method,
        resolved.confidence() * factor,
        resolved.shortKind(),
        resolved.shortKey(),
        resolved.rivals());
  }

  private ResolvedMention asWritten(int index, NameForm form) {
    return asWritten(index, form, mentions.get(index).type());
  }

  private ResolvedMention asWritten(int index, NameForm form, String type) {
    if (form.isAcronym() && !type.equals(PER)) {
      return asWritten(index, form, type, form.key(), ACRONYM);
    }
    if (type.equals(ORG) && form.key().indexOf(' ') > 0) {
      return asWritten(index, form, type, form.key(), BARE);
    }
    boolean isPlace = countries.isCapital(form.text());
    if (type.equals(PER) || (form.key().length() > 3 && !isPlace)) {
      List<String> words = NameForm.personWords(form.key());
      if (words.size() == 1) {
        return asWritten(index, form, type, words.get(0), SURNAME);
      }
    }
    return asWritten(index, form, type, form.key(), null);
  }

  private static ResolvedMention asWritten(
      int index, NameForm form, String type, String key, String shortKind) {
    String shortKey = shortKind == null ? null : key;
    return new ResolvedMention(
        index, form.text(), key, type, form.method(), 1, shortKind, shortKey);
  }
}
