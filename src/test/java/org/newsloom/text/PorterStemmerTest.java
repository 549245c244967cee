package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PorterStemmerTest {

  /** The examples of Porter's paper, by its steps. */
  @ParameterizedTest
  @CsvSource({
    "caresses,caress",
    "ponies,poni",
    "cats,cat",
    "feed,feed",
    "agreed,agre",
    "plastered,plaster",
    "motoring,motor",
    "sing,sing",
    "conflated,conflat",
    "sized,size",
    "hopping,hop",
    "falling,fall",
    "filing,file",
    "happy,happi",
    "sky,sky",
    "relational,relat",
    "conditional,condit",
    "triplicate,triplic",
    "hopefulness,hope",
    "revival,reviv",
    "allowance,allow",
    "adoption,adopt",
    "probate,probat",
    "rate,rate",
    "controll,control",
    "roll,roll",
    "accused,accus",
    "accusation,accus"
  })
  void endingsAreTakenOff(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }

  @Test
  void whatIsNoPlainWordStaysAsItIs() {
    assertThat(PorterStemmer.stem("it")).isEqualTo("it");
    assertThat(PorterStemmer.stem("n't")).isEqualTo("n't");
    assertThat(PorterStemmer.stem("cafés")).isEqualTo("cafés");
    assertThat(PorterStemmer.stem("")).isEmpty();
  }
}
