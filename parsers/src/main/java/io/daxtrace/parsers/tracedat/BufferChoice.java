package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which of a recording's ring buffers are read. trace-cmd record -B puts events into an instance instead of the top buffer or,
 * just as often, the same events into both; added up they would be counted twice. So instances are read only when the top
 * buffer holds nothing of daxtrace's, and several of them only when none has a kind of event that another has too. Whatever
 * is chosen, a warning says.
 */
final class BufferChoice {
    private final TraceFacts facts;
    private final BufferReader reader;

    BufferChoice(TraceFacts facts, BufferReader reader) {
        this.facts = facts;
        this.reader = reader;
    }

    void read(EventSink sink) throws IOException {
        List<TraceBuffer> instances = new ArrayList<>(facts.buffers);
        TraceBuffer top = null;
        for (TraceBuffer buffer : facts.buffers) {
            if (buffer.name.isEmpty() && top == null) {
                top = buffer;
                instances.remove(buffer);
            }
        }
        long events = 0;
        if (top != null && (top.count() > 0 || instances.isEmpty())) {
            facts.capture.clock = top.clock;
            events = reader.read(List.of(top), sink);
        }
        if (instances.isEmpty()) {
            return;
        }
        if (events > 0) {
            facts.capture.warn("only the top buffer was read; left out, because the same events may be there again: "
                    + names(instances));
            return;
        }
        readInstances(instances, sink);
    }

    private void readInstances(List<TraceBuffer> instances, EventSink sink) throws IOException {
        List<TraceBuffer> chosen = choose(instances);
        if (chosen.isEmpty()) {
            facts.capture.warn("no buffer holds events of daxtrace's kinds: " + names(instances));
            return;
        }
        facts.capture.clock = chosen.get(0).clock;
        reader.read(chosen, sink);
        List<TraceBuffer> others = new ArrayList<>(instances);
        others.removeAll(chosen);
        facts.capture.warn("the top buffer holds no events of daxtrace's kinds; read instead: " + names(chosen)
                + (others.isEmpty() ? "" : "; left out, because the same events may be there again: " + names(others)));
    }

    private List<TraceBuffer> choose(List<TraceBuffer> instances) throws IOException {
        List<TraceBuffer> withEvents = new ArrayList<>();
        Tally all = new Tally();
        TraceBuffer fullest = null;
        long most = 0;
        boolean together = true;
        for (TraceBuffer instance : instances) {
            Tally tally = tally(instance);
            if (tally.events() == 0) {
                continue;
            }
            together &= !all.sharesKindWith(tally) && (fullest == null || fullest.clock.equals(instance.clock));
            all.add(tally);
            withEvents.add(instance);
            if (tally.events() > most) {
                most = tally.events();
                fullest = instance;
            }
        }
        return together || fullest == null ? withEvents : List.of(fullest);
    }

    /** Reads an instance once for what is in it; nothing of that stays in the capture but its warnings. */
    private Tally tally(TraceBuffer instance) throws IOException {
        Capture capture = facts.capture;
        Map<String, Long> before = capture.eventCounts();
        long dropped = capture.loss().kernelDropped;
        Tally tally = new Tally();
        reader.read(List.of(instance), tally);
        for (String name : capture.eventCounts().keySet()) {
            capture.events(name).value = before.getOrDefault(name, 0L);
        }
        capture.loss().kernelDropped = dropped;
        return tally;
    }

    private static String names(List<TraceBuffer> buffers) {
        StringBuilder text = new StringBuilder();
        for (TraceBuffer buffer : buffers) {
            text.append(text.isEmpty() ? "" : ", ").append(buffer.title());
        }
        return text.toString();
    }
}
