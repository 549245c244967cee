package org.newsloom.entities;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The lists of names by kind that come with Newsloom, for training: a tagger keeps of them what it
 * needs. Their sources and licences stand at the head of each and in {@code lists/README.md}.
 */
final class NameLists {
  /** The lists of names of one word or more. */
  static final List<String> PHRASES =
      List.of(
          "agencies",
          "armed-groups",
          "awards-laws",
          "cities",
          "companies",
          "diseases",
          "events",
          "facilities",
          "indices",
          "landforms",
          "languages",
          "media",
          "organisations",
          "parties",
          "peoples",
          "products",
          "regions",
          "religions",
          "sports-clubs",
          "universities",
          "works");

  /** The lists of single words, which are parts of names; what is longer in them tells nothing. */
  static final List<String> WORDS = List.of("given-names", "surnames");

  private NameLists() {}

  /** The names of a list, in its order. */
  static List<String> read(String list) throws IOException {
    String file = "lists/" + list + ".txt";
    try (InputStream in = NameLists.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is not on the class path");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
