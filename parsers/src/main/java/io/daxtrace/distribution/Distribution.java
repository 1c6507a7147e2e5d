package io.daxtrace.distribution;

import java.util.Arrays;

/**
 * Counts over explicit, ascending, disjoint bucket edges in nanoseconds, with min, max and sum where they are known.
 * Immutable. Buckets are half open, [lo, hi); the lowest may start at {@link #OPEN_BELOW} and the highest end at
 * {@link #OPEN}.
 */
public final class Distribution {
    /** The upper edge of a bucket without one. */
    public static final long OPEN = Long.MAX_VALUE;
    /** The lower edge of a bucket without one. */
    public static final long OPEN_BELOW = Long.MIN_VALUE;
    /** A min, max or sum that is not known. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    public static final Distribution EMPTY = new Builder(0).build();

    private final long[] lo;
    private final long[] hi;
    private final long[] counts;
    private final long count;
    private final long min;
    private final long max;
    private final long sum;
    private final long sumError;
    private final long unit;
    private final long below;

    private Distribution(Builder builder) {
        lo = Arrays.copyOf(builder.lo, builder.size);
        hi = Arrays.copyOf(builder.hi, builder.size);
        counts = Arrays.copyOf(builder.counts, builder.size);
        long total = 0;
        for (long c : counts) {
            total = Math.addExact(total, c);
        }
        count = total;
        min = builder.min;
        max = builder.max;
        sum = builder.sum;
        sumError = builder.sumError;
        unit = builder.unit;
        below = builder.below;
    }

    public int buckets() {
        return counts.length;
    }

    public long lo(int bucket) {
        return lo[bucket];
    }

    public long hi(int bucket) {
        return hi[bucket];
    }

    public long count(int bucket) {
        return counts[bucket];
    }

    /** All counts added up. */
    public long count() {
        return count;
    }

    /** The smallest value, or {@link #UNKNOWN}. */
    public long min() {
        return min;
    }

    /** The largest value, or {@link #UNKNOWN}. */
    public long max() {
        return max;
    }

    /** The sum of all values, or {@link #UNKNOWN}. */
    public long sum() {
        return sum;
    }

    /** The true sum lies in [sum, sum + sumError]: not 0 where only a rounded-down average was printed. */
    public long sumError() {
        return sumError;
    }

    /** A value stands for latencies from it to less than this many nanoseconds more: 1000 where microseconds were cut off. */
    public long unit() {
        return unit;
    }

    /** How much less than its value a latency may have been: a unit where two rounded timestamps were subtracted, else 0. */
    public long below() {
        return below;
    }

    /** sum / count, or NaN when the sum is unknown or nothing was counted. */
    public double mean() {
        return sum == UNKNOWN || count == 0 ? Double.NaN : (double) sum / count;
    }

    /**
     * The interval that holds the q-quantile: the value of rank ceil(q * count), at least 1.
     *
     * @param q from 0 to 1
     * @throws IllegalStateException when nothing was counted
     */
    public QuantileInterval quantile(double q) {
        if (count == 0) {
            throw new IllegalStateException("a quantile of nothing");
        }
        return atRank(rank(q));
    }

    /**
     * The interval that holds the q-quantile of the values counted and of those that may be missing, wherever these lie: from
     * the value as many ranks below as may be missing to the value as many ranks above. Open where there is none.
     *
     * <p>With l values more, the quantile's rank among all is that of q * count or up to l more, and up to l of the values
     * below it are not counted: its rank among those that are is within l either way. That is so too where up to l / 2 of the
     * counted values are false.
     *
     * @param q from 0 to 1
     * @param lost at most how many values are missing
     * @throws IllegalStateException when nothing was counted
     */
    public QuantileInterval quantile(double q, long lost) {
        QuantileInterval counted = quantile(q);
        if (lost == 0) {
            return counted;
        }
        long rank = rank(q);
        long low = rank <= lost ? OPEN_BELOW : atRank(rank - lost).lo();
        long high = rank > count - lost ? OPEN : atRank(rank + lost).hi();
        return new QuantileInterval(low, high, counted.value());
    }

    private long rank(double q) {
        return Math.min(count, Math.max(1, (long) Math.ceil(q * count)));
    }

    /** The interval that holds the value of a rank from 1 (the smallest) to count. */
    public QuantileInterval atRank(long rank) {
        if (rank < 1 || rank > count) {
            throw new IllegalArgumentException("rank=" + rank + " of count=" + count);
        }
        if (rank == 1 && min != UNKNOWN) {
            return between(min, min, 0);
        }
        if (rank == count && max != UNKNOWN) {
            return between(max, max, 0);
        }
        long before = 0;
        int bucket = 0;
        while (before + counts[bucket] < rank) {
            before += counts[bucket++];
        }
        if (hi[bucket] == OPEN && max == UNKNOWN) {
            return new QuantileInterval(lo[bucket], OPEN, lo[bucket]);
        }
        if (lo[bucket] == OPEN_BELOW && min == UNKNOWN) {
            return new QuantileInterval(OPEN_BELOW, hi[bucket], hi[bucket]);
        }
        long smallest = min == UNKNOWN ? lo[bucket] : Math.max(lo[bucket], min);
        long largest = max == UNKNOWN ? hi[bucket] - 1 : Math.min(hi[bucket] - 1, max);
        return between(smallest, largest, (rank - before - 0.5) / counts[bucket]);
    }

    /** The latencies that values from smallest to largest stand for. */
    private QuantileInterval between(long smallest, long largest, double share) {
        long value = smallest + Math.round(share * (largest - smallest));
        long end = below > 0 ? largest + unit : (Math.floorDiv(largest, unit) + 1) * unit;
        return new QuantileInterval(Math.max(0, smallest - below), end, value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution d
                && Arrays.equals(lo, d.lo)
                && Arrays.equals(hi, d.hi)
                && Arrays.equals(counts, d.counts)
                && min == d.min
                && max == d.max
                && sum == d.sum
                && sumError == d.sumError
                && unit == d.unit
                && below == d.below;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) * 31 + Arrays.hashCode(lo);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("count=" + count + " min=" + min + " max=" + max + " sum=" + sum);
        for (int i = 0; i < counts.length; i++) {
            text.append(" [")
                    .append(lo[i])
                    .append(", ")
                    .append(hi[i])
                    .append("): ")
                    .append(counts[i]);
        }
        return text.toString();
    }

    /** Puts a distribution together, lowest bucket first. */
    public static final class Builder {
        private long[] lo;
        private long[] hi;
        private long[] counts;
        private int size;
        private long min = UNKNOWN;
        private long max = UNKNOWN;
        private long sum = UNKNOWN;
        private long sumError;
        private long unit = 1;
        private long below;

        public Builder(int expectedBuckets) {
            lo = new long[expectedBuckets];
            hi = new long[expectedBuckets];
            counts = new long[expectedBuckets];
        }

        /**
         * Appends the bucket [from, to).
         *
         * @throws IllegalArgumentException when it is empty or inverted, starts before the last one ended, or the count
         *     is negative
         */
        public Builder bucket(long from, long to, long count) {
            if (from >= to || count < 0 || size > 0 && from < hi[size - 1]) {
                throw new IllegalArgumentException("bucket [" + from + ", " + to + ") with count " + count
                        + (size > 0 ? " after [" + lo[size - 1] + ", " + hi[size - 1] + ")" : ""));
            }
            if (size == counts.length) {
                int larger = Math.max(16, size * 2);
                lo = Arrays.copyOf(lo, larger);
                hi = Arrays.copyOf(hi, larger);
                counts = Arrays.copyOf(counts, larger);
            }
            lo[size] = from;
            hi[size] = to;
            counts[size++] = count;
            return this;
        }

        public Builder min(long value) {
            min = value;
            return this;
        }

        public Builder max(long value) {
            max = value;
            return this;
        }

        public Builder sum(long value) {
            sum = value;
            return this;
        }

        /** How much larger than {@link #sum(long)} the true sum may be. */
        public Builder sumError(long value) {
            sumError = value;
            return this;
        }

        /** See {@link Distribution#unit()}; 1 when not set. */
        public Builder unit(long nanoseconds) {
            unit = nanoseconds;
            return this;
        }

        /** See {@link Distribution#below()}; 0 when not set. */
        public Builder below(long nanoseconds) {
            below = nanoseconds;
            return this;
        }

        /** Fails with ArithmeticException when the counts overflow a long. */
        public Distribution build() {
            return new Distribution(this);
        }
    }
}
