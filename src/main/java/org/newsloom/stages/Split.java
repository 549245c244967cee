package org.newsloom.stages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Table;
import org.newsloom.text.CodePoints;
import org.newsloom.text.SentenceKey;
import org.newsloom.text.SentenceSplitter;
import org.newsloom.text.Span;
import org.newsloom.text.WordTokenizer;
import picocli.CommandLine.Command;

/**
 * Splits articles into sentences and keeps each distinct sentence once.
 *
 * <p>Which of a sentence's occurrences is kept is decided on ids alone: its first, by article id
 * and place. The text itself is not shuffled; the articles are read again where they lie.
 */
@Command(
    name = "split",
    description = "Splits articles into sentences and keeps each distinct one once.")
public final class Split implements Stage {

  @Override
  public String name() {
    return "split";
  }

  @Override
  public List<Table> reads() {
    return List.of(Articles.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ArticleSentences.TABLE, Sentences.TABLE);
  }

  @Override
  public void run(Job job) {
    job.write(ArticleSentences.TABLE, articleSentences(job.read(Articles.TABLE)));
    job.write(
        Sentences.TABLE, sentences(job.read(Articles.TABLE), job.read(ArticleSentences.TABLE)));
  }

  /** The sentences of every article in their places. */
  static Dataset<Row> articleSentences(Dataset<Row> articles) {
    return articles
        .select(Articles.ARTICLE_ID.col(), Articles.TEXT.col())
        .flatMap(
            (FlatMapFunction<Row, Row>)
                article -> places(article.getString(0), article.getString(1)).iterator(),
            Encoders.row(ArticleSentences.TABLE.schema()));
  }

  /** Each distinct sentence, from the first of its places. */
  static Dataset<Row> sentences(Dataset<Row> articles, Dataset<Row> articleSentences) {
    Dataset<Row> firstPlaces =
        articleSentences
            .groupBy(ArticleSentences.SENTENCE_ID.col())
            .agg(
                min(struct(
                        ArticleSentences.ARTICLE_ID.col(), ArticleSentences.SENTENCE_INDEX.col()))
                    .as("place"))
            .groupBy(col("place.article_id").as("article_id"))
            .agg(collect_list(col("place.sentence_index")).as("sentence_indexes"));
    Dataset<Row> texts = articles.select(Articles.ARTICLE_ID.col(), Articles.TEXT.col());
    return RowsInPlace.join(texts, firstPlaces, Articles.ARTICLE_ID.name())
        .flatMap(
            (FlatMapFunction<Row, Row>)
                article -> distinctSentences(article.getString(1), article.getList(2)).iterator(),
            Encoders.row(Sentences.TABLE.schema()));
  }

  private static List<Row> places(String articleId, String text) {
    CodePoints offsets = CodePoints.of(text);
    Set<String> seen = new HashSet<>();
    List<Row> places = new ArrayList<>();
    for (Span span : SentenceSplitter.split(text)) {
      String sentence = span.of(text);
      String id = SentenceKey.id(sentence);
      places.add(
          RowFactory.create(
              articleId,
              places.size(),
              id,
              (long) offsets.at(span.start()),
              (long) offsets.at(span.end()),
              !seen.add(id),
              SentenceKey.fold(sentence)));
    }
    return places;
  }

  private static List<Row> distinctSentences(String text, List<Integer> indexes) {
    List<Span> spans = SentenceSplitter.split(text);
    List<Row> sentences = new ArrayList<>();
    for (int index : indexes) {
      String sentence = spans.get(index).of(text);
      sentences.add(
          RowFactory.create(
              SentenceKey.id(sentence), sentence, (long) WordTokenizer.tokenize(sentence).size()));
    }
    return sentences;
  }
}
