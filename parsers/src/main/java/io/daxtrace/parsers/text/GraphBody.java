package io.daxtrace.parsers.text;

import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Event;
import io.daxtrace.event.KernelFunction;

/**
 * The duration and the function of a function graph's line, which tracefs and trace-cmd write alike:
 *
 * <pre>
 *    * 12118.85 us |    dax_iomap_fault();
 *                  |    dax_iomap_fault() {
 *    * 12118.85 us |    } /* dax_iomap_fault = 0x2004 *&#47;
 * </pre>
 *
 * Durations are microseconds with at most 7 significant digits, the rest cut off: exact below 10 ms, then to 10 ns, from
 * 100 ms to 100 ns, from 1 s to 1 us.
 */
public final class GraphBody {
    private static final long MICROSECOND = LatencyUnit.US.nanos();
    /** By how much {@link LineCursor#time} takes a fraction of microseconds for too much. */
    private static final long MICROSECONDS_OF_A_SECOND = LatencyUnit.S.nanos() / MICROSECOND;

    private final ByteKeys<KernelFunction> symbols = new ByteKeys<>(Symbol::function);

    /**
     * Reads a duration column that ends before {@code to}, in nanoseconds: {@link Event#UNKNOWN} for an empty one.
     * {@link LineCursor#ok} tells whether it was one.
     */
    public static long duration(LineCursor line, int to) {
        line.skipSpaces();
        line.ok = true;
        if (line.at >= to) {
            return Event.UNKNOWN;
        }
        switch (line.peek()) {
            case '$', '@', '*', '#', '!', '+' -> {
                line.at++;
                line.skipSpaces();
            }
            default -> {}
        }
        long value = line.time();
        if (!line.ok) {
            return Event.UNKNOWN;
        }
        value = line.fractionDigits == 0 ? value * MICROSECOND : value / MICROSECONDS_OF_A_SECOND;
        line.skipSpaces();
        line.ok = value >= 0 && line.startsWith("us");
        line.at += 2;
        line.skipSpaces();
        line.ok &= line.at == to;
        return value;
    }

    /** Reads from behind the duration's {@code |} to the end; false when it is no line of a function. */
    public boolean function(LineCursor line, Row row) {
        int from = line.at;
        line.skipSpaces();
        row.depth = (line.at - from) / 2;
        int comment = line.find(line.at, "/*");
        int end = comment < 0 ? line.end : comment;
        while (end > line.at && line.bytes[end - 1] == ' ') {
            end--;
        }
        if (end == line.at) {
            return false;
        }
        byte last = line.bytes[end - 1];
        if (line.peek() == '}') {
            row.what = Row.What.CALL_END;
            line.at++;
        } else if (last == ';' || last == '{') {
            row.what = last == ';' ? Row.What.LEAF : Row.What.CALL;
            row.event.function = symbol(line);
        } else {
            return false;
        }
        return comment < 0 || tail(line, row, comment + 2);
    }

    private KernelFunction symbol(LineCursor line) {
        int from = line.at;
        while (line.at < line.end && isSymbol(line.bytes[line.at])) {
            line.at++;
        }
        return symbols.get(line.bytes, from, line.at);
    }

    private static boolean isSymbol(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || LineCursor.isDigit(b)
                || b == '_'
                || b == '.'
                || b == '$';
    }

    /** {@code func}, {@code func()}, {@code = 0x2004}, {@code func = 0x2004}, {@code func ret=0x2004}, {@code <-caller ret=..}. */
    private boolean tail(LineCursor line, Row row, int from) {
        line.at = from;
        line.skipSpaces();
        if (row.what == Row.What.CALL_END && !line.startsWith("ret=")) {
            int name = line.at;
            row.event.function = symbol(line);
            row.symbol = line.at > name;
        }
        int value = line.find(line.at, "ret=");
        if (value < 0) {
            value = line.find(line.at, "= ");
            value = value < 0 ? value : value + 2;
        } else {
            value += 4;
        }
        if (value < 0) {
            return true;
        }
        line.at = value;
        row.number = line.number();
        row.event.resultKnown = line.ok;
        return line.ok;
    }
}
