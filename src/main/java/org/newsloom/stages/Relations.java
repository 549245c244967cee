package org.newsloom.stages;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.entities.NameTies;
import org.newsloom.tables.EntityRelations;
import org.newsloom.tables.Mentions;

/**
 * What entities are to each other and to countries: by {@link NameTies}, and by acronyms that
 * articles define but that are entities of their own elsewhere.
 */
final class Relations {
  private static final StructType TIE =
      new StructType()
          .add("relation", DataTypes.StringType)
          .add("other_key", DataTypes.StringType)
          .add("other_type", DataTypes.StringType)
          .add("method", DataTypes.StringType)
          .add("score", DataTypes.DoubleType);

  /** Of an acronym's definitions; what fewer tell is as often an error. */
  private static final double MIN_SHARE = 0.4;

  private static final String ACRONYM_OF = "acronym_of";

  /** The entities' names with {@code country_code}. */
  static Dataset<Row> withCountries(Dataset<Row> names, NameTies ties) {
    UDF2<String, String, String> country =
        (name, type) -> ties.countryCode(name, type).orElse(null);
    return names.withColumn(
        "country_code", udf(country, DataTypes.StringType).apply(col("name"), col("entity_type")));
  }

  /**
   * (entity_id, relation, other_entity_id, method, score, evidence): pairs of entities that are
   * related, once for each relation; the evidence is null but where an article defines an acronym.
   *
   * @param names entities with their keys
   * @param resolved mentions with their keys and what they are short for
   */
  static Dataset<Row> related(Dataset<Row> names, Dataset<Row> resolved, NameTies ties) {
    Dataset<Row> byName =
        tied(names, ties)
            .select(
                col("entity_id"),
                col("relation"),
                col("other_entity_id"),
                col("method"),
                col("score"),
                lit(null).cast(EVIDENCE).as("evidence"));
    return byName.unionByName(acronyms(names, resolved));
  }

  private static final StructType EVIDENCE =
      new StructType()
          .add("chars", DataTypes.LongType)
          .add("article_id", DataTypes.StringType)
          .add("start_char", DataTypes.LongType)
          .add("end_char", DataTypes.LongType);

  private static Dataset<Row> tied(Dataset<Row> names, NameTies ties) {
    UDF2<String, String, List<Row>> tiesOf =
        (name, type) ->
            ties.ties(name, type).stream()
                .map(
                    tie ->
                        RowFactory.create(
                            tie.relation(),
                            tie.otherKey(),
                            tie.otherType(),
                            tie.method(),
                            tie.score()))
                .toList();
    Dataset<Row> tied =
        names
            .select(
                col("entity_id"),
                explode(
                        udf(tiesOf, DataTypes.createArrayType(TIE))
                            .apply(col("name"), col("entity_type")))
                    .as("tie"))
            .select(col("entity_id"), col("tie.*"));
    Dataset<Row> others =
        names.select(
            col("key").as("other_key"),
            col("entity_type").as("other_type"),
            col("entity_id").as("other_entity_id"));
    return tied.join(others, columns("other_key", "other_type"))
        .where(col("entity_id").notEqual(col("other_entity_id")));
  }

  /**
   * Acronyms that some article defines as a name of several words, where both are entities: the
   * corpus had too little to tell that all the acronym's mentions mean that name. The score is the
   * share of the acronym's definitions, counted by articles.
   */
  private static Dataset<Row> acronyms(Dataset<Row> names, Dataset<Row> resolved) {
    Dataset<Row> defined =
        resolved
            .where(col("is_definition").and(col("short_kind").equalTo("acronym")))
            .where(col("key").notEqual(col("short_key")))
            .groupBy("short_key", "key")
            .agg(
                countDistinct("article_id").as("articles"),
                min(struct(
                        lit(0L).as("chars"), col("article_id"), col("start_char"), col("end_char")))
                    .as("evidence"));
    Dataset<Row> all =
        defined.groupBy(col("short_key").as("all_key")).agg(sum("articles").as("all_articles"));
    Dataset<Row> acronyms =
        names
            .where(col("entity_type").notEqual("PER"))
            .select(col("key").as("short_key"), col("entity_id"));
    Column share = col("articles").divide(col("all_articles"));
    return defined
        // "BP. L" is no long form of BP.
        .where(not(array_contains(split(col("key"), " "), col("short_key"))))
        .join(acronyms, "short_key")
        .join(all, col("short_key").equalTo(col("all_key")))
        .where(share.geq(MIN_SHARE))
        .join(names.select(col("key"), col("entity_id").as("other_entity_id")), "key")
        .select(
            col("entity_id"),
            lit(ACRONYM_OF).as("relation"),
            col("other_entity_id"),
            lit("article_text").as("method"),
            share.as("score"),
            col("evidence").cast(EVIDENCE).as("evidence"));
  }

  /**
   * The relations with their evidence: where there is none yet, the sentence in which the two names
   * stand closest, and the first of several.
   */
  static Dataset<Row> relations(Dataset<Row> related, Dataset<Row> mentions) {
    Dataset<Row> one =
        mentions.select(
            Mentions.ENTITY_ID.col(),
            Mentions.ARTICLE_ID.col(),
            Mentions.SENTENCE_INDEX.col(),
            Mentions.START_CHAR.col().as("start_a"),
            Mentions.END_CHAR.col().as("end_a"));
    Dataset<Row> other =
        mentions.select(
            Mentions.ENTITY_ID.col().as("other_entity_id"),
            Mentions.ARTICLE_ID.col(),
            Mentions.SENTENCE_INDEX.col(),
            Mentions.START_CHAR.col().as("start_b"),
            Mentions.END_CHAR.col().as("end_b"));
    Column start = least(col("start_a"), col("start_b"));
    Column end = greatest(col("end_a"), col("end_b"));
    Dataset<Row> together =
        related
            .where(col("evidence").isNull())
            .select("entity_id", "other_entity_id")
            .distinct()
            .join(one, "entity_id")
            .join(other, columns("other_entity_id", "article_id", "sentence_index"))
            .groupBy("entity_id", "other_entity_id")
            .agg(
                min(struct(
                        end.minus(start).as("chars"),
                        col("article_id"),
                        start.as("start_char"),
                        end.as("end_char")))
                    .as("together"));
    Column evidence = when(col("evidence").isNull(), col("together")).otherwise(col("evidence"));
    return related
        .join(together, columns("entity_id", "other_entity_id"), "left")
        .withColumn("shown", evidence)
        .withColumn("evidence_article_id", col("shown.article_id"))
        .withColumn("evidence_start_char", col("shown.start_char"))
        .withColumn("evidence_end_char", col("shown.end_char"))
        .select(EntityRelations.TABLE.select());
  }

  private static String[] columns(String... names) {
    return names;
  }

  private Relations() {}
}
