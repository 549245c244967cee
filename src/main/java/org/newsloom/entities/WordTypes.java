package org.newsloom.entities;

import java.util.List;
import org.newsloom.entities.WordForm.Casing;

/**
 * What type of name a tagger most often finds a word in, over much text: a column of {@link
 * WordClasses}. A name that no training sentence has, but the text often, is so told by its
 * clearest sentences in the others.
 */
final class WordTypes {
  private static final int NONE = Bilou.TYPES.size();
  private static final int SORTS = NONE + 1;

  /** A word seen less often with a capital has no type. */
  private static final double FEWEST = 3;

  /** A word seen less often has a type of less weight. */
  private static final double MANY = 12;

  private static final double CLEAR = 0.9;
  private static final double MOSTLY = 0.65;
  private static final int STEPS = 3;

  private final WordClasses classes;
  private final double[] sums;

  WordTypes(WordClasses classes) {
    this.classes = classes;
    this.sums = new double[classes.count() * SORTS];
  }

  /** Adds a sentence and its names; one whose capitals tell nothing is passed over. */
  void add(List<String> tokens, List<TaggedName> names) {
    if (NameFeatures.casing(tokens) != Casing.MIXED) {
      return;
    }
    int next = 0;
    for (int i = 0; i < tokens.size(); i++) {
      while (next < names.size() && names.get(next).endToken() <= i) {
        next++;
      }
      String token = tokens.get(i);
      int row = classes.row(token, Casing.MIXED);
      // The first word has its capital from the sentence.
      if (row < 0 || token.chars().noneMatch(Character::isUpperCase)) {
        continue;
      }
      if (next < names.size() && names.get(next).firstToken() <= i) {
        TaggedName name = names.get(next);
        sums[row * SORTS + Bilou.TYPES.indexOf(name.type())] += name.confidence();
      } else if (i > 0) {
        sums[row * SORTS + NONE] += 1;
      }
    }
  }

  /** Adds what another tagger found over the same classes. */
  void add(WordTypes other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
  }

  /** The classes with this column. */
  WordClasses column() {
    int[] column = new int[classes.count()];
    for (int row = 0; row < column.length; row++) {
      column[row] = type(row);
    }
    return classes.with(column);
  }

  private int type(int row) {
    double named = 0;
    int best = 0;
    for (int type = 0; type < NONE; type++) {
      double sum = sums[row * SORTS + type];
      named += sum;
      best = sum > sums[row * SORTS + best] ? type : best;
    }
    double total = named + sums[row * SORTS + NONE];
    if (total < FEWEST) {
      return WordClasses.NONE;
    }
    // A tagger passes over names that it does not know, so only a clear vote is one for no name.
    double share = sums[row * SORTS + best] / Math.max(named, Double.MIN_NORMAL);
    if (named < total * (1 - CLEAR)) {
      best = NONE;
      share = 1 - named / total;
    }
    int step = share >= CLEAR ? 2 : share >= MOSTLY ? 1 : 0;
    return (best * STEPS + step) * 2 + (total >= MANY ? 1 : 0);
  }
}
