package io.daxtrace.bpf;

import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Key;
import io.daxtrace.event.Part;
import java.util.Map;
import java.util.Set;

/**
 * One group of the in-kernel histograms, as counted since tracing began.
 *
 * @param key the parts that were grouped by, as text; {@code other} in the row of those that found no room
 * @param failed faults that ended in an error
 * @param pte completed faults that made a page-sized mapping
 * @param pmd completed faults that made a larger one
 * @param fallbacks attempts after which the kernel went on with a smaller page
 * @param retries attempts repeated for another reason
 * @param latencies in the order of {@code enum metric} in record.h, those of parts only where any is followed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LiveRow(
        Map<Key, String> key,
        long failed,
        long pte,
        long pmd,
        long fallbacks,
        long retries,
        CountedLatency[] latencies) {
    static final int FAULT_SYNC = ObjectTypes.value("METRIC_FAULT_SYNC");
    static final int FAULT_ASYNC = ObjectTypes.value("METRIC_FAULT_ASYNC");
    static final int STAGE_MAP = ObjectTypes.value("METRIC_STAGE_MAP");
    static final int STAGE_COMMIT = ObjectTypes.value("METRIC_STAGE_COMMIT");
    static final int STAGE_INSERT = ObjectTypes.value("METRIC_STAGE_INSERT");
    static final int STAGE_OTHER = ObjectTypes.value("METRIC_STAGE_OTHER");
    static final int FSYNC = ObjectTypes.value("METRIC_FSYNC");
    private static final int METRICS = ObjectTypes.value("METRICS");
    static final int PART = ObjectTypes.value("METRIC_PART");
    private static final int COMMIT_REST = ObjectTypes.value("METRIC_COMMIT_REST");
    private static final int MAP_REST = ObjectTypes.value("METRIC_MAP_REST");
    private static final int OTHER_REST = ObjectTypes.value("METRIC_OTHER_REST");
    private static final int DETAILED_METRICS = ObjectTypes.value("DETAILED_METRICS");

    /** How many latencies a row has where these parts of stages are followed. */
    static int metrics(Set<Part> parts) {
        return parts.isEmpty() ? METRICS : DETAILED_METRICS;
    }

    public CountedLatency sync() {
        return latencies[FAULT_SYNC];
    }

    public CountedLatency async() {
        return latencies[FAULT_ASYNC];
    }

    public CountedLatency map() {
        return latencies[STAGE_MAP];
    }

    public CountedLatency commit() {
        return latencies[STAGE_COMMIT];
    }

    public CountedLatency insert() {
        return latencies[STAGE_INSERT];
    }

    public CountedLatency other() {
        return latencies[STAGE_OTHER];
    }

    public CountedLatency fsync(FsyncCall.Cause cause) {
        return latencies[FSYNC + cause.ordinal()];
    }

    public CountedLatency part(Part part) {
        return ofDetail(PART + part.ordinal());
    }

    /** What no part of the stage covers. */
    public CountedLatency rest(Part.Stage stage) {
        return ofDetail(restOf(stage));
    }

    /** The metric of a stage's rest. */
    static int restOf(Part.Stage stage) {
        return switch (stage) {
            case COMMIT -> COMMIT_REST;
            case MAP -> MAP_REST;
            case OTHER -> OTHER_REST;
        };
    }

    private CountedLatency ofDetail(int metric) {
        return metric < latencies.length ? latencies[metric] : CountedLatency.NONE;
    }

    /** What was counted after an earlier look at the same row. */
    public LiveRow since(LiveRow before) {
        CountedLatency[] differences = new CountedLatency[latencies.length];
        for (int i = 0; i < latencies.length; i++) {
            differences[i] = latencies[i].since(before.latencies[i]);
        }
        return new LiveRow(
                key,
                failed - before.failed,
                pte - before.pte,
                pmd - before.pmd,
                fallbacks - before.fallbacks,
                retries - before.retries,
                differences);
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        for (CountedLatency latency : latencies) {
            if (latency.count() != 0) {
                return false;
            }
        }
        return failed == 0;
    }
}
