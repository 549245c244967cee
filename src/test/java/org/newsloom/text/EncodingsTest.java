package org.newsloom.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsloom.text.Encodings.Decoded;

final class EncodingsTest {
  private static final String RUSSIAN =
      "Президент России Владимир Путин заявил в среду, что переговоры продолжатся на этой неделе.";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkTellsTheEncoding(String charset) {
    byte[] bytes = "\uFEFF“Ünïcode” 😀".getBytes(Charset.forName(charset));
    assertThat(Encodings.decode(bytes)).isEqualTo(new Decoded("“Ünïcode” 😀", charset, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void zeroBytesTellUtf16WithoutAMark(String charset) {
    byte[] bytes = "Rain fell in Paris – again.".getBytes(Charset.forName(charset));
    assertThat(Encodings.decode(bytes).text()).isEqualTo("Rain fell in Paris – again.");
  }

  @Test
  void westernTextIsWindows1252() {
    String text = "The minister said: “It’s naïve – and costs €5.”";
    Decoded decoded = Encodings.decode(text.getBytes(Charset.forName("windows-1252")));
    assertThat(decoded).isEqualTo(new Decoded(text, "windows-1252", 0));
  }

  @Test
  void shortWesternTextIsWindows1252() {
    assertThat(Encodings.decode(new byte[] {'C', 'a', 'f', (byte) 0xE9}).text()).isEqualTo("Café");
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1251", "KOI8-R"})
  void russianTextIsToldByItsLetters(String charset) {
    byte[] bytes = RUSSIAN.getBytes(Charset.forName(charset));
    assertThat(Encodings.decode(bytes).text()).isEqualTo(RUSSIAN);
  }

  @Test
  void damageInUtf8IsReplacedAndCounted() {
    byte[] bytes = "Müller, größer, Straße x y".getBytes(UTF_8);
    bytes[bytes.length - 3] = (byte) 0xFF;
    bytes[bytes.length - 1] = (byte) 0xC3;
    assertThat(Encodings.decode(bytes))
        .isEqualTo(new Decoded("Müller, größer, Straße \uFFFD \uFFFD", "UTF-8", 2));
  }

  @Test
  void aReplacementCharacterThatWasDeliveredIsNoDamage() {
    assertThat(Encodings.decode("a\uFFFDb".getBytes(UTF_8)).replacedCount()).isZero();
  }

  @Test
  void aPageIsDecodedAsItDeclares() {
    String page = "<html><head><meta charset=\"windows-1251\"></head><body>Да, мир</body></html>";
    assertThat(Encodings.decodeHtml(page.getBytes(Charset.forName("windows-1251"))).text())
        .isEqualTo(page);
  }

  @Test
  void aPageThatIsUtf8IsUtf8WhateverItDeclares() {
    String page = "<meta charset=iso-8859-1><p>Müller “größer”";
    assertThat(Encodings.decodeHtml(page.getBytes(UTF_8)).text()).isEqualTo(page);
  }

  @Test
  void anUnknownDeclarationIsNoEvidence() {
    byte[] page = "<meta charset=\"x-nonsense\"><p>Caf\u00E9".getBytes(Charset.forName("latin1"));
    assertThat(Encodings.decodeHtml(page).text()).endsWith("Café");
  }

  @Test
  void anyBytesDecode() {
    Random random = new Random(5);
    for (int length : new int[] {0, 1, 2, 3, 5, 100, 70_000, 1 << 20}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(Encodings.decode(bytes).text()).isNotNull();
      assertThat(Encodings.decodeHtml(bytes).charset()).isNotBlank();
    }
    assertThat(Encodings.decode(new byte[1 << 20]).text()).hasSize(1 << 20);
  }
}
