package org.newsloom.export;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleTone;
import org.newsloom.tables.Articles;
import org.newsloom.tables.DateMentions;
import org.newsloom.tables.Entities;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.Quotations;

/**
 * Articles as records of GDELT's Global Knowledge Graph, by its codebook 2.1
 * (http://data.gdeltproject.org/documentation/GDELT-Global_Knowledge_Graph_Codebook-V2.1.pdf).
 *
 * <p>Persons, organisations and places go by their entity's name, so that aliases count as one, and
 * AllNames has what the text says. Names in datelines, bylines and the credits of pictures stand in
 * AllNames alone. Offsets count code points of {@code articles.text}. Inside a field, what would
 * part it ({@code ; , # |}, tabs, ends of lines) is a blank, one for each, so that lengths hold.
 *
 * <p>Empty for every article: counts, themes, images, videos and amounts, for which Newsloom has no
 * table, and the translation, since nothing is translated. Of GCAM there is the word count.
 */
final class GkgRecords {
  /** The record: 27 fields separated by tabs. */
  static final String RECORD = "record";

  /** Its V2.1DATE, empty where the day is not known. */
  static final String DATE = "date";

  /** Ends of lines, other control characters and what XML cannot hold. */
  private static final String CONTROLS = "[\\p{Cntrl}\\u0085\\u2028\\u2029\\uFFFE\\uFFFF]";

  private static final String PARTING = ";,#|";
  private static final Column NOTHING = lit("");

  /**
   * One {@link #RECORD} for each article, and its {@link #DATE}.
   *
   * @param articles {@link Articles}
   * @param copies {@link ArticleCopies}
   * @param mentions {@link Mentions}
   * @param entities {@link Entities}
   * @param tones {@link ArticleTone}
   * @param quotations {@link Quotations}
   * @param dates {@link DateMentions}
   */
  static Dataset<Row> of(
      Dataset<Row> articles,
      Dataset<Row> copies,
      Dataset<Row> mentions,
      Dataset<Row> entities,
      Dataset<Row> tones,
      Dataset<Row> quotations,
      Dataset<Row> dates) {
    String[] article = {Articles.ARTICLE_ID.name()};
    return articles
        // The text stays where it is: no field repeats it.
        .select(
            Articles.ARTICLE_ID.col(),
            Articles.EXTERNAL_ID.col(),
            Articles.SOURCE.col(),
            Articles.URL.col(),
            Articles.TITLE.col(),
            Articles.AUTHOR.col(),
            Articles.PUBLISHED_AT.col(),
            Articles.PUBLISHED_DATE.col())
        .join(
            copies.select(ArticleCopies.ARTICLE_ID.col(), ArticleCopies.STORY_ID.col()),
            article,
            "left")
        .join(tones, article, "left")
        .join(names(mentions, entities), article, "left")
        .join(quoted(quotations), article, "left")
        .join(spokenOf(dates), article, "left")
        .withColumn(DATE, known(date()))
        .select(col(DATE), record().as(RECORD));
  }

  /** Per article {@code names}: what is named where, in the order of the text. */
  private static Dataset<Row> names(Dataset<Row> mentions, Dataset<Row> entities) {
    return mentions
        .select(
            Mentions.ARTICLE_ID.col(),
            Mentions.ENTITY_ID.col(),
            Mentions.ENTITY_TYPE.col(),
            Mentions.START_CHAR.col(),
            Mentions.SURFACE.col(),
            Mentions.IS_CREDIT.col())
        .join(
            GdeltPlaces.of(entities)
                .select(
                    Entities.ENTITY_ID.col(),
                    plain(Entities.NAME.col()).as("name"),
                    col(GdeltPlaces.BRIEF),
                    col(GdeltPlaces.DETAILED)),
            Mentions.ENTITY_ID.name())
        .groupBy(Mentions.ARTICLE_ID.col())
        .agg(
            array_sort(
                    collect_list(
                        struct(
                            Mentions.START_CHAR.col().as("start"),
                            Mentions.ENTITY_TYPE.col().as("type"),
                            Mentions.IS_CREDIT.col(),
                            plain(Mentions.SURFACE.col()).as("surface"),
                            col("name"),
                            col(GdeltPlaces.BRIEF),
                            col(GdeltPlaces.DETAILED))))
                .as("names"));
  }

  /** Per article {@code quotations}, each with the offset, length and verb before the words. */
  private static Dataset<Row> quoted(Dataset<Row> quotations) {
    Column length = Quotations.END_CHAR.col().minus(Quotations.START_CHAR.col());
    Column quotation =
        concat_ws(
            "|",
            Quotations.START_CHAR.col(),
            length,
            known(Quotations.VERB.col()),
            plain(Quotations.TEXT.col()));
    return grouped(
        quotations, Quotations.ARTICLE_ID.col(), Quotations.START_CHAR.col(), quotation, "quotes");
  }

  /** Per article {@code dates}: resolution, month, day, year (0 where unknown) and offset. */
  private static Dataset<Row> spokenOf(Dataset<Row> dates) {
    Column value = DateMentions.VALUE.col();
    Column resolution = DateMentions.RESOLUTION.col();
    Column code =
        when(resolution.equalTo("year"), "1")
            .when(resolution.equalTo("month"), "2")
            .when(resolution.equalTo("day"), "3")
            .when(resolution.equalTo("month_day"), "4");
    Column date =
        concat_ws(
            ",",
            code,
            number(regexp_extract(value, "^(?:\\d{4}|-)-(\\d\\d)", 1)),
            number(regexp_extract(value, "^(?:\\d{4}|-)-\\d\\d-(\\d\\d)$", 1)),
            number(regexp_extract(value, "^(\\d{4})", 1)),
            DateMentions.START_CHAR.col());
    return grouped(
        dates.where(code.isNotNull()),
        DateMentions.ARTICLE_ID.col(),
        DateMentions.START_CHAR.col(),
        date,
        "dates");
  }

  private static Dataset<Row> grouped(
      Dataset<Row> rows, Column article, Column start, Column block, String as) {
    return rows.groupBy(article)
        .agg(array_sort(collect_list(struct(start.as("start"), block.as("block")))).as("blocks"))
        .select(article, transform(col("blocks"), sorted -> sorted.getField("block")).as(as));
  }

  /** The instant of publication; midnight where only the day is known. */
  private static Column date() {
    return coalesce(
        date_format(Articles.PUBLISHED_AT.col(), "yyyyMMddHHmmss"),
        date_format(Articles.PUBLISHED_DATE.col(), "yyyyMMdd'000000'"));
  }

  private static Column record() {
    Column isOnWeb = known(Articles.URL.col()).rlike("^(?i)https?://.");
    Column host = regexp_extract(Articles.URL.col(), "^(?i)https?://(?:www\\.)?([^/:?#]+)", 1);
    return concat_ws(
        "\t",
        // GKGRECORDID
        concat_ws(
            "-",
            when(col(DATE).equalTo(""), "00000000000000").otherwise(col(DATE)),
            Articles.ARTICLE_ID.col()),
        // V2.1DATE
        col(DATE),
        // V2SOURCECOLLECTIONIDENTIFIER: the open web, or what only a citation leads to
        when(isOnWeb, "1").otherwise("2"),
        // V2SOURCECOMMONNAME
        line(known(coalesce(Articles.SOURCE.col(), when(isOnWeb, host)))),
        // V2DOCUMENTIDENTIFIER
        line(when(isOnWeb, Articles.URL.col()).otherwise(Articles.EXTERNAL_ID.col())),
        // V1COUNTS, V2.1COUNTS, V1THEMES, V2ENHANCEDTHEMES
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        // V1LOCATIONS, V2ENHANCEDLOCATIONS
        distinct("LOC", GdeltPlaces.BRIEF),
        each("LOC", GdeltPlaces.DETAILED, "#"),
        // V1PERSONS, V2ENHANCEDPERSONS
        lower(distinct("PER", "name")),
        each("PER", "name", ","),
        // V1ORGANIZATIONS, V2ENHANCEDORGANIZATIONS
        lower(distinct("ORG", "name")),
        each("ORG", "name", ","),
        // V1.5TONE
        known(
            concat(
                ArticleTone.TONE_PCT.col(),
                lit(","),
                ArticleTone.POSITIVE_PCT.col(),
                lit(","),
                ArticleTone.NEGATIVE_PCT.col(),
                lit(","),
                ArticleTone.POLARITY_PCT.col(),
                lit(","),
                ArticleTone.ACTIVITY_PCT.col(),
                lit(","),
                ArticleTone.SELF_GROUP_PCT.col(),
                lit(","),
                ArticleTone.WORD_COUNT.col())),
        // V2.1ENHANCEDDATES
        known(array_join(col("dates"), ";")),
        // V2GCAM
        known(concat(lit("wc:"), ArticleTone.WORD_COUNT.col())),
        // V2.1SHARINGIMAGE, V2.1RELATEDIMAGES, V2.1SOCIALIMAGEEMBEDS, V2.1SOCIALVIDEOEMBEDS
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        // V2.1QUOTATIONS
        known(array_join(col("quotes"), "#")),
        // V2.1ALLNAMES
        known(
            array_join(
                transform(
                    col("names"),
                    name -> concat_ws(",", name.getField("surface"), name.getField("start"))),
                ";")),
        // V2.1AMOUNTS, V2.1TRANSLATIONINFO
        NOTHING,
        NOTHING,
        // V2EXTRASXML
        concat_ws(
            "",
            element("PAGE_AUTHORS", replace(Articles.AUTHOR.col(), lit(", "), lit(";"))),
            element(
                "PAGE_PRECISEPUBTIMESTAMP",
                when(Articles.PUBLISHED_AT.col().isNotNull(), col(DATE))),
            element("PAGE_TITLE", Articles.TITLE.col()),
            element("NEWSLOOM_STORY", ArticleCopies.STORY_ID.col())));
  }

  /** Names of a type outside credits. */
  private static Column reported(String type) {
    return filter(
        col("names"),
        name ->
            name.getField("type")
                .equalTo(type)
                .and(name.getField(Mentions.IS_CREDIT.name()).equalTo(false)));
  }

  /** A V1 field: each once, in the order of first mention. */
  private static Column distinct(String type, String part) {
    return known(
        array_join(array_distinct(transform(reported(type), name -> name.getField(part))), ";"));
  }

  /** A V2 field: each mention with its offset. */
  private static Column each(String type, String part, String before) {
    return known(
        array_join(
            transform(
                reported(type),
                name -> concat_ws(before, name.getField(part), name.getField("start"))),
            ";"));
  }

  private static Column element(String tag, Column value) {
    Column escaped = line(value);
    for (String[] entity : new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}}) {
      escaped = replace(escaped, lit(entity[0]), lit(entity[1]));
    }
    return concat(lit("<" + tag + ">"), escaped, lit("</" + tag + ">"));
  }

  private static Column number(Column digits) {
    return when(digits.equalTo(""), "0").otherwise(digits.cast("int").cast("string"));
  }

  /** Text that parts neither records nor fields. */
  private static Column line(Column text) {
    return regexp_replace(text, CONTROLS, " ");
  }

  /** Text that does not part a field's blocks either. */
  static Column plain(Column text) {
    return translate(line(text), PARTING, " ".repeat(PARTING.length()));
  }

  private static Column known(Column value) {
    return coalesce(value, NOTHING);
  }

  private GkgRecords() {}
}
