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
      names = "--train",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Sentences with their names as in CoNLL-2003: a token in a line, its IOB2 tag last.")
  private List<Path> sentences = List.of();

  @Option(
      names = "--clusters",
      required = true,
      paramLabel = "FILE",
      description =
          "Classes of words: in a line a word, in lower case and with digits as 0, then its classes"
              + " as numbers from 0 to 32767, tab-separated.")
  private Path clusters;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The model.")
  private Path out;

  @Override
  public Integer call() {
    for (Path file : sentences) {
      checkReadable(file);
    }
    checkReadable(clusters);
    // Found before the training, which takes long, and not after it.
    Path folder = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out) || !Files.isWritable(folder)) {
      throw new InputException(
          "Cannot write %s: give an --out that can be written.".formatted(out));
    }
    try {
      NameTaggerTrainer.train(sentences, clusters, out);
      spec.commandLine().getOut().printf("%s: %,d bytes%n", out, Files.size(out));
    } catch (IOException e) {
      throw new InputException("Cannot train on %s: %s".formatted(sentences, e.getMessage()), e);
    }
    return 0;
  }

  private static void checkReadable(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new InputException("Cannot read %s: no such file, or not readable.".formatted(file));
    }
  }
}
