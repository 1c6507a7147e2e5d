package io.daxtrace.parsers.text;

/**
 * The prefix of {@code perf script}:
 *
 * <pre>
 *             ms4k   171 [000]    31.486282:          1 daxp:dax_iomap_fault: (ffffffffaa9d94f0)
 * |comm, 16 wide  |tid, or pid/tid   seconds   period, with -F +period
 * </pre>
 *
 * With callchains the comm is not padded; comm and cpu are there as {@code -F} asked for them; {@code VM:} and
 * {@code VCPU:} may come first, the misc letters and the time of day before the time.
 */
final class PerfPrefix extends Prefix {
    private static final int MOST_COLUMNS = 4;

    PerfPrefix(Comms comms) {
        super(comms);
    }

    @Override
    public boolean parse(LineCursor line, Row row) {
        int from = line.at;
        if (line.end - from > COMM && line.bytes[from + COMM] == ' ') {
            line.at = from + COMM + 1;
            if (afterComm(line, row)) {
                row.event.comm = comms.get(line.bytes, from, from + COMM);
                period(line);
                return true;
            }
        }
        if (moved(line, row, from)) {
            period(line);
            return true;
        }
        return false;
    }

    private static boolean afterComm(LineCursor line, Row row) {
        line.skipSpaces();
        if (!ids(line, row)) {
            return false;
        }
        line.skipSpaces();
        if (line.take('[')) {
            row.event.cpu = smallNumber(line);
            if (!line.ok || !line.take(']')) {
                return false;
            }
        }
        line.skipSpaces();
        return time(line, row);
    }

    /** {@code tid} or {@code pid/tid}; perf prints -1 for a thread it does not know. */
    private static boolean ids(LineCursor line, Row row) {
        boolean unknown = line.take('-');
        int id = smallNumber(line);
        if (line.ok && line.take('/')) {
            row.event.pid = unknown ? -1 : id;
            unknown = line.take('-');
            id = smallNumber(line);
        }
        row.event.tid = unknown ? -1 : id;
        return line.ok && (line.at == line.end || line.peek() == ' ');
    }

    private boolean moved(LineCursor line, Row row, int from) {
        int time = findTime(line, from);
        if (time < 0) {
            return false;
        }
        int end = skipSpacesLeft(line, from, time);
        for (int column = 0; column < MOST_COLUMNS && end > from; column++) {
            int start = wordStartLeft(line, from, end);
            line.at = start;
            if (line.take('[')) {
                row.event.cpu = smallNumber(line);
            } else if (ids(line, row)) {
                return comm(line, row, from, start) && timeAt(line, row, time);
            }
            end = skipSpacesLeft(line, from, start);
        }
        return false;
    }

    private static boolean timeAt(LineCursor line, Row row, int time) {
        line.at = time;
        return time(line, row);
    }

    private boolean comm(LineCursor line, Row row, int from, int tid) {
        int end = skipSpacesLeft(line, from, tid);
        if (end == from) {
            return true;
        }
        line.at = from;
        if (line.startsWith("VM:")) {
            line.at = from + "VM:".length();
            line.skipSpaces();
            line.at = line.wordEnd(line.at);
            line.skipSpaces();
            if (line.startsWith("VCPU:")) {
                line.at = line.wordEnd(line.at);
                line.skipSpaces();
            }
        }
        row.event.comm = comms.get(line.bytes, Math.min(line.at, end), end);
        return row.event.comm != null;
    }

    /** Steps over a number between the time and the event's name. */
    private static void period(LineCursor line) {
        line.skipSpaces();
        int from = line.at;
        line.decimal();
        if (!line.ok || line.peek() != ' ') {
            line.at = from;
        }
    }
}
