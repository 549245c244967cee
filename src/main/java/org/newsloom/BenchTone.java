package org.newsloom;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.newsloom.entities.NameTagger;
import org.newsloom.entities.TaggedSentence;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.job.WarehouseOption;
import org.newsloom.text.ReadingSpeed;
import org.newsloom.text.Span;
import org.newsloom.text.ToneLexicon;
import org.newsloom.text.ToneReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures tone beside the tagger, on the same sentences of a warehouse and one thread. */
@Command(
    name = "bench-tone",
    mixinStandardHelpOptions = true,
    description =
        "Measures how fast tone is told, of sentences and toward their names, beside the name tagger.")
final class BenchTone implements Callable<Integer> {
  @Mixin private WarehouseOption warehouse;

  private final PrintStream out = System.out;

  /** A sentence, and where its names stand. */
  private record Named(List<String> tokens, List<Span> names) {}

  @Override
  public Integer call() {
    try (SparkSession spark = Sessions.open()) {
      measure(Bench.sentences(Warehouse.open(spark, warehouse.path())));
    }
    return 0;
  }

  private void measure(List<List<String>> sentences) {
    NameTagger tagger = NameTagger.bundled();
    List<Named> named = new ArrayList<>(sentences.size());
    for (List<String> tokens : sentences) {
      TaggedSentence tagged = tagger.read(tokens);
      named.add(
          new Named(
              tokens,
              tagged.names().stream()
                  .map(name -> new Span(name.firstToken(), name.endToken()))
                  .toList()));
    }
    ToneLexicon lexicon = ToneLexicon.bundled();
    List<ReadingSpeed> speeds =
        ReadingSpeed.measure(
            named,
            sentence -> sentence.tokens().size(),
            List.of(
                sentence -> tagger.read(sentence.tokens()).names().size(),
                sentence -> lexicon.read(sentence.tokens()).tone().tonalCount(),
                sentence -> lexicon.read(sentence.tokens()).towards(sentence.names()).size(),
                sentence -> {
                  ToneReading reading = lexicon.read(sentence.tokens());
                  return (long) reading.tone().tonalCount()
                      + reading.towards(sentence.names()).size();
                }));
    ReadingSpeed tagging = speeds.get(0);
    row("name tagger", tagging, tagging);
    row("tone of the sentence", speeds.get(1), tagging);
    row("tone toward its names", speeds.get(2), tagging);
    row("both", speeds.get(3), tagging);
    out.printf(
        Locale.ROOT,
        "%,d distinct sentences, %,d tokens, %,d names; one thread, processor time, by turns, median times%n",
        sentences.size(),
        tagging.tokens(),
        tagging.found());
  }

  private void row(String what, ReadingSpeed speed, ReadingSpeed tagging) {
    out.printf(
        Locale.ROOT,
        "%-24s %,14.0f tokens/s %8.1f times the tagger%n",
        what,
        speed.tokensPerSecond(),
        speed.tokensPerSecond() / tagging.tokensPerSecond());
  }
}
