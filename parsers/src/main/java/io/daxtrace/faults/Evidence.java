package io.daxtrace.faults;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.faults.threads.Probe;

/** Which probes bounded the stages of a capture's faults, and what could not be told for lack of them. */
final class Evidence {
    private long mapProbes;
    private long commitProbes;
    private long syncFaults;
    private long withoutTotal;
    private long withoutCommit;
    private long withoutInsert;
    private long faults;

    /** Codes of the handlers that bounded totals. */
    long totalProbes;
    /** The end of dax_finish_sync_fault was seen at least once, by whichever probe. */
    boolean seesFinish;

    boolean insertByEvent;
    long attemptsWithoutResult;
    long backwards;

    void of(ThreadState state, Fault fault) {
        faults++;
        if (state.mapProbe >= 0) {
            mapProbes |= 1L << state.mapProbe;
        }
        if (fault.total == UNKNOWN) {
            withoutTotal++;
        }
        if (fault.kind == Fault.Kind.SYNC) {
            syncFaults++;
            if (state.commitProbe >= 0) {
                commitProbes |= 1L << state.commitProbe;
            }
            withoutCommit += fault.commit == UNKNOWN ? 1 : 0;
            withoutInsert += fault.insert == UNKNOWN ? 1 : 0;
        }
    }

    void report(Capture capture) {
        if (faults > 0) {
            name(capture, "total", totalProbes);
            if (totalProbes == 0) {
                capture.probes().add("total: first entry to last return");
            }
        }
        name(capture, "map", mapProbes);
        name(capture, "commit", commitProbes);
        if (syncFaults > withoutInsert) {
            capture.probes()
                    .add(insertByEvent ? "insert: fs_dax:dax_insert_pfn_mkwrite" : "insert: dax_finish_sync_fault");
        }
        absent(capture, withoutTotal, faults, "the whole time", "no probe saw its beginning, or its end");
        absent(
                capture,
                withoutCommit,
                syncFaults,
                "stage.commit",
                "no probe on vfs_fsync_range or the filesystem's fsync");
        absent(capture, withoutInsert, syncFaults, "stage.insert", "no probe tells the fsync from the insertion");
        if (attemptsWithoutResult > 0) {
            capture.warn(attemptsWithoutResult + " calls of dax_iomap_fault recorded no result, and no sync followed:"
                    + " whether they fell back or mapped is not known, so they are in no fault"
                    + " (record the return value, or the fs_dax events)");
        }
        if (backwards > 0) {
            capture.warn(backwards + " faults or syncs had a negative time and were left out: the trace clock is not"
                    + " synchronised between CPUs (record with the mono clock)");
        }
    }

    private static void name(Capture capture, String stage, long probes) {
        for (int code = 0; code < Long.SIZE; code++) {
            if ((probes & 1L << code) != 0) {
                capture.probes().add(stage + ": " + Probe.name(code));
            }
        }
    }

    private static void absent(Capture capture, long without, long of, String what, String why) {
        if (without > 0) {
            capture.warn(what + " is absent for " + without + " of " + of + " faults: " + why);
        }
    }
}
