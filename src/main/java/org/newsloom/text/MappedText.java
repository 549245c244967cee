package org.newsloom.text;

import java.util.Arrays;

/**
 * A text that knows where each of its characters stood in the raw text it was made from.
 *
 * <p>The map is a list of runs. A run as long as its raw span maps character to character; in any
 * other run (an entity, a repaired sequence) every character maps to the whole raw span.
 */
final class MappedText {
  private final String text;
  private final int[] textStarts;
  private final int[] rawStarts;
  private final int[] rawEnds;
  private final int runs;

  private MappedText(String text, int[] textStarts, int[] rawStarts, int[] rawEnds, int runs) {
    this.text = text;
    this.textStarts = textStarts;
    this.rawStarts = rawStarts;
    this.rawEnds = rawEnds;
    this.runs = runs;
  }

  static MappedText of(String raw) {
    return new MappedText(
        raw, new int[] {0}, new int[] {0}, new int[] {raw.length()}, raw.isEmpty() ? 0 : 1);
  }

  String text() {
    return text;
  }

  /** Where the character at this index starts in the raw text. */
  int rawStart(int index) {
    int run = runAt(index);
    return isIdentity(run) ? rawStarts[run] + index - textStarts[run] : rawStarts[run];
  }

  /** Where the character at this index ends in the raw text, exclusive. */
  int rawEnd(int index) {
    int run = runAt(index);
    return isIdentity(run) ? rawStarts[run] + index - textStarts[run] + 1 : rawEnds[run];
  }

  /** The text after the edits, still mapped to the same raw text. */
  MappedText apply(Edits edits) {
    if (edits.isEmpty()) {
      return this;
    }
    Builder builder = new Builder(text.length(), runs + 2 * edits.count());
    int copied = 0;
    for (int i = 0; i < edits.count(); i++) {
      builder.copy(this, copied, edits.start(i));
      builder.replace(this, edits.start(i), edits.end(i), edits.replacement(i));
      copied = edits.end(i);
    }
    builder.copy(this, copied, text.length());
    return builder.build();
  }

  private int runAt(int index) {
    if (index < 0 || index >= text.length()) {
      throw new IndexOutOfBoundsException(
          "no character at " + index + " in a text of " + text.length());
    }
    int found = Arrays.binarySearch(textStarts, 0, runs, index);
    return found >= 0 ? found : -found - 2;
  }

  private int textEnd(int run) {
    return run + 1 < runs ? textStarts[run + 1] : text.length();
  }

  private boolean isIdentity(int run) {
    return textEnd(run) - textStarts[run] == rawEnds[run] - rawStarts[run];
  }

  private static final class Builder {
    private final StringBuilder text;
    private int[] textStarts;
    private int[] rawStarts;
    private int[] rawEnds;
    private int runs;

    Builder(int chars, int expectedRuns) {
      text = new StringBuilder(chars);
      textStarts = new int[Math.max(4, expectedRuns)];
      rawStarts = new int[textStarts.length];
      rawEnds = new int[textStarts.length];
    }

    void copy(MappedText from, int start, int end) {
      if (start >= end) {
        return;
      }
      int run = from.runAt(start);
      int at = start;
      while (at < end) {
        int runEnd = Math.min(end, from.textEnd(run));
        if (from.isIdentity(run)) {
          int rawStart = from.rawStarts[run] + at - from.textStarts[run];
          addRun(runEnd - at, rawStart, rawStart + runEnd - at);
        } else {
          addRun(runEnd - at, from.rawStarts[run], from.rawEnds[run]);
        }
        text.append(from.text, at, runEnd);
        at = runEnd;
        run++;
      }
    }

    void replace(MappedText from, int start, int end, String replacement) {
      if (!replacement.isEmpty()) {
        addRun(replacement.length(), from.rawStart(start), from.rawEnd(end - 1));
        text.append(replacement);
      }
    }

    private void addRun(int chars, int rawStart, int rawEnd) {
      if (runs > 0 && isContinuedBy(chars, rawStart, rawEnd)) {
        rawEnds[runs - 1] = rawEnd;
        return;
      }
      if (runs == textStarts.length) {
        textStarts = Arrays.copyOf(textStarts, 2 * runs);
        rawStarts = Arrays.copyOf(rawStarts, 2 * runs);
        rawEnds = Arrays.copyOf(rawEnds, 2 * runs);
      }
      textStarts[runs] = text.length();
      rawStarts[runs] = rawStart;
      rawEnds[runs] = rawEnd;
      runs++;
    }

    private boolean isContinuedBy(int chars, int rawStart, int rawEnd) {
      int last = runs - 1;
      return rawStart == rawEnds[last]
          && chars == rawEnd - rawStart
          && text.length() - textStarts[last] == rawEnds[last] - rawStarts[last];
    }

    MappedText build() {
      return new MappedText(text.toString(), textStarts, rawStarts, rawEnds, runs);
    }
  }
}
