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
import org.newsloom.entities.Acronyms;
import org.newsloom.text.CodePoints;
import org.newsloom.text.SentenceTone;
import org.newsloom.text.Span;
import org.newsloom.text.TargetTone;
import org.newsloom.text.ToneLexicon;
import org.newsloom.text.ToneReading;

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
          .add("expansion", StringType, true)
          .add("tone", DoubleType, false)
          .add("polarity", IntegerType, false)
          .add("tone_confidence", DoubleType, true)
          .add("per_probability", DoubleType, true)
          .add("org_probability", DoubleType, true)
          .add("loc_probability", DoubleType, true)
          .add("misc_probability", DoubleType, true);

  static final StructType TONE =
      new StructType()
          .add("positive_count", LongType, false)
          .add("negative_count", LongType, false)
          .add("tonal_count", LongType, false)
          .add("activity_count", LongType, false)
          .add("self_group_count", LongType, false)
          .add("word_count", LongType, false)
          .add("tone", DoubleType, false)
          .add("event_tone", DoubleType, false)
          .add("attitude_tone", DoubleType, false);

  /** What {@link #read} returns. */
  static final StructType TYPE =
      new StructType()
          .add("tokens", new ArrayType(TOKEN, false), false)
          .add("mentions", new ArrayType(MENTION, false), false)
          .add("tone", TONE, false)
          .add("candidates", new ArrayType(MENTION, false), false);

  private static final UTF8String PER = UTF8String.fromString("PER");
  private static final UTF8String ORG = UTF8String.fromString("ORG");
  private static final UTF8String LOC = UTF8String.fromString("LOC");
  private static final UTF8String MISC = UTF8String.fromString("MISC");

  private final UTF8String defaultMethod;
  private final ToneLexicon lexicon;

  /**
   * @param defaultMethod the {@code method} of mentions whose annotation names none
   * @param lexicon by which tone is told where the pipeline does not tell it
   */
  SentenceAnnotations(String defaultMethod, ToneLexicon lexicon) {
    this.defaultMethod = UTF8String.fromString(defaultMethod);
    this.lexicon = lexicon;
  }

  /** A name before its place is counted in code points. */
  private record Chunk(int begin, int end, MapData metadata) {}

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
   * @param sentiments of {@link NewsTone}, of other annotators, or of both; null for none
   * @return a row of {@link #TYPE}
   */
  public InternalRow read(
      UTF8String text, ArrayData tokens, ArrayData chunks, ArrayData sentiments) {
    String sentence = text.toString();
    CodePoints codePoints = CodePoints.of(sentence);
    List<Chunk> names = new ArrayList<>();
    List<Chunk> candidates = new ArrayList<>();
    chunks(sentence, chunks, names, candidates);
    List<Chunk> apart = apart(names);
    List<Acronyms.Definition> acronyms =
        apart.isEmpty()
            ? List.of()
            : Acronyms.find(
                sentence,
                apart.stream().map(chunk -> new Span(chunk.begin(), chunk.end())).toList());
    List<Chunk> all = new ArrayList<>(apart);
    all.addAll(candidates);
    // One reading of the sentence, for all that the pipeline does not tell.
    SentenceTone tone = tone(sentiments);
    List<ClassifiedTone> tones = new ArrayList<>(all.size());
    for (Chunk chunk : all) {
      tones.add(ClassifiedTone.at(sentiments, chunk.begin()));
    }
    if (tone == null || tones.contains(null)) {
      ToneReading reading = lexicon.read(AnnotationRows.results(tokens, 0, tokens.numElements()));
      tone = tone == null ? reading.tone() : tone;
      fill(tones, reading, tokens, all);
    }
    return new GenericInternalRow(
        new Object[] {
          tokens(sentence, codePoints, tokens),
          mentions(sentence, codePoints, apart, tones.subList(0, apart.size()), acronyms),
          row(tone),
          mentions(
              sentence, codePoints, candidates, tones.subList(apart.size(), all.size()), List.of())
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

  private ArrayData mentions(
      String sentence,
      CodePoints codePoints,
      List<Chunk> chunks,
      List<ClassifiedTone> tones,
      List<Acronyms.Definition> acronyms) {
    Object[] mentions = new Object[chunks.size()];
    for (int i = 0; i < mentions.length; i++) {
      Chunk chunk = chunks.get(i);
      MapData metadata = chunk.metadata();
      UTF8String method = AnnotationRows.value(metadata, AnnotationRows.METHOD);
      ClassifiedTone toward = tones.get(i);
      mentions[i] =
          new GenericInternalRow(
              new Object[] {
                codePoints.at(chunk.begin()),
                codePoints.at(chunk.end()),
                UTF8String.fromString(sentence.substring(chunk.begin(), chunk.end())),
                entityType(AnnotationRows.value(metadata, AnnotationRows.ENTITY)),
                probability(metadata, AnnotationRows.CONFIDENCE),
                method == null ? defaultMethod : method,
                expansion(sentence, chunk, acronyms),
                toward.tone(),
                toward.polarity(),
                toward.confidence(),
                probability(metadata, AnnotationRows.PER_PROBABILITY),
                probability(metadata, AnnotationRows.ORG_PROBABILITY),
                probability(metadata, AnnotationRows.LOC_PROBABILITY),
                probability(metadata, AnnotationRows.MISC_PROBABILITY)
              });
    }
    return new GenericArrayData(mentions);
  }

  /** Puts our model's tone toward each chunk where the pipeline classifies no sentence. */
  private static void fill(
      List<ClassifiedTone> tones, ToneReading reading, ArrayData tokens, List<Chunk> chunks) {
    if (!tones.contains(null)) {
      return;
    }
    List<Span> places = new ArrayList<>(chunks.size());
    int firstToken = 0;
    int begin = 0;
    for (Chunk chunk : chunks) {
      // By begin, but for where the candidates follow the names.
      firstToken = tokenFrom(tokens, chunk.begin() < begin ? 0 : firstToken, chunk.begin());
      begin = chunk.begin();
      places.add(new Span(firstToken, tokenFrom(tokens, firstToken, chunk.end())));
    }
    List<TargetTone> modelled = reading.towards(places);
    for (int i = 0; i < tones.size(); i++) {
      if (tones.get(i) == null) {
        TargetTone tone = modelled.get(i);
        tones.set(i, new ClassifiedTone(tone.tone(), tone.polarity(), tone.confidence()));
      }
    }
  }

  /**
   * Parts the chunks that are names from those that only may be, each by begin, the longest first.
   * Chunks of other kinds than names carry no entity.
   */
  private static void chunks(
      String sentence, ArrayData annotations, List<Chunk> names, List<Chunk> candidates) {
    for (int i = 0; i < annotations.numElements(); i++) {
      InternalRow annotation = AnnotationRows.at(annotations, i);
      int begin = AnnotationRows.begin(annotation);
      int end = AnnotationRows.end(annotation) + 1;
      MapData metadata = AnnotationRows.metadata(annotation);
      if (begin >= 0
          && end > begin
          && end <= sentence.length()
          && AnnotationRows.value(metadata, AnnotationRows.ENTITY) != null) {
        boolean isCandidate = AnnotationRows.value(metadata, AnnotationRows.CANDIDATE) != null;
        (isCandidate ? candidates : names).add(new Chunk(begin, end, metadata));
      }
    }
    Comparator<Chunk> order =
        Comparator.comparingInt(Chunk::begin)
            .thenComparing(Comparator.comparingInt(Chunk::end).reversed());
    names.sort(order);
    candidates.sort(order);
  }

  /** The names without overlap: the longest of those that begin together, then the earlier one. */
  private static List<Chunk> apart(List<Chunk> chunks) {
    if (chunks.size() < 2) {
      return chunks;
    }
    List<Chunk> apart = new ArrayList<>(chunks.size());
    int free = 0;
    for (Chunk chunk : chunks) {
      if (chunk.begin() >= free) {
        apart.add(chunk);
        free = chunk.end();
      }
    }
    return apart;
  }

  /** Index of the first token, from {@code first} on, that does not end before {@code offset}. */
  private static int tokenFrom(ArrayData tokens, int first, int offset) {
    int token = first;
    while (token < tokens.numElements()
        && AnnotationRows.end(AnnotationRows.at(tokens, token)) < offset) {
      token++;
    }
    return token;
  }

  private static UTF8String expansion(
      String sentence, Chunk chunk, List<Acronyms.Definition> acronyms) {
    for (Acronyms.Definition acronym : acronyms) {
      Span shortForm = acronym.shortForm();
      if (shortForm.start() == chunk.begin() && shortForm.end() == chunk.end()) {
        return UTF8String.fromString(acronym.longForm().of(sentence));
      }
    }
    return null;
  }

  /** The sentence's tone as our annotator told it; null where it told none, or several. */
  private static SentenceTone tone(ArrayData sentiments) {
    SentenceTone tone = null;
    // Of two or more, our own split the row into sentences of its own: the row is scored whole.
    int ours = 0;
    for (int i = 0; sentiments != null && i < sentiments.numElements(); i++) {
      SentenceTone found = NewsTone.toneOf(AnnotationRows.at(sentiments, i));
      ours += found == null ? 0 : 1;
      tone = found == null ? tone : found;
    }
    return ours == 1 ? tone : null;
  }

  private static InternalRow row(SentenceTone tone) {
    return new GenericInternalRow(
        new Object[] {
          (long) tone.positiveCount(),
          (long) tone.negativeCount(),
          (long) tone.tonalCount(),
          (long) tone.activityCount(),
          (long) tone.selfGroupCount(),
          (long) tone.wordCount(),
          tone.tone(),
          tone.eventTone(),
          tone.attitudeTone()
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

  static Double probability(MapData metadata, UTF8String key) {
    UTF8String value = AnnotationRows.value(metadata, key);
    if (value == null) {
      return null;
    }
    try {
      double probability = Double.parseDouble(value.toString());
      return probability >= 0 && probability <= 1 ? probability : null;
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
      plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
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
}
