package org.newsloom.entities;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tags a file of sentences whose names are known, so that a scorer can compare. */
public final class NamesEvaluation {

  private NamesEvaluation() {}

  /**
   * Writes the gold file again with the predicted IOB2 tag in the last column.
   *
   * @param gold sentences in the format of CoNLL-2003: a token in a line, its tag last
   * @throws IOException if a file cannot be read or written, or a line has fewer than two columns
   */
  public static void predict(NameTagger tagger, Path gold, Path predictions) throws IOException {
    List<String> pending = new ArrayList<>();
    try (BufferedWriter writer = Files.newBufferedWriter(predictions, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line : Files.readAllLines(gold, StandardCharsets.UTF_8)) {
        number++;
        if (line.isBlank() || line.startsWith(ConllFile.DOCUMENT_START)) {
          write(tagger, pending, writer);
          writer.write(line);
          writer.write('\n');
        } else if (ConllFile.lastColumn(line) == 0) {
          throw new IOException(
              gold + ":" + number + ": expected a token and its tag, found '" + line + "'");
        } else {
          pending.add(line);
        }
      }
      write(tagger, pending, writer);
    }
  }

  private static void write(NameTagger tagger, List<String> lines, BufferedWriter writer)
      throws IOException {
    List<String> tokens = lines.stream().map(line -> line.split("\\s", 2)[0]).toList();
    String[] tags = new String[tokens.size()];
    Arrays.fill(tags, "O");
    for (TaggedName name : tagger.tag(tokens)) {
      for (int i = name.firstToken(); i < name.endToken(); i++) {
        tags[i] = (i == name.firstToken() ? "B-" : "I-") + name.type();
      }
    }
    for (int i = 0; i < tags.length; i++) {
      String line = lines.get(i);
      writer.write(line.substring(0, ConllFile.lastColumn(line)));
      writer.write(tags[i]);
      writer.write('\n');
    }
    lines.clear();
  }
}
