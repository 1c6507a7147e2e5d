package io.daxtrace.parsers.perfdata;

/**
 * Where the fields of a SAMPLE record are, and of the sample_id at the end of the other records, as sample_type says
 * (perf_output_sample() and __perf_event__output_id_sample() in kernel/events/core.c). Offsets count from the record's
 * first byte.
 *
 * <pre>
 *   header | IDENTIFIER | IP | pid tid | TIME | ADDR | ID | STREAM_ID | cpu res | PERIOD | READ.. | CALLCHAIN.. | size RAW..
 *     8    |  8 bytes each, present if their bit is set                                | these vary in size
 *
 *   ... | pid tid | TIME | ID | STREAM_ID | cpu res | IDENTIFIER    at the end of other records
 * </pre>
 */
final class SampleLayout {
    /** No such field. */
    static final int ABSENT = -1;

    static final int HEADER = 8;

    private static final long IP = 1;
    private static final long TID = 1 << 1;
    private static final long TIME = 1 << 2;
    private static final long ADDR = 1 << 3;
    private static final long READ = 1 << 4;
    private static final long CALLCHAIN = 1 << 5;
    private static final long ID = 1 << 6;
    private static final long CPU = 1 << 7;
    private static final long PERIOD = 1 << 8;
    private static final long STREAM_ID = 1 << 9;
    private static final long RAW = 1 << 10;
    private static final long IDENTIFIER = 1 << 16;

    private static final long READ_ENABLED = 1;
    private static final long READ_RUNNING = 1 << 1;
    private static final long READ_ID = 1 << 2;
    private static final long READ_GROUP = 1 << 3;
    private static final long READ_LOST = 1 << 4;

    private final Words words;
    private final long sampleType;
    private final long readFormat;
    private final int id;
    private final int tid;
    private final int time;
    private final int cpu;
    private final int fixedEnd;
    private final int trailerSize;

    SampleLayout(Words words, long sampleType, long readFormat) {
        this.words = words;
        this.sampleType = sampleType;
        this.readFormat = readFormat;
        fixedEnd = HEADER
                + Long.BYTES
                        * Long.bitCount(
                                sampleType & (IDENTIFIER | IP | TID | TIME | ADDR | ID | STREAM_ID | CPU | PERIOD));
        id = has(IDENTIFIER) ? HEADER : after(ID, IDENTIFIER | IP | TID | TIME | ADDR);
        tid = after(TID, IDENTIFIER | IP);
        time = after(TIME, IDENTIFIER | IP | TID);
        cpu = after(CPU, IDENTIFIER | IP | TID | TIME | ADDR | ID | STREAM_ID);
        trailerSize = Long.BYTES * Long.bitCount(sampleType & (TID | TIME | ID | STREAM_ID | CPU | IDENTIFIER));
    }

    /** Where the id of the event is. */
    int id() {
        return id;
    }

    /** Where pid is; tid follows it. */
    int tid() {
        return tid;
    }

    int time() {
        return time;
    }

    int cpu() {
        return cpu;
    }

    boolean hasRaw() {
        return has(RAW);
    }

    /** How long a sample is at least. */
    int fixedEnd() {
        return fixedEnd;
    }

    /** Where the size of RAW is in the sample, or {@link #ABSENT} if the sample ends before it. */
    int raw(byte[] bytes, int start, int end) {
        long at = (long) start + fixedEnd;
        if (has(READ)) {
            at = afterRead(bytes, at, end);
        }
        if (has(CALLCHAIN) && at != ABSENT) {
            at = afterArray(bytes, at, end, Long.BYTES, 0);
        }
        return at == ABSENT || at + Integer.BYTES > end ? ABSENT : (int) at;
    }

    private long afterRead(byte[] bytes, long at, int end) {
        long times = (long) Long.BYTES * Long.bitCount(readFormat & (READ_ENABLED | READ_RUNNING));
        long value = (long) Long.BYTES * (1 + Long.bitCount(readFormat & (READ_ID | READ_LOST)));
        return (readFormat & READ_GROUP) == 0 ? at + times + value : afterArray(bytes, at, end, value, times);
    }

    /** After a count, {@code between} bytes and as many elements as the count says. */
    private long afterArray(byte[] bytes, long at, int end, long element, long between) {
        if (at + Long.BYTES > end) {
            return ABSENT;
        }
        long count = words.u64(bytes, (int) at);
        long left = end - at - Long.BYTES - between;
        return count < 0 || left < 0 || count > left / element ? ABSENT : at + Long.BYTES + between + count * element;
    }

    /** How long the sample_id at the end of other records is. */
    int trailerSize() {
        return trailerSize;
    }

    /** Where the time is, counted back from the record's end; ABSENT where there is none. */
    int trailerTime() {
        return has(TIME) ? trailerSize - (has(TID) ? Long.BYTES : 0) : ABSENT;
    }

    /** Where the cpu is, counted back from the record's end; ABSENT where there is none. */
    int trailerCpu() {
        return has(CPU) ? Long.BYTES * (has(IDENTIFIER) ? 2 : 1) : ABSENT;
    }

    boolean hasIdentifier() {
        return has(IDENTIFIER);
    }

    private boolean has(long bit) {
        return (sampleType & bit) != 0;
    }

    private int after(long bit, long before) {
        return has(bit) ? HEADER + Long.BYTES * Long.bitCount(sampleType & before) : ABSENT;
    }
}
