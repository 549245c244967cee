package org.newsloom.stages;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.tables.Articles;
import org.newsloom.tables.DateMentions;
import org.newsloom.tables.RawRecords;
import org.newsloom.text.CodePoints;
import org.newsloom.text.DateMention;
import org.newsloom.text.DateScanner;
import org.newsloom.text.Datelines;
import org.newsloom.text.PublishedDate;
import org.newsloom.text.PublishedDate.Method;
import org.newsloom.text.PublishedDate.Resolution;
import org.newsloom.text.PublishedDates;
import org.newsloom.text.PublishedDates.DayOrder;

/**
 * What the corpus tells of an article's date beyond the article itself: the order of day and month
 * its source writes, the year of its dateline, the day of the articles it is a copy of. Only ids,
 * days and hashes travel.
 */
final class Dating {
  /** One row a record: what it says of its own date. */
  private static final StructType EVIDENCE =
      new StructType()
          .add("raw_id", DataTypes.StringType)
          .add("path", DataTypes.StringType)
          .add("record_index", DataTypes.LongType)
          .add("source", DataTypes.StringType)
          .add("day", DataTypes.DateType)
          // A day that the dateline may be of, by a full date in the text.
          .add("day_in_text", DataTypes.DateType)
          .add("is_certain", DataTypes.BooleanType)
          // The day, where the order of day and month decides.
          .add("day_if_day_first", DataTypes.DateType)
          .add("day_if_month_first", DataTypes.DateType)
          .add("shown_order", DataTypes.StringType)
          .add("dateline_month", DataTypes.IntegerType)
          .add("dateline_day", DataTypes.IntegerType)
          .add("dateline", DataTypes.StringType);

  private static final StructType IN_YEAR =
      new StructType()
          .add("raw_id", DataTypes.StringType)
          .add("stretch", DataTypes.LongType)
          .add("record_index", DataTypes.LongType)
          .add("day", DataTypes.DateType)
          .add("confidence", DataTypes.DoubleType)
          .add("dateline", DataTypes.StringType);

  private static final StructType WINDOW =
      new StructType()
          .add("group", DataTypes.LongType)
          .add("from", DataTypes.DateType)
          .add("to", DataTypes.DateType)
          .add("first_known", DataTypes.DateType)
          .add("last_known", DataTypes.DateType);

  private static final StructType DATED_BY_DATELINE =
      new StructType()
          .add("raw_id", DataTypes.StringType)
          .add("dateline_date", DataTypes.DateType)
          .add("dateline_resolution", DataTypes.StringType)
          .add("dateline_confidence", DataTypes.DoubleType)
          .add("dateline_evidence", DataTypes.StringType);

  /** What a date is worth that tells others their year. */
  private static final double CERTAIN = 0.95;

  /** Share of the certain days of a file that must lie within a year to tell the others'. */
  private static final double MIN_CERTAIN_SHARE = 0.9;

  /** The same where no day is certain, and texts speak of other years too. */
  private static final double MIN_UNCERTAIN_SHARE = 0.6;

  /** Neighbours in a file are compared within stretches of so many records. */
  private static final int STRETCH_RECORDS = 1024;

  /** A source's dates in figures show one order; so small a share of others is slips. */
  private static final double MAX_OTHER_ORDER_SHARE = 0.1;

  /** A sentence that stands in articles further apart tells no day. */
  private static final int MAX_COPY_SPREAD_DAYS = 2;

  /** So much of an article copied tells its month, and more of it its day. */
  private static final double MIN_COPIED_SHARE = 0.5;

  private static final double MIN_COPIED_SHARE_OF_DAY = 0.75;
  private static final int MIN_COPIED_SENTENCES = 3;

  private static final double DATELINE_CONFIDENCE_IN_ORDER = 0.9;

  /**
   * What the corpus knows of its records' dates. One row a record of which it knows anything:
   * raw_id, day_order, and the day by its dateline and by its copies, each with confidence and
   * evidence.
   *
   * @param evidence as {@link #evidence} finds it
   * @param keys the longer sentences of every record: raw_id, folded_hash
   */
  static Dataset<Row> found(Dataset<Row> evidence, Dataset<Row> keys) {
    Dataset<Row> orders = orders(evidence);
    Dataset<Row> own = own(evidence, orders);
    Dataset<Row> byDateline = byDateline(own);
    Dataset<Row> known =
        own.where(col("day").isNotNull())
            .select("raw_id", "day")
            .union(
                byDateline
                    .where(col("dateline_resolution").equalTo(Resolution.DAY.label()))
                    .select(col("raw_id"), col("dateline_date")));
    Dataset<Row> byCopies = byCopies(keys, known);
    Dataset<Row> ordered = own.where(col("day_order").isNotNull()).select("raw_id", "day_order");
    String[] key = {RawRecords.RAW_ID.name()};
    return ordered.join(byDateline, key, "full_outer").join(byCopies, key, "full_outer");
  }

  /** Whether every record tells its own day, so that the corpus has nothing to add. */
  static boolean allDated(Dataset<Row> evidence) {
    return evidence.where(col("day").isNull()).isEmpty();
  }

  /** Reads what each record says of its own date; nulls where it says nothing. */
  static Dataset<Row> evidence(Dataset<Row> rawRecords, int maxChars) {
    return rawRecords
        .where(RawRecords.REJECT_REASON.col().isNull())
        // Null where there is no text; longer ones are rejected.
        .where(length(RawRecords.RAW_TEXT.col()).leq(maxChars))
        .select(
            RawRecords.RAW_ID.col(),
            RawRecords.PATH.col(),
            RawRecords.RECORD_INDEX.col(),
            RawRecords.SOURCE.col(),
            RawRecords.URL.col(),
            RawRecords.RAW_TEXT.col(),
            RawRecords.RAW_PUBLISHED.col(),
            RawRecords.DATELINE.col(),
            RawRecords.FORMAT.col())
        .map((MapFunction<Row, Row>) Dating::evidence, Encoders.row(EVIDENCE));
  }

  private static Row evidence(Row record) {
    String source = record.getAs(RawRecords.SOURCE.name());
    String raw = record.getAs(RawRecords.RAW_TEXT.name());
    String published = record.getAs(RawRecords.RAW_PUBLISHED.name());
    Optional<PublishedDate> own = own(record, null);
    boolean hasDay = own.filter(PublishedDate::hasDay).isPresent();
    boolean mayBeOpen = own.filter(date -> date.resolution() == Resolution.YEAR).isPresent();
    Date dayFirst = mayBeOpen ? day(own(record, DayOrder.DAY_FIRST)) : null;
    Date monthFirst = mayBeOpen ? day(own(record, DayOrder.MONTH_FIRST)) : null;
    Optional<Datelines.Dateline> dateline = hasDay ? Optional.empty() : dateline(record);
    Date day = day(own);
    if (day == null && own.isPresent() && dateline.isPresent()) {
      // A date of which only year or month is known, and the dateline's day in it.
      day = day(ownDateline(own.get(), dateline.get()));
    }
    if (day == null && dateline.isPresent() && dateline.get().yearOrZero() > 0) {
      day = dateline.get().in(dateline.get().yearOrZero()).map(Date::valueOf).orElse(null);
    }
    Date inText =
        day != null
            ? null
            : dateline.flatMap(found -> found.byText(raw)).map(Date::valueOf).orElse(null);
    return RowFactory.create(
        record.getAs(RawRecords.RAW_ID.name()),
        record.getAs(RawRecords.PATH.name()),
        record.getAs(RawRecords.RECORD_INDEX.name()),
        source == null ? "" : source,
        day,
        inText,
        own.filter(date -> date.confidence() >= CERTAIN).isPresent(),
        dayFirst,
        monthFirst,
        PublishedDates.order(published, raw).map(DayOrder::name).orElse(null),
        dateline.map(Datelines.Dateline::month).orElse(null),
        dateline.map(Datelines.Dateline::day).orElse(null),
        dateline.map(Datelines.Dateline::evidence).orElse(null));
  }

  private static Optional<PublishedDate> own(Row record, DayOrder orderOrNull) {
    String raw = record.getAs(RawRecords.RAW_TEXT.name());
    Optional<PublishedDate> metadata =
        PublishedDates.parse(record.getAs(RawRecords.RAW_PUBLISHED.name()), orderOrNull);
    if (metadata.filter(PublishedDate::hasDay).isPresent()) {
      return metadata.map(date -> PublishedDates.weighed(date, address(record)));
    }
    Optional<PublishedDate> found = PublishedDates.find(raw, address(record), orderOrNull);
    return found
        .filter(date -> metadata.isEmpty() || date.isWithin(metadata.get()))
        .or(() -> metadata);
  }

  /** The URL, else the name of the file where that holds this article alone. */
  private static String address(Row record) {
    String url = record.getAs(RawRecords.URL.name());
    String format = record.getAs(RawRecords.FORMAT.name());
    if (url != null || !(format.equals("txt") || format.equals("html"))) {
      return url;
    }
    String path = record.getAs(RawRecords.PATH.name());
    return path.substring(Math.max(0, path.lastIndexOf('/')));
  }

  private static Optional<Datelines.Dateline> dateline(Row record) {
    return Datelines.read(record.getAs(RawRecords.DATELINE.name()))
        .or(() -> Datelines.find(record.getAs(RawRecords.RAW_TEXT.name())));
  }

  private static Optional<PublishedDate> ownDateline(
      PublishedDate coarse, Datelines.Dateline dateline) {
    return dateline
        .in(coarse.date().getYear())
        .map(
            day ->
                new PublishedDate(
                    null, day, Resolution.DAY, Method.DATELINE, 0.95, dateline.evidence()))
        .filter(date -> date.isWithin(coarse));
  }

  private static Date day(Optional<PublishedDate> date) {
    return date.filter(PublishedDate::hasDay).map(found -> Date.valueOf(found.date())).orElse(null);
  }

  /** (source, day_order): of the sources whose dates in figures show one. */
  private static Dataset<Row> orders(Dataset<Row> evidence) {
    Column dayFirst =
        sum(when(col("shown_order").equalTo(DayOrder.DAY_FIRST.name()), 1).otherwise(0));
    Dataset<Row> shown =
        evidence
            .where(col("shown_order").isNotNull())
            .groupBy("source")
            .agg(dayFirst.as("day_first"), count(lit(1)).as("shown"));
    return shown
        .withColumn("day_first_share", col("day_first").divide(col("shown")))
        .select(
            col("source"),
            when(col("day_first_share").geq(1 - MAX_OTHER_ORDER_SHARE), DayOrder.DAY_FIRST.name())
                .when(
                    col("day_first_share").leq(MAX_OTHER_ORDER_SHARE), DayOrder.MONTH_FIRST.name())
                .as("day_order"));
  }

  /** The evidence with the day that the order of the source tells, and that order where it does. */
  private static Dataset<Row> own(Dataset<Row> evidence, Dataset<Row> orders) {
    Column byOrder =
        when(col("day_order").equalTo(DayOrder.DAY_FIRST.name()), col("day_if_day_first"))
            .when(col("day_order").equalTo(DayOrder.MONTH_FIRST.name()), col("day_if_month_first"));
    Column isOpen = col("day").isNull().and(col("day_if_day_first").isNotNull());
    return evidence
        .join(orders, new String[] {"source"}, "left")
        .withColumn("day_order", when(isOpen, col("day_order")))
        .withColumn("day", coalesce(col("day"), byOrder))
        .drop("day_if_day_first", "day_if_month_first", "shown_order");
  }

  /**
   * (raw_id, dateline_date, dateline_resolution, dateline_confidence, dateline_evidence): of
   * records without a day whose dateline has one, in the year that the file's other records tell,
   * else those of the same stretch of the file, else those of the source.
   */
  private static Dataset<Row> byDateline(Dataset<Row> own) {
    Column stretch =
        coalesce(col("record_index"), lit(0L)).divide(STRETCH_RECORDS).cast(DataTypes.LongType);
    Dataset<Row> grouped =
        own.where(col("day").isNotNull().or(col("dateline_day").isNotNull()))
            .withColumn("known_day", coalesce(col("day"), col("day_in_text")))
            .withColumn("is_certain", col("day").isNotNull().and(col("is_certain")))
            .withColumn("file", xxhash64(lit("file"), col("path")))
            .withColumn("stretch", xxhash64(lit("stretch"), col("path"), stretch))
            .withColumn("publisher", xxhash64(lit("source"), col("source")));
    Dataset<Row> windows = windows(grouped);
    Dataset<Row> undated = grouped.where(col("day").isNull());
    for (String group : List.of("file", "stretch", "publisher")) {
      undated =
          undated.join(
              windows.select(
                  col("group").as(group),
                  struct("from", "to", "first_known", "last_known").as(group + "_window")),
              new String[] {group},
              "left");
    }
    Dataset<Row> inYear =
        undated
            .withColumn(
                "window",
                coalesce(col("file_window"), col("stretch_window"), col("publisher_window")))
            .where(col("window").isNotNull())
            .select(
                "raw_id",
                "stretch",
                "record_index",
                "dateline_month",
                "dateline_day",
                "dateline",
                "window")
            .flatMap((FlatMapFunction<Row, Row>) Dating::inYear, Encoders.row(IN_YEAR));
    Dataset<Row> stretches =
        inYear
            .unionByName(
                grouped
                    .where(col("day").isNotNull())
                    .select(
                        col("raw_id"),
                        col("stretch"),
                        col("record_index"),
                        col("day"),
                        lit(null).cast(DataTypes.DoubleType).as("confidence"),
                        lit(null).cast(DataTypes.StringType).as("dateline")))
            .groupBy("stretch")
            .agg(
                collect_list(struct("record_index", "raw_id", "day", "confidence", "dateline"))
                    .as("articles"));
    return stretches.flatMap(
        (FlatMapFunction<Row, Row>) row -> inOrder(row.getList(1)),
        Encoders.row(DATED_BY_DATELINE));
  }

  /** The windows of all groups in which days are known and others asked for. */
  private static Dataset<Row> windows(Dataset<Row> grouped) {
    Column monthDay = col("dateline_month").multiply(100).plus(col("dateline_day"));
    Dataset<Row> counts =
        grouped
            .select(
                explode(array(col("file"), col("stretch"), col("publisher"))).as("group"),
                col("known_day"),
                col("is_certain"),
                when(col("day").isNull(), monthDay).as("month_day"))
            .groupBy("group", "known_day", "is_certain", "month_day")
            .agg(count(lit(1)).as("articles"));
    return counts
        .groupBy("group")
        .agg(
            // At most the days of three centuries, each with the few datelines of its texts.
            collect_list(struct("known_day", "is_certain", "month_day", "articles")).as("counts"),
            max("known_day").as("any_day"),
            max("month_day").as("any_month_day"))
        .where(col("any_day").isNotNull().and(col("any_month_day").isNotNull()))
        .select("group", "counts")
        .flatMap(
            (FlatMapFunction<Row, Row>) row -> window(row.getLong(0), row.getList(1)),
            Encoders.row(WINDOW));
  }

  private static Iterator<Row> window(long group, List<Row> counts) {
    Map<LocalDate, Long> certain = new HashMap<>();
    Map<LocalDate, Long> uncertain = new HashMap<>();
    Map<Integer, Long> datelines = new HashMap<>();
    for (Row row : counts) {
      long articles = row.getLong(3);
      if (!row.isNullAt(0)) {
        Map<LocalDate, Long> days = row.getBoolean(1) ? certain : uncertain;
        days.merge(row.getDate(0).toLocalDate(), articles, Long::sum);
      }
      if (!row.isNullAt(2)) {
        datelines.merge(row.getInt(2), articles, Long::sum);
      }
    }
    Optional<Datelines.Window> window =
        certain.isEmpty()
            ? Datelines.Window.of(uncertain, datelines, MIN_UNCERTAIN_SHARE)
            : Datelines.Window.of(certain, datelines, MIN_CERTAIN_SHARE);
    return window.stream()
        .map(
            found ->
                RowFactory.create(
                    group,
                    Date.valueOf(found.from()),
                    Date.valueOf(found.to()),
                    Date.valueOf(found.firstKnown()),
                    Date.valueOf(found.lastKnown())))
        .iterator();
  }

  private static Iterator<Row> inYear(Row record) {
    Row given = record.getAs("window");
    Datelines.Window window =
        new Datelines.Window(
            given.getDate(0).toLocalDate(),
            given.getDate(1).toLocalDate(),
            given.getDate(2).toLocalDate(),
            given.getDate(3).toLocalDate());
    return window
        .day(record.<Integer>getAs("dateline_month"), record.<Integer>getAs("dateline_day"))
        .map(
            day ->
                RowFactory.create(
                    record.getAs("raw_id"),
                    record.getAs("stretch"),
                    record.getAs("record_index"),
                    Date.valueOf(day),
                    window.confidence(day),
                    record.getAs("dateline")))
        .stream()
        .iterator();
  }

  private static Iterator<Row> inOrder(List<Row> given) {
    List<Row> articles = new ArrayList<>(given);
    articles.sort(
        Comparator.<Row, Long>comparing(row -> row.isNullAt(0) ? -1 : row.getLong(0))
            .thenComparing(row -> row.getString(1)));
    List<LocalDate> days = new ArrayList<>();
    for (Row article : articles) {
      days.add(article.getDate(2).toLocalDate());
    }
    List<LocalDate> ordered = Datelines.inOrder(days);
    List<Row> dated = new ArrayList<>();
    for (int i = 0; i < articles.size(); i++) {
      Row article = articles.get(i);
      if (article.isNullAt(3)) {
        continue; // its day was known before
      }
      LocalDate named = days.get(i);
      LocalDate day = ordered.get(i);
      double confidence = article.getDouble(3);
      dated.add(
          RowFactory.create(
              article.getString(1),
              Date.valueOf(day == null ? named.withDayOfMonth(1) : day),
              (day == null ? Resolution.MONTH : Resolution.DAY).label(),
              named.equals(day) ? confidence : Math.min(confidence, DATELINE_CONFIDENCE_IN_ORDER),
              article.getString(4)));
    }
    return dated.iterator();
  }

  /**
   * (raw_id, copy_date, copy_resolution, copy_confidence, copy_evidence): of records without a
   * known day that share at least half of their longer sentences with records of one day.
   */
  private static Dataset<Row> byCopies(Dataset<Row> keys, Dataset<Row> known) {
    Dataset<Row> sentences = keys.select("raw_id", "folded_hash");
    Dataset<Row> holders =
        sentences
            .join(known, "raw_id")
            .groupBy("folded_hash")
            .agg(min(struct("day", "raw_id")).as("first"), max("day").as("last_day"))
            // What stands in articles of many days is background or furniture.
            .where(datediff(col("last_day"), col("first.day")).leq(MAX_COPY_SPREAD_DAYS))
            .select(
                col("folded_hash"), col("first.day").as("day"), col("first.raw_id").as("holder"));
    Dataset<Row> undated = sentences.join(known, new String[] {"raw_id"}, "left_anti");
    Dataset<Row> sizes = undated.groupBy("raw_id").agg(count(lit(1)).as("sentences"));
    return undated
        .join(holders, "folded_hash")
        .groupBy("raw_id", "day")
        .agg(countDistinct("folded_hash").as("shared"), min("holder").as("holder"))
        .where(col("shared").geq(MIN_COPIED_SENTENCES))
        .join(sizes, "raw_id")
        .withColumn("share", col("shared").divide(col("sentences")))
        .where(col("share").geq(MIN_COPIED_SHARE))
        .groupBy("raw_id")
        // At exactly one half each, the earlier day.
        .agg(
            max(struct(
                    col("share"),
                    datediff(lit("2200-01-01"), col("day")).as("age"),
                    col("day"),
                    col("holder")))
                .as("best"))
        .select(
            col("raw_id"),
            col("best.day").as("copy_date"),
            when(col("best.share").geq(MIN_COPIED_SHARE_OF_DAY), lit(Resolution.DAY.label()))
                .otherwise(Resolution.MONTH.label())
                .as("copy_resolution"),
            // 0.65 for half of the sentences, 0.85 for all.
            lit(0.45).plus(col("best.share").multiply(0.4)).as("copy_confidence"),
            concat(lit("copy of "), col("best.holder")).as("copy_evidence"));
  }

  /**
   * When a record was published, by what it says itself and what the corpus knows of it.
   *
   * @param record a raw record with the columns of {@link #found}
   * @param text its text after cleaning
   */
  static Optional<PublishedDate> date(Row record, String text) {
    Timestamp fetchedAt = record.getAs(RawRecords.FETCHED_AT.name());
    Optional<PublishedDate> date = bestDate(record, text);
    return fetchedAt == null
        ? date
        : date.map(found -> PublishedDates.weighedByFetch(found, fetchedAt.toInstant()));
  }

  private static Optional<PublishedDate> bestDate(Row record, String text) {
    String order = record.getAs("day_order");
    Optional<PublishedDate> own = own(record, order == null ? null : DayOrder.valueOf(order));
    if (own.filter(PublishedDate::hasDay).isPresent()) {
      return own;
    }
    Optional<Datelines.Dateline> dateline = dateline(record);
    if (dateline.isPresent() && dateline.get().yearOrZero() > 0) {
      Datelines.Dateline found = dateline.get();
      Optional<PublishedDate> full =
          found
              .in(found.yearOrZero())
              .map(
                  day ->
                      new PublishedDate(
                          null, day, Resolution.DAY, Method.DATELINE, 0.95, found.evidence()));
      if (full.isPresent()) {
        return full;
      }
    }
    Optional<PublishedDate> inYear =
        own.flatMap(coarse -> dateline.flatMap(day -> ownDateline(coarse, day)));
    return inYear
        .or(() -> learned(record, "dateline", Method.DATELINE))
        .or(() -> PublishedDates.findInComments(record.getAs(RawRecords.RAW_TEXT.name())))
        .or(() -> learned(record, "copy", Method.COPY))
        .or(() -> PublishedDates.findInLead(text))
        .filter(date -> own.isEmpty() || date.isWithin(own.get()))
        .or(() -> own);
  }

  private static Optional<PublishedDate> learned(Row record, String prefix, Method method) {
    Date day = record.getAs(prefix + "_date");
    if (day == null) {
      return Optional.empty();
    }
    boolean isMonth = Resolution.MONTH.label().equals(record.getAs(prefix + "_resolution"));
    return Optional.of(
        new PublishedDate(
            null,
            isMonth ? day.toLocalDate().withDayOfMonth(1) : day.toLocalDate(),
            isMonth ? Resolution.MONTH : Resolution.DAY,
            method,
            record.getAs(prefix + "_confidence"),
            record.getAs(prefix + "_evidence")));
  }

  /** Rows of {@link DateMentions}: the dates in the articles' texts. */
  static Dataset<Row> mentions(Dataset<Row> articles) {
    return articles
        .select(Articles.ARTICLE_ID.col(), Articles.TEXT.col(), Articles.PUBLISHED_DATE.col())
        .flatMap(
            (FlatMapFunction<Row, Row>)
                article -> mentions(article.getString(0), article.getString(1), article.getDate(2)),
            Encoders.row(DateMentions.TABLE.schema()));
  }

  private static Iterator<Row> mentions(String articleId, String text, Date published) {
    CodePoints inText = CodePoints.of(text);
    List<Row> rows = new ArrayList<>();
    for (DateMention mention :
        DateScanner.find(text, published == null ? null : published.toLocalDate())) {
      rows.add(
          RowFactory.create(
              articleId,
              (long) inText.at(mention.start()),
              (long) inText.at(mention.end()),
              text.substring(mention.start(), mention.end()),
              mention.value(),
              mention.day().map(Date::valueOf).orElse(null),
              mention.resolution().name().toLowerCase(Locale.ROOT),
              mention.method().name().toLowerCase(Locale.ROOT)));
    }
    return rows.iterator();
  }

  private Dating() {}
}
