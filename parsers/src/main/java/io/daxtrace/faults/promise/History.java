package io.daxtrace.faults.promise;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The last events of one thread, kept to be shown beside a broken promise. */
final class History {
    private static final int SIZE = 16;
    private static final double SECOND = 1e9;

    private final EventKind[] kinds = new EventKind[SIZE];
    private final String[] names = new String[SIZE];
    private final long[] times = new long[SIZE];
    private final long[] pgoffs = new long[SIZE];
    private final long[] starts = new long[SIZE];
    private final long[] ends = new long[SIZE];
    private final long[] datasyncs = new long[SIZE];
    private final long[] results = new long[SIZE];
    private final boolean[] resultsKnown = new boolean[SIZE];
    private long count;

    void clear() {
        count = 0;
    }

    void add(Event event) {
        int i = (int) (count++ % SIZE);
        kinds[i] = event.kind;
        names[i] = event.function != null ? event.function.symbol() : event.kind.tracepoint();
        times[i] = event.time;
        pgoffs[i] = event.pgoff;
        starts[i] = event.start;
        ends[i] = event.end;
        datasyncs[i] = event.datasync;
        results[i] = event.result;
        boolean begins = event.kind == EventKind.DAX_PTE_FAULT || event.kind == EventKind.DAX_PMD_FAULT;
        resultsKnown[i] = event.resultKnown && !begins; // what these print as result is from an attempt before
    }

    /** A line for each, the oldest first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (long n = Math.max(0, count - SIZE); n < count; n++) {
            lines.add(line((int) (n % SIZE)));
        }
        return lines;
    }

    private String line(int i) {
        StringBuilder line = new StringBuilder(time(times[i])).append(' ').append(names[i]);
        if (kinds[i] == EventKind.FUNCTION_RETURN) {
            line.append(" returned");
        }
        number(line, " pgoff=", pgoffs[i]);
        number(line, " start=", starts[i]);
        number(line, " end=", ends[i]);
        number(line, " datasync=", datasyncs[i]);
        if (resultsKnown[i]) {
            line.append(' ').append(result(i));
        }
        return Printable.escape(line.toString());
    }

    /** vm_fault_t by its names, an fsync's value as a number. */
    private String result(int i) {
        boolean sync = names[i].contains("sync") && !names[i].contains("fault");
        String flags = FaultResult.format(results[i]);
        return sync || flags.isEmpty() ? Long.toString(results[i]) : flags;
    }

    private static void number(StringBuilder line, String name, long value) {
        if (value != UNKNOWN) {
            line.append(name).append(value);
        }
    }

    /** Seconds with nanoseconds. */
    static String time(long time) {
        return time == UNKNOWN ? "-" : String.format(Locale.ROOT, "%.9f", time / SECOND);
    }
}
