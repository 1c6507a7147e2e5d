package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Event;
import io.daxtrace.parsers.raw.RawEvents;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The events of one CPU in their order, out of its ring buffer pages (kernel/trace/ring_buffer.c):
 *
 * <pre>
 *  page     u64 timestamp | long commit: bits 0-26 length of the records, 30 the lost are counted, 31 some were lost
 *           records ... | long count of the lost, if bit 30 | rest unused
 *  record   u32: 5 bits type, 27 bits delta | rest
 *      1-28    type * 4 bytes of data
 *      0       u32 n, n - 4 bytes of data, padded to 4
 *      29      delta 0: end of the page; else a discarded event: u32 n, so many bytes with that number
 *      30      u32 high part of the delta (time extend)
 *      31      u32 high part of an absolute time of 59 bits (time stamp)
 * </pre>
 *
 * In a little-endian file the type is the low five bits of the word, in a big-endian one the high five. Memory is one
 * window on the data, so a page need not fit into it.
 */
final class CpuStream {
    private static final VarHandle LITTLE_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int LENGTH_MASK = (1 << 27) - 1;
    private static final int LOST_COUNTED = 1 << 30;
    private static final int DELTA_BITS = 27;
    private static final int TYPE_BITS = 5;
    private static final int WORD = Integer.BYTES;
    /** An absolute time stamp has 59 bits; those above are the running time's. */
    private static final long STAMP_MSB = 0x1fL << 59;

    private static final int PADDING = 29;
    private static final int TIME_EXTEND = 30;
    private static final int TIME_STAMP = 31;

    final int cpu;
    /** Filled in by {@link #next()}, but for time, cpu and comm. */
    final Event event = new Event();
    /** Of the event or loss found, in the clock's own unit. */
    long time;
    /** Not 0 when {@link #next()} found a loss and no event: how many, or -1. */
    long lost;

    private final CpuData data;
    private final RawEvents events;
    private final Progress progress;
    private final boolean bigEndian;
    private final PageLayout layout;
    private final int dataOffset;
    /** Of the low half of commit. */
    private final int lengthOffset;

    private final int pageSize;

    private final byte[] window;
    /** Where the window begins in the data. */
    private long base;

    private int at;
    private int limit;
    private long nextPage;
    /** Bytes of records left in the page. */
    private int left;

    private long running;
    private boolean anyTime;
    private long pendingLoss;

    private long damagedPages;
    private long backwardSteps;
    private long lostInAll;

    CpuStream(int cpu, CpuData data, TraceFacts facts, TraceBuffer buffer, Progress progress, int windowBytes) {
        this.cpu = cpu;
        this.data = data;
        this.events = facts.events;
        this.progress = progress;
        bigEndian = facts.bigEndian;
        layout = facts.layout;
        dataOffset = layout.dataOffset();
        lengthOffset = bigEndian ? Long.BYTES + layout.commitSize() - WORD : Long.BYTES;
        pageSize = buffer.pageSize;
        window = new byte[windowBytes];
    }

    /** Goes on to the next event of daxtrace's kinds or the next loss; false at the end or when reading was stopped. */
    boolean next() throws IOException {
        lost = 0;
        for (; ; ) {
            if (left < WORD && !page()) {
                return reportLoss();
            }
            if (pendingLoss != 0) {
                return reportLoss();
            }
            if (left >= WORD && record()) {
                return true;
            }
        }
    }

    /** How many events were lost by the marks in the pages; a mark without a number counts 1. */
    long lostInAll() {
        return lostInAll;
    }

    /** Pages of which not all could be read. */
    long damagedPages() {
        return damagedPages;
    }

    /** How often an event is older than the one before it. */
    long backwardSteps() {
        return backwardSteps;
    }

    private boolean reportLoss() {
        if (pendingLoss == 0) {
            return false;
        }
        lost = pendingLoss;
        lostInAll += Math.max(1, lost);
        pendingLoss = 0;
        return true;
    }

    /** Begins the next page; it may be empty. False at the end of the data. */
    private boolean page() throws IOException {
        left = 0;
        seek(nextPage);
        if (progress.stopped() || !fill(dataOffset)) {
            if (limit > at) {
                damagedPages++;
                seek(base + limit);
            }
            noteDamage();
            return false;
        }
        noteDamage();
        nextPage += pageSize;
        long timestamp = bigEndian ? (long) BIG_LONG.get(window, at) : (long) LITTLE_LONG.get(window, at);
        int commit = u32(at + lengthOffset);
        int length = commit & LENGTH_MASK;
        if (length > pageSize - dataOffset) {
            damaged();
            return true;
        }
        if (commit < 0) {
            pendingLoss = (commit & LOST_COUNTED) == 0 ? -1 : lostCount(base + at + dataOffset + length);
        }
        at += dataOffset;
        left = length;
        if (length > 0) {
            if (!anyTime) {
                anyTime = true;
                time = timestamp;
            }
            running = timestamp;
        }
        return true;
    }

    /** The loss lies between the last event seen and this page, so it is reported at the last event's time. */
    private void damaged() {
        damagedPages++;
        left = 0;
        pendingLoss = -1;
    }

    private void noteDamage() {
        if (data.takeDamage()) {
            pendingLoss = -1;
        }
    }

    private long lostCount(long position) throws IOException {
        byte[] count = new byte[Long.BYTES];
        if (position + count.length <= base + limit) {
            System.arraycopy(window, (int) (position - base), count, 0, count.length);
        } else if (position + layout.commitSize() > nextPage || !data.peek(position, count)) {
            return -1;
        }
        long wide = bigEndian ? (long) BIG_LONG.get(count, 0) : (long) LITTLE_LONG.get(count, 0);
        int narrow = bigEndian ? (int) BIG_INT.get(count, 0) : (int) LITTLE_INT.get(count, 0);
        long number = layout.commitSize() == Long.BYTES ? wide : narrow;
        return number > 0 ? number : -1;
    }

    /** Reads one record; true when it was an event of ours. */
    private boolean record() throws IOException {
        if (limit - at < 2 * WORD && !fill(Math.min(left, 2 * WORD))) {
            damaged();
            return false;
        }
        int word = u32(at);
        int type = bigEndian ? word >>> DELTA_BITS : word & (1 << TYPE_BITS) - 1;
        long delta = bigEndian ? word & LENGTH_MASK : word >>> TYPE_BITS;
        advance(WORD);
        if (type == 0 || type >= PADDING) {
            return special(type, delta);
        }
        running += delta;
        return data(type * WORD);
    }

    private boolean special(int type, long delta) throws IOException {
        if (type == PADDING && delta == 0) {
            left = 0;
            return false;
        }
        if (left < WORD) {
            damaged();
            return false;
        }
        long second = u32(at) & 0xffff_ffffL;
        advance(WORD);
        switch (type) {
            case TIME_EXTEND -> running += delta + (second << DELTA_BITS);
            case TIME_STAMP -> running = absolute(delta + (second << DELTA_BITS));
            case PADDING -> {
                running += delta;
                // seen longer than the page's rest, and the number counts itself
                skip(Math.min(left, Math.max(0, second - WORD)));
            }
            default -> {
                if (second < WORD || second - WORD > left) {
                    damaged();
                    return false;
                }
                running += delta;
                return data((int) (second - WORD + 3 & ~3));
            }
        }
        return false;
    }

    /** An absolute time keeps the upper bits of the time before it, and is later: it may have passed 2^59 since. */
    private long absolute(long stamp) {
        long upper = running & STAMP_MSB;
        if (upper == 0) {
            return stamp;
        }
        long full = stamp | upper;
        return full < running ? full + (1L << 59) : full;
    }

    private boolean data(int length) throws IOException {
        if (length > left) {
            damaged();
            return false;
        }
        if (limit - at < length) {
            fill(Math.min(length, window.length));
        }
        int available = Math.min(length, limit - at);
        boolean ours = events.decode(window, at, available, event);
        if (running < time) {
            backwardSteps++;
        }
        time = running;
        skip(length);
        if (available < length && left > 0 && !fill(1)) {
            damaged();
        }
        return ours;
    }

    private void advance(int bytes) {
        at += bytes;
        left -= bytes;
    }

    private void skip(long bytes) {
        left -= (int) bytes;
        seek(base + at + bytes);
    }

    private void seek(long position) {
        if (position <= base + limit) {
            at = (int) (position - base);
        } else {
            base = position;
            at = 0;
            limit = 0;
        }
    }

    private int u32(int index) {
        return bigEndian ? (int) BIG_INT.get(window, index) : (int) LITTLE_INT.get(window, index);
    }

    /** Makes {@code bytes} bytes available from here on; false where the data ends before. */
    private boolean fill(int bytes) throws IOException {
        if (limit - at >= bytes) {
            return true;
        }
        System.arraycopy(window, at, window, 0, limit - at);
        base += at;
        limit -= at;
        at = 0;
        while (limit < bytes) {
            int n = data.read(base + limit, window, limit, window.length - limit);
            if (n == 0) {
                return false;
            }
            limit += n;
        }
        return true;
    }
}
