package io.daxtrace.parsers.text;

/**
 * The prefix of tracefs' {@code trace} and of {@code trace-cmd report}:
 *
 * <pre>
 *             ms4k-270     [000] .....   147.501780: dax_iomap_fault: (dax_iomap_fault+0x0/0x30)
 *             ms4k-254   [001]   111.092198: dax_iomap_fault:      (ffffffffa25d94f0)
 * |comm, 16 wide  |tid  (tgid) [cpu] flags   seconds
 * </pre>
 *
 * {@code (tgid)} is there with the option record-tgid, the flags (4 characters before 5.12, 5 since, up to 8 with
 * PREEMPT_RT) with irq-info. Several files or trace instances put their name and {@code ": "} before all.
 */
final class TaskPrefix extends Prefix {
    private static final int MOST_FLAGS = 12;

    TaskPrefix(Comms comms) {
        super(comms);
    }

    @Override
    public boolean parse(LineCursor line, Row row) {
        int from = line.at;
        if (line.end - from > COMM && line.bytes[from + COMM] == '-') {
            line.at = from + COMM + 1;
            if (afterComm(line, row)) {
                row.event.comm = comms.get(line.bytes, from, from + COMM);
                return true;
            }
        }
        return moved(line, row, from);
    }

    /** From the tid to the time. */
    private static boolean afterComm(LineCursor line, Row row) {
        row.event.tid = smallNumber(line);
        if (!line.ok || line.peek() != ' ') {
            return false;
        }
        line.skipSpaces();
        if (line.take('(') && !processId(line, row)) {
            return false;
        }
        line.skipSpaces();
        if (!line.take('[')) {
            return false;
        }
        row.event.cpu = smallNumber(line);
        if (!line.ok || !line.take(']') || line.peek() != ' ') {
            return false;
        }
        line.skipSpaces();
        int flags = line.at;
        if (time(line, row)) {
            return true;
        }
        line.at = line.wordEnd(flags);
        if (line.at - flags > MOST_FLAGS) {
            return false;
        }
        line.skipSpaces();
        return time(line, row);
    }

    /** {@code (    270)} or {@code (-------)}, from behind the parenthesis. */
    private static boolean processId(LineCursor line, Row row) {
        line.skipSpaces();
        if (line.peek() == '-') {
            while (line.take('-')) {
                row.event.pid = -1;
            }
        } else {
            row.event.pid = smallNumber(line);
            if (!line.ok) {
                return false;
            }
        }
        return line.take(')');
    }

    /** Where the columns have moved: the last {@code -tid [cpu]} before the first time. */
    private boolean moved(LineCursor line, Row row, int from) {
        int time = findTime(line, from);
        if (time < 0) {
            return false;
        }
        for (int dash = time - 1; dash > from; dash--) {
            if (line.bytes[dash] == '-' && LineCursor.isDigit(line.bytes[dash + 1])) {
                line.at = dash + 1;
                if (afterComm(line, row)) {
                    return comm(line, row, from, dash);
                }
            }
        }
        return false;
    }

    private boolean comm(LineCursor line, Row row, int from, int dash) {
        int start = from;
        if (dash - from > COMM && line.bytes[dash - COMM - 1] == ' ' && line.bytes[dash - COMM - 2] == ':') {
            start = dash - COMM;
        } else if (dash - from > COMM) {
            for (int i = from; i < dash - 1; i++) {
                if (line.bytes[i] == ':' && line.bytes[i + 1] == ' ') {
                    start = i + 2;
                }
            }
        }
        if (start > from) {
            row.source = 1;
            for (int i = from; i < start; i++) {
                if (line.bytes[i] != ' ') {
                    row.source = row.source * 31 + line.bytes[i];
                }
            }
        }
        row.event.comm = comms.get(line.bytes, start, dash);
        return row.event.comm != null;
    }
}
