package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.newsloom.entities.SpelledName.Word;

/**
 * What two persons' names have in common, as numbers for a {@link BoostedTrees} to judge by.
 *
 * <p>Words are paired by how they sound, the best pairs first, in any order; two words may answer
 * to one ("Nur al-Din", "Nureldin"), an initial to its word. The share of paired words is a soft
 * Jaccard coefficient in which a word counts by its rarity: that two persons are called Mohammed
 * says little.
 *
 * <p>After W. W. Cohen, P. Ravikumar, S. E. Fienberg (2003), A comparison of string distance
 * metrics for name-matching tasks, IIWeb.
 */
final class PersonLikeness {
  static final List<String> FEATURES =
      List.of(
          "soft_jaccard",
          "contained_more",
          "contained_less",
          "soft_jaccard_unweighted",
          "words_paired",
          "weight_paired",
          "weight_alone_less",
          "weight_alone_more",
          "first_words",
          "last_words",
          "run_together",
          "worst_pair",
          "mean_pair",
          "bynames_paired",
          "bynames_differ",
          "words_alone_less",
          "words_fewer",
          "words_difference",
          "in_order",
          "rarest_paired",
          "initials",
          "weight_equal",
          "weight_lost",
          "first_words_differ",
          "last_words_differ",
          "generation_differs");

  /** Words less alike do not answer to each other. */
  private static final double MIN_LIKENESS = 0.5;

  private static final double MIN_JOINED_LIKENESS = 0.8;

  /** In sounds: what is longer or shorter is another word, and joining words takes time. */
  private static final int MAX_JOINED_DIFFERENCE = 4;

  /** How much liker than each part two words joined must be. */
  private static final double JOINED_GAIN = 0.05;

  /**
   * Below this {@code soft_jaccard} two names are of two persons, unless they run together alike.
   */
  private static final double MIN_SOFT_JACCARD = 0.2;

  private static final double MIN_RUN_TOGETHER = 0.75;

  private static final double OF_INITIALS = 0.6;
  private static final double EQUAL = 0.999;

  /** What an article costs that only one of the names has, written together with it. */
  private static final double OF_AN_ARTICLE = 0.03;

  /** "Ezzor" for "al-Zor": the article takes the sound of the word. */
  private static final Pattern JOINED_ARTICLE = Pattern.compile("^[ae](?:nn|rr|ss|tt|zz|dd)");

  private static final int SHORTEST_WITH_ARTICLE = 4;

  /**
   * Words of one name, one or two from {@code a} on, and of the other, that answer to each other.
   *
   * @param likeness 0–1
   * @param weight of the words, by their rarity
   */
  record Pair(
      int a, int aLength, int b, int bLength, double likeness, double weight, boolean isInitial) {
    private int maskA() {
      return ((1 << aLength) - 1) << a;
    }

    private int maskB() {
      return ((1 << bLength) - 1) << b;
    }
  }

  /** Best first; the rest makes the order total. */
  private static final Comparator<Pair> BEST_FIRST =
      Comparator.comparingDouble((Pair pair) -> -pair.likeness * pair.likeness * pair.weight)
          .thenComparingInt(pair -> Math.abs(pair.a - pair.b))
          .thenComparingInt(Pair::a)
          .thenComparingInt(Pair::b)
          .thenComparingInt(Pair::aLength);

  private final double[] features;

  private PersonLikeness(double[] features) {
    this.features = features;
  }

  static PersonLikeness of(SpelledName a, SpelledName b, ToDoubleFunction<Word> rarity) {
    return new Comparison(a, b, rarity).likeness();
  }

  /** Words of two names that answer to each other, without the numbers that take longer. */
  static List<Pair> pairs(SpelledName a, SpelledName b, ToDoubleFunction<Word> rarity) {
    return new Comparison(a, b, rarity).pairs;
  }

  /** In the order of {@link #FEATURES}. */
  double[] features() {
    return features;
  }

  /** Whether the names have so much in common that they may be of one person. */
  boolean isCandidate() {
    return features[0] > MIN_SOFT_JACCARD || features[10] > MIN_RUN_TOGETHER;
  }

  double softJaccard() {
    return features[0];
  }

  /** How alike two words sound, 0–1. */
  static double ofWords(Word x, Word y) {
    String a = x.sounds();
    String b = y.sounds();
    if (a.equals(b)) {
      return 1;
    }
    String longer = a.length() > b.length() ? a : b;
    String shorter = a.length() > b.length() ? b : a;
    if (shorter.length() < 2 || longer.length() > 2 * shorter.length() + 1) {
      return 0;
    }
    double likeness = WordSound.likeness(a, b);
    boolean hasArticle =
        longer.length() > shorter.length()
            && longer.length() >= SHORTEST_WITH_ARTICLE
            && ((longer.length() > SHORTEST_WITH_ARTICLE
                    && (longer.startsWith("al") || longer.startsWith("el")))
                || JOINED_ARTICLE.matcher(a.length() > b.length() ? x.text() : y.text()).find());
    if (!hasArticle) {
      return likeness;
    }
    int article = longer.charAt(1) == 'l' ? 2 : 1;
    return Math.max(
        likeness, WordSound.likeness(longer.substring(article), shorter) - OF_AN_ARTICLE);
  }

  /** The work of one comparison. */
  private static final class Comparison {
    private final SpelledName nameA;
    private final SpelledName nameB;
    private final double[] rarityA;
    private final double[] rarityB;
    private final List<Pair> pairs;

    Comparison(SpelledName a, SpelledName b, ToDoubleFunction<Word> rarity) {
      this.nameA = a;
      this.nameB = b;
      this.rarityA = rarities(a, rarity);
      this.rarityB = rarities(b, rarity);
      this.pairs = chosen();
    }

    private static double[] rarities(SpelledName name, ToDoubleFunction<Word> rarity) {
      return name.words().stream().mapToDouble(rarity).toArray();
    }

    private List<Pair> chosen() {
      List<Pair> all = new ArrayList<>();
      List<Word> a = nameA.words();
      List<Word> b = nameB.words();
      for (int i = 0; i < a.size(); i++) {
        for (int j = 0; j < b.size(); j++) {
          addPair(all, i, j);
          if (i + 1 < a.size()) {
            double likeness = joinedLikeness(a.get(i), a.get(i + 1), b.get(j));
            if (likeness > 0) {
              double weight = Math.max(rarityA[i] + rarityA[i + 1], rarityB[j]);
              all.add(new Pair(i, 2, j, 1, likeness, weight, false));
            }
          }
          if (j + 1 < b.size()) {
            double likeness = joinedLikeness(b.get(j), b.get(j + 1), a.get(i));
            if (likeness > 0) {
              double weight = Math.max(rarityB[j] + rarityB[j + 1], rarityA[i]);
              all.add(new Pair(i, 1, j, 2, likeness, weight, false));
            }
          }
        }
      }
      all.sort(BEST_FIRST);
      List<Pair> chosen = new ArrayList<>();
      int takenA = 0;
      int takenB = 0;
      for (Pair pair : all) {
        if ((takenA & pair.maskA()) == 0 && (takenB & pair.maskB()) == 0) {
          chosen.add(pair);
          takenA |= pair.maskA();
          takenB |= pair.maskB();
        }
      }
      return chosen;
    }

    private void addPair(List<Pair> all, int i, int j) {
      Word x = nameA.words().get(i);
      Word y = nameB.words().get(j);
      if (x.isInitial() != y.isInitial() && x.text().charAt(0) == y.text().charAt(0)) {
        all.add(new Pair(i, 1, j, 1, OF_INITIALS, NameRarity.OF_AN_INITIAL, true));
        return;
      }
      double likeness = ofWords(x, y);
      if (likeness >= MIN_LIKENESS) {
        all.add(new Pair(i, 1, j, 1, likeness, (rarityA[i] + rarityB[j]) / 2, false));
      }
    }

    /** How alike two words run together and one word are; 0 where too little. */
    private static double joinedLikeness(Word first, Word second, Word whole) {
      int longer = first.sounds().length() + second.sounds().length() - whole.sounds().length();
      boolean isFarLonger = Math.abs(longer) > MAX_JOINED_DIFFERENCE;
      if (isFarLonger || whole.sounds().length() < 4 || (first.isInitial() && second.isInitial())) {
        return 0;
      }
      double likeness = ofWords(first.joined(second), whole);
      double ofParts = Math.max(ofWords(first, whole), ofWords(second, whole));
      return likeness >= MIN_JOINED_LIKENESS && likeness > ofParts + JOINED_GAIN ? likeness : 0;
    }

    PersonLikeness likeness() {
      int wordsA = rarityA.length;
      int wordsB = rarityB.length;
      int maskA = 0;
      int maskB = 0;
      double pairedA = 0;
      double pairedB = 0;
      double lost = 0;
      double equal = 0;
      double sum = 0;
      double worst = 1;
      double rarest = 0;
      double firstWords = 0;
      double lastWords = 0;
      int full = 0;
      int initials = 0;
      int bynames = 0;
      int inOrder = 0;
      for (Pair pair : pairs) {
        maskA |= pair.maskA();
        maskB |= pair.maskB();
        double weightA = sum(rarityA, pair.a, pair.aLength);
        double weightB = sum(rarityB, pair.b, pair.bLength);
        double weight = (weightA + weightB) / 2;
        pairedA += pair.likeness * weightA;
        pairedB += pair.likeness * weightB;
        lost += (1 - pair.likeness) * weight;
        if (pair.isInitial) {
          initials++;
        } else {
          full++;
          sum += pair.likeness;
          worst = Math.min(worst, pair.likeness);
          rarest = Math.max(rarest, pair.likeness * Math.min(weightA, weightB));
          equal += pair.likeness > EQUAL ? weight : 0;
        }
        if (nameA.words().get(pair.a).isByname() && nameB.words().get(pair.b).isByname()) {
          bynames++;
        }
        if (pair.a == 0 && pair.b == 0) {
          firstWords = pair.likeness;
        }
        if (pair.a + pair.aLength == wordsA && pair.b + pair.bLength == wordsB) {
          lastWords = pair.likeness;
        }
        for (Pair other : pairs) {
          inOrder += pair.a < other.a && pair.b < other.b ? 1 : 0;
        }
      }
      double allA = sum(rarityA, 0, wordsA);
      double allB = sum(rarityB, 0, wordsB);
      double paired = (pairedA + pairedB) / 2;
      double aloneA = alone(rarityA, maskA);
      double aloneB = alone(rarityB, maskB);
      double containedA = pairedA / allA;
      double containedB = pairedB / allB;
      int orders = pairs.size() * (pairs.size() - 1) / 2;
      return new PersonLikeness(
          new double[] {
            paired / (allA + allB - paired),
            Math.max(containedA, containedB),
            Math.min(containedA, containedB),
            sum / (wordsA + wordsB - sum),
            full,
            paired,
            Math.min(aloneA, aloneB),
            Math.max(aloneA, aloneB),
            firstWords,
            lastWords,
            WordSound.likeness(nameA.runTogether(), nameB.runTogether()),
            full == 0 ? 0 : worst,
            full == 0 ? 0 : sum / full,
            bynames,
            hasByname(nameA, maskA) && hasByname(nameB, maskB) ? 1 : 0,
            Math.min(wordsA - Integer.bitCount(maskA), wordsB - Integer.bitCount(maskB)),
            Math.min(wordsA, wordsB),
            Math.abs(wordsA - wordsB),
            orders == 0 ? 1 : (double) inOrder / orders,
            rarest,
            initials,
            equal,
            lost,
            (maskA & 1) == 0 && (maskB & 1) == 0 ? 1 : 0,
            (maskA >> (wordsA - 1) & 1) == 0 && (maskB >> (wordsB - 1) & 1) == 0 ? 1 : 0,
            nameA.generation().equals(nameB.generation()) ? 0 : 1
          });
    }

    private static double sum(double[] weights, int from, int length) {
      double sum = 0;
      for (int i = from; i < from + length; i++) {
        sum += weights[i];
      }
      return sum;
    }

    /** Weight of the words that answer to none. */
    private static double alone(double[] weights, int mask) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += (mask >> i & 1) == 0 ? weights[i] : 0;
      }
      return sum;
    }

    /** Whether one of the words that answer to none is a byname. */
    private static boolean hasByname(SpelledName name, int mask) {
      for (int i = 0; i < name.words().size(); i++) {
        if ((mask >> i & 1) == 0 && name.words().get(i).isByname()) {
          return true;
        }
      }
      return false;
    }
  }
}
