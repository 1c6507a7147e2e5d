package io.daxtrace.faults.threads;

import io.daxtrace.event.Event;
import io.daxtrace.event.KernelFunction.Role;

/**
 * The traced calls that one thread is inside of, outermost first. Bounded: calls nest at most a handler, a finish, and
 * the syncs of three stacked filesystems, each seen by up to three probes. A call is told by its {@link Probe}'s code.
 */
public final class CallStack {
    private static final int DEPTH = 16;

    private final int[] codes = new int[DEPTH];
    private final long[] starts = new long[DEPTH];
    private int depth;

    public boolean isEmpty() {
        return depth == 0;
    }

    public void clear() {
        depth = 0;
    }

    /** Enters a call; false when the stack is full, which no kernel does. */
    public boolean push(int code, long start) {
        if (depth == DEPTH) {
            return false;
        }
        codes[depth] = code;
        starts[depth++] = start;
        return true;
    }

    /** Leaves the call at a position and what is still open inside it; returns how many calls inside had no return. */
    public int popTo(int position) {
        int inside = depth - position - 1;
        depth = position;
        return inside;
    }

    /** Forgets all calls but the innermost. */
    public void keepInnermost() {
        if (depth > 1) {
            codes[0] = codes[depth - 1];
            starts[0] = starts[depth - 1];
            depth = 1;
        }
    }

    /** When the call at a position was entered. */
    public long start(int position) {
        return starts[position];
    }

    /** The position of the innermost call; -1 without any. */
    public int innermost() {
        return depth - 1;
    }

    /** The position of the innermost open call of that code, or -1. */
    public int innermost(int code) {
        int position = depth - 1;
        while (position >= 0 && codes[position] != code) {
            position--;
        }
        return position;
    }

    /** The position of the innermost open call of that role, or -1. */
    public int innermost(Role role) {
        int position = depth - 1;
        while (position >= 0 && Probe.role(codes[position]) != role) {
            position--;
        }
        return position;
    }

    /** The position of the outermost open sync, or -1. */
    public int outermostSync() {
        for (int i = 0; i < depth; i++) {
            if (Probe.isSync(codes[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the thread is inside a call of that role, seen by whichever probe. */
    public boolean isIn(Role role) {
        return innermost(role) >= 0;
    }

    /** The same, seen by the function's own probe and not by tracepoints inside it. */
    public boolean isInFunction(Role role) {
        for (int i = 0; i < depth; i++) {
            if (codes[i] < Probe.FAULT_EVENTS && Probe.role(codes[i]) == role) {
                return true;
            }
        }
        return false;
    }

    /** Whether the innermost call is of that role. */
    public boolean endsIn(Role role) {
        return depth > 0 && Probe.role(codes[depth - 1]) == role;
    }

    /** Whether the innermost call is of a handler that only calls another one. */
    public boolean endsInWrapper() {
        return depth > 0 && Probe.isWrapper(codes[depth - 1]);
    }

    /** When the outermost handler was entered that is open; {@link Event#UNKNOWN} where none is. */
    public long handlerStart() {
        for (int i = 0; i < depth; i++) {
            if (Probe.role(codes[i]) == Role.HANDLER) {
                return starts[i];
            }
        }
        return Event.UNKNOWN;
    }
}
