package io.daxtrace.compare.mathematics;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Between which ranks of a sample a quantile of the population lies. The number of values below it is binomial, so no
 * distribution of the latencies is assumed.
 */
final class OrderStatisticRanks {
    /** No rank bounds it: the sample is too small. */
    static final long NONE = 0;

    /** From this variance on the binomial is taken for normal; a rank is then off by one at most at z = 2, and by two at z = 3. */
    private static final double NORMAL_FROM = 100;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private OrderStatisticRanks() {}

    /**
     * The largest rank whose value exceeds the quantile with probability of at most the normal tail beyond z, or
     * {@link #NONE}.
     *
     * @param n how many values there are
     * @param effective how many independent ones they are worth, at most n
     */
    static long lower(long n, double effective, double q, double z) {
        long trials = trials(effective);
        return (long) Math.floor(belowQuantile(trials, q, z) * (double) n / trials);
    }

    /** The smallest rank whose value falls short of the quantile with at most that probability, or {@link #NONE}. */
    static long upper(long n, double effective, double q, double z) {
        long trials = trials(effective);
        // mirrored: the ranks counted from above, for the quantile 1 - q
        long fromAbove = belowQuantile(trials, 1 - q, z);
        return fromAbove == NONE ? NONE : (long) Math.ceil((trials - fromAbove + 1) * (double) n / trials);
    }

    /** The largest l with P(Binomial(trials, q) < l) <= tail, or NONE. */
    private static long belowQuantile(long trials, double q, double z) {
        double variance = trials * q * (1 - q);
        if (variance >= NORMAL_FROM) {
            return Math.max(NONE, (long) Math.floor(trials * q - z * Math.sqrt(variance)));
        }
        double tail = NORMAL.cumulativeProbability(-z);
        BinomialDistribution binomial = new BinomialDistribution(null, (int) trials, q);
        long low = NONE;
        long high = trials;
        while (low < high) {
            long middle = low + high + 1 >>> 1;
            if (binomial.cumulativeProbability((int) middle - 1) <= tail) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static long trials(double effective) {
        return Math.max(1, (long) effective);
    }
}
