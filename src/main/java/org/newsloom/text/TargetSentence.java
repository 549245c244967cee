package org.newsloom.text;

import java.util.Set;

/** What {@link TargetToneModel} sees of a sentence, read once for all its mentions. */
final class TargetSentence {

  /** Tokens between word and mention at which the next zone of a side begins. */
  private static final int[] ZONE_FROM = {0, 1, 3, 8};

  static final int ZONES = 2 * ZONE_FROM.length;

  /** The mention's own clause or another, before the mention or behind it. */
  static final int CLAUSES = 4;

  private static final int PLACE_FROM = 1 + 2 * ZONES;
  private static final int CLAUSE_FROM = PLACE_FROM + 8;
  private static final int SUM_FROM = CLAUSE_FROM + 2 * CLAUSES;
  private static final int NEXT_FROM = SUM_FROM + 4;
  private static final int ROLE_FROM = NEXT_FROM + 8;
  private static final int KIND_FROM = ROLE_FROM + 3 * TargetCues.ROLES;

  /**
   * Bias; valence by zone and sign; the mention's place; valence by clause and sign, and of the
   * whole; valence by side and sign with no other name between, and with one; for each role whether
   * it is there, and its valence by sign; kinds of mention.
   */
  static final int DENSE = KIND_FROM + TargetCues.MENTION_KINDS;

  /** Most valence that is counted in one place: two strong words. */
  private static final double MAX_VALENCE = 6;

  /** Valences are divided by this, a very strong word's. */
  private static final double UNIT = 4;

  private static final Set<String> SPEAKS =
      Set.of(
          "said",
          "says",
          "say",
          "told",
          "tells",
          "added",
          "adds",
          "wrote",
          "writes",
          "tweeted",
          "asked",
          "stated",
          "explained",
          "noted",
          "saying",
          "announced",
          "replied",
          "testified");

  private final WrittenToken[] tokens;
  private final double[] valences;
  private final TargetCues cues;

  /** Quotation marks before each token, and before the end. */
  private final int[] quotes;

  private final double sum;

  TargetSentence(WrittenToken[] tokens, double[] valences) {
    this.tokens = tokens;
    this.valences = valences;
    this.cues = new TargetCues(tokens);
    this.quotes = new int[tokens.length + 1];
    double valence = 0;
    for (int i = 0; i < tokens.length; i++) {
      quotes[i + 1] = quotes[i] + (tokens[i].isQuote() ? 1 : 0);
      valence += valences[i];
    }
    this.sum = valence;
  }

  int size() {
    return tokens.length;
  }

  /** The token in lower case; null for names and what has no feature. */
  String form(int token) {
    // A sentence's first word may be a name too; the trainer keeps no word that is mostly one.
    return tokens[token].form(WrittenToken.opens(tokens, token));
  }

  boolean isCapital(int token) {
    return cues.isCapital(token);
  }

  TargetCues cues() {
    return cues;
  }

  /** Whether the tone of words beyond it may be toward somebody else. */
  private boolean isName(int token) {
    return cues.isPronoun(token) || (form(token) == null && cues.isCapital(token));
  }

  /** 0 to 3 before the mention, 4 to 7 behind it, the nearest first. */
  static int zone(int token, int first, int end) {
    int between = token < first ? first - 1 - token : token - end;
    int zone = ZONE_FROM.length - 1;
    while (between < ZONE_FROM[zone]) {
      zone--;
    }
    return token < first ? zone : ZONE_FROM.length + zone;
  }

  /** 0 and 1 before and behind the mention, 2 and 3 the same in its own clause. */
  static int clause(int token, int first, Span clause) {
    boolean own = token >= clause.start() && token < clause.end();
    return (token < first ? 0 : 1) + (own ? 2 : 0);
  }

  /** The {@link #DENSE} numbers for the mention at tokens first to end, exclusive. */
  double[] dense(int first, int end, Span clause, int[] roles) {
    double[] features = new double[DENSE];
    features[0] = 1;
    double others = sum;
    int nameBefore = first - 1;
    while (nameBefore >= 0 && !isName(nameBefore)) {
      nameBefore--;
    }
    int nameBehind = end;
    while (nameBehind < tokens.length && !isName(nameBehind)) {
      nameBehind++;
    }
    for (int i = 0; i < valences.length; i++) {
      double valence = valences[i];
      if (valence == 0) {
        continue;
      }
      if (i >= first && i < end) {
        others -= valence;
        continue;
      }
      int sign = valence < 0 ? 0 : 1;
      features[1 + 2 * zone(i, first, end) + sign] += Math.abs(valence);
      features[CLAUSE_FROM + 2 * clause(i, first, clause) + sign] += Math.abs(valence);
      int beyond = i < nameBefore || i > nameBehind ? 2 : 0;
      features[NEXT_FROM + 2 * (beyond + (i < first ? 0 : 1)) + sign] += Math.abs(valence);
    }
    scale(features, 1, PLACE_FROM);
    scale(features, CLAUSE_FROM, SUM_FROM);
    scale(features, NEXT_FROM, ROLE_FROM);
    place(first, end, others, features);
    features[SUM_FROM] = Math.max(-MAX_VALENCE, Math.min(MAX_VALENCE, others)) / UNIT;
    features[SUM_FROM + 1] = others < 0 ? 1 : 0;
    features[SUM_FROM + 2] = others > 0 ? 1 : 0;
    features[SUM_FROM + 3] = others / Math.sqrt(15 + others * others);
    for (int cue : roles) {
      int at = ROLE_FROM + 3 * TargetCues.role(cue);
      double valence = valences[TargetCues.token(cue)];
      features[at] = 1;
      if (valence != 0) {
        int signed = at + (valence < 0 ? 1 : 2);
        features[signed] =
            Math.min(MAX_VALENCE / UNIT, features[signed] + Math.abs(valence) / UNIT);
      }
    }
    cues.kinds(first, end, features, KIND_FROM);
    return features;
  }

  private static void scale(double[] features, int from, int to) {
    for (int f = from; f < to; f++) {
      features[f] = Math.min(features[f], MAX_VALENCE) / UNIT;
    }
  }

  private void place(int first, int end, double others, double[] features) {
    int size = tokens.length;
    boolean speaks =
        (end < size && SPEAKS.contains(tokens[end].text()))
            || (first > 0 && SPEAKS.contains(tokens[first - 1].text()));
    boolean quoted = quotes[first] % 2 == 1;
    features[PLACE_FROM] = speaks ? 1 : 0;
    features[PLACE_FROM + 1] = quoted ? 1 : 0;
    features[PLACE_FROM + 2] = quotes[size] > 0 && !quoted ? 1 : 0;
    features[PLACE_FROM + 3] = first == 0 ? 1 : 0;
    features[PLACE_FROM + 4] = size - end <= 1 ? 1 : 0;
    features[PLACE_FROM + 5] = (double) first / Math.max(1, size);
    features[PLACE_FROM + 6] = Math.min(size, 60) / 60.0;
    features[PLACE_FROM + 7] = speaks ? Math.max(-1.5, Math.min(1.5, others / UNIT)) : 0;
  }
}
