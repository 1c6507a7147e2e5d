package io.daxtrace.event;

/**
 * One event of a trace. A cursor: its source fills the same object again for each event, so a sink copies what it keeps.
 * A field that the event did not carry holds {@link #UNKNOWN}, which none can carry: the kernel's unsigned 32-bit fields
 * (devices, fault flags, vm_fault_t, orders) are stored zero-extended; times, durations, numbers of CPUs and threads, page
 * offsets, the bytes of a file (loff_t) and user addresses are not negative; no vm_flags have all bits set; and no file has
 * the inode 2^64 - 1 (ext4's have 32 bits, XFS means none by it, and virtiofs has its host's). The one exception is {@link
 * #result}, since -1 is what a function returns that fails with EPERM.
 */
public final class Event {
    /** The value of a field that the event did not carry. */
    public static final long UNKNOWN = -1;

    public EventKind kind;
    /** For {@link EventKind#FUNCTION_ENTRY} and {@link EventKind#FUNCTION_RETURN}, else null. */
    public KernelFunction function;
    /** Nanoseconds on the capture's clock; UNKNOWN in a function graph without absolute time. */
    public long time;
    /** The CPU's number, or -1. */
    public int cpu;
    /** Thread id (the kernel's pid). */
    public int tid;
    /** Process id (the kernel's tgid), or -1. */
    public int pid;
    /** The thread's name as the capture has it, or null; hostile text. The same object for the same name. */
    public String comm;

    /** Kernel encoding: major &lt;&lt; 20 | minor, see {@link DeviceNumber}. */
    public long dev;

    public long ino;
    public long address;
    public long pgoff;
    /** vm_area_struct.vm_flags; {@link #VM_SYNC} tells a MAP_SYNC mapping. */
    public long vmFlags;
    /** vm_fault.flags, see {@link FaultFlags}. */
    public long faultFlags;
    /**
     * vm_fault_t of a fault function or event as 32 unsigned bits (see {@link FaultResult}); of a sync function or event
     * the int return value, any; 0 and without a meaning unless {@link #resultKnown}.
     */
    public long result;
    /** Whether the event carried {@link #result}. */
    public boolean resultKnown;
    /** Argument 2 of dax_iomap_fault and dax_finish_sync_fault as recorded: page_entry_size or order by kernel version. */
    public long order;
    /** vfs_fsync_range's first byte. */
    public long start;
    /** vfs_fsync_range's last byte; {@link Long#MAX_VALUE} for the whole file. */
    public long end;
    /** 0 or 1, or UNKNOWN. */
    public long datasync;
    /** For a function graph's return: the duration it printed, in nanoseconds; else UNKNOWN. */
    public long duration;

    /** vm_flags bit of a MAP_SYNC mapping (include/linux/mm.h, 4.15 to 7.2). */
    public static final long VM_SYNC = 0x0080_0000L;

    /** Forgets everything; a source calls it before it fills in the next event. */
    public Event clear() {
        kind = null;
        function = null;
        time = UNKNOWN;
        cpu = -1;
        tid = 0;
        pid = -1;
        comm = null;
        dev = UNKNOWN;
        ino = UNKNOWN;
        address = UNKNOWN;
        pgoff = UNKNOWN;
        vmFlags = UNKNOWN;
        faultFlags = UNKNOWN;
        result = 0;
        resultKnown = false;
        order = UNKNOWN;
        start = UNKNOWN;
        end = UNKNOWN;
        datasync = UNKNOWN;
        duration = UNKNOWN;
        return this;
    }
}
