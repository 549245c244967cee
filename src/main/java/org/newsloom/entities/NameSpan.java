package org.newsloom.entities;

/**
 * A stretch of a sentence that may be a name.
 *
 * @param firstToken index of its first token in the sentence
 * @param endToken index after its last token
 * @param probabilities that exactly these tokens are a name, by type
 */
public record NameSpan(int firstToken, int endToken, TypeProbabilities probabilities) {}
