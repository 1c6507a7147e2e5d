package io.daxtrace.faults;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.faults.ThreadState.Phase;

/**
 * Events in, faults and fsync calls out, from whichever probes a capture holds.
 *
 * <p>Where a function's own entry and return are there, they bound its stage and tracepoints inside it only add facts;
 * where they are not, the tracepoints bound it: dax_pte_fault to its _done for {@code map}, ext4_sync_file_enter to _exit
 * for {@code commit}, the fsync's end to dax_insert_pfn_mkwrite for {@code insert}. A stage that nothing bounds is absent.
 *
 * <p>A fault begins with its filesystem's handler where that is traced, else with the first dax_iomap_fault, and ends
 * likewise. Attempts are joined while the last one fell back to a smaller size, or ended in an error that ext4 may answer
 * with another attempt (ENOSPC), and the address stays the same. What has an entry but no return, or a return but no
 * entry, is dropped and counted; so is what was open where events were lost.
 */
public final class FaultAssembler implements EventSink {
    /** More threads inside traced calls than any real machine has: beyond it the oldest knowledge is dropped. */
    private static final int MOST_THREADS = 1 << 17;

    private final Capture capture;
    private final FaultSink sink;
    private final ThreadTable threads = new ThreadTable();
    private final Evidence evidence = new Evidence();

    /** Reports what was unmatched to the capture's loss account, and at {@link #finish()} its probes. */
    public FaultAssembler(Capture capture, FaultSink sink) {
        this.capture = capture;
        this.sink = sink;
    }

    @Override
    public void event(Event event) {
        ThreadState state = threads.get(event.tid);
        if (state == null) {
            if (isEnd(event.kind)) {
                unmatchedReturn(event);
                return;
            }
            if (threads.size() >= MOST_THREADS) {
                dropAll(-1);
            }
            state = threads.add(event.tid);
        }
        state.cpu = event.cpu;
        switch (event.kind) {
            case FUNCTION_ENTRY -> enter(state, event.function.ordinal(), event);
            case FUNCTION_RETURN -> leave(state, event.function.ordinal(), event);
            case DAX_PTE_FAULT -> attemptEvent(state, event, Fault.Order.PTE);
            case DAX_PMD_FAULT -> attemptEvent(state, event, Fault.Order.PMD);
            case DAX_PTE_FAULT_DONE -> attemptDoneEvent(state, event, Fault.Order.PTE);
            case DAX_PMD_FAULT_DONE -> attemptDoneEvent(state, event, Fault.Order.PMD);
            case DAX_INSERT_PFN_MKWRITE, DAX_INSERT_PFN_MKWRITE_NO_ENTRY -> insertedEvent(state, event);
            case EXT4_SYNC_FILE_ENTER -> enter(state, Probe.SYNC_EVENTS, event);
            case EXT4_SYNC_FILE_EXIT -> leave(state, Probe.SYNC_EVENTS, event);
            case XFS_FILE_FSYNC -> syncFacts(state, event);
            case SYS_ENTER_FSYNC -> state.syscall = FsyncCall.Cause.FSYNC;
            case SYS_ENTER_FDATASYNC -> state.syscall = FsyncCall.Cause.FDATASYNC;
            case SYS_ENTER_MSYNC -> state.syscall = FsyncCall.Cause.MSYNC;
            case SYS_EXIT_FSYNC, SYS_EXIT_FDATASYNC, SYS_EXIT_MSYNC -> state.syscall = null;
        }
        if (state.isIdle()) {
            threads.remove(state);
        }
    }

    @Override
    public void lost(int cpu, long count) {
        dropAll(cpu);
    }

    /** The capture has ended: what is still open is counted, and the capture learns what bounded its stages. */
    public void finish() {
        for (ThreadState state : threads.states()) {
            if (state != null && state.phase != Phase.NONE && state.calls.depth() == 0) {
                settle(state, null);
            }
        }
        dropAll(-1);
        evidence.report(capture);
    }

    // ---- calls

    private void enter(ThreadState state, int code, Event event) {
        Role role = Probe.role(code);
        if (role != Role.HANDLER && !Probe.isSync(code) && state.calls.innermost(code) >= 0) {
            drop(state); // neither dax_iomap_fault nor its finish can recurse: the open one lost its return
        }
        if (role == Role.MAP && state.phase != Phase.NONE) {
            settle(state, event);
        }
        if (!state.calls.push(code, event.time)) {
            drop(state);
            return;
        }
        switch (role) {
            case HANDLER -> {
                if (state.phase == Phase.NONE || state.phase == Phase.SYNCING) {
                    settle(state, event);
                    begin(state, event);
                }
            }
            case MAP -> {
                if (state.phase == Phase.NONE) {
                    begin(state, event);
                }
                state.phase = Phase.MAPPING;
                state.attemptStart = event.time;
                state.attemptResult = UNKNOWN;
                state.attemptOrder = order(event.order);
                faultFacts(state, event);
            }
            case FINISH -> {
                if (state.phase == Phase.NONE) {
                    begin(state, event);
                    state.fault.map = UNKNOWN;
                }
                state.phase = Phase.SYNCING;
                faultFacts(state, event);
            }
            case SYNC, FILESYSTEM_SYNC -> {
                if (outermostSync(state) == state.calls.depth() - 1) {
                    state.fsync.clear();
                    state.fsync.start = event.time;
                    identify(state.fsync, event);
                }
                syncFacts(state, event);
            }
        }
    }

    private void leave(ThreadState state, int code, Event event) {
        int position = state.calls.innermost(code);
        if (position < 0) {
            unmatchedReturn(event);
            return;
        }
        long start = state.calls.start(position);
        boolean outermostSync = Probe.isSync(code) && outermostSync(state) == position;
        capture.loss().unmatchedEntries += state.calls.popTo(position);
        long duration = duration(start, event);
        if (duration < 0 && duration != UNKNOWN) {
            backwards(state);
            return;
        }
        switch (Probe.role(code)) {
            case HANDLER -> {
                if (state.calls.depth() == 0 || Probe.role(state.calls.code(state.calls.depth() - 1)) != Role.HANDLER) {
                    handlerReturned(state, code, start, event);
                }
            }
            case MAP -> attemptEnded(state, code, duration, event);
            case FINISH -> finishReturned(state, duration, event);
            case SYNC, FILESYSTEM_SYNC -> {
                syncFacts(state, event);
                if (outermostSync) {
                    syncEnded(state, code, duration, event);
                }
            }
        }
    }

    /** The position of the outermost open sync, or -1. */
    private static int outermostSync(ThreadState state) {
        for (int i = 0; i < state.calls.depth(); i++) {
            if (Probe.isSync(state.calls.code(i))) {
                return i;
            }
        }
        return -1;
    }

    // ---- the fault's way

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

    private void attemptEvent(ThreadState state, Event event, Fault.Order order) {
        if (openFunction(state, Role.MAP) < 0) {
            enter(state, Probe.FAULT_EVENTS, event);
        } else {
            faultFacts(state, event);
        }
        state.attemptOrder = order;
    }

    private void attemptDoneEvent(ThreadState state, Event event, Fault.Order order) {
        faultFacts(state, event);
        if (openFunction(state, Role.MAP) >= 0) {
            state.attemptOrder = order;
            state.attemptResult = event.resultKnown ? event.result : UNKNOWN;
        } else {
            leave(state, Probe.FAULT_EVENTS, event);
        }
    }

    /** The position of the open function (not tracepoint pair) of that role, or -1. */
    private static int openFunction(ThreadState state, Role role) {
        for (int i = state.calls.depth() - 1; i >= 0; i--) {
            int code = state.calls.code(i);
            if (code < Probe.FAULT_EVENTS && Probe.role(code) == role) {
                return i;
            }
        }
        return -1;
    }

    private void attemptEnded(ThreadState state, int code, long duration, Event event) {
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
            if (!insideHandler(state)) {
                emit(state, Fault.Kind.ASYNC, event.time);
            }
        }
    }

    /** Another attempt, or another fault, begins: decides what became of the one before. {@code next} is null at the end. */
    private void settle(ThreadState state, Event next) {
        switch (state.phase) {
            case NONE, MAPPING -> {}
            case COMPLETED -> {
                if (!insideHandler(state)) {
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
        if (next != null && insideHandler(state)) {
            long start = state.fault.start;
            begin(state, next);
            state.fault.start = start;
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

    private void insertedEvent(ThreadState state, Event event) {
        evidence.seesFinish = true;
        if (state.phase != Phase.SYNCING) {
            unmatchedReturn(event);
            return;
        }
        faultFacts(state, event);
        if (openFunction(state, Role.FINISH) >= 0) {
            return;
        }
        state.inserted = event.time;
        if (state.commitEnd != UNKNOWN && event.time >= state.commitEnd) {
            state.fault.insert = event.time - state.commitEnd;
            evidence.insertByEvent = true;
        }
        if (event.resultKnown) {
            state.fault.result = event.result;
        }
        if (!insideHandler(state)) {
            emit(state, Fault.Kind.SYNC, event.time);
        }
    }

    private void finishReturned(ThreadState state, long duration, Event event) {
        evidence.seesFinish = true;
        Fault fault = state.fault;
        state.finish = duration;
        fault.insert = duration == UNKNOWN || fault.commit == UNKNOWN ? UNKNOWN : duration - fault.commit;
        if (event.resultKnown) {
            fault.result = event.result;
        }
        if (fault.order == Fault.Order.UNKNOWN) {
            fault.order = order(event.order);
        }
        if (!insideHandler(state)) {
            emit(state, Fault.Kind.SYNC, event.time);
        }
    }

    private void syncEnded(ThreadState state, int code, long duration, Event event) {
        FsyncCall call = state.fsync;
        call.duration = duration;
        if (state.phase == Phase.SYNCING) {
            state.fault.commit = duration;
            state.commitEnd = event.time;
            state.commitProbe = code;
            state.commitFailed = event.resultKnown && event.result != 0;
            call.cause = FsyncCall.Cause.FAULT;
            if (call.dev == UNKNOWN) {
                call.dev = state.fault.dev;
                call.ino = state.fault.ino;
            }
        } else {
            call.cause = state.syscall == null ? FsyncCall.Cause.OTHER : state.syscall;
        }
        if (duration != UNKNOWN) {
            evidence.seesSync = true;
            sink.fsync(call);
        }
        if (state.commitFailed && openFunction(state, Role.FINISH) < 0 && !insideHandler(state)) {
            emit(state, Fault.Kind.FAILED, event.time);
        }
    }

    private static boolean insideHandler(ThreadState state) {
        return openFunction(state, Role.HANDLER) >= 0;
    }

    private void handlerReturned(ThreadState state, int code, long start, Event event) {
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

    // ---- facts

    private void faultFacts(ThreadState state, Event event) {
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
        if (!insideHandler(state) && (state.fault.result & FaultResult.ERROR) != 0 && state.fault.result != UNKNOWN) {
            emit(state, Fault.Kind.FAILED, state.attemptEnd);
        }
        int handler = openFunction(state, Role.HANDLER);
        begin(state, event);
        state.fault.start = handler >= 0 ? state.calls.start(handler) : attemptStart;
        state.attemptStart = attemptStart;
        state.attemptOrder = attemptOrder;
    }

    private static void syncFacts(ThreadState state, Event event) {
        FsyncCall call = state.fsync;
        call.dev = known(event.dev, call.dev);
        call.ino = known(event.ino, call.ino);
        call.datasync = known(event.datasync, call.datasync);
        call.rangeStart = known(event.start, call.rangeStart);
        call.rangeEnd = known(event.end, call.rangeEnd);
        if (event.resultKnown) {
            call.result = event.result;
            call.resultKnown = true;
        }
    }

    private static void identify(FsyncCall call, Event event) {
        call.cpu = event.cpu;
        call.tid = event.tid;
        call.pid = event.pid;
        call.comm = event.comm;
    }

    private static long known(long now, long before) {
        return now == UNKNOWN ? before : now;
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

    private static long duration(long start, Event event) {
        if (event.duration != UNKNOWN) {
            return event.duration;
        }
        return start == UNKNOWN || event.time == UNKNOWN ? UNKNOWN : event.time - start;
    }

    // ---- ends

    /** The fault has ended at a time (UNKNOWN where its end was not seen): sets total and other and hands it on. */
    private void emit(ThreadState state, Fault.Kind kind, long end) {
        Fault fault = state.fault;
        boolean failed = kind == Fault.Kind.FAILED
                || state.commitFailed
                || fault.result != UNKNOWN && (fault.result & FaultResult.ERROR) != 0;
        fault.kind = failed ? Fault.Kind.FAILED : kind;
        if (fault.total == UNKNOWN && end != UNKNOWN && fault.start != UNKNOWN) {
            fault.total = end - fault.start;
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
        if (fault.total < 0 && fault.total != UNKNOWN || fault.insert < 0 && fault.insert != UNKNOWN) {
            backwards(state);
            return;
        }
        evidence.of(state, fault);
        sink.fault(fault);
        state.clearFault();
    }

    /** other is what the stages leave of the total; where printed durations are finer than the stamps, the stages count. */
    private void close(Fault fault, long stages) {
        if (stages == UNKNOWN || fault.total == UNKNOWN) {
            return;
        }
        fault.other = fault.total - stages;
        if (fault.other < 0 && fault.other > -2 * capture.resolution) {
            fault.total = stages;
            fault.other = 0;
        } else if (fault.other < 0) {
            fault.total = Long.MIN_VALUE;
        }
    }

    private static long sum(long a, long b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }

    private void backwards(ThreadState state) {
        capture.loss().unmatchedEntries++;
        evidence.backwards++;
        state.calls.clear();
        state.clearFault();
    }

    private static boolean isEnd(EventKind kind) {
        return switch (kind) {
            case FUNCTION_RETURN,
                    DAX_PTE_FAULT_DONE,
                    DAX_PMD_FAULT_DONE,
                    DAX_INSERT_PFN_MKWRITE,
                    DAX_INSERT_PFN_MKWRITE_NO_ENTRY,
                    EXT4_SYNC_FILE_EXIT,
                    SYS_EXIT_FSYNC,
                    SYS_EXIT_FDATASYNC,
                    SYS_EXIT_MSYNC,
                    XFS_FILE_FSYNC -> true;
            default -> false;
        };
    }

    private void unmatchedReturn(Event event) {
        boolean mere = switch (event.kind) {
            case SYS_EXIT_FSYNC, SYS_EXIT_FDATASYNC, SYS_EXIT_MSYNC, XFS_FILE_FSYNC -> true;
            default -> false;
        };
        if (!mere) {
            capture.loss().unmatchedReturns++;
        }
    }

    /** Drops what is open on a thread: each open call outside all others of its kind lost its return. */
    private void drop(ThreadState state) {
        if (state.calls.depth() > 0 || state.phase == Phase.SYNCING && evidence.seesFinish) {
            capture.loss().unmatchedEntries++;
        }
        state.calls.clear();
        state.clearFault();
        state.syscall = null;
    }

    private void dropAll(int cpu) {
        ThreadState[] states = threads.states();
        for (int i = 0; i < states.length; i++) {
            // removing moves later states into this slot
            while (states[i] != null && (cpu < 0 || states[i].cpu == cpu)) {
                ThreadState state = states[i];
                drop(state);
                threads.remove(state);
            }
        }
    }
}
