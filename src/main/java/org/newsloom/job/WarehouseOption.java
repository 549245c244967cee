package org.newsloom.job;

import picocli.CommandLine.Option;

/** The option that says where the tables are, the same in every command. */
public final class WarehouseOption {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      defaultValue = "warehouse",
      description =
          "Folder of the tables, on any file system Spark reads (default: ${DEFAULT-VALUE}).")
  private String path = "warehouse";

  public String path() {
    return path;
  }
}
