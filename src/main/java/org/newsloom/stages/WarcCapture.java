package org.newsloom.stages;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.netpreserve.jwarc.DecodedBody;
import org.netpreserve.jwarc.DecodedBody.Encoding;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTruncationReason;

/**
 * A record of a WARC file (ISO 28500), and whether it holds a page. Pages are what servers answered
 * with status 200 as HTML, XHTML or plain text ({@code response}), files of these types ({@code
 * resource}), and a crawl's text of its pages ({@code conversion}).
 */
final class WarcCapture {
  private static final Set<String> PAGE_TYPES =
      Set.of("text/html", "text/plain", "application/xhtml+xml");

  private static final int OK = 200;

  /** Later years are mistakes; much later ones are more than a timestamp holds. */
  private static final Instant LAST_DATE = Instant.parse("2200-01-01T00:00:00Z");

  private final WarcRecord record;
  private final String target;
  private final MediaType mediaType;
  private final Optional<HttpResponse> response;
  private final byte[] bytes;

  private WarcCapture(
      WarcRecord record, MediaType mediaType, Optional<HttpResponse> response, byte[] bytes) {
    this.record = record;
    this.target = withoutBrackets(header("WARC-Target-URI").orElse(""));
    this.mediaType = mediaType;
    this.response = response;
    this.bytes = bytes;
  }

  /** Why a record's page cannot be had, in the words of {@code rejected_records}. */
  static final class Defect extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    Defect(String reason, String detail) {
      super(detail);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * Reads the headers of a record and of the response in it.
   *
   * @param bytes the record with its header, or its beginning
   * @throws Defect {@code corrupt_warc} or {@code malformed_http}
   */
  static WarcCapture of(byte[] bytes) throws Defect {
    WarcRecord record;
    try {
      record =
          new WarcReader(channel(bytes)).next().orElseThrow(() -> new IOException("no record"));
    } catch (IOException | RuntimeException e) {
      // The parser also throws exceptions of numbers and addresses.
      throw new Defect("corrupt_warc", "the header cannot be parsed: " + e.getMessage());
    }
    String type = record.headers().first("Content-Type").orElse("");
    if (!(record instanceof WarcResponse web)
        || !type.toLowerCase(Locale.ROOT).startsWith("application/http")) {
      return new WarcCapture(record, MediaType.parseLeniently(type), Optional.empty(), bytes);
    }
    try {
      HttpResponse response = web.http();
      String served =
          response
              .headers()
              .first("Content-Type")
              .or(() -> record.headers().first("WARC-Identified-Payload-Type"))
              .orElse("text/html");
      return new WarcCapture(
          record, MediaType.parseLeniently(served), Optional.of(response), bytes);
    } catch (IOException | RuntimeException e) {
      throw new Defect("malformed_http", "the response cannot be parsed: " + e.getMessage());
    }
  }

  /**
   * What the record is if it is no page: {@code request}, {@code status 404}, {@code image/png};
   * empty if it is one.
   */
  Optional<String> otherKind() {
    String type = header("WARC-Type").orElse("unknown").toLowerCase(Locale.ROOT);
    if (!Set.of("response", "resource", "conversion").contains(type)) {
      return Optional.of(type);
    }
    if (target.startsWith("dns:")) {
      return Optional.of("dns");
    }
    if (uri(target).map(URI::getPath).filter("/robots.txt"::equals).isPresent()) {
      return Optional.of("robots.txt");
    }
    if (response.isPresent() && response.get().status() != OK) {
      return Optional.of("status " + response.get().status());
    }
    String name = mediaType.base().toString().toLowerCase(Locale.ROOT);
    return PAGE_TYPES.contains(name)
        ? Optional.empty()
        : Optional.of(name.isBlank() ? "no type" : name);
  }

  /** The crawler's id of the record, such as {@code urn:uuid:…}. */
  Optional<String> id() {
    return header("WARC-Record-ID").map(WarcCapture::withoutBrackets).filter(id -> !id.isBlank());
  }

  /** The address that was fetched; null if the record names none. */
  String url() {
    return target.isBlank() ? null : target;
  }

  /** The host of the address without {@code www.}; empty if there is none. */
  Optional<String> host() {
    return uri(target)
        .map(URI::getHost)
        .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", ""));
  }

  /** When it was fetched; empty if that is not said or no date. */
  Optional<Instant> fetchedAt() {
    try {
      return header("WARC-Date")
          .map(date -> OffsetDateTime.parse(date).toInstant())
          .filter(date -> date.isAfter(Instant.EPOCH) && date.isBefore(LAST_DATE));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  boolean isPlainText() {
    return mediaType.base().toString().equalsIgnoreCase("text/plain");
  }

  /** The charset that the server named. */
  Optional<String> charset() {
    return Optional.ofNullable(mediaType.parameters().get("charset"));
  }

  /**
   * The page's bytes as they were before the server packed them for the way.
   *
   * @param limit what a page may have
   * @throws Defect {@code too_long}, {@code malformed_http}, or {@code truncated_record} if the
   *     crawler says that the transfer broke off. A page that was cut at the crawler's own limit is
   *     delivered: what is cut off after a megabyte is hardly ever the article.
   */
  byte[] page(int limit) throws Defect {
    WarcTruncationReason truncated = truncated();
    if (truncated != WarcTruncationReason.NOT_TRUNCATED
        && truncated != WarcTruncationReason.LENGTH) {
      throw new Defect(
          "truncated_record",
          "the crawler stored a part only: " + truncated.name().toLowerCase(Locale.ROOT));
    }
    byte[] page = sent();
    if (response.isPresent()) {
      boolean isCut = truncated == WarcTruncationReason.LENGTH;
      MessageHeaders headers = response.get().headers();
      if (headers.contains("Transfer-Encoding", "chunked") && startsAsChunk(page)) {
        page = unpacked(response.get().body(), limit, isCut);
      }
      Optional<Encoding> encoding = encoding(headers, page);
      if (encoding.isPresent()) {
        boolean hasZlibHeader =
            encoding.get() == Encoding.DEFLATE
                && page.length > 2
                && (page[0] & 0x0F) == 8
                && ((page[0] & 0xFF) << 8 | (page[1] & 0xFF)) % 31 == 0;
        // RFC 1950 is meant by "deflate"; some servers send, and the library reads, RFC 1951.
        byte[] packed = hasZlibHeader ? Arrays.copyOfRange(page, 2, page.length) : page;
        page = unpacked(channel(packed), encoding.get(), limit, isCut);
      }
    }
    return page;
  }

  private static byte[] unpacked(
      ReadableByteChannel packed, Encoding encoding, int limit, boolean isCut) throws Defect {
    try {
      return unpacked(DecodedBody.create(packed, encoding), limit, isCut);
    } catch (IOException | RuntimeException e) {
      throw unpackable(e);
    }
  }

  private static byte[] unpacked(ReadableByteChannel body, int limit, boolean isCut) throws Defect {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(1 << 13);
    try {
      while (page.size() <= limit && body.read(part) >= 0) {
        page.write(part.array(), 0, part.position());
        part.clear();
      }
    } catch (IOException | RuntimeException e) {
      if (!isCut || page.size() == 0) {
        throw unpackable(e);
      }
    }
    if (page.size() > limit) {
      throw new Defect("too_long", "the page has more bytes than the limit of " + limit);
    }
    return page.toByteArray();
  }

  private static Defect unpackable(Exception e) {
    return new Defect("malformed_http", "the body cannot be unpacked: " + e);
  }

  private WarcTruncationReason truncated() {
    try {
      return record.truncated();
    } catch (RuntimeException unknownWord) {
      return WarcTruncationReason.UNSPECIFIED;
    }
  }

  /** What follows the headers in the record. */
  private byte[] sent() {
    int start = afterHeader(0);
    return Arrays.copyOfRange(
        bytes, response.isPresent() ? afterHeader(start) : start, bytes.length);
  }

  private int afterHeader(int from) {
    for (int i = from; i < bytes.length; i++) {
      boolean isBlankLine =
          bytes[i] == '\n'
              && ((i > from && bytes[i - 1] == '\n')
                  || (i > from + 1 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n'));
      if (isBlankLine) {
        return i + 1;
      }
    }
    return bytes.length;
  }

  /**
   * How a body is packed, if it is: many crawlers unpack what they store and leave the headers as
   * they were.
   */
  private static Optional<Encoding> encoding(MessageHeaders headers, byte[] body) throws Defect {
    String name = headers.first("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    boolean isGzip = body.length > 1 && body[0] == 0x1F && body[1] == (byte) 0x8B;
    boolean isPage = body.length == 0 || body[0] == '<' || body[0] == '\n' || body[0] == '\r';
    if (isPage) {
      return Optional.empty();
    }
    return switch (name) {
      case "", "identity", "none" -> Optional.empty();
      case "gzip", "x-gzip" -> isGzip ? Optional.of(Encoding.GZIP) : Optional.empty();
      case "deflate" -> Optional.of(Encoding.DEFLATE);
      case "br" -> Optional.of(Encoding.BROTLI);
      case "zstd" -> Optional.of(Encoding.ZSTD);
      default -> throw new Defect("malformed_http", "unknown Content-Encoding: " + name);
    };
  }

  private static ReadableByteChannel channel(byte[] bytes) {
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  private static boolean startsAsChunk(byte[] sent) {
    int digits = 0;
    while (digits < sent.length && Character.digit(sent[digits], 16) >= 0) {
      digits++;
    }
    return digits > 0
        && digits <= 8
        && digits < sent.length
        && (sent[digits] == '\r' || sent[digits] == ';' || sent[digits] == ' ');
  }

  private Optional<String> header(String name) {
    return record.headers().first(name);
  }

  private static String withoutBrackets(String address) {
    String stripped = address.strip();
    return stripped.startsWith("<") && stripped.endsWith(">")
        ? stripped.substring(1, stripped.length() - 1)
        : stripped;
  }

  private static Optional<URI> uri(String address) {
    try {
      return Optional.of(URI.create(address));
    } catch (IllegalArgumentException noAddress) {
      // Crawlers keep addresses as pages write them; before its query one mostly is well formed.
      int query = address.indexOf('?');
      return query < 0 ? Optional.empty() : uri(address.substring(0, query));
    }
  }
}
