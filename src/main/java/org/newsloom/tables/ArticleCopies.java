package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/**
 * Which story an article belongs to and what it was copied from. One row per article in a story.
 */
public final class ArticleCopies {
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column STORY_ID = required("story_id", StringType, "Its story.");
  public static final Column IS_ORIGINAL =
      required("is_original", BooleanType, "Whether it is taken as the story's original.");
  public static final Column COPIED_FROM_ARTICLE_ID =
      optional(
          "copied_from_article_id",
          StringType,
          "Article it shares most with of those published before it, or on the same day and longer; null for an original.");
  public static final Column SHARED_SHARE =
      optional(
          "shared_share",
          DoubleType,
          "Share (0-1) of this article's text that stands in copied_from_article_id; null for an original.");
  public static final Column METHOD =
      required(
          "method",
          StringType,
          "How it was matched: original, exact, sentences (whole sentences are the same) or words (passages in which some words differ).");

  public static final Table TABLE =
      Table.of(
              "article_copies",
              "article in a story",
              "Which story an article belongs to and what it was copied from.")
          .columns(ARTICLE_ID, STORY_ID, IS_ORIGINAL, COPIED_FROM_ARTICLE_ID, SHARED_SHARE, METHOD)
          .key(ARTICLE_ID);

  private ArticleCopies() {}
}
