package org.newsloom.entities;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names that news uses without saying what they are: "the UN Security Council", "Reuters", "Shia",
 * "the Gulf of Mexico". A tagger has no more than the sentence to tell their type by.
 *
 * <p>A name of one word counts as it is written in the list, since "WHO" is not "who" nor "Isis"
 * "isis"; longer ones count in any case and spelling that {@link NameForm#key} makes equal. The
 * names are in {@code well-known.tsv} beside this class. Immutable.
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

  private record Entry(List<String> tokens, String type) {}

  private static final double CONFIDENCE = 0.95;

  private static final WellKnownNames BUNDLED = load();

  private final Map<String, Meaning> byWord = new HashMap<>();
  private final Map<String, Meaning> byKey = new HashMap<>();
  private final Map<String, List<Entry>> byFirstToken = new HashMap<>();

  private WellKnownNames() {}

  /** The names that come with Newsloom. */
  public static WellKnownNames bundled() {
    return BUNDLED;
  }

  private static WellKnownNames load() {
    WellKnownNames names = new WellKnownNames();
    try (InputStream in = WellKnownNames.class.getResourceAsStream("well-known.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        String[] fields = line.split("\t", -1);
        if (fields.length != 2) {
          throw new IllegalStateException(
              "well-known.tsv: %d columns instead of 2 in \"%s\"".formatted(fields.length, line));
        }
        names.add(fields[0], fields[1].split("\\|", -1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("well-known.tsv cannot be read from the jar", e);
    }
    names.byFirstToken.values().forEach(list -> list.sort(WellKnownNames::longestFirst));
    return names;
  }

  private static int longestFirst(Entry a, Entry b) {
    return Integer.compare(b.tokens.size(), a.tokens.size());
  }

  private void add(String type, String[] surfaces) {
    Meaning meaning = new Meaning(surfaces[0], NameForm.key(surfaces[0], type), type);
    for (String surface : surfaces) {
      if (byWord.putIfAbsent(surface, meaning) != null) {
        throw new IllegalStateException("well-known.tsv: \"%s\" stands twice".formatted(surface));
      }
      List<String> tokens = List.of(surface.toLowerCase(Locale.ROOT).split(" ", -1));
      if (tokens.size() > 1) {
        byKey.putIfAbsent(NameForm.key(surface, type), meaning);
        byFirstToken
            .computeIfAbsent(tokens.get(0), token -> new ArrayList<>())
            .add(new Entry(tokens, type));
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
    List<TaggedName> found = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      Entry entry = longestAt(tokens, i);
      if (entry == null) {
        i++;
        continue;
      }
      found.add(new TaggedName(i, i + entry.tokens.size(), entry.type, CONFIDENCE));
      i += entry.tokens.size();
    }
    return found;
  }

  private Entry longestAt(List<String> tokens, int start) {
    String first = tokens.get(start);
    // Nearly all tokens are small words, and none of these begins a name.
    if (first.isEmpty() || !Character.isUpperCase(first.charAt(0))) {
      return null;
    }
    List<Entry> entries = byFirstToken.get(plain(first));
    if (entries == null) {
      return null;
    }
    for (Entry entry : entries) {
      if (matches(entry.tokens, tokens, start)) {
        return entry;
      }
    }
    return null;
  }

  private static boolean matches(List<String> name, List<String> tokens, int start) {
    int end = start + name.size();
    if (end > tokens.size() || !NameCues.isCapitalised(tokens.get(end - 1))) {
      return false;
    }
    for (int i = 1; i < name.size(); i++) {
      if (!name.get(i).equals(plain(tokens.get(start + i)))) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String token) {
    return token.toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
