package io.daxtrace.event;

import java.util.Arrays;

/**
 * One DAX page fault of one thread, followed through its stages. A cursor that its source reuses, so a sink copies what
 * it keeps. Times are nanoseconds; what the probes present could not tell is {@link Event#UNKNOWN}.
 *
 * <pre>
 *  |&lt;---------------------------- total ----------------------------&gt;|
 *  | other | map | other | map | other |     insert   | commit | insert | other |
 *            \ dax_iomap_fault /         \ dax_finish_sync_fault       /
 *                                                       \ vfs_fsync_range
 * </pre>
 *
 * Where all four stages are known, map + commit + insert + other == total exactly; the parts of a stage and its rest sum to the stage.
 */
public final class Fault {
    /** How a fault ended; the three together are all faults. */
    public enum Kind {
        /** The last dax_iomap_fault returned NEEDDSYNC, and the fault completed. */
        SYNC,
        /** Completed without a sync. */
        ASYNC,
        /** Ended in an error to the program (SIGBUS, OOM ...), after a sync or without one. */
        FAILED
    }

    /** The size of the mapping made. */
    public enum Order {
        PTE,
        PMD,
        PUD,
        /** The probes present did not say. */
        UNKNOWN
    }

    public Kind kind;
    public Order order;
    /** When it began, on the capture's clock. */
    public long start;

    public long total;
    public long map;
    public long commit;
    public long insert;
    public long other;
    /** Times of the parts of stages, each at its {@link Part}'s ordinal; UNKNOWN where it was not followed. */
    public final long[] parts = new long[Part.COUNT];
    /** The last vm_fault_t seen: of dax_finish_sync_fault where it ran, else of dax_iomap_fault; or UNKNOWN. */
    public long result;
    /** vm_fault.flags, or UNKNOWN. */
    public long flags;
    /** Attempts that ended with VM_FAULT_FALLBACK: the kernel went on with a smaller page. */
    public int fallbacks;
    /** Calls of dax_iomap_fault repeated for another reason (ext4 when out of space, a lock retried). */
    public int retries;
    /** Whether the mapping is MAP_SYNC: 1, 0, or UNKNOWN. A sync fault proves 1. */
    public long mapSync;

    public long dev;
    public long ino;
    public long pgoff;
    public long address;
    public int cpu;
    public int tid;
    public int pid;
    /** The thread's name, or null; hostile text. */
    public String comm;
    /** cgroup v2 id, or UNKNOWN. */
    public long cgroup;

    /** Whether a part of any stage is known. */
    public boolean isSplit() {
        for (long time : parts) {
            if (time != Event.UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    /** Forgets everything. */
    public Fault clear() {
        kind = null;
        order = Order.UNKNOWN;
        start = Event.UNKNOWN;
        total = Event.UNKNOWN;
        map = Event.UNKNOWN;
        commit = Event.UNKNOWN;
        insert = Event.UNKNOWN;
        other = Event.UNKNOWN;
        Arrays.fill(parts, Event.UNKNOWN);
        result = Event.UNKNOWN;
        flags = Event.UNKNOWN;
        fallbacks = 0;
        retries = 0;
        mapSync = Event.UNKNOWN;
        dev = Event.UNKNOWN;
        ino = Event.UNKNOWN;
        pgoff = Event.UNKNOWN;
        address = Event.UNKNOWN;
        cpu = -1;
        tid = 0;
        pid = -1;
        comm = null;
        cgroup = Event.UNKNOWN;
        return this;
    }
}
