package org.newsloom.stages;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.SharedSparkSession;
import org.newsloom.job.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

@ExtendWith(SharedSparkSession.class)
final class IngestTest {
  private static final long TASK_BYTES = 64 << 20;
  private static final String OK = "{\"id\":\"a\",\"text\":\"Rain fell.\"}";

  @TempDir Path folder;

  @Test
  void aFolderOfEveryFormatIsReadAtOnce(SparkSession spark) throws IOException {
    write("one.txt", "Rain fell in Paris.");
    write(
        "deep/er/two.json",
        "[{\"id\": 7, \"body\": \"B\", \"headline\": \"H\"}, {\"text\":\"C\"}]");
    write(
        "three.jsonl", "{\"guid\":\"g\",\"content\":\"D\",\"date\":1300000000,\"outlet\":\"O\"}\n");
    write("four.csv", "ID,Title,TEXT\n4,\"T, with comma\",\"Line one\nline \"\"two\"\"\"\n");
    write("five.html", "<html><head><title>Page</title></head><body><p>Said.</p></body></html>");
    write("six.ndjson.gz", gzip("{\"id\":\"z\",\"text\":\"Zipped.\"}\n"));
    write("seven.txt.gz", gzip("Zipped text."));
    write("eight.tsv", "id\ttext\n8\t\"Hi,\" he said.\n");
    assertThat(rows(spark, "external_id", "format", "title", "raw_text", "raw_published", "source"))
        .containsExactlyInAnyOrder(
            "one.txt|txt|null|Rain fell in Paris.|null|null",
            "7|json|H|B|null|null",
            "two.json#1|json|null|C|null|null",
            "g|json|null|D|1300000000|O",
            "4|csv|T, with comma|Line one\nline \"two\"|null|null",
            "five.html|html|Page|Said.|null|null",
            "z|json|null|Zipped.|null|null",
            "seven.txt.gz|txt|null|Zipped text.|null|null",
            "8|csv|null|\"Hi,\" he said.|null|null");
  }

  @Test
  void aTruncatedGzipKeepsTheRecordsBeforeTheBreak(SparkSession spark) throws IOException {
    StringBuilder lines = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      lines.append("{\"id\":").append(i).append(",\"text\":\"t").append(random.nextLong());
      lines.append("\"}\n");
    }
    byte[] zipped = gzip(lines.toString());
    write("cut.jsonl.gz", Arrays.copyOf(zipped, zipped.length / 2));
    write("whole.jsonl", OK);
    write("empty.txt.gz", new byte[0]);
    write("text.json.gz", "not gzip".getBytes(UTF_8));
    List<Row> all = read(spark, TASK_BYTES, folder.toString());
    List<Row> kept = all.stream().filter(r -> r.isNullAt(13)).toList();
    assertThat(kept).hasSizeBetween(500, 1500);
    assertThat(rejects(all))
        .containsExactlyInAnyOrder(
            "cut.jsonl.gz " + (kept.size() - 1) + " truncated_gzip",
            "empty.txt.gz null truncated_gzip",
            "text.json.gz null corrupt_gzip");
  }

  @Test
  void aFileThatCannotBeReadIsNamed(SparkSession spark) throws IOException {
    write("a.txt", "Text.");
    write("b.txt", "Text whose checksum is wrong.");
    write(".b.txt.crc", new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    assertThat(rows(spark, "external_id")).containsExactly("a.txt");
    assertThat(rejects(read(spark, TASK_BYTES, folder.toString())))
        .containsExactly("b.txt 0 unreadable_file");
  }

  @Test
  void aFileWithoutRecordsIsNamed(SparkSession spark) throws IOException {
    write("a.jsonl", "\n\n");
    write("b.json", "[]");
    write("c.csv", "id,text\n");
    write("d.csv", "\"id,text\n1,one\n");
    assertThat(rejects(read(spark, TASK_BYTES, folder.toString())))
        .containsExactlyInAnyOrder(
            "a.jsonl null empty_file",
            "b.json null empty_file",
            "c.csv null empty_file",
            "d.csv null ragged_row");
  }

  @Test
  void gzipMembersAfterTheFirstAreRead(SparkSession spark) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(gzip("{\"id\":1,\"text\":\"a\"}\n"));
    joined.writeBytes(gzip("{\"id\":2,\"text\":\"b\"}\n"));
    write("two.jsonl.gz", joined.toByteArray());
    assertThat(rows(spark, "external_id")).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void aMalformedLineIsRejectedByItsNumber(SparkSession spark) throws IOException {
    String deep = "{\"text\":" + "[".repeat(100_000) + "}";
    write(
        "a.jsonl",
        String.join("\n", OK, "", "{\"text\": \"unclosed", "[1,2]", OK, deep, "{} trailing", "{}"));
    List<Row> all = read(spark, TASK_BYTES, folder.toString());
    assertThat(rejects(all))
        .containsExactlyInAnyOrder(
            "a.jsonl 2 malformed_json",
            "a.jsonl 3 malformed_json",
            "a.jsonl 5 malformed_json",
            "a.jsonl 6 malformed_json",
            "a.jsonl 7 no_text_field");
    assertThat(rows(spark, "record_index", "raw_text")).contains("0|Rain fell.", "4|Rain fell.");
  }

  @Test
  void damageInAJsonFileCostsOnlyTheObjectItIsIn(SparkSession spark) throws IOException {
    write(
        "a.json",
        """
        {"id":1,"text":"one {[\\" }"}
        {"id":2,"text":"two
        {"id":3,"text":"three"}{"id":4,"text":"four"
        {"id":5,"text":"five"} nonsense""");
    write("b.json", "[{\"id\":6,\"text\":\"six\"},\n {\"id\":7, \"text\":[\"p1\", \"p2\"]},");
    write("c.json", "{\"id\":8,\"text\":{\"html\":\"x\"}}");
    assertThat(rows(spark, "external_id", "raw_text"))
        .containsExactlyInAnyOrder("1|one {[\" }", "3|three", "5|five", "6|six", "7|p1\n\np2");
    assertThat(rejects(read(spark, TASK_BYTES, folder.toString())))
        .containsExactlyInAnyOrder(
            "a.json 1 malformed_json",
            "a.json 3 malformed_json",
            "a.json 5 malformed_json",
            "b.json 2 malformed_json",
            "c.json 0 no_text_field");
  }

  @Test
  void aRaggedRowIsRejectedAndAShortOneIsNot(SparkSession spark) throws IOException {
    write(
        "a.csv",
        """
        id,text,date
        1,one,2020-01-01
        2,two,2020-01-01,more
        3,three
        4
        5,"broken" quote,x
        6,"never closed
        7,seven,2020-01-02
        """);
    write("b.csv", "id;text\n8;a, b\n");
    assertThat(rows(spark, "external_id", "raw_text", "raw_published"))
        .containsExactlyInAnyOrder(
            "1|one|2020-01-01", "3|three|null", "7|seven|2020-01-02", "8|a, b|null");
    assertThat(rejects(read(spark, TASK_BYTES, folder.toString())))
        .containsExactlyInAnyOrder(
            "a.csv 1 ragged_row", "a.csv 3 ragged_row", "a.csv 4 ragged_row", "a.csv 5 ragged_row");
  }

  @Test
  void tablesWithoutATextColumnAreNamedWithTheColumnsTheyHave(SparkSession spark)
      throws IOException {
    write("a.csv", "id,summary\n1,x\n");
    StructType schema = new StructType().add("id", "string").add("summary", "string");
    spark
        .createDataFrame(List.of(RowFactory.create("1", "x")), schema)
        .write()
        .parquet(folder.resolve("p").toString());
    write("broken.parquet", "PAR1 this is not Parquet PAR1");
    write("ok.txt", "Text.");
    List<Row> all = read(spark, TASK_BYTES, folder.toString());
    assertThat(rejects(all).stream().map(r -> r.replaceFirst("part-\\S+", "part")))
        .containsExactlyInAnyOrder(
            "a.csv null no_text_field",
            "part null no_text_field",
            "broken.parquet null corrupt_parquet");
    assertThat(all.stream().filter(r -> !r.isNullAt(13)).map(r -> r.getString(14)))
        .filteredOn(detail -> detail.endsWith("among the fields id, summary"))
        .hasSize(2);
  }

  @Test
  void parquetColumnsOfManyTypesAreRead(SparkSession spark) {
    String path = folder.resolve("p").toString();
    spark
        .sql(
            "select cast(id as int) as ID, array('one', concat('two ', id)) as Body,"
                + " timestamp'2020-01-02 03:04:05' as published, named_struct('x', 1) as extra,"
                + " char(0) as title from range(0, 50, 1, 1)")
        .write()
        .parquet(path);
    spark
        .sql("select 'd' as id, 'Text' as text, date'2020-02-03' as date, 1.5 as source")
        .write()
        .mode("append")
        .parquet(path);
    List<String> rows = rows(spark, "record_index", "external_id", "raw_text", "raw_published");
    assertThat(rows)
        .hasSize(51)
        .contains("49|49|one\n\ntwo 49|2020-01-02T03:04:05Z", "0|d|Text|2020-02-03");
  }

  @Test
  void rowGroupsReadInRangesAreTheSameRows(SparkSession spark) {
    spark
        .sql(
            "select id, repeat(sha2(cast(id as string), 256), 20) as text from range(0, 5000, 1, 1)")
        .write()
        .option("parquet.block.size", 100_000)
        .parquet(folder.resolve("p").toString());
    List<String> whole = strings(read(spark, TASK_BYTES, folder.toString()));
    assertThat(whole).hasSize(5000);
    assertThat(strings(read(spark, 50_000, folder.toString()))).isEqualTo(whole);
  }

  @Test
  void anArticleOverTheLimitIsSkippedAndTheRestIsRead(SparkSession spark) throws IOException {
    byte[] start = "{\"id\":\"long\",\"text\":\"".getBytes(UTF_8);
    for (String name : List.of("long.jsonl", "long.txt", "long.json", "long.csv")) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
        out.write(name.endsWith(".csv") ? "text\n".getBytes(UTF_8) : new byte[0]);
        out.write(name.contains(".js") ? start : new byte[0]);
        byte[] word = "wordword".repeat(128 << 10).getBytes(UTF_8);
        for (int i = 0; i < 50; i++) {
          out.write(word);
        }
        out.write((name.contains(".js") ? "\"}\n" + OK : "\nRain fell.").getBytes(UTF_8));
      }
    }
    List<Row> all = read(spark, TASK_BYTES, folder.toString());
    assertThat(rejects(all))
        .containsExactlyInAnyOrder(
            "long.jsonl 0 too_long",
            "long.txt 0 too_long",
            "long.json 0 too_long",
            "long.csv 0 too_long");
    assertThat(all.stream().filter(r -> r.isNullAt(13)).map(r -> r.getString(7)))
        .containsExactly("Rain fell.", "Rain fell.", "Rain fell.");
    assertThat(all.stream().filter(r -> !r.isNullAt(13)).map(r -> r.getString(14)))
        .allMatch(detail -> detail.contains("more than the limit of 20971520"));
  }

  @Test
  void invalidUtf8AndNulBytesAreKeptAsTextButBinariesAreNot(SparkSession spark) throws IOException {
    byte[] stray =
        "Vorstand der Müller AG sagte: gro\u00DFe Pl\u00E4ne.\u0000 End X".getBytes(UTF_8);
    stray[stray.length - 1] = (byte) 0xFF;
    write("stray.txt", stray);
    byte[] noise = new byte[10_000];
    new Random(7).nextBytes(noise);
    write("noise.txt", noise);
    write("nuls.txt", new byte[500]);
    write("paper.txt", "%PDF-1.4 stream");
    write("emoji.txt", "\uD83D\uDE00\uD83D\uDE80");
    write("blank.jsonl", "{\"id\": \"b1\", \"text\": \" \\n \"}");
    write("lone.jsonl", "{\"text\":\"half \\ud83d pair\"}");
    assertThat(rows(spark, "external_id", "raw_text"))
        .containsExactlyInAnyOrder(
            "stray.txt|Vorstand der Müller AG sagte: große Pläne.\u0000 End \uFFFD",
            "emoji.txt|\uD83D\uDE00\uD83D\uDE80",
            "lone.jsonl#0|half \uFFFD pair");
    assertThat(rejects(read(spark, TASK_BYTES, folder.toString())))
        .containsExactlyInAnyOrder(
            "noise.txt 0 not_text",
            "nuls.txt 0 not_text",
            "paper.txt 0 not_text",
            "blank.jsonl 0 empty_text");
  }

  @Test
  void aRejectedRecordKeepsTheIdItsSourceGave(SparkSession spark) throws IOException {
    write("a.jsonl", "{\"id\": \"b1\", \"text\": null, \"source\": \"S\"}");
    Row row = read(spark, TASK_BYTES, folder.toString()).get(0);
    assertThat(row.<String>getAs("reject_reason")).isEqualTo("empty_text");
    assertThat(row.<String>getAs("external_id")).isEqualTo("b1");
    assertThat(row.<String>getAs("source")).isEqualTo("S");
    assertThat(row.<String>getAs("sha256")).hasSize(64);
  }

  @Test
  void everyEncodingGivesTheSameText(SparkSession spark) throws IOException {
    String line = "{\"text\":\"“Café” – naïve\"}\n";
    write("a.jsonl", line);
    write("b.jsonl", line.getBytes(Charset.forName("windows-1252")));
    write("c.jsonl", ("\uFEFF" + line + line).getBytes(UTF_16LE));
    write("d.jsonl", ("\uFEFF" + line).getBytes(UTF_8));
    write("e.csv", "text\n“Café” – naïve\n".getBytes(Charset.forName("windows-1252")));
    write("f.csv", "\uFEFFtext\n“Café” – naïve\n".getBytes(UTF_16LE));
    write("g.json", ("[" + line + "]").getBytes(Charset.forName("windows-1252")));
    write("h.jsonl", line.replaceAll("[“”é–ï]", "x").getBytes(UTF_16LE));
    assertThat(rows(spark, "raw_text")).hasSize(9).containsOnly("“Café” – naïve", "xCafxx x naxve");
  }

  @Test
  void aHundredThousandEqualLinesAreAsManyRecords(SparkSession spark) throws IOException {
    write("same.jsonl", (OK + "\n").repeat(100_000));
    var records =
        Ingest.read(spark, List.of(folder.toString()), Ingest.Settings.standard(), TASK_BYTES);
    assertThat(records.select("raw_id").distinct().count()).isEqualTo(100_000);
  }

  @Test
  void linesReadInRangesAreTheSameRows(SparkSession spark) throws IOException {
    StringBuilder lines = new StringBuilder("\uFEFF");
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      String text = "é".repeat(random.nextInt(200));
      lines.append(i % 17 == 0 ? "" : i % 23 == 0 ? "{broken" : "{\"text\":\"" + text + "\"}");
      lines.append(i % 5 == 0 ? "\r\n" : "\n");
    }
    write("a.jsonl", lines.toString());
    List<String> whole = strings(read(spark, TASK_BYTES, folder.toString()));
    assertThat(whole).hasSizeGreaterThan(270);
    for (int bytes : new int[] {1 << 14, 1000, 333}) {
      assertThat(strings(read(spark, bytes, folder.toString()))).isEqualTo(whole);
    }
  }

  @Test
  void aFileIn16BitUnitsIsNotCutIntoRanges(SparkSession spark) throws IOException {
    write("a.jsonl", ("\uFEFF" + (OK + "\n").repeat(100)).getBytes(UTF_16LE));
    assertThat(read(spark, 500, folder.toString()))
        .hasSize(100)
        .allMatch(row -> row.getString(7).equals("Rain fell."));
  }

  @Test
  void idsDoNotDependOnWhereTheFolderLies(SparkSession spark) throws IOException {
    for (String place : List.of("here", "there/and/there")) {
      write(place + "/a/x.txt", "X");
      write(place + "/y.jsonl", OK);
    }
    assertThat(ids(read(spark, TASK_BYTES, folder.resolve("here").toString())))
        .isEqualTo(ids(read(spark, TASK_BYTES, folder.resolve("there/and/there").toString())))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameFileNamedTwiceIsReadOnceAndEqualNamesStayApart(SparkSession spark)
      throws IOException {
    write("a/x.txt", "X");
    write("b/x.txt", "X");
    String a = folder.resolve("a").toString();
    String b = folder.resolve("b").toString();
    List<String> ids = ids(read(spark, TASK_BYTES, a, b, a + "/x.txt", folder + "/*/x.txt"));
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    assertThat(ids(read(spark, TASK_BYTES, b, a, b))).hasSize(2).doesNotHaveDuplicates();
    assertThat(ids(read(spark, TASK_BYTES, a, b))).isEqualTo(ids(read(spark, TASK_BYTES, b, a)));
  }

  @Test
  void hiddenFilesArePassedOverAndUnknownOnesAreNamed(SparkSession spark) throws IOException {
    write("_SUCCESS", "");
    write(".part.crc", "x");
    write("_temporary/a.txt", "x");
    write("photo.jpg", "x");
    write("a.txt", "Text.");
    assertThat(rows(spark, "external_id")).containsExactly("a.txt");
    assertThat(rejects(read(spark, TASK_BYTES, folder.toString())))
        .containsExactly("photo.jpg null unknown_format");
  }

  @Test
  void fieldNamesCanBeChosen(SparkSession spark) throws IOException {
    write("a.jsonl", "{\"Nr\":3,\"Absatz\":\"Text\",\"text\":\"no\",\"source\":{\"name\":\"S\"}}");
    RecordFields fields =
        new RecordFields(
            List.of("nr"),
            List.of(),
            List.of(),
            List.of("absatz"),
            List.of(),
            List.of("source"),
            List.of(),
            List.of());
    Row row =
        Ingest.read(
                spark, List.of(folder.toString()), new Ingest.Settings(fields, 1000), TASK_BYTES)
            .first();
    assertThat(row.<String>getAs("external_id")).isEqualTo("3");
    assertThat(row.<String>getAs("raw_text")).isEqualTo("Text");
    assertThat(row.<String>getAs("source")).isEqualTo("S");
  }

  @Test
  void aFieldOptionReplacesTheCommonNamesOfThatFieldAlone() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Ingest());
    new CommandLine(spec)
        .parseArgs("--input", "a", "b", "--text-field", "Absatz,body", "--max-record-bytes", "5");
    assertThat(spec.findOption("--input").<List<String>>getValue()).containsExactly("a", "b");
    assertThat(spec.findOption("--text-field").<List<String>>getValue())
        .containsExactly("Absatz", "body");
    assertThat(spec.findOption("--id-field").<List<String>>getValue())
        .isEqualTo(RecordFields.common().externalId());
    assertThat(spec.findOption("--max-record-bytes").<Integer>getValue()).isEqualTo(5);
  }

  @Test
  void hopelessInputIsRefusedInOneLine(SparkSession spark) throws IOException {
    assertThatThrownBy(() -> read(spark, TASK_BYTES, folder + "/none"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder + "/none does not exist");
    assertThatThrownBy(() -> read(spark, TASK_BYTES, folder + "/*.txt"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> read(spark, TASK_BYTES, folder.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no file to read in " + folder);
    write("photo.jpg", "x");
    assertThatThrownBy(() -> read(spark, TASK_BYTES, folder.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found 1 others")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> read(spark, TASK_BYTES, "nosuchfs://x/y"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void columnsAreThoseOfTheTable(SparkSession spark) throws IOException {
    write("a.txt", "Text.");
    Row row = read(spark, TASK_BYTES, folder.toString()).get(0);
    assertThat(row.schema().fieldNames()).hasSize(row.size());
    assertThat(row.schema().fieldIndex("reject_reason")).isEqualTo(13);
    assertThat(row.schema().fields()[2].dataType()).isEqualTo(DataTypes.LongType);
    assertThat(row.<String>getAs("sha256"))
        .isEqualTo("f06dce27b84e18ccb3c7e94a0679c279cd42027da23bcf1e1ca1f94e365ea420");
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<Row> read(SparkSession spark, long taskBytes, String... inputs) {
    return Ingest.read(spark, List.of(inputs), Ingest.Settings.standard(), taskBytes)
        .collectAsList();
  }

  /** The named columns of accepted records, parted by bars. */
  private List<String> rows(SparkSession spark, String... columns) {
    return read(spark, TASK_BYTES, folder.toString()).stream()
        .filter(row -> row.getAs("reject_reason") == null)
        .map(
            row ->
                String.join(
                    "|",
                    Arrays.stream(columns).map(c -> String.valueOf(row.<Object>getAs(c))).toList()))
        .toList();
  }

  /** File name, record index and reason of rejected records. */
  private static List<String> rejects(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.getAs("reject_reason") != null)
        .map(
            row ->
                Path.of(java.net.URI.create(row.<String>getAs("path"))).getFileName()
                    + " "
                    + row.<Object>getAs("record_index")
                    + " "
                    + row.<String>getAs("reject_reason"))
        .toList();
  }

  private static List<String> strings(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }

  private static List<String> ids(List<Row> rows) {
    return rows.stream().map(row -> row.<String>getAs("raw_id")).sorted().toList();
  }
}
