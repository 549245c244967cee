package org.newsloom.nlp;

import com.johnsnowlabs.nlp.AnnotatorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.newsloom.entities.NameTagger;
import org.newsloom.entities.TaggedName;

/**
 * An IOB2 label for each token ({@code B-PER}, {@code I-PER}, … {@code O}): {@code document} and
 * {@code token} to {@code named_entity}.
 *
 * <p>For pipelines that go on with Spark NLP's {@code NerConverter}, or that train one of its
 * taggers on the names of ours. The metadata keys are those of {@code NerCrfModel}: {@code word}
 * and {@code sentence}.
 */
public final class NewsNameLabels extends NewsAnnotator<NewsNameLabels> {
  private static final UTF8String NAMED_ENTITY =
      UTF8String.fromString(AnnotatorType.NAMED_ENTITY());
  private static final UTF8String WORD = UTF8String.fromString("word");

  public NewsNameLabels() {
    this(Identifiable.randomUID("NewsNameLabels"));
  }

  public NewsNameLabels(String uid) {
    super(uid);
  }

  /** For {@code PipelineModel.load}. */
  public static MLReader<NewsNameLabels> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public String[] inputAnnotatorTypes() {
    return new String[] {AnnotatorType.DOCUMENT(), AnnotatorType.TOKEN()};
  }

  @Override
  public String outputAnnotatorType() {
    return AnnotatorType.NAMED_ENTITY();
  }

  @Override
  AnnotationFunction function() {
    return NewsNameLabels::labels;
  }

  private static ArrayData labels(ArrayData[] inputs) {
    ArrayData tokens = inputs[1];
    List<InternalRow> labels = new ArrayList<>(tokens.numElements());
    int first = 0;
    while (first < tokens.numElements()) {
      int end = AnnotationRows.endOfSentence(tokens, first);
      List<String> words = AnnotationRows.results(tokens, first, end);
      String[] iob = iob2(words.size(), NameTagger.bundled().tag(words));
      UTF8String sentence =
          UTF8String.fromString(Integer.toString(AnnotationRows.sentenceAt(tokens, first)));
      for (int i = 0; i < iob.length; i++) {
        InternalRow token = AnnotationRows.at(tokens, first + i);
        labels.add(
            AnnotationRows.row(
                NAMED_ENTITY,
                AnnotationRows.begin(token),
                AnnotationRows.end(token),
                UTF8String.fromString(iob[i]),
                AnnotationRows.metadata(
                    WORD, AnnotationRows.result(token), AnnotationRows.SENTENCE, sentence)));
      }
      first = end;
    }
    return AnnotationRows.array(labels);
  }

  /** IOB2 labels of {@code tokenCount} tokens with the given names. */
  static String[] iob2(int tokenCount, List<TaggedName> names) {
    String[] labels = new String[tokenCount];
    Arrays.fill(labels, "O");
    for (TaggedName name : names) {
      for (int i = name.firstToken(); i < name.endToken(); i++) {
        labels[i] = (i == name.firstToken() ? "B-" : "I-") + name.type();
      }
    }
    return labels;
  }
}
