package io.daxtrace.event;

/** vm_fault_t: what a fault function returned (include/linux/mm_types.h; the values are the same from 4.15 to 7.2). */
public final class FaultResult {
    public static final long OOM = 0x1;
    public static final long SIGBUS = 0x2;
    public static final long MAJOR = 0x4;
    /** Dropped between 6.1 and 6.5. */
    public static final long WRITE = 0x8;

    public static final long HWPOISON = 0x10;
    public static final long HWPOISON_LARGE = 0x20;
    public static final long SIGSEGV = 0x40;
    public static final long NOPAGE = 0x100;
    public static final long LOCKED = 0x200;
    public static final long RETRY = 0x400;
    /** A larger size was tried and the smaller one has to do. */
    public static final long FALLBACK = 0x800;

    public static final long DONE_COW = 0x1000;
    /** The block mapping is not durable yet: dax_finish_sync_fault has to run. A bit, often with {@link #MAJOR}. */
    public static final long NEEDDSYNC = 0x2000;
    /** Since 6.0. */
    public static final long COMPLETED = 0x4000;

    /** What ends in a signal to the program: VM_FAULT_ERROR without FALLBACK. */
    public static final long ERROR = OOM | SIGBUS | HWPOISON | HWPOISON_LARGE | SIGSEGV;

    private static final BitNames NAMES = new BitNames(
            OOM, "OOM",
            SIGBUS, "SIGBUS",
            MAJOR, "MAJOR",
            WRITE, "WRITE",
            HWPOISON, "HWPOISON",
            HWPOISON_LARGE, "HWPOISON_LARGE",
            SIGSEGV, "SIGSEGV",
            NOPAGE, "NOPAGE",
            LOCKED, "LOCKED",
            RETRY, "RETRY",
            FALLBACK, "FALLBACK",
            DONE_COW, "DONE_COW",
            NEEDDSYNC, "NEEDDSYNC",
            COMPLETED, "COMPLETED");

    private FaultResult() {}

    /** The kernel's names, {@code MAJOR|NEEDDSYNC}; 0 is the empty string, as the kernel prints it. */
    public static String format(long result) {
        return NAMES.format(result);
    }

    /** The bit of a name such as NEEDDSYNC, or 0 for a name that is none. */
    public static long bit(String name) {
        return NAMES.bit(name);
    }
}
