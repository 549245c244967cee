package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/** Every distinct sentence once, however many articles hold it. One row per distinct sentence. */
public final class Sentences {
  public static final Column SENTENCE_ID =
      required("sentence_id", StringType, "Hash of the sentence's text.");
  public static final Column TEXT = required("text", StringType, "The sentence.");
  public static final Column TOKEN_COUNT =
      required("token_count", LongType, "Tokens in it, by Newsloom's own tokenizer.");

  public static final Table TABLE =
      Table.of(
              "sentences",
              "distinct sentence",
              "Every distinct sentence once, however many articles hold it.")
          .columns(SENTENCE_ID, TEXT, TOKEN_COUNT)
          .key(SENTENCE_ID);

  private Sentences() {}
}
