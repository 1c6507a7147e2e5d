package io.daxtrace.compare.mathematics;

/** A quantile of one run, bounded by order statistics. */
final class RunQuantile implements RunStatistic {
    private final Sample sample;
    private final double q;
    private final long rank;
    private final double effective;

    /**
     * The quantile of a sample of at least one latency.
     *
     * @param worth how many independent values each of a histogram is taken for, where their order is not known
     */
    RunQuantile(Sample sample, double q, double worth) {
        this.sample = sample;
        this.q = q;
        rank = sample.rank(q);
        effective = sample.ordered() == null
                ? Math.max(1, sample.count() * worth)
                : EffectiveSampleSize.ofShare(sample.ordered(), (long) sample.valueAt(rank));
    }

    @Override
    public double low() {
        return lowAt(rank);
    }

    @Override
    public double high() {
        return highAt(rank);
    }

    @Override
    public double value() {
        return sample.valueAt(rank);
    }

    @Override
    public double lower(double z) {
        long lower = Math.min(rank, OrderStatisticRanks.lower(sample.count(), effective, q, z));
        return lower == OrderStatisticRanks.NONE ? 0 : lowAt(lower);
    }

    @Override
    public double upper(double z) {
        long upper = OrderStatisticRanks.upper(sample.count(), effective, q, z);
        return upper == OrderStatisticRanks.NONE ? Double.POSITIVE_INFINITY : highAt(Math.max(rank, upper));
    }

    /** Each of the latencies that may be missing may lie below. */
    private double lowAt(long of) {
        return of <= sample.lost() ? 0 : sample.lowAt(of - sample.lost());
    }

    private double highAt(long of) {
        return of > sample.count() - sample.lost() ? Double.POSITIVE_INFINITY : sample.highAt(of + sample.lost());
    }

    @Override
    public double effectiveCount() {
        return effective;
    }
}
