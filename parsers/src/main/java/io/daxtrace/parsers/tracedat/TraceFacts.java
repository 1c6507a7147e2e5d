package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import io.daxtrace.parsers.raw.RawEvents;
import java.util.ArrayList;
import java.util.List;

/** What a trace.dat says about its events, gathered before the first of them is read. */
final class TraceFacts {
    final Capture capture;
    final boolean bigEndian;
    final RawEvents events;
    final CommandLines commandLines = new CommandLines();
    final CpuStats stats = new CpuStats();
    /** In the file's order. */
    final List<TraceBuffer> buffers = new ArrayList<>();

    PageLayout layout;
    /** The clock selected in option TRACECLOCK. */
    String clock = TraceClock.DEFAULT;

    TraceClock.Tsc2Nsec tsc2Nsec;

    TraceFacts(Capture capture, boolean bigEndian) {
        this.capture = capture;
        this.bigEndian = bigEndian;
        events = new RawEvents(capture, bigEndian);
    }
}
