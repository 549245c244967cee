package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Changes;
import org.newsloom.tables.EntityDaily;
import org.newsloom.tables.EntityPairsDaily;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.TermsDaily;
import org.newsloom.tables.ToneDaily;

@ExtendWith(SharedSparkSession.class)
final class DetectChangesTest {
  private static final int DAYS = 60;
  private static final LocalDate START = LocalDate.parse("2020-05-01");

  private final Rows entities =
      Rows.of(
          EntityDaily.TABLE,
          EntityDaily.ENTITY_ID,
          EntityDaily.DATE,
          EntityDaily.STORY_COUNT,
          EntityDaily.STORY_TONE_COUNT,
          EntityDaily.STORY_TONE_SUM);
  private final Rows corpus =
      Rows.of(
          ToneDaily.TABLE,
          ToneDaily.DATE,
          ToneDaily.STORY_COUNT,
          ToneDaily.STORY_TONE_COUNT,
          ToneDaily.STORY_TONE_SUM);
  private final Rows pairs =
      Rows.of(
          EntityPairsDaily.TABLE,
          EntityPairsDaily.ENTITY_A,
          EntityPairsDaily.ENTITY_B,
          EntityPairsDaily.DATE,
          EntityPairsDaily.STORY_COUNT);
  private final Rows terms =
      Rows.of(TermsDaily.TABLE, TermsDaily.TERM, TermsDaily.DATE, TermsDaily.STORY_COUNT);

  @Test
  void nothingPublishedIsNoChange(SparkSession spark) {
    assertThat(found(series(spark), List.of()).collectAsList()).isEmpty();
  }

  @Test
  void aSteadySeriesHasNoChange(SparkSession spark) {
    entity("steady", day -> 4 + day % 3, day -> 4);
    assertThat(found(series(spark), days()).collectAsList()).isEmpty();
  }

  @Test
  void entitiesPairsAndTermsBurst(SparkSession spark) {
    IntToLongFunction bursting = day -> day >= 20 && day < 27 ? 40 : 1 + day % 2;
    entity("steady", day -> 4 + day % 3, day -> 4);
    entity("bursting", bursting, day -> 4);
    for (int day = 0; day < DAYS; day++) {
      pairs.row("a", "b", date(day), bursting.applyAsLong(day));
      terms.row("word", date(day), bursting.applyAsLong(day));
    }
    assertThat(
            Rows.text(
                found(series(spark), days()),
                "series",
                "entity_id",
                "other_entity_id",
                "term",
                "kind",
                "date",
                "end_date"))
        .containsExactly(
            "stories|a|b|null|burst|2020-05-21|2020-05-27",
            "stories|bursting|null|null|burst|2020-05-21|2020-05-27",
            "stories|null|null|word|burst|2020-05-21|2020-05-27");
  }

  @Test
  void aToneThatTurnsIsAShiftOnThatDay(SparkSession spark) {
    entity("turning", day -> 4 + day % 3, day -> day < 15 ? 6 : -6);
    Row shift = found(series(spark), days()).first();
    assertThat(shift.<String>getAs("kind")).isEqualTo("tone_shift");
    assertThat(shift.getAs("date").toString()).isEqualTo("2020-05-16");
    assertThat(shift.<Date>getAs("end_date")).isNull();
    assertThat(shift.<Double>getAs("before")).isPositive();
    assertThat(shift.<Double>getAs("after")).isNegative();
    assertThat(shift.<Double>getAs("q_value"))
        .isGreaterThanOrEqualTo(shift.<Double>getAs("p_value"))
        .isLessThan(0.05);
  }

  @Test
  void seriesInWhichNothingIsFoundCountAsTests(SparkSession spark) {
    IntToLongFunction bursting = day -> day >= 20 && day < 27 ? 40 : 1 + day % 2;
    entity("bursting", bursting, day -> 4);
    double alone = found(series(spark), days()).first().getAs("q_value");
    for (int i = 0; i < 9; i++) {
      int step = i + 2;
      entity("steady" + i, day -> 3 + day * step % 7 % 3, day -> 4);
    }
    double amongTen = found(series(spark), days()).first().getAs("q_value");
    assertThat(amongTen / alone).isBetween(4.0, 11.0);
  }

  @Test
  void theToneOfTheWholeCorpusIsASeriesToo(SparkSession spark) {
    for (int day = 0; day < DAYS; day++) {
      corpus.row(date(day), 100, 100, 100.0 * ((day < 30 ? 2 : -2) + day % 3 * 0.1));
    }
    assertThat(Rows.text(found(series(spark), days()), "series", "entity_id", "kind", "date"))
        .containsExactly("tone|null|tone_shift|2020-05-31");
  }

  @Test
  void whatHasFewStoriesIsNotLookedAt(SparkSession spark) {
    entities.row("rare", date(4), 9, 9, 9.0);
    pairs.row("a", "b", date(4), 19);
    terms.row("word", date(4), 49);
    assertThat(series(spark).collectAsList()).isEmpty();
  }

  @Test
  void theOrderOfTheRowsDecidesNothing(SparkSession spark) {
    for (int i = 0; i < 6; i++) {
      int turn = 10 + 3 * i;
      entity(
          "e" + i,
          day -> day > turn && day < turn + 8 ? 30 : 2 + day % 2,
          day -> day < turn ? 6 : -6);
    }
    List<String> inOrder = text(found(series(spark), days()));
    Dataset<Row> shuffled = DetectChanges.ofEntities(Rows.shuffled(entities.in(spark)), 10);
    assertThat(text(found(Rows.shuffled(shuffled), days())))
        .isEqualTo(inOrder)
        .hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void shuffledDaysHaveNoBurst(SparkSession spark) {
    entity("bursting", day -> day >= 20 && day < 27 ? 40 : 1 + day % 2, day -> 4);
    Dataset<Row> tested =
        DetectChanges.tested(series(spark), days(), 0.05, OptionalLong.of(4)).localCheckpoint();
    assertThat(tested.count()).isPositive();
    assertThat(DetectChanges.changes(tested, 0.05).collectAsList()).isEmpty();
    assertThat(Rows.text(BenchChanges.alarms(tested), "kind", "series", "alarmed"))
        .contains("burst|1|0");
  }

  /** Of four partners of one entity one gives way to another for fifteen days. */
  private Dataset<Row> companies(SparkSession spark, boolean isShuffled) {
    Rows beside =
        Rows.of(
            EntityPairsDaily.TABLE,
            EntityPairsDaily.ENTITY_A,
            EntityPairsDaily.ENTITY_B,
            EntityPairsDaily.DATE,
            EntityPairsDaily.STORY_COUNT);
    for (int day = 0; day < DAYS; day++) {
      boolean isOther = day >= 20 && day < 35;
      beside.row("m", "z", date(day), 3 + day % 3);
      beside.row("b", "m", date(day), 2 + day % 2);
      beside.row("a", "m", date(day), isOther ? 6 : day % 2);
      beside.row("m", "y", date(day), isOther ? 0 : 4 + day % 2);
    }
    entity("m", day -> 10, day -> 4);
    entity("rare", day -> day == 3 ? 8 : 0, day -> 4);
    Dataset<Row> pairsDaily = beside.in(spark);
    return DetectChanges.companies(
            isShuffled ? Rows.shuffled(pairsDaily) : pairsDaily, entities.in(spark), 50)
        .localCheckpoint();
  }

  @Test
  void otherCompanyIsAShiftToThePartnerThatGrewMost(SparkSession spark) {
    Dataset<Row> tested =
        DetectChanges.testedCompanies(companies(spark, false), days(), 0.01).localCheckpoint();
    Dataset<Row> found = DetectChanges.changes(tested, 0.01).localCheckpoint();
    assertThat(
            Rows.text(found, "series", "kind", "entity_id", "other_entity_id", "date", "end_date"))
        .containsExactly("company|company_shift|m|a|2020-05-21|2020-06-04");
    assertThat(found.first().<Double>getAs("after")).isEqualTo(0.6);
    assertThat(found.first().<Double>getAs("before")).isLessThan(0.1);
    assertThat(found.first().<Double>getAs("company_divergence")).isBetween(0.2, 0.9);
    assertThat(
            Rows.text(
                DetectChanges.testedCompanies(Rows.shuffled(companies(spark, true)), days(), 0.01)))
        .isEqualTo(Rows.text(tested));
  }

  @Test
  void companyOnShuffledDaysIsNoShift(SparkSession spark) {
    Dataset<Row> tested =
        DetectChanges.testedCompanies(companies(spark, false), days(), 0.05, OptionalLong.of(4))
            .localCheckpoint();
    assertThat(Rows.text(BenchChanges.alarms(tested), "kind", "series", "alarmed"))
        .containsExactly("company_shift|1|0");
  }

  @Test
  void examplesNameTheEntityMostAndAreOfDifferentStories(SparkSession spark) {
    entity("bursting", day -> day >= 20 && day < 27 ? 40 : 1 + day % 2, day -> 4);
    Rows articles = Rows.of(Articles.TABLE, Articles.ARTICLE_ID, Articles.PUBLISHED_DATE);
    Rows copies = Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID);
    Rows mentioned =
        Rows.of(Mentions.TABLE, Mentions.ARTICLE_ID, Mentions.ENTITY_ID, Mentions.START_CHAR);
    Object[][] rows = {
      {"most", 21, "s1", 9},
      {"copyOfMost", 21, "s1", 8},
      {"second", 23, "s2", 5},
      {"third", 26, "s3", 4},
      {"fourth", 22, "s4", 3},
      {"before", 10, "s5", 50},
      {"after", 27, "s6", 50}
    };
    for (Object[] row : rows) {
      articles.row(row[0], date((int) row[1]));
      copies.row(row[0], row[2]);
      for (int i = 0; i < (int) row[3]; i++) {
        mentioned.row(row[0], "bursting", i);
      }
      mentioned.row(row[0], "other", 99);
    }
    Dataset<Row> changes = found(series(spark), days());
    Dataset<Row> examples =
        DetectChanges.examples(
            DetectChanges.entityCandidates(
                changes,
                NewsMentions.byArticle(
                    mentioned.in(spark),
                    MeasureTone.dated(articles.in(spark), copies.in(spark)),
                    Rows.of(Articles.TABLE, Articles.SOURCE)
                        .in(spark)
                        .withColumn("entity_id", org.apache.spark.sql.functions.lit("none"))
                        .select("source", "entity_id"))),
            DetectChanges.stories(articles.in(spark), copies.in(spark)));
    Dataset<Row> written = DetectChanges.withExamples(changes, examples);
    assertThat(Rows.text(Changes.TABLE, written)).hasSize(1);
    assertThat(
            Rows.text(
                written,
                "example_article_id",
                "second_example_article_id",
                "third_example_article_id"))
        .containsExactly("most|second|third");
  }

  private static Dataset<Row> found(Dataset<Row> series, List<Row> days) {
    Dataset<Row> tested = DetectChanges.tested(series, days, 0.01).localCheckpoint();
    return DetectChanges.changes(tested, 0.01).localCheckpoint();
  }

  private static List<String> text(Dataset<Row> found) {
    return Rows.text(found);
  }

  private Dataset<Row> series(SparkSession spark) {
    return DetectChanges.ofEntities(entities.in(spark), 10)
        .union(DetectChanges.ofCorpus(corpus.in(spark)))
        .union(DetectChanges.ofPairs(pairs.in(spark), 20))
        .union(DetectChanges.ofTerms(terms.in(spark), 50));
  }

  /** A hundred stories a day in all. */
  private static List<Row> days() {
    return IntStream.range(0, DAYS)
        .mapToObj(day -> RowFactory.create(Date.valueOf(START.plusDays(day)), 100L))
        .toList();
  }

  private static String date(int day) {
    return START.plusDays(day).toString();
  }

  /** With a mean tone of a tenth of the given one, which goes a little up and down. */
  private void entity(String id, IntToLongFunction stories, IntToLongFunction tone) {
    for (int day = 0; day < DAYS; day++) {
      long count = stories.applyAsLong(day);
      double mean = tone.applyAsLong(day) * 0.1 + day * 11 % 7 * 0.01;
      entities.row(id, date(day), count, count, count * mean);
    }
  }
}
