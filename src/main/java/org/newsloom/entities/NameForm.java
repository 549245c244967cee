package org.newsloom.entities;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name without what is not part of it: titles, possessive endings, a leading article, quotes,
 * capitals of a headline; and its key, which is the same for spellings that differ only in case,
 * accents, hyphens, apostrophes, full stops, British or American spelling, the particle "al"
 * inside, or a company's legal form.
 *
 * @param text the name
 * @param key the normalised name: lower-case words of letters and digits
 * @param method what was done: {@code exact}, {@code case}, {@code possessive}, {@code compound} or
 *     {@code title}
 * @param isOnlyInContext whether it is a name only if the article shows whose: "May"
 */
record NameForm(String text, String key, String method, boolean isOnlyInContext) {
  /** Longer "names" are errors of a tagger on text without sentences. */
  private static final int MAX_CHARS = 150;

  /** Before persons' names; not part of them. In lower case without full stops. */
  private static final Set<String> TITLES =
      listed(
          "mr, mrs, ms, miss, messrs, dr, prof, professor, sir, dame, lord, lady, madam, president, vice-president"
              + ", president-elect, premier, chancellor, minister, sen, senator, rep, representative, congressman"
              + ", congresswoman, gov, governor, mayor, ambassador, judge, justice, gen, general, lt, lieutenant, col"
              + ", colonel, maj, major, capt, captain, cmdr, cdr, commander, sgt, sergeant, cpl, corporal, pvt, private, adm"
              + ", admiral, brig, brigadier, marshal, field, ayatollah, imam, mullah, hojatoleslam, rev, reverend, bishop"
              + ", archbishop, cardinal, rabbi, spokesman, spokeswoman, spokesperson, secretary"
              + ", secretary-general, chairman, chairwoman, director, chief, inspector, detective, officer, envoy"
              + ", deputy, acting, former, ex, ex-president, ex-minister, prime, foreign, defense, defence, interior, finance"
              + ", supreme, leader, grand, attorney, state, then, vice, mp, pm, speaker, dictator, analyst, reporter"
              + ", correspondent, lawyer, attorney-general, hon, rt, prez, excellency, sen-elect, undersecretary"
              + ", under-secretary, congressmen, lieutenant-general, major-general, lance, airman"
              + ", pfc, sheriff, ceo, coach, author, actor, actress, singer, host, anchor, comrade");

  /** Part of a name of one word ("King Abdullah", "Pope Benedict"), a title before a longer one. */
  private static final Set<String> STYLES =
      listed(
          "king, queen, prince, princess, pope, sheikh, sheik, shaikh, sultan, emir, "
              + "emperor, saint, st");

  /** Also surnames: what remains after "Mr". */
  private static final Set<String> SURNAMES_TOO =
      listed(
          "major, king, prince, pope, judge, bishop, marshal, chancellor, field, "
              + "justice, lord, mayor, sergeant, chief, cardinal, private, state, grand, "
              + "rabbi, dame, queen, saint, speaker, vice");

  private static final Set<String> HONORIFICS = Set.of("mr", "mrs", "ms", "miss", "dr", "sir");

  private static final Set<String> TITLE_LINKS = Set.of("of", "of the", "for");

  /** Days, months and page furniture that taggers take for names. Keys. */
  private static final Set<String> NEVER_NAMES =
      listed(
          "monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, "
              + "tues, wed, thu, thur, thurs, fri, sat, january, february, march, july, "
              + "september, october, november, december, jan, feb, mar, apr, jun, jul, aug, "
              + "sep, sept, oct, nov, dec, gmt, est, edt, bst, utc, et, read, read more, more, "
              + "file photo, photo, photos, video, image, images, advertisement, subscribe, "
              + "updated, published, share, click, click here, email, e mail, print, "
              + "copyright, related, related stories, comments, comment, breaking news, home, "
              + "home page, search, menu, log in, sign up, sign in, next, previous, follow, "
              + "follow us, see also, top stories, ap photo, afp photo, reuters photo, "
              + "all rights reserved, terms of use, privacy policy, yes, no, i, he, she, it, "
              + "we, they, you, his, her, the, this, that, mr speaker, sir madam, am, pm, god, "
              + "q, a, story highlights, latest news, newsletter, inaudible, crosstalk, unidentified male, "
              + "unidentified female, video clip, begin video clip, end video clip, commercial break, "
              + "voice over, applause, laughter, sic, newsroom, transcript, oh, ok, okay, hey, yeah, wow, hello");

  /** Given names or surnames as well as months. Keys. */
  private static final Set<String> ONLY_IN_CONTEXT = Set.of("may", "april", "june", "august");

  /** What credits a picture is no person. Keys. */
  private static final Set<String> NEVER_PERSONS =
      listed("getty images, getty, ap, afp, reuters, epa, bbc, cnn, twitter, facebook");

  private static final Set<String> LEGAL_FORMS =
      listed("inc, corp, corporation, co, ltd, plc, llc, incorporated, ag, nv, spa, gmbh");

  private static final Map<String, String> AMERICAN_SPELLINGS =
      Map.of(
          "centre", "center",
          "centres", "centers",
          "defence", "defense",
          "labour", "labor",
          "programme", "program",
          "theatre", "theater",
          "harbour", "harbor");

  private static final Set<String> PARTICLES = listed("al, el, as, ad, ar, ash, an, at, ul");

  private static final Set<String> GENERATIONS = Set.of("jr", "sr", "ii", "iii", "iv");

  private static final Set<String> LOWER_PARTICLES =
      listed("al, el, bin, ibn, bint, van, von, de, der, den, da, di, la, of, the, and, for");

  private static Set<String> listed(String words) {
    return Set.of(words.split(", ", -1));
  }

  private static final Pattern SPACES =
      Pattern.compile("[\\s\\u00a0\\u200b-\\u200f\\u2028-\\u202f\\ufeff]+");

  /** A dateline's or page's hour runs into the place behind it: "EDT Washington". */
  private static final Pattern ZONES =
      Pattern.compile("^(?:(?:EDT|EST|PDT|PST|GMT|BST|Edt|Est|Gmt|Bst) )+");

  /** "US-led" and "pro-Gadhafi" name whom they are said of. */
  private static final Pattern COMPOUND =
      Pattern.compile(
          "^(?:(?:[Pp]ro|[Aa]nti|[Nn]on)-)?(\\p{Lu}[^ -]*)(?:-(?:led|based|backed|born|style|owned|run|controlled|trained"
              + "|made|listed|held|allied|wide|sponsored|supported|funded|occupied|brokered|dominated|linked))?$");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** As it stands, without what cleaning of the bytes may have left of the apostrophe. */
  private static final List<String> POSSESSIVES =
      List.of("'s", " 's", "'S", "â€™s", "â\u0080\u0099s", "âs", "' s");

  /**
   * The name in a mention, or nothing if it names nobody and nothing: a lone title, a day, a web
   * address, a number, a word without capitals.
   *
   * @param surface the mention as written
   * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}
   */
  static Optional<NameForm> of(String surface, String type) {
    if (surface.length() > MAX_CHARS) {
      return Optional.empty();
    }
    String method = "exact";
    String text = trimEdges(plain(surface));
    String owner = withoutPossessive(text);
    if (!owner.equals(text)) {
      method = "possessive";
      text = owner;
    }
    if (!hasCapital(text) || isAddress(text)) {
      return Optional.empty();
    }
    if (text.regionMatches(true, 0, "the ", 0, 4) && !text.equalsIgnoreCase("the hague")) {
      text = trimEdges(text.substring(4));
    }
    text = trimEdges(ZONES.matcher(text).replaceFirst(""));
    String base = COMPOUND.matcher(text).replaceFirst("$1");
    if (!base.equals(text)) {
      method = "compound";
      text = base;
    }
    boolean isPerson = type.equals("PER");
    Optional<String> untitled = withoutTitles(text, isPerson);
    if (untitled.isEmpty()) {
      return Optional.empty();
    }
    if (!untitled.get().equals(text)) {
      method = "title";
      text = untitled.get();
    }
    String recased = withoutHeadlineCase(text);
    if (!recased.equals(text)) {
      method = "case";
      text = recased;
    }
    String key = key(text, type);
    if (key.isEmpty()
        || NEVER_NAMES.contains(key)
        || !hasCapital(text)
        || (isPerson && NEVER_PERSONS.contains(key))
        || (isPerson && key.length() < 2)) {
      return Optional.empty();
    }
    return Optional.of(new NameForm(text, key, method, ONLY_IN_CONTEXT.contains(key)));
  }

  /** Whether a word may be part of a person's name: no title, no day, no word of a page. */
  static boolean isNameWord(String word) {
    String plain = title(word);
    return !TITLES.contains(plain) && !STYLES.contains(plain) && !NEVER_NAMES.contains(plain);
  }

  /** The normalised name: see the class. Empty where it has neither letters nor digits. */
  static String key(String name, String type) {
    String folded =
        MARKS
            .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    StringBuilder spaced = new StringBuilder(folded.length());
    folded.codePoints().forEach(c -> appendFolded(spaced, c));
    List<String> words = new ArrayList<>(Arrays.asList(SPACES.split(spaced.toString().strip())));
    joinInitials(words);
    for (int i = words.size() - 2; i > 0 && words.size() > 2; i--) {
      if (PARTICLES.contains(words.get(i))) {
        words.remove(i);
      }
    }
    // "al-Qaeda" and "Qaeda"; but Al may be a given name.
    boolean isGivenName = type.equals("PER") && name.startsWith("Al ");
    if (words.size() > 1 && words.get(0).equals("al") && !isGivenName) {
      words.remove(0);
    }
    if (!type.equals("PER")) {
      respell(words);
    }
    while (type.equals("ORG")
        && words.size() > 1
        && LEGAL_FORMS.contains(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
    }
    return String.join(" ", words);
  }

  /** One spelling for the two of English, and "UN" for "United Nations" in front of a name. */
  private static void respell(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.endsWith("isation") || word.endsWith("isations")) {
        int at = word.lastIndexOf("isation");
        words.set(i, word.substring(0, at) + "ization" + word.substring(at + 7));
      } else {
        words.set(i, AMERICAN_SPELLINGS.getOrDefault(word, word));
      }
    }
    if (words.size() > 2 && words.get(0).equals("united")) {
      String second = words.get(1);
      if (second.equals("nations") || second.equals("states")) {
        words.subList(0, 2).clear();
        words.add(0, second.equals("nations") ? "un" : "us");
      }
    }
  }

  private static void appendFolded(StringBuilder folded, int c) {
    switch (c) {
      case 'ø' -> folded.append('o');
      case 'ł' -> folded.append('l');
      case 'ı' -> folded.append('i');
      case 'đ' -> folded.append('d');
      case 'ß' -> folded.append("ss");
      case 'æ' -> folded.append("ae");
      case 'œ' -> folded.append("oe");
      case '&' -> folded.append(" and ");
      case '\'', '’', '‘', '`', '´', 'ʻ', 'ʼ', 'ʿ', 'ʾ', '.' -> {}
      default -> {
        if (Character.isLetterOrDigit(c)) {
          folded.appendCodePoint(c);
        } else {
          folded.append(' ');
        }
      }
    }
  }

  /** "J. P. Morgan" and "J.P. Morgan". */
  private static void joinInitials(List<String> words) {
    List<String> joined = new ArrayList<>(words.size());
    boolean isOpen = false;
    for (String word : words) {
      boolean isInitial = word.length() == 1 && Character.isLetter(word.charAt(0));
      if (isInitial && isOpen) {
        joined.set(joined.size() - 1, joined.get(joined.size() - 1) + word);
      } else {
        joined.add(word);
      }
      isOpen = isInitial;
    }
    words.clear();
    words.addAll(joined);
  }

  /**
   * Words of the key without generational suffixes and a leading "al": the end of it is the
   * surname.
   */
  static List<String> personWords(String key) {
    List<String> words = new ArrayList<>(Arrays.asList(key.split(" ", -1)));
    while (words.size() > 1 && GENERATIONS.contains(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
    }
    while (words.size() > 1 && PARTICLES.contains(words.get(0))) {
      words.remove(0);
    }
    return words;
  }

  /** Whether the name is one word in capitals, or dotted letters: what an acronym looks like. */
  boolean isAcronym() {
    String letters = text.replace(".", "");
    return letters.length() >= 2
        && letters.length() <= 8
        && key.indexOf(' ') < 0
        && letters
            .chars()
            .allMatch(c -> Character.isUpperCase(c) || Character.isDigit(c) || c == '&')
        && Character.isUpperCase(letters.charAt(0));
  }

  private static String plain(String surface) {
    return SPACES
        .matcher(surface)
        .replaceAll(" ")
        .replace('’', '\'')
        .replace('‘', '\'')
        .replace('`', '\'')
        .replace('´', '\'');
  }

  private static String trimEdges(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && !Character.isLetterOrDigit(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start
        && !Character.isLetterOrDigit(text.codePointBefore(end))
        && !(text.charAt(end - 1) == '.' && keepsStop(text, start, end))
        && !(text.charAt(end - 1) == '\'' && end - 2 >= start && text.charAt(end - 2) == 's')) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** The stop of "U.N.", "Jr." and "Corp.", not that of the sentence. */
  private static boolean keepsStop(String text, int start, int end) {
    int wordStart = text.lastIndexOf(' ', end - 1) + 1;
    String word = text.substring(Math.max(start, wordStart), end - 1);
    return !word.isEmpty()
        && (word.indexOf('.') >= 0
            || word.length() == 1
            || LEGAL_FORMS.contains(word.toLowerCase(Locale.ROOT))
            || GENERATIONS.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static String withoutPossessive(String text) {
    for (String ending : POSSESSIVES) {
      if (text.length() > ending.length() && text.endsWith(ending)) {
        return trimEdges(text.substring(0, text.length() - ending.length()));
      }
    }
    return text.endsWith("s'") ? text.substring(0, text.length() - 1) : text;
  }

  /** Scripts without case have no capitals to ask for. */
  private static boolean hasCapital(String text) {
    boolean hasLetter = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        return true;
      }
      hasLetter |= Character.isLetter(c) && !Character.isLowerCase(c);
      i += Character.charCount(c);
    }
    return hasLetter;
  }

  private static boolean isAddress(String text) {
    return text.contains("://")
        || text.startsWith("www.")
        || text.indexOf('@') >= 0
        || text.startsWith("http");
  }

  private static Optional<String> withoutTitles(String text, boolean isPerson) {
    String[] words = text.split(" ", -1);
    int first = 0;
    while (first < words.length && isTitle(words, first)) {
      first++;
    }
    if (first == 0) {
      return Optional.of(text);
    }
    if (first == words.length) {
      // Nothing but titles: "Prime Minister", unless it is a Mr Major.
      boolean isSurname =
          words.length > 1
              && HONORIFICS.contains(title(words[0]))
              && SURNAMES_TOO.contains(title(words[words.length - 1]));
      return isSurname || (!isPerson && words.length > 1)
          ? Optional.of(isPerson ? words[words.length - 1] : text)
          : Optional.empty();
    }
    if (!isPerson) {
      // "General Motors" and "King Street": titles belong to names of things.
      return Optional.of(text);
    }
    int kept = first;
    if (words.length - first == 1 && STYLES.contains(title(words[first - 1]))) {
      kept = first - 1;
    }
    return Optional.of(
        trimEdges(String.join(" ", Arrays.asList(words).subList(kept, words.length))));
  }

  private static boolean isTitle(String[] words, int i) {
    String word = title(words[i]);
    // "then-Senator" and "ex-President" are what one was.
    int prefix = word.startsWith("then-") ? 5 : word.startsWith("ex-") ? 3 : 0;
    if (TITLES.contains(word) || TITLES.contains(word.substring(prefix))) {
      return true;
    }
    if (STYLES.contains(word)) {
      // "Abdullah II" alone would be another king's name.
      return words.length == 1 || !GENERATIONS.contains(title(words[words.length - 1]));
    }
    return i > 0 && i < words.length - 1 && TITLE_LINKS.contains(word);
  }

  private static String title(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** "HILLARY CLINTON" as "Hillary Clinton"; one word in capitals may be an acronym and stays. */
  private static String withoutHeadlineCase(String text) {
    if (text.indexOf(' ') < 0 || text.chars().anyMatch(Character::isLowerCase)) {
      return text;
    }
    String[] words = text.split(" ", -1);
    boolean hasWord = Arrays.stream(words).anyMatch(word -> word.length() > 3);
    if (!hasWord) {
      return text;
    }
    StringBuilder recased = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      recased.append(i == 0 ? "" : " ").append(recased(words[i], i));
    }
    return recased.toString();
  }

  private static String recased(String word, int index) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (index > 0 && LOWER_PARTICLES.contains(lower)) {
      return lower;
    }
    boolean isAbbreviation =
        GENERATIONS.contains(lower)
            || word.indexOf('.') >= 0
            || listed("UN, US, UK, EU, NATO, FBI, CIA, BBC, TV").contains(word);
    if (isAbbreviation || word.isEmpty()) {
      return word;
    }
    StringBuilder recased = new StringBuilder(word.length());
    boolean isStart = true;
    String[] parts = lower.split("-", -1);
    boolean isParticle = parts.length > 1 && PARTICLES.contains(parts[0]) && index > 0;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean keepsSmall = isParticle && i < parts[0].length();
      recased.append(isStart && !keepsSmall ? Character.toTitleCase(c) : c);
      isStart = !Character.isLetterOrDigit(c) && c != '\'';
    }
    return recased.toString();
  }
}
