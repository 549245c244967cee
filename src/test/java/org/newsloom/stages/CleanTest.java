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
import org.newsloom.tables.RawRecords;
import org.newsloom.tables.RejectedRecords;
import org.newsloom.tables.RemovedText;
import org.newsloom.text.WordRepairs;

@ExtendWith(SharedSparkSession.class)
final class CleanTest {
  private static final int MAX_CHARS = 10_000;
  private static final String STORY =
      "The harbour council of Port Amber voted on Monday to dredge the northern channel. "
          + "Fishermen said that they had waited for the decision since the spring.";
  private static final String FRENCH =
      "Le conseil du port a voté lundi pour creuser le chenal du nord, que les pêcheurs"
          + " attendaient depuis le printemps, et la mairie a dit qu'elle paierait les travaux.";

  @Test
  void noRecordsAreNoArticles(SparkSession spark) {
    Dataset<Row> cleaned = clean(records().in(spark));
    assertThat(Rows.text(Articles.TABLE, Clean.articles(cleaned))).isEmpty();
    assertThat(Rows.text(RejectedRecords.TABLE, Clean.rejectedRecords(cleaned))).isEmpty();
    assertThat(Rows.text(RemovedText.TABLE, Clean.removedText(cleaned))).isEmpty();
  }

  @Test
  void aRecordIsAnArticleOrRejectedWithItsReason(SparkSession spark) {
    Dataset<Row> cleaned =
        clean(
            records()
                .row("story", STORY, null, null)
                .row("null", null, null, null)
                .row("blank", " \n\t ", null, null)
                .row("short", "Too few words to count.", null, null)
                .row("long", "word ".repeat(4_000), null, null)
                .row("french", FRENCH, null, null)
                .in(spark));
    assertThat(Rows.text(Clean.articles(cleaned), "article_id", "language"))
        .containsExactly("story|en");
    assertThat(Rows.text(Clean.rejectedRecords(cleaned), "raw_id", "reason"))
        .containsExactly(
            "blank|empty_text",
            "french|language",
            "long|too_long",
            "null|empty_text",
            "short|too_short");
  }

  @Test
  void whatIngestRejectedKeepsItsReason(SparkSession spark) {
    Dataset<Row> raw =
        Rows.of(
                RawRecords.TABLE,
                RawRecords.RAW_ID,
                RawRecords.PATH,
                RawRecords.RECORD_INDEX,
                RawRecords.REJECT_REASON,
                RawRecords.REJECT_DETAIL)
            .row("r", "file:/a.jsonl", 3, "malformed_json", "no end")
            .in(spark);
    assertThat(Rows.text(RejectedRecords.TABLE, Clean.rejectedRecords(clean(raw))))
        .containsExactly("r|file:/a.jsonl|3|malformed_json|no end");
  }

  @Test
  void otherLanguagesAreKeptWhereAskedFor(SparkSession spark) {
    Dataset<Row> raw = records().row("french", FRENCH, null, null).in(spark);
    for (String languages : List.of("fr", "all")) {
      Dataset<Row> cleaned = clean(raw, Set.of("en", languages));
      assertThat(Rows.text(Clean.articles(cleaned), "language")).containsExactly("fr");
    }
  }

  @Test
  void removedTextStandsInTheRawTextWhereItSays(SparkSession spark) {
    String raw = "\uD83D\uDE00 " + STORY + "\n\nRead more: what we know so far\n\n" + STORY + "\n";
    Dataset<Row> cleaned = clean(records().row("a", raw, null, null).in(spark));
    Dataset<Row> removed = Clean.removedText(cleaned);
    assertThat(Rows.text(RemovedText.TABLE, removed)).isNotEmpty();
    for (Row removal : removed.collectAsList()) {
      int start = raw.offsetByCodePoints(0, Math.toIntExact(removal.getAs("start_char")));
      int end = raw.offsetByCodePoints(0, Math.toIntExact(removal.getAs("end_char")));
      assertThat(raw.substring(start, end)).isEqualTo(removal.getAs("text"));
    }
    assertThat(Rows.text(removed, "text")).anyMatch(text -> text.startsWith("Read more"));
    Row article = Clean.articles(cleaned).first();
    String text = article.getAs("text");
    assertThat(article.<Long>getAs("text_chars")).isEqualTo(text.codePointCount(0, text.length()));
    assertThat(text).startsWith("\uD83D\uDE00 The harbour").doesNotContain("Read more");
  }

  @Test
  void theDateDeliveredGoesBeforeThatInTheText(SparkSession spark) {
    String dated = "PORT AMBER, May 4, 2020 - " + STORY;
    Dataset<Row> cleaned =
        clean(
            records()
                .row("delivered", dated, "2020-05-06T07:08:09Z", null)
                .row("dateline", dated, null, null)
                .row("undated", STORY, "yesterday", null)
                .in(spark));
    assertThat(
            Rows.text(
                Clean.articles(cleaned),
                "article_id",
                "published_date",
                "date_resolution",
                "date_method"))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("dateline|2020-05-04|day|"),
            row -> assertThat(row).isEqualTo("delivered|2020-05-06|instant|metadata"),
            row -> assertThat(row).isEqualTo("undated|null|unknown|unknown"));
  }

  @Test
  void aFirstLineAloneIsTheTitleWhereNoneIsGiven(SparkSession spark) {
    String headed = "Council votes to dredge channel\n\n" + STORY;
    Dataset<Row> cleaned =
        clean(
            records()
                .row("headed", headed, null, null)
                .row("given", headed, null, "  The  title &amp; more ")
                .row("none", STORY, null, " ")
                .in(spark));
    assertThat(Rows.text(Clean.articles(cleaned), "article_id", "title"))
        .containsExactly(
            "given|The title & more", "headed|Council votes to dredge channel", "none|null");
  }

  @Test
  void whatASourcePrintsAgainAndAgainIsNoPartOfItsArticles(SparkSession spark) {
    Rows records =
        Rows.of(RawRecords.TABLE, RawRecords.RAW_ID, RawRecords.SOURCE, RawRecords.RAW_TEXT);
    String repeated = " Port Amber is a harbour town of twenty thousand on the northern coast.";
    for (int i = 0; i < 12; i++) {
      records.row("often" + i, "herald", MatchCopiesTest.news(i, 4) + repeated);
      records.row("once" + i, "source" + i, MatchCopiesTest.news(20 + i, 4) + repeated);
      records.row("copy" + i, "wire", STORY + repeated);
    }
    Dataset<Row> articles = Clean.articles(clean(records.in(spark), Set.of("all")));
    assertThat(Rows.text(articles.where("text like '%twenty thousand%'"), "article_id"))
        .hasSize(24)
        .noneMatch(id -> id.startsWith("often"));
  }

  @Test
  void theOrderOfTheRecordsDecidesNothing(SparkSession spark) {
    Rows records = records();
    for (int i = 0; i < 20; i++) {
      records.row("r" + i, i % 4 == 0 ? null : STORY + " Vote " + i + ".", null, "Title " + i);
    }
    Dataset<Row> inOrder = clean(records.in(spark));
    Dataset<Row> shuffled = clean(Rows.shuffled(records.in(spark)));
    assertThat(Rows.text(Articles.TABLE, Clean.articles(shuffled)))
        .isEqualTo(Rows.text(Articles.TABLE, Clean.articles(inOrder)))
        .hasSize(15);
    assertThat(Rows.text(Clean.rejectedRecords(shuffled)))
        .isEqualTo(Rows.text(Clean.rejectedRecords(inOrder)))
        .hasSize(5);
  }

  @Test
  void hostileTextsAreRowsToo(SparkSession spark) {
    Rows records = records();
    List<String> texts =
        List.of(
            "\0\0\0",
            "\uD83D\uDE00\uD83D\uDE01",
            "\uD800 " + STORY + " \uDC00",
            STORY + "\0" + STORY.toUpperCase(java.util.Locale.ROOT),
            "x".repeat(9_999),
            "<".repeat(9_999));
    for (int i = 0; i < texts.size(); i++) {
      records.row("r" + i, texts.get(i), "\0", "\uD800");
    }
    Dataset<Row> cleaned = clean(records.in(spark));
    List<String> articles = Rows.text(Articles.TABLE, Clean.articles(cleaned));
    List<String> rejected = Rows.text(RejectedRecords.TABLE, Clean.rejectedRecords(cleaned));
    assertThat(articles).hasSize(2);
    assertThat(rejected).hasSize(4);
  }

  private static Rows records() {
    return Rows.of(
        RawRecords.TABLE,
        RawRecords.RAW_ID,
        RawRecords.RAW_TEXT,
        RawRecords.RAW_PUBLISHED,
        RawRecords.TITLE);
  }

  private static Dataset<Row> clean(Dataset<Row> raw) {
    return clean(raw, Set.of("en"));
  }

  private static Dataset<Row> clean(Dataset<Row> raw, Set<String> languages) {
    Dataset<Row> keys = Clean.keys(raw, MAX_CHARS);
    WordRepairs wordRepairs =
        DamagedWords.collected(DamagedWords.repairs(DamagedWords.counts(raw, MAX_CHARS)));
    Dataset<Row> dates = Dating.found(Dating.evidence(raw, MAX_CHARS), keys);
    return Clean.clean(raw, Clean.recurring(keys), wordRepairs, dates, languages, 10, MAX_CHARS);
  }
}
