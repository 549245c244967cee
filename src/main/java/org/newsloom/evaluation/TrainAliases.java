package org.newsloom.evaluation;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.newsloom.entities.PersonAliasesTrainer;
import org.newsloom.entities.PersonAliasesTrainer.Named;
import org.newsloom.entities.PersonAliasesTrainer.Quality;
import org.newsloom.job.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the model that tells names of one person on files of the local disk. Needs no Spark. */
@Command(
    name = "train-aliases",
    description =
        "Trains the model that tells which names are of one person, and prints its quality by cross-validation"
            + " over persons. The same files give the same model.",
    mixinStandardHelpOptions = true)
public final class TrainAliases implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "FILE",
      description = "Persons with their names: columns entity_id, kind, quality, name, by tabs.")
  private Path gold;

  @Option(
      names = "--names",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Names of other persons, one in a line, by which common names are known.")
  private List<Path> others = List.of();

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model.")
  private Path model;

  @Override
  public Integer call() {
    try {
      List<Named> named =
          Tsv.read(gold, "entity_id", "kind", "quality", "name").rows().stream()
              .filter(Metrics::isScoredAlias)
              .map(row -> new Named(row.get("entity_id"), row.get("name")))
              .toList();
      if (named.stream().map(Named::person).distinct().count() < PersonAliasesTrainer.FOLDS) {
        throw new InputException("%s holds too few persons to learn from".formatted(gold));
      }
      Quality quality = PersonAliasesTrainer.train(named, others, model);
      spec.commandLine()
          .getOut()
          .printf(
              "cross-validated: precision %.4f, recall %.4f, F1 %.4f%n",
              quality.precision(), quality.recall(), quality.f1());
    } catch (NoSuchFileException e) {
      throw new InputException("No such file: " + e.getFile(), e);
    } catch (IOException e) {
      throw new InputException("Cannot train on %s: %s".formatted(gold, e.getMessage()), e);
    }
    return 0;
  }
}
