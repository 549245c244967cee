package org.newsloom.entities;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DateFormatSymbols;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongToIntFunction;
import org.newsloom.entities.WordForm.Casing;
import org.newsloom.text.Token;
import org.newsloom.text.WordTokenizer;

/**
 * Trains a {@link NameTagger}: a conditional random field by stochastic gradient descent with an L2
 * penalty and a falling step, as in Bottou's crfsgd. The same files give the same model.
 *
 * <p>Names of the training files become lists. A list would tell the answer to the sentences it was
 * made from, so while training a name counts as listed only if another document has it.
 *
 * <p>To the sentences as they are come copies in capitals, in lower case, with every long word
 * capitalised, with a speaker before a colon, with titles, and with other surnames and cities,
 * because scraped news has headlines and transcripts, and names of its own.
 */
public final class NameTaggerTrainer {

  private static final int EPOCHS = 14;
  private static final double FIRST_STEP = 0.04;

  /** Strength of the L2 penalty summed over all sentences. */
  private static final double PENALTY = 4.0;

  private static final int PERSON = Bilou.TYPES.indexOf("PER");
  private static final int PLACE = Bilou.TYPES.indexOf("LOC");

  /** Parts of the articles, each tagged by what the others taught. */
  private static final int PARTS = 5;

  /**
   * Tokens of the text that are tagged to learn the types of words; what is beyond is passed over.
   */
  private static final long TYPED_TOKENS = 20_000_000;

  /** A feature seen in fewer places is left out. */
  private static final int CUTOFF = 2;

  /** Features kept, those with the greatest weights first. */
  private static final int KEPT_FEATURES = 120_000;

  /** A token whose tags are all within this of the truth teaches nothing more. */
  private static final double SETTLED = 1e-3;

  /** What the types of other annotations are called here. Other types are left out. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("PER", "PER"),
          Map.entry("ORG", "ORG"),
          Map.entry("LOC", "LOC"),
          Map.entry("MISC", "MISC"),
          Map.entry("person", "PER"),
          Map.entry("corporation", "ORG"),
          Map.entry("group", "ORG"),
          Map.entry("location", "LOC"),
          Map.entry("product", "MISC"),
          Map.entry("creative-work", "MISC"),
          Map.entry("Person", "PER"),
          Map.entry("Organisation", "ORG"),
          Map.entry("Location", "LOC"),
          Map.entry("Nationality", "MISC"));

  /** The wire of 1996 hardly uses them; other news does. */
  private static final List<String> TITLES =
      List.of(
          "Mr", "Mr", "Mr", "Mr.", "Mrs", "Mrs", "Ms", "Ms.", "Dr", "Gen", "Gen.", "Sen.", "Capt");

  /** A sentence to learn from; the document is unique over all files. */
  static final class Example {
    final int document;
    final List<String> tokens;
    final int[] tags;

    Example(int document, List<String> tokens, int[] tags) {
      this.document = document;
      this.tokens = tokens;
      this.tags = tags;
    }
  }

  /** A sentence as the learner sees it: for each token its features. */
  private static final class Indexed {
    final int[][] features;
    final int[] tags;

    Indexed(int[][] features, int[] tags) {
      this.features = features;
      this.tags = tags;
    }
  }

  private final List<Example> examples;
  private final CrossedClasses classes;
  private final Map<Long, int[]> phraseDocuments = new HashMap<>();
  private final Map<Integer, Set<Long>> documentPhrases = new HashMap<>();
  private final Set<Long> phrasePrefixes = new HashSet<>();
  private final Map<Long, Integer> worldPhrases = new HashMap<>();

  private NameTaggerTrainer(List<Example> examples, CrossedClasses classes) {
    this.examples = new ArrayList<>(examples);
    this.classes = classes;
  }

  /**
   * Trains a tagger and writes it.
   *
   * @param gold sentences with their names, as {@link NamesEvaluation} reads them
   * @param text articles to learn classes of words from, as {@link NewsText} reads them; without
   *     any, the bundled model's classes are used
   * @param out where the model goes
   * @throws IOException if a file cannot be read or is not as described
   */
  public static void train(List<Path> gold, List<Path> text, Path out) throws IOException {
    List<Example> examples = new ArrayList<>();
    Set<Integer> articles = new LinkedHashSet<>();
    for (Path file : gold) {
      readSentences(file, examples, articles);
    }
    if (examples.isEmpty()) {
      throw new IOException("no sentences in " + gold);
    }
    CrossedClasses classes = classes(examples, text);
    NameModel model =
        learn(examples, classes).with(learnContext(examples, List.copyOf(articles), classes));
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
      model.write(file);
    }
  }

  private static CrossedClasses classes(List<Example> examples, List<Path> text)
      throws IOException {
    if (text.isEmpty()) {
      return CrossedClasses.same(NameTagger.bundled().classes());
    }
    WordClassTrainer words = new WordClassTrainer();
    List<List<String>> sentences = new ArrayList<>();
    Map<String, String> shared = new HashMap<>();
    long[] kept = new long[1];
    NewsText reader =
        new NewsText(
            sentence -> {
              words.add(sentence);
              if (kept[0] < TYPED_TOKENS) {
                sentences.add(
                    sentence.stream().map(t -> shared.computeIfAbsent(t, same -> same)).toList());
                kept[0] += sentence.size();
              }
            });
    for (Path file : text) {
      reader.read(file);
    }
    examples.forEach(example -> words.add(example.tokens));
    return typed(words.learn(), examples, sentences);
  }

  /** The classes with the types that a tagger of each half of the documents finds in the text. */
  static CrossedClasses typed(
      WordClasses classes, List<Example> examples, List<List<String>> sentences)
      throws IOException {
    WordTypes both = new WordTypes(classes);
    List<WordClasses> halves = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int other = 1 - half;
      List<Example> others = examples.stream().filter(e -> e.document % 2 == other).toList();
      WordTypes types = new WordTypes(classes);
      if (!others.isEmpty()) {
        NameTagger tagger = new NameTagger(learn(others, CrossedClasses.same(classes)));
        for (List<String> sentence : sentences) {
          types.add(sentence, tagger.tag(sentence));
        }
      }
      halves.add(types.column());
      both.add(types);
    }
    return new CrossedClasses(halves, both.column());
  }

  /**
   * Reads a file's sentences.
   *
   * @param articles takes the documents that are one article each: those of a file that tells them
   *     apart
   */
  static void readSentences(Path file, List<Example> examples, Set<Integer> articles)
      throws IOException {
    int firstDocument = examples.isEmpty() ? 0 : examples.get(examples.size() - 1).document + 1;
    for (ConllFile.Sentence sentence : ConllFile.read(file)) {
      List<String> iob = new ArrayList<>();
      for (String tag : sentence.iob()) {
        String type = tag.length() > 2 ? TYPES.get(tag.substring(2)) : null;
        iob.add(type == null ? "O" : tag.substring(0, 2) + type);
      }
      int document = firstDocument + sentence.document();
      examples.add(new Example(document, sentence.tokens(), Bilou.fromIob(iob)));
      if (sentence.document() > 0) {
        articles.add(firstDocument);
        articles.add(document);
      }
    }
  }

  static NameModel learn(List<Example> examples, CrossedClasses classes) throws IOException {
    NameTaggerTrainer trainer = new NameTaggerTrainer(examples, classes);
    trainer.listPhrases();
    trainer.varyCase();
    return trainer.learn();
  }

  /**
   * Learns what an article tells beyond its sentences. The names of each part of the articles are
   * found by a tagger that learned from the others, because one is surer of what it has learned
   * from than of what it meets.
   */
  static float[] learnContext(
      List<Example> examples, List<Integer> articles, CrossedClasses classes) throws IOException {
    if (articles.size() < PARTS) {
      return new float[0];
    }
    Map<Integer, Integer> partOf = new HashMap<>();
    for (int i = 0; i < articles.size(); i++) {
      partOf.put(articles.get(i), i % PARTS);
    }
    ContextTrainer context = new ContextTrainer();
    for (int part = 0; part < PARTS; part++) {
      int left = part;
      int next = (part + 1) % PARTS;
      List<Example> leftOut =
          examples.stream().filter(e -> partOf.getOrDefault(e.document, -1) == left).toList();
      List<Example> others =
          examples.stream().filter(e -> partOf.getOrDefault(e.document, -1) != left).toList();
      addArticles(learn(others, classes), classes, leftOut, context);
      // Other news is harder than the training data: a tagger that learned little shows how an
      // article helps one that is less sure.
      List<Example> harder =
          examples.stream().filter(e -> partOf.getOrDefault(e.document, -1) == next).toList();
      addArticles(learn(leftOut, classes), classes, harder, context);
    }
    return context.learn();
  }

  private static void addArticles(
      NameModel model, CrossedClasses classes, List<Example> examples, ContextTrainer context) {
    Map<Integer, List<Example>> articles = new LinkedHashMap<>();
    for (Example example : examples) {
      articles.computeIfAbsent(example.document, d -> new ArrayList<>()).add(example);
    }
    IdentityHashMap<WordClasses, NameFinder> finders = new IdentityHashMap<>();
    for (Map.Entry<Integer, List<Example>> article : articles.entrySet()) {
      NameFinder finder =
          finders.computeIfAbsent(
              classes.of(article.getKey()), own -> new NameFinder(new NameTagger(model.with(own))));
      addArticle(finder, article.getValue(), context);
    }
  }

  private static void addArticle(NameFinder finder, List<Example> article, ContextTrainer context) {
    ArticleText text = new ArticleText(finder);
    List<String> types = new ArrayList<>();
    for (Example sentence : article) {
      for (FoundName name : text.add(sentence.tokens)) {
        types.add(Bilou.typeOf(sentence.tags, name.firstToken(), name.endToken()));
      }
    }
    context.add(text.spans(), types);
  }

  // Lists

  private void listPhrases() throws IOException {
    for (Example example : examples) {
      int[] tags = example.tags;
      for (int start = 0; start < tags.length; start++) {
        if (!Bilou.isBegin(tags[start]) && !Bilou.isOnly(tags[start])) {
          continue;
        }
        int end = start + 1;
        while (!Bilou.isOnly(tags[end - 1]) && !Bilou.isLast(tags[end - 1])) {
          end++;
        }
        int type = Bilou.type(tags[start]);
        long key = list(example.tokens.subList(start, end));
        Set<Long> inDocument =
            documentPhrases.computeIfAbsent(example.document, d -> new HashSet<>());
        if (key != 0 && inDocument.add(key * 31 + type)) {
          phraseDocuments.computeIfAbsent(key, k -> new int[Bilou.TYPES.size()])[type]++;
        }
      }
    }
    // The lists go into the model as they are, so that it does not change with the Java version.
    for (String country : Locale.getISOCountries()) {
      listWorld("country", new Locale("", country).getDisplayCountry(Locale.ENGLISH));
    }
    for (String language : Locale.getISOLanguages()) {
      listWorld("language", new Locale(language).getDisplayLanguage(Locale.ENGLISH));
    }
    for (String zone : ZoneId.getAvailableZoneIds()) {
      if (zone.contains("/") && !zone.startsWith("Etc") && !zone.startsWith("SystemV")) {
        listWorld("zone", zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' '));
      }
    }
    DateFormatSymbols calendar = DateFormatSymbols.getInstance(Locale.ENGLISH);
    List<String> lists = new ArrayList<>(NameLists.PHRASES);
    lists.addAll(NameLists.WORDS);
    for (String list : lists) {
      for (String name : NameLists.read(list)) {
        listWorld(list, name);
      }
    }
    for (String[] names :
        List.of(
            calendar.getWeekdays(),
            calendar.getShortWeekdays(),
            calendar.getMonths(),
            calendar.getShortMonths())) {
      for (String name : names) {
        listWorld("calendar", name);
      }
    }
  }

  private void listWorld(String kind, String phrase) {
    if (phrase.length() > 2) {
      long key = list(WordTokenizer.tokenize(phrase).stream().map(Token::text).toList());
      if (key != 0) {
        worldPhrases.merge(key, 1 << NameFeatures.KINDS.indexOf(kind), (a, b) -> a | b);
      }
    }
  }

  /** Notes the phrase's beginnings and returns its key, 0 where it is too long. */
  private long list(List<String> tokens) {
    if (tokens.size() > NameFeatures.LONGEST_PHRASE) {
      return 0;
    }
    long key = 0;
    for (String token : tokens) {
      key = NameFeatures.phraseKey(key, new WordForm(token, Casing.NONE, new int[0], 0));
      phrasePrefixes.add(key);
    }
    return key;
  }

  /** The kinds a phrase is listed as in other documents than this one; -1 for no document's. */
  private LongToIntFunction phrasesBut(int document) {
    Set<Long> own = documentPhrases.getOrDefault(document, Set.of());
    return key -> {
      if (!phrasePrefixes.contains(key)) {
        return LongTable.ABSENT;
      }
      int kinds = worldPhrases.getOrDefault(key, 0);
      int[] documents = phraseDocuments.get(key);
      if (documents != null) {
        for (int type = 0; type < documents.length; type++) {
          int others = documents[type] - (own.contains(key * 31 + type) ? 1 : 0);
          kinds |= others > 0 ? 1 << type : 0;
        }
      }
      return kinds;
    };
  }

  // Copies in other case

  private void varyCase() throws IOException {
    Random random = new Random(3);
    List<String> surnames = NameLists.read("surnames");
    List<String> cities = NameLists.read("cities");
    List<Example> originals = List.copyOf(examples);
    for (Example original : originals) {
      double draw = random.nextDouble();
      if (draw < 0.2) {
        add(original, original.tokens.stream().map(t -> t.toUpperCase(Locale.ROOT)).toList());
      } else if (draw < 0.25) {
        add(original, original.tokens.stream().map(t -> t.toLowerCase(Locale.ROOT)).toList());
      } else if (draw < 0.35) {
        add(original, original.tokens.stream().map(NameTaggerTrainer::headline).toList());
      } else if (draw < 0.42) {
        addSpeaker(original, originals.get(random.nextInt(originals.size())));
      } else if (draw < 0.6) {
        addTitles(original, TITLES.get(random.nextInt(TITLES.size())));
      } else if (draw < 0.7) {
        addOtherNames(original, surnames, cities, random);
      } else if (original.tokens.stream().anyMatch(NameTaggerTrainer::isDotted)) {
        add(
            original,
            original.tokens.stream().map(t -> isDotted(t) ? t.replace(".", "") : t).toList());
      }
    }
  }

  private void add(Example original, List<String> tokens) {
    examples.add(new Example(original.document, tokens, original.tags));
  }

  /** Whether a token is letters with a dot after each: many papers write "US" for "U.S.". */
  private static boolean isDotted(String token) {
    boolean letters = token.length() >= 4 && token.length() % 2 == 0;
    for (int i = 0; letters && i < token.length(); i += 2) {
      letters = Character.isUpperCase(token.charAt(i)) && token.charAt(i + 1) == '.';
    }
    return letters;
  }

  private static String headline(String token) {
    return token.length() <= 3
        ? token
        : token.substring(0, 1).toUpperCase(Locale.ROOT) + token.substring(1);
  }

  /** Puts the last word of a person's name before the sentence: "AZUZ : The place ...". */
  private void addSpeaker(Example original, Example source) {
    for (int i = 0; i < source.tags.length; i++) {
      int tag = source.tags[i];
      if (Bilou.type(tag) == 0 && (Bilou.isLast(tag) || Bilou.isOnly(tag))) {
        List<String> tokens = new ArrayList<>();
        tokens.add(source.tokens.get(i).toUpperCase(Locale.ROOT));
        tokens.add(":");
        tokens.addAll(original.tokens);
        int[] tags = new int[tokens.size()];
        tags[0] = Bilou.only(0);
        System.arraycopy(original.tags, 0, tags, 2, original.tags.length);
        examples.add(new Example(original.document, tokens, tags));
        return;
      }
    }
  }

  /** Puts a title before each person and leaves their last name: "Mr Clinton". */
  private void addTitles(Example original, String title) {
    List<String> tokens = new ArrayList<>();
    List<Integer> tags = new ArrayList<>();
    for (int i = 0; i < original.tags.length; i++) {
      int tag = original.tags[i];
      boolean lastName = Bilou.type(tag) == 0 && (Bilou.isLast(tag) || Bilou.isOnly(tag));
      if (lastName) {
        tokens.add(title);
        tags.add(Bilou.OUTSIDE);
      }
      if (lastName || Bilou.type(tag) != 0) {
        tokens.add(original.tokens.get(i));
        tags.add(lastName ? Bilou.only(0) : tag);
      }
    }
    if (tokens.size() > 3 && tags.contains(Bilou.only(0))) {
      examples.add(
          new Example(
              original.document, tokens, tags.stream().mapToInt(Integer::intValue).toArray()));
    }
  }

  /**
   * Puts other surnames and cities in the place of those of a sentence: the lists, and what stands
   * beside a name, have to tell them. Some surnames get an Arabic article, which the news of 1996
   * hardly has and later news often.
   */
  private void addOtherNames(
      Example original, List<String> surnames, List<String> cities, Random random) {
    List<String> tokens = new ArrayList<>();
    List<Integer> tags = new ArrayList<>();
    boolean isChanged = false;
    for (int i = 0; i < original.tags.length; i++) {
      int tag = original.tags[i];
      if (tag == Bilou.last(PERSON)) {
        String surname = surnames.get(random.nextInt(surnames.size()));
        double draw = random.nextDouble();
        tokens.add(draw < 0.25 ? "al-" + surname : draw < 0.3 ? "el-" + surname : surname);
        tags.add(tag);
        isChanged = true;
      } else if (tag == Bilou.only(PLACE)) {
        List<String> city =
            WordTokenizer.tokenize(cities.get(random.nextInt(cities.size()))).stream()
                .map(Token::text)
                .toList();
        for (int word = 0; word < city.size(); word++) {
          tokens.add(city.get(word));
          tags.add(Bilou.tag(PLACE, word, city.size()));
        }
        isChanged = true;
      } else {
        tokens.add(original.tokens.get(i));
        tags.add(tag);
      }
    }
    if (isChanged) {
      examples.add(
          new Example(
              original.document, tokens, tags.stream().mapToInt(Integer::intValue).toArray()));
    }
  }

  // Learning

  private NameModel learn() {
    LongTable counts = new LongTable(1 << 20);
    for (Example example : examples) {
      for (long[] keys : keys(example)) {
        for (long key : keys) {
          counts.put(key, Math.max(0, counts.value(key)) + 1);
        }
      }
    }
    LongTable rows = new LongTable(1 << 20);
    for (long key : counts.sortedKeys()) {
      if (counts.value(key) >= CUTOFF) {
        rows.put(key, rows.count());
      }
    }
    List<Indexed> indexed = new ArrayList<>();
    for (Example example : examples) {
      long[][] keys = keys(example);
      int[][] features = new int[keys.length][];
      for (int i = 0; i < keys.length; i++) {
        features[i] =
            Arrays.stream(keys[i]).mapToInt(rows::value).filter(row -> row >= 0).toArray();
      }
      indexed.add(new Indexed(features, example.tags));
    }
    float[] weights = new float[rows.count() * Bilou.TAGS];
    float[] transitions = new float[Bilou.TAGS * Bilou.TAGS];
    descend(indexed, weights, transitions);
    return pack(rows, weights, transitions);
  }

  private long[][] keys(Example example) {
    int length = example.tokens.size();
    LongToIntFunction phrases = phrasesBut(example.document);
    Casing casing = NameFeatures.casing(example.tokens);
    int sort = NameFeatures.sort(example.tokens);
    WordClasses known = classes.of(example.document);
    WordForm[] forms = new WordForm[length];
    for (int i = 0; i < length; i++) {
      String token = example.tokens.get(i);
      forms[i] =
          new WordForm(
              token, casing, known.of(token, casing), NameFeatures.wordKinds(token, phrases));
    }
    long[] found = new long[length];
    NameFeatures.matchPhrases(forms, length, phrases, found);
    long[][] keys = new long[length][];
    long[] shared = new long[NameFeatures.MOST];
    for (int i = 0; i < length; i++) {
      int count = NameFeatures.write(forms, length, i, found, sort, shared);
      long[] all = Arrays.copyOf(shared, count);
      for (int place = -WordForm.REACH; place <= WordForm.REACH; place++) {
        int at = i + place;
        WordForm form =
            at < 0 ? WordForm.BEFORE_SENTENCE : at >= length ? WordForm.AFTER_SENTENCE : forms[at];
        long[] own = form.keys(place);
        int end = all.length;
        all = Arrays.copyOf(all, end + own.length);
        System.arraycopy(own, 0, all, end, own.length);
      }
      keys[i] = all;
    }
    return keys;
  }

  private static void descend(List<Indexed> sentences, float[] weights, float[] transitions) {
    Lattice lattice = new Lattice();
    List<Indexed> order = new ArrayList<>(sentences);
    Random random = new Random(7);
    double penalty = PENALTY / sentences.size();
    // The weights are scale times what the arrays hold, so that the penalty costs one
    // multiplication.
    double scale = 1;
    float[] scaledTransitions = new float[transitions.length];
    float[] gradient = new float[Bilou.TAGS];
    long step = 0;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (Indexed sentence : order) {
        int length = sentence.tags.length;
        int[] tags = sentence.tags;
        lattice.begin(length);
        for (int i = 0; i < length; i++) {
          for (int row : sentence.features[i]) {
            int from = row * Bilou.TAGS;
            for (int tag = 0; tag < Bilou.TAGS; tag++) {
              lattice.scores[i * Bilou.TAGS + tag] += weights[from + tag];
            }
          }
          for (int tag = 0; tag < Bilou.TAGS; tag++) {
            lattice.scores[i * Bilou.TAGS + tag] *= (float) scale;
          }
        }
        for (int move = 0; move < transitions.length; move++) {
          scaledTransitions[move] = (float) (transitions[move] * scale);
        }
        lattice.weigh(scaledTransitions, 1);
        double rate = FIRST_STEP / (1 + penalty * FIRST_STEP * step);
        step++;
        scale *= 1 - rate * penalty;
        double rise = rate / scale;
        for (int i = 0; i < length; i++) {
          double error = 0;
          for (int tag = 0; tag < Bilou.TAGS; tag++) {
            double wanted = (tag == tags[i] ? 1 : 0) - lattice.probability(i, tag);
            error = Math.max(error, Math.abs(wanted));
            gradient[tag] = (float) (wanted * rise);
          }
          if (error < SETTLED) {
            continue;
          }
          for (int row : sentence.features[i]) {
            int from = row * Bilou.TAGS;
            for (int tag = 0; tag < Bilou.TAGS; tag++) {
              weights[from + tag] += gradient[tag];
            }
          }
          if (i + 1 < length) {
            for (int next = 0; next < Bilou.TAGS; next++) {
              for (int tag : Bilou.BEFORE[next]) {
                double wanted =
                    (tag == tags[i] && next == tags[i + 1] ? 1 : 0)
                        - lattice.probability(i, tag, next);
                transitions[tag * Bilou.TAGS + next] += (float) (wanted * rise);
              }
            }
          }
        }
      }
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) scale;
    }
    for (int i = 0; i < transitions.length; i++) {
      transitions[i] *= (float) scale;
    }
  }

  /** Keeps the heaviest features and rounds their weights to 8 bits. */
  private NameModel pack(LongTable rows, float[] weights, float[] transitions) {
    float[] heaviest = new float[rows.count()];
    float top = 0;
    for (int row = 0; row < heaviest.length; row++) {
      for (int tag = 0; tag < Bilou.TAGS; tag++) {
        heaviest[row] = Math.max(heaviest[row], Math.abs(weights[row * Bilou.TAGS + tag]));
      }
      top = Math.max(top, heaviest[row]);
    }
    float[] sorted = heaviest.clone();
    Arrays.sort(sorted);
    float least = sorted.length > KEPT_FEATURES ? sorted[sorted.length - KEPT_FEATURES] : 0;
    float unit = top == 0 ? 1 : top / Byte.MAX_VALUE;
    LongTable kept = new LongTable(KEPT_FEATURES);
    byte[] packed = new byte[rows.count() * Bilou.TAGS];
    for (long key : rows.sortedKeys()) {
      int row = rows.value(key);
      if (heaviest[row] < least || heaviest[row] < unit / 2) {
        continue;
      }
      int to = kept.count() * Bilou.TAGS;
      kept.put(key, kept.count());
      for (int tag = 0; tag < Bilou.TAGS; tag++) {
        packed[to + tag] = (byte) Math.round(weights[row * Bilou.TAGS + tag] / unit);
      }
    }
    float[] moves = new float[transitions.length];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = transitions[i] / unit;
    }
    LongTable phrases = new LongTable(phrasePrefixes.size());
    LongToIntFunction listed = phrasesBut(-1);
    for (long key : phrasePrefixes) {
      phrases.put(key, listed.applyAsInt(key));
    }
    return new NameModel(
        unit,
        moves,
        kept,
        Arrays.copyOf(packed, kept.count() * Bilou.TAGS),
        classes.all(),
        phrases,
        new float[0]);
  }
}
