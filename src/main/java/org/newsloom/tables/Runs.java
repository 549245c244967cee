package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** What was done, when, with what. One row per run and stage. */
public final class Runs {
  public static final Column RUN_ID = required("run_id", StringType, "The run.");
  public static final Column STAGE = required("stage", StringType, "The stage.");
  public static final Column STARTED_AT = required("started_at", TimestampType, "Start (UTC).");
  public static final Column FINISHED_AT = required("finished_at", TimestampType, "End (UTC).");
  public static final Column INPUT_ROWS =
      optional(
          "input_rows",
          LongType,
          "Rows of the tables it reads; null for a stage that reads files.");
  public static final Column OUTPUT_ROWS =
      required("output_rows", LongType, "Rows written over all its tables.");
  public static final Column REJECTED_ROWS =
      required("rejected_rows", LongType, "Records rejected.");
  public static final Column VERSIONS =
      required("versions", StringType, "Newsloom, Spark, Java and pipeline versions.");
  public static final Column SETTINGS = required("settings", StringType, "Options in force.");
  public static final Column IS_REUSED =
      required(
          "is_reused",
          BooleanType,
          "Whether the tables of an earlier run were taken over unchanged.");
  public static final Column NOTES =
      optional("notes", StringType, "What was capped or skipped, with counts.");

  public static final Column DELIVERED_CHARS =
      optional(
          "delivered_chars",
          LongType,
          "Characters of raw_text in all records; null but for the stage that reads them (ingest).");
  public static final Column REMOVED_CHARS =
      optional(
          "removed_chars",
          LongType,
          "Characters that removed_text holds; null but for the stage that cleans (clean).");
  public static final Column ARTICLE_CHARS =
      optional(
          "article_chars",
          LongType,
          "Characters of the articles' text; null but for the stage that cleans (clean).");
  public static final Column DISTINCT_CHARS =
      optional(
          "distinct_chars",
          LongType,
          "Characters of the distinct sentences; null but for the stage that finds them (split).");
  public static final Column ANNOTATION_SAVED_SHARE =
      optional(
          "annotation_saved_share",
          DoubleType,
          "Share (0-1) of the articles' sentences, by characters, not annotated because the same sentence stands elsewhere; null but for annotate.");

  public static final Table TABLE =
      Table.of("runs", "run and stage", "What was done, when, with what.")
          .columns(
              RUN_ID,
              STAGE,
              STARTED_AT,
              FINISHED_AT,
              INPUT_ROWS,
              OUTPUT_ROWS,
              REJECTED_ROWS,
              VERSIONS,
              SETTINGS,
              IS_REUSED,
              NOTES,
              DELIVERED_CHARS,
              REMOVED_CHARS,
              ARTICLE_CHARS,
              DISTINCT_CHARS,
              ANNOTATION_SAVED_SHARE)
          .key(RUN_ID, STAGE);

  private Runs() {}
}
