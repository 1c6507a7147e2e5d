/**
 * Two sets of runs in, one verdict a statistic out: matching runs, intervals, verdicts. docs/comparison.md explains the
 * method. Prints nothing.
 */
package io.daxtrace.compare;
