package org.newsloom.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameListsTest {

  @Test
  void everyListHasNamesAndNoNameTwice() throws IOException {
    List<String> lists = new ArrayList<>(NameLists.PHRASES);
    lists.addAll(NameLists.WORDS);
    for (String list : lists) {
      assertThat(NameLists.read(list)).as(list).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void everyKindHasABitOfANonNegativeNumber() {
    assertThat(NameFeatures.KINDS).doesNotHaveDuplicates().hasSizeLessThan(Integer.SIZE);
  }

  @Test
  void aMissingListIsNamed() {
    assertThatThrownBy(() -> NameLists.read("none"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lists/none.txt");
  }
}
