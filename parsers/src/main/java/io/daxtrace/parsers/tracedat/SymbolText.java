package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import java.io.IOException;
import java.util.function.Supplier;

/** The copy of /proc/kallsyms in the file, fetched when it is first needed. Without it probes go by their names. */
final class SymbolText implements Supplier<byte[]> {
    /** With all modules of a distribution loaded it is about 15 MB. */
    static final int LONGEST = 32 << 20;

    private final Capture capture;
    private final Source source;

    SymbolText(Capture capture, Source source) {
        this.capture = capture;
        this.source = source;
    }

    @Override
    public byte[] get() {
        try {
            return source.read();
        } catch (IOException e) {
            capture.truncated("kallsyms was left out, so probes are recognised by their names only: " + e.getMessage());
            return null;
        }
    }

    /** Reads it from the file. */
    interface Source {
        byte[] read() throws IOException;
    }
}
