package io.daxtrace.aggregate;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;

/**
 * When the operations of one input took place: each counts at its end, on the capture's clock; one whose end is not known, at the
 * latest end before it. The clock's origin is where the first operation that ended had begun.
 */
public final class OperationClock {
    private long origin = Event.UNKNOWN;
    private long latest = Event.UNKNOWN;

    /** When the fault counts, in nanoseconds, or UNKNOWN where no operation with a known end came before. */
    public long at(Fault fault) {
        return at(fault.start, fault.total);
    }

    /** The same of an fsync call. */
    public long at(FsyncCall call) {
        return at(call.start, call.duration);
    }

    private long at(long start, long duration) {
        if (start == Event.UNKNOWN || duration == Event.UNKNOWN) {
            return latest;
        }
        if (origin == Event.UNKNOWN) {
            origin = start;
        }
        long end =
                start > Long.MAX_VALUE - duration ? Long.MAX_VALUE : start + duration; // a damaged trace has any time
        latest = Math.max(latest, end);
        return end;
    }

    /** When the first operation began, or UNKNOWN. */
    public long origin() {
        return origin;
    }
}
