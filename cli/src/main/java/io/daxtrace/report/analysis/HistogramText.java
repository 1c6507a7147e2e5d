package io.daxtrace.report.analysis;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import java.io.PrintWriter;
import java.util.Locale;

/** Draws a histogram: {@code 64 - 127 us: 467 |@@@@@@|}. */
final class HistogramText {
    private static final int BAR = 40;

    private HistogramText() {}

    static void print(PrintWriter out, Distribution distribution) {
        LatencyUnit unit = inWholeMicroseconds(distribution) ? LatencyUnit.US : LatencyUnit.NS;
        long most = 1;
        for (int i = 0; i < distribution.buckets(); i++) {
            most = Math.max(most, distribution.count(i));
        }
        for (int i = 0; i < distribution.buckets(); i++) {
            if (distribution.count(i) == 0) {
                continue;
            }
            int length = (int) Math.round((double) distribution.count(i) / most * BAR);
            out.printf(
                    Locale.ROOT,
                    "  %10s - %-10s %s: %9d |%-40s|%n",
                    edge(distribution.lo(i), unit, 0),
                    edge(distribution.hi(i), unit, 1),
                    unit.word(),
                    distribution.count(i),
                    "@".repeat(length));
        }
    }

    private static String edge(long nanoseconds, LatencyUnit unit, int inclusive) {
        if (nanoseconds == Distribution.OPEN || nanoseconds == Distribution.OPEN_BELOW) {
            return "...";
        }
        return Long.toString(nanoseconds / unit.nanos() - inclusive);
    }

    private static boolean inWholeMicroseconds(Distribution distribution) {
        for (int i = 0; i < distribution.buckets(); i++) {
            long lo = distribution.lo(i);
            long hi = distribution.hi(i);
            if (lo != Distribution.OPEN_BELOW && lo % LatencyUnit.US.nanos() != 0
                    || hi != Distribution.OPEN && hi % LatencyUnit.US.nanos() != 0) {
                return false;
            }
        }
        return true;
    }
}
