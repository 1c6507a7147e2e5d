package io.daxtrace.report;

import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultFlags;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FsyncCall;
import java.util.Locale;

/**
 * The fields of an exported fault or fsync call, in the order of the columns. Each is one long, {@link Event#UNKNOWN}
 * where it is not known or does not apply; some are shown by names. Times are nanoseconds.
 */
enum FaultField {
    /** When it began, on the capture's clock. */
    TIME,
    /** sync, async or failed: a fault; fsync: an fsync call. */
    KIND,
    /** Why an fsync call was made. */
    CAUSE,
    /** How long it took. */
    TOTAL,
    MAP,
    COMMIT,
    INSERT,
    OTHER,
    DEVICE,
    INODE,
    PGOFF,
    ADDRESS,
    ORDER,
    /** vm_fault.flags. */
    FLAGS,
    /** vm_fault_t. */
    RESULT,
    FALLBACKS,
    RETRIES,
    MAP_SYNC,
    /** What an fsync call returned: 0 or a positive errno. */
    ERRNO,
    RANGE_START,
    RANGE_END,
    DATASYNC,
    CGROUP,
    PID,
    TID,
    CPU;

    private static final Fault.Kind[] KINDS = Fault.Kind.values();
    private static final FsyncCall.Cause[] CAUSES = FsyncCall.Cause.values();
    private static final Fault.Order[] ORDERS = Fault.Order.values();
    private static final int FSYNC = KINDS.length;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The column's name. */
    String word() {
        return word;
    }

    long of(Fault fault) {
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
            case CAUSE, ERRNO, RANGE_START, RANGE_END, DATASYNC -> Event.UNKNOWN;
        };
    }

    long of(FsyncCall call) {
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
        };
    }

    /** Whether the value is shown by {@link #text}, not as the number it is. */
    boolean isText() {
        return switch (this) {
            case KIND, CAUSE, DEVICE, ADDRESS, ORDER, FLAGS, RESULT -> true;
            default -> false;
        };
    }

    /** The name of a known value; bits that are all clear are {@code 0}. */
    String text(long value) {
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
