package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodePointsTest {
  private static void assertCounts(String text) {
    CodePoints codePoints = CodePoints.of(text);
    for (int i = 0; i <= text.length(); i++) {
      assertThat(codePoints.at(i)).isEqualTo(text.codePointCount(0, i));
    }
    for (int i = 0; i <= text.codePointCount(0, text.length()); i++) {
      assertThat(codePoints.index(i)).isEqualTo(text.offsetByCodePoints(0, i));
    }
  }

  @Test
  void offsetsCountCodePoints() {
    assertCounts("");
    assertCounts("plain é");
    assertCounts("a😀b😀😀c" + "🇮🇷".repeat(20));
  }

  @Test
  void aLoneSurrogateCountsOne() {
    assertCounts("\udc00a\ud800b\ud800\ud800\udc00\udc00\ud800");
  }

  @Test
  void anIndexOutsideTheTextIsRefused() {
    assertThatThrownBy(() -> CodePoints.of("abc").at(4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("4")
        .hasMessageContaining("3");
    assertThatThrownBy(() -> CodePoints.of("😀").index(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("2")
        .hasMessageContaining("1");
  }
}
