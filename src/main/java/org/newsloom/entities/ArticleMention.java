package org.newsloom.entities;

/**
 * A name in an article, as found in its sentence.
 *
 * @param start where it stands in the article; only the order matters
 * @param surface the name as written
 * @param type {@code PER}, {@code ORG}, {@code LOC} or {@code MISC}
 * @param confidence of span and type, 0–1
 * @param expansion long form where the sentence defines this name as its acronym, else null
 */
public record ArticleMention(
    long start, String surface, String type, double confidence, String expansion) {}
