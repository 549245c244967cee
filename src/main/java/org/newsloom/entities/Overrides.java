package org.newsloom.entities;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a user decided about entities: lines of a CSV file with the columns {@code action}, {@code
 * name}, {@code alias}, {@code target} and {@code type}, of which those that no line needs may be
 * left out.
 *
 * <ul>
 *   <li>{@code merge} (name, target): all mentions of one entity are mentions of the other
 *   <li>{@code split} (name, alias, perhaps target and type): mentions written so are no longer
 *       mentions of the entity, but of the target, or of an entity of that name
 *   <li>{@code rename} (name, target): the entity has another canonical name and the same id
 *   <li>{@code retype} (name, type): it has another type and the same id
 *   <li>{@code drop} (name): its mentions are none
 * </ul>
 *
 * <p>A name is an entity's canonical one, in any case and spelling that {@link NameForm#key} makes
 * equal; in {@code merge} and {@code drop} it may also be an alias, and then only mentions written
 * so are meant. Splits come first, then merges, one after the other. Immutable.
 */
public final class Overrides {
  /** What a line asks for. */
  enum Action {
    MERGE,
    SPLIT,
    RENAME,
    RETYPE,
    DROP;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A line; what it does not give is empty. */
  record Line(int number, Action action, String name, String alias, String target, String type) {}

  /**
   * An entity of the corpus before the overrides.
   *
   * @param key its normalised name
   * @param name its canonical name
   * @param type its type
   */
  public record Entity(String key, String name, String type) {}

  /**
   * Mentions that go elsewhere.
   *
   * @param key of the entity they were of
   * @param alias as they are written, or null for all of the entity's
   * @param toKey key of the entity they go to, or null where they are dropped
   */
  public record MentionRule(String key, String alias, String toKey) {}

  /**
   * What an entity is called, or of what type it is.
   *
   * @param name canonical name, or null to leave it
   * @param type type, or null to leave it
   */
  public record EntityRule(String key, String name, String type) {}

  /**
   * What the lines come to in a corpus.
   *
   * @param unknown one sentence for each line that names what the corpus has not
   */
  public record Plan(List<MentionRule> mentions, List<EntityRule> entities, List<String> unknown) {}

  private static final List<String> COLUMNS = List.of("action", "name", "alias", "target", "type");
  private static final Set<String> TYPES = Set.of("PER", "ORG", "LOC", "MISC");
  private static final int MAX_VALUE_CHARS = 200;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).setTrim(true).build();

  private final String file;
  private final List<Line> lines;

  private Overrides(String file, List<Line> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** No lines. */
  public static Overrides none() {
    return new Overrides("", List.of());
  }

  /**
   * Reads a file.
   *
   * @param file how errors name it
   * @param text the file
   * @throws IllegalArgumentException where it is no such file or two lines contradict each other;
   *     the message names file and line and says what to do
   */
  public static Overrides parse(String file, String text) {
    String content = text.startsWith("\ufeff") ? text.substring(1) : text;
    List<Line> lines = new ArrayList<>();
    try (CSVParser parser = FORMAT.parse(new StringReader(content))) {
      List<String> columns = null;
      for (CSVRecord record : parser) {
        int number = (int) parser.getCurrentLineNumber();
        if (columns == null) {
          columns = columns(file, number, record);
        } else if (!isBlank(record)) {
          lines.add(line(file, number, columns, record));
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "%s line %d: no CSV (%s): close every quote, and double the quotes inside a value"
              .formatted(file, lines.isEmpty() ? 1 : lines.get(lines.size() - 1).number + 1, e),
          e);
    }
    Overrides overrides = new Overrides(file, List.copyOf(lines));
    overrides.checkConflicts(line -> Set.of(normal(line.name)));
    return overrides;
  }

  private static boolean isBlank(CSVRecord record) {
    return record.stream().allMatch(String::isBlank) || record.get(0).startsWith("#");
  }

  private static List<String> columns(String file, int number, CSVRecord header) {
    List<String> columns =
        header.stream().map(column -> column.strip().toLowerCase(Locale.ROOT)).toList();
    boolean isComplete = columns.contains("action") && columns.contains("name");
    if (!isComplete
        || !COLUMNS.containsAll(columns)
        || new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException(
          "%s line %d: columns %s: begin the file with a line of column names, action and name and those you need of alias, target and type"
              .formatted(file, number, columns));
    }
    return columns;
  }

  private static Line line(String file, int number, List<String> columns, CSVRecord record) {
    if (record.size() > columns.size()) {
      throw error(
          file,
          number,
          "%d values for %d columns: put values with commas in quotes"
              .formatted(record.size(), columns.size()));
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < record.size(); i++) {
      String value = record.get(i).strip().replaceAll("\\s+", " ");
      if (value.length() > MAX_VALUE_CHARS) {
        throw error(
            file,
            number,
            "%s has %d characters: names have at most %d"
                .formatted(columns.get(i), value.length(), MAX_VALUE_CHARS));
      }
      values.put(columns.get(i), value);
    }
    String word = values.getOrDefault("action", "");
    Action action =
        Arrays.stream(Action.values())
            .filter(known -> known.word().equals(word.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    error(
                        file,
                        number,
                        "action \"%s\": write merge, split, rename, retype or drop"
                            .formatted(word)));
    String type = values.getOrDefault("type", "").toUpperCase(Locale.ROOT);
    if (!type.isEmpty() && !TYPES.contains(type)) {
      throw error(
          file, number, "type \"%s\": write PER, ORG, LOC or MISC".formatted(values.get("type")));
    }
    Line line =
        new Line(
            number,
            action,
            values.getOrDefault("name", ""),
            values.getOrDefault("alias", ""),
            values.getOrDefault("target", ""),
            type);
    check(file, line);
    return line;
  }

  private static void check(String file, Line line) {
    Action action = line.action;
    require(file, line, "name", line.name, true, true);
    require(file, line, "alias", line.alias, action == Action.SPLIT, action == Action.SPLIT);
    boolean needsTarget = action == Action.MERGE || action == Action.RENAME;
    require(file, line, "target", line.target, needsTarget, needsTarget || action == Action.SPLIT);
    boolean needsType = action == Action.RETYPE;
    require(file, line, "type", line.type, needsType, needsType || action == Action.SPLIT);
    if (!line.target.isEmpty() && NameForm.key(line.target, "ORG").isEmpty()) {
      throw error(
          file,
          line.number,
          "target \"%s\": write a name of letters or digits".formatted(line.target));
    }
  }

  private static void require(
      String file, Line line, String column, String value, boolean isNeeded, boolean isAllowed) {
    if (value.isEmpty() && isNeeded) {
      throw error(
          file, line.number, "%s needs a %s: fill it in".formatted(line.action.word(), column));
    }
    if (!value.isEmpty() && !isAllowed) {
      throw error(
          file,
          line.number,
          "%s has no use for %s \"%s\": leave it empty"
              .formatted(line.action.word(), column, value));
    }
  }

  private static IllegalArgumentException error(String file, int number, String message) {
    return new IllegalArgumentException("%s line %d: %s".formatted(file, number, message));
  }

  private static String normal(String name) {
    return NameForm.key(name, "ORG");
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Number of lines. */
  public int count() {
    return lines.size();
  }

  /**
   * What the entities may be filed under that the lines name: normalised names and names in lower
   * case.
   */
  public Set<String> forms() {
    return lines.stream()
        .flatMap(line -> Stream.of(line.name, line.target))
        .filter(name -> !name.isEmpty())
        .flatMap(name -> forms(name).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> forms(String name) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(name.toLowerCase(Locale.ROOT));
    for (String type : List.of("ORG", "LOC", "PER")) {
      String key = NameForm.key(name, type);
      if (!key.isEmpty()) {
        forms.add(key);
      }
    }
    return forms;
  }

  /** What mentions may be written as that the lines name. */
  public Set<String> aliases() {
    return lines.stream()
        .map(line -> line.action == Action.SPLIT ? line.alias : line.name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * What the lines come to.
   *
   * @param entities the corpus's entities that are filed under one of {@link #forms}
   * @param written keys of the entities that mentions are of which are written as one of {@link
   *     #aliases}, by the alias
   * @throws IllegalArgumentException where two lines contradict each other in this corpus
   */
  public Plan plan(List<Entity> entities, Map<String, Set<String>> written) {
    return new Planner(entities, written).plan();
  }

  /** The lines and the entities of the corpus that they name. */
  private final class Planner {
    private final Map<String, List<Entity>> byForm = new HashMap<>();
    private final Map<String, Set<String>> written;
    private final Map<String, String> mergedInto = new TreeMap<>();
    private final Set<String> dropped = new HashSet<>();
    private final Map<String, EntityRule> entityRules = new TreeMap<>();

    /** Keys that mentions of an entity that are written so go to; null for none. */
    private final Map<List<String>, String> moved = new LinkedHashMap<>();

    private final List<String> unknown = new ArrayList<>();

    Planner(List<Entity> entities, Map<String, Set<String>> written) {
      this.written = written;
      for (Entity entity : entities) {
        byForm.computeIfAbsent(entity.key, form -> new ArrayList<>()).add(entity);
        String lower = entity.name.toLowerCase(Locale.ROOT);
        if (!lower.equals(entity.key)) {
          byForm.computeIfAbsent(lower, form -> new ArrayList<>()).add(entity);
        }
      }
    }

    Plan plan() {
      checkConflicts(
          line -> found(line.name).stream().map(Entity::key).collect(Collectors.toSet()));
      lines.forEach(this::apply);
      Map<String, String> ends = ends();
      List<MentionRule> mentions = new ArrayList<>();
      mergedInto.keySet().forEach(key -> mentions.add(new MentionRule(key, null, ends.get(key))));
      dropped.forEach(key -> mentions.add(new MentionRule(key, null, null)));
      moved.forEach(
          (from, to) -> {
            String end = to == null || dropped.contains(to) ? null : ends.getOrDefault(to, to);
            mentions.add(new MentionRule(from.get(0), from.get(1), end));
          });
      return new Plan(mentions, List.copyOf(entityRules.values()), unknown);
    }

    private void apply(Line line) {
      List<Entity> entities = found(line.name);
      if (entities.isEmpty()) {
        applyToAlias(line);
        return;
      }
      switch (line.action) {
        case MERGE -> {
          Entity target = target(line);
          if (target != null) {
            entities.stream()
                .filter(entity -> !entity.key.equals(target.key))
                .forEach(entity -> mergedInto.put(entity.key, target.key));
          }
        }
        case SPLIT -> split(line, entities);
        case RENAME ->
            entities.forEach(entity -> amend(new EntityRule(entity.key, line.target, null)));
        case RETYPE ->
            entities.forEach(entity -> amend(new EntityRule(entity.key, null, line.type)));
        case DROP -> entities.forEach(entity -> dropped.add(entity.key));
      }
    }

    /** Where no entity has the name, mentions may yet be written so. */
    private void applyToAlias(Line line) {
      Set<String> keys = written.getOrDefault(line.name, Set.of());
      boolean isOfMentions = line.action == Action.MERGE || line.action == Action.DROP;
      if (keys.isEmpty() || !isOfMentions) {
        unknown.add(
            keys.isEmpty()
                ? "line %d: no entity \"%s\"".formatted(line.number, line.name)
                : "line %d: \"%s\" is an alias, not the name of an entity"
                    .formatted(line.number, line.name));
        return;
      }
      Entity target = line.action == Action.MERGE ? target(line) : null;
      if (target != null || line.action == Action.DROP) {
        for (String key : keys) {
          moved.put(List.of(key, line.name), target == null ? null : target.key);
        }
      }
    }

    private Entity target(Line line) {
      List<Entity> targets = found(line.target);
      if (targets.isEmpty()) {
        unknown.add("line %d: no entity \"%s\"".formatted(line.number, line.target));
        return null;
      }
      return targets.get(0);
    }

    private void split(Line line, List<Entity> entities) {
      Set<String> keys = written.getOrDefault(line.alias, Set.of());
      boolean isFound = false;
      for (Entity entity : entities) {
        if (!keys.contains(entity.key)) {
          continue;
        }
        isFound = true;
        String name = line.target.isEmpty() ? line.alias : line.target;
        List<Entity> known =
            found(name).stream().filter(other -> !other.key.equals(entity.key)).toList();
        if (!known.isEmpty()) {
          moved.put(List.of(entity.key, line.alias), known.get(0).key);
          continue;
        }
        String type = line.type.isEmpty() ? entity.type : line.type;
        String key = NameForm.key(name, type);
        // Where normalising makes the two equal, a sign that no key has keeps them apart.
        String apart = key.isEmpty() || key.equals(entity.key) ? key + "\n" + name : key;
        moved.put(List.of(entity.key, line.alias), apart);
        amend(new EntityRule(apart, name, type));
      }
      if (!isFound) {
        unknown.add(
            "line %d: no mention of \"%s\" is written \"%s\""
                .formatted(line.number, line.name, line.alias));
      }
    }

    private void amend(EntityRule rule) {
      entityRules.merge(
          rule.key,
          rule,
          (before, after) ->
              new EntityRule(
                  rule.key,
                  after.name == null ? before.name : after.name,
                  after.type == null ? before.type : after.type));
    }

    /** The entities of a name: as it is written if there are such, else in any case or spelling. */
    private List<Entity> found(String name) {
      List<Entity> all =
          forms(name).stream()
              .flatMap(form -> byForm.getOrDefault(form, List.of()).stream())
              .distinct()
              .sorted(Comparator.comparing(Entity::key))
              .toList();
      List<Entity> exact = all.stream().filter(entity -> entity.name.equals(name)).toList();
      return exact.isEmpty() ? all : exact;
    }

    /** Where merges lead in the end, null for what is dropped. */
    private Map<String, String> ends() {
      Map<String, String> ends = new HashMap<>();
      for (String start : mergedInto.keySet()) {
        Set<String> passed = new LinkedHashSet<>();
        String at = start;
        while (mergedInto.containsKey(at)) {
          if (!passed.add(at)) {
            throw new IllegalArgumentException(
                "%s: the merges of %s go round in a circle: take one of the lines out"
                    .formatted(file, passed));
          }
          at = mergedInto.get(at);
        }
        ends.put(start, dropped.contains(at) ? null : at);
      }
      return ends;
    }
  }

  /** Lines about one entity that cannot all hold. */
  private void checkConflicts(Function<Line, Set<String>> subjects) {
    Map<String, Line> bySubject = new HashMap<>();
    for (Line line : lines) {
      for (String subject : subjects.apply(line)) {
        for (Action other : Action.values()) {
          String slot = slot(other, line);
          Line before = bySubject.get(subject + "\n" + slot);
          if (before != null && contradict(before, line)) {
            throw error(
                file,
                line.number,
                "%s of \"%s\" contradicts the %s in line %d: leave one of the two out"
                    .formatted(line.action.word(), line.name, before.action.word(), before.number));
          }
        }
        bySubject.putIfAbsent(subject + "\n" + slot(line.action, line), line);
      }
    }
  }

  private static String slot(Action action, Line line) {
    return action == Action.SPLIT ? "SPLIT " + line.alias : action.name();
  }

  private static boolean contradict(Line a, Line b) {
    if (a.action == b.action) {
      return !normalTarget(a).equals(normalTarget(b)) || !a.type.equals(b.type);
    }
    // What is merged or dropped is no more; an alias may be split off before.
    boolean isGone = isGoing(a) || isGoing(b);
    boolean hasSplit = a.action == Action.SPLIT || b.action == Action.SPLIT;
    return isGone && !hasSplit;
  }

  private static boolean isGoing(Line line) {
    return line.action == Action.MERGE || line.action == Action.DROP;
  }

  /** A name to lead to is the same in any spelling, a name to write is not. */
  private static String normalTarget(Line line) {
    return line.action == Action.RENAME ? line.target : normal(line.target);
  }
}
