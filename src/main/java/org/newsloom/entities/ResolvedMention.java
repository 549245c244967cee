package org.newsloom.entities;

import java.util.Map;

/**
 * What a name in an article means, as far as the article alone tells.
 *
 * @param mention index of the {@link ArticleMention} in what was resolved
 * @param name spelling of the name it stands for
 * @param key the name normalised: equal for spellings of one name
 * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}
 * @param method how the name led there: {@code exact}, {@code case}, {@code possessive}, {@code
 *     title}, {@code country}, {@code demonym}, {@code well_known}, {@code acronym}, {@code bare}
 *     (without the country in front), {@code surname}, {@code given_name}, or {@code
 *     surname_nearest} where the article has several persons of that name
 * @param confidence of this step alone, without that of the mention, 0–1
 * @param shortKind {@code surname}, {@code acronym} or {@code bare} where the name as written is
 *     short for another or looks like it, else null
 * @param shortKey the short name normalised, null where {@code shortKind} is; equal to {@code key}
 *     where the article does not tell what it is short for
 * @param rivals where a person is meant by a surname or given name, all persons of the article whom
 *     it may mean, their {@link NameSound#person} to their key; else empty
 */
public record ResolvedMention(
    int mention,
    String name,
    String key,
    String type,
    String method,
    double confidence,
    String shortKind,
    String shortKey,
    Map<String, String> rivals) {

  public ResolvedMention {
    rivals = Map.copyOf(rivals);
  }

  ResolvedMention(
      int mention,
      String name,
      String key,
      String type,
      String method,
      double confidence,
      String shortKind,
      String shortKey) {
    this(mention, name, key, type, method, confidence, shortKind, shortKey, Map.of());
  }
}
