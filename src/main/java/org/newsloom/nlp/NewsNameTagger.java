package org.newsloom.nlp;

import com.johnsnowlabs.nlp.AnnotatorType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.newsloom.entities.FoundName;
import org.newsloom.entities.Knowledge;
import org.newsloom.entities.NameFinder;
import org.newsloom.entities.TypeProbabilities;

/**
 * Names in each sentence: {@code document} and {@code token} to {@code chunk}.
 *
 * <p>The chunks are what Spark NLP's {@code NerConverter} makes of a tagger's labels: the name as
 * result, and the metadata keys {@code entity} (PER, ORG, LOC or MISC), {@code sentence}, {@code
 * chunk} (index in the row) and {@code confidence} (0–1); beside them {@code method}, {@code
 * tagger} or {@code gazetteer}, and {@code per_probability}, {@code org_probability}, {@code
 * loc_probability} and {@code misc_probability}, as in {@link FoundName}.
 */
public final class NewsNameTagger extends NewsAnnotator<NewsNameTagger> {
  private static final UTF8String CHUNK = UTF8String.fromString(AnnotatorType.CHUNK());
  private static final int MOST_METADATA = 20;

  private final BooleanParam candidates =
      new BooleanParam(
          this,
          "candidates",
          "whether chunks that only may be names come too, with the metadata key candidate");

  private final Param<String> knowledge =
      new Param<>(this, "knowledge", "lines of names that the user knows, as Knowledge reads them");

  public NewsNameTagger() {
    this(Identifiable.randomUID("NewsNameTagger"));
  }

  public NewsNameTagger(String uid) {
    super(uid);
    setDefault(candidates, false);
    setDefault(knowledge, "");
  }

  /** The parameter of {@link #withCandidates}. */
  public BooleanParam candidates() {
    return candidates;
  }

  /**
   * Gives chunks that only may be names too, which have the metadata key {@code candidate} and
   * overlap others. Not for a pipeline whose next stage takes every chunk for a name.
   */
  public NewsNameTagger withCandidates() {
    set(candidates, true);
    return this;
  }

  /** The parameter of {@link #withKnowledge}. */
  public Param<String> knowledge() {
    return knowledge;
  }

  /** Finds the names that the user knows too. */
  public NewsNameTagger withKnowledge(Knowledge known) {
    set(knowledge, known.extension());
    return this;
  }

  /** For {@code PipelineModel.load}. */
  public static MLReader<NewsNameTagger> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public String[] inputAnnotatorTypes() {
    return new String[] {AnnotatorType.DOCUMENT(), AnnotatorType.TOKEN()};
  }

  @Override
  public String outputAnnotatorType() {
    return AnnotatorType.CHUNK();
  }

  @Override
  AnnotationFunction function() {
    String lines = getOrDefault(knowledge);
    Knowledge known =
        lines.isEmpty() ? Knowledge.bundled() : Knowledge.extendedBy("knowledge", lines);
    boolean withCandidates = (boolean) getOrDefault(candidates);
    return inputs -> chunks(inputs, known, withCandidates);
  }

  private static ArrayData chunks(ArrayData[] inputs, Knowledge knowledge, boolean withCandidates) {
    NameFinder finder = NameFinder.knowing(knowledge);
    ArrayData sentences = inputs[0];
    ArrayData tokens = inputs[1];
    List<InternalRow> chunks = new ArrayList<>();
    int first = 0;
    while (first < tokens.numElements()) {
      int index = AnnotationRows.sentenceAt(tokens, first);
      int end = AnnotationRows.endOfSentence(tokens, first);
      List<FoundName> names = finder.find(AnnotationRows.results(tokens, first, end));
      if (!names.isEmpty()) {
        InternalRow sentence = sentenceOf(sentences, index);
        for (FoundName name : names) {
          if (name.isName() || withCandidates) {
            chunks.add(chunk(sentence, tokens, first, index, name, chunks.size()));
          }
        }
      }
      first = end;
    }
    return AnnotationRows.array(chunks);
  }

  private static InternalRow chunk(
      InternalRow sentence,
      ArrayData tokens,
      int firstToken,
      int sentenceIndex,
      FoundName name,
      int chunkIndex) {
    int offset = AnnotationRows.begin(sentence);
    int begin = AnnotationRows.begin(AnnotationRows.at(tokens, firstToken + name.firstToken()));
    int last = AnnotationRows.end(AnnotationRows.at(tokens, firstToken + name.endToken() - 1));
    String text = AnnotationRows.result(sentence).toString();
    List<UTF8String> metadata = new ArrayList<>(MOST_METADATA);
    put(metadata, AnnotationRows.ENTITY, name.type());
    put(metadata, AnnotationRows.SENTENCE, Integer.toString(sentenceIndex));
    put(metadata, AnnotationRows.CHUNK, Integer.toString(chunkIndex));
    put(metadata, AnnotationRows.CONFIDENCE, Double.toString(name.confidence()));
    put(metadata, AnnotationRows.METHOD, name.method());
    TypeProbabilities probabilities = name.probabilities();
    put(metadata, AnnotationRows.PER_PROBABILITY, Double.toString(probabilities.per()));
    put(metadata, AnnotationRows.ORG_PROBABILITY, Double.toString(probabilities.org()));
    put(metadata, AnnotationRows.LOC_PROBABILITY, Double.toString(probabilities.loc()));
    put(metadata, AnnotationRows.MISC_PROBABILITY, Double.toString(probabilities.misc()));
    if (!name.isName()) {
      put(metadata, AnnotationRows.CANDIDATE, "true");
    }
    return AnnotationRows.row(
        CHUNK,
        begin,
        last,
        UTF8String.fromString(text.substring(begin - offset, last + 1 - offset)),
        AnnotationRows.metadata(metadata.toArray(UTF8String[]::new)));
  }

  private static void put(List<UTF8String> metadata, UTF8String key, String value) {
    metadata.add(key);
    metadata.add(UTF8String.fromString(value));
  }

  private static InternalRow sentenceOf(ArrayData sentences, int index) {
    if (sentences.numElements() == 1) {
      return AnnotationRows.at(sentences, 0);
    }
    for (int i = 0; i < sentences.numElements(); i++) {
      InternalRow sentence = AnnotationRows.at(sentences, i);
      if (AnnotationRows.sentence(AnnotationRows.metadata(sentence), i) == index) {
        return sentence;
      }
    }
    throw new IllegalArgumentException(
        "Tokens stand in sentence "
            + index
            + ", but the document column holds "
            + sentences.numElements()
            + " sentences: give the tagger the column that the tokens were made from");
  }
}
