package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/**
 * What was copied: the passages that a copy shares with its source, and long ones that an article
 * shares with an earlier one without being its copy. One row per passage.
 */
public final class SharedPassages {
  public static final Column ARTICLE_ID =
      required("article_id", StringType, "The article that has the passage too.");
  public static final Column START_CHAR =
      required("start_char", LongType, "Start in articles.text, in code points.");
  public static final Column END_CHAR =
      required("end_char", LongType, "End (exclusive) in articles.text, in code points.");
  public static final Column OTHER_ARTICLE_ID =
      required(
          "other_article_id",
          StringType,
          "The earlier article: copied_from_article_id, or else the earliest found to have a passage of 200 characters and more.");
  public static final Column OTHER_START_CHAR =
      required("other_start_char", LongType, "Start in the other article's text, in code points.");
  public static final Column OTHER_END_CHAR =
      required(
          "other_end_char",
          LongType,
          "End (exclusive) in the other article's text, in code points.");
  public static final Column SHARED_CHARS =
      required("shared_chars", LongType, "Length of the passage in this article.");
  public static final Column IS_SOURCE =
      required(
          "is_source",
          BooleanType,
          "Whether the other article is this one's copied_from_article_id.");
  public static final Column IS_SAME_STORY =
      required(
          "is_same_story",
          BooleanType,
          "Whether both are in one story; if not, the passage was lifted or quoted.");
  public static final Column METHOD =
      required(
          "method",
          StringType,
          "exact (all letters and digits of both articles), sentences (whole sentences of the same letters) or words (the same words begin and end it and stand all through it, but some between them differ; the passage may go on some words beyond either end).");

  public static final Table TABLE =
      Table.of(
              "shared_passages",
              "passage that stands in two articles",
              "What was copied: the passages that a copy shares with its source, and long ones that an article shares with an earlier one without being its copy.")
          .columns(
              ARTICLE_ID,
              START_CHAR,
              END_CHAR,
              OTHER_ARTICLE_ID,
              OTHER_START_CHAR,
              OTHER_END_CHAR,
              SHARED_CHARS,
              IS_SOURCE,
              IS_SAME_STORY,
              METHOD)
          .key(ARTICLE_ID, START_CHAR, OTHER_ARTICLE_ID, OTHER_START_CHAR);

  private SharedPassages() {}
}
