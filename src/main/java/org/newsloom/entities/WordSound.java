package org.newsloom.entities;

import java.util.Arrays;

/**
 * How unlike two words sound, for telling spellings of one name in another script, and slips of
 * typists and scanners, from different names.
 *
 * <p>The distance is that of Levenshtein with adjacent transpositions, but graded: exchanging what
 * transliterations confuse (e and i, q and k, gh and g, an h that is written or not) costs a
 * fraction of exchanging what they do not. Runs of two letters for one sound count as one ("kh",
 * "sh"), doubled letters as single ones.
 *
 * <p>After R. A. Wagner, M. J. Fischer (1974), The string-to-string correction problem, Journal of
 * the ACM 21; the grades are set by hand.
 */
final class WordSound {
  /** Longer words are cut: no name has them, and the distance takes the product of the lengths. */
  static final int MAX_SOUNDS = 32;

  private static final double CONSONANT_LOST = 0.8;
  private static final double TRANSPOSED = 0.5;
  private static final double SCANNED = 0.3;

  /** Pairs of sounds with the cost of taking one for the other in hundredths. */
  private static final String CONFUSED =
      "ae12 ei12 ou10 ao20 ai20 eo25 iu25 au20 eu25 io25 yi05 ye15 ya20 yj35 wu15 wo20 wv15 yu25 "
          + "kq10 qg25 kg30 gG15 qG15 kX20 Xh20 qX30 GX30 ck10 cs15 cC20 sS25 sz20 zS35 SC25 Cj25 jg30 "
          + "jz30 jZ10 zZ15 dD10 Dz15 Tt15 Ts15 Td25 TD20 dt25 tD30 bp30 bv30 fv20 pf25 vu30 fb40 dz35 "
          + "xh40 xk40 xs40 xX30 li40 l150 o050 rl60 mn50 hH05 Sj35 Ck50 ki60 Gh30 gh45 qh45 kh60";

  private static final double[][] EXCHANGED = new double[128][128];
  private static final double[] LOST = new double[128];

  static {
    for (double[] row : EXCHANGED) {
      Arrays.fill(row, 1);
    }
    for (String pair : CONFUSED.split(" ", -1)) {
      double cost = Integer.parseInt(pair.substring(2)) / 100.0;
      EXCHANGED[pair.charAt(0)][pair.charAt(1)] = cost;
      EXCHANGED[pair.charAt(1)][pair.charAt(0)] = cost;
    }
    Arrays.fill(LOST, CONSONANT_LOST);
    for (char vowel : "aeiou".toCharArray()) {
      LOST[vowel] = 0.25;
    }
    LOST['h'] = 0.2;
    LOST['y'] = 0.25;
    LOST['w'] = 0.35;
  }

  private WordSound() {}

  /**
   * The sounds of a word, a character each.
   *
   * @param word lower-case letters and digits without accents
   */
  static String sounds(String word) {
    StringBuilder sounds = new StringBuilder(word.length());
    int i = 0;
    while (i < word.length() && sounds.length() < MAX_SOUNDS) {
      char c = word.charAt(i);
      char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
      char sound = c;
      int length = 1;
      if (c == 't' && next == 'c' && i + 2 < word.length() && word.charAt(i + 2) == 'h') {
        sound = 'C';
        length = 3;
      } else if (c == 'd' && next == 'j') {
        sound = 'j';
        length = 2;
      } else if (c == 'c' && next == 'k') {
        sound = 'k';
        length = 2;
      } else if (c == 'o' && (next == 'u' || next == 'o')) {
        sound = 'u';
        length = 2;
      } else if (c == 'e' && next == 'e') {
        sound = 'i';
        length = 2;
      } else if (next == 'h') {
        char joined = withH(c);
        if (joined != 0) {
          sound = joined;
          length = 2;
        }
      }
      boolean isDouble = sounds.length() > 0 && sounds.charAt(sounds.length() - 1) == sound;
      if (!isDouble) {
        sounds.append(sound);
      }
      i += length;
    }
    return sounds.toString();
  }

  private static char withH(char c) {
    return switch (c) {
      case 's' -> 'S';
      case 'c' -> 'C';
      case 'k' -> 'X';
      case 'g' -> 'G';
      case 't' -> 'T';
      case 'd' -> 'D';
      case 'z' -> 'Z';
      case 'p' -> 'f';
      default -> 0;
    };
  }

  /** The distance of two words given as their {@link #sounds}, 0 where they are equal. */
  static double distance(String a, String b) {
    int columns = b.length() + 1;
    double[] beforeLast = new double[columns];
    double[] last = new double[columns];
    double[] row = new double[columns];
    for (int j = 1; j < columns; j++) {
      last[j] = last[j - 1] + lost(b, j - 1);
    }
    for (int i = 1; i <= a.length(); i++) {
      char x = a.charAt(i - 1);
      row[0] = last[0] + lost(a, i - 1);
      for (int j = 1; j < columns; j++) {
        char y = b.charAt(j - 1);
        double best = last[j - 1] + exchanged(x, y);
        best = Math.min(best, last[j] + lost(a, i - 1));
        best = Math.min(best, row[j - 1] + lost(b, j - 1));
        if (i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2)) {
          best = Math.min(best, beforeLast[j - 2] + TRANSPOSED);
        }
        if (i > 1 && isScanned(a.charAt(i - 2), x, y)) {
          best = Math.min(best, beforeLast[j - 1] + SCANNED);
        }
        if (j > 1 && isScanned(b.charAt(j - 2), y, x)) {
          best = Math.min(best, last[j - 2] + SCANNED);
        }
        row[j] = best;
      }
      double[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  /** Letters lost, added, exchanged or transposed between two words, each of them the same. */
  static int slips(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean isSame = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (isSame ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        boolean isTransposed =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (isTransposed) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  /** Two letters that a scanner reads as one. */
  private static boolean isScanned(char first, char second, char one) {
    return (first == 'r' && second == 'n' && one == 'm')
        || (first == 'c' && second == 'l' && one == 'd')
        || (first == 'v' && second == 'v' && one == 'w');
  }

  private static double exchanged(char x, char y) {
    return x == y ? 0 : x < 128 && y < 128 ? EXCHANGED[x][y] : 1;
  }

  private static double lost(String word, int i) {
    char c = word.charAt(i);
    return c < 128 ? LOST[c] : CONSONANT_LOST;
  }

  /** 1 where the words sound the same, falling with their distance for their length. */
  static double likeness(String a, String b) {
    return a.equals(b) ? 1 : Math.max(0, 1 - distance(a, b) / Math.max(substance(a), substance(b)));
  }

  /** What it costs to lose the whole word. */
  private static double substance(String sounds) {
    double sum = 0;
    for (int i = 0; i < sounds.length(); i++) {
      sum += lost(sounds, i);
    }
    return sum;
  }

  /**
   * Classes of the consonants in order: equal for most spellings of a name, and for other names
   * too.
   */
  static String skeleton(String sounds) {
    StringBuilder skeleton = new StringBuilder(sounds.length());
    for (int i = 0; i < sounds.length(); i++) {
      char consonant =
          switch (sounds.charAt(i)) {
            case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h' -> 0;
            case 'q', 'g', 'G', 'X', 'c' -> 'k';
            case 'z', 'S', 'D' -> 's';
            case 'C', 'Z' -> 'j';
            case 'd', 'T' -> 't';
            case 'p', 'v', 'f' -> 'b';
            case '0' -> 0;
            case '1' -> 'l';
            default -> sounds.charAt(i);
          };
      boolean isDouble =
          skeleton.length() > 0 && skeleton.charAt(skeleton.length() - 1) == consonant;
      if (consonant != 0 && !isDouble) {
        skeleton.append(consonant);
      }
    }
    return skeleton.toString();
  }
}
