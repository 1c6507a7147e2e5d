package io.daxtrace.event;

import java.util.List;
import java.util.Locale;

/**
 * The fields of a fault and of an fsync call: the one list of them, which captures of ours are written and read by, and exported rows
 * have their columns from, in this order. Each is one long, {@link Event#UNKNOWN} where it is not known or does not apply;
 * some are shown by names. Times are nanoseconds. The name of the thread, a text, comes after all of them everywhere.
 */
public enum FaultField {
    /** When it began, on the capture's clock. */
    TIME("start", WireType.INT64),
    /** sync, async or failed: a fault; fsync: an fsync call. */
    KIND("kind", WireType.FAULT_KIND),
    /** Why an fsync call was made. */
    CAUSE("cause", WireType.CAUSE),
    /** How long it took. */
    TOTAL("total", WireType.INT64),
    MAP("map", WireType.INT64),
    COMMIT("commit", WireType.INT64),
    INSERT("insert", WireType.INT64),
    OTHER("other", WireType.INT64),
    DEVICE("dev", WireType.HEX64),
    INODE("ino", WireType.INT64),
    PGOFF("pgoff", WireType.INT64),
    ADDRESS("address", WireType.HEX64),
    ORDER("order", WireType.ORDER),
    /** vm_fault.flags. */
    FLAGS("flags", WireType.HEX64),
    /** vm_fault_t. */
    RESULT("result", WireType.HEX64),
    FALLBACKS("fallbacks", WireType.INT32),
    RETRIES("retries", WireType.INT32),
    MAP_SYNC("map_sync", WireType.INT8),
    /**
     * What an fsync call returned: 0 or a positive errno, so that EPERM is 1. Functions that flush return nothing above 0, which is
     * why {@link Event#UNKNOWN} is none of its values.
     */
    ERRNO("result", WireType.INT64),
    RANGE_START("range_start", WireType.INT64),
    RANGE_END("range_end", WireType.INT64),
    DATASYNC("datasync", WireType.INT8),
    CGROUP("cgroup", WireType.INT64),
    PID("pid", WireType.INT32),
    TID("tid", WireType.INT32),
    CPU("cpu", WireType.INT32),
    COMMIT_WRITEBACK(Part.COMMIT_WRITEBACK),
    COMMIT_JOURNAL(Part.COMMIT_JOURNAL),
    COMMIT_FLUSH(Part.COMMIT_FLUSH),
    MAP_HANDLE(Part.MAP_HANDLE),
    MAP_ENTRY(Part.MAP_ENTRY),
    OTHER_HANDLE(Part.OTHER_HANDLE);

    /**
     * What a fault has in a capture of ours, in the order of its bytes. A new field comes last and names the layout that it came
     * with, one more than the newest here, in {@link FsyncField} and in {@link LossField}: captures of the layouts before stay readable, without it.
     */
    private static final List<FaultField> OF_FAULT = List.of(
            TIME,
            TOTAL,
            MAP,
            COMMIT,
            INSERT,
            OTHER,
            RESULT,
            FLAGS,
            DEVICE,
            INODE,
            PGOFF,
            ADDRESS,
            CGROUP,
            CPU,
            TID,
            PID,
            FALLBACKS,
            RETRIES,
            MAP_SYNC,
            KIND,
            ORDER,
            COMMIT_WRITEBACK,
            COMMIT_JOURNAL,
            COMMIT_FLUSH,
            MAP_HANDLE,
            MAP_ENTRY,
            OTHER_HANDLE);

    /** The newest layout of captures that brought a field of a fault. */
    public static final int LAYOUT =
            OF_FAULT.stream().mapToInt(field -> field.layout).max().orElseThrow();

    private static final Fault.Kind[] KINDS = Fault.Kind.values();
    private static final FsyncCall.Cause[] CAUSES = FsyncCall.Cause.values();
    private static final Fault.Order[] ORDERS = Fault.Order.values();
    private static final int FSYNC = KINDS.length;

    private final String word = name().toLowerCase(Locale.ROOT);
    private final String wireName;
    private final WireType wireType;
    private final int layout;
    /** Of a stage, or null. */
    private final Part part;

    FaultField(String wireName, WireType wireType) {
        this(wireName, wireType, 1, null);
    }

    FaultField(Part part) {
        this(part.stage().word() + "_" + part.word(), WireType.INT64, 3, part);
    }

    FaultField(String wireName, WireType wireType, int layout, Part part) {
        this.wireName = wireName;
        this.wireType = wireType;
        this.layout = layout;
        this.part = part;
    }

    /**
     * The fields of a fault in a capture of that layout, in the order of its bytes.
     *
     * @param withParts whether it was recorded with --detail
     */
    public static List<FaultField> ofFault(int layout, boolean withParts) {
        return OF_FAULT.stream()
                .filter(field -> field.layout <= layout && (withParts || field.part == null))
                .toList();
    }

    /** A copy that no source changes. */
    public static Fault copy(Fault fault) {
        Fault copy = new Fault().clear();
        for (FaultField field : OF_FAULT) {
            field.set(copy, field.of(fault)); // an order that is not known stays so
        }
        copy.comm = fault.comm;
        return copy;
    }

    /** The column's name. */
    public String word() {
        return word;
    }

    /** The name in a capture of ours. */
    public String wireName() {
        return wireName;
    }

    public WireType wireType() {
        return wireType;
    }

    /** The value for a fault. */
    public long of(Fault fault) {
        return switch (this) {
            case TIME -> fault.start;
            case KIND -> fault.kind.ordinal();
            case TOTAL -> fault.total;
            case MAP -> fault.map;
            case COMMIT -> fault.commit;
            case INSERT -> fault.insert;
            case OTHER -> fault.other;
            case DEVICE -> fault.dev;
            case INODE -> fault.ino;
            case PGOFF -> fault.pgoff;
            case ADDRESS -> fault.address;
            case ORDER -> fault.order == Fault.Order.UNKNOWN ? Event.UNKNOWN : fault.order.ordinal();
            case FLAGS -> fault.flags;
            case RESULT -> fault.result;
            case FALLBACKS -> fault.fallbacks;
            case RETRIES -> fault.retries;
            case MAP_SYNC -> fault.mapSync;
            case CGROUP -> fault.cgroup;
            case PID -> fault.pid;
            case TID -> fault.tid;
            case CPU -> fault.cpu;
            case COMMIT_WRITEBACK, COMMIT_JOURNAL, COMMIT_FLUSH, MAP_HANDLE, MAP_ENTRY, OTHER_HANDLE ->
                fault.parts[part.ordinal()];
            case CAUSE, ERRNO, RANGE_START, RANGE_END, DATASYNC -> Event.UNKNOWN;
        };
    }

    /**
     * Sets the field of a fault to a value that a capture has.
     *
     * @return false for a value that the field cannot have
     */
    public boolean set(Fault fault, long value) {
        switch (this) {
            case TIME -> fault.start = value;
            case KIND -> {
                if (value < 0 || value >= KINDS.length) {
                    return false;
                }
                fault.kind = KINDS[(int) value];
            }
            case TOTAL -> fault.total = value;
            case MAP -> fault.map = value;
            case COMMIT -> fault.commit = value;
            case INSERT -> fault.insert = value;
            case OTHER -> fault.other = value;
            case DEVICE -> fault.dev = value;
            case INODE -> fault.ino = value;
            case PGOFF -> fault.pgoff = value;
            case ADDRESS -> fault.address = value;
            case ORDER -> {
                if (value < 0 || value >= ORDERS.length) {
                    return false;
                }
                fault.order = ORDERS[(int) value];
            }
            case FLAGS -> fault.flags = value;
            case RESULT -> fault.result = value;
            case FALLBACKS -> fault.fallbacks = (int) value;
            case RETRIES -> fault.retries = (int) value;
            case MAP_SYNC -> fault.mapSync = value;
            case CGROUP -> fault.cgroup = value;
            case PID -> fault.pid = (int) value;
            case TID -> fault.tid = (int) value;
            case CPU -> fault.cpu = (int) value;
            case COMMIT_WRITEBACK, COMMIT_JOURNAL, COMMIT_FLUSH, MAP_HANDLE, MAP_ENTRY, OTHER_HANDLE ->
                fault.parts[part.ordinal()] = value;
            case CAUSE, ERRNO, RANGE_START, RANGE_END, DATASYNC ->
                throw new IllegalStateException(this + " is a field of fsync calls");
        }
        return true;
    }

    /** The value for an fsync call. */
    public long of(FsyncCall call) {
        return switch (this) {
            case TIME -> call.start;
            case KIND -> FSYNC;
            case CAUSE -> call.cause.ordinal();
            case TOTAL -> call.duration;
            case DEVICE -> call.dev;
            case INODE -> call.ino;
            case ERRNO -> call.resultKnown ? -call.result : Event.UNKNOWN;
            case RANGE_START -> call.rangeStart;
            case RANGE_END -> call.rangeEnd;
            case DATASYNC -> call.datasync;
            case CGROUP -> call.cgroup;
            case PID -> call.pid;
            case TID -> call.tid;
            case CPU -> call.cpu;
            case MAP, COMMIT, INSERT, OTHER, PGOFF, ADDRESS, ORDER, FLAGS, RESULT, FALLBACKS, RETRIES, MAP_SYNC ->
                Event.UNKNOWN;
            case COMMIT_WRITEBACK, COMMIT_JOURNAL, COMMIT_FLUSH, MAP_HANDLE, MAP_ENTRY, OTHER_HANDLE -> Event.UNKNOWN;
        };
    }

    /** Whether the value is shown by {@link #text}, not as the number it is. */
    public boolean isText() {
        return switch (this) {
            case KIND, CAUSE, DEVICE, ADDRESS, ORDER, FLAGS, RESULT -> true;
            default -> false;
        };
    }

    /** The name of a known value; bits that are all clear are {@code 0}. */
    public String text(long value) {
        return switch (this) {
            case KIND -> value == FSYNC ? "fsync" : lower(KINDS[(int) value]);
            case CAUSE -> CAUSES[(int) value].word();
            case DEVICE -> DeviceNumber.toString(value);
            case ADDRESS -> "0x" + Long.toHexString(value);
            case ORDER -> lower(ORDERS[(int) value]);
            case FLAGS -> value == 0 ? "0" : FaultFlags.format(value);
            case RESULT -> value == 0 ? "0" : FaultResult.format(value);
            default -> throw new IllegalStateException(this + " is a number");
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
