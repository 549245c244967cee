package org.newsloom.entities;

/**
 * A name in a sentence.
 *
 * @param firstToken index of the name's first token
 * @param endToken index after the name's last token
 * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}
 * @param confidence the tagger's probability that exactly these tokens are a name of this type, 0–1
 */
public record TaggedName(int firstToken, int endToken, String type, double confidence) {}
