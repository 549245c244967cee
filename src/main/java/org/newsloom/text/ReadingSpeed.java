package org.newsloom.text;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How fast something reads sentences that are tokenised already, on one thread.
 *
 * @param tokens that it read
 * @param found what it found, added up
 * @param seconds of processor time that it took
 */
public record ReadingSpeed(long tokens, long found, double seconds) {

  /**
   * Reads the sentences twice and measures the second time, when the JVM has compiled the code.
   *
   * @param reader reads a sentence and says how much it found
   */
  public static <T> ReadingSpeed measure(
      List<T> sentences, ToLongFunction<T> tokensOf, ToLongFunction<T> reader) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long tokens = sentences.stream().mapToLong(tokensOf).sum();
    long found = 0;
    long start = 0;
    for (int pass = 0; pass < 2; pass++) {
      found = 0;
      start = threads.getCurrentThreadCpuTime();
      for (T sentence : sentences) {
        found += reader.applyAsLong(sentence);
      }
    }
    return new ReadingSpeed(tokens, found, (threads.getCurrentThreadCpuTime() - start) / 1e9);
  }

  /** Tokens in a second; 0 where there were none. */
  public double tokensPerSecond() {
    return seconds > 0 ? tokens / seconds : 0;
  }
}
