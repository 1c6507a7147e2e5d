package io.daxtrace.parsers.perfdata;

/**
 * The memory that records wait in: pieces of one size, a limited number of them, each used again when nothing refers to
 * it. Records stay where they were read.
 */
final class Chunks {
    /** log2 of the size, which is many times the 64 KiB of the largest record. */
    static final int BITS = 20;

    static final int SIZE = 1 << BITS;

    private final byte[][] bytes;
    private final int[] uses;
    private final int[] free;
    private int freeCount;
    private int allocated;

    Chunks(int most) {
        bytes = new byte[most][];
        uses = new int[most];
        free = new int[most];
    }

    /** A chunk with one use, or -1 when all are in use. */
    int take() {
        int chunk;
        if (freeCount > 0) {
            chunk = free[--freeCount];
        } else if (allocated < bytes.length) {
            chunk = allocated++;
            bytes[chunk] = new byte[SIZE];
        } else {
            return -1;
        }
        uses[chunk] = 1;
        return chunk;
    }

    byte[] bytes(int chunk) {
        return bytes[chunk];
    }

    /** Whether there is no use but the one of {@link #take()}. */
    boolean isUsedOnce(int chunk) {
        return uses[chunk] == 1;
    }

    void use(int chunk) {
        uses[chunk]++;
    }

    void drop(int chunk) {
        if (--uses[chunk] == 0) {
            free[freeCount++] = chunk;
        }
    }
}
