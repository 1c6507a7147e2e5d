package io.daxtrace.report.page;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import java.util.Locale;

/** The edges of buckets and intervals in words that lose nothing. */
public final class Edges {
    private Edges() {}

    /** In the largest unit that has no fraction: {@code 64us}, {@code 1025ns}. */
    public static String exact(long nanoseconds) {
        LatencyUnit unit = LatencyUnit.NS;
        for (LatencyUnit larger : LatencyUnit.values()) {
            if (nanoseconds != 0 && nanoseconds % larger.nanos() == 0) {
                unit = larger;
            }
        }
        return nanoseconds / unit.nanos() + unit.word();
    }

    /** A half-open interval: {@code [64us, 128us)}. */
    public static String interval(long lo, long hi) {
        if (lo == Distribution.OPEN_BELOW) {
            return "below " + exact(hi);
        }
        return hi == Distribution.OPEN ? exact(lo) + " and longer" : "[" + exact(lo) + ", " + exact(hi) + ")";
    }

    public static String words(Distribution d, int bucket) {
        return interval(d.lo(bucket), d.hi(bucket));
    }

    /** {@code 467 of 512 (91.2 %)}. */
    public static String count(Distribution d, int bucket) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d (%s)",
                d.count(bucket),
                d.count(),
                share((double) d.count(bucket) / d.count()));
    }

    public static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A round count of a million or more, short: {@code 2M}, {@code 50M}. */
    static String large(long count) {
        return count % 1_000_000 == 0
                ? String.format(Locale.ROOT, "%,dM", count / 1_000_000)
                : String.format(Locale.ROOT, "%.1fM", count / 1e6);
    }
}
