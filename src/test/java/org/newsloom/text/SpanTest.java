package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpanTest {
  @Test
  void aSpanCutsItsTextAndIsNeverBackwards() {
    assertThat(new Span(1, 3).of("abcd")).isEqualTo("bc");
    assertThatThrownBy(() -> new Span(3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[3, 1)");
  }
}
