package io.daxtrace.parsers.text;

import io.daxtrace.distribution.LatencyUnit;

/**
 * The prefix of tracefs' latency format and of {@code trace-cmd report -l}, whose comm is cut to 8 bytes:
 *
 * <pre>
 *     ms4k-270       0..... 190682us+: dax_iomap_fault: (dax_iomap_fault+0x0/0x30)
 *     ms4k-261     1.....    47.673409: dax_iomap_fault:      (ffffffff96cbc854)
 * |comm   |tid    cpu flags  microseconds since the trace began, mark of a long delay; or seconds
 * </pre>
 */
final class LatencyPrefix extends Prefix {
    private static final int CUT_COMM = 8;
    private static final int MOST_FLAGS = 12;
    private static final long MICROSECOND = LatencyUnit.US.nanos();
    private static final long MOST_MICROSECONDS = Long.MAX_VALUE / MICROSECOND;

    LatencyPrefix(Comms comms) {
        super(comms);
    }

    @Override
    public boolean parse(LineCursor line, Row row) {
        int from = line.at;
        int dash = from + CUT_COMM;
        if (line.end - from <= CUT_COMM || line.bytes[dash] != '-' || !afterComm(line, row, dash)) {
            // indentation lost or added: a comm of 8 bytes at most, then the first dash that fits
            line.at = from;
            line.skipSpaces();
            from = line.at;
            dash = from + 1;
            while (dash - from <= CUT_COMM && dash < line.end && !afterComm(line, row, dash)) {
                dash++;
            }
            if (dash - from > CUT_COMM || dash >= line.end) {
                return false;
            }
        }
        row.event.comm = comms.get(line.bytes, from, dash);
        row.commCut = true;
        return true;
    }

    private static boolean afterComm(LineCursor line, Row row, int dash) {
        line.at = dash;
        if (!line.take('-')) {
            return false;
        }
        row.event.tid = smallNumber(line);
        if (!line.ok || line.peek() != ' ') {
            return false;
        }
        line.skipSpaces();
        row.event.cpu = smallNumber(line);
        int flags = line.at;
        if (!line.ok || line.peek() == ' ') {
            return false;
        }
        line.at = line.wordEnd(flags);
        if (line.at - flags > MOST_FLAGS) {
            return false;
        }
        line.skipSpaces();
        int time = line.at;
        return microseconds(line, row) || time(line.set(line.bytes, time, line.end), row);
    }

    /** {@code 190682us+: }; negative before the trace's beginning. */
    private static boolean microseconds(LineCursor line, Row row) {
        boolean negative = line.take('-');
        long value = line.decimal();
        if (!line.ok || value < 0 || value > MOST_MICROSECONDS || !line.take('u') || !line.take('s')) {
            return false;
        }
        // one character: a space or the mark of a delay
        line.at++;
        if (!line.take(':')) {
            return false;
        }
        row.event.time = (negative ? -value : value) * MICROSECOND;
        row.resolution = MICROSECOND;
        return true;
    }
}
