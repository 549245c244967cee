package org.newsloom.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.johnsnowlabs.nlp.annotators.sda.pragmatic.SentimentDetector;
import com.johnsnowlabs.nlp.util.io.ReadAs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.SharedSparkSession;
import org.newsloom.entities.Knowledge;
import org.newsloom.entities.NameTagger;
import org.newsloom.text.ToneLexicon;

@ExtendWith(SharedSparkSession.class)
final class AnnotationPipelineTest {
  private static final StructType SENTENCE =
      new StructType().add("sentence_id", DataTypes.StringType).add("text", DataTypes.StringType);

  private static final List<String> PEOPLE =
      List.of("Mara Velin", "Tomas Orrin", "Ida Kessel", "Jonas Brandt", "Lena Okoro");
  private static final List<String> PLACES =
      List.of("Geneva", "Cairo", "Lisbon", "Nairobi", "Oslo");
  private static final List<String> BODIES =
      List.of("Harbor Council", "Northline Energy", "Civic Forum", "Delta Bank");

  static Dataset<Row> sentences(SparkSession spark, String... texts) {
    List<Row> rows = new ArrayList<>();
    for (String text : texts) {
      rows.add(RowFactory.create("s" + rows.size(), text));
    }
    return spark.createDataFrame(rows, SENTENCE);
  }

  /** CoNLL lines of invented sentences: person, verb, body, place. */
  static List<String> inventedCorpus() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<String> words = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      add(words, labels, PEOPLE.get(i % PEOPLE.size()), "PER");
      add(words, labels, i % 2 == 0 ? "praised" : "visited", "");
      add(words, labels, "the", "");
      add(words, labels, BODIES.get(i % BODIES.size()), "ORG");
      add(words, labels, "in", "");
      add(words, labels, PLACES.get((i / 2) % PLACES.size()), "LOC");
      add(words, labels, ".", "");
      lines.addAll(StockPipeline.conll(words, labels.toArray(new String[0])));
    }
    return lines;
  }

  private static void add(List<String> words, List<String> labels, String phrase, String type) {
    String prefix = "B-";
    for (String word : phrase.split(" ", -1)) {
      words.add(word);
      labels.add(type.isEmpty() ? "O" : prefix + type);
      prefix = "I-";
    }
  }

  static PipelineModel trained(
      SparkSession spark, StockPipeline.Tagger tagger, int epochs, Path folder) {
    List<String> corpus = inventedCorpus();
    TreeSet<String> words = new TreeSet<>();
    for (String line : corpus) {
      words.add(line.split(" ", -1)[0]);
    }
    words.remove("");
    return StockPipeline.train(spark, corpus, words, tagger, epochs, folder);
  }

  private static List<String> surfaces(Row sentence) {
    return sentence.<Row>getList(sentence.fieldIndex("mentions")).stream()
        .map(mention -> mention.<String>getAs("surface"))
        .toList();
  }

  @Test
  void theBundledPipelineYieldsTokensNamesAndTone(SparkSession spark) {
    Row row =
        AnnotationPipeline.bundled()
            .annotate(sentences(spark, "Angela Merkel visited Iraq's capital after the attack."))
            .first();

    assertThat(row.<Row>getList(1).stream().map(token -> token.getString(3)))
        .containsExactly(
            "angela", "merkel", "visited", "iraq", "'s", "capital", "after", "the", "attack", ".");
    Row person = row.<Row>getList(2).get(0);
    assertThat(person.<String>getAs("surface")).isEqualTo("Angela Merkel");
    assertThat(person.<String>getAs("entity_type")).isEqualTo("PER");
    assertThat(person.<String>getAs("method")).isEqualTo("tagger");
    assertThat(person.<Double>getAs("confidence")).isBetween(0.5, 1.0);
    assertThat(surfaces(row)).containsExactly("Angela Merkel", "Iraq");
    assertThat(row.getStruct(3).<Long>getAs("negative_count")).isEqualTo(1);
    assertThat(row.getStruct(3).<Double>getAs("tone")).isNegative();
  }

  @Test
  void theUsersNamesAreFoundToo(SparkSession spark) {
    Knowledge knowledge = Knowledge.extendedBy("mine.tsv", "ORG\tZorb Quux\n");
    Dataset<Row> sentences = sentences(spark, "Yesterday Zorb Quux rose again.");
    AnnotationPipeline pipeline = AnnotationPipeline.bundled(knowledge, ToneLexicon.bundled());
    assertThat(pipeline.checksum()).isNotEqualTo(AnnotationPipeline.bundled().checksum());
    assertThat(mentions(pipeline.annotate(sentences))).contains("Zorb Quux ORG 0.95");
    assertThat(mentions(AnnotationPipeline.bundled().annotate(sentences)))
        .doesNotContain("Zorb Quux ORG 0.95");
  }

  private static List<String> mentions(Dataset<Row> annotated) {
    Row row = annotated.first();
    return row.<Row>getList(row.fieldIndex("mentions")).stream()
        .map(
            mention ->
                "%s %s %s"
                    .formatted(
                        mention.getAs("surface"),
                        mention.getAs("entity_type"),
                        mention.getAs("confidence")))
        .toList();
  }

  @Test
  void offsetsCountCodePointsAndEndsAreExclusive(SparkSession spark) {
    String text = "😀 Angela Merkel 😀 met Xi in Berlin.";
    Row row = AnnotationPipeline.bundled().annotate(sentences(spark, text)).first();
    int[] codePoints = text.codePoints().toArray();

    assertThat(row.<Row>getList(1)).isNotEmpty();
    for (Row token : row.<Row>getList(1)) {
      int start = token.getInt(0);
      assertThat(new String(codePoints, start, token.getInt(1) - start))
          .isEqualTo(token.getString(2));
    }
    assertThat(surfaces(row)).contains("Angela Merkel", "Berlin");
    for (Row mention : row.<Row>getList(2)) {
      int start = mention.getInt(0);
      assertThat(new String(codePoints, start, mention.getInt(1) - start))
          .isEqualTo(mention.getString(2));
    }
  }

  @Test
  void anAcronymKnowsItsLongForm(SparkSession spark) {
    Row row =
        AnnotationPipeline.bundled()
            .annotate(
                sentences(spark, "The International Atomic Energy Agency (IAEA) met in Vienna."))
            .first();

    assertThat(row.<Row>getList(2))
        .filteredOn(mention -> mention.<String>getAs("surface").equals("IAEA"))
        .extracting(mention -> mention.<String>getAs("expansion"))
        .containsExactly("International Atomic Energy Agency");
  }

  @Test
  void noSentencesYieldNoRows(SparkSession spark) {
    assertThat(AnnotationPipeline.bundled().annotate(sentences(spark)).collectAsList()).isEmpty();
  }

  @Test
  void aTrainedCrfPipelineTakesTheDefaultsPlace(SparkSession spark, @TempDir Path folder)
      throws Exception {
    String path = folder.resolve("pipeline").toString();
    trained(spark, StockPipeline.Tagger.CRF, 8, folder).write().save(path);

    AnnotationPipeline pipeline = AnnotationPipeline.load(spark, path, ToneLexicon.bundled());
    Row row =
        pipeline
            .annotate(
                sentences(
                    spark, "Ida Kessel praised the Civic Forum in Lisbon, terrible as it is."))
            .first();

    assertThat(pipeline.description()).contains("NerCrfModel");
    assertThat(pipeline.checksum())
        .isEqualTo(AnnotationPipeline.load(spark, path, ToneLexicon.bundled()).checksum())
        .isNotEqualTo(AnnotationPipeline.bundled().checksum());
    assertThat(surfaces(row)).contains("Ida Kessel", "Civic Forum", "Lisbon");
    Row person = row.<Row>getList(2).get(0);
    assertThat(person.<String>getAs("entity_type")).isEqualTo("PER");
    assertThat(person.<String>getAs("method")).isEqualTo("pipeline");
    assertThat(person.getInt(0)).isZero();
    assertThat(person.getInt(1)).isEqualTo(10);
    assertThat(row.<Row>getList(1)).extracting(token -> token.getString(3)).contains("praised");
    assertThat(row.getStruct(3).<Long>getAs("positive_count")).isEqualTo(1);
    assertThat(row.getStruct(3).<Long>getAs("negative_count")).isEqualTo(1);
  }

  @Test
  void aSentimentModelInThePipelineDecidesTheToneTowardNames(
      SparkSession spark, @TempDir Path folder) throws Exception {
    Path words = folder.resolve("words.csv");
    Files.writeString(words, "zorbed,negative\nquuxed,positive\n");
    SentimentDetector sentiment = new SentimentDetector();
    sentiment.setInputCols(new String[] {"token", "document"});
    sentiment.setOutputCol("verdict");
    sentiment.setDictionary(
        words.toUri().toString(),
        ",",
        ReadAs.TEXT(),
        scala.collection.immutable.Map$.MODULE$.empty());
    Dataset<Row> sentences =
        sentences(
            spark,
            "Angela Merkel zorbed and won a prize in Berlin.",
            "Angela Merkel quuxed and was accused of murder in Berlin.");
    PipelineModel bundled = AnnotationPipeline.bundledModel();
    Transformer fitted = sentiment.fit(bundled.transform(sentences));
    List<Transformer> stages = new ArrayList<>(List.of(bundled.stages()));
    stages.add(fitted);
    String path = folder.resolve("pipeline").toString();
    new PipelineModel("with_sentiment", stages.toArray(Transformer[]::new)).write().save(path);

    List<Row> rows =
        AnnotationPipeline.load(spark, path, ToneLexicon.bundled())
            .annotate(sentences)
            .orderBy("sentence_id")
            .collectAsList();
    assertThat(polarities(rows.get(0))).containsExactly(-1, -1);
    assertThat(polarities(rows.get(1))).containsExactly(1, 1);
    assertThat(rows.get(1).<Row>getList(2).get(0).<Double>getAs("tone")).isEqualTo(1);
    assertThat(rows.get(1).<Row>getList(2).get(0).<Double>getAs("tone_confidence")).isNull();
    // The sentence's own tone stays that of the lexicon.
    assertThat(rows.get(1).getStruct(3).<Double>getAs("tone")).isNegative();
    assertThat(
            AnnotationPipeline.bundled().annotate(sentences).orderBy("sentence_id").collectAsList())
        .extracting(row -> polarities(row).get(0))
        .containsExactly(1, -1);
  }

  private static List<Integer> polarities(Row sentence) {
    return sentence.<Row>getList(2).stream()
        .map(mention -> mention.<Integer>getAs("polarity"))
        .toList();
  }

  @Test
  void aVerdictIsReadWithItsProbabilities() {
    UTF8String type = UTF8String.fromString("category");
    MapData metadata =
        AnnotationRows.metadata(
            UTF8String.fromString("negative"),
            UTF8String.fromString("0.7"),
            UTF8String.fromString("positive"),
            UTF8String.fromString("0.1"));
    ArrayData annotations =
        AnnotationRows.array(
            List.of(
                AnnotationRows.row(type, 0, 20, UTF8String.fromString("sports"), metadata),
                AnnotationRows.row(type, 0, 9, UTF8String.fromString("Neutral"), null),
                AnnotationRows.row(type, 10, 20, UTF8String.fromString("negative"), metadata)));
    assertThat(ClassifiedTone.at(annotations, 3)).isEqualTo(new ClassifiedTone(0, 0, null));
    ClassifiedTone negative = ClassifiedTone.at(annotations, 10);
    assertThat(negative.polarity()).isEqualTo(-1);
    assertThat(negative.tone()).isCloseTo(-0.6, within(1e-9));
    assertThat(negative.confidence()).isEqualTo(0.7);
    assertThat(ClassifiedTone.at(annotations, 21)).isNull();
  }

  /** Only with the Maven profile of the same name: the model runs in TensorFlow. */
  @Test
  @Tag("tensorflow")
  void aTrainedNeuralPipelineTakesTheDefaultsPlace(SparkSession spark, @TempDir Path folder)
      throws Exception {
    String path = folder.resolve("pipeline").toString();
    trained(spark, StockPipeline.Tagger.DL, 20, folder).write().save(path);

    AnnotationPipeline pipeline = AnnotationPipeline.load(spark, path, ToneLexicon.bundled());
    Row row =
        pipeline
            .annotate(sentences(spark, "Ida Kessel praised the Civic Forum in Lisbon."))
            .first();

    assertThat(pipeline.description()).contains("NerDLModel");
    assertThat(surfaces(row)).containsExactly("Ida Kessel", "Civic Forum", "Lisbon");
    assertThat(row.<Row>getList(2).get(0).<String>getAs("entity_type")).isEqualTo("PER");
  }

  @Test
  void aSavedBundledPipelineYieldsWhatTheBundledYields(SparkSession spark, @TempDir Path folder)
      throws Exception {
    String path = folder.resolve("pipeline").toString();
    AnnotationPipeline.bundledModel().write().save(path);
    Dataset<Row> sentences = sentences(spark, "Angela Merkel praised Oslo.", "", "Nothing.");

    assertThat(
            AnnotationPipeline.load(spark, path, ToneLexicon.bundled())
                .annotate(sentences)
                .collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            AnnotationPipeline.bundled().annotate(sentences).collectAsList());
  }

  @Test
  void aPathWithoutPipelineIsNamed(SparkSession spark, @TempDir Path folder) {
    assertThatThrownBy(
            () -> AnnotationPipeline.load(spark, folder.toString(), ToneLexicon.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("metadata");
  }

  @Test
  void aFolderWithBrokenMetadataIsNamed(SparkSession spark, @TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("metadata"));
    Files.writeString(folder.resolve("metadata/part-00000"), "not a pipeline");

    assertThatThrownBy(
            () -> AnnotationPipeline.load(spark, folder.toString(), ToneLexicon.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aPipelineWithoutNamesIsRefusedWithWhatItYields(SparkSession spark, @TempDir Path folder)
      throws Exception {
    String path = folder.resolve("pipeline").toString();
    Transformer[] stages = AnnotationPipeline.bundledModel().stages();
    new PipelineModel("p", new Transformer[] {stages[0], stages[1]}).write().save(path);

    assertThatThrownBy(() -> AnnotationPipeline.load(spark, path, ToneLexicon.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(path)
        .hasMessageContaining("no named-entity chunks")
        .hasMessageContaining("token (token)");
  }

  @Test
  void labelsOfOtherTagSetsBecomeOurs() {
    assertThat(
            List.of("PERSON", "I-PER", "GPE", "Location", "organization", "DATE", "MISC").stream()
                .map(label -> SentenceAnnotations.entityType(UTF8String.fromString(label)))
                .map(UTF8String::toString))
        .containsExactly("PER", "PER", "LOC", "LOC", "ORG", "MISC", "MISC");
  }

  @Test
  void normalFormsFoldCaseWidthApostrophesAndPossessives() {
    assertThat(
            List.of("Iran’s", "’s", "n’t", "US", "ﬁre", "Assads'", "O’Neill", "５", "'s").stream()
                .map(SentenceAnnotations::normalForm))
        .containsExactly("iran", "'s", "n't", "us", "fire", "assads", "o'neill", "5", "'s");
  }

  @Test
  void whatMayBeANameStandsApartFromTheNames(SparkSession spark) {
    Dataset<Row> annotated = AnnotationPipeline.bundled().annotate(sentence(spark, MANY_READINGS));
    Row row = annotated.collectAsList().get(0);
    List<Row> names = row.getList(row.fieldIndex("mentions"));
    List<Row> candidates = row.getList(row.fieldIndex("candidates"));
    assertThat(names).isNotEmpty();
    assertThat(candidates).isNotEmpty();
    List<Row> all = new ArrayList<>(names);
    all.addAll(candidates);
    for (Row name : all) {
      double sum = 0;
      for (String type : List.of("per", "org", "loc", "misc")) {
        sum += name.<Double>getAs(type + "_probability");
      }
      assertThat(sum).isBetween(NameTagger.LEAST_PROBABILITY - 0.001, 1.001);
    }
  }

  @Test
  void aPipelineForOthersGivesNamesOnly(SparkSession spark) {
    Dataset<Row> chunks =
        AnnotationPipeline.bundledModel()
            .transform(sentence(spark, MANY_READINGS))
            .selectExpr("explode(entity) as chunk");
    assertThat(chunks.where("chunk.metadata['candidate'] is not null").count()).isZero();
    assertThat(chunks.count()).isPositive();
  }

  private static final String MANY_READINGS =
      "JORDAN BROOK MAY HILL CHASE ROSE BANKS OF NORTH AVON TRUST";

  private static Dataset<Row> sentence(SparkSession spark, String text) {
    return spark.sql("select 's' as sentence_id, '" + text + "' as text");
  }
}
