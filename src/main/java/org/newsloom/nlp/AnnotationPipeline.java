package org.newsloom.nlp;

import com.johnsnowlabs.nlp.Annotation;
import com.johnsnowlabs.nlp.AnnotatorType;
import com.johnsnowlabs.nlp.DocumentAssembler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.newsloom.entities.Knowledge;
import org.newsloom.job.Code;
import org.newsloom.text.ToneLexicon;

/**
 * A Spark NLP pipeline that yields tokens and named-entity chunks, and the reading of what it
 * yields. It runs over rows that are one distinct sentence each.
 */
public final class AnnotationPipeline {
  private static final String TEXT = "text";
  private static final String ANNOTATOR_TYPE = "annotatorType";

  private final PipelineModel model;
  private final String textColumn;
  private final String tokenColumn;
  private final String chunkColumn;
  private final List<String> toneColumns;
  private final String method;
  private final ToneLexicon lexicon;
  private final String checksum;

  private AnnotationPipeline(
      PipelineModel model,
      String textColumn,
      Outputs outputs,
      String method,
      ToneLexicon lexicon,
      String checksum) {
    this.model = model;
    this.textColumn = textColumn;
    this.tokenColumn = outputs.tokens();
    this.chunkColumn = outputs.chunks();
    this.toneColumns = outputs.tones();
    this.method = method;
    this.lexicon = lexicon;
    this.checksum = checksum;
  }

  /** The columns of a pipeline's output that hold what the tables need. */
  private record Outputs(String tokens, String chunks, List<String> tones) {}

  /** The default: our tokens, tagger and tone, whose models are in the jar. */
  public static AnnotationPipeline bundled() {
    return bundled(Knowledge.bundled(), ToneLexicon.bundled());
  }

  /** The default pipeline, which knows the user's names and valences of words too. */
  public static AnnotationPipeline bundled(Knowledge knowledge, ToneLexicon lexicon) {
    // The classes and models that decide the annotations.
    String code = Code.checksum("org/newsloom/nlp", "org/newsloom/text", "org/newsloom/entities");
    return new AnnotationPipeline(
        model(nameTagger().withCandidates().withKnowledge(knowledge), lexicon),
        TEXT,
        new Outputs("token", "entity", List.of("tone")),
        "tagger",
        lexicon,
        withLines(withLines(code, knowledge.extension()), lexicon.extension()));
  }

  /** The default pipeline as a Spark ML model over a column {@code text}, to save or to extend. */
  public static PipelineModel bundledModel() {
    return model(nameTagger(), ToneLexicon.bundled());
  }

  private static NewsNameTagger nameTagger() {
    NewsNameTagger tagger = new NewsNameTagger("newsloom_name_tagger");
    tagger.setInputCols(new String[] {"document", "token"});
    tagger.setOutputCol("entity");
    return tagger;
  }

  /** A checksum that depends on the user's lines too, if there are any. */
  private static String withLines(String checksum, String lines) {
    return lines.isEmpty() ? checksum : Code.hash(List.of(checksum, lines));
  }

  private static PipelineModel model(NewsNameTagger tagger, ToneLexicon lexicon) {
    DocumentAssembler document = new DocumentAssembler("newsloom_document");
    document.setInputCol(TEXT);
    document.setOutputCol("document");
    NewsTokenizer tokenizer = new NewsTokenizer("newsloom_tokenizer");
    tokenizer.setInputCols(new String[] {"document"});
    tokenizer.setOutputCol("token");
    NewsTone tone = new NewsTone("newsloom_tone").withLexicon(lexicon);
    tone.setInputCols(new String[] {"token"});
    tone.setOutputCol("tone");
    return new PipelineModel(
        "newsloom_pipeline", new Transformer[] {document, tokenizer, tagger, tone});
  }

  /**
   * A saved pipeline. Loading deserialises Java objects: load only what you trust.
   *
   * @param path a {@code PipelineModel}'s folder on any Hadoop filesystem
   * @param lexicon by which tone is told where the pipeline does not tell it
   * @throws IllegalArgumentException if there is no pipeline at the path, or it yields no tokens or
   *     no named-entity chunks; the message names the path and what is missing
   */
  public static AnnotationPipeline load(SparkSession session, String path, ToneLexicon lexicon) {
    PipelineModel model = read(session, path);
    for (Transformer stage : model.stages()) {
      if (stage instanceof NewsNameTagger tagger) {
        tagger.withCandidates();
      }
    }
    String textColumn = textColumn(model, path);
    Dataset<Row> nothing =
        session.createDataFrame(
            List.<Row>of(), new StructType().add(textColumn, DataTypes.StringType));
    StructType schema;
    try {
      schema = model.transform(nothing).schema();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Pipeline " + path + " does not run over a text column: " + e.getMessage(), e);
    }
    return new AnnotationPipeline(
        model,
        textColumn,
        outputs(model, schema, path),
        "pipeline",
        lexicon,
        withLines(checksum(session, path), lexicon.extension()));
  }

  private static PipelineModel read(SparkSession session, String path) {
    Path metadata = new Path(path, "metadata");
    try {
      FileSystem files = metadata.getFileSystem(session.sparkContext().hadoopConfiguration());
      if (!files.exists(metadata)) {
        throw new IllegalArgumentException(
            "No pipeline at " + path + ": a saved PipelineModel has a folder 'metadata' there");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read pipeline " + path + ": " + e, e);
    }
    try {
      return PipelineModel.load(path);
    } catch (Exception | LinkageError e) {
      // Scala throws checked exceptions that its signatures do not name.
      throw new IllegalArgumentException(
          "Cannot load pipeline "
              + path
              + " (saved under another Scala version, or made for a library that is not in the"
              + " jar, such as TensorFlow): "
              + e,
          e);
    }
  }

  private static String textColumn(PipelineModel model, String path) {
    for (Transformer stage : model.stages()) {
      if (stage instanceof DocumentAssembler assembler) {
        String cleanup = assembler.getCleanupMode();
        if (!cleanup.equals("disabled")) {
          throw new IllegalArgumentException(
              "Pipeline "
                  + path
                  + " cleans its text (cleanupMode "
                  + cleanup
                  + "), so its offsets are not those of the sentence: save it with cleanupMode"
                  + " disabled");
        }
        return assembler.getInputCol();
      }
    }
    throw new IllegalArgumentException(
        "Pipeline " + path + " does not begin with a DocumentAssembler");
  }

  private static Outputs outputs(PipelineModel model, StructType schema, String path) {
    List<String> tokens = columnsOf(schema, AnnotatorType.TOKEN());
    List<String> chunks = columnsOf(schema, AnnotatorType.CHUNK());
    List<String> labels = columnsOf(schema, AnnotatorType.NAMED_ENTITY());
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException(
          "Pipeline " + path + " yields no tokens; its outputs are " + describe(schema));
    }
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException(
          "Pipeline "
              + path
              + " yields no named-entity chunks"
              + (labels.isEmpty() ? "" : " (add a NerConverter after " + labels + ")")
              + "; its outputs are "
              + describe(schema));
    }
    // Of several chunk columns, the last that comes of a tagger's labels, or of our tagger.
    String entities = chunks.get(chunks.size() - 1);
    String read = tokens.get(0);
    for (Transformer stage : model.stages()) {
      String output = outputColumn(stage);
      List<String> inputs = inputColumns(stage);
      boolean names = stage instanceof NewsNameTagger || inputs.stream().anyMatch(labels::contains);
      if (names && chunks.contains(output)) {
        entities = output;
        read = inputs.stream().filter(tokens::contains).findFirst().orElse(read);
      }
    }
    // The verdict of a classifier of sentences stands for the tone toward its names.
    List<String> tones = new ArrayList<>(columnsOf(schema, AnnotatorType.SENTIMENT()));
    tones.addAll(columnsOf(schema, AnnotatorType.CATEGORY()));
    return new Outputs(read, entities, tones);
  }

  private static List<String> columnsOf(StructType schema, String annotatorType) {
    List<String> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (field.metadata().contains(ANNOTATOR_TYPE)
          && field.metadata().getString(ANNOTATOR_TYPE).equals(annotatorType)
          && field.dataType().sameType(Annotation.arrayType())) {
        columns.add(field.name());
      }
    }
    return columns;
  }

  private static String describe(StructType schema) {
    List<String> outputs = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (field.metadata().contains(ANNOTATOR_TYPE)) {
        outputs.add(field.name() + " (" + field.metadata().getString(ANNOTATOR_TYPE) + ")");
      }
    }
    return outputs.isEmpty() ? "none" : String.join(", ", outputs);
  }

  private static List<String> inputColumns(Transformer stage) {
    if (stage.hasParam("inputCols")) {
      Param<?> inputs = stage.getParam("inputCols");
      if (stage.isDefined(inputs) && stage.getOrDefault(inputs) instanceof String[] columns) {
        return Arrays.asList(columns);
      }
    }
    return List.of();
  }

  private static String outputColumn(Transformer stage) {
    if (stage.hasParam("outputCol")) {
      Param<?> output = stage.getParam("outputCol");
      if (stage.isDefined(output)) {
        return String.valueOf(stage.getOrDefault(output));
      }
    }
    return "";
  }

  /**
   * Annotates sentences.
   *
   * @param sentences one row per distinct sentence: {@code sentence_id}, {@code text} (not null)
   * @return one row per sentence: {@code sentence_id}; {@code tokens}, an array of {@code
   *     start_char, end_char, token, normal_form}; {@code mentions}, an array of {@code start_char,
   *     end_char, surface, entity_type, confidence, method, expansion, tone, polarity} and the
   *     probabilities by type, without overlaps, by place; {@code candidates}, an array of the same
   *     for what only may be a name, with overlaps; {@code tone}, a structure with the columns of
   *     {@code sentence_tone}. Offsets are code points in the sentence, ends exclusive.
   */
  public Dataset<Row> annotate(Dataset<Row> sentences) {
    Dataset<Row> texts =
        sentences.select(functions.col("sentence_id"), functions.col(TEXT).as(textColumn));
    Dataset<Row> annotated = model.transform(texts);
    List<Column> inputs =
        new ArrayList<>(
            List.of(
                annotated.col(textColumn), annotated.col(tokenColumn), annotated.col(chunkColumn)));
    if (!toneColumns.isEmpty()) {
      inputs.add(functions.concat(toneColumns.stream().map(annotated::col).toArray(Column[]::new)));
    }
    Column read =
        NewsAnnotator.call(
            SentenceAnnotations.class,
            new SentenceAnnotations(method, lexicon),
            "read",
            SentenceAnnotations.TYPE,
            inputs.toArray(new Column[0]));
    return annotated
        .select(annotated.col("sentence_id"), read.as("annotations"))
        .select("sentence_id", "annotations.*");
  }

  /** What the pipeline consists of, for people: its stages' names. */
  public String description() {
    List<String> stages = new ArrayList<>();
    for (Transformer stage : model.stages()) {
      stages.add(stage.getClass().getSimpleName());
    }
    return String.join(" > ", stages);
  }

  /**
   * SHA-256 (hex, or its beginning) of everything the annotations depend on beside the text: equal
   * checksums, equal annotations.
   */
  public String checksum() {
    return checksum;
  }

  private static String checksum(SparkSession session, String path) {
    try {
      Path root = new Path(path);
      FileSystem files = root.getFileSystem(session.sparkContext().hadoopConfiguration());
      String base = files.makeQualified(root).toUri().getPath();
      TreeMap<String, Path> byName = new TreeMap<>();
      RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
      while (all.hasNext()) {
        Path file = all.next().getPath();
        byName.put(file.toUri().getPath().substring(base.length()), file);
      }
      MessageDigest digest = sha256();
      for (var file : byName.entrySet()) {
        // Hadoop's own checksum files come and go with the filesystem.
        if (!file.getValue().getName().endsWith(".crc")) {
          digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
          try (InputStream in = files.open(file.getValue())) {
            update(digest, in);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read pipeline " + path, e);
    }
  }

  private static void update(MessageDigest digest, InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
