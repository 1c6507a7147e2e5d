package io.daxtrace.faults;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.event.Part;
import io.daxtrace.faults.threads.CallStack;
import io.daxtrace.faults.threads.TracedThread;

/** What is open on one thread. Exists only while something is. */
final class ThreadState extends TracedThread {
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
        /** The fault has its result; only its handler has still to return. */
        COMPLETED
    }

    int cpu;
    final CallStack calls = new CallStack();
    final Fault fault = new Fault();
    /** The outermost fsync call that is open; cleared at its entry. */
    final FsyncCall fsync = new FsyncCall();

    Phase phase;

    /** The fault began with its handler's entry. */
    boolean beganInHandler;
    /** The fault goes on inside a handler whose entry was not seen: the next return of one is its end. */
    boolean inUnseenHandler;
    /** Attempts since the handler's entry. */
    int asked;
    /** An attempt lacks its entry or its return: map is not known. */
    boolean attemptUnseen;
    /** What is missing leaves the fault's kind, total or attempts unknown: it is lost. */
    boolean torn;
    /** ... and that an event is missing is counted already. */
    boolean lossCounted;
    /** Sync or async, once the fault is completed. */
    Fault.Kind completedAs;

    /** Attempts that ended. */
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
    /** The fault's fsync was entered: a fault has one. */
    boolean commitBegun;
    /** End of the fault's fsync, or UNKNOWN. */
    long commitEnd;
    /** The fault's fsync returned an error. */
    boolean commitFailed;
    /** The probes that bounded the fault. */
    int mapProbe;

    int commitProbe;

    /** The call under way that is a part of a stage, or null. */
    KernelFunction partFunction;

    Part part;

    long partStart;
    /** Bits of parts that an event is missing of, or that another may have hidden: not known of this fault. */
    int partsMissed;

    /** The system call the thread is in, when it is one that flushes. */
    FsyncCall.Cause syscall;

    @Override
    protected void reset() {
        cpu = -1;
        calls.clear();
        syscall = null;
        clearFault();
    }

    void clearFault() {
        fault.clear();
        phase = Phase.NONE;
        beganInHandler = false;
        inUnseenHandler = false;
        asked = 0;
        attemptUnseen = false;
        torn = false;
        lossCounted = false;
        completedAs = null;
        attempts = 0;
        attemptStart = Event.UNKNOWN;
        attemptResult = Event.UNKNOWN;
        attemptEnd = Event.UNKNOWN;
        attemptOrder = Fault.Order.UNKNOWN;
        finish = Event.UNKNOWN;
        commitBegun = false;
        commitEnd = Event.UNKNOWN;
        commitFailed = false;
        mapProbe = -1;
        commitProbe = -1;
        partFunction = null;
        partStart = Event.UNKNOWN;
        partsMissed = 0;
    }

    /** Whether the last attempt's result has the kernel ask once more, in a handler call of its own. */
    boolean asksAgain() {
        return fault.result != Event.UNKNOWN && asksAgain(fault.result);
    }

    /** The same of any result. */
    static boolean asksAgain(long result) {
        return (result & (FaultResult.FALLBACK | FaultResult.RETRY)) != 0 && (result & FaultResult.ERROR) == 0;
    }

    /** Whether the fault's end is a handler's return. */
    boolean isInHandler() {
        return inUnseenHandler || calls.isIn(Role.HANDLER);
    }

    /** Whether nothing is open, so that the state can be given back. */
    boolean isIdle() {
        return phase == Phase.NONE && calls.isEmpty() && syscall == null;
    }
}
