package org.newsloom.entities;

import java.util.ArrayList;
import java.util.List;

/** The spans of an article whose sentences come one by one as tokens. */
final class ArticleText {
  private final NameFinder finder;
  private final List<ArticleSpan> spans = new ArrayList<>();
  private long length;

  ArticleText(NameFinder finder) {
    this.finder = finder;
  }

  /** Adds a sentence; returns what was found in it, in the order of the spans it adds. */
  List<FoundName> add(List<String> tokens) {
    List<FoundName> found = finder.find(tokens);
    for (FoundName name : found) {
      spans.add(
          new ArticleSpan(
              length + name.firstToken(),
              length + name.endToken(),
              String.join(" ", tokens.subList(name.firstToken(), name.endToken())),
              name.firstToken() == 0,
              name.isName() ? name.type() : null,
              name.confidence(),
              name.probabilities()));
    }
    length += tokens.size();
    return found;
  }

  /** All spans so far; a place is counted in tokens. */
  List<ArticleSpan> spans() {
    return spans;
  }
}
