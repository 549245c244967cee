package org.newsloom.stages;

import org.apache.spark.sql.SparkSession;
import org.newsloom.job.InputException;
import org.newsloom.text.ToneLexicon;
import picocli.CommandLine.Option;

/** The option that names the user's {@link ToneLexicon}, the same for all stages of a run. */
final class LexiconOption {
  @Option(
      names = "--lexicon",
      paramLabel = "FILE",
      description =
          "A file of words or phrases with their valence (-4 to 4, 0 takes a word back) and, for words of what happens,"
              + " \"event\", with tabs between. It overrules the bundled lexicon; a line of *, a tab and 0 takes that"
              + " back as a whole.")
  private String path;

  private ToneLexicon lexicon;

  /**
   * The bundled lexicon, overruled by the user's.
   *
   * @throws InputException where the file cannot be read or breaks the format
   */
  ToneLexicon read(SparkSession spark) {
    if (path == null) {
      return ToneLexicon.bundled();
    }
    if (lexicon == null) {
      try {
        lexicon = ToneLexicon.extendedBy(path, UserFile.read(spark, path, "--lexicon"));
      } catch (IllegalArgumentException e) {
        throw new InputException(e.getMessage(), e);
      }
    }
    return lexicon;
  }
}
