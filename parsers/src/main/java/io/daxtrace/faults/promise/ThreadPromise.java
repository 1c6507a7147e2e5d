package io.daxtrace.faults.promise;

import io.daxtrace.event.Event;

/** How far one thread's fault has come. */
final class ThreadPromise {
    final Promise promise = new Promise();
    final History history = new History();
    int tid;
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

    void reset(int newTid) {
        tid = newTid;
        last = Event.UNKNOWN;
        begin();
    }

    /** Another attempt, or another fault. */
    void begin() {
        promise.clear();
        promise.tid = tid;
        history.clear();
        mapping = false;
        finishing = false;
        syncDepth = 0;
        ignored = false;
    }
}
