package io.daxtrace.compare.mathematics;

/**
 * A quantile.
 *
 * @param name {@code p50}, {@code p99.9}
 * @param q from 0 to 1, both exclusive
 */
public record Quantile(String name, double q) implements Statistic {
    /** From p99.9 on few runs have enough values. */
    static final double FAR = 0.999;

    /** With fewer values beyond a quantile than this in a run, the quantile is an extreme. */
    private static final double TAIL_VALUES = 5;
    /** The same for p99.9 and beyond, and where values were found to depend on each other. */
    private static final double FAR_TAIL_VALUES = 10;

    @Override
    public RunStatistic of(Sample sample, double worth) {
        return new RunQuantile(sample, q, worth);
    }

    /** 1 - 0.9 is less than a tenth in binary: of 50 values 5 lie beyond p90 all the same. */
    private static final double ROUNDING = 1e-12;

    @Override
    public boolean tailTooSmall(double n, boolean dependent) {
        double needed = isFarOut() || dependent ? FAR_TAIL_VALUES : TAIL_VALUES;
        return n * Math.min(q, 1 - q) < needed * (1 - ROUNDING);
    }

    @Override
    public long fewestLatencies() {
        double needed = isFarOut() ? FAR_TAIL_VALUES : TAIL_VALUES;
        return (long) Math.ceil(needed / Math.min(q, 1 - q) * (1 - ROUNDING));
    }

    @Override
    public boolean isFarOut() {
        return q >= FAR;
    }

    @Override
    public int compareTo(Statistic other) {
        return other instanceof Quantile quantile ? Double.compare(q, quantile.q) : -1;
    }
}
