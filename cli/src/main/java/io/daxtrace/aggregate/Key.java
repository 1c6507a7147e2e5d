package io.daxtrace.aggregate;

import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What faults and fsync calls can be grouped by. A key's value is one long while events flow, and becomes text at the
 * end; names are numbered by {@link Names}.
 */
public enum Key {
    COMM,
    PID,
    TID,
    CGROUP,
    DEVICE,
    INODE,
    /** pte or pmd. */
    ORDER,
    WRITE,
    /** Whether the fault was a sync fault; an fsync call inside one counts with it, the others have none. */
    SYNC,
    /** Why a file was flushed; fault for faults. */
    CAUSE,
    CPU;

    private static final String UNKNOWN = "unknown";

    /** The name in {@code --by} and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of that name, or null: it is then a label. */
    public static Key of(String word) {
        for (Key key : values()) {
            if (key.word().equals(word)) {
                return key;
            }
        }
        return null;
    }

    /** All names, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Key::word).collect(Collectors.joining(", "));
    }

    long of(Fault fault, Names names) {
        return switch (this) {
            case COMM -> names.number(fault.comm);
            case PID -> fault.pid;
            case TID -> fault.tid;
            case CGROUP -> fault.cgroup;
            case DEVICE -> fault.dev;
            case INODE -> fault.ino;
            case ORDER -> fault.order == Fault.Order.UNKNOWN ? Event.UNKNOWN : fault.order.ordinal();
            case WRITE -> fault.flags == Event.UNKNOWN ? Event.UNKNOWN : fault.flags & 1;
            case SYNC -> fault.kind == Fault.Kind.FAILED ? Event.UNKNOWN : fault.kind == Fault.Kind.SYNC ? 1 : 0;
            case CAUSE -> FsyncCall.Cause.FAULT.ordinal();
            case CPU -> fault.cpu;
        };
    }

    long of(FsyncCall call, Names names) {
        return switch (this) {
            case COMM -> names.number(call.comm);
            case PID -> call.pid;
            case TID -> call.tid;
            case CGROUP -> call.cgroup;
            case DEVICE -> call.dev;
            case INODE -> call.ino;
            case ORDER, WRITE -> Event.UNKNOWN;
            case SYNC -> call.cause == FsyncCall.Cause.FAULT ? 1 : Event.UNKNOWN;
            case CAUSE -> call.cause.ordinal();
            case CPU -> call.cpu;
        };
    }

    String text(long value, Names names) {
        if (value == Event.UNKNOWN) {
            return UNKNOWN;
        }
        return switch (this) {
            case COMM -> names.name(value);
            case DEVICE -> DeviceNumber.toString(value);
            case ORDER -> Fault.Order.values()[(int) value].name().toLowerCase(Locale.ROOT);
            case WRITE, SYNC -> value == 1 ? "yes" : "no";
            case CAUSE -> FsyncCall.Cause.values()[(int) value].word();
            default -> Long.toString(value);
        };
    }
}
