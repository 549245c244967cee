package org.newsloom.stages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.StringReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.newsloom.stages.InputFiles.FileRange;
import org.newsloom.stages.InputFiles.InputFile;
import org.newsloom.stages.RecordFramer.Frame;
import org.newsloom.text.Encodings;
import org.newsloom.text.Encodings.Decoded;
import org.newsloom.text.HtmlPage;

/**
 * Reads one file, or a range of it, as rows of {@code raw_records}, one record at a time. Whatever
 * is wrong with the file or a record becomes a row with a reason; nothing is thrown.
 */
final class RecordReader implements Iterator<Row>, Closeable {
  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  /** Field names listed in the detail of a rejected record. */
  private static final int NAMED_FIELDS = 20;

  /** Kinds of records that are no pages, listed in the detail. */
  private static final int NAMED_KINDS = 40;

  /** Headlines are shorter. */
  private static final int MAX_TITLE_CHARS = 200;

  /** Jackson's own limits on lengths give way to the limit on records. */
  private static final ObjectReader JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Configuration hadoop;
  private final Ingest.Settings settings;
  private final FileRange range;
  private final InputFile file;
  private final MessageDigest sha256 = newSha256();

  private RecordFramer framer;
  private ParquetRecords parquet;
  private List<String> csvHeader;
  private char csvDelimiter;

  /** Records of a WARC file that are no pages: how many of which kind. */
  private final Map<String, Long> passedOver = new TreeMap<>();

  private Row next;
  private boolean hasRows;
  private boolean isDone;

  RecordReader(Configuration hadoop, Ingest.Settings settings, FileRange range) {
    this.hadoop = hadoop;
    this.settings = settings;
    this.range = range;
    this.file = range.file();
  }

  @Override
  public boolean hasNext() {
    if (next == null && !isDone) {
      next = read();
      hasRows |= next != null;
      if (next == null || isDone) {
        close();
      }
    }
    if (next == null && !passedOver.isEmpty()) {
      next = passedOverRow();
      passedOver.clear();
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  @Override
  public void close() {
    isDone = true;
    try {
      if (framer != null) {
        framer.close();
      }
      if (parquet != null) {
        parquet.close();
      }
    } catch (IOException ignored) {
      // All that was wanted of the file has been read.
    }
  }

  private Row read() {
    if (file.defect() != null) {
      isDone = true;
      return rejectedFile("unreadable_file", file.defect());
    }
    if (file.format() == null) {
      isDone = true;
      return rejectedFile("unknown_format", "read are " + InputFormat.knownEndings());
    }
    return file.format() == InputFormat.PARQUET ? readParquet() : readFramed();
  }

  private Row readFramed() {
    try {
      if (framer == null) {
        framer = open();
      }
      for (Frame frame = framer.next(); frame != null; frame = framer.next()) {
        if (frame.reason() != null && frame.bytes() == null) {
          return rejected(frame);
        }
        Row row = record(frame);
        if (row != null) {
          return row;
        }
      }
      isDone = true;
      return hasRows || !range.isWholeFile() || !passedOver.isEmpty()
          ? null
          : rejectedFile("empty_file", "the file holds no records");
    } catch (EOFException e) {
      return brokenOff(file.isGzipped() ? "truncated_gzip" : "unreadable_file", e);
    } catch (ZipException e) {
      return brokenOff("corrupt_gzip", e);
    } catch (IOException e) {
      return brokenOff("unreadable_file", e);
    }
  }

  /**
   * What came before the break is kept; the record that it broke stands for the rest of the file.
   */
  private Row brokenOff(String reason, IOException e) {
    isDone = true;
    if (framer == null) {
      return rejectedFile(reason, e.toString());
    }
    long index = framer.nextIndex();
    close();
    return rejected(
        Math.max(0, index), reason, "readable up to record " + Math.max(0, index) + ": " + e);
  }

  private RecordFramer open() throws IOException {
    Path path = new Path(file.uri());
    FSDataInputStream opened = path.getFileSystem(hadoop).open(path);
    try {
      int limit = settings.maxRecordBytes();
      if (!range.isWholeFile()) {
        opened.seek(Math.max(0, range.start() - 1));
        return RecordFramer.linesInRange(
            opened, limit, range.start(), range.end(), range.firstIndex());
      }
      if (file.format() == InputFormat.WARC) {
        return RecordFramer.warcRecords(file.isGzipped() ? new GzipMembers(opened) : opened, limit);
      }
      InputStream in =
          file.isGzipped()
              ? new GZIPInputStream(new TellingStream(opened), GZIP_BUFFER_BYTES)
              : opened;
      return switch (file.format()) {
        case TXT, HTML -> RecordFramer.whole(in, limit);
        case JSONL -> RecordFramer.lines(in, limit);
        case JSON -> RecordFramer.jsonObjects(in, limit);
        case CSV -> RecordFramer.csvRows(in, limit);
        case WARC, PARQUET -> throw new IllegalStateException(file.format() + " is opened apart");
      };
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * A stream that has bytes available exactly if it is not at its end: by this GZIPInputStream
   * knows whether another gzip member follows, which not every file system's stream tells.
   */
  private static final class TellingStream extends PushbackInputStream {
    TellingStream(InputStream in) {
      super(in, 1);
    }

    @Override
    public int available() throws IOException {
      int b = read();
      if (b < 0) {
        return 0;
      }
      unread(b);
      return 1;
    }
  }

  private Row record(Frame frame) {
    return switch (file.format()) {
      case TXT -> text(frame);
      case HTML -> page(frame);
      case JSON, JSONL -> object(frame);
      case CSV -> csvRow(frame);
      case WARC -> capture(frame);
      case PARQUET -> throw new IllegalStateException("Parquet is not read as a stream");
    };
  }

  private Row text(Frame frame) {
    Decoded decoded = Encodings.decode(frame.bytes());
    Article article =
        new Article(file.name(), null, null, null, decoded.text(), null, null, null, null);
    return row(frame.index(), frame.bytes(), decoded.charset(), article);
  }

  private Row page(Frame frame) {
    Decoded decoded = Encodings.decodeHtml(frame.bytes());
    return page(frame.index(), frame.bytes(), decoded, new Origin(file.name(), null, null, null));
  }

  /** What a crawl knows of a page; all but the id may be null. */
  private record Origin(String id, String url, String host, Timestamp fetchedAt) {}

  private Row page(long index, byte[] bytes, Decoded decoded, Origin origin) {
    Optional<String> binary = binaryTraits(decoded.text());
    if (binary.isPresent()) {
      return rejected(index, "not_text", binary.get());
    }
    HtmlPage page = HtmlPage.parse(decoded.text());
    if (page.isListing()) {
      return rejected(index, "listing", "the page lists articles and is none itself");
    }
    Article article =
        new Article(
            origin.id(),
            page.source().orElse(origin.host()),
            origin.url() == null ? page.url().orElse(null) : origin.url(),
            page.title().orElse(null),
            page.text(),
            page.published().orElse(null),
            null,
            page.author().orElse(null),
            origin.fetchedAt());
    return row(index, bytes, decoded.charset(), article);
  }

  /** A page out of a crawl, or null for a record that holds none and is counted. */
  private Row capture(Frame frame) {
    try {
      WarcCapture capture = WarcCapture.of(frame.bytes());
      Optional<String> otherKind = capture.otherKind();
      if (otherKind.isPresent()) {
        boolean isNamed =
            passedOver.size() < NAMED_KINDS || passedOver.containsKey(otherKind.get());
        passedOver.merge(isNamed ? otherKind.get() : "of other kinds", 1L, Long::sum);
        return null;
      }
      return frame.reason() != null
          ? rejected(frame)
          : page(frame.index(), capture, capture.page(settings.maxRecordBytes()));
    } catch (WarcCapture.Defect defect) {
      return frame.reason() != null
          ? rejected(frame)
          : rejected(frame.index(), defect.reason(), defect.getMessage());
    }
  }

  private Row page(long index, WarcCapture capture, byte[] bytes) {
    Origin origin =
        new Origin(
            capture.id().orElseGet(() -> placeName(index)),
            capture.url(),
            capture.host().orElse(null),
            capture.fetchedAt().map(Timestamp::from).orElse(null));
    Optional<String> served = capture.charset();
    if (!capture.isPlainText()) {
      Decoded decoded =
          served
              .map(charset -> Encodings.decodeHtml(bytes, charset))
              .orElseGet(() -> Encodings.decodeHtml(bytes));
      return page(index, bytes, decoded, origin);
    }
    Decoded decoded =
        served
            .map(charset -> Encodings.decodePlain(bytes, charset))
            .orElseGet(() -> Encodings.decode(bytes));
    Article article =
        new Article(
            origin.id(),
            origin.host(),
            origin.url(),
            firstLine(decoded.text()).orElse(null),
            decoded.text(),
            null,
            null,
            null,
            origin.fetchedAt());
    return row(index, bytes, decoded.charset(), article);
  }

  /** A page's text begins with its title: a short line that does not end a sentence. */
  private static Optional<String> firstLine(String text) {
    List<String> lines =
        text.lines().map(String::strip).filter(l -> !l.isEmpty()).limit(2).toList();
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(lines.get(0))
            .filter(line -> line.length() <= MAX_TITLE_CHARS)
            .filter(line -> ".,:;".indexOf(line.charAt(line.length() - 1)) < 0);
  }

  /**
   * One row tells of all records of a file that are no pages: a crawl has more of them than pages.
   */
  private Row passedOverRow() {
    long records = passedOver.values().stream().mapToLong(Long::longValue).sum();
    String kinds =
        passedOver.entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    return rejectedFile("no_page", records + " records that are no pages: " + kinds);
  }

  private Row object(Frame frame) {
    Decoded decoded = Encodings.decode(frame.bytes());
    JsonNode object;
    try {
      object = JSON.readValue(decoded.text());
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
      return rejected(frame.index(), "malformed_json", e.getOriginalMessage() + place);
    }
    if (!object.isObject()) {
      return rejected(
          frame.index(),
          "malformed_json",
          "an object is expected, not " + object.getNodeType().name().toLowerCase(Locale.ROOT));
    }
    Map<String, FieldValue> values = new LinkedHashMap<>();
    object
        .fields()
        .forEachRemaining(
            field ->
                values.putIfAbsent(
                    field.getKey().toLowerCase(Locale.ROOT), value(field.getValue())));
    return fields(frame.index(), frame.bytes(), charset(decoded), values);
  }

  private static FieldValue value(JsonNode node) {
    if (node.isNull()) {
      return FieldValue.ABSENT;
    }
    if (node.isValueNode()) {
      return new FieldValue(node.asText(), null);
    }
    if (node.isObject()) {
      // News APIs deliver a source as an object with its id and name.
      JsonNode name = node.path("name");
      return new FieldValue(name.isTextual() ? name.asText() : null, "an object");
    }
    List<String> paragraphs = new ArrayList<>();
    for (JsonNode item : node) {
      if (item.isContainerNode()) {
        return new FieldValue(null, "an array of objects or arrays");
      }
      if (!item.isNull()) {
        paragraphs.add(item.asText());
      }
    }
    return new FieldValue(String.join("\n\n", paragraphs), null);
  }

  private Row csvRow(Frame frame) {
    Decoded decoded = Encodings.decode(frame.bytes());
    if (csvHeader == null) {
      csvDelimiter = RecordFramer.csvDelimiter(frame.bytes());
    }
    List<String> cells;
    try {
      cells = cells(decoded.text());
    } catch (IOException e) {
      return rejected(frame.index(), "ragged_row", String.valueOf(e.getMessage()));
    }
    if (csvHeader == null) {
      csvHeader = cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
      if (settings.fields().text().stream().noneMatch(csvHeader::contains)) {
        isDone = true;
        return rejectedFile("no_text_field", noTextField(csvHeader));
      }
      return null;
    }
    if (cells.size() > csvHeader.size()) {
      return rejected(
          frame.index(),
          "ragged_row",
          cells.size() + " fields under a header of " + csvHeader.size());
    }
    Map<String, FieldValue> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      values.putIfAbsent(csvHeader.get(i), new FieldValue(cells.get(i), null));
    }
    if (settings.fields().text().stream().noneMatch(values::containsKey)) {
      return rejected(
          frame.index(),
          "ragged_row",
          cells.size() + " fields under a header of " + csvHeader.size() + ": the text is missing");
    }
    return fields(frame.index(), frame.bytes(), charset(decoded), values);
  }

  private String charset(Decoded decoded) {
    return framer.streamCharset().orElse(decoded.charset());
  }

  private List<String> cells(String row) throws IOException {
    CSVFormat quoted = CSVFormat.RFC4180.builder().setDelimiter(csvDelimiter).build();
    try (CSVParser parser = quoted.parse(new StringReader(row))) {
      return cells(parser);
    } catch (IOException | IllegalStateException | java.io.UncheckedIOException e) {
      if (csvDelimiter != '\t') {
        throw new IOException(e.getMessage(), e);
      }
      // Text between tabs is often not quoted at all, and a quote is then a quote.
      return List.of(row.split("\t", -1));
    }
  }

  private static List<String> cells(CSVParser parser) throws IOException {
    List<CSVRecord> rows = parser.getRecords();
    return rows.isEmpty() ? List.of() : rows.get(0).toList();
  }

  private Row readParquet() {
    try {
      if (parquet == null) {
        parquet = ParquetRecords.open(hadoop, range, settings.fields());
        if (!parquet.hasText()) {
          isDone = true;
          close();
          return range.start() == 0
              ? rejectedFile("no_text_field", noTextField(parquet.columnNames()))
              : null;
        }
      }
      ParquetRecords.NumberedValues record = parquet.next();
      if (record == null) {
        return null;
      }
      String text = pick(record.values(), settings.fields().text());
      if (text != null && text.length() > settings.maxRecordBytes()) {
        return rejected(
            record.index(),
            "too_long",
            "the text has "
                + text.length()
                + " characters, more than the limit of "
                + settings.maxRecordBytes());
      }
      byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
      return fields(record.index(), bytes, UTF_8.name(), record.values());
    } catch (IOException | RuntimeException e) {
      // Parquet's reader reports damage by exceptions of every kind.
      isDone = true;
      close();
      if (parquet == null) {
        return range.start() == 0 ? rejectedFile("corrupt_parquet", e.toString()) : null;
      }
      long index = parquet.nextIndex();
      return rejected(index, "corrupt_parquet", "readable up to record " + index + ": " + e);
    }
  }

  /**
   * The value of a field.
   *
   * @param text null if the field has no value, or none that is text
   * @param nesting what stands in place of text; null if nothing does
   */
  record FieldValue(String text, String nesting) {
    static final FieldValue ABSENT = new FieldValue(null, null);
  }

  /** What a record says about its article; all but the text may be null. */
  private record Article(
      String externalId,
      String source,
      String url,
      String title,
      String text,
      String published,
      String dateline,
      String author,
      Timestamp fetchedAt) {}

  private Row fields(long index, byte[] bytes, String charset, Map<String, FieldValue> values) {
    RecordFields names = settings.fields();
    List<String> given = names.text().stream().filter(values::containsKey).toList();
    if (given.isEmpty()) {
      return rejected(index, "no_text_field", noTextField(values.keySet()));
    }
    String text = null;
    for (String name : given) {
      FieldValue value = values.get(name);
      if (value.nesting() != null) {
        return rejected(
            index, "no_text_field", "field " + name + " holds " + value.nesting() + ", not text");
      }
      if (value.text() != null && !value.text().isBlank()) {
        text = value.text();
        break;
      }
    }
    String id = pick(values, names.externalId());
    Article article =
        new Article(
            id == null ? placeName(index) : id,
            pick(values, names.source()),
            pick(values, names.url()),
            pick(values, names.title()),
            text == null ? "" : text,
            pick(values, names.published()),
            pick(values, names.dateline()),
            pick(values, names.author()),
            null);
    return row(index, bytes, charset, article);
  }

  private static String pick(Map<String, FieldValue> values, List<String> names) {
    for (String name : names) {
      FieldValue value = values.get(name);
      if (value != null && value.text() != null && !value.text().isBlank()) {
        return value.text();
      }
    }
    return null;
  }

  private String noTextField(Iterable<String> names) {
    List<String> listed = new ArrayList<>();
    names.forEach(listed::add);
    String shown = String.join(", ", listed.subList(0, Math.min(NAMED_FIELDS, listed.size())));
    return "none of "
        + String.join(", ", settings.fields().text())
        + " among the fields "
        + shown
        + (listed.size() > NAMED_FIELDS ? ", … (" + listed.size() + " in all)" : "");
  }

  /** A row for a record whose fields are known, whether its text can be used or not. */
  private Row row(long index, byte[] bytes, String charset, Article article) {
    String reason = null;
    String detail = null;
    Optional<String> binary = binaryTraits(article.text());
    if (article.text().isBlank()) {
      reason = "empty_text";
      detail = "the record has no text";
    } else if (binary.isPresent()) {
      reason = "not_text";
      detail = binary.get();
    }
    String hash = HexFormat.of().formatHex(sha256.digest(bytes));
    return RowFactory.create(
        rawId(Long.toString(index), hash),
        file.uri(),
        index,
        wellFormed(article.externalId()),
        wellFormed(article.source()),
        wellFormed(article.url()),
        wellFormed(article.title()),
        reason == null ? wellFormed(article.text()) : null,
        wellFormed(article.published()),
        hash,
        wellFormed(article.dateline()),
        file.format().recordedName(),
        charset,
        reason,
        detail,
        wellFormed(article.author()),
        article.fetchedAt());
  }

  private Row rejected(Frame frame) {
    if (file.format() == InputFormat.CSV && csvHeader == null) {
      isDone = true;
      return rejectedFile(frame.reason(), "header: " + frame.detail());
    }
    return rejected(frame.index(), frame.reason(), frame.detail());
  }

  private Row rejected(long index, String reason, String detail) {
    return rejection(rawId(Long.toString(index), reason), index, reason, detail);
  }

  /** A row for a file that has no records, or none that can be told apart. */
  private Row rejectedFile(String reason, String detail) {
    return rejection(rawId("", reason), null, reason, detail);
  }

  private Row rejection(String rawId, Long index, String reason, String detail) {
    return RowFactory.create(
        rawId,
        file.uri(),
        index,
        wellFormed(index == null ? file.name() : placeName(index)),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        file.format() == null ? "unknown" : file.format().recordedName(),
        null,
        reason,
        wellFormed(detail),
        null,
        null);
  }

  /** What stands for the id that the source did not give. */
  private String placeName(long index) {
    boolean isNamedByFile = file.format() != null && file.format().isOneRecordPerFile();
    return isNamedByFile ? file.name() : file.name() + "#" + index;
  }

  /** The same wherever the folder lies that the file was found under. */
  private String rawId(String index, String content) {
    byte[] digest =
        sha256.digest((file.relativePath() + "\n" + index + "\n" + content).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest, 0, 12);
  }

  /** Describes text that is none: more than one in twenty of its characters is a control. */
  private static Optional<String> binaryTraits(String text) {
    if (text.startsWith("%PDF-")) {
      return Optional.of("a PDF document");
    }
    int controls = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') || c == '\uFFFD') {
        controls++;
      }
    }
    return controls > 3 && controls > text.length() / 20
        ? Optional.of(
            controls + " of " + text.length() + " characters are control or undecodable ones")
        : Optional.empty();
  }

  /** Half a surrogate pair has no form in UTF-8: it becomes U+FFFD here and not somewhere later. */
  private static String wellFormed(String text) {
    if (text == null) {
      return null;
    }
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
