package io.daxtrace.faults;

/**
 * The traced calls that one thread is inside of, outermost first. Bounded: calls nest at most a handler, a finish, and
 * the syncs of three stacked filesystems, each seen by up to three probes.
 */
final class CallStack {
    private static final int DEPTH = 16;

    private final int[] codes = new int[DEPTH];
    private final long[] starts = new long[DEPTH];
    private int depth;

    int depth() {
        return depth;
    }

    void clear() {
        depth = 0;
    }

    /** Enters a call; false when the stack is full, which no kernel does. */
    boolean push(int code, long start) {
        if (depth == DEPTH) {
            return false;
        }
        codes[depth] = code;
        starts[depth++] = start;
        return true;
    }

    /** The position of the innermost open call of that code, or -1. */
    int innermost(int code) {
        for (int i = depth - 1; i >= 0; i--) {
            if (codes[i] == code) {
                return i;
            }
        }
        return -1;
    }

    /** Forgets all calls but the innermost. */
    void keepInnermost() {
        if (depth > 1) {
            codes[0] = codes[depth - 1];
            starts[0] = starts[depth - 1];
            depth = 1;
        }
    }

    int code(int position) {
        return codes[position];
    }

    long start(int position) {
        return starts[position];
    }

    /** Leaves the call at a position and what is still open inside it; returns how many calls inside had no return. */
    int popTo(int position) {
        int inside = depth - position - 1;
        depth = position;
        return inside;
    }
}
