package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.Rows;
import org.newsloom.SharedSparkSession;
import org.newsloom.entities.Knowledge;
import org.newsloom.entities.NameTies;
import org.newsloom.tables.EntityRelations;
import org.newsloom.tables.Mentions;

@ExtendWith(SharedSparkSession.class)
class RelationsTest {
  private static final NameTies TIES = new NameTies(Knowledge.bundled());

  private static final StructType NAMES =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("entity_id", DataTypes.StringType)
          .add("name", DataTypes.StringType)
          .add("entity_type", DataTypes.StringType);

  private static final StructType RESOLVED =
      new StructType()
          .add("article_id", DataTypes.StringType)
          .add("start_char", DataTypes.LongType)
          .add("end_char", DataTypes.LongType)
          .add("key", DataTypes.StringType)
          .add("short_kind", DataTypes.StringType)
          .add("short_key", DataTypes.StringType)
          .add("is_definition", DataTypes.BooleanType);

  private final SparkSession spark;
  private final List<Row> names = new ArrayList<>();
  private final List<Row> resolved = new ArrayList<>();
  private final Rows mentions =
      Rows.of(
          Mentions.TABLE,
          Mentions.ARTICLE_ID,
          Mentions.SENTENCE_INDEX,
          Mentions.START_CHAR,
          Mentions.END_CHAR,
          Mentions.ENTITY_ID);

  RelationsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void noRowsGiveNoRows() {
    assertThat(relations(false)).isEmpty();
  }

  @Test
  void aPeopleACapitalAndAnOrganTieToTheirCountry() {
    name("libya", "Libya", "LOC");
    name("libyan", "Libyan", "MISC");
    name("tripoli", "Tripoli", "LOC");
    name("libyan navy", "Libyan Navy", "ORG");
    name("libyan airways", "Libyan Airways", "ORG");
    assertThat(relations(false))
        .containsExactly(
            "Libyan Navy|part_of|Libya|name|0.9|null|null|null",
            "Libyan|demonym_of|Libya|knowledge|1.0|null|null|null",
            "Tripoli|capital_of|Libya|knowledge|1.0|null|null|null");
  }

  @Test
  void aCountryThatTheCorpusHasNotIsNoRelation() {
    name("tripoli", "Tripoli", "LOC");
    name("libya", "Libya", "PER");
    assertThat(relations(false)).isEmpty();
  }

  @Test
  void theEvidenceIsTheSentenceInWhichTheTwoStandClosest() {
    name("libya", "Libya", "LOC");
    name("tripoli", "Tripoli", "LOC");
    mentions
        .row("a", 0, 10, 17, "Tripoli")
        .row("a", 1, 30, 35, "Libya")
        .row("b", 3, 90, 95, "Libya")
        .row("b", 3, 140, 147, "Tripoli")
        .row("c", 3, 50, 57, "Tripoli")
        .row("c", 3, 60, 65, "Libya");
    assertThat(relations(false)).containsExactly("Tripoli|capital_of|Libya|knowledge|1.0|c|50|65");
  }

  @Test
  void anAcronymThatIsAnEntityOfItsOwnStandsForTheNameThatArticlesDefine() {
    name("nlc", "NLC", "ORG");
    name("northern lakes council", "Northern Lakes Council", "ORG");
    name("new lake club", "New Lake Club", "ORG");
    defined("b", 7, "nlc", "northern lakes council");
    defined("a", 9, "nlc", "northern lakes council");
    defined("a", 5, "nlc", "new lake club");
    assertThat(relations(false))
        .containsExactly(
            "NLC|acronym_of|Northern Lakes Council|article_text|0.6666666666666666|a|9|12");
  }

  @Test
  void aNameThatHoldsTheAcronymIsNoLongForm() {
    name("nlc", "NLC", "ORG");
    name("nlc l", "NLC. L", "ORG");
    defined("a", 9, "nlc", "nlc l");
    assertThat(relations(false)).isEmpty();
  }

  @Test
  void hostileNamesHaveNone() {
    for (String name : List.of("", "\0", "\ud83d", "🏔", "x".repeat(1_000_000))) {
      name(name, name, "ORG");
      name(name + "l", name, "LOC");
    }
    assertThat(relations(false)).isEmpty();
  }

  @Test
  void theOrderOfRowsMakesNoDifference() {
    theEvidenceIsTheSentenceInWhichTheTwoStandClosest();
    anAcronymOfALibyanCouncil();
    assertThat(relations(true)).isEqualTo(relations(false)).hasSize(2);
  }

  private void anAcronymOfALibyanCouncil() {
    name("nlc", "NLC", "ORG");
    name("new lake club", "New Lake Club", "ORG");
    defined("b", 7, "nlc", "new lake club");
    defined("a", 9, "nlc", "new lake club");
  }

  /** An entity whose id is its name. */
  private void name(String key, String name, String type) {
    names.add(RowFactory.create(key, name, name, type));
  }

  private void defined(String article, long start, String acronym, String key) {
    resolved.add(RowFactory.create(article, start, start + 3, key, "acronym", acronym, true));
  }

  private List<String> relations(boolean isShuffled) {
    Dataset<Row> named = spark.createDataFrame(names, NAMES);
    Dataset<Row> placed = spark.createDataFrame(resolved, RESOLVED);
    Dataset<Row> mentioned = mentions.in(spark);
    if (isShuffled) {
      named = Rows.shuffled(named);
      placed = Rows.shuffled(placed);
      mentioned = Rows.shuffled(mentioned);
    }
    Dataset<Row> related = Relations.related(named, placed, TIES);
    return Rows.text(EntityRelations.TABLE, Relations.relations(related, mentioned));
  }
}
