package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/**
 * What could not be used, and why. Nothing is dropped without a row here. One row per record not
 * used.
 */
public final class RejectedRecords {
  public static final Column RAW_ID =
      required(
          "raw_id",
          StringType,
          "Record; for a file that could not be read at all, a hash of its path.");
  public static final Column PATH =
      required("path", StringType, "File the record came from, as a full URI.");
  public static final Column RECORD_INDEX =
      optional(
          "record_index",
          LongType,
          "Place of the record in its file, from 0; null where the whole file is rejected.");
  public static final Column REASON =
      required(
          "reason",
          StringType,
          "Why, as one word: malformed_json, truncated_gzip, empty_text, language, too_short, ...");
  public static final Column DETAIL = optional("detail", StringType, "What was found, for people.");

  public static final Table TABLE =
      Table.of(
              "rejected_records",
              "record not used",
              "What could not be used, and why. Nothing is dropped without a row here.")
          .columns(RAW_ID, PATH, RECORD_INDEX, REASON, DETAIL)
          .key(RAW_ID);

  private RejectedRecords() {}
}
