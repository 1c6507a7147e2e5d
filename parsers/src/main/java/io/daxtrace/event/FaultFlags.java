package io.daxtrace.event;

/** vm_fault.flags (include/linux/mm_types.h); WRITE, MKWRITE, ALLOW_RETRY and USER are the same from 4.15 to 7.2. */
public final class FaultFlags {
    public static final long WRITE = 0x1;
    public static final long MKWRITE = 0x2;
    public static final long ALLOW_RETRY = 0x4;
    public static final long RETRY_NOWAIT = 0x8;
    public static final long KILLABLE = 0x10;
    public static final long TRIED = 0x20;
    /** Clear when the kernel itself touched the page, inside a system call. */
    public static final long USER = 0x40;
    /** The fault is for another process's memory. */
    public static final long REMOTE = 0x80;

    public static final long INSTRUCTION = 0x100;
    public static final long INTERRUPTIBLE = 0x200;
    /** Since 5.19. */
    public static final long UNSHARE = 0x400;
    /** Since 5.19; the kernel's own trace text prints it as 0x800. */
    public static final long ORIG_PTE_VALID = 0x800;
    /** Since 6.5. */
    public static final long VMA_LOCK = 0x1000;

    private static final BitNames NAMES = new BitNames(
            WRITE, "WRITE",
            MKWRITE, "MKWRITE",
            ALLOW_RETRY, "ALLOW_RETRY",
            RETRY_NOWAIT, "RETRY_NOWAIT",
            KILLABLE, "KILLABLE",
            TRIED, "TRIED",
            USER, "USER",
            REMOTE, "REMOTE",
            INSTRUCTION, "INSTRUCTION",
            INTERRUPTIBLE, "INTERRUPTIBLE",
            UNSHARE, "UNSHARE",
            ORIG_PTE_VALID, "ORIG_PTE_VALID",
            VMA_LOCK, "VMA_LOCK");

    private FaultFlags() {}

    /** The kernel's names joined by {@code |}. */
    public static String format(long flags) {
        return NAMES.format(flags);
    }

    /** The bit of a name such as MKWRITE, or 0 for a name that is none. */
    public static long bit(String name) {
        return NAMES.bit(name);
    }
}
