package org.newsloom.stats;

/** Where a value lies with 95 % confidence, ends included. */
public record Interval(double lower, double upper) {}
