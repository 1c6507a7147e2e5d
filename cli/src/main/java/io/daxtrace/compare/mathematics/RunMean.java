package io.daxtrace.compare.mathematics;

import io.daxtrace.distribution.Distribution;

/** The mean of one run: exact where values or the sum are known, else between what the buckets allow. */
final class RunMean implements RunStatistic {
    private final double low;
    private final double high;
    private final double value;
    private final double shortest;
    private final double effective;
    private final double error;

    /**
     * The mean of a sample of at least one latency.
     *
     * @param worth how many independent values each of a histogram is taken for, where their order is not known
     */
    RunMean(Sample sample, double worth) {
        double n = sample.count();
        Distribution distribution = sample.distribution();
        if (!sample.isHistogram()) {
            double sum = 0;
            for (long v : sample.ordered()) {
                sum += v;
            }
            low = Math.max(Sample.SHORTEST, sum / n);
            high = low;
            value = low;
        } else if (distribution.sum() != Distribution.UNKNOWN) {
            double sum = distribution.sum();
            low = Math.max(Sample.SHORTEST, sum / n);
            high = Math.max(low, (sum + distribution.sumError()) / n);
            value = (low + high) / 2;
        } else {
            double least = 0;
            double most = 0;
            double middle = 0;
            for (int i = 0; i < sample.pieces(); i++) {
                double share = sample.count(i) / n;
                least += sample.low(i) * share;
                most += sample.high(i) * share;
                middle += (Double.isInfinite(sample.high(i)) ? sample.low(i) : (sample.low(i) + sample.high(i)) / 2)
                        * share;
            }
            low = least;
            high = most;
            value = middle;
        }
        shortest = sample.low(0);
        effective = sample.ordered() == null ? Math.max(1, n * worth) : EffectiveSampleSize.ofMean(sample.ordered());
        error = Math.sqrt(LargestVariance.of(sample, low, high) / effective);
    }

    @Override
    public double low() {
        return low;
    }

    @Override
    public double high() {
        return high;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double lower(double z) {
        return Math.min(low, Math.max(shortest, low - z * error));
    }

    @Override
    public double upper(double z) {
        return high + z * error;
    }

    @Override
    public double effectiveCount() {
        return effective;
    }
}
