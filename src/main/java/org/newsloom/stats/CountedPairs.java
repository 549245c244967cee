package org.newsloom.stats;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up the pairs of a bucket, which must fit into memory, and gives those that are kept: with a
 * sentence that holds both, or in enough stories.
 */
public final class CountedPairs implements Iterator<CountedPairs.Pair> {

  /**
   * A pair with its counts.
   *
   * @param a the smaller number
   * @param days by days from 1970-01-01
   */
  public record Pair(long a, long b, PairSums all, SortedMap<Integer, PairSums> days) {}

  /** Whether a pair's days are counted, or only all time. */
  public enum Days {
    COUNTED,
    LEFT_OUT
  }

  private final List<byte[]> blocks;
  private final int minStories;
  private final Days daysCounted;
  private final PairTable pairs = new PairTable();

  /** By pair: its last meeting. */
  private int[] last = new int[64];

  private int[] stories = new int[64];
  private boolean[] hasSentence = new boolean[64];

  /** By meeting: the one before it of the same pair, or -1; and where it is. */
  private int[] before = new int[64];

  private int[] blockOf = new int[64];
  private int[] startOf = new int[64];
  private int meetings;
  private int next;

  /**
   * @param blocks all of the bucket
   */
  public CountedPairs(List<byte[]> blocks, int minStories, Days daysCounted) {
    this.blocks = blocks;
    this.daysCounted = daysCounted;
    this.minStories = minStories;
    for (int block = 0; block < blocks.size(); block++) {
      index(block, blocks.get(block));
    }
    skip();
  }

  private void index(int number, byte[] block) {
    for (int at = 0; at < block.length; at += PairBlocks.bytesAt(block, at)) {
      int known = pairs.count();
      int pair =
          pairs.number(
              PairBlocks.longAt(block, at + PairBlocks.A),
              PairBlocks.longAt(block, at + PairBlocks.B));
      if (pair == last.length) {
        last = Arrays.copyOf(last, 2 * pair);
        stories = Arrays.copyOf(stories, 2 * pair);
        hasSentence = Arrays.copyOf(hasSentence, 2 * pair);
      }
      if (meetings == before.length) {
        before = Arrays.copyOf(before, 2 * meetings);
        blockOf = Arrays.copyOf(blockOf, 2 * meetings);
        startOf = Arrays.copyOf(startOf, 2 * meetings);
      }
      int flags = block[at + PairBlocks.FLAGS];
      before[meetings] = pair == known ? -1 : last[pair];
      blockOf[meetings] = number;
      startOf[meetings] = at;
      last[pair] = meetings++;
      stories[pair] += (flags & PairBlocks.STORY) == 0 ? 0 : 1;
      hasSentence[pair] |= (flags & PairBlocks.HAS_SENTENCES) != 0;
    }
  }

  private void skip() {
    while (next < pairs.count() && !hasSentence[next] && stories[next] < minStories) {
      next++;
    }
  }

  private int day(int meeting) {
    return PairBlocks.intAt(blocks.get(blockOf[meeting]), startOf[meeting] + PairBlocks.DAY);
  }

  @Override
  public boolean hasNext() {
    return next < pairs.count();
  }

  @Override
  public Pair next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Pair pair = pair(next);
    next++;
    skip();
    return pair;
  }

  private Pair pair(int number) {
    PairSums all = new PairSums();
    int lastDay = day(last[number]);
    boolean isOfOneDay = true;
    for (int meeting = last[number]; meeting >= 0; meeting = before[meeting]) {
      all.add(blocks.get(blockOf[meeting]), startOf[meeting], 0);
      isOfOneDay &= day(meeting) == lastDay;
    }
    return new Pair(
        pairs.first(number),
        pairs.second(number),
        all,
        daysCounted == Days.COUNTED ? days(last[number], all, isOfOneDay) : new TreeMap<>());
  }

  private SortedMap<Integer, PairSums> days(int lastMeeting, PairSums all, boolean isOfOneDay) {
    int lastDay = day(lastMeeting);
    TreeMap<Integer, PairSums> days = new TreeMap<>();
    if (!isOfOneDay) {
      for (int meeting = lastMeeting; meeting >= 0; meeting = before[meeting]) {
        if (day(meeting) != StoryPairs.NO_DAY) {
          days.computeIfAbsent(day(meeting), of -> new PairSums())
              .add(blocks.get(blockOf[meeting]), startOf[meeting], PairBlocks.DAY_SHIFT);
        }
      }
    } else if (lastDay != StoryPairs.NO_DAY) {
      days.put(lastDay, all);
    }
    return days;
  }
}
