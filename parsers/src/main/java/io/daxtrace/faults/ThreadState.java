package io.daxtrace.faults;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction.Role;

/** What is open on one thread. Exists only while something is. */
final class ThreadState {
    /** How far the thread's fault has come. */
    enum Phase {
        /** No fault. */
        NONE,
        /** Inside an attempt, or in a handler before one. */
        MAPPING,
        /** An attempt fell back to a smaller size, or may be repeated; another should follow. */
        BETWEEN,
        /** The last attempt returned NEEDDSYNC. */
        SYNCING,
        /** The last attempt completed the fault; only its handler has still to return. */
        COMPLETED
    }

    int tid;
    int cpu;
    final CallStack calls = new CallStack();
    final Fault fault = new Fault();
    final FsyncCall fsync = new FsyncCall();
    Phase phase;

    /** Attempts that ended, and whether one of them told its result. */
    int attempts;
    /** Start of the attempt that is open. */
    long attemptStart;
    /** The open attempt's result as an event inside it told, or UNKNOWN. */
    long attemptResult;
    /** The last attempt's end. */
    long attemptEnd;
    /** The size that the open attempt tries. */
    Fault.Order attemptOrder;
    /** Duration of dax_finish_sync_fault, or UNKNOWN. */
    long finish;
    /** End of the fault's fsync, or UNKNOWN. */
    long commitEnd;
    /** The fault's fsync returned an error. */
    boolean commitFailed;
    /** The probes that bounded the fault. */
    int mapProbe;

    int commitProbe;

    /** The system call the thread is in, when it is one that flushes. */
    FsyncCall.Cause syscall;

    /** Makes it a new thread's. */
    ThreadState reset(int newTid) {
        tid = newTid;
        cpu = -1;
        calls.clear();
        syscall = null;
        clearFault();
        fsync.clear();
        return this;
    }

    void clearFault() {
        fault.clear();
        phase = Phase.NONE;
        attempts = 0;
        attemptStart = Event.UNKNOWN;
        attemptResult = Event.UNKNOWN;
        attemptEnd = Event.UNKNOWN;
        attemptOrder = Fault.Order.UNKNOWN;
        finish = Event.UNKNOWN;
        commitEnd = Event.UNKNOWN;
        commitFailed = false;
        mapProbe = -1;
        commitProbe = -1;
    }

    /** Whether the thread is inside a call of that role, seen by whichever probe. */
    boolean isIn(Role role) {
        for (int i = 0; i < calls.depth(); i++) {
            if (Probe.role(calls.code(i)) == role) {
                return true;
            }
        }
        return false;
    }

    /** The same, seen by the function's own probe and not by tracepoints inside it. */
    boolean isInFunction(Role role) {
        for (int i = 0; i < calls.depth(); i++) {
            if (calls.code(i) < Probe.FAULT_EVENTS && Probe.role(calls.code(i)) == role) {
                return true;
            }
        }
        return false;
    }

    /** When the outermost handler was entered that is open; UNKNOWN where none is. */
    long handlerStart() {
        for (int i = 0; i < calls.depth(); i++) {
            if (Probe.role(calls.code(i)) == Role.HANDLER) {
                return calls.start(i);
            }
        }
        return Event.UNKNOWN;
    }

    /** Whether nothing is open, so that the state can be given back. */
    boolean isIdle() {
        return phase == Phase.NONE && calls.depth() == 0 && syscall == null;
    }
}
