package org.newsloom.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes gold files of tone again with the predicted tone where the gold tone stood. */
public final class ToneEvaluation {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ToneEvaluation() {}

  /**
   * Sentence tone: lines of id, tone and text with tabs between. The predicted tone is −4…4 like
   * the gold one.
   *
   * @throws IllegalArgumentException where a line has fewer than three columns
   */
  public static void predictTone(Path gold, Path predictions) throws IOException {
    ToneLexicon lexicon = ToneLexicon.bundled();
    try (BufferedReader in = Files.newBufferedReader(gold);
        BufferedWriter out = Files.newBufferedWriter(predictions)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        String[] columns = line.split("\t", 3);
        if (columns.length < 3) {
          throw new IllegalArgumentException(
              gold + " line " + number + ": id, tone and text expected, found " + line);
        }
        double tone = lexicon.read(texts(WordTokenizer.tokenize(columns[2]))).tone().tone();
        out.write(columns[0] + '\t' + 4 * tone + '\t' + columns[2] + '\n');
      }
    }
  }

  /**
   * Tone toward targets: one JSON object a line with text and targets, each with start and end in
   * code points and a polarity of −1, 0 or 1.
   *
   * @throws IllegalArgumentException where a target covers no token
   */
  public static void predictTargetTone(Path gold, Path predictions) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(gold);
        BufferedWriter out = Files.newBufferedWriter(predictions)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode sentence = JSON.readTree(line);
        String text = sentence.get("text").asText();
        List<Token> tokens = WordTokenizer.tokenize(text);
        for (JsonNode target : sentence.get("targets")) {
          int start = text.offsetByCodePoints(0, target.get("start").asInt());
          int end = text.offsetByCodePoints(0, target.get("end").asInt());
          Span covered = tokensWithin(tokens, start, end);
          if (covered.start() == covered.end()) {
            throw new IllegalArgumentException(
                "No token in characters " + start + " to " + end + " of " + line);
          }
          TargetTone tone =
              ToneLexicon.bundled().read(texts(tokens)).towards(covered.start(), covered.end());
          ((ObjectNode) target).put("polarity", tone.polarity());
        }
        out.write(JSON.writeValueAsString(sentence) + '\n');
      }
    }
  }

  /** Indices of the tokens that overlap the characters from start to end. */
  static Span tokensWithin(List<Token> tokens, int start, int end) {
    int first = 0;
    while (first < tokens.size() && tokens.get(first).end() <= start) {
      first++;
    }
    int last = first;
    while (last < tokens.size() && tokens.get(last).start() < end) {
      last++;
    }
    return new Span(first, last);
  }

  static List<String> texts(List<Token> tokens) {
    List<String> texts = new ArrayList<>(tokens.size());
    for (Token token : tokens) {
      texts.add(token.text());
    }
    return texts;
  }
}
