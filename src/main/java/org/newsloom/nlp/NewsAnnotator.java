package org.newsloom.nlp;

import com.johnsnowlabs.nlp.Annotation;
import com.johnsnowlabs.nlp.AnnotatorModel;
import com.johnsnowlabs.nlp.HasSimpleAnnotate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A Spark NLP annotator whose work is one {@link AnnotationFunction}.
 *
 * <p>Everything Spark NLP asks of an annotator (types checked through column metadata, saving,
 * loading, {@code LightPipeline}) is its own base class's. Only the way a row is computed differs:
 * neighbouring annotators of this package fuse into one generated loop, in which annotations pass
 * by reference instead of being encoded between steps.
 */
abstract class NewsAnnotator<M extends NewsAnnotator<M>> extends AnnotatorModel<M>
    implements HasSimpleAnnotate<M> {
  /**
   * Spark NLP's constructor makes parameters, which ask for the uid, before this class can set its
   * own field.
   */
  private static final ThreadLocal<String> UID_IN_CONSTRUCTION = new ThreadLocal<>();

  private final String uid;

  NewsAnnotator(String uid) {
    this(announced(uid), true);
  }

  private NewsAnnotator(String uid, @SuppressWarnings("unused") boolean isAnnounced) {
    this.uid = uid;
    UID_IN_CONSTRUCTION.remove();
  }

  private static String announced(String uid) {
    UID_IN_CONSTRUCTION.set(uid);
    return uid;
  }

  /** The work on one row. It is shipped to the executors: models are looked up there. */
  abstract AnnotationFunction function();

  @Override
  public String uid() {
    return uid == null ? UID_IN_CONSTRUCTION.get() : uid;
  }

  @Override
  public Seq<Annotation> annotate(Seq<Annotation> annotations) {
    // Spark NLP hands over all input columns in one sequence: part it by type again.
    String[] types = inputAnnotatorTypes();
    ArrayData[] inputs = new ArrayData[types.length];
    for (int i = 0; i < types.length; i++) {
      List<Annotation> ofType = new ArrayList<>();
      for (Annotation annotation : JavaConverters.seqAsJavaList(annotations)) {
        if (annotation.annotatorType().equals(types[i])) {
          ofType.add(annotation);
        }
      }
      inputs[i] = AnnotationRows.fromAnnotations(ofType);
    }
    return JavaConverters.asScalaBuffer(AnnotationRows.toAnnotations(function().annotate(inputs)))
        .toSeq();
  }

  @Override
  public Dataset<Row> _transform(Dataset<?> dataset, Option<PipelineModel> pipeline) {
    if (!validate(dataset.schema())) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + " needs annotation columns of types "
              + String.join(", ", inputAnnotatorTypes())
              + " in its inputs "
              + String.join(", ", getInputCols())
              + ", but the data has: "
              + msgHelper(dataset.schema()));
    }
    String[] inputs = getInputCols();
    Column[] columns = new Column[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      columns[i] = dataset.col(inputs[i]);
    }
    String method = columns.length == 1 ? "annotateOne" : "annotateTwo";
    Column annotated =
        call(AnnotationFunction.class, function(), method, Annotation.arrayType(), columns);
    return dataset.withColumn(getOutputCol(), wrapColumnMetadata(annotated));
  }

  /** A column that calls {@code target.method(inputs…)} on Catalyst's own values. */
  static <T> Column call(
      Class<T> type, T target, String method, DataType result, Column... inputs) {
    List<Expression> arguments = new ArrayList<>();
    for (Column input : inputs) {
      arguments.add(input.expr());
    }
    return new Column(
        new Invoke(
            Literal.fromObject(target, new ObjectType(type)),
            method,
            result,
            JavaConverters.asScalaBuffer(arguments).toSeq(),
            JavaConverters.asScalaBuffer(new ArrayList<AbstractDataType>()).toSeq(),
            true,
            true,
            true));
  }
}
