package io.daxtrace.parsers.text;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventSink;
import java.util.HashMap;
import java.util.Map;

/** Takes the rows in the order of their lines: what depends on earlier lines, the counts, and the way to the sink. */
final class RowDelivery {
    /** Distinct event names counted by name; a text has hundreds. */
    private static final int MOST_NAMES = 10_000;

    /** A line that goes back in time is put down to the order of buffers where at most one line in this many does. */
    private static final int MOST_BACKWARDS = 20;

    private static final int MOST_CPUS = 8192;

    private final Capture capture;
    private final EventSink sink;
    private final Header header;
    private final Probes probes;
    private final CallStacks stacks;
    private final ProblemCounts problems = new ProblemCounts();
    private final Map<String, Capture.EventCount> counts = new HashMap<>();
    private final long[] lastTimes = new long[MOST_CPUS];
    private final Capture.EventCount graphEntries;
    private final Capture.EventCount graphExits;
    private long line = 1;
    private long events;
    private boolean headerSeen;
    private long source;
    private long resolution;
    private boolean commCut;
    private boolean stampless;

    RowDelivery(Capture capture, EventSink sink) {
        this.capture = capture;
        this.sink = sink;
        header = new Header(capture, sink);
        probes = new Probes(capture);
        stacks = new CallStacks(sink);
        graphEntries = capture.events("ftrace:funcgraph_entry");
        graphExits = capture.events("ftrace:funcgraph_exit");
        java.util.Arrays.fill(lastTimes, Long.MIN_VALUE);
    }

    void block(LineBlock block) {
        for (int i = 0; i < block.rows(); i++) {
            row(block.row(i));
        }
        line += block.lines;
    }

    private void row(Row row) {
        switch (row.what) {
            case HEADER -> {
                headerSeen = true;
                header.line(row.text);
            }
            case PROBLEM -> {
                count(row);
                problems.add(row.problem, line + row.line, row.text);
            }
            case LOST -> lost(row);
            case SWITCH -> stacks.switched(row.event);
            case NOTHING -> {}
            default -> event(row);
        }
    }

    private void event(Row row) {
        if (events == 0) {
            long before = problems.forget(LineProblem.UNKNOWN);
            if (before > 0) {
                capture.warn(before + " lines before the trace were passed over");
            }
            source = row.source;
        }
        events++;
        if (row.source != source) {
            problems.add(LineProblem.OTHER_SOURCE, line + row.line, null);
            return;
        }
        count(row);
        Event event = row.event;
        if (event.tid < 0) {
            stacks.identify(event);
        }
        resolution = Math.max(resolution, row.resolution);
        commCut |= row.commCut;
        if (row.resolution != 0 && event.cpu >= 0 && event.cpu < MOST_CPUS) {
            if (event.time < lastTimes[event.cpu]) {
                problems.add(LineProblem.BACKWARDS, line + row.line, null);
            }
            lastTimes[event.cpu] = event.time;
        }
        switch (row.what) {
            case PROBE -> {
                if (probes.resolve(row)) {
                    sink.event(event);
                }
            }
            case CALL, LEAF, CALL_END -> {
                stampless |= row.resolution == 0;
                if (row.event.duration == Event.UNKNOWN && row.what == Row.What.LEAF) {
                    problems.add(LineProblem.NO_DURATION, line + row.line, null);
                } else {
                    stacks.row(row);
                }
            }
            default -> {
                if (event.kind != null && row.resolution != 0) {
                    sink.event(event);
                }
            }
        }
    }

    private void count(Row row) {
        EventName name = row.name;
        switch (row.what) {
            case CALL -> graphEntries.value++;
            case CALL_END -> graphExits.value++;
            case LEAF -> {
                graphEntries.value++;
                graphExits.value++;
            }
            default -> countByName(row, name);
        }
    }

    private void countByName(Row row, EventName name) {
        if (name == null) {
            return;
        }
        if (row.what == Row.What.PROBE && name.kind != null) {
            counter(name.countedAsProbe()).value++;
            return;
        }
        if (name.count == null) {
            name.count = counter(name.counted);
        }
        name.count.value++;
    }

    private Capture.EventCount counter(String name) {
        Capture.EventCount count = counts.get(name);
        if (count == null) {
            boolean full = counts.size() >= MOST_NAMES;
            count = capture.events(full ? "(further names)" : name);
            if (!full) {
                counts.put(name, count);
            }
        }
        return count;
    }

    private void lost(Row row) {
        capture.loss().kernelDropped += Math.max(1, row.number);
        capture.warn("the kernel dropped events while it was recording");
        stacks.lost();
        sink.lost(row.event.cpu, row.number);
    }

    /** After the last block: what is known only now. */
    void finish(String format) throws BadInputException {
        if (events == 0 && !problems.isEmpty()) {
            throw BadInputException.atLine(
                    capture.path(),
                    problems.firstLine(),
                    "found \"" + problems.firstText() + "\", expected a line of " + format);
        }
        if (events == 0) {
            capture.warn("holds no event" + (headerSeen ? ", only a header" : ""));
        }
        capture.format = format;
        capture.resolution = resolution == 0 ? 1 : resolution;
        if (commCut) {
            capture.warn("this format cuts the names of threads to 8 bytes or fewer");
        }
        if (stampless) {
            capture.warn("the function graph has no absolute time (options funcgraph-abstime, funcgraph-proc):"
                    + " durations are known, but not when they were");
        }
        if (problems.count(LineProblem.BACKWARDS) * MOST_BACKWARDS > events) {
            capture.truncated("times go back so often that they cannot be times: are they differences, as perf script"
                    + " --deltatime prints them?");
        }
        problems.report(capture);
    }
}
