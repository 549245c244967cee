/**
 * The stages, in the order of the flow. Each reads tables, calls a few named transforms on Datasets
 * and writes tables; the algorithms on strings and numbers are in {@code text}, {@code entities}
 * and {@code stats}.
 *
 * <pre>
 * files ─► ingest ─► clean ─► split ─► match-copies ─► annotate ─► resolve ─► measure-tone ─► pair ─► detect-changes
 *          raw_       articles  sentences  stories        tokens      mentions   article_tone    entity_   changes
 *          records    rejected_ article_   article_       sentence_   entities   entity_article_ pairs
 *                     records   sentences  copies         tone,       entity_    tone            entity_pairs_daily
 *                     removed_                            sentence_   aliases    tone_daily      entity_ranks
 *                     text                                mentions               entity_daily    entity_ranks_monthly
 *                                                                                                terms_daily
 * </pre>
 */
package org.newsloom.stages;
