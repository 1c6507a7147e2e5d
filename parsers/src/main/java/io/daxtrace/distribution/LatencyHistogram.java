package io.daxtrace.distribution;

import java.util.Arrays;

/** Counts latencies in {@link LogLinear} buckets, with exact count, min, max and sum. Not thread safe. */
public final class LatencyHistogram {
    private static final long NANOS_PER_MICRO = LatencyUnit.US.nanos();

    private final long[] counts = new long[LogLinear.BUCKETS];
    /** Counts by powers of two of whole microseconds: bucket 0 is below 1 us, bucket k is [2^(k-1), 2^k) us. */
    private final long[] octaves = new long[Long.SIZE - 9];

    private long count;
    private long min = Long.MAX_VALUE;
    private long max = -1;
    private long sum;
    private long clamped;

    /** Counts one value of 0 ns or more; those from {@link LogLinear#LIMIT} on go to the last bucket and are counted as clamped. */
    public void record(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative latency: value=" + value);
        }
        int index;
        if (value < LogLinear.LIMIT) {
            index = LogLinear.index(value);
        } else {
            index = LogLinear.BUCKETS - 1;
            clamped++;
        }
        counts[index]++;
        octaves[Long.SIZE - Long.numberOfLeadingZeros(value / NANOS_PER_MICRO)]++;
        count++;
        sum = Math.addExact(sum, value);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    public long count() {
        return count;
    }

    /** How many values lay beyond the layout. */
    public long clamped() {
        return clamped;
    }

    /** The sum of all values in nanoseconds, exact. */
    public long sum() {
        return sum;
    }

    /**
     * A copy as a distribution over the buckets that are not empty.
     *
     * @param resolution nanoseconds between neighbouring timestamps of the source; a latency is the difference of two
     */
    public Distribution snapshot(long resolution) {
        if (count == 0) {
            return Distribution.EMPTY;
        }
        int used = (int) Arrays.stream(counts).filter(c -> c != 0).count();
        Distribution.Builder builder = new Distribution.Builder(used);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                long high = i == LogLinear.BUCKETS - 1 ? Math.max(LogLinear.LIMIT, max + 1) : LogLinear.high(i);
                builder.bucket(LogLinear.low(i), high, counts[i]);
            }
        }
        return builder.min(min)
                .max(max)
                .sum(sum)
                .unit(resolution)
                .below(resolution == 1 ? 0 : resolution)
                .build();
    }

    /**
     * The same values in the buckets of the MAP_SYNC posting, powers of two of microseconds: exact, which {@link #snapshot}
     * could only approximate, because its edges are powers of two of nanoseconds.
     */
    public Distribution octaves() {
        Distribution.Builder builder = new Distribution.Builder(octaves.length);
        for (int k = 0; k < octaves.length; k++) {
            if (octaves[k] != 0) {
                long low = k == 0 ? 0 : (1L << (k - 1)) * NANOS_PER_MICRO;
                builder.bucket(low, (1L << k) * NANOS_PER_MICRO, octaves[k]);
            }
        }
        return count == 0
                ? Distribution.EMPTY
                : builder.min(min).max(max).sum(sum).build();
    }
}
