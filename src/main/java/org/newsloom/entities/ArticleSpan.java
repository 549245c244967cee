package org.newsloom.entities;

/**
 * A name in an article, or a stretch of it that may be one, as its sentence alone tells.
 *
 * @param start where it stands in the article
 * @param end where it ends, exclusive
 * @param surface as written
 * @param opensSentence whether its sentence begins with it
 * @param type the type of the name that the sentence alone has here, null where it has none
 * @param confidence of the type; 0 where it is null
 * @param probabilities by type; null where they are not known: such a name stays as it is
 */
public record ArticleSpan(
    long start,
    long end,
    String surface,
    boolean opensSentence,
    String type,
    double confidence,
    TypeProbabilities probabilities) {}
