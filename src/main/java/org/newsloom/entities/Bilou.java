package org.newsloom.entities;

import java.util.ArrayList;
import java.util.List;

/**
 * The tags of a token: outside a name, or its beginning, inside, last or only token, by type.
 * Ratinov and Roth (2009), "Design challenges and misconceptions in named entity recognition",
 * found these better than IOB.
 */
final class Bilou {

  static final List<String> TYPES = List.of("PER", "ORG", "LOC", "MISC");
  static final int TAGS = 1 + 4 * TYPES.size();
  static final int OUTSIDE = 0;

  /** For each tag, the tags that may stand before it. */
  static final int[][] BEFORE = new int[TAGS][];

  /** Whether a sentence may begin with the tag. */
  static final boolean[] MAY_BEGIN = new boolean[TAGS];

  /** Whether a sentence may end with the tag. */
  static final boolean[] MAY_END = new boolean[TAGS];

  static {
    for (int tag = 0; tag < TAGS; tag++) {
      MAY_BEGIN[tag] = !continues(tag);
      MAY_END[tag] = !goesOn(tag);
      List<Integer> before = new ArrayList<>();
      for (int previous = 0; previous < TAGS; previous++) {
        boolean fits =
            goesOn(previous) ? continues(tag) && type(previous) == type(tag) : !continues(tag);
        if (fits) {
          before.add(previous);
        }
      }
      BEFORE[tag] = before.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private Bilou() {}

  static int begin(int type) {
    return 1 + 4 * type;
  }

  static int inside(int type) {
    return 2 + 4 * type;
  }

  static int last(int type) {
    return 3 + 4 * type;
  }

  static int only(int type) {
    return 4 + 4 * type;
  }

  /** The index in {@link #TYPES}, -1 for {@link #OUTSIDE}. */
  static int type(int tag) {
    return tag == OUTSIDE ? -1 : (tag - 1) / 4;
  }

  static boolean isBegin(int tag) {
    return tag != OUTSIDE && (tag - 1) % 4 == 0;
  }

  static boolean isOnly(int tag) {
    return tag != OUTSIDE && (tag - 1) % 4 == 3;
  }

  static boolean isLast(int tag) {
    return tag != OUTSIDE && (tag - 1) % 4 == 2;
  }

  private static boolean continues(int tag) {
    return tag != OUTSIDE && ((tag - 1) % 4 == 1 || (tag - 1) % 4 == 2);
  }

  private static boolean goesOn(int tag) {
    return tag != OUTSIDE && ((tag - 1) % 4 == 0 || (tag - 1) % 4 == 1);
  }

  /**
   * BILOU tags from IOB2 tags such as {@code B-PER}; other types than {@link #TYPES} are outside.
   */
  static int[] fromIob(List<String> iob) {
    int[] tags = new int[iob.size()];
    int start = 0;
    while (start < tags.length) {
      String tag = iob.get(start);
      int type = tag.length() > 2 ? TYPES.indexOf(tag.substring(2)) : -1;
      int end = start + 1;
      while (type >= 0 && end < tags.length && iob.get(end).equals("I-" + TYPES.get(type))) {
        end++;
      }
      if (type >= 0) {
        mark(tags, start, end, type);
      }
      start = end;
    }
    return tags;
  }

  /** The type of the name that is exactly these tokens, or null. */
  static String typeOf(int[] tags, int start, int end) {
    int type = type(tags[start]);
    boolean isOne =
        end - start == 1
            ? isOnly(tags[start])
            : isBegin(tags[start]) && isLast(tags[end - 1]) && type(tags[end - 1]) == type;
    for (int i = start + 1; isOne && i < end - 1; i++) {
      isOne = tags[i] == inside(type);
    }
    return isOne ? TYPES.get(type) : null;
  }

  private static void mark(int[] tags, int start, int end, int type) {
    for (int i = start; i < end; i++) {
      tags[i] = tag(type, i - start, end - start);
    }
  }

  /** The tag of a word of a name of so many words. */
  static int tag(int type, int word, int words) {
    if (words == 1) {
      return only(type);
    }
    return word == 0 ? begin(type) : word == words - 1 ? last(type) : inside(type);
  }
}
