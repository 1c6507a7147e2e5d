package io.daxtrace.aggregate;

import java.util.List;

/**
 * When things happened.
 *
 * @param slowest the slowest faults, slowest first, or null where nobody asked
 * @param intervals in the order of time, or null where nobody asked
 * @param origin when the first operation of the intervals' input began, on its clock
 * @param timeline counts by time and latency, or null where nobody asked
 */
public record Moments(List<SlowFault> slowest, List<Interval> intervals, long origin, Timeline timeline) {
    /** Nothing was asked. */
    public static final Moments NONE = new Moments(null, null, 0, null);
}
