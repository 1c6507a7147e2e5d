/**
 * Samples, ranks, intervals, tests and distances: what is computed from distributions and nothing else. Knows no runs, no
 * metrics and no thresholds.
 */
package io.daxtrace.compare.mathematics;
