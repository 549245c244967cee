package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleResolverTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PER Ada Brook’s | Ada Brook PER possessive",
        "PER Ada Brook 's | Ada Brook PER possessive",
        "ORG the Lake Council | Lake Council ORG exact",
        "LOC United States' | United States LOC possessive",
        "LOC Syriaâs | Syria LOC possessive",
        "LOC U.S. | United States LOC country",
        "ORG US | United States LOC country",
        "LOC Irans | Iran LOC possessive",
        "MISC Iraqis | Iraqi MISC demonym",
        "PER President Ada Brook | Ada Brook PER title",
        "PER Foreign Minister Ada Brook | Ada Brook PER title",
        "PER Lt. Gen. Ada Brook | Ada Brook PER title",
        "PER Secretary of State Ada Brook | Ada Brook PER title",
        "PER King Otto | King Otto PER exact",
        "PER King Otto Brook | Otto Brook PER title",
        "PER Mr Major | Major PER title",
        "PER ADA BROOK | Ada Brook PER case",
        "PER MOQTADA AL-SADR | Moqtada al-Sadr PER case",
        "ORG UN LAKE COUNCIL | UN Lake Council ORG case",
        "ORG NATO | NATO ORG exact",
        "PER “Ada Brook”, | Ada Brook PER exact",
        "ORG General Lakes Corp. | General Lakes Corp. ORG exact",
        "PER Otto Brook Jr. | Otto Brook Jr. PER exact",
        "LOC The Hague | The Hague LOC exact",
        "PER then-Senator Ada Brook | Ada Brook PER title",
        "MISC US-led | United States LOC country",
        "MISC pro-Brook | Brook MISC compound",
        "LOC EDT Hillgate | Hillgate LOC exact",
        "ORG U.N. | United Nations ORG acronym",
        "PER Israel | Israel LOC exact",
        "PER Google | Google ORG exact",
        "LOC Muslims | Muslim MISC well_known",
        "LOC La. | Louisiana LOC well_known",
        "ORG United Nations Security Council | UN Security Council ORG well_known",
        "PER Qaeda | al-Qaeda ORG well_known",
        "PER Jordan | Jordan PER exact",
      })
  void aNameAloneIsRead(String mention, String expected) {
    assertThat(resolved(mention)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PER Mr",
        "PER Prime Minister",
        "PER President",
        "ORG President",
        "PER Ayatollah",
        "PER Getty Images",
        "MISC Friday",
        "MISC March",
        "PER May",
        "PER Read",
        "MISC Read more",
        "PER File photo",
        "PER soleimani",
        "ORG http://lake.example",
        "ORG ada@lake.example",
        "MISC 1987",
        "MISC ...",
        "PER \0",
        "ORG \ud83d",
        "PER 😀",
        "PER ",
        "PER A"
      })
  void whatNamesNobodyIsLeftOut(String mention) {
    assertThat(resolved(mention)).isEmpty();
  }

  @Test
  void aSurnameMeansThePersonNamedInTheArticle() {
    assertThat(resolved("PER Ada Brook", "PER Brook", "PER Mrs. Brook", "PER Brook's"))
        .containsExactly(
            "Ada Brook PER exact",
            "Ada Brook PER surname",
            "Ada Brook PER surname",
            "Ada Brook PER surname");
  }

  @Test
  void aSurnameBeforeTheFullNameIsLessSure() {
    List<ResolvedMention> later = resolve("PER Brook", "PER Ada Brook");
    List<ResolvedMention> before = resolve("PER Ada Brook", "PER Brook");
    assertThat(later.get(0).key()).isEqualTo(before.get(1).key());
    assertThat(later.get(0).confidence()).isLessThan(before.get(1).confidence());
  }

  @Test
  void aGivenNameMeansThePersonToo() {
    assertThat(resolved("PER Ada Brook", "PER Ada"))
        .containsExactly("Ada Brook PER exact", "Ada Brook PER given_name");
  }

  @Test
  void ofTwoPersonsOfANameTheNearestBeforeIsMeantWithLittleConfidence() {
    List<ResolvedMention> resolved =
        resolve("PER Ada Brook", "PER Otto Brook", "PER Brook", "PER Ada Brook", "PER Brook");
    assertThat(resolved.get(2).name()).isEqualTo("Otto Brook");
    assertThat(resolved.get(4).name()).isEqualTo("Ada Brook");
    assertThat(resolved.get(4).method()).isEqualTo("surname_nearest");
    assertThat(resolved.get(4).confidence()).isLessThanOrEqualTo(0.5);
  }

  @Test
  void aMiddleNameMakesNoSecondPerson() {
    assertThat(resolved("PER Ada Brook", "PER Ada M. Brook", "PER Brook").get(2))
        .isEqualTo("Ada M. Brook PER surname");
  }

  @Test
  void surnamesHaveParticles() {
    assertThat(
            resolved(
                "PER Mustafa al-Kadri",
                "PER Kadri",
                "PER al-Kadri",
                "PER Al Kadri",
                "PER Amin Ben Hadi",
                "PER Ben Hadi",
                "PER Hadi",
                "PER Abu Omar al-Kufi",
                "PER Kufi"))
        .containsExactly(
            "Mustafa al-Kadri PER exact",
            "Mustafa al-Kadri PER surname",
            "Mustafa al-Kadri PER surname",
            "Mustafa al-Kadri PER surname",
            "Amin Ben Hadi PER exact",
            "Amin Ben Hadi PER surname",
            "Amin Ben Hadi PER surname",
            "Abu Omar al-Kufi PER exact",
            "Abu Omar al-Kufi PER surname");
  }

  @Test
  void aSurnameTaggedAsAnOrganisationIsThePerson() {
    assertThat(resolved("PER Ada Brook", "ORG Brook").get(1)).isEqualTo("Ada Brook PER surname");
  }

  @Test
  void manyGuessesAtAPlaceDoNotOutvoteTheFullName() {
    List<ArticleMention> mentions = new ArrayList<>();
    mentions.add(new ArticleMention(0, "Ada Brook", "PER", 0.9, null));
    for (int i = 1; i < 6; i++) {
      mentions.add(new ArticleMention(i, "Brook", "LOC", 0.7, null));
    }
    assertThat(ArticleResolver.resolve(mentions))
        .extracting(ResolvedMention::name)
        .containsOnly("Ada Brook");
    mentions.replaceAll(m -> new ArticleMention(m.start(), m.surface(), m.type(), 0.95, null));
    assertThat(ArticleResolver.resolve(mentions))
        .extracting(ResolvedMention::name)
        .containsOnly("Ada Brook", "Brook");
  }

  @Test
  void aCapitalIsNotAPersonOfItsName() {
    assertThat(resolved("PER Otto London", "LOC London").get(1)).isEqualTo("London LOC exact");
    assertThat(resolved("PER Otto Jordan", "LOC Jordan").get(1)).isEqualTo("Jordan LOC exact");
    assertThat(resolved("PER Otto Jordan", "PER Jordan").get(1))
        .isEqualTo("Otto Jordan PER surname");
  }

  @Test
  void aPlaceGoesByTheNameItIsKnownBy() {
    assertThat(resolved("LOC Irbil", "LOC Erbil", "PER Irbil", "LOC Ayn al-Asad"))
        .containsExactly(
            "Erbil LOC well_known",
            "Erbil LOC exact",
            "Irbil PER exact",
            "Ain al-Asad LOC well_known");
    assertThat(resolved("PER Ada Irbil", "LOC Irbil").get(1)).isEqualTo("Ada Irbil PER surname");
  }

  @Test
  void anOrganisationWithoutItsCountryIsThatOfTheArticle() {
    assertThat(resolved("ORG Danish Lake Guard", "ORG Lake Guard").get(1))
        .isEqualTo("Danish Lake Guard ORG bare");
    assertThat(resolved("ORG UN Lake Guard", "ORG Lake Guard").get(1))
        .isEqualTo("UN Lake Guard ORG bare");
    assertThat(resolved("ORG Danish Lake Guard", "ORG U.S. Lake Guard", "ORG Lake Guard").get(2))
        .isEqualTo("Lake Guard ORG exact");
    assertThat(resolved("ORG Danish Guard", "ORG Guard").get(1)).isEqualTo("Guard ORG exact");
  }

  @Test
  void aStormOrGulfIsThatOfTheArticle() {
    assertThat(resolved("MISC Hurricane Mavis", "PER Mavis").get(1))
        .isEqualTo("Hurricane Mavis MISC bare");
    assertThat(resolved("LOC Gulf of Brook", "LOC Gulf").get(1))
        .isEqualTo("Gulf of Brook LOC bare");
    assertThat(resolved("LOC Gulf of Brook", "LOC Gulf of Hills", "LOC Gulf").get(2))
        .isEqualTo("Gulf LOC exact");
    assertThat(resolved("PER Mavis Brook", "MISC Hurricane Mavis", "PER Brook").get(2))
        .isEqualTo("Mavis Brook PER surname");
  }

  @Test
  void aPersonsSurnameIsNoWellKnownName() {
    assertThat(resolved("PER Ada Intel", "PER Intel").get(1)).isEqualTo("Ada Intel PER surname");
  }

  @Test
  void anAcronymMeansWhatTheArticleDefines() {
    assertThat(
            resolved(
                "ORG NLC",
                "ORG Northern Lakes Council",
                "ORG NLC =Northern Lakes Council",
                "ORG NLC’s"))
        .containsExactly(
            "Northern Lakes Council ORG acronym",
            "Northern Lakes Council ORG exact",
            "Northern Lakes Council ORG acronym",
            "Northern Lakes Council ORG acronym");
  }

  @Test
  void anAcronymMeansTheOneNameWhoseInitialsItIs() {
    assertThat(resolved("ORG NLC", "ORG Northern Lakes Council").get(0))
        .isEqualTo("Northern Lakes Council ORG acronym");
    assertThat(resolved("ORG Department of Lake Affairs", "ORG DOLA", "ORG DLA"))
        .containsOnly(
            "Department of Lake Affairs ORG exact", "Department of Lake Affairs ORG acronym");
    assertThat(resolved("ORG NLC", "ORG Northern Lakes Council", "ORG New Lake Club").get(0))
        .isEqualTo("NLC ORG exact");
    assertThat(resolved("ORG Hill Union", "ORG HU").get(1)).isEqualTo("HU ORG exact");
  }

  @Test
  void anAcronymOfACountryIsTheCountry() {
    assertThat(resolved("LOC UAE =United Arab Emirates"))
        .containsExactly("United Arab Emirates LOC country");
  }

  @Test
  void strippedApostrophesAreSeen() {
    assertThat(resolved("PER Ada Brook", "PER Brooks", "PER Ada Brooks", "ORG Brooks"))
        .containsExactly(
            "Ada Brook PER exact",
            "Ada Brook PER surname",
            "Ada Brook PER possessive",
            "Ada Brook PER surname");
  }

  @Test
  void anOwnerWithoutApostropheIsNoPartOfTheName() {
    assertThat(resolved("ORG Irans Lake Guard", "MISC Tehrans", "MISC Pentagons"))
        .containsExactly(
            "Lake Guard ORG exact", "Tehran LOC possessive", "Pentagon ORG possessive");
  }

  @Test
  void aWordGluedToAKnownNameIsNoPartOfIt() {
    assertThat(
            resolved("LOC Syriabut", "MISC Islamic Statea", "PER Brookbut", "ORG LONDONIf Irans"))
        .containsExactly(
            "Syria LOC glued", "Islamic State ORG glued", "Brookbut PER exact", "London LOC glued");
  }

  @Test
  void aKnownOrganisationKeepsItsNameBehindItsOwnCountry() {
    assertThat(
            resolved(
                "ORG Iraqi Popular Mobilization Forces",
                "ORG Lebanese Hezbollah",
                "ORG Turkish Hezbollah"))
        .containsExactly(
            "Popular Mobilization Forces ORG well_known",
            "Hezbollah ORG well_known",
            "Turkish Hezbollah ORG exact");
  }

  @Test
  void aKnownAcronymCorrectsWhatAnArticleTakesItFor() {
    assertThat(
            resolved(
                "ORG National Oceanographic and Atmospheric Administration",
                "ORG NOAA =National Oceanographic and Atmospheric Administration"))
        .containsExactly(
            "National Oceanic and Atmospheric Administration ORG well_known",
            "National Oceanic and Atmospheric Administration ORG acronym");
    assertThat(resolved("ORG NOAA =Northern Oil Agency of Alba"))
        .containsExactly("Northern Oil Agency of Alba ORG acronym");
    assertThat(resolved("ORG IRGC =Iran's Revolutionary Guard Corps"))
        .containsExactly("Islamic Revolutionary Guard Corps ORG acronym");
  }

  @Test
  void anOrganisationIsCalledByWhatItIs() {
    assertThat(resolved("ORG Foundation for Lake Studies", "ORG Foundation").get(1))
        .isEqualTo("Foundation for Lake Studies ORG head");
    assertThat(resolved("ORG Hill Council", "ORG Lake Council", "ORG Council"))
        .containsExactly("Hill Council ORG exact", "Lake Council ORG exact");
    assertThat(resolved("ORG Ministry")).isEmpty();
  }

  @Test
  void whoIsBasedInAPlaceIsNotAPersonOfItsName() {
    assertThat(resolved("PER Otto Hillgate", "MISC Hillgate-based").get(1))
        .isEqualTo("Hillgate MISC compound");
  }

  @Test
  void whatTheArticleDoesNotTellStaysAndSaysWhatItMayBeShortFor() {
    assertThat(resolve("PER Brook", "ORG NLC", "LOC Mosul"))
        .extracting(r -> r.key() + " " + r.shortKind() + " " + r.shortKey())
        .containsExactly("brook surname brook", "nlc acronym nlc", "mosul surname mosul");
  }

  @ParameterizedTest
  @CsvSource({
    "al-Asad, al Asad",
    "Kadhimi’s office, Kadhimi's Office",
    "José Núñez, Jose Nunez",
    "J. P. Brook, J.P. Brook",
    "Kata'ib Hezbollah, Kataib Hezbollah",
    "Mustafa al-Kadri, Mustafa Kadri",
    "U.N., UN",
    "al-Qaeda, Qaeda",
  })
  void spellingsOfOneNameHaveOneKey(String a, String b) {
    assertThat(NameForm.key(a, "PER")).isEqualTo(NameForm.key(b, "PER")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Lake Health Organisation, Lake Health Organization",
    "Centre for Defence, Center for Defense",
    "United Nations Lake Council, U.N. Lake Council",
    "United States Lake Guard, US Lake Guard",
  })
  void organisationsInBritishAndAmericanEnglishHaveOneKey(String a, String b) {
    assertThat(NameForm.key(a, "ORG")).isEqualTo(NameForm.key(b, "ORG")).isNotEmpty();
  }

  @Test
  void aCompanyKeepsItsKeyWithItsLegalForm() {
    assertThat(NameForm.key("General Lakes Corp.", "ORG")).isEqualTo("general lakes");
    assertThat(NameForm.key("Co", "ORG")).isEqualTo("co");
  }

  @Test
  void twoThousandNamesAreResolved() {
    List<String> mentions = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      mentions.add("PER Ada Brook" + letters(i));
      mentions.add("PER Brook" + letters(i));
    }
    List<ResolvedMention> resolved = resolve(mentions.toArray(String[]::new));
    assertThat(resolved).hasSize(4_000);
    assertThat(resolved.get(3_999).key()).isEqualTo(resolved.get(3_998).key());
    assertThat(resolved.stream().map(ResolvedMention::key).distinct()).hasSize(2_000);
  }

  @Test
  void anArticleWithoutNamesHasNone() {
    assertThat(ArticleResolver.resolve(List.of())).isEmpty();
    assertThat(resolved("ORG " + "A".repeat(1 << 20))).isEmpty();
  }

  @Test
  void mentionsOutOfOrderAreRefused() {
    List<ArticleMention> mentions =
        List.of(
            new ArticleMention(5, "Brook", "PER", 1, null),
            new ArticleMention(2, "Ada", "PER", 1, null));
    assertThatThrownBy(() -> ArticleResolver.resolve(mentions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ada");
  }

  private static String letters(int number) {
    return new String(
        new char[] {
          (char) ('a' + number / 676), (char) ('a' + number / 26 % 26), (char) ('a' + number % 26)
        });
  }

  private static List<String> resolved(String... mentions) {
    return resolve(mentions).stream()
        .map(r -> r.name() + " " + r.type() + " " + r.method())
        .toList();
  }

  /** Mentions as "TYPE surface" or "TYPE surface =long form". */
  private static List<ResolvedMention> resolve(String... mentions) {
    List<ArticleMention> read = new ArrayList<>();
    for (String mention : mentions) {
      int space = mention.indexOf(' ');
      String[] parts = mention.substring(space + 1).split(" =", -1);
      String surface = parts[0];
      String expansion = parts.length > 1 ? parts[1] : null;
      read.add(
          new ArticleMention(read.size(), surface, mention.substring(0, space), 0.9, expansion));
    }
    return ArticleResolver.resolve(read);
  }
}
