package org.newsloom.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Meetings of pairs packed into bytes, in as many buckets as asked for; all meetings of a pair are
 * in one bucket. A meeting without a common sentence takes {@value #BYTES} bytes.
 */
public final class PairBlocks {
  static final int IN_WINDOW = 1;
  static final int STORY = 1 << 1;
  static final int WINDOW_STORY = 1 << 2;
  static final int SENTENCE_STORY = 1 << 3;

  /** From here on as above, of the story on that day. */
  static final int DAY_SHIFT = 3;

  static final int HAS_SENTENCES = 1 << 7;

  /** Where things stand in a meeting; what follows {@link #BYTES} is there with a sentence only. */
  static final int A = 0;

  static final int B = 8;
  static final int DAY = 16;
  static final int COPIES = 20;
  static final int FLAGS = 24;
  static final int BYTES = 25;
  static final int ARTICLE = 25;
  static final int INDEX = 33;
  static final int PENALTY = 37;
  static final int SENTENCES = 41;
  static final int FIRST_SENTENCE = 45;

  /** A tone, then the number of the sentence. */
  static final int SENTENCE_BYTES = 12;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FIRST_CAPACITY = 4 * BYTES;

  private final byte[][] blocks;
  private final int[] lengths;
  private long total;

  public PairBlocks(int buckets) {
    blocks = new byte[buckets][];
    lengths = new int[buckets];
  }

  /** Bytes held. */
  public long bytes() {
    return total;
  }

  /** Hands out every bucket that is not empty, with its number, and empties it. */
  public void drain(BiConsumer<Integer, byte[]> to) {
    for (int bucket = 0; bucket < blocks.length; bucket++) {
      if (lengths[bucket] > 0) {
        to.accept(bucket, Arrays.copyOf(blocks[bucket], lengths[bucket]));
        blocks[bucket] = null;
        lengths[bucket] = 0;
      }
    }
    total = 0;
  }

  void add(long a, long b, int day, int copies, int flags) {
    start(a, b, day, copies, flags, BYTES);
  }

  void add(long a, long b, int day, int copies, int flags, SharedSentences shared) {
    int n = shared.count();
    int bucket =
        start(a, b, day, copies, flags | HAS_SENTENCES, FIRST_SENTENCE + n * SENTENCE_BYTES);
    byte[] block = blocks[bucket];
    int at = lengths[bucket] - FIRST_SENTENCE - n * SENTENCE_BYTES;
    LONG.set(block, at + ARTICLE, shared.article());
    INT.set(block, at + INDEX, shared.index());
    INT.set(block, at + PENALTY, shared.penalty());
    INT.set(block, at + SENTENCES, n);
    for (int i = 0; i < n; i++) {
      INT.set(block, at + FIRST_SENTENCE + i * SENTENCE_BYTES, shared.tone(i));
      LONG.set(block, at + FIRST_SENTENCE + i * SENTENCE_BYTES + 4, shared.sentence(i));
    }
  }

  private int start(long a, long b, int day, int copies, int flags, int bytes) {
    int bucket = bucket(a, b);
    int at = lengths[bucket];
    byte[] block = blocks[bucket];
    if (block == null) {
      block = new byte[Math.max(FIRST_CAPACITY, bytes)];
      blocks[bucket] = block;
    } else if (at + bytes > block.length) {
      block = Arrays.copyOf(block, Math.max(at + bytes, block.length + (block.length >> 1)));
      blocks[bucket] = block;
    }
    LONG.set(block, at + A, a);
    LONG.set(block, at + B, b);
    INT.set(block, at + DAY, day);
    INT.set(block, at + COPIES, copies);
    block[at + FLAGS] = (byte) flags;
    lengths[bucket] = at + bytes;
    total += bytes;
    return bucket;
  }

  /**
   * By the upper half of the bits alone: the lower ones choose the slot in a {@link PairTable}, and
   * pairs that had some of those in common would crowd one part of it.
   */
  private int bucket(long a, long b) {
    return (int) (((PairTable.mixed(a, b) >>> 32) * blocks.length) >>> 32);
  }

  static int intAt(byte[] block, int at) {
    return (int) INT.get(block, at);
  }

  static long longAt(byte[] block, int at) {
    return (long) LONG.get(block, at);
  }

  /** Bytes of the meeting that starts there. */
  static int bytesAt(byte[] block, int at) {
    return block[at + FLAGS] >= 0
        ? BYTES
        : FIRST_SENTENCE + intAt(block, at + SENTENCES) * SENTENCE_BYTES;
  }
}
