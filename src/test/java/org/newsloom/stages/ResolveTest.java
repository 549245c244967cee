package org.newsloom.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.newsloom.SharedSparkSession;
import org.newsloom.entities.Knowledge;
import org.newsloom.entities.NameTies;
import org.newsloom.tables.ArticleSentences;
import org.newsloom.tables.Entities;
import org.newsloom.tables.EntityAliases;
import org.newsloom.tables.EntityCandidates;
import org.newsloom.tables.Mentions;
import org.newsloom.tables.NameCandidates;
import org.newsloom.tables.SentenceMentions;
import org.newsloom.tables.Table;

@ExtendWith(SharedSparkSession.class)
class ResolveTest {
  private static final NameTies TIES = new NameTies(Knowledge.bundled());

  private final SparkSession spark;
  private final List<Row> sentences = new ArrayList<>();
  private final List<Row> names = new ArrayList<>();
  private final List<Row> candidates = new ArrayList<>();
  private final List<Row> articles = new ArrayList<>();
  private final List<Row> copies = new ArrayList<>();

  /** What was told of pairs of names when mentions were last resolved. */
  private Dataset<Row> grouped;

  ResolveTest(SparkSession spark) {
    this.spark = spark;
  }

  /** The tables of the stage. */
  private record Tables(
      List<String> mentions,
      List<String> entities,
      List<String> aliases,
      List<String> candidates) {}

  @Test
  void noRowsGiveNoRows() {
    assertThat(resolve(0)).isEqualTo(new Tables(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void aMentionStandsWhereItsSentenceStands() {
    article("a", "PER Ada Brook", "ORG NLC");
    assertThat(resolve(0).mentions())
        .containsExactly("a 100 109 0 Ada Brook PER exact", "a 200 203 1 NLC ORG exact");
  }

  @Test
  void aSurnameThatTheArticleDoesNotTellIsToldByTheCorpus() {
    for (String id : List.of("a", "b", "c")) {
      article(id, "PER Ada Brook", "PER Brook");
    }
    article("d", "PER Brook");
    Tables tables = resolve(0);
    assertThat(tables.mentions()).contains("d 100 105 0 Brook PER corpus_surname");
    assertThat(tables.entities()).containsExactly("Ada Brook PER 7 4 4 2 2020-01-01 2020-01-04");
  }

  @Test
  void aSurnameTakenForAPlaceIsThePersonWhereItNearlyAlwaysIs() {
    for (String id : List.of("a", "b", "c", "d")) {
      article(id, "PER Ada Brook", "PER Brook");
    }
    article("z", "LOC Brook");
    assertThat(resolve(0).mentions()).contains("z 100 105 0 Brook PER corpus_surname");
    article("y", "LOC Brook");
    assertThat(resolve(0).mentions()).contains("z 100 105 0 Brook LOC exact");
  }

  @Test
  void oneArticleIsNotTheCorpus() {
    article("a", "PER Ada Brook", "PER Brook");
    article("b", "PER Brook");
    assertThat(resolve(0).entities())
        .extracting(row -> row.split(" PER", -1)[0])
        .containsExactly("Ada Brook", "Brook");
  }

  @Test
  void aSurnameThatOnePersonAloneHasMeansThatPerson() {
    article("a", "PER Ada Brook");
    article("b", "PER Ada Brook");
    article("c", "PER Brook");
    assertThat(resolve(0).mentions()).contains("c 100 105 0 Brook PER corpus_surname");
    article("d", "PER Otto Brook");
    assertThat(resolve(0).mentions()).contains("c 100 105 0 Brook PER exact");
  }

  @Test
  void ofTwoPersonsOfAnArticleTheOneWhomTheCorpusMeansIsMeant() {
    for (int i = 0; i < 10; i++) {
      article("a" + i, "PER Ada Brook", "PER Brook");
    }
    article("z", "PER Ada Brook", "PER Otto Brook", "PER Brook");
    assertThat(resolve(0).mentions()).contains("z 300 305 2 Brook PER corpus_surname");
    assertThat(resolve(0).entities()).anyMatch(row -> row.startsWith("Otto Brook PER 1 "));
  }

  @Test
  void theFamousPersonIsMeantWhereAnArticleNamesButARelative() {
    for (int i = 0; i < 25; i++) {
      article("a" + i, "PER Ada Brook", "PER Brook");
    }
    article("z", "PER Otto Brook", "PER Brook");
    assertThat(resolve(0).mentions())
        .contains("z 100 110 0 Otto Brook PER exact", "z 200 205 1 Brook PER corpus_surname")
        .contains("a0 200 205 1 Brook PER surname");
  }

  @Test
  void whereTheCorpusMeansBothTheNearestPersonIsMeant() {
    for (int i = 0; i < 5; i++) {
      article("a" + i, "PER Ada Brook", "PER Brook");
      article("b" + i, "PER Otto Brook", "PER Brook");
    }
    article("z", "PER Ada Brook", "PER Otto Brook", "PER Brook");
    assertThat(resolve(0).mentions()).contains("z 300 305 2 Brook PER surname_nearest");
  }

  @Test
  void aSurnameOfTwoPersonsIsLeftAlone() {
    for (String id : List.of("a", "b", "c")) {
      article(id, "PER Ada Brook", "PER Brook");
      article(id + id, "PER Otto Brook", "PER Brook");
    }
    article("z", "PER Brook");
    assertThat(resolve(0).mentions()).contains("z 100 105 0 Brook PER exact");
  }

  @Test
  void aMiddleNameDoesNotSplitTheEvidence() {
    for (String id : List.of("a", "b", "c")) {
      article(id, "PER Ada Brook", "PER Brook");
    }
    article("d", "PER Ada M. Brook", "PER Brook");
    article("e", "PER Ada M. Brook", "PER Brook");
    article("z", "PER Brook");
    assertThat(resolve(0).mentions()).contains("z 100 105 0 Brook PER corpus_surname");
  }

  @Test
  void anAcronymIsToldByTheCorpusAndItsEvidenceIsTheDefinition() {
    for (String id : List.of("b", "c", "d")) {
      article(id, "ORG Northern Lakes Council", "ORG NLC =Northern Lakes Council");
    }
    article("a", "ORG NLC");
    Tables tables = resolve(0);
    assertThat(tables.mentions()).contains("a 100 103 0 NLC ORG corpus_acronym");
    assertThat(tables.entities()).hasSize(1);
    assertThat(tables.aliases())
        .anySatisfy(row -> assertThat(row).startsWith("NLC acronym").endsWith(" 4 b 200 203"));
  }

  @Test
  void aNameHasTheTypeThatMostArticlesGiveIt() {
    article("a", "ORG Hillgate");
    article("b", "LOC Hillgate");
    article("c", "LOC Hillgate");
    assertThat(resolve(0).entities()).containsExactly("Hillgate LOC 3 3 3 1 2020-01-01 2020-01-03");
  }

  @Test
  void oneArticleCountsOnceForAType() {
    article("a", "ORG Hillgate", "ORG Hillgate", "ORG Hillgate");
    article("b", "LOC Hillgate");
    article("c", "LOC Hillgate");
    assertThat(resolve(0).entities()).singleElement().asString().startsWith("Hillgate LOC");
  }

  @Test
  void spellingsOfOneNameAreOneEntityNamedByTheMostFrequent() {
    article("a", "PER Mustafa al-Kadri", "PER MUSTAFA AL-KADRI");
    article("b", "PER Mustafa al Kadri");
    article("c", "PER Mustafa al-Kadri");
    article("d", "PER Mustafa Kadri");
    Tables tables = resolve(0);
    assertThat(tables.entities())
        .containsExactly("Mustafa al-Kadri PER 5 4 4 4 2020-01-01 2020-01-04");
    assertThat(tables.aliases()).hasSize(4);
  }

  @Test
  void transliterationsOfANameAreOnePerson() {
    article("a", "PER Muhammad al-Kadri", "PER Kadri");
    article("b", "PER Muhammad al-Kadri");
    article("c", "PER Mohamed Qadri", "PER Qadri");
    Tables tables = resolve(0);
    assertThat(tables.entities())
        .containsExactly("Muhammad al-Kadri PER 5 3 3 4 2020-01-01 2020-01-03");
    assertThat(tables.mentions()).contains("c 200 205 1 Qadri PER transliteration");
  }

  @Test
  void namesThatSoundAlikeAreTwoPersonsWhereArticlesTellThemApart() {
    article("a", "PER Muhammad al-Kadri", "PER Mohamed Qadri");
    article("b", "PER Muhammad al-Kadri");
    assertThat(resolve(0).entities()).hasSize(2);
  }

  /** Each spelling in an article of its own, the first in two, so that it is the most frequent. */
  private void spelt(String type, String... spellings) {
    for (String spelling : spellings) {
      article(spelling, type + " " + spelling);
    }
    article(spellings[0] + " again", type + " " + spellings[0]);
  }

  private List<String> names() {
    return resolve(0).entities().stream()
        .map(row -> row.replaceAll(" (PER|ORG|LOC|MISC) .*", ""))
        .toList();
  }

  @Test
  void spellingsOfANameAreOneEntity() {
    spelt("ORG", "Kataib Hezbollah", "Kataeb Hezbollah");
    spelt("LOC", "Irbil", "Erbil");
    spelt("LOC", "Ain al-Asad", "Ayn al-Asad");
    spelt("PER", "Qassem Soleimani", "Qasim Soleimani", "QASSEM SOLEIMANI");
    spelt("PER", "Muqtada al-Sadr", "Moqtada al-Sadr");
    spelt("PER", "Muammar Gaddafi", "Moammar Qaddafi", "Muammar Kadhafi");
    spelt("ORG", "Popular Mobilization Forces", "Popular Mobilisation Forces");
    spelt("PER", "Jon Kerrick", "Kerrick, Jon");
    spelt("PER", "Walter Landgraf", "W. Landgraf", "Walter M. Landgraf");
    spelt("PER", "Jean-Luc Tolbert", "Jean Luc Tolbert");
    spelt("PER", "Günter Vesely", "Gunter Vesely");
    spelt("PER", "Benjamin Harmon", "Benjarnin Harmon");
    spelt("PER", "Otto Marwan", "0tto Marwan");
    spelt("PER", "Philip O'Leary", "Philip O’Leary", "Phi1ip O'Leary");
    assertThat(names())
        .containsExactly(
            "Ain al-Asad",
            "Benjamin Harmon",
            "Erbil",
            "Günter Vesely",
            "Jean-Luc Tolbert",
            "Jon Kerrick",
            "Kataib Hezbollah",
            "Muammar Gaddafi",
            "Muqtada al-Sadr",
            "Otto Marwan",
            "Philip O'Leary",
            "Popular Mobilization Forces",
            "Qassem Soleimani",
            "Walter Landgraf");
  }

  @Test
  void whatIsTwoStaysApartAndIsRecordedWhereItIsAlike() {
    spelt("PER", "Ada Kerrick");
    spelt("PER", "Otto Kerrick");
    spelt("ORG", "Foreign Ministry of Iran", "Foreign Ministry of Iraq");
    spelt("ORG", "Party of Hope", "Party of Home");
    spelt("PER", "George W. Marsh", "George H. W. Marsh");
    spelt("PER", "Jon Tolbert");
    spelt("LOC", "Jon Tolberd");
    Tables tables = resolve(0);
    assertThat(tables.entities()).hasSize(10);
    assertThat(tables.candidates())
        .contains(
            "foreign ministry of iran foreign ministry of iraq conflict iran/iraq 0 conflict",
            "jon tolberd jon tolbert transliteration tolberd/tolbert 0 type",
            "george w marsh george hw marsh conflict initials 0 conflict");
  }

  @Test
  void theCompanyANameKeepsTellsWhetherASlipIsMeant() {
    String[] friends = {
      "PER Ada Brook", "ORG Northern Lakes Council", "LOC Hillgate", "LOC Ostend"
    };
    for (int i = 0; i < 6; i++) {
      article("a" + i, "PER Walter Landgraf", friends[0], friends[1], friends[2], friends[3]);
      article("c" + i, "PER Petra Vesely", "LOC Ravenna", "LOC Trieste", "LOC Ghent", "LOC Lille");
    }
    article("b", "PER Walter Landgarf", friends[0], friends[1], friends[2], friends[3]);
    article("d", "PER Petra Veseyl", friends[0], friends[1], friends[2], friends[3]);
    assertThat(names())
        .contains("Walter Landgraf", "Petra Vesely", "Petra Veseyl")
        .doesNotContain("Walter Landgarf");
  }

  @Test
  void articlesThatNameOthersChangeNoEntity() {
    spelt("PER", "Qassem Soleimani", "Qasim Soleimani");
    spelt("ORG", "Party of Hope", "Party of Home");
    List<Row> before = entityIds();
    for (int i = 0; i < 20; i++) {
      article("other" + i, "PER Ada Brook", "PER Otto Kerrick", "LOC Hillgate");
    }
    assertThat(entityIds()).containsAll(before);
  }

  private List<Row> entityIds() {
    return Resolve.names(resolved(0)).select("key", "entity_id", "name").collectAsList();
  }

  @Test
  void aMiddleInitialMakesNoSecondPersonUnlessThereAreTwo() {
    for (String id : List.of("a", "b", "c")) {
      article(id, "PER Otto Brook");
    }
    article("d", "PER Otto M. Brook");
    assertThat(resolve(0).entities()).hasSize(1);
    article("e", "PER Otto X. Brook");
    assertThat(resolve(0).entities()).hasSize(3);
  }

  @Test
  void aGuessedTypeCountsLessThanASureOne() {
    article("a", "PER Hillgate?");
    article("b", "PER Hillgate?");
    article("c", "LOC Hillgate");
    assertThat(resolve(0).entities()).singleElement().asString().startsWith("Hillgate LOC");
  }

  @Test
  void formsOfACountryAreOneEntity() {
    article("a", "LOC U.S.", "LOC America", "ORG US", "LOC United States", "MISC Americans");
    assertThat(resolve(0).entities())
        .containsExactly(
            "American MISC 1 1 1 1 2020-01-01 2020-01-01",
            "United States LOC 4 1 1 4 2020-01-01 2020-01-01");
  }

  @Test
  void copiesAreOneStory() {
    article("a", "LOC Hillgate");
    article("b", "LOC Hillgate");
    copies.set(1, RowFactory.create("b", "story-a"));
    assertThat(resolve(0).entities()).containsExactly("Hillgate LOC 2 2 1 1 2020-01-01 2020-01-02");
  }

  @Test
  void anUnknownDateStaysUnknown() {
    article("a", "LOC Hillgate");
    articles.set(0, RowFactory.create("a", null));
    assertThat(resolve(0).entities()).containsExactly("Hillgate LOC 1 1 1 1 null null");
  }

  @Test
  void anUnknownConfidenceStaysUnknown() {
    article("a", "LOC Hillgate");
    Row name = names.get(0);
    names.set(
        0,
        RowFactory.create(
            name.get(0),
            name.get(1),
            name.get(2),
            name.get(3),
            name.get(4),
            null,
            name.get(6),
            null,
            0.0,
            0,
            0.75,
            null,
            null,
            null,
            null));
    Row mention = identified(0).collectAsList().get(0);
    assertThat(mention.isNullAt(mention.fieldIndex("confidence"))).isTrue();
    assertThat(mention.<Double>getAs("tone_confidence")).isEqualTo(0.75);
  }

  @Test
  void theOrderOfRowsMakesNoDifference() {
    for (int i = 0; i < 40; i++) {
      article(
          "a" + i,
          "PER Ada Brook",
          "PER Brook",
          "ORG Hill" + i % 3,
          "LOC Hill" + i % 2,
          "PER Otto Brook",
          "PER Brook");
      article("b" + i, "PER Brook", "LOC US", "ORG NLC");
    }
    Tables tables = resolve(0);
    assertThat(resolve(1)).isEqualTo(tables);
    assertThat(resolve(2)).isEqualTo(tables);
  }

  @Test
  void anArticleOfTwoThousandNamesIsResolved() {
    String[] many = new String[2_000];
    for (int i = 0; i < many.length; i++) {
      many[i] =
          "PER Ada Brook"
              + (char) ('a' + i / 676)
              + (char) ('a' + i / 26 % 26)
              + (char) ('a' + i % 26);
    }
    article("a", many);
    assertThat(resolve(0).entities()).hasSize(2_000);
  }

  @Test
  void aSpanThatOnlyMayBeANameIsOneWhereItsArticleSaysSo() {
    article("a", "PER Ada Brook", "PER Ada Brook");
    article("b", "PER Otto Hill");
    tagged("a", 2, true, "Brook", 0.99, 0, 0);
    tagged("a", 3, false, "Brook", 0.3, 0.1, 0);
    tagged("b", 2, false, "Brook", 0.05, 0.02, 0);
    assertThat(resolve(0).mentions())
        .contains("a 400 405 3 Brook PER surname")
        .noneMatch(mention -> mention.startsWith("b 300"));
  }

  @Test
  void aNameHasTheTypeThatItsArticleSaysElsewhere() {
    article("a", "PER Ada Brook", "PER Ada Brook");
    tagged("a", 2, true, "Brook", 0.98, 0.01, 0.01);
    tagged("a", 3, true, "Brook", 0.97, 0.01, 0.01);
    tagged("a", 4, true, "Brook", 0.35, 0.05, 0.55);
    assertThat(resolve(0).mentions()).contains("a 500 505 4 Brook PER surname");
  }

  /** A name or candidate of the tagger in a sentence of its own, with its probabilities. */
  private void tagged(
      String article, int sentence, boolean isName, String surface, double... probabilities) {
    String sentenceId = article + sentence;
    sentences.add(
        RowFactory.create(
            article,
            sentence,
            sentenceId,
            90L + 100L * sentence,
            90L + 100L * sentence + 90,
            false,
            0L));
    boolean isPerson = probabilities[0] > probabilities[2];
    (isName ? names : candidates)
        .add(
            RowFactory.create(
                sentenceId,
                10,
                10 + surface.length(),
                surface,
                isPerson ? "PER" : "LOC",
                Math.max(probabilities[0], probabilities[2]),
                "tagger",
                null,
                0.0,
                0,
                0.75,
                probabilities[0],
                probabilities[1],
                probabilities[2],
                0.0));
  }

  /**
   * An article of one sentence for each name, given as "TYPE surface" or "TYPE surface =long form";
   * a question mark behind the surface for a tagger that is not sure.
   */
  private void article(String id, String... mentions) {
    for (int i = 0; i < mentions.length; i++) {
      String sentenceId = "s " + mentions[i];
      sentences.add(
          RowFactory.create(id, i, sentenceId, 90L + 100L * i, 90L + 100L * i + 90, false, 0L));
      int space = mentions[i].indexOf(' ');
      boolean isSure = !mentions[i].endsWith("?");
      String mention = mentions[i].substring(space + 1, mentions[i].length() - (isSure ? 0 : 1));
      String[] parts = mention.split(" =", -1);
      Row name =
          RowFactory.create(
              sentenceId,
              10,
              10 + parts[0].length(),
              parts[0],
              mentions[i].substring(0, space),
              isSure ? 0.9 : 0.5,
              "tagger",
              parts.length > 1 ? parts[1] : null,
              0.0,
              0,
              0.75,
              null,
              null,
              null,
              null);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    articles.add(
        RowFactory.create(id, Date.valueOf("2020-01-%02d".formatted(articles.size() % 28 + 1))));
    copies.add(RowFactory.create(id, "story-" + id));
  }

  private Tables resolve(int shuffle) {
    Dataset<Row> resolved = resolved(shuffle);
    Dataset<Row> names = held(Relations.withCountries(Resolve.names(resolved), TIES));
    Dataset<Row> identified = held(Resolve.identify(resolved, names));
    Dataset<Row> mentions = Resolve.mentions(identified);
    Dataset<Row> aliases = held(Resolve.aliases(identified));
    Dataset<Row> candidates = held(Resolve.candidates(grouped, Resolve.variants(grouped), names));
    assertThat(columns(candidates)).isEqualTo(columns(EntityCandidates.TABLE));
    StructType stories =
        new StructType()
            .add("article_id", DataTypes.StringType)
            .add("story_id", DataTypes.StringType);
    Dataset<Row> entities =
        Resolve.entities(
            names, mentions, aliases, published(shuffle), shuffled(copies, stories, shuffle));
    assertThat(columns(mentions)).isEqualTo(columns(Mentions.TABLE));
    assertThat(columns(aliases)).isEqualTo(columns(EntityAliases.TABLE));
    assertThat(columns(entities)).isEqualTo(columns(Entities.TABLE));
    return new Tables(
        rows(
            mentions,
            "article_id",
            "start_char",
            "end_char",
            "sentence_index",
            "surface",
            "entity_type",
            "method"),
        rows(
            entities,
            "name",
            "entity_type",
            "mention_count",
            "article_count",
            "story_count",
            "alias_count",
            "first_date",
            "last_date"),
        rows(
            aliases,
            "alias",
            "method",
            "score",
            "mention_count",
            "evidence_article_id",
            "evidence_start_char",
            "evidence_end_char"),
        rows(candidates, "name_a", "name_b", "relation", "detail", "together_count", "reason"));
  }

  private static List<String> columns(Dataset<Row> rows) {
    return List.of(rows.schema().fields()).stream()
        .map(field -> field.name() + " " + field.dataType().sql())
        .toList();
  }

  private static List<String> columns(Table table) {
    return table.columns().stream()
        .map(column -> column.name() + " " + column.type().sql())
        .toList();
  }

  private Dataset<Row> identified(int shuffle) {
    Dataset<Row> resolved = resolved(shuffle);
    return Resolve.identify(resolved, Resolve.names(resolved));
  }

  private Dataset<Row> resolved(int shuffle) {
    Dataset<Row> linked =
        Resolve.link(
            Resolve.place(
                shuffled(sentences, ArticleSentences.TABLE.schema(), shuffle),
                shuffled(names, SentenceMentions.TABLE.schema(), shuffle),
                shuffled(candidates, NameCandidates.TABLE.schema(), shuffle)),
            Knowledge.bundled());
    Dataset<Row> placed = held(linked);
    Dataset<Row> told = held(Resolve.resolveByCorpus(placed, held(Resolve.shortNames(placed))));
    grouped = NameVariants.of(told, published(shuffle), this::held);
    return held(Resolve.unite(told, held(Resolve.variants(grouped))));
  }

  private Dataset<Row> published(int shuffle) {
    StructType published =
        new StructType()
            .add("article_id", DataTypes.StringType)
            .add("published_date", DataTypes.DateType);
    return shuffled(articles, published, shuffle);
  }

  /** The rows themselves instead of the plan, as a job puts them on disk between its steps. */
  private Dataset<Row> held(Dataset<Row> rows) {
    return spark.createDataFrame(rows.collectAsList(), rows.schema());
  }

  private Dataset<Row> shuffled(List<Row> rows, StructType schema, int shuffle) {
    Dataset<Row> given = spark.createDataFrame(rows, schema);
    return shuffle == 0 ? given : given.repartition(shuffle + 1).orderBy(functions.rand(shuffle));
  }

  private static List<String> rows(Dataset<Row> rows, String... columns) {
    return rows
        .select(
            List.of(columns).stream()
                .map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new))
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }
}
