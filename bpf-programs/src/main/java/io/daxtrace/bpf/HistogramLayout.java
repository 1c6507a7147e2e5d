package io.daxtrace.bpf;

import static io.daxtrace.bpf.ObjectTypes.offset;

/** {@code struct histogram}, {@code fault_counts}, {@code key} and {@code row} of record.h. */
final class HistogramLayout {
    static final int COUNT = offset("histogram", "count");
    static final int SUM = offset("histogram", "sum");
    /** The complement of the minimum; 0 where nothing was counted. */
    static final int LEAST = offset("histogram", "least");

    static final int MAX = offset("histogram", "max");
    static final int BUCKETS = offset("histogram", "buckets");
    static final int SIZE = ObjectTypes.size("histogram");

    static final int FAILED = offset("fault_counts", "failed");
    static final int PTE = offset("fault_counts", "pte");
    static final int PMD = offset("fault_counts", "pmd");
    static final int FALLBACKS = offset("fault_counts", "fallbacks");
    static final int RETRIES = offset("fault_counts", "retries");
    static final int FAULT_COUNTS_SIZE = ObjectTypes.size("fault_counts");

    static final int KEY_COMM = offset("key", "comm");
    static final int KEY_INO = offset("key", "ino");
    static final int KEY_CGROUP = offset("key", "cgroup");
    static final int KEY_DEV = offset("key", "dev");
    static final int KEY_TGID = offset("key", "tgid");
    static final int KEY_TID = offset("key", "tid");
    static final int KEY_CPU = offset("key", "cpu");
    static final int KEY_ORDER = offset("key", "order");
    static final int KEY_WRITE = offset("key", "write");
    static final int KEY_KIND = offset("key", "kind");
    static final int KEY_SIZE = ObjectTypes.size("key");

    static final int ROW = offset("row", "row");
    static final int ROW_TGID = offset("row", "tgid");
    static final int ROW_SIZE = ObjectTypes.size("row");

    private HistogramLayout() {}
}
