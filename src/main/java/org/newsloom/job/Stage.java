package org.newsloom.job;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.newsloom.tables.Table;

/**
 * A step of the flow: reads tables, writes tables. Its options are picocli options on its fields,
 * so that it is a subcommand of its own and its settings are part of what tells whether its tables
 * can be reused.
 */
public interface Stage {
  /** Verb and noun, as on the command line. */
  String name();

  List<Table> reads();

  List<Table> writes();

  /**
   * Looks at what the options name, before any stage of the run works. Does nothing by default.
   *
   * @throws InputException where it cannot be used
   */
  default void check(SparkSession spark) {}

  void run(Job job);

  /**
   * What else its tables depend on beside its options, the tables it reads and the code: a listing
   * of input files, the checksum of a model. Empty by default.
   */
  default String dependencies(Job job) {
    return "";
  }
}
