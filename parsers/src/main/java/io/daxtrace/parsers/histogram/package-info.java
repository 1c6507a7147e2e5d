/**
 * Texts that hold finished histograms: finds them among other lines and hands each to the reader of its dialect, one
 * package a dialect. Edges are kept as printed.
 */
package io.daxtrace.parsers.histogram;
