package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Printable;
import java.io.IOException;

/**
 * The first bytes of the file:
 *
 * <pre>
 *  17 08 44 "tracing"   "6\0" or "7\0"   u8 big endian   u8 long size   u32 page size
 *  version 7:   compression's name \0   its library's version \0   u64 offset of the first OPTIONS section
 * </pre>
 *
 * The long size is that of the recorder and of no use: the kernel's is in header_page.
 *
 * @param version 6 or 7
 * @param pageSize bytes of a ring buffer page; version 7 has it again for each buffer
 * @param firstOptions offset of the first OPTIONS section; 0 in version 6
 */
record TraceHeader(int version, int pageSize, Compression compression, long firstOptions) {
    private static final int MAGIC_BYTES = 10;
    private static final int LONGEST_STRING = 64;

    /** Reads it from the file's beginning, and tells the cursor the byte order. */
    static TraceHeader read(Cursor in) throws IOException {
        in.skip(MAGIC_BYTES);
        String version = in.string(LONGEST_STRING);
        if (version.equals("0.5") || version.equals("0.6")) {
            throw in.wrong("version " + version + " is the tracing data that perf keeps inside perf.data, which is no"
                    + " recording without the rest of that file");
        }
        if (!version.equals("6") && !version.equals("7")) {
            throw in.wrong("trace.dat version \"" + Printable.escape(version) + "\", expected 6 or 7");
        }
        int endian = in.u8();
        if (endian > 1) {
            throw in.wrong("byte order " + endian + ", expected 0 (little endian) or 1 (big endian)");
        }
        in.bigEndian(endian == 1);
        in.u8();
        int pageSize = TraceBuffer.pageSize(in, in.u32());
        if (version.equals("6")) {
            return new TraceHeader(6, pageSize, Compression.NONE, 0);
        }
        String name = in.string(LONGEST_STRING);
        Compression compression = Compression.of(name);
        if (compression == null) {
            throw in.wrong("compression \"" + Printable.escape(name) + "\", expected none, zlib or zstd");
        }
        in.string(LONGEST_STRING);
        return new TraceHeader(7, pageSize, compression, in.u64());
    }

    /** For {@link io.daxtrace.event.Capture#format}. */
    String title(boolean bigEndian) {
        return "trace.dat v" + version + (version == 7 ? " (" + compression.word() + ")" : "")
                + (bigEndian ? ", big endian" : "");
    }
}
