package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** Every place a name stands, with the entity it names. One row per name in an article. */
public final class Mentions {
  public static final Column ARTICLE_ID = required("article_id", StringType, "The article.");
  public static final Column START_CHAR =
      required("start_char", LongType, "Start in articles.text, in code points.");
  public static final Column END_CHAR =
      required("end_char", LongType, "End (exclusive) in articles.text, in code points.");
  public static final Column SENTENCE_INDEX =
      required("sentence_index", IntegerType, "Sentence of the article it stands in.");
  public static final Column SURFACE = required("surface", StringType, "The name as written.");
  public static final Column ENTITY_ID = required("entity_id", StringType, "The entity it names.");
  public static final Column ENTITY_TYPE =
      required("entity_type", StringType, "Type of the entity: PER, ORG, LOC or MISC.");
  public static final Column METHOD =
      required(
          "method",
          StringType,
          "How the name led to the entity: exact, title, surname, acronym, country, ...");
  public static final Column CONFIDENCE =
      optional("confidence", DoubleType, "Confidence of mention and resolution together, 0 to 1.");
  public static final Column SENTENCE_ID =
      required("sentence_id", StringType, "The distinct sentence it stands in.");
  public static final Column TONE =
      required("tone", DoubleType, "Tone toward the entity in this sentence, -1 to 1.");
  public static final Column POLARITY =
      required("polarity", IntegerType, "Class of the tone: -1 negative, 0 neutral, 1 positive.");
  public static final Column TONE_CONFIDENCE =
      optional(
          "tone_confidence",
          DoubleType,
          "Probability of the class in polarity, 0 to 1; null where the pipeline gives none.");

  public static final Column IS_CREDIT =
      required(
          "is_credit",
          BooleanType,
          "Whether it stands in a dateline, a byline, the credit of a picture or the label of a transcript's speaker; it then makes no pairs and no bursts.");
  public static final Column IN_QUOTATION =
      required("in_quotation", BooleanType, "Whether it stands in quoted speech.");
  public static final Column SPEAKER_ENTITY_ID =
      optional(
          "speaker_entity_id",
          StringType,
          "Who is quoted; null outside quotations and where the attribution is not plain.");

  public static final Table TABLE =
      Table.of(
              "mentions",
              "name in an article",
              "Every place a name stands, with the entity it names.")
          .columns(
              ARTICLE_ID,
              START_CHAR,
              END_CHAR,
              SENTENCE_INDEX,
              SURFACE,
              ENTITY_ID,
              ENTITY_TYPE,
              METHOD,
              CONFIDENCE,
              SENTENCE_ID,
              TONE,
              POLARITY,
              TONE_CONFIDENCE,
              IS_CREDIT,
              IN_QUOTATION,
              SPEAKER_ENTITY_ID)
          .key(ARTICLE_ID, START_CHAR);

  private Mentions() {}
}
