/**
 * How good the results are: predictions on files whose right answers are known, and their scores.
 */
package org.newsloom.evaluation;
