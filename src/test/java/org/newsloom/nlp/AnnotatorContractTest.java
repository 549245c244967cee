package org.newsloom.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.johnsnowlabs.nlp.Annotation;
import com.johnsnowlabs.nlp.DocumentAssembler;
import com.johnsnowlabs.nlp.IAnnotation;
import com.johnsnowlabs.nlp.LightPipeline;
import com.johnsnowlabs.nlp.annotators.Normalizer;
import com.johnsnowlabs.nlp.annotators.Stemmer;
import com.johnsnowlabs.nlp.annotators.Tokenizer;
import com.johnsnowlabs.nlp.annotators.ner.NerConverter;
import com.johnsnowlabs.nlp.annotators.sbd.pragmatic.SentenceDetector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.SharedSparkSession;
import scala.collection.JavaConverters;

@ExtendWith(SharedSparkSession.class)
final class AnnotatorContractTest {
  private static final String TWO_SENTENCES =
      "Gen. Tomas Verrin praised the peace deal in Geneva. The U.S. called the attack terrible.";

  static DocumentAssembler document() {
    DocumentAssembler assembler = new DocumentAssembler();
    assembler.setInputCol("text");
    assembler.setOutputCol("document");
    return assembler;
  }

  private static <A extends NewsAnnotator<A>> A wired(
      A annotator, String output, String... inputs) {
    annotator.setInputCols(inputs);
    annotator.setOutputCol(output);
    return annotator;
  }

  static Dataset<Row> texts(SparkSession spark, String... texts) {
    return spark.createDataset(List.of(texts), Encoders.STRING()).toDF("text");
  }

  private static Dataset<Row> run(Dataset<Row> texts, PipelineStage... stages) {
    return new Pipeline().setStages(stages).fit(texts).transform(texts);
  }

  static List<Annotation> annotations(Dataset<Row> rows, String column) {
    List<Annotation> all = new ArrayList<>();
    for (Row row : rows.select(column).collectAsList()) {
      for (Row annotation : row.<Row>getList(0)) {
        all.add(Annotation.apply(annotation));
      }
    }
    return all;
  }

  private static List<String> results(Dataset<Row> rows, String column) {
    return annotations(rows, column).stream().map(Annotation::result).toList();
  }

  private static String meta(Annotation annotation, String key) {
    return JavaConverters.mapAsJavaMap(annotation.metadata()).get(key);
  }

  @Test
  void ourSentencesFeedSparkNlpsTokenizerAndNormalizer(SparkSession spark) {
    Tokenizer tokenizer = new Tokenizer();
    tokenizer.setInputCols(new String[] {"sentence"});
    tokenizer.setOutputCol("token");
    Normalizer normalizer = new Normalizer();
    normalizer.setInputCols(new String[] {"token"});
    normalizer.setOutputCol("normal");
    Dataset<Row> rows =
        run(
            texts(spark, TWO_SENTENCES),
            document(),
            wired(new NewsSentenceDetector(), "sentence", "document"),
            tokenizer,
            normalizer);

    assertThat(results(rows, "sentence"))
        .containsExactly(
            "Gen. Tomas Verrin praised the peace deal in Geneva.",
            "The U.S. called the attack terrible.");
    assertThat(annotations(rows, "token").stream().filter(t -> meta(t, "sentence").equals("1")))
        .extracting(Annotation::result)
        .startsWith("The")
        .contains("called", "attack", "terrible");
    assertThat(results(rows, "normal")).contains("Geneva", "terrible").doesNotContain(".");
  }

  @Test
  void sparkNlpsSentencesFeedOurAnnotatorsAndTheseFeedItsOwn(SparkSession spark) {
    SentenceDetector sentences = new SentenceDetector();
    sentences.setInputCols(new String[] {"document"});
    sentences.setOutputCol("sentence");
    Stemmer stemmer = new Stemmer();
    stemmer.setInputCols(new String[] {"token"});
    stemmer.setOutputCol("stem");
    NerConverter converter = new NerConverter();
    converter.setInputCols(new String[] {"sentence", "token", "label"});
    converter.setOutputCol("converted");
    Dataset<Row> rows =
        run(
            texts(spark, "Iran attacked Iraq. Angela Merkel visited Berlin."),
            document(),
            sentences,
            wired(new NewsTokenizer(), "token", "sentence"),
            stemmer,
            wired(new NewsNameLabels(), "label", "sentence", "token"),
            converter,
            wired(new NewsNameTagger(), "entity", "sentence", "token"),
            wired(new NewsTone(), "tone", "token"));

    assertThat(results(rows, "token"))
        .containsExactly(
            "Iran", "attacked", "Iraq", ".", "Angela", "Merkel", "visited", "Berlin", ".");
    assertThat(results(rows, "stem")).contains("attack", "visit");
    assertThat(results(rows, "entity")).containsExactly("Iran", "Iraq", "Angela Merkel", "Berlin");
    assertThat(results(rows, "converted")).contains("Iran", "Angela Merkel");
    Annotation person = annotations(rows, "entity").get(2);
    assertThat(person.annotatorType()).isEqualTo("chunk");
    assertThat(person.begin()).isEqualTo(20);
    assertThat(person.end()).isEqualTo(32);
    assertThat(meta(person, "entity")).isEqualTo("PER");
    assertThat(meta(person, "sentence")).isEqualTo("1");
    assertThat(meta(person, "chunk")).isEqualTo("2");
    assertThat(Double.parseDouble(meta(person, "confidence"))).isBetween(0.0, 1.0);
    assertThat(results(rows, "tone")).containsExactly("negative", "neutral");
    assertThat(meta(annotations(rows, "tone").get(0), "negative_count")).isEqualTo("1");
  }

  @Test
  void aSavedPipelineOfOursLoadsAndYieldsTheSame(SparkSession spark, @TempDir Path folder)
      throws Exception {
    Dataset<Row> texts = texts(spark, TWO_SENTENCES, "Nothing here.");
    PipelineModel model = AnnotationPipeline.bundledModel();
    String path = folder.resolve("pipeline").toString();
    model.write().overwrite().save(path);

    Dataset<Row> loaded = PipelineModel.load(path).transform(texts);

    assertThat(loaded.collectAsList())
        .containsExactlyElementsOf(model.transform(texts).collectAsList());
  }

  @Test
  void aLightPipelineYieldsTheSameAsTransform(SparkSession spark) {
    PipelineModel model = AnnotationPipeline.bundledModel();
    LightPipeline light = new LightPipeline(model, false);

    List<IAnnotation> tokens =
        JavaConverters.seqAsJavaList(light.fullAnnotate(TWO_SENTENCES, "").apply("token"));

    assertThat(tokens.stream().map(token -> ((Annotation) token).result()))
        .containsExactlyElementsOf(results(model.transform(texts(spark, TWO_SENTENCES)), "token"));
  }

  @Test
  void aColumnOfTheWrongTypeIsNamed(SparkSession spark) {
    Dataset<Row> documents = document().transform(texts(spark, TWO_SENTENCES));

    assertThatThrownBy(() -> wired(new NewsTone(), "tone", "document").transform(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NewsTone")
        .hasMessageContaining("token");
  }

  @Test
  void hostileTextKeepsItsOffsets(SparkSession spark) {
    String long1 = "x".repeat(1_000_000);
    List<String> texts =
        List.of("", " ", "\u0000", "\u0000Iran\u0000", "😀😀😀", "😀Iran’s 😀", "\uD83D", long1);
    PipelineModel model = AnnotationPipeline.bundledModel();

    for (String text : texts) {
      Dataset<Row> rows = model.transform(texts(spark, text));
      String read = rows.select("text").first().getString(0);
      List<Annotation> tokens = annotations(rows, "token");
      for (Annotation token : tokens) {
        assertThat(read.substring(token.begin(), token.end() + 1)).isEqualTo(token.result());
      }
      assertThat(tokens.isEmpty()).isEqualTo(read.isBlank() || read.equals("\u0000"));
    }
  }
}
