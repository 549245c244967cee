package org.newsloom.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.stats.Association;
import org.newsloom.stats.CountedPairs;
import org.newsloom.stats.Interval;
import org.newsloom.stats.Keyness;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityPairs;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.EntityRanks;
import org.newsloom.tables.EntityRanksMonthly;
import org.newsloom.tables.EntityRelations;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.PairCuts;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.Table;
import org.newsloom.tables.TermsDaily;
import org.newsloom.text.SentenceSplitter;
import org.newsloom.text.Span;
import org.newsloom.text.Token;
import org.newsloom.text.WordTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts who is mentioned with whom, over articles and over stories, and what that says:
 * association, standing in the network, and the words of each day.
 */
@Command(
    name = "pair",
    description = "Counts who is mentioned with whom, ranks entities, and finds the day's words.")
public final class Pair implements Stage {
  private static final int MIN_TERM_CHARS = 3;

  private static final StructType TERM =
      new StructType()
          .add("term", DataTypes.StringType)
          .add("date", DataTypes.DateType)
          .add("story", DataTypes.LongType);

  /** The formulas are plain Java, tested against published examples; hence functions of our own. */
  private static final UserDefinedFunction NPMI =
      udf(
          (UDF4<Long, Long, Long, Long, Double>)
              (both, a, b, all) -> orNull(Association.npmi(both, a, b, all)),
          DataTypes.DoubleType);

  private static final UserDefinedFunction LOG_LIKELIHOOD_RATIO =
      udf(
          (UDF4<Long, Long, Long, Long, Double>)
              (both, a, b, all) -> orNull(Association.logLikelihoodRatio(both, a, b, all)),
          DataTypes.DoubleType);

  private static final UserDefinedFunction ODDS_RATIO =
      udf(
          (UDF4<Long, Long, Long, Long, Row>)
              (both, a, b, all) -> {
                Interval interval = Association.oddsRatioInterval(both, a, b, all);
                return RowFactory.create(
                    Association.oddsRatio(both, a, b, all), interval.lower(), interval.upper());
              },
          new StructType()
              .add("ratio", DataTypes.DoubleType)
              .add("low", DataTypes.DoubleType)
              .add("high", DataTypes.DoubleType));

  private static final UserDefinedFunction P_VALUE =
      udf(
          (UDF1<Double, Double>) ratio -> ratio == null ? null : Association.pValue(ratio),
          DataTypes.DoubleType);

  private static final UserDefinedFunction KEYNESS =
      udf(
          (UDF4<Long, Long, Long, Long, Double>)
              (count, of, otherCount, others) ->
                  others == 0 ? 0.0 : Keyness.logLikelihood(count, of, otherCount, others),
          DataTypes.DoubleType);

  private static final UserDefinedFunction LOG_RATIO =
      udf(
          (UDF4<Long, Long, Long, Long, Double>)
              (count, of, otherCount, others) ->
                  others == 0 ? 0.0 : Keyness.logRatio(count, of, otherCount, others),
          DataTypes.DoubleType);

  @Option(
      names = "--max-article-entities",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Keep of an article at most as many pairs as N entities make, the closest ones (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxArticleEntities = 100;

  @Option(
      names = "--min-pair-stories",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Keep pairs of fewer stories only if a sentence mentions both (default:"
              + " ${DEFAULT-VALUE}).")
  private int minPairStories = 2;

  @Option(
      names = "--max-network-pairs",
      paramLabel = "N",
      defaultValue = "300000",
      description =
          "Rank entities over the N most significant pairs, of all time and of each month, which one"
              + " machine holds (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxNetworkPairs = 300_000;

  @Option(
      names = "--min-term-stories",
      paramLabel = "N",
      defaultValue = "3",
      description = "Keep words used in so many stories (default: ${DEFAULT-VALUE}).")
  private int minTermStories = 3;

  @Override
  public String name() {
    return "pair";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Articles.TABLE,
        ArticleSentences.TABLE,
        ArticleCopies.TABLE,
        SentenceTone.TABLE,
        Mentions.TABLE,
        Entities.TABLE,
        EntityRelations.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        EntityPairs.TABLE,
        EntityPairsDaily.TABLE,
        PairCuts.TABLE,
        EntityRanks.TABLE,
        EntityRanksMonthly.TABLE,
        TermsDaily.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> places =
        job.aside(
            "entity_places",
            PairCounts.places(
                job.read(Mentions.TABLE),
                job.read(SentenceTone.TABLE),
                job.read(Articles.TABLE),
                job.read(ArticleCopies.TABLE)));
    Dataset<Row> entities =
        job.aside(
            "entity_stories",
            PairCounts.evidence(PairCounts.numbered(job.read(Entities.TABLE), places), places));
    job.write(
        PairCuts.TABLE, PairCounts.cuts(places, job.read(Articles.TABLE), maxArticleEntities));
    Row cut = cutTotals(job.read(PairCuts.TABLE));
    if (cut.getLong(0) > 0) {
      job.note(
          "%d articles name over %d entities: %d pairs of them left out"
              .formatted(cut.getLong(0), maxArticleEntities, cut.getLong(1)));
    }
    Dataset<Row> kept =
        job.aside(
            "kept_pairs",
            PairCounts.counted(
                places,
                entities,
                maxArticleEntities,
                minPairStories,
                PairCounts.buckets(job.rows(Mentions.TABLE), maxArticleEntities),
                CountedPairs.Days.COUNTED));
    long stories = job.read(ArticleCopies.TABLE).select("story_id").distinct().count();
    Dataset<Row> sentences = job.read(ArticleSentences.TABLE);
    job.write(
        EntityPairs.TABLE,
        pairs(kept, entities, sentences, job.read(EntityRelations.TABLE), stories));
    job.write(EntityPairsDaily.TABLE, pairsDaily(kept, entities, sentences));
    writeRanks(job);
    job.write(
        TermsDaily.TABLE,
        termsDaily(job.read(Articles.TABLE), job.read(ArticleCopies.TABLE), minTermStories));
  }

  private static Row cutTotals(Dataset<Row> cuts) {
    return cuts.agg(
            coalesce(sum(PairCuts.ARTICLE_COUNT.col()), lit(0L)),
            coalesce(
                sum(PairCuts.ARTICLE_COUNT.col().multiply(PairCuts.DROPPED_PAIR_COUNT.col())),
                lit(0L)))
        .first();
  }

  /**
   * Rows of entity_pairs.
   *
   * @param entities as {@link PairCounts#evidence}
   * @param relations rows of entity_relations
   * @param stories all stories, with or without names
   */
  static Dataset<Row> pairs(
      Dataset<Row> kept,
      Dataset<Row> entities,
      Dataset<Row> articleSentences,
      Dataset<Row> relations,
      long stories) {
    Dataset<Row> all =
        kept.select(
            col("a"),
            col("b"),
            col("all.*"),
            PairCounts.date(col("first_day")).as("first_date"),
            PairCounts.date(col("last_day")).as("last_date"));
    // One sentence printed in many stories is one piece of evidence; so is a name that stands
    // nowhere else.
    Column ofEither = least(col("sentence_count_a"), col("sentence_count_b"));
    Column[] counts = storyCounts(EntityPairs.INDEPENDENT_STORY_COUNT.col(), stories);
    Column[] windowCounts = storyCounts(least(col("window_story_count"), ofEither), stories);
    Column[] sentenceCounts =
        storyCounts(least(col("sentence_story_count"), col("distinct_sentence_count")), stories);
    Dataset<Row> tested =
        named(all, entities)
            .withColumn(
                EntityPairs.INDEPENDENT_STORY_COUNT.name(), least(col("story_count"), ofEither))
            .withColumn("npmi", NPMI.apply(counts))
            .withColumn("log_likelihood_ratio", LOG_LIKELIHOOD_RATIO.apply(counts))
            .withColumn("odds", ODDS_RATIO.apply(counts))
            .withColumn("window_npmi", NPMI.apply(windowCounts))
            .withColumn("window_log_likelihood_ratio", LOG_LIKELIHOOD_RATIO.apply(windowCounts))
            .withColumn("sentence_npmi", NPMI.apply(sentenceCounts))
            .withColumn("sentence_log_likelihood_ratio", LOG_LIKELIHOOD_RATIO.apply(sentenceCounts))
            .withColumn("p_value", P_VALUE.apply(col("log_likelihood_ratio")));
    Dataset<Row> significant =
        tested.join(FalseDiscoveries.qValues(tested), new String[] {"p_value"}, "left");
    return withExamples(significant, articleSentences)
        .join(related(relations), EntityPairs.TABLE.keyNames().toArray(String[]::new), "left")
        .withColumn(EntityPairs.TONE.name(), meanTone())
        .withColumn(EntityPairs.ODDS_RATIO.name(), col("odds.ratio"))
        .withColumn(EntityPairs.ODDS_RATIO_LOW.name(), col("odds.low"))
        .withColumn(EntityPairs.ODDS_RATIO_HIGH.name(), col("odds.high"))
        .select(EntityPairs.TABLE.select());
  }

  /** (entity_a, entity_b, relation): one for each related pair, the first by name. */
  private static Dataset<Row> related(Dataset<Row> relations) {
    Column one = EntityRelations.ENTITY_ID.col();
    Column other = EntityRelations.OTHER_ENTITY_ID.col();
    return relations
        .groupBy(least(one, other).as("entity_a"), greatest(one, other).as("entity_b"))
        .agg(min(EntityRelations.RELATION.col()).as(EntityPairs.RELATION.name()));
  }

  /** Puts article ids and offsets in the place of the numbers of the examples. */
  private static Dataset<Row> withExamples(Dataset<Row> pairs, Dataset<Row> articleSentences) {
    Dataset<Row> sentences =
        articleSentences.select(
            xxhash64(ArticleSentences.ARTICLE_ID.col()).as("example_article"),
            ArticleSentences.SENTENCE_INDEX.col().as("example_sentence"),
            ArticleSentences.ARTICLE_ID.col().as("example_article_id"),
            ArticleSentences.START_CHAR.col().as("example_start_char"),
            ArticleSentences.END_CHAR.col().as("example_end_char"));
    return pairs.join(sentences, new String[] {"example_article", "example_sentence"}, "left");
  }

  /** Arguments of the association measures: stories of both, of either, and all. */
  private static Column[] storyCounts(Column both, long stories) {
    // Where copies of a story name A and B in different articles, it counts for each of them but
    // not for the pair. A few such stories can leave less than none for neither.
    Column mentioningEither = col("story_count_a").plus(col("story_count_b")).minus(both);
    return new Column[] {
      both, col("story_count_a"), col("story_count_b"), greatest(lit(stories), mentioningEither)
    };
  }

  private static Column meanTone() {
    return when(col("sentence_count").gt(0), col("tone_sum").divide(col("sentence_count")));
  }

  /** Rows of entity_pairs_daily, of the pairs kept. */
  static Dataset<Row> pairsDaily(
      Dataset<Row> kept, Dataset<Row> entities, Dataset<Row> articleSentences) {
    Dataset<Row> daily =
        kept.select(col("a"), col("b"), explode(col("days")).as("day"))
            .select(col("a"), col("b"), PairCounts.date(col("day.day")).as("date"), col("day.*"));
    return withExamples(named(daily, entities), articleSentences)
        .withColumn(EntityPairsDaily.TONE.name(), meanTone())
        .select(EntityPairsDaily.TABLE.select());
  }

  /**
   * Puts entity ids in the place of their numbers, the smaller id first, and the other columns of
   * entities after them, each with _a and _b to its name.
   */
  static Dataset<Row> named(Dataset<Row> pairs, Dataset<Row> entities) {
    List<String> carried = new ArrayList<>(List.of(entities.columns()));
    carried.removeAll(List.of("entity", "entity_id"));
    Column isInOrder = col("of_a.entity_id").lt(col("of_b.entity_id"));
    List<Column> columns = new ArrayList<>();
    columns.add(col("pairs.*"));
    columns.add(least(col("of_a.entity_id"), col("of_b.entity_id")).as("entity_a"));
    columns.add(greatest(col("of_a.entity_id"), col("of_b.entity_id")).as("entity_b"));
    for (String column : carried) {
      Column ofA = col("of_a." + column);
      Column ofB = col("of_b." + column);
      columns.add(when(isInOrder, ofA).otherwise(ofB).as(column + "_a"));
      columns.add(when(isInOrder, ofB).otherwise(ofA).as(column + "_b"));
    }
    return pairs
        .as("pairs")
        .join(entities.as("of_a"), col("pairs.a").equalTo(col("of_a.entity")))
        .join(entities.as("of_b"), col("pairs.b").equalTo(col("of_b.entity")))
        .select(columns.toArray(Column[]::new));
  }

  private void writeRanks(Job job) {
    Dataset<Row> pairs = job.read(EntityPairs.TABLE);
    long available = pairs.where(PairNetworks.isSignificant()).count();
    if (available > maxNetworkPairs) {
      job.note("network of %d of %d significant pairs".formatted(maxNetworkPairs, available));
    }
    job.write(
        EntityRanks.TABLE,
        PairNetworks.ranks(
            pairs, PairNetworks.standing(job.spark(), PairNetworks.edges(pairs, maxNetworkPairs))));
    Dataset<Row> monthly =
        job.aside("monthly_pairs", PairNetworks.monthly(job.read(EntityPairsDaily.TABLE), pairs));
    long cutMonths = PairNetworks.monthsOver(monthly, maxNetworkPairs).count();
    if (cutMonths > 0) {
      job.note(
          "networks of the %d most significant pairs in %d months"
              .formatted(maxNetworkPairs, cutMonths));
    }
    Dataset<Row> standing =
        job.aside("monthly_standing", PairNetworks.standingMonthly(monthly, maxNetworkPairs));
    job.write(
        EntityRanksMonthly.TABLE,
        PairNetworks.ranksMonthly(monthly, standing, PairNetworks.timelines(standing)));
  }

  /**
   * Rows of terms_daily. Words are taken from the articles where they lie; only (word, day, story)
   * is shuffled.
   */
  static Dataset<Row> termsDaily(
      Dataset<Row> articles, Dataset<Row> articleCopies, int minStories) {
    Set<String> stopWords =
        new HashSet<>(Arrays.asList(StopWordsRemover.loadDefaultStopWords("english")));
    Dataset<Row> dated = articles.where(Articles.PUBLISHED_DATE.col().isNotNull());
    Dataset<Row> stories =
        articleCopies.select(
            ArticleCopies.ARTICLE_ID.col(), xxhash64(ArticleCopies.STORY_ID.col()).as("story"));
    Dataset<Row> used =
        RowsInPlace.join(
                dated.select(
                    Articles.ARTICLE_ID.col(), Articles.PUBLISHED_DATE.col(), Articles.TEXT.col()),
                stories,
                Articles.ARTICLE_ID.name())
            .flatMap(
                (FlatMapFunction<Row, Row>)
                    row ->
                        terms(row.getString(2), stopWords).stream()
                            .map(term -> RowFactory.create(term, row.getDate(1), row.getLong(3)))
                            .iterator(),
                Encoders.row(TERM));
    Dataset<Row> totals =
        dated
            .join(stories, Articles.ARTICLE_ID.name())
            .groupBy(Articles.PUBLISHED_DATE.col().as("date"))
            .agg(
                count(lit(1)).as(TermsDaily.TOTAL_ARTICLE_COUNT.name()),
                countDistinct(col("story")).as(TermsDaily.TOTAL_STORY_COUNT.name()));
    Dataset<Row> all = totals.agg(sum(TermsDaily.TOTAL_STORY_COUNT.col()).as("all_stories"));
    Dataset<Row> daily =
        used.repartition(col("term"), col("date"))
            .groupBy("term", "date", "story")
            .agg(count(lit(1)).as("articles"))
            .groupBy("term", "date")
            .agg(
                sum("articles").as(TermsDaily.ARTICLE_COUNT.name()),
                count(lit(1)).as(TermsDaily.STORY_COUNT.name()));
    // Over the whole corpus a story counts once for each of its days, as the totals do.
    WindowSpec ofTerm = Window.partitionBy("term");
    Column[] counts = {
      TermsDaily.STORY_COUNT.col(),
      TermsDaily.TOTAL_STORY_COUNT.col(),
      col("term_stories").minus(TermsDaily.STORY_COUNT.col()),
      col("all_stories").minus(TermsDaily.TOTAL_STORY_COUNT.col())
    };
    return daily
        .withColumn("term_stories", sum(TermsDaily.STORY_COUNT.col()).over(ofTerm))
        .where(col("term_stories").geq(minStories))
        // As many rows as days, so every task can hold them.
        .join(broadcast(totals), "date")
        .crossJoin(broadcast(all))
        .withColumn(TermsDaily.KEYNESS.name(), KEYNESS.apply(counts))
        .withColumn(TermsDaily.LOG_RATIO.name(), LOG_RATIO.apply(counts))
        .select(TermsDaily.TABLE.select());
  }

  /** Distinct words of an article, lower-cased, without stop words, numbers and very short ones. */
  private static Set<String> terms(String text, Set<String> stopWords) {
    Set<String> terms = new HashSet<>();
    for (Span sentence : SentenceSplitter.split(text)) {
      for (Token token : WordTokenizer.tokenize(sentence.of(text))) {
        String term = token.text();
        if (term.length() >= MIN_TERM_CHARS && term.codePoints().allMatch(Pair::isTermLetter)) {
          String lower = term.toLowerCase(Locale.ROOT);
          if (!stopWords.contains(lower)) {
            terms.add(lower);
          }
        }
      }
    }
    return terms;
  }

  private static boolean isTermLetter(int c) {
    return Character.isLetter(c) || c == '-';
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
