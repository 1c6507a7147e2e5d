package io.daxtrace.bpf;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LogLinear;

/** One latency as the kernel has counted it since tracing began, or between two such looks. Immutable. */
public final class CountedLatency {
    /** Nothing counted. */
    public static final CountedLatency NONE =
            new CountedLatency(new long[0], 0, Distribution.UNKNOWN, Distribution.UNKNOWN);

    private final long[] buckets;
    private final long sum;
    private final long min;
    private final long max;
    private final long count;

    /** @param buckets the counts of {@link LogLinear}'s buckets, from the first on; the rest are zero */
    CountedLatency(long[] buckets, long sum, long min, long max) {
        this.buckets = buckets;
        this.sum = sum;
        this.min = min;
        this.max = max;
        long all = 0;
        for (long n : buckets) {
            all += n;
        }
        count = all;
    }

    public long count() {
        return count;
    }

    /** What was counted after an earlier look; its extremes are not known unless that one was empty. */
    public CountedLatency since(CountedLatency before) {
        if (before.count == 0) {
            return this;
        }
        long[] difference = buckets.clone();
        for (int i = 0; i < before.buckets.length; i++) {
            difference[i] -= before.buckets[i];
        }
        return new CountedLatency(difference, sum - before.sum, Distribution.UNKNOWN, Distribution.UNKNOWN);
    }

    /** Both together. */
    public CountedLatency plus(CountedLatency more) {
        if (more.count == 0) {
            return this;
        }
        if (count == 0) {
            return more;
        }
        long[] both = buckets.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += more.buckets[i];
        }
        boolean known = min != Distribution.UNKNOWN && more.min != Distribution.UNKNOWN;
        return new CountedLatency(
                both,
                sum + more.sum,
                known ? Math.min(min, more.min) : Distribution.UNKNOWN,
                known ? Math.max(max, more.max) : Distribution.UNKNOWN);
    }

    /** The same as a distribution. */
    public Distribution distribution() {
        if (count == 0) {
            return Distribution.EMPTY;
        }
        int used = 0;
        for (long n : buckets) {
            used += n == 0 ? 0 : 1;
        }
        Distribution.Builder builder = new Distribution.Builder(used);
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] != 0) {
                builder.bucket(LogLinear.low(i), high(i), buckets[i]);
            }
        }
        return builder.min(min).max(max).sum(sum).build();
    }

    /** The last bucket takes the values beyond the layout. */
    private long high(int bucket) {
        if (bucket < LogLinear.BUCKETS - 1) {
            return LogLinear.high(bucket);
        }
        return max == Distribution.UNKNOWN ? Distribution.OPEN : Math.max(LogLinear.LIMIT, max + 1);
    }
}
