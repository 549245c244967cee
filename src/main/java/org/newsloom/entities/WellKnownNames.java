package org.newsloom.entities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names that news uses without saying what they are: "the UN Security Council", "Reuters", "Shia",
 * "the Gulf of Mexico". A tagger has no more than the sentence to tell their type by.
 *
 * <p>A name of one word counts as it is written in the list, since "WHO" is not "who" nor "Isis"
 * "isis"; longer ones count in any case and spelling that {@link NameForm#key} makes equal. The
 * bundled names are in {@code well-known.tsv} beside this class; see {@link Knowledge}.
 */
public final class WellKnownNames {
  /**
   * What a name means.
   *
   * @param name the entity's canonical name
   * @param key the canonical name normalised
   * @param type {@code ORG}, {@code LOC} or {@code MISC}
   */
  record Meaning(String name, String key, String type) {}

  private static final double CONFIDENCE = 0.95;
  private static final double OF_A_PLACE = 0.6;

  private final Map<String, Meaning> byWord = new HashMap<>();
  private final Map<String, Meaning> byKey = new HashMap<>();
  private final PhraseIndex<Meaning> phrases = new PhraseIndex<>(WellKnownNames::plain);

  private final PhraseIndex<Meaning> places = new PhraseIndex<>(WellKnownNames::plain);

  WellKnownNames() {}

  /** The names that come with Newsloom. */
  public static WellKnownNames bundled() {
    return Knowledge.bundled().wellKnown();
  }

  void add(Knowledge.Entry entry) {
    String type = entry.kind().entityType();
    Meaning meaning = new Meaning(entry.name(), NameForm.key(entry.name(), type), type);
    Set<String> keys = new HashSet<>();
    for (String surface : entry.names()) {
      byWord.put(surface, meaning);
      List<String> tokens = List.of(surface.split(" ", -1));
      if (tokens.size() > 1) {
        phrases.add(tokens, meaning);
        if (keys.add(NameForm.key(surface, type))) {
          byKey.put(NameForm.key(surface, type), meaning);
        }
      }
    }
  }

  /**
   * Adds the names of a place that are no single plain word ("Port-au-Prince", "Baton Rouge"), only
   * to be found in sentences: what each means there, others tell.
   */
  void addPlace(Knowledge.Entry entry) {
    Meaning meaning = new Meaning(entry.name(), NameForm.key(entry.name(), "LOC"), "LOC");
    for (String surface : entry.names()) {
      if (surface.indexOf(' ') > 0 || surface.indexOf('-') > 0) {
        places.add(List.of(surface.split(" ", -1)), meaning);
      }
    }
  }

  /** What a name means: by how it is written, or by its key where that has several words. */
  Optional<Meaning> lookUp(String text, String key) {
    Meaning meaning = byWord.get(text);
    return Optional.ofNullable(meaning == null && key.indexOf(' ') > 0 ? byKey.get(key) : meaning);
  }

  /**
   * The names of several words in a sentence, in order and without overlap, the longest at each
   * place. Each word that is capitalised in the list is capitalised in the sentence.
   *
   * @param tokens one sentence
   */
  public List<TaggedName> find(List<String> tokens) {
    return find(tokens, phrases, CONFIDENCE);
  }

  /**
   * The places whose names are no single plain word, as {@link #find}: a team may bear the name, so
   * they count where nothing else was found.
   */
  List<TaggedName> findPlaces(List<String> tokens) {
    return find(tokens, places, OF_A_PLACE);
  }

  private static List<TaggedName> find(
      List<String> tokens, PhraseIndex<Meaning> phrases, double confidence) {
    List<TaggedName> found = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      // Nearly all tokens are small words, and none of these begins a name.
      PhraseIndex.Match<Meaning> match =
          NameCues.isCapitalised(tokens.get(i)) ? phrases.longestAt(tokens, i) : null;
      if (match == null || !NameCues.isCapitalised(tokens.get(match.endToken() - 1))) {
        i++;
        continue;
      }
      found.add(new TaggedName(i, match.endToken(), match.meaning().type(), confidence));
      i = match.endToken();
    }
    return found;
  }

  private static String plain(String token) {
    return token.toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
