package org.newsloom.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.entities.Overrides;
import org.newsloom.entities.Overrides.Entity;
import org.newsloom.entities.Overrides.Plan;
import org.newsloom.job.InputException;

/**
 * Brings the user's {@link Overrides} to bear on mentions and names. Only what the lines name is
 * collected, and only that is broadcast.
 */
final class Overriding {
  private static final StructType MENTION_RULE =
      new StructType()
          .add("rule_key", DataTypes.StringType)
          .add("rule_alias", DataTypes.StringType)
          .add("to_key", DataTypes.StringType);

  private static final StructType ENTITY_RULE =
      new StructType()
          .add("rule_key", DataTypes.StringType)
          .add("rule_name", DataTypes.StringType)
          .add("rule_type", DataTypes.StringType);

  /** A mention as it is written, as {@code entity_aliases} has it. */
  static final Column ALIAS = regexp_replace(col("surface"), "\\s+", " ");

  private final Plan plan;

  private Overriding(Plan plan) {
    this.plan = plan;
  }

  /**
   * What the lines come to here.
   *
   * @param resolved mentions with their keys
   * @param names the keys' names and types
   * @throws InputException where two lines contradict each other in this corpus
   */
  static Overriding of(Overrides overrides, Dataset<Row> resolved, Dataset<Row> names) {
    Dataset<Row> forms = column(names.sparkSession(), "form", overrides.forms());
    Dataset<Row> named =
        names
            .join(broadcast(forms), col("key").equalTo(col("form")))
            .unionByName(names.join(broadcast(forms), lower(col("name")).equalTo(col("form"))));
    List<Entity> entities =
        named.select("key", "name", "entity_type").distinct().collectAsList().stream()
            .map(row -> new Entity(row.getString(0), row.getString(1), row.getString(2)))
            .toList();
    Dataset<Row> aliases = column(names.sparkSession(), "written", overrides.aliases());
    Map<String, Set<String>> written = new HashMap<>();
    resolved
        .select(col("key"), ALIAS.as("alias"))
        .join(broadcast(aliases), col("alias").equalTo(col("written")))
        .select("alias", "key")
        .distinct()
        .collectAsList()
        .forEach(
            row ->
                written
                    .computeIfAbsent(row.getString(0), alias -> new HashSet<>())
                    .add(row.getString(1)));
    try {
      return new Overriding(overrides.plan(entities, written));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static Dataset<Row> column(SparkSession spark, String name, Collection<String> values) {
    return spark.createDataset(List.copyOf(values), Encoders.STRING()).toDF(name);
  }

  /** One sentence for each line that names what the corpus has not. */
  List<String> unknown() {
    return plan.unknown();
  }

  /** The mentions under the entities that the user wants, without those dropped. */
  Dataset<Row> mentions(Dataset<Row> resolved) {
    List<Row> ofAliases =
        plan.mentions().stream()
            .filter(rule -> rule.alias() != null)
            .map(rule -> RowFactory.create(rule.key(), rule.alias(), rule.toKey()))
            .toList();
    List<Row> ofAll =
        plan.mentions().stream()
            .filter(rule -> rule.alias() == null)
            .map(rule -> RowFactory.create(rule.key(), null, rule.toKey()))
            .toList();
    SparkSession spark = resolved.sparkSession();
    Dataset<Row> aliasRules =
        spark
            .createDataFrame(ofAliases, MENTION_RULE)
            .toDF("alias_key", "alias_written", "alias_to");
    Dataset<Row> keyRules =
        spark.createDataFrame(ofAll, MENTION_RULE).drop("rule_alias").toDF("all_key", "all_to");
    Column isOfAlias = col("alias_key").isNotNull();
    Column isMoved = isOfAlias.or(col("all_key").isNotNull());
    Column to = when(isOfAlias, col("alias_to")).otherwise(col("all_to"));
    return resolved
        .join(
            broadcast(aliasRules),
            col("key").equalTo(col("alias_key")).and(ALIAS.equalTo(col("alias_written"))),
            "left")
        .join(broadcast(keyRules), col("key").equalTo(col("all_key")), "left")
        .withColumn("is_moved", isMoved)
        .withColumn("to", to)
        .where(col("is_moved").equalTo(false).or(col("to").isNotNull()))
        .withColumn("key", when(col("is_moved"), col("to")).otherwise(col("key")))
        .withColumn("method", when(col("is_moved"), lit("override")).otherwise(col("method")))
        .withColumn(
            "link_confidence", when(col("is_moved"), lit(1.0)).otherwise(col("link_confidence")))
        // How a moved mention is spelt says nothing of how its new entity is.
        .withColumn("spelling", when(col("is_moved"), lit(null)).otherwise(col("spelling")))
        .withColumn("short_kind", when(col("is_moved"), lit(null)).otherwise(col("short_kind")))
        .select(
            Arrays.stream(resolved.columns()).map(column -> col(column)).toArray(Column[]::new));
  }

  /**
   * The entities as the user wants them called. Those that were there before keep type and id,
   * whatever mentions came to them.
   *
   * @param names names of the mentions as overridden
   * @param found names before
   */
  Dataset<Row> names(Dataset<Row> names, Dataset<Row> found) {
    List<Row> rules =
        plan.entities().stream()
            .map(rule -> RowFactory.create(rule.key(), rule.name(), rule.type()))
            .toList();
    Dataset<Row> ruled = names.sparkSession().createDataFrame(rules, ENTITY_RULE);
    Dataset<Row> before =
        found.select(
            col("key").as("found_key"),
            col("entity_id").as("found_id"),
            col("entity_type").as("found_type"));
    Column newType = coalesce(col("rule_type"), col("entity_type"));
    return names
        .join(before, col("key").equalTo(col("found_key")), "left")
        .join(broadcast(ruled), col("key").equalTo(col("rule_key")), "left")
        .select(
            col("key"),
            coalesce(col("found_id"), Resolve.entityId(newType, col("key"))).as("entity_id"),
            coalesce(col("rule_name"), col("name")).as("name"),
            coalesce(col("rule_type"), col("found_type"), col("entity_type")).as("entity_type"));
  }
}
