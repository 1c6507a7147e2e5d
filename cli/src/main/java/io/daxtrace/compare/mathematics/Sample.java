package io.daxtrace.compare.mathematics;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.Merge;
import io.daxtrace.distribution.QuantileInterval;
import java.util.Arrays;
import java.util.List;

/**
 * The latencies of one metric of one run: single values where they were kept, else counts over buckets. Seen as pieces in
 * ascending order, each a count of latencies that lie in one closed interval of nanoseconds: a single value is a piece
 * as wide as its clock ticks.
 */
public final class Sample {
    /** Latencies are taken to be at least this long, so that ratios exist. */
    static final double SHORTEST = 1;

    private final Distribution distribution;
    private final long[] ordered;
    private final long[] sorted;
    private final int[] used;
    private final long unit;
    private final long below;
    private final long lost;

    private Sample(Distribution distribution, long[] ordered, long[] sorted, long unit, long below, long lost) {
        this.distribution = distribution;
        this.ordered = ordered;
        this.sorted = sorted;
        this.unit = unit;
        this.below = below;
        this.lost = lost;
        used = sorted != null ? null : nonEmpty(distribution);
    }

    /**
     * The latencies of one metric; the values are not changed and not copied more than once.
     *
     * @param values nanoseconds, in the order in which they ended; null where only the distribution is known
     */
    public static Sample of(Distribution distribution, long[] values) {
        if (values == null || values.length == 0) {
            return new Sample(distribution, null, null, distribution.unit(), distribution.below(), 0);
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        long tick = ClockTick.of(sorted);
        return tick > distribution.unit()
                ? new Sample(distribution, values, sorted, tick, tick, 0)
                : new Sample(distribution, values, sorted, distribution.unit(), distribution.below(), 0);
    }

    /** All runs' latencies together, in no order; null where their buckets do not fit together. */
    static Sample pooled(List<Sample> runs) {
        if (runs.size() == 1) {
            return runs.get(0);
        }
        if (runs.stream().noneMatch(Sample::isHistogram)) {
            long[] all = runs.stream()
                    .flatMapToLong(run -> Arrays.stream(run.sorted))
                    .toArray();
            Arrays.sort(all);
            long unit = runs.stream().mapToLong(run -> run.unit).max().orElse(1);
            long below = runs.stream().mapToLong(run -> run.below).max().orElse(0);
            return new Sample(runs.get(0).distribution, all, all, unit, below, 0);
        }
        Distribution all = Distribution.EMPTY;
        try {
            for (Sample run : runs) {
                all = Merge.of(all, run.distribution);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
        return new Sample(all, null, null, all.unit(), all.below(), 0);
    }

    /** The same latencies, where up to {@code most} more may be missing, whatever their values. */
    public Sample withLost(long most) {
        return most == lost ? this : new Sample(distribution, ordered, sorted, unit, below, most);
    }

    /** At most how many latencies are missing. */
    public long lost() {
        return lost;
    }

    /** How many latencies there are. */
    public long count() {
        return sorted != null ? sorted.length : distribution.count();
    }

    /** The single values in the order in which they ended, or null. */
    long[] ordered() {
        return ordered;
    }

    Distribution distribution() {
        return distribution;
    }

    /** Whether buckets are all that is known. */
    public boolean isHistogram() {
        return sorted == null;
    }

    /** How many nanoseconds lie between neighbouring values; 1 where the clock is exact. */
    long unit() {
        return unit;
    }

    /** The least that the value of a rank from 1 to count can be. */
    double lowAt(long rank) {
        if (sorted != null) {
            return latency(sorted[(int) rank - 1] - below);
        }
        return latency(distribution.atRank(rank).lo());
    }

    /** The most that the value of a rank can be, infinite in an open bucket. */
    double highAt(long rank) {
        if (sorted != null) {
            return latency(sorted[(int) rank - 1] + unit - 1);
        }
        long hi = distribution.atRank(rank).hi();
        return hi == Distribution.OPEN ? Double.POSITIVE_INFINITY : latency(hi - 1);
    }

    /** A point between the two, for display and as the estimate. */
    double valueAt(long rank) {
        if (sorted != null) {
            return latency(sorted[(int) rank - 1]);
        }
        QuantileInterval at = distribution.atRank(rank);
        return latency(at.value());
    }

    /** The rank of the q-quantile: ceil(q * count), at least 1. */
    long rank(double q) {
        long n = count();
        // 0.9 * 10 is 9.000000000000000002 in binary: the rank is 9 all the same
        return Math.min(n, Math.max(1, (long) Math.ceil(q * n * (1 - 1e-15))));
    }

    /** How many pieces there are; empty buckets are none. */
    int pieces() {
        return sorted != null ? sorted.length : used.length;
    }

    /** The least a latency of this piece can be; {@link #SHORTEST} at least. */
    double low(int piece) {
        if (sorted != null) {
            return latency(sorted[piece] - below);
        }
        long lo = distribution.lo(used[piece]);
        long least = distribution.min() == Distribution.UNKNOWN ? lo : Math.max(lo, distribution.min());
        return least == Distribution.OPEN_BELOW ? SHORTEST : latency(least - below);
    }

    /** The most a latency of this piece can be, infinite where it is open. */
    double high(int piece) {
        if (sorted != null) {
            return latency(sorted[piece] + unit - 1);
        }
        long hi = distribution.hi(used[piece]);
        if (hi == Distribution.OPEN) {
            return distribution.max() == Distribution.UNKNOWN
                    ? Double.POSITIVE_INFINITY
                    : distribution.max() + unit - 1;
        }
        long most =
                distribution.max() == Distribution.UNKNOWN ? hi - 1 : Math.min(hi - 1, distribution.max() + unit - 1);
        return Math.max(low(piece), latency(most));
    }

    long count(int piece) {
        return sorted != null ? 1 : distribution.count(used[piece]);
    }

    private static double latency(long nanoseconds) {
        return Math.max(SHORTEST, (double) nanoseconds);
    }

    private static int[] nonEmpty(Distribution distribution) {
        int[] used = new int[distribution.buckets()];
        int n = 0;
        for (int i = 0; i < used.length; i++) {
            if (distribution.count(i) != 0) {
                used[n++] = i;
            }
        }
        return Arrays.copyOf(used, n);
    }
}
