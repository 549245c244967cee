package org.newsloom.export;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.newsloom.job.InputException;
import org.newsloom.job.Sessions;
import org.newsloom.job.Warehouse;
import org.newsloom.job.WarehouseOption;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleTone;
import org.newsloom.tables.Articles;
import org.newsloom.tables.DateMentions;
import org.newsloom.tables.Entities;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.Quotations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the corpus as GDELT's Global Knowledge Graph; see {@link GkgRecords}. */
@Command(
    name = "export-gkg",
    description =
        "Writes a record of GDELT's Global Knowledge Graph 2.1 per article, by date, for tools made for GDELT.",
    mixinStandardHelpOptions = true)
public final class ExportGkg implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write, which must not exist yet.")
  private String out;

  @Option(names = "--gzip", description = "Compress the files.")
  private boolean isGzip;

  @Option(
      names = "--originals",
      description = "One record per story, of its original, instead of one per article.")
  private boolean isOriginals;

  @Override
  public Integer call() {
    try (SparkSession spark = Sessions.open();
        Warehouse tables = Warehouse.open(spark, warehouse.path())) {
      Sessions.sizeShuffles(spark, tables.bytes(Mentions.TABLE));
      spec.commandLine().getOut().printf("%,d records in %s%n", write(spark, tables), out);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private long write(SparkSession spark, Warehouse tables) {
    requireNew(spark);
    Dataset<Row> copies = tables.read(ArticleCopies.TABLE);
    Dataset<Row> articles = tables.read(Articles.TABLE);
    if (isOriginals) {
      articles =
          articles.join(
              copies.where(ArticleCopies.IS_ORIGINAL.col()),
              new String[] {Articles.ARTICLE_ID.name()},
              "left_semi");
    }
    Dataset<Row> records =
        GkgRecords.of(
            articles,
            copies,
            tables.read(Mentions.TABLE),
            tables.read(Entities.TABLE),
            tables.read(ArticleTone.TABLE),
            tables.read(Quotations.TABLE),
            tables.read(DateMentions.TABLE));
    // By date and id, so that the files together are the same whatever the partitions.
    records
        .orderBy(col(GkgRecords.DATE), col(GkgRecords.RECORD))
        .select(col(GkgRecords.RECORD))
        .write()
        .option("compression", isGzip ? "gzip" : "none")
        .text(out);
    return spark.read().text(out).count();
  }

  private void requireNew(SparkSession spark) {
    try {
      Path path = new Path(out);
      if (path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path)) {
        throw new InputException(
            "--out " + out + " exists already: remove it or name another folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
