package org.newsloom.stages;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.newsloom.tables.Articles;
import org.newsloom.text.CodePoints;
import org.newsloom.text.Credits;
import org.newsloom.text.Quotation;
import org.newsloom.text.Quotations;
import org.newsloom.text.ToneLexicon;
import org.newsloom.text.WordTokenizer;

/** Finds quotations, speakers and credits where the text of the articles lies. */
final class Quoting {
  private static final StructType QUOTED =
      new StructType()
          .add("start_char", DataTypes.LongType)
          .add("end_char", DataTypes.LongType)
          .add("text", DataTypes.StringType)
          .add("sentence_index", DataTypes.IntegerType)
          .add("speaker_start_char", DataTypes.LongType)
          .add("speaker_end_char", DataTypes.LongType)
          .add("speaker_entity_id", DataTypes.StringType)
          .add("verb", DataTypes.StringType)
          .add("method", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("tone", DataTypes.DoubleType);

  private static final StructType FLAGGED =
      new StructType()
          .add("start_char", DataTypes.LongType)
          .add("is_credit", DataTypes.BooleanType)
          .add("in_quotation", DataTypes.BooleanType)
          .add("speaker_entity_id", DataTypes.StringType);

  private static final StructType FOUND =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("quotations", DataTypes.createArrayType(QUOTED))
          .add("mentions", DataTypes.createArrayType(FLAGGED));

  private Quoting() {}

  /**
   * (article_id, quotations, mentions): of each article its quotations, and the flags of those of
   * its mentions that have any. Texts stay where they are.
   *
   * @param lexicon by which the tone of quotations is told
   * @param mentions with article_id, start_char, end_char, entity_id, entity_type
   */
  static Dataset<Row> find(
      Dataset<Row> articles,
      Dataset<Row> articleSentences,
      Dataset<Row> mentions,
      ToneLexicon lexicon) {
    Dataset<Row> named =
        mentions
            .groupBy("article_id")
            .agg(
                sort_array(
                        collect_list(
                            struct(
                                col("start_char"),
                                col("end_char"),
                                col("entity_id"),
                                col("entity_type"))))
                    .as("names"));
    Dataset<Row> placed =
        articleSentences
            .groupBy("article_id")
            .agg(
                sort_array(collect_list(struct(col("start_char"), col("sentence_index"))))
                    .as("sentences"));
    Dataset<Row> known = placed.join(named, new String[] {"article_id"}, "left");
    return RowsInPlace.leftJoin(
            articles.select(
                Articles.ARTICLE_ID.col(), Articles.TEXT.col(), Articles.IS_TRANSCRIPT.col()),
            known,
            "article_id")
        .map((MapFunction<Row, Row>) row -> article(row, lexicon), Encoders.row(FOUND));
  }

  private static Row article(Row row, ToneLexicon lexicon) {
    String text = row.getAs("text");
    if (text == null) {
      return RowFactory.create(row.getAs("article_id"), new Row[0], new Row[0]);
    }
    List<Row> names = list(row, "names");
    List<Row> sentences = list(row, "sentences");
    // By code point and back.
    CodePoints points = CodePoints.of(text);
    int length = points.at(text.length());
    List<Quotation.Name> spans = new ArrayList<>(names.size());
    List<Row> used = new ArrayList<>(names.size());
    for (Row name : names) {
      long start = name.getLong(0);
      long end = name.getLong(1);
      if (start >= 0 && start < end && end <= length) {
        spans.add(
            new Quotation.Name(
                points.index((int) start),
                points.index((int) end),
                name.getString(2),
                name.getString(3)));
        used.add(name);
      }
    }
    Boolean isTranscript = row.getAs("is_transcript");
    List<Quotation> quotations =
        Quotations.find(
            text,
            spans,
            Boolean.TRUE.equals(isTranscript)
                ? Quotations.TextKind.TRANSCRIPT
                : Quotations.TextKind.REPORT);
    List<Row> quoted = new ArrayList<>(quotations.size());
    for (Quotation quotation : quotations) {
      long start = points.at(quotation.start());
      Row speaker =
          quotation.speakerOrMinusOne() < 0 ? null : used.get(quotation.speakerOrMinusOne());
      String words = text.substring(quotation.start(), quotation.end());
      quoted.add(
          RowFactory.create(
              start,
              (long) points.at(quotation.end()),
              words,
              sentence(sentences, start),
              speaker == null ? null : speaker.getLong(0),
              speaker == null ? null : speaker.getLong(1),
              speaker == null ? null : speaker.getString(2),
              quotation.verbOrNull(),
              quotation.method(),
              quotation.confidence(),
              tone(words, lexicon)));
    }
    return RowFactory.create(
        row.getAs("article_id"),
        quoted.toArray(new Row[0]),
        flags(spans, used, quotations, Credits.find(text)).toArray(new Row[0]));
  }

  private static List<Row> list(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? Collections.emptyList() : row.getList(index);
  }

  private static List<Row> flags(
      List<Quotation.Name> spans,
      List<Row> used,
      List<Quotation> quotations,
      List<Credits.Credit> credits) {
    List<Row> flags = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < spans.size(); i++) {
      Quotation.Name span = spans.get(i);
      while (next < quotations.size() && quotations.get(next).end() <= span.start()) {
        next++;
      }
      Quotation quotation =
          next < quotations.size()
                  && quotations.get(next).start() <= span.start()
                  && span.end() <= quotations.get(next).end()
              ? quotations.get(next)
              : null;
      boolean isCredit =
          credits.stream()
              .anyMatch(credit -> credit.start() <= span.start() && span.end() <= credit.end());
      if (isCredit || quotation != null) {
        flags.add(
            RowFactory.create(
                used.get(i).getLong(0),
                isCredit,
                quotation != null,
                quotation == null || quotation.speakerOrMinusOne() < 0
                    ? null
                    : used.get(quotation.speakerOrMinusOne()).getString(2)));
      }
    }
    return flags;
  }

  private static Integer sentence(List<Row> sentences, long start) {
    Integer index = null;
    for (Row sentence : sentences) {
      if (sentence.getLong(0) > start) {
        break;
      }
      index = sentence.getInt(1);
    }
    return index;
  }

  private static Double tone(String words, ToneLexicon lexicon) {
    List<String> tokens =
        WordTokenizer.tokenize(words).stream().map(token -> token.text()).toList();
    return tokens.stream().anyMatch(ToneLexicon::isWord)
        ? lexicon.read(tokens).tone().tone()
        : null;
  }

  /** Rows of quotations. */
  static Dataset<Row> quotations(Dataset<Row> found) {
    return found
        .select(col("article_id"), explode(col("quotations")).as("q"))
        .select("article_id", "q.*")
        .select(org.newsloom.tables.Quotations.TABLE.select());
  }

  /** The mentions with what was found of them. */
  static Dataset<Row> flag(Dataset<Row> identified, Dataset<Row> found) {
    Dataset<Row> flags =
        found
            .select(col("article_id"), explode(col("mentions")).as("m"))
            .select(
                col("article_id"),
                col("m.start_char").as("start_char"),
                col("m.is_credit").as("found_credit"),
                col("m.in_quotation").as("found_quotation"),
                col("m.speaker_entity_id").as("found_speaker"));
    return identified
        .join(flags, new String[] {"article_id", "start_char"}, "left")
        .withColumn("is_credit", coalesce(col("found_credit"), lit(false)))
        .withColumn("in_quotation", coalesce(col("found_quotation"), lit(false)))
        .withColumn("speaker_entity_id", col("found_speaker"))
        .drop("found_credit", "found_quotation", "found_speaker");
  }
}
