package org.newsloom.entities;

import java.util.List;

/**
 * Classes of words for training: of what taggers say of the words in much text, each half of the
 * documents sees what the tagger of the other half says. A tagger knows the names it has learned
 * from, and would seem surer of its words than it is of new ones.
 *
 * @param halves for documents of even and of odd number
 * @param all for the finished model
 */
record CrossedClasses(List<WordClasses> halves, WordClasses all) {

  /** The same classes for all. */
  static CrossedClasses same(WordClasses classes) {
    return new CrossedClasses(List.of(classes, classes), classes);
  }

  /** The classes that a document is learned with. */
  WordClasses of(int document) {
    return halves.get(document % halves.size());
  }
}
