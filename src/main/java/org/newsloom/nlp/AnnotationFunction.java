package org.newsloom.nlp;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * What an annotator computes for one row, on Catalyst's own values.
 *
 * <p>Spark's generated code calls it by name, so it is public. A UDF would convert every annotation
 * to a {@code Row} and back at each step, which costs more than the annotating itself.
 */
@FunctionalInterface
public interface AnnotationFunction extends Serializable {
  /**
   * Annotates one row.
   *
   * @param inputs the row's annotation columns in the order of the annotator's input columns; none
   *     is null
   * @return annotations, as {@link AnnotationRows} makes them
   */
  ArrayData annotate(ArrayData[] inputs);

  /** {@link #annotate} for one input column. */
  default ArrayData annotateOne(ArrayData first) {
    return annotate(new ArrayData[] {first});
  }

  /** {@link #annotate} for two input columns. */
  default ArrayData annotateTwo(ArrayData first, ArrayData second) {
    return annotate(new ArrayData[] {first, second});
  }
}
