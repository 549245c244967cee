package org.newsloom.text;

/**
 * Tone of a sentence toward one mention in it.
 *
 * @param tone −1 (most negative) to 1
 * @param polarity class of the tone: −1 negative, 0 neutral, 1 positive
 */
public record TargetTone(double tone, int polarity) {}
