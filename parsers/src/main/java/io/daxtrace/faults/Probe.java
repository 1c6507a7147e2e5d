package io.daxtrace.faults;

import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;

/** The codes of calls on a {@link CallStack}: a kernel function's ordinal, or a pair of tracepoints that bounds one. */
final class Probe {
    private static final KernelFunction[] FUNCTIONS = KernelFunction.values();
    private static final Role[] ROLES = new Role[FUNCTIONS.length + 2];

    /** dax_pte_fault or dax_pmd_fault to its _done, inside dax_iomap_fault. */
    static final int FAULT_EVENTS = FUNCTIONS.length;
    /** ext4_sync_file_enter to _exit, inside ext4_sync_file. */
    static final int SYNC_EVENTS = FUNCTIONS.length + 1;

    static {
        for (KernelFunction function : FUNCTIONS) {
            ROLES[function.ordinal()] = function.role();
        }
        ROLES[FAULT_EVENTS] = Role.MAP;
        ROLES[SYNC_EVENTS] = Role.FILESYSTEM_SYNC;
    }

    private Probe() {}

    static Role role(int code) {
        return ROLES[code];
    }

    static boolean isSync(int code) {
        return ROLES[code] == Role.SYNC || ROLES[code] == Role.FILESYSTEM_SYNC;
    }

    /** Whether another handler may be inside this one. */
    static boolean isWrapper(int code) {
        return code < FUNCTIONS.length && FUNCTIONS[code].isWrapper();
    }

    /** As it is written in every output. */
    static String name(int code) {
        if (code == FAULT_EVENTS) {
            return EventKind.DAX_PTE_FAULT.tracepoint();
        }
        return code == SYNC_EVENTS ? EventKind.EXT4_SYNC_FILE_ENTER.tracepoint() : FUNCTIONS[code].symbol();
    }
}
