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

    @Override
    public boolean tailTooSmall(double n, boolean dependent) {
        return n * Math.min(q, 1 - q) < (isFarOut() || dependent ? FAR_TAIL_VALUES : TAIL_VALUES);
    }

    @Override
    public long fewestLatencies() {
        return (long) Math.ceil((isFarOut() ? FAR_TAIL_VALUES : TAIL_VALUES) / Math.min(q, 1 - q));
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
