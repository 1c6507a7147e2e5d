package io.daxtrace.aggregate;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FilePath;
import java.time.Instant;

/**
 * One of the slowest faults.
 *
 * @param input where it was found
 * @param origin when that input's first operation began, on its clock, or UNKNOWN
 * @param number its place among all faults in the order in which they ended, from 1
 */
public record SlowFault(Capture input, long origin, long number, Fault fault) {
    /** Where its file is, or null. */
    public FilePath path() {
        return input.files().of(fault.dev, fault.ino);
    }

    /** When it began, or null where the input does not tell. */
    public Instant began() {
        return fault.start == Event.UNKNOWN || input.clockOffset.isEmpty()
                ? null
                : Instant.EPOCH.plusNanos(input.clockOffset.getAsLong()).plusNanos(fault.start);
    }
}
