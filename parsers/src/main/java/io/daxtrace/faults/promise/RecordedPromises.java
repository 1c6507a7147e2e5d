package io.daxtrace.faults.promise;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.faults.threads.ThreadTable;
import java.util.List;

/**
 * Checks the promise in faults and fsync calls that were put together in the kernel. The fsync call of a sync fault comes
 * before the fault itself, with its range and result; that dax_finish_sync_fault returned NOPAGE after it is the insertion.
 * A missing call proves nothing here: its record can be filtered or lost.
 */
final class RecordedPromises implements FaultSink {
    private final Judge judge;
    private final ThreadTable<ThreadPromise> threads = new ThreadTable<>(ThreadPromise::new, ThreadPromise.MOST);
    private boolean seesFaults;

    RecordedPromises(Judge judge) {
        this.judge = judge;
    }

    boolean seesFaults() {
        return seesFaults;
    }

    @Override
    public void fsync(FsyncCall call) {
        if (call.cause != FsyncCall.Cause.FAULT) {
            return;
        }
        ThreadPromise thread = threads.get(call.tid);
        if (thread == null) {
            if (threads.isFull()) {
                threads.clear(); // of faults whose records were lost
            }
            thread = threads.add(call.tid);
        }
        thread.begin();
        Promise promise = thread.promise;
        promise.time = call.start;
        promise.genericSync = true;
        promise.syncBegun = true;
        promise.syncEnded = call.duration != UNKNOWN;
        promise.syncStart = call.rangeStart;
        promise.syncEnd = call.rangeEnd;
        promise.datasync = call.datasync;
        promise.syncResult = call.result;
        promise.syncResultKnown = call.resultKnown;
        thread.last = promise.syncEnded ? call.start + call.duration : call.start;
    }

    @Override
    public void fault(Fault fault) {
        seesFaults = true;
        ThreadPromise thread = threads.get(fault.tid);
        boolean synced = thread != null && isInside(thread, fault);
        if (synced) {
            decide(thread.promise, fault);
        } else if (fault.kind == Fault.Kind.SYNC || fault.commit > 0) {
            judge.doubt(fault.commit == UNKNOWN ? Doubt.NO_FSYNC_PROBE : Doubt.RANGE_NOT_RECORDED);
        }
        if (thread != null) {
            threads.remove(thread);
        }
    }

    private void decide(Promise promise, Fault fault) {
        promise.made = true;
        promise.comm = fault.comm;
        promise.dev = fault.dev;
        promise.ino = fault.ino;
        promise.pgoff = fault.pgoff < 0 || fault.pgoff > PromiseCheck.MOST_PGOFF ? UNKNOWN : fault.pgoff;
        promise.size = switch (fault.order) {
            case PTE -> Promise.Size.PTE;
            case PMD -> Promise.Size.PMD;
            case PUD -> Promise.Size.PUD;
            case UNKNOWN -> Promise.Size.UNKNOWN;
        };
        boolean finished = fault.result != UNKNOWN && (fault.result & FaultResult.NEEDDSYNC) == 0;
        if (finished) {
            promise.result = fault.result;
            if ((fault.result & FaultResult.NOPAGE) != 0) {
                promise.insert(UNKNOWN);
            }
        }
        judge.decide(promise, () -> lines(promise, fault));
    }

    private static boolean isInside(ThreadPromise thread, Fault fault) {
        return thread.promise.time >= fault.start
                && (fault.total == UNKNOWN || thread.last <= fault.start + fault.total);
    }

    private static List<String> lines(Promise promise, Fault fault) {
        return List.of(
                History.time(promise.time) + " vfs_fsync_range start=" + promise.syncStart + " end=" + promise.syncEnd
                        + " datasync=" + promise.datasync
                        + (promise.syncResultKnown ? " returned " + promise.syncResult : ""),
                History.time(fault.start) + " fault of " + fault.total + " ns, result "
                        + (fault.result == UNKNOWN ? "not recorded" : FaultResult.format(fault.result)));
    }
}
