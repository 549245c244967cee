package org.newsloom.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.sketch.BloomFilter;
import org.newsloom.stats.CountedPairs;
import org.newsloom.stats.NamePlace;
import org.newsloom.stats.PairBlocks;
import org.newsloom.stats.PairSums;
import org.newsloom.stats.StoryPairs;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.PairCuts;
import org.newsloom.tables.SentenceTone;

/**
 * Counts pairs. Ids go by 64-bit hashes. Mentions are shuffled once to the stories they belong to;
 * there the pairs of a story are made and packed by {@link StoryPairs}, and the packed bytes are
 * shuffled once to where {@link CountedPairs} adds them up. Nothing is joined with itself.
 */
final class PairCounts {
  /** Tones are added up as whole billionths, so that no order of the rows changes a sum. */
  private static final double TONE_UNITS = 1e9;

  /** Packed bytes that a task holds before it sends them off. */
  private static final long MAX_HELD_BYTES = 16L << 20;

  /**
   * Meetings of pairs a bucket holds at most, and about a tenth of it as a rule: so few that a
   * processor's cache has room for their table.
   */
  private static final long MEETINGS_PER_BUCKET = 200_000;

  /** With so many, one of fifty entities that are in one story only is taken for a frequent one. */
  private static final long FILTER_BITS_PER_ENTITY = 8;

  /** 64 MB; where entities are more than these are for, more of them are taken for frequent. */
  private static final long MAX_FILTER_BITS = 1L << 29;

  private static final Column[] ORDER_BY_PLACE = {
    col("story"),
    col("day"),
    col("article"),
    col("sentence_index"),
    col("start_char"),
    col("end_char"),
    col("entity")
  };

  private static final Column DAY_0 = lit(Date.valueOf(LocalDate.EPOCH));

  private static final StructType BLOCK =
      new StructType().add("bucket", DataTypes.IntegerType).add("meetings", DataTypes.BinaryType);

  private static final StructType SUMS =
      new StructType()
          .add("day", DataTypes.IntegerType)
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
          .add("all", SUMS)
          .add("first_day", DataTypes.IntegerType)
          .add("last_day", DataTypes.IntegerType)
          .add("days", DataTypes.createArrayType(SUMS));

  /**
   * (story, day, article, sentence_index, start_char, end_char, entity, sentence, tone,
   * word_count): where entities stand, with days from 1970-01-01. Datelines, bylines and credits
   * are left out.
   */
  static Dataset<Row> places(
      Dataset<Row> mentions,
      Dataset<Row> sentenceTone,
      Dataset<Row> articles,
      Dataset<Row> articleCopies) {
    Dataset<Row> stories =
        articles
            .select(
                xxhash64(Articles.ARTICLE_ID.col()).as("article"),
                datediff(Articles.PUBLISHED_DATE.col(), DAY_0).as("day"))
            .join(
                articleCopies.select(
                    xxhash64(ArticleCopies.ARTICLE_ID.col()).as("article"),
                    xxhash64(ArticleCopies.STORY_ID.col()).as("story")),
                "article");
    Dataset<Row> tones =
        sentenceTone.select(
            xxhash64(SentenceTone.SENTENCE_ID.col()).as("sentence"),
            SentenceTone.TONE.col(),
            SentenceTone.WORD_COUNT.col());
    return mentions
        .where(not(coalesce(Mentions.IS_CREDIT.col(), lit(false))))
        .select(
            xxhash64(Mentions.ARTICLE_ID.col()).as("article"),
            Mentions.SENTENCE_INDEX.col(),
            Mentions.START_CHAR.col(),
            Mentions.END_CHAR.col(),
            xxhash64(Mentions.ENTITY_ID.col()).as("entity"),
            xxhash64(Mentions.SENTENCE_ID.col()).as("sentence"))
        .join(tones, "sentence")
        .join(stories, "article")
        .select(
            col("story"),
            col("day"),
            col("article"),
            Mentions.SENTENCE_INDEX.col(),
            Mentions.START_CHAR.col(),
            Mentions.END_CHAR.col(),
            col("entity"),
            col("sentence"),
            SentenceTone.TONE.col(),
            SentenceTone.WORD_COUNT.col());
  }

  /**
   * (entity_id, entity, story_count): entities with their numbers and the stories that name them at
   * places which can make pairs.
   */
  static Dataset<Row> numbered(Dataset<Row> entities, Dataset<Row> places) {
    Dataset<Row> stories =
        places
            .select("entity", "story")
            .distinct()
            .groupBy("entity")
            .agg(count(lit(1)).as("story_count"));
    return entities
        .select(Entities.ENTITY_ID.col(), xxhash64(Entities.ENTITY_ID.col()).as("entity"))
        .join(stories, "entity")
        .select("entity_id", "entity", "story_count");
  }

  /**
   * (entity_id, entity, story_count, sentence_count): with the distinct sentences that name the
   * entity.
   *
   * @param numbered as {@link #numbered}
   */
  static Dataset<Row> evidence(Dataset<Row> numbered, Dataset<Row> places) {
    Dataset<Row> sentences =
        places
            .select("entity", "sentence")
            .distinct()
            .groupBy("entity")
            .agg(count(lit(1)).as("sentence_count"));
    return numbered
        .join(sentences, "entity")
        .select("entity_id", "entity", "story_count", "sentence_count");
  }

  /** Rows of pair_cuts: the articles of which some pairs are left out. */
  static Dataset<Row> cuts(Dataset<Row> places, Dataset<Row> articles, int maxEntities) {
    // Articles with the same names in the same sentences have the same sum, whatever the order.
    Column names =
        shiftrightunsigned(xxhash64(col("entity"), col("sentence_index"), col("sentence")), 24);
    Column all =
        col("entities").multiply(col("entities").minus(1)).divide(2).cast(DataTypes.LongType);
    Dataset<Row> cut =
        places
            .groupBy("story", "day", "article", "entity")
            .agg(sum(names).as("names"))
            .groupBy("story", "day", "article")
            .agg(count(lit(1)).as("entities"), sum("names").as("names"))
            .where(col("entities").gt(maxEntities))
            .groupBy("story", "day", "entities", "names")
            .agg(min("article").as("article"), count(lit(1)).as(PairCuts.ARTICLE_COUNT.name()))
            .select(
                col("article"),
                col(PairCuts.ARTICLE_COUNT.name()),
                col("entities").as(PairCuts.ENTITY_COUNT.name()),
                lit(maxPairs(maxEntities)).as(PairCuts.KEPT_PAIR_COUNT.name()),
                all.minus(maxPairs(maxEntities)).as(PairCuts.DROPPED_PAIR_COUNT.name()));
    return articles
        .select(Articles.ARTICLE_ID.col(), xxhash64(Articles.ARTICLE_ID.col()).as("article"))
        .join(broadcast(cut), "article")
        .select(PairCuts.TABLE.select());
  }

  private static long maxPairs(int maxEntities) {
    return (long) maxEntities * (maxEntities - 1) / 2;
  }

  /**
   * Buckets to count pairs in, so that memory holds each.
   *
   * @param mentions an article of n has at most n (maxEntities - 1) / 2 pairs
   */
  static int buckets(long mentions, int maxEntities) {
    return (int) Math.min(100_000, 4 + mentions * (maxEntities - 1L) / 2 / MEETINGS_PER_BUCKET);
  }

  /**
   * Pairs over all time that are kept, with a sentence that holds both or in enough stories: (a, b,
   * all, first_day, last_day, days), by the numbers of their entities, with days from 1970-01-01.
   *
   * @param entities as {@link #numbered}
   * @param maxEntities articles of more lose all but the closest pairs
   * @param minStories stories enough without a common sentence
   * @param buckets as {@link #buckets} says
   * @param days where they are left out, first_day, last_day and days are empty
   */
  static Dataset<Row> counted(
      Dataset<Row> places,
      Dataset<Row> entities,
      int maxEntities,
      int minStories,
      int buckets,
      CountedPairs.Days days) {
    // Their number is said, since few bytes may be many pairs: Spark would put them together.
    int tasks = Integer.parseInt(places.sparkSession().conf().get("spark.sql.shuffle.partitions"));
    Broadcast<BloomFilter> frequent =
        filter(entities.where(col("story_count").geq(Math.min(2, minStories))).select("entity"));
    Dataset<Row> blocks =
        places
            .select(
                col("story"),
                coalesce(col("day"), lit(StoryPairs.NO_DAY)).as("day"),
                col("article"),
                col("sentence_index"),
                col("start_char"),
                col("end_char"),
                col("entity"),
                col("sentence"),
                col("tone"),
                col("word_count"))
            .repartition(tasks, col("story"))
            .sortWithinPartitions(ORDER_BY_PLACE)
            .mapPartitions(
                (MapPartitionsFunction<Row, Row>)
                    rows -> new Packed(rows, frequent.value(), maxEntities, buckets),
                Encoders.row(BLOCK));
    return blocks
        .repartition(tasks, col("bucket"))
        .sortWithinPartitions("bucket")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new Summed(rows, minStories, days),
            Encoders.row(COUNTED));
  }

  /**
   * What every task can hold of entities, however many: of them it knows all, and takes a few
   * others for them. (Bloom 1970, Space/time trade-offs in hash coding with allowable errors.)
   */
  private static Broadcast<BloomFilter> filter(Dataset<Row> entities) {
    long n = Math.max(1, entities.count());
    long bits = Math.min(MAX_FILTER_BITS, FILTER_BITS_PER_ENTITY * n);
    JavaRDD<Long> numbers = entities.as(Encoders.LONG()).javaRDD();
    BloomFilter filter =
        numbers.treeAggregate(
            BloomFilter.create(n, bits),
            (known, entity) -> {
              known.putLong(entity);
              return known;
            },
            BloomFilter::mergeInPlace);
    return JavaSparkContext.fromSparkContext(entities.sparkSession().sparkContext())
        .broadcast(filter);
  }

  /** The date of a day counted from 1970-01-01. */
  static Column date(Column day) {
    return date_add(DAY_0, day);
  }

  /** Packs the pairs of places that come in order. */
  private static final class Packed implements Iterator<Row> {
    private final Iterator<Row> places;
    private final BloomFilter frequent;
    private final PairBlocks blocks;
    private final StoryPairs pairs;
    private final Queue<Row> packed = new ArrayDeque<>();
    private boolean isEnded;

    /**
     * @param frequent entities whose pairs may be in several stories; what it takes for one of them
     *     and is not costs bytes, and is dropped when pairs are added up
     */
    Packed(Iterator<Row> places, BloomFilter frequent, int maxEntities, int buckets) {
      this.places = places;
      this.frequent = frequent;
      blocks = new PairBlocks(buckets);
      pairs = new StoryPairs(maxEntities, blocks);
    }

    @Override
    public boolean hasNext() {
      while (packed.isEmpty() && !isEnded) {
        while (places.hasNext() && blocks.bytes() < MAX_HELD_BYTES) {
          add(places.next());
        }
        if (!places.hasNext()) {
          pairs.end();
          isEnded = true;
        }
        blocks.drain((bucket, block) -> packed.add(RowFactory.create(bucket, block)));
      }
      return !packed.isEmpty();
    }

    private void add(Row place) {
      pairs.add(
          place.getLong(0),
          place.getInt(1),
          place.getLong(2),
          new NamePlace(
              place.getInt(3),
              place.getLong(4),
              place.getLong(5),
              place.getLong(6),
              !frequent.mightContainLong(place.getLong(6)),
              place.getLong(7),
              (int) Math.round(place.getDouble(8) * TONE_UNITS),
              (int) place.getLong(9)));
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return packed.remove();
    }
  }

  /** Adds up blocks that come in order of their buckets, one bucket at a time. */
  private static final class Summed implements Iterator<Row> {
    private final Iterator<Row> blocks;
    private final int minStories;
    private final CountedPairs.Days days;
    private Row ahead;
    private Iterator<CountedPairs.Pair> pairs = Collections.emptyIterator();

    Summed(Iterator<Row> blocks, int minStories, CountedPairs.Days days) {
      this.blocks = blocks;
      this.days = days;
      this.minStories = minStories;
      ahead = blocks.hasNext() ? blocks.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!pairs.hasNext() && ahead != null) {
        int bucket = ahead.getInt(0);
        List<byte[]> ofBucket = new ArrayList<>();
        while (ahead != null && ahead.getInt(0) == bucket) {
          ofBucket.add(ahead.getAs(1));
          ahead = blocks.hasNext() ? blocks.next() : null;
        }
        pairs = new CountedPairs(ofBucket, minStories, days);
      }
      return pairs.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      CountedPairs.Pair pair = pairs.next();
      SortedMap<Integer, PairSums> byDay = pair.days();
      List<Row> daily = new ArrayList<>(byDay.size());
      byDay.forEach((day, sums) -> daily.add(row(day, sums)));
      return RowFactory.create(
          pair.a(),
          pair.b(),
          row(null, pair.all()),
          byDay.isEmpty() ? null : byDay.firstKey(),
          byDay.isEmpty() ? null : byDay.lastKey(),
          daily.toArray());
    }

    private static Row row(Integer day, PairSums sums) {
      boolean hasExample = sums.exampleSentence().isPresent();
      return RowFactory.create(
          day,
          sums.articles(),
          sums.stories(),
          sums.sentences(),
          sums.tone() / TONE_UNITS,
          sums.windowArticles(),
          sums.windowStories(),
          sums.sentenceArticles(),
          sums.sentenceStories(),
          sums.distinctSentences(),
          sums.toneSquares() / (TONE_UNITS * TONE_UNITS),
          sums.positive(),
          sums.negative(),
          hasExample ? sums.exampleArticle() : null,
          hasExample ? sums.exampleSentence().getAsInt() : null);
    }
  }

  private PairCounts() {}
}
