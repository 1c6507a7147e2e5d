package io.daxtrace.parsers.text;

/** Terminal escape sequences (ECMA-48), as a terminal's log or a colouring grep leaves them in a text. */
final class Escapes {
    private static final byte ESCAPE = 0x1b;
    private static final byte BELL = 0x07;

    private Escapes() {}

    /** Takes the sequences out of a line in place, and returns its new end. */
    static int strip(byte[] bytes, int from, int to) {
        int read = from;
        while (read < to && bytes[read] != ESCAPE) {
            read++;
        }
        int written = read;
        while (read < to) {
            if (bytes[read] == ESCAPE) {
                read = sequenceEnd(bytes, read + 1, to);
            } else {
                bytes[written++] = bytes[read++];
            }
        }
        return written;
    }

    private static int sequenceEnd(byte[] bytes, int from, int to) {
        if (from == to) {
            return to;
        }
        int i = from + 1;
        if (bytes[from] == '[') {
            while (i < to && (bytes[i] < '@' || bytes[i] > '~')) {
                i++;
            }
            return Math.min(to, i + 1);
        }
        if (bytes[from] == ']') {
            while (i < to && bytes[i] != BELL && bytes[i] != ESCAPE) {
                i++;
            }
            return i < to && bytes[i] == BELL ? i + 1 : i;
        }
        // a character set's two bytes, or a single one
        return bytes[from] == '(' || bytes[from] == ')' ? Math.min(to, i + 1) : i;
    }
}
