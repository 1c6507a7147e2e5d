package io.daxtrace.bench;

/**
 * The accesses of one run, in the order in which they were made.
 *
 * @param pages which page each touched, no page twice
 * @param starts when each began, CLOCK_MONOTONIC in nanoseconds
 * @param nanos how long each took
 */
@SuppressWarnings("ArrayRecordComponent") // a run's raw times: identity is all that is compared
record Accesses(int[] pages, long[] starts, long[] nanos) {
    Accesses(int[] pages) {
        this(pages, new long[pages.length], new long[pages.length]);
    }
}
