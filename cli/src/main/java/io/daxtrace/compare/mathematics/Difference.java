package io.daxtrace.compare.mathematics;

/** What is known of how far two sides are apart, on a scale on which 0 is no difference and the candidate's excess is positive. */
public interface Difference {
    /** The best single guess. */
    double estimate();

    /** Where the difference of the workloads lies with this confidence, two-sided. */
    Interval interval(double confidence);

    /** The one-sided p-value of "the difference is at most this"; small when it is larger. */
    double pAbove(double threshold);

    /** The one-sided p-value of "the difference is at least this". */
    double pBelow(double threshold);
}
