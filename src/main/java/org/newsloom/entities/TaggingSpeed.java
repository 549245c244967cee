package org.newsloom.entities;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * How fast a tagger finds the names of sentences that are tokenised already, on one thread.
 *
 * @param tokens that it read
 * @param names that it found
 * @param seconds of processor time that it took
 */
public record TaggingSpeed(long tokens, long names, double seconds) {

  /** Tags the sentences twice and measures the second time, when the JVM has compiled the code. */
  public static TaggingSpeed measure(NameTagger tagger, List<List<String>> sentences) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    sentences.forEach(tagger::read);
    long tokens = 0;
    long names = 0;
    long start = threads.getCurrentThreadCpuTime();
    for (List<String> sentence : sentences) {
      names += tagger.read(sentence).names().size();
      tokens += sentence.size();
    }
    return new TaggingSpeed(tokens, names, (threads.getCurrentThreadCpuTime() - start) / 1e9);
  }

  /** Tokens in a second; 0 where there were none. */
  public double tokensPerSecond() {
    return seconds > 0 ? tokens / seconds : 0;
  }
}
