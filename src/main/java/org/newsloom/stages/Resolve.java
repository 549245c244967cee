package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
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
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.entities.ArticleContext;
import org.newsloom.entities.ArticleMention;
import org.newsloom.entities.ArticleResolver;
import org.newsloom.entities.ArticleSpan;
import org.newsloom.entities.Knowledge;
import org.newsloom.entities.NameSound;
import org.newsloom.entities.NameTies;
import org.newsloom.entities.ResolvedMention;
import org.newsloom.entities.TypeProbabilities;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityCandidates;
import org.newsloom.tables.EntityRelations;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.NameCandidates;
import org.newsloom.tables.Quotations;
import org.newsloom.tables.SentenceMentions;
import org.newsloom.tables.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import scala.collection.JavaConverters;

/**
 * Leads every name in every article to the entity it means.
 *
 * <p>What an article says elsewhere of a name's words decides with {@link ArticleContext} whether
 * it is one, and of what type. Within an article, surnames, acronyms and countries are resolved by
 * {@link ArticleResolver}. What an article does not tell, the corpus may: where nearly all other
 * articles mean one person by a surname, it is that person here too. This takes one step and no
 * more: a name found so leads no further. Spellings of one name are one ({@link NameVariants}).
 * Names are then one entity if their normalised spelling is the same, whatever type the tagger gave
 * each. What the user says of entities ({@link org.newsloom.entities.Overrides}) wins over all of
 * it.
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

  /** Share of a surname's uses that one person needs to be meant where an article has several. */
  private static final double MIN_SHARE_OF_RIVALS = 0.9;

  /** Share of a surname's uses that one needs to be meant where an article names but another. */
  private static final double MIN_SHARE_OF_THE_FAMOUS = 0.95;

  /** Articles that need to mean this one. */
  private static final int MIN_ARTICLES_OF_THE_FAMOUS = 20;

  /** Confidence that the usual one of several persons is meant, beside the share. */
  private static final double OF_RIVALS = 0.8;

  /** Articles that must name the only bearer of a surname in full. */
  private static final int MIN_BEARER_ARTICLES = 2;

  /** Confidence that a surname means the only person of the corpus who has it. */
  private static final double OF_ONE_BEARER = 0.8;

  /** At the end of a key, no surname. */
  private static final String GENERATION = " (?:jr|sr|ii|iii|iv)$";

  private static final String NEAREST = "surname_nearest";

  /** Confidence that another spelling is the same entity where all words sound the same. */
  private static final double OF_A_VARIANT = 0.9;

  /** What keeping all of its company adds to that. */
  private static final double OF_ITS_COMPANY = 0.08;

  /** What tells persons of one surname apart. */
  private static final UserDefinedFunction PERSON =
      udf((UDF1<String, String>) NameSound::person, DataTypes.StringType);

  /** Articles that must agree. */
  private static final int MIN_ARTICLES = 3;

  /** Confidences are summed as whole millionths: sums of doubles depend on the order of rows. */
  private static final int MILLION = 1_000_000;

  private static final Column KEY = col("key");
  private static final Column TYPE = col("type");
  private static final Column SPELLING = col("spelling");
  private static final Column SHORT_KIND = col("short_kind");
  private static final Column SHORT_KEY = col("short_key");
  private static final Column IS_SURNAME = SHORT_KIND.equalTo("surname");
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
          .add("tone_confidence", DataTypes.DoubleType)
          .add("is_definition", DataTypes.BooleanType)
          .add("spelling", DataTypes.StringType)
          .add("key", DataTypes.StringType)
          .add("type", DataTypes.StringType)
          .add("method", DataTypes.StringType)
          .add("link_confidence", DataTypes.DoubleType)
          .add("short_kind", DataTypes.StringType)
          .add("short_key", DataTypes.StringType)
          .add("rivals", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

  /** More lines that name nothing are but counted. */
  private static final int MAX_NOTES = 10;

  @Mixin private final KnowledgeOption knowledge;
  @Mixin private final LexiconOption lexicon;

  @Mixin private final OverridesOption overrides = new OverridesOption();

  Resolve(KnowledgeOption knowledge, LexiconOption lexicon) {
    this.knowledge = knowledge;
    this.lexicon = lexicon;
  }

  @Override
  public String name() {
    return "resolve";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Articles.TABLE,
        ArticleSentences.TABLE,
        ArticleCopies.TABLE,
        SentenceMentions.TABLE,
        NameCandidates.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        Mentions.TABLE,
        Quotations.TABLE,
        Entities.TABLE,
        EntityAliases.TABLE,
        EntityCandidates.TABLE,
        EntityRelations.TABLE);
  }

  @Override
  public void check(SparkSession spark) {
    knowledge.read(spark);
    lexicon.read(spark);
    overrides.read(spark);
  }

  @Override
  public String dependencies(Job job) {
    return String.join(
        "\0",
        knowledge.text(job.spark()),
        overrides.text(job.spark()),
        lexicon.read(job.spark()).extension());
  }

  @Override
  public void run(Job job) {
    Dataset<Row> placed =
        place(
            job.read(ArticleSentences.TABLE),
            job.read(SentenceMentions.TABLE),
            job.read(NameCandidates.TABLE));
    Dataset<Row> linked = job.aside("linked_mentions", link(placed, knowledge.read(job.spark())));
    Dataset<Row> shortNames = job.aside("short_names", shortNames(linked));
    Dataset<Row> told = job.aside("told_mentions", resolveByCorpus(linked, shortNames));
    Dataset<Row> grouped =
        NameVariants.of(told, job.read(Articles.TABLE), rows -> job.aside("name_variants", rows));
    Dataset<Row> variants = job.aside("variants", variants(grouped));
    Dataset<Row> united = job.aside("united_mentions", unite(told, variants));
    Dataset<Row> names =
        overrides.read(job.spark()).isEmpty()
            ? write(job, united, names(united))
            : override(job, united, job.aside("found_names", names(united)));
    job.write(EntityCandidates.TABLE, candidates(grouped, variants, names));
  }

  private Dataset<Row> override(Job job, Dataset<Row> united, Dataset<Row> found) {
    Overriding overriding = Overriding.of(overrides.read(job.spark()), united, found);
    Dataset<Row> resolved = job.aside("resolved_mentions", overriding.mentions(united));
    job.note(
        "%,d overrides: %,d mentions moved, %,d dropped"
            .formatted(
                overrides.read(job.spark()).count(),
                resolved.where(col("method").equalTo("override")).count(),
                united.count() - resolved.count()));
    List<String> unknown = overriding.unknown();
    if (!unknown.isEmpty()) {
      job.note(
          "%,d overrides name nothing: %s%s"
              .formatted(
                  unknown.size(),
                  String.join(", ", unknown.subList(0, Math.min(MAX_NOTES, unknown.size()))),
                  unknown.size() > MAX_NOTES ? ", ..." : ""));
    }
    return write(job, resolved, overriding.names(names(resolved), found));
  }

  private Dataset<Row> write(Job job, Dataset<Row> resolved, Dataset<Row> named) {
    NameTies ties = new NameTies(knowledge.read(job.spark()));
    Dataset<Row> names = job.aside("names", Relations.withCountries(named, ties));
    Dataset<Row> identified = job.aside("identified_mentions", identify(resolved, names));
    Dataset<Row> quoted =
        job.aside(
            "quoted_articles",
            Quoting.find(
                job.read(Articles.TABLE),
                job.read(ArticleSentences.TABLE),
                identified,
                lexicon.read(job.spark())));
    job.write(Quotations.TABLE, Quoting.quotations(quoted));
    job.write(Mentions.TABLE, mentions(Quoting.flag(identified, quoted)));
    job.write(EntityAliases.TABLE, aliases(identified));
    job.write(
        Entities.TABLE,
        entities(
            names,
            job.read(Mentions.TABLE),
            job.read(EntityAliases.TABLE),
            job.read(Articles.TABLE),
            job.read(ArticleCopies.TABLE)));
    Dataset<Row> related = job.aside("related", Relations.related(names, resolved, ties));
    job.write(EntityRelations.TABLE, Relations.relations(related, job.read(Mentions.TABLE)));
    return names;
  }

  /**
   * The names of distinct sentences, and what may be one, at each place these stand: a row per name
   * or candidate in an article.
   */
  static Dataset<Row> place(
      Dataset<Row> articleSentences, Dataset<Row> sentenceMentions, Dataset<Row> nameCandidates) {
    Dataset<Row> spans =
        CorpusTypes.weigh(
            sentenceMentions
                .withColumn("is_name", lit(true))
                .unionByName(nameCandidates.withColumn("is_name", lit(false))));
    return articleSentences
        .join(
            spans,
            ArticleSentences.SENTENCE_ID
                .of(articleSentences)
                .equalTo(SentenceMentions.SENTENCE_ID.of(spans)))
        .select(
            ArticleSentences.ARTICLE_ID.of(articleSentences),
            ArticleSentences.START_CHAR
                .of(articleSentences)
                .plus(SentenceMentions.START_CHAR.of(spans))
                .as("start_char"),
            ArticleSentences.START_CHAR
                .of(articleSentences)
                .plus(SentenceMentions.END_CHAR.of(spans))
                .as("end_char"),
            ArticleSentences.SENTENCE_INDEX.of(articleSentences),
            ArticleSentences.SENTENCE_ID.of(articleSentences),
            SentenceMentions.SURFACE.of(spans),
            SentenceMentions.CONFIDENCE.of(spans),
            SentenceMentions.TONE.of(spans),
            SentenceMentions.POLARITY.of(spans),
            SentenceMentions.TONE_CONFIDENCE.of(spans),
            SentenceMentions.ENTITY_TYPE.of(spans),
            SentenceMentions.EXPANSION.of(spans),
            SentenceMentions.START_CHAR.of(spans).equalTo(0).as("opens_sentence"),
            spans.col("is_name"),
            SentenceMentions.PER_PROBABILITY.of(spans),
            SentenceMentions.ORG_PROBABILITY.of(spans),
            SentenceMentions.LOC_PROBABILITY.of(spans),
            SentenceMentions.MISC_PROBABILITY.of(spans));
  }

  /**
   * Which spans are names in their article, and what each means within it ({@link #LINKED}); names
   * of nothing are left out. An article's spans are held in memory, one article at a time.
   */
  static Dataset<Row> link(Dataset<Row> placed, Knowledge knowledge) {
    return placed
        .repartition(col("article_id"))
        .sortWithinPartitions("article_id", "start_char", "end_char")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new LinkedMentions(rows, knowledge),
            Encoders.row(LINKED));
  }

  /** Reads sorted mentions article by article and gives them resolved. */
  private static final class LinkedMentions implements Iterator<Row> {
    private final Iterator<Row> placed;
    private final Knowledge knowledge;
    private Row ahead;
    private Iterator<Row> linked = List.<Row>of().iterator();

    LinkedMentions(Iterator<Row> placed, Knowledge knowledge) {
      this.placed = placed;
      this.knowledge = knowledge;
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
      List<ArticleSpan> spans = new ArrayList<>();
      String articleId = ahead.getAs("article_id");
      while (ahead != null && ahead.getAs("article_id").equals(articleId)) {
        rows.add(ahead);
        spans.add(span(ahead));
        ahead = placed.hasNext() ? placed.next() : null;
      }
      List<ArticleContext.Choice> names = ArticleContext.bundled().choose(spans);
      List<ArticleMention> mentions = new ArrayList<>(names.size());
      for (ArticleContext.Choice name : names) {
        mentions.add(
            new ArticleMention(
                spans.get(name.span()).start(),
                spans.get(name.span()).surface(),
                name.type(),
                name.confidence(),
                rows.get(name.span()).getAs("expansion")));
      }
      return ArticleResolver.resolve(mentions, knowledge).stream()
          .map(
              resolved -> {
                ArticleContext.Choice name = names.get(resolved.mention());
                return linked(rows.get(name.span()), name, resolved);
              })
          .toList();
    }

    private static ArticleSpan span(Row row) {
      Double confidence = row.getAs("confidence");
      Double per = row.getAs("per_probability");
      boolean isName = row.getAs("is_name");
      return new ArticleSpan(
          row.<Long>getAs("start_char"),
          row.<Long>getAs("end_char"),
          row.getAs("surface"),
          row.getAs("opens_sentence"),
          isName ? row.getAs("entity_type") : null,
          confidence == null ? 1 : confidence,
          per == null
              ? null
              : new TypeProbabilities(
                  per,
                  row.getAs("org_probability"),
                  row.getAs("loc_probability"),
                  row.getAs("misc_probability")));
    }

    /** As {@link #LINKED}: the columns of the place, then what was found. */
    private static Row linked(Row row, ArticleContext.Choice name, ResolvedMention resolved) {
      Object[] values = new Object[LINKED.length()];
      int passed = LINKED.fieldIndex("is_definition");
      for (int i = 0; i < passed; i++) {
        values[i] = row.get(i);
      }
      int confidence = LINKED.fieldIndex("confidence");
      values[confidence] = row.isNullAt(confidence) ? null : name.confidence();
      Object[] found = {
        row.getAs("expansion") != null,
        resolved.name(),
        resolved.key(),
        resolved.type(),
        resolved.method(),
        resolved.confidence(),
        resolved.shortKind(),
        resolved.shortKey(),
        resolved.rivals().isEmpty() ? null : JavaConverters.mapAsScalaMap(resolved.rivals())
      };
      System.arraycopy(found, 0, values, passed, found.length);
      return RowFactory.create(values);
    }
  }

  /**
   * (short_kind, short_key, full_key, person, articles, share, share_with_others): the surnames and
   * acronyms that nearly everywhere mean one name, and the surnames that one person alone has.
   * Middle names come and go and spellings differ, so a person is told by {@link NameSound#person};
   * the fullest evidence among the spellings gives the key. The last share counts the articles
   * beside in which the word names no person.
   */
  static Dataset<Row> shortNames(Dataset<Row> linked) {
    Column articles = col("articles");
    Dataset<Row> used =
        linked
            // A guess between two persons of an article is no evidence for others.
            .where(SHORT_KEY.isNotNull().and(KEY.notEqual(SHORT_KEY)))
            .where(col("method").notEqual(NEAREST))
            .groupBy(SHORT_KIND, SHORT_KEY, KEY)
            .agg(countDistinct("article_id").as("articles"))
            .withColumn("person", when(IS_SURNAME, PERSON.apply(KEY)).otherwise(KEY));
    Dataset<Row> meant =
        mostFrequent(used)
            .where(articles.geq(MIN_ARTICLES).and(col("share").geq(MIN_SHARE)))
            .withColumn("order", lit(0));
    Dataset<Row> borne =
        linked
            .where(TYPE.equalTo("PER").and(SHORT_KEY.isNull()).and(KEY.contains(" ")))
            .groupBy(KEY)
            .agg(countDistinct("article_id").as("articles"))
            .select(
                lit("surname").as("short_kind"),
                element_at(split(regexp_replace(KEY, GENERATION, ""), " "), -1).as("short_key"),
                KEY,
                articles,
                PERSON.apply(KEY).as("person"));
    Dataset<Row> ofOneBearer =
        mostFrequent(borne)
            .where(articles.geq(MIN_BEARER_ARTICLES).and(col("share").equalTo(1)))
            .withColumn("share", lit(OF_ONE_BEARER))
            .withColumn("order", lit(1));
    // How texts use a surname alone tells more than who bears it.
    Dataset<Row> shortNames =
        meant
            .unionByName(ofOneBearer)
            .groupBy(SHORT_KIND, SHORT_KEY)
            .agg(
                min(struct(
                        col("order"),
                        col("full_key"),
                        col("person"),
                        articles,
                        col("all_articles"),
                        col("share")))
                    .as("best"))
            .select(SHORT_KIND, SHORT_KEY, col("best.*"))
            .drop("order");
    Dataset<Row> others =
        linked
            .where(KEY.equalTo(SHORT_KEY).and(TYPE.notEqual("PER")).and(IS_SURNAME))
            .groupBy(SHORT_KEY.as("other_key"), col("article_id"))
            .agg(max(CERTAINTY).as("certainty"))
            .groupBy("other_key")
            .agg(sum("certainty").divide(MILLION).as("other_articles"));
    return shortNames
        .join(others, SHORT_KEY.equalTo(col("other_key")), "left")
        .withColumn(
            "share_with_others",
            articles.divide(col("all_articles").plus(coalesce(col("other_articles"), lit(0.0)))))
        .drop("all_articles", "other_key", "other_articles");
  }

  /**
   * (short_kind, short_key, full_key, person, articles, all_articles, share): of the persons or
   * organisations of a short name the most frequent, with its share of all their articles.
   */
  private static Dataset<Row> mostFrequent(Dataset<Row> names) {
    return names
        .groupBy(SHORT_KIND, SHORT_KEY, col("person"))
        .agg(sum("articles").as("articles"), max(struct(col("articles"), KEY)).as("top_spelling"))
        .groupBy(SHORT_KIND, SHORT_KEY)
        .agg(
            sum("articles").as("all_articles"),
            max(struct(col("articles"), col("top_spelling"), col("person"))).as("top"))
        .select(
            SHORT_KIND,
            SHORT_KEY,
            col("top.top_spelling.key").as("full_key"),
            col("top.person").as("person"),
            col("top.articles").as("articles"),
            col("all_articles"),
            col("top.articles").divide(col("all_articles")).as("share"));
  }

  /**
   * Short names that their article does not tell, told by the corpus where that is clear; and of
   * several persons of an article, the one whom nearly all others mean by the surname. An article
   * that names but the wife in full mostly means the president by their surname, too.
   */
  static Dataset<Row> resolveByCorpus(Dataset<Row> linked, Dataset<Row> shortNames) {
    Column isGuess = col("method").equalTo(NEAREST);
    Column isSurname = col("method").equalTo("surname");
    Column isOpen = SHORT_KEY.isNotNull().and(KEY.equalTo(SHORT_KEY).or(isGuess).or(isSurname));
    Dataset<Row> told = linked.where(not(coalesce(isOpen, lit(false)))).drop("rivals");
    Dataset<Row> open = linked.where(isOpen);
    // A word that the tagger took for a place asks for more: "Obama" is nearly always the person.
    Column isFound =
        col("full_key")
            .isNotNull()
            .and(
                when(isGuess, col("rival").isNotNull().and(col("share").geq(MIN_SHARE_OF_RIVALS)))
                    .when(
                        isSurname,
                        col("rival")
                            .isNull()
                            .and(col("share").geq(MIN_SHARE_OF_THE_FAMOUS))
                            .and(col("articles").geq(MIN_ARTICLES_OF_THE_FAMOUS)))
                    .otherwise(
                        not(IS_SURNAME)
                            .or(TYPE.equalTo("PER"))
                            .or(col("share_with_others").geq(MIN_SHARE))));
    Dataset<Row> decided =
        open.join(
                shortNames,
                open.col("short_kind")
                    .equalTo(shortNames.col("short_kind"))
                    .and(open.col("short_key").equalTo(shortNames.col("short_key"))),
                "left")
            .drop(shortNames.col("short_kind"))
            .drop(shortNames.col("short_key"))
            .withColumn("rival", element_at(col("rivals"), col("person")))
            .withColumn("is_found", isFound)
            .withColumn("is_guess", isGuess)
            // A short form says nothing of how the full name is spelt.
            .withColumn(
                "spelling",
                when(
                        col("is_found").and(not(col("is_guess")).or(KEY.notEqual(col("rival")))),
                        lit(null))
                    .otherwise(SPELLING))
            .withColumn(
                "key",
                when(col("is_found"), coalesce(col("rival"), col("full_key"))).otherwise(KEY))
            .withColumn(
                "method",
                when(col("is_found"), concat_ws("_", lit("corpus"), SHORT_KIND))
                    .otherwise(col("method")))
            .withColumn(
                "link_confidence",
                when(
                        col("is_found").and(not(col("is_guess"))),
                        LINK_CONFIDENCE.multiply(col("share")))
                    .when(col("is_found"), col("share").multiply(OF_RIVALS))
                    .otherwise(LINK_CONFIDENCE))
            .withColumn("type", when(col("is_found").and(IS_SURNAME), lit("PER")).otherwise(TYPE))
            .drop(
                "full_key",
                "person",
                "articles",
                "share",
                "share_with_others",
                "rivals",
                "rival",
                "is_found",
                "is_guess");
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
    // Headlines and speakers in capitals do not say how a name is spelt; acronyms are so.
    Column isShouted =
        SPELLING
            .equalTo(upper(SPELLING))
            .and(SPELLING.contains(" ").or(col("is_person").and(length(SPELLING).gt(3))));
    Dataset<Row> spellings =
        resolved
            .groupBy(KEY, SPELLING)
            .agg(count(lit(1)).as("mentions"), max(TYPE.equalTo("PER")).as("is_person"))
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
            entityId(col("entity_type"), KEY).as("entity_id"),
            col("name"),
            col("entity_type"));
  }

  static Column entityId(Column type, Column key) {
    return substring(sha2(concat_ws("\n", type, key).cast("binary"), 256), 1, 24);
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
            col("tone_confidence"),
            lit(false).as("is_credit"),
            lit(false).as("in_quotation"),
            lit(null).cast("string").as("speaker_entity_id"),
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
