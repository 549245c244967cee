package org.newsloom.entities;

import static org.newsloom.entities.Bilou.BEFORE;
import static org.newsloom.entities.Bilou.MAY_BEGIN;
import static org.newsloom.entities.Bilou.MAY_END;
import static org.newsloom.entities.Bilou.TAGS;

import java.util.Arrays;
import java.util.List;

/**
 * The possible taggings of one sentence under a linear-chain conditional random field (Lafferty,
 * McCallum and Pereira 2001): the best one (Viterbi), and the probabilities of tags and of
 * stretches of tags (forward-backward, scaled at each token). Only taggings {@link Bilou} allows
 * are possible.
 *
 * <p>Reused from sentence to sentence; not for use by several threads.
 */
final class Lattice {

  private static final int TYPE_COUNT = Bilou.TYPES.size();
  private static final float IMPOSSIBLE = -1e9f;

  /** Score of each tag at each token, {@code token * TAGS + tag}. Set by the caller. */
  float[] scores = new float[0];

  private int length;
  private byte[] from = new byte[0];
  private float[] best = new float[TAGS];
  private float[] next = new float[TAGS];

  private final double[] moves = new double[TAGS * TAGS];
  private double[] emissions = new double[0];
  private double[] forward = new double[0];
  private double[] backward = new double[0];
  private double[] norms = new double[0];

  /** Makes room for a sentence and clears the scores. */
  void begin(int tokenCount) {
    length = tokenCount;
    if (scores.length < tokenCount * TAGS) {
      scores = new float[tokenCount * TAGS * 2];
      from = new byte[scores.length];
    }
    Arrays.fill(scores, 0, tokenCount * TAGS, 0f);
  }

  /** Writes the best tagging to {@code tags}; says whether any token is in a name. */
  boolean decode(float[] transitions, int[] tags) {
    for (int tag = 0; tag < TAGS; tag++) {
      best[tag] = MAY_BEGIN[tag] ? scores[tag] : IMPOSSIBLE;
    }
    for (int i = 1; i < length; i++) {
      for (int tag = 0; tag < TAGS; tag++) {
        float top = Float.NEGATIVE_INFINITY;
        int argument = 0;
        for (int previous : BEFORE[tag]) {
          float score = best[previous] + transitions[previous * TAGS + tag];
          if (score > top) {
            top = score;
            argument = previous;
          }
        }
        next[tag] = top + scores[i * TAGS + tag];
        from[i * TAGS + tag] = (byte) argument;
      }
      float[] swap = best;
      best = next;
      next = swap;
    }
    int tag = 0;
    for (int candidate = 1; candidate < TAGS; candidate++) {
      if (MAY_END[candidate] && best[candidate] > best[tag]) {
        tag = candidate;
      }
    }
    boolean found = false;
    for (int i = length - 1; i >= 0; i--) {
      tags[i] = tag;
      found |= tag != Bilou.OUTSIDE;
      tag = from[i * TAGS + tag];
    }
    return found;
  }

  /**
   * Whether a token may be in a name: where its own score for a tag of one comes near that of none.
   *
   * @param margin how far below it still counts
   */
  boolean isOpen(float margin) {
    for (int i = 0; i < length; i++) {
      float outside = scores[i * TAGS] - margin;
      for (int tag = 1; tag < TAGS; tag++) {
        if (scores[i * TAGS + tag] > outside) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Computes the probabilities.
   *
   * @param unit what one unit of score is worth in log-odds
   */
  void weigh(float[] transitions, double unit) {
    if (emissions.length < length * TAGS) {
      emissions = new double[length * TAGS * 2];
      forward = new double[emissions.length];
      backward = new double[emissions.length];
      norms = new double[emissions.length];
    }
    for (int move = 0; move < moves.length; move++) {
      moves[move] = Math.exp(unit * transitions[move]);
    }
    for (int i = 0; i < length; i++) {
      float top = scores[i * TAGS];
      for (int tag = 1; tag < TAGS; tag++) {
        top = Math.max(top, scores[i * TAGS + tag]);
      }
      for (int tag = 0; tag < TAGS; tag++) {
        boolean possible = (i > 0 || MAY_BEGIN[tag]) && (i < length - 1 || MAY_END[tag]);
        emissions[i * TAGS + tag] = possible ? Math.exp(unit * (scores[i * TAGS + tag] - top)) : 0;
      }
    }
    for (int i = 0; i < length; i++) {
      double norm = 0;
      for (int tag = 0; tag < TAGS; tag++) {
        double sum = i == 0 ? 1 : 0;
        if (i > 0) {
          for (int previous : BEFORE[tag]) {
            sum += forward[(i - 1) * TAGS + previous] * moves[previous * TAGS + tag];
          }
        }
        double value = sum * emissions[i * TAGS + tag];
        forward[i * TAGS + tag] = value;
        norm += value;
      }
      norms[i] = norm;
      for (int tag = 0; tag < TAGS; tag++) {
        forward[i * TAGS + tag] /= norm;
      }
    }
    Arrays.fill(backward, 0, length * TAGS, 0);
    Arrays.fill(backward, (length - 1) * TAGS, length * TAGS, 1);
    for (int i = length - 1; i > 0; i--) {
      for (int tag = 0; tag < TAGS; tag++) {
        double ahead = emissions[i * TAGS + tag] * backward[i * TAGS + tag] / norms[i];
        for (int previous : BEFORE[tag]) {
          backward[(i - 1) * TAGS + previous] += moves[previous * TAGS + tag] * ahead;
        }
      }
    }
  }

  /** Probability of a tag at a token. */
  double probability(int token, int tag) {
    return forward[token * TAGS + tag] * backward[token * TAGS + tag];
  }

  /** Probability of one tag at a token and another at the token after it. */
  double probability(int token, int tag, int nextTag) {
    int after = (token + 1) * TAGS + nextTag;
    return forward[token * TAGS + tag]
        * moves[tag * TAGS + nextTag]
        * emissions[after]
        * backward[after]
        / norms[token + 1];
  }

  /** Probability that all the tokens from {@code start} to before {@code end} have these tags. */
  double probability(int[] tags, int start, int end) {
    double product = forward[start * TAGS + tags[start]];
    for (int i = start + 1; i < end; i++) {
      product *= moves[tags[i - 1] * TAGS + tags[i]] * emissions[i * TAGS + tags[i]] / norms[i];
    }
    return Math.min(1, product * backward[(end - 1) * TAGS + tags[end - 1]]);
  }

  /**
   * Adds the stretches of tokens that are a name with some probability, by their first tokens, then
   * by length.
   *
   * @param least probability, over all types
   * @param offset added to the indexes of tokens
   */
  void spans(double least, int offset, List<NameSpan> spans) {
    double[] running = new double[TYPE_COUNT];
    double[] found = new double[TYPE_COUNT];
    for (int start = 0; start < length; start++) {
      double begins = 0;
      double only = 0;
      for (int type = 0; type < TYPE_COUNT; type++) {
        found[type] = probability(start, Bilou.only(type));
        only += found[type];
        begins += probability(start, Bilou.begin(type));
        running[type] = forward[start * TAGS + Bilou.begin(type)];
      }
      if (only >= least) {
        spans.add(
            new NameSpan(offset + start, offset + start + 1, TypeProbabilities.rounded(found)));
      }
      for (int end = start + 1; begins >= least && end < length; end++) {
        double ends = 0;
        begins = 0;
        for (int type = 0; type < TYPE_COUNT; type++) {
          int before = end == start + 1 ? Bilou.begin(type) : Bilou.inside(type);
          int last = end * TAGS + Bilou.last(type);
          int inside = end * TAGS + Bilou.inside(type);
          double open = running[type] / norms[end];
          found[type] =
              open * moves[before * TAGS + Bilou.last(type)] * emissions[last] * backward[last];
          running[type] = open * moves[before * TAGS + Bilou.inside(type)] * emissions[inside];
          ends += found[type];
          begins += running[type] * backward[inside];
        }
        if (ends >= least) {
          spans.add(
              new NameSpan(offset + start, offset + end + 1, TypeProbabilities.rounded(found)));
        }
      }
    }
  }
}
