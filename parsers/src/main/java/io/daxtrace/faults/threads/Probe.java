package io.daxtrace.faults.threads;

import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;
import java.util.List;

/** The codes of calls on a {@link CallStack}: a kernel function's number, or a pair of tracepoints that bounds one. */
public final class Probe {
    private static final List<KernelFunction> FUNCTIONS = KernelFunction.all();
    private static final Role[] ROLES = new Role[FUNCTIONS.size() + 2];

    /** dax_pte_fault or dax_pmd_fault to its _done, inside dax_iomap_fault. */
    public static final int FAULT_EVENTS = FUNCTIONS.size();
    /** ext4_sync_file_enter to _exit, inside ext4_sync_file. */
    public static final int SYNC_EVENTS = FUNCTIONS.size() + 1;

    static {
        for (KernelFunction function : FUNCTIONS) {
            ROLES[function.number()] = function.role().isHandler() ? Role.HANDLER : function.role();
        }
        ROLES[FAULT_EVENTS] = Role.MAP;
        ROLES[SYNC_EVENTS] = Role.FILESYSTEM_SYNC;
    }

    private Probe() {}

    /** What the call is to a fault; a handler that only calls another one is a handler. */
    public static Role role(int code) {
        return ROLES[code];
    }

    /** Whether the call is an fsync call, or inside one. */
    public static boolean isSync(int code) {
        return ROLES[code].isSync();
    }

    /** Whether another handler may be inside this one. */
    static boolean isWrapper(int code) {
        return code < FUNCTIONS.size() && FUNCTIONS.get(code).role() == Role.WRAPPER;
    }

    /** As it is written in every output. */
    public static String name(int code) {
        if (code == FAULT_EVENTS) {
            return EventKind.DAX_PTE_FAULT.tracepoint();
        }
        return code == SYNC_EVENTS
                ? EventKind.EXT4_SYNC_FILE_ENTER.tracepoint()
                : FUNCTIONS.get(code).symbol();
    }
}
