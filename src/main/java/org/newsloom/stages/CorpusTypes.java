package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.newsloom.tables.SentenceMentions;

/**
 * What all sentences of the corpus together say of a name's type. A tagger that reads one sentence
 * may take a person it never saw for a place; in the other hundreds of sentences it did not.
 *
 * <p>A type's probability in a sentence is weighed by the square root of the type's share among all
 * distinct sentences that have the same words, so that a sentence whose context is clear keeps its
 * reading: "Washington" the general beside the city.
 */
final class CorpusTypes {
  /** Sentences of no opinion that a name's own are added to. */
  private static final double PRIOR_SENTENCES = 2;

  /** Probabilities are summed as whole millionths: sums of doubles depend on the order of rows. */
  private static final int MILLION = 1_000_000;

  private static final List<String> PROBABILITIES =
      List.of(
          SentenceMentions.PER_PROBABILITY.name(),
          SentenceMentions.ORG_PROBABILITY.name(),
          SentenceMentions.LOC_PROBABILITY.name(),
          SentenceMentions.MISC_PROBABILITY.name());

  private CorpusTypes() {}

  /**
   * The spans with their probabilities by type weighed by the corpus's; the sum of a span's stays
   * as it is, and unknown ones stay unknown.
   *
   * @param spans names and candidates of distinct sentences
   */
  static Dataset<Row> weigh(Dataset<Row> spans) {
    Column owner = regexp_replace(lower(SentenceMentions.SURFACE.col()), "['’]s$", "");
    Dataset<Row> named = spans.withColumn("words", regexp_replace(owner, "\\s+", " "));
    Column[] sums =
        PROBABILITIES.stream()
            .map(type -> sum(round(col(type).multiply(MILLION)).cast("long")).as("all_" + type))
            .toArray(Column[]::new);
    Dataset<Row> corpus =
        named
            .where(SentenceMentions.PER_PROBABILITY.col().isNotNull())
            .groupBy(col("words").as("all_words"))
            .agg(count(lit(1)).as("all_sentences"), sums)
            // What is said once has no other sentence to learn from.
            .where(col("all_sentences").gt(1));
    Dataset<Row> beside = named.join(corpus, col("words").equalTo(col("all_words")), "left");
    Column total = lit(0.0);
    Column weighedTotal = lit(0.0);
    for (String type : PROBABILITIES) {
      total = total.plus(col(type));
      weighedTotal = weighedTotal.plus(col("weighed_" + type));
      beside = beside.withColumn("weighed_" + type, col(type).multiply(sqrt(share(type))));
    }
    beside = beside.withColumn("factor", total.divide(weighedTotal));
    for (String type : PROBABILITIES) {
      beside =
          beside.withColumn(
              type, coalesce(col("weighed_" + type).multiply(col("factor")), col(type)));
    }
    return beside.select(
        List.of(spans.columns()).stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** Share of a type among the readings of a name's words in the corpus. */
  private static Column share(String type) {
    Column all = lit(0.0);
    for (String other : PROBABILITIES) {
      all = all.plus(col("all_" + other));
    }
    double prior = PRIOR_SENTENCES * MILLION;
    return col("all_" + type).plus(prior / PROBABILITIES.size()).divide(all.plus(prior));
  }
}
