package io.daxtrace.distribution;

/** Takes distributions that an input holds ready-made. */
public interface DistributionSink {
    /**
     * One distribution.
     *
     * @param name the heading the input gave it; hostile text
     */
    void distribution(String name, Distribution distribution);
}
