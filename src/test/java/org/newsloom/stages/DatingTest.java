package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.Articles;
import org.newsloom.tables.DateMentions;
import org.newsloom.tables.RawRecords;
import org.newsloom.text.WordRepairs;

@ExtendWith(SharedSparkSession.class)
final class DatingTest {
  private static final int MAX_CHARS = 100_000;

  @Test
  void noRecordsHaveNoDates(SparkSession spark) {
    assertThat(dates(records().in(spark))).isEmpty();
  }

  @Test
  void aDatelineIsOfTheYearOfTheFilesOtherRecords(SparkSession spark) {
    Rows records =
        records()
            .row("known", "file:/a.jsonl", "wire", news(0), "2005-01-03", null)
            .row("field", "file:/a.jsonl", "wire", news(1), null, " PORT AMBER, Dec 28 - ")
            .row("text", "file:/a.jsonl", "wire", "QUAY, Jan 5 (Wire) - " + news(2), null, null)
            .row("elsewhere", "file:/b.jsonl", "other", "QUAY, Jan 5 - " + news(3), null, null);
    assertThat(dates(records.in(spark)))
        .containsExactly(
            "elsewhere|null|unknown|unknown",
            "field|2004-12-28|day|dateline",
            "known|2005-01-03|day|metadata",
            "text|2005-01-05|day|dateline");
  }

  @Test
  void aSourcesOtherFilesTellTheYearToo(SparkSession spark) {
    Rows records =
        records()
            .row("known", "file:/a.jsonl", "wire", news(0), "2005-01-03", null)
            .row("undated", "file:/b.jsonl", "wire", news(1), null, "QUAY, Dec 28 -");
    assertThat(dates(records.in(spark))).contains("undated|2004-12-28|day|dateline");
  }

  @Test
  void theYearThatIsDeliveredOrStandsInTheTextIsTheDatelines(SparkSession spark) {
    Rows records =
        records()
            .row("year", "file:/a.jsonl", "a", news(0), "1987", "QUAY, Dec 28 -")
            .row("full", "file:/b.jsonl", "b", news(1), null, "QUAY, Dec 28, 1987 -")
            .row(
                "text",
                "file:/c.jsonl",
                "c",
                news(2) + " The storm of January 3, 1988 is over.",
                null,
                "QUAY, Jan 5 -");
    assertThat(dates(records.in(spark)))
        .containsExactly(
            "full|1987-12-28|day|dateline",
            "text|1988-01-05|day|dateline",
            "year|1987-12-28|day|dateline");
  }

  @Test
  void theNameOfAnArticlesOwnFileTellsItsDay(SparkSession spark) {
    Rows records =
        Rows.of(
            RawRecords.TABLE,
            RawRecords.RAW_ID,
            RawRecords.PATH,
            RawRecords.FORMAT,
            RawRecords.RAW_TEXT);
    records
        .row("own", "file:/news/2011-03-15-vote.txt", "txt", news(0))
        .row("hash", "file:/news/20110315a7.txt", "txt", news(1))
        .row("folder", "file:/2011-03-15/vote.txt", "txt", news(2))
        .row("of many", "file:/news/2011-03-15.jsonl", "json", news(3));
    assertThat(dates(records.in(spark)))
        .containsExactly(
            "folder|null|unknown|unknown",
            "hash|null|unknown|unknown",
            "of many|null|unknown|unknown",
            "own|2011-03-15|day|url");
  }

  @Test
  void aSourceWritesDayAndMonthInOneOrder(SparkSession spark) {
    Rows records =
        records()
            .row("british", "file:/a.jsonl", "british", news(0), "25/12/2004", null)
            .row("british open", "file:/a.jsonl", "british", news(1), "03/05/2005", null)
            .row(
                "british line",
                "file:/a.jsonl",
                "british",
                "Posted 03/05/2005 " + news(2),
                null,
                null)
            .row("american", "file:/b.jsonl", "american", news(3), "12/25/2004", null)
            .row("american open", "file:/b.jsonl", "american", news(4), "03/05/2005", null)
            .row("unknown open", "file:/c.jsonl", "unknown", news(5), "03/05/2005", null)
            .row("both", "file:/d.jsonl", "both", news(6), "25/12/2004", null)
            .row("both too", "file:/d.jsonl", "both", news(7), "12/25/2004", null)
            .row("both open", "file:/d.jsonl", "both", news(8), "03/05/2005", null);
    assertThat(dates(records.in(spark)))
        .contains(
            "british open|2005-05-03|day|metadata",
            "british line|2005-05-03|day|header",
            "american open|2005-03-05|day|metadata",
            "unknown open|null|year|metadata",
            "both open|null|year|metadata");
  }

  @Test
  void aCopyIsOfTheDayOfWhatItCopies(SparkSession spark) {
    String half = MatchCopiesTest.news(1, 6);
    Rows records =
        records()
            .row(
                "first",
                "file:/a.jsonl",
                "wire",
                half + " " + MatchCopiesTest.news(2, 2),
                "2020-05-06",
                null)
            .row("reprint", "file:/a.jsonl", "herald", half, "2020-05-07", null)
            .row("copy", "file:/a.jsonl", "post", half, null, null)
            .row(
                "partly",
                "file:/a.jsonl",
                "sun",
                half + " " + MatchCopiesTest.news(3, 4),
                null,
                null)
            .row(
                "quotes",
                "file:/a.jsonl",
                "star",
                half + " " + MatchCopiesTest.news(4, 30),
                null,
                null);
    Dataset<Row> articles = articles(records.in(spark));
    assertThat(columns(articles, "date_evidence"))
        .containsExactly(
            "copy|2020-05-06|day|copy|copy of first",
            "first|2020-05-06|day|metadata|2020-05-06",
            "partly|null|month|copy|copy of first",
            "quotes|null|unknown|unknown|null",
            "reprint|2020-05-07|day|metadata|2020-05-07");
  }

  @Test
  void whatIsPrintedOnManyDaysTellsNone(SparkSession spark) {
    String background = MatchCopiesTest.news(1, 6);
    Rows records = records().row("undated", "file:/a.jsonl", "post", background, null, null);
    for (int day = 1; day <= 9; day++) {
      records.row("r" + day, "file:/a.jsonl", "wire", background, "2020-05-0" + day, null);
    }
    assertThat(dates(records.in(spark))).contains("undated|null|unknown|unknown");
  }

  @Test
  void theOrderOfTheRecordsDecidesNothing(SparkSession spark) {
    Rows records = records();
    for (int i = 0; i < 60; i++) {
      String dateline = i % 3 == 0 ? null : "QUAY, March " + (1 + i % 28) + " -";
      records.row(
          "r" + i,
          "file:/a.jsonl",
          "wire",
          news(i % 20),
          i % 10 == 0 ? "1987-03-0" + (1 + i % 7) : null,
          dateline);
    }
    assertThat(dates(Rows.shuffled(records.in(spark))))
        .isEqualTo(dates(records.in(spark)))
        .hasSize(60);
  }

  @Test
  void theCorpusIsAskedOnlyWhereARecordTellsNoDay(SparkSession spark) {
    Rows dated = records().row("a", "file:/x", "wire", "Text one.", "2004-05-06", null);
    assertThat(Dating.allDated(Dating.evidence(dated.in(spark), MAX_CHARS))).isTrue();
    Rows both = dated.row("b", "file:/x", "wire", "Text two.", null, null);
    assertThat(Dating.allDated(Dating.evidence(both.in(spark), MAX_CHARS))).isFalse();
  }

  @Test
  void theDatesOfATextStandWhereTheySay(SparkSession spark) {
    String text =
        "\uD83D\uDE00 The harbour of Port Amber was closed on 3 May 2005 and opened on Tuesday.";
    Dataset<Row> articles =
        Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.TEXT, Articles.PUBLISHED_DATE)
            .row("dated", text, "2011-03-15")
            .row("undated", text, null)
            .row("empty", "", "2011-03-15")
            .in(spark);
    Dataset<Row> mentions = Dating.mentions(articles);
    assertThat(Rows.text(DateMentions.TABLE, mentions))
        .containsExactly(
            "dated|42|52|3 May 2005|2005-05-03|2005-05-03|day|explicit",
            "dated|67|74|Tuesday|2011-03-15|2011-03-15|day|relative",
            "undated|42|52|3 May 2005|2005-05-03|2005-05-03|day|explicit");
    for (Row mention : mentions.collectAsList()) {
      int start = text.offsetByCodePoints(0, Math.toIntExact(mention.getAs("start_char")));
      int end = text.offsetByCodePoints(0, Math.toIntExact(mention.getAs("end_char")));
      assertThat(text.substring(start, end)).isEqualTo(mention.getAs("surface"));
    }
  }

  private static String news(int seed) {
    return MatchCopiesTest.news(100 + seed, 5);
  }

  private static Rows records() {
    return Rows.of(
        RawRecords.TABLE,
        RawRecords.RAW_ID,
        RawRecords.PATH,
        RawRecords.SOURCE,
        RawRecords.RAW_TEXT,
        RawRecords.RAW_PUBLISHED,
        RawRecords.DATELINE);
  }

  private static Dataset<Row> articles(Dataset<Row> raw) {
    Dataset<Row> keys = Clean.keys(raw, MAX_CHARS);
    Dataset<Row> dates = Dating.found(Dating.evidence(raw, MAX_CHARS), keys);
    return Clean.articles(
        Clean.clean(
            raw, Clean.recurring(keys), WordRepairs.NONE, dates, Set.of("all"), 10, MAX_CHARS));
  }

  private static List<String> dates(Dataset<Row> raw) {
    return columns(articles(raw));
  }

  private static List<String> columns(Dataset<Row> articles, String... more) {
    String[] columns = new String[4 + more.length];
    columns[0] = "article_id";
    columns[1] = "published_date";
    columns[2] = "date_resolution";
    columns[3] = "date_method";
    System.arraycopy(more, 0, columns, 4, more.length);
    return Rows.text(articles, columns);
  }
}
