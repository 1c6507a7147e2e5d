package io.daxtrace.event;

import java.util.HashMap;
import java.util.Map;

/** What an {@link Event} reports. Events of no kind listed here are counted by their source and not passed on. */
public enum EventKind {
    /** A kprobe, fentry or function_graph entry of {@link Event#function}. */
    FUNCTION_ENTRY(null),
    /** Its return; {@link Event#result} holds the return value where the probe recorded it. */
    FUNCTION_RETURN(null),
    DAX_PTE_FAULT("fs_dax:dax_pte_fault"),
    DAX_PTE_FAULT_DONE("fs_dax:dax_pte_fault_done"),
    DAX_PMD_FAULT("fs_dax:dax_pmd_fault"),
    DAX_PMD_FAULT_DONE("fs_dax:dax_pmd_fault_done"),
    /** The end of dax_finish_sync_fault after a successful sync. */
    DAX_INSERT_PFN_MKWRITE("fs_dax:dax_insert_pfn_mkwrite"),
    /** The same, when another thread removed the page cache entry meanwhile. */
    DAX_INSERT_PFN_MKWRITE_NO_ENTRY("fs_dax:dax_insert_pfn_mkwrite_no_entry"),
    EXT4_SYNC_FILE_ENTER("ext4:ext4_sync_file_enter"),
    EXT4_SYNC_FILE_EXIT("ext4:ext4_sync_file_exit"),
    /** XFS has an entry event only; its end must come from another probe. */
    XFS_FILE_FSYNC("xfs:xfs_file_fsync"),
    SYS_ENTER_FSYNC("syscalls:sys_enter_fsync"),
    SYS_EXIT_FSYNC("syscalls:sys_exit_fsync"),
    SYS_ENTER_FDATASYNC("syscalls:sys_enter_fdatasync"),
    SYS_EXIT_FDATASYNC("syscalls:sys_exit_fdatasync"),
    SYS_ENTER_MSYNC("syscalls:sys_enter_msync"),
    SYS_EXIT_MSYNC("syscalls:sys_exit_msync");

    private static final Map<String, EventKind> BY_TRACEPOINT = new HashMap<>();
    private static final Map<String, EventKind> BY_NAME = new HashMap<>();

    static {
        for (EventKind kind : values()) {
            if (kind.tracepoint != null) {
                BY_TRACEPOINT.put(kind.tracepoint, kind);
                BY_NAME.put(kind.tracepoint.substring(kind.tracepoint.indexOf(':') + 1), kind);
            }
        }
    }

    private final String tracepoint;

    EventKind(String tracepoint) {
        this.tracepoint = tracepoint;
    }

    /** {@code system:name} of the kernel's tracepoint, or null for the function kinds. */
    public String tracepoint() {
        return tracepoint;
    }

    /** The kind of {@code system:name}, or null. */
    public static EventKind ofTracepoint(String systemAndName) {
        return BY_TRACEPOINT.get(systemAndName);
    }

    /** The kind of a tracepoint's bare name, for the texts that print no system; null when it is none of ours. */
    public static EventKind ofName(String name) {
        return BY_NAME.get(name);
    }
}
