package io.daxtrace.cli;

/** What makes {@code compare} exit with 4 although nothing regressed. */
enum FailOn {
    /** Something could not be decided. */
    INCONCLUSIVE,
    /** A workload or metric is on one side only, or could not be compared. */
    MISSING,
    /** A run lost events or was cut off. */
    LOSS,
    /** Nothing. */
    NOTHING
}
