package io.daxtrace.faults;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.faults.ThreadState.Phase;

/** The end of a fault: hands it on if it is whole, with what is not known of it absent, and else counts it as lost. */
final class FaultEnd {
    /** The time of a call that ended before it began. */
    static final long NEGATIVE = Long.MIN_VALUE;

    private final Capture capture;
    private final FaultSink sink;
    private final Evidence evidence;
    private final PartProgress parts;
    private final HandledDevices handled = new HandledDevices();

    FaultEnd(Capture capture, FaultSink sink, Evidence evidence, PartProgress parts) {
        this.capture = capture;
        this.sink = sink;
        this.evidence = evidence;
        this.parts = parts;
    }

    /** The fault has ended with a handler's return. */
    void inHandler(ThreadState state, Fault.Kind kind, int code, long end) {
        evidence.totalProbes |= 1L << code;
        handled.add(state.fault.dev);
        emit(state, kind, end);
    }

    /** The fault has ended at a time (UNKNOWN where its end was not seen): sets total and other and hands it on. */
    void emit(ThreadState state, Fault.Kind kind, long end) {
        boolean mapOfAsync = state.attemptUnseen && kind != Fault.Kind.SYNC;
        if (state.torn || mapOfAsync) {
            lose(state);
            return;
        }
        Fault fault = state.fault;
        fault.kind = hasFailed(state) ? Fault.Kind.FAILED : kind;
        bound(state, end);
        if (fault.kind == Fault.Kind.SYNC) {
            fault.mapSync = 1;
        }
        if (kind == Fault.Kind.SYNC) {
            long finish = state.finish != UNKNOWN ? state.finish : sum(fault.commit, fault.insert);
            close(fault, sum(fault.map, finish));
        } else {
            fault.commit = 0;
            fault.insert = 0;
            close(fault, fault.map);
        }
        if (fault.total == NEGATIVE || fault.insert == NEGATIVE) {
            backwards(state);
            return;
        }
        parts.close(state, state.isInHandler() || state.beganInHandler);
        evidence.of(state, fault);
        sink.fault(fault);
        state.clearFault();
    }

    private static boolean hasFailed(ThreadState state) {
        long result = state.fault.result;
        return state.commitFailed || result != UNKNOWN && (result & FaultResult.ERROR) != 0;
    }

    /** Sets the total, where both ends are known. */
    private void bound(ThreadState state, long end) {
        Fault fault = state.fault;
        if (fault.total == UNKNOWN && end != UNKNOWN && fault.start != UNKNOWN) {
            fault.total = end < fault.start ? NEGATIVE : end - fault.start;
        }
        if (!state.beganInHandler && handled.has(fault.dev)) {
            fault.start = UNKNOWN;
            fault.total = fault.total == NEGATIVE ? NEGATIVE : UNKNOWN;
        }
    }

    /** other is what the stages leave of the total; where printed durations are finer than the stamps, the stages count. */
    private void close(Fault fault, long stages) {
        if (fault.total == UNKNOWN || fault.total == NEGATIVE) {
            return;
        }
        if (stages == UNKNOWN) {
            long known = Math.max(fault.map, 0) + Math.max(fault.commit, 0) + Math.max(fault.insert, 0);
            if (known - fault.total >= 2 * capture.resolution) {
                fault.total = NEGATIVE;
            }
            return;
        }
        fault.other = fault.total - stages;
        if (fault.other < 0 && fault.other > -2 * capture.resolution) {
            fault.total = stages;
            fault.other = 0;
        } else if (fault.other < 0) {
            fault.total = NEGATIVE;
        }
    }

    private static long sum(long a, long b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }

    /** The fault is in no distribution; that an event of it is missing counts once. */
    void lose(ThreadState state) {
        if (!state.lossCounted) {
            capture.loss().unmatchedEntries++;
        }
        capture.loss().lostFaults++;
        state.clearFault();
    }

    /** The time of an event went back behind that of its call's beginning. */
    void backwards(ThreadState state) {
        evidence.backwards++;
        abandon(state);
    }

    /** Another fault or call has begun, or none can be followed: the end of what was open is not seen, and a fault is lost. */
    void abandon(ThreadState state) {
        capture.loss().unmatchedEntries++;
        if (state.phase != Phase.NONE) {
            capture.loss().lostFaults++;
        }
        state.calls.clear();
        state.clearFault();
    }
}
