package org.newsloom.stages;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of gzip members one after the other (RFC 1952), as {@link
 * java.util.zip.GZIPInputStream} gives it, but for damage: {@code read} then throws a {@link
 * ZipException} once, and the next call goes on with the next member that can be found. So in a
 * file with one record a member, damage costs the record that it is in.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HEADER_BYTES = 10;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xE0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private boolean isInMember;
  private boolean isLost;

  /** What was read of a member to its end is not what was packed. */
  static final class WrongChecksumException extends ZipException {
    private static final long serialVersionUID = 1;

    private WrongChecksumException() {
      super("a gzip member's checksum is wrong");
    }
  }

  /**
   * Reads the first member's header.
   *
   * @throws ZipException if the stream is not gzip
   * @throws EOFException if it ends in the header
   */
  GzipMembers(InputStream in) throws IOException {
    this.in = in;
    if (!beginMember()) {
      throw new EOFException("no byte of gzip");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (isInMember || (isLost ? findMember() : beginMember())) {
      int read = inflate(bytes, offset, length);
      if (read > 0) {
        checksum.update(bytes, offset, read);
        return read;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw lost("a preset dictionary is needed");
      } else if (inflater.needsInput()) {
        at = end;
        if (!fill()) {
          throw new EOFException("the file ends in a gzip member");
        }
        inflater.setInput(input, 0, end);
        at = 0;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException damage) {
      throw lost(String.valueOf(damage.getMessage()));
    }
  }

  /**
   * The search for the next member begins where the compressed bytes of this one do, or the buffer
   * does: how far the inflater strayed is not known.
   */
  private ZipException lost(String problem) {
    isInMember = false;
    isLost = true;
    return new ZipException(problem);
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    isInMember = false;
    long expected = littleEndian();
    long expectedBytes = littleEndian();
    if (expected != checksum.getValue()
        || expectedBytes != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new WrongChecksumException();
    }
  }

  private long littleEndian() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) next() << shift;
    }
    return value;
  }

  /** Reads a member's header; false at the end of the stream, before which zeros may stand. */
  private boolean beginMember() throws IOException {
    int first = peek();
    while (first == 0) {
      at++;
      first = peek();
    }
    if (first < 0) {
      return false;
    }
    int[] header = new int[HEADER_BYTES];
    for (int i = 0; i < HEADER_BYTES; i++) {
      header[i] = next();
      if (i == 3 && !isHeader(header)) {
        throw lost("not in gzip format");
      }
    }
    int flags = header[3];
    if ((flags & HAS_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(input, at, end - at);
    checksum.reset();
    isInMember = true;
    return true;
  }

  private static boolean isHeader(int[] start) {
    return start[0] == 0x1F
        && start[1] == 0x8B
        && start[2] == 8
        && (start[3] & RESERVED_FLAGS) == 0;
  }

  private boolean findMember() throws IOException {
    int[] last = {-1, -1, -1, -1};
    while (peek() >= 0) {
      System.arraycopy(last, 1, last, 0, 3);
      last[3] = next();
      if (isHeader(last)) {
        // The four bytes that were read may lie at the end of the buffer before this one.
        int rest = end - at;
        byte[] start = {0x1F, (byte) 0x8B, 8, (byte) last[3]};
        if (at < start.length) {
          System.arraycopy(input, at, input, start.length, rest);
          at = start.length;
          end = at + rest;
        }
        at -= start.length;
        System.arraycopy(start, 0, input, at, start.length);
        isLost = false;
        return beginMember();
      }
    }
    return false;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // The name of a file, which is not wanted.
    }
  }

  private int next() throws IOException {
    if (peek() < 0) {
      throw new EOFException("the file ends in a gzip member's header or trailer");
    }
    return input[at++] & 0xFF;
  }

  private int peek() throws IOException {
    return at < end || fill() ? input[at] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    at = 0;
    // Leaves room for the four bytes that a search puts back.
    end = Math.max(0, in.read(input, 0, BUFFER_BYTES - 4));
    return end > 0;
  }
}
