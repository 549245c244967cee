package org.newsloom.text;

/**
 * Tone of one sentence. From these counts, summed over an article, follow the seven numbers of
 * GDELT's tone: positive, negative, their difference, polarity (tonal words), activity and
 * self/group reference density in percent of the words, and the word count. A word is tonal from a
 * valence of ±0.5 on the lexicon's scale of −4…4; a phrase counts as one word.
 *
 * @param positiveCount words of the lexicon's positive ones, whatever stands before them: GDELT's
 *     definition
 * @param negativeCount words of its negative ones
 * @param tonalCount words found in the tonal dictionary; a word has one class, so this is the sum
 *     of the two
 * @param activityCount words that indicate activity
 * @param selfGroupCount pronouns of self and group: I, we and their forms
 * @param wordCount tokens with a letter or digit, the clitic "'s" not counted
 * @param tone −1 (most negative) to 1, a fourth of the rating that people would give on −4 to 4:
 *     {@link SentenceToneModel}; 0 without words
 * @param eventTone −1 to 1, by the lexicon's rules, of the words of what happens (killed, crash,
 *     ceasefire)
 * @param attitudeTone the same of the words that judge or feel (corrupt, praised)
 */
public record SentenceTone(
    int positiveCount,
    int negativeCount,
    int tonalCount,
    int activityCount,
    int selfGroupCount,
    int wordCount,
    double tone,
    double eventTone,
    double attitudeTone) {}
