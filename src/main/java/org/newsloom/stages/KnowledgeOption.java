package org.newsloom.stages;

import org.apache.spark.sql.SparkSession;
import org.newsloom.entities.Knowledge;
import org.newsloom.job.InputException;
import picocli.CommandLine.Option;

/** The option that names the user's file of {@link Knowledge}, the same for all stages of a run. */
final class KnowledgeOption {
  @Option(
      names = "--knowledge",
      paramLabel = "FILE",
      description =
          "A file of names you know, in the format of the bundled ones: type, names, country code, relations.")
  private String path;

  private String text;
  private Knowledge knowledge;

  /**
   * What is known: what comes with Newsloom, and the user's lines.
   *
   * @throws InputException where the file cannot be read or breaks the format
   */
  Knowledge read(SparkSession spark) {
    if (path == null) {
      return Knowledge.bundled();
    }
    if (knowledge == null) {
      text = UserFile.read(spark, path, "--knowledge");
      try {
        knowledge = Knowledge.extendedBy(path, text);
      } catch (IllegalArgumentException e) {
        throw new InputException(e.getMessage(), e);
      }
    }
    return knowledge;
  }

  /** The user's lines, on which tables depend; empty without. */
  String text(SparkSession spark) {
    read(spark);
    return text == null ? "" : text;
  }
}
