package io.daxtrace.parsers.perfdata;

/** What a recording says of one of its events: the part of struct perf_event_attr that matters to a reader. */
final class Attr {
    /** The size of the first version of the structure (PERF_ATTR_SIZE_VER0); all that is read but the clock is in it. */
    static final int SMALLEST = 64;

    private static final int TYPE_TRACEPOINT = 2;
    private static final long SAMPLE_ID_ALL = 1L << 18;
    private static final long USE_CLOCKID = 1L << 25;
    private static final int CLOCKID_OFFSET = 92;

    private final int type;
    private final long sampleType;
    private final boolean sampleIdAll;
    private final int clockid;
    private final SampleLayout layout;

    /** The structure at an offset, {@code size} bytes of it. */
    Attr(Words words, byte[] bytes, int offset, int size) {
        type = words.i32(bytes, offset);
        sampleType = words.u64(bytes, offset + 24);
        long readFormat = words.u64(bytes, offset + 32);
        long flags = words.bitFields(bytes, offset + 40);
        sampleIdAll = (flags & SAMPLE_ID_ALL) != 0;
        boolean hasClock = (flags & USE_CLOCKID) != 0 && size >= CLOCKID_OFFSET + Integer.BYTES;
        clockid = hasClock ? words.i32(bytes, offset + CLOCKID_OFFSET) : -1;
        layout = new SampleLayout(words, sampleType, readFormat);
    }

    /** Tracepoints and kprobes; perf adds a dummy software event that brings no samples. */
    boolean isTracepoint() {
        return type == TYPE_TRACEPOINT;
    }

    /** A PERF_TYPE_ constant (include/uapi/linux/perf_event.h), or the number of a device's. */
    int type() {
        return type;
    }

    long sampleType() {
        return sampleType;
    }

    /** Whether records that are no samples end in time, cpu and id as well. */
    boolean sampleIdAll() {
        return sampleIdAll;
    }

    /** The clock of {@code perf record -k}, a CLOCK_ constant of clock_gettime(2), or -1 for the kernel's own. */
    int clockid() {
        return clockid;
    }

    SampleLayout layout() {
        return layout;
    }
}
