package org.newsloom.job;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityPairs;
import org.newsloom.tables.RejectedRecords;
import org.newsloom.tables.Table;

/** What a run ends with: the tables, what was rejected, and what to look at next. */
final class Summary {

  static void print(Warehouse warehouse, TextVolume text, PrintStream out) {
    List<Table> tables = warehouse.tables();
    out.printf("%n%-22s %14s %12s%n", "table", "rows", "size");
    for (Table table : tables) {
      out.printf(
          Locale.ROOT,
          "%-22s %,14d %12s%n",
          table.name(),
          warehouse.rows(table),
          size(warehouse.bytes(table)));
    }
    if (tables.contains(RejectedRecords.TABLE)) {
      List<Row> reasons =
          warehouse
              .read(RejectedRecords.TABLE)
              .groupBy(RejectedRecords.REASON.col())
              .count()
              .orderBy(RejectedRecords.REASON.col())
              .collectAsList();
      out.printf("%nrecords rejected:%s%n", reasons.isEmpty() ? " none" : "");
      for (Row reason : reasons) {
        out.printf(Locale.ROOT, "%-22s %,14d%n", reason.getString(0), reason.getLong(1));
      }
    }
    print(text, out);
    if (tables.contains(EntityPairs.TABLE)) {
      out.printf(
          """

          Look next at who is mentioned with whom. In DuckDB:

            SELECT a.name, b.name, p.story_count, p.sentence_count, round(p.npmi, 2) AS npmi, round(p.tone, 2) AS tone
            FROM '%1$s/*.parquet' p
            JOIN '%2$s/*.parquet' a ON a.entity_id = p.entity_a
            JOIN '%2$s/*.parquet' b ON b.entity_id = p.entity_b
            ORDER BY p.log_likelihood_ratio DESC LIMIT 20;

          """,
          warehouse.reading(EntityPairs.TABLE), warehouse.reading(Entities.TABLE));
    }
  }

  private static void print(TextVolume text, PrintStream out) {
    if (text.equals(TextVolume.UNKNOWN)) {
      return;
    }
    out.printf("%n%-22s %14s%n", "text", "characters");
    printChars("delivered", text.deliveredChars(), out);
    printChars("removed by cleaning", text.removedChars(), out);
    printChars("in articles", text.articleChars(), out);
    printChars("in distinct sentences", text.distinctChars(), out);
    if (text.savedShare() != null) {
      out.printf(Locale.ROOT, "%-22s %13.1f%%%n", "annotation saved", 100 * text.savedShare());
    }
  }

  private static void printChars(String what, Long chars, PrintStream out) {
    if (chars != null) {
      out.printf(Locale.ROOT, "%-22s %,14d%n", what, chars);
    }
  }

  static String size(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%,.1f KB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1048576.0);
  }

  private Summary() {}
}
