package io.daxtrace.parsers.text;

import io.daxtrace.event.Event;
import java.nio.charset.StandardCharsets;

/** A line of an event: a prefix, the event's name, and a body that depends on it. */
public final class EventLine implements LineParser.Grammar {
    private static final int LONGEST_NAME = 200;

    private final Prefix[] prefixes;
    private int current;
    private final ByteKeys<EventName> names = new ByteKeys<>(EventName::of);
    private final TracepointBody tracepoints = new TracepointBody();
    private final ProbeBody probes = new ProbeBody();
    private final GraphBody graphs = new GraphBody();

    /** @param prefixes that lines of the format may have; the one that fitted last is tried first */
    public EventLine(Prefix... prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    public boolean parse(LineCursor line, Row row) {
        int from = line.at;
        for (int i = 0; i < prefixes.length; i++) {
            if (prefixes[current].parse(line, row)) {
                return row.what == Row.What.PROBLEM || text(line, row);
            }
            current = (current + 1) % prefixes.length;
            line.at = from;
            row.clear();
        }
        return false;
    }

    /** Reads the event's name and what follows, from the cursor on; false when it is no event. */
    public boolean text(LineCursor line, Row row) {
        line.skipSpaces();
        if (line.startsWith("PERF_RECORD_")) {
            return perfRecord(line, row);
        }
        if (line.startsWith("(+")) {
            // trace-cmd report --ts-diff
            line.at = line.wordEnd(line.at);
            line.skipSpaces();
        }
        int from = line.at;
        int hash = 0;
        while (line.at < line.end) {
            byte b = line.bytes[line.at];
            if (b == ':' && (line.at + 1 == line.end || line.bytes[line.at + 1] == ' ')) {
                break;
            }
            if (b == ' ' || b == '(' || b < ' ' && b >= 0) {
                line.at = from;
                return nameless(line, row);
            }
            hash = ByteKeys.hash(hash, b);
            line.at++;
        }
        if (line.at == from || line.at - from > LONGEST_NAME) {
            return false;
        }
        if (line.at == line.end) {
            line.at = from;
            return nameless(line, row);
        }
        row.name = names.get(line.bytes, from, line.at, hash);
        line.at++;
        line.skipSpaces();
        if (!body(line, row)) {
            row.fail(LineProblem.BODY);
        }
        return true;
    }

    /** The records that perf script shows with --show-lost-events and the like. */
    private static boolean perfRecord(LineCursor line, Row row) {
        row.what = Row.What.NOTHING;
        int lost = line.startsWith("PERF_RECORD_LOST") ? line.find(line.at, " lost ") : -1;
        if (lost > 0) {
            line.at = lost + 6;
            row.what = Row.What.LOST;
            row.number = line.decimal();
            line.ok &= row.number > 0;
        }
        return lost < 0 || line.ok;
    }

    private boolean body(LineCursor line, Row row) {
        EventName name = row.name;
        if (line.startsWith("[FAILED TO PARSE]")) {
            line.at += "[FAILED TO PARSE]".length();
            line.skipSpaces();
        }
        if (ProbeBody.starts(line)) {
            return probes.parse(line, row);
        }
        Event event = row.event;
        event.kind = name.kind;
        if (name.kind != null) {
            return isRaw(line) ? raw(line, row) : tracepoints.parse(line, event);
        }
        if (name.isGraph()) {
            return graph(line, row);
        }
        return name.function == null;
    }

    private static boolean isRaw(LineCursor line) {
        for (int i = line.at; i < line.end && line.bytes[i] != ' '; i++) {
            if (line.bytes[i] == '=') {
                return true;
            }
        }
        return false;
    }

    /** trace-cmd report -R: every field, by its name in the event's format. */
    private static boolean raw(LineCursor line, Row row) {
        if (!RawFields.parse(line, row)) {
            return false;
        }
        Event event = row.event;
        switch (event.kind) {
            case DAX_PTE_FAULT,
                    DAX_PTE_FAULT_DONE,
                    DAX_PMD_FAULT,
                    DAX_PMD_FAULT_DONE,
                    DAX_INSERT_PFN_MKWRITE,
                    DAX_INSERT_PFN_MKWRITE_NO_ENTRY -> {
                event.result = row.number & 0xffff_ffffL;
                return event.resultKnown && event.ino >= 0 && event.address >= 0 && event.dev >= 0 && event.pgoff >= 0;
            }
            case EXT4_SYNC_FILE_ENTER, XFS_FILE_FSYNC -> {
                return event.ino >= 0 && event.dev >= 0;
            }
            default -> {
                if (event.resultKnown) {
                    event.result = (int) row.number;
                }
                return true;
            }
        }
    }

    /** {@code funcgraph_entry: + 12.345 us | func();} of trace-cmd. */
    private boolean graph(LineCursor line, Row row) {
        int from = line.at;
        int bar = line.find(from, "|");
        if (bar < 0) {
            row.fail(LineProblem.RAW_GRAPH);
            return true;
        }
        row.event.duration = GraphBody.duration(line, bar);
        if (!line.ok) {
            return false;
        }
        line.at = bar + 1;
        return graphs.function(line, row);
    }

    /**
     * Events whose text does not begin with their name: {@code sys_fsync(fd: 3)} and {@code sys_fsync -> 0x0} of system
     * calls in the kernel's text, {@code func <-caller} of the function tracer, {@code <stack trace>}.
     */
    private boolean nameless(LineCursor line, Row row) {
        int from = line.at;
        int wordEnd = from;
        while (wordEnd < line.end && line.bytes[wordEnd] != ' ' && line.bytes[wordEnd] != '(') {
            wordEnd++;
        }
        if (wordEnd == from || wordEnd - from > LONGEST_NAME) {
            return false;
        }
        boolean call = line.startsWith("sys_");
        if (call && wordEnd < line.end && line.bytes[wordEnd] == '(') {
            return systemCall(line, row, "sys_enter_", from + 4, wordEnd);
        }
        if (call && line.startsWith(wordEnd, " -> ")) {
            systemCall(line, row, "sys_exit_", from + 4, wordEnd);
            line.at = wordEnd + 4;
            row.event.result = (int) line.number();
            row.event.resultKnown = line.ok;
            if (!line.ok) {
                row.fail(LineProblem.BODY);
            }
            return true;
        }
        String name = line.bytes[from] == '<' ? "ftrace:kernel_stack" : "ftrace:function";
        row.name = named(name);
        return line.startsWith(wordEnd, " <-") || wordEnd == line.end || line.bytes[from] == '<';
    }

    private boolean systemCall(LineCursor line, Row row, String direction, int from, int to) {
        String call = new String(line.bytes, from, to - from, StandardCharsets.UTF_8);
        row.name = named(direction + call);
        row.event.kind = row.name.kind;
        return true;
    }

    private EventName named(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return names.get(bytes, 0, bytes.length);
    }
}
