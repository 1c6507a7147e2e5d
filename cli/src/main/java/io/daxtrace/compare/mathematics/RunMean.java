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
        double least;
        double most;
        if (!sample.isHistogram()) {
            double sum = 0;
            for (long v : sample.ordered()) {
                sum += v;
            }
            least = Math.max(Sample.SHORTEST, sum / n);
            most = least;
            value = least;
        } else if (distribution.sum() != Distribution.UNKNOWN) {
            double sum = distribution.sum();
            least = Math.max(Sample.SHORTEST, sum / n);
            most = Math.max(least, (sum + distribution.sumError()) / n);
            value = (least + most) / 2;
        } else {
            least = 0;
            most = 0;
            double middle = 0;
            for (int i = 0; i < sample.pieces(); i++) {
                double share = sample.count(i) / n;
                least += sample.low(i) * share;
                most += sample.high(i) * share;
                middle += (Double.isInfinite(sample.high(i)) ? sample.low(i) : (sample.low(i) + sample.high(i)) / 2)
                        * share;
            }
            value = middle;
        }
        shortest = sample.lost() == 0 ? sample.low(0) : Sample.SHORTEST;
        effective = sample.ordered() == null ? Math.max(1, n * worth) : EffectiveSampleSize.ofMean(sample.ordered());
        error = Math.sqrt(LargestVariance.of(sample, least, most) / effective);
        low = sample.lost() == 0 ? least : leastWithMissing(sample, least * n);
        high = sample.lost() == 0 ? most : Double.POSITIVE_INFINITY;
    }

    /** A missing latency may be 0, one in its place too long; nothing bounds how long a missing one is. */
    private static double leastWithMissing(Sample sample, double sum) {
        double without = sum;
        long missing = sample.lost();
        for (int i = sample.pieces() - 1; i >= 0 && missing > 0; i--) {
            long taken = Math.min(missing, sample.count(i));
            without -= taken * sample.high(i);
            missing -= taken;
        }
        return Math.max(Sample.SHORTEST, without / ((double) sample.count() + sample.lost()));
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
