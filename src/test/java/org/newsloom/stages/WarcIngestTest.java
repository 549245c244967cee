package org.newsloom.stages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpRequest;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;
import org.newsloom.SharedSparkSession;

@ExtendWith(SharedSparkSession.class)
final class WarcIngestTest {
  private static final long TASK_BYTES = 64 << 20;
  private static final String DATE = "2021-03-04T05:06:07Z";

  @TempDir Path folder;

  @Test
  void pagesOfACrawlAreRecordsAndTheRestIsCounted(SparkSession spark) throws IOException {
    for (WarcCompression compression :
        new WarcCompression[] {WarcCompression.NONE, WarcCompression.GZIP}) {
      String name = compression == WarcCompression.GZIP ? "crawl.warc.gz" : "crawl.warc";
      Instant date = Instant.parse(DATE);
      try (WarcWriter writer =
          new WarcWriter(
              Channels.newChannel(Files.newOutputStream(folder.resolve(name))), compression)) {
        writer.write(new Warcinfo.Builder().filename(name).date(date).build());
        writer.write(
            new WarcRequest.Builder(URI.create("https://www.paper.example/quay"))
                .body(new HttpRequest.Builder("GET", "/quay").build())
                .date(date)
                .build());
        writer.write(
            new WarcResponse.Builder("https://www.paper.example/quay?a=b|c")
                .recordId(UUID.fromString("00000000-0000-4000-8000-000000000001"))
                .body(
                    new HttpResponse.Builder(200, "OK")
                        .body(
                            MediaType.HTML_UTF8, page("Quay closes", "Rain fell.").getBytes(UTF_8))
                        .build())
                .date(date)
                .build());
        writer.write(
            new WarcResource.Builder(URI.create("https://paper.example/note"))
                .recordId(UUID.fromString("00000000-0000-4000-8000-000000000002"))
                .body(MediaType.PLAIN_TEXT, "A note\n\nSnow fell.".getBytes(UTF_8))
                .date(date)
                .build());
        writer.write(
            new WarcResponse.Builder("https://paper.example/gone")
                .body(
                    new HttpResponse.Builder(404, "Not found")
                        .body(MediaType.HTML, "gone".getBytes(UTF_8))
                        .build())
                .date(date)
                .build());
      }
      assertThat(
              rows(
                  spark,
                  "record_index",
                  "external_id",
                  "source",
                  "url",
                  "title",
                  "raw_text",
                  "author",
                  "fetched_at",
                  "format"))
          .as(name)
          .containsExactly(
              "2|urn:uuid:00000000-0000-4000-8000-000000000001|paper.example"
                  + "|https://www.paper.example/quay?a=b|c|Quay closes|Rain fell.|Ann Lee"
                  + "|2021-03-04 05:06:07.0|warc",
              "3|urn:uuid:00000000-0000-4000-8000-000000000002|paper.example"
                  + "|https://paper.example/note|A note|A note\n\nSnow fell.|null"
                  + "|2021-03-04 05:06:07.0|warc");
      assertThat(rejects(spark))
          .containsExactly(
              name
                  + " null no_page 3 records that are no pages: 1 request, 1 status 404, 1 warcinfo");
      Files.delete(folder.resolve(name));
    }
  }

  @Test
  void theBytesOfAPageAreHashedAsThoseOfTheSamePageInAFile(SparkSession spark) throws IOException {
    write("a.warc", response("http://a.example/", "text/html", page("T", "Rain fell.")));
    write("b.html", page("T", "Rain fell.").getBytes(UTF_8));
    assertThat(Set.copyOf(rows(spark, "sha256", "title", "raw_text", "author"))).hasSize(1);
  }

  @Test
  void whatIsNoPageIsPassedOverAndCountedByItsKind(SparkSession spark) throws IOException {
    write(
        "kinds.warc",
        response("http://a.example/x.png", "image/png", "PNG"),
        response("http://a.example/y.png", "Image/PNG; q=1", "PNG"),
        response("http://a.example/robots.txt", "text/plain", "User-agent: *"),
        record("response", "dns:a.example", "text/dns", "20210304 a.example"),
        record("revisit", "http://a.example/", "application/http", "HTTP/1.1 200 OK\r\n\r\n"),
        record("metadata", "http://a.example/", "application/warc-fields", "a: b"),
        record("continuation", "http://a.example/", "text/html", "<p>Rest"),
        http("http://a.example/", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n"),
        http("http://a.example/", "HTTP/1.1 200 OK\r\n\r\n<p>No type was given."));
    assertThat(rows(spark, "record_index", "raw_text")).containsExactly("8|No type was given.");
    assertThat(rejects(spark))
        .containsExactly(
            "kinds.warc null no_page 8 records that are no pages: 1 continuation, 1 dns,"
                + " 2 image/png, 1 metadata, 1 revisit, 1 robots.txt, 1 status 301");
  }

  @Test
  void textOfACrawlHasItsFirstLineAsTitleIfItIsNoSentence(SparkSession spark) throws IOException {
    Files.write(
        folder.resolve("crawl.warc.wet.gz"),
        gzip(
            record("warcinfo", null, "application/warc-fields", "Software-Info: x"),
            record("conversion", "http://a.example/1", "text/plain", "Quay closes\nRain fell.\n"),
            record("conversion", "http://a.example/2", "text/plain", "Rain fell.\nSnow fell.\n"),
            record("conversion", "http://a.example/3", "text/plain", "One line alone")));
    assertThat(rows(spark, "url", "title", "raw_text"))
        .containsExactly(
            "http://a.example/1|Quay closes|Quay closes\nRain fell.\n",
            "http://a.example/2|null|Rain fell.\nSnow fell.\n",
            "http://a.example/3|null|One line alone");
  }

  @Test
  void everyPackingAndCharsetGivesTheSameText(SparkSession spark) throws IOException {
    String text = "Le conseil a décidé la fermeture du café.";
    byte[] utf8 = ("<p>" + text).getBytes(UTF_8);
    byte[] deflated;
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (OutputStream out = new DeflaterOutputStream(bytes)) {
        out.write(utf8);
      }
      deflated = bytes.toByteArray();
    }
    byte[] polish = "<p>Zażółć gęślą jaźń".getBytes(Charset.forName("ISO-8859-2"));
    write(
        "a.warc",
        packed("Content-Encoding: gzip\r\n", gzip(utf8)),
        packed("Content-Encoding: deflate\r\n", deflated),
        packed("Transfer-Encoding: chunked\r\n", chunked(utf8)),
        packed("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(gzip(utf8))),
        // The crawler unpacked the body and left the headers as they were.
        packed("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", utf8),
        packed("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", gzip(utf8)),
        packed("Content-Encoding: br\r\n", utf8),
        packed("Content-Length: 3\r\n", utf8),
        packed(
            "Content-Type: text/html; charset=iso-8859-1\r\n", ("<p>" + text).getBytes(ISO_8859_1)),
        packed(
            "",
            ("<meta charset=windows-1252><p>" + text).getBytes(Charset.forName("windows-1252"))));
    assertThat(rejects(spark)).isEmpty();
    assertThat(rows(spark, "raw_text")).hasSize(10).containsOnly(text);
    write("a.warc", packed("Content-Type: text/html;charset=\"ISO-8859-2\"\r\n", polish));
    assertThat(rows(spark, "raw_text", "charset")).containsExactly("Zażółć gęślą jaźń|ISO-8859-2");
  }

  @Test
  void brotliIsUnpacked(SparkSession spark) throws IOException {
    // An uncompressed meta-block of Brotli: 1 bit window, header for 12 bytes, the bytes, an end.
    byte[] text = "<p>Rain fell".getBytes(UTF_8);
    byte[] packed = new byte[3 + text.length + 1];
    packed[0] = (byte) ((text.length - 1) << 4);
    packed[1] = (byte) ((text.length - 1) >> 4);
    packed[2] = 0x10;
    System.arraycopy(text, 0, packed, 3, text.length);
    packed[packed.length - 1] = 3;
    write("a.warc", packed("Content-Encoding: br\r\n", packed));
    assertThat(rejects(spark)).isEmpty();
    assertThat(rows(spark, "raw_text")).containsExactly("Rain fell");
  }

  @Test
  void aBrokenRecordCostsItselfAndNotItsNeighbours(SparkSession spark) throws IOException {
    byte[] good = response("http://a.example/", "text/html", "<p>Rain fell.");
    String text = new String(good, UTF_8);
    String[] broken = {
      text.replaceFirst("Content-Length: \\d+", "Content-Length: 20"),
      text.replaceFirst("Content-Length: \\d+", "Content-Length: 90"),
      text.replaceFirst("Content-Length: \\d+", "Content-Length: 400"),
      text.replaceFirst("Content-Length: \\d+", "Content-Length: 4000"),
      text.replaceFirst("Content-Length: \\d+", "Content-Length: 99999999999"),
      text.replaceFirst("Content-Length: \\d+", "Content-Length: 99999999999999999999"),
      text.replaceFirst("Content-Length: \\d+", "Content-Length: -4"),
      text.replaceFirst("Content-Length: \\d+\r\n", ""),
      text.substring(0, text.indexOf("WARC-Date")),
      text.substring(0, text.length() - 9),
      "WARC/1.0\r\n" + "X-Long: y\r\n".repeat(10_000) + "\r\n",
      "WARC/1.0\r\nWARC-Type response\r\nContent-Length: 2\r\n\r\nab\r\n\r\n",
      "stray bytes\r\n",
      text.replace("HTTP/1.1 200", "HTTQ/1.1 200"),
      text.replace("HTTP/1.1 200", "HTTP/1.1 2000"),
    };
    for (String one : broken) {
      write("a.warc", good, one.getBytes(UTF_8), good, good);
      assertThat(rows(spark, "raw_text"))
          .as(one.substring(0, Math.min(300, one.length())))
          .containsExactly("Rain fell.", "Rain fell.", "Rain fell.");
      assertThat(rejects(spark))
          .hasSize(1)
          .allMatch(
              r -> r.matches("a.warc 1 (corrupt_warc|malformed_http) .*"), "place and reason");
    }
  }

  @Test
  void manyWrongLengthsAreReadOnce(SparkSession spark) throws IOException {
    byte[] lying =
        new String(response("http://a.example/", "text/html", "<p>Rain fell."), UTF_8)
            .replaceFirst("Content-Length: \\d+", "Content-Length: 9000000")
            .getBytes(UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 40_000; i++) {
      all.writeBytes(lying);
    }
    Files.write(folder.resolve("a.warc"), all.toByteArray());
    assertThat(read(spark)).hasSize(40_000);
  }

  @Test
  void aTruncatedFileKeepsTheRecordsBeforeTheBreak(SparkSession spark) throws IOException {
    byte[] one = response("http://a.example/", "text/html", "<p>Rain fell.");
    write("plain.warc", one, Arrays.copyOf(one, one.length - 20));
    byte[] members = concat(gzip(one), gzip(one));
    Files.write(folder.resolve("members.warc.gz"), Arrays.copyOf(members, members.length - 30));
    byte[] whole = gzip(one, one, one, one);
    Files.write(folder.resolve("whole.warc.gz"), Arrays.copyOf(whole, whole.length - 10));
    Files.write(folder.resolve("empty.warc"), new byte[0]);
    Files.write(folder.resolve("empty.warc.gz"), new byte[0]);
    Files.write(folder.resolve("none.warc"), "<html>".getBytes(UTF_8));
    Files.write(folder.resolve("none.warc.gz"), "<html>".getBytes(UTF_8));
    assertThat(rows(spark, "raw_text")).hasSizeBetween(4, 5).containsOnly("Rain fell.");
    assertThat(rejects(spark).stream().map(r -> r.replaceFirst("(?s)(\\S+ \\S+ \\S+) .*", "$1")))
        .contains(
            "plain.warc 1 truncated_warc",
            "members.warc.gz 1 truncated_gzip",
            "empty.warc null empty_file",
            "empty.warc.gz null truncated_gzip",
            "none.warc 0 corrupt_warc",
            "none.warc.gz null corrupt_gzip")
        .anyMatch(reject -> reject.matches("whole.warc.gz [23] truncated_gzip"));
  }

  @Test
  void aDamagedGzipMemberCostsItsRecord(SparkSession spark) throws IOException {
    Random random = new Random(5);
    byte[][] members = new byte[300][];
    for (int i = 0; i < members.length; i++) {
      StringBuilder text = new StringBuilder("<p>Number " + i + " ");
      for (int word = 0; word < 400; word++) {
        text.append(Integer.toString(random.nextInt(100_000), 36)).append(' ');
      }
      members[i] = gzip(response("http://a.example/" + i, "text/html", text.toString()));
    }
    members[20][0] = 0;
    members[50][members[50].length / 2] ^= 0x55;
    members[51][members[51].length / 3] ^= 0x11;
    members[200][members[200].length - 6] ^= 1;
    members[299][30] ^= 0x7F;
    Files.write(folder.resolve("a.warc.gz"), concat(members));
    assertThat(rows(spark, "url"))
        .hasSize(295)
        .contains("http://a.example/19", "http://a.example/21", "http://a.example/52")
        .doesNotContain("http://a.example/20", "http://a.example/50", "http://a.example/200");
    assertThat(rejects(spark)).hasSizeBetween(5, 12).allMatch(r -> r.contains("corrupt_"));
  }

  @Test
  void pagesThatCannotBeUsedAreNamedWithTheirReason(SparkSession spark) throws IOException {
    String page = "<p>Rain fell.";
    write(
        "a.warc",
        response("http://a.example/0", "text/html", ""),
        response("http://a.example/1", "text/html", "\u0000\u0001\u0002\u0003\u0004".repeat(20)),
        packed("Content-Encoding: gzip\r\n", Arrays.copyOf(gzip(page.getBytes(UTF_8)), 20)),
        packed("Content-Encoding: rot13\r\n", "Enva sryy".getBytes(UTF_8)),
        response("http://a.example/4", "text/html", "x".repeat(3000)),
        packed("Content-Encoding: gzip\r\n", gzip("x".repeat(300_000).getBytes(UTF_8))),
        response("http://a.example/6", "video/mp4", "x".repeat(3000)),
        withHeader("WARC-Truncated: disconnect", response("http://a.example/7", "text/html", page)),
        withHeader("WARC-Truncated: length", response("http://a.example/8", "text/html", page)),
        withHeader("WARC-Truncated: no word", response("http://a.example/9", "text/html", page)));
    Ingest.Settings settings = new Ingest.Settings(RecordFields.common(), 2500);
    List<Row> all =
        Ingest.read(spark, List.of(folder.toString()), settings, TASK_BYTES).collectAsList();
    assertThat(all.stream().filter(r -> r.getAs("reject_reason") == null))
        .extracting(r -> r.<String>getAs("url"))
        .containsExactly("http://a.example/8");
    assertThat(rejects(all))
        .extracting(r -> r.replaceFirst("(?s)a.warc (\\S+ \\S+) .*", "$1"))
        .containsExactly(
            "0 empty_text",
            "1 not_text",
            "2 malformed_http",
            "3 malformed_http",
            "4 too_long",
            "5 too_long",
            "7 truncated_record",
            "9 truncated_record",
            "null no_page");
    assertThat(rejects(all)).anyMatch(reject -> reject.contains("3044 bytes"));
  }

  @Test
  void recordsWithoutIdDateOrAddressAreRead(SparkSession spark) throws IOException {
    String bare =
        new String(response("http://a.example/", "text/html", "<p>Rain fell."), UTF_8)
            .replaceFirst("WARC-Record-ID: .*\r\n", "")
            .replaceFirst("WARC-Target-URI: .*\r\n", "");
    for (String date : new String[] {"yesterday", "+999999-01-01T00:00:00Z", ""}) {
      write("a.warc", bare.replace(DATE, date).getBytes(UTF_8));
      assertThat(rows(spark, "external_id", "url", "source", "fetched_at", "raw_text"))
          .containsExactly("a.warc#0|null|null|null|Rain fell.");
    }
    write(
        "a.warc",
        bare.replace("WARC-Type", "WARC-Target-URI: <http://a.example/b c>\r\nWARC-Type")
            .getBytes(UTF_8));
    assertThat(rows(spark, "url", "source")).containsExactly("http://a.example/b c|null");
  }

  @Test
  void theSameFilesGiveTheSameRowsInHoweverManyTasks(SparkSession spark) throws IOException {
    for (int file = 0; file < 5; file++) {
      byte[][] records = new byte[10][];
      for (int i = 0; i < records.length; i++) {
        records[i] =
            response("http://a.example/" + i, i % 3 == 0 ? "image/png" : "text/html", "<p>T" + i);
      }
      Files.write(folder.resolve("f" + file + ".warc.gz"), gzip(records));
    }
    List<String> rows = strings(read(spark, TASK_BYTES));
    assertThat(rows).hasSize(5 * 7);
    assertThat(strings(read(spark, 100))).isEqualTo(rows);
    assertThat(rows.stream().distinct().count()).isEqualTo(rows.size());
  }

  @Test
  void aRecordMayHoldAWarcFile(SparkSession spark) throws IOException {
    byte[] inner = response("http://inner.example/", "text/html", "<p>Inner.");
    write(
        "a.warc",
        response("http://a.example/", "text/plain", "Shown is\r\n" + new String(inner, UTF_8)),
        response("http://b.example/", "text/html", "<p>Rain fell."));
    assertThat(rows(spark, "record_index", "url"))
        .containsExactly("0|http://a.example/", "1|http://b.example/");
  }

  private static String page(String title, String text) {
    return "<html><head><title>%s</title><meta name=author content='Ann Lee'></head><body><p>%s</p></body></html>"
        .formatted(title, text);
  }

  private static byte[] response(String url, String type, String body) {
    return http(url, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n" + body);
  }

  private static byte[] packed(String headers, byte[] body) {
    String type = headers.contains("Content-Type") ? "" : "Content-Type: text/html\r\n";
    byte[] head = ("HTTP/1.1 200 OK\r\n" + type + headers + "\r\n").getBytes(UTF_8);
    return record(
        "response", "http://a.example/", "application/http; msgtype=response", concat(head, body));
  }

  private static byte[] http(String url, String message) {
    return record("response", url, "application/http; msgtype=response", message);
  }

  private static byte[] record(String type, String url, String contentType, String body) {
    return record(type, url, contentType, body.getBytes(UTF_8));
  }

  private static byte[] record(String type, String url, String contentType, byte[] body) {
    String head =
        "WARC/1.0\r\nWARC-Type: "
            + type
            + (url == null ? "" : "\r\nWARC-Target-URI: " + url)
            + "\r\nWARC-Record-ID: <urn:uuid:x>\r\nWARC-Date: "
            + DATE
            + "\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return concat(head.getBytes(UTF_8), body, "\r\n\r\n".getBytes(UTF_8));
  }

  private static byte[] withHeader(String header, byte[] record) {
    return new String(record, UTF_8).replaceFirst("\r\n", "\r\n" + header + "\r\n").getBytes(UTF_8);
  }

  private static byte[] chunked(byte[] body) {
    int half = body.length / 2;
    return concat(
        (Integer.toHexString(half) + "\r\n").getBytes(UTF_8),
        Arrays.copyOf(body, half),
        ("\r\n" + Integer.toHexString(body.length - half) + "\r\n").getBytes(UTF_8),
        Arrays.copyOfRange(body, half, body.length),
        "\r\n0\r\n\r\n".getBytes(UTF_8));
  }

  private static byte[] gzip(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(concat(parts));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private void write(String name, byte[]... records) throws IOException {
    Files.write(folder.resolve(name), concat(records));
  }

  private List<Row> read(SparkSession spark) {
    return read(spark, TASK_BYTES);
  }

  private List<Row> read(SparkSession spark, long taskBytes) {
    return Ingest.read(spark, List.of(folder.toString()), Ingest.Settings.standard(), taskBytes)
        .collectAsList();
  }

  /** The named columns of accepted records, parted by bars. */
  private List<String> rows(SparkSession spark, String... columns) {
    return read(spark).stream()
        .filter(row -> row.getAs("reject_reason") == null)
        .map(
            row ->
                String.join(
                    "|",
                    Arrays.stream(columns).map(c -> String.valueOf(row.<Object>getAs(c))).toList()))
        .toList();
  }

  private List<String> rejects(SparkSession spark) {
    return rejects(read(spark));
  }

  /** File name, record index, reason and detail of rejected records. */
  private static List<String> rejects(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.getAs("reject_reason") != null)
        .map(
            row ->
                Path.of(URI.create(row.<String>getAs("path"))).getFileName()
                    + " "
                    + row.<Object>getAs("record_index")
                    + " "
                    + row.<String>getAs("reject_reason")
                    + " "
                    + row.<String>getAs("reject_detail"))
        .toList();
  }

  private static List<String> strings(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }
}
