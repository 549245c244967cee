package org.newsloom.entities;

import java.util.Arrays;

/** A growing list of feature keys for one place. */
final class Keys {

  private final long place;
  private long[] keys = new long[32];
  private int count;

  Keys(int place) {
    this.place = (place + 8) * 1009L;
  }

  void add(int template, long value) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
    }
    keys[count++] = key(place + template, value);
  }

  long[] toArray() {
    return Arrays.copyOf(keys, count);
  }

  static long key(long template, long value) {
    return mix(value ^ (template * 0x9e3779b97f4a7c15L));
  }

  /** The finaliser of MurmurHash3, by Austin Appleby: every bit of the input moves every bit. */
  static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
