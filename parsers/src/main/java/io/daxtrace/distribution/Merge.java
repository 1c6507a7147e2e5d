package io.daxtrace.distribution;

/**
 * Adds distributions up, for example the intervals of one recording. Buckets with equal edges are added; where one
 * covers several of the other the coarser edges are kept; anything else is refused, because a count cannot be split.
 */
public final class Merge {
    private final Distribution a;
    private final Distribution b;
    private int nextA;
    private int nextB;

    private Merge(Distribution a, Distribution b) {
        this.a = a;
        this.b = b;
    }

    /**
     * Both together. Min, max and sum are known where both are.
     *
     * @throws IllegalArgumentException when two buckets overlap and neither covers the other, or the units are no
     *     multiples of each other
     * @throws ArithmeticException when the counts or sums overflow a long
     */
    public static Distribution of(Distribution a, Distribution b) {
        if (a.count() == 0) {
            return b;
        }
        return b.count() == 0 ? a : new Merge(a, b).merged();
    }

    private Distribution merged() {
        Distribution.Builder merged = new Distribution.Builder(Math.max(a.buckets(), b.buckets()));
        while (nextA < a.buckets() || nextB < b.buckets()) {
            cluster(merged);
        }
        if (a.min() != Distribution.UNKNOWN && b.min() != Distribution.UNKNOWN) {
            merged.min(Math.min(a.min(), b.min()));
        }
        if (a.max() != Distribution.UNKNOWN && b.max() != Distribution.UNKNOWN) {
            merged.max(Math.max(a.max(), b.max()));
        }
        if (a.sum() != Distribution.UNKNOWN && b.sum() != Distribution.UNKNOWN) {
            merged.sum(Math.addExact(a.sum(), b.sum())).sumError(Math.addExact(a.sumError(), b.sumError()));
        }
        long unit = Math.max(a.unit(), b.unit());
        if (unit % Math.min(a.unit(), b.unit()) != 0) {
            throw new IllegalArgumentException(
                    "units of " + a.unit() + " ns and " + b.unit() + " ns are no multiples of each other");
        }
        // the values of the finer unit are no multiples of the coarser one: the interval has to reach below them
        long below = Math.max(a.below(), b.below()) + (a.unit() == b.unit() ? 0 : unit);
        return merged.unit(unit).below(below).build();
    }

    /** Takes the lowest bucket and all that overlap it, directly or through each other, and appends them as one. */
    private void cluster(Distribution.Builder merged) {
        boolean startsWithA = nextB == b.buckets() || nextA < a.buckets() && a.lo(nextA) <= b.lo(nextB);
        long lo = startsWithA ? a.lo(nextA) : b.lo(nextB);
        long hi = startsWithA ? a.hi(nextA) : b.hi(nextB);
        long count = startsWithA ? a.count(nextA++) : b.count(nextB++);
        boolean covered = true;
        while (true) {
            long nextLo;
            long nextHi;
            if (nextA < a.buckets() && a.lo(nextA) < hi) {
                nextLo = a.lo(nextA);
                nextHi = a.hi(nextA);
                count = Math.addExact(count, a.count(nextA++));
            } else if (nextB < b.buckets() && b.lo(nextB) < hi) {
                nextLo = b.lo(nextB);
                nextHi = b.hi(nextB);
                count = Math.addExact(count, b.count(nextB++));
            } else {
                break;
            }
            if (nextHi > hi) {
                covered = nextLo == lo;
                hi = nextHi;
            }
            if (!covered) {
                throw new IllegalArgumentException("bucket [" + nextLo + ", " + nextHi
                        + ") overlaps one of the other side's and neither covers the other");
            }
        }
        merged.bucket(lo, hi, count);
    }
}
