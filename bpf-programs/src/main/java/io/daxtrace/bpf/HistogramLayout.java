package io.daxtrace.bpf;

import io.daxtrace.distribution.LogLinear;

/** {@code struct histogram}, {@code fault_counts} and {@code key} of record.h. */
final class HistogramLayout {
    static final int COUNT = 0;
    static final int SUM = 8;
    /** The complement of the minimum; 0 where nothing was counted. */
    static final int LEAST = 16;

    static final int MAX = 24;
    static final int BUCKETS = 32;
    static final int SIZE = BUCKETS + Integer.BYTES * LogLinear.BUCKETS;

    static final int FAILED = 0;
    static final int PTE = 8;
    static final int PMD = 16;
    static final int FALLBACKS = 24;
    static final int RETRIES = 32;
    static final int FAULT_COUNTS_SIZE = 40;

    static final int KEY_COMM = 0;
    static final int KEY_INO = 16;
    static final int KEY_CGROUP = 24;
    static final int KEY_DEV = 32;
    static final int KEY_TGID = 36;
    static final int KEY_TID = 40;
    static final int KEY_CPU = 44;
    static final int KEY_LEVEL = 48;
    static final int KEY_WRITE = 49;
    static final int KEY_KIND = 50;
    static final int KEY_SIZE = 56;

    private HistogramLayout() {}
}
