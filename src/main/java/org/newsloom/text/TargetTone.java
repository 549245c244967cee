package org.newsloom.text;

/**
 * Tone of a sentence toward one mention in it.
 *
 * @param tone P(positive) − P(negative), −1 to 1
 * @param polarity class of the tone: −1 negative, 0 neutral, 1 positive
 * @param confidence probability of that class, 0 to 1
 */
public record TargetTone(double tone, int polarity, double confidence) {}
