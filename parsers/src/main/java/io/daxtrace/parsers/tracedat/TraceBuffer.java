package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.util.Arrays;

/** Where one ring buffer lies in the file: the top one or that of an instance, each with a stream a CPU. */
final class TraceBuffer {
    /** More than any kernel can have (CONFIG_NR_CPUS ends at 8192). */
    static final int MOST_CPUS = 1 << 16;

    private static final int LARGEST_PAGE = 1 << 26;

    /** The instance's name; empty for the top buffer. Hostile text. */
    final String name;
    /** The trace clock's name as the file has it, or empty. */
    final String clock;
    /** Bytes of a ring buffer page (sub-buffer). */
    final int pageSize;
    /** Whether its data is in compressed chunks. */
    final boolean packed;

    private int[] cpus = new int[8];
    private long[] offsets = new long[8];
    private long[] sizes = new long[8];
    private int count;

    TraceBuffer(String name, String clock, int pageSize, boolean packed) {
        this.name = name;
        this.clock = clock;
        this.pageSize = pageSize;
        this.packed = packed;
    }

    /** A page size of a file, when it can be one. */
    static int pageSize(Cursor at, long size) throws BadInputException {
        if (size < 64 || size > LARGEST_PAGE) {
            throw at.wrong("ring buffer pages of " + size + " bytes, expected 4096 or another size up to 64 MiB");
        }
        return (int) size;
    }

    /** Adds the stream of one CPU; one without data is left out. */
    void add(Cursor at, long cpu, long offset, long size) throws IOException {
        if (cpu >= MOST_CPUS || count >= MOST_CPUS) {
            throw at.wrong("more than " + MOST_CPUS + " CPUs");
        }
        if (size == 0) {
            return;
        }
        if (count == cpus.length) {
            cpus = Arrays.copyOf(cpus, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
        }
        cpus[count] = (int) cpu;
        offsets[count] = offset;
        sizes[count++] = size;
    }

    /** How many CPUs have data. */
    int count() {
        return count;
    }

    int cpu(int index) {
        return cpus[index];
    }

    /** Where the CPU's data begins in the file; anything, in a damaged one. */
    long offset(int index) {
        return offsets[index];
    }

    /** As the file has it: packed, and 4 bytes short, where it is compressed. Not 0. */
    long size(int index) {
        return sizes[index];
    }

    /** The title for messages. */
    String title() {
        return name.isEmpty() ? "the top buffer" : "buffer instance \"" + Printable.escape(name) + '"';
    }
}
