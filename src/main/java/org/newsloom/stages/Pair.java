package org.newsloom.stages;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
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
import org.newsloom.stats.Interval;
import org.newsloom.stats.Keyness;
import org.newsloom.stats.NetworkRanks;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityPairs;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.EntityRanks;
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
 *
 * <p>Articles of one story and day with the same entities in the same places are counted as one,
 * times their number, so that a story of many copies costs what one of them does.
 */
@Command(
    name = "pair",
    description = "Counts who is mentioned with whom, ranks entities, and finds the day's words.")
public final class Pair implements Stage {
  /** Pairs at most this likely to be chance make the network of entity_ranks. */
  private static final double MAX_NETWORK_Q = 0.05;

  private static final int MIN_TERM_CHARS = 3;

  /** Tones are added up as whole billionths, so that no order of the rows changes a sum. */
  private static final double TONE_UNITS = 1e9;

  /** Two sentences so near stand in one window of three consecutive sentences. */
  private static final int WINDOW_DISTANCE = 2;

  /** Names looked at in an article, for each that --max-article-entities would pair in full. */
  private static final int NAMES_LOOKED_AT = 50;

  /** Words of a sentence that shows a pair well. */
  private static final int MIN_EXAMPLE_WORDS = 8;

  private static final int MAX_EXAMPLE_WORDS = 35;

  private static final StructType OCCURRENCE =
      new StructType()
          .add("a", DataTypes.LongType)
          .add("b", DataTypes.LongType)
          .add("date", DataTypes.DateType)
          .add("story", DataTypes.LongType)
          .add("articles", DataTypes.LongType)
          .add("in_window", DataTypes.BooleanType)
          .add("tones", DataTypes.createArrayType(DataTypes.LongType, false))
          .add("sentences", DataTypes.createArrayType(DataTypes.LongType, false))
          .add("example_article", DataTypes.LongType)
          .add("example_sentence", DataTypes.IntegerType)
          .add("example_penalty", DataTypes.IntegerType);

  private static final StructType PAIR_DAY =
      new StructType()
          .add("date", DataTypes.DateType)
          .add("article_count", DataTypes.LongType)
          .add("story_count", DataTypes.LongType)
          .add("sentence_count", DataTypes.LongType)
          .add("tone_sum", DataTypes.DoubleType)
          .add("window_article_count", DataTypes.LongType)
          .add("window_story_count", DataTypes.LongType)
          .add("sentence_article_count", DataTypes.LongType)
          .add("sentence_story_count", DataTypes.LongType)
          .add("distinct_sentence_count", DataTypes.LongType)
          .add("tone_sum_of_squares", DataTypes.DoubleType)
          .add("positive_count", DataTypes.LongType)
          .add("negative_count", DataTypes.LongType)
          .add("example_article", DataTypes.LongType)
          .add("example_sentence", DataTypes.IntegerType);

  private static final StructType COUNTED =
      new StructType()
          .add("a", DataTypes.LongType)
          .add("b", DataTypes.LongType)
          .add("all", PAIR_DAY)
          .add("first_date", DataTypes.DateType)
          .add("last_date", DataTypes.DateType)
          .add("days", DataTypes.createArrayType(PAIR_DAY));

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
          "Rank entities over the N most significant pairs, which one machine holds (default:"
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
        Entities.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        EntityPairs.TABLE,
        EntityPairsDaily.TABLE,
        PairCuts.TABLE,
        EntityRanks.TABLE,
        TermsDaily.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> places =
        job.aside(
            "entity_places",
            places(
                job.read(Mentions.TABLE),
                job.read(SentenceTone.TABLE),
                job.read(Articles.TABLE),
                job.read(ArticleCopies.TABLE)));
    Dataset<Row> entities = job.aside("entity_stories", numbered(job.read(Entities.TABLE), places));
    job.write(PairCuts.TABLE, cuts(places, job.read(Articles.TABLE), maxArticleEntities));
    Row cut = cutTotals(job.read(PairCuts.TABLE));
    if (cut.getLong(0) > 0) {
      job.note(
          "%d articles name over %d entities: %d pairs of them left out"
              .formatted(cut.getLong(0), maxArticleEntities, cut.getLong(1)));
    }
    Dataset<Row> kept =
        job.aside("kept_pairs", counted(occurrences(places, maxArticleEntities), minPairStories));
    long stories = job.read(ArticleCopies.TABLE).select("story_id").distinct().count();
    Dataset<Row> sentences = job.read(ArticleSentences.TABLE);
    job.write(EntityPairs.TABLE, pairs(kept, entities, sentences, stories));
    job.write(EntityPairsDaily.TABLE, pairsDaily(kept, entities, sentences));
    job.write(EntityRanks.TABLE, ranks(job));
    job.write(
        TermsDaily.TABLE,
        termsDaily(job.read(Articles.TABLE), job.read(ArticleCopies.TABLE), minTermStories));
  }

  /**
   * (entity_id, entity, story_count): entities under 64-bit numbers, which are cheaper to shuffle,
   * and the stories that name them at places which can make pairs.
   */
  static Dataset<Row> numbered(Dataset<Row> entities, Dataset<Row> places) {
    Dataset<Row> stories =
        places
            .select(col("story"), explode(array_distinct(col("places.entity"))).as("entity"))
            .distinct()
            .groupBy("entity")
            .agg(count(lit(1)).as("story_count"));
    return entities
        .select(Entities.ENTITY_ID.col(), xxhash64(Entities.ENTITY_ID.col()).as("entity"))
        .join(stories, "entity")
        .select("entity_id", "entity", "story_count");
  }

  /**
   * (story, date, articles, places, article): where entities stand in articles, equal articles of a
   * story and day counted together under the number of one of them. Datelines, bylines and credits
   * are left out.
   */
  static Dataset<Row> places(
      Dataset<Row> mentions,
      Dataset<Row> sentenceTone,
      Dataset<Row> articles,
      Dataset<Row> articleCopies) {
    Dataset<Row> byArticle =
        mentions
            .where(not(coalesce(Mentions.IS_CREDIT.col(), lit(false))))
            .join(
                sentenceTone.select(
                    SentenceTone.SENTENCE_ID.col(),
                    SentenceTone.TONE.col().as("sentence_tone"),
                    SentenceTone.WORD_COUNT.col()),
                Mentions.SENTENCE_ID.name())
            .groupBy(Mentions.ARTICLE_ID.col())
            .agg(
                array_sort(
                        collect_list(
                            struct(
                                Mentions.SENTENCE_INDEX.col(),
                                Mentions.START_CHAR.col(),
                                Mentions.END_CHAR.col(),
                                xxhash64(Mentions.ENTITY_ID.col()).as("entity"),
                                xxhash64(Mentions.SENTENCE_ID.col()).as("sentence"),
                                col("sentence_tone"),
                                SentenceTone.WORD_COUNT.col())))
                    .as("places"));
    // Offsets are no part of what makes articles equal: they only tell how close two names stand
    // in their sentence, which is the same wherever the sentence is.
    Column sameNames =
        xxhash64(col("places.entity"), col("places.sentence_index"), col("places.sentence"));
    return byArticle
        .join(
            articles.select(Articles.ARTICLE_ID.col(), Articles.PUBLISHED_DATE.col().as("date")),
            Mentions.ARTICLE_ID.name())
        .join(
            articleCopies.select(
                ArticleCopies.ARTICLE_ID.col(), xxhash64(ArticleCopies.STORY_ID.col()).as("story")),
            Mentions.ARTICLE_ID.name())
        .groupBy(col("story"), col("date"), sameNames.as("places_hash"))
        .agg(
            first("places").as("places"),
            count(lit(1)).as("articles"),
            min(xxhash64(Mentions.ARTICLE_ID.col())).as("article"))
        .select(col("story"), col("date"), col("articles"), col("places"), col("article"));
  }

  /** Rows of pair_cuts: the articles of which some pairs are left out. */
  static Dataset<Row> cuts(Dataset<Row> places, Dataset<Row> articles, int maxEntities) {
    Column entities = size(array_distinct(col("places.entity"))).cast(DataTypes.LongType);
    Column all = entities.multiply(entities.minus(1)).divide(2).cast(DataTypes.LongType);
    Dataset<Row> cut =
        places
            .where(entities.gt(maxEntities))
            .select(
                col("article"),
                col("articles").as(PairCuts.ARTICLE_COUNT.name()),
                entities.as(PairCuts.ENTITY_COUNT.name()),
                lit(maxPairs(maxEntities)).as(PairCuts.KEPT_PAIR_COUNT.name()),
                all.minus(maxPairs(maxEntities)).as(PairCuts.DROPPED_PAIR_COUNT.name()));
    return articles
        .select(Articles.ARTICLE_ID.col(), xxhash64(Articles.ARTICLE_ID.col()).as("article"))
        .join(broadcast(cut), "article")
        .select(PairCuts.TABLE.select());
  }

  private static Row cutTotals(Dataset<Row> cuts) {
    return cuts.agg(
            coalesce(sum(PairCuts.ARTICLE_COUNT.col()), lit(0L)),
            coalesce(
                sum(PairCuts.ARTICLE_COUNT.col().multiply(PairCuts.DROPPED_PAIR_COUNT.col())),
                lit(0L)))
        .first();
  }

  private static long maxPairs(int maxEntities) {
    return (long) maxEntities * (maxEntities - 1) / 2;
  }

  /**
   * Each pair in each story and day: (a, b, date, story, articles, in_window, tones, sentences,
   * example_article, example_sentence, example_penalty). Tones and sentences (by their 64-bit
   * hashes) are those of the sentences that hold both, in one of the articles; the example is the
   * best of them, null where there is none.
   *
   * <p>An article of n names costs n²/2 rows, at most those of {@code maxEntities} names. No row is
   * joined with itself, so that the corpus costs the sum over its distinct articles.
   */
  static Dataset<Row> occurrences(Dataset<Row> places, int maxEntities) {
    return places.flatMap(
        (FlatMapFunction<Row, Row>) row -> new ArticlePairs(row, maxEntities).rows().iterator(),
        Encoders.row(OCCURRENCE));
  }

  /** The pairs of an article, its repeated sentences read once. */
  private static final class ArticlePairs {
    private record Sentence(long hash, long tone, long words, int index) {}

    /** Where an entity first stands in a sentence. */
    private record Place(long start, long end) {}

    /** A pair by the places of its entities in {@link #entities}. */
    private record Pairing(int a, int b, int shared, int distance, int mentions) {}

    /** The pair to keep first comes last. */
    private static final Comparator<Pairing> BY_CLOSENESS =
        Comparator.comparingInt(Pairing::shared)
            .thenComparing(Comparator.comparingInt(Pairing::distance).reversed())
            .thenComparingInt(Pairing::mentions)
            .thenComparing(Comparator.comparingInt(Pairing::a).reversed())
            .thenComparing(Comparator.comparingInt(Pairing::b).reversed());

    private final long story;
    private final Date date;
    private final long articles;
    private final long article;
    private final int maxEntities;
    private final Map<Integer, Sentence> sentences = new HashMap<>();
    private final Map<Integer, Integer> namesIn = new HashMap<>();
    private final TreeMap<Long, TreeMap<Integer, Place>> placesOf = new TreeMap<>();
    private final long[] entities;
    private final int[][] indexes;

    ArticlePairs(Row row, int maxEntities) {
      story = row.getLong(0);
      date = row.getDate(1);
      articles = row.getLong(2);
      article = row.getLong(4);
      this.maxEntities = maxEntities;
      Map<Long, Integer> firstIndex = new HashMap<>();
      for (Row place : row.<Row>getList(3)) {
        int index = place.getInt(0);
        long hash = place.getLong(4);
        if (firstIndex.computeIfAbsent(hash, sentence -> index) != index) {
          continue;
        }
        sentences.computeIfAbsent(
            index,
            i ->
                new Sentence(
                    hash, Math.round(place.getDouble(5) * TONE_UNITS), place.getLong(6), i));
        Place before =
            placesOf
                .computeIfAbsent(place.getLong(3), entity -> new TreeMap<>())
                .putIfAbsent(index, new Place(place.getLong(1), place.getLong(2)));
        if (before == null) {
          namesIn.merge(index, 1, Integer::sum);
        }
      }
      entities = mostMentioned(NAMES_LOOKED_AT * maxEntities);
      indexes = new int[entities.length][];
      for (int i = 0; i < entities.length; i++) {
        indexes[i] =
            placesOf.get(entities[i]).keySet().stream().mapToInt(Integer::intValue).toArray();
      }
    }

    /** All entities, in order of their numbers, unless they are more than memory should hold. */
    private long[] mostMentioned(int max) {
      return placesOf.keySet().stream()
          .sorted(
              Comparator.<Long>comparingInt(entity -> -placesOf.get(entity).size())
                  .thenComparing(Comparator.naturalOrder()))
          .limit(max)
          .mapToLong(Long::longValue)
          .sorted()
          .toArray();
    }

    List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      if (entities.length <= maxEntities) {
        for (int a = 0; a < entities.length; a++) {
          for (int b = a + 1; b < entities.length; b++) {
            rows.add(row(pairing(a, b)));
          }
        }
        return rows;
      }
      long max = maxPairs(maxEntities);
      PriorityQueue<Pairing> kept = new PriorityQueue<>(BY_CLOSENESS);
      for (int a = 0; a < entities.length; a++) {
        for (int b = a + 1; b < entities.length; b++) {
          kept.add(pairing(a, b));
          if (kept.size() > max) {
            kept.remove();
          }
        }
      }
      kept.forEach(pairing -> rows.add(row(pairing)));
      return rows;
    }

    private Pairing pairing(int a, int b) {
      int shared = 0;
      int distance = Integer.MAX_VALUE;
      int[] ofA = indexes[a];
      int[] ofB = indexes[b];
      for (int i = 0, j = 0; i < ofA.length && j < ofB.length; ) {
        int difference = ofA[i] - ofB[j];
        distance = Math.min(distance, Math.abs(difference));
        if (difference == 0) {
          shared++;
          i++;
          j++;
        } else if (difference < 0) {
          i++;
        } else {
          j++;
        }
      }
      return new Pairing(a, b, shared, distance, Math.min(ofA.length, ofB.length));
    }

    private Row row(Pairing pair) {
      long[] tones = new long[pair.shared()];
      long[] hashes = new long[pair.shared()];
      Integer example = null;
      Integer penalty = null;
      if (pair.shared() > 0) {
        TreeMap<Integer, Place> ofB = placesOf.get(entities[pair.b()]);
        int n = 0;
        for (Map.Entry<Integer, Place> ofA : placesOf.get(entities[pair.a()]).entrySet()) {
          Place b = ofB.get(ofA.getKey());
          if (b != null) {
            Sentence sentence = sentences.get(ofA.getKey());
            tones[n] = sentence.tone();
            hashes[n++] = sentence.hash();
            int wrong = penalty(sentence, ofA.getValue(), b);
            if (penalty == null || wrong < penalty) {
              penalty = wrong;
              example = sentence.index();
            }
          }
        }
      }
      return RowFactory.create(
          entities[pair.a()],
          entities[pair.b()],
          date,
          story,
          articles,
          pair.distance() <= WINDOW_DISTANCE,
          tones,
          hashes,
          example == null ? null : article,
          example,
          penalty);
    }

    /** How badly a sentence shows a pair: other names, an odd length, names far apart. */
    private int penalty(Sentence sentence, Place a, Place b) {
      int others = namesIn.get(sentence.index()) - 2;
      long words = sentence.words();
      long oddWords =
          Math.max(0, MIN_EXAMPLE_WORDS - words) + Math.max(0, words - MAX_EXAMPLE_WORDS);
      long gap = Math.max(0, Math.max(a.start(), b.start()) - Math.min(a.end(), b.end()));
      return (int) Math.min(Integer.MAX_VALUE, 20L * others + 5 * oddWords + gap / 4);
    }
  }

  /**
   * Pairs over all time that are kept, with a sentence that holds both or in enough stories: (a, b,
   * all, first_date, last_date, days).
   *
   * <p>Most pairs are met once and dropped, so that hashing them into groups costs more than it
   * saves. They are shuffled once and sorted, and a pair is added up as its rows pass: what is held
   * of it grows with the calendar and with its distinct sentences, and not with the corpus.
   */
  static Dataset<Row> counted(Dataset<Row> occurrences, int minStories) {
    return occurrences
        .repartition(col("a"), col("b"))
        .sortWithinPartitions("a", "b", "story", "date")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new CountedPairs(rows, minStories),
            Encoders.row(COUNTED));
  }

  /** Reads sorted occurrences pair by pair and gives those kept, added up. */
  private static final class CountedPairs implements Iterator<Row> {
    private final Iterator<Row> occurrences;
    private final int minStories;
    private Row ahead;
    private Row next;

    CountedPairs(Iterator<Row> occurrences, int minStories) {
      this.occurrences = occurrences;
      this.minStories = minStories;
      this.ahead = occurrences.hasNext() ? occurrences.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (next == null && ahead != null) {
        next = nextPair();
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    /** The pair ahead, or null if it is not kept. */
    private Row nextPair() {
      long a = ahead.getLong(0);
      long b = ahead.getLong(1);
      Sums all = new Sums();
      TreeMap<Date, Sums> days = new TreeMap<>();
      while (ahead != null && ahead.getLong(0) == a && ahead.getLong(1) == b) {
        all.add(ahead);
        Date date = ahead.getDate(2);
        if (date != null) {
          days.computeIfAbsent(date, day -> new Sums()).add(ahead);
        }
        ahead = occurrences.hasNext() ? occurrences.next() : null;
      }
      if (all.sentences == 0 && all.stories < minStories) {
        return null;
      }
      List<Row> daily = new ArrayList<>(days.size());
      days.forEach((date, of) -> daily.add(of.row(date)));
      return RowFactory.create(
          a,
          b,
          all.row(null),
          days.isEmpty() ? null : days.firstKey(),
          days.isEmpty() ? null : days.lastKey(),
          daily.toArray());
    }

    /** Counts over occurrences that come in order of their stories. */
    private static final class Sums {
      private long articles;
      private long stories;
      private long sentences;
      private long windowArticles;
      private long windowStories;
      private long sentenceArticles;
      private long sentenceStories;
      private final Set<Long> distinctSentences = new HashSet<>();
      private long tone;
      private BigDecimal toneSquares = BigDecimal.ZERO;
      private long positive;
      private long negative;
      private long lastStory;
      private long lastWindowStory;
      private long lastSentenceStory;
      private Integer penalty;
      private long exampleArticle;
      private int exampleSentence;

      void add(Row occurrence) {
        long story = occurrence.getLong(3);
        long copies = occurrence.getLong(4);
        if (stories == 0 || story != lastStory) {
          stories++;
          lastStory = story;
        }
        articles += copies;
        if (occurrence.getBoolean(5)) {
          windowArticles += copies;
          if (windowStories == 0 || story != lastWindowStory) {
            windowStories++;
            lastWindowStory = story;
          }
        }
        List<Long> tones = occurrence.getList(6);
        if (tones.isEmpty()) {
          return;
        }
        sentenceArticles += copies;
        if (sentenceStories == 0 || story != lastSentenceStory) {
          sentenceStories++;
          lastSentenceStory = story;
        }
        sentences += tones.size() * copies;
        distinctSentences.addAll(occurrence.<Long>getList(7));
        for (long of : tones) {
          tone += of * copies;
          toneSquares =
              toneSquares.add(BigDecimal.valueOf(of).pow(2).multiply(BigDecimal.valueOf(copies)));
          positive += of > 0 ? copies : 0;
          negative += of < 0 ? copies : 0;
        }
        chooseExample(occurrence.getLong(8), occurrence.getInt(9), occurrence.getInt(10));
      }

      private void chooseExample(long article, int sentence, int wrong) {
        if (penalty == null || wrong < penalty || (wrong == penalty && article < exampleArticle)) {
          penalty = wrong;
          exampleArticle = article;
          exampleSentence = sentence;
        }
      }

      Row row(Date date) {
        return RowFactory.create(
            date,
            articles,
            stories,
            sentences,
            tone / TONE_UNITS,
            windowArticles,
            windowStories,
            sentenceArticles,
            sentenceStories,
            (long) distinctSentences.size(),
            toneSquares.doubleValue() / (TONE_UNITS * TONE_UNITS),
            positive,
            negative,
            penalty == null ? null : exampleArticle,
            penalty == null ? null : exampleSentence);
      }
    }
  }

  /**
   * Rows of entity_pairs.
   *
   * @param stories all stories, with or without names
   */
  static Dataset<Row> pairs(
      Dataset<Row> kept, Dataset<Row> entities, Dataset<Row> articleSentences, long stories) {
    Dataset<Row> all =
        kept.select(col("a"), col("b"), col("all.*"), col("first_date"), col("last_date"));
    Column[] counts = storyCounts(col("story_count"), stories);
    Column[] windowCounts = storyCounts(col("window_story_count"), stories);
    // One sentence printed in many stories is one piece of evidence.
    Column[] sentenceCounts =
        storyCounts(least(col("sentence_story_count"), col("distinct_sentence_count")), stories);
    Dataset<Row> tested =
        named(all, entities)
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
        .withColumn(EntityPairs.TONE.name(), meanTone())
        .withColumn(EntityPairs.ODDS_RATIO.name(), col("odds.ratio"))
        .withColumn(EntityPairs.ODDS_RATIO_LOW.name(), col("odds.low"))
        .withColumn(EntityPairs.ODDS_RATIO_HIGH.name(), col("odds.high"))
        .select(EntityPairs.TABLE.select());
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
    Column mentioningEither = col("stories_a").plus(col("stories_b")).minus(both);
    return new Column[] {
      both, col("stories_a"), col("stories_b"), greatest(lit(stories), mentioningEither)
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
            .select(col("a"), col("b"), col("day.*"));
    return withExamples(named(daily, entities), articleSentences)
        .withColumn(EntityPairsDaily.TONE.name(), meanTone())
        .select(EntityPairsDaily.TABLE.select());
  }

  /** Puts entity ids in the place of their numbers, the smaller id first. */
  private static Dataset<Row> named(Dataset<Row> pairs, Dataset<Row> entities) {
    Column isInOrder = col("id_a").lt(col("id_b"));
    return pairs
        .join(
            entities.select(
                col("entity").as("a"), col("entity_id").as("id_a"), col("story_count").as("s_a")),
            "a")
        .join(
            entities.select(
                col("entity").as("b"), col("entity_id").as("id_b"), col("story_count").as("s_b")),
            "b")
        .withColumn("entity_a", least(col("id_a"), col("id_b")))
        .withColumn("entity_b", greatest(col("id_a"), col("id_b")))
        .withColumn("stories_a", when(isInOrder, col("s_a")).otherwise(col("s_b")))
        .withColumn("stories_b", when(isInOrder, col("s_b")).otherwise(col("s_a")));
  }

  /**
   * Rows of entity_ranks. The network is capped, so that it fits on the driver however large the
   * corpus.
   */
  private Dataset<Row> ranks(Job job) {
    Dataset<Row> pairs = job.read(EntityPairs.TABLE);
    Dataset<Row> significant =
        pairs.where(EntityPairs.NPMI.col().gt(0).and(EntityPairs.Q_VALUE.col().leq(MAX_NETWORK_Q)));
    long available = significant.count();
    if (available > maxNetworkPairs) {
      job.note("network of %d of %d significant pairs".formatted(maxNetworkPairs, available));
    }
    List<Row> network =
        significant
            .orderBy(
                EntityPairs.LOG_LIKELIHOOD_RATIO.col().desc(),
                EntityPairs.ENTITY_A.col(),
                EntityPairs.ENTITY_B.col())
            .limit(maxNetworkPairs)
            .select(
                EntityPairs.ENTITY_A.col(),
                EntityPairs.ENTITY_B.col(),
                EntityPairs.STORY_COUNT.col())
            .collectAsList();
    return ranks(pairs, standing(job.spark(), network));
  }

  /** (entity_id, pagerank, community_id) of the entities of a network's edges. */
  static Dataset<Row> standing(SparkSession spark, List<Row> network) {
    TreeMap<String, Integer> nodes = new TreeMap<>();
    network.forEach(
        edge -> {
          nodes.put(edge.getString(0), 0);
          nodes.put(edge.getString(1), 0);
        });
    int next = 0;
    for (Map.Entry<String, Integer> node : nodes.entrySet()) {
      node.setValue(next++);
    }
    int[] from = new int[network.size()];
    int[] to = new int[network.size()];
    double[] weight = new double[network.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = nodes.get(network.get(i).getString(0));
      to[i] = nodes.get(network.get(i).getString(1));
      weight[i] = network.get(i).getLong(2);
    }
    NetworkRanks found = NetworkRanks.of(nodes.size(), from, to, weight);
    double[] pageRanks = found.pageRanks();
    int[] communities = found.communities();
    List<Row> rows = new ArrayList<>(nodes.size());
    nodes.forEach(
        (id, node) -> rows.add(RowFactory.create(id, pageRanks[node], communities[node])));
    return spark.createDataFrame(
        rows,
        new StructType()
            .add("entity_id", DataTypes.StringType)
            .add("pagerank", DataTypes.DoubleType)
            .add("community_id", DataTypes.IntegerType));
  }

  static Dataset<Row> ranks(Dataset<Row> pairs, Dataset<Row> standing) {
    Dataset<Row> ends =
        pairs
            .select(EntityPairs.ENTITY_A.col().as("entity_id"), EntityPairs.STORY_COUNT.col())
            .union(
                pairs.select(
                    EntityPairs.ENTITY_B.col().as("entity_id"), EntityPairs.STORY_COUNT.col()));
    return ends.groupBy("entity_id")
        .agg(
            count(lit(1)).as(EntityRanks.DEGREE.name()),
            sum(EntityPairs.STORY_COUNT.col())
                .cast(DataTypes.DoubleType)
                .as(EntityRanks.WEIGHTED_DEGREE.name()))
        .join(standing, new String[] {"entity_id"}, "left")
        .select(EntityRanks.TABLE.select());
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
