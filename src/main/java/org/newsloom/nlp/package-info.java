/**
 * The annotation pipeline: Spark NLP annotators of our own, and whole pipelines of them or of
 * others. The only package that imports Spark NLP.
 *
 * <pre>
 * text ─► DocumentAssembler ─► NewsTokenizer ─► NewsNameTagger ─► NewsTone
 *         document             token            chunk             sentiment
 *                     └──────────────┴─── SentenceAnnotations ───────┘
 *                             tokens, mentions, tone of a sentence
 * </pre>
 *
 * {@link org.newsloom.nlp.AnnotationPipeline} is the way in: the bundled pipeline above, or any
 * saved {@code PipelineModel} that yields tokens and named-entity chunks. {@link
 * org.newsloom.nlp.NewsSentenceDetector} serves pipelines over whole articles. {@link
 * org.newsloom.nlp.StockPipeline} is the yardstick: what Spark NLP's documentation would have one
 * write.
 */
package org.newsloom.nlp;
