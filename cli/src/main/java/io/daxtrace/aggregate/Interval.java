package io.daxtrace.aggregate;

import java.util.List;

/**
 * What ended in a span of time, on the capture's clock.
 *
 * @param start nanoseconds
 * @param end nanoseconds, no longer in it
 * @param groups as of the whole; none where the analysis is grouped and nothing ended in it
 */
public record Interval(long start, long end, List<Group> groups) {}
