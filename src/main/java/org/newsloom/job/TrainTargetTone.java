package org.newsloom.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.newsloom.entities.NewsWordSpace;
import org.newsloom.text.TargetToneTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the model of tone toward a mention on files of the local disk. Needs no Spark. */
@Command(
    name = "train-target-tone",
    description =
        "Trains the model of tone toward a mention and prints its figures in folds by article.",
    mixinStandardHelpOptions = true)
public final class TrainTargetTone implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--gold",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Sentences with targets and their polarity, as in NewsMTSC.")
  private List<Path> sentences = List.of();

  @Option(
      names = "--news",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Articles that vectors of words are learned from: .jsonl with a field text, or plain"
              + " text, either with .gz. Without it the model has none.")
  private List<Path> news = List.of();

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "The model.")
  private Path model;

  @Override
  public Integer call() {
    sentences.forEach(TrainNames::checkReadable);
    news.forEach(TrainNames::checkReadable);
    try {
      TargetToneTrainer.Figures figures =
          TargetToneTrainer.train(sentences, NewsWordSpace.learn(news), model);
      spec.commandLine()
          .getOut()
          .printf(
              "%,d targets, folds by article: macro F1 %.4f (negative %.3f, neutral %.3f, positive %.3f);"
                  + " confidence of 0.7 or more: %.3f of them, %.3f right%n",
              figures.targets(),
              figures.macroF1(),
              figures.f1().get(0),
              figures.f1().get(1),
              figures.f1().get(2),
              figures.sureShare(),
              figures.sureAccuracy());
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException("Cannot train on %s: %s".formatted(sentences, e.getMessage()), e);
    }
    return 0;
  }
}
