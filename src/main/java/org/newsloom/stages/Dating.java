package org.newsloom.stages;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.newsloom.tables.Articles;
import org.newsloom.tables.DateMentions;
import org.newsloom.text.CodePoints;
import org.newsloom.text.DateMention;
import org.newsloom.text.DateScanner;

/** Dates of articles, and in them: what {@link Clean} learns of days from the corpus. */
final class Dating {
  /** Rows of {@link DateMentions}: the dates in the articles' texts. */
  static Dataset<Row> mentions(Dataset<Row> articles) {
    return articles
        .select(Articles.ARTICLE_ID.col(), Articles.TEXT.col(), Articles.PUBLISHED_DATE.col())
        .flatMap(
            (FlatMapFunction<Row, Row>)
                article -> mentions(article.getString(0), article.getString(1), article.getDate(2)),
            Encoders.row(DateMentions.TABLE.schema()));
  }

  private static Iterator<Row> mentions(String articleId, String text, Date published) {
    CodePoints inText = CodePoints.of(text);
    List<Row> rows = new ArrayList<>();
    for (DateMention mention :
        DateScanner.find(text, published == null ? null : published.toLocalDate())) {
      rows.add(
          RowFactory.create(
              articleId,
              (long) inText.at(mention.start()),
              (long) inText.at(mention.end()),
              text.substring(mention.start(), mention.end()),
              mention.value(),
              mention.day().map(Date::valueOf).orElse(null),
              mention.resolution().name().toLowerCase(Locale.ROOT),
              mention.method().name().toLowerCase(Locale.ROOT)));
    }
    return rows.iterator();
  }

  private Dating() {}
}
