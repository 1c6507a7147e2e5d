package io.daxtrace.aggregate;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;

/**
 * When the operations of one input took place: each at its end, on the capture's clock; one whose end is not known, at the latest end
 * before it. Whoever reads the input advances it by every operation, so that all offsets are from the same origin, whatever is
 * selected.
 */
public final class OperationClock {
    private long origin = Event.UNKNOWN;
    private long latest = Event.UNKNOWN;
    private long now = Event.UNKNOWN;

    /** Goes on to this fault. */
    public void advance(Fault fault) {
        advance(fault.start, fault.total);
    }

    /** Goes on to this fsync call. */
    public void advance(FsyncCall call) {
        advance(call.start, call.duration);
    }

    private void advance(long start, long duration) {
        if (start == Event.UNKNOWN || duration == Event.UNKNOWN) {
            now = latest;
            return;
        }
        if (origin == Event.UNKNOWN) {
            origin = start;
        }
        now = start > Long.MAX_VALUE - duration ? Long.MAX_VALUE : start + duration; // a damaged trace has any time
        latest = Math.max(latest, now);
    }

    /** When the operation counts, in nanoseconds, or UNKNOWN where no operation with a known end came before. */
    public long now() {
        return now;
    }

    /** When the first operation with a known end began, or UNKNOWN. */
    public long origin() {
        return origin;
    }
}
