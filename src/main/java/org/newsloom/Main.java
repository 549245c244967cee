package org.newsloom;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.newsloom.evaluation.BenchAliases;
import org.newsloom.evaluation.BenchCopies;
import org.newsloom.evaluation.Evaluate;
import org.newsloom.evaluation.MakeSeries;
import org.newsloom.evaluation.TrainAliases;
import org.newsloom.export.ExportGkg;
import org.newsloom.export.ExportGraph;
import org.newsloom.job.Code;
import org.newsloom.job.Describe;
import org.newsloom.job.ExplainEntity;
import org.newsloom.job.InputException;
import org.newsloom.job.Job;
import org.newsloom.job.ListTables;
import org.newsloom.job.Sessions;
import org.newsloom.job.Stage;
import org.newsloom.job.TrainNames;
import org.newsloom.job.TrainTargetTone;
import org.newsloom.job.TrainTone;
import org.newsloom.job.WarehouseOption;
import org.newsloom.stages.BenchChanges;
import org.newsloom.stages.BenchPairs;
import org.newsloom.stages.Stages;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: one subcommand a stage, in the order of the flow, and {@code run} for all of
 * them.
 */
@Command(
    name = "newsloom",
    description =
        "Turns a corpus of news articles into tables of who is mentioned with whom, and how.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading =
        "%nCommands (the stages, from ingest to detect-changes, stand in the order in which they run):%n",
    footerHeading = "%n",
    footer =
        "Options of spark-submit (--master, --conf, --properties-file, --driver-memory, ...) can stand anywhere on the line.")
public final class Main {

  /** Runs some of the stages. */
  @Command(mixinStandardHelpOptions = true)
  private static final class RunStages implements Callable<Integer> {
    private final List<Stage> stages;

    @CommandLine.Mixin private WarehouseOption warehouse;

    RunStages(List<Stage> stages) {
      this.stages = stages;
    }

    @Override
    public Integer call() {
      try (SparkSession spark = Sessions.open()) {
        Job.run(spark, warehouse.path(), stages, System.out);
      }
      return 0;
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Newsloom "
            + Code.version()
            + ", Spark "
            + org.apache.spark.package$.MODULE$.SPARK_VERSION()
      };
    }
  }

  public static void main(String[] args) {
    int status = commandLine().execute(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  static CommandLine commandLine() {
    CommandLine root = new CommandLine(new Main());
    root.addSubcommand(
        "run",
        command("run", Stages.inOrder(), "Runs every stage in order: files in, all tables out."));
    for (Stage stage : Stages.inOrder()) {
      List<String> written = new ArrayList<>();
      stage.writes().forEach(table -> written.add(table.name()));
      String[] does = CommandSpec.forAnnotatedObject(stage).usageMessage().description();
      root.addSubcommand(
          stage.name(),
          command(
              stage.name(),
              List.of(stage),
              String.join(" ", does) + " Writes " + String.join(", ", written) + "."));
    }
    root.addSubcommand(new Bench());
    root.addSubcommand(new BenchSavings());
    root.addSubcommand(new MakeCopies());
    root.addSubcommand(new BenchCopies());
    root.addSubcommand(new MakeSeries());
    root.addSubcommand(new BenchChanges());
    root.addSubcommand(new BenchTone());
    root.addSubcommand(new BenchPairs());
    root.addSubcommand(new BenchAliases());
    root.addSubcommand(new Evaluate());
    root.addSubcommand(new ListTables());
    root.addSubcommand(new Describe());
    root.addSubcommand(new ExplainEntity());
    root.addSubcommand(new ExportGkg());
    root.addSubcommand(new ExportGraph());
    root.addSubcommand(new TrainNames());
    root.addSubcommand(new TrainAliases());
    root.addSubcommand(new TrainTone());
    root.addSubcommand(new TrainTargetTone());
    root.setParameterExceptionHandler((failure, given) -> explain(failure));
    root.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    root.setUsageHelpWidth(110);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    return root;
  }

  private static CommandSpec command(String name, List<Stage> stages, String description) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new RunStages(stages));
    // Else it would go by the name of the first stage mixed in.
    spec.name(name);
    spec.usageMessage().description(description);
    for (Stage stage : stages) {
      CommandSpec options = CommandSpec.forAnnotatedObject(stage);
      // What two stages share is one option.
      List.copyOf(options.options()).stream()
          .filter(option -> spec.findOption(option.longestName()) != null)
          .forEach(options::remove);
      spec.addMixin(stage.name(), options);
    }
    return spec;
  }

  /** What is wrong with the options, and not the whole help, in which that would be lost. */
  private static int explain(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("newsloom: " + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return 2;
  }

  /**
   * One clear line and exit code 2 for what the user can mend; the whole trace and 1 for the rest.
   */
  private static int explain(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException) {
        err.println("newsloom: " + cause.getMessage());
        err.flush();
        return 2;
      }
    }
    failure.printStackTrace(err);
    err.flush();
    return 1;
  }
}
