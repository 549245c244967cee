package org.newsloom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.job.Warehouse;
import org.newsloom.stages.Stages;
import org.newsloom.tables.Runs;
import org.newsloom.tables.Table;
import picocli.CommandLine;

/** Runs all stages over a folder of the small corpus, here or in a process of its own. */
final class WholeFlow {

  /** The small corpus, a record a line. */
  static List<String> records() throws IOException {
    try (InputStream in = WholeFlow.class.getResourceAsStream("small/articles.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  static void write(Path file, List<String> records) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", records) + "\n");
  }

  /** What {@code newsloom run} does, in the session of the tests. Returns what it prints. */
  static String run(SparkSession spark, Path input, Path warehouse) {
    List<Stage> stages = Stages.inOrder();
    for (Stage stage : stages) {
      CommandLine options = new CommandLine(stage);
      String[] given =
          stage.name().equals("ingest") ? new String[] {"--input", "" + input} : new String[0];
      options.parseArgs(given);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Job.run(
        spark, warehouse.toString(), stages, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  /** {@code newsloom} in a process of its own, whose output goes to a file. */
  static Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What opens the JDK's packages to Spark, as surefire passed it to this process.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:+Ignore"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-Dspark.master=local[1]",
            "-Dspark.ui.enabled=false",
            "-Dspark.ui.showConsoleProgress=false",
            "-Dspark.sql.shuffle.partitions=2",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Rows of all published tables but {@code runs}, as sorted text. */
  static Map<String, List<String>> tables(SparkSession spark, Path warehouse) {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Warehouse published = Warehouse.open(spark, warehouse.toString())) {
      for (Table table : published.tables()) {
        if (table != Runs.TABLE) {
          tables.put(
              table.name(),
              published.read(table).collectAsList().stream().map(Row::toString).sorted().toList());
        }
      }
    }
    return tables;
  }

  /** The folder that each table's link leads to, but for that of the runs. */
  static Map<String, String> leadsTo(Path warehouse) throws IOException {
    Map<String, String> folders = new TreeMap<>();
    try (Stream<Path> links = Files.list(warehouse)) {
      for (Path link : links.filter(Files::isSymbolicLink).toList()) {
        if (!link.endsWith(Runs.TABLE.name())) {
          folders.put(link.getFileName().toString(), link.toRealPath().toString());
        }
      }
    }
    return folders;
  }

  private WholeFlow() {}
}
