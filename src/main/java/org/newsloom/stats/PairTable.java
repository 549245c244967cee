package org.newsloom.stats;

import java.util.Arrays;

/** Numbers pairs of 64-bit keys in the order in which they come, by open addressing. */
final class PairTable {
  private static final int MIN_SLOTS = 16;

  private long[] first = new long[MIN_SLOTS / 2];
  private long[] second = new long[MIN_SLOTS / 2];

  /** Number of the pair in the slot plus one, or 0. */
  private int[] slots = new int[MIN_SLOTS];

  private int count;

  /** Pairs seen. */
  int count() {
    return count;
  }

  long first(int number) {
    return first[number];
  }

  long second(int number) {
    return second[number];
  }

  boolean has(long a, long b) {
    return slots[slot(a, b)] != 0;
  }

  /** The slot of the pair, or the free one in which it belongs. */
  private int slot(long a, long b) {
    int mask = slots.length - 1;
    int slot = (int) mixed(a, b) & mask;
    while (slots[slot] != 0 && (first[slots[slot] - 1] != a || second[slots[slot] - 1] != b)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The pair's number from 0, a new one if it has none. */
  int number(long a, long b) {
    int slot = slot(a, b);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (count == first.length) {
      grow();
      return number(a, b);
    }
    first[count] = a;
    second[count] = b;
    slots[slot] = ++count;
    return count - 1;
  }

  /** All bits of the result depend on all bits of both (the finalizer of SplittableRandom). */
  static long mixed(long a, long b) {
    long z = a * 0x9e3779b97f4a7c15L + b;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private void grow() {
    first = Arrays.copyOf(first, 2 * count);
    second = Arrays.copyOf(second, 2 * count);
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int number = 0; number < count; number++) {
      int slot = (int) mixed(first[number], second[number]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number + 1;
    }
  }
}
