package io.daxtrace.parsers.perfdata;

/** The record types a reader has to know (enum perf_event_type, enum perf_user_event_type); others are skipped. */
final class RecordType {
    static final int LOST = 2;
    static final int COMM = 3;
    static final int EXIT = 4;
    static final int FORK = 7;
    static final int SAMPLE = 9;
    static final int MMAP2 = 10;
    static final int LOST_SAMPLES = 13;
    static final int HEADER_ATTR = 64;
    static final int TRACING_DATA = 66;
    static final int FINISHED_ROUND = 68;
    static final int AUXTRACE = 71;
    static final int FEATURE = 80;
    static final int COMPRESSED = 81;
    static final int COMPRESSED2 = 83;

    private RecordType() {}
}
