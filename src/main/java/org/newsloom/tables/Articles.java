package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Clean text with its provenance and date. One row per accepted article. */
public final class Articles {
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column RAW_ID = required("raw_id", StringType, "Record it was made from.");
  public static final Column EXTERNAL_ID =
      required("external_id", StringType, "Id the source gave, or the file name.");
  public static final Column SOURCE = optional("source", StringType, "Publisher or site.");
  public static final Column URL = optional("url", StringType, "Address of the article.");
  public static final Column TITLE = optional("title", StringType, "Headline, cleaned.");
  public static final Column TEXT =
      required(
          "text",
          StringType,
          "Clean text; every offset of a sentence or mention counts its code points.");
  public static final Column LANGUAGE =
      required("language", StringType, "ISO 639-1 code of the language identified.");
  public static final Column PUBLISHED_AT =
      optional("published_at", TimestampType, "Publication instant (UTC), where one is known.");
  public static final Column PUBLISHED_DATE =
      optional(
          "published_date",
          DateType,
          "Publication day as the source prints it (the UTC day of a bare instant); null where only a month, a year or nothing is known.");
  public static final Column DATE_RESOLUTION =
      required(
          "date_resolution",
          StringType,
          "How exact the date is: instant, day, month, year or unknown.");
  public static final Column DATE_METHOD =
      required(
          "date_method",
          StringType,
          "Where the date comes from: metadata; header, a date line in the text; url, or the file's name;"
              + " dateline, its year that of the file's or source's other articles; text, what it"
              + " or its comments speak of; copy, the day of the articles it shares at least half of"
              + " its longer sentences with; or unknown.");
  public static final Column DATE_CONFIDENCE =
      optional(
          "date_confidence", DoubleType, "Confidence in the date, 0 to 1; null where unknown.");
  public static final Column DATE_EVIDENCE =
      optional(
          "date_evidence",
          StringType,
          "The words the date was read from; of a copy, the article it was copied from.");
  public static final Column TEXT_CHARS =
      required("text_chars", LongType, "Length of text in code points.");
  public static final Column SENTENCE_COUNT =
      required("sentence_count", LongType, "Sentences in text.");
  public static final Column TOKEN_COUNT =
      required("token_count", LongType, "Tokens in text, by Newsloom's own tokenizer.");
  public static final Column AUTHOR =
      optional("author", StringType, "Who wrote it, as delivered; several are parted by commas.");

  public static final Column IS_TRANSCRIPT =
      required(
          "is_transcript",
          BooleanType,
          "Whether text is what was said on air, with the names of its speakers.");
  public static final Column DATELINE_COUNT =
      required(
          "dateline_count",
          LongType,
          "Datelines of agencies in text, such as 'CAIRO (Reuters) -'; more than one is a page of several reports.");

  public static final Table TABLE =
      Table.of("articles", "accepted article", "Clean text with its provenance and date.")
          .columns(
              ARTICLE_ID,
              RAW_ID,
              EXTERNAL_ID,
              SOURCE,
              URL,
              TITLE,
              TEXT,
              LANGUAGE,
              PUBLISHED_AT,
              PUBLISHED_DATE,
              DATE_RESOLUTION,
              DATE_METHOD,
              DATE_CONFIDENCE,
              DATE_EVIDENCE,
              TEXT_CHARS,
              SENTENCE_COUNT,
              TOKEN_COUNT,
              AUTHOR,
              IS_TRANSCRIPT,
              DATELINE_COUNT)
          .key(ARTICLE_ID);

  private Articles() {}
}
