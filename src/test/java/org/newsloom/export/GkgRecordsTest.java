package org.newsloom.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleTone;
import org.newsloom.tables.Articles;
import org.newsloom.tables.DateMentions;
import org.newsloom.tables.Entities;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.Quotations;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Records are read back by the codebook: tabs, then the parting characters of each field. */
@ExtendWith(SharedSparkSession.class)
class GkgRecordsTest {
  private SparkSession spark;
  private Rows articles;
  private Rows copies;
  private Rows mentions;
  private Rows entities;
  private Rows tones;
  private Rows quotations;
  private Rows dates;

  @BeforeEach
  void fill(SparkSession shared) {
    spark = shared;
    articles =
        Rows.of(
            Articles.TABLE,
            Articles.ARTICLE_ID,
            Articles.EXTERNAL_ID,
            Articles.SOURCE,
            Articles.URL,
            Articles.TITLE,
            Articles.AUTHOR,
            Articles.PUBLISHED_AT,
            Articles.PUBLISHED_DATE);
    copies = Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
    mentions =
        Rows.of(
            Mentions.TABLE,
            Mentions.ARTICLE_ID,
            Mentions.START_CHAR,
            Mentions.SURFACE,
            Mentions.ENTITY_ID,
            Mentions.ENTITY_TYPE,
            Mentions.IS_CREDIT);
    entities =
        Rows.of(
            Entities.TABLE,
            Entities.ENTITY_ID,
            Entities.NAME,
            Entities.ENTITY_TYPE,
            Entities.COUNTRY_CODE);
    tones =
        Rows.of(
            ArticleTone.TABLE,
            ArticleTone.ARTICLE_ID,
            ArticleTone.TONE_PCT,
            ArticleTone.POSITIVE_PCT,
            ArticleTone.NEGATIVE_PCT,
            ArticleTone.POLARITY_PCT,
            ArticleTone.ACTIVITY_PCT,
            ArticleTone.SELF_GROUP_PCT,
            ArticleTone.WORD_COUNT);
    quotations =
        Rows.of(
            Quotations.TABLE,
            Quotations.ARTICLE_ID,
            Quotations.START_CHAR,
            Quotations.END_CHAR,
            Quotations.TEXT,
            Quotations.VERB);
    dates =
        Rows.of(
            DateMentions.TABLE,
            DateMentions.ARTICLE_ID,
            DateMentions.START_CHAR,
            DateMentions.VALUE,
            DateMentions.RESOLUTION);
  }

  @Test
  void anArticleIsReadBackFieldByField() throws Exception {
    articles.row(
        "a1",
        "lakes/7",
        null,
        "https://www.lakewire.example/news/7?x=1",
        "Brook & \"Lakes\" <live>",
        "Ann Reed, Bo Lund",
        "2011-02-11T16:05:09Z",
        "2011-02-11");
    copies.row("a1", "s1");
    entities
        .row("e1", "Ada Brook", "PER", null)
        .row("e2", "Northern Lakes Council", "ORG", "EG")
        .row("e3", "Egypt", "LOC", "EG")
        .row("e4", "Cairo", "LOC", "EG")
        .row("e5", "Texas", "LOC", "US")
        .row("e6", "New York", "LOC", "US")
        .row("e7", "Scotland", "LOC", "GB-SCT")
        .row("e8", "Northern Lakes", "LOC", null)
        .row("e9", "Lake Wire", "ORG", null)
        .row("e10", "Lakelanders", "MISC", "EG");
    mentions
        .row("a1", 300, "Ms Brook", "e1", "PER", false)
        .row("a1", 20, "Ada Brook", "e1", "PER", false)
        .row("a1", 40, "NLC", "e2", "ORG", false)
        .row("a1", 0, "CAIRO", "e4", "LOC", true)
        .row("a1", 7, "Lake Wire", "e9", "ORG", true)
        .row("a1", 50, "Egypt", "e3", "LOC", false)
        .row("a1", 60, "Cairo", "e4", "LOC", false)
        .row("a1", 70, "Egypt", "e3", "LOC", false)
        .row("a1", 80, "Texas", "e5", "LOC", false)
        .row("a1", 90, "New York", "e6", "LOC", false)
        .row("a1", 100, "Scotland", "e7", "LOC", false)
        .row("a1", 110, "Northern Lakes", "e8", "LOC", false)
        .row("a1", 120, "Lakelanders", "e10", "MISC", false);
    tones.row("a1", -1.25, 2.5, 3.75, 6.25, 10.0, 0.5, 80);
    quotations.row("a1", 310, 326, "It rains a lot\t#", "say").row("a1", 200, 204, "Yes!", null);
    dates
        .row("a1", 9, "2011-02-11", "day")
        .row("a1", 30, "2010-12", "month")
        .row("a1", 45, "1999", "year")
        .row("a1", 55, "--03-05", "month_day");

    String[] fields = records().get(0).split("\t", -1);

    assertThat(fields).hasSize(27);
    assertThat(fields[0]).isEqualTo("20110211160509-a1");
    assertThat(fields[1]).isEqualTo("20110211160509");
    assertThat(fields[2]).isEqualTo("1");
    assertThat(fields[3]).isEqualTo("lakewire.example");
    assertThat(fields[4]).isEqualTo("https://www.lakewire.example/news/7?x=1");
    assertThat(blocks(fields[9], ";", "#"))
        .containsExactly(
            List.of("1", "Egypt", "EG", "EG", "27", "30", "EG"),
            List.of("4", "Cairo, Egypt", "EG", "", "", "", ""),
            List.of("2", "Texas, United States", "US", "USTX", "", "", ""),
            List.of("3", "New York, United States", "US", "", "", "", ""),
            List.of("5", "Scotland, United Kingdom", "UK", "", "", "", ""),
            List.of("4", "Northern Lakes", "", "", "", "", ""));
    assertThat(blocks(fields[10], ";", "#"))
        .hasSize(7)
        .contains(
            List.of("1", "Egypt", "EG", "EG", "", "27", "30", "EG", "50"),
            List.of("4", "Cairo, Egypt", "EG", "", "", "", "", "", "60"),
            List.of("1", "Egypt", "EG", "EG", "", "27", "30", "EG", "70"));
    assertThat(fields[11]).isEqualTo("ada brook");
    assertThat(blocks(fields[12], ";", ","))
        .containsExactly(List.of("Ada Brook", "20"), List.of("Ada Brook", "300"));
    assertThat(fields[13]).isEqualTo("northern lakes council");
    assertThat(fields[14]).isEqualTo("Northern Lakes Council,40");
    assertThat(fields[15]).isEqualTo("-1.25,2.5,3.75,6.25,10.0,0.5,80");
    assertThat(blocks(fields[16], ";", ","))
        .containsExactly(
            List.of("3", "2", "11", "2011", "9"),
            List.of("2", "12", "0", "2010", "30"),
            List.of("1", "0", "0", "1999", "45"),
            List.of("4", "3", "5", "0", "55"));
    assertThat(fields[17]).isEqualTo("wc:80");
    assertThat(blocks(fields[22], "#", "\\|"))
        .containsExactly(
            List.of("200", "4", "", "Yes!"), List.of("310", "16", "say", "It rains a lot  "));
    assertThat(blocks(fields[23], ";", ","))
        .hasSize(13)
        .startsWith(
            List.of("CAIRO", "0"),
            List.of("Lake Wire", "7"),
            List.of("Ada Brook", "20"),
            List.of("NLC", "40"))
        .endsWith(List.of("Ms Brook", "300"));
    Document extras = xml(fields[26]);
    assertThat(text(extras, "PAGE_AUTHORS")).isEqualTo("Ann Reed;Bo Lund");
    assertThat(text(extras, "PAGE_PRECISEPUBTIMESTAMP")).isEqualTo("20110211160509");
    assertThat(text(extras, "PAGE_TITLE")).isEqualTo("Brook & \"Lakes\" <live>");
    assertThat(text(extras, "NEWSLOOM_STORY")).isEqualTo("s1");
    for (int empty : new int[] {5, 6, 7, 8, 18, 19, 20, 21, 24, 25}) {
      assertThat(fields[empty]).isEmpty();
    }
  }

  @Test
  void aBareArticleHasAllItsFields() throws Exception {
    articles.row("a1", "lakes/7", "Lake Wire", null, null, null, null, "2011-02-11");
    articles.row("a2", "lakes/8", null, "ftp://x", null, null, null, null);

    List<String> records = records();

    assertThat(records.get(0))
        .isEqualTo("00000000000000-a2\t\t2\t\tlakes/8" + "\t".repeat(22))
        .satisfies(record -> assertThat(record.split("\t", -1)).hasSize(27));
    assertThat(records.get(1))
        .isEqualTo("20110211000000-a1\t20110211000000\t2\tLake Wire\tlakes/7" + "\t".repeat(22));
  }

  @Test
  void hostileTextPartsNothing() throws Exception {
    String hostile = "a;b,c#d|e\tf\ng\r\u2028h\u0000\uFFFF<&>🦆";
    articles.row("a1", hostile, hostile, null, hostile, hostile, null, "2011-02-11");
    copies.row("a1", "s1");
    entities.row("e1", hostile, "PER", null).row("e2", hostile, "LOC", "EG");
    mentions.row("a1", 1, hostile, "e1", "PER", false).row("a1", 9, hostile, "e2", "LOC", false);
    quotations.row("a1", 2, 22, hostile, "say");

    String record = records().get(0);

    String[] fields = record.split("\t", -1);
    assertThat(fields).hasSize(27);
    assertThat(record).doesNotContain("\n", "\r", "\u2028", "\u0000");
    assertThat(blocks(fields[12], ";", ","))
        .containsExactly(List.of("a b c d e f g  h  <&>🦆", "1"));
    assertThat(blocks(fields[10], ";", "#").get(0))
        .hasSize(9)
        .contains("a b c d e f g  h  <&>🦆, Egypt");
    List<String> quotation = blocks(fields[22], "#", "\\|").get(0);
    assertThat(quotation).hasSize(4);
    assertThat(quotation.get(3).codePointCount(0, quotation.get(3).length()))
        .isEqualTo(hostile.codePointCount(0, hostile.length()));
    assertThat(text(xml(fields[26]), "PAGE_TITLE")).isEqualTo("a;b,c#d|e f g  h  <&>🦆");
  }

  @Test
  void theOrderOfRowsIsNoMatter() {
    articles.row("a1", "1", null, null, null, null, null, "2011-02-11");
    for (int i = 0; i < 40; i++) {
      entities.row("e" + i, "Name " + i, "PER", null);
      mentions.row("a1", 7 * i, "Name " + i, "e" + i, "PER", false);
      dates.row("a1", 7 * i, "1999", "year");
    }
    Dataset<Row> shuffled =
        GkgRecords.of(
            articles.in(spark),
            copies.in(spark),
            Rows.shuffled(mentions.in(spark)),
            Rows.shuffled(entities.in(spark)),
            tones.in(spark),
            quotations.in(spark),
            Rows.shuffled(dates.in(spark)));
    assertThat(lines(shuffled)).isEqualTo(records());
  }

  @Test
  void noArticlesGiveNoRecords() {
    assertThat(records()).isEmpty();
  }

  private List<String> records() {
    return lines(
        GkgRecords.of(
            articles.in(spark),
            copies.in(spark),
            mentions.in(spark),
            entities.in(spark),
            tones.in(spark),
            quotations.in(spark),
            dates.in(spark)));
  }

  private static List<String> lines(Dataset<Row> records) {
    List<String> lines = new ArrayList<>();
    records.collectAsList().forEach(row -> lines.add(row.getAs(GkgRecords.RECORD)));
    lines.sort(null);
    return lines;
  }

  private static List<List<String>> blocks(String field, String blocks, String parts) {
    return Arrays.stream(field.split(blocks, -1))
        .map(block -> List.of(block.split(parts, -1)))
        .toList();
  }

  private static Document xml(String extras) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<extras>" + extras + "</extras>")));
  }

  private static String text(Document xml, String tag) {
    return xml.getElementsByTagName(tag).item(0).getTextContent();
  }
}
