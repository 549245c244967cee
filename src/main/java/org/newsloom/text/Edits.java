package org.newsloom.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Replacements to be made in one pass over a text: in order, none overlapping another. */
final class Edits {
  private int[] bounds = new int[16];
  private final List<String> replacements = new ArrayList<>();

  void delete(int start, int end) {
    replace(start, end, "");
  }

  void replace(int start, int end, String replacement) {
    int last = replacements.size() * 2;
    if (start >= end || (last > 0 && start < bounds[last - 1])) {
      throw new IllegalArgumentException(
          "edit [" + start + ", " + end + ") is empty or before the edit preceding it");
    }
    if (last + 2 > bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[last] = start;
    bounds[last + 1] = end;
    replacements.add(replacement);
  }

  boolean isEmpty() {
    return replacements.isEmpty();
  }

  int count() {
    return replacements.size();
  }

  int start(int edit) {
    return bounds[2 * edit];
  }

  int end(int edit) {
    return bounds[2 * edit + 1];
  }

  String replacement(int edit) {
    return replacements.get(edit);
  }
}
