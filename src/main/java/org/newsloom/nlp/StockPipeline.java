package org.newsloom.nlp;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import com.johnsnowlabs.nlp.DocumentAssembler;
import com.johnsnowlabs.nlp.annotators.Tokenizer;
import com.johnsnowlabs.nlp.annotators.ner.NerConverter;
import com.johnsnowlabs.nlp.annotators.ner.crf.NerCrfApproach;
import com.johnsnowlabs.nlp.annotators.ner.dl.NerDLApproach;
import com.johnsnowlabs.nlp.annotators.pos.perceptron.PerceptronApproach;
import com.johnsnowlabs.nlp.annotators.sbd.pragmatic.SentenceDetector;
import com.johnsnowlabs.nlp.annotators.sda.pragmatic.SentimentDetector;
import com.johnsnowlabs.nlp.embeddings.WordEmbeddings;
import com.johnsnowlabs.nlp.embeddings.WordEmbeddingsModel;
import com.johnsnowlabs.nlp.training.CoNLL;
import com.johnsnowlabs.nlp.util.io.ReadAs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.newsloom.entities.NameTagger;
import org.newsloom.text.SentenceSplitter;
import org.newsloom.text.Span;
import org.newsloom.text.Token;
import org.newsloom.text.ToneLexicon;
import org.newsloom.text.WordTokenizer;

/**
 * The yardstick of speed: the job one would write from Spark NLP's documentation.
 * DocumentAssembler, SentenceDetector, Tokenizer, PerceptronModel, WordEmbeddings (100 dimensions),
 * a tagger, NerConverter and SentimentDetector over whole articles, then explode, and a self-join
 * on the article for pairs, all to Parquet.
 *
 * <p>It measures speed, never accuracy. Pretrained models are not at hand offline, so the models
 * are trained on the corpus that is measured, labelled by our own tagger, with parts of speech
 * guessed from word shapes and random word vectors. That yields models of realistic size, and a
 * model's speed depends on its size and not on whether it is right.
 */
public final class StockPipeline {
  /** Which of Spark NLP's taggers. */
  public enum Tagger {
    /** {@code NerCrfModel}. */
    CRF("NerCrf"),
    /** {@code NerDLModel}; needs TensorFlow on the class path (Maven profile tensorflow). */
    DL("NerDL");

    private final String annotator;

    Tagger(String annotator) {
      this.annotator = annotator;
    }

    /** Those that can run with what is on the class path. */
    public static List<Tagger> available() {
      boolean hasTensorFlow =
          StockPipeline.class.getClassLoader().getResource("org/tensorflow/TensorFlow.class")
              != null;
      return hasTensorFlow ? List.of(CRF, DL) : List.of(CRF);
    }

    /** Spark NLP's name of it. */
    public String annotator() {
      return annotator;
    }
  }

  /**
   * What was measured.
   *
   * @param articles articles annotated
   * @param characters UTF-16 units of their text
   * @param tokens tokens that Spark NLP's tokenizer found
   * @param trainingSeconds training and warm-up, which are in none of the others
   * @param annotationSeconds from articles to annotations in Parquet, without explode and pairs
   * @param seconds all of it, training and warm-up excluded
   */
  public record Measurement(
      long articles,
      long characters,
      long tokens,
      double trainingSeconds,
      double annotationSeconds,
      double seconds) {
    /** Tokens annotated each second, explode and pairs not counted against it. */
    public double tokensPerSecond() {
      return tokens / annotationSeconds;
    }
  }

  private static final int DIMENSIONS = 100;
  private static final int TRAINING_SENTENCES = 500;
  private static final int TRAINING_EPOCHS = 2;
  private static final int WARM_UP_ARTICLES = 12;

  /** {@code NerCrfApproach}'s own, whose steps are too small to learn from few sentences. */
  private static final long DEFAULT_C0 = 2_250_000;

  private static final long STEP_DIVISOR = 200;
  private static final String VECTORS_NAME = "newsloom_random_vectors";

  private static final Map<String, String> CLOSED_CLASSES =
      closedClasses(
          "DT the a an this that these those",
          "IN of in on at by for with from to as after before over under against into",
          "CC and or but nor",
          "PRP he she it they we i you him her them us",
          "PRP$ his their its our my your",
          "MD will would can could may might must should",
          "VBZ is has was were are be been had have do did");

  private StockPipeline() {}

  private static Map<String, String> closedClasses(String... lines) {
    Map<String, String> classes = new HashMap<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" ", -1));
      words.subList(1, words.size()).forEach(word -> classes.put(word, words.get(0)));
    }
    return classes;
  }

  /**
   * Trains on the articles, warms up on a few of them, and measures.
   *
   * @param articles a sample: {@code id}, {@code text}; some hundred articles take minutes
   * @param folder a local folder for models and output; what is there is overwritten
   */
  public static Measurement measure(
      SparkSession spark, Dataset<Row> articles, Tagger tagger, String folder) {
    int partitions = 2 * spark.sparkContext().defaultParallelism();
    String input = folder + "/articles";
    articles
        .select("id", "text")
        .repartition(partitions)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(input);
    Dataset<Row> sample = spark.read().parquet(input);
    long trainingStart = System.nanoTime();
    List<String> texts = new ArrayList<>();
    for (Row row : sample.orderBy("id").select("text").collectAsList()) {
      texts.add(row.isNullAt(0) ? "" : row.getString(0));
    }
    PipelineModel model =
        train(
            spark,
            silver(texts),
            vocabulary(texts),
            tagger,
            TRAINING_EPOCHS,
            Path.of(folder, "models"));
    annotate(model, sample.limit(WARM_UP_ARTICLES), folder + "/warm-up");

    long start = System.nanoTime();
    double trainingSeconds = (start - trainingStart) / 1e9;
    annotate(model, sample, folder + "/annotated");
    double annotationSeconds = (System.nanoTime() - start) / 1e9;
    Dataset<Row> annotated = spark.read().parquet(folder + "/annotated");
    explodeAndPair(annotated, folder);
    double seconds = (System.nanoTime() - start) / 1e9;

    Row totals =
        annotated
            .agg(sum(size(col("tokens"))), sum(length(col("text"))), countDistinct(col("id")))
            .first();
    return new Measurement(
        totals.getLong(2),
        totals.getLong(1),
        totals.getLong(0),
        trainingSeconds,
        annotationSeconds,
        seconds);
  }

  private static void annotate(PipelineModel model, Dataset<Row> articles, String path) {
    model
        .transform(articles)
        .select(
            col("id"),
            col("text"),
            col("token.result").as("tokens"),
            col("entities"),
            col("sentiment.result").as("sentiment"))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path);
  }

  private static void explodeAndPair(Dataset<Row> annotated, String folder) {
    annotated
        .select(col("id"), explode(col("tokens")).as("token"))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder + "/tokens");
    Dataset<Row> mentions =
        annotated
            .select(col("id"), explode(col("entities")).as("entity"))
            .select(
                col("id"),
                col("entity.result").as("name"),
                col("entity.metadata").getItem("entity").as("type"));
    mentions.write().mode(SaveMode.Overwrite).parquet(folder + "/mentions");
    Dataset<Row> names = mentions.select("id", "name").distinct();
    names
        .as("a")
        .join(names.as("b"), col("a.id").equalTo(col("b.id")))
        .where(col("a.name").lt(col("b.name")))
        .groupBy(col("a.name").as("name_a"), col("b.name").as("name_b"))
        .agg(countDistinct(col("a.id")).as("articles"))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder + "/pairs");
  }

  /**
   * Trains every model of the pipeline.
   *
   * @param conll lines of CoNLL-2003 (word, part of speech, chunk, label)
   * @param words the words to have vectors and tone
   * @param folder a local folder for the word vectors and the dictionary of tone
   * @return a pipeline over {@code text} with the outputs {@code document, sentence, token, pos,
   *     embeddings, ner, entities, sentiment}
   */
  static PipelineModel train(
      SparkSession spark,
      List<String> conll,
      Collection<String> words,
      Tagger tagger,
      int epochs,
      Path folder) {
    Path vectorsFile = folder.resolve("vectors.txt");
    Path toneFile = folder.resolve("tone.csv");
    try {
      Files.createDirectories(folder);
      writeVectors(words, vectorsFile);
      writeTone(words, toneFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write word lists to " + folder, e);
    }

    DocumentAssembler document = new DocumentAssembler();
    document.setInputCol("text");
    document.setOutputCol("document");
    SentenceDetector sentences = new SentenceDetector();
    sentences.setInputCols(new String[] {"document"});
    sentences.setOutputCol("sentence");
    Tokenizer tokenizer = new Tokenizer();
    tokenizer.setInputCols(new String[] {"sentence"});
    tokenizer.setOutputCol("token");
    PerceptronApproach partsOfSpeech = new PerceptronApproach();
    partsOfSpeech.setInputCols(new String[] {"sentence", "token"});
    partsOfSpeech.setOutputCol("pos");
    partsOfSpeech.setPosColumn("pos");
    partsOfSpeech.setNIterations(2);
    WordEmbeddings vectors = new WordEmbeddings();
    vectors.setInputCols(new String[] {"sentence", "token"});
    vectors.setOutputCol("embeddings");
    vectors.setStoragePath(vectorsFile.toAbsolutePath().toString(), ReadAs.TEXT());
    vectors.setDimension(DIMENSIONS);
    vectors.setStorageRef(VECTORS_NAME);
    vectors.setCaseSensitive(false);
    NerConverter converter = new NerConverter();
    converter.setInputCols(new String[] {"sentence", "token", "ner"});
    converter.setOutputCol("entities");
    SentimentDetector sentiment = new SentimentDetector();
    sentiment.setInputCols(new String[] {"token", "document"});
    sentiment.setOutputCol("sentiment");
    sentiment.setDictionary(
        toneFile.toUri().toString(),
        ",",
        ReadAs.TEXT(),
        scala.collection.immutable.Map$.MODULE$.empty());

    Dataset<Row> training =
        conllReader().readDatasetFromLines(conll.toArray(new String[0]), spark).toDF();
    WordEmbeddingsModel vectorsModel = vectors.fit(training);
    Dataset<Row> embedded = vectorsModel.transform(training);
    return new PipelineModel(
        "stock_pipeline",
        new Transformer[] {
          document,
          sentences,
          tokenizer.fit(training),
          partsOfSpeech.fit(training),
          vectorsModel,
          tagger(tagger, embedded, epochs),
          converter,
          sentiment.fit(training)
        });
  }

  private static Transformer tagger(Tagger tagger, Dataset<Row> training, int epochs) {
    if (tagger == Tagger.DL) {
      NerDLApproach approach = new NerDLApproach();
      approach.setInputCols(new String[] {"sentence", "token", "embeddings"});
      approach.setOutputCol("ner");
      approach.setLabelColumn("label");
      approach.setMaxEpochs(epochs);
      approach.setRandomSeed(1);
      approach.setEnableOutputLogs(false);
      return approach.fit(training);
    }
    NerCrfApproach approach = new NerCrfApproach();
    approach.setInputCols(new String[] {"sentence", "token", "pos", "embeddings"});
    approach.setOutputCol("ner");
    approach.setLabelColumn("label");
    approach.setMinEpochs(1);
    approach.setMaxEpochs(epochs);
    approach.setC0((int) Math.min(DEFAULT_C0, STEP_DIVISOR * training.count()));
    approach.setRandomSeed(1);
    approach.setIncludeConfidence(true);
    return approach.fit(training);
  }

  private static CoNLL conllReader() {
    return new CoNLL(
        CoNLL.apply$default$1(),
        CoNLL.apply$default$2(),
        CoNLL.apply$default$3(),
        CoNLL.apply$default$4(),
        CoNLL.apply$default$5(),
        CoNLL.apply$default$6(),
        CoNLL.apply$default$7(),
        CoNLL.apply$default$8(),
        CoNLL.apply$default$9(),
        CoNLL.apply$default$10(),
        CoNLL.apply$default$11(),
        CoNLL.apply$default$12());
  }

  /** CoNLL lines of the first sentences, labelled by our tagger. */
  private static List<String> silver(List<String> texts) {
    List<String> lines = new ArrayList<>();
    int sentences = 0;
    for (String text : texts) {
      for (Span span : SentenceSplitter.split(text)) {
        List<String> words = words(span.of(text));
        if (!words.isEmpty() && sentences++ < TRAINING_SENTENCES) {
          String[] labels = NewsNameLabels.iob2(words.size(), NameTagger.bundled().tag(words));
          lines.addAll(conll(words, labels));
        }
      }
    }
    return lines;
  }

  /** One sentence as CoNLL lines, with the empty line that ends it. */
  static List<String> conll(List<String> words, String[] labels) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      lines.add(words.get(i) + " " + partOfSpeech(words.get(i)) + " O " + labels[i]);
    }
    lines.add("");
    return lines;
  }

  private static String partOfSpeech(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    String closed = CLOSED_CLASSES.get(lower);
    if (closed != null) {
      return closed;
    }
    char first = word.charAt(0);
    if (Character.isDigit(first)) {
      return "CD";
    } else if (!Character.isLetter(first)) {
      return ".";
    } else if (Character.isUpperCase(first)) {
      return "NNP";
    } else if (lower.endsWith("ly")) {
      return "RB";
    } else if (lower.endsWith("ing")) {
      return "VBG";
    } else if (lower.endsWith("ed")) {
      return "VBD";
    }
    return lower.endsWith("s") ? "NNS" : "NN";
  }

  private static Set<String> vocabulary(List<String> texts) {
    TreeSet<String> words = new TreeSet<>();
    texts.forEach(text -> words.addAll(words(text)));
    return words;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (Token token : WordTokenizer.tokenize(text)) {
      // CoNLL and the vector file separate by white space.
      if (token.text().codePoints().noneMatch(c -> Character.isWhitespace(c) || c < ' ')) {
        words.add(token.text());
      }
    }
    return words;
  }

  private static void writeVectors(Collection<String> words, Path file) throws IOException {
    TreeSet<String> lowerCased = new TreeSet<>();
    words.forEach(word -> lowerCased.add(word.toLowerCase(Locale.ROOT)));
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String word : lowerCased) {
        StringBuilder line = new StringBuilder(word);
        for (int i = 0; i < DIMENSIONS; i++) {
          line.append(' ').append((float) (0.3 * random.nextGaussian()));
        }
        out.write(line.append('\n').toString());
      }
    }
  }

  private static void writeTone(Collection<String> words, Path file) throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    for (String word : words) {
      String lower = word.toLowerCase(Locale.ROOT);
      double tone = ToneLexicon.bundled().read(List.of(lower)).tone().tone();
      if (tone != 0 && !lower.contains(",")) {
        lines.add(lower + (tone > 0 ? ",positive" : ",negative"));
      }
    }
    Files.write(file, lines);
  }
}
