package org.newsloom.nlp;

import com.johnsnowlabs.nlp.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Spark NLP's annotation structure (annotatorType, begin, end, result, metadata, embeddings) as
 * Catalyst holds it. {@code end} is inclusive here, as Spark NLP counts.
 */
final class AnnotationRows {
  /** Metadata key of the index of the sentence an annotation stands in. */
  static final UTF8String SENTENCE = UTF8String.fromString("sentence");

  static final UTF8String ENTITY = UTF8String.fromString("entity");
  static final UTF8String CONFIDENCE = UTF8String.fromString("confidence");
  static final UTF8String METHOD = UTF8String.fromString("method");
  static final UTF8String PER_PROBABILITY = UTF8String.fromString("per_probability");
  static final UTF8String ORG_PROBABILITY = UTF8String.fromString("org_probability");
  static final UTF8String LOC_PROBABILITY = UTF8String.fromString("loc_probability");
  static final UTF8String MISC_PROBABILITY = UTF8String.fromString("misc_probability");

  /** Metadata key of chunks that are no names but may be. */
  static final UTF8String CANDIDATE = UTF8String.fromString("candidate");

  static final UTF8String CHUNK = UTF8String.fromString("chunk");

  private static final int FIELDS = 6;
  private static final int TYPE_FIELD = 0;
  private static final int BEGIN_FIELD = 1;
  private static final int END_FIELD = 2;
  private static final int RESULT_FIELD = 3;
  private static final int METADATA_FIELD = 4;
  private static final int EMBEDDINGS_FIELD = 5;

  private static final ArrayData NO_EMBEDDINGS = UnsafeArrayData.fromPrimitiveArray(new float[0]);
  private static final int SHARED_SENTENCES = 64;

  /** Most rows hold few sentences, so their tokens share these instead of a map each. */
  private static final MapData[] SENTENCE_METADATA = sharedSentenceMetadata();

  private AnnotationRows() {}

  private static MapData[] sharedSentenceMetadata() {
    MapData[] shared = new MapData[SHARED_SENTENCES];
    for (int i = 0; i < SHARED_SENTENCES; i++) {
      shared[i] = metadata(SENTENCE, UTF8String.fromString(Integer.toString(i)));
    }
    return shared;
  }

  static InternalRow row(UTF8String type, int begin, int end, UTF8String result, MapData metadata) {
    return new GenericInternalRow(new Object[] {type, begin, end, result, metadata, NO_EMBEDDINGS});
  }

  static ArrayData array(List<InternalRow> rows) {
    return new GenericArrayData(rows.toArray());
  }

  /** Metadata of alternating keys and values. */
  static MapData metadata(UTF8String... keysAndValues) {
    Object[] keys = new Object[keysAndValues.length / 2];
    Object[] values = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = keysAndValues[2 * i];
      values[i] = keysAndValues[2 * i + 1];
    }
    return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
  }

  /** Metadata that only says which sentence an annotation stands in. */
  static MapData sentenceMetadata(int sentence) {
    return sentence < SHARED_SENTENCES
        ? SENTENCE_METADATA[sentence]
        : metadata(SENTENCE, UTF8String.fromString(Integer.toString(sentence)));
  }

  static InternalRow at(ArrayData annotations, int index) {
    return annotations.getStruct(index, FIELDS);
  }

  static int begin(InternalRow annotation) {
    return annotation.getInt(BEGIN_FIELD);
  }

  static int end(InternalRow annotation) {
    return annotation.getInt(END_FIELD);
  }

  static UTF8String result(InternalRow annotation) {
    return annotation.getUTF8String(RESULT_FIELD);
  }

  static MapData metadata(InternalRow annotation) {
    return annotation.isNullAt(METADATA_FIELD) ? null : annotation.getMap(METADATA_FIELD);
  }

  /** The metadata value under {@code key}, or null. */
  static UTF8String value(MapData metadata, UTF8String key) {
    if (metadata == null) {
      return null;
    }
    ArrayData keys = metadata.keyArray();
    for (int i = 0; i < keys.numElements(); i++) {
      if (key.equals(keys.getUTF8String(i))) {
        ArrayData values = metadata.valueArray();
        return values.isNullAt(i) ? null : values.getUTF8String(i);
      }
    }
    return null;
  }

  /** The sentence index in {@code metadata}, or {@code otherwise} where there is none. */
  static int sentence(MapData metadata, int otherwise) {
    if (metadata == SENTENCE_METADATA[0]) {
      return 0;
    }
    UTF8String value = value(metadata, SENTENCE);
    if (value == null) {
      return otherwise;
    }
    UTF8String.IntWrapper parsed = new UTF8String.IntWrapper();
    return value.toInt(parsed) ? parsed.value : otherwise;
  }

  /** The sentence index of the annotation at {@code index}; 0 where it has none. */
  static int sentenceAt(ArrayData annotations, int index) {
    return sentence(metadata(at(annotations, index)), 0);
  }

  /** Index behind the last annotation of the sentence that the one at {@code first} stands in. */
  static int endOfSentence(ArrayData annotations, int first) {
    int sentence = sentenceAt(annotations, first);
    int end = first + 1;
    while (end < annotations.numElements() && sentenceAt(annotations, end) == sentence) {
      end++;
    }
    return end;
  }

  /** The results of the annotations from {@code first} to before {@code end}. */
  static List<String> results(ArrayData annotations, int first, int end) {
    String[] results = new String[end - first];
    for (int i = 0; i < results.length; i++) {
      results[i] = result(at(annotations, first + i)).toString();
    }
    return Arrays.asList(results);
  }

  /** Spark NLP's own annotations as Catalyst rows. */
  static ArrayData fromAnnotations(Iterable<Annotation> annotations) {
    List<InternalRow> rows = new ArrayList<>();
    for (Annotation annotation : annotations) {
      Map<String, String> metadata =
          scala.collection.JavaConverters.mapAsJavaMap(annotation.metadata());
      UTF8String[] entries = new UTF8String[2 * metadata.size()];
      int next = 0;
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        entries[next++] = UTF8String.fromString(entry.getKey());
        entries[next++] = UTF8String.fromString(entry.getValue());
      }
      rows.add(
          row(
              UTF8String.fromString(annotation.annotatorType()),
              annotation.begin(),
              annotation.end(),
              UTF8String.fromString(annotation.result()),
              metadata(entries)));
    }
    return array(rows);
  }

  /** Catalyst rows as Spark NLP's own annotations. */
  static List<Annotation> toAnnotations(ArrayData rows) {
    List<Annotation> annotations = new ArrayList<>(rows.numElements());
    for (int i = 0; i < rows.numElements(); i++) {
      InternalRow row = at(rows, i);
      MapData metadata = metadata(row);
      scala.collection.immutable.Map<String, String> entries =
          scala.collection.immutable.Map$.MODULE$.empty();
      for (int j = 0; metadata != null && j < metadata.numElements(); j++) {
        entries =
            entries.$plus(
                new scala.Tuple2<>(
                    metadata.keyArray().getUTF8String(j).toString(),
                    String.valueOf(metadata.valueArray().get(j, DataTypes.StringType))));
      }
      annotations.add(
          new Annotation(
              row.getUTF8String(TYPE_FIELD).toString(),
              begin(row),
              end(row),
              result(row).toString(),
              entries,
              row.getArray(EMBEDDINGS_FIELD).toFloatArray()));
    }
    return annotations;
  }
}
