package io.daxtrace.parsers.funcgraph;

import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Event;
import io.daxtrace.parsers.text.Comms;
import io.daxtrace.parsers.text.EventLine;
import io.daxtrace.parsers.text.GraphBody;
import io.daxtrace.parsers.text.LineCursor;
import io.daxtrace.parsers.text.LineParser;
import io.daxtrace.parsers.text.Row;

/**
 * A line of a function graph, with the columns that the options asked for:
 *
 * <pre>
 *   168.260311 |   0)    ms4k-273    |  .....  | * 12118.85 us |  }
 *      1834 us |   0)
 *   time           cpu   task           flags    duration         function
 * </pre>
 *
 * By default only CPU, duration and function are there. The column of the duration is known by what is in it.
 */
final class GraphLine implements LineParser.Grammar {
    private static final int MOST_COLUMNS = 5;
    private static final long MICROSECOND = LatencyUnit.US.nanos();

    private final Comms comms;
    private final GraphBody body = new GraphBody();
    private final EventLine events = new EventLine();

    GraphLine(Comms comms) {
        this.comms = comms;
    }

    @Override
    public boolean parse(LineCursor line, Row row) {
        row.event.tid = -1;
        line.skipSpaces();
        if (!absoluteTime(line, row)) {
            relativeTime(line, row);
        }
        line.skipSpaces();
        if (!cpu(line, row) && line.take('|')) {
            line.skipSpaces();
            cpu(line, row);
        }
        if (line.find(line.at, "==========") >= 0) {
            row.what = Row.What.NOTHING;
            return true;
        }
        for (int column = 0; column < MOST_COLUMNS; column++) {
            int from = line.at;
            int bar = line.find(from, "|");
            if (bar < 0) {
                return column == 0 && taskSwitch(line, row, from);
            }
            row.event.duration = GraphBody.duration(line, bar);
            if (line.ok) {
                line.at = bar + 1;
                return text(line, row);
            }
            if (row.event.comm == null) {
                task(line, row, from, bar);
            }
            line.at = bar + 1;
        }
        return false;
    }

    private static boolean absoluteTime(LineCursor line, Row row) {
        int from = line.at;
        long time = line.time();
        if (line.ok && line.fractionDigits >= 6) {
            line.skipSpaces();
            if (line.take('|')) {
                row.event.time = time;
                row.resolution = line.fractionDigits == 9 ? 1 : MICROSECOND;
                return true;
            }
        }
        line.at = from;
        return false;
    }

    /** {@code 1834 us | } since the trace began, if a CPU follows: else it is a duration. */
    private static void relativeTime(LineCursor line, Row row) {
        int from = line.at;
        long microseconds = line.decimal();
        boolean number = line.ok;
        line.skipSpaces();
        if (number && microseconds >= 0 && microseconds < Long.MAX_VALUE / MICROSECOND && line.startsWith("us ")) {
            line.at += 3;
            line.skipSpaces();
            int cpu = line.at + 1;
            if (line.take('|')) {
                line.skipSpaces();
                line.decimal();
                if (line.ok && line.peek() == ')') {
                    line.at = cpu;
                    row.event.time = microseconds * MICROSECOND;
                    row.resolution = MICROSECOND;
                    return;
                }
            }
        }
        line.at = from;
    }

    private static boolean cpu(LineCursor line, Row row) {
        int from = line.at;
        long cpu = line.decimal();
        if (line.ok && cpu >= 0 && cpu <= Integer.MAX_VALUE && line.take(')')) {
            row.event.cpu = (int) cpu;
            return true;
        }
        line.at = from;
        return false;
    }

    /** {@code  migration/0-17 => sshd-1755}: the CPU goes on to another task. */
    private boolean taskSwitch(LineCursor line, Row row, int from) {
        int arrow = line.find(from, " => ");
        if (arrow < 0 || row.event.cpu < 0) {
            return false;
        }
        row.what = Row.What.SWITCH;
        return task(line, row, arrow + 4, line.end);
    }

    /** {@code comm-tid}, the comm cut to 7 bytes, with spaces around it. */
    private boolean task(LineCursor line, Row row, int start, int bar) {
        int from = start;
        int end = bar;
        while (end > from && line.bytes[end - 1] == ' ') {
            end--;
        }
        int dash = end;
        while (dash > from && line.bytes[dash - 1] != '-') {
            dash--;
        }
        line.at = dash;
        long tid = line.decimal();
        if (!line.ok || line.at != end || dash == from || tid < 0 || tid > Integer.MAX_VALUE) {
            return false;
        }
        row.event.comm = comms.get(line.bytes, from, dash - 1);
        row.event.tid = row.event.comm == null ? -1 : (int) tid;
        row.commCut = true;
        return row.event.comm != null;
    }

    /** A function, or the event that the kernel writes as a comment between them. */
    private boolean text(LineCursor line, Row row) {
        int from = line.at;
        line.skipSpaces();
        if (!line.startsWith("/* ")) {
            line.at = from;
            return body.function(line, row);
        }
        line.at += 3;
        int end = line.end;
        if (line.startsWith(end - 3, " */")) {
            line.end = end - 3;
        }
        row.event.duration = Event.UNKNOWN;
        return line.at < line.end && events.text(line, row);
    }
}
