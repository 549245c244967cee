package org.newsloom.text;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How fast something reads sentences that are tokenised already, on one thread.
 *
 * @param tokens that it read
 * @param found what it found, added up
 * @param seconds of processor time that it took, the median of several times
 */
public record ReadingSpeed(long tokens, long found, double seconds) {

  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 5;

  /**
   * How fast one reads, as {@link #measure(List, ToLongFunction, List)}.
   *
   * @param reader reads a sentence and says how much it found
   */
  public static <T> ReadingSpeed measure(
      List<T> sentences, ToLongFunction<T> tokensOf, ToLongFunction<T> reader) {
    return measure(sentences, tokensOf, List.of(reader)).get(0);
  }

  /**
   * Lets the readers read all sentences by turns, so that what slows the machine down slows them
   * alike, and takes the median time of each in {@value #ROUNDS} rounds, after {@value #WARM_UPS}
   * in which the JVM compiles the code.
   *
   * @param readers each reads a sentence and says how much it found
   * @return in the order of the readers
   */
  public static <T> List<ReadingSpeed> measure(
      List<T> sentences, ToLongFunction<T> tokensOf, List<ToLongFunction<T>> readers) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long tokens = sentences.stream().mapToLong(tokensOf).sum();
    double[][] seconds = new double[readers.size()][ROUNDS];
    long[] found = new long[readers.size()];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (int i = 0; i < found.length; i++) {
        found[i] = 0;
        long start = threads.getCurrentThreadCpuTime();
        for (T sentence : sentences) {
          found[i] += readers.get(i).applyAsLong(sentence);
        }
        seconds[i][Math.max(0, round)] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      }
    }
    List<ReadingSpeed> speeds = new ArrayList<>(found.length);
    for (int i = 0; i < found.length; i++) {
      Arrays.sort(seconds[i]);
      speeds.add(new ReadingSpeed(tokens, found[i], seconds[i][ROUNDS / 2]));
    }
    return speeds;
  }

  /** Tokens in a second; 0 where there were none. */
  public double tokensPerSecond() {
    return seconds > 0 ? tokens / seconds : 0;
  }
}
