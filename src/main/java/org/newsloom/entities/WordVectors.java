package org.newsloom.entities;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Vectors of words from the words around them: skip-gram with negative sampling (Mikolov,
 * Sutskever, Chen, Corrado and Dean 2013, "Distributed representations of words and phrases and
 * their compositionality"), with its subsampling of frequent words and its shrinking window. One
 * thread, one seed: the same text gives the same vectors.
 */
final class WordVectors {
  static final int DIMENSIONS = 100;

  /** Words this far to either side are of a word's company: near ones tell its kind. */
  private static final int WINDOW = 3;

  private static final int NEGATIVE_SAMPLES = 5;
  private static final int EPOCHS = 4;
  private static final float FIRST_RATE = 0.025f;
  private static final float LAST_RATE = 0.0001f;

  /** Words of a greater share of the text are passed over at times. */
  private static final double FREQUENT_SHARE = 3e-4;

  /** Power of a word's frequency as a negative sample. */
  private static final double SAMPLE_POWER = 0.75;

  private static final int SAMPLE_SLOTS = 1 << 20;
  private static final int SIGMOID_SLOTS = 2048;
  private static final float SIGMOID_REACH = 8;

  private final float[] words;
  private final float[] contexts;
  private final int[] samples = new int[SAMPLE_SLOTS];
  private final float[] sigmoid = new float[SIGMOID_SLOTS];
  private final float[] error = new float[DIMENSIONS];
  private final SplittableRandom random = new SplittableRandom(17);

  private WordVectors(int[] counts) {
    words = new float[counts.length * DIMENSIONS];
    contexts = new float[counts.length * DIMENSIONS];
    for (int i = 0; i < words.length; i++) {
      words[i] = (float) ((random.nextDouble() - 0.5) / DIMENSIONS);
    }
    double total = 0;
    for (int count : counts) {
      total += StrictMath.pow(count, SAMPLE_POWER);
    }
    int word = 0;
    double reached = StrictMath.pow(counts[0], SAMPLE_POWER) / total;
    for (int slot = 0; slot < SAMPLE_SLOTS; slot++) {
      samples[slot] = word;
      if (slot + 1 > reached * SAMPLE_SLOTS && word < counts.length - 1) {
        word++;
        reached += StrictMath.pow(counts[word], SAMPLE_POWER) / total;
      }
    }
    for (int slot = 0; slot < SIGMOID_SLOTS; slot++) {
      double x = ((slot + 0.5) / SIGMOID_SLOTS * 2 - 1) * SIGMOID_REACH;
      sigmoid[slot] = (float) (1 / (1 + StrictMath.exp(-x)));
    }
  }

  /**
   * Learns the vectors.
   *
   * @param text numbers of words, a negative one between two sentences
   * @param counts how often each word stands in the text; at least one word
   * @return for each word in turn {@link #DIMENSIONS} numbers, of length 1 as a vector
   */
  static float[] learn(int[] text, int[] counts) {
    WordVectors vectors = new WordVectors(counts);
    long tokens = Arrays.stream(counts).asLongStream().sum();
    double[] keep = new double[counts.length];
    for (int word = 0; word < keep.length; word++) {
      double ratio = FREQUENT_SHARE * tokens / counts[word];
      keep[word] = Math.sqrt(ratio) + ratio;
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      vectors.pass(text, keep, epoch);
    }
    vectors.normalize();
    return vectors.words;
  }

  private void pass(int[] text, double[] keep, int epoch) {
    int[] sentence = new int[64];
    int length = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i < text.length && text[i] >= 0) {
        if (random.nextDouble() < keep[text[i]]) {
          if (length == sentence.length) {
            sentence = Arrays.copyOf(sentence, length * 2);
          }
          sentence[length++] = text[i];
        }
        continue;
      }
      float done = (epoch + (float) i / Math.max(1, text.length)) / EPOCHS;
      learn(sentence, length, Math.max(LAST_RATE, FIRST_RATE * (1 - done)));
      length = 0;
    }
  }

  private void learn(int[] sentence, int length, float rate) {
    for (int i = 0; i < length; i++) {
      int window = 1 + random.nextInt(WINDOW);
      int end = Math.min(length, i + window + 1);
      for (int j = Math.max(0, i - window); j < end; j++) {
        if (j != i) {
          learn(sentence[j] * DIMENSIONS, sentence[i], rate);
        }
      }
    }
  }

  /** Moves a word's vector towards a word of its company and away from random ones. */
  private void learn(int from, int company, float rate) {
    Arrays.fill(error, 0);
    for (int sample = 0; sample <= NEGATIVE_SAMPLES; sample++) {
      int other = sample == 0 ? company : samples[random.nextInt(SAMPLE_SLOTS)];
      if (sample > 0 && other == company) {
        continue;
      }
      int to = other * DIMENSIONS;
      float dot = dot(words, from, contexts, to);
      float step = rate * ((sample == 0 ? 1 : 0) - sigmoid(dot));
      for (int d = 0; d < DIMENSIONS; d++) {
        error[d] += step * contexts[to + d];
      }
      for (int d = 0; d < DIMENSIONS; d++) {
        contexts[to + d] += step * words[from + d];
      }
    }
    for (int d = 0; d < DIMENSIONS; d++) {
      words[from + d] += error[d];
    }
  }

  private float sigmoid(float x) {
    int slot = (int) ((x / SIGMOID_REACH + 1) / 2 * SIGMOID_SLOTS);
    return sigmoid[Math.max(0, Math.min(SIGMOID_SLOTS - 1, slot))];
  }

  /** The product of two vectors of {@link #DIMENSIONS}, a multiple of four. */
  static float dot(float[] a, int fromA, float[] b, int fromB) {
    // Four sums, because a processor adds to one of them while it waits for the others.
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    for (int d = 0; d < DIMENSIONS; d += 4) {
      first += a[fromA + d] * b[fromB + d];
      second += a[fromA + d + 1] * b[fromB + d + 1];
      third += a[fromA + d + 2] * b[fromB + d + 2];
      fourth += a[fromA + d + 3] * b[fromB + d + 3];
    }
    return first + second + (third + fourth);
  }

  private void normalize() {
    for (int from = 0; from < words.length; from += DIMENSIONS) {
      float norm = (float) Math.sqrt(dot(words, from, words, from));
      for (int d = 0; d < DIMENSIONS && norm > 0; d++) {
        words[from + d] /= norm;
      }
    }
  }
}
