package org.newsloom.entities;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.newsloom.text.WordSpace;

/** Learns a {@link WordSpace} from files of articles: {@link WordVectors} of their words. */
public final class NewsWordSpace {
  /** Words seen less often have no vector. */
  private static final int FEWEST = 5;

  private NewsWordSpace() {}

  /**
   * Learns the space. The same files give the same space.
   *
   * @param files articles: {@code .jsonl} with a field text, or plain text, either with {@code .gz}
   * @throws IOException if a file cannot be read, or a line is no JSON
   */
  public static WordSpace learn(List<Path> files) throws IOException {
    NumberedText text = new NumberedText();
    NewsText news =
        new NewsText(
            tokens -> {
              for (String token : tokens) {
                if (!token.isEmpty()) {
                  text.append(text.number(WordSpace.form(token)));
                }
              }
              text.endSentence();
            });
    for (Path file : files) {
      news.read(file);
    }
    int[] counts = text.counts();
    List<String> words = text.words();
    List<Integer> kept =
        IntStream.range(0, counts.length)
            .filter(word -> counts[word] >= FEWEST)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer word) -> -counts[word]).thenComparing(words::get))
            .toList();
    if (kept.isEmpty()) {
      return WordSpace.none();
    }
    float[] learned =
        WordVectors.learn(
            text.renumbered(kept.stream().map(words::get).toList()),
            kept.stream().mapToInt(word -> counts[word]).toArray());
    TreeMap<String, float[]> vectors = new TreeMap<>();
    for (int rank = 0; rank < kept.size(); rank++) {
      int from = rank * WordVectors.DIMENSIONS;
      vectors.put(
          words.get(kept.get(rank)),
          Arrays.copyOfRange(learned, from, from + WordVectors.DIMENSIONS));
    }
    return new WordSpace(vectors);
  }
}
