package org.newsloom.text;

import java.util.List;

/** A cleaned article: its text, what was taken out, and where each character stood before. */
public final class CleanArticle {
  private final MappedText mapped;
  private final List<Removal> removals;
  private final List<Repair> repairs;

  private final boolean isTranscript;

  CleanArticle(
      MappedText mapped, List<Removal> removals, List<Repair> repairs, boolean isTranscript) {
    this.mapped = mapped;
    this.removals = List.copyOf(removals);
    this.repairs = List.copyOf(repairs);
    this.isTranscript = isTranscript;
  }

  /** The text without furniture and repeats, in NFC, with paragraphs on lines of their own. */
  public String text() {
    return mapped.text();
  }

  /** What was taken out besides white space, in order of start; none overlaps another. */
  public List<Removal> removals() {
    return removals;
  }

  /** What was damaged and is whole in the text, in order of start; none overlaps another. */
  public List<Repair> repairs() {
    return repairs;
  }

  /** Whether the text is what was said on air, with the names of its speakers. */
  public boolean isTranscript() {
    return isTranscript;
  }

  /**
   * Where a character of {@link #text()} starts in the raw text.
   *
   * @param textIndex a UTF-16 index into the clean text
   * @throws IndexOutOfBoundsException where the text has no such character
   */
  public int rawStart(int textIndex) {
    return mapped.rawStart(textIndex);
  }

  /**
   * Where a character of {@link #text()} ends in the raw text, exclusive. An entity or a repaired
   * sequence is one character of text and several of raw text.
   *
   * @param textIndex a UTF-16 index into the clean text
   * @throws IndexOutOfBoundsException where the text has no such character
   */
  public int rawEnd(int textIndex) {
    return mapped.rawEnd(textIndex);
  }
}
