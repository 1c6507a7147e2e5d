package io.daxtrace.faults.promise;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.FaultResult;

/**
 * What is known of one fault that returned NEEDDSYNC, and what follows from it. Filled event by event, in the order of the
 * thread's events. That order and the times both have to tell that the sync ended before the insertion; only where a
 * thread changed CPU and its times went back, the clock is to blame.
 */
final class Promise {
    /** What was mapped, as far as it was told. */
    enum Size {
        UNKNOWN,
        PTE,
        PMD,
        PUD,
        /** By the recorded {@link #order}. */
        ARGUMENT
    }

    /** NEEDDSYNC was returned: without it there is no promise. */
    boolean made;

    long time;
    int tid;
    String comm;
    long dev;
    long ino;
    long pgoff;
    Size size;
    long order;

    /** vfs_fsync_range itself was seen, not only the filesystem's own fsync. */
    boolean genericSync;

    boolean syncBegun;
    boolean syncEnded;
    long syncStart;
    long syncEnd;
    long datasync;
    long syncResult;
    boolean syncResultKnown;
    long syncEndTime;

    /** The entry was inserted ... */
    boolean inserted;
    /** ... and at that time the sync had not begun, or not returned. */
    boolean insertedBeforeSync;

    boolean insertedDuringSync;
    long insertTime;
    /** Another thread removed the page cache entry meanwhile: nothing was inserted, the program tries again. */
    boolean nothingToInsert;
    /** What the fault returned to the program, or UNKNOWN. */
    long result;

    boolean backwards;

    void clear() {
        made = false;
        time = UNKNOWN;
        tid = 0;
        comm = null;
        dev = UNKNOWN;
        ino = UNKNOWN;
        pgoff = UNKNOWN;
        size = Size.UNKNOWN;
        order = UNKNOWN;
        genericSync = false;
        syncBegun = false;
        syncEnded = false;
        syncStart = UNKNOWN;
        syncEnd = UNKNOWN;
        datasync = UNKNOWN;
        syncResult = 0;
        syncResultKnown = false;
        syncEndTime = UNKNOWN;
        inserted = false;
        insertedBeforeSync = false;
        insertedDuringSync = false;
        insertTime = UNKNOWN;
        nothingToInsert = false;
        result = UNKNOWN;
        backwards = false;
    }

    /** The entry is in the page table now. */
    void insert(long now) {
        if (!inserted) {
            inserted = true;
            insertTime = now;
            insertedBeforeSync = !syncBegun;
            insertedDuringSync = syncBegun && !syncEnded;
        }
    }

    /**
     * How the promise was broken, as far as it was seen; else null.
     *
     * @param traced whether a call of vfs_fsync_range would have been seen
     */
    Violation.Kind violation(PageSizes pages, boolean traced) {
        if (backwards) {
            return null;
        }
        if (traced && !genericSync && !syncBegun) {
            return Violation.Kind.MISSING_FSYNC;
        }
        if (syncBegun && insertedBeforeSync || syncEnded && (insertedDuringSync || insertedEarlier())) {
            return Violation.Kind.INSERTED_BEFORE_FSYNC_END;
        }
        if (!syncEnded) {
            return null;
        }
        if (failed()) {
            if (inserted) {
                return Violation.Kind.FAILED_FSYNC_INSERTED;
            }
            boolean told = result == UNKNOWN || (result & FaultResult.ERROR) != 0;
            return told ? null : Violation.Kind.FAILED_FSYNC_NO_ERROR;
        }
        if (datasync != UNKNOWN && datasync != 1) {
            return Violation.Kind.NOT_DATASYNC;
        }
        return misses(pages) && !fitsAnother(pages) ? Violation.Kind.WRONG_RANGE : null;
    }

    /** Without a violation: why it is not known to be kept; null when it is. */
    Doubt doubt(PageSizes pages) {
        if (backwards) {
            return Doubt.TIMES_BACKWARDS;
        }
        if (!syncBegun) {
            return Doubt.NO_FSYNC_PROBE;
        }
        if (!syncEnded) {
            return Doubt.FSYNC_END_NOT_SEEN;
        }
        if (failed()) {
            return result == UNKNOWN ? Doubt.ERROR_NOT_RECORDED : null;
        }
        Doubt range = rangeDoubt(pages);
        if (range != null) {
            return range;
        }
        if (datasync == UNKNOWN) {
            return Doubt.DATASYNC_NOT_RECORDED;
        }
        if (!syncResultKnown) {
            return Doubt.FSYNC_RESULT_NOT_RECORDED;
        }
        boolean endSeen = inserted || nothingToInsert || result != UNKNOWN;
        return endSeen ? null : Doubt.INSERTION_NOT_SEEN;
    }

    /** The fault's first byte in the file, or UNKNOWN. */
    long offset(PageSizes pages) {
        return pgoff == UNKNOWN ? UNKNOWN : pgoff * pages.pte();
    }

    /** Bytes mapped, or UNKNOWN. */
    long bytes(PageSizes pages) {
        return switch (size) {
            case UNKNOWN -> UNKNOWN;
            case PTE -> pages.pte();
            case PMD -> pages.pmd();
            case PUD -> pages.pud();
            case ARGUMENT -> pages.ofArgument(order);
        };
    }

    /** A negative errno; without the value it did not. */
    private boolean failed() {
        return syncResultKnown && syncResult != 0;
    }

    private boolean insertedEarlier() {
        return inserted && insertTime != UNKNOWN && syncEndTime != UNKNOWN && insertTime < syncEndTime;
    }

    private Doubt rangeDoubt(PageSizes pages) {
        if (syncStart == 0 && syncEnd == Long.MAX_VALUE) {
            return null; // the whole file
        }
        if (syncStart == UNKNOWN || syncEnd == UNKNOWN) {
            return Doubt.RANGE_NOT_RECORDED;
        }
        if (pgoff == UNKNOWN) {
            return Doubt.OFFSET_NOT_RECORDED;
        }
        if (misses(pages)) {
            return Doubt.PAGE_SIZE_NOT_RECORDED;
        }
        boolean coversAnySize = syncEnd >= offset(pages) + pages.pud() - 1;
        return bytes(pages) == UNKNOWN && !coversAnySize ? Doubt.SIZE_NOT_RECORDED : null;
    }

    /** Whether the range is known to leave out a part of what was mapped; at least a page was. */
    private boolean misses(PageSizes pages) {
        if (syncStart == UNKNOWN || syncEnd == UNKNOWN || pgoff == UNKNOWN) {
            return false;
        }
        long first = offset(pages);
        long bytes = bytes(pages);
        long last = first + (bytes == UNKNOWN ? pages.pte() : bytes) - 1;
        return syncStart > first || syncEnd < last;
    }

    /** Whether the range begins exactly where it should and covers all, were the pages larger than assumed. */
    private boolean fitsAnother(PageSizes pages) {
        for (PageSizes other : pages.others()) {
            if (syncStart == offset(other) && !misses(other)) {
                return true;
            }
        }
        return false;
    }
}
