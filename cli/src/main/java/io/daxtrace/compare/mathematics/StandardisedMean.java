package io.daxtrace.compare.mathematics;

/**
 * The mean latency of a run's faults if a given share of them were sync: the means of sync and of async faults, weighted by that
 * share instead of the run's own.
 */
public final class StandardisedMean implements RunStatistic {
    private final RunStatistic sync;
    private final RunStatistic async;
    private final double share;

    /**
     * Of a run.
     *
     * @param sync the mean of its sync faults; null only where the share is 0
     * @param async the mean of its async faults; null only where the share is 1
     * @param share from 0 to 1
     */
    public StandardisedMean(RunStatistic sync, RunStatistic async, double share) {
        this.sync = sync == null ? async : sync;
        this.async = async == null ? sync : async;
        this.share = share;
    }

    private double weighted(double ofSync, double ofAsync) {
        return share == 1 ? ofSync : share == 0 ? ofAsync : share * ofSync + (1 - share) * ofAsync;
    }

    @Override
    public double low() {
        return weighted(sync.low(), async.low());
    }

    @Override
    public double high() {
        return weighted(sync.high(), async.high());
    }

    @Override
    public double value() {
        return weighted(sync.value(), async.value());
    }

    /** Both as far off at once: more than either of them is likely to be. */
    @Override
    public double lower(double z) {
        return weighted(sync.lower(z), async.lower(z));
    }

    @Override
    public double upper(double z) {
        return weighted(sync.upper(z), async.upper(z));
    }

    @Override
    public double effectiveCount() {
        return weighted(sync.effectiveCount(), async.effectiveCount());
    }
}
