package io.daxtrace.compare.mathematics;

import java.util.List;

/** A number that is compared: a quantile or the mean. Quantiles ascend, the mean comes last. */
public sealed interface Statistic extends Comparable<Statistic> permits Quantile, Mean {
    Statistic P50 = new Quantile("p50", 0.5);
    Statistic P90 = new Quantile("p90", 0.9);
    Statistic P99 = new Quantile("p99", 0.99);
    Statistic P999 = new Quantile("p99.9", Quantile.FAR);
    Statistic MEAN = new Mean();

    /** What is compared when nothing else is asked for. */
    List<Statistic> DEFAULTS = List.of(P50, P90, P99, P999, MEAN);

    /**
     * The statistic of that name.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Statistic of(String name) {
        for (Statistic known : DEFAULTS) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        if (name.matches("p[0-9]{1,2}(\\.[0-9]{1,6})?")) {
            double q = Double.parseDouble(name.substring(1)) / 100;
            if (q > 0) {
                return new Quantile(name, q);
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" is no statistic: expected mean, or p and a number above 0"
                + " and below 100, like p50 or p99.9");
    }

    /** {@code p50}, {@code p99.9} or {@code mean}. */
    String name();

    /**
     * Of one run.
     *
     * @param sample of at least one latency
     * @param worth how many independent values each of a histogram is taken for, where their order is not known
     */
    RunStatistic of(Sample sample, double worth);

    /**
     * Whether it is an extreme value of a run rather than a statistic.
     *
     * @param n how many latencies the run has, or how many independent ones they are worth
     * @param dependent whether they were found to depend on each other
     */
    boolean tailTooSmall(double n, boolean dependent);

    /** How many latencies a run needs at least, where they do not depend on each other; 0 where any number will do. */
    long fewestLatencies();

    /** Whether it lies so far out that a run may well have too few values beyond it. */
    boolean isFarOut();
}
