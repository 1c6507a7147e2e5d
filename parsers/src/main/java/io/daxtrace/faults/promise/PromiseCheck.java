package io.daxtrace.faults.promise;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.faults.threads.ThreadTable;

/**
 * Checks MAP_SYNC's promise in a capture's events. Every time dax_iomap_fault returns NEEDDSYNC, the same thread has to go
 * through vfs_fsync_range with datasync = 1 over all that is to be mapped; that has to return 0, and only then may the
 * entry be inserted; where it fails, nothing may be inserted and the program has to get an error.
 *
 * <p>The end of a fault is dax_finish_sync_fault's return, or dax_insert_pfn_mkwrite where that function is not traced.
 * The filesystem's own fsync stands in for vfs_fsync_range where that was not traced, or its events are missing; where it was
 * not traced a missing one proves nothing, because vfs_fsync_range can have gone to another filesystem or one that is shut
 * down.
 */
public final class PromiseCheck implements EventSink {
    /** Above, pgoff times any page size would leave the range of file offsets. */
    static final long MOST_PGOFF = 1L << 46;

    private final Judge judge;
    private final RecordedPromises recorded;
    private final ThreadTable<ThreadPromise> threads = new ThreadTable<>(ThreadPromise::new, ThreadPromise.MOST);
    private boolean seesGenericSync;
    private boolean seesResults;
    private long losses;

    /**
     * For one capture.
     *
     * @param pageSize bytes of a base page, or 0: what the capture says, else 4096
     */
    public PromiseCheck(Capture capture, int pageSize) {
        judge = new Judge(capture, pageSize);
        recorded = new RecordedPromises(judge);
    }

    /** Where a capture has its faults ready-made, as our own do: checks those. */
    public FaultSink faults() {
        return recorded;
    }

    @Override
    public void event(Event event) {
        ThreadPromise thread = threads.get(event.tid);
        if (thread == null && !isBeginning(event)) {
            withoutBeginning(event);
            return;
        }
        if (thread == null) {
            thread = add(event.tid);
        }
        follow(thread, event);
        if (!thread.promise.made && !thread.mapping && !thread.ignored && !isAttempt(event)) {
            threads.remove(thread);
        }
    }

    @Override
    public void lost(int cpu, long count) {
        losses++;
        if (threads.isEmpty()) {
            return;
        }
        // a thread that went over to that CPU can have lost its events there, so none can be trusted any more
        for (int place = 0; place < threads.places(); place++) {
            ThreadPromise thread = threads.at(place);
            if (thread != null) {
                if (thread.promise.made) {
                    judge.doubt(Doubt.EVENTS_LOST);
                }
                thread.begin();
                thread.ignored = true;
            }
        }
    }

    /** The capture has ended; returns what was found. */
    public PromiseAccount finish() {
        for (int place = 0; place < threads.places(); place++) {
            ThreadPromise thread = threads.at(place);
            if (thread != null && thread.promise.made) {
                judge.doubt(Doubt.CAPTURE_ENDED);
                thread.begin();
            }
        }
        return judge.account(seesGenericSync);
    }

    /** Whether the capture told of at least one fault whether it needed a sync. */
    public boolean seesResults() {
        return seesResults || recorded.seesFaults();
    }

    /** How often events were lost or are missing; promises made in such a gap are in no count. */
    public long losses() {
        return losses;
    }

    private ThreadPromise add(int tid) {
        if (threads.isFull()) {
            for (int place = 0; place < threads.places(); place++) {
                ThreadPromise thread = threads.at(place);
                if (thread != null && thread.promise.made) {
                    judge.doubt(Doubt.TOO_MANY_THREADS);
                }
            }
            threads.clear();
        }
        return threads.add(tid);
    }

    private void follow(ThreadPromise thread, Event event) {
        if (begins(thread, event)) {
            if (thread.mapping) {
                losses++; // dax_iomap_fault's return is missing: what it asked for is not known
            }
            end(thread);
        }
        if (event.time != UNKNOWN) {
            boolean otherClock = event.cpu != thread.cpu || event.cpu < 0;
            thread.promise.backwards |= otherClock && event.time < thread.last && thread.last != UNKNOWN;
            thread.last = event.time;
            thread.cpu = event.cpu;
        }
        if (isPart(event)) {
            return;
        }
        thread.history.add(event);
        switch (event.kind) {
            case FUNCTION_ENTRY -> enter(thread, event.function.role(), event);
            case FUNCTION_RETURN -> leave(thread, event.function.role(), event);
            case DAX_PTE_FAULT -> facts(thread.promise, Promise.Size.PTE, event);
            case DAX_PMD_FAULT -> facts(thread.promise, Promise.Size.PMD, event);
            case DAX_PTE_FAULT_DONE -> attemptEnded(thread, Promise.Size.PTE, event);
            case DAX_PMD_FAULT_DONE -> attemptEnded(thread, Promise.Size.PMD, event);
            case DAX_INSERT_PFN_MKWRITE -> {
                thread.promise.insert(event.time);
                inserted(thread, event);
            }
            case DAX_INSERT_PFN_MKWRITE_NO_ENTRY -> {
                thread.promise.nothingToInsert = true;
                inserted(thread, event);
            }
            case EXT4_SYNC_FILE_ENTER -> syncBegins(thread, event);
            case EXT4_SYNC_FILE_EXIT -> syncEnds(thread, event);
            default -> {} // system calls tell nothing of a fault, xfs_file_fsync no more than that it was called
        }
    }

    private static boolean isPart(Event event) {
        return switch (event.kind) {
            case FUNCTION_ENTRY, FUNCTION_RETURN -> event.function.isPart();
            default -> false;
        };
    }

    private void enter(ThreadPromise thread, Role role, Event event) {
        switch (role) {
            case MAP -> {
                thread.mapping = true;
                facts(thread.promise, Promise.Size.ARGUMENT, event);
            }
            case FINISH -> {
                if (!thread.ignored) {
                    make(thread, event);
                }
                thread.mapping = false;
                thread.finishing = true;
                facts(thread.promise, Promise.Size.ARGUMENT, event);
                if (thread.promise.size == Promise.Size.ARGUMENT && event.order != UNKNOWN) {
                    thread.promise.order = event.order; // this size is mapped, whichever attempts were seen
                }
            }
            case SYNC -> {
                generic(thread.promise);
                syncBegins(thread, event);
            }
            case FILESYSTEM_SYNC -> syncBegins(thread, event);
            default -> {} // a handler, in which nothing is asked for yet
        }
    }

    private void leave(ThreadPromise thread, Role role, Event event) {
        switch (role) {
            case MAP -> {
                attemptEnded(thread, Promise.Size.ARGUMENT, event);
                thread.mapping = false;
            }
            case FINISH -> finished(thread, event);
            case SYNC -> {
                generic(thread.promise);
                syncEnds(thread, event);
            }
            case FILESYSTEM_SYNC -> syncEnds(thread, event);
            case HANDLER, WRAPPER -> {
                if (thread.promise.made) {
                    finished(thread, event);
                } else {
                    losses += thread.mapping ? 1 : 0;
                    thread.begin();
                }
            }
            default -> {} // a part of a stage
        }
    }

    private void attemptEnded(ThreadPromise thread, Promise.Size size, Event event) {
        facts(thread.promise, size, event);
        seesResults |= event.resultKnown;
        if (event.resultKnown && (event.result & FaultResult.NEEDDSYNC) != 0) {
            make(thread, event);
        }
    }

    private static void make(ThreadPromise thread, Event event) {
        Promise promise = thread.promise;
        if (!promise.made) {
            promise.made = true;
            promise.time = event.time;
            promise.comm = event.comm;
            thread.ignored = false;
        }
    }

    private static void facts(Promise promise, Promise.Size size, Event event) {
        promise.dev = event.dev == UNKNOWN ? promise.dev : event.dev;
        promise.ino = event.ino == UNKNOWN ? promise.ino : event.ino;
        promise.pgoff = event.pgoff < 0 || event.pgoff > MOST_PGOFF ? promise.pgoff : event.pgoff;
        if (size != Promise.Size.ARGUMENT) {
            promise.size = size;
        } else if (promise.size == Promise.Size.UNKNOWN && event.order != UNKNOWN) {
            promise.size = size;
            promise.order = event.order;
        }
    }

    private void generic(Promise promise) {
        seesGenericSync = true;
        promise.genericSync = true;
    }

    private void syncBegins(ThreadPromise thread, Event event) {
        Promise promise = thread.promise;
        if (promise.made && thread.syncDepth == 0 && promise.syncEnded) {
            end(thread); // a fault has one: its end is missing, and this is another call
        }
        if (!promise.made) {
            return;
        }
        if (thread.syncDepth++ == 0) {
            promise.syncBegun = true;
            promise.syncEnded = false;
            promise.syncStart = UNKNOWN;
            promise.syncEnd = UNKNOWN;
            promise.datasync = UNKNOWN;
            promise.syncResultKnown = false;
        }
        syncFacts(promise, event);
    }

    private void syncEnds(ThreadPromise thread, Event event) {
        Promise promise = thread.promise;
        if (!promise.made) {
            return;
        }
        if (thread.syncDepth == 0) {
            promise.syncBegun = true; // only returns are traced
        } else {
            thread.syncDepth--;
        }
        syncFacts(promise, event);
        if (event.resultKnown) {
            promise.syncResult = event.result;
            promise.syncResultKnown = true;
        }
        if (thread.syncDepth == 0) {
            promise.syncEnded = true;
            promise.syncEndTime = event.time;
            if (promise.inserted && !thread.finishing) {
                end(thread);
            }
        }
    }

    /** The outermost call's facts count; those inside tell what it did not. */
    private static void syncFacts(Promise promise, Event event) {
        if (promise.syncStart == UNKNOWN && promise.syncEnd == UNKNOWN) {
            promise.syncStart = event.start;
            promise.syncEnd = event.end;
        }
        promise.datasync = promise.datasync == UNKNOWN ? event.datasync : promise.datasync;
    }

    private void inserted(ThreadPromise thread, Event event) {
        if (thread.ignored) {
            if (!thread.finishing) {
                thread.begin();
            }
            return;
        }
        if (!thread.promise.made) {
            judge.doubt(Doubt.BEGINNING_NOT_SEEN);
            return;
        }
        facts(thread.promise, Promise.Size.ARGUMENT, event);
        boolean syncOpen = thread.promise.syncBegun && !thread.promise.syncEnded;
        if (!thread.finishing && !syncOpen) {
            end(thread);
        }
    }

    private void finished(ThreadPromise thread, Event event) {
        Promise promise = thread.promise;
        if (event.resultKnown) {
            promise.result = event.result;
            if ((event.result & FaultResult.NOPAGE) != 0 && !promise.nothingToInsert) {
                promise.insert(event.time);
            }
        }
        if (!promise.made && !thread.ignored) {
            judge.doubt(Doubt.BEGINNING_NOT_SEEN);
        }
        end(thread);
    }

    private void end(ThreadPromise thread) {
        if (thread.promise.made) {
            judge.decide(thread.promise, thread.history::lines);
        }
        thread.begin();
    }

    /** Whether the event is the beginning of another attempt than the one the thread is in. */
    private static boolean begins(ThreadPromise thread, Event event) {
        return switch (event.kind) {
            case FUNCTION_ENTRY ->
                event.function.role() == Role.MAP || event.function.role().isHandler();
            case DAX_PTE_FAULT, DAX_PMD_FAULT -> !thread.mapping;
            default -> false;
        };
    }

    /** What a thread that is followed in nothing yet can begin with. */
    private static boolean isBeginning(Event event) {
        if (isAttempt(event)) {
            return true;
        }
        boolean asks = event.resultKnown && (event.result & FaultResult.NEEDDSYNC) != 0;
        return switch (event.kind) {
            case FUNCTION_ENTRY -> event.function.role() == Role.FINISH;
            case FUNCTION_RETURN -> asks && event.function.role() == Role.MAP;
            case DAX_PTE_FAULT_DONE, DAX_PMD_FAULT_DONE -> asks;
            default -> false;
        };
    }

    /** Entries that wait for a result. */
    private static boolean isAttempt(Event event) {
        return switch (event.kind) {
            case FUNCTION_ENTRY -> event.function.role() == Role.MAP;
            case DAX_PTE_FAULT, DAX_PMD_FAULT -> true;
            default -> false;
        };
    }

    private void withoutBeginning(Event event) {
        switch (event.kind) {
            case FUNCTION_ENTRY -> seesGenericSync |= event.function.role() == Role.SYNC;
            case FUNCTION_RETURN -> {
                seesResults |= event.resultKnown && event.function.role() == Role.MAP;
                if (event.function.role() == Role.FINISH) {
                    judge.doubt(Doubt.BEGINNING_NOT_SEEN);
                }
            }
            case DAX_PTE_FAULT_DONE, DAX_PMD_FAULT_DONE -> seesResults |= event.resultKnown;
            case DAX_INSERT_PFN_MKWRITE, DAX_INSERT_PFN_MKWRITE_NO_ENTRY -> judge.doubt(Doubt.BEGINNING_NOT_SEEN);
            default -> {}
        }
    }
}
