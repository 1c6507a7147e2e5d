package io.daxtrace.bench;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is measured: a byte of each page is touched between two readings of the monotonic clock. Compiled, that is a
 * single store or load; nothing is allocated and no native method is called. The fences keep the compiler from moving the
 * access past a reading of the clock; on x86 they are no instructions.
 */
final class FaultLoop {
    /** What is written to each page; not what is in a preallocated file. */
    static final byte STORED = 2;

    private FaultLoop() {}

    /**
     * Writes.
     *
     * @param accesses the pages in their order; receives the time of each
     * @param step bytes from page to page
     */
    static void write(ByteBuffer memory, Accesses accesses, int from, int to, int step, AtomicBoolean stop) {
        int[] pages = accesses.pages();
        long[] starts = accesses.starts();
        long[] nanos = accesses.nanos();
        for (int i = from; i < to && !stop.get(); i++) {
            int at = pages[i] * step;
            long start = System.nanoTime();
            VarHandle.releaseFence();
            memory.put(at, STORED);
            VarHandle.releaseFence();
            nanos[i] = System.nanoTime() - start;
            starts[i] = start;
        }
    }

    /** Reads, else the same; returns a sum of what was read, so that it has to be. */
    static long read(ByteBuffer memory, Accesses accesses, int from, int to, int step, AtomicBoolean stop) {
        int[] pages = accesses.pages();
        long[] starts = accesses.starts();
        long[] nanos = accesses.nanos();
        long sum = 0;
        for (int i = from; i < to && !stop.get(); i++) {
            int at = pages[i] * step;
            long start = System.nanoTime();
            VarHandle.fullFence();
            sum += memory.get(at);
            VarHandle.fullFence();
            nanos[i] = System.nanoTime() - start;
            starts[i] = start;
        }
        return sum;
    }
}
