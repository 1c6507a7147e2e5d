package io.daxtrace.compare.mathematics;

/**
 * A statistic of one run whose bounds are given: by buckets from low to high, and beyond them normal on the scale of logarithms.
 *
 * @param deviation the standard deviation of the logarithm
 */
public record KnownStatistic(double low, double value, double high, double deviation) implements RunStatistic {
    /** One that is known exactly. */
    public static KnownStatistic exactly(double value) {
        return new KnownStatistic(value, value, value, 0);
    }

    @Override
    public double lower(double z) {
        return low * Math.exp(-z * deviation);
    }

    @Override
    public double upper(double z) {
        return high * Math.exp(z * deviation);
    }

    @Override
    public double effectiveCount() {
        return 7;
    }
}
