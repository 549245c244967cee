package org.newsloom.stages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.commons.io.input.ReaderInputStream;
import org.newsloom.text.Encodings;
import org.newsloom.text.Encodings.UnicodeMark;

/**
 * Cuts a stream of bytes into the records of its format, one at a time, and holds none longer than
 * a limit. Damage in one record ends that record, not the file.
 *
 * <p>Works on bytes, so that a record is known as it was delivered and its encoding can be detected
 * for itself. Streams in UTF-16 or UTF-32, where line ends and quotes are not single bytes, are
 * turned into UTF-8 first.
 */
abstract class RecordFramer implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int NO_BYTE = -2;

  private final int limit;
  private InputStream in;
  private String streamCharset;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private int at;

  private byte[] record = new byte[1 << 12];
  private int kept;
  private long total;
  private long nextIndex;

  /** A record's bytes and its number in its file, from 0, or the reason why it is rejected. */
  static final class Frame {
    private final long index;
    private final byte[] bytes;
    private final String reason;
    private final String detail;

    private Frame(long index, byte[] bytes, String reason, String detail) {
      this.index = index;
      this.bytes = bytes;
      this.reason = reason;
      this.detail = detail;
    }

    long index() {
      return index;
    }

    /** Null if the record is rejected; of a WARC record that is too long, its beginning. */
    byte[] bytes() {
      return bytes;
    }

    /** Null if the record is not rejected. */
    String reason() {
      return reason;
    }

    String detail() {
      return detail;
    }
  }

  private RecordFramer(InputStream in, int limit, long firstIndex) {
    this.in = in;
    this.limit = limit;
    this.nextIndex = firstIndex;
  }

  /** The whole stream as one record. */
  static RecordFramer whole(InputStream in, int limit) {
    return new Whole(in, limit);
  }

  /** One record a line; blank lines count in the numbering and yield nothing. */
  static RecordFramer lines(InputStream in, int limit) throws IOException {
    return new Lines(in, limit, 0, Long.MAX_VALUE, 0).inUtf8();
  }

  /**
   * The lines that begin in a range of a file.
   *
   * @param in the file's bytes from {@code start - 1} on, or from 0 if the range begins there
   * @param firstIndex number of the first line that begins at {@code start} or later
   */
  static RecordFramer linesInRange(
      InputStream in, int limit, long start, long end, long firstIndex) {
    return new Lines(in, limit, start, end, firstIndex);
  }

  /** The objects of a JSON text: in an array, alone, or one after the other. */
  static RecordFramer jsonObjects(InputStream in, int limit) throws IOException {
    return new JsonObjects(in, limit).inUtf8();
  }

  /** The rows of a CSV text, the header among them as number -1; blank lines are no rows. */
  static RecordFramer csvRows(InputStream in, int limit) throws IOException {
    return new CsvRows(in, limit).inUtf8();
  }

  /**
   * The records of a WARC file (ISO 28500), each with its header and without what ends it. The
   * limit is on what follows the header; of a longer record the frame holds the beginning.
   *
   * @param in throws a {@link ZipException} where it is damaged and goes on behind the damage, as
   *     {@link GzipMembers} does, or is not compressed
   */
  static RecordFramer warcRecords(InputStream in, int limit) {
    return new WarcRecords(in, limit);
  }

  /** What parts the fields of a CSV file: the most frequent candidate of its first line. */
  static char csvDelimiter(byte[] header) {
    int[] counts = new int[128];
    for (byte b : header) {
      if (b >= 0) {
        counts[b]++;
      }
    }
    char best = ',';
    for (char candidate : new char[] {'\t', ';', '|'}) {
      best = counts[candidate] > counts[best] ? candidate : best;
    }
    return best;
  }

  /** The next record, or null at the end of the stream. */
  abstract Frame next() throws IOException;

  /** The number the next record will have; after an exception, that of the record it broke. */
  final long nextIndex() {
    return nextIndex;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }

  final RecordFramer inUtf8() throws IOException {
    byte[] start = in.readNBytes(256);
    PushbackInputStream whole = new PushbackInputStream(in, Math.max(1, start.length));
    Optional<UnicodeMark> mark = Encodings.unicodeMark(start);
    int markBytes = mark.map(UnicodeMark::markBytes).orElse(0);
    whole.unread(start, markBytes, start.length - markBytes);
    in = whole;
    if (mark.isPresent() && !mark.get().charset().equals(UTF_8)) {
      streamCharset = mark.get().charset().name();
      in =
          ReaderInputStream.builder()
              .setReader(new InputStreamReader(whole, mark.get().charset()))
              .setCharset(UTF_8)
              .get();
    }
    return this;
  }

  /** The encoding that the whole stream was turned into UTF-8 from; empty if it was not. */
  final Optional<String> streamCharset() {
    return Optional.ofNullable(streamCharset);
  }

  final int read() throws IOException {
    return peek() < 0 ? -1 : buffer[at++] & 0xFF;
  }

  final int peek() throws IOException {
    if (at == buffered) {
      buffered = Math.max(0, in.read(buffer, 0, buffer.length));
      at = 0;
      if (buffered == 0) {
        return -1;
      }
    }
    return buffer[at] & 0xFF;
  }

  final void begin() {
    kept = 0;
    total = 0;
  }

  final void keep(int b) {
    total++;
    if (kept == limit) {
      return;
    }
    if (kept == record.length) {
      record = Arrays.copyOf(record, (int) Math.min(limit, 2L * kept));
    }
    record[kept++] = (byte) b;
  }

  final int kept() {
    return kept;
  }

  /** Forgets all of the record but its first bytes. */
  final void trimTo(int bytes) {
    kept = Math.min(kept, bytes);
    total = kept;
  }

  /** Whether ASCII text stands at an offset of the record. */
  final boolean hasAt(int offset, byte[] text) {
    return offset + text.length <= kept
        && Arrays.equals(record, offset, offset + text.length, text, 0, text.length);
  }

  /** The byte at an offset of the record; -1 behind its end. */
  final int byteAt(int offset) {
    return offset < kept ? record[offset] & 0xFF : -1;
  }

  final String keptText(int from) {
    return new String(record, from, kept - from, ISO_8859_1);
  }

  final byte[] keptBytes() {
    return Arrays.copyOf(record, kept);
  }

  final boolean isTooLong() {
    return total > limit;
  }

  /** Gives the bytes of the record from an offset on back to the stream, to be read again. */
  final void unkeep(int from) {
    byte[] ahead = Arrays.copyOfRange(buffer, at, buffered);
    byte[] returned = Arrays.copyOfRange(record, from, kept);
    buffer = Arrays.copyOf(returned, Math.max(BUFFER_BYTES, returned.length + ahead.length));
    System.arraycopy(ahead, 0, buffer, returned.length, ahead.length);
    at = 0;
    buffered = returned.length + ahead.length;
    kept = from;
    total = from;
  }

  final Frame finished() {
    if (isTooLong()) {
      return broken(
          "too_long", "the record has " + total + " bytes, more than the limit of " + limit);
    }
    return new Frame(nextIndex++, keptBytes(), null, null);
  }

  final Frame broken(String reason, String detail) {
    return new Frame(nextIndex++, null, reason, detail);
  }

  /** A rejected record of which the format can tell something by its beginning. */
  final Frame cutShort(String reason, String detail) {
    return new Frame(nextIndex++, keptBytes(), reason, detail);
  }

  final void skipIndex() {
    nextIndex++;
  }

  final boolean isBlank() {
    for (int i = 0; i < kept; i++) {
      if (record[i] != ' ' && record[i] != '\t' && record[i] != '\r' && record[i] != '\n') {
        return false;
      }
    }
    return true;
  }

  /** Removes the line end from the end of the record. */
  final void trimLineEnd() {
    if (isTooLong()) {
      return;
    }
    if (kept > 0 && record[kept - 1] == '\n') {
      kept--;
    }
    if (kept > 0 && record[kept - 1] == '\r') {
      kept--;
    }
  }

  /** Removes the mark of UTF-8 from the start of the record. */
  final void dropUtf8Mark() {
    if (kept >= 3
        && record[0] == (byte) 0xEF
        && record[1] == (byte) 0xBB
        && record[2] == (byte) 0xBF) {
      System.arraycopy(record, 3, record, 0, kept - 3);
      kept -= 3;
      total -= 3;
    }
  }

  private static final class Whole extends RecordFramer {
    private boolean done;

    Whole(InputStream in, int limit) {
      super(in, limit, 0);
    }

    @Override
    Frame next() throws IOException {
      if (done) {
        return null;
      }
      begin();
      for (int b = read(); b >= 0; b = read()) {
        keep(b);
      }
      done = true;
      return finished();
    }
  }

  private static final class Lines extends RecordFramer {
    private final long end;
    private long position;
    private boolean isFirstLine;
    private boolean isAligned;

    Lines(InputStream in, int limit, long start, long end, long firstIndex) {
      super(in, limit, firstIndex);
      this.position = start;
      this.end = end;
      this.isFirstLine = start == 0;
      this.isAligned = start == 0;
    }

    /** Leaves the line that began before the range to the range it began in. */
    private void skipBegunLine() throws IOException {
      position--;
      for (int b = read(); b >= 0; b = read()) {
        position++;
        if (b == '\n') {
          return;
        }
      }
    }

    @Override
    Frame next() throws IOException {
      if (!isAligned) {
        skipBegunLine();
      }
      isAligned = true;
      while (position < end && peek() >= 0) {
        begin();
        int b = read();
        while (b >= 0 && b != '\n') {
          position++;
          keep(b);
          b = read();
        }
        position++;
        trimLineEnd();
        if (isFirstLine) {
          dropUtf8Mark();
          isFirstLine = false;
        }
        if (!isBlank() || isTooLong()) {
          return finished();
        }
        skipIndex();
      }
      return null;
    }
  }

  private static final class JsonObjects extends RecordFramer {
    private int openArrays;

    JsonObjects(InputStream in, int limit) {
      super(in, limit, 0);
    }

    @Override
    Frame next() throws IOException {
      long strayBytes = 0;
      while (peek() >= 0 && peek() != '{') {
        int b = read();
        if (b == '[') {
          openArrays++;
        } else if (b == ']') {
          openArrays--;
        } else if (b != ',' && !isJsonSpace(b)) {
          strayBytes++;
        }
      }
      if (strayBytes > 0) {
        return broken("malformed_json", strayBytes + " bytes that are not part of an object");
      }
      if (peek() >= 0) {
        return object();
      }
      if (openArrays > 0) {
        openArrays = 0;
        return broken("malformed_json", "the file ends inside its array");
      }
      return null;
    }

    private Frame object() throws IOException {
      begin();
      int depth = 0;
      boolean isInString = false;
      int previous = NO_BYTE;
      while (true) {
        int b = peek();
        if (b < 0) {
          return broken("malformed_json", "the file ends inside an object of " + kept() + " bytes");
        }
        if (isInString) {
          if (b == '\n') {
            // JSON allows no line end in a string: a quote is missing, and what follows is sound.
            return broken("malformed_json", "a string is not closed at the end of its line");
          }
          keep(read());
          if (b == '\\' && peek() >= 0 && peek() != '\n') {
            keep(read());
          }
          isInString = b != '"';
        } else {
          if (b == '{' && depth > 0 && previous != ':' && previous != ',' && previous != '[') {
            return broken("malformed_json", "an object begins before the one before it is closed");
          }
          keep(read());
          if (b == '{' || b == '[') {
            depth++;
          } else if (b == '}' || b == ']') {
            depth--;
            if (depth == 0) {
              return finished();
            }
          }
          isInString = b == '"';
        }
        previous = isJsonSpace(b) ? previous : b;
      }
    }

    private static boolean isJsonSpace(int b) {
      return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
  }

  private static final class CsvRows extends RecordFramer {
    private int delimiter = NO_BYTE;

    CsvRows(InputStream in, int limit) {
      super(in, limit, -1);
    }

    @Override
    Frame next() throws IOException {
      if (delimiter == NO_BYTE) {
        delimiter = ',';
        begin();
        for (int b = peek(); b >= 0 && b != '\n' && !isTooLong(); b = peek()) {
          keep(read());
        }
        delimiter = csvDelimiter(keptBytes());
        unkeep(0);
      }
      while (peek() >= 0) {
        Frame row = row();
        if (row != null) {
          return row;
        }
      }
      return null;
    }

    private Frame row() throws IOException {
      begin();
      int firstLineEnd = 0;
      boolean isInQuotes = false;
      boolean isFieldStart = true;
      boolean isBroken = false;
      for (int b = read(); b >= 0; b = read()) {
        keep(b);
        if (isInQuotes) {
          if (b == '\n' && firstLineEnd == 0) {
            firstLineEnd = kept();
          } else if (b == '"') {
            int next = peek();
            if (next == '"') {
              keep(read());
            } else if (next == delimiter || next == '\n' || next == '\r' || next < 0) {
              isInQuotes = false;
            } else {
              isBroken = true;
              break;
            }
          }
        } else if (b == '"' && isFieldStart) {
          isInQuotes = true;
          isFieldStart = false;
        } else if (b == '\n') {
          break;
        } else {
          isFieldStart = b == delimiter;
        }
      }
      if (isBroken || (isInQuotes && !isTooLong())) {
        // The row ends with its first line: the lines after it are read as rows of their own.
        if (firstLineEnd > 0) {
          unkeep(firstLineEnd);
        } else {
          for (int b = peek(); b >= 0 && b != '\n'; b = peek()) {
            keep(read());
          }
        }
        if (delimiter != '\t' || isTooLong()) {
          return broken("ragged_row", "a quoted field is not closed before the next delimiter");
        }
      }
      trimLineEnd();
      return isBlank() && !isTooLong() ? null : finished();
    }
  }

  private static final class WarcRecords extends RecordFramer {
    private static final byte[] START = "WARC/1.".getBytes(US_ASCII);
    private static final int MAX_HEADER_BYTES = 1 << 16;

    /** Holds the headers of record and response, by which one that is too long is told. */
    private static final int BEGINNING_BYTES = 1 << 17;

    /** Two line ends of two bytes; stray bytes behind them are not the record's. */
    private static final int RECORD_END_BYTES = 4;

    /** Line ends that are taken for the end of a record; more than two are let pass. */
    private static final int MAX_TRAILER_BYTES = 16;

    private final int maxBodyBytes;

    /** Whether the start of a record has been read that belongs to the next frame. */
    private boolean isBegun;

    /**
     * Whether a record's length was found wrong: the next start of a record then counts for more.
     */
    private boolean isDistrusted;

    private String headerDefect;

    /** What was found damaged behind a record that is whole. */
    private String damageAhead;

    WarcRecords(InputStream in, int limit) {
      super(in, (int) Math.min(Integer.MAX_VALUE - 64, limit + 2L * MAX_HEADER_BYTES), 0);
      this.maxBodyBytes = limit;
    }

    @Override
    Frame next() throws IOException {
      begin();
      String damage = damageAhead;
      damageAhead = null;
      try {
        return damage == null ? record() : broken("corrupt_gzip", damage);
      } catch (ZipException found) {
        isBegun = false;
        return broken("corrupt_gzip", String.valueOf(found.getMessage()));
      }
    }

    private Frame record() throws IOException {
      if (!isBegun) {
        long stray = skipToStart();
        if (stray > 0) {
          return broken("corrupt_warc", stray + " bytes that are part of no record");
        }
        if (!isBegun) {
          return null;
        }
      }
      isBegun = false;
      for (byte b : START) {
        keep(b);
      }
      long bodyBytes = header();
      if (bodyBytes < 0) {
        skipToStart();
        return broken("corrupt_warc", headerDefect);
      }
      int bodyStart = kept();
      boolean isTooLong = bodyBytes > maxBodyBytes;
      long read = readBody(bodyBytes, isTooLong || isDistrusted);
      if (read < bodyBytes) {
        if (!isBegun) {
          int start = startFrom(bodyStart);
          if (start < 0) {
            return broken(
                "truncated_warc",
                "the file ends after " + read + " of the record's " + bodyBytes + " bytes");
          }
          unkeep(start);
          isDistrusted = true;
        }
        return broken("corrupt_warc", wrongLength(bodyBytes));
      }
      return finished(bodyStart, bodyBytes, isTooLong);
    }

    private Frame finished(int bodyStart, long bodyBytes, boolean isTooLong) throws IOException {
      if (isTooLong) {
        trimTo(BEGINNING_BYTES);
      }
      int bodyEnd = kept();
      int trailerEnd = bodyEnd;
      try {
        while (trailerEnd < bodyEnd + MAX_TRAILER_BYTES && isLineEnd(peek())) {
          keep(read());
          trailerEnd++;
        }
        while (kept() < trailerEnd + START.length && peek() >= 0) {
          keep(read());
        }
      } catch (GzipMembers.WrongChecksumException ofThisRecord) {
        throw ofThisRecord;
      } catch (ZipException found) {
        damageAhead = String.valueOf(found.getMessage());
      }
      isBegun = hasAt(trailerEnd, START);
      if (!isBegun && kept() > trailerEnd) {
        int start = isTooLong ? -1 : startFrom(bodyStart);
        unkeep(start >= 0 ? start : trailerEnd);
        isDistrusted |= start >= 0;
        if (start >= 0 || trailerEnd - bodyEnd != RECORD_END_BYTES) {
          skipToStart();
          return broken("corrupt_warc", wrongLength(bodyBytes));
        }
      }
      trimTo(bodyEnd);
      if (isTooLong) {
        return cutShort(
            "too_long",
            "the record has " + bodyBytes + " bytes, more than the limit of " + maxBodyBytes);
      }
      return finished();
    }

    /**
     * Offset of a record's first line in what was taken for another's body; -1 if there is none.
     */
    private int startFrom(int offset) {
      for (int i = offset; i < kept(); i++) {
        if (hasAt(i, START) && isLineEnd(byteAt(i + START.length + 1))) {
          return i;
        }
      }
      return -1;
    }

    private static String wrongLength(long bodyBytes) {
      return "no record ends where the Content-Length of " + bodyBytes + " says";
    }

    /** Reads as many bytes, or less if the stream ends or, where asked, another record starts. */
    private long readBody(long bytes, boolean endsAtStart) throws IOException {
      boolean isLineStart = true;
      int matched = 0;
      for (long read = 0; read < bytes; read++) {
        int b = read();
        if (b < 0) {
          return read;
        }
        keep(b);
        matched = (matched > 0 || isLineStart) && b == START[matched] ? matched + 1 : 0;
        isLineStart = b == '\n';
        if (endsAtStart && matched > 0 && matched == START.length) {
          isBegun = true;
          return read - START.length;
        }
        if (matched == START.length) {
          matched = 0;
        }
      }
      return bytes;
    }

    /**
     * Reads behind the next start of a record, or to the end of the stream.
     *
     * @return bytes before it that are not line ends
     */
    private long skipToStart() throws IOException {
      long stray = 0;
      boolean isLineStart = true;
      int matched = 0;
      for (int b = read(); b >= 0; b = read()) {
        if ((matched > 0 || isLineStart) && b == START[matched]) {
          matched++;
          isLineStart = false;
          if (matched == START.length) {
            isBegun = true;
            return stray;
          }
          continue;
        }
        stray += matched + (isLineEnd(b) ? 0 : 1);
        matched = 0;
        isLineStart = b == '\n';
      }
      return stray + matched;
    }

    /** The length that the header gives; -1 if there is a defect. */
    private long header() throws IOException {
      long length = -1;
      int lineStart = 0;
      while (kept() < MAX_HEADER_BYTES) {
        int b = read();
        if (b < 0) {
          headerDefect = "the file ends in a record's header";
          return -1;
        }
        keep(b);
        if (b != '\n') {
          continue;
        }
        String line = keptText(lineStart).strip();
        if (line.isEmpty()) {
          headerDefect = "the header has no Content-Length that is a number";
          return length;
        }
        if (lineStart > 0 && hasAt(lineStart, START)) {
          unkeep(lineStart);
          headerDefect = "another record begins in the header";
          return -1;
        }
        if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
          length = number(line.substring(15).strip());
        }
        lineStart = kept();
      }
      headerDefect = "the header has more than " + MAX_HEADER_BYTES + " bytes";
      return -1;
    }

    private static long number(String digits) {
      try {
        return Math.max(-1, Long.parseLong(digits));
      } catch (NumberFormatException none) {
        return -1;
      }
    }

    private static boolean isLineEnd(int b) {
      return b == '\n' || b == '\r';
    }
  }
}
