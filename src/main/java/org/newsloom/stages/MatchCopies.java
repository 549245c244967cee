package org.newsloom.stages;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Stories;
import org.newsloom.tables.Table;
import org.newsloom.text.ArticleSketch;
import picocli.CommandLine.Command;
import scala.collection.JavaConverters;

/**
 * Finds which articles are copies of each other, before anything costly is done with them.
 *
 * <p>Exact copies have the same letters and digits. Of each such group one article is compared with
 * others: those that share a sentence, or a band of their MinHash sketches. Candidates are copies
 * where at least half of the shorter one stands in the other, sentence by sentence or by the word
 * pairs of their sketches, or their wording is alike throughout. Copies of copies are one story.
 * Only ids, hashes and counts are shuffled.
 */
@Command(
    name = "match-copies",
    description = "Finds exact and near copies and joins them into stories.")
public final class MatchCopies implements Stage {
  /** A sentence shorter than this in characters is no sign of a copy. */
  private static final int MIN_SENTENCE_CHARS = 30;

  /** Share of the shorter article's text that must stand in the other. */
  private static final double MIN_SHARED_SHARE = 0.5;

  /** Below so many shared characters, nearly all of the shorter article must stand in the other. */
  private static final int MIN_SHARED_CHARS = 200;

  private static final double MIN_SHORT_SHARED_SHARE = 0.9;

  /** Resemblance of two sketches from which articles are copies though no sentence is the same. */
  private static final double MIN_RESEMBLANCE = 0.4;

  /**
   * Least share of the shorter article's shingles in the other, estimated from the sketches, where
   * the resemblance is lower: a cut copy whose letters are damaged throughout. A lower resemblance
   * is that of a short report within a much longer article on something else, which is no copy of
   * it.
   */
  private static final double MIN_CONTAINED_SHARE = 0.55;

  private static final double MIN_CONTAINED_RESEMBLANCE = 0.2;
  private static final int MIN_CONTAINED_SHINGLES = 60;

  private static final String SKETCH_CONTENT = "content_id";
  private static final String BANDS = "bands";
  private static final String BINS = "bins";
  private static final String SHINGLES = "shingle_count";

  private static final StructType SKETCH_SCHEMA =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add(SKETCH_CONTENT, DataTypes.StringType)
          .add(BANDS, DataTypes.createArrayType(DataTypes.LongType, false))
          .add(BINS, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(SHINGLES, DataTypes.IntegerType);

  /**
   * Characters of the sentences that two articles share, from their sorted (hash, chars) arrays.
   */
  private static final UserDefinedFunction SHARED_CHARS =
      udf(
          (UDF2<scala.collection.Seq<Row>, scala.collection.Seq<Row>, Long>)
              MatchCopies::sharedChars,
          DataTypes.LongType);

  private static final UserDefinedFunction RESEMBLANCE =
      udf(
          (UDF2<scala.collection.Seq<Integer>, scala.collection.Seq<Integer>, Double>)
              (a, b) -> ArticleSketch.resemblance(ints(a), ints(b)),
          DataTypes.DoubleType);

  @Override
  public String name() {
    return "match-copies";
  }

  @Override
  public List<Table> reads() {
    return List.of(Articles.TABLE, ArticleSentences.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ArticleCopies.TABLE, Stories.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> articles = job.read(Articles.TABLE);
    Dataset<Row> sketches = job.aside("sketches", sketch(articles));
    Dataset<Row> exact = job.aside("exact_copies", exactCopies(articles, sketches));
    Dataset<Row> features =
        job.aside("copy_features", features(job.read(ArticleSentences.TABLE), sketches, exact));
    Dataset<Row> matches = job.aside("copy_matches", match(candidates(features), features));
    Dataset<Row> members =
        job.aside("story_members", connect(exact, matches, rows -> job.aside("components", rows)));
    job.write(ArticleCopies.TABLE, copies(exact, matches, members));
    job.write(Stories.TABLE, stories(articles, job.read(ArticleCopies.TABLE)));
  }

  /** (article_id, content_id, bands, bins, shingle_count) of every article. */
  static Dataset<Row> sketch(Dataset<Row> articles) {
    return articles
        .select(Articles.ARTICLE_ID.col(), Articles.TEXT.col())
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows ->
                    new Iterator<>() {
                      @Override
                      public boolean hasNext() {
                        return rows.hasNext();
                      }

                      @Override
                      public Row next() {
                        Row row = rows.next();
                        ArticleSketch sketch = ArticleSketch.of(row.getString(1));
                        return RowFactory.create(
                            row.getString(0),
                            sketch.contentId(),
                            sketch.bands(),
                            sketch.bins(),
                            sketch.shingleCount());
                      }
                    },
            Encoders.row(SKETCH_SCHEMA));
  }

  /**
   * (article_id, group_id, precedence, is_group_first): articles of equal content, each group under
   * its smallest article id; precedence puts earlier, then longer articles first.
   */
  static Dataset<Row> exactCopies(Dataset<Row> articles, Dataset<Row> sketches) {
    Column publishedAt =
        coalesce(
            Articles.PUBLISHED_AT.col(),
            Articles.PUBLISHED_DATE.col().cast(DataTypes.TimestampType),
            // An article of unknown date is never taken as the source of a dated one.
            lit("9999-12-31").cast(DataTypes.TimestampType));
    Column precedence =
        struct(
            publishedAt.as("published"),
            Articles.TEXT_CHARS.col().multiply(-1).as("shortness"),
            Articles.ARTICLE_ID.col().as("id"));
    Dataset<Row> dated = articles.select(Articles.ARTICLE_ID.col(), precedence.as("precedence"));
    Dataset<Row> contents = sketches.select(col("article_id"), col(SKETCH_CONTENT));
    Dataset<Row> groups =
        contents
            .join(dated, "article_id")
            .groupBy(SKETCH_CONTENT)
            .agg(min("article_id").as("group_id"), min("precedence").as("first_precedence"));
    return contents
        .join(dated, "article_id")
        .join(groups, SKETCH_CONTENT)
        .select(col("article_id"), col("group_id"), col("precedence"), col("first_precedence"));
  }

  /**
   * For one article of each exact group: its sketch and its sentences as a sorted array of hash and
   * length.
   */
  static Dataset<Row> features(
      Dataset<Row> articleSentences, Dataset<Row> sketches, Dataset<Row> exact) {
    Dataset<Row> groups = exact.select(col("group_id").as("article_id")).distinct();
    Dataset<Row> sentences =
        articleSentences
            .where(ArticleSentences.IS_REPEATED.col().equalTo(false))
            .select(
                ArticleSentences.ARTICLE_ID.col(),
                ArticleSentences.FOLDED_HASH.col().as("hash"),
                ArticleSentences.END_CHAR
                    .col()
                    .minus(ArticleSentences.START_CHAR.col())
                    .cast(DataTypes.IntegerType)
                    .as("chars"))
            .where(col("chars").geq(MIN_SENTENCE_CHARS))
            .groupBy("article_id", "hash")
            .agg(max("chars").as("chars"))
            .groupBy("article_id")
            .agg(
                array_sort(collect_list(struct(col("hash"), col("chars")))).as("sentences"),
                sum("chars").as("total_chars"));
    return sketches
        .join(groups, "article_id")
        .join(sentences, "article_id")
        .select(
            col("article_id"),
            col("sentences"),
            col("total_chars"),
            col(BANDS),
            col(BINS),
            col(SHINGLES));
  }

  /**
   * Pairs (a, b), a &lt; b, that share a sentence or a band. Among the articles of one key each is
   * paired with the one before it and with the first, in an order of the key's own: as many pairs
   * as articles, however many hold the key, and over its many keys every copy meets a copy.
   */
  static Dataset<Row> candidates(Dataset<Row> features) {
    Dataset<Row> keys =
        features
            .select(col("article_id"), explode(col("sentences.hash")).as("key"))
            .union(features.select(col("article_id"), explode(col(BANDS)).as("key")));
    WindowSpec ofKey =
        Window.partitionBy("key")
            .orderBy(xxhash64(col("key"), col("article_id")), col("article_id"));
    Dataset<Row> linked =
        keys.select(
            col("article_id"),
            lag("article_id", 1).over(ofKey).as("previous"),
            first("article_id").over(ofKey).as("first"));
    Dataset<Row> toPrevious =
        linked
            .where(col("previous").isNotNull())
            .select(col("article_id"), col("previous"), col("first"));
    return toPrevious
        .select(
            least(col("article_id"), col("previous")).as("a"),
            greatest(col("article_id"), col("previous")).as("b"))
        .union(
            toPrevious.select(
                least(col("article_id"), col("first")).as("a"),
                greatest(col("article_id"), col("first")).as("b")))
        .where(col("a").notEqual(col("b")))
        .distinct();
  }

  /**
   * Candidates that are copies: (a, b, share_of_a, share_of_b, method), shares of each in the
   * other.
   */
  static Dataset<Row> match(Dataset<Row> candidates, Dataset<Row> features) {
    Dataset<Row> compared =
        candidates
            .join(
                features.select(
                    col("article_id").as("a"),
                    col("sentences").as("sentences_a"),
                    col("total_chars").as("chars_a"),
                    col(BINS).as("bins_a"),
                    col(SHINGLES).as("shingles_a")),
                "a")
            .join(
                features.select(
                    col("article_id").as("b"),
                    col("sentences").as("sentences_b"),
                    col("total_chars").as("chars_b"),
                    col(BINS).as("bins_b"),
                    col(SHINGLES).as("shingles_b")),
                "b")
            .select(
                col("a"),
                col("b"),
                col("chars_a"),
                col("chars_b"),
                col("shingles_a"),
                col("shingles_b"),
                SHARED_CHARS.apply(col("sentences_a"), col("sentences_b")).as("shared"),
                RESEMBLANCE.apply(col("bins_a"), col("bins_b")).as("resemblance"));
    Column shorter = least(col("chars_a"), col("chars_b"));
    Column sharesSentences =
        col("shared")
            .geq(shorter.multiply(MIN_SHARED_SHARE))
            .and(
                col("shared")
                    .geq(MIN_SHARED_CHARS)
                    .or(col("shared").geq(shorter.multiply(MIN_SHORT_SHARED_SHARE))));
    Column resemblance = col("resemblance");
    Column isAlike = resemblance.geq(MIN_RESEMBLANCE);
    // |A ∩ B| from the Jaccard resemblance J = |A ∩ B| / |A ∪ B|: J (|A| + |B|) / (1 + J)
    Column sharedShingles =
        resemblance.multiply(col("shingles_a").plus(col("shingles_b"))).divide(resemblance.plus(1));
    Column fewerShingles = least(col("shingles_a"), col("shingles_b"));
    Column isContained =
        resemblance
            .geq(MIN_CONTAINED_RESEMBLANCE)
            .and(sharedShingles.geq(MIN_CONTAINED_SHINGLES))
            .and(sharedShingles.geq(fewerShingles.multiply(MIN_CONTAINED_SHARE)));
    return compared
        .where(sharesSentences.or(isAlike).or(isContained))
        .select(
            col("a"),
            col("b"),
            share(sharesSentences, "chars_a", sharedShingles, "shingles_a").as("share_of_a"),
            share(sharesSentences, "chars_b", sharedShingles, "shingles_b").as("share_of_b"),
            when(sharesSentences, "sentences").otherwise("minhash").as("method"));
  }

  /** Share of an article that stands in the other: by its sentences, else by its sketch. */
  private static Column share(
      Column sharesSentences, String chars, Column sharedShingles, String shingles) {
    return when(sharesSentences, col("shared").divide(col(chars)))
        .otherwise(least(lit(1.0), sharedShingles.divide(col(shingles))));
  }

  /**
   * (article_id, member_id): the smallest id of all articles connected with it, of each group of
   * exact copies. Each round every article takes the smallest id among its neighbours', then that
   * id's own (pointer jumping), so rounds grow with the logarithm of a chain's length.
   *
   * @param settle computes a dataset once, so that the next round does not compute it again
   */
  static Dataset<Row> connect(
      Dataset<Row> exact, Dataset<Row> matches, UnaryOperator<Dataset<Row>> settle) {
    Dataset<Row> both =
        matches
            .select(col("a").as("from"), col("b").as("to"))
            .union(matches.select(col("b").as("from"), col("a").as("to")));
    Dataset<Row> labels = both.groupBy("from").agg(least(min("to"), col("from")).as("label"));
    boolean isChanged = !matches.isEmpty();
    while (isChanged) {
      Dataset<Row> neighbours =
          both.join(labels.withColumnRenamed("from", "to"), "to")
              .groupBy("from")
              .agg(min("label").as("nearest"));
      Dataset<Row> lowered =
          labels
              .join(neighbours, "from")
              .select(
                  col("from"),
                  col("label").as("old"),
                  least(col("label"), col("nearest")).as("label"));
      Dataset<Row> jumped =
          settle.apply(
              lowered
                  .join(
                      lowered.select(col("from").as("label"), col("label").as("further")), "label")
                  .select(
                      col("from"), least(col("label"), col("further")).as("label"), col("old")));
      labels = jumped.select(col("from"), col("label"));
      isChanged = !jumped.where(col("old").notEqual(col("label"))).isEmpty();
    }
    return exact
        .select(col("group_id"))
        .distinct()
        .join(labels.withColumnRenamed("from", "group_id"), new String[] {"group_id"}, "left")
        .select(col("group_id"), coalesce(col("label"), col("group_id")).as("member_id"));
  }

  /** Rows of article_copies. */
  static Dataset<Row> copies(Dataset<Row> exact, Dataset<Row> matches, Dataset<Row> members) {
    Dataset<Row> placed = exact.join(members, "group_id");
    Dataset<Row> originals =
        placed.groupBy("member_id").agg(min("precedence").getField("id").as("original_id"));
    // Each group's best source among the groups it matches that were published before it.
    Dataset<Row> firsts = exact.select(col("group_id"), col("first_precedence")).distinct();
    Dataset<Row> directed =
        matches
            .select(
                col("a").as("group_id"),
                col("b").as("source_group"),
                col("share_of_a").as("share"),
                col("method"))
            .union(matches.select(col("b"), col("a"), col("share_of_b"), col("method")));
    Dataset<Row> sources =
        directed
            .join(firsts, "group_id")
            .join(
                firsts.select(
                    col("group_id").as("source_group"),
                    col("first_precedence").as("source_precedence")),
                "source_group")
            .where(col("source_precedence").lt(col("first_precedence")))
            .groupBy("group_id")
            .agg(
                min_by(
                        struct(
                            col("source_precedence").getField("id").as("source_id"),
                            col("share"),
                            col("method")),
                        struct(col("share").multiply(-1), col("source_precedence")))
                    .as("source"));
    Column isOriginal = col("article_id").equalTo(col("original_id"));
    Column isFirst = col("precedence").equalTo(col("first_precedence"));
    return placed
        .join(originals, "member_id")
        .join(sources, new String[] {"group_id"}, "left")
        .select(
            ArticleCopies.ARTICLE_ID.col(),
            storyId(col("member_id")).as(ArticleCopies.STORY_ID.name()),
            isOriginal.as(ArticleCopies.IS_ORIGINAL.name()),
            when(isOriginal, null)
                .when(isFirst, coalesce(col("source.source_id"), col("original_id")))
                .otherwise(col("first_precedence.id"))
                .as(ArticleCopies.COPIED_FROM_ARTICLE_ID.name()),
            when(isOriginal, null)
                .when(isFirst, col("source.share"))
                .otherwise(1.0)
                .as(ArticleCopies.SHARED_SHARE.name()),
            when(isOriginal, "original")
                .when(isFirst, coalesce(col("source.method"), lit("sentences")))
                .otherwise("exact")
                .as(ArticleCopies.METHOD.name()));
  }

  private static Column storyId(Column memberId) {
    return substring(sha2(concat(lit("story "), memberId), 256), 1, 24);
  }

  /** Rows of stories. */
  static Dataset<Row> stories(Dataset<Row> articles, Dataset<Row> copies) {
    Column sources = greatest(countDistinct(Articles.SOURCE.col()), lit(1L));
    return copies
        .join(
            articles.select(
                Articles.ARTICLE_ID.col(), Articles.SOURCE.col(), Articles.PUBLISHED_DATE.col()),
            "article_id")
        .groupBy(ArticleCopies.STORY_ID.col())
        .agg(
            count(lit(1)).as(Stories.ARTICLE_COUNT.name()),
            sources.as(Stories.SOURCE_COUNT.name()),
            max(when(ArticleCopies.IS_ORIGINAL.col(), Articles.ARTICLE_ID.col()))
                .as(Stories.ORIGINAL_ARTICLE_ID.name()),
            min(Articles.PUBLISHED_DATE.col()).as(Stories.FIRST_PUBLISHED_DATE.name()))
        .withColumn(
            Stories.AMPLIFICATION.name(),
            Stories.ARTICLE_COUNT.col().divide(Stories.SOURCE_COUNT.col()));
  }

  private static long sharedChars(
      scala.collection.Seq<Row> sentencesA, scala.collection.Seq<Row> sentencesB) {
    Iterator<Row> a = JavaConverters.asJavaIterator(sentencesA.iterator());
    Iterator<Row> b = JavaConverters.asJavaIterator(sentencesB.iterator());
    long shared = 0;
    Row rowA = next(a);
    Row rowB = next(b);
    while (rowA != null && rowB != null) {
      int order = Long.compare(rowA.getLong(0), rowB.getLong(0));
      if (order == 0) {
        shared += Math.min(rowA.getInt(1), rowB.getInt(1));
      }
      if (order <= 0) {
        rowA = next(a);
      }
      if (order >= 0) {
        rowB = next(b);
      }
    }
    return shared;
  }

  private static Row next(Iterator<Row> rows) {
    return rows.hasNext() ? rows.next() : null;
  }

  private static int[] ints(scala.collection.Seq<Integer> numbers) {
    int[] array = new int[numbers.size()];
    Iterator<Integer> iterator = JavaConverters.asJavaIterator(numbers.iterator());
    for (int i = 0; i < array.length; i++) {
      array[i] = iterator.next();
    }
    return array;
  }
}
