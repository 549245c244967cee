package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Every record that was read, unchanged, used or not. One row per record as delivered. */
public final class RawRecords {
  public static final Column RAW_ID =
      required(
          "raw_id",
          StringType,
          "Hash of the file's path below its input, the record's place in it and its bytes.");
  public static final Column PATH =
      required("path", StringType, "File the record came from, as a full URI.");
  public static final Column RECORD_INDEX =
      optional(
          "record_index",
          LongType,
          "Place of the record in its file, from 0 (in JSON Lines, the line); null where the whole"
              + " file is rejected.");
  public static final Column EXTERNAL_ID =
      required(
          "external_id",
          StringType,
          "Id the source gave (in WARC files, the WARC-Record-ID), or the file name (with #index in"
              + " files of many records).");
  public static final Column SOURCE =
      optional("source", StringType, "Publisher or site, as delivered.");
  public static final Column URL =
      optional("url", StringType, "Address of the article, as delivered.");
  public static final Column TITLE = optional("title", StringType, "Headline, as delivered.");
  public static final Column RAW_TEXT =
      optional(
          "raw_text",
          StringType,
          "Text before cleaning. For HTML pages, the main text found in the page.");
  public static final Column RAW_PUBLISHED =
      optional("raw_published", StringType, "Publication date, as delivered.");
  public static final Column SHA256 =
      optional(
          "sha256",
          StringType,
          "SHA-256 of the record's bytes (in WARC files, of the page's); null where they could not be"
              + " read.");
  public static final Column DATELINE =
      optional("dateline", StringType, "Dateline that came in a field of its own.");
  public static final Column FORMAT =
      required(
          "format",
          StringType,
          "Format it was read as: txt, json, csv, parquet, html, warc or unknown.");
  public static final Column CHARSET =
      optional("charset", StringType, "Character set it was decoded with.");
  public static final Column REJECT_REASON =
      optional(
          "reject_reason",
          StringType,
          "Why the record could not be read, as in rejected_records; null where it could.");
  public static final Column REJECT_DETAIL =
      optional("reject_detail", StringType, "What was found, for people.");
  public static final Column AUTHOR =
      optional("author", StringType, "Who wrote it, as delivered; several are parted by commas.");
  public static final Column FETCHED_AT =
      optional(
          "fetched_at",
          TimestampType,
          "When a crawler fetched the page (WARC-Date, UTC); null for other formats.");

  public static final Table TABLE =
      Table.of(
              "raw_records",
              "record as delivered",
              "Every record that was read, unchanged, used or not.")
          .columns(
              RAW_ID,
              PATH,
              RECORD_INDEX,
              EXTERNAL_ID,
              SOURCE,
              URL,
              TITLE,
              RAW_TEXT,
              RAW_PUBLISHED,
              SHA256,
              DATELINE,
              FORMAT,
              CHARSET,
              REJECT_REASON,
              REJECT_DETAIL,
              AUTHOR,
              FETCHED_AT)
          .key(RAW_ID);

  private RawRecords() {}
}
