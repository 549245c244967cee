package org.newsloom.job;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.newsloom.tables.Table;
import org.newsloom.tables.Tables;
import org.newsloom.tables.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the tables are, from their declarations. Needs no warehouse and no Spark. */
@Command(
    name = "describe",
    description = "Prints the data dictionary of all tables, in Markdown.",
    mixinStandardHelpOptions = true)
public final class Describe implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--ddl",
      description = "Print CREATE TABLE statements of Spark SQL instead, with all comments.")
  private boolean isDdl;

  @Option(
      names = "--views",
      description =
          "Print instead CREATE VIEW statements of the daily tables by week and month, for Spark SQL and DuckDB.")
  private boolean isViews;

  @Override
  public Integer call() {
    if (isDdl && isViews) {
      throw new InputException("Either --ddl or --views, not both");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        isViews
            ? Views.sql()
            : Tables.ALL.stream()
                .map(isDdl ? Table::ddl : Table::markdown)
                .collect(Collectors.joining("\n")));
    out.flush();
    return 0;
  }
}
