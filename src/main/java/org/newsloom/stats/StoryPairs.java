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
 * entities costs n²/2 looks at where two of them stand, at most those that the cap leaves. A pair
 * of a rare entity is packed only if the story has a sentence that holds both: it is in no other
 * story, so nothing else would keep it. (Agrawal and Srikant 1994, Fast algorithms for mining
 * association rules: no set is frequent that holds a rare item.)
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
  private static final class Names {
    private final int day;
    private final long[] entitiesAndSentences;

    private Names(int day, long[] entitiesAndSentences) {
      this.day = day;
      this.entitiesAndSentences = entitiesAndSentences;
    }

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

  /** Pairs of the story packed so far; by number, on what levels they were seen. */
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
   * @param onDay days from 1970-01-01, or {@link #NO_DAY}
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
    if (seen != null) {
      packHeld();
      seen = null;
    } else if (held.size() == 1) {
      held.forEach((names, copies) -> packAlone(names.day, copies));
      held.clear();
    } else if (!held.isEmpty()) {
      packStory();
    }
  }

  /** Packs a story that has one article, or only equal ones of one day. */
  private void packAlone(int onDay, Copies copies) {
    ArticlePairs pairs = new ArticlePairs(copies.places);
    pairs.visit(
        maxEntities,
        ArticlePairs.RarePairs.IN_SENTENCES,
        (a, b, common, distance) ->
            pack(pairs, a, b, common, onDay, copies, levels(common, distance)));
  }

  /** Packs a story of which all articles are held. */
  private void packStory() {
    PairTable inSentences = new PairTable();
    List<ArticlePairs> articles = new ArrayList<>(held.size());
    for (Copies copies : held.values()) {
      ArticlePairs pairs = new ArticlePairs(copies.places);
      articles.add(pairs);
      pairs.visit(
          maxEntities,
          ArticlePairs.RarePairs.IN_SENTENCES,
          (a, b, common, distance) -> {
            if (common > 0 && pairs.isRare(a, b)) {
              inSentences.number(pairs.entity(a), pairs.entity(b));
            }
          });
    }
    clearSeen();
    int next = 0;
    for (Map.Entry<Names, Copies> entry : held.entrySet()) {
      ArticlePairs pairs = articles.get(next++);
      pairs.visit(
          maxEntities,
          ArticlePairs.RarePairs.ALL,
          (a, b, common, distance) -> {
            if (!pairs.isRare(a, b) || inSentences.has(pairs.entity(a), pairs.entity(b))) {
              packIfNew(pairs, a, b, common, distance, entry.getKey().day, entry.getValue());
            }
          });
    }
    held.clear();
    seen = null;
  }

  /** Packs some articles of a story of more than can be held. */
  private void packHeld() {
    if (seen == null) {
      clearSeen();
    }
    held.forEach(
        (names, copies) -> {
          ArticlePairs pairs = new ArticlePairs(copies.places);
          pairs.visit(
              maxEntities,
              ArticlePairs.RarePairs.ALL,
              (a, b, common, distance) ->
                  packIfNew(pairs, a, b, common, distance, names.day, copies));
        });
    held.clear();
  }

  private void clearSeen() {
    seen = new PairTable();
    seenFlags = new int[64];
    seenDays = new int[64];
  }

  private void packIfNew(
      ArticlePairs pairs, int a, int b, int common, int distance, int onDay, Copies copies) {
    int levels = levels(common, distance);
    int isNew = isNew(pairs.entity(a), pairs.entity(b), onDay, levels & ALL_NEW);
    pack(pairs, a, b, common, onDay, copies, levels & (isNew | PairBlocks.IN_WINDOW));
  }

  /** The levels on which a pair meets, in the story and in the story on the day. */
  private static int levels(int common, int distance) {
    boolean isInWindow = distance <= WINDOW_DISTANCE;
    int levels =
        PairBlocks.STORY
            | (isInWindow ? PairBlocks.WINDOW_STORY : 0)
            | (common > 0 ? PairBlocks.SENTENCE_STORY : 0);
    return levels | (levels << PairBlocks.DAY_SHIFT) | (isInWindow ? PairBlocks.IN_WINDOW : 0);
  }

  private void pack(
      ArticlePairs pairs, int a, int b, int common, int onDay, Copies copies, int flags) {
    if (common == 0) {
      blocks.add(pairs.entity(a), pairs.entity(b), onDay, copies.count, flags);
    } else {
      shared.clear(copies.article);
      pairs.shared(a, b, shared);
      blocks.add(pairs.entity(a), pairs.entity(b), onDay, copies.count, flags, shared);
    }
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
