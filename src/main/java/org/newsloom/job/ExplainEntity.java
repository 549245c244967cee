package org.newsloom.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityRelations;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints who an entity is and how that is known. Of each table it reads only the rows in question
 * and never an article's text.
 */
@Command(
    name = "explain-entity",
    description =
        "Prints an entity's aliases and relations with their evidence, names like it, and sentences that mention it.",
    mixinStandardHelpOptions = true)
public final class ExplainEntity implements Callable<Integer> {
  private static final int MAX_ENTITIES = 5;
  private static final int MAX_ALIASES = 15;
  private static final int MAX_RELATIONS = 15;
  private static final int MAX_NEAR_MISSES = 8;
  private static final int MAX_SENTENCES = 5;

  /** Code points of a sentence that are shown. */
  private static final int MAX_SHOWN = 220;

  private static final String NOT_LETTERS = "[^\\p{L}\\p{N}]+";
  private static final Set<String> SMALL_WORDS =
      Set.of("of", "the", "and", "for", "al", "el", "in", "de", "bin", "jr", "sr");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "Its name or an alias, in any case.")
  private List<String> words;

  @Mixin private WarehouseOption warehouse;

  @Override
  public Integer call() {
    try (SparkSession spark = Sessions.open();
        Warehouse tables = Warehouse.open(spark, warehouse.path())) {
      Sessions.sizeShuffles(spark, tables.bytes(Mentions.TABLE));
      explain(tables, String.join(" ", words), spec.commandLine().getOut());
    }
    return 0;
  }

  /** A place in an article, whose sentence is to be shown. */
  private record Place(String articleId, long start) {}

  /**
   * Prints the entities of a name, the most mentioned first.
   *
   * @param name an entity's name or alias, in any case
   * @throws InputException where there is none; the message names the nearest
   */
  static void explain(Warehouse warehouse, String name, PrintWriter out) {
    String wanted = name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    Dataset<Row> entities = warehouse.read(Entities.TABLE);
    Set<String> ids = new HashSet<>();
    entities
        .where(lower(Entities.NAME.col()).equalTo(wanted))
        .select(Entities.ENTITY_ID.col())
        .collectAsList()
        .forEach(row -> ids.add(row.getString(0)));
    warehouse
        .read(EntityAliases.TABLE)
        .where(lower(EntityAliases.ALIAS.col()).equalTo(wanted))
        .select(EntityAliases.ENTITY_ID.col())
        .collectAsList()
        .forEach(row -> ids.add(row.getString(0)));
    if (ids.isEmpty()) {
      throw new InputException(unknown(entities, name, wanted));
    }
    List<Row> found =
        entities
            .where(among(Entities.ENTITY_ID.col(), ids))
            .orderBy(desc("mention_count"), Entities.NAME.col(), Entities.ENTITY_ID.col())
            .limit(MAX_ENTITIES)
            .collectAsList();
    for (Row entity : found) {
      new Explanation(warehouse, entity, out).print();
    }
    if (ids.size() > found.size()) {
      out.printf(
          "%d more entities go by \"%s\": give a fuller name.%n", ids.size() - found.size(), name);
    }
    out.flush();
  }

  private static Column among(Column column, Collection<String> values) {
    return column.isin(values.stream().sorted().toArray());
  }

  private static String unknown(Dataset<Row> entities, String name, String wanted) {
    Column distance = levenshtein(lower(Entities.NAME.col()), lit(wanted));
    Column shared = size(array_intersect(words(Entities.NAME.col()), array(literals(wanted))));
    List<String> nearest =
        entities
            .where(distance.leq(Math.max(2, wanted.length() / 4)).or(shared.gt(0)))
            .orderBy(distance.minus(shared.multiply(4)), desc("mention_count"), Entities.NAME.col())
            .limit(5)
            .select(Entities.NAME.col())
            .collectAsList()
            .stream()
            .map(row -> "\"" + row.getString(0) + "\"")
            .toList();
    return "No entity goes by \"%s\"%s"
        .formatted(
            name,
            nearest.isEmpty()
                ? ", nor by a name like it: look in the table entities."
                : ": did you mean " + String.join(", ", nearest) + "?");
  }

  private static Column words(Column name) {
    return split(trim(regexp_replace(lower(name), NOT_LETTERS, " ")), " ");
  }

  private static List<String> telling(String name) {
    return Arrays.stream(
            name.toLowerCase(Locale.ROOT).replaceAll(NOT_LETTERS, " ").strip().split(" ", -1))
        .filter(word -> word.length() > 2 && !SMALL_WORDS.contains(word))
        .distinct()
        .toList();
  }

  private static Column[] literals(String name) {
    List<Column> words = new ArrayList<>();
    // An array of nothing would have no type.
    words.add(lit("\0"));
    telling(name).forEach(word -> words.add(lit(word)));
    return words.toArray(Column[]::new);
  }

  /** What is known of one entity. */
  private static final class Explanation {
    private final Warehouse warehouse;
    private final PrintWriter out;
    private final Row entity;
    private final String id;
    private final Map<Place, String> sentences = new HashMap<>();

    Explanation(Warehouse warehouse, Row entity, PrintWriter out) {
      this.warehouse = warehouse;
      this.entity = entity;
      this.id = entity.getAs("entity_id");
      this.out = out;
    }

    void print() {
      List<Row> aliases = aliases();
      List<Row> relations = relations();
      List<Row> mentions = mentions();
      List<Place> places = new ArrayList<>();
      aliases.forEach(row -> places.add(evidence(row)));
      relations.stream()
          .filter(row -> row.getAs("evidence_article_id") != null)
          .forEach(row -> places.add(evidence(row)));
      mentions.forEach(row -> places.add(new Place(row.getAs("article_id"), row.getAs("start"))));
      readSentences(places);
      printHead();
      printAliases(aliases);
      printRelations(relations);
      printNearMisses();
      printSentences(mentions);
      out.println();
    }

    private static Place evidence(Row row) {
      return new Place(row.getAs("evidence_article_id"), row.getAs("evidence_start_char"));
    }

    private void printHead() {
      out.printf("%s  %s  %s%n", text("name"), text("entity_type"), id);
      out.printf(
          Locale.ROOT,
          "  %,d mentions in %,d articles and %,d stories%s%s%n",
          number("mention_count"),
          number("article_count"),
          number("story_count"),
          entity.getAs("first_date") == null
              ? ""
              : ", %s to %s"
                  .formatted(entity.<Object>getAs("first_date"), entity.<Object>getAs("last_date")),
          entity.getAs("country_code") == null ? "" : ", country " + text("country_code"));
    }

    private String text(String column) {
      return entity.getAs(column);
    }

    private long number(String column) {
      return entity.<Long>getAs(column);
    }

    private List<Row> aliases() {
      return warehouse
          .read(EntityAliases.TABLE)
          .where(EntityAliases.ENTITY_ID.col().equalTo(id))
          .orderBy(desc("mention_count"), EntityAliases.ALIAS.col())
          .limit(MAX_ALIASES)
          .collectAsList();
    }

    private void printAliases(List<Row> aliases) {
      out.printf(Locale.ROOT, "aliases (%,d):%n", number("alias_count"));
      for (Row alias : aliases) {
        out.printf(
            Locale.ROOT,
            "  %s  %,d mentions, %s, %.2f%n",
            alias.<String>getAs("alias"),
            alias.<Long>getAs("mention_count"),
            alias.<String>getAs("method"),
            alias.<Double>getAs("score"));
        printSentence(evidence(alias));
      }
      if (number("alias_count") > aliases.size()) {
        out.printf(Locale.ROOT, "  and %,d more%n", number("alias_count") - aliases.size());
      }
    }

    private boolean has(Table table) {
      return warehouse.tables().contains(table);
    }

    /** Relations from and to the entity, with the other's name. */
    private List<Row> relations() {
      if (!has(EntityRelations.TABLE)) {
        return List.of();
      }
      Dataset<Row> relations =
          warehouse
              .read(EntityRelations.TABLE)
              .where(
                  EntityRelations.ENTITY_ID
                      .col()
                      .equalTo(id)
                      .or(EntityRelations.OTHER_ENTITY_ID.col().equalTo(id)));
      Dataset<Row> entities = warehouse.read(Entities.TABLE);
      Dataset<Row> names =
          entities.select(
              Entities.ENTITY_ID.col(),
              Entities.NAME.col().as("entity_name"),
              Entities.MENTION_COUNT.col().as("entity_mentions"));
      Dataset<Row> others =
          entities.select(
              Entities.ENTITY_ID.col().as("other_entity_id"),
              Entities.NAME.col().as("other_name"),
              Entities.MENTION_COUNT.col().as("other_mentions"));
      return relations
          .join(names, "entity_id")
          .join(others, "other_entity_id")
          .orderBy(
              EntityRelations.ENTITY_ID.col().notEqual(id),
              col("entity_mentions").plus(col("other_mentions")).desc(),
              col("entity_name"),
              col("other_name"),
              EntityRelations.RELATION.col())
          .limit(MAX_RELATIONS)
          .collectAsList();
    }

    private void printRelations(List<Row> relations) {
      out.printf("relations%s:%n", relations.isEmpty() ? " (none)" : "");
      for (Row relation : relations) {
        out.printf(
            Locale.ROOT,
            "  %s %s %s  %s, %.2f%n",
            relation.<String>getAs("entity_name"),
            relation.<String>getAs("relation"),
            relation.<String>getAs("other_name"),
            relation.<String>getAs("method"),
            relation.<Double>getAs("score"));
        if (relation.getAs("evidence_article_id") != null) {
          printSentence(evidence(relation));
        }
      }
      if (relations.size() == MAX_RELATIONS) {
        out.println("  more of them in entity_relations");
      }
    }

    /** Other entities of like names; of a person, those of the same surname. */
    private void printNearMisses() {
      List<String> own = telling(text("name"));
      Column words = words(Entities.NAME.col());
      Column shared = array_intersect(words, array(literals(text("name"))));
      Column isLike = size(shared).gt(0);
      if (text("entity_type").equals("PER") && !own.isEmpty()) {
        isLike = element_at(words, -1).equalTo(own.get(own.size() - 1));
      }
      List<Row> near =
          warehouse
              .read(Entities.TABLE)
              .where(Entities.ENTITY_ID.col().notEqual(id).and(isLike))
              .withColumn("shared", shared)
              .orderBy(size(col("shared")).desc(), desc("mention_count"), Entities.NAME.col())
              .limit(MAX_NEAR_MISSES)
              .select(
                  Entities.NAME.col(),
                  Entities.ENTITY_TYPE.col(),
                  Entities.MENTION_COUNT.col(),
                  concat_ws(" ", col("shared")))
              .collectAsList();
      out.printf("near misses%s:%n", near.isEmpty() ? " (none)" : ", kept apart");
      for (Row other : near) {
        out.printf(
            Locale.ROOT,
            "  %s  %s, %,d mentions, shares \"%s\"%n",
            other.getString(0),
            other.getString(1),
            other.getLong(2),
            other.getString(3));
      }
    }

    /** First mentions in the articles that mention it most, each of another story. */
    private List<Row> mentions() {
      Dataset<Row> byArticle =
          warehouse
              .read(Mentions.TABLE)
              .where(Mentions.ENTITY_ID.col().equalTo(id))
              .groupBy(Mentions.ARTICLE_ID.col())
              .agg(count(lit(1)).as("mentions"), min(Mentions.START_CHAR.col()).as("start"));
      Dataset<Row> stories =
          warehouse
              .read(ArticleCopies.TABLE)
              .select(ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col());
      List<Row> chosen =
          byArticle
              .join(stories, "article_id")
              .groupBy("story_id")
              .agg(
                  min(struct(
                          col("mentions").multiply(-1).as("order"),
                          col("article_id"),
                          col("start")))
                      .as("first"))
              .orderBy("first")
              .limit(MAX_SENTENCES)
              .select("first.article_id", "first.start")
              .collectAsList();
      Map<String, Long> starts =
          chosen.stream().collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
      Dataset<Row> articles =
          warehouse
              .read(Articles.TABLE)
              .where(among(Articles.ARTICLE_ID.col(), starts.keySet()))
              .select(
                  Articles.ARTICLE_ID.col(),
                  Articles.TITLE.col(),
                  Articles.SOURCE.col(),
                  Articles.PUBLISHED_DATE.col());
      Dataset<Row> places =
          articles
              .sparkSession()
              .createDataFrame(
                  chosen, new StructType().add("article_id", "string").add("start", "long"));
      return places
          .join(articles, "article_id")
          .orderBy(col("published_date").asc_nulls_last(), col("article_id"))
          .collectAsList();
    }

    private void printSentences(List<Row> mentions) {
      out.println("sentences:");
      for (Row mention : mentions) {
        Object date = mention.getAs("published_date");
        String source = mention.getAs("source");
        String title = mention.getAs("title");
        out.printf(
            "  %s%s%s%n",
            date == null ? "undated" : date,
            source == null ? "" : "  " + source,
            title == null ? "" : "  " + plain(title));
        printSentence(new Place(mention.getAs("article_id"), mention.getAs("start")));
      }
    }

    /** Looks up the sentences in which the places are. */
    private void readSentences(List<Place> places) {
      Set<String> articles = places.stream().map(Place::articleId).collect(Collectors.toSet());
      Map<String, List<Row>> byArticle =
          warehouse
              .read(ArticleSentences.TABLE)
              .where(among(ArticleSentences.ARTICLE_ID.col(), articles))
              .select(
                  ArticleSentences.ARTICLE_ID.col(),
                  ArticleSentences.SENTENCE_ID.col(),
                  ArticleSentences.START_CHAR.col(),
                  ArticleSentences.END_CHAR.col())
              .collectAsList()
              .stream()
              .collect(Collectors.groupingBy(row -> row.getString(0)));
      Map<Place, Row> found = new HashMap<>();
      for (Place place : places) {
        byArticle.getOrDefault(place.articleId, List.of()).stream()
            .filter(row -> row.getLong(2) <= place.start && place.start < row.getLong(3))
            .findFirst()
            .ifPresent(row -> found.put(place, row));
      }
      Set<String> ids =
          found.values().stream().map(row -> row.getString(1)).collect(Collectors.toSet());
      Map<String, String> texts =
          warehouse
              .read(Sentences.TABLE)
              .where(among(Sentences.SENTENCE_ID.col(), ids))
              .select(Sentences.SENTENCE_ID.col(), Sentences.TEXT.col())
              .collectAsList()
              .stream()
              .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
      found.forEach(
          (place, row) ->
              sentences.put(
                  place, shown(texts.get(row.getString(1)), place.start - row.getLong(2))));
    }

    private void printSentence(Place place) {
      String sentence = sentences.get(place);
      if (sentence != null) {
        out.printf("    \"%s\"%n", sentence);
      }
    }

    /** The sentence, or of a long one what stands around the name. */
    private static String shown(String sentence, long at) {
      int length = sentence.codePointCount(0, sentence.length());
      if (length <= MAX_SHOWN) {
        return plain(sentence);
      }
      int start = (int) Math.max(0, Math.min(at - MAX_SHOWN / 2, length - MAX_SHOWN));
      int from = sentence.offsetByCodePoints(0, start);
      int to = sentence.offsetByCodePoints(from, MAX_SHOWN);
      return (start > 0 ? "…" : "")
          + plain(sentence.substring(from, to))
          + (start + MAX_SHOWN < length ? "…" : "");
    }

    private static String plain(String text) {
      return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
  }
}
