package io.daxtrace.bpf;

/** What in-kernel histograms can be grouped by: {@code enum key_part} of record.h. */
public enum KeyPart {
    COMM("KEY_COMM"),
    PID("KEY_TGID"),
    TID("KEY_TID"),
    CGROUP("KEY_CGROUP"),
    DEVICE("KEY_DEV"),
    INODE("KEY_INO"),
    CPU("KEY_CPU"),
    ORDER("KEY_ORDER"),
    WRITE("KEY_WRITE"),
    SYNC("KEY_KIND");

    private final String enumerator;

    KeyPart(String enumerator) {
        this.enumerator = enumerator;
    }

    /** The bit in {@link TraceOptions#keyParts()}. */
    public int bit() {
        return ObjectTypes.value(enumerator);
    }
}
