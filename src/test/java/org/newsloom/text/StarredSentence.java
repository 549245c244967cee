package org.newsloom.text;

import java.util.ArrayList;
import java.util.List;

/** Tokens between blanks, and the index of the one that stands in stars. */
record StarredSentence(List<String> tokens, int mention) {
  static StarredSentence of(String starred) {
    List<String> tokens = new ArrayList<>();
    int mention = -1;
    for (String token : starred.split(" ", -1)) {
      if (token.startsWith("*")) {
        mention = tokens.size();
      }
      tokens.add(token.replace("*", ""));
    }
    return new StarredSentence(List.copyOf(tokens), mention);
  }
}
