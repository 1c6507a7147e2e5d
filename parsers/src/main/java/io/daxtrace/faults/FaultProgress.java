package io.daxtrace.faults;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.faults.ThreadState.Phase;

/** Takes one thread's fault from its first attempt to its end. Knows calls only by their begin and end. */
final class FaultProgress {
    /** The time of a call that ended before it began. */
    static final long NEGATIVE = Long.MIN_VALUE;

    private final Capture capture;
    private final FaultSink sink;
    private final Evidence evidence;

    FaultProgress(Capture capture, FaultSink sink, Evidence evidence) {
        this.capture = capture;
        this.sink = sink;
        this.evidence = evidence;
    }

    /** A handler was entered. */
    void handlerEntered(ThreadState state, Event event) {
        if (state.phase == Phase.NONE || state.phase == Phase.SYNCING) {
            settle(state, event);
            begin(state, event);
        }
    }

    /** An attempt begins; what came before it on the thread is settled. */
    void attemptBegan(ThreadState state, Event event) {
        if (state.phase == Phase.NONE) {
            begin(state, event);
        }
        state.phase = Phase.MAPPING;
        state.attemptStart = event.time;
        state.attemptResult = UNKNOWN;
        state.attemptOrder = order(event.order);
        facts(state, event);
    }

    /** dax_finish_sync_fault was entered: where no attempt was seen before it, map and total stay unknown. */
    void finishBegan(ThreadState state, Event event) {
        if (state.attempts == 0) {
            long start = state.isIn(Role.HANDLER) ? state.fault.start : UNKNOWN;
            begin(state, event);
            state.fault.start = start;
            state.fault.map = UNKNOWN;
        }
        state.phase = Phase.SYNCING;
        facts(state, event);
    }

    /** The fault's fsync ended. */
    void commitEnded(ThreadState state, int code, long duration, Event event) {
        state.fault.commit = duration;
        state.commitEnd = event.time;
        state.commitProbe = code;
        state.commitFailed = event.resultKnown && event.result != 0;
        if (state.commitFailed && !state.isIn(Role.FINISH) && !state.isIn(Role.HANDLER)) {
            emit(state, Fault.Kind.FAILED, event.time);
        }
    }

    static void begin(ThreadState state, Event event) {
        state.clearFault();
        state.phase = Phase.MAPPING;
        Fault fault = state.fault;
        fault.start = event.time;
        fault.map = 0;
        fault.cpu = event.cpu;
        fault.tid = event.tid;
        fault.pid = event.pid;
        fault.comm = event.comm;
    }

    void attemptEnded(ThreadState state, int code, long duration, Event event) {
        Fault fault = state.fault;
        long result = event.resultKnown ? event.result : state.attemptResult;
        if (state.attempts > 0 && fault.result != UNKNOWN && (fault.result & FaultResult.FALLBACK) == 0) {
            fault.retries++;
        }
        fault.map = fault.map == UNKNOWN || duration == UNKNOWN ? UNKNOWN : fault.map + duration;
        fault.result = result;
        if (fault.order == Fault.Order.UNKNOWN || state.attemptOrder != Fault.Order.UNKNOWN) {
            fault.order = state.attemptOrder;
        }
        state.mapProbe = code;
        state.attempts++;
        state.attemptEnd = event.time;
        if (result == UNKNOWN) {
            state.phase = Phase.BETWEEN; // what follows tells: a finish, or nothing
        } else if ((result & FaultResult.NEEDDSYNC) != 0) {
            state.phase = Phase.SYNCING;
        } else if ((result & FaultResult.FALLBACK) != 0) {
            fault.fallbacks++;
            state.phase = Phase.BETWEEN;
        } else if ((result & (FaultResult.ERROR | FaultResult.RETRY)) != 0) {
            state.phase = Phase.BETWEEN;
        } else {
            state.phase = Phase.COMPLETED;
            if (!state.isIn(Role.HANDLER)) {
                emit(state, Fault.Kind.ASYNC, event.time);
            }
        }
    }

    /** Another attempt, or another fault, begins: decides what became of the one before. {@code next} is null at the end. */
    void settle(ThreadState state, Event next) {
        switch (state.phase) {
            case NONE, MAPPING -> {}
            case COMPLETED -> {
                if (!state.isIn(Role.HANDLER)) {
                    emit(state, Fault.Kind.ASYNC, state.attemptEnd);
                }
            }
            case SYNCING -> unfinishedSync(state);
            case BETWEEN -> {
                Fault fault = state.fault;
                boolean same = next != null && sameAddress(fault.address, next.address);
                if (fault.result == UNKNOWN) {
                    evidence.attemptsWithoutResult++;
                    restart(state, next);
                } else if (!same && (fault.result & FaultResult.ERROR) != 0) {
                    emit(state, Fault.Kind.FAILED, state.attemptEnd);
                } else if (!same) {
                    restart(state, next); // fell back, and went on elsewhere than through DAX
                }
            }
        }
    }

    /** Forgets the attempts so far; a handler that is open goes on with its next attempt. */
    private void restart(ThreadState state, Event next) {
        if (next != null && state.isIn(Role.HANDLER)) {
            begin(state, next);
            state.fault.start = state.handlerStart();
        } else {
            state.clearFault();
        }
    }

    /** An address that no event told, or not yet, may be the same. */
    private static boolean sameAddress(long a, long b) {
        return a == UNKNOWN || b == UNKNOWN || a == b;
    }

    /** A sync fault whose end was not seen: for lack of a probe it is still a fault; else its return was lost. */
    private void unfinishedSync(ThreadState state) {
        if (evidence.seesFinish) {
            capture.loss().unmatchedEntries++;
            state.clearFault();
        } else {
            state.fault.other = UNKNOWN;
            emit(state, Fault.Kind.SYNC, UNKNOWN);
        }
    }

    void inserted(ThreadState state, Event event) {
        evidence.seesFinish = true;
        facts(state, event);
        if (event.resultKnown) {
            state.fault.result = event.result;
        }
        if (state.isIn(Role.FINISH)) {
            return;
        }
        if (state.commitEnd != UNKNOWN && event.time >= state.commitEnd) {
            state.fault.insert = event.time - state.commitEnd;
            evidence.insertByEvent = true;
        }
        if (!state.isIn(Role.HANDLER)) {
            emit(state, Fault.Kind.SYNC, event.time);
        }
    }

    void finishReturned(ThreadState state, long duration, Event event) {
        evidence.seesFinish = true;
        Fault fault = state.fault;
        state.finish = duration;
        if (duration != UNKNOWN && fault.commit != UNKNOWN) {
            fault.insert = duration < fault.commit ? NEGATIVE : duration - fault.commit;
        }
        if (event.resultKnown) {
            fault.result = event.result;
        }
        if (fault.order == Fault.Order.UNKNOWN) {
            fault.order = order(event.order);
        }
        if (!state.isIn(Role.HANDLER)) {
            emit(state, Fault.Kind.SYNC, event.time);
        }
    }

    void handlerReturned(ThreadState state, int code, long start, Event event) {
        switch (state.phase) {
            case NONE -> {}
            case MAPPING -> state.clearFault(); // returned before DAX was asked: not a DAX file, or to be retried
            case BETWEEN -> {
                boolean failed = state.fault.result != UNKNOWN && (state.fault.result & FaultResult.ERROR) != 0;
                if (failed) {
                    finishHandled(state, Fault.Kind.FAILED, code, start, event);
                }
            }
            case COMPLETED -> finishHandled(state, Fault.Kind.ASYNC, code, start, event);
            case SYNCING -> finishHandled(state, Fault.Kind.SYNC, code, start, event);
        }
    }

    private void finishHandled(ThreadState state, Fault.Kind kind, int code, long start, Event event) {
        evidence.totalProbes |= 1L << code;
        if (event.time == UNKNOWN && event.duration != UNKNOWN && start == UNKNOWN) {
            state.fault.total = event.duration;
        }
        emit(state, kind, event.time);
    }

    void facts(ThreadState state, Event event) {
        Fault fault = state.fault;
        if (event.address != UNKNOWN
                && fault.address != UNKNOWN
                && event.address != fault.address
                && state.attempts > 0) {
            rejoin(state, event);
        }
        fault.address = known(event.address, fault.address);
        fault.dev = known(event.dev, fault.dev);
        fault.ino = known(event.ino, fault.ino);
        fault.pgoff = known(event.pgoff, fault.pgoff);
        fault.flags = known(event.faultFlags, fault.flags);
        if (event.vmFlags != UNKNOWN) {
            fault.mapSync = (event.vmFlags & Event.VM_SYNC) != 0 ? 1 : 0;
        }
    }

    /** The open attempt turned out to be for another address than those before it: they were another fault. */
    private void rejoin(ThreadState state, Event event) {
        if (state.phase != Phase.MAPPING || state.calls.depth() == 0) {
            return;
        }
        long attemptStart = state.attemptStart;
        Fault.Order attemptOrder = state.attemptOrder;
        state.phase = Phase.BETWEEN;
        if (!state.isIn(Role.HANDLER)
                && (state.fault.result & FaultResult.ERROR) != 0
                && state.fault.result != UNKNOWN) {
            emit(state, Fault.Kind.FAILED, state.attemptEnd);
        }
        long faultStart = state.isIn(Role.HANDLER) ? state.handlerStart() : attemptStart;
        begin(state, event);
        state.fault.start = faultStart;
        state.attemptStart = attemptStart;
        state.attemptOrder = attemptOrder;
    }

    /** page_entry_size (PTE 0, PMD 1, PUD 2) up to 6.5; since 6.6 an order, 9 to 13 for PMD by page size, more for PUD. */
    private static Fault.Order order(long value) {
        if (value == UNKNOWN) {
            return Fault.Order.UNKNOWN;
        }
        if (value == 0) {
            return Fault.Order.PTE;
        }
        return value == 1 || value > 2 && value < 16 ? Fault.Order.PMD : Fault.Order.PUD;
    }

    /** The fault has ended at a time (UNKNOWN where its end was not seen): sets total and other and hands it on. */
    void emit(ThreadState state, Fault.Kind kind, long end) {
        Fault fault = state.fault;
        boolean failed = kind == Fault.Kind.FAILED
                || state.commitFailed
                || fault.result != UNKNOWN && (fault.result & FaultResult.ERROR) != 0;
        fault.kind = failed ? Fault.Kind.FAILED : kind;
        if (fault.total == UNKNOWN && end != UNKNOWN && fault.start != UNKNOWN) {
            fault.total = end < fault.start ? NEGATIVE : end - fault.start;
        }
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
        evidence.of(state, fault);
        sink.fault(fault);
        state.clearFault();
    }

    /** other is what the stages leave of the total; where printed durations are finer than the stamps, the stages count. */
    private void close(Fault fault, long stages) {
        if (stages == UNKNOWN || fault.total == UNKNOWN || fault.total == NEGATIVE) {
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

    void backwards(ThreadState state) {
        capture.loss().unmatchedEntries++;
        evidence.backwards++;
        state.calls.clear();
        state.clearFault();
    }

    static long known(long now, long before) {
        return now == UNKNOWN ? before : now;
    }
}
