package org.newsloom.text;

/**
 * Quoted words of an article.
 *
 * @param start UTF-16 index of the first quoted character
 * @param end index after the last
 * @param speakerOrMinusOne index of the mention that names the speaker, of those given
 * @param verbOrNull lemma of the verb of speech
 * @param method how the speaker was told; {@code none} where none was
 * @param confidence 0–1 that these are one speaker's words and, where one is given, this speaker's
 */
public record Quotation(
    int start,
    int end,
    int speakerOrMinusOne,
    String verbOrNull,
    String method,
    double confidence) {
  /**
   * A name that may speak.
   *
   * @param start UTF-16 index of its first character
   * @param end index after its last
   * @param entity tells whether two mentions mean the same
   * @param type PER, ORG, LOC or MISC
   */
  public record Name(int start, int end, String entity, String type) {}
}
