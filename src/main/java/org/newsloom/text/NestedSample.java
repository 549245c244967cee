package org.newsloom.text;

import java.util.Arrays;

/**
 * A bounded sample of a set of hashes, such that the samples of two sets can be compared however
 * different their sizes: at level <i>n</i> it holds every hash whose first <i>n</i> bits are zero,
 * so a sample of a higher level is part of one of a lower level of the same set. The level is the
 * lowest that leaves no more than the capacity.
 *
 * <p>A. Broder (1997), On the resemblance and containment of documents (there: the hashes that are
 * 0 modulo 2<sup>n</sup>).
 *
 * <p>Each value is a hash of {@value #HASH_BITS} bits above {@value Integer#SIZE} bits of payload;
 * of values with the same hash the smallest is kept.
 */
final class NestedSample {
  private static final int HASH_BITS = 31;

  private final int capacity;
  private long[] values;
  private int size;
  private int level;

  NestedSample(int capacity) {
    this.capacity = capacity;
    this.values = new long[2 * capacity];
  }

  /** A value of this hash, of which the upper bits count, and this payload. */
  void add(long hash, int payload) {
    int bits = (int) (hash >>> (Long.SIZE - HASH_BITS));
    if (isAt(bits, level)) {
      if (size == values.length) {
        settle();
      }
      if (isAt(bits, level)) {
        values[size++] = ((long) bits << Integer.SIZE) | (payload & 0xffffffffL);
      }
    }
  }

  /** The values in ascending order. */
  long[] values() {
    settle();
    return Arrays.copyOf(values, size);
  }

  int level() {
    settle();
    return level;
  }

  /** Whether a value is in the sample of that level. */
  static boolean isAt(long value, int level) {
    return isAt((int) (value >>> Integer.SIZE), level);
  }

  private static boolean isAt(int bits, int level) {
    return bits >>> (HASH_BITS - level) == 0;
  }

  /** How many of the values are in the sample of that level. */
  static int count(long[] values, int level) {
    // In order of their hashes, so the lowest come first.
    int count = 0;
    while (count < values.length && isAt(values[count], level)) {
      count++;
    }
    return count;
  }

  /** Drops what stands twice, then raises the level until the rest fits. */
  private void settle() {
    Arrays.sort(values, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || values[kept - 1] >>> Integer.SIZE != values[i] >>> Integer.SIZE) {
        values[kept++] = values[i];
      }
    }
    size = kept;
    while (size > capacity) {
      level++;
      size = count(Arrays.copyOf(values, size), level);
    }
  }
}
