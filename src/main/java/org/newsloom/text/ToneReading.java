package org.newsloom.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.newsloom.text.ToneLexicon.Entry;

/**
 * A sentence whose words were looked up, once for its own tone and for that toward each of its
 * mentions: {@link ToneLexicon#read}.
 */
public final class ToneReading {

  /** All that lexicon and models know of a token. */
  static final class Word {
    private final WrittenToken token;
    private final Entry entry;
    private final SentenceToneModel.Word rated;
    private final SentenceToneModel.Word ratedOpening;
    private final TargetToneModel.Word aimed;
    private final TargetToneModel.Word aimedOpening;

    Word(WrittenToken token, Entry entry, SentenceToneModel sentences, TargetToneModel targets) {
      this.token = token;
      this.entry = entry;
      this.rated = sentences.word(token, false);
      this.ratedOpening = sentences.word(token, true);
      this.aimed = targets.word(token, false);
      this.aimedOpening = targets.word(token, true);
    }
  }

  private final Word[] words;
  private final WrittenToken[] tokens;
  private final ToneRules rules;

  ToneReading(Word[] words) {
    this.words = words;
    this.tokens = new WrittenToken[words.length];
    Entry[] entries = new Entry[words.length];
    for (int i = 0; i < words.length; i++) {
      tokens[i] = words[i].token;
      entries[i] = words[i].entry;
    }
    this.rules = new ToneRules(tokens, entries);
  }

  /** Counts and tone of the sentence; all 0 for no words. */
  public SentenceTone tone() {
    SentenceToneModel.Word[] rated = new SentenceToneModel.Word[words.length];
    for (int i = 0; i < words.length; i++) {
      rated[i] = WrittenToken.opens(tokens, i) ? words[i].ratedOpening : words[i].rated;
    }
    return rules.counts(
        SentenceToneModel.bundled().tone(tokens, rated, rules.valences(), rules.tone()));
  }

  /**
   * Tone toward the mention at tokens {@code first} to {@code end} (exclusive), from what it does
   * and suffers and the words around it: {@link TargetToneModel}. Its own words do not count.
   *
   * @throws IndexOutOfBoundsException where the mention does not lie in the sentence
   */
  public TargetTone towards(int first, int end) {
    return towards(List.of(new Span(first, end))).get(0);
  }

  /**
   * Tone toward each of the mentions, spans of tokens.
   *
   * @throws IndexOutOfBoundsException where a mention does not lie in the sentence
   */
  public List<TargetTone> towards(List<Span> mentions) {
    if (mentions.isEmpty()) {
      return List.of();
    }
    TargetToneModel.Word[] aimed = new TargetToneModel.Word[words.length];
    for (int i = 0; i < words.length; i++) {
      aimed[i] = WrittenToken.opens(tokens, i) ? words[i].aimedOpening : words[i].aimed;
    }
    TargetToneModel.Sentence sentence =
        TargetToneModel.bundled().new Sentence(tokens, aimed, rules.valences());
    List<TargetTone> tones = new ArrayList<>(mentions.size());
    for (Span mention : mentions) {
      Objects.checkFromToIndex(mention.start(), mention.end(), words.length);
      tones.add(sentence.towards(mention.start(), mention.end()));
    }
    return tones;
  }
}
