package org.newsloom.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.newsloom.entities.NewsWordSpace;
import org.newsloom.text.SentenceToneTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the model of sentence tone on files of the local disk. Needs no Spark. */
@Command(
    name = "train-tone",
    description = "Trains the model of sentence tone and prints its figures in folds by document.",
    mixinStandardHelpOptions = true)
public final class TrainTone implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "FILE",
      description =
          "Sentences that people rated: id, mean rating from -4 to 4 and text, with tabs between.")
  private Path gold;

  @Option(
      names = "--news",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Articles from which words that the lexicon lacks get their valence: .jsonl with a field text, or plain"
              + " text, either with .gz. Without, such words have none.")
  private List<Path> news = List.of();

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "The model.")
  private Path model;

  @Override
  public Integer call() {
    TrainNames.checkReadable(gold);
    news.forEach(TrainNames::checkReadable);
    try {
      SentenceToneTrainer.Figures figures =
          SentenceToneTrainer.train(gold, NewsWordSpace.learn(news), model);
      spec.commandLine()
          .getOut()
          .printf(
              "%,d sentences of %,d documents, folds by document: Pearson r %.4f (the lexicon's rules alone %.4f)%n"
                  + "%s: %,d bytes%n",
              figures.sentences(),
              figures.documents(),
              figures.r(),
              figures.rulesR(),
              model,
              Files.size(model));
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException("Cannot train on %s: %s".formatted(gold, e.getMessage()), e);
    }
    return 0;
  }
}
