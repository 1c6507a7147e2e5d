package io.daxtrace.report;

/** A quantile that every report prints. */
public enum ReportedQuantile {
    P50(0.5, "p50"),
    P90(0.9, "p90"),
    P99(0.99, "p99"),
    P99_9(0.999, "p99.9");

    private final double fraction;
    private final String word;

    ReportedQuantile(double fraction, String word) {
        this.fraction = fraction;
        this.word = word;
    }

    /** The part of all latencies that lies at or below it, between 0 and 1. */
    public double fraction() {
        return fraction;
    }

    /** As it is printed. */
    public String word() {
        return word;
    }
}
