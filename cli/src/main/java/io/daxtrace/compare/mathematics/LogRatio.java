package io.daxtrace.compare.mathematics;

/** What is known of ln(candidate / base) of one statistic. */
public interface LogRatio {
    /** The best single guess. */
    double estimate();

    /** Where the ratio of what was recorded lies, without any noise: wider than a point where buckets hide values. */
    Interval identified();

    /** Where the ratio of the workloads lies with this confidence, two-sided. */
    Interval interval(double confidence);

    /** The one-sided p-value of "the ratio is at most this"; small when it is larger. */
    double pAbove(double threshold);

    /** The one-sided p-value of "the ratio is at least this". */
    double pBelow(double threshold);

    /** How it was found. */
    IntervalMethod method();

    /**
     * What is expected to be known with this many runs a side, three or more, if the ratio is what was found here and runs
     * scatter as they did or were assumed to; null where their scatter is not bounded.
     */
    LogRatio withRuns(int runs);
}
