package io.daxtrace.faults;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.faults.ThreadState.Phase;
import io.daxtrace.faults.threads.Probe;
import io.daxtrace.faults.threads.ThreadTable;

/**
 * Events in, faults and fsync calls out, from whichever probes a capture holds.
 *
 * <p>Where a function's own entry and return are there, they bound its stage and tracepoints inside it only add facts;
 * where they are not, the tracepoints bound it: dax_pte_fault to its _done for {@code map}, ext4_sync_file_enter to _exit
 * for {@code commit}, the fsync's end to dax_insert_pfn_mkwrite for {@code insert}. A stage that nothing bounds is absent.
 *
 * <p>A fault begins with its filesystem's handler where that is traced, else with the first dax_iomap_fault, and ends
 * likewise. Attempts are joined while the last one fell back to a smaller size, is to be repeated, or ended in an error that
 * ext4 may answer with another attempt (ENOSPC), and the address stays the same. Where an entry or a return is missing, what
 * it leaves unknown of the fault is absent; a fault whose kind or whose attempts it leaves unknown is dropped. Either is
 * counted; so is what was open where events were lost.
 */
public final class FaultAssembler implements EventSink {
    /** More threads inside traced calls than any real machine has: beyond it the oldest knowledge is dropped. */
    private static final int MOST_THREADS = 1 << 17;

    private final Capture capture;
    private final FaultSink sink;
    private final ThreadTable<ThreadState> threads = new ThreadTable<>(ThreadState::new, MOST_THREADS);
    private final Evidence evidence = new Evidence();
    private final FaultEnd end;
    private final FaultProgress progress;
    private final PartProgress parts;

    /** Reports what was unmatched to the capture's loss account, and at {@link #finish()} its probes. */
    public FaultAssembler(Capture capture, FaultSink sink) {
        this.capture = capture;
        this.sink = sink;
        parts = new PartProgress(capture, evidence);
        end = new FaultEnd(capture, sink, evidence, parts);
        progress = new FaultProgress(capture, evidence, end);
    }

    @Override
    public void event(Event event) {
        ThreadState state = threads.get(event.tid);
        boolean ofFunction = event.kind == EventKind.FUNCTION_ENTRY || event.kind == EventKind.FUNCTION_RETURN;
        if (ofFunction && event.function.isPart()) {
            parts.event(state, event);
            return;
        }
        if (state == null) {
            if (isEnd(event.kind) && !beganUnseen(event)) {
                unmatchedReturn(event);
                return;
            }
            if (threads.isFull()) {
                loseAll(-1);
            }
            state = threads.add(event.tid);
        }
        state.cpu = event.cpu;
        if (state.partFunction != null) {
            parts.unfinished(state);
        }
        switch (event.kind) {
            case FUNCTION_ENTRY -> enter(state, event.function.number(), event);
            case FUNCTION_RETURN -> leave(state, event.function.number(), event);
            case DAX_PTE_FAULT -> attemptEvent(state, event, Fault.Order.PTE);
            case DAX_PMD_FAULT -> attemptEvent(state, event, Fault.Order.PMD);
            case DAX_PTE_FAULT_DONE -> attemptDoneEvent(state, event, Fault.Order.PTE);
            case DAX_PMD_FAULT_DONE -> attemptDoneEvent(state, event, Fault.Order.PMD);
            case DAX_INSERT_PFN_MKWRITE, DAX_INSERT_PFN_MKWRITE_NO_ENTRY -> inserted(state, event);
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
        loseAll(cpu);
    }

    /** The capture has ended: what is still open is counted, and the capture learns what bounded its stages. */
    public void finish() {
        for (int place = 0; place < threads.places(); place++) {
            ThreadState state = threads.at(place);
            if (state == null) {
                continue;
            }
            if (state.phase != Phase.NONE && state.calls.isEmpty()) {
                progress.settle(state, null);
            }
            drop(state);
        }
        evidence.report(capture);
        parts.report();
    }

    private void enter(ThreadState state, int code, Event event) {
        Role role = Probe.role(code);
        switch (role) {
            case HANDLER, WRAPPER -> {
                if (!isWrapped(state)) {
                    progress.beforeHandler(state, event);
                }
            }
            case MAP -> progress.beforeAttempt(state, event);
            case FINISH -> progress.beforeFinish(state, event);
            case SYNC, FILESYSTEM_SYNC -> {
                if (state.calls.outermostSync() < 0) {
                    progress.beforeSync(state, event);
                }
            }
            default -> {} // a part
        }
        if (!state.calls.push(code, event.time)) {
            lose(state);
            return;
        }
        switch (role) {
            case HANDLER, WRAPPER -> progress.handlerEntered(state, event);
            case MAP -> progress.attemptBegan(state, event);
            case FINISH -> progress.finishBegan(state, event);
            case SYNC, FILESYSTEM_SYNC -> {
                if (state.calls.outermostSync() == state.calls.innermost()) {
                    state.fsync.clear();
                    state.fsync.start = event.time;
                    identify(state.fsync, event);
                }
                syncFacts(state, event);
            }
            default -> {} // a part
        }
    }

    /** Whether the innermost call is a handler that has done nothing yet but call another one. */
    private static boolean isWrapped(ThreadState state) {
        return state.asked == 0 && state.calls.endsInWrapper();
    }

    private void leave(ThreadState state, int code, Event event) {
        int position = state.calls.innermost(code);
        if (position < 0) {
            withoutEntry(state, code, event);
            return;
        }
        long start = state.calls.start(position);
        boolean outermostSync = Probe.isSync(code) && state.calls.outermostSync() == position;
        capture.loss().unmatchedEntries += state.calls.popTo(position);
        long duration = duration(start, event);
        if (duration == FaultEnd.NEGATIVE) {
            end.backwards(state);
            return;
        }
        switch (Probe.role(code)) {
            case HANDLER, WRAPPER -> {
                if (!state.calls.endsIn(Role.HANDLER)) {
                    progress.handlerReturned(state, code, start, event);
                }
            }
            case MAP -> progress.attemptEnded(state, code, duration, event);
            case FINISH -> progress.finishReturned(state, duration, event);
            case SYNC, FILESYSTEM_SYNC -> {
                syncFacts(state, event);
                if (outermostSync) {
                    syncEnded(state, code, duration, event);
                }
            }
            default -> {} // a part
        }
    }

    /** A call returned whose entry was not seen. */
    private void withoutEntry(ThreadState state, int code, Event event) {
        unmatchedReturn(event);
        switch (Probe.role(code)) {
            case HANDLER, WRAPPER -> progress.handlerWithoutEntry(state, code, event);
            case MAP -> progress.attemptWithoutEntry(state, event);
            default -> {} // only the stage is lost
        }
    }

    private void inserted(ThreadState state, Event event) {
        if (state.phase == Phase.SYNCING) {
            progress.inserted(state, event);
        } else {
            unmatchedReturn(event);
        }
    }

    private void attemptEvent(ThreadState state, Event event, Fault.Order order) {
        if (!state.calls.isInFunction(Role.MAP)) {
            enter(state, Probe.FAULT_EVENTS, event);
        } else {
            progress.facts(state, event);
        }
        state.attemptOrder = order;
    }

    private void attemptDoneEvent(ThreadState state, Event event, Fault.Order order) {
        progress.facts(state, event);
        if (state.calls.isInFunction(Role.MAP)) {
            state.attemptOrder = order;
            state.attemptResult = event.resultKnown ? event.result : UNKNOWN;
        } else {
            leave(state, Probe.FAULT_EVENTS, event);
        }
    }

    private void syncEnded(ThreadState state, int code, long duration, Event event) {
        FsyncCall call = state.fsync;
        call.duration = duration;
        boolean ofFault = state.phase == Phase.SYNCING;
        if (ofFault) {
            call.cause = FsyncCall.Cause.FAULT;
            if (call.dev == UNKNOWN) {
                call.dev = state.fault.dev;
                call.ino = state.fault.ino;
            }
        } else {
            call.cause = state.syscall == null ? FsyncCall.Cause.OTHER : state.syscall;
        }
        if (duration != UNKNOWN) {
            sink.fsync(call);
        }
        if (ofFault) {
            progress.commitEnded(state, code, duration, event);
        }
    }

    private static void syncFacts(ThreadState state, Event event) {
        FsyncCall call = state.fsync;
        call.dev = FaultProgress.known(event.dev, call.dev);
        call.ino = FaultProgress.known(event.ino, call.ino);
        call.datasync = FaultProgress.known(event.datasync, call.datasync);
        call.rangeStart = FaultProgress.known(event.start, call.rangeStart);
        call.rangeEnd = FaultProgress.known(event.end, call.rangeEnd);
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

    static long duration(long start, Event event) {
        if (event.duration != UNKNOWN) {
            return event.duration;
        }
        if (start == UNKNOWN || event.time == UNKNOWN) {
            return UNKNOWN;
        }
        return event.time < start ? FaultEnd.NEGATIVE : event.time - start;
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

    /** An attempt's return that tells of a fault: it goes on, though its beginning was not seen. */
    private static boolean beganUnseen(Event event) {
        boolean attempt = event.kind == EventKind.FUNCTION_RETURN
                ? event.function.role() == Role.MAP
                : event.kind == EventKind.DAX_PTE_FAULT_DONE || event.kind == EventKind.DAX_PMD_FAULT_DONE;
        return attempt && event.resultKnown;
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
        boolean syncing = state.phase == Phase.SYNCING && evidence.seesFinish;
        if (!state.calls.isEmpty() || state.inUnseenHandler || syncing) {
            capture.loss().unmatchedEntries++;
        }
        state.calls.clear();
        state.clearFault();
        state.syscall = null;
    }

    /** Drops the same where the fault is not under way at the capture's end, but its events are missing. */
    private void lose(ThreadState state) {
        if (state.phase != Phase.NONE) {
            capture.loss().lostFaults++;
        }
        drop(state);
    }

    /** What is open on a processor, or on all (-1). */
    private void loseAll(int cpu) {
        for (int place = 0; place < threads.places(); place++) {
            ThreadState state = threads.at(place);
            while (state != null && (cpu < 0 || state.cpu == cpu)) {
                lose(state);
                threads.remove(state);
                state = threads.at(place); // removing may have moved a later one there
            }
        }
    }
}
