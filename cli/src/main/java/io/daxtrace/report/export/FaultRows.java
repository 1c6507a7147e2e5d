package io.daxtrace.report.export;

import io.daxtrace.event.Capture;
import io.daxtrace.event.FaultSink;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes every fault and every fsync call as it comes, in the order in which they ended, and keeps nothing. What cannot
 * be written ends in an {@link UncheckedIOException}, because a sink has no other way.
 */
public interface FaultRows extends FaultSink {
    /** What follows is from this input. */
    void input(Capture capture) throws IOException;

    /** The input has ended, and what was lost in it is known. */
    void inputEnded(Capture capture) throws IOException;

    /** Writes what is still held back. */
    void end() throws IOException;
}
