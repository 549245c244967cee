package org.newsloom.entities;

import static org.newsloom.entities.WordVectors.DIMENSIONS;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Groups of words by their vectors: k-means by Lloyd's algorithm over vectors of length 1, the
 * first centres drawn far apart (Arthur and Vassilvitskii 2007, "k-means++: the advantages of
 * careful seeding"). One seed: the same vectors give the same groups.
 */
final class WordClusters {
  private static final int ROUNDS = 12;

  private WordClusters() {}

  /**
   * The group of each vector, from 0.
   *
   * @param vectors as {@link WordVectors#learn} gives them
   * @param groups how many groups; where there are fewer vectors, each is one
   */
  static int[] of(float[] vectors, int groups) {
    int count = vectors.length / DIMENSIONS;
    int[] group = new int[count];
    if (count <= groups) {
      Arrays.setAll(group, i -> i);
      return group;
    }
    float[] centres = seed(vectors, count, groups);
    for (int round = 0; round < ROUNDS; round++) {
      boolean hasMoved = assign(vectors, centres, group);
      if (!hasMoved) {
        break;
      }
      centre(vectors, group, centres);
    }
    return group;
  }

  private static float[] seed(float[] vectors, int count, int groups) {
    SplittableRandom random = new SplittableRandom(groups);
    float[] centres = new float[groups * DIMENSIONS];
    // Half the squared distance to the nearest centre so far: one minus the cosine.
    float[] distance = new float[count];
    Arrays.fill(distance, 2);
    int next = random.nextInt(count);
    for (int centre = 0; centre < groups; centre++) {
      System.arraycopy(vectors, next * DIMENSIONS, centres, centre * DIMENSIONS, DIMENSIONS);
      double total = 0;
      for (int i = 0; i < count; i++) {
        float cosine = WordVectors.dot(vectors, i * DIMENSIONS, centres, centre * DIMENSIONS);
        distance[i] = Math.max(0, Math.min(distance[i], 1 - cosine));
        total += distance[i];
      }
      double draw = random.nextDouble() * total;
      next = 0;
      while (next < count - 1 && draw >= distance[next]) {
        draw -= distance[next++];
      }
    }
    return centres;
  }

  private static boolean assign(float[] vectors, float[] centres, int[] group) {
    int groups = centres.length / DIMENSIONS;
    boolean hasMoved = false;
    for (int i = 0; i < group.length; i++) {
      int nearest = 0;
      float best = Float.NEGATIVE_INFINITY;
      for (int centre = 0; centre < groups; centre++) {
        float cosine = WordVectors.dot(vectors, i * DIMENSIONS, centres, centre * DIMENSIONS);
        if (cosine > best) {
          best = cosine;
          nearest = centre;
        }
      }
      hasMoved |= group[i] != nearest;
      group[i] = nearest;
    }
    return hasMoved;
  }

  /** Moves each centre to the direction of its vectors' sum; one without vectors stays. */
  private static void centre(float[] vectors, int[] group, float[] centres) {
    float[] sums = new float[centres.length];
    for (int i = 0; i < group.length; i++) {
      for (int d = 0; d < DIMENSIONS; d++) {
        sums[group[i] * DIMENSIONS + d] += vectors[i * DIMENSIONS + d];
      }
    }
    for (int from = 0; from < sums.length; from += DIMENSIONS) {
      float norm = (float) Math.sqrt(WordVectors.dot(sums, from, sums, from));
      for (int d = 0; d < DIMENSIONS && norm > 0; d++) {
        centres[from + d] = sums[from + d] / norm;
      }
    }
  }
}
