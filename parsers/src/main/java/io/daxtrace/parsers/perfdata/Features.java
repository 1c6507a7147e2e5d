package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a recording says about the machine: the header features (tools/perf/util/header.h) that matter to a reader. */
final class Features {
    static final int TRACING_DATA = 1;
    static final int OSRELEASE = 4;
    static final int VERSION = 5;
    static final int ARCH = 6;
    static final int CPUDESC = 8;
    static final int EVENT_DESC = 12;
    static final int COMPRESSED = 27;
    static final int CLOCK_DATA = 29;

    private static final int ZSTD = 1;
    /** The longest text taken over. */
    private static final int LONGEST = 4096;

    private final String file;
    private final Words words;
    private final Capture capture;

    Features(String file, Words words, Capture capture) {
        this.file = file;
        this.words = words;
        this.capture = capture;
    }

    /** Takes over one feature; its data is the bytes from {@code start} to {@code end}. */
    void read(long feature, byte[] bytes, int start, int end) throws IOException {
        switch ((int) Math.min(feature, Integer.MAX_VALUE)) {
            case OSRELEASE -> capture.kernel = text(bytes, start, end);
            case VERSION -> environment("perf", text(bytes, start, end));
            case ARCH -> environment("arch", text(bytes, start, end));
            case CPUDESC -> environment("cpu", text(bytes, start, end));
            case COMPRESSED -> compression(bytes, start, end);
            case CLOCK_DATA -> {
                if (end - start >= 2 * Integer.BYTES) {
                    clock(words.i32(bytes, start + Integer.BYTES));
                }
            }
            default -> {}
        }
    }

    /** Names the clock of the recording by its CLOCK_ constant; -1 is the kernel's scheduler clock, as ftrace names it. */
    void clock(int clockid) {
        capture.clock = switch (clockid) {
            case -1 -> "perf";
            case 0 -> "realtime";
            case 1 -> "mono";
            case 4 -> "mono_raw";
            case 7 -> "boot";
            case 11 -> "tai";
            default -> "clockid " + clockid;
        };
    }

    private void compression(byte[] bytes, int start, int end) throws IOException {
        if (end - start < 2 * Integer.BYTES) {
            return;
        }
        int type = words.i32(bytes, start + Integer.BYTES);
        if (type != ZSTD) {
            throw BadInputException.of(
                    file,
                    "its records are compressed by method " + Integer.toUnsignedString(type) + ", expected " + ZSTD
                            + " (zstd): print it with `perf script --ns` and read that");
        }
    }

    private void environment(String name, String value) {
        if (value != null) {
            capture.environment().put(name, value);
        }
    }

    /** A length that includes padding, then text that ends with NUL. */
    private String text(byte[] bytes, int start, int end) {
        if (end - start < Integer.BYTES) {
            return null;
        }
        int from = start + Integer.BYTES;
        long length = Math.min(words.u32(bytes, start), Math.min(end - from, LONGEST));
        int to = from;
        while (to < from + length && bytes[to] != 0) {
            to++;
        }
        return to == from ? null : Printable.escape(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
}
