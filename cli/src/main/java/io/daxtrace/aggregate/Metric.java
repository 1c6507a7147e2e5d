package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;

/**
 * One latency of one group.
 *
 * @param name {@code fault}, {@code fault.sync}, {@code stage.map} ..., or a histogram's own heading
 * @param distribution nanoseconds
 * @param octaves the same in powers of two of microseconds, or null where it was not counted
 * @param values the single latencies in the order in which they ended, or null where they were not kept
 */
@SuppressWarnings("ArrayRecordComponent") // millions of values: identity is all that is compared
public record Metric(String name, Distribution distribution, Distribution octaves, long[] values) {
    public Metric(String name, Distribution distribution, long[] values) {
        this(name, distribution, null, values);
    }
}
