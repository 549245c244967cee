package org.newsloom;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Articles of which a given share are edited copies of others, with the truth beside them, in any
 * number.
 *
 * <p>An original is a row of sentences from a pool, in each of which words have been exchanged, so
 * that no two originals share a sentence. A copy is an original that was cut, lost sentences, got
 * foreign ones, other words, another case or a page's furniture, or nothing of that. A few
 * originals have most copies, as in the news. Every article follows from the pool, the seed and its
 * number alone; nothing is kept in memory but the pool.
 */
final class CopiedCorpus {
  private static final int ARTICLES_PER_FILE = 50_000;
  private static final int MIN_SENTENCES = 8;
  private static final int MAX_SENTENCES = 24;

  /** Share of the words of five letters and more that are exchanged in an original. */
  private static final double EXCHANGED_SHARE = 0.3;

  private static final int MIN_EXCHANGED_LETTERS = 5;

  /**
   * Sentences with fewer words that can be exchanged are left out: they would repeat themselves.
   */
  private static final int MIN_EXCHANGEABLE = 4;

  private static final int SOURCES = 200;
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final int DAYS = 365;

  private static final String SPACE = " ";

  private static final List<String> FURNITURE =
      List.of(
          "Sign up for our newsletter and never miss a story.",
          "All rights reserved. This material may not be published, broadcast or redistributed.",
          "Follow us on social media for live updates.",
          "Read more: what we know so far",
          "Click here to subscribe for unlimited access to our journalism.");

  private static final Map<String, String> OTHER_WORDS =
      Map.of(
          "said",
          "stated",
          "after",
          "following",
          "people",
          "residents",
          "company",
          "firm",
          "also",
          "additionally",
          "officials",
          "authorities",
          "many",
          "numerous",
          "big",
          "large");

  private final List<String> pool;
  private final List<String> words = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final long seed;

  /**
   * One article.
   *
   * @param story number of its original among the originals
   * @param edits what was done to the original, "original" for it itself
   */
  record Article(
      String id, String source, Instant published, String text, long story, String edits) {
    boolean isOriginal() {
      return edits.equals("original");
    }
  }

  /**
   * @param pool sentences that originals are made of; thousands for a corpus whose words are as
   *     rare and as frequent as in the news
   * @throws IllegalArgumentException where no sentence has enough words to exchange
   */
  CopiedCorpus(List<String> pool, long seed) {
    this.pool = pool.stream().filter(CopiedCorpus::isAlterable).toList();
    if (this.pool.isEmpty()) {
      throw new IllegalArgumentException(
          "None of %,d sentences has %d words of %d plain letters and more"
              .formatted(pool.size(), MIN_EXCHANGEABLE, MIN_EXCHANGED_LETTERS));
    }
    this.seed = seed;
    for (String sentence : this.pool) {
      for (String word : sentence.split(SPACE, -1)) {
        if (isExchangeable(word)) {
          (Character.isUpperCase(word.charAt(0)) ? names : words).add(word);
        }
      }
    }
  }

  /**
   * The article of that number.
   *
   * @param copyShare share (0 to below 1) of all articles that are copies
   */
  Article article(long number, double copyShare) {
    // Originals are spread evenly: one whenever the count of originals up to here steps up.
    long before = originals(number, copyShare);
    String id = String.format(Locale.ROOT, "a%09d", number);
    SplittableRandom random = random(1, number);
    String source = String.format(Locale.ROOT, "outlet%03d", random.nextInt(SOURCES));
    if (originals(number + 1, copyShare) > before) {
      return new Article(
          id, source, published(before), paragraphs(original(before)), before, "original");
    }
    // The cube puts a tenth of the copies on a thousandth of the originals.
    double place = random.nextDouble();
    long story = (long) (before * place * place * place);
    Instant published = published(story).plus(1 + random.nextInt(4_000), ChronoUnit.MINUTES);
    List<String> edits = new ArrayList<>();
    String text = edited(original(story), random, edits);
    return new Article(
        id, source, published, text, story, edits.isEmpty() ? "verbatim" : String.join(",", edits));
  }

  /**
   * Writes {@code articles-00000.jsonl.gz} and so on (id, source, published, text) and {@code
   * truth.tsv} (id, story, original, edits), by which {@code evaluate copies} scores.
   */
  void write(Path folder, long articles, double copyShare) throws IOException {
    Files.createDirectories(folder);
    ObjectMapper json = new ObjectMapper();
    try (Writer truth = Files.newBufferedWriter(folder.resolve("truth.tsv"))) {
      truth.write("id\tstory\toriginal\tedits\n");
      for (long first = 0; first < articles; first += ARTICLES_PER_FILE) {
        Path file =
            folder.resolve(
                String.format(Locale.ROOT, "articles-%05d.jsonl.gz", first / ARTICLES_PER_FILE));
        try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
            JsonGenerator out =
                json.getFactory().createGenerator(new BufferedOutputStream(bytes, 1 << 16))) {
          out.setRootValueSeparator(null);
          for (long i = first; i < Math.min(articles, first + ARTICLES_PER_FILE); i++) {
            Article article = article(i, copyShare);
            out.writeStartObject();
            out.writeStringField("id", article.id());
            out.writeStringField("source", article.source());
            out.writeStringField("published", article.published().toString());
            out.writeStringField("text", article.text());
            out.writeEndObject();
            out.writeRaw('\n');
            truth.write(
                String.format(
                    Locale.ROOT,
                    "%s\ts%09d\t%d\t%s%n",
                    article.id(),
                    article.story(),
                    article.isOriginal() ? 1 : 0,
                    article.edits()));
          }
        }
      }
    }
  }

  /** Originals among so many first articles; the first article is one. */
  private static long originals(long articles, double copyShare) {
    return (long) Math.ceil(articles * (1 - copyShare) - 1e-9);
  }

  private Instant published(long story) {
    return START.plus(random(2, story).nextInt(DAYS * 24 * 60), ChronoUnit.MINUTES);
  }

  private List<String> original(long story) {
    SplittableRandom random = random(3, story);
    List<String> sentences = new ArrayList<>();
    for (int i = random.nextInt(MIN_SENTENCES, MAX_SENTENCES + 1); i > 0; i--) {
      sentences.add(sentence(random));
    }
    return sentences;
  }

  /** A sentence of the pool with some of its words exchanged for others of the pool. */
  private String sentence(SplittableRandom random) {
    String[] parts = pool.get(random.nextInt(pool.size())).split(SPACE, -1);
    int exchanged = 0;
    while (exchanged < 2) {
      for (int i = 0; i < parts.length; i++) {
        if (isExchangeable(parts[i]) && random.nextDouble() < EXCHANGED_SHARE) {
          List<String> others = Character.isUpperCase(parts[i].charAt(0)) ? names : words;
          parts[i] = others.get(random.nextInt(others.size()));
          exchanged++;
        }
      }
    }
    return String.join(" ", parts);
  }

  private static boolean isAlterable(String sentence) {
    return Arrays.stream(sentence.split(SPACE, -1)).filter(CopiedCorpus::isExchangeable).count()
        >= MIN_EXCHANGEABLE;
  }

  private String edited(List<String> original, SplittableRandom random, List<String> edits) {
    List<String> sentences = new ArrayList<>(original);
    if (random.nextDouble() < 0.3) {
      return paragraphs(sentences);
    }
    if (random.nextDouble() < 0.35) {
      double kept = random.nextDouble(0.4, 0.85);
      int length = Math.max(5, (int) (sentences.size() * kept));
      sentences.subList(Math.min(length, sentences.size()), sentences.size()).clear();
      edits.add(String.format(Locale.ROOT, "cut%.2f", kept));
    }
    if (random.nextDouble() < 0.3 && sentences.size() > 6) {
      for (int i = sentences.size() / 6; i > 0; i--) {
        sentences.remove(1 + random.nextInt(sentences.size() - 1));
      }
      edits.add("dropped");
    }
    if (random.nextDouble() < 0.25) {
      int place = random.nextInt(sentences.size() + 1);
      int count = 1 + random.nextInt(Math.max(1, sentences.size() / 3));
      for (int i = 0; i < count; i++) {
        sentences.add(place, sentence(random));
      }
      edits.add("inserted" + count);
    }
    if (random.nextDouble() < 0.25) {
      sentences.replaceAll(CopiedCorpus::reworded);
      edits.add("reworded");
    }
    String text = paragraphs(sentences);
    if (random.nextDouble() < 0.1) {
      text = text.toUpperCase(Locale.ROOT);
      edits.add("upper");
    }
    if (random.nextDouble() < 0.5) {
      text += "\n\n" + FURNITURE.get(random.nextInt(FURNITURE.size()));
      edits.add("footer");
    }
    return text;
  }

  private static String reworded(String sentence) {
    String[] parts = sentence.split(SPACE, -1);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = OTHER_WORDS.getOrDefault(parts[i], parts[i]);
    }
    return String.join(" ", parts);
  }

  private static String paragraphs(List<String> sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      text.append(i == 0 ? "" : i % 3 == 0 ? "\n\n" : " ").append(sentences.get(i));
    }
    return text.toString();
  }

  /** Plain words only, so that a sentence keeps its stops, quotes and brackets. */
  private static boolean isExchangeable(String word) {
    return word.length() >= MIN_EXCHANGED_LETTERS
        && word.chars().allMatch(Character::isLetter)
        && word.substring(1).equals(word.substring(1).toLowerCase(Locale.ROOT));
  }

  private SplittableRandom random(long use, long number) {
    // The generator of the seed is split by hand: one of its own for each use and number.
    return new SplittableRandom(
        new SplittableRandom(seed * 31 + use).nextLong() ^ number * 0x9e3779b97f4a7c15L);
  }
}
