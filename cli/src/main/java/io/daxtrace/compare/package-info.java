/**
 * Two sets of runs in, one verdict a statistic out: runs are matched, statistics computed, verdicts decided, each in a room of
 * its own. docs/comparison.md explains the method. Prints nothing.
 */
package io.daxtrace.compare;
