package org.newsloom.entities;

import java.util.Arrays;

/** A hash table from well-mixed 64-bit keys to non-negative numbers, by open addressing. */
final class LongTable {

  static final int ABSENT = -1;

  private long[] keys;
  private int[] values;
  private int count;

  LongTable(int expectedCount) {
    int capacity = Integer.highestOneBit(Math.max(8, expectedCount) * 2 - 1) * 2;
    keys = new long[capacity];
    values = new int[capacity];
    Arrays.fill(values, ABSENT);
  }

  int count() {
    return count;
  }

  /** The key's value, or {@link #ABSENT}. */
  int value(long key) {
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return values[slot];
  }

  void put(long key, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("value " + value + " is negative");
    }
    if (count * 2 >= keys.length) {
      grow();
    }
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    if (values[slot] == ABSENT) {
      count++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  /** All keys in ascending order. */
  long[] sortedKeys() {
    long[] sorted = new long[count];
    int n = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (values[slot] != ABSENT) {
        sorted[n++] = keys[slot];
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[keys.length];
    Arrays.fill(values, ABSENT);
    count = 0;
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldValues[slot] != ABSENT) {
        put(oldKeys[slot], oldValues[slot]);
      }
    }
  }
}
