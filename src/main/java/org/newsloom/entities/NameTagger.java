package org.newsloom.entities;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.newsloom.entities.WordForm.Casing;

/**
 * Finds the names of persons, organisations, places and the rest (nationalities, events, works) in
 * an English sentence, with a linear-chain conditional random field over BILOU tags.
 *
 * <p>The features are those of Ratinov and Roth (2009) that need one sentence only: words, shapes,
 * affixes, word classes and lists in a window of five tokens. What depends on one word is summed
 * once for each distinct word and place, so that a common word costs five additions of a vector.
 *
 * <p>A confidence is the field's probability that exactly these tokens are a name of this type.
 *
 * <p>Immutable and safe for use by many threads; each keeps its own cache of words.
 */
public final class NameTagger {

  /** Longer sentences are tagged in pieces of this many tokens, so that memory stays bounded. */
  static final int LONGEST_SENTENCE = 1_000;

  /** Least probability of a stretch of tokens that {@link #read} gives beside the names. */
  public static final double LEAST_PROBABILITY = 0.05;

  /** A sentence without names is looked at closer if a token comes this near, in log-odds. */
  private static final float OPEN = 3;

  private static final int CACHED_WORDS = 40_000;
  private static final int LONGEST_CACHED = 40;

  private final NameModel model;
  private final ArticleContext context;
  private final ThreadLocal<Scratch> scratch;

  NameTagger(NameModel model) {
    this.model = model;
    this.context = new ArticleContext(model.context);
    this.scratch = ThreadLocal.withInitial(Scratch::new);
  }

  /**
   * The tagger for English news that comes with Newsloom; its model card is {@code names-en.md}.
   *
   * @throws UncheckedIOException if the model is damaged
   */
  public static NameTagger bundled() {
    return Bundled.TAGGER;
  }

  /**
   * Reads a tagger that {@link NameTaggerTrainer} wrote.
   *
   * @throws IOException if the file cannot be read or is no model of names
   */
  public static NameTagger read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new NameTagger(NameModel.read(in));
    }
  }

  /** What the same model says of names that an article has more than once. */
  public ArticleContext context() {
    return context;
  }

  WordClasses classes() {
    return model.classes;
  }

  /**
   * Finds the names of one sentence, from left to right; they do not overlap.
   *
   * @param tokens the sentence's tokens as {@code WordTokenizer} gives them
   */
  public List<TaggedName> tag(List<String> tokens) {
    return read(tokens).names();
  }

  /**
   * Finds the names of one sentence and what else may be one.
   *
   * @param tokens the sentence's tokens as {@code WordTokenizer} gives them
   */
  public TaggedSentence read(List<String> tokens) {
    List<TaggedName> names = new ArrayList<>();
    List<NameSpan> spans = new ArrayList<>();
    Scratch scratch = this.scratch.get();
    for (int start = 0; start < tokens.size(); start += LONGEST_SENTENCE) {
      int end = Math.min(tokens.size(), start + LONGEST_SENTENCE);
      tag(tokens.subList(start, end), start, scratch, names, spans);
    }
    return new TaggedSentence(names, spans);
  }

  private void tag(
      List<String> tokens,
      int firstToken,
      Scratch scratch,
      List<TaggedName> names,
      List<NameSpan> spans) {
    int length = tokens.size();
    scratch.begin(length);
    Casing casing = NameFeatures.casing(tokens);
    int sort = NameFeatures.sort(tokens);
    Map<String, WordForm> known = scratch.words.computeIfAbsent(casing, c -> new HashMap<>());
    WordForm[] forms = scratch.forms;
    for (int i = 0; i < length; i++) {
      forms[i] = form(tokens.get(i), casing, known);
    }
    NameFeatures.matchPhrases(forms, length, model.phrases::value, scratch.phrases);
    float[] scores = scratch.lattice.scores;
    for (int i = 0; i < length; i++) {
      int offset = i * Bilou.TAGS;
      for (int place = -WordForm.REACH; place <= WordForm.REACH; place++) {
        int at = i + place;
        WordForm form =
            at < 0 ? scratch.beforeSentence : at >= length ? scratch.afterSentence : forms[at];
        int from = (place + WordForm.REACH) * Bilou.TAGS;
        for (int tag = 0; tag < Bilou.TAGS; tag++) {
          scores[offset + tag] += form.scores[from + tag];
        }
      }
      int count = NameFeatures.write(forms, length, i, scratch.phrases, sort, scratch.keys);
      for (int k = 0; k < count; k++) {
        add(scratch.keys[k], scores, offset);
      }
    }
    boolean hasNames = scratch.lattice.decode(model.transitions, scratch.tags);
    if (!hasNames && !scratch.lattice.isOpen(OPEN / model.unit)) {
      return;
    }
    scratch.lattice.weigh(model.transitions, model.unit);
    scratch.lattice.spans(LEAST_PROBABILITY, firstToken, spans);
    int[] tags = scratch.tags;
    for (int start = 0; start < length; start++) {
      if (!Bilou.isBegin(tags[start]) && !Bilou.isOnly(tags[start])) {
        continue;
      }
      int end = start + 1;
      while (!Bilou.isOnly(tags[end - 1]) && !Bilou.isLast(tags[end - 1])) {
        end++;
      }
      names.add(
          new TaggedName(
              firstToken + start,
              firstToken + end,
              Bilou.TYPES.get(Bilou.type(tags[start])),
              scratch.lattice.probability(tags, start, end)));
    }
  }

  private WordForm form(String token, Casing casing, Map<String, WordForm> known) {
    WordForm form = known.get(token);
    if (form == null) {
      form =
          new WordForm(
              token,
              casing,
              model.classes.of(token, casing),
              NameFeatures.wordKinds(token, model.phrases::value));
      form.scores = scores(form);
      if (token.length() <= LONGEST_CACHED) {
        if (known.size() >= CACHED_WORDS) {
          known.clear();
        }
        known.put(token, form);
      }
    }
    return form;
  }

  private float[] scores(WordForm form) {
    float[] scores = new float[(2 * WordForm.REACH + 1) * Bilou.TAGS];
    for (int place = -WordForm.REACH; place <= WordForm.REACH; place++) {
      for (long key : form.keys(place)) {
        add(key, scores, (place + WordForm.REACH) * Bilou.TAGS);
      }
    }
    return scores;
  }

  private void add(long key, float[] scores, int offset) {
    int row = model.features.value(key);
    if (row < 0) {
      return;
    }
    byte[] weights = model.weights;
    int from = row * Bilou.TAGS;
    for (int tag = 0; tag < Bilou.TAGS; tag++) {
      scores[offset + tag] += weights[from + tag];
    }
  }

  /** What one thread needs while it tags. */
  private final class Scratch {
    final Lattice lattice = new Lattice();
    final Map<Casing, Map<String, WordForm>> words = new EnumMap<>(Casing.class);
    final WordForm beforeSentence = new WordForm("\u0002", Casing.NONE, new int[0], 0);
    final WordForm afterSentence = new WordForm("\u0003", Casing.NONE, new int[0], 0);
    final long[] keys = new long[NameFeatures.MOST];
    WordForm[] forms = new WordForm[0];
    long[] phrases = new long[0];
    int[] tags = new int[0];

    Scratch() {
      beforeSentence.scores = scores(beforeSentence);
      afterSentence.scores = scores(afterSentence);
    }

    void begin(int length) {
      lattice.begin(length);
      if (forms.length < length) {
        forms = new WordForm[length * 2];
        phrases = new long[length * 2];
        tags = new int[length * 2];
      }
    }
  }

  /** Holds the bundled tagger, read on first use. */
  private static final class Bundled {
    static final NameTagger TAGGER = load();

    private static NameTagger load() {
      try (InputStream in = NameTagger.class.getResourceAsStream("names-en.bin")) {
        if (in == null) {
          throw new IOException("names-en.bin is not on the class path");
        }
        return new NameTagger(NameModel.read(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
