package org.newsloom.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.newsloom.job.InputException;

/**
 * A file of tab-separated values under a line of column names, without quoting.
 *
 * @param columns names in order
 * @param rows values by column
 */
record Tsv(List<String> columns, List<Map<String, String>> rows) {

  /**
   * Reads a file.
   *
   * @throws InputException where a required column is missing or a line has too few or many values
   */
  static Tsv read(Path file, String... required) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> columns = lines.isEmpty() ? List.of() : List.of(lines.get(0).split("\t", -1));
    for (String column : required) {
      if (!columns.contains(column)) {
        throw new InputException(
            "%s has no column '%s'; its columns are %s".formatted(file, column, columns));
      }
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      String[] values = lines.get(line).split("\t", -1);
      if (values.length != columns.size()) {
        throw new InputException(
            "%s line %d has %d values for %d columns"
                .formatted(file, line + 1, values.length, columns.size()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        row.put(columns.get(i), values[i]);
      }
      rows.add(row);
    }
    return new Tsv(columns, rows);
  }

  /** Writes the rows in their order with other values in one of the columns. */
  void writeWith(Path file, String column, Function<Map<String, String>, String> value)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join("\t", columns) + '\n');
      for (Map<String, String> row : rows) {
        Map<String, String> changed = new LinkedHashMap<>(row);
        changed.put(column, value.apply(row));
        out.write(String.join("\t", changed.values()) + '\n');
      }
    }
  }
}
