package io.daxtrace.bpf;

/**
 * Which operations are followed; applied in the kernel. Negative and null mean any.
 *
 * @param pid the process, by its id in the initial namespace
 * @param tid the thread, likewise
 * @param comm the thread's exact name, at most 15 bytes of UTF-8
 * @param cgroup the cgroup v2 id; those below it are included
 * @param cgroupLevel its depth: 0 is the root
 * @param dev the filesystem's device, in the kernel's encoding
 * @param ino the inode number
 * @param minLatency nanoseconds; shorter faults and fsync calls are left out
 */
public record TraceFilter(
        int pid, int tid, String comm, long cgroup, int cgroupLevel, long dev, long ino, long minLatency) {
    /** Everything. */
    public static final TraceFilter NONE = new TraceFilter(-1, -1, null, -1, -1, -1, -1, 0);
}
