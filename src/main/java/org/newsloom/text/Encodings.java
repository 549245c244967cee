package org.newsloom.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the character encoding of delivered bytes and decodes them. Never throws: bytes that have
 * no meaning become U+FFFD and are counted.
 *
 * <p>Evidence, strongest first: a byte order mark; the zero bytes of UTF-16; the strict rules of
 * UTF-8, which other encodings hardly ever satisfy by chance; what an HTML page declares; and last
 * the statistics of ICU's detector, with windows-1252 as the answer when they are not clear.
 */
public final class Encodings {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Bytes of the start of a page in which a declared charset is looked for, as browsers do. */
  private static final int DECLARATION_BYTES = 4096;

  /** Bytes given to the statistical detector: more changes nothing. */
  private static final int DETECTION_BYTES = 1 << 16;

  /** English with typographic quotes stays below; Polish or Russian lie above. */
  private static final double MIN_FOREIGN_SHARE = 0.05;

  private static final int MIN_FOREIGN_CONFIDENCE = 40;

  private static final Pattern DECLARED =
      Pattern.compile(
          "<(?:meta|\\?xml)[^>]{0,200}?(?:charset|encoding)\\s{0,5}=\\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,40})",
          Pattern.CASE_INSENSITIVE);

  /** What detectors and pages say, and what is meant, as the WHATWG Encoding Standard maps it. */
  private static final Map<String, String> MEANT =
      Map.of(
          "iso-8859-1", "windows-1252",
          "us-ascii", "windows-1252",
          "ascii", "windows-1252",
          "latin1", "windows-1252",
          "iso-8859-9", "windows-1254",
          "gb2312", "GB18030",
          "gbk", "GB18030");

  private Encodings() {}

  /**
   * Decoded text.
   *
   * @param text the text, without byte order mark
   * @param charset name of the charset used
   * @param replacedCount invalid sequences that stand as U+FFFD in the text
   */
  public record Decoded(String text, String charset, int replacedCount) {}

  /** A Unicode encoding that the first bytes give away, and the bytes of its mark (0 if none). */
  public record UnicodeMark(Charset charset, int markBytes) {}

  /** Decodes bytes of unknown encoding. */
  public static Decoded decode(byte[] bytes) {
    return decode(bytes, Optional.empty());
  }

  /** Decodes an HTML page: a charset that the page declares counts as evidence. */
  public static Decoded decodeHtml(byte[] bytes) {
    int length = Math.min(bytes.length, DECLARATION_BYTES);
    Matcher declared = DECLARED.matcher(new String(bytes, 0, length, WINDOWS_1252));
    return decode(bytes, declared.find() ? charset(declared.group(1)) : Optional.empty());
  }

  /** Decodes text whose server named a charset, which may be unknown or wrong. */
  public static Decoded decodePlain(byte[] bytes, String served) {
    return decode(bytes, charset(served));
  }

  /** Decodes a page: the charset that its server named counts before the one it declares. */
  public static Decoded decodeHtml(byte[] bytes, String served) {
    return charset(served).isPresent() ? decodePlain(bytes, served) : decodeHtml(bytes);
  }

  /**
   * The Unicode encoding that the start of a file or record gives away: by a byte order mark, or
   * UTF-16 without one by its zero bytes. Empty for everything else, UTF-8 without a mark included.
   */
  public static Optional<UnicodeMark> unicodeMark(byte[] start) {
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(new UnicodeMark(UTF_8, 3));
    }
    if (startsWith(start, 0x00, 0x00, 0xFE, 0xFF)) {
      return Optional.of(new UnicodeMark(Charset.forName("UTF-32BE"), 4));
    }
    if (startsWith(start, 0xFF, 0xFE, 0x00, 0x00)) {
      return Optional.of(new UnicodeMark(Charset.forName("UTF-32LE"), 4));
    }
    if (startsWith(start, 0xFE, 0xFF)) {
      return Optional.of(new UnicodeMark(UTF_16BE, 2));
    }
    if (startsWith(start, 0xFF, 0xFE)) {
      return Optional.of(new UnicodeMark(UTF_16LE, 2));
    }
    return markless16(start);
  }

  private static Decoded decode(byte[] bytes, Optional<Charset> declared) {
    Optional<UnicodeMark> mark = unicodeMark(bytes);
    if (mark.isPresent()) {
      Charset charset = mark.get().charset();
      int markBytes = mark.get().markBytes();
      return replacing(bytes, markBytes, charset);
    }
    try {
      String text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return new Decoded(text, UTF_8.name(), 0);
    } catch (CharacterCodingException notUtf8) {
      return replacing(bytes, 0, mostlyUtf8(bytes) ? UTF_8 : declared.orElse(detected(bytes)));
    }
  }

  private static Decoded replacing(byte[] bytes, int from, Charset charset) {
    String text = new String(bytes, from, bytes.length - from, charset);
    int replaced = 0;
    for (int at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) {
      replaced++;
    }
    return new Decoded(text, charset.name(), replaced);
  }

  /**
   * Whether invalid bytes are damage in UTF-8 text: valid sequences of several bytes hardly occur
   * by chance in another encoding, so at least as many of them as of invalid bytes is proof.
   */
  private static boolean mostlyUtf8(byte[] bytes) {
    int valid = 0;
    int invalid = 0;
    int at = 0;
    while (at < bytes.length) {
      int lead = bytes[at] & 0xFF;
      if (lead < 0x80) {
        at++;
        continue;
      }
      int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
      int next = at + 1;
      while (next < at + length && next < bytes.length && (bytes[next] & 0xC0) == 0x80) {
        next++;
      }
      if (length > 0 && next == at + length) {
        valid++;
        at = next;
      } else {
        invalid++;
        at++;
      }
    }
    return valid >= invalid;
  }

  private static Charset detected(byte[] bytes) {
    int foreign = 0;
    for (byte b : bytes) {
      if (b < 0) {
        foreign++;
      }
    }
    if (foreign < MIN_FOREIGN_SHARE * bytes.length) {
      return WINDOWS_1252;
    }
    byte[] sample = bytes.length > DETECTION_BYTES ? Arrays.copyOf(bytes, DETECTION_BYTES) : bytes;
    CharsetMatch best = new CharsetDetector().setText(sample).detect();
    if (best == null
        || best.getConfidence() < MIN_FOREIGN_CONFIDENCE
        || best.getName().startsWith("UTF-")
        || best.getName().startsWith("IBM")) {
      return WINDOWS_1252;
    }
    return charset(best.getName()).orElse(WINDOWS_1252);
  }

  private static Optional<Charset> charset(String name) {
    String label = name.toLowerCase(Locale.ROOT);
    try {
      Charset found = Charset.forName(MEANT.getOrDefault(label, label));
      // A page that can be read byte by byte up to its declaration is not UTF-16, and UTF-8 it was
      // found not to be.
      return found.name().startsWith("UTF-") ? Optional.empty() : Optional.of(found);
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** Western text in UTF-16 has a zero in nearly every second byte, all in odd or even places. */
  private static Optional<UnicodeMark> markless16(byte[] start) {
    int length = Math.min(start.length, 256) & ~1;
    if (length < 4) {
      return Optional.empty();
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i += 2) {
      even += start[i] == 0 ? 1 : 0;
      odd += start[i + 1] == 0 ? 1 : 0;
    }
    int pairs = length / 2;
    if (odd > 0.7 * pairs && even < 0.1 * pairs) {
      return Optional.of(new UnicodeMark(UTF_16LE, 0));
    }
    if (even > 0.7 * pairs && odd < 0.1 * pairs) {
      return Optional.of(new UnicodeMark(UTF_16BE, 0));
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
