package io.daxtrace.aggregate;

import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Part;
import java.util.HashMap;
import java.util.Map;

/**
 * What a latency is of. The names of our own metrics are known; any other is the heading of somebody else's histogram.
 *
 * @param text as every output prints it: {@code fault}, {@code stage.commit}, or a heading; not escaped
 */
public record MetricName(String text) {
    /** What is timed. */
    public enum Kind {
        /** A fault as a whole. */
        FAULT,
        /** A stage of a sync fault. */
        STAGE,
        /** A part of a stage of a sync fault, or the rest of it. */
        PART,
        /** An fsync call. */
        FSYNC,
        /** A write as the bench sees it from user space. */
        USER,
        /** Whatever the tool that wrote it measured. */
        FOREIGN
    }

    private static final Map<String, Kind> KINDS = new HashMap<>();

    /** All completed faults. */
    public static final MetricName FAULT = known("fault", Kind.FAULT);

    public static final MetricName FAULT_SYNC = known("fault.sync", Kind.FAULT);
    public static final MetricName FAULT_ASYNC = known("fault.async", Kind.FAULT);
    /** The stages are those of sync faults. */
    public static final MetricName STAGE_MAP = known("stage.map", Kind.STAGE);

    public static final MetricName STAGE_COMMIT = known("stage.commit", Kind.STAGE);
    public static final MetricName STAGE_INSERT = known("stage.insert", Kind.STAGE);
    public static final MetricName STAGE_OTHER = known("stage.other", Kind.STAGE);
    /** All fsync calls but those inside faults. */
    public static final MetricName FSYNC = known("fsync", Kind.FSYNC);
    /** The fsync calls inside faults: a part of the commit stage. */
    public static final MetricName FSYNC_FAULT = fsync(FsyncCall.Cause.FAULT);

    /** What the bench's program saw of a fault, from before the store to after it: more than the kernel's {@code fault}. */
    public static final MetricName USER_FAULT = known("user.fault", Kind.USER);

    static {
        for (FsyncCall.Cause cause : FsyncCall.Cause.values()) {
            KINDS.put(fsync(cause).text, Kind.FSYNC);
        }
        for (Part part : Part.values()) {
            KINDS.put(part(part).text, Kind.PART);
            KINDS.put(rest(part.stage()).text, Kind.PART);
        }
    }

    private static MetricName known(String text, Kind kind) {
        KINDS.put(text, kind);
        return new MetricName(text);
    }

    /** {@code fsync.<cause>}. */
    public static MetricName fsync(FsyncCall.Cause cause) {
        return new MetricName(FSYNC.text + "." + cause.word());
    }

    /** {@code stage.<stage>.<part>}. */
    public static MetricName part(Part part) {
        return new MetricName("stage." + part);
    }

    /** {@code stage.<stage>.rest}: what none of the stage's parts covers. */
    public static MetricName rest(Part.Stage stage) {
        return new MetricName("stage." + stage.word() + ".rest");
    }

    public Kind kind() {
        return KINDS.getOrDefault(text, Kind.FOREIGN);
    }

    /** Without what it is a part of: {@code commit} of {@code stage.commit}. */
    public String part() {
        return text.substring(text.indexOf('.') + 1);
    }
}
