package org.newsloom.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the pairs of stories, one story after the other, and packs them into {@link PairBlocks} so
 * that all counts, those over stories too, are sums over what is packed.
 *
 * <p>Articles of one story and day with the same entities in the same sentences are counted as one
 * times their number, so that a story of many copies costs what one of them does. An article of n
 * entities costs n²/2 looks at where two of them stand, at most those that the cap leaves, and
 * packs the pairs that share a sentence or of which neither entity is rare: a pair of a rare entity
 * is in too few stories to be kept for anything but a sentence. (Agrawal and Srikant 1994, Fast
 * algorithms for mining association rules: no set is frequent that holds a rare item.)
 */
public final class StoryPairs {
  /** Stands for a day that is not known. */
  public static final int NO_DAY = Integer.MIN_VALUE;

  /** Two sentences so near stand in one window of three consecutive sentences. */
  private static final int WINDOW_DISTANCE = 2;

  /** Different articles of a story held at a time. */
  private static final int MAX_HELD = 1_000;

  private static final int ALL_NEW =
      (PairBlocks.STORY | PairBlocks.WINDOW_STORY | PairBlocks.SENTENCE_STORY)
          * (1 + (1 << PairBlocks.DAY_SHIFT));

  /** What makes articles equal: who is named in which sentences. */
  private record Names(int day, long[] entitiesAndSentences) {
    static Names of(int day, List<NamePlace> places) {
      long[] all = new long[3 * places.size()];
      int n = 0;
      for (NamePlace place : places) {
        all[n++] = place.sentenceIndex();
        all[n++] = place.entity();
        all[n++] = place.sentence();
      }
      return new Names(day, all);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Names names
          && day == names.day
          && Arrays.equals(entitiesAndSentences, names.entitiesAndSentences);
    }

    @Override
    public int hashCode() {
      return 31 * day + Arrays.hashCode(entitiesAndSentences);
    }
  }

  /** Equal articles. */
  private static final class Copies {
    private final List<NamePlace> places;
    private long article;
    private int count;

    Copies(List<NamePlace> places, long article) {
      this.places = places;
      this.article = article;
    }

    void add(long other) {
      article = Math.min(article, other);
      count++;
    }
  }

  private final int maxEntities;
  private final PairBlocks blocks;
  private final SharedSentences shared = new SharedSentences();
  private final Map<Names, Copies> held = new LinkedHashMap<>();

  private long story;
  private int day;
  private long article;
  private List<NamePlace> places = new ArrayList<>();

  /** Pairs of the story so far, unless it is of one article; by number, on what they were seen. */
  private PairTable seen;

  private int[] seenFlags;
  private int[] seenDays;

  /**
   * @param maxEntities articles of more lose all but the closest pairs
   */
  public StoryPairs(int maxEntities, PairBlocks blocks) {
    this.maxEntities = maxEntities;
    this.blocks = blocks;
  }

  /**
   * Takes the next place: those of a story come together, in it those of a day, in it those of an
   * article in order of sentence, start and end.
   *
   * @param day days from 1970-01-01, or {@link #NO_DAY}
   */
  public void add(long ofStory, int onDay, long inArticle, NamePlace place) {
    if (!places.isEmpty() && (inArticle != article || onDay != day || ofStory != story)) {
      endArticle();
      if (ofStory != story) {
        endStory();
      }
    }
    story = ofStory;
    day = onDay;
    article = inArticle;
    places.add(place);
  }

  /** Ends the last story. */
  public void end() {
    if (!places.isEmpty()) {
      endArticle();
    }
    endStory();
  }

  private void endArticle() {
    List<NamePlace> ofArticle = places;
    held.computeIfAbsent(Names.of(day, ofArticle), names -> new Copies(ofArticle, article))
        .add(article);
    places = new ArrayList<>();
    if (held.size() == MAX_HELD) {
      // Equal articles may come again, and are then packed again.
      packHeld();
    }
  }

  private void endStory() {
    if (seen == null && held.size() == 1) {
      held.forEach((names, copies) -> pack(names.day(), copies, false));
      held.clear();
    } else {
      packHeld();
    }
    seen = null;
  }

  private void packHeld() {
    if (seen == null) {
      seen = new PairTable();
      seenFlags = new int[64];
      seenDays = new int[64];
    }
    held.forEach((names, copies) -> pack(names.day(), copies, true));
    held.clear();
  }

  private void pack(int onDay, Copies copies, boolean isOneOfMany) {
    ArticlePairs article = new ArticlePairs(copies.places);
    article.visit(
        maxEntities,
        (a, b, common, distance) -> {
          long first = article.entity(a);
          long second = article.entity(b);
          int levels = PairBlocks.STORY;
          int flags = 0;
          if (distance <= WINDOW_DISTANCE) {
            flags = PairBlocks.IN_WINDOW;
            levels |= PairBlocks.WINDOW_STORY;
          }
          if (common > 0) {
            levels |= PairBlocks.SENTENCE_STORY;
          }
          levels |= levels << PairBlocks.DAY_SHIFT;
          flags |= levels & (isOneOfMany ? isNew(first, second, onDay, levels) : ALL_NEW);
          if (common == 0) {
            blocks.add(first, second, onDay, copies.count, flags);
          } else {
            shared.clear(copies.article);
            article.shared(a, b, shared);
            blocks.add(first, second, onDay, copies.count, flags, shared);
          }
        });
  }

  /** On what the pair has not been seen in the story, and in the story on this day. */
  private int isNew(long a, long b, int onDay, int levels) {
    int pair = seen.number(a, b);
    if (pair >= seenFlags.length) {
      seenFlags = Arrays.copyOf(seenFlags, 2 * pair);
      seenDays = Arrays.copyOf(seenDays, 2 * pair);
    }
    int before = seenFlags[pair];
    if (seenDays[pair] != onDay) {
      before &= (1 << (PairBlocks.DAY_SHIFT + 1)) - 1;
      seenDays[pair] = onDay;
    }
    seenFlags[pair] = before | levels;
    return ~before;
  }
}
