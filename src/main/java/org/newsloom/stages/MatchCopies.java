package org.newsloom.stages;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
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
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jgrapht.alg.util.UnionFind;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.SharedPassages;
import org.newsloom.tables.Stories;
import org.newsloom.tables.Table;
import org.newsloom.text.ArticleOutline;
import org.newsloom.text.ArticleSketch;
import org.newsloom.text.CopyComparison;
import picocli.CommandLine.Command;
import scala.collection.JavaConverters;

/**
 * Finds which articles are copies of each other, before anything costly is done with them.
 *
 * <p>Exact copies have the same letters and digits. Of each such group the earliest article is
 * compared with others: with those that share a sentence or some of their word triples. Two are
 * copies where at least half of the shorter one stands in the other, passage by passage. Copies of
 * copies are one story, but an article that holds two stories joins only the one of which it holds
 * most. Only ids, hashes and places are shuffled.
 *
 * <p>Articles stand in an order of their own, by publication, then the longer first, then by id, so
 * that one is taken as the source of those behind it.
 */
@Command(
    name = "match-copies",
    description = "Finds exact and near copies and joins them into stories.")
public final class MatchCopies implements Stage {
  /** A sentence shorter than this in characters brings no articles together. */
  private static final int MIN_SENTENCE_CHARS = 30;

  /**
   * Earlier articles that one is compared with, at most: those it meets under most keys. A copy
   * meets its source under nearly all of its keys.
   */
  private static final int MAX_COMPARED = 8;

  /** Least length of a passage that is told between articles that are not source and copy. */
  private static final int MIN_PASSAGE_CHARS = 200;

  /**
   * Share of what two articles have in common that one of them must also have in common with the
   * article it shares most with. Below, it holds two stories, one of each.
   */
  private static final double MIN_SAME_PARTS = 0.25;

  /** So many links take some 50 MB where they are connected in one task. */
  private static final long MAX_LINKS_IN_A_TASK = 200_000;

  private static final String PRECEDENCE = "precedence";
  private static final String OUTLINE = "outline";
  private static final String KEYS = "keys";

  private static final StructType SKETCH_SCHEMA =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("content_id", DataTypes.StringType)
          .add("chars", DataTypes.IntegerType)
          .add(KEYS, DataTypes.createArrayType(DataTypes.LongType, false))
          .add(OUTLINE, DataTypes.BinaryType);

  private static final ArrayType PASSAGES_TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add("start_b", DataTypes.IntegerType)
              .add("end_b", DataTypes.IntegerType)
              .add("start_a", DataTypes.IntegerType)
              .add("end_a", DataTypes.IntegerType)
              .add("is_whole", DataTypes.BooleanType),
          false);

  private static final StructType COMPARISON_TYPE =
      new StructType()
          .add("is_copy", DataTypes.BooleanType)
          .add("share_of_a", DataTypes.DoubleType)
          .add("share_of_b", DataTypes.DoubleType)
          .add("parts_of_a", DataTypes.IntegerType)
          .add("parts_of_b", DataTypes.IntegerType)
          .add("method", DataTypes.StringType)
          .add("passages", PASSAGES_TYPE);

  /** Lays two outlines side by side. Spark's own functions cannot align sequences. */
  private static final UserDefinedFunction COMPARE =
      udf((UDF2<byte[], byte[], Row>) MatchCopies::compare, COMPARISON_TYPE);

  private static final UserDefinedFunction WITH_SENTENCES =
      udf(
          (UDF2<byte[], scala.collection.Seq<Row>, byte[]>) MatchCopies::withSentences,
          DataTypes.BinaryType);

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
    return List.of(ArticleCopies.TABLE, Stories.TABLE, SharedPassages.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> articles = job.read(Articles.TABLE);
    Found found = find(articles, job.read(ArticleSentences.TABLE), job::aside);
    job.write(ArticleCopies.TABLE, found.copies());
    Dataset<Row> copies = job.read(ArticleCopies.TABLE);
    job.write(Stories.TABLE, stories(articles, copies));
    job.write(SharedPassages.TABLE, sharedPassages(found, copies));
  }

  /** Computes a named dataset once, so that what uses it does not compute it again. */
  interface Aside {
    Dataset<Row> apply(String name, Dataset<Row> rows);
  }

  /**
   * What the tables are made of.
   *
   * @param exact (article_id, chars, group_id, precedence, first_precedence)
   * @param matches compared pairs, as {@link #match} gives them
   * @param sources compared pairs of a group and the group it was copied from
   * @param copies rows of article_copies
   */
  record Found(
      Dataset<Row> exact, Dataset<Row> matches, Dataset<Row> sources, Dataset<Row> copies) {}

  static Found find(Dataset<Row> articles, Dataset<Row> articleSentences, Aside aside) {
    Dataset<Row> sketches = aside.apply("sketches", sketch(articles));
    Dataset<Row> exact = aside.apply("exact_copies", exactCopies(articles, sketches));
    Dataset<Row> features =
        aside.apply("copy_features", features(articleSentences, sketches, exact));
    Dataset<Row> matches =
        aside.apply(
            "copy_matches",
            match(candidates(features), features)
                .where(col("is_copy").or(longest(col("passages")).geq(MIN_PASSAGE_CHARS))));
    Dataset<Row> links = aside.apply("copy_links", links(matches));
    Dataset<Row> members =
        aside.apply(
            "story_members", connect(exact, links, rows -> aside.apply("components", rows)));
    Dataset<Row> sources =
        aside.apply("copy_sources", sources(links, matches, members, exact, features));
    return new Found(exact, matches, sources, copies(exact, sources, members));
  }

  /** (article_id, content_id, chars, keys, outline) of every article. */
  static Dataset<Row> sketch(Dataset<Row> articles) {
    return articles
        .select(Articles.ARTICLE_ID.col(), Articles.TEXT.col())
        .map(
            (MapFunction<Row, Row>)
                row -> {
                  ArticleSketch sketch = ArticleSketch.of(row.getString(1));
                  return RowFactory.create(
                      row.getString(0),
                      sketch.contentId(),
                      sketch.chars(),
                      sketch.keys(),
                      sketch.outline(List.of()).toBytes());
                },
            Encoders.row(SKETCH_SCHEMA));
  }

  /**
   * (article_id, chars, group_id, precedence, first_precedence): articles of equal content, each
   * group under the id of its earliest.
   */
  static Dataset<Row> exactCopies(Dataset<Row> articles, Dataset<Row> sketches) {
    Column publishedAt =
        coalesce(
            Articles.PUBLISHED_AT.col(),
            // Dated by its day alone, it comes after those of that day that give their time.
            date_add(Articles.PUBLISHED_DATE.col(), 1).cast(DataTypes.TimestampType),
            // An article of unknown date is never taken as the source of a dated one.
            lit("9999-12-31").cast(DataTypes.TimestampType));
    Dataset<Row> placed =
        sketches
            .select(col("article_id"), col("content_id"), col("chars"))
            .join(
                articles.select(Articles.ARTICLE_ID.col(), publishedAt.as("published")),
                "article_id")
            .select(
                col("article_id"),
                col("content_id"),
                col("chars"),
                struct(
                        col("published"),
                        col("chars").multiply(-1).as("shortness"),
                        col("article_id").as("id"))
                    .as(PRECEDENCE));
    Dataset<Row> groups = placed.groupBy("content_id").agg(min(PRECEDENCE).as("first_precedence"));
    return placed
        .join(groups, "content_id")
        .select(
            col("article_id"),
            col("chars"),
            col("first_precedence.id").as("group_id"),
            col(PRECEDENCE),
            col("first_precedence"));
  }

  /**
   * (article_id, precedence, keys, outline) of one article of each exact group: the keys that bring
   * articles together and what is then compared.
   */
  static Dataset<Row> features(
      Dataset<Row> articleSentences, Dataset<Row> sketches, Dataset<Row> exact) {
    Dataset<Row> groups =
        exact
            .where(col("article_id").equalTo(col("group_id")))
            .select(col("article_id"), col(PRECEDENCE));
    Column start = ArticleSentences.START_CHAR.col().cast(DataTypes.IntegerType);
    Column end = ArticleSentences.END_CHAR.col().cast(DataTypes.IntegerType);
    Column hash = ArticleSentences.FOLDED_HASH.col();
    Dataset<Row> sentences =
        articleSentences
            .groupBy(ArticleSentences.ARTICLE_ID.col())
            .agg(
                array_sort(collect_list(struct(start.as("start"), end.as("end"), hash.as("hash"))))
                    .as("sentences"),
                collect_set(when(end.minus(start).geq(MIN_SENTENCE_CHARS), hash))
                    .as("sentence_keys"));
    return sketches
        .join(groups, "article_id")
        .join(sentences, new String[] {"article_id"}, "left")
        .select(
            col("article_id"),
            col(PRECEDENCE),
            when(col("sentence_keys").isNull(), col(KEYS))
                .otherwise(concat(col(KEYS), col("sentence_keys")))
                .as(KEYS),
            when(col("sentences").isNull(), col(OUTLINE))
                .otherwise(WITH_SENTENCES.apply(col(OUTLINE), col("sentences")))
                .as(OUTLINE));
  }

  /**
   * Pairs (a, b), a before b, to be compared. Among the articles of one key each is paired with the
   * first and with the one before it: as many pairs as articles, however many hold the key. Since
   * the order is the same under every key, an article meets its source again and again; those it
   * meets under most keys are kept.
   */
  static Dataset<Row> candidates(Dataset<Row> features) {
    WindowSpec ofKey = Window.partitionBy("key").orderBy(PRECEDENCE);
    Dataset<Row> linked =
        features
            .select(col(PRECEDENCE), explode(col(KEYS)).as("key"))
            .select(
                col(PRECEDENCE).getField("id").as("b"),
                lag(col(PRECEDENCE).getField("id"), 1).over(ofKey).as("previous"),
                first(col(PRECEDENCE).getField("id")).over(ofKey).as("first"))
            .where(col("previous").isNotNull());
    Dataset<Row> counted =
        linked
            .select(col("b"), explode(array(col("previous"), col("first"))).as("a"))
            .groupBy("a", "b")
            .agg(count(lit(1)).as("keys"));
    WindowSpec mostFirst = Window.partitionBy("b").orderBy(col("keys").desc(), col("a"));
    return counted
        .withColumn("rank", row_number().over(mostFirst))
        .where(col("rank").leq(MAX_COMPARED))
        .select(col("a"), col("b"));
  }

  /**
   * Pairs laid side by side: (a, b, precedence_a, is_copy, share_of_a, share_of_b, parts_of_a,
   * parts_of_b, method, passages), shares of each in the other.
   */
  static Dataset<Row> match(Dataset<Row> pairs, Dataset<Row> features) {
    return pairs
        .join(
            features.select(
                col("article_id").as("a"),
                col(PRECEDENCE).as("precedence_a"),
                col(OUTLINE).as("outline_a")),
            "a")
        .join(features.select(col("article_id").as("b"), col(OUTLINE).as("outline_b")), "b")
        .select(
            col("a"),
            col("b"),
            col("precedence_a"),
            COMPARE.apply(col("outline_a"), col("outline_b")).as("compared"))
        .select(col("a"), col("b"), col("precedence_a"), col("compared.*"));
  }

  private static Column longest(Column passages) {
    return coalesce(
        array_max(
            transform(
                passages, passage -> passage.getField("end_b").minus(passage.getField("start_b")))),
        lit(0));
  }

  /**
   * Matches that join stories: copies, without those that share another part of an article than the
   * copy it shares most with. An article that holds two stories so belongs to one.
   */
  static Dataset<Row> links(Dataset<Row> matches) {
    Dataset<Row> copies =
        matches
            .where(col("is_copy"))
            .select("a", "b", "share_of_a", "share_of_b", "parts_of_a", "parts_of_b");
    Dataset<Row> best =
        copies
            .select(
                col("a").as("article"),
                col("b").as("other"),
                col("share_of_a").as("share"),
                col("parts_of_a").as("parts"))
            .union(copies.select("b", "a", "share_of_b", "parts_of_b"))
            .groupBy("article")
            .agg(min_by(col("parts"), struct(col("share").multiply(-1), col("other"))).as("parts"));
    return copies
        .join(best.select(col("article").as("a"), col("parts").as("best_of_a")), "a")
        .join(best.select(col("article").as("b"), col("parts").as("best_of_b")), "b")
        .where(isSamePart("parts_of_a", "best_of_a").and(isSamePart("parts_of_b", "best_of_b")))
        .select("a", "b");
  }

  private static Column isSamePart(String parts, String best) {
    return bit_count(col(parts).bitwiseAND(col(best)))
        .geq(bit_count(col(parts)).multiply(MIN_SAME_PARTS));
  }

  /**
   * (group_id, member_id): the smallest id of all groups of exact copies connected with it.
   *
   * @param settle computes a dataset once, so that the next round does not compute it again
   */
  static Dataset<Row> connect(
      Dataset<Row> exact, Dataset<Row> links, UnaryOperator<Dataset<Row>> settle) {
    Dataset<Row> labels =
        links.count() <= MAX_LINKS_IN_A_TASK
            ? connectInATask(links)
            : connectInRounds(links, settle);
    return exact
        .where(col("article_id").equalTo(col("group_id")))
        .join(labels.withColumnRenamed("from", "group_id"), new String[] {"group_id"}, "left")
        .select(col("group_id"), coalesce(col("label"), col("group_id")).as("member_id"));
  }

  /**
   * (from, label) of every linked article. Each round it takes the smallest id among its
   * neighbours', then that id's own (pointer jumping), so rounds grow with the logarithm of a
   * chain's length.
   */
  static Dataset<Row> connectInRounds(Dataset<Row> links, UnaryOperator<Dataset<Row>> settle) {
    Dataset<Row> both =
        links
            .select(col("a").as("from"), col("b").as("to"))
            .union(links.select(col("b").as("from"), col("a").as("to")));
    Dataset<Row> labels = both.groupBy("from").agg(least(min("to"), col("from")).as("label"));
    boolean isChanged = true;
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
    return labels;
  }

  /** The same rows as of {@link #connectInRounds}: few links are connected faster at once. */
  static Dataset<Row> connectInATask(Dataset<Row> links) {
    return links
        .select("a", "b")
        .coalesce(1)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> {
                  UnionFind<String> groups = new UnionFind<>(new TreeSet<>());
                  Set<String> articles = new TreeSet<>();
                  while (rows.hasNext()) {
                    Row row = rows.next();
                    for (int i = 0; i < 2; i++) {
                      if (articles.add(row.getString(i))) {
                        groups.addElement(row.getString(i));
                      }
                    }
                    groups.union(row.getString(0), row.getString(1));
                  }
                  Map<String, String> smallest = new HashMap<>();
                  // In ascending order, so the first of each set is its smallest.
                  articles.forEach(id -> smallest.putIfAbsent(groups.find(id), id));
                  return articles.stream()
                      .map(id -> RowFactory.create(id, smallest.get(groups.find(id))))
                      .iterator();
                },
            Encoders.row(
                new StructType()
                    .add("from", DataTypes.StringType)
                    .add("label", DataTypes.StringType)));
  }

  /**
   * Of each group that is not the first of its story, the group it was copied from: the earlier one
   * it shares most with, in hundredths, and of these the first. A group that was found through
   * later copies alone is compared with the story's original. Columns as of {@link #match}.
   */
  static Dataset<Row> sources(
      Dataset<Row> links,
      Dataset<Row> matches,
      Dataset<Row> members,
      Dataset<Row> exact,
      Dataset<Row> features) {
    Dataset<Row> linked = matches.join(links, new String[] {"a", "b"});
    Column[] all = Arrays.stream(linked.columns()).map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> best =
        linked
            .groupBy(col("b").as("group_id"))
            .agg(
                min_by(
                        struct(all),
                        struct(
                            round(col("share_of_b"), 2).multiply(-1).as("unshared"),
                            col("precedence_a")))
                    .as("best"))
            .select("best.*");
    Dataset<Row> orphans =
        originals(exact, members)
            .where(col("group_id").notEqual(col("original_id")))
            .join(best.select(col("b").as("group_id")), new String[] {"group_id"}, "left_anti")
            .select(col("original_id").as("a"), col("group_id").as("b"));
    return best.unionByName(match(orphans, features));
  }

  /** (group_id, member_id, original_id) of each group of exact copies. */
  private static Dataset<Row> originals(Dataset<Row> exact, Dataset<Row> members) {
    Dataset<Row> groups =
        exact
            .where(col("article_id").equalTo(col("group_id")))
            .select(col("group_id"), col(PRECEDENCE))
            .join(members, "group_id");
    Dataset<Row> firsts =
        groups.groupBy("member_id").agg(min(PRECEDENCE).getField("id").as("original_id"));
    return groups.join(firsts, "member_id").select("group_id", "member_id", "original_id");
  }

  /** Rows of article_copies. */
  static Dataset<Row> copies(Dataset<Row> exact, Dataset<Row> sources, Dataset<Row> members) {
    Column isFirst = col("article_id").equalTo(col("group_id"));
    Column isOriginal = col("article_id").equalTo(col("original_id"));
    return exact
        .select("article_id", "group_id")
        .join(originals(exact, members), "group_id")
        .join(
            sources.select(
                col("b").as("group_id"),
                col("a").as("source_id"),
                col("share_of_b"),
                col("method")),
            new String[] {"group_id"},
            "left")
        .select(
            ArticleCopies.ARTICLE_ID.col(),
            storyId(col("member_id")).as(ArticleCopies.STORY_ID.name()),
            isOriginal.as(ArticleCopies.IS_ORIGINAL.name()),
            when(isOriginal, null)
                .when(isFirst, col("source_id"))
                .otherwise(col("group_id"))
                .as(ArticleCopies.COPIED_FROM_ARTICLE_ID.name()),
            when(isOriginal, null)
                .when(isFirst, col("share_of_b"))
                .otherwise(1.0)
                .as(ArticleCopies.SHARED_SHARE.name()),
            when(isOriginal, "original")
                .when(isFirst, col("method"))
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

  /**
   * Rows of shared_passages: of a copy what it shares with its source, of every article also long
   * passages that stand in another earlier one, under the earliest that was compared with it.
   */
  static Dataset<Row> sharedPassages(Found found, Dataset<Row> copies) {
    Dataset<Row> exactPairs =
        found
            .exact()
            .where(col("article_id").notEqual(col("group_id")))
            .select(
                col("article_id"),
                col("group_id").as("other_article_id"),
                lit(0).as("start_char"),
                col("chars").as("end_char"),
                lit(0).as("other_start_char"),
                col("first_precedence.shortness").multiply(-1).as("other_end_char"),
                lit(true).as("is_source"),
                lit("exact").as("method"));
    Dataset<Row> fromSource =
        found.sources().select(col("b"), lit(0).as("rank"), col("precedence_a"), col("passages"));
    Dataset<Row> fromOthers =
        found
            .matches()
            .join(found.sources().select("a", "b"), new String[] {"a", "b"}, "left_anti")
            .select(col("b"), lit(1).as("rank"), col("precedence_a"), col("passages"));
    StructType schema = exactPairs.schema();
    Dataset<Row> chosen =
        fromSource
            .union(fromOthers)
            .groupBy("b")
            .agg(
                array_sort(collect_list(struct(col("rank"), col("precedence_a"), col("passages"))))
                    .as("others"))
            .flatMap(
                (FlatMapFunction<Row, Row>)
                    row -> distinctPassages(row.getString(0), row.getList(1)).iterator(),
                Encoders.row(schema));
    Dataset<Row> stories =
        copies.select(ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col());
    return exactPairs
        .union(chosen)
        .join(stories, "article_id")
        .join(
            stories.select(
                col("article_id").as("other_article_id"), col("story_id").as("other_story_id")),
            "other_article_id")
        .select(
            SharedPassages.ARTICLE_ID.col(),
            SharedPassages.START_CHAR.col().cast(DataTypes.LongType).as("start_char"),
            SharedPassages.END_CHAR.col().cast(DataTypes.LongType).as("end_char"),
            SharedPassages.OTHER_ARTICLE_ID.col(),
            SharedPassages.OTHER_START_CHAR.col().cast(DataTypes.LongType).as("other_start_char"),
            SharedPassages.OTHER_END_CHAR.col().cast(DataTypes.LongType).as("other_end_char"),
            col("end_char")
                .minus(col("start_char"))
                .cast(DataTypes.LongType)
                .as(SharedPassages.SHARED_CHARS.name()),
            SharedPassages.IS_SOURCE.col(),
            col("story_id").equalTo(col("other_story_id")).as(SharedPassages.IS_SAME_STORY.name()),
            SharedPassages.METHOD.col());
  }

  /**
   * All passages of the source, then of the others, earliest first, those that are long and stand
   * not mostly in one that was taken.
   */
  private static List<Row> distinctPassages(String article, List<Row> others) {
    List<Row> chosen = new ArrayList<>();
    for (Row other : others) {
      boolean isSource = other.getInt(0) == 0;
      String id = other.getStruct(1).getString(2);
      for (Row passage : other.<Row>getList(2)) {
        int start = passage.getInt(0);
        int end = passage.getInt(1);
        if (isSource
            || (end - start >= MIN_PASSAGE_CHARS && 2 * taken(chosen, start, end) < end - start)) {
          chosen.add(
              RowFactory.create(
                  article,
                  id,
                  start,
                  end,
                  passage.getInt(2),
                  passage.getInt(3),
                  isSource,
                  passage.getBoolean(4) ? "sentences" : "words"));
        }
      }
    }
    return chosen;
  }

  /** How much of a place the chosen passages cover; more where they cover it twice. */
  private static int taken(List<Row> chosen, int start, int end) {
    int taken = 0;
    for (Row row : chosen) {
      taken += Math.max(0, Math.min(end, row.getInt(3)) - Math.max(start, row.getInt(2)));
    }
    return taken;
  }

  private static Row compare(byte[] outlineA, byte[] outlineB) {
    CopyComparison compared =
        CopyComparison.of(ArticleOutline.of(outlineA), ArticleOutline.of(outlineB));
    List<Row> passages = new ArrayList<>();
    for (CopyComparison.Passage passage : compared.passages()) {
      passages.add(
          RowFactory.create(
              passage.startB(),
              passage.endB(),
              passage.startA(),
              passage.endA(),
              passage.isWhole()));
    }
    return RowFactory.create(
        compared.isCopy(),
        compared.shareOfA(),
        compared.shareOfB(),
        compared.partsOfA(),
        compared.partsOfB(),
        compared.isBySentences() ? "sentences" : "words",
        passages);
  }

  private static byte[] withSentences(byte[] outline, scala.collection.Seq<Row> sentences) {
    List<ArticleOutline.Sentence> places = new ArrayList<>();
    Iterator<Row> rows = JavaConverters.asJavaIterator(sentences.iterator());
    while (rows.hasNext()) {
      Row row = rows.next();
      places.add(new ArticleOutline.Sentence(row.getLong(2), row.getInt(0), row.getInt(1)));
    }
    return ArticleOutline.of(outline).withSentences(places).toBytes();
  }
}
