package io.daxtrace.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What faults and fsync calls can be grouped by: the one list of it. A key's value is one long while events flow, {@link
 * Event#UNKNOWN} where it is not known or does not apply, and becomes text at the end; names are numbered by {@link Names}.
 */
public enum Key {
    COMM("KEY_COMM"),
    PID("KEY_TGID"),
    TID("KEY_TID"),
    CGROUP("KEY_CGROUP"),
    DEVICE("KEY_DEV"),
    INODE("KEY_INO"),
    /** The path, else device and inode, which are what the kernel's histograms know. */
    FILE("KEY_DEV", "KEY_INO"),
    /** pte or pmd. */
    ORDER("KEY_ORDER"),
    WRITE("KEY_WRITE"),
    /** Whether the fault was a sync fault; an fsync call inside one counts with it, the others have none. */
    SYNC("KEY_KIND"),
    /** Why a file was flushed; fault for faults. In the kernel's histograms it is a metric. */
    CAUSE(),
    CPU("KEY_CPU");

    private static final String UNKNOWN = "unknown";

    private final String word = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // List.of() is
    private final List<String> enumerators;

    Key(String... enumerators) {
        this.enumerators = List.of(enumerators);
    }

    /** The name in {@code --by} and JSON. */
    public String word() {
        return word;
    }

    /** Whether the histograms in the kernel can be grouped by it. */
    public boolean isLive() {
        return !enumerators.isEmpty();
    }

    /** Its names in {@code enum key_part} of record.h; none where it is not {@link #isLive live}. */
    public List<String> enumerators() {
        return enumerators;
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

    /** The value for a fault. */
    public long of(Fault fault, Names names) {
        return switch (this) {
            case COMM -> names.number(fault.comm);
            case PID -> fault.pid;
            case TID -> fault.tid;
            case CGROUP -> fault.cgroup;
            case DEVICE -> fault.dev;
            case INODE -> fault.ino;
            case FILE -> names.file(fault.dev, fault.ino);
            case ORDER -> fault.order == Fault.Order.UNKNOWN ? Event.UNKNOWN : fault.order.ordinal();
            case WRITE -> fault.flags == Event.UNKNOWN ? Event.UNKNOWN : fault.flags & 1;
            case SYNC -> fault.kind == Fault.Kind.FAILED ? Event.UNKNOWN : fault.kind == Fault.Kind.SYNC ? 1 : 0;
            case CAUSE -> FsyncCall.Cause.FAULT.ordinal();
            case CPU -> fault.cpu;
        };
    }

    /** The value for an fsync call. */
    public long of(FsyncCall call, Names names) {
        return switch (this) {
            case COMM -> names.number(call.comm);
            case PID -> call.pid;
            case TID -> call.tid;
            case CGROUP -> call.cgroup;
            case DEVICE -> call.dev;
            case INODE -> call.ino;
            case FILE -> names.file(call.dev, call.ino);
            case ORDER, WRITE -> Event.UNKNOWN;
            case SYNC -> call.cause == FsyncCall.Cause.FAULT ? 1 : Event.UNKNOWN;
            case CAUSE -> call.cause.ordinal();
            case CPU -> call.cpu;
        };
    }

    /** A value as it is shown. */
    public String text(long value, Names names) {
        return isNamed() && value != Event.UNKNOWN ? names.name(value) : text(value);
    }

    private boolean isNamed() {
        return this == COMM || this == FILE;
    }

    /** The same of any key but comm and file. */
    public String text(long value) {
        if (value == Event.UNKNOWN) {
            return UNKNOWN;
        }
        return switch (this) {
            case DEVICE -> DeviceNumber.toString(value);
            case ORDER -> Fault.Order.values()[(int) value].name().toLowerCase(Locale.ROOT);
            case WRITE, SYNC -> value == 1 ? "yes" : "no";
            case CAUSE -> FsyncCall.Cause.values()[(int) value].word();
            case INODE -> Long.toUnsignedString(value);
            case PID, TID, CGROUP, CPU -> Long.toString(value);
            case COMM, FILE -> throw new IllegalArgumentException("a number of a name, without the names");
        };
    }
}
