package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/**
 * Names as the tagger and the gazetteer found them, before aliases are resolved. One row per name
 * found in a distinct sentence.
 */
public final class SentenceMentions {
  public static final Column SENTENCE_ID =
      required("sentence_id", StringType, "The distinct sentence.");
  public static final Column START_CHAR =
      required("start_char", IntegerType, "Start in sentences.text, in code points.");
  public static final Column END_CHAR =
      required("end_char", IntegerType, "End (exclusive) in sentences.text, in code points.");
  public static final Column SURFACE = required("surface", StringType, "The name as written.");
  public static final Column ENTITY_TYPE =
      required("entity_type", StringType, "PER, ORG, LOC or MISC.");
  public static final Column CONFIDENCE =
      optional(
          "confidence",
          DoubleType,
          "Confidence of the span and its type, 0 to 1; null where the pipeline gives none.");
  public static final Column METHOD =
      required(
          "method",
          StringType,
          "Who found it: tagger or gazetteer, or pipeline for a model given with --pipeline.");
  public static final Column EXPANSION =
      optional(
          "expansion",
          StringType,
          "Long form, where the sentence defines this name as its acronym.");
  public static final Column TONE =
      required("tone", DoubleType, "Tone toward the name in this sentence, -1 to 1.");
  public static final Column POLARITY =
      required("polarity", IntegerType, "Class of the tone: -1 negative, 0 neutral, 1 positive.");
  public static final Column TONE_CONFIDENCE =
      optional(
          "tone_confidence",
          DoubleType,
          "Probability of the class in polarity, 0 to 1; null where the pipeline gives none.");
  public static final Column PER_PROBABILITY =
      optional(
          "per_probability",
          DoubleType,
          "Probability that exactly this span is a person's name, by its sentence alone; null with --pipeline.");
  public static final Column ORG_PROBABILITY =
      optional("org_probability", DoubleType, "The same for an organisation.");
  public static final Column LOC_PROBABILITY =
      optional("loc_probability", DoubleType, "The same for a place.");
  public static final Column MISC_PROBABILITY =
      optional(
          "misc_probability",
          DoubleType,
          "The same for other names: nationalities, events, works.");

  public static final Table TABLE =
      Table.of(
              "sentence_mentions",
              "name found in a distinct sentence",
              "Names as the tagger and the gazetteer found them, before aliases are resolved.")
          .columns(
              SENTENCE_ID,
              START_CHAR,
              END_CHAR,
              SURFACE,
              ENTITY_TYPE,
              CONFIDENCE,
              METHOD,
              EXPANSION,
              TONE,
              POLARITY,
              TONE_CONFIDENCE,
              PER_PROBABILITY,
              ORG_PROBABILITY,
              LOC_PROBABILITY,
              MISC_PROBABILITY)
          .key(SENTENCE_ID, START_CHAR)
          .keyFollowsFrom(Sentences.TABLE);

  private SentenceMentions() {}
}
