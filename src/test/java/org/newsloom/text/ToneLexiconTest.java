package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToneLexiconTest {

  private final ToneLexicon lexicon = ToneLexicon.bundled();

  private static List<String> tokens(String sentence) {
    return List.of(sentence.split(" ", -1));
  }

  private SentenceTone score(String sentence) {
    return lexicon.read(tokens(sentence)).tone();
  }

  private static double rulesTone(ToneLexicon lexicon, List<String> tokens) {
    return lexicon.rules(WrittenToken.of(tokens)).tone();
  }

  private double tone(String sentence) {
    return rulesTone(lexicon, tokens(sentence));
  }

  @Test
  void aSentenceIsCountedAsGdeltCountsIt() {
    SentenceTone tone =
        score("We welcomed the ceasefire , but the army 's shelling killed 30 people .");
    assertThat(tone.positiveCount()).isEqualTo(2);
    assertThat(tone.negativeCount()).isEqualTo(2);
    assertThat(tone.tonalCount()).isEqualTo(4);
    assertThat(tone.activityCount()).isEqualTo(2);
    assertThat(tone.selfGroupCount()).isEqualTo(1);
    assertThat(tone.wordCount()).isEqualTo(11);
    assertThat(tone.tone()).isBetween(-1.0, -0.05);
  }

  @Test
  void oneWordHasItsRatingNormalised() {
    // VADER rates "good" 1.9: 1.9 / sqrt(1.9² + 15) = 0.4404, as published.
    assertThat(tone("The results were good .")).isCloseTo(0.4404, within(1e-4));
    assertThat(tone("The results were tabled .")).isZero();
  }

  @Test
  void degreeWordsStrengthenAndWeaken() {
    double plain = tone("The results were good .");
    assertThat(tone("The results were extremely good .")).isGreaterThan(plain);
    assertThat(tone("The results were somewhat good .")).isBetween(0.0, plain);
    assertThat(tone("The results were extremely bad .")).isLessThan(tone("The results were bad ."));
  }

  @Test
  void aNegatedWordTurnsItsToneAndNotItsCount() {
    // 1.9 · −0.74 = −1.406, normalised −0.3412.
    assertThat(tone("The results were not good .")).isCloseTo(-0.3412, within(1e-4));
    // GDELT looks words up, whatever stands before them.
    SentenceTone good = score("The results were not good .");
    assertThat(good.positiveCount()).isEqualTo(1);
    assertThat(good.negativeCount()).isZero();
    assertThat(score("There was no violence .").negativeCount()).isEqualTo(1);
  }

  @Test
  void contractionsNegateInEveryForm() {
    double expected = tone("It did not help .");
    assertThat(expected).isNegative();
    assertThat(tone("It did n't help .")).isEqualTo(expected);
    assertThat(tone("It did n’t help .")).isEqualTo(expected);
    assertThat(tone("It didn't help .")).isEqualTo(expected);
    assertThat(tone("It didn’t help .")).isEqualTo(expected);
    assertThat(tone("IT DIDN'T HELP .")).isNegative();
  }

  @Test
  void negationStopsAtPunctuation() {
    assertThat(tone("No , the deal is good .")).isPositive();
    assertThat(tone("It was not only dangerous .")).isNegative();
  }

  @Test
  void leastTurnsAWordButAtLeastDoesNot() {
    assertThat(tone("the least helpful plan")).isNegative();
    assertThat(tone("at least helpful")).isPositive();
  }

  @Test
  void whatFollowsButWeighsMore() {
    assertThat(tone("The plan is good but the results are bad .")).isNegative();
    assertThat(tone("The results are bad but the plan is good .")).isPositive();
    // No contrast, so the word keeps its weight.
    assertThat(tone("It was all but destroyed .")).isEqualTo(tone("It was all then destroyed ."));
  }

  @Test
  void namesCarryNoTone() {
    assertThat(tone("The United States and the Justice Department met Ban Ki-moon .")).isZero();
    assertThat(tone("He was at Freedom House in March .")).isZero();
    assertThat(tone("They fought for freedom in March .")).isNotZero();
    // In a headline with capitals everywhere a capital says nothing.
    assertThat(tone("Bomb Attack Kills Dozens In Baghdad")).isNegative();
    assertThat(tone("Violence spread in March .")).isNegative();
  }

  @Test
  void capitalsEmphasiseOnlyAmidSmallLetters() {
    assertThat(tone("the results were GOOD .")).isGreaterThan(tone("the results were good ."));
    assertThat(tone("THE RESULTS WERE GOOD .")).isEqualTo(tone("the results were good ."));
  }

  @Test
  void wordsThatMisleadInNewsHaveNoTone() {
    assertThat(tone("shares of the company and interest rates at party headquarters")).isZero();
    assertThat(tone("security forces and intelligence , natural gas and crude oil")).isZero();
    assertThat(tone("please see the rally like that as well")).isZero();
  }

  @Test
  void phrasesCountAsOneWord() {
    SentenceTone sentence = score("A suicide bomber attacked during peace talks .");
    assertThat(sentence.negativeCount()).isEqualTo(2);
    assertThat(sentence.positiveCount()).isEqualTo(1);
    double[] valences =
        lexicon
            .rules(WrittenToken.of(tokens("The Peace talks failed in a state of emergency")))
            .valences();
    assertThat(valences[1]).isPositive();
    assertThat(valences[2]).isZero();
    assertThat(valences[3]).isNegative();
    assertThat(valences[6]).isNegative();
    assertThat(valences[8]).isZero();
  }

  @Test
  void theCountryIsNoPronounNorIsANumeral() {
    assertThat(score("The US told us that I and my allies won World War I .").selfGroupCount())
        .isEqualTo(3);
    assertThat(score("We 're here ; it is our land , not yours .").selfGroupCount()).isEqualTo(2);
  }

  @Test
  void wordsHaveALetterOrDigit() {
    assertThat(score("Libya 's 1,500 rebels -- \" free \" -- advanced 5 % .").wordCount())
        .isEqualTo(6);
    assertThat(score("S 's ’S").wordCount()).isEqualTo(1);
    assertThat(score("伊拉克 Ирак العراق 😀").wordCount()).isEqualTo(3);
  }

  @Test
  void hostileTokensAreNoTroubleAndHaveNoTone() {
    SentenceTone none = new SentenceTone(0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(lexicon.read(List.of()).tone()).isEqualTo(none);
    assertThat(lexicon.read(List.of("", "\u0000", "\ud83d", "\ude00", "😀😀", "n’")).tone())
        .satisfies(tone -> assertThat(tone.tone()).isCloseTo(0, within(0.05)));
    String long1 = "x".repeat(1_000_000);
    assertThat(lexicon.read(List.of(long1, "good")).tone().positiveCount()).isEqualTo(1);
    assertThat(lexicon.rules(WrittenToken.of(List.of("", "bad"))).valences()[1]).isNegative();
  }

  @Test
  void manyTokensStayWithinOne() {
    List<String> tokens = new ArrayList<>(Collections.nCopies(200_000, "killed"));
    assertThat(rulesTone(lexicon, tokens)).isBetween(-1.0, -0.99);
    assertThat(lexicon.read(tokens).tone().tone()).isBetween(-1.0, -0.1);
    assertThat(lexicon.read(tokens).tone().negativeCount()).isEqualTo(200_000);
  }

  @Test
  void whatHappensAndHowItIsJudgedAreKeptApart() {
    SentenceTone war = score("The bomb killed 40 people and destroyed the market .");
    assertThat(war.eventTone()).isLessThan(-0.8);
    assertThat(war.attitudeTone()).isZero();
    SentenceTone blame = score("Critics called the corrupt minister a shameless liar .");
    assertThat(blame.eventTone()).isZero();
    assertThat(blame.attitudeTone()).isLessThan(-0.5);
    // Negation and contrast turn both as they turn the whole.
    assertThat(score("Nobody was killed .").eventTone()).isPositive();
  }

  @Test
  void theUsersValencesOverruleTheBundledOnes() {
    ToneLexicon own =
        ToneLexicon.extendedBy(
            "own.tsv",
            "# mine\ngood\t-2\nfrabjous  day\t3\tevent\nkilled\t0\nTabled\t1\tattitude\n");
    assertThat(own.read(tokens("a good deal")).tone().negativeCount()).isEqualTo(1);
    assertThat(own.read(tokens("nobody was killed")).tone().tonalCount()).isZero();
    assertThat(own.read(tokens("the frabjous day came")).tone().eventTone()).isPositive();
    assertThat(own.read(tokens("it was tabled")).tone().attitudeTone()).isPositive();
    assertThat(own.read(tokens("a terrible war")).tone().negativeCount()).isEqualTo(2);
  }

  @Test
  void aStarTakesTheBundledLexiconBack() {
    ToneLexicon own = ToneLexicon.extendedBy("own.tsv", "*\t0\ngood\t2\n");
    assertThat(own.read(tokens("a good and terrible war")).tone().tonalCount()).isEqualTo(1);
    assertThat(rulesTone(own, tokens("not good"))).isNegative();
  }

  @Test
  void aLineThatIsNoValenceIsNamed() {
    for (String line : List.of("good", "good\t5", "good\tx", "good\t1\tbad", "*\t1")) {
      assertThatThrownBy(() -> ToneLexicon.extendedBy("own.tsv", "bad\t-1\n" + line))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("own.tsv line 2");
    }
  }

  @Test
  void aLexiconTravelsAsItsUsersLines() throws IOException, ClassNotFoundException {
    ToneLexicon own = ToneLexicon.extendedBy("own.tsv", "good\t-2\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(own);
      out.writeObject(lexicon);
    }
    assertThat(bytes.size()).isLessThan(1000);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ToneLexicon read = (ToneLexicon) in.readObject();
      assertThat(read.read(tokens("a good deal")).tone())
          .isEqualTo(own.read(tokens("a good deal")).tone());
      assertThat(in.readObject()).isSameAs(lexicon);
    }
  }

  @Test
  void toneTowardAMentionFollowsTheWordsNearIt() {
    List<String> tokens =
        tokens(
            "Critics condemned the corrupt Smith , while at the meeting held later that day in the"
                + " capital nearly everyone praised the brilliant Jones .");
    TargetTone smith = lexicon.read(tokens).towards(4, 5);
    TargetTone jones = lexicon.read(tokens).towards(tokens.size() - 2, tokens.size() - 1);
    assertThat(smith.polarity()).isEqualTo(-1);
    assertThat(smith.tone()).isBetween(-1.0, -0.2);
    assertThat(jones.polarity()).isEqualTo(1);
    assertThat(jones.tone()).isBetween(0.2, 1.0);
  }

  @Test
  void aMentionsOwnWordsDoNotCount() {
    List<String> tokens = tokens("members of hate crime watch met on monday");
    TargetTone inside = lexicon.read(tokens).towards(2, 5);
    assertThat(inside.polarity()).isZero();
    assertThat(inside.tone()).isCloseTo(0, within(0.15));
    assertThat(lexicon.read(tokens).towards(0, 1).tone()).isNegative();
  }

  @Test
  void aMentionOutsideTheSentenceIsRefused() {
    assertThatThrownBy(() -> lexicon.read(List.of("a", "b")).towards(1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void whatWasReadBeforeDoesNotMatter() {
    List<String> tokens = tokens("The Good doctor was not good : \" Good grief \" said Smith .");
    ToneLexicon fresh = ToneLexicon.extendedBy("own.tsv", "frabjous\t2\n");
    SentenceTone first = fresh.read(tokens).tone();
    TargetTone toward = fresh.read(tokens).towards(11, 12);
    // More kinds of words than are remembered.
    IntStream.range(0, 70_000)
        .parallel()
        .forEach(i -> fresh.read(List.of("word" + i, "good", "Good")).tone());
    assertThat(fresh.read(tokens).tone()).isEqualTo(first);
    assertThat(fresh.read(tokens).towards(11, 12)).isEqualTo(toward);
  }
}
