package org.newsloom.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What tone needs to know of a token as it is written, wherever it stands. Immutable. */
final class WrittenToken {

  private static final Set<String> SMALL_IN_HEADLINES =
      Set.of("the", "and", "for", "but", "nor", "from", "with", "into", "over", "amid", "n't");

  private final String text;
  private final String normalForm;
  private final String form;
  private final String openingForm;
  private final boolean isWord;
  private final boolean isQuote;
  private final boolean isLowerCaseWord;
  private final int cues;
  private final int signs;

  WrittenToken(String text) {
    this.text = text;
    this.normalForm = normalForm(text);
    this.signs = SentenceToneModel.signs(text);
    this.isWord = ToneLexicon.isWord(text);
    this.isQuote =
        switch (text.length()) {
          case 1 -> "\"“”„".indexOf(text.charAt(0)) >= 0;
          case 2 -> text.equals("``") || text.equals("''");
          default -> false;
        };
    this.isLowerCaseWord =
        text.length() > 2
            && Character.isLowerCase(text.charAt(0))
            && !SMALL_IN_HEADLINES.contains(text);
    this.openingForm = text.isEmpty() ? null : form(text);
    this.form = isCapitalised() && !text.equals("I") ? null : openingForm;
    this.cues = TargetCues.kinds(openingForm, isCapitalised());
  }

  static WrittenToken[] of(List<String> tokens) {
    WrittenToken[] written = new WrittenToken[tokens.size()];
    for (int i = 0; i < written.length; i++) {
      written[i] = new WrittenToken(tokens.get(i));
    }
    return written;
  }

  /** Whether a capital letter says nothing there: the token opens the sentence or a quotation. */
  static boolean opens(WrittenToken[] tokens, int index) {
    return index == 0 || tokens[index - 1].isQuote;
  }

  String text() {
    return text;
  }

  boolean is(String token) {
    return text.equals(token);
  }

  /** In lower case with plain apostrophes. */
  String normalForm() {
    return normalForm;
  }

  /**
   * The token in lower case; null for a name: it begins with a capital letter, and opens no
   * sentence or quotation.
   */
  String form(boolean opens) {
    return opens ? openingForm : form;
  }

  /** {@link ToneLexicon#isWord}. */
  boolean isWord() {
    return isWord;
  }

  boolean isQuote() {
    return isQuote;
  }

  boolean isCapitalised() {
    return !text.isEmpty() && Character.isUpperCase(text.charAt(0));
  }

  boolean isAllCapitals() {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
      if (Character.isUpperCase(text.charAt(i))) {
        letters++;
      }
    }
    return letters > 1;
  }

  /** Whether a headline with capital letters would not have left the word in lower case. */
  boolean isLowerCaseWord() {
    return isLowerCaseWord;
  }

  /** {@link TargetCues#kinds}. */
  int cues() {
    return cues;
  }

  /** {@link SentenceToneModel#signs}. */
  int signs() {
    return signs;
  }

  private static String form(String token) {
    String plain = token.replace('’', '\'');
    return Character.isUpperCase(token.charAt(0)) ? plain.toLowerCase(Locale.ROOT) : plain;
  }

  /** The token itself where it is in lower case with plain apostrophes already. */
  static String normalForm(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean isPlain = c >= 'a' && c <= 'z';
      if (!isPlain && (c == '’' || Character.isUpperCase(c))) {
        return token.toLowerCase(Locale.ROOT).replace('’', '\'');
      }
    }
    return token;
  }
}
