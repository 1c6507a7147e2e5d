package io.daxtrace.compare.mathematics;

/**
 * Vargha and Delaney's A12: the probability that a latency of the candidate exceeds one of the base, ties counted half.
 * 0.5 for the same, 1 where every one does. By counts, so ten million values a side cost one walk over each.
 */
final class Dominance {
    private Dominance() {}

    /** A point for single values, an interval where buckets overlap. */
    static Interval a12(Sample base, Sample candidate) {
        double pairs = (double) base.count() * candidate.count();
        double ties = certainTies(base, candidate) / 2;
        double above = certainlyAbove(candidate, base);
        double below = certainlyAbove(base, candidate);
        return new Interval((above + ties) / pairs, (pairs - below - ties) / pairs);
    }

    /** In how many pairs the first is larger whatever the buckets hide. */
    private static double certainlyAbove(Sample first, Sample second) {
        double pairs = 0;
        long under = 0;
        int j = 0;
        for (int i = 0; i < first.pieces(); i++) {
            while (j < second.pieces() && second.high(j) < first.low(i)) {
                under += second.count(j++);
            }
            pairs += (double) under * first.count(i);
        }
        return pairs;
    }

    private static double certainTies(Sample base, Sample candidate) {
        double pairs = 0;
        int j = 0;
        for (int i = 0; i < base.pieces() && j < candidate.pieces(); ) {
            if (base.low(i) < candidate.low(j)) {
                i++;
            } else if (candidate.low(j) < base.low(i)) {
                j++;
            } else {
                double value = base.low(i);
                long inBase = 0;
                long inCandidate = 0;
                for (; i < base.pieces() && base.low(i) == value; i++) {
                    inBase += base.high(i) == value ? base.count(i) : 0;
                }
                for (; j < candidate.pieces() && candidate.low(j) == value; j++) {
                    inCandidate += candidate.high(j) == value ? candidate.count(j) : 0;
                }
                pairs += (double) inBase * inCandidate;
            }
        }
        return pairs;
    }
}
