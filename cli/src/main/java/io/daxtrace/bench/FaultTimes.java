package io.daxtrace.bench;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.distribution.LatencyUnit;

/** The latencies of one run, or of all runs of a set-up. */
public final class FaultTimes {
    private static final long NANOS_PER_MICRO = LatencyUnit.US.nanos();

    private final LatencyHistogram histogram = new LatencyHistogram();
    private long microseconds;

    void add(long[] nanos) {
        for (long n : nanos) {
            histogram.record(n);
            microseconds = Math.addExact(microseconds, n / NANOS_PER_MICRO);
        }
    }

    /** In nanoseconds. */
    public Distribution distribution() {
        return histogram.snapshot(1);
    }

    /** In powers of two of microseconds. */
    public Distribution octaves() {
        return histogram.octaves();
    }

    /** How many lay beyond the histogram's range, 36 minutes. */
    public long clamped() {
        return histogram.clamped();
    }

    /** The posting's average: each latency cut to whole microseconds first, and the average again; 0 of none. */
    public long averageMicroseconds() {
        return histogram.count() == 0 ? 0 : microseconds / histogram.count();
    }
}
