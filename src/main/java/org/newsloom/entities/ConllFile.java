package org.newsloom.entities;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences with their names in the format of CoNLL-2003: a token in a line, its columns parted by
 * white space, the IOB2 tag last; an empty line ends a sentence, {@code -DOCSTART-} begins a
 * document. A file without {@code -DOCSTART-} is one document.
 */
final class ConllFile {

  static final String DOCUMENT_START = "-DOCSTART-";

  /**
   * A sentence with its names.
   *
   * @param document number of its document in the file, from 0
   * @param iob one tag for each token
   */
  record Sentence(int document, List<String> tokens, List<String> iob) {}

  private ConllFile() {}

  static List<Sentence> read(Path file) throws IOException {
    List<Sentence> sentences = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<String> iob = new ArrayList<>();
    int document = 0;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        boolean startsDocument = line.startsWith(DOCUMENT_START);
        if (startsDocument || line.isBlank()) {
          if (!tokens.isEmpty()) {
            sentences.add(new Sentence(document, List.copyOf(tokens), List.copyOf(iob)));
            tokens.clear();
            iob.clear();
          }
          if (startsDocument && !sentences.isEmpty()) {
            document++;
          }
          continue;
        }
        int lastColumn = lastColumn(line);
        if (lastColumn <= 0) {
          throw new IOException(
              file + ":" + number + ": expected a token and its tag, found '" + line + "'");
        }
        tokens.add(line.split("\\s", 2)[0]);
        iob.add(line.substring(lastColumn).strip());
      }
    }
    if (!tokens.isEmpty()) {
      sentences.add(new Sentence(document, List.copyOf(tokens), List.copyOf(iob)));
    }
    return sentences;
  }

  /** Index of the last column in a line, 0 where there is only one. */
  static int lastColumn(String line) {
    int end = line.stripTrailing().length();
    int i = end;
    while (i > 0 && !Character.isWhitespace(line.charAt(i - 1))) {
      i--;
    }
    return i;
  }
}
