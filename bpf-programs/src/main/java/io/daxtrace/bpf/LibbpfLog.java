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
    private static final String BEGIN = "-- BEGIN PROG LOAD LOG --";
    private static final String END = "-- END PROG LOAD LOG --";
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

    /** The lines that say why the verifier refused a program: the last of its log, its statistics left out. */
    List<String> reasons(int most) {
        String text = text();
        int end = text.indexOf(END);
        int begin = text.lastIndexOf(BEGIN, Math.max(end, 0));
        List<String> reasons = new ArrayList<>();
        if (end < 0 || begin < 0) {
            return reasons;
        }
        String[] lines = text.substring(begin, end).split("\n");
        for (int i = lines.length - 2; i > 0 && reasons.size() < most; i--) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("processed ") && !line.startsWith(";")) {
                reasons.add(0, line);
            }
        }
        return reasons;
    }
}
