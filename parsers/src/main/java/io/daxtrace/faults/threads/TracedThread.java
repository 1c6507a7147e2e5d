package io.daxtrace.faults.threads;

/** What is kept of one thread. Used again for another one, so that none is made for each fault. */
public abstract class TracedThread {
    private int tid;

    /** The kernel's pid of the thread. */
    public final int tid() {
        return tid;
    }

    /** Makes it another thread's. */
    final void reset(int newTid) {
        tid = newTid;
        reset();
    }

    /** Forgets all of the thread that it was for. */
    protected abstract void reset();
}
