package io.daxtrace.parsers.raw;

import io.daxtrace.event.Event;

/** Which field of an {@link Event} a record's field goes to. Constants, because they are switched on for each event. */
final class Target {
    static final int NONE = 0;
    static final int TID = 1;
    static final int DEV = 2;
    static final int INO = 3;
    static final int ADDRESS = 4;
    static final int PGOFF = 5;
    static final int VM_FLAGS = 6;
    static final int FAULT_FLAGS = 7;
    static final int RESULT = 8;
    static final int ORDER = 9;
    static final int START = 10;
    static final int END = 11;
    static final int DATASYNC = 12;
    /** Where the probe sits, or the function that a graph event is of. */
    static final int FUNCTION = 13;

    static final int CALL_TIME = 14;
    static final int RETURN_TIME = 15;

    private Target() {}

    /** For the kernel's own tracepoints and the arguments that users gave to probes: both are known by their names. */
    static int ofField(String name) {
        return switch (name) {
            case "common_pid" -> TID;
            case "dev", "s_dev" -> DEV;
            case "ino", "i_ino", "inum" -> INO;
            case "address", "addr" -> ADDRESS;
            case "pgoff" -> PGOFF;
            case "vm_flags" -> VM_FLAGS;
            case "flags", "fault_flags" -> FAULT_FLAGS;
            case "result", "ret", "retval", "rv", "rc" -> RESULT;
            case "order", "pe_size" -> ORDER;
            case "datasync" -> DATASYNC;
            default -> NONE;
        };
    }

    /** For probes; start and end are a byte range there and an address in msync's tracepoint. */
    static int ofProbeField(String name) {
        return switch (name) {
            case "__probe_ip", "__probe_func" -> FUNCTION;
            case "start" -> START;
            case "end" -> END;
            default -> ofField(name);
        };
    }

    /** For the fsync system calls; what else they have means other things under the same names. */
    static int ofSyscallField(String name) {
        return switch (name) {
            case "common_pid" -> TID;
            case "ret" -> RESULT;
            default -> NONE;
        };
    }

    /** For function graph events. */
    static int ofGraphField(String name) {
        return switch (name) {
            case "common_pid" -> TID;
            case "func" -> FUNCTION;
            case "calltime" -> CALL_TIME;
            case "rettime" -> RETURN_TIME;
            case "retval" -> RESULT;
            default -> NONE;
        };
    }
}
