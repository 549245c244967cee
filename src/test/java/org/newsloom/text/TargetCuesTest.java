package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetCuesTest {

  /** Roles and words, for the word in stars. */
  private static List<String> cues(String starred) {
    StarredSentence sentence = StarredSentence.of(starred);
    int mention = sentence.mention();
    return Arrays.stream(
            new TargetCues(WrittenToken.of(sentence.tokens())).of(mention, mention + 1))
        .mapToObj(cue -> role(cue) + " " + sentence.tokens().get(TargetCues.token(cue)))
        .toList();
  }

  private static TargetCues.Role role(int cue) {
    return Arrays.stream(TargetCues.Role.values())
        .filter(role -> role.number() == TargetCues.role(cue))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSubjectDoesAndTheObjectIsGoverned() {
    assertThat(cues("*Smith* accused Jones .")).containsExactly("DONE accused", "OF_DONE Jones");
    assertThat(cues("Smith accused *Jones* .")).containsExactly("GOVERNING accused");
    assertThat(cues("They accused the former Mayor *Jones* ."))
        .containsExactly("GOVERNING accused");
  }

  @Test
  void auxiliariesAndAdverbsArePassedOver() {
    assertThat(cues("*Smith* has never publicly accused Jones ."))
        .containsExactly("NOT_DONE accused", "OF_DONE Jones");
  }

  @Test
  void whatIsDoneToTheSubjectIsSuffered() {
    assertThat(cues("*Smith* was brutally attacked .")).containsExactly("SUFFERED attacked");
    assertThat(cues("*Smith* was n't hurt .")).containsExactly("NOT_SUFFERED hurt");
    assertThat(cues("Jones was attacked by *Smith* ."))
        .containsExactly("PREPOSITION by", "BY attacked", "BY was", "BY Jones");
  }

  @Test
  void whatTheMentionIsCalledIsAPredicateOrAnApposition() {
    assertThat(cues("*Smith* is a liar .")).containsExactly("PREDICATE a", "PREDICATE liar");
    assertThat(cues("*Smith* , a convicted thief , fled ."))
        .containsExactly("APPOSITION a", "APPOSITION convicted", "APPOSITION thief", "DONE fled");
    assertThat(cues("*Smith* , who fled , wept .")).containsExactly("DONE fled");
  }

  @Test
  void theMentionHasWhatStandsBehindItsPossessive() {
    assertThat(cues("*Smith* 's disgraceful lies ."))
        .containsExactly("POSSESSED disgraceful", "POSSESSED lies");
  }

  @Test
  void theWordBeforeAPrepositionIsItsHead() {
    assertThat(cues("An attack on *Smith* failed ."))
        .containsExactly("DONE failed", "PREPOSITION on", "HEAD attack", "HEAD An");
  }

  @Test
  void theClauseEndsAtMarksAndConjunctions() {
    TargetCues cues =
        new TargetCues(
            WrittenToken.of(
                List.of("He", "left", ",", "but", "Smith", "stayed", "because", "it", "rained")));
    assertThat(cues.clause(4, 5)).isEqualTo(new Span(4, 6));
    assertThat(cues.clause(0, 1)).isEqualTo(new Span(0, 2));
  }

  @Test
  void aSentenceMayEndOrBeginWithTheMention() {
    assertThat(cues("*Smith*")).isEmpty();
    assertThat(cues("said *Smith*")).containsExactly("GOVERNING said");
  }
}
