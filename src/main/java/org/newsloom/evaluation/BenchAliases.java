package org.newsloom.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.job.Sessions;
import org.newsloom.stages.NameVariants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long it takes to find the spellings of one name among made-up names. */
@Command(
    name = "bench-aliases",
    hidden = true,
    description = "Compares made-up names and prints how many pairs are alike, and the time.",
    mixinStandardHelpOptions = true)
public final class BenchAliases implements Callable<Integer> {
  private static final String CONSONANTS = "bdfghjklmnprstvzkqsm";
  private static final String VOWELS = "aeiouaeiou";

  /** Names of a given name and a surname; both are drawn from lists with a few very common ones. */
  private static final int GIVEN_NAMES = 3_000;

  private static final StructType FORMS =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("name", DataTypes.StringType)
          .add("type", DataTypes.StringType)
          .add("articles", DataTypes.LongType);

  @Spec private CommandSpec spec;

  @Option(names = "--names", defaultValue = "1000000", paramLabel = "COUNT", description = "Names.")
  private int count;

  @Override
  public Integer call() {
    try (SparkSession spark = Sessions.open()) {
      Dataset<Row> forms = forms(spark, count).cache();
      long distinct = forms.count();
      Instant start = Instant.now();
      long pairs = NameVariants.compared(forms).count();
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%,d names, %,d pairs that are alike, %.1f s%n",
              distinct,
              pairs,
              Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }
    return 0;
  }

  /** Names by number, each the same on every run, so that no driver need hold them. */
  private static Dataset<Row> forms(SparkSession spark, int count) {
    return spark
        .range(0, count, 1, spark.sparkContext().defaultParallelism() * 4)
        .map(
            (org.apache.spark.api.java.function.MapFunction<Long, Row>) BenchAliases::form,
            Encoders.row(FORMS))
        .dropDuplicates("key");
  }

  private static Row form(long number) {
    SplittableRandom random = new SplittableRandom(number);
    List<String> words = new ArrayList<>();
    // The product of two draws favours the first names of the list, as the living do.
    int given = (int) (random.nextDouble() * random.nextDouble() * GIVEN_NAMES);
    words.add(word(given));
    if (random.nextInt(6) == 0) {
      words.add(word((int) (random.nextDouble() * random.nextDouble() * GIVEN_NAMES)));
    }
    words.add(word(GIVEN_NAMES + (long) (random.nextDouble() * random.nextDouble() * 200_000)));
    String name = String.join(" ", words);
    long articles = 1 + (long) (1 / (random.nextDouble() + 1e-4));
    return RowFactory.create(
        name.toLowerCase(Locale.ROOT), name, random.nextInt(3) == 0 ? "ORG" : "PER", articles);
  }

  private static String word(long number) {
    SplittableRandom random = new SplittableRandom(~number);
    StringBuilder word = new StringBuilder();
    int syllables = 2 + random.nextInt(3);
    for (int i = 0; i < syllables; i++) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    if (random.nextBoolean()) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
    }
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
