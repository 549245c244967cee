package org.newsloom.nlp;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.newsloom.text.SentenceTone;
import org.newsloom.text.ToneLexicon;

/**
 * Reads the annotations of one sentence into the shape of the tables.
 *
 * <p>Here, and only here, Spark NLP's offsets (UTF-16, inclusive ends) become code points with
 * exclusive ends, labels of any tag set become PER, ORG, LOC or MISC, and annotations that do not
 * fit the text (an empty span, one past its end) are left out. Public because Spark's generated
 * code calls it.
 */
public final class SentenceAnnotations implements Serializable {
  static final StructType TOKEN =
      new StructType()
          .add("start_char", IntegerType, false)
          .add("end_char", IntegerType, false)
          .add("token", StringType, false)
          .add("normal_form", StringType, false);

  static final StructType MENTION =
      new StructType()
          .add("start_char", IntegerType, false)
          .add("end_char", IntegerType, false)
          .add("surface", StringType, false)
          .add("entity_type", StringType, false)
          .add("confidence", DoubleType, true)
          .add("method", StringType, false)
          .add("expansion", StringType, true);

  static final StructType TONE =
      new StructType()
          .add("positive_count", LongType, false)
          .add("negative_count", LongType, false)
          .add("tonal_count", LongType, false)
          .add("activity_count", LongType, false)
          .add("self_group_count", LongType, false)
          .add("word_count", LongType, false)
          .add("tone", DoubleType, false);

  /** What {@link #read} returns. */
  static final StructType TYPE =
      new StructType()
          .add("tokens", new ArrayType(TOKEN, false), false)
          .add("mentions", new ArrayType(MENTION, false), false)
          .add("tone", TONE, false);

  private static final UTF8String PER = UTF8String.fromString("PER");
  private static final UTF8String ORG = UTF8String.fromString("ORG");
  private static final UTF8String LOC = UTF8String.fromString("LOC");
  private static final UTF8String MISC = UTF8String.fromString("MISC");

  private final UTF8String defaultMethod;

  /**
   * @param defaultMethod the {@code method} of mentions whose annotation names none
   */
  SentenceAnnotations(String defaultMethod) {
    this.defaultMethod = UTF8String.fromString(defaultMethod);
  }

  /** A name before its place is counted in code points. */
  private record Chunk(int begin, int end, InternalRow annotation) {}

  /**
   * Reads one sentence whose tone the pipeline does not know: it is scored over its tokens.
   *
   * @return a row of {@link #TYPE}
   */
  public InternalRow read(UTF8String text, ArrayData tokens, ArrayData chunks) {
    return read(text, tokens, chunks, null);
  }

  /**
   * Reads one sentence.
   *
   * @return a row of {@link #TYPE}
   */
  public InternalRow read(
      UTF8String text, ArrayData tokens, ArrayData chunks, ArrayData sentiments) {
    String sentence = text.toString();
    CodePoints codePoints = new CodePoints(sentence);
    return new GenericInternalRow(
        new Object[] {
          tokens(sentence, codePoints, tokens),
          mentions(sentence, codePoints, chunks),
          tone(tokens, sentiments)
        });
  }

  private static ArrayData tokens(String sentence, CodePoints codePoints, ArrayData annotations) {
    Object[] rows = new Object[annotations.numElements()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      InternalRow annotation = AnnotationRows.at(annotations, i);
      int begin = AnnotationRows.begin(annotation);
      int end = AnnotationRows.end(annotation) + 1;
      if (begin < 0 || end <= begin || end > sentence.length()) {
        continue;
      }
      String token = sentence.substring(begin, end);
      UTF8String written = UTF8String.fromString(token);
      String normalForm = normalForm(token);
      rows[count++] =
          new GenericInternalRow(
              new Object[] {
                codePoints.at(begin),
                codePoints.at(end),
                written,
                normalForm.equals(token) ? written : UTF8String.fromString(normalForm)
              });
    }
    return new GenericArrayData(count == rows.length ? rows : Arrays.copyOf(rows, count));
  }

  private ArrayData mentions(String sentence, CodePoints codePoints, ArrayData annotations) {
    if (annotations.numElements() == 0) {
      return new GenericArrayData(new Object[0]);
    }
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < annotations.numElements(); i++) {
      InternalRow annotation = AnnotationRows.at(annotations, i);
      int begin = AnnotationRows.begin(annotation);
      int end = AnnotationRows.end(annotation) + 1;
      if (begin >= 0 && end > begin && end <= sentence.length()) {
        chunks.add(new Chunk(begin, end, annotation));
      }
    }
    // Names do not overlap: the longest of those that begin together, then the earlier one.
    chunks.sort(
        Comparator.comparingInt(Chunk::begin)
            .thenComparing(Comparator.comparingInt(Chunk::end).reversed()));
    List<InternalRow> mentions = new ArrayList<>(chunks.size());
    int free = 0;
    for (Chunk chunk : chunks) {
      MapData metadata = AnnotationRows.metadata(chunk.annotation());
      UTF8String label = AnnotationRows.value(metadata, AnnotationRows.ENTITY);
      if (label == null || chunk.begin() < free) {
        continue;
      }
      free = chunk.end();
      UTF8String method = AnnotationRows.value(metadata, AnnotationRows.METHOD);
      mentions.add(
          new GenericInternalRow(
              new Object[] {
                codePoints.at(chunk.begin()),
                codePoints.at(chunk.end()),
                UTF8String.fromString(sentence.substring(chunk.begin(), chunk.end())),
                entityType(label),
                confidence(AnnotationRows.value(metadata, AnnotationRows.CONFIDENCE)),
                method == null ? defaultMethod : method,
                null
              }));
    }
    return AnnotationRows.array(mentions);
  }

  private static InternalRow tone(ArrayData tokens, ArrayData sentiments) {
    SentenceTone tone = null;
    if (sentiments != null && sentiments.numElements() == 1) {
      tone = NewsTone.toneOf(AnnotationRows.at(sentiments, 0));
    }
    if (tone == null) {
      tone = ToneLexicon.bundled().score(AnnotationRows.results(tokens, 0, tokens.numElements()));
    }
    return new GenericInternalRow(
        new Object[] {
          (long) tone.positiveCount(),
          (long) tone.negativeCount(),
          (long) tone.tonalCount(),
          (long) tone.activityCount(),
          (long) tone.selfGroupCount(),
          (long) tone.wordCount(),
          tone.tone()
        });
  }

  /** PER, ORG, LOC or MISC for a label of any tag set, with or without an IOB or BILOU prefix. */
  static UTF8String entityType(UTF8String label) {
    if (label.equals(PER) || label.equals(ORG) || label.equals(LOC) || label.equals(MISC)) {
      return label;
    }
    String name = label.toString();
    if (name.length() > 2 && name.charAt(1) == '-' && "BIOLUES".indexOf(name.charAt(0)) >= 0) {
      name = name.substring(2);
    }
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "PER", "PERS", "PERSON" -> PER;
      case "ORG", "ORGANIZATION", "ORGANISATION" -> ORG;
      case "LOC", "LOCATION", "GPE" -> LOC;
      default -> MISC;
    };
  }

  private static Double confidence(UTF8String value) {
    if (value == null) {
      return null;
    }
    try {
      double confidence = Double.parseDouble(value.toString());
      return confidence >= 0 && confidence <= 1 ? confidence : null;
    } catch (NumberFormatException e) {
      // Converters that were told to leave confidence out write a word here.
      return null;
    }
  }

  /**
   * The form under which tokens are counted together: Unicode NFKC, lower case, the typewriter's
   * apostrophe for the typographic ones, and no possessive "'s" or "'" at the end of a word (the
   * clitics "'s" and "n't" that stand alone stay).
   */
  static String normalForm(String token) {
    boolean plain = true;
    for (int i = 0; i < token.length() && plain; i++) {
      char c = token.charAt(i);
      plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
    if (plain) {
      return token;
    }
    String form = Normalizer.normalize(token, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    form = form.replace('\u2019', '\'').replace('\u2018', '\'').replace('\u02BC', '\'');
    if (form.length() > 2 && form.endsWith("'s")) {
      return form.substring(0, form.length() - 2);
    }
    if (form.length() > 2
        && form.endsWith("s'")
        && Character.isLetter(form.charAt(form.length() - 3))) {
      return form.substring(0, form.length() - 1);
    }
    return form;
  }

  /** Code-point offsets of UTF-16 indices. */
  private static final class CodePoints {
    /** Null where each character is a code point of its own. */
    private final int[] offsets;

    CodePoints(String text) {
      int pairs = 0;
      for (int i = 1; i < text.length(); i++) {
        if (Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))) {
          pairs++;
        }
      }
      offsets = pairs == 0 ? null : new int[text.length() + 1];
      if (offsets != null) {
        int codePoint = 0;
        for (int i = 0; i < text.length(); ) {
          int length = Character.charCount(text.codePointAt(i));
          offsets[i] = codePoint;
          offsets[i + length - 1] = codePoint;
          codePoint++;
          i += length;
        }
        offsets[text.length()] = codePoint;
      }
    }

    int at(int index) {
      return offsets == null ? index : offsets[index];
    }
  }
}
