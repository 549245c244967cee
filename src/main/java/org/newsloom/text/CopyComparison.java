package org.newsloom.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two articles laid side by side: which passages they share, and whether one is a copy of the
 * other.
 *
 * <p>Sentences of the same letters, and sampled word pairs that stand in both, are fixed points.
 * Those that follow each other at about the same distance in both articles belong to one passage.
 * So a passage goes on over a damaged or exchanged word, and a word pair that stands in both by
 * chance makes none. A passage begins and ends with the same words in both articles.
 */
public final class CopyComparison {
  /** A sentence shorter than this is no passage by itself. */
  private static final int MIN_SENTENCE_CHARS = 30;

  /** Share of the shorter article that must stand in the other. */
  private static final double MIN_SHORTER_SHARE = 0.5;

  /**
   * Share of the longer article that must stand in the shorter: a page that holds the beginnings of
   * several stories is a copy of none.
   */
  private static final double MIN_LONGER_SHARE = 0.3;

  /**
   * An article of some length that stands nearly whole in the other is contained in it, also where
   * that is much longer, as a page with all its readers' comments.
   */
  private static final double MIN_CONTAINED_SHARE = 0.9;

  private static final int MIN_CONTAINED_CHARS = 1_000;
  private static final double MIN_CONTAINER_SHARE = 0.1;

  /**
   * Below so many shared characters, nearly all of the shorter article must stand in the other, in
   * the same sentences.
   */
  private static final int MIN_SHARED_CHARS = 200;

  private static final double MIN_SHORT_SHARED_SHARE = 0.9;

  /** Share of the word pairs that must be the same within the passages, by the sample. */
  private static final double MIN_DENSITY = 0.2;

  /** A passage without a whole sentence has at least so many sampled word pairs. */
  private static final int MIN_PASSAGE_PAIRS = 4;

  /**
   * Share of the numerals, and of the capitalised words within sentences, of the article that has
   * fewer, that must stand in the other. Reports that fill the same form with other numbers and
   * names (a day's money market, an issue of debentures) share a third of them, copies nearly all.
   * Forms are short; of long articles less is asked.
   */
  private static final double MIN_NUMERAL_SHARE = 0.65;

  private static final double MIN_NAME_SHARE = 0.6;
  private static final double MIN_FEW_SHARE = 0.5;
  private static final double MIN_LONG_SHARE = 0.4;
  private static final int MIN_NUMERALS = 3;
  private static final int MIN_NAMES = 4;

  /** An article of so few characters has its one or two numerals in common with its copies. */
  private static final int SHORT_CHARS = 800;

  private static final int LONG_CHARS = 2_000;

  /** Passages that are still open when a fixed point follows. */
  private static final int OPEN_PASSAGES = 4;

  /** A passage goes on over a gap of so many times the usual distance of two samples. */
  private static final int MAX_GAP_SAMPLES = 8;

  private static final int MIN_MAX_GAP = 40;
  private static final int PARTS = 16;

  /**
   * Passage that stands in two articles, in code points of each; ends are exclusive.
   *
   * @param isWhole whether it is made of whole sentences that are the same
   */
  public record Passage(int startA, int endA, int startB, int endB, boolean isWhole) {}

  private final ArticleOutline a;
  private final ArticleOutline b;
  private final List<Passage> passages;
  private final int sharedPairs;
  private final int level;

  private CopyComparison(ArticleOutline a, ArticleOutline b) {
    this.a = a;
    this.b = b;
    level = Math.max(a.sampleLevel, b.sampleLevel);
    List<Passage> points = sentencePoints();
    List<Passage> pairs = pairPoints();
    points.addAll(pairs);
    Runs runs = new Runs(maxGap());
    points.sort(
        Comparator.comparingInt(Passage::startA)
            .thenComparingInt(Passage::startB)
            .thenComparing(Comparator.comparingInt(Passage::endA).reversed()));
    points.forEach(runs::add);
    passages = runs.passages();
    sharedPairs = runs.pairsInPassages;
  }

  public static CopyComparison of(ArticleOutline a, ArticleOutline b) {
    return new CopyComparison(a, b);
  }

  /** What both share, in the order of the first article. */
  public List<Passage> passages() {
    return Collections.unmodifiableList(passages);
  }

  /** Share (0–1) of the first article that stands in the second. */
  public double shareOfA() {
    return a.chars == 0 ? 0 : Math.min(1, (double) chars(covered(true)) / a.chars);
  }

  /** Share (0–1) of the second article that stands in the first. */
  public double shareOfB() {
    return b.chars == 0 ? 0 : Math.min(1, (double) chars(covered(false)) / b.chars);
  }

  /** Sixteenths of the first article that are mostly shared, as bits, its beginning lowest. */
  public int partsOfA() {
    return parts(covered(true), a.chars);
  }

  /** Sixteenths of the second article that are mostly shared, as bits, its beginning lowest. */
  public int partsOfB() {
    return parts(covered(false), b.chars);
  }

  /** Whether what is shared is made of the same sentences, rather than of the same words. */
  public boolean isBySentences() {
    return passages.stream().allMatch(Passage::isWhole);
  }

  /** Whether one of the two is a copy of the other, or of a part of it, or they are of a third. */
  public boolean isCopy() {
    boolean isShorterA = a.chars <= b.chars;
    double shareOfShorter = isShorterA ? shareOfA() : shareOfB();
    double shareOfLonger = isShorterA ? shareOfB() : shareOfA();
    double sharedChars = shareOfShorter * Math.min(a.chars, b.chars);
    boolean isContained =
        shareOfShorter >= MIN_CONTAINED_SHARE && sharedChars >= MIN_CONTAINED_CHARS;
    return shareOfShorter >= MIN_SHORTER_SHARE
        && shareOfLonger >= (isContained ? MIN_CONTAINER_SHARE : MIN_LONGER_SHARE)
        && (sharedChars >= MIN_SHARED_CHARS
            || (shareOfShorter >= MIN_SHORT_SHARED_SHARE && isBySentences()))
        && isDense(shareOfShorter)
        && hasSameNumerals()
        && hasSameNames();
  }

  private boolean isDense(double shareOfShorter) {
    int fewer =
        Math.min(NestedSample.count(a.samples, level), NestedSample.count(b.samples, level));
    return sharedPairs >= MIN_DENSITY * shareOfShorter * fewer;
  }

  private boolean hasSameNumerals() {
    Common common = Common.of(a.numeralLevel, a.numerals, b.numeralLevel, b.numerals);
    int chars = Math.min(a.chars, b.chars);
    if (common.fewer() < MIN_NUMERALS) {
      return chars >= SHORT_CHARS || common.shared() >= MIN_FEW_SHARE * common.fewer();
    }
    return common.shared()
        >= common.fewer() * (chars < LONG_CHARS ? MIN_NUMERAL_SHARE : MIN_LONG_SHARE);
  }

  private boolean hasSameNames() {
    Common common = Common.of(a.nameLevel, a.names, b.nameLevel, b.names);
    return common.fewer() < MIN_NAMES
        || common.shared()
            >= common.fewer()
                * (Math.min(a.chars, b.chars) < LONG_CHARS ? MIN_NAME_SHARE : MIN_LONG_SHARE);
  }

  /**
   * Two sampled sets.
   *
   * @param shared values in both
   * @param fewer values of the smaller
   */
  private record Common(int shared, int fewer) {
    static Common of(int levelA, long[] a, int levelB, long[] b) {
      int level = Math.max(levelA, levelB);
      int shared = 0;
      for (int i = 0, j = 0; i < a.length && j < b.length; ) {
        int order = Long.compare(a[i], b[j]);
        if (order == 0 && NestedSample.isAt(a[i], level)) {
          shared++;
        }
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
      }
      return new Common(
          shared, Math.min(NestedSample.count(a, level), NestedSample.count(b, level)));
    }
  }

  /** Sentences that stand in both. Of several of the same letters, the next after the last one. */
  private List<Passage> sentencePoints() {
    Map<Long, List<ArticleOutline.Sentence>> places = new HashMap<>();
    for (ArticleOutline.Sentence sentence : b.sentences) {
      places.computeIfAbsent(sentence.hash(), hash -> new ArrayList<>(1)).add(sentence);
    }
    List<Passage> points = new ArrayList<>();
    Map<Long, Integer> used = new HashMap<>();
    for (ArticleOutline.Sentence sentence : a.sentences) {
      List<ArticleOutline.Sentence> others = places.get(sentence.hash());
      if (others == null || sentence.hash() == SentenceKey.EMPTY_FOLD) {
        continue;
      }
      int next = used.merge(sentence.hash(), 1, Integer::sum) - 1;
      if (next < others.size()) {
        ArticleOutline.Sentence other = others.get(next);
        points.add(new Passage(sentence.start(), sentence.end(), other.start(), other.end(), true));
      }
    }
    return points;
  }

  private List<Passage> pairPoints() {
    List<Passage> points = new ArrayList<>();
    for (int i = 0, j = 0; i < a.samples.length && j < b.samples.length; ) {
      int order = Long.compare(a.samples[i] >>> Integer.SIZE, b.samples[j] >>> Integer.SIZE);
      if (order == 0) {
        int placeA = (int) a.samples[i];
        int placeB = (int) b.samples[j];
        points.add(
            new Passage(
                placeA >>> 8,
                (placeA >>> 8) + (placeA & ArticleSketch.MAX_SAMPLE_CHARS),
                placeB >>> 8,
                (placeB >>> 8) + (placeB & ArticleSketch.MAX_SAMPLE_CHARS),
                false));
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return points;
  }

  private int maxGap() {
    int samples =
        Math.min(NestedSample.count(a.samples, level), NestedSample.count(b.samples, level));
    if (samples == 0) {
      return MIN_MAX_GAP;
    }
    return Math.max(MIN_MAX_GAP, MAX_GAP_SAMPLES * (Math.min(a.chars, b.chars) / samples));
  }

  /** What the passages cover of one article: its places in ascending order, none twice. */
  private List<Span> covered(boolean ofA) {
    List<Span> spans = new ArrayList<>();
    passages.stream()
        .map(p -> ofA ? new Span(p.startA(), p.endA()) : new Span(p.startB(), p.endB()))
        .sorted(Comparator.comparingInt(Span::start))
        .forEach(
            span -> {
              int from = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).end();
              if (span.end() > from) {
                spans.add(new Span(Math.max(from, span.start()), span.end()));
              }
            });
    return spans;
  }

  private static int chars(List<Span> spans) {
    return spans.stream().mapToInt(span -> span.end() - span.start()).sum();
  }

  private static int parts(List<Span> spans, int chars) {
    int parts = 0;
    for (int part = 0; part < PARTS; part++) {
      int from = (int) ((long) chars * part / PARTS);
      int to = (int) ((long) chars * (part + 1) / PARTS);
      int shared = 0;
      for (Span span : spans) {
        shared += Math.max(0, Math.min(to, span.end()) - Math.max(from, span.start()));
      }
      if (2 * shared > to - from) {
        parts |= 1 << part;
      }
    }
    return parts;
  }

  /** Passages as they grow, point by point in the order of the first article. */
  private static final class Runs {
    private final int maxGap;
    private final List<Run> open = new ArrayList<>();
    private final List<Passage> closed = new ArrayList<>();
    private int pairsInPassages;

    Runs(int maxGap) {
      this.maxGap = maxGap;
    }

    void add(Passage point) {
      for (int i = open.size() - 1; i >= 0; i--) {
        Run run = open.get(i);
        if (run.isFollowedBy(point, maxGap)) {
          run.add(point);
          // The last that went on is the first to be asked.
          open.remove(i);
          open.add(run);
          return;
        }
      }
      if (open.size() == OPEN_PASSAGES) {
        close(open.remove(0));
      }
      open.add(new Run(point));
    }

    List<Passage> passages() {
      open.forEach(this::close);
      open.clear();
      closed.sort(Comparator.comparingInt(Passage::startA).thenComparingInt(Passage::startB));
      return closed;
    }

    private void close(Run run) {
      if (run.hasSentence || run.pairs >= MIN_PASSAGE_PAIRS) {
        closed.add(new Passage(run.startA, run.endA, run.startB, run.endB, run.isWhole()));
        pairsInPassages += run.pairs;
      }
    }
  }

  private static final class Run {
    private final int startA;
    private final int startB;
    private int endA;
    private int endB;
    private int lastA;
    private int lastB;
    private int pairs;
    private boolean hasSentence;
    private int sentenceChars;

    Run(Passage point) {
      startA = point.startA();
      startB = point.startB();
      add(point);
    }

    /** Whether a point is at about the same distance from the last one in both articles. */
    boolean isFollowedBy(Passage point, int maxGap) {
      int stepA = point.startA() - lastA;
      int stepB = point.startB() - lastB;
      int gap = point.startA() - endA;
      return gap <= maxGap
          && stepB >= 0
          && Math.abs(stepA - stepB) <= 8 + Math.max(stepA, stepB) / 8;
    }

    void add(Passage point) {
      lastA = point.startA();
      lastB = point.startB();
      // The later end in both, so that a passage ends with the same words.
      if (point.endA() > endA) {
        endA = point.endA();
        endB = Math.max(endB, point.endB());
      }
      if (point.isWhole()) {
        int length = point.endA() - point.startA();
        hasSentence |= length >= MIN_SENTENCE_CHARS;
        sentenceChars += length;
      } else {
        pairs++;
      }
    }

    /** White space alone stands between whole sentences. */
    boolean isWhole() {
      return hasSentence && endA - startA <= sentenceChars * 1.05 + 4;
    }
  }
}
