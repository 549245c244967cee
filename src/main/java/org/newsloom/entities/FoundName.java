package org.newsloom.entities;

/**
 * A name that {@link NameFinder} found in a sentence, or a stretch of it that may be one.
 *
 * @param firstToken index of its first token in the sentence
 * @param endToken index after its last token
 * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}; of what only may be a name,
 *     its likeliest type
 * @param confidence probability of the span and this type
 * @param isName whether the sentence alone makes it a name
 * @param method who found it: {@code tagger} or {@code gazetteer}
 * @param probabilities of the span, by type
 */
public record FoundName(
    int firstToken,
    int endToken,
    String type,
    double confidence,
    boolean isName,
    String method,
    TypeProbabilities probabilities) {}
