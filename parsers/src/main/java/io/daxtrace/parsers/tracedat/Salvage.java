package io.daxtrace.parsers.tracedat;

import java.io.IOException;

/**
 * Finds the streams of the CPUs in a buffer's section whose directory is missing. Each starts at a multiple of the page
 * size; a packed one tells its own length, the others end where time goes back.
 */
final class Salvage {
    private final Cursor in;
    private final long from;
    private final long to;

    Salvage(Cursor in, long from, long to) {
        this.in = in;
        this.from = from;
        this.to = to;
    }

    /** Adds them to the buffer, numbered as they follow each other. */
    void into(TraceBuffer buffer) throws IOException {
        if (buffer.packed) {
            packed(buffer);
        } else {
            plain(buffer);
        }
    }

    private void packed(TraceBuffer buffer) throws IOException {
        long at = aligned(from, buffer.pageSize);
        for (int cpu = 0; cpu < TraceBuffer.MOST_CPUS && at + Integer.BYTES <= to; cpu++) {
            in.position(at);
            long chunks = in.u32();
            if (chunks == 0) {
                return;
            }
            while (chunks > 0 && in.position() + 2 * Integer.BYTES <= to) {
                long packedSize = in.u32();
                in.u32();
                in.position(Math.min(to, in.position() + packedSize));
                chunks--;
            }
            buffer.add(in, cpu, at, in.position() - at);
            at = aligned(in.position(), buffer.pageSize);
        }
    }

    private void plain(TraceBuffer buffer) throws IOException {
        long start = aligned(from, buffer.pageSize);
        long last = Long.MIN_VALUE;
        int cpu = 0;
        long at = start;
        for (; at + Long.BYTES <= to; at += buffer.pageSize) {
            in.position(at);
            long timestamp = in.u64();
            if (timestamp == 0) {
                continue;
            }
            if (timestamp < last && cpu < TraceBuffer.MOST_CPUS - 1) {
                buffer.add(in, cpu++, start, at - start);
                start = at;
            }
            last = timestamp;
        }
        if (start < to) {
            buffer.add(in, cpu, start, to - start);
        }
    }

    private static long aligned(long offset, int pageSize) {
        return (offset + pageSize - 1) / pageSize * pageSize;
    }
}
