package io.daxtrace.compare.mathematics;

/**
 * The largest variance that latencies in known buckets can have. With the mean known it is a linear programme: the squares
 * add up highest when every latency sits at one of its bucket's ends, and one that moves from the lower end to the upper
 * gains (high + low) for each nanosecond of the sum, so the highest buckets move first.
 */
final class LargestVariance {
    private LargestVariance() {}

    /** For a mean between two bounds; infinite where a bucket is open. */
    static double of(Sample sample, double leastMean, double mostMean) {
        if (Double.isInfinite(sample.high(sample.pieces() - 1))) {
            return Double.POSITIVE_INFINITY;
        }
        if (!sample.isHistogram()) {
            return aroundMean(sample, leastMean);
        }
        return Math.max(
                withMean(sample, leastMean), Math.max(withMean(sample, mostMean), spread(sample, leastMean, mostMean)));
    }

    private static double aroundMean(Sample sample, double mean) {
        double squares = 0;
        for (long value : sample.ordered()) {
            squares += (value - mean) * (value - mean);
        }
        return squares / sample.count();
    }

    private static double withMean(Sample sample, double mean) {
        double n = sample.count();
        double missing = mean;
        double square = 0;
        for (int i = 0; i < sample.pieces(); i++) {
            missing -= sample.low(i) * sample.count(i) / n;
            square += sample.low(i) * sample.low(i) * sample.count(i) / n;
        }
        for (int i = sample.pieces() - 1; i >= 0 && missing > 0; i--) {
            double room = (sample.high(i) - sample.low(i)) * sample.count(i) / n;
            double moved = Math.min(room, missing);
            square += moved * (sample.high(i) + sample.low(i));
            missing -= moved;
        }
        return Math.max(0, square - mean * mean);
    }

    /** Where the mean is not known well: no variance exceeds the mean square distance from any point. */
    private static double spread(Sample sample, double leastMean, double mostMean) {
        if (mostMean - leastMean <= leastMean / 10) {
            return 0; // between the two ends the result changes by less than the ends differ
        }
        double centre = (leastMean + mostMean) / 2;
        double squares = 0;
        for (int i = 0; i < sample.pieces(); i++) {
            double far = Math.max(Math.abs(sample.low(i) - centre), Math.abs(sample.high(i) - centre));
            squares += far * far * sample.count(i);
        }
        return squares / sample.count();
    }
}
