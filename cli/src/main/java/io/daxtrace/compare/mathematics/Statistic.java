package io.daxtrace.compare.mathematics;

import java.util.List;

/**
 * A number that is compared: a quantile or the mean.
 *
 * @param name {@code p50}, {@code p99.9} or {@code mean}
 * @param q the quantile from 0 to 1 exclusive, NaN for the mean
 */
public record Statistic(String name, double q) implements Comparable<Statistic> {
    public static final Statistic P50 = new Statistic("p50", 0.5);
    public static final Statistic P90 = new Statistic("p90", 0.9);
    public static final Statistic P99 = new Statistic("p99", 0.99);
    public static final Statistic P999 = new Statistic("p99.9", 0.999);
    public static final Statistic MEAN = new Statistic("mean", Double.NaN);

    /** What is compared when nothing else is asked for. */
    public static final List<Statistic> DEFAULTS = List.of(P50, P90, P99, P999, MEAN);

    /**
     * The statistic of that name.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Statistic of(String name) {
        for (Statistic known : DEFAULTS) {
            if (known.name.equals(name)) {
                return known;
            }
        }
        if (name.matches("p[0-9]{1,2}(\\.[0-9]{1,6})?")) {
            double q = Double.parseDouble(name.substring(1)) / 100;
            if (q > 0) {
                return new Statistic(name, q);
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" is no statistic: expected mean, or p and a number above 0"
                + " and below 100, like p50 or p99.9");
    }

    public boolean isMean() {
        return Double.isNaN(q);
    }

    /** Quantiles ascending, the mean last. */
    @Override
    public int compareTo(Statistic other) {
        return Double.compare(q, other.q);
    }
}
