package io.daxtrace.faults.threads;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Threads by thread id: open addressing with linear probing, thread states used again, nothing allocated in the steady state.
 *
 * @param <T> what is kept of a thread
 */
public final class ThreadTable<T extends TracedThread> {
    private static final int MIX = 0x9e3779b9;

    private final Supplier<T> maker;
    private final int most;
    private final TracedThread[] pool = new TracedThread[64];
    private TracedThread[] slots = new TracedThread[64];
    private int pooled;
    private int size;

    /**
     * An empty one.
     *
     * @param maker makes what is kept of a thread
     * @param most how many threads it holds at most
     */
    public ThreadTable(Supplier<T> maker, int most) {
        this.maker = maker;
        this.most = most;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether there is room for no other thread. */
    public boolean isFull() {
        return size == most;
    }

    /** What is kept of a thread, or null. */
    public T get(int tid) {
        int mask = slots.length - 1;
        for (int i = home(tid, mask); slots[i] != null; i = i + 1 & mask) {
            if (slots[i].tid() == tid) {
                return at(i);
            }
        }
        return null;
    }

    /** Begins to keep something of a thread that has nothing; the table must not be full. */
    @SuppressWarnings("unchecked")
    public T add(int tid) {
        if (size * 2 >= slots.length) {
            grow();
        }
        T thread = pooled > 0 ? (T) pool[--pooled] : maker.get();
        thread.reset(tid);
        insert(thread);
        size++;
        return thread;
    }

    /** Forgets a thread that is in the table. */
    public void remove(T thread) {
        int mask = slots.length - 1;
        int hole = home(thread.tid(), mask);
        while (slots[hole] != thread) {
            hole = hole + 1 & mask;
        }
        // close the gap: move back every later thread of the run that may live there
        for (int i = hole + 1 & mask; slots[i] != null; i = i + 1 & mask) {
            if ((i - home(slots[i].tid(), mask) & mask) >= (i - hole & mask)) {
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
    public void clear() {
        Arrays.fill(slots, null);
        size = 0;
    }

    /** How many places there are, with a thread or without; more after the next thread, maybe. */
    public int places() {
        return slots.length;
    }

    /** The thread at a place, or null; where one is removed, another may be moved to. */
    @SuppressWarnings("unchecked")
    public T at(int place) {
        return (T) slots[place];
    }

    private void insert(TracedThread thread) {
        int mask = slots.length - 1;
        int i = home(thread.tid(), mask);
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        slots[i] = thread;
    }

    private void grow() {
        TracedThread[] old = slots;
        slots = new TracedThread[old.length * 2];
        for (TracedThread thread : old) {
            if (thread != null) {
                insert(thread);
            }
        }
    }

    private static int home(int tid, int mask) {
        int hash = tid * MIX;
        return (hash ^ hash >>> 16) & mask;
    }
}
