package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.newsloom.entities.WordForm.Casing;

/**
 * Learns {@link WordClasses} from sentences without names marked. The columns: how a word is
 * capitalised inside sentences and how frequent it is; its group among 100, 300 and 1,000 groups of
 * words by their company (Turian, Ratinov and Bengio 2010 show that such classes help most where a
 * name was not in the training data).
 *
 * <p>A word counts in lower case with its digits as 0, and in capitals apart if it stands so among
 * words that do not ("US"). Holds four bytes for each token of the text.
 */
final class WordClassTrainer {
  /** Words seen less often have no class. */
  private static final int FEWEST = 5;

  private static final int[] GROUPS = {100, 300, 1000};

  /** A column that says how a word is written has room for this many sorts of frequency. */
  private static final int FREQUENCIES = 4;

  private final NumberedText text = new NumberedText();
  private final List<Word> words = new ArrayList<>();

  /** A word, and how it is written where a sentence tells and it does not open one. */
  private static final class Word {
    final String form;
    int count;
    int lower;
    int capitalised;
    int capitals;

    Word(String form) {
      this.form = form;
    }
  }

  /** Reads a sentence. */
  void add(List<String> tokens) {
    Casing casing = NameFeatures.casing(tokens);
    boolean opens = true;
    for (String token : tokens) {
      if (token.isEmpty()) {
        continue;
      }
      boolean isCapitals = WordForm.isCapitals(token);
      String form =
          casing == Casing.MIXED && isCapitals
              ? WordForm.plain(token)
              : WordForm.lowerCase(WordForm.plain(token));
      Word word = word(form);
      word.count++;
      if (casing == Casing.MIXED && !opens) {
        Word lower = isCapitals ? word(WordForm.lowerCase(form)) : word;
        note(token, isCapitals, lower);
      }
      text.append(text.number(form));
      // A quotation opens a sentence within one.
      opens = !Character.isLetterOrDigit(token.codePointAt(0));
    }
    text.endSentence();
  }

  private static void note(String token, boolean isCapitals, Word word) {
    if (isCapitals) {
      word.capitals++;
    } else if (token.codePoints().anyMatch(Character::isUpperCase)) {
      // "al-Assad" is written as names are.
      word.capitalised++;
    } else if (Character.isLetter(token.codePointAt(0))) {
      word.lower++;
    }
  }

  private Word word(String form) {
    int number = text.number(form);
    if (number == words.size()) {
      words.add(new Word(form));
    }
    return words.get(number);
  }

  /** The classes of the words seen often enough. */
  WordClasses learn() {
    List<Word> kept =
        words.stream()
            .filter(word -> word.count >= FEWEST)
            .sorted(
                Comparator.comparingInt((Word word) -> -word.count)
                    .thenComparing(word -> word.form))
            .toList();
    if (kept.isEmpty()) {
      return WordClasses.none();
    }
    int[] counts = kept.stream().mapToInt(word -> word.count).toArray();
    float[] vectors =
        WordVectors.learn(text.renumbered(kept.stream().map(word -> word.form).toList()), counts);
    int[][] columns = new int[1 + GROUPS.length][];
    columns[0] = kept.stream().mapToInt(this::writing).toArray();
    for (int i = 0; i < GROUPS.length; i++) {
      columns[i + 1] = WordClusters.of(vectors, GROUPS[i]);
    }
    return WordClasses.of(kept.stream().map(word -> word.form).toList(), columns);
  }

  /** How a word is capitalised, in steps, and how sure that is. */
  private int writing(Word word) {
    // What stands in capitals counts with the word in small letters, whose column tells.
    String lower = WordForm.lowerCase(word.form);
    Word seen = text.holds(lower) ? words.get(text.number(lower)) : word;
    int total = seen.lower + seen.capitalised + seen.capitals;
    if (total == 0) {
      return 0;
    }
    int frequency = Math.min(FREQUENCIES - 1, (int) Math.log10(total));
    double lowerShare = (double) seen.lower / total;
    int step =
        lowerShare == 0
            ? 0
            : lowerShare < 0.05
                ? 1
                : lowerShare < 0.3
                    ? 2
                    : lowerShare < 0.7 ? 3 : lowerShare < 0.95 ? 4 : lowerShare < 1 ? 5 : 6;
    int capitals = seen.capitals * 2 > total ? 1 : 0;
    return 1 + (step * 2 + capitals) * FREQUENCIES + frequency;
  }
}
