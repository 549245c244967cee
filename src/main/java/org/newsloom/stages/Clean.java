package org.newsloom.stages;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.tables.Articles;
import org.newsloom.tables.DateMentions;
import org.newsloom.tables.RawRecords;
import org.newsloom.tables.RejectedRecords;
import org.newsloom.tables.RemovedText;
import org.newsloom.tables.RepairedText;
import org.newsloom.tables.Table;
import org.newsloom.text.ArticleCleaner;
import org.newsloom.text.ArticleSketch;
import org.newsloom.text.CleanArticle;
import org.newsloom.text.CodePoints;
import org.newsloom.text.Languages;
import org.newsloom.text.PageKind;
import org.newsloom.text.PublishedDate;
import org.newsloom.text.PublishedDates;
import org.newsloom.text.Removal;
import org.newsloom.text.Repair;
import org.newsloom.text.SentenceSplitter;
import org.newsloom.text.Span;
import org.newsloom.text.Token;
import org.newsloom.text.ToneLexicon;
import org.newsloom.text.WordRepairs;
import org.newsloom.text.WordTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Turns records into articles: text without damage, furniture and repeats, with a language and a
 * date. What is no article in a language kept is rejected with its reason. Every record is one row
 * of articles or one of rejected_records.
 */
@Command(
    name = "clean",
    description = "Cleans and dates the texts, and rejects what is no article.")
public final class Clean implements Stage {
  private static final StructType REMOVAL =
      new StructType()
          .add("start_char", DataTypes.LongType)
          .add("end_char", DataTypes.LongType)
          .add("reason", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("rule", DataTypes.StringType);

  private static final StructType REPAIR =
      new StructType()
          .add("start_char", DataTypes.LongType)
          .add("end_char", DataTypes.LongType)
          .add("rule", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("replacement", DataTypes.StringType)
          .add("delivered_count", DataTypes.LongType)
          .add("replacement_count", DataTypes.LongType);

  private static final StructType CLEANED =
      Articles.TABLE
          .schema()
          .add("path", DataTypes.StringType)
          .add("record_index", DataTypes.LongType)
          .add("reason", DataTypes.StringType)
          .add("detail", DataTypes.StringType)
          .add("removals", DataTypes.createArrayType(REMOVAL))
          .add("repairs", DataTypes.createArrayType(REPAIR));

  private static final StructType KEYS =
      new StructType()
          .add("raw_id", DataTypes.StringType)
          .add("source", DataTypes.StringType)
          .add("folded_hash", DataTypes.LongType)
          .add("wording", DataTypes.IntegerType);

  /** A source that prints a sentence in so many articles of other wording does not report it. */
  private static final int MIN_RECURRING_ARTICLES = 10;

  /**
   * Other furniture on the same pages makes some wordings equal; copies of one text make nearly all
   * so.
   */
  private static final double MIN_WORDINGS_SHARE = 0.35;

  /**
   * Of a large source, so many articles at least: in fewer, a sentence is one of the set phrases
   * that reports are written in ("Terms were not disclosed.").
   */
  private static final double MIN_SOURCE_SHARE = 0.004;

  /** Shorter sentences ("He declined to comment.") recur by chance. */
  private static final int MIN_RECURRING_CHARS = 35;

  /** Text of a headline standing alone on the first line has at most this many characters. */
  private static final int MAX_TITLE_CHARS = 150;

  private static final int MIN_TITLE_WORDS = 4;

  /** A sentence of fewer words may be a heading or an item of a list. */
  private static final int MIN_SENTENCE_WORDS = 6;

  private static final Pattern FULL_STOP = Pattern.compile("[.!?…。][\"'”’»)\\]]*$");

  private static final String UNDETERMINED = "und";

  @Option(
      names = "--languages",
      split = ",",
      paramLabel = "CODES",
      defaultValue = "en",
      description =
          "ISO 639-1 codes of the languages to keep, or 'all' (default: ${DEFAULT-VALUE}). Names and tone are English.")
  private Set<String> languages = new TreeSet<>(Set.of("en"));

  @Option(
      names = "--min-words",
      paramLabel = "N",
      defaultValue = "10",
      description = "Reject articles of fewer words (default: ${DEFAULT-VALUE}).")
  private int minWords = 10;

  @Option(
      names = "--max-article-chars",
      paramLabel = "N",
      defaultValue = "1000000",
      description =
          "Reject longer texts, which are no single articles (default: ${DEFAULT-VALUE}).")
  private int maxChars = 1_000_000;

  @Override
  public String name() {
    return "clean";
  }

  @Override
  public List<Table> reads() {
    return List.of(RawRecords.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        Articles.TABLE,
        RejectedRecords.TABLE,
        RemovedText.TABLE,
        RepairedText.TABLE,
        DateMentions.TABLE);
  }

  @Override
  public void run(Job job) {
    Dataset<Row> rawRecords = job.read(RawRecords.TABLE);
    Dataset<Row> keys = job.aside("sentence_keys", keys(rawRecords, maxChars));
    Dataset<Row> recurring = job.aside("recurring_sentences", recurring(keys));
    Dataset<Row> wordCounts = job.aside("word_counts", DamagedWords.counts(rawRecords, maxChars));
    WordRepairs wordRepairs = DamagedWords.collected(DamagedWords.repairs(wordCounts));
    Dataset<Row> evidence = job.aside("date_evidence", Dating.evidence(rawRecords, maxChars));
    Dataset<Row> found = Dating.found(evidence, keys);
    // Where every record tells its own day, a dozen small joins would find nothing.
    Dataset<Row> dates =
        Dating.allDated(evidence)
            ? job.spark().createDataFrame(List.<Row>of(), found.schema())
            : job.aside("dates_learned", found);
    Dataset<Row> cleaned =
        job.once(
            clean(
                rawRecords,
                recurring,
                wordRepairs,
                dates,
                new TreeSet<>(languages),
                minWords,
                maxChars));
    job.write(Articles.TABLE, articles(cleaned));
    job.write(RejectedRecords.TABLE, rejectedRecords(cleaned));
    job.write(RemovedText.TABLE, removedText(cleaned));
    job.write(RepairedText.TABLE, repairedText(cleaned));
    job.write(DateMentions.TABLE, Dating.mentions(articles(cleaned)));
  }

  /**
   * (raw_id, source, folded_hash, wording): the longer sentences of every record; wording is a
   * number that copies of one text mostly share and other texts do not.
   */
  static Dataset<Row> keys(Dataset<Row> rawRecords, int maxChars) {
    return rawRecords
        .where(RawRecords.REJECT_REASON.col().isNull())
        // Null where there is no text; longer ones are rejected.
        .where(length(RawRecords.RAW_TEXT.col()).leq(maxChars))
        .select(RawRecords.RAW_ID.col(), RawRecords.SOURCE.col(), RawRecords.RAW_TEXT.col())
        .flatMap(
            (FlatMapFunction<Row, Row>)
                record -> keys(record.getString(0), record.getString(1), record.getString(2)),
            Encoders.row(KEYS));
  }

  /**
   * (raw_id, folded_hashes): the sentences of each record that its source prints again and again in
   * articles of other wording: furniture, and not what the article reports.
   */
  static Dataset<Row> recurring(Dataset<Row> keys) {
    Dataset<Row> sources =
        keys.groupBy("source").agg(countDistinct(col("raw_id")).as("source_articles"));
    Dataset<Row> furniture =
        keys.groupBy("source", "folded_hash")
            .agg(count(lit(1)).as("articles"), countDistinct(col("wording")).as("wordings"))
            .where(
                col("articles")
                    .geq(MIN_RECURRING_ARTICLES)
                    .and(col("wordings").geq(col("articles").multiply(MIN_WORDINGS_SHARE))))
            .join(sources, "source")
            .where(col("articles").geq(col("source_articles").multiply(MIN_SOURCE_SHARE)))
            .select("source", "folded_hash");
    return keys.join(furniture, new String[] {"source", "folded_hash"}, "left_semi")
        .groupBy("raw_id")
        .agg(array_sort(collect_set("folded_hash")).as("folded_hashes"));
  }

  /**
   * One row a record: the columns of an article or those of a rejected record, the others null.
   *
   * @param recurring furniture by record, as {@link #recurring} finds it
   * @param wordRepairs damaged words of the corpus, as {@link DamagedWords} finds them
   * @param dates what the corpus tells of the records' dates, as {@link Dating#found} finds it
   */
  static Dataset<Row> clean(
      Dataset<Row> rawRecords,
      Dataset<Row> recurring,
      WordRepairs wordRepairs,
      Dataset<Row> dates,
      Set<String> languages,
      int minWords,
      int maxChars) {
    Set<String> kept = new TreeSet<>(languages);
    Dataset<Row> learned =
        recurring.join(dates, new String[] {RawRecords.RAW_ID.name()}, "full_outer");
    return RowsInPlace.leftJoin(
            rawRecords.select(RawRecords.TABLE.select()), learned, RawRecords.RAW_ID.name())
        .map(
            (MapFunction<Row, Row>) record -> clean(record, wordRepairs, kept, minWords, maxChars),
            Encoders.row(CLEANED));
  }

  static Dataset<Row> articles(Dataset<Row> cleaned) {
    return cleaned.where(Articles.ARTICLE_ID.col().isNotNull()).select(Articles.TABLE.select());
  }

  static Dataset<Row> rejectedRecords(Dataset<Row> cleaned) {
    return cleaned
        .where(RejectedRecords.REASON.col().isNotNull())
        .select(RejectedRecords.TABLE.select());
  }

  static Dataset<Row> removedText(Dataset<Row> cleaned) {
    return cleaned
        .where(Articles.ARTICLE_ID.col().isNotNull())
        .select(Articles.ARTICLE_ID.col(), explode(col("removals")).as("removal"))
        .select(Articles.ARTICLE_ID.col(), col("removal.*"))
        .select(RemovedText.TABLE.select());
  }

  static Dataset<Row> repairedText(Dataset<Row> cleaned) {
    return cleaned
        .where(Articles.ARTICLE_ID.col().isNotNull())
        .select(Articles.ARTICLE_ID.col(), explode(col("repairs")).as("repair"))
        .select(Articles.ARTICLE_ID.col(), col("repair.*"))
        .select(RepairedText.TABLE.select());
  }

  private static Iterator<Row> keys(String rawId, String source, String raw) {
    String text = ArticleCleaner.clean(raw).text();
    int wording = ArticleSketch.of(text).wording();
    String publisher = source == null ? "" : source;
    return ArticleCleaner.recurringKeys(text, MIN_RECURRING_CHARS).stream()
        .map(key -> RowFactory.create(rawId, publisher, key, wording))
        .iterator();
  }

  private static Row clean(
      Row record, WordRepairs wordRepairs, Set<String> languages, int minWords, int maxChars) {
    String alreadyRejected = record.getAs(RawRecords.REJECT_REASON.name());
    if (alreadyRejected != null) {
      return rejected(record, alreadyRejected, record.getAs(RawRecords.REJECT_DETAIL.name()));
    }
    String raw = record.getAs(RawRecords.RAW_TEXT.name());
    if (raw == null || raw.isBlank()) {
      return rejected(record, "empty_text", "The record has no text.");
    }
    if (raw.length() > maxChars) {
      return rejected(
          record,
          "too_long",
          "%,d characters; the limit is %,d (--max-article-chars)"
              .formatted(raw.length(), maxChars));
    }
    List<Long> recurring =
        record.isNullAt(record.fieldIndex("folded_hashes"))
            ? List.of()
            : record.getList(record.fieldIndex("folded_hashes"));
    CleanArticle clean =
        ArticleCleaner.clean(
            raw,
            recurring.isEmpty()
                ? ArticleCleaner.NOTHING
                : hash -> Collections.binarySearch(recurring, hash) >= 0,
            wordRepairs);
    String text = clean.text();
    if (text.isBlank()) {
      return rejected(
          record, "empty_text", "Cleaning left nothing of %d characters.".formatted(raw.length()));
    }
    Optional<String> gate = PageKind.gate(text);
    if (gate.isPresent()) {
      return rejected(
          record, "no_article", "The page begins '%s' and says little else".formatted(gate.get()));
    }
    List<Span> sentences = SentenceSplitter.split(text);
    long tokens = 0;
    long words = 0;
    boolean isProse = false;
    for (Span span : sentences) {
      String sentence = span.of(text);
      long wordsBefore = words;
      for (Token token : WordTokenizer.tokenize(sentence)) {
        tokens++;
        words += ToneLexicon.isWord(token.text()) ? 1 : 0;
      }
      isProse |= words - wordsBefore >= MIN_SENTENCE_WORDS && FULL_STOP.matcher(sentence).find();
    }
    if (words < minWords) {
      return rejected(
          record,
          "too_short",
          "%d words; at least %d are kept (--min-words)".formatted(words, minWords));
    }
    boolean isUndated =
        record.getAs(RawRecords.RAW_PUBLISHED.name()) == null
            && record.getAs(RawRecords.DATELINE.name()) == null;
    if (!isProse && isUndated) {
      return rejected(
          record,
          "not_prose",
          "No full sentence in %d words, and no date: a menu, a table or a list".formatted(words));
    }
    String language = Languages.identify(text).map(Languages.Guess::code).orElse(UNDETERMINED);
    if (!language.equals(UNDETERMINED)
        && !languages.contains(language)
        && !languages.contains("all")) {
      return rejected(
          record,
          "language",
          "Language is %s; kept are %s (--languages)"
              .formatted(language, String.join(", ", languages)));
    }
    return article(record, raw, clean, language, sentences.size(), tokens);
  }

  private static Row article(
      Row record, String raw, CleanArticle clean, String language, int sentences, long tokens) {
    String text = clean.text();
    String url = record.getAs(RawRecords.URL.name());
    Optional<PublishedDate> date = Dating.date(record, text);
    boolean hasDay = date.filter(PublishedDate::hasDay).isPresent();
    List<Row> removals = new ArrayList<>();
    CodePoints inRaw = CodePoints.of(raw);
    for (Removal removal : clean.removals()) {
      removals.add(
          RowFactory.create(
              (long) inRaw.at(removal.start()),
              (long) inRaw.at(removal.end()),
              removal.reason(),
              removal.text(),
              removal.rule()));
    }
    List<Row> repairs = new ArrayList<>();
    for (Repair repair : clean.repairs()) {
      repairs.add(
          RowFactory.create(
              (long) inRaw.at(repair.start()),
              (long) inRaw.at(repair.end()),
              repair.rule(),
              repair.text(),
              repair.replacement(),
              repair.evidence() == null ? null : repair.evidence().delivered(),
              repair.evidence() == null ? null : repair.evidence().replaced()));
    }
    String rawId = record.getAs(RawRecords.RAW_ID.name());
    return RowFactory.create(
        rawId,
        rawId,
        record.getAs(RawRecords.EXTERNAL_ID.name()),
        record.getAs(RawRecords.SOURCE.name()),
        url,
        title(record.getAs(RawRecords.TITLE.name()), text),
        text,
        language,
        date.flatMap(PublishedDate::instant).map(Timestamp::from).orElse(null),
        hasDay ? Date.valueOf(date.get().date()) : null,
        date.map(found -> found.resolution().label()).orElse("unknown"),
        date.map(found -> found.method().label()).orElse("unknown"),
        date.map(PublishedDate::confidence).orElse(null),
        date.map(PublishedDate::evidence).orElse(null),
        (long) text.codePointCount(0, text.length()),
        (long) sentences,
        tokens,
        record.getAs(RawRecords.AUTHOR.name()),
        clean.isTranscript(),
        (long) PageKind.datelines(text),
        null,
        null,
        null,
        null,
        removals.toArray(),
        repairs.toArray());
  }

  /**
   * The headline given, else the first of the text's first two lines that stands alone like one.
   */
  private static String title(String given, String text) {
    if (given != null && !given.isBlank()) {
      return ArticleCleaner.cleanLine(given);
    }
    return text.lines()
        .filter(line -> !line.isBlank())
        .limit(2)
        .filter(Clean::isHeadline)
        .findFirst()
        .orElse(null);
  }

  private static boolean isHeadline(String line) {
    long words =
        WordTokenizer.tokenize(line).stream()
            .filter(token -> Character.isLetter(token.text().codePointAt(0)))
            .count();
    return line.length() <= MAX_TITLE_CHARS
        && words >= MIN_TITLE_WORDS
        && ".:;,!\"”".indexOf(line.charAt(line.length() - 1)) < 0
        && PublishedDates.find(line, null).isEmpty();
  }

  private static Row rejected(Row record, String reason, String detail) {
    Object[] row = new Object[CLEANED.length()];
    row[CLEANED.fieldIndex("raw_id")] = record.getAs(RawRecords.RAW_ID.name());
    row[CLEANED.fieldIndex("path")] = record.getAs(RawRecords.PATH.name());
    row[CLEANED.fieldIndex("record_index")] = record.getAs(RawRecords.RECORD_INDEX.name());
    row[CLEANED.fieldIndex("reason")] = reason;
    row[CLEANED.fieldIndex("detail")] = detail;
    return RowFactory.create(row);
  }
}
