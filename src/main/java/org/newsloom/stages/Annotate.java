package org.newsloom.stages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.posexplode;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.newsloom.job.InputException;
import org.newsloom.job.Job;
import org.newsloom.job.Stage;
import org.newsloom.nlp.AnnotationPipeline;
import org.newsloom.tables.NameCandidates;
import org.newsloom.tables.SentenceMentions;
import org.newsloom.tables.SentenceTone;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Table;
import org.newsloom.tables.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Tokenises, tags and scores each distinct sentence once. Sentences that the last run annotated
 * with the same pipeline keep their annotations; only new ones go through it.
 */
@Command(name = "annotate", description = "Finds tokens, names and tone in each distinct sentence.")
public final class Annotate implements Stage {
  @Option(
      names = "--pipeline",
      paramLabel = "PATH",
      description =
          "A saved Spark NLP PipelineModel that yields tokens and named-entity chunks, in place of the bundled one.")
  private String pipelinePath;

  @Mixin private final KnowledgeOption knowledge;
  @Mixin private final LexiconOption lexicon;

  private AnnotationPipeline pipeline;

  Annotate(KnowledgeOption knowledge, LexiconOption lexicon) {
    this.knowledge = knowledge;
    this.lexicon = lexicon;
  }

  @Override
  public String name() {
    return "annotate";
  }

  @Override
  public List<Table> reads() {
    return List.of(Sentences.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Tokens.TABLE, SentenceMentions.TABLE, NameCandidates.TABLE, SentenceTone.TABLE);
  }

  @Override
  public void check(SparkSession spark) {
    pipeline(spark);
  }

  @Override
  public String dependencies(Job job) {
    return pipeline(job.spark()).checksum();
  }

  @Override
  public void run(Job job) {
    String origin = pipeline(job.spark()).checksum();
    Dataset<Row> sentences = job.read(Sentences.TABLE);
    Optional<Dataset<Row>> earlierTone = job.earlier(SentenceTone.TABLE, origin);
    Dataset<Row> fresh = earlierTone.map(earlier -> fresh(sentences, earlier)).orElse(sentences);
    Dataset<Row> annotated = job.once(pipeline(job.spark()).annotate(fresh));
    job.note(
        "%,d of %,d sentences new, %s"
            .formatted(
                annotated.count(), job.rows(Sentences.TABLE), pipeline(job.spark()).description()));
    write(job, Tokens.TABLE, tokens(annotated), origin);
    write(job, SentenceMentions.TABLE, sentenceMentions(annotated), origin);
    write(job, NameCandidates.TABLE, nameCandidates(annotated), origin);
    write(job, SentenceTone.TABLE, sentenceTone(annotated), origin);
  }

  /** The new rows and those of the last run whose sentences are still there. */
  private static void write(Job job, Table table, Dataset<Row> fresh, String origin) {
    Dataset<Row> rows =
        job.earlier(table, origin)
            .map(earlier -> kept(earlier, job.read(Sentences.TABLE)).unionByName(fresh))
            .orElse(fresh);
    job.write(table, rows, origin);
  }

  /** Sentences without annotations, with their text where it lies. */
  static Dataset<Row> fresh(Dataset<Row> sentences, Dataset<Row> annotated) {
    Dataset<Row> missing =
        sentences
            .select(Sentences.SENTENCE_ID.col())
            .join(
                annotated.select(SentenceTone.SENTENCE_ID.col()),
                new String[] {Sentences.SENTENCE_ID.name()},
                "left_anti");
    return RowsInPlace.join(
        sentences.select(Sentences.SENTENCE_ID.col(), Sentences.TEXT.col()),
        missing,
        Sentences.SENTENCE_ID.name());
  }

  static Dataset<Row> kept(Dataset<Row> annotations, Dataset<Row> sentences) {
    return annotations.join(
        sentences.select(Sentences.SENTENCE_ID.col()),
        new String[] {Sentences.SENTENCE_ID.name()},
        "left_semi");
  }

  static Dataset<Row> tokens(Dataset<Row> annotated) {
    return annotated
        .select(Tokens.SENTENCE_ID.col(), posexplode(col("tokens")))
        .select(Tokens.SENTENCE_ID.col(), col("pos").as(Tokens.TOKEN_INDEX.name()), col("col.*"))
        .select(Tokens.TABLE.select());
  }

  static Dataset<Row> sentenceMentions(Dataset<Row> annotated) {
    return annotated
        .select(SentenceMentions.SENTENCE_ID.col(), explode(col("mentions")).as("mention"))
        .select(SentenceMentions.SENTENCE_ID.col(), col("mention.*"))
        .select(SentenceMentions.TABLE.select());
  }

  static Dataset<Row> nameCandidates(Dataset<Row> annotated) {
    return annotated
        .select(SentenceMentions.SENTENCE_ID.col(), explode(col("candidates")).as("candidate"))
        .select(SentenceMentions.SENTENCE_ID.col(), col("candidate.*"))
        .select(NameCandidates.TABLE.select());
  }

  static Dataset<Row> sentenceTone(Dataset<Row> annotated) {
    return annotated
        .select(SentenceTone.SENTENCE_ID.col(), col("tone.*"))
        .select(SentenceTone.TABLE.select());
  }

  private AnnotationPipeline pipeline(SparkSession spark) {
    if (pipeline == null) {
      try {
        pipeline =
            pipelinePath == null
                ? AnnotationPipeline.bundled(knowledge.read(spark), lexicon.read(spark))
                : AnnotationPipeline.load(spark, pipelinePath, lexicon.read(spark));
      } catch (IllegalArgumentException e) {
        throw new InputException(e.getMessage(), e);
      }
    }
    return pipeline;
  }
}
