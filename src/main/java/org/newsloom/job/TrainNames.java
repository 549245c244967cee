package org.newsloom.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.newsloom.entities.NameTaggerTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model of the name tagger on files of the local disk. Needs no Spark. */
@Command(
    name = "train-names",
    description =
        "Trains a model of the name tagger. The same files give the same model; how the bundled one was made stands"
            + " in its model card.",
    mixinStandardHelpOptions = true)
public final class TrainNames implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--gold",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Sentences with their names as in CoNLL-2003: a token in a line, its IOB2 tag last.")
  private List<Path> sentences = List.of();

  @Option(
      names = "--text",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Articles to learn classes of words from: .jsonl with a field text, or plain text, either with .gz."
              + " Without, those of the bundled model are used.")
  private List<Path> texts = List.of();

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "The model.")
  private Path model;

  @Override
  public Integer call() {
    for (Path file : sentences) {
      checkReadable(file);
    }
    for (Path file : texts) {
      checkReadable(file);
    }
    // Found before the training, which takes long, and not after it.
    Path folder = model.toAbsolutePath().getParent();
    if (Files.isDirectory(model) || !Files.isWritable(folder)) {
      throw new InputException(
          "Cannot write %s: give a --model that can be written.".formatted(model));
    }
    try {
      NameTaggerTrainer.train(sentences, texts, model);
      spec.commandLine().getOut().printf("%s: %,d bytes%n", model, Files.size(model));
    } catch (IOException e) {
      throw new InputException("Cannot train on %s: %s".formatted(sentences, e.getMessage()), e);
    }
    return 0;
  }

  static void checkReadable(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new InputException("Cannot read %s: no such file, or not readable.".formatted(file));
    }
  }
}
