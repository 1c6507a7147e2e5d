package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.EventSink;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a reader sends, a line each: {@code comm tid cpu time event}, or {@code lost cpu count}. */
final class EventLines implements EventSink {
    final List<String> lines = new ArrayList<>();
    Capture capture;

    static EventLines of(Input input) throws IOException {
        EventLines lines = new EventLines();
        try (input) {
            lines.capture = Captures.read(input, new Sinks(lines, null, null));
        }
        return lines;
    }

    @Override
    public void event(Event event) {
        lines.add(event.comm + ' ' + event.tid + ' ' + event.cpu + ' ' + event.time + ' ' + name(event));
    }

    private static String name(Event event) {
        if (event.kind == EventKind.FUNCTION_ENTRY) {
            return "daxp:" + event.function.symbol();
        }
        if (event.kind == EventKind.FUNCTION_RETURN) {
            return "daxp:" + event.function.symbol() + "_ret";
        }
        return event.kind.tracepoint();
    }

    @Override
    public void lost(int cpu, long count) {
        lines.add("lost " + cpu + ' ' + count);
    }
}
