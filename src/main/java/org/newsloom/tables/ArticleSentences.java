package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/** Which sentences stand where in which articles. One row per place of a sentence in an article. */
public final class ArticleSentences {
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column SENTENCE_INDEX =
      required("sentence_index", IntegerType, "Place of the sentence in the article, from 0.");
  public static final Column SENTENCE_ID =
      required("sentence_id", StringType, "The distinct sentence.");
  public static final Column START_CHAR =
      required("start_char", LongType, "Start in articles.text, in code points.");
  public static final Column END_CHAR =
      required("end_char", LongType, "End (exclusive) in articles.text, in code points.");
  public static final Column IS_REPEATED =
      required(
          "is_repeated",
          BooleanType,
          "Whether the same sentence stands earlier in the same article.");
  public static final Column FOLDED_HASH =
      required(
          "folded_hash",
          LongType,
          "64-bit hash of the sentence's letters and digits alone, equal across damaged punctuation.");

  public static final Table TABLE =
      Table.of(
              "article_sentences",
              "place of a sentence in an article",
              "Which sentences stand where in which articles.")
          .columns(
              ARTICLE_ID,
              SENTENCE_INDEX,
              SENTENCE_ID,
              START_CHAR,
              END_CHAR,
              IS_REPEATED,
              FOLDED_HASH)
          .key(ARTICLE_ID, SENTENCE_INDEX)
          .keyFollowsFrom(Articles.TABLE);

  private ArticleSentences() {}
}
