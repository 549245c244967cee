package org.newsloom.stats;

/**
 * A place of an entity in an article. Entities and sentences go by 64-bit numbers.
 *
 * @param sentenceIndex the sentence of the article, from 0
 * @param start where the name starts, in the article or in the sentence
 * @param end where it ends, exclusive
 * @param isRare whether the entity is in one story only, where a pair must be in more to be kept
 *     without a common sentence
 * @param sentence the distinct sentence: equal where the text is
 * @param tone its tone in whole billionths, so that no order of adding changes a sum
 * @param words its number of words
 */
public record NamePlace(
    int sentenceIndex,
    long start,
    long end,
    long entity,
    boolean isRare,
    long sentence,
    int tone,
    int words) {}
