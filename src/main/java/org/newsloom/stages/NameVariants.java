package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.upper;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.entities.NameBlocks;
import org.newsloom.entities.NameComparison;
import org.newsloom.entities.NameComparison.Relation;
import org.newsloom.entities.NameVariant;
import org.newsloom.entities.VariantEvidence;
import org.newsloom.entities.VariantGroups;
import org.newsloom.entities.VariantGroups.Grouped;
import org.newsloom.entities.VariantGroups.Judged;
import org.newsloom.tables.Articles;

/**
 * Which names of the corpus are spellings of one: those that share a block are compared as strings,
 * the alike ones by the company they keep, and gathered around the most frequent.
 *
 * <p>Nothing here depends on names and articles that have nothing to do with the two compared: the
 * rarity of words comes from a fixed table, a companion's weight from its own articles.
 */
public final class NameVariants {

  /** Articles of a name that its company is drawn from, the first by id, which is a hash. */
  private static final int MAX_ARTICLES = 200;

  /** Companions in an article, the rarest. */
  private static final int MAX_COMPANIONS = 60;

  /** Fewer say nothing of the company a name keeps. */
  private static final int MIN_COMPANIONS = 3;

  /** More links are connected in rounds and not in one task. */
  private static final long MAX_LINKS_IN_A_TASK = 2_000_000;

  /** Weights are summed as whole millionths: sums of doubles depend on the order of rows. */
  private static final int MILLION = 1_000_000;

  private static final Column KEY = col("key");
  private static final Column TYPE = col("type");
  private static final Column SPELLING = col("spelling");

  private static final StructType BLOCKED =
      new StructType()
          .add("block", DataTypes.StringType)
          .add("key", DataTypes.StringType)
          .add("name", DataTypes.StringType)
          .add("type", DataTypes.StringType)
          .add("articles", DataTypes.LongType);

  private static final StructType COMPARED =
      new StructType()
          .add("a", DataTypes.StringType)
          .add("articles_a", DataTypes.LongType)
          .add("b", DataTypes.StringType)
          .add("articles_b", DataTypes.LongType)
          .add("is_one_type", DataTypes.BooleanType)
          .add("relation", DataTypes.StringType)
          .add("likeness", DataTypes.DoubleType)
          .add("detail", DataTypes.StringType);

  private static final StructType GROUPED =
      COMPARED
          .add("together", DataTypes.LongType)
          .add("beside", DataTypes.LongType)
          .add("company", DataTypes.DoubleType)
          .add("days_apart", DataTypes.LongType)
          .add("reason", DataTypes.StringType);

  /**
   * The pairs of names that are alike, {@link #grouped}.
   *
   * @param told as {@link Resolve#resolveByCorpus}
   * @param aside puts rows on disk, where computing them twice would cost more
   */
  static Dataset<Row> of(
      Dataset<Row> told, Dataset<Row> articles, UnaryOperator<Dataset<Row>> aside) {
    Dataset<Row> placed =
        aside.apply(told.select(KEY, col("article_id"), col("sentence_index")).distinct());
    Dataset<Row> named = aside.apply(placed.select(KEY, col("article_id")).distinct());
    Dataset<Row> compared = aside.apply(compared(forms(told)));
    Dataset<Row> pairs = aside.apply(withEvidence(compared, placed, named, articles));
    return aside.apply(grouped(pairs, aside));
  }

  /** (key, name, type, articles): the names with their most frequent spelling and type. */
  static Dataset<Row> forms(Dataset<Row> told) {
    Dataset<Row> types =
        told.groupBy(KEY, TYPE, col("article_id"))
            .count()
            .groupBy(KEY, TYPE)
            .agg(count(lit(1)).as("of_type"))
            .groupBy(KEY.as("type_key"))
            .agg(max(struct(col("of_type"), TYPE)).getField("type").as("type"));
    Dataset<Row> articles =
        told.select(KEY.as("article_key"), col("article_id"))
            .distinct()
            .groupBy("article_key")
            .agg(count(lit(1)).as("articles"));
    Column isShouted = SPELLING.equalTo(upper(SPELLING)).and(SPELLING.contains(" "));
    return told.groupBy(KEY, SPELLING)
        .agg(count(lit(1)).as("mentions"))
        .groupBy(KEY)
        .agg(
            min(struct(
                    SPELLING.isNull().as("is_missing"),
                    isShouted.as("is_shouted"),
                    col("mentions").multiply(-1).as("order"),
                    SPELLING))
                .getField("spelling")
                .as("spelling"))
        .join(types, KEY.equalTo(col("type_key")))
        .join(articles, KEY.equalTo(col("article_key")))
        .select(KEY, coalesce(SPELLING, KEY).as("name"), TYPE, col("articles"));
  }

  /**
   * The pairs of names that are alike as strings ({@link #COMPARED}), the more frequent one first.
   * In a block, names are held in memory up to {@link NameBlocks#MAX_COMPARED}.
   *
   * @param forms (key, name, type, articles), a row per key
   */
  public static Dataset<Row> compared(Dataset<Row> forms) {
    return forms
        .flatMap(
            (FlatMapFunction<Row, Row>)
                row ->
                    NameBlocks.bundled().keys(variant(row)).stream()
                        .map(
                            block ->
                                RowFactory.create(
                                    block, row.get(0), row.get(1), row.get(2), row.get(3)))
                        .iterator(),
            Encoders.row(BLOCKED))
        .repartition(col("block"))
        .sortWithinPartitions(col("block"), col("articles").desc(), KEY)
        .mapPartitions((MapPartitionsFunction<Row, Row>) ComparedNames::new, Encoders.row(COMPARED))
        .dropDuplicates("a", "b");
  }

  private static NameVariant variant(Row row) {
    return NameVariant.of(
        row.getAs("key"), row.getAs("name"), row.getAs("type"), row.<Long>getAs("articles"));
  }

  /** Reads names block by block and compares each with the block's most frequent. */
  private static final class ComparedNames implements Iterator<Row> {
    private final Iterator<Row> blocked;
    private final List<NameVariant> frequent = new ArrayList<>();
    private String block;
    private Iterator<Row> compared = List.<Row>of().iterator();

    ComparedNames(Iterator<Row> blocked) {
      this.blocked = blocked;
    }

    @Override
    public boolean hasNext() {
      while (!compared.hasNext() && blocked.hasNext()) {
        compared = compare(blocked.next()).iterator();
      }
      return compared.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return compared.next();
    }

    private List<Row> compare(Row row) {
      if (!row.getAs("block").equals(block)) {
        block = row.getAs("block");
        frequent.clear();
      }
      NameVariant name = variant(row);
      List<Row> pairs = new ArrayList<>();
      for (NameVariant other : frequent) {
        NameComparison.of(other, name).ifPresent(found -> pairs.add(pair(other, name, found)));
      }
      if (frequent.size() < NameBlocks.MAX_COMPARED) {
        frequent.add(name);
      }
      return pairs;
    }

    private static Row pair(NameVariant a, NameVariant b, NameComparison found) {
      return RowFactory.create(
          a.key(),
          a.articles(),
          b.key(),
          b.articles(),
          a.type().equals(b.type()),
          found.relation().label(),
          found.likeness(),
          found.detail());
    }
  }

  /**
   * The compared pairs with {@code together}, articles that name both; {@code beside}, those that
   * do so in one sentence; {@code company}, -1 where the rarer one has too little; and {@code
   * days_apart}. Conflicts need no evidence and have none.
   *
   * @param placed (key, article_id, sentence_index) of every name
   * @param named (key, article_id) of every name
   */
  static Dataset<Row> withEvidence(
      Dataset<Row> compared, Dataset<Row> placed, Dataset<Row> named, Dataset<Row> articles) {
    Dataset<Row> pairs =
        compared.where(col("relation").notEqual(Relation.CONFLICT.label())).select("a", "b");
    Dataset<Row> meetings =
        pairs
            .join(placed.withColumnRenamed("key", "b"), "b")
            .join(
                placed.select(KEY.as("a"), col("article_id"), col("sentence_index").as("place_a")),
                new String[] {"a", "article_id"})
            .groupBy("a", "b", "article_id")
            .agg(max(col("sentence_index").equalTo(col("place_a"))).as("is_beside"))
            .groupBy("a", "b")
            .agg(count(lit(1)).as("together"), sum(col("is_beside").cast("long")).as("beside"));
    Dataset<Row> days =
        named
            .join(published(articles), "article_id")
            .groupBy(KEY)
            .agg(min("published_date").as("first"), max("published_date").as("last"));
    Column apart =
        greatest(
            datediff(col("first_b"), col("last_a")),
            datediff(col("first_a"), col("last_b")),
            lit(0));
    return compared
        .join(meetings, new String[] {"a", "b"}, "left")
        .join(company(pairs, named), new String[] {"a", "b"}, "left")
        .join(days.toDF("a", "first_a", "last_a"), new String[] {"a"}, "left")
        .join(days.toDF("b", "first_b", "last_b"), new String[] {"b"}, "left")
        .withColumn("together", coalesce(col("together"), lit(0L)))
        .withColumn("beside", coalesce(col("beside"), lit(0L)))
        .withColumn("company", coalesce(col("company"), lit(-1.0)))
        .withColumn("days_apart", coalesce(apart, lit(0)).cast("long"))
        .drop("first_a", "last_a", "first_b", "last_b");
  }

  private static Dataset<Row> published(Dataset<Row> articles) {
    return articles.select(Articles.ARTICLE_ID.col(), Articles.PUBLISHED_DATE.col());
  }

  /**
   * (a, b, company): the weight of the companions of b that are a's too, as a share of all of b's.
   * A companion weighs the less the more articles name it; one that a single article names says
   * nothing. After L. Adamic, E. Adar (2003), Friends and neighbors on the Web, Social Networks 25.
   */
  private static Dataset<Row> company(Dataset<Row> pairs, Dataset<Row> named) {
    Dataset<Row> weights =
        named
            .groupBy(KEY.as("companion"))
            .agg(count(lit(1)).as("articles"))
            .where(col("articles").gt(1))
            .withColumn(
                "weight", round(lit(MILLION).divide(log2(col("articles").plus(1)))).cast("long"));
    Dataset<Row> companions =
        named
            .join(weights, KEY.equalTo(col("companion")))
            .withColumn(
                "rank",
                row_number()
                    .over(
                        Window.partitionBy("article_id")
                            .orderBy(col("articles"), col("companion"))))
            .where(col("rank").leq(MAX_COMPANIONS))
            .select("article_id", "companion", "weight");
    Dataset<Row> sampled =
        pairs
            .select(col("a").as("key"))
            .union(pairs.select(col("b").as("key")))
            .distinct()
            .join(named, "key")
            .withColumn("rank", row_number().over(Window.partitionBy("key").orderBy("article_id")))
            .where(col("rank").leq(MAX_ARTICLES))
            .select("key", "article_id");
    Dataset<Row> companies =
        sampled
            .join(companions, "article_id")
            .where(KEY.notEqual(col("companion")))
            .groupBy(KEY, col("companion"))
            .agg(max("weight").as("weight"));
    Dataset<Row> all =
        companies
            .groupBy(KEY.as("b"))
            .agg(sum("weight").as("all_weight"), count(lit(1)).as("companions"))
            .where(col("companions").geq(MIN_COMPANIONS));
    Dataset<Row> shared =
        pairs
            .join(companies.toDF("b", "companion", "weight"), "b")
            .join(companies.select(KEY.as("a"), col("companion")), new String[] {"a", "companion"})
            .groupBy("a", "b")
            .agg(sum("weight").as("shared_weight"));
    return pairs
        .join(all, "b")
        .join(shared, new String[] {"a", "b"}, "left")
        .select(
            col("a"),
            col("b"),
            coalesce(col("shared_weight"), lit(0L)).divide(col("all_weight")).as("company"));
  }

  /**
   * The pairs with the reason why they stay apart, null where b leads to a ({@link #GROUPED}); none
   * of names that are one through others.
   *
   * @param settle computes a dataset once
   */
  static Dataset<Row> grouped(Dataset<Row> pairs, UnaryOperator<Dataset<Row>> settle) {
    Dataset<Row> judged =
        settle.apply(
            pairs.map((MapFunction<Row, Row>) row -> row(judged(row)), Encoders.row(GROUPED)));
    // Forms of a short name are looked at together, to see whether it is short for one alone.
    Column isOfShortForm = col("relation").isin(Relation.INITIALS.label(), Relation.FULLER.label());
    Dataset<Row> links = judged.where(col("reason").isNull().or(isOfShortForm)).select("a", "b");
    Dataset<Row> labels =
        links.count() <= MAX_LINKS_IN_A_TASK
            ? MatchCopies.connectInATask(links)
            : MatchCopies.connectInRounds(links, settle);
    return judged
        .join(labels.toDF("a", "label"), new String[] {"a"}, "left")
        .withColumn("group", coalesce(col("label"), col("a")))
        .repartition(col("group"))
        .sortWithinPartitions("group", "a", "b")
        .mapPartitions((MapPartitionsFunction<Row, Row>) JudgedGroups::new, Encoders.row(GROUPED));
  }

  private static Judged judged(Row row) {
    NameComparison comparison =
        new NameComparison(
            Relation.valueOf(row.<String>getAs("relation").toUpperCase(Locale.ROOT)),
            row.<Double>getAs("likeness"),
            row.getAs("detail"));
    long articlesA = row.<Long>getAs("articles_a");
    long articlesB = row.<Long>getAs("articles_b");
    VariantEvidence evidence =
        new VariantEvidence(
            articlesB,
            articlesA,
            row.<Long>getAs("together"),
            row.<Long>getAs("beside"),
            row.<Double>getAs("company"),
            row.<Long>getAs("days_apart"),
            row.<Boolean>getAs("is_one_type"));
    return new Judged(
        row.getAs("a"),
        articlesA,
        row.getAs("b"),
        articlesB,
        comparison,
        evidence,
        evidence.apart(comparison).orElse(null));
  }

  private static Row row(Judged pair) {
    return RowFactory.create(
        pair.a(),
        pair.articlesA(),
        pair.b(),
        pair.articlesB(),
        pair.evidence().isOneType(),
        pair.comparison().relation().label(),
        pair.comparison().likeness(),
        pair.comparison().detail(),
        pair.evidence().together(),
        pair.evidence().beside(),
        pair.evidence().company(),
        pair.evidence().daysApart(),
        pair.apart());
  }

  /** Reads judged pairs group by group and decides which names are one. */
  private static final class JudgedGroups implements Iterator<Row> {
    private final Iterator<Row> judged;
    private Row ahead;
    private Iterator<Row> grouped = List.<Row>of().iterator();

    JudgedGroups(Iterator<Row> judged) {
      this.judged = judged;
      this.ahead = judged.hasNext() ? judged.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!grouped.hasNext() && ahead != null) {
        grouped = nextGroup().iterator();
      }
      return grouped.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return grouped.next();
    }

    private List<Row> nextGroup() {
      String group = ahead.getAs("group");
      List<Judged> pairs = new ArrayList<>();
      while (ahead != null && ahead.getAs("group").equals(group)) {
        pairs.add(judged(ahead));
        ahead = judged.hasNext() ? judged.next() : null;
      }
      Grouped decided = VariantGroups.group(pairs);
      List<Row> rows = new ArrayList<>();
      decided.joined().forEach(pair -> rows.add(row(pair)));
      decided.apart().forEach(pair -> rows.add(row(pair)));
      return rows;
    }
  }

  private NameVariants() {}
}
