package io.daxtrace.faults.promise;

import java.util.Arrays;

/** Thread states by thread id: open addressing with linear probing in a table that never grows, states used again. */
final class PromiseThreads {
    /** Threads inside faults at once, far more than machines have CPUs. */
    static final int MOST = 8192;

    private static final int SLOTS = 4 * MOST;
    private static final int MASK = SLOTS - 1;
    private static final int MIX = 0x9e3779b9;

    private final ThreadPromise[] slots = new ThreadPromise[SLOTS];
    private final ThreadPromise[] pool = new ThreadPromise[64];
    private int pooled;
    private int size;

    boolean isFull() {
        return size == MOST;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The state of a thread, or null. */
    ThreadPromise get(int tid) {
        for (int i = home(tid); slots[i] != null; i = i + 1 & MASK) {
            if (slots[i].tid == tid) {
                return slots[i];
            }
        }
        return null;
    }

    /** A new state for a thread that has none; the table must not be full. */
    ThreadPromise add(int tid) {
        ThreadPromise thread = pooled > 0 ? pool[--pooled] : new ThreadPromise();
        thread.reset(tid);
        int i = home(tid);
        while (slots[i] != null) {
            i = i + 1 & MASK;
        }
        slots[i] = thread;
        size++;
        return thread;
    }

    void remove(ThreadPromise thread) {
        int hole = home(thread.tid);
        while (slots[hole] != thread) {
            hole = hole + 1 & MASK;
        }
        // close the gap: move back every later state of the run that may live there
        for (int i = hole + 1 & MASK; slots[i] != null; i = i + 1 & MASK) {
            if ((i - home(slots[i].tid) & MASK) >= (i - hole & MASK)) {
                slots[hole] = slots[i];
                hole = i;
            }
        }
        slots[hole] = null;
        size--;
        if (pooled < pool.length) {
            pool[pooled++] = thread;
        }
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(slots, null);
        size = 0;
    }

    /** All states, in an array with gaps. */
    ThreadPromise[] all() {
        return slots;
    }

    private static int home(int tid) {
        int hash = tid * MIX;
        return (hash ^ hash >>> 16) & MASK;
    }
}
