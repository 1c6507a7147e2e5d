package io.daxtrace.compare.mathematics;

import java.util.function.LongToDoubleFunction;

/**
 * How many independent values a series is worth. Neighbouring faults wait for the same journal commit: a thousand of them
 * may tell as little as a hundred.
 *
 * <p>Batch means: with batches of b values, b times the variance of the batch means tends to the long-run variance, and
 * n * variance / long-run variance is the size. Batches of n^(1/2) and n^(2/3) values are tried and the smaller size is
 * taken, because short batches miss long correlations.
 */
final class EffectiveSampleSize {
    private static final int FEWEST_BATCHES = 4;

    private EffectiveSampleSize() {}

    /** For the share of values up to a threshold: what the rank of a quantile rests on. */
    static double ofShare(long[] ordered, long threshold) {
        return of(ordered, value -> value <= threshold ? 1 : 0);
    }

    /** For the mean. */
    static double ofMean(long[] ordered) {
        return of(ordered, value -> value);
    }

    private static double of(long[] ordered, LongToDoubleFunction seen) {
        int n = ordered.length;
        double mean = 0;
        for (long value : ordered) {
            mean += seen.applyAsDouble(value);
        }
        mean /= n;
        double squares = 0;
        for (long value : ordered) {
            double off = seen.applyAsDouble(value) - mean;
            squares += off * off;
        }
        double variance = squares / n;
        if (variance == 0) {
            return n;
        }
        double longRun =
                Math.max(longRunVariance(ordered, seen, (int) Math.sqrt(n)), longRunVariance(ordered, seen, (int)
                        Math.cbrt((double) n * n)));
        return longRun <= variance ? n : Math.max(1, n * variance / longRun);
    }

    private static double longRunVariance(long[] ordered, LongToDoubleFunction seen, int size) {
        int batches = size == 0 ? 0 : ordered.length / size;
        if (batches < FEWEST_BATCHES) {
            return 0;
        }
        double mean = 0;
        double squares = 0;
        for (int batch = 0; batch < batches; batch++) {
            double sum = 0;
            for (int i = batch * size; i < (batch + 1) * size; i++) {
                sum += seen.applyAsDouble(ordered[i]);
            }
            // Welford's recurrence
            double before = sum / size - mean;
            mean += before / (batch + 1);
            squares += before * (sum / size - mean);
        }
        return size * squares / (batches - 1);
    }
}
