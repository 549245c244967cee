package org.newsloom.entities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the names of one sentence by all that Newsloom knows of names: the tagger, what names say
 * of their type by their own words, and the lists of well-known names and of countries.
 *
 * <p>Immutable and thread-safe.
 */
public final class NameFinder {
  private static final String TAGGER = "tagger";
  private static final String GAZETTEER = "gazetteer";

  private final NameTagger tagger;
  private final Knowledge knowledge;

  /** A name and who found it. */
  record Attributed(TaggedName name, String method) {}

  /**
   * @param tagger to use in place of the bundled one
   */
  public NameFinder(NameTagger tagger) {
    this(tagger, Knowledge.bundled());
  }

  private NameFinder(NameTagger tagger, Knowledge knowledge) {
    this.tagger = tagger;
    this.knowledge = knowledge;
  }

  /** With the tagger that comes with Newsloom, and other lists of names. */
  public static NameFinder knowing(Knowledge knowledge) {
    return new NameFinder(NameTagger.bundled(), knowledge);
  }

  /** With the tagger that comes with Newsloom. */
  public static NameFinder bundled() {
    return Bundled.FINDER;
  }

  /**
   * The names of a sentence, which do not overlap, and what else may be one with a probability of
   * at least {@link NameTagger#LEAST_PROBABILITY}, by their first tokens, then by length.
   *
   * @param tokens the sentence's tokens as {@code WordTokenizer} gives them
   */
  public List<FoundName> find(List<String> tokens) {
    TaggedSentence tagged = tagger.read(tokens);
    List<Attributed> names =
        merge(
            merge(
                replace(
                    NameCues.refine(tokens, tagged.names()), knowledge.wellKnown().find(tokens)),
                knowledge.countries().find(tokens)),
            knowledge.wellKnown().findPlaces(tokens));
    if (names.isEmpty() && tagged.spans().isEmpty()) {
      return List.of();
    }
    Map<Long, TypeProbabilities> probabilities = new HashMap<>();
    for (NameSpan span : tagged.spans()) {
      probabilities.put(place(span.firstToken(), span.endToken()), span.probabilities());
    }
    List<FoundName> found = new ArrayList<>(names.size() + tagged.spans().size());
    for (Attributed attributed : names) {
      TaggedName name = attributed.name();
      TypeProbabilities own = probabilities.remove(place(name.firstToken(), name.endToken()));
      found.add(
          new FoundName(
              name.firstToken(),
              name.endToken(),
              name.type(),
              name.confidence(),
              true,
              attributed.method(),
              TypeProbabilities.with(own, name.type(), name.confidence())));
    }
    for (NameSpan span : tagged.spans()) {
      if (probabilities.containsKey(place(span.firstToken(), span.endToken()))) {
        String type = span.probabilities().type();
        found.add(
            new FoundName(
                span.firstToken(),
                span.endToken(),
                type,
                span.probabilities().of(type),
                false,
                TAGGER,
                span.probabilities()));
      }
    }
    found.sort(
        Comparator.comparingInt(FoundName::firstToken).thenComparingInt(FoundName::endToken));
    return found;
  }

  private static long place(int firstToken, int endToken) {
    return (long) firstToken << Integer.SIZE | endToken;
  }

  /**
   * The tagger's names, and in place of those it cut to pieces or passed over the well-known ones.
   * A name that reaches beyond the well-known one stays as it is: the tagger sees the context.
   */
  static List<Attributed> replace(List<TaggedName> tagged, List<TaggedName> wellKnown) {
    List<Attributed> names = new ArrayList<>(tagged.size() + wellKnown.size());
    int next = 0;
    for (TaggedName known : wellKnown) {
      while (next < tagged.size() && tagged.get(next).endToken() <= known.firstToken()) {
        names.add(new Attributed(tagged.get(next++), TAGGER));
      }
      int last = next;
      boolean isWhole = true;
      while (last < tagged.size() && tagged.get(last).firstToken() < known.endToken()) {
        TaggedName name = tagged.get(last++);
        isWhole &= name.firstToken() >= known.firstToken() && name.endToken() <= known.endToken();
      }
      if (isWhole) {
        names.add(new Attributed(known, GAZETTEER));
        next = last;
      }
    }
    while (next < tagged.size()) {
      names.add(new Attributed(tagged.get(next++), TAGGER));
    }
    return names;
  }

  /**
   * The names and those of countries, in order and without overlap. The tagger sees the context, so
   * its names stand; the gazetteer adds countries and peoples that the tagger passed over, and
   * where both found the same span, the surer one has its type.
   */
  static List<Attributed> merge(List<Attributed> found, List<TaggedName> countries) {
    List<Attributed> names = new ArrayList<>(found.size() + countries.size());
    int next = 0;
    for (Attributed candidate : found) {
      TaggedName name = candidate.name();
      while (next < countries.size() && countries.get(next).endToken() <= name.firstToken()) {
        names.add(new Attributed(countries.get(next++), GAZETTEER));
      }
      Attributed surer = candidate;
      while (next < countries.size() && countries.get(next).firstToken() < name.endToken()) {
        TaggedName country = countries.get(next++);
        if (country.firstToken() == name.firstToken()
            && country.endToken() == name.endToken()
            && country.confidence() > name.confidence()) {
          surer = new Attributed(country, GAZETTEER);
        }
      }
      names.add(surer);
    }
    while (next < countries.size()) {
      names.add(new Attributed(countries.get(next++), GAZETTEER));
    }
    return names;
  }

  /** Holds the bundled finder, read on first use. */
  private static final class Bundled {
    static final NameFinder FINDER = new NameFinder(NameTagger.bundled());
  }
}
