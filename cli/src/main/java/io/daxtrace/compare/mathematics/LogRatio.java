package io.daxtrace.compare.mathematics;

/** What is known of ln(candidate / base) of one statistic. */
public interface LogRatio extends Difference {
    /** Where the ratio of what was recorded lies, without any noise: wider than a point where buckets hide values. */
    Interval identified();

    /** How it was found. */
    IntervalMethod method();

    /**
     * What is expected to be known with this many runs a side, three or more, if the ratio is what was found here and runs
     * scatter as they did or were assumed to; null where their scatter is not bounded.
     */
    LogRatio withRuns(int runs);
}
