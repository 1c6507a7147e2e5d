package io.daxtrace.bpf;

import io.daxtrace.event.FileId;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Key;
import io.daxtrace.event.Part;
import java.util.Map;

/**
 * One group of the in-kernel histograms, as counted since tracing began.
 *
 * @param key the parts that were grouped by, as text; {@code other} in the row of those that found no room
 * @param user who was first seen in it; null where all are in one row
 * @param failed faults that ended in an error
 * @param pte completed faults that made a page-sized mapping
 * @param pmd completed faults that made a larger one
 * @param fallbacks attempts after which the kernel went on with a smaller page
 * @param retries attempts repeated for another reason
 * @param latencies in the order of {@code enum metric} in record.h
 * @param parts in the order of {@code enum part_metric}; empty where none is followed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LiveRow(
        Map<Key, String> key,
        User user,
        long failed,
        long pte,
        long pmd,
        long fallbacks,
        long retries,
        CountedLatency[] latencies,
        CountedLatency[] parts) {
    /**
     * A process and the file it used, where rows are of one file; device and inode are 0 where they are not.
     */
    public record User(FileId file, long pid) {}

    static final int FAULT_SYNC = ObjectTypes.value("METRIC_FAULT_SYNC");
    static final int FAULT_ASYNC = ObjectTypes.value("METRIC_FAULT_ASYNC");
    static final int STAGE_MAP = ObjectTypes.value("METRIC_STAGE_MAP");
    static final int STAGE_COMMIT = ObjectTypes.value("METRIC_STAGE_COMMIT");
    static final int STAGE_INSERT = ObjectTypes.value("METRIC_STAGE_INSERT");
    static final int STAGE_OTHER = ObjectTypes.value("METRIC_STAGE_OTHER");
    static final int FSYNC = ObjectTypes.value("METRIC_FSYNC");
    static final int METRICS = ObjectTypes.value("METRICS");
    private static final int COMMIT_REST = ObjectTypes.value("COMMIT_REST");
    private static final int MAP_REST = ObjectTypes.value("MAP_REST");
    private static final int OTHER_REST = ObjectTypes.value("OTHER_REST");
    static final int PART_METRICS = ObjectTypes.value("PART_METRICS");

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
        return ofDetail(part.ordinal());
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
        return parts.length == 0 ? CountedLatency.NONE : parts[metric];
    }

    /** What was counted after an earlier look at the same row. */
    public LiveRow since(LiveRow before) {
        return new LiveRow(
                key,
                user,
                failed - before.failed,
                pte - before.pte,
                pmd - before.pmd,
                fallbacks - before.fallbacks,
                retries - before.retries,
                differences(latencies, before.latencies),
                differences(parts, before.parts));
    }

    private static CountedLatency[] differences(CountedLatency[] now, CountedLatency[] before) {
        CountedLatency[] differences = new CountedLatency[now.length];
        for (int i = 0; i < now.length; i++) {
            differences[i] = now[i].since(before[i]);
        }
        return differences;
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
