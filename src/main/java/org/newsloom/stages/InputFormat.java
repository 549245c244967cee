package org.newsloom.stages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats that Newsloom reads, told apart by the ending of a file's name. */
enum InputFormat {
  /** One article a file, all of it text. */
  TXT(".txt"),
  /** One article a file, as a page. */
  HTML(".html .htm"),
  /** An array of objects, one object, or objects one after the other. */
  JSON(".json"),
  /** One object a line. */
  JSONL(".jsonl .ndjson"),
  /** A header line, then one record a row; quotes as in RFC 4180. */
  CSV(".csv .tsv"),
  /** Flat columns. */
  PARQUET(".parquet"),
  /** Responses of web servers as a crawler stored them, or its text of them. */
  WARC(".warc .wet");

  private static final String GZIP_ENDING = ".gz";

  /** Parted by spaces. */
  private final String endings;

  InputFormat(String endings) {
    this.endings = endings;
  }

  static Optional<InputFormat> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    boolean gzipped = isGzipped(name);
    String bare = gzipped ? name.substring(0, name.length() - GZIP_ENDING.length()) : name;
    return Arrays.stream(values())
        .filter(format -> Stream.of(format.endings.split(" ")).anyMatch(bare::endsWith))
        .filter(format -> format != PARQUET || !gzipped)
        .findFirst();
  }

  static boolean isGzipped(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(GZIP_ENDING);
  }

  /** The endings that are read, for messages. */
  static String knownEndings() {
    return Arrays.stream(values()).map(format -> format.endings).collect(Collectors.joining(" "))
        + " (all but .parquet also with .gz)";
  }

  /**
   * The format as {@code raw_records} names it: how the bytes are written, not how they are cut.
   */
  String recordedName() {
    return this == JSONL ? "json" : name().toLowerCase(Locale.ROOT);
  }

  /** Whether a file is one article, named after the file. */
  boolean isOneRecordPerFile() {
    return this == TXT || this == HTML;
  }
}
