package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.KernelFunction;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Which tracepoints and functions a buffer holds events of, and how many events. */
final class Tally implements EventSink {
    private final Set<EventKind> tracepoints = EnumSet.noneOf(EventKind.class);
    private final Set<KernelFunction> functions = new HashSet<>();
    private long events;

    @Override
    public void event(Event event) {
        events++;
        if (event.function == null) {
            tracepoints.add(event.kind);
        } else {
            functions.add(event.function);
        }
    }

    @Override
    public void lost(int cpu, long count) {}

    long events() {
        return events;
    }

    boolean sharesKindWith(Tally other) {
        return !Collections.disjoint(tracepoints, other.tracepoints)
                || !Collections.disjoint(functions, other.functions);
    }

    void add(Tally other) {
        tracepoints.addAll(other.tracepoints);
        functions.addAll(other.functions);
        events += other.events;
    }
}
