/**
 * Statistics of counts and tone on plain numbers: association of pairs, false-discovery control,
 * intervals, keyness of terms, bursts and shifts of daily series. Everything is deterministic and
 * without state; each method names its published source.
 */
package org.newsloom.stats;
