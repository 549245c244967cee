package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/**
 * Who is mentioned with whom, and whether that is more than chance. One row per pair over all time.
 */
public final class EntityPairs {
  public static final Column ENTITY_A =
      required("entity_a", StringType, "The entity with the smaller id.");
  public static final Column ENTITY_B =
      required("entity_b", StringType, "The entity with the greater id.");
  public static final Column ARTICLE_COUNT =
      required("article_count", LongType, "Articles that mention both.");
  public static final Column STORY_COUNT =
      required("story_count", LongType, "Stories with an article that mentions both.");
  public static final Column SENTENCE_COUNT =
      required("sentence_count", LongType, "Sentences of articles that mention both.");
  public static final Column NPMI =
      optional(
          "npmi",
          DoubleType,
          "Normalised pointwise mutual information over stories, ln(p(a,b) / (p(a) p(b))) / -ln"
              + " p(a,b): -1 never together, 0 as by chance, 1 only together (Bouma 2009). p(a,b) is"
              + " independent_story_count, and p(a) the stories that name a in their text, of all stories.");
  public static final Column LOG_LIKELIHOOD_RATIO =
      optional(
          "log_likelihood_ratio",
          DoubleType,
          "Log-likelihood ratio G2 = 2 sum(observed ln(observed / expected)) over the stories with"
              + " both, with a alone, with b alone and with neither, expected by their margins"
              + " (Dunning 1993); 0 or more, see npmi for the direction.");
  public static final Column Q_VALUE =
      optional(
          "q_value",
          DoubleType,
          "Smallest false discovery rate at which the pair is significant: the least p m / r of its"
              + " own and all greater p, of rank r among the m pairs of this table (Benjamini and"
              + " Hochberg 1995); p is the chi-squared probability, of one degree of freedom, of a"
              + " log_likelihood_ratio as great.");
  public static final Column TONE =
      optional(
          "tone",
          DoubleType,
          "Mean tone of those sentences, -1 to 1; null where no sentence holds both.");
  public static final Column FIRST_DATE =
      optional("first_date", DateType, "First publication day of an article that mentions both.");
  public static final Column LAST_DATE =
      optional("last_date", DateType, "Last publication day of an article that mentions both.");
  public static final Column TONE_SUM =
      required("tone_sum", DoubleType, "Sum behind the mean; its n is sentence_count.");

  public static final Column WINDOW_ARTICLE_COUNT =
      required(
          "window_article_count",
          LongType,
          "Articles in which three consecutive sentences hold both: the names stand at most two"
              + " sentences apart.");
  public static final Column WINDOW_STORY_COUNT =
      required("window_story_count", LongType, "Stories with such an article.");
  public static final Column SENTENCE_ARTICLE_COUNT =
      required("sentence_article_count", LongType, "Articles in which a sentence holds both.");
  public static final Column SENTENCE_STORY_COUNT =
      required("sentence_story_count", LongType, "Stories with such an article.");
  public static final Column DISTINCT_SENTENCE_COUNT =
      required(
          "distinct_sentence_count",
          LongType,
          "Distinct sentences that hold both: one printed in many articles and stories counts"
              + " once.");
  public static final Column TONE_SUM_OF_SQUARES =
      required(
          "tone_sum_of_squares",
          DoubleType,
          "Sum of squares beside tone_sum, of as many sentences.");
  public static final Column POSITIVE_COUNT =
      required("positive_count", LongType, "Those of the sentence_count with a tone above 0.");
  public static final Column NEGATIVE_COUNT =
      required("negative_count", LongType, "Those of the sentence_count with a tone below 0.");
  public static final Column EXAMPLE_ARTICLE_ID =
      optional(
          "example_article_id",
          StringType,
          "Article of the sentence that shows the pair best: few other names, of moderate length,"
              + " the two close together; null where no sentence holds both.");
  public static final Column EXAMPLE_START_CHAR =
      optional(
          "example_start_char",
          LongType,
          "Start of that sentence in articles.text, in code points.");
  public static final Column EXAMPLE_END_CHAR =
      optional(
          "example_end_char",
          LongType,
          "End (exclusive) of that sentence in articles.text, in code points.");
  public static final Column ODDS_RATIO =
      required(
          "odds_ratio",
          DoubleType,
          "How many times greater the odds of one are in stories of the other: both x neither / (a"
              + " alone x b alone) in stories, each with 0.5 added (Haldane 1956, Anscombe 1956); 1 by"
              + " chance.");
  public static final Column ODDS_RATIO_LOW =
      required(
          "odds_ratio_low",
          DoubleType,
          "Low end of its 95 % interval, exp(ln ratio - 1.96 s), where s squared is the sum of the"
              + " inverses of those four (Woolf 1955, Gart 1966).");
  public static final Column ODDS_RATIO_HIGH =
      required(
          "odds_ratio_high", DoubleType, "High end of its 95 % interval, exp(ln ratio + 1.96 s).");
  public static final Column WINDOW_NPMI =
      optional("window_npmi", DoubleType, "As npmi, of the stories of window_story_count.");
  public static final Column WINDOW_LOG_LIKELIHOOD_RATIO =
      optional(
          "window_log_likelihood_ratio",
          DoubleType,
          "As log_likelihood_ratio, of the stories of window_story_count.");
  public static final Column SENTENCE_NPMI =
      optional(
          "sentence_npmi",
          DoubleType,
          "As npmi, of the stories of sentence_story_count, at most one for each distinct"
              + " sentence.");
  public static final Column SENTENCE_LOG_LIKELIHOOD_RATIO =
      optional(
          "sentence_log_likelihood_ratio",
          DoubleType,
          "As log_likelihood_ratio, of the stories that sentence_npmi counts.");

  public static final Column INDEPENDENT_STORY_COUNT =
      required(
          "independent_story_count",
          LongType,
          "Of the story_count, as many as there are distinct sentences that name either entity: what"
              + " stands in one sentence only, reprinted, is one piece of evidence. It is what the"
              + " measures of association count as both.");
  public static final Column RELATION =
      optional(
          "relation",
          StringType,
          "What one is to the other by entity_relations, such as demonym_of or capital_of: then they"
              + " go together by meaning, and not by the news. Null where nothing is known.");

  public static final Table TABLE =
      Table.of(
              "entity_pairs",
              "pair over all time",
              "Who is mentioned with whom, and whether that is more than chance.")
          .columns(
              ENTITY_A,
              ENTITY_B,
              ARTICLE_COUNT,
              STORY_COUNT,
              SENTENCE_COUNT,
              NPMI,
              LOG_LIKELIHOOD_RATIO,
              Q_VALUE,
              TONE,
              FIRST_DATE,
              LAST_DATE,
              TONE_SUM,
              WINDOW_ARTICLE_COUNT,
              WINDOW_STORY_COUNT,
              SENTENCE_ARTICLE_COUNT,
              SENTENCE_STORY_COUNT,
              DISTINCT_SENTENCE_COUNT,
              TONE_SUM_OF_SQUARES,
              POSITIVE_COUNT,
              NEGATIVE_COUNT,
              EXAMPLE_ARTICLE_ID,
              EXAMPLE_START_CHAR,
              EXAMPLE_END_CHAR,
              ODDS_RATIO,
              ODDS_RATIO_LOW,
              ODDS_RATIO_HIGH,
              WINDOW_NPMI,
              WINDOW_LOG_LIKELIHOOD_RATIO,
              SENTENCE_NPMI,
              SENTENCE_LOG_LIKELIHOOD_RATIO,
              INDEPENDENT_STORY_COUNT,
              RELATION)
          .key(ENTITY_A, ENTITY_B);

  private EntityPairs() {}
}
