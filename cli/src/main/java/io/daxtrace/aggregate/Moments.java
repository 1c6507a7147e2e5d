package io.daxtrace.aggregate;

import java.util.List;

/**
 * When things happened.
 *
 * @param slowest the slowest faults, slowest first, or null where nobody asked
 * @param intervals a row each, or null where nobody asked
 * @param timeline counts by time and latency, or null where nobody asked
 */
public record Moments(List<SlowFault> slowest, List<Interval> intervals, Timeline timeline) {
    /** Nothing was asked. */
    public static final Moments NONE = new Moments(null, null, null);
}
