package org.newsloom.entities;

/**
 * How probable it is that a stretch of text is exactly a name, by its type; what is left of 1 is
 * the probability that it is none.
 */
public record TypeProbabilities(double per, double org, double loc, double misc) {

  /**
   * Probabilities with that of one type raised where a rule or a list speaks for it, and the others
   * lowered in proportion.
   *
   * @param tagged those that a tagger gives, null where it gives none
   */
  static TypeProbabilities with(TypeProbabilities tagged, String type, double probability) {
    double known = tagged == null ? 0 : tagged.of(type);
    if (tagged != null && known >= probability) {
      return tagged;
    }
    double rest = tagged == null ? 0 : (1 - probability) / Math.max(1 - known, 1e-9);
    double[] raised = new double[Bilou.TYPES.size()];
    for (int i = 0; i < raised.length; i++) {
      boolean isRaised = Bilou.TYPES.get(i).equals(type);
      raised[i] = isRaised ? probability : tagged == null ? 0 : tagged.of(i) * rest;
    }
    return rounded(raised);
  }

  /** Probabilities in the order of {@link Bilou#TYPES}, to four digits: more would be noise. */
  static TypeProbabilities rounded(double[] byType) {
    return new TypeProbabilities(
        rounded(byType[0]), rounded(byType[1]), rounded(byType[2]), rounded(byType[3]));
  }

  private static double rounded(double probability) {
    return Math.round(Math.min(1, probability) * 10_000) / 10_000.0;
  }

  /** The probability of one of {@code PER}, {@code ORG}, {@code LOC} and {@code MISC}. */
  public double of(String type) {
    int index = Bilou.TYPES.indexOf(type);
    if (index < 0) {
      throw new IllegalArgumentException("no type of names: " + type);
    }
    return of(index);
  }

  /** The likeliest type. */
  public String type() {
    int best = 0;
    for (int type = 1; type < Bilou.TYPES.size(); type++) {
      best = of(type) > of(best) ? type : best;
    }
    return Bilou.TYPES.get(best);
  }

  /** The probability that it is a name. */
  public double total() {
    return per + org + loc + misc;
  }

  double of(int type) {
    return switch (type) {
      case 0 -> per;
      case 1 -> org;
      case 2 -> loc;
      default -> misc;
    };
  }
}
