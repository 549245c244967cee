package org.newsloom.stages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.newsloom.job.InputException;

/** A text file that an option names, small enough to be read whole. */
final class UserFile {
  /** A hundred thousand lines are a tenth of it. */
  private static final long MAX_BYTES = 100L << 20;

  /**
   * The file's text.
   *
   * @param option how the errors name the option
   * @throws InputException where it cannot be read, is too large or is not UTF-8
   */
  static String read(SparkSession spark, String path, String option) {
    try {
      Path file = new Path(path);
      FileSystem files = file.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus status = files.getFileStatus(file);
      if (status.isDirectory()) {
        throw new InputException(
            "%s %s is a folder: give a file of text in UTF-8.".formatted(option, path));
      }
      if (status.getLen() > MAX_BYTES) {
        throw new InputException(
            "%s %s has %,d bytes: give at most %,d."
                .formatted(option, path, status.getLen(), MAX_BYTES));
      }
      try (InputStream in = files.open(file)) {
        ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      }
    } catch (CharacterCodingException e) {
      throw new InputException(
          "%s %s is not UTF-8: save it in that encoding.".formatted(option, path), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "%s %s cannot be read (%s): give a file that exists."
              .formatted(option, path, e.getMessage()),
          e);
    }
  }

  private UserFile() {}
}
