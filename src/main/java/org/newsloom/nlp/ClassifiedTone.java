package org.newsloom.nlp;

import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Tone of a sentence as another annotator's sentiment or category says it, such as {@code
 * SentimentDLModel} or {@code ClassifierDLModel}: the result positive, negative or neutral (also
 * pos, neg, neu); any other result, such as a topic or "na", says nothing.
 *
 * @param tone P(positive) − P(negative) where the metadata holds both under these labels; else the
 *     polarity times the confidence, or the polarity
 * @param confidence the metadata's value under the result, or under "confidence", where it is a
 *     probability; else null
 */
record ClassifiedTone(double tone, int polarity, Double confidence) {
  private static final UTF8String POSITIVE = UTF8String.fromString("positive");
  private static final UTF8String NEGATIVE = UTF8String.fromString("negative");

  /**
   * The first that covers the UTF-16 unit {@code begin}, or the only one there is; else null.
   *
   * @param annotations of any annotators; null for none
   */
  static ClassifiedTone at(ArrayData annotations, int begin) {
    ClassifiedTone only = null;
    int count = 0;
    for (int i = 0; annotations != null && i < annotations.numElements(); i++) {
      InternalRow annotation = AnnotationRows.at(annotations, i);
      ClassifiedTone tone = NewsTone.wrote(annotation) ? null : of(annotation);
      if (tone != null) {
        if (AnnotationRows.begin(annotation) <= begin && begin <= AnnotationRows.end(annotation)) {
          return tone;
        }
        only = tone;
        count++;
      }
    }
    // Spark NLP's SentimentDetectorModel gives no more than a part of the sentence as its place.
    return count == 1 ? only : null;
  }

  private static ClassifiedTone of(InternalRow annotation) {
    UTF8String result = AnnotationRows.result(annotation);
    int polarity;
    switch (result == null ? "" : result.toString().trim().toLowerCase(Locale.ROOT)) {
      case "positive", "pos" -> polarity = 1;
      case "negative", "neg" -> polarity = -1;
      case "neutral", "neu" -> polarity = 0;
      default -> {
        return null;
      }
    }
    MapData metadata = AnnotationRows.metadata(annotation);
    Double confidence = SentenceAnnotations.probability(metadata, result);
    if (confidence == null) {
      confidence = SentenceAnnotations.probability(metadata, AnnotationRows.CONFIDENCE);
    }
    Double positive = SentenceAnnotations.probability(metadata, POSITIVE);
    Double negative = SentenceAnnotations.probability(metadata, NEGATIVE);
    double tone =
        positive != null && negative != null
            ? positive - negative
            : polarity * (confidence == null ? 1 : confidence);
    return new ClassifiedTone(tone, polarity, confidence);
  }
}
