package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.entities.ArticleMention;
import org.newsloom.entities.ArticleResolver;
import org.newsloom.entities.ResolvedMention;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityCandidates;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.SentenceMentions;
import org.newsloom.tables.Table;
import picocli.CommandLine.Command;

/**
 * Leads every name in every article to the entity it means.
 *
 * <p>Within an article, surnames, acronyms and countries are resolved by {@link ArticleResolver}.
 * What an article does not tell, the corpus may: where nearly all other articles mean one person by
 * a surname, it is that person here too. This takes one step and no more: a name found so leads no
 * further. Spellings of one name are one ({@link NameVariants}). Names are then one entity if their
 * normalised spelling is the same, whatever type the tagger gave each.
 *
 * <p>Names are counted before they are joined, and mentions are joined only with tables of one row
 * per name, so that a name in every article costs a task no more than its share.
 */
@Command(name = "resolve", description = "Leads names to entities and gathers their aliases.")
public final class Resolve implements Stage {
  /**
   * Share of a short name's resolutions that must agree before the corpus decides for an article.
   */
  private static final double MIN_SHARE = 0.8;

  /** Confidence that another spelling is the same entity where all words sound the same. */
  private static final double OF_A_VARIANT = 0.9;

  /** What keeping all of its company adds to that. */
  private static final double OF_ITS_COMPANY = 0.08;

  /** Articles that must agree. */
  private static final int MIN_ARTICLES = 3;

  /** Confidences are summed as whole millionths: sums of doubles depend on the order of rows. */
  private static final int MILLION = 1_000_000;

  private static final Column KEY = col("key");
  private static final Column TYPE = col("type");
  private static final Column SPELLING = col("spelling");
  private static final Column SHORT_KIND = col("short_kind");
  private static final Column SHORT_KEY = col("short_key");
  private static final Column LINK_CONFIDENCE = col("link_confidence");
  private static final Column IS_DEFINITION = col("is_definition");

  /**
   * What a mention says of its type, in millionths: the square of the confidence, so that many
   * guesses do not outvote a few names whose context tells.
   */
  private static final Column CERTAINTY = certainty();

  private static Column certainty() {
    Column confidence = coalesce(col("confidence"), lit(1.0)).multiply(LINK_CONFIDENCE);
    return round(confidence.multiply(confidence).multiply(MILLION)).cast("long");
  }

  private static final StructType LINKED =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("start_char", DataTypes.LongType)
          .add("end_char", DataTypes.LongType)
          .add("sentence_index", DataTypes.IntegerType)
          .add("sentence_id", DataTypes.StringType)
          .add("surface", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("tone", DataTypes.DoubleType)
          .add("polarity", DataTypes.IntegerType)
          .add("is_definition", DataTypes.BooleanType)
          .add("spelling", DataTypes.StringType)
          .add("key", DataTypes.StringType)
          .add("type", DataTypes.StringType)
          .add("method", DataTypes.StringType)
          .add("link_confidence", DataTypes.DoubleType)
          .add("short_kind", DataTypes.StringType)
          .add("short_key", DataTypes.StringType);

  @Override
  public String name() {
    return "resolve";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Articles.TABLE, ArticleSentences.TABLE, ArticleCopies.TABLE, SentenceMentions.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Mentions.TABLE, Entities.TABLE, EntityAliases.TABLE, EntityCandidates.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> placed = place(job.read(ArticleSentences.TABLE), job.read(SentenceMentions.TABLE));
    Dataset<Row> linked = job.aside("linked_mentions", link(placed));
    Dataset<Row> shortNames = job.aside("short_names", shortNames(linked));
    Dataset<Row> told = job.aside("told_mentions", resolveByCorpus(linked, shortNames));
    Dataset<Row> grouped =
        NameVariants.of(told, job.read(Articles.TABLE), rows -> job.aside("name_variants", rows));
    Dataset<Row> variants = job.aside("variants", variants(grouped));
    Dataset<Row> resolved = job.aside("resolved_mentions", unite(told, variants));
    Dataset<Row> names = job.aside("names", names(resolved));
    Dataset<Row> identified = job.aside("identified_mentions", identify(resolved, names));
    job.write(Mentions.TABLE, mentions(identified));
    job.write(EntityAliases.TABLE, aliases(identified));
    job.write(EntityCandidates.TABLE, candidates(grouped, variants, names));
    job.write(
        Entities.TABLE,
        entities(
            names,
            job.read(Mentions.TABLE),
            job.read(EntityAliases.TABLE),
            job.read(Articles.TABLE),
            job.read(ArticleCopies.TABLE)));
  }

  /** The names of distinct sentences at each place these stand: a row per name in an article. */
  static Dataset<Row> place(Dataset<Row> articleSentences, Dataset<Row> sentenceMentions) {
    return articleSentences
        .join(
            sentenceMentions,
            ArticleSentences.SENTENCE_ID
                .of(articleSentences)
                .equalTo(SentenceMentions.SENTENCE_ID.of(sentenceMentions)))
        .select(
            ArticleSentences.ARTICLE_ID.of(articleSentences),
            ArticleSentences.START_CHAR
                .of(articleSentences)
                .plus(SentenceMentions.START_CHAR.of(sentenceMentions))
                .as("start_char"),
            ArticleSentences.START_CHAR
                .of(articleSentences)
                .plus(SentenceMentions.END_CHAR.of(sentenceMentions))
                .as("end_char"),
            ArticleSentences.SENTENCE_INDEX.of(articleSentences),
            ArticleSentences.SENTENCE_ID.of(articleSentences),
            SentenceMentions.SURFACE.of(sentenceMentions),
            SentenceMentions.CONFIDENCE.of(sentenceMentions),
            SentenceMentions.TONE.of(sentenceMentions),
            SentenceMentions.POLARITY.of(sentenceMentions),
            SentenceMentions.ENTITY_TYPE.of(sentenceMentions),
            SentenceMentions.EXPANSION.of(sentenceMentions));
  }

  /**
   * What each name means within its article ({@link #LINKED}); names of nothing are left out. An
   * article's mentions are held in memory, one article at a time.
   */
  static Dataset<Row> link(Dataset<Row> placed) {
    return placed
        .repartition(col("article_id"))
        .sortWithinPartitions("article_id", "start_char")
        .mapPartitions((MapPartitionsFunction<Row, Row>) LinkedMentions::new, Encoders.row(LINKED));
  }

  /** Reads sorted mentions article by article and gives them resolved. */
  private static final class LinkedMentions implements Iterator<Row> {
    private final Iterator<Row> placed;
    private Row ahead;
    private Iterator<Row> linked = List.<Row>of().iterator();

    LinkedMentions(Iterator<Row> placed) {
      this.placed = placed;
      this.ahead = placed.hasNext() ? placed.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!linked.hasNext() && ahead != null) {
        linked = nextArticle().iterator();
      }
      return linked.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return linked.next();
    }

    private List<Row> nextArticle() {
      List<Row> rows = new ArrayList<>();
      List<ArticleMention> mentions = new ArrayList<>();
      String articleId = ahead.getAs("article_id");
      while (ahead != null && ahead.getAs("article_id").equals(articleId)) {
        rows.add(ahead);
        Double confidence = ahead.getAs("confidence");
        mentions.add(
            new ArticleMention(
                ahead.<Long>getAs("start_char"),
                ahead.getAs("surface"),
                ahead.getAs("entity_type"),
                confidence == null ? 1 : confidence,
                ahead.getAs("expansion")));
        ahead = placed.hasNext() ? placed.next() : null;
      }
      return ArticleResolver.resolve(mentions).stream()
          .map(resolved -> linked(rows.get(resolved.mention()), resolved))
          .toList();
    }

    /** As {@link #LINKED}: the columns of the place as they are, then what was found. */
    private static Row linked(Row row, ResolvedMention resolved) {
      Object[] values = new Object[LINKED.length()];
      int passed = LINKED.fieldIndex("is_definition");
      for (int i = 0; i < passed; i++) {
        values[i] = row.get(i);
      }
      Object[] found = {
        row.getAs("expansion") != null,
        resolved.name(),
        resolved.key(),
        resolved.type(),
        resolved.method(),
        resolved.confidence(),
        resolved.shortKind(),
        resolved.shortKey()
      };
      System.arraycopy(found, 0, values, passed, found.length);
      return RowFactory.create(values);
    }
  }

  /**
   * (short_kind, short_key, full_key, share, share_with_others): the surnames and acronyms that
   * nearly everywhere mean one name. Middle names come and go, so a person is told by first and
   * last name; the fullest evidence among the spellings gives the key.
   */
  static Dataset<Row> shortNames(Dataset<Row> linked) {
    Column words = split(KEY, " ");
    Column person =
        when(
                SHORT_KIND.equalTo("surname"),
                concat_ws(" ", element_at(words, 1), element_at(words, -1)))
            .otherwise(KEY);
    Dataset<Row> told =
        linked
            // A guess between two persons of an article is no evidence for others.
            .where(SHORT_KEY.isNotNull().and(KEY.notEqual(SHORT_KEY)))
            .where(col("method").notEqual("surname_nearest"))
            .groupBy(SHORT_KIND, SHORT_KEY, KEY)
            .agg(countDistinct("article_id").as("articles"));
    Dataset<Row> byPerson =
        told.groupBy(SHORT_KIND, SHORT_KEY, person.as("person"))
            .agg(
                sum("articles").as("articles"),
                max(struct(col("articles"), KEY)).as("top_spelling"));
    Dataset<Row> others =
        linked
            .where(
                KEY.equalTo(SHORT_KEY).and(TYPE.notEqual("PER")).and(SHORT_KIND.equalTo("surname")))
            .groupBy(SHORT_KEY.as("other_key"), col("article_id"))
            .agg(max(CERTAINTY).as("certainty"))
            .groupBy("other_key")
            .agg(sum("certainty").divide(MILLION).as("other_articles"));
    Column all = col("all_articles");
    return byPerson
        .groupBy(SHORT_KIND, SHORT_KEY)
        .agg(
            sum("articles").as("all_articles"),
            max(struct(col("articles"), col("top_spelling"))).as("top"))
        .select(
            SHORT_KIND,
            SHORT_KEY,
            col("top.top_spelling.key").as("full_key"),
            col("top.articles").as("articles"),
            all)
        .join(others, SHORT_KEY.equalTo(col("other_key")), "left")
        .withColumn("share", col("articles").divide(all))
        .withColumn(
            "share_with_others",
            col("articles").divide(all.plus(coalesce(col("other_articles"), lit(0.0)))))
        .where(col("articles").geq(MIN_ARTICLES).and(col("share").geq(MIN_SHARE)))
        .drop("articles", "all_articles", "other_key", "other_articles");
  }

  /** Short names that their article does not tell, told by the corpus where that is clear. */
  static Dataset<Row> resolveByCorpus(Dataset<Row> linked, Dataset<Row> shortNames) {
    Column isOpen = KEY.equalTo(SHORT_KEY);
    Dataset<Row> told = linked.where(SHORT_KEY.isNull().or(KEY.notEqual(SHORT_KEY)));
    Dataset<Row> open = linked.where(isOpen);
    // A word that the tagger took for a place asks for more: "Obama" is nearly always the person.
    Column isSurname = SHORT_KIND.equalTo("surname");
    Column isFound =
        col("full_key")
            .isNotNull()
            .and(
                isSurname
                    .equalTo(false)
                    .or(TYPE.equalTo("PER"))
                    .or(col("share_with_others").geq(MIN_SHARE)));
    Dataset<Row> decided =
        open.join(
                shortNames,
                open.col("short_kind")
                    .equalTo(shortNames.col("short_kind"))
                    .and(open.col("short_key").equalTo(shortNames.col("short_key"))),
                "left")
            .drop(shortNames.col("short_kind"))
            .drop(shortNames.col("short_key"))
            .withColumn("is_found", isFound)
            .withColumn("key", when(col("is_found"), col("full_key")).otherwise(KEY))
            .withColumn(
                "method",
                when(col("is_found"), concat_ws("_", lit("corpus"), SHORT_KIND))
                    .otherwise(col("method")))
            .withColumn(
                "link_confidence",
                when(col("is_found"), LINK_CONFIDENCE.multiply(col("share")))
                    .otherwise(LINK_CONFIDENCE))
            // A short form says nothing of how the full name is spelt.
            .withColumn("spelling", when(col("is_found"), lit(null)).otherwise(SPELLING))
            .withColumn("type", when(col("is_found").and(isSurname), lit("PER")).otherwise(TYPE))
            .drop("full_key", "share", "share_with_others", "is_found");
    return told.unionByName(decided);
  }

  /**
   * (key, full_key, variant_method, variant_score): the names that are another spelling of a more
   * frequent one, with the relation of the two and the confidence that they are one. Each leads to
   * a name that leads no further.
   *
   * @param grouped as {@link NameVariants#grouped}
   */
  static Dataset<Row> variants(Dataset<Row> grouped) {
    Column ofCompany = greatest(col("company"), lit(0.0)).multiply(OF_ITS_COMPANY);
    return grouped
        .where(col("reason").isNull())
        .select(
            col("b").as("key"),
            col("a").as("full_key"),
            col("relation").as("variant_method"),
            col("likeness").multiply(OF_A_VARIANT).plus(ofCompany).as("variant_score"));
  }

  /** Rows of entity_candidates: the closest names of two entities that stay apart. */
  static Dataset<Row> candidates(Dataset<Row> grouped, Dataset<Row> variants, Dataset<Row> names) {
    Dataset<Row> heads = variants.select(KEY, col("full_key"));
    Dataset<Row> ids = names.select(KEY, col("entity_id"));
    String[] a = {"a"};
    String[] b = {"b"};
    Column best =
        max(
            struct(
                col("articles_b"),
                col("likeness"),
                col("a"),
                col("b"),
                col("relation"),
                col("detail"),
                col("company"),
                col("together"),
                col("days_apart"),
                col("reason")));
    return grouped
        .where(col("reason").isNotNull())
        .join(heads.toDF("a", "head_a"), a, "left")
        .join(heads.toDF("b", "head_b"), b, "left")
        .withColumn("head_a", coalesce(col("head_a"), col("a")))
        .withColumn("head_b", coalesce(col("head_b"), col("b")))
        .join(ids.toDF("head_a", "entity_a"), "head_a")
        .join(ids.toDF("head_b", "entity_b"), "head_b")
        .where(col("entity_a").notEqual(col("entity_b")))
        .groupBy(
            least(col("entity_a"), col("entity_b")).as("entity_1"),
            greatest(col("entity_a"), col("entity_b")).as("entity_2"))
        .agg(best.as("best"), max(struct(col("articles_a"), col("entity_a"))).as("first"))
        .withColumn("is_first", col("first.entity_a").equalTo(col("entity_1")))
        .select(
            when(col("is_first"), col("entity_1")).otherwise(col("entity_2")).as("entity_a"),
            when(col("is_first"), col("entity_2")).otherwise(col("entity_1")).as("entity_b"),
            col("best.a").as("name_a"),
            col("best.b").as("name_b"),
            col("best.relation").as("relation"),
            col("best.likeness").as("likeness"),
            col("best.detail").as("detail"),
            when(col("best.company").geq(0), col("best.company")).as("company"),
            col("best.together").as("together_count"),
            col("best.days_apart").as("days_apart"),
            col("best.reason").as("reason"));
  }

  /** The mentions under the more frequent spellings of their names. */
  static Dataset<Row> unite(Dataset<Row> told, Dataset<Row> variants) {
    Column isVariant = col("full_key").isNotNull();
    return told.join(variants, told.col("key").equalTo(variants.col("key")), "left")
        .drop(variants.col("key"))
        .withColumn("spelling", when(isVariant, lit(null)).otherwise(SPELLING))
        .withColumn("method", when(isVariant, col("variant_method")).otherwise(col("method")))
        .withColumn(
            "link_confidence",
            when(isVariant, LINK_CONFIDENCE.multiply(col("variant_score")))
                .otherwise(LINK_CONFIDENCE))
        .withColumn("key", coalesce(col("full_key"), KEY))
        .drop("full_key", "variant_method", "variant_score");
  }

  /**
   * (key, entity_id, name, entity_type): every name with the type that most speaks for, by articles
   * and the tagger's confidence in each, and its most frequent spelling.
   */
  static Dataset<Row> names(Dataset<Row> resolved) {
    Dataset<Row> types =
        resolved
            .groupBy(KEY, TYPE, col("article_id"))
            .agg(max(CERTAINTY).as("weight"))
            .groupBy(KEY, TYPE)
            .agg(sum("weight").as("weight"))
            .groupBy(KEY)
            .agg(max(struct(col("weight"), rank(TYPE).as("rank"), TYPE)).as("top"))
            .select(KEY.as("type_key"), col("top.type").as("entity_type"));
    // Headlines in capitals do not say how a name is spelt.
    Column isShouted = SPELLING.equalTo(upper(SPELLING)).and(SPELLING.contains(" "));
    Dataset<Row> spellings =
        resolved
            .groupBy(KEY, SPELLING)
            .agg(count(lit(1)).as("mentions"))
            .groupBy(KEY)
            .agg(
                min(struct(
                        SPELLING.isNull().as("is_missing"),
                        isShouted.as("is_shouted"),
                        col("mentions").multiply(-1).as("order"),
                        SPELLING))
                    .as("top"))
            .select(KEY, coalesce(col("top.spelling"), KEY).as("name"));
    return spellings
        .join(types, KEY.equalTo(col("type_key")))
        .select(
            KEY,
            substring(sha2(concat_ws("\n", col("entity_type"), KEY).cast("binary"), 256), 1, 24)
                .as("entity_id"),
            col("name"),
            col("entity_type"));
  }

  /** A fixed order where two types have the same weight. */
  private static Column rank(Column type) {
    return when(type.equalTo("PER"), 4)
        .when(type.equalTo("ORG"), 3)
        .when(type.equalTo("LOC"), 2)
        .otherwise(1);
  }

  /** The mentions with their entity, and what the tables of aliases need beside. */
  static Dataset<Row> identify(Dataset<Row> resolved, Dataset<Row> names) {
    return resolved
        .join(names, "key")
        .select(
            col("article_id"),
            col("start_char"),
            col("end_char"),
            col("sentence_index"),
            col("surface"),
            col("entity_id"),
            col("entity_type"),
            col("method"),
            col("confidence").multiply(LINK_CONFIDENCE).as("confidence"),
            col("sentence_id"),
            col("tone"),
            col("polarity"),
            LINK_CONFIDENCE,
            IS_DEFINITION);
  }

  static Dataset<Row> mentions(Dataset<Row> identified) {
    return identified.select(Mentions.TABLE.select());
  }

  /**
   * The names each entity goes by. An alias's score is the summed confidence of its mentions that
   * mean the entity over all mentions that are written so. Its evidence is the sentence that
   * defines it, where there is one, else its first mention.
   */
  static Dataset<Row> aliases(Dataset<Row> identified) {
    Column alias = regexp_replace(col("surface"), "\\s+", " ");
    Dataset<Row> byMethod =
        identified
            .groupBy(col("entity_id"), alias.as("alias"), col("method"))
            .agg(
                count(lit(1)).as("mentions"),
                sum(round(LINK_CONFIDENCE.multiply(MILLION)).cast("long")).as("millionths"),
                min(struct(
                        when(IS_DEFINITION, 0).otherwise(1).as("order"),
                        col("article_id"),
                        col("start_char"),
                        col("end_char")))
                    .as("evidence"));
    Dataset<Row> byEntity =
        byMethod
            .groupBy("entity_id", "alias")
            .agg(
                max(struct(col("mentions"), col("method"))).getField("method").as("method"),
                sum("mentions").as("mention_count"),
                sum("millionths").as("millionths"),
                min("evidence").as("evidence"));
    Dataset<Row> written =
        byEntity.groupBy(col("alias").as("written")).agg(sum("mention_count").as("written_count"));
    return byEntity
        .join(written, col("alias").equalTo(col("written")))
        .withColumn("score", col("millionths").divide(col("written_count").multiply(MILLION)))
        .withColumn("evidence_article_id", col("evidence.article_id"))
        .withColumn("evidence_start_char", col("evidence.start_char"))
        .withColumn("evidence_end_char", col("evidence.end_char"))
        .select(EntityAliases.TABLE.select());
  }

  /** The entities with their counts over all articles and stories. */
  static Dataset<Row> entities(
      Dataset<Row> names,
      Dataset<Row> mentions,
      Dataset<Row> aliases,
      Dataset<Row> articles,
      Dataset<Row> articleCopies) {
    Dataset<Row> byArticle =
        mentions
            .groupBy(Mentions.ENTITY_ID.col(), Mentions.ARTICLE_ID.col())
            .agg(count(lit(1)).as("mentions"));
    Dataset<Row> published =
        articles.select(Articles.ARTICLE_ID.col(), Articles.PUBLISHED_DATE.col());
    Dataset<Row> stories =
        articleCopies.select(ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col());
    Dataset<Row> counts =
        byArticle
            .join(published, "article_id")
            .join(stories, "article_id")
            .groupBy("entity_id")
            .agg(
                sum("mentions").as("mention_count"),
                count(lit(1)).as("article_count"),
                countDistinct("story_id").as("story_count"),
                min("published_date").as("first_date"),
                max("published_date").as("last_date"));
    Dataset<Row> aliasCounts = aliases.groupBy("entity_id").agg(count(lit(1)).as("alias_count"));
    return counts
        .join(names, "entity_id")
        .join(aliasCounts, "entity_id")
        .select(Entities.TABLE.select());
  }
}
