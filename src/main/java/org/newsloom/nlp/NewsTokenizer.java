package org.newsloom.nlp;

import com.johnsnowlabs.nlp.AnnotatorType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.unsafe.types.UTF8String;
import org.newsloom.text.Token;
import org.newsloom.text.WordTokenizer;

/**
 * Words and marks of a document or of its sentences: {@code document} to {@code token}.
 *
 * <p>Tokens are those of {@link WordTokenizer}, each with the index of its sentence in the metadata
 * key {@code sentence}, as Spark NLP's {@code Tokenizer} writes it.
 */
public final class NewsTokenizer extends NewsAnnotator<NewsTokenizer> {
  private static final UTF8String TOKEN = UTF8String.fromString(AnnotatorType.TOKEN());

  public NewsTokenizer() {
    this(Identifiable.randomUID("NewsTokenizer"));
  }

  public NewsTokenizer(String uid) {
    super(uid);
  }

  /** For {@code PipelineModel.load}. */
  public static MLReader<NewsTokenizer> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public String[] inputAnnotatorTypes() {
    return new String[] {AnnotatorType.DOCUMENT()};
  }

  @Override
  public String outputAnnotatorType() {
    return AnnotatorType.TOKEN();
  }

  @Override
  AnnotationFunction function() {
    return NewsTokenizer::tokens;
  }

  private static ArrayData tokens(ArrayData[] inputs) {
    ArrayData sentences = inputs[0];
    if (sentences.numElements() == 1) {
      return new GenericArrayData(tokensOf(AnnotationRows.at(sentences, 0), 0));
    }
    List<InternalRow> all = new ArrayList<>();
    for (int i = 0; i < sentences.numElements(); i++) {
      for (Object token : tokensOf(AnnotationRows.at(sentences, i), i)) {
        all.add((InternalRow) token);
      }
    }
    return AnnotationRows.array(all);
  }

  private static Object[] tokensOf(InternalRow sentence, int index) {
    int offset = AnnotationRows.begin(sentence);
    MapData metadata =
        AnnotationRows.sentenceMetadata(
            AnnotationRows.sentence(AnnotationRows.metadata(sentence), index));
    List<Token> tokens = WordTokenizer.tokenize(AnnotationRows.result(sentence).toString());
    Object[] rows = new Object[tokens.size()];
    for (int i = 0; i < rows.length; i++) {
      Token token = tokens.get(i);
      rows[i] =
          AnnotationRows.row(
              TOKEN,
              offset + token.start(),
              offset + token.end() - 1,
              UTF8String.fromString(token.text()),
              metadata);
    }
    return rows;
  }
}
