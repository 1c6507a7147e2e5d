package io.daxtrace.faults.promise;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.FaultResult;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Decides on promises and keeps the account: two of them, because only the end of a capture tells whether vfs_fsync_range
 * was traced and a promise without it is broken.
 */
final class Judge {
    private final Capture capture;
    private final int pageSize;
    private final PromiseAccount traced = new PromiseAccount();
    private final PromiseAccount untraced = new PromiseAccount();
    private PageSizes pages;

    /** A page size of 0 is taken from the capture, or assumed. */
    Judge(Capture capture, int pageSize) {
        this.capture = capture;
        this.pageSize = pageSize;
    }

    /** The account, given whether vfs_fsync_range was seen anywhere in the capture. */
    PromiseAccount account(boolean genericSyncTraced) {
        return genericSyncTraced ? traced : untraced;
    }

    void doubt(Doubt why) {
        traced.doubt(why);
        untraced.doubt(why);
    }

    /** Decides by all that was seen of a promise. The events are asked for only where they are shown. */
    void decide(Promise promise, Supplier<List<String>> events) {
        if (pages == null) {
            pages = PageSizes.of(pageSize, capture); // a reader knows it before the first event
        }
        decide(promise, events, traced);
        decide(promise, events, untraced);
    }

    private void decide(Promise promise, Supplier<List<String>> events, PromiseAccount account) {
        Violation.Kind kind = promise.violation(pages, account == traced);
        if (kind == null) {
            Doubt doubt = promise.doubt(pages);
            if (doubt == null) {
                account.keep();
            } else {
                account.doubt(doubt);
            }
        } else if (account.violate(kind)) {
            account.add(new Violation(
                    kind,
                    promise.time,
                    promise.tid,
                    promise.comm,
                    promise.dev,
                    promise.ino,
                    promise.offset(pages),
                    found(kind, promise),
                    events.get()));
        }
    }

    private String found(Violation.Kind kind, Promise promise) {
        return switch (kind) {
            case MISSING_FSYNC -> "the fault went on without vfs_fsync_range";
            case INSERTED_BEFORE_FSYNC_END ->
                promise.insertedBeforeSync
                        ? "the entry was inserted before vfs_fsync_range was called"
                        : "the entry was inserted before vfs_fsync_range had returned";
            case FAILED_FSYNC_INSERTED ->
                "vfs_fsync_range returned " + promise.syncResult + ", and the entry was inserted";
            case FAILED_FSYNC_NO_ERROR ->
                "vfs_fsync_range returned " + promise.syncResult + ", and the fault "
                        + (promise.result == 0 ? "0" : FaultResult.format(promise.result)) + ", expected SIGBUS";
            case NOT_DATASYNC -> "datasync was " + promise.datasync + ", expected 1";
            case WRONG_RANGE -> wrongRange(promise);
        };
    }

    private String wrongRange(Promise promise) {
        long first = promise.offset(pages);
        long bytes = promise.bytes(pages);
        return String.format(
                Locale.ROOT,
                "bytes %d to %d were flushed, expected %d to %d (pgoff %d, pages of %d)",
                promise.syncStart,
                promise.syncEnd,
                first,
                first + (bytes == UNKNOWN ? pages.pte() : bytes) - 1,
                promise.pgoff,
                pages.pte());
    }
}
