package io.daxtrace.bpf;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;

/**
 * What libbpf printed since the last {@link #clear()}: warnings, with the verifier's whole log in them. libbpf hands over
 * the log of a refused program in one call, however long. One for the process, as libbpf's print function is.
 */
final class LibbpfLog {
    private static final int DEBUG = 2;
    private static final LibbpfLog LOG = new LibbpfLog();

    /** Held for good: libbpf keeps the pointer. */
    private static final LibBpf.PrintFunction PRINT = LOG::print;

    private final StringBuilder text = new StringBuilder();

    private LibbpfLog() {}

    /** Takes over libbpf's output, which would go to standard error. */
    static LibbpfLog install() {
        LibBpf.libbpf_set_print(PRINT);
        return LOG;
    }

    private int print(int level, Pointer format, Pointer arguments) {
        if (level >= DEBUG) {
            return 0;
        }
        PointerByReference formatted = new PointerByReference();
        int length = LibC.vasprintf(formatted, format, arguments);
        if (length >= 0) {
            Pointer line = formatted.getValue();
            append(new String(line.getByteArray(0, length), java.nio.charset.StandardCharsets.UTF_8));
            LibC.free(line);
        }
        return length;
    }

    private synchronized void append(String line) {
        text.append(line);
    }

    synchronized void clear() {
        text.setLength(0);
    }

    /** All of it. */
    synchronized String text() {
        return text.toString();
    }

    /**
     * The lines that say why, the last one first: those at the end of the verifier's log, its statistics left out, or,
     * without such a log, libbpf's own.
     */
    List<String> reasons(int most) {
        List<String> reasons = new ArrayList<>();
        String[] lines = text().split("\n");
        boolean inLog = false;
        for (int i = lines.length - 1; i >= 0 && reasons.size() < most; i--) {
            String line = lines[i].strip();
            if (line.contains("END PROG LOAD LOG")) {
                inLog = true;
                reasons.clear();
            } else if (line.contains("BEGIN PROG LOAD LOG")) {
                break;
            } else if (!line.isEmpty()
                    && !line.startsWith("processed ")
                    && !(inLog && (line.startsWith(";") || line.startsWith("R") && line.contains("=")))) {
                reasons.add(line.startsWith("libbpf: ") ? line.substring("libbpf: ".length()) : line);
            }
        }
        return reasons;
    }
}
