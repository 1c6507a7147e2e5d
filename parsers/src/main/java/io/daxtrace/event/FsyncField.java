package io.daxtrace.event;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What an fsync call has in a capture of ours, in the order of its bytes: the one list of it, which captures are written, read and
 * described by. {@link FaultField} has the columns that it shares with a fault in exported rows. Times are nanoseconds,
 * {@link Event#UNKNOWN} where nothing is known. A new field comes last and names the layout that it came with, as there.
 */
public enum FsyncField {
    START(WireType.INT64),
    DURATION(WireType.INT64),
    /** 0 or a negative errno; 0 where it is not known. */
    RESULT(WireType.INT64),
    RANGE_START(WireType.INT64),
    RANGE_END(WireType.INT64),
    DEV(WireType.HEX64),
    INO(WireType.INT64),
    CGROUP(WireType.INT64),
    CPU(WireType.INT32),
    TID(WireType.INT32),
    PID(WireType.INT32),
    RESULT_KNOWN(WireType.BOOL),
    DATASYNC(WireType.INT8),
    CAUSE(WireType.CAUSE);

    /** The newest layout of captures that brought a field of an fsync call. */
    public static final int LAYOUT =
            Stream.of(values()).mapToInt(field -> field.layout).max().orElseThrow();

    private static final FsyncCall.Cause[] CAUSES = FsyncCall.Cause.values();

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final WireType wireType;
    private final int layout;

    FsyncField(WireType wireType) {
        this.wireType = wireType;
        this.layout = 1;
    }

    /** What a capture of that layout has. */
    public static List<FsyncField> ofLayout(int layout) {
        return Stream.of(values()).filter(field -> field.layout <= layout).toList();
    }

    /** The name in a capture of ours. */
    public String wireName() {
        return wireName;
    }

    public WireType wireType() {
        return wireType;
    }

    public long of(FsyncCall call) {
        return switch (this) {
            case START -> call.start;
            case DURATION -> call.duration;
            case RESULT -> call.result;
            case RANGE_START -> call.rangeStart;
            case RANGE_END -> call.rangeEnd;
            case DEV -> call.dev;
            case INO -> call.ino;
            case CGROUP -> call.cgroup;
            case CPU -> call.cpu;
            case TID -> call.tid;
            case PID -> call.pid;
            case RESULT_KNOWN -> call.resultKnown ? 1 : 0;
            case DATASYNC -> call.datasync;
            case CAUSE -> call.cause.ordinal();
        };
    }

    /**
     * Sets the field to a value that a capture has.
     *
     * @return false for a value that no writer of ours gives it
     */
    public boolean set(FsyncCall call, long value) {
        switch (this) {
            case START -> call.start = value;
            case DURATION -> call.duration = value;
            case RESULT -> call.result = value;
            case RANGE_START -> call.rangeStart = value;
            case RANGE_END -> call.rangeEnd = value;
            case DEV -> call.dev = value;
            case INO -> call.ino = value;
            case CGROUP -> call.cgroup = value;
            case CPU -> call.cpu = (int) value;
            case TID -> call.tid = (int) value;
            case PID -> call.pid = (int) value;
            case RESULT_KNOWN -> call.resultKnown = value != 0;
            case DATASYNC -> call.datasync = value;
            case CAUSE -> {
                if (value < 0 || value >= CAUSES.length) {
                    return false;
                }
                call.cause = CAUSES[(int) value];
            }
        }
        return switch (this) {
            case START, DURATION -> value >= Event.UNKNOWN;
            default -> true;
        };
    }
}
