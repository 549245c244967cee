package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.required;

/**
 * Words, numbers and signs of every distinct sentence. One row per token of a distinct sentence.
 */
public final class Tokens {
  public static final Column SENTENCE_ID =
      required("sentence_id", StringType, "The distinct sentence.");
  public static final Column TOKEN_INDEX =
      required("token_index", IntegerType, "Place of the token in the sentence, from 0.");
  public static final Column START_CHAR =
      required("start_char", IntegerType, "Start in sentences.text, in code points.");
  public static final Column END_CHAR =
      required("end_char", IntegerType, "End (exclusive) in sentences.text, in code points.");
  public static final Column TOKEN = required("token", StringType, "The token as written.");
  public static final Column NORMAL_FORM =
      required("normal_form", StringType, "Lower-cased, Unicode-compatible form.");

  public static final Table TABLE =
      Table.of(
              "tokens",
              "token of a distinct sentence",
              "Words, numbers and signs of every distinct sentence.")
          .columns(SENTENCE_ID, TOKEN_INDEX, START_CHAR, END_CHAR, TOKEN, NORMAL_FORM)
          .key(SENTENCE_ID, TOKEN_INDEX)
          .keyFollowsFrom(Sentences.TABLE);

  private Tokens() {}
}
