package org.newsloom.job;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.newsloom.tables.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a line for each table of a warehouse: name, rows, bytes and where to read it. */
@Command(
    name = "tables",
    description =
        "Lists the tables of a warehouse: name, rows, bytes, and the folder of Parquet files that is the table now.",
    mixinStandardHelpOptions = true)
public final class ListTables implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private WarehouseOption warehouseOption;

  @Override
  public Integer call() {
    try (SparkSession spark = Sessions.open();
        Warehouse warehouse = Warehouse.open(spark, warehouseOption.path())) {
      print(warehouse, spec.commandLine().getOut());
    }
    return 0;
  }

  /** Tab-separated and without signs between thousands: for scripts as well as for eyes. */
  static void print(Warehouse warehouse, PrintWriter out) {
    for (Table table : warehouse.tables()) {
      out.printf(
          Locale.ROOT,
          "%s\t%d\t%d\t%s%n",
          table.name(),
          warehouse.rows(table),
          warehouse.bytes(table),
          warehouse.folder(table));
    }
    out.flush();
  }
}
