package org.newsloom.nlp;

import com.johnsnowlabs.nlp.AnnotatorType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.newsloom.text.SentenceSplitter;
import org.newsloom.text.Span;

/**
 * Sentences of a document: {@code document} to {@code document}, one annotation a sentence.
 *
 * <p>Ends are those of {@link SentenceSplitter}. The metadata key {@code sentence} holds the index
 * of the sentence in the row, as Spark NLP's {@code SentenceDetector} writes it.
 */
public final class NewsSentenceDetector extends NewsAnnotator<NewsSentenceDetector> {
  private static final UTF8String DOCUMENT = UTF8String.fromString(AnnotatorType.DOCUMENT());

  public NewsSentenceDetector() {
    this(Identifiable.randomUID("NewsSentenceDetector"));
  }

  public NewsSentenceDetector(String uid) {
    super(uid);
  }

  /** For {@code PipelineModel.load}. */
  public static MLReader<NewsSentenceDetector> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public String[] inputAnnotatorTypes() {
    return new String[] {AnnotatorType.DOCUMENT()};
  }

  @Override
  public String outputAnnotatorType() {
    return AnnotatorType.DOCUMENT();
  }

  @Override
  AnnotationFunction function() {
    return NewsSentenceDetector::sentences;
  }

  private static ArrayData sentences(ArrayData[] inputs) {
    ArrayData documents = inputs[0];
    List<InternalRow> sentences = new ArrayList<>();
    for (int i = 0; i < documents.numElements(); i++) {
      InternalRow document = AnnotationRows.at(documents, i);
      int offset = AnnotationRows.begin(document);
      String text = AnnotationRows.result(document).toString();
      for (Span span : SentenceSplitter.split(text)) {
        sentences.add(
            AnnotationRows.row(
                DOCUMENT,
                offset + span.start(),
                offset + span.end() - 1,
                UTF8String.fromString(span.of(text)),
                AnnotationRows.sentenceMetadata(sentences.size())));
      }
    }
    return AnnotationRows.array(sentences);
  }
}
