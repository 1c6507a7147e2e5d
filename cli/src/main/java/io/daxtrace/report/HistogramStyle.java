package io.daxtrace.report;

/** Which histograms a text report draws. */
public enum HistogramStyle {
    /** By powers of two of microseconds, as the MAP_SYNC posting printed them. */
    POW2,
    /** Every bucket that was counted in, 3 % wide. */
    FINE,
    NONE
}
