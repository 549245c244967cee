package org.newsloom.stages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.tables.RawRecords;
import org.newsloom.text.Repair;
import org.newsloom.text.WordRepairs;

/**
 * Learns from a corpus which of its words are damaged: those that are rare where what they would
 * have been is frequent.
 */
final class DamagedWords {
  private static final StructType COUNTS =
      new StructType().add("word", DataTypes.StringType).add("articles", DataTypes.LongType);

  private static final StructType CANDIDATES =
      new StructType()
          .add("word", DataTypes.StringType)
          .add("delivered", DataTypes.LongType)
          .add("rule", DataTypes.StringType)
          .add("replacement", DataTypes.StringType)
          .add("first", DataTypes.StringType)
          .add("second", DataTypes.StringType);

  /** Words counted in memory before they are handed on. */
  private static final int MAX_COUNTED = 200_000;

  /** The best proven of more repairs are kept, so that they fit in the memory of every task. */
  private static final int MAX_REPAIRS = 50_000;

  /** A possessive in fewer articles proves nothing. */
  private static final long MIN_POSSESSIVES = 5;

  /** A name stands in so many articles at least. */
  private static final long MIN_NAMES = 2;

  /** A possessive is so many times as frequent as the same word without its apostrophe. */
  private static final long MIN_TIMES_AS_FREQUENT = 5;

  /** Two words run together by accident are in no more articles than these. */
  private static final long MAX_GLUED = 2;

  private static final long MIN_GLUED_PARTS = 20;

  private DamagedWords() {}

  /** (word, articles): in how many records each word stands; a possessive is a word of its own. */
  static Dataset<Row> counts(Dataset<Row> rawRecords, int maxChars) {
    return rawRecords
        .where(RawRecords.REJECT_REASON.col().isNull())
        .where(length(RawRecords.RAW_TEXT.col()).leq(maxChars))
        .select(RawRecords.RAW_TEXT.col())
        .mapPartitions((MapPartitionsFunction<Row, Row>) PartialCounts::new, Encoders.row(COUNTS))
        .groupBy("word")
        .agg(sum("articles").as("articles"));
  }

  /** (word, rule, replacement, delivered, replaced): a bounded number of proven repairs. */
  static Dataset<Row> repairs(Dataset<Row> counts) {
    Dataset<Row> candidates =
        counts.flatMap(
            (FlatMapFunction<Row, Row>)
                row ->
                    WordRepairs.candidate(row.getString(0))
                        .map(
                            found ->
                                RowFactory.create(
                                    row.getString(0),
                                    row.getLong(1),
                                    found.rule(),
                                    found.replacement(),
                                    found.first(),
                                    found.second()))
                        .stream()
                        .iterator(),
            Encoders.row(CANDIDATES));
    Dataset<Row> counted =
        candidates
            .join(renamed(counts, "first"), "first")
            .join(renamed(counts, "second"), new String[] {"second"}, "left")
            .withColumn("lower", lower(col("first")))
            .join(renamed(counts, "lower"), new String[] {"lower"}, "left")
            .na()
            .fill(0, new String[] {"second_articles", "lower_articles"});
    Column rarer = least(col("first_articles"), col("second_articles"));
    Column isS = col("rule").equalTo(Repair.POSSESSIVE);
    Column isPossessive =
        isS.and(col("second_articles").geq(MIN_POSSESSIVES))
            .and(col("delivered").multiply(MIN_TIMES_AS_FREQUENT).leq(col("second_articles")))
            // Rarer than its possessive, it is no name of its own.
            .and(col("first_articles").geq(col("second_articles")));
    Column isName =
        isS.and(col("first_articles").geq(MIN_NAMES))
            .and(col("delivered").multiply(2).leq(col("first_articles")))
            .and(col("lower_articles").multiply(MIN_TIMES_AS_FREQUENT).leq(col("first_articles")));
    Column isGlued =
        col("rule")
            .equalTo(Repair.GLUED_WORDS)
            .and(col("delivered").leq(MAX_GLUED))
            .and(rarer.geq(MIN_GLUED_PARTS));
    return counted
        .where(isPossessive.or(isGlued).or(isName))
        .select(
            col("word"),
            when(isName.and(not(isPossessive)), lit(WordRepairs.NAME))
                .otherwise(col("rule"))
                .as("rule"),
            col("replacement"),
            col("delivered"),
            when(isPossessive, col("second_articles"))
                .when(isName, col("first_articles"))
                .otherwise(rarer)
                .as("replaced"))
        .orderBy(col("replaced").desc(), col("word"))
        .limit(MAX_REPAIRS);
  }

  /** The repairs as a value for the tasks. */
  static WordRepairs collected(Dataset<Row> repairs) {
    Map<String, WordRepairs.WordRepair> byWord = new HashMap<>();
    for (Row row : repairs.collectAsList()) {
      byWord.put(
          row.getAs("word"),
          new WordRepairs.WordRepair(
              row.getAs("rule"),
              row.getAs("replacement"),
              new WordRepairs.Counts(row.getAs("delivered"), row.getAs("replaced"))));
    }
    return WordRepairs.of(byWord);
  }

  private static Dataset<Row> renamed(Dataset<Row> counts, String part) {
    return counts.select(col("word").as(part), col("articles").as(part + "_articles"));
  }

  /** Counts words over the texts of a partition, and hands them on whenever they grow too many. */
  private static final class PartialCounts implements Iterator<Row> {
    private final Iterator<Row> texts;
    private Iterator<Map.Entry<String, Long>> counted =
        Map.<String, Long>of().entrySet().iterator();

    PartialCounts(Iterator<Row> texts) {
      this.texts = texts;
    }

    @Override
    public boolean hasNext() {
      while (!counted.hasNext() && texts.hasNext()) {
        Map<String, Long> counts = new HashMap<>();
        while (texts.hasNext() && counts.size() < MAX_COUNTED) {
          for (String word : WordRepairs.words(texts.next().getString(0))) {
            counts.merge(word, 1L, Long::sum);
          }
        }
        counted = counts.entrySet().iterator();
      }
      return counted.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, Long> entry = counted.next();
      return RowFactory.create(entry.getKey(), entry.getValue());
    }
  }
}
