package io.daxtrace.report;

/** The quantiles every report prints. */
final class Quantiles {
    static final double[] OF = {0.5, 0.9, 0.99, 0.999};
    static final String[] NAMES = {"p50", "p90", "p99", "p99.9"};

    private Quantiles() {}
}
