package io.daxtrace.faults.promise;

import io.daxtrace.event.Event;
import io.daxtrace.faults.threads.TracedThread;

/** How far one thread's fault has come. */
final class ThreadPromise extends TracedThread {
    /** Threads inside faults at once, far more than machines have CPUs. */
    static final int MOST = 8192;

    final Promise promise = new Promise();
    final History history = new History();
    /** The time of the thread's last event, or UNKNOWN. */
    long last;
    /** The CPU it was on. */
    int cpu;
    /** Inside dax_iomap_fault, by its own probe: the events in it belong to the same attempt. */
    boolean mapping;
    /** Inside dax_finish_sync_fault: its return ends the fault. */
    boolean finishing;
    /** How deep in syncs. */
    int syncDepth;
    /** The beginning was lost and is accounted for: the fault's end proves nothing more. */
    boolean ignored;

    @Override
    protected void reset() {
        last = Event.UNKNOWN;
        begin();
    }

    /** Another attempt, or another fault. */
    void begin() {
        promise.clear();
        promise.tid = tid();
        history.clear();
        mapping = false;
        finishing = false;
        syncDepth = 0;
        ignored = false;
    }
}
