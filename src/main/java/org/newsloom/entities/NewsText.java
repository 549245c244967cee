package org.newsloom.entities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.newsloom.text.ArticleCleaner;
import org.newsloom.text.SentenceKey;
import org.newsloom.text.SentenceSplitter;
import org.newsloom.text.Span;
import org.newsloom.text.Token;
import org.newsloom.text.WordTokenizer;

/**
 * The sentences of files of articles, cleaned and cut as the pipeline does it. A sentence that came
 * before, in any file, does not come again: what is reprinted often is not more usual English.
 */
final class NewsText {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What {@link SentenceKey#fold} gives for the sentences that came. */
  private final Set<Long> seen = new HashSet<>();

  private final Consumer<List<String>> sentences;

  /**
   * @param sentences takes each sentence's tokens
   */
  NewsText(Consumer<List<String>> sentences) {
    this.sentences = sentences;
  }

  /**
   * Reads a file: {@code .jsonl} or {@code .ndjson} as one article a line in the field {@code
   * text}, another as the text of one article, either with {@code .gz}.
   *
   * @throws IOException if it cannot be read, or a line is no JSON
   */
  void read(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean isGzip = name.endsWith(".gz");
    String bare = isGzip ? name.substring(0, name.length() - ".gz".length()) : name;
    try (InputStream bytes = Files.newInputStream(file);
        InputStream in = isGzip ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      if (bare.endsWith(".jsonl") || bare.endsWith(".ndjson")) {
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          number++;
          readRecord(line, file, number);
        }
      } else {
        readArticle(reader.lines().collect(Collectors.joining("\n")));
      }
    }
  }

  private void readRecord(String line, Path file, int number) throws IOException {
    if (line.isBlank()) {
      return;
    }
    try {
      JsonNode text = JSON.readTree(line).path("text");
      if (text.isTextual()) {
        readArticle(text.textValue());
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s:%d: no JSON: %s".formatted(file, number, e.getOriginalMessage()), e);
    }
  }

  private void readArticle(String raw) {
    String text = ArticleCleaner.clean(raw).text();
    for (Span span : SentenceSplitter.split(text)) {
      String sentence = span.of(text);
      if (seen.add(SentenceKey.fold(sentence))) {
        sentences.accept(WordTokenizer.tokenize(sentence).stream().map(Token::text).toList());
      }
    }
  }
}
