package org.newsloom.stages;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.stats.ChangePoints;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.ArticleTone;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Changes;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.Table;
import org.newsloom.tables.TermsDaily;
import org.newsloom.tables.Tokens;
import org.newsloom.tables.ToneDaily;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Finds the stretches of days in which more stories than usual name an entity, a pair or a term,
 * those in which the tone toward an entity, in the sentences of a pair or of the whole corpus is
 * another, and those in which an entity is named with others; and the articles that show each.
 * Stories are counted, so that a much reprinted report is no burst, and of what they tell, not
 * where they come from: {@link NewsMentions}.
 */
@Command(
    name = "detect-changes",
    description = "Finds bursts of volume, and shifts of tone and of company.")
public final class DetectChanges implements Stage {
  private static final String STORIES = "stories";
  private static final String TONE = "tone";
  private static final String COMPANY = "company";
  private static final String BURST = "burst";
  private static final String TONE_SHIFT = "tone_shift";
  static final String COMPANY_SHIFT = "company_shift";

  /** Partners of an entity told apart, by stories; the others are one. */
  private static final int PARTNERS = 30;

  /** Examples of a change that lasts are of its first two weeks. */
  private static final int EXAMPLE_DAYS = 14;

  private static final int EXAMPLES = 3;

  /** Digits of p-values, so that there are few distinct ones however many series. */
  private static final MathContext P_DIGITS = new MathContext(3);

  /** One row for each search made; what was found is null where nothing was. */
  private static final StructType TESTED =
      new StructType()
          .add("series", DataTypes.StringType)
          .add("entity_id", DataTypes.StringType)
          .add("other_entity_id", DataTypes.StringType)
          .add("term", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("p_value", DataTypes.DoubleType)
          .add("date", DataTypes.DateType)
          .add("level", DataTypes.LongType)
          .add("end_date", DataTypes.DateType)
          .add("earliest_date", DataTypes.DateType)
          .add("latest_date", DataTypes.DateType)
          .add("peak_date", DataTypes.DateType)
          .add("before", DataTypes.DoubleType)
          .add("after", DataTypes.DoubleType)
          .add("strength", DataTypes.DoubleType)
          .add("first_p_value", DataTypes.DoubleType)
          .add("company_divergence", DataTypes.DoubleType);

  @Option(
      names = "--min-change-stories",
      paramLabel = "N",
      defaultValue = "10",
      description = "Look at entities of at least so many stories (default: ${DEFAULT-VALUE}).")
  private int minStories = 10;

  @Option(
      names = "--min-change-pair-stories",
      paramLabel = "N",
      defaultValue = "20",
      description = "Look at pairs of at least so many stories (default: ${DEFAULT-VALUE}).")
  private int minPairStories = 20;

  @Option(
      names = "--min-change-term-stories",
      paramLabel = "N",
      defaultValue = "50",
      description = "Look at terms of at least so many stories (default: ${DEFAULT-VALUE}).")
  private int minTermStories = 50;

  @Option(
      names = "--min-change-company-stories",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Look at the company of entities of at least so many stories (default: ${DEFAULT-VALUE}).")
  private int minCompanyStories = 50;

  @Option(
      names = "--max-change-q",
      paramLabel = "Q",
      defaultValue = "0.05",
      description =
          "Report changes up to this false discovery rate among the series of their kind"
              + " (default: ${DEFAULT-VALUE}).")
  private double maxQ = 0.05;

  @Override
  public String name() {
    return "detect-changes";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Mentions.TABLE,
        Entities.TABLE,
        EntityAliases.TABLE,
        EntityPairsDaily.TABLE,
        TermsDaily.TABLE,
        ToneDaily.TABLE,
        Articles.TABLE,
        ArticleCopies.TABLE,
        ArticleTone.TABLE,
        Tokens.TABLE,
        ArticleSentences.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Changes.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> news = job.aside("news_mentions", news(job::read));
    List<Row> days = days(job.read(ToneDaily.TABLE));
    Dataset<Row> tested =
        job.aside(
            "tested_series",
            tested(series(job::read, news), days, maxQ)
                .union(testedCompanies(companies(job::read, news), days, maxQ)));
    Dataset<Row> changes = job.aside("found_changes", changes(tested, maxQ));
    Dataset<Row> stories = stories(job.read(Articles.TABLE), job.read(ArticleCopies.TABLE));
    Dataset<Row> candidates =
        entityCandidates(changes, news)
            .union(pairCandidates(changes, news))
            .union(
                termCandidates(changes, job.read(Tokens.TABLE), job.read(ArticleSentences.TABLE)))
            .union(corpusCandidates(changes, job.read(ArticleTone.TABLE)));
    job.write(Changes.TABLE, withExamples(changes, examples(candidates, stories)));
  }

  /** The mentions that can make an entity's change: {@link NewsMentions#byArticle}. */
  static Dataset<Row> news(Function<Table, Dataset<Row>> read) {
    return NewsMentions.byArticle(
        read.apply(Mentions.TABLE),
        MeasureTone.dated(read.apply(Articles.TABLE), read.apply(ArticleCopies.TABLE)),
        ownSources(read));
  }

  private static Dataset<Row> ownSources(Function<Table, Dataset<Row>> read) {
    return NewsMentions.ownSources(
        read.apply(Articles.TABLE), read.apply(Entities.TABLE), read.apply(EntityAliases.TABLE));
  }

  /** Every series of enough stories. */
  Dataset<Row> series(Function<Table, Dataset<Row>> read, Dataset<Row> news) {
    Dataset<Row> pairs = NewsMentions.pairs(read.apply(EntityPairsDaily.TABLE), ownSources(read));
    Dataset<Row> terms =
        NewsMentions.terms(
            read.apply(TermsDaily.TABLE),
            read.apply(Mentions.TABLE),
            read.apply(Articles.TABLE),
            read.apply(ArticleCopies.TABLE));
    return ofEntities(NewsMentions.daily(news), minStories)
        .union(ofCorpus(read.apply(ToneDaily.TABLE).where(ToneDaily.SOURCE.col().isNull())))
        .union(ofPairs(pairs, minPairStories))
        .union(ofTerms(terms, minTermStories));
  }

  /** The company of every entity of enough stories. */
  Dataset<Row> companies(Function<Table, Dataset<Row>> read, Dataset<Row> news) {
    return companies(
        NewsMentions.pairs(read.apply(EntityPairsDaily.TABLE), ownSources(read)),
        NewsMentions.daily(news),
        minCompanyStories);
  }

  /**
   * (entity_id, partners, cells, days): the entities that most stories name together with this one,
   * most first; how many do on each day, as (date, place in partners, stories), where the place
   * after the last is all others; and how many stories name it on each day.
   */
  static Dataset<Row> companies(Dataset<Row> pairsDaily, Dataset<Row> entityDaily, int minStories) {
    Dataset<Row> named =
        entityDaily
            .groupBy(EntityDaily.ENTITY_ID.col())
            .agg(
                sum(EntityDaily.STORY_COUNT.col()).as("all_stories"),
                array_sort(
                        collect_list(
                            struct(
                                EntityDaily.DATE.col(),
                                EntityDaily.STORY_COUNT.col().as("stories"))))
                    .as("days"))
            .where(col("all_stories").geq(minStories))
            .select("entity_id", "days");
    Column stories = EntityPairsDaily.STORY_COUNT.col().as("stories");
    Dataset<Row> beside =
        pairsDaily
            .select(
                EntityPairsDaily.ENTITY_A.col().as("entity_id"),
                EntityPairsDaily.ENTITY_B.col().as("partner"),
                EntityPairsDaily.DATE.col(),
                stories)
            .union(
                pairsDaily.select(
                    EntityPairsDaily.ENTITY_B.col(),
                    EntityPairsDaily.ENTITY_A.col(),
                    EntityPairsDaily.DATE.col(),
                    stories))
            .join(named.select("entity_id"), "entity_id");
    Dataset<Row> ranked =
        beside
            .groupBy("entity_id", "partner")
            .agg(sum("stories").as("all_stories"))
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy("entity_id")
                            .orderBy(col("all_stories").desc(), col("partner")))
                    .minus(1))
            .where(col("place").lt(PARTNERS));
    Dataset<Row> partners =
        ranked
            .groupBy("entity_id")
            .agg(array_sort(collect_list(struct(col("place"), col("partner")))).as("partners"))
            .select(col("entity_id"), col("partners.partner").as("partners"));
    return beside
        .join(ranked.drop("all_stories"), new String[] {"entity_id", "partner"}, "left")
        .groupBy(
            col("entity_id"),
            EntityPairsDaily.DATE.col(),
            coalesce(col("place"), lit(PARTNERS)).as("place"))
        .agg(sum("stories").as("stories"))
        .groupBy("entity_id")
        .agg(
            array_sort(collect_list(struct(col("date"), col("place"), col("stories")))).as("cells"))
        .join(partners, "entity_id")
        .join(named, "entity_id")
        .select("entity_id", "partners", "cells", "days");
  }

  /** One row for each day of publication: as long as the calendar, not as the corpus. */
  static List<Row> days(Dataset<Row> toneDaily) {
    return toneDaily
        .where(ToneDaily.SOURCE.col().isNull())
        .select(ToneDaily.DATE.col(), ToneDaily.STORY_COUNT.col())
        .orderBy(ToneDaily.DATE.col())
        .collectAsList();
  }

  /** (entity_id, other_entity_id, term, days): entities of enough stories. */
  static Dataset<Row> ofEntities(Dataset<Row> entityDaily, int minStories) {
    return series(
        entityDaily,
        EntityDaily.ENTITY_ID.col(),
        text(null),
        text(null),
        EntityDaily.STORY_COUNT.col(),
        EntityDaily.STORY_TONE_COUNT.col(),
        EntityDaily.STORY_TONE_SUM.col(),
        minStories);
  }

  /** The series of the whole corpus, of which only the tone can change. */
  static Dataset<Row> ofCorpus(Dataset<Row> corpusDaily) {
    return series(
        corpusDaily,
        text(null),
        text(null),
        text(null),
        ToneDaily.STORY_COUNT.col(),
        ToneDaily.STORY_TONE_COUNT.col(),
        ToneDaily.STORY_TONE_SUM.col(),
        0);
  }

  /** Pairs of enough stories; their tone is that of the sentences that hold both. */
  static Dataset<Row> ofPairs(Dataset<Row> pairsDaily, int minStories) {
    return series(
        pairsDaily,
        EntityPairsDaily.ENTITY_A.col(),
        EntityPairsDaily.ENTITY_B.col(),
        text(null),
        EntityPairsDaily.STORY_COUNT.col(),
        when(EntityPairsDaily.TONE.col().isNotNull(), EntityPairsDaily.SENTENCE_COUNT.col())
            .otherwise(lit(0L)),
        EntityPairsDaily.TONE_SUM.col(),
        minStories);
  }

  /** Terms of enough stories, which have no tone. */
  static Dataset<Row> ofTerms(Dataset<Row> termsDaily, int minStories) {
    return series(
        termsDaily,
        text(null),
        text(null),
        TermsDaily.TERM.col(),
        TermsDaily.STORY_COUNT.col(),
        lit(0L),
        lit(0.0),
        minStories);
  }

  private static Column text(String value) {
    return lit(value).cast(DataTypes.StringType);
  }

  private static Dataset<Row> series(
      Dataset<Row> daily,
      Column entity,
      Column other,
      Column term,
      Column stories,
      Column toneCount,
      Column toneSum,
      int minStories) {
    return daily
        .select(
            entity.as("entity_id"),
            other.as("other_entity_id"),
            term.as("term"),
            col("date"),
            stories.as("stories"),
            toneCount.as("tone_count"),
            toneSum.as("tone_sum"))
        .groupBy("entity_id", "other_entity_id", "term")
        .agg(
            array_sort(
                    collect_list(
                        struct(col("date"), col("stories"), col("tone_count"), col("tone_sum"))))
                .as("days"),
            sum("stories").as("all_stories"))
        .where(col("all_stories").geq(minStories))
        .select("entity_id", "other_entity_id", "term", "days");
  }

  /**
   * Every search made, and what it found.
   *
   * @param days every day of publication in order, with the stories of all entities
   */
  static Dataset<Row> tested(Dataset<Row> series, List<Row> days, double significance) {
    return tested(series, days, significance, OptionalLong.empty());
  }

  /**
   * As {@link #tested(Dataset, List, double)}, of series whose days are put in another order by a
   * seed where there is one: each day keeps its stories, all stories and tones, so that what is
   * found is found by chance.
   */
  static Dataset<Row> tested(
      Dataset<Row> series, List<Row> days, double significance, OptionalLong shuffleSeed) {
    Date[] dates = days.stream().map(day -> day.getDate(0)).toArray(Date[]::new);
    long[] totals = days.stream().mapToLong(day -> day.getLong(1)).toArray();
    boolean isShuffled = shuffleSeed.isPresent();
    long seed = shuffleSeed.orElse(0);
    return series.flatMap(
        (FlatMapFunction<Row, Row>)
            row -> {
              int[] order = IntStream.range(0, dates.length).toArray();
              if (isShuffled) {
                shuffle(order, seed * 31 + row.mkString("|").hashCode());
              }
              return test(row, dates, totals, order, significance).iterator();
            },
        Encoders.row(TESTED));
  }

  /** Every search of {@link #companies}, and what it found. */
  static Dataset<Row> testedCompanies(Dataset<Row> companies, List<Row> days, double significance) {
    return testedCompanies(companies, days, significance, OptionalLong.empty());
  }

  static Dataset<Row> testedCompanies(
      Dataset<Row> companies, List<Row> days, double significance, OptionalLong shuffleSeed) {
    Date[] dates = days.stream().map(day -> day.getDate(0)).toArray(Date[]::new);
    boolean isShuffled = shuffleSeed.isPresent();
    long seed = shuffleSeed.orElse(0);
    return companies.flatMap(
        (FlatMapFunction<Row, Row>)
            row -> {
              int[] order = IntStream.range(0, dates.length).toArray();
              if (isShuffled) {
                shuffle(order, seed * 31 + row.getString(0).hashCode());
              }
              return testCompany(row, dates, order, significance).iterator();
            },
        Encoders.row(TESTED));
  }

  private static List<Row> testCompany(
      Row company, Date[] dates, int[] order, double significance) {
    Map<Date, Integer> places = new HashMap<>();
    for (int i = 0; i < order.length; i++) {
      places.put(dates[order[i]], i);
    }
    int[][] counts = new int[dates.length][PARTNERS + 1];
    for (Row cell : company.<Row>getList(2)) {
      Integer day = places.get(cell.getDate(0));
      if (day != null) {
        counts[day][cell.getInt(1)] = Math.toIntExact(cell.getLong(2));
      }
    }
    int[] stories = new int[dates.length];
    for (Row ofDay : company.<Row>getList(3)) {
      Integer day = places.get(ofDay.getDate(0));
      if (day != null) {
        stories[day] = Math.toIntExact(ofDay.getLong(1));
      }
    }
    List<String> partners = company.getList(1);
    List<Row> rows = new ArrayList<>();
    addRows(
        company.getString(0),
        partners,
        null,
        COMPANY,
        COMPANY_SHIFT,
        ChangePoints.mixShifts(counts, stories, significance),
        dates,
        rows);
    return rows;
  }

  private static void shuffle(int[] order, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
  }

  private static List<Row> test(
      Row series, Date[] dates, long[] totals, int[] order, double significance) {
    Map<Date, Row> byDate = new HashMap<>();
    series.<Row>getList(3).forEach(day -> byDate.put(day.getDate(0), day));
    long[] stories = new long[dates.length];
    long[] all = new long[dates.length];
    long[] counts = new long[dates.length];
    double[] sums = new double[dates.length];
    int[] weekdays = new int[dates.length];
    for (int i = 0; i < dates.length; i++) {
      weekdays[i] = dates[i].toLocalDate().getDayOfWeek().getValue() - 1;
      Row day = byDate.get(dates[order[i]]);
      all[i] = totals[order[i]];
      if (day != null) {
        stories[i] = day.getLong(1);
        counts[i] = day.getLong(2);
        sums[i] = day.getDouble(3);
      }
    }
    List<Row> rows = new ArrayList<>();
    String entity = series.getString(0);
    List<String> others = series.isNullAt(1) ? List.of() : List.of(series.getString(1));
    String term = series.getString(2);
    boolean isCorpus = entity == null && term == null;
    if (!isCorpus) {
      addRows(
          entity,
          others,
          term,
          STORIES,
          BURST,
          ChangePoints.bursts(stories, all, weekdays, significance),
          dates,
          rows);
    }
    addRows(
        entity,
        others,
        term,
        TONE,
        TONE_SHIFT,
        ChangePoints.shifts(counts, sums, weekdays, significance),
        dates,
        rows);
    return rows;
  }

  /**
   * Adds the searches of one series.
   *
   * @param others the other entity of a pair, or those of whose shares a mix is made
   */
  private static void addRows(
      String entity,
      List<String> others,
      String term,
      String what,
      String kind,
      List<ChangePoints.Test> tests,
      Date[] dates,
      List<Row> rows) {
    Double first = null;
    for (ChangePoints.Test test : tests) {
      Object[] values = new Object[TESTED.size()];
      values[0] = what;
      values[1] = entity;
      values[2] = what.equals(COMPANY) || others.isEmpty() ? null : others.get(0);
      values[3] = term;
      values[4] = kind;
      values[5] = new BigDecimal(test.pValue()).round(P_DIGITS).doubleValue();
      ChangePoints.Change change = test.change();
      // Company that only grew thinner has no one to be named.
      boolean isNamed = change != null && !(what.equals(COMPANY) && change.grownOrMinusOne() < 0);
      if (isNamed) {
        values[6] = dates[change.start()];
        values[7] = (long) change.level();
        values[8] = change.end() == dates.length ? null : dates[change.end() - 1];
        values[9] = dates[change.earliestStart()];
        values[10] = dates[change.latestStart()];
        values[11] = dates[change.peak()];
        values[12] = change.before();
        values[13] = change.after();
        values[14] = change.strength();
        if (what.equals(COMPANY)) {
          values[2] = others.get(change.grownOrMinusOne());
          values[16] = change.divergence();
        }
      }
      values[15] = first;
      first = first == null ? (Double) values[5] : first;
      rows.add(RowFactory.create(values));
    }
  }

  /**
   * What was found, with q-values over all searches of its kind. Searches made after a find in the
   * same series are a family of their own, and what they find stands or falls with the first (D.
   * Yekutieli 2008, Hierarchical false discovery rate-controlling methodology, Journal of the
   * American Statistical Association 103).
   */
  static Dataset<Row> changes(Dataset<Row> tested, double maxQ) {
    return ofKind(tested, BURST, maxQ)
        .union(ofKind(tested, TONE_SHIFT, maxQ))
        .union(ofKind(tested, COMPANY_SHIFT, maxQ));
  }

  private static Dataset<Row> ofKind(Dataset<Row> tested, String kind, double maxQ) {
    Dataset<Row> ofKind = tested.where(col("kind").equalTo(kind));
    Dataset<Row> first = ofKind.where(col("first_p_value").isNull());
    Dataset<Row> further = ofKind.where(col("first_p_value").isNotNull());
    Dataset<Row> firstQValues = FalseDiscoveries.qValues(first);
    Dataset<Row> found =
        first
            .where(col("date").isNotNull())
            .join(firstQValues, "p_value")
            .unionByName(
                further
                    .where(col("date").isNotNull())
                    .join(
                        FalseDiscoveries.qValues(further)
                            .withColumnRenamed("q_value", "own_q_value"),
                        "p_value")
                    .join(
                        firstQValues.withColumnRenamed("p_value", "first_p_value"), "first_p_value")
                    .withColumn("q_value", greatest(col("own_q_value"), col("q_value")))
                    .drop("own_q_value"));
    return found
        .where(col("q_value").leq(maxQ))
        .withColumn(
            "last_example_date",
            least(
                coalesce(col("end_date"), date_add(col("date"), EXAMPLE_DAYS - 1)),
                date_add(col("peak_date"), EXAMPLE_DAYS - 1)))
        .select(
            col("series"),
            col("entity_id"),
            col("other_entity_id"),
            col("term"),
            col("date"),
            col("kind"),
            col("level"),
            col("end_date"),
            col("earliest_date"),
            col("latest_date"),
            col("peak_date"),
            col("before"),
            col("after"),
            col("company_divergence"),
            col("strength"),
            col("p_value"),
            col("q_value"),
            col("last_example_date"),
            // Names the change in joins; nulls are told from text by their place.
            sha2(
                    to_json(
                        struct(
                            col("series"),
                            col("entity_id"),
                            col("other_entity_id"),
                            col("term"),
                            col("date"),
                            col("level"))),
                    256)
                .as("change"));
  }

  /** (article_id, story, published): dated articles with their stories. */
  static Dataset<Row> stories(Dataset<Row> articles, Dataset<Row> articleCopies) {
    return articles
        .select(Articles.ARTICLE_ID.col(), Articles.PUBLISHED_DATE.col().as("published"))
        .join(
            articleCopies.select(
                ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col().as("story")),
            "article_id");
  }

  /** Articles with the entity: of a burst those that name it most, of a tone the typical ones. */
  static Dataset<Row> entityCandidates(Dataset<Row> changes, Dataset<Row> mentioned) {
    return changes
        .where(col("entity_id").isNotNull().and(col("other_entity_id").isNull()))
        .join(
            mentioned.select(
                col("entity_id"),
                col("article_id"),
                col("tone").as("article_tone"),
                col("mention_count").as("weight")),
            "entity_id")
        .select(candidate(distance("article_tone"), col("weight")));
  }

  /** Articles with both entities, by the one they name less. */
  static Dataset<Row> pairCandidates(Dataset<Row> changes, Dataset<Row> mentioned) {
    Dataset<Row> first =
        mentioned.select(
            col("entity_id"),
            col("article_id"),
            col("mention_count").as("first_count"),
            col("tone").as("first_tone"));
    Dataset<Row> second =
        mentioned.select(
            col("entity_id").as("other_entity_id"),
            col("article_id"),
            col("mention_count").as("second_count"),
            col("tone").as("second_tone"));
    return changes
        .where(col("other_entity_id").isNotNull())
        .join(first, "entity_id")
        .join(second, new String[] {"other_entity_id", "article_id"}, "inner")
        .withColumn("pair_tone", col("first_tone").plus(col("second_tone")).divide(2))
        .select(candidate(distance("pair_tone"), least(col("first_count"), col("second_count"))));
  }

  /** Articles by how many of their sentences have the term. */
  static Dataset<Row> termCandidates(
      Dataset<Row> changes, Dataset<Row> tokens, Dataset<Row> articleSentences) {
    Dataset<Row> ofTerms = changes.where(col("term").isNotNull());
    Dataset<Row> used =
        tokens
            .select(Tokens.SENTENCE_ID.col(), Tokens.NORMAL_FORM.col().as("term"))
            .join(broadcast(ofTerms.select("term").distinct()), "term")
            .distinct()
            .join(
                articleSentences.select(
                    ArticleSentences.SENTENCE_ID.col(), ArticleSentences.ARTICLE_ID.col()),
                "sentence_id")
            .groupBy("term", "article_id")
            .agg(count(lit(1)).as("weight"));
    return ofTerms.join(used, "term").select(candidate(lit(0.0), col("weight")));
  }

  /** Articles of the tone most typical of the corpus's new state. */
  static Dataset<Row> corpusCandidates(Dataset<Row> changes, Dataset<Row> articleTone) {
    return changes
        .where(col("entity_id").isNull().and(col("term").isNull()))
        .crossJoin(
            articleTone.select(
                ArticleTone.ARTICLE_ID.col(), ArticleTone.TONE_PCT.col().as("article_tone")))
        .select(candidate(distance("article_tone"), lit(0L)));
  }

  private static Column distance(String tone) {
    return when(col("kind").equalTo(TONE_SHIFT), abs(col(tone).minus(col("after"))))
        .otherwise(lit(0.0));
  }

  private static Column[] candidate(Column distance, Column weight) {
    return new Column[] {
      col("change"),
      col("article_id"),
      col("date").as("first_date"),
      col("last_example_date").as("last_date"),
      distance.as("distance"),
      weight.cast(DataTypes.LongType).as("weight")
    };
  }

  /** (change, example_article_id, second_…, third_…): the best articles of different stories. */
  static Dataset<Row> examples(Dataset<Row> candidates, Dataset<Row> stories) {
    Column[] order = {col("distance").asc(), col("weight").desc(), col("article_id").asc()};
    Dataset<Row> ranked =
        candidates
            .join(stories, "article_id")
            .where(col("published").between(col("first_date"), col("last_date")))
            .withColumn(
                "in_story", row_number().over(Window.partitionBy("change", "story").orderBy(order)))
            .where(col("in_story").equalTo(1))
            .withColumn("rank", row_number().over(Window.partitionBy("change").orderBy(order)))
            .where(col("rank").leq(EXAMPLES));
    return ranked
        .groupBy("change")
        .agg(
            ranking(1).as(Changes.EXAMPLE_ARTICLE_ID.name()),
            ranking(2).as(Changes.SECOND_EXAMPLE_ARTICLE_ID.name()),
            ranking(3).as(Changes.THIRD_EXAMPLE_ARTICLE_ID.name()));
  }

  private static Column ranking(int rank) {
    return max(when(col("rank").equalTo(rank), col("article_id")));
  }

  static Dataset<Row> withExamples(Dataset<Row> changes, Dataset<Row> examples) {
    return changes.join(examples, new String[] {"change"}, "left").select(Changes.TABLE.select());
  }
}
