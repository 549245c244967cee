package org.newsloom.text;

/**
 * A token of a sentence.
 *
 * @param text the exact characters of the sentence from {@code start} to {@code end}
 * @param start UTF-16 index of the first character in the sentence
 * @param end UTF-16 index behind the last character in the sentence
 */
public record Token(String text, int start, int end) {}
