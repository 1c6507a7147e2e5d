package io.daxtrace.parsers.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes rows of a block's lines. One for each thread; knows nothing of the lines before. */
public final class LineParser {
    /** Longer lines are left out. */
    static final int LONGEST_LINE = 64 * 1024;

    /** What a format's own event lines look like. */
    public interface Grammar {
        /** Makes a row of the line; false when it is none of an event. */
        boolean parse(LineCursor line, Row row);
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a_0a0a_0a0a_0a0aL;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int MOST_EXCERPTS = 3;
    private static final int EXCERPT = 60;

    private final Grammar grammar;
    private final boolean quoted;
    private final boolean escaped;
    private final LineCursor cursor = new LineCursor();

    /**
     * @param quoted whether lines begin with a mail's {@code >}
     * @param escaped whether there are terminal escape sequences in the lines
     */
    LineParser(Grammar grammar, boolean quoted, boolean escaped) {
        this.grammar = grammar;
        this.quoted = quoted;
        this.escaped = escaped;
    }

    void parse(LineBlock block) {
        byte[] bytes = block.bytes;
        int from = 0;
        int excerpts = 0;
        for (int i = 0; i < block.overlong; i++) {
            Row row = block.next();
            row.line = block.lines++;
            row.fail(LineProblem.TOO_LONG);
            block.add();
        }
        while (from < block.length) {
            int to = lineEnd(bytes, from, block.length);
            Row row = block.next();
            row.line = block.lines++;
            if (to - from > LONGEST_LINE) {
                row.fail(LineProblem.TOO_LONG);
            } else if (!line(bytes, from, to, row)) {
                from = to + 1;
                continue;
            }
            if (to == block.length && row.what != Row.What.HEADER) {
                row.fail(LineProblem.CUT);
            }
            if (row.what == Row.What.PROBLEM && excerpts < MOST_EXCERPTS) {
                excerpts++;
                row.text = new String(bytes, from, Math.min(EXCERPT, to - from), StandardCharsets.UTF_8);
            }
            block.add();
            from = to + 1;
        }
    }

    /** Where the line's line feed is, or the block's end. */
    private static int lineEnd(byte[] bytes, int from, int limit) {
        int i = from;
        while (i + Long.BYTES <= limit) {
            long word = (long) LONGS.get(bytes, i) ^ LINE_FEEDS;
            long found = word - ONES & ~word & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < limit && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Makes a row of one line; false when it is one without meaning. */
    private boolean line(byte[] bytes, int start, int lineEnd, Row row) {
        int from = start;
        int to = lineEnd;
        while (to > from && bytes[to - 1] == '\r') {
            to--;
        }
        if (to - from >= 3 && bytes[from] == (byte) 0xef && bytes[from + 1] == (byte) 0xbb) {
            from += 3;
        }
        if (escaped) {
            to = Escapes.strip(bytes, from, to);
        }
        if (quoted) {
            from = unquote(bytes, from, to);
        }
        if (from == to) {
            return false;
        }
        if (bytes[from] != '#' && grammar.parse(cursor.set(bytes, from, to), row)) {
            return true;
        }
        int stripped = Escapes.strip(bytes, from, to);
        row.clear();
        if (stripped != to) {
            if (grammar.parse(cursor.set(bytes, from, stripped), row)) {
                return true;
            }
            row.clear();
        }
        return OtherLine.parse(cursor.set(bytes, from, stripped), row);
    }

    private static int unquote(byte[] bytes, int start, int to) {
        int from = start;
        while (from < to && bytes[from] == '>') {
            from++;
            if (from < to && bytes[from] == ' ') {
                from++;
            }
        }
        return from;
    }
}
