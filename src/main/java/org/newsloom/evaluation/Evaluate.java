package org.newsloom.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.newsloom.entities.NameTagger;
import org.newsloom.entities.NamesEvaluation;
import org.newsloom.entities.NamesEvaluation.Scope;
import org.newsloom.entities.PersonAliases;
import org.newsloom.job.InputException;
import org.newsloom.job.Job;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.stages.Stages;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Table;
import org.newsloom.text.ToneEvaluation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Predicts what a gold file says, writes the file again with the predicted values in the place of
 * the right ones, so that any other program can score it, and prints its own scores as a line of
 * JSON.
 */
@Command(
    name = "evaluate",
    description = {
      "Predicts what a file of right answers says, and scores the predictions.",
      "TASK is one of: names (CoNLL columns, tag last), tone (id, tone, text by tabs),"
          + " target-tone (JSON lines), aliases (columns entity_id, kind, quality, name),"
          + " changes (columns series, kind, date, stories, value, change), copies (columns id, story) and dates (columns id, date)"
          + " of the articles of --input.",
      "For dates the articles come without theirs. To see datelines without a year get theirs, leave"
          + " a few of the records their dates."
    },
    mixinStandardHelpOptions = true)
public final class Evaluate implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is predicted. */
  private enum Task {
    NAMES,
    TONE,
    TARGET_TONE,
    ALIASES,
    COPIES,
    DATES,
    CHANGES;

    /** As on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private static final class TaskByName implements ITypeConverter<Task> {
    @Override
    public Task convert(String name) {
      return Arrays.stream(Task.values())
          .filter(task -> task.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "'%s' is none of %s".formatted(name, Arrays.toString(Task.values()))));
    }
  }

  @Parameters(paramLabel = "TASK", converter = TaskByName.class, description = "What to predict.")
  private Task task;

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "FILE",
      description = "The right answers.")
  private Path gold;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "Where the gold file goes with predicted values.")
  private Path predictions;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Articles whose copies or dates are predicted, as for run.")
  private List<String> inputs = List.of();

  @Override
  public Integer call() throws IOException {
    try {
      print(scores(), System.out);
    } catch (NoSuchFileException e) {
      throw new InputException("No such file: " + e.getFile(), e);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
    return 0;
  }

  private Map<String, Object> scores() throws IOException {
    return switch (task) {
      case NAMES -> {
        NameTagger tagger = NameTagger.bundled();
        NamesEvaluation.predict(tagger, Scope.SENTENCE, gold, predictions);
        Map<String, Object> bySentences = Metrics.names(gold, predictions);
        NamesEvaluation.predict(tagger, Scope.ARTICLE, gold, predictions);
        Map<String, Object> byArticles = Metrics.names(gold, predictions);
        byArticles.put("sentences_alone", bySentences);
        yield byArticles;
      }
      case TONE -> {
        ToneEvaluation.predictTone(gold, predictions);
        yield Metrics.tone(gold, predictions);
      }
      case TARGET_TONE -> {
        ToneEvaluation.predictTargetTone(gold, predictions);
        yield Metrics.targetTone(gold, predictions);
      }
      case ALIASES -> {
        Tsv right = Tsv.read(gold, "entity_id", "kind", "quality", "name");
        IdentityHashMap<Map<String, String>, String> persons = persons(right);
        right.writeWith(predictions, "entity_id", persons::get);
        yield Metrics.aliases(gold, predictions);
      }
      case COPIES -> {
        Tsv right = Tsv.read(gold, "id", "story");
        Map<String, String> stories = new HashMap<>();
        for (Row row : fromCorpus(ArticleCopies.TABLE, Evaluate::stories)) {
          stories.put(row.getString(0), row.getString(1));
        }
        // An article that was rejected is a story of its own.
        right.writeWith(
            predictions,
            "story",
            row -> stories.getOrDefault(row.get("id"), "rejected " + row.get("id")));
        yield Metrics.copies(gold, predictions);
      }
      case DATES -> {
        Tsv right = Tsv.read(gold, "id", "date");
        Map<String, String> days = new HashMap<>();
        Map<String, String> methods = new HashMap<>();
        for (Row row : fromCorpus(Articles.TABLE, Evaluate::days)) {
          days.put(row.getString(0), row.isNullAt(1) ? "" : row.getString(1));
          methods.put(row.getString(0), row.getString(2));
        }
        right.writeWith(predictions, "date", row -> days.getOrDefault(row.get("id"), ""));
        yield Metrics.dates(gold, predictions, methods);
      }
      case CHANGES -> {
        DailySeries.predict(gold, predictions);
        yield Metrics.changes(gold, predictions);
      }
    };
  }

  /**
   * The person of each row, told from the names alone. Rows that are not scored, such as those of
   * names of low quality, are persons of their own.
   */
  private static IdentityHashMap<Map<String, String>, String> persons(Tsv rows) {
    IdentityHashMap<Map<String, String>, String> persons = new IdentityHashMap<>();
    List<Map<String, String>> scored = new ArrayList<>();
    for (Map<String, String> row : rows.rows()) {
      persons.put(row, "unscored " + persons.size());
      if (Metrics.isScoredAlias(row)) {
        scored.add(row);
      }
    }
    int[] groups =
        PersonAliases.bundled().group(scored.stream().map(row -> row.get("name")).toList());
    for (int i = 0; i < groups.length; i++) {
      persons.put(scored.get(i), "person " + groups[i]);
    }
    return persons;
  }

  private static void print(Map<String, Object> scores, PrintStream out)
      throws JsonProcessingException {
    out.println(JSON.writeValueAsString(scores));
  }

  /** What one table of a warehouse says about its articles. */
  private interface Reading {
    /** Rows of the id that the source gave and what is said of it. */
    Dataset<Row> from(Warehouse warehouse);
  }

  /** Runs the stages up to the one that writes the table, in a warehouse of its own. */
  private List<Row> fromCorpus(Table table, Reading reading) throws IOException {
    if (inputs.isEmpty()) {
      throw new InputException("Task %s needs the articles: --input PATH".formatted(task));
    }
    Path folder = Files.createTempDirectory("newsloom-evaluate");
    try (SparkSession spark = Sessions.open()) {
      Job.run(spark, folder.toString(), Stages.upTo(table, inputs), System.err);
      try (Warehouse warehouse = Warehouse.open(spark, folder.toString())) {
        return reading.from(warehouse).collectAsList();
      }
    } finally {
      delete(folder);
    }
  }

  /** (external_id, story_id) of every article. */
  static Dataset<Row> stories(Warehouse warehouse) {
    return warehouse
        .read(Articles.TABLE)
        .join(warehouse.read(ArticleCopies.TABLE), Articles.ARTICLE_ID.name())
        .select(Articles.EXTERNAL_ID.col(), ArticleCopies.STORY_ID.col());
  }

  private static Dataset<Row> days(Warehouse warehouse) {
    return warehouse
        .read(Articles.TABLE)
        .select(
            Articles.EXTERNAL_ID.col(),
            functions.date_format(Articles.PUBLISHED_DATE.col(), "yyyy-MM-dd"),
            Articles.DATE_METHOD.col());
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
  }
}
