package io.daxtrace.bpf;

/** What in-kernel histograms can be grouped by: {@code enum key_part} of record.h. */
public enum KeyPart {
    COMM,
    PID,
    TID,
    CGROUP,
    DEVICE,
    INODE,
    CPU,
    ORDER,
    WRITE,
    SYNC;

    /** The bit in {@link TraceOptions#keyParts()}. */
    public int bit() {
        return 1 << ordinal();
    }
}
