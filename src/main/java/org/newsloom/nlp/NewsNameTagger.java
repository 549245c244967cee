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
import org.newsloom.entities.CountryNames;
import org.newsloom.entities.NameCues;
import org.newsloom.entities.NameTagger;
import org.newsloom.entities.TaggedName;
import org.newsloom.entities.WellKnownNames;

/**
 * Names in each sentence: {@code document} and {@code token} to {@code chunk}.
 *
 * <p>The chunks are what Spark NLP's {@code NerConverter} makes of a tagger's labels: the name as
 * result, and the metadata keys {@code entity} (PER, ORG, LOC or MISC), {@code sentence}, {@code
 * chunk} (index in the row) and {@code confidence} (0–1); beside them {@code method}, {@code
 * tagger} for the bundled {@link NameTagger} or {@code gazetteer} for {@link CountryNames}.
 */
public final class NewsNameTagger extends NewsAnnotator<NewsNameTagger> {
  private static final UTF8String CHUNK = UTF8String.fromString(AnnotatorType.CHUNK());
  private static final UTF8String TAGGER = UTF8String.fromString("tagger");
  private static final UTF8String GAZETTEER = UTF8String.fromString("gazetteer");

  /** A name and who found it. */
  record Name(TaggedName name, UTF8String method) {}

  public NewsNameTagger() {
    this(Identifiable.randomUID("NewsNameTagger"));
  }

  public NewsNameTagger(String uid) {
    super(uid);
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
    return NewsNameTagger::names;
  }

  private static ArrayData names(ArrayData[] inputs) {
    ArrayData sentences = inputs[0];
    ArrayData tokens = inputs[1];
    List<InternalRow> chunks = new ArrayList<>();
    int first = 0;
    while (first < tokens.numElements()) {
      int index = AnnotationRows.sentenceAt(tokens, first);
      int end = AnnotationRows.endOfSentence(tokens, first);
      tag(sentences, tokens, first, end, index, chunks);
      first = end;
    }
    return AnnotationRows.array(chunks);
  }

  private static void tag(
      ArrayData sentences,
      ArrayData tokens,
      int first,
      int end,
      int index,
      List<InternalRow> chunks) {
    List<String> words = AnnotationRows.results(tokens, first, end);
    List<TaggedName> tagged = NameCues.refine(words, NameTagger.bundled().tag(words));
    List<Name> names =
        merge(
            replace(tagged, WellKnownNames.bundled().find(words)),
            CountryNames.bundled().find(words));
    if (names.isEmpty()) {
      return;
    }
    InternalRow sentence = sentenceOf(sentences, index);
    int offset = AnnotationRows.begin(sentence);
    String text = AnnotationRows.result(sentence).toString();
    UTF8String number = UTF8String.fromString(Integer.toString(index));
    for (Name found : names) {
      TaggedName name = found.name();
      int begin = AnnotationRows.begin(AnnotationRows.at(tokens, first + name.firstToken()));
      int last = AnnotationRows.end(AnnotationRows.at(tokens, first + name.endToken() - 1));
      chunks.add(
          AnnotationRows.row(
              CHUNK,
              begin,
              last,
              UTF8String.fromString(text.substring(begin - offset, last + 1 - offset)),
              AnnotationRows.metadata(
                  AnnotationRows.ENTITY,
                  UTF8String.fromString(name.type()),
                  AnnotationRows.SENTENCE,
                  number,
                  AnnotationRows.CHUNK,
                  UTF8String.fromString(Integer.toString(chunks.size())),
                  AnnotationRows.CONFIDENCE,
                  UTF8String.fromString(Double.toString(name.confidence())),
                  AnnotationRows.METHOD,
                  found.method())));
    }
  }

  /**
   * The tagger's names, and in place of those it cut to pieces or passed over the well-known ones.
   * A name that reaches beyond the well-known one stays as it is: the tagger sees the context.
   */
  static List<Name> replace(List<TaggedName> tagged, List<TaggedName> wellKnown) {
    List<Name> names = new ArrayList<>(tagged.size() + wellKnown.size());
    int next = 0;
    for (TaggedName known : wellKnown) {
      while (next < tagged.size() && tagged.get(next).endToken() <= known.firstToken()) {
        names.add(new Name(tagged.get(next++), TAGGER));
      }
      int last = next;
      boolean isWhole = true;
      while (last < tagged.size() && tagged.get(last).firstToken() < known.endToken()) {
        TaggedName name = tagged.get(last++);
        isWhole &= name.firstToken() >= known.firstToken() && name.endToken() <= known.endToken();
      }
      if (isWhole) {
        names.add(new Name(known, GAZETTEER));
        next = last;
      }
    }
    while (next < tagged.size()) {
      names.add(new Name(tagged.get(next++), TAGGER));
    }
    return names;
  }

  /**
   * The names and those of countries, in order and without overlap. The tagger sees the context, so
   * its names stand; the gazetteer adds countries and peoples that the tagger passed over, and
   * where both found the same span, the surer one has its type.
   */
  static List<Name> merge(List<Name> found, List<TaggedName> countries) {
    List<Name> names = new ArrayList<>(found.size() + countries.size());
    int next = 0;
    for (Name candidate : found) {
      TaggedName name = candidate.name();
      while (next < countries.size() && countries.get(next).endToken() <= name.firstToken()) {
        names.add(new Name(countries.get(next++), GAZETTEER));
      }
      Name surer = candidate;
      while (next < countries.size() && countries.get(next).firstToken() < name.endToken()) {
        TaggedName country = countries.get(next++);
        if (country.firstToken() == name.firstToken()
            && country.endToken() == name.endToken()
            && country.confidence() > name.confidence()) {
          surer = new Name(country, GAZETTEER);
        }
      }
      names.add(surer);
    }
    while (next < countries.size()) {
      names.add(new Name(countries.get(next++), GAZETTEER));
    }
    return names;
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
