package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;

/**
 * One latency of one group.
 *
 * @param distribution nanoseconds
 * @param octaves the same in powers of two of microseconds, or null where it was not counted
 * @param values the single latencies in the order in which they ended, or null where they were not kept
 */
@SuppressWarnings("ArrayRecordComponent") // millions of values: identity is all that is compared
public record Metric(MetricName name, Distribution distribution, Distribution octaves, long[] values) {
    public Metric(MetricName name, Distribution distribution, long[] values) {
        this(name, distribution, null, values);
    }
}
