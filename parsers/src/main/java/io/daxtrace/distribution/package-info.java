/** Counts over explicit bucket edges, quantiles as intervals, and merging. No keys, no statistical tests. */
package io.daxtrace.distribution;
