package org.newsloom.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * Keys of a sentence: one that identifies its text, and a looser one that survives damage to its
 * punctuation.
 */
public final class SentenceKey {
  /** What {@link #fold} returns for a text without letters and digits. */
  public static final long EMPTY_FOLD = 0;

  private static final int ID_BYTES = 12;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(SentenceKey::sha256);

  private SentenceKey() {}

  /**
   * The identity of a sentence: the first 96 bits of SHA-256 over its UTF-8 bytes, as 24 lower-case
   * hex characters. It holds the exact text, so white space must have been normalised before. A
   * lone surrogate counts as a question mark.
   */
  public static String id(String text) {
    byte[] digest = SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, ID_BYTES);
  }

  /**
   * A 64-bit hash over the letters and digits alone, lower-cased and without accents, so that
   * copies of a sentence agree whose quotes, dashes, apostrophes, spaces or case differ: "Iran’s"
   * agrees with "Irans". Returns {@link #EMPTY_FOLD} for a text without letters and digits, which
   * says nothing about its copies, and for no other text.
   *
   * <p>FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv) over code points in place of bytes, mixed at
   * the end with the finaliser of MurmurHash3 (Appleby, public domain).
   */
  public static long fold(String text) {
    String letters = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
    long hash = FNV_OFFSET;
    boolean isEmpty = true;
    for (int i = 0; i < letters.length(); ) {
      int codePoint = letters.codePointAt(i);
      i += Character.charCount(codePoint);
      if (Character.isLetterOrDigit(codePoint) && codePoint != Characters.APOSTROPHE_LETTER) {
        hash = (hash ^ Character.toLowerCase(codePoint)) * FNV_PRIME;
        isEmpty = false;
      }
    }
    if (isEmpty) {
      return EMPTY_FOLD;
    }
    long mixed = mix(hash);
    return mixed == EMPTY_FOLD ? 1 : mixed;
  }

  private static long mix(long hash) {
    long mixed = hash;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime must offer SHA-256", e);
    }
  }
}
