package org.newsloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.newsloom.tables.Table;
import org.newsloom.tables.Tables;
import picocli.CommandLine.Help.Ansi;

/** README.md says what the declarations say; {@code -Dreadme.update=true} makes it so. */
final class ReadmeTest {
  private static final Path README = Path.of("README.md");

  @Test
  void theListOfTablesIsAsDeclared() throws IOException {
    check(
        "tables",
        Tables.ALL.stream()
            .map(table -> "| `%s` | %s | %s |\n".formatted(table.name(), table.row(), table.doc()))
            .collect(
                Collectors.joining(
                    "", "| table | one row per | what it says |\n|---|---|---|\n", "")));
  }

  @Test
  void everyColumnIsAsDeclared() throws IOException {
    check("columns", Tables.ALL.stream().map(Table::markdown).collect(Collectors.joining("\n")));
  }

  @Test
  void theOptionsAreThoseOfHelp() throws IOException {
    String help = Main.commandLine().getSubcommands().get("run").getUsageMessage(Ansi.OFF);
    check("options", "```\n" + help.strip() + "\n```\n");
  }

  /** Compares what stands between a block's markers, or puts it there. */
  private static void check(String block, String expected) throws IOException {
    String readme = Files.readString(README);
    String begin = "<!-- %s:begin -->\n".formatted(block);
    String end = "<!-- %s:end -->".formatted(block);
    assertThat(readme).containsOnlyOnce(begin).containsOnlyOnce(end);
    int from = readme.indexOf(begin) + begin.length();
    int to = readme.indexOf(end);
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(README, readme.substring(0, from) + expected + readme.substring(to));
      return;
    }
    assertThat(readme.substring(from, to))
        .as("block '%s' of README.md; mvn test -Dtest=ReadmeTest -Dreadme.update=true", block)
        .isEqualTo(expected);
  }
}
