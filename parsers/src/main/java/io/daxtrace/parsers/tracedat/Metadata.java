package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Printable;
import java.io.IOException;

/**
 * The parts of the file that describe its events. They are the same in both versions: one after the other in version 6,
 * a section each in version 7.
 */
final class Metadata {
    private static final int LONGEST_FORMAT = 1 << 20;
    private static final int LONGEST_NAME = 4096;
    /** Of all format files together: a kernel with all its modules has about 5 MB. */
    private static final long MOST_FORMATS = 24 << 20;

    private static final int LONGEST_COMMAND_LINES = 8 << 20;

    private final TraceFacts facts;
    private long formatBytes;

    Metadata(TraceFacts facts) {
        this.facts = facts;
    }

    /** {@code "header_page\0" u64 n, text; "header_event\0" u64 n, text}. */
    void headerInfo(Cursor in) throws IOException {
        tag(in, "header_page");
        String headerPage = in.text(in.u64(), LONGEST_FORMAT);
        facts.layout = PageLayout.parse(headerPage);
        if (facts.layout == null) {
            throw in.wrong(
                    "the header_page before it describes another ring buffer than those of Linux 2.6.31 and later");
        }
        tag(in, "header_event");
        in.skip(in.u64());
    }

    /** {@code u32 n; n times u64 size, format file}: those of system ftrace. */
    void ftraceFormats(Cursor in) throws IOException {
        formats(in, "ftrace");
    }

    /** {@code u32 n; n times a system's name, u32 m, m times u64 size, format file}. */
    void eventFormats(Cursor in) throws IOException {
        for (long systems = in.u32(); systems > 0; systems--) {
            formats(in, in.string(LONGEST_NAME));
        }
    }

    /** {@code u64 n, text} of saved_cmdlines. */
    void commandLines(Cursor in) throws IOException {
        long length = in.u64();
        if (length > LONGEST_COMMAND_LINES && length <= in.remaining()) {
            facts.capture.warn("the names of the threads were left out: " + length + " bytes of them");
            in.skip(length);
        } else {
            facts.commandLines.add(in.bytes(length, LONGEST_COMMAND_LINES));
        }
    }

    private void formats(Cursor in, String system) throws IOException {
        for (long n = in.u32(); n > 0; n--) {
            String format = in.text(in.u64(), LONGEST_FORMAT);
            formatBytes += format.length();
            if (formatBytes > MOST_FORMATS) {
                throw in.wrong("over " + MOST_FORMATS + " bytes of format files");
            }
            facts.events.addFormat(system, format);
        }
    }

    private static void tag(Cursor in, String expected) throws IOException {
        String found = in.string(LONGEST_NAME);
        if (!found.equals(expected)) {
            throw in.wrong("found \"" + Printable.escape(found) + "\" before it, expected \"" + expected + '"');
        }
    }
}
