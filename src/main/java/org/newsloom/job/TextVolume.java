package org.newsloom.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.RawRecords;
import org.newsloom.tables.RemovedText;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Table;
import org.newsloom.tables.Tokens;

/**
 * How much text there was before and after a stage, in code points; null is a number that the stage
 * does not decide.
 *
 * @param deliveredChars text of all records
 * @param removedChars what cleaning took out of the articles
 * @param articleChars text of the articles
 * @param distinctChars text of the distinct sentences
 * @param savedShare share (0–1) of the articles' sentences, by characters, that needed no
 *     annotation of their own because the same sentence stands elsewhere
 */
record TextVolume(
    Long deliveredChars,
    Long removedChars,
    Long articleChars,
    Long distinctChars,
    Double savedShare) {
  static final TextVolume UNKNOWN = new TextVolume(null, null, null, null, null);

  /** The numbers that the tables written by a stage tell. */
  static TextVolume of(Warehouse warehouse, List<Table> written) {
    Long delivered = null;
    Long removed = null;
    Long inArticles = null;
    Long distinct = null;
    Double saved = null;
    if (written.contains(RawRecords.TABLE)) {
      delivered = sumOf(warehouse, RawRecords.TABLE, length(RawRecords.RAW_TEXT.col()));
    }
    if (written.contains(RemovedText.TABLE)) {
      removed =
          sumOf(
              warehouse,
              RemovedText.TABLE,
              RemovedText.END_CHAR.col().minus(RemovedText.START_CHAR.col()));
    }
    if (written.contains(Articles.TABLE)) {
      inArticles = sumOf(warehouse, Articles.TABLE, Articles.TEXT_CHARS.col());
    }
    if (written.contains(Sentences.TABLE)) {
      distinct = distinctChars(warehouse);
    }
    if (written.contains(Tokens.TABLE)
        && warehouse.tables().containsAll(List.of(Sentences.TABLE, ArticleSentences.TABLE))) {
      long placed =
          sumOf(
              warehouse,
              ArticleSentences.TABLE,
              ArticleSentences.END_CHAR.col().minus(ArticleSentences.START_CHAR.col()));
      saved = placed == 0 ? null : Double.valueOf(1 - distinctChars(warehouse) / (double) placed);
    }
    return new TextVolume(delivered, removed, inArticles, distinct, saved);
  }

  /** Each number from whichever of the two has it, this one first. */
  TextVolume or(TextVolume other) {
    return new TextVolume(
        Optional.ofNullable(deliveredChars).orElse(other.deliveredChars),
        Optional.ofNullable(removedChars).orElse(other.removedChars),
        Optional.ofNullable(articleChars).orElse(other.articleChars),
        Optional.ofNullable(distinctChars).orElse(other.distinctChars),
        Optional.ofNullable(savedShare).orElse(other.savedShare));
  }

  private static long distinctChars(Warehouse warehouse) {
    return sumOf(warehouse, Sentences.TABLE, length(Sentences.TEXT.col()));
  }

  private static long sumOf(Warehouse warehouse, Table table, Column chars) {
    return warehouse.read(table).agg(coalesce(sum(chars.cast("long")), lit(0L))).first().getLong(0);
  }
}
