package io.daxtrace.parsers.text;

/** What stands before an event's text in a line: who, where and when. */
public abstract class Prefix {
    /** The width of a comm column. */
    static final int COMM = 16;

    final Comms comms;

    protected Prefix(Comms comms) {
        this.comms = comms;
    }

    /**
     * Reads the prefix into the row's event and leaves the cursor at the event's text.
     *
     * @return false when the line has no such prefix; row and cursor are then half-changed
     */
    public abstract boolean parse(LineCursor line, Row row);

    /** Reads {@code seconds.fraction: } at the cursor. */
    static boolean time(LineCursor line, Row row) {
        long time = line.time();
        if (!line.ok || !line.take(':')) {
            return false;
        }
        return setTime(line, row, time);
    }

    /** Puts a time that the cursor has just read into the row; a time without a point is of a clock without seconds. */
    static boolean setTime(LineCursor line, Row row, long time) {
        if (line.fractionDigits == 0) {
            row.fail(LineProblem.NO_TIME);
            return true;
        }
        row.event.time = time;
        row.resolution = 1;
        for (int digits = line.fractionDigits; digits < 9; digits++) {
            row.resolution *= 10;
        }
        return true;
    }

    /** A number of a thread or CPU: 0 to the largest int. */
    static int smallNumber(LineCursor line) {
        long value = line.decimal();
        line.ok &= value >= 0 && value <= Integer.MAX_VALUE;
        return (int) value;
    }

    /**
     * The first {@code seconds.fraction:} with at least 6 digits of fraction and a space before it, or -1; where each
     * text has its time, whatever stands before it.
     */
    static int findTime(LineCursor line, int from) {
        byte[] bytes = line.bytes;
        for (int point = from + 1; point < line.end - 7; point++) {
            if (bytes[point] != '.' || !LineCursor.isDigit(bytes[point - 1])) {
                continue;
            }
            int colon = point + 1;
            while (colon < line.end && LineCursor.isDigit(bytes[colon])) {
                colon++;
            }
            int start = point;
            while (start > from && LineCursor.isDigit(bytes[start - 1])) {
                start--;
            }
            boolean apart = start == from || bytes[start - 1] == ' ';
            if (apart && colon - point > 6 && colon < line.end && bytes[colon] == ':') {
                return start;
            }
        }
        return -1;
    }

    /** Steps left from {@code to} over spaces, but not beyond {@code from}. */
    static int skipSpacesLeft(LineCursor line, int from, int to) {
        int i = to;
        while (i > from && line.bytes[i - 1] == ' ') {
            i--;
        }
        return i;
    }

    /** Steps left from {@code to} over anything but spaces, but not beyond {@code from}. */
    static int wordStartLeft(LineCursor line, int from, int to) {
        int i = to;
        while (i > from && line.bytes[i - 1] != ' ') {
            i--;
        }
        return i;
    }
}
