package org.newsloom.stages;

import org.apache.spark.sql.SparkSession;
import org.newsloom.entities.Overrides;
import org.newsloom.job.InputException;
import picocli.CommandLine.Option;

/** The option that names the user's decisions on entities. */
final class OverridesOption {
  @Option(
      names = "--overrides",
      paramLabel = "FILE",
      description =
          "A CSV file of decisions on entities, which win over everything: action (merge, split, rename, retype, drop),"
              + " name, alias, target, type.")
  private String path;

  private String text = "";
  private Overrides overrides;

  /**
   * The user's lines.
   *
   * @throws InputException where the file cannot be read, breaks the format or contradicts itself
   */
  Overrides read(SparkSession spark) {
    if (overrides == null) {
      overrides = path == null ? Overrides.none() : parse(spark);
    }
    return overrides;
  }

  private Overrides parse(SparkSession spark) {
    text = UserFile.read(spark, path, "--overrides");
    try {
      return Overrides.parse(path, text);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** The file, on which tables depend; empty without. */
  String text(SparkSession spark) {
    read(spark);
    return text;
  }
}
