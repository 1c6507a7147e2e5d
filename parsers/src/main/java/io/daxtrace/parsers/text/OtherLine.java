package io.daxtrace.parsers.text;

import java.nio.charset.StandardCharsets;

/** The lines of a text that are no event's: headers, marks of loss, stacks. */
final class OtherLine {
    private static final String[] HEADERS = {"# entries-in-buffer", "# os release :"};
    private static final String[] MEANINGLESS = {
        "cpus=", "version = ", "TRACE:", "=> ", "<stack trace", "Script started", "Script done", "-----"
    };

    private OtherLine() {}

    /** Makes a row of it; false when it has no meaning for daxtrace. */
    static boolean parse(LineCursor line, Row row) {
        int from = line.at;
        if (line.peek() == '#') {
            return header(line, row);
        }
        int indentation = line.at;
        while (line.peek() == ' ' || line.peek() == '\t') {
            line.at++;
        }
        indentation = line.at - indentation;
        if (line.at == line.end || lost(line, row)) {
            return line.at < line.end;
        }
        for (String start : MEANINGLESS) {
            if (line.startsWith(start)) {
                return false;
            }
        }
        if (line.startsWith("CPU ") && line.find(line.at, " is empty") > 0) {
            return false;
        }
        if (indentation > 0 && callchain(line)) {
            return false;
        }
        row.fail(Prefix.findTime(line, from) < 0 ? LineProblem.UNKNOWN : LineProblem.EVENT);
        return true;
    }

    private static boolean header(LineCursor line, Row row) {
        boolean wanted = line.find(line.at, " latency trace v") > 0;
        for (String start : HEADERS) {
            wanted |= line.startsWith(start);
        }
        if (!wanted) {
            return false;
        }
        row.what = Row.What.HEADER;
        row.text = new String(line.bytes, line.at, Math.min(200, line.end - line.at), StandardCharsets.UTF_8);
        return true;
    }

    /**
     * {@code CPU:1 [LOST 12 EVENTS]} of the kernel, {@code CPU:1 [12 EVENTS DROPPED]} of trace-cmd, both also without a
     * number; a file's or instance's name may come first. True also for the mark of a sub-buffer, with the cursor at the
     * end.
     */
    private static boolean lost(LineCursor line, Row row) {
        int mark = line.startsWith("CPU:") ? line.at : line.find(line.at, ": CPU:") + 2;
        if (!line.startsWith(mark, "CPU:")) {
            return false;
        }
        int start = line.at;
        line.at = mark + 4;
        row.event.cpu = Prefix.smallNumber(line);
        if (!line.ok || !line.take(' ') || !line.take('[')) {
            line.at = start;
            return false;
        }
        if (line.startsWith("SUBBUFFER START")) {
            line.at = line.end;
            return true;
        }
        if (line.startsWith("LOST ")) {
            line.at += 5;
        }
        row.what = Row.What.LOST;
        row.number = line.decimal();
        if (!line.ok || row.number < 0) {
            row.number = -1;
        }
        line.skipSpaces();
        if (!line.startsWith("EVENTS")) {
            line.at = start;
            return false;
        }
        return true;
    }

    /** {@code ffffffffa25d94f0 dax_iomap_fault+0x0 ([kernel.kallsyms])} below perf's line, or trace-cmd's {@code => symbol}. */
    private static boolean callchain(LineCursor line) {
        int from = line.at;
        line.hex();
        boolean address = line.ok && (line.peek() == ' ' || line.peek() == -1);
        line.at = from;
        return address;
    }
}
