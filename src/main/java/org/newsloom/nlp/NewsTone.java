package org.newsloom.nlp;

import com.johnsnowlabs.nlp.AnnotatorType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.unsafe.types.UTF8String;
import org.newsloom.text.SentenceTone;
import org.newsloom.text.ToneLexicon;

/**
 * Tone of each sentence: {@code token} to {@code sentiment}.
 *
 * <p>One annotation a sentence, from its first token to its last, with the result {@code positive},
 * {@code negative} or {@code neutral} (the sign of the tone). The metadata holds {@code sentence},
 * {@code tone} (−1 to 1) and the counts of {@link SentenceTone} under the names of the table {@code
 * sentence_tone}.
 */
public final class NewsTone extends NewsAnnotator<NewsTone> {
  private static final UTF8String SENTIMENT = UTF8String.fromString(AnnotatorType.SENTIMENT());

  /** VADER's threshold. */
  private static final double MIN_TONE = 0.05;

  private static final UTF8String POSITIVE = UTF8String.fromString("positive");
  private static final UTF8String NEGATIVE = UTF8String.fromString("negative");
  private static final UTF8String NEUTRAL = UTF8String.fromString("neutral");

  private static final ArrayData KEYS =
      new GenericArrayData(
          new Object[] {
            AnnotationRows.SENTENCE,
            UTF8String.fromString("positive_count"),
            UTF8String.fromString("negative_count"),
            UTF8String.fromString("tonal_count"),
            UTF8String.fromString("activity_count"),
            UTF8String.fromString("self_group_count"),
            UTF8String.fromString("word_count"),
            UTF8String.fromString("tone"),
            UTF8String.fromString("event_tone"),
            UTF8String.fromString("attitude_tone")
          });

  private final Param<String> lexicon =
      new Param<>(this, "lexicon", "the user's valences of words, as ToneLexicon reads them");

  public NewsTone() {
    this(Identifiable.randomUID("NewsTone"));
  }

  public NewsTone(String uid) {
    super(uid);
    setDefault(lexicon, "");
  }

  /** The parameter of {@link #withLexicon}. */
  public Param<String> lexicon() {
    return lexicon;
  }

  /** Scores by this lexicon instead of the bundled one. */
  public NewsTone withLexicon(ToneLexicon valences) {
    set(lexicon, valences.extension());
    return this;
  }

  /** For {@code PipelineModel.load}. */
  public static MLReader<NewsTone> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public String[] inputAnnotatorTypes() {
    return new String[] {AnnotatorType.TOKEN()};
  }

  @Override
  public String outputAnnotatorType() {
    return AnnotatorType.SENTIMENT();
  }

  @Override
  AnnotationFunction function() {
    ToneLexicon valences = ToneLexicon.extendedBy("lexicon", getOrDefault(lexicon));
    return inputs -> tones(inputs, valences);
  }

  /**
   * The tone that a sentiment annotation's metadata holds, or null where it is another annotator's.
   */
  static SentenceTone toneOf(InternalRow annotation) {
    if (!wrote(annotation)) {
      return null;
    }
    ArrayData values = AnnotationRows.metadata(annotation).valueArray();
    return new SentenceTone(
        count(values, 1),
        count(values, 2),
        count(values, 3),
        count(values, 4),
        count(values, 5),
        count(values, 6),
        decimal(values, 7),
        decimal(values, 8),
        decimal(values, 9));
  }

  private static double decimal(ArrayData values, int index) {
    return Double.parseDouble(values.getUTF8String(index).toString());
  }

  /** Whether a sentiment annotation is this annotator's: its metadata has these keys. */
  static boolean wrote(InternalRow annotation) {
    MapData metadata = AnnotationRows.metadata(annotation);
    if (metadata == null || metadata.numElements() != KEYS.numElements()) {
      return false;
    }
    ArrayData keys = metadata.keyArray();
    for (int i = 0; i < KEYS.numElements(); i++) {
      if (!KEYS.getUTF8String(i).equals(keys.getUTF8String(i))) {
        return false;
      }
    }
    return true;
  }

  private static int count(ArrayData values, int index) {
    return Integer.parseInt(values.getUTF8String(index).toString());
  }

  private static ArrayData tones(ArrayData[] inputs, ToneLexicon lexicon) {
    ArrayData tokens = inputs[0];
    List<InternalRow> tones = new ArrayList<>();
    int first = 0;
    while (first < tokens.numElements()) {
      int sentence = AnnotationRows.sentenceAt(tokens, first);
      int end = AnnotationRows.endOfSentence(tokens, first);
      tones.add(toneOf(tokens, first, end, sentence, lexicon));
      first = end;
    }
    return AnnotationRows.array(tones);
  }

  private static InternalRow toneOf(
      ArrayData tokens, int first, int end, int sentence, ToneLexicon lexicon) {
    SentenceTone tone = lexicon.read(AnnotationRows.results(tokens, first, end)).tone();
    Object[] values = {
      UTF8String.fromString(Integer.toString(sentence)),
      UTF8String.fromString(Integer.toString(tone.positiveCount())),
      UTF8String.fromString(Integer.toString(tone.negativeCount())),
      UTF8String.fromString(Integer.toString(tone.tonalCount())),
      UTF8String.fromString(Integer.toString(tone.activityCount())),
      UTF8String.fromString(Integer.toString(tone.selfGroupCount())),
      UTF8String.fromString(Integer.toString(tone.wordCount())),
      UTF8String.fromString(Double.toString(tone.tone())),
      UTF8String.fromString(Double.toString(tone.eventTone())),
      UTF8String.fromString(Double.toString(tone.attitudeTone()))
    };
    return AnnotationRows.row(
        SENTIMENT,
        AnnotationRows.begin(AnnotationRows.at(tokens, first)),
        AnnotationRows.end(AnnotationRows.at(tokens, end - 1)),
        tone.tone() >= MIN_TONE ? POSITIVE : tone.tone() <= -MIN_TONE ? NEGATIVE : NEUTRAL,
        new ArrayBasedMapData(KEYS, new GenericArrayData(values)));
  }
}
