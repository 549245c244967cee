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

  /** What decides about a name. */
  public enum Scope {
    /** Its sentence alone. */
    SENTENCE,
    /** Its article: what stands between two {@code -DOCSTART-} lines. */
    ARTICLE
  }

  /**
   * Writes the gold file again with the predicted IOB2 tag in the last column. The names are found
   * as in the pipeline: each sentence by itself, then what the article knows.
   *
   * @param gold sentences in the format of CoNLL-2003: a token in a line, its tag last; in a file
   *     without {@code -DOCSTART-} each sentence is an article
   * @throws IOException if a file cannot be read or written, or a line has fewer than two columns
   */
  public static void predict(NameTagger tagger, Scope scope, Path gold, Path predictions)
      throws IOException {
    List<String> lines = Files.readAllLines(gold, StandardCharsets.UTF_8);
    boolean hasArticles =
        lines.stream().anyMatch(line -> line.startsWith(ConllFile.DOCUMENT_START));
    NameFinder finder = new NameFinder(tagger);
    // For each line the tag that was found, null where the line stays as it is.
    String[] tags = new String[lines.size()];
    Article article = new Article(finder, tags);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i <= lines.size(); i++) {
      String line = i < lines.size() ? lines.get(i) : "";
      boolean startsArticle = line.startsWith(ConllFile.DOCUMENT_START);
      if (!line.isBlank() && !startsArticle) {
        if (ConllFile.lastColumn(line) == 0) {
          throw new IOException(
              gold + ":" + (i + 1) + ": expected a token and its tag, found '" + line + "'");
        }
        tokens.add(line.split("\\s", 2)[0]);
        continue;
      }
      article.add(tokens, i - tokens.size());
      tokens.clear();
      if (startsArticle || !hasArticles || i == lines.size()) {
        article.tag(scope == Scope.ARTICLE ? tagger.context() : null);
        article = new Article(finder, tags);
      }
    }
    try (BufferedWriter writer = Files.newBufferedWriter(predictions, StandardCharsets.UTF_8)) {
      for (int i = 0; i < tags.length; i++) {
        String line = lines.get(i);
        writer.write(
            tags[i] == null ? line : line.substring(0, ConllFile.lastColumn(line)) + tags[i]);
        writer.write('\n');
      }
    }
  }

  /** The sentences of an article and the lines they stand in. */
  private static final class Article {
    private final ArticleText text;
    private final String[] tags;
    private final List<FoundName> found = new ArrayList<>();
    private final List<Integer> firstLines = new ArrayList<>();

    Article(NameFinder finder, String[] tags) {
      this.text = new ArticleText(finder);
      this.tags = tags;
    }

    void add(List<String> tokens, int firstLine) {
      Arrays.fill(tags, firstLine, firstLine + tokens.size(), "O");
      for (FoundName name : text.add(List.copyOf(tokens))) {
        found.add(name);
        firstLines.add(firstLine);
      }
    }

    /**
     * Marks the names.
     *
     * @param context null for what the sentences alone say
     */
    void tag(ArticleContext context) {
      if (context == null) {
        for (int i = 0; i < found.size(); i++) {
          if (found.get(i).isName()) {
            mark(i, found.get(i).type());
          }
        }
        return;
      }
      for (ArticleContext.Choice choice : context.choose(text.spans())) {
        mark(choice.span(), choice.type());
      }
    }

    private void mark(int span, String type) {
      FoundName name = found.get(span);
      for (int i = name.firstToken(); i < name.endToken(); i++) {
        tags[firstLines.get(span) + i] = (i == name.firstToken() ? "B-" : "I-") + type;
      }
    }
  }
}
