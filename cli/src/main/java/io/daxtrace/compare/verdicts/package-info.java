/** What matters, and what follows from it: thresholds, decisions, and the results of workloads, metrics and statistics. */
package io.daxtrace.compare.verdicts;
