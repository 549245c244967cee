package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Learns the weights of {@link ArticleContext} from articles whose names are known: multinomial
 * logistic regression with an L2 penalty, by stochastic gradient descent with a step of its own for
 * each weight (Duchi, Hazan and Singer 2011, "Adaptive subgradient methods").
 */
final class ContextTrainer {
  private static final int EPOCHS = 30;
  private static final double RATE = 0.05;

  /** Penalty on a weight for each example. */
  private static final double PENALTY = 1e-5;

  private static final double FIRST_SQUARE = 1e-2;

  private final List<float[]> examples = new ArrayList<>();
  private final List<Integer> readings = new ArrayList<>();

  /**
   * Adds an article.
   *
   * @param spans by start, then by end, as a tagger gives them that has not seen the article
   * @param types for each span the type of the name that it is, null where it is none
   */
  void add(List<ArticleSpan> spans, List<String> types) {
    ContextFeatures context = new ContextFeatures(spans);
    double[] features = new double[ContextFeatures.COUNT];
    for (int i = 0; i < spans.size(); i++) {
      context.write(i, features);
      float[] kept = new float[features.length];
      for (int feature = 0; feature < kept.length; feature++) {
        kept[feature] = (float) features[feature];
      }
      examples.add(kept);
      String type = types.get(i);
      readings.add(type == null ? ContextFeatures.READINGS - 1 : Bilou.TYPES.indexOf(type));
    }
  }

  float[] learn() {
    int count = ContextFeatures.READINGS;
    float[] weights = new float[ContextFeatures.COUNT * count];
    double[] squares = new double[weights.length];
    Arrays.fill(squares, FIRST_SQUARE);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      order.add(i);
    }
    Random random = new Random(5);
    double[] features = new double[ContextFeatures.COUNT];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (int example : order) {
        float[] kept = examples.get(example);
        for (int feature = 0; feature < features.length; feature++) {
          features[feature] = kept[feature];
        }
        double[] found = ArticleContext.readings(features, weights);
        found[readings.get(example)] -= 1;
        for (int feature = 0; feature < features.length; feature++) {
          if (features[feature] == 0) {
            continue;
          }
          for (int reading = 0; reading < count; reading++) {
            int weight = feature * count + reading;
            double gradient = features[feature] * found[reading] + PENALTY * weights[weight];
            squares[weight] += gradient * gradient;
            weights[weight] -= (float) (RATE * gradient / Math.sqrt(squares[weight]));
          }
        }
      }
    }
    return weights;
  }
}
