package io.daxtrace.parsers.text;

import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;

/**
 * The text of a kprobe's event:
 *
 * <pre>
 *   (dax_iomap_fault+0x4/0x40) order=0                                  an entry, by the kernel
 *   (ffffffff96cbc854) order=0                                          an entry, by trace-cmd or perf
 *   (ext4_dax_huge_fault+0x181/0x2d0 [ext4] &lt;- dax_iomap_fault) ret=0x2004    a return, by the kernel: (to &lt;- function)
 *   (ffffffff96cbc854 &lt;- ffffffffc0ac36d2) ret=0x2004                   a return, by the others: (function &lt;- to)
 *   __probe_func=ffffffff96cbc854 __probe_ret_ip=ffffffffc0ac36d2 ret=8196     trace-cmd report -R
 * </pre>
 */
final class ProbeBody {
    /** A probe this far into a function still sees its entry: endbr64, bti, or a patchable prologue come first. */
    private static final long ENTRY = 16;

    private final ByteKeys<KernelFunction> symbols = new ByteKeys<>(Symbol::function);

    /** Whether the text at the cursor can be a probe's. */
    static boolean starts(LineCursor line) {
        int c = line.peek();
        return c == '(' || c == '_' && line.startsWith("__probe_");
    }

    /**
     * Reads the text at the cursor; the row becomes a PROBE's, if it is one.
     *
     * @return false when it is damaged
     */
    boolean parse(LineCursor line, Row row) {
        if (line.peek() == '(') {
            int close = close(line);
            if (close < 0) {
                return row.name.function == null;
            }
            row.what = Row.What.PROBE;
            if (!place(line, row, close)) {
                row.symbol = true;
            }
            line.at = close + 1;
        } else {
            row.what = Row.What.PROBE;
            row.event.kind = line.startsWith("__probe_func=") ? EventKind.FUNCTION_RETURN : EventKind.FUNCTION_ENTRY;
        }
        if (row.symbol && row.event.function == null) {
            return true;
        }
        return RawFields.parse(line, row);
    }

    private static int close(LineCursor line) {
        for (int i = line.at; i < line.end; i++) {
            if (line.bytes[i] == ')' && (i + 1 == line.end || line.bytes[i + 1] == ' ')) {
                return i;
            }
        }
        return -1;
    }

    /** What is between the parentheses; false when no function's entry or return. */
    private boolean place(LineCursor line, Row row, int close) {
        int left = line.at + 1;
        int leftEnd = symbolEnd(line, left, close);
        int arrow = arrow(line, leftEnd, close);
        if (arrow < 0) {
            row.event.kind = EventKind.FUNCTION_ENTRY;
            if (address(line, row, left, leftEnd)) {
                return true;
            }
            if (leftEnd < close && line.bytes[leftEnd] == '+') {
                line.at = leftEnd + 1;
                if (line.startsWith("0x")) {
                    line.at += 2;
                }
                if (line.hex() > ENTRY || !line.ok) {
                    return false;
                }
            }
            symbol(line, row, left, leftEnd);
            return true;
        }
        row.event.kind = EventKind.FUNCTION_RETURN;
        int right = arrow + 3;
        int rightEnd = symbolEnd(line, right, close);
        if (!line.isAddress(right, rightEnd)) {
            symbol(line, row, right, rightEnd);
        } else if (!address(line, row, left, leftEnd)) {
            symbol(line, row, left, leftEnd);
        }
        return true;
    }

    private static int symbolEnd(LineCursor line, int from, int close) {
        int i = from;
        while (i < close && line.bytes[i] != ' ' && line.bytes[i] != '+') {
            i++;
        }
        return i;
    }

    private static int arrow(LineCursor line, int from, int close) {
        for (int i = from; i < close - 3; i++) {
            if (line.bytes[i] == '<' && line.bytes[i + 1] == '-' && line.bytes[i + 2] == ' ') {
                return i;
            }
        }
        return -1;
    }

    private static boolean address(LineCursor line, Row row, int from, int to) {
        if (!line.isAddress(from, to)) {
            return false;
        }
        line.at = line.startsWith(from, "0x") ? from + 2 : from;
        row.address = line.hex();
        return true;
    }

    private void symbol(LineCursor line, Row row, int from, int to) {
        row.symbol = true;
        row.event.function = symbols.get(line.bytes, from, to);
    }
}
