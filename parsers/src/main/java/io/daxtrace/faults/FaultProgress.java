package io.daxtrace.faults;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.faults.ThreadState.Phase;

/**
 * Takes one thread's fault from its first attempt to its end, also where an event of it is missing. The order of the others
 * tells which one: then its stage is absent or, where that leaves open what the fault was, the fault is torn and lost. Two
 * faults between which events are missing are never one.
 */
final class FaultProgress {
    private static final long SMALLEST_PAGE = 4096;

    private final Capture capture;
    private final Evidence evidence;
    private final FaultEnd end;

    FaultProgress(Capture capture, Evidence evidence, FaultEnd end) {
        this.capture = capture;
        this.evidence = evidence;
        this.end = end;
    }

    /** A handler is about to be entered that is in no other: what is open is settled. */
    void beforeHandler(ThreadState state, Event event) {
        boolean same = sameAddress(state.fault.address, event.address);
        if (!state.isInHandler() && !state.calls.isIn(Role.MAP) && !state.calls.isIn(Role.FINISH)) {
            if (state.phase == Phase.SYNCING || state.phase == Phase.BETWEEN && !same) {
                settle(state, event);
            }
            return;
        }
        boolean goesOn = state.phase == Phase.BETWEEN && state.asksAgain();
        if (same && (goesOn || state.phase == Phase.MAPPING)) {
            lostReturn(state);
            state.torn |= !goesOn; // nobody knows what the attempt's result was
            state.calls.clear();
            state.inUnseenHandler = false;
        } else {
            end.abandon(state);
        }
    }

    /** A handler was entered. */
    void handlerEntered(ThreadState state, Event event) {
        state.asked = 0;
        state.inUnseenHandler = false;
        if (state.phase == Phase.NONE) {
            begin(state, event);
            state.beganInHandler = true;
        }
        facts(state, event);
    }

    /** An attempt is about to begin: what came before it on the thread is settled. */
    void beforeAttempt(ThreadState state, Event event) {
        boolean same = sameAddress(state.fault.address, event.address);
        if (state.calls.isIn(Role.MAP)) {
            if (same) {
                lostReturn(state);
                state.torn = true; // nobody knows what the attempt's result was
                state.calls.popTo(state.calls.innermost(Role.MAP));
            } else {
                end.abandon(state);
            }
        } else if (state.calls.isIn(Role.FINISH)) {
            end.abandon(state);
        } else if (state.isInHandler()) {
            beforeAttemptInHandler(state, event, same);
        } else {
            settle(state, event);
            state.inUnseenHandler = state.phase == Phase.BETWEEN && state.beganInHandler;
        }
    }

    private void beforeAttemptInHandler(ThreadState state, Event event, boolean same) {
        switch (state.phase) {
            case NONE, MAPPING -> {}
            case COMPLETED, SYNCING -> end.abandon(state); // another fault, whose handler's entry is missing too
            case BETWEEN -> {
                if (state.asked == 0 || state.fault.result == UNKNOWN) {
                    settle(state, event);
                } else if (!same) {
                    end.abandon(state);
                } else if (state.asksAgain()) {
                    lostReturn(state);
                    state.calls.clear();
                    state.inUnseenHandler = true;
                }
            }
        }
    }

    /** An attempt begins. */
    void attemptBegan(ThreadState state, Event event) {
        if (state.phase == Phase.NONE) {
            begin(state, event);
        }
        state.phase = Phase.MAPPING;
        state.asked++;
        state.attemptStart = event.time;
        state.attemptResult = UNKNOWN;
        state.attemptOrder = order(event.order);
        facts(state, event);
    }

    void attemptEnded(ThreadState state, int code, long duration, Event event) {
        Fault fault = state.fault;
        long result = event.resultKnown ? event.result : state.attemptResult;
        fault.map = fault.map == UNKNOWN || duration == UNKNOWN ? UNKNOWN : fault.map + duration;
        if (fault.order == Fault.Order.UNKNOWN || state.attemptOrder != Fault.Order.UNKNOWN) {
            fault.order = state.attemptOrder;
        }
        state.mapProbe = code;
        attempted(state, result, event.time);
    }

    /** An attempt returned whose entry was not seen. */
    void attemptWithoutEntry(ThreadState state, Event event) {
        boolean asksSync = event.resultKnown && (event.result & FaultResult.NEEDDSYNC) != 0;
        boolean fails = event.resultKnown && (event.result & FaultResult.ERROR) != 0;
        boolean tells = asksSync || fails || event.resultKnown && ThreadState.asksAgain(event.result);
        if (!state.isInHandler() && state.phase == Phase.SYNCING) {
            settle(state, event);
        }
        switch (state.phase) {
            case NONE -> {
                if (!tells) {
                    return; // completed, wherever it began
                }
                begin(state, event);
                facts(state, event);
                state.fault.start = UNKNOWN;
                state.torn = !asksSync; // how often it was tried is not known
            }
            case BETWEEN -> state.inUnseenHandler |= state.beganInHandler && !state.calls.isIn(Role.HANDLER);
            case MAPPING -> {}
            case SYNCING, COMPLETED -> {
                end.abandon(state);
                return;
            }
        }
        state.lossCounted = true;
        state.asked++;
        unseenAttempt(state, event.resultKnown ? event.result : UNKNOWN, event.time);
    }

    /** An attempt ended of which the entry or the return was not seen, with a result that is known otherwise. */
    private void unseenAttempt(ThreadState state, long result, long time) {
        state.attemptUnseen = true;
        state.fault.map = UNKNOWN;
        state.fault.order = Fault.Order.UNKNOWN;
        attempted(state, result, time);
    }

    private void attempted(ThreadState state, long result, long time) {
        Fault fault = state.fault;
        if (state.attempts > 0 && fault.result != UNKNOWN && (fault.result & FaultResult.FALLBACK) == 0) {
            fault.retries++;
        }
        fault.result = result;
        state.attempts++;
        state.attemptEnd = time;
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
            complete(state, Fault.Kind.ASYNC, time);
        }
    }

    /** The fault has its result: it ends now, or with its handler's return. */
    private void complete(ThreadState state, Fault.Kind kind, long time) {
        state.phase = Phase.COMPLETED;
        state.completedAs = kind;
        if (!state.isInHandler()) {
            end.emit(state, kind, time);
        }
    }

    /** dax_finish_sync_fault is about to be entered: the last attempt asked for it, whatever was seen of that. */
    void beforeFinish(ThreadState state, Event event) {
        boolean same = sameAddress(state.fault.address, event.address);
        boolean again = state.calls.isIn(Role.FINISH) || state.phase == Phase.SYNCING && state.commitBegun;
        if (again || state.phase == Phase.COMPLETED || !same && state.phase != Phase.NONE) {
            end.abandon(state);
        } else {
            askedForSync(state, event.time);
        }
    }

    /** Supplies the attempt's end that was not seen, where the fault is not yet known to need a sync. */
    private void askedForSync(ThreadState state, long time) {
        if (state.calls.isIn(Role.MAP)) {
            lostReturn(state);
            state.calls.popTo(state.calls.innermost(Role.MAP));
            Fault.Order tried = state.attemptOrder;
            unseenAttempt(state, FaultResult.NEEDDSYNC, time);
            state.fault.order = tried;
        } else if (state.phase == Phase.BETWEEN && state.fault.result != UNKNOWN) {
            state.inUnseenHandler |= state.beganInHandler && !state.calls.isIn(Role.HANDLER);
            state.asked++;
            unseenAttempt(state, FaultResult.NEEDDSYNC, time);
        }
    }

    /** dax_finish_sync_fault was entered: where no attempt was seen before it, map and total stay unknown. */
    void finishBegan(ThreadState state, Event event) {
        if (state.attempts == 0) {
            boolean handled = state.calls.isIn(Role.HANDLER);
            long start = handled ? state.fault.start : UNKNOWN;
            begin(state, event);
            state.beganInHandler = handled;
            state.fault.start = start;
            state.fault.map = UNKNOWN;
        }
        Fault.Order order = order(event.order);
        // two attempts of two sizes, of which the return of one and the entry of the other are missing
        state.torn |=
                order != Fault.Order.UNKNOWN && state.fault.order != Fault.Order.UNKNOWN && order != state.fault.order;
        state.phase = Phase.SYNCING;
        facts(state, event);
    }

    /** The thread is about to enter an fsync call that is in no other. */
    void beforeSync(ThreadState state, Event event) {
        boolean mapping = state.calls.isIn(Role.MAP);
        if (state.phase == Phase.SYNCING && state.commitBegun) { // the fault's has ended, and so has the fault
            if (state.isInHandler() || state.calls.isIn(Role.FINISH)) {
                end.abandon(state);
            } else {
                settle(state, event);
            }
        } else if (mapping || state.phase == Phase.BETWEEN || state.phase == Phase.MAPPING) {
            if (flushesFor(state, event)) {
                if (state.phase == Phase.MAPPING && !mapping) {
                    state.torn = true;
                }
                askedForSync(state, event.time);
                state.phase = Phase.SYNCING;
            } else if (mapping) {
                end.abandon(state); // no filesystem flushes in dax_iomap_fault
            }
        }
        state.commitBegun = state.phase == Phase.SYNCING;
    }

    /** Whether a flush that a fault has not been seen to ask for is its own all the same: it begins at the faulting page. */
    private static boolean flushesFor(ThreadState state, Event event) {
        long pgoff = state.fault.pgoff;
        if (state.syscall != null || event.start == UNKNOWN || event.end == Long.MAX_VALUE || pgoff == UNKNOWN) {
            return false;
        }
        if (pgoff == 0) {
            return event.start == 0;
        }
        long page = event.start / pgoff;
        return event.start % pgoff == 0 && page >= SMALLEST_PAGE && Long.bitCount(page) == 1;
    }

    /** The fault's fsync ended. */
    void commitEnded(ThreadState state, int code, long duration, Event event) {
        state.fault.commit = duration;
        state.commitEnd = event.time;
        state.commitProbe = code;
        state.commitFailed = event.resultKnown && event.result != 0;
        if (state.commitFailed && !state.calls.isIn(Role.FINISH)) {
            state.fault.insert = 0;
            state.fault.result = FaultResult.SIGBUS; // dax_finish_sync_fault turns every error into it
            if (!state.isInHandler()) {
                end.emit(state, Fault.Kind.SYNC, event.time);
            }
        }
    }

    private static void begin(ThreadState state, Event event) {
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

    /** Another attempt, or another fault, begins: decides what became of the one before. {@code next} is null at the end. */
    void settle(ThreadState state, Event next) {
        switch (state.phase) {
            case NONE, MAPPING -> {}
            case COMPLETED -> {
                if (!state.isInHandler()) {
                    end.emit(state, state.completedAs, state.attemptEnd);
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
                    end.emit(state, Fault.Kind.FAILED, state.attemptEnd);
                } else if (!same) {
                    restart(state, next); // fell back, and went on elsewhere than through DAX
                }
            }
        }
    }

    /** Forgets the attempts so far; a handler that is open goes on with its next attempt. */
    private static void restart(ThreadState state, Event next) {
        if (next != null && state.calls.isIn(Role.HANDLER)) {
            begin(state, next);
            state.beganInHandler = true;
            state.fault.start = state.calls.handlerStart();
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
            end.lose(state);
        } else {
            state.fault.other = UNKNOWN;
            forgetRequest(state.fault);
            end.emit(state, Fault.Kind.SYNC, UNKNOWN);
        }
    }

    /** That dax_iomap_fault asked for a sync is not the fault's result. */
    private static void forgetRequest(Fault fault) {
        if (fault.result != UNKNOWN && (fault.result & FaultResult.NEEDDSYNC) != 0) {
            fault.result = UNKNOWN;
        }
    }

    /** A call that is open has lost its return. */
    private void lostReturn(ThreadState state) {
        capture.loss().unmatchedEntries++;
        state.lossCounted = true;
    }

    void inserted(ThreadState state, Event event) {
        evidence.seesFinish = true;
        state.torn |= !sameAddress(state.fault.address, event.address);
        facts(state, event);
        if (event.resultKnown) {
            state.fault.result = event.result;
        }
        if (state.calls.isIn(Role.FINISH)) {
            return;
        }
        int sync = state.calls.outermostSync();
        if (sync >= 0) { // its return was lost
            capture.loss().unmatchedEntries += 1 + state.calls.popTo(sync);
            state.lossCounted = true;
        }
        if (state.commitEnd != UNKNOWN && event.time >= state.commitEnd) {
            state.fault.insert = event.time - state.commitEnd;
            evidence.insertByEvent = true;
        }
        complete(state, Fault.Kind.SYNC, event.time);
    }

    void finishReturned(ThreadState state, long duration, Event event) {
        evidence.seesFinish = true;
        Fault fault = state.fault;
        state.finish = duration;
        if (duration != UNKNOWN && fault.commit != UNKNOWN) {
            fault.insert = duration < fault.commit ? FaultEnd.NEGATIVE : duration - fault.commit;
        }
        if (event.resultKnown) {
            fault.result = event.result;
        }
        if (fault.order == Fault.Order.UNKNOWN) {
            fault.order = order(event.order);
        }
        complete(state, Fault.Kind.SYNC, event.time);
    }

    /** A handler returned whose entry was not seen. */
    void handlerWithoutEntry(ThreadState state, int code, Event event) {
        if (state.inUnseenHandler) {
            state.lossCounted = true;
            handlerReturned(state, code, UNKNOWN, event);
            state.inUnseenHandler = false;
        } else if (state.calls.isIn(Role.MAP) && !state.calls.isIn(Role.HANDLER)) {
            lostReturn(state);
            state.calls.clear();
            handlerReturned(state, code, UNKNOWN, event);
        } else if (state.phase == Phase.SYNCING && !state.isInHandler()) { // its end, though not its beginning, is seen
            if (!state.calls.isEmpty()) {
                capture.loss().unmatchedEntries += 1 + state.calls.popTo(0);
            }
            state.fault.start = UNKNOWN;
            state.lossCounted = true;
            handlerReturned(state, code, UNKNOWN, event);
        } else if (state.phase == Phase.BETWEEN
                && state.torn
                && event.resultKnown
                && !ThreadState.asksAgain(event.result)) {
            state.clearFault(); // nothing goes on with it
        }
    }

    void handlerReturned(ThreadState state, int code, long start, Event event) {
        boolean again = event.resultKnown && ThreadState.asksAgain(event.result);
        switch (state.phase) {
            case NONE -> {}
            case MAPPING -> {
                if (state.asked == 0 && again) { // no DAX file, or the attempt was not seen
                    state.phase = Phase.BETWEEN;
                    state.fault.result = event.result;
                    state.torn = true;
                } else if (again) { // the attempt's return was not seen
                    state.lossCounted = true;
                    unseenAttempt(state, event.result, event.time);
                } else if (state.asked > 0) { // whether it needed a sync is not known
                    state.lossCounted = true;
                    end.lose(state);
                } else {
                    state.clearFault(); // returned before DAX was asked
                }
            }
            case BETWEEN -> handlerReturnedBetween(state, code, start, event, again);
            case COMPLETED -> finishHandled(state, state.completedAs, code, start, event);
            case SYNCING -> {
                if (event.resultKnown) {
                    state.fault.result = event.result; // dax_finish_sync_fault's, whose return was not seen
                } else {
                    forgetRequest(state.fault);
                }
                finishHandled(state, Fault.Kind.SYNC, code, start, event);
            }
        }
    }

    private void handlerReturnedBetween(ThreadState state, int code, long start, Event event, boolean again) {
        boolean failed = state.fault.result != UNKNOWN && (state.fault.result & FaultResult.ERROR) != 0;
        boolean fails = !event.resultKnown || (event.result & FaultResult.ERROR) != 0;
        if (again) {
            state.torn |= state.asked == 0 || failed;
        } else if (failed && fails && state.asked > 0) {
            finishHandled(state, Fault.Kind.FAILED, code, start, event);
        } else if (event.resultKnown && state.fault.result != UNKNOWN) {
            end.lose(state); // it ended with an attempt that was not seen
        }
    }

    private void finishHandled(ThreadState state, Fault.Kind kind, int code, long start, Event event) {
        if (event.time == UNKNOWN && event.duration != UNKNOWN && start == UNKNOWN) {
            state.fault.total = event.duration;
        }
        end.inHandler(state, kind, code, event.time);
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
        if (state.phase != Phase.MAPPING || state.calls.isEmpty()) {
            return;
        }
        long attemptStart = state.attemptStart;
        Fault.Order attemptOrder = state.attemptOrder;
        state.phase = Phase.BETWEEN;
        if (!state.isInHandler() && (state.fault.result & FaultResult.ERROR) != 0 && state.fault.result != UNKNOWN) {
            end.emit(state, Fault.Kind.FAILED, state.attemptEnd);
        }
        boolean handled = state.calls.isIn(Role.HANDLER) && state.asked == 1;
        if (state.isInHandler() && !handled) { // the handler is the other fault's
            lostReturn(state);
            state.calls.keepInnermost();
        }
        long faultStart = handled ? state.calls.handlerStart() : attemptStart;
        begin(state, event);
        state.asked = 1;
        state.beganInHandler = handled;
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

    static long known(long now, long before) {
        return now == UNKNOWN ? before : now;
    }
}
