package org.newsloom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.tables.ArticleCopies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Articles;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityCandidates;
import org.newsloom.tables.EntityRelations;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.Sentences;
import org.newsloom.tables.Table;

@ExtendWith(SharedSparkSession.class)
class ExplainEntityTest {
  private static final String SENTENCE = "The Northern Lakes Council (NLC) met in Hillgate.";

  @TempDir private Path folder;
  private SparkSession spark;
  private Rows entities;
  private Rows aliases;
  private Rows sentences;

  @BeforeEach
  void fill(SparkSession shared) {
    spark = shared;
    entities =
        Rows.of(
                Entities.TABLE,
                Entities.ENTITY_ID,
                Entities.NAME,
                Entities.ENTITY_TYPE,
                Entities.MENTION_COUNT,
                Entities.ARTICLE_COUNT,
                Entities.STORY_COUNT,
                Entities.ALIAS_COUNT,
                Entities.FIRST_DATE,
                Entities.LAST_DATE,
                Entities.COUNTRY_CODE)
            .row(
                "e1",
                "Northern Lakes Council",
                "ORG",
                1200,
                2,
                2,
                2,
                "2020-01-01",
                "2020-01-02",
                "IQ")
            .row("e2", "Southern Lakes Council", "ORG", 9, 1, 1, 1, null, null, null)
            .row("e3", "Hillgate", "LOC", 1, 1, 1, 1, null, null, null)
            .row("e4", "Ada Brook", "PER", 2, 1, 1, 1, null, null, null)
            .row("e5", "Otto Brook", "PER", 1, 1, 1, 1, null, null, null);
    aliases =
        Rows.of(
                EntityAliases.TABLE,
                EntityAliases.ENTITY_ID,
                EntityAliases.ALIAS,
                EntityAliases.METHOD,
                EntityAliases.SCORE,
                EntityAliases.MENTION_COUNT,
                EntityAliases.EVIDENCE_ARTICLE_ID,
                EntityAliases.EVIDENCE_START_CHAR,
                EntityAliases.EVIDENCE_END_CHAR)
            .row("e1", "Northern Lakes Council", "exact", 1, 1199, "a", 104, 126)
            .row("e1", "NLC", "acronym", 0.98, 1, "a", 128, 131)
            .row("e2", "NLC", "acronym", 0.2, 1, "a", 128, 131);
    sentences = Rows.of(Sentences.TABLE, Sentences.SENTENCE_ID, Sentences.TEXT).row("s1", SENTENCE);
  }

  @Test
  void anEntityIsExplainedByItsTables() {
    assertThat(explained("northern lakes  council"))
        .isEqualTo(
            """
            Northern Lakes Council  ORG  e1
              1,200 mentions in 2 articles and 2 stories, 2020-01-01 to 2020-01-02, country IQ
            aliases (2):
              Northern Lakes Council  1,199 mentions, exact, 1.00
                "%1$s"
              NLC  1 mentions, acronym, 0.98
                "%1$s"
            relations:
              Northern Lakes Council part_of Hillgate  name, 0.90
                "%1$s"
            near misses, kept apart:
              Hillgate  LOC, 1 mentions, conflict, likeness 0.51, apart by conflict (lakes hill)
              Southern Lakes Council  ORG, 9 mentions, shares "lakes council"
            sentences:
              2020-01-01  Lake Wire  Council meets
                "%1$s"

            """
                .formatted(SENTENCE));
  }

  @Test
  void anAliasOfSeveralLeadsToAllOfThem() {
    assertThat(explained("nlc").lines().filter(line -> line.contains("  ORG  ")))
        .containsExactly("Northern Lakes Council  ORG  e1", "Southern Lakes Council  ORG  e2");
  }

  @Test
  void personsOfOneSurnameAreNearMisses() {
    assertThat(explained("Ada Brook"))
        .contains("near misses, kept apart:\n  Otto Brook  PER, 1 mentions, shares \"brook\"\n");
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> explained("Hilgate"))
        .isInstanceOf(InputException.class)
        .hasMessage("No entity goes by \"Hilgate\": did you mean \"Hillgate\"?");
    assertThatThrownBy(() -> explained("Zzyzx Quux"))
        .hasMessage(
            "No entity goes by \"Zzyzx Quux\", nor by a name like it: look in the table entities.");
    assertThatThrownBy(() -> explained("\ud83d\0")).isInstanceOf(InputException.class);
  }

  @Test
  void ofALongSentenceTheNamesSurroundingsAreShown() {
    String sentence = "🏔".repeat(10) + "The Northern Lakes Council" + " \n\0x".repeat(250_000);
    sentences = Rows.of(Sentences.TABLE, Sentences.SENTENCE_ID, Sentences.TEXT).row("s1", sentence);
    assertThat(explained("Northern Lakes Council").lines())
        .anyMatch(line -> line.startsWith("    \"🏔🏔") && line.endsWith("…\""))
        .allMatch(line -> line.length() < 400);
  }

  private String explained(String name) {
    String path = folder.resolve("w" + System.nanoTime()).toString();
    try (Warehouse warehouse = Warehouse.openForRun(spark, path, "r1")) {
      write(warehouse, Entities.TABLE, entities.in(spark));
      write(warehouse, EntityAliases.TABLE, aliases.in(spark));
      write(warehouse, Sentences.TABLE, sentences.in(spark));
      write(
          warehouse,
          EntityRelations.TABLE,
          Rows.of(
                  EntityRelations.TABLE,
                  EntityRelations.ENTITY_ID,
                  EntityRelations.RELATION,
                  EntityRelations.OTHER_ENTITY_ID,
                  EntityRelations.METHOD,
                  EntityRelations.SCORE,
                  EntityRelations.EVIDENCE_ARTICLE_ID,
                  EntityRelations.EVIDENCE_START_CHAR,
                  EntityRelations.EVIDENCE_END_CHAR)
              .row("e1", "part_of", "e3", "name", 0.9, "a", 104, 148)
              .in(spark));
      write(
          warehouse,
          EntityCandidates.TABLE,
          Rows.of(
                  EntityCandidates.TABLE,
                  EntityCandidates.ENTITY_A,
                  EntityCandidates.ENTITY_B,
                  EntityCandidates.RELATION,
                  EntityCandidates.LIKENESS,
                  EntityCandidates.DETAIL,
                  EntityCandidates.REASON)
              .row("e3", "e1", "conflict", 0.51, "lakes hill", "conflict")
              .in(spark));
      write(
          warehouse,
          Mentions.TABLE,
          Rows.of(
                  Mentions.TABLE,
                  Mentions.ARTICLE_ID,
                  Mentions.START_CHAR,
                  Mentions.END_CHAR,
                  Mentions.ENTITY_ID)
              .row("a", 104, 126, "e1")
              .row("a", 128, 131, "e1")
              .in(spark));
      write(
          warehouse,
          ArticleCopies.TABLE,
          Rows.of(ArticleCopies.TABLE, ArticleCopies.ARTICLE_ID, ArticleCopies.STORY_ID)
              .row("a", "t")
              .in(spark));
      write(
          warehouse,
          Articles.TABLE,
          Rows.of(
                  Articles.TABLE,
                  Articles.ARTICLE_ID,
                  Articles.TITLE,
                  Articles.SOURCE,
                  Articles.PUBLISHED_DATE)
              .row("a", "Council meets", "Lake Wire", "2020-01-01")
              .in(spark));
      write(
          warehouse,
          ArticleSentences.TABLE,
          Rows.of(
                  ArticleSentences.TABLE,
                  ArticleSentences.ARTICLE_ID,
                  ArticleSentences.SENTENCE_ID,
                  ArticleSentences.START_CHAR,
                  ArticleSentences.END_CHAR)
              .row("a", "s1", 100, 100 + 1_000_000)
              .in(spark));
      warehouse.publish();
    }
    StringWriter out = new StringWriter();
    try (Warehouse warehouse = Warehouse.open(spark, path)) {
      ExplainEntity.explain(warehouse, name, new PrintWriter(out));
    }
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private static void write(Warehouse warehouse, Table table, Dataset<Row> rows) {
    warehouse.write(table, rows, table.name(), "");
  }
}
