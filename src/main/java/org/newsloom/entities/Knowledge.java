package org.newsloom.entities;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is known of names before any article is read: countries, peoples, places and organisations,
 * the country of each and what it is part of.
 *
 * <p>A line is an entity, its columns separated by tabs; the last two may be left out:
 *
 * <ol>
 *   <li>type: {@code COUNTRY}; {@code DEMONYM}, the name of its people; {@code PLACE}, a city or
 *       region whose name others bear too, so that it says something only of what was found to be a
 *       place; {@code ORG}, {@code LOC} or {@code MISC}, which the name means wherever it stands
 *   <li>its names, separated by {@code |}; the first is canonical
 *   <li>the code of its country: ISO 3166-1 alpha-2; 3166-2 for the countries of the United Kingdom
 *       and 3166-3 for former states
 *   <li>relations, separated by {@code |}: {@code capital_of}, {@code part_of} or {@code member_of}
 *       and a name
 * </ol>
 *
 * <p>Lines that begin with {@code #} are comments. The files that come with Newsloom lie beside
 * this class; a user's file in the same format adds to them and wins where both give a name.
 * Immutable.
 */
public final class Knowledge implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What an entity is. */
  enum Kind {
    COUNTRY("LOC"),
    DEMONYM("MISC"),
    PLACE("LOC"),
    ORG("ORG"),
    LOC("LOC"),
    MISC("MISC");

    private final String entityType;

    Kind(String entityType) {
      this.entityType = entityType;
    }

    String entityType() {
      return entityType;
    }
  }

  /**
   * A relation to another entity.
   *
   * @param relation {@code capital_of}, {@code part_of} or {@code member_of}
   * @param other canonical name of the other
   */
  record Relation(String relation, String other) {}

  /**
   * A line.
   *
   * @param names names, the canonical one first
   * @param code code of its country, if it has one
   */
  record Entry(Kind kind, List<String> names, Optional<String> code, List<Relation> relations) {
    String name() {
      return names.get(0);
    }
  }

  private static final List<String> FILES =
      List.of("countries.tsv", "places.tsv", "well-known.tsv");

  private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z]{1,3})?|[A-Z]{4}");
  private static final Set<String> RELATIONS = Set.of("capital_of", "part_of", "member_of");
  private static final int MAX_NAME_CHARS = 150;

  private static final Knowledge BUNDLED = readBundled();

  private final String extensionName;
  private final String extension;
  private final transient CountryNames countries;
  private final transient WellKnownNames wellKnown;
  private final transient Map<String, Entry> countriesByCode = new HashMap<>();
  private final transient Map<String, Entry> byName = new HashMap<>();

  /** Places by key; several where the name alone does not tell which. */
  private final transient Map<String, List<Entry>> places = new HashMap<>();

  /** What names mean wherever they stand, by type and key. */
  private final transient Map<String, Entry> byKey = new HashMap<>();

  private Knowledge(String extensionName, String extension, List<Line> bundled, List<Line> added) {
    this.extensionName = extensionName;
    this.extension = extension;
    this.countries = new CountryNames();
    this.wellKnown = new WellKnownNames();
    bundled.forEach(line -> add(line.entry));
    added.forEach(line -> add(line.entry));
  }

  /** What comes with Newsloom. */
  public static Knowledge bundled() {
    return BUNDLED;
  }

  /**
   * What comes with Newsloom and the user's lines.
   *
   * @param fileName how errors name the file
   * @param text the file
   * @throws IllegalArgumentException where the text breaks the format; the message names file, line
   *     and column, and what to do
   */
  public static Knowledge extendedBy(String fileName, String text) {
    List<Line> bundled = bundledLines();
    List<Line> added = new Parser(fileName, bundled).parse(text);
    return new Knowledge(fileName, text, bundled, added);
  }

  /** The user's lines, or nothing. */
  public String extension() {
    return extension;
  }

  private static Knowledge readBundled() {
    return new Knowledge("", "", bundledLines(), List.of());
  }

  private static List<Line> bundledLines() {
    List<Line> lines = new ArrayList<>();
    for (String file : FILES) {
      try (InputStream in = Knowledge.class.getResourceAsStream(file)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        lines.addAll(new Parser(file, lines).parse(text));
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read from the jar", e);
      }
    }
    return lines;
  }

  private void add(Entry entry) {
    entry.names.forEach(name -> byName.put(name, entry));
    if (entry.kind == Kind.COUNTRY) {
      entry.code.ifPresent(code -> countriesByCode.put(code, entry));
    }
    switch (entry.kind) {
      case COUNTRY, DEMONYM -> countries.add(entry);
      case ORG, LOC, MISC -> wellKnown.add(entry);
      case PLACE -> wellKnown.addPlace(entry);
    }
    if (entry.relations.stream().anyMatch(relation -> relation.relation.equals("capital_of"))) {
      countries.addCapital(entry);
    }
    for (String name : entry.names) {
      String type = entry.kind.entityType();
      String key = NameForm.key(name, type);
      if (entry.kind == Kind.PLACE || entry.kind == Kind.COUNTRY) {
        places.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
      } else {
        byKey.put(type + " " + key, entry);
      }
    }
  }

  /** The names of countries and peoples. */
  CountryNames countries() {
    return countries;
  }

  /** The names that mean one thing wherever they stand. */
  WellKnownNames wellKnown() {
    return wellKnown;
  }

  /**
   * The entry that an entity is: none where it is not known, or where its name alone does not tell
   * ("Georgia").
   *
   * @param type {@code ORG}, {@code LOC} or {@code MISC}; of persons nothing is known
   */
  Optional<Entry> entry(String name, String type) {
    String key = NameForm.key(name, type);
    Entry known = certain(name, type, key);
    if (known != null || !type.equals(Kind.PLACE.entityType())) {
      return Optional.ofNullable(known);
    }
    List<Entry> namesakes = places.getOrDefault(key, List.of());
    boolean isOne = namesakes.stream().map(Entry::code).distinct().count() == 1;
    return isOne ? Optional.of(namesakes.get(namesakes.size() - 1)) : Optional.empty();
  }

  /** What a place is called that goes by another name here: Erbil for "Irbil". */
  Optional<WellKnownNames.Meaning> placeOfOtherName(String name) {
    String type = Kind.PLACE.entityType();
    return entry(name, type)
        .filter(entry -> entry.kind == Kind.PLACE)
        .map(
            entry ->
                new WellKnownNames.Meaning(entry.name(), NameForm.key(entry.name(), type), type))
        .filter(meaning -> !meaning.key().equals(NameForm.key(name, type)));
  }

  /** Whether the file has the name, if only as one of several places. */
  boolean isKnown(String name, String type) {
    String key = NameForm.key(name, type);
    return certain(name, type, key) != null
        || (type.equals(Kind.PLACE.entityType()) && places.containsKey(key));
  }

  /** The entry of a name that is not only a place's; one of one word counts as it is written. */
  private Entry certain(String name, String type, String key) {
    Entry known = byKey.get(type + " " + key);
    return known != null && key.indexOf(' ') < 0 && !known.names.contains(name) ? null : known;
  }

  /** The entry that has this name, whatever it is. */
  Optional<Entry> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The country of a code. */
  Optional<Entry> country(String code) {
    return Optional.ofNullable(countriesByCode.get(code));
  }

  /** Tasks read the user's lines again rather than being sent all that is known. */
  private Object writeReplace() {
    return new Extension(extensionName, extension);
  }

  private record Extension(String fileName, String text) implements Serializable {
    private Object readResolve() {
      return text.isEmpty() ? bundled() : extendedBy(fileName, text);
    }
  }

  private record Line(String file, int number, Entry entry) {}

  /** Reads one file, given the lines of those before. */
  private static final class Parser {
    private final String file;
    private final Set<String> targets = new HashSet<>();
    private final Set<String> codes;

    /** Lines of this file by the names they give, apart from those of places. */
    private final Map<String, Line> byName = new HashMap<>();

    Parser(String file, List<Line> before) {
      this.file = file;
      before.forEach(line -> targets.addAll(line.entry.names));
      this.codes =
          before.stream()
              .filter(line -> line.entry.kind == Kind.COUNTRY)
              .flatMap(line -> line.entry.code.stream())
              .collect(Collectors.toCollection(HashSet::new));
    }

    List<Line> parse(String text) {
      List<Line> lines = new ArrayList<>();
      int number = 0;
      for (String line : text.split("\r?\n|\r", -1)) {
        number++;
        String content = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
        if (!content.isBlank() && !content.startsWith("#")) {
          lines.add(new Line(file, number, entry(number, content)));
        }
      }
      lines.forEach(this::note);
      lines.forEach(this::check);
      return lines;
    }

    private Entry entry(int number, String line) {
      String[] columns = line.split("\t", -1);
      if (columns.length < 2 || columns.length > 4) {
        throw error(
            number,
            columns.length,
            "has %d of 2 to 4 columns: separate type, names, country code and relations by single tabs"
                .formatted(columns.length));
      }
      Kind kind =
          Arrays.stream(Kind.values())
              .filter(known -> known.name().equals(columns[0]))
              .findFirst()
              .orElseThrow(
                  () ->
                      error(
                          number,
                          1,
                          "type \"%s\": write one of %s"
                              .formatted(columns[0], Arrays.toString(Kind.values()))));
      List<String> names = List.of(columns[1].split("\\|", -1));
      for (String name : names) {
        if (!name.equals(name.strip())
            || name.isEmpty()
            || name.length() > MAX_NAME_CHARS
            || NameForm.key(name, kind.entityType()).isEmpty()) {
          throw error(
              number,
              2,
              "name \"%s\": write names of letters or digits, of at most %d characters, with | between and no spaces around"
                  .formatted(shortened(name), MAX_NAME_CHARS));
        }
      }
      String code = columns.length > 2 ? columns[2] : "";
      if (!code.isEmpty() && !CODE.matcher(code).matches()) {
        throw error(
            number,
            3,
            "country code \"%s\": write an ISO 3166 code such as IQ, or nothing"
                .formatted(shortened(code)));
      }
      boolean needsCode = kind == Kind.COUNTRY || kind == Kind.DEMONYM || kind == Kind.PLACE;
      if (code.isEmpty() && needsCode) {
        throw error(number, 3, "no country code: a %s needs one, such as IQ".formatted(kind));
      }
      List<Relation> relations = relations(number, columns.length > 3 ? columns[3] : "");
      return new Entry(
          kind, names, code.isEmpty() ? Optional.empty() : Optional.of(code), relations);
    }

    private List<Relation> relations(int number, String column) {
      if (column.isEmpty()) {
        return List.of();
      }
      List<Relation> relations = new ArrayList<>();
      for (String part : column.split("\\|", -1)) {
        int space = part.indexOf(' ');
        if (space < 0 || !RELATIONS.contains(part.substring(0, space))) {
          throw error(
              number,
              4,
              "relation \"%s\": write capital_of, part_of or member_of, a space and the name of the other"
                  .formatted(shortened(part)));
        }
        relations.add(new Relation(part.substring(0, space), part.substring(space + 1)));
      }
      return List.copyOf(relations);
    }

    private void note(Line line) {
      Entry entry = line.entry;
      targets.addAll(entry.names);
      if (entry.kind == Kind.COUNTRY) {
        codes.addAll(entry.code.stream().toList());
      }
      if (entry.kind == Kind.PLACE) {
        return;
      }
      for (String name : entry.names) {
        Line other = byName.putIfAbsent(name, line);
        if (other != null) {
          throw error(
              line.number,
              2,
              "name \"%s\" stands in line %d too: leave one of the two out"
                  .formatted(name, other.number));
        }
      }
    }

    private void check(Line line) {
      Entry entry = line.entry;
      entry
          .code
          .filter(code -> !codes.contains(code))
          .ifPresent(
              code -> {
                throw error(
                    line.number,
                    3,
                    "country code \"%s\" is no country's: write a known one, or add a COUNTRY line with it"
                        .formatted(code));
              });
      for (Relation relation : entry.relations) {
        if (!targets.contains(relation.other)) {
          throw error(
              line.number,
              4,
              "\"%s\" names no entity: write a name from this file or those that come with Newsloom"
                  .formatted(shortened(relation.other)));
        }
      }
    }

    private static String shortened(String value) {
      return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }

    private IllegalArgumentException error(int line, int column, String message) {
      return new IllegalArgumentException(
          "%s line %d, column %d: %s".formatted(file, line, column, message));
    }
  }
}
