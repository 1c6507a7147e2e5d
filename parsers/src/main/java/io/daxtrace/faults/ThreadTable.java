package io.daxtrace.faults;

/** Thread states by thread id: open addressing with linear probing, states pooled, nothing allocated in the steady state. */
final class ThreadTable {
    private ThreadState[] slots = new ThreadState[64];
    private ThreadState[] pool = new ThreadState[16];
    private int pooled;
    private int size;

    int size() {
        return size;
    }

    /** The state of a thread, or null. */
    ThreadState get(int tid) {
        int mask = slots.length - 1;
        for (int i = home(tid, mask); slots[i] != null; i = i + 1 & mask) {
            if (slots[i].tid == tid) {
                return slots[i];
            }
        }
        return null;
    }

    /** A new state for a thread that has none. */
    ThreadState add(int tid) {
        if (size * 2 >= slots.length) {
            grow();
        }
        ThreadState state = (pooled > 0 ? pool[--pooled] : new ThreadState()).reset(tid);
        insert(state);
        size++;
        return state;
    }

    void remove(ThreadState state) {
        int mask = slots.length - 1;
        int hole = home(state.tid, mask);
        while (slots[hole] != state) {
            hole = hole + 1 & mask;
        }
        // close the gap: move back every later state of the run that may live there
        for (int i = hole + 1 & mask; slots[i] != null; i = i + 1 & mask) {
            if ((i - home(slots[i].tid, mask) & mask) >= (i - hole & mask)) {
                slots[hole] = slots[i];
                hole = i;
            }
        }
        slots[hole] = null;
        size--;
        if (pooled < pool.length) {
            pool[pooled++] = state;
        }
    }

    /** All states, in an array with gaps; valid until the next add or remove. */
    ThreadState[] states() {
        return slots;
    }

    private void insert(ThreadState state) {
        int mask = slots.length - 1;
        int i = home(state.tid, mask);
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        slots[i] = state;
    }

    private void grow() {
        ThreadState[] old = slots;
        slots = new ThreadState[old.length * 2];
        for (ThreadState state : old) {
            if (state != null) {
                insert(state);
            }
        }
    }

    private static int home(int tid, int mask) {
        int hash = tid * 0x9e3779b9;
        return (hash ^ hash >>> 16) & mask;
    }
}
