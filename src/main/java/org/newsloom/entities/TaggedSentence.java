package org.newsloom.entities;

import java.util.List;

/**
 * What a tagger says of one sentence.
 *
 * @param names the names of the likeliest tagging, from left to right, without overlap
 * @param spans the names and whatever else is a name with a probability of at least {@link
 *     NameTagger#LEAST_PROBABILITY}, by their first tokens, then by length; they may overlap
 */
public record TaggedSentence(List<TaggedName> names, List<NameSpan> spans) {}
