package io.daxtrace.bpf;

import io.daxtrace.distribution.LogLinear;
import io.daxtrace.event.Key;
import java.util.Map;

/** Rows of the in-kernel histograms as a test wants them. */
public final class LiveRows {
    private LiveRows() {}

    /** What the kernel would have counted of these latencies, in nanoseconds. */
    public static CountedLatency counted(long... latencies) {
        long[] buckets = new long[LogLinear.BUCKETS];
        long sum = 0;
        long min = Long.MAX_VALUE;
        long max = 0;
        for (long latency : latencies) {
            buckets[LogLinear.index(latency)]++;
            sum += latency;
            min = Math.min(min, latency);
            max = Math.max(max, latency);
        }
        return new CountedLatency(buckets, sum, min, max);
    }

    /** A row without a key: sync faults of these totals, async ones of those, and so many that failed. */
    public static LiveRow row(CountedLatency sync, CountedLatency async, long failed) {
        return row(Map.of(), null, sync, async, failed);
    }

    /** The same with a key and its user. */
    public static LiveRow row(
            Map<Key, String> key, LiveRow.User user, CountedLatency sync, CountedLatency async, long failed) {
        CountedLatency[] latencies = new CountedLatency[LiveRow.METRICS];
        java.util.Arrays.fill(latencies, CountedLatency.NONE);
        latencies[LiveRow.FAULT_SYNC] = sync;
        latencies[LiveRow.FAULT_ASYNC] = async;
        return new LiveRow(key, user, failed, sync.count() + async.count(), 0, 0, 0, latencies, new CountedLatency[0]);
    }
}
