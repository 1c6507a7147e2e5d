package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.raw.RawEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tracing data of a recording: the format files of its tracepoints (tools/perf/util/trace-event-info.c). Laid out
 * like the start of a trace.dat:
 *
 * <pre>
 *   17 08 44 "tracing" version NUL | u8 big endian | u8 long size | u32 page size
 *   "header_page" NUL u64 n, text | "header_event" NUL u64 n, text
 *   u32 n, n x (u64 n, format)                              the tracer's own events
 *   u32 n, n x (system NUL, u32 n, n x (u64 n, format))     tracepoints and probes
 *   u32 n, kallsyms | u32 n, printk_formats | ...
 * </pre>
 */
final class TracingData {
    /** Some 2,000 formats of every tracepoint of a kernel are 3 MB. */
    static final int MOST_BYTES = 64 << 20;

    private static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

    private final String file;
    private final byte[] bytes;
    private final Capture capture;
    private Words words = new Words(false);
    private int at;

    TracingData(String file, byte[] bytes, Capture capture) {
        this.file = file;
        this.bytes = bytes;
        this.capture = capture;
    }

    /** Reads the formats into a decoder. */
    RawEvents read() throws IOException {
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw BadInputException.of(file, "its tracing data (the event formats) does not start with its magic");
        }
        at = MAGIC.length;
        text();
        need(6, "the header");
        words = new Words(bytes[at] != 0);
        at += 6;
        RawEvents events = new RawEvents(capture, words.bigEndian());
        text();
        skip(length64("header_page"));
        text();
        skip(length64("header_event"));
        for (long left = length32("the tracer's events"); left > 0; left--) {
            skip(length64("a format of the tracer"));
        }
        for (long systems = length32("the systems"); systems > 0; systems--) {
            String system = text();
            for (long left = length32("the events of a system"); left > 0; left--) {
                int length = length64("an event's format");
                events.addFormat(system, new String(bytes, at, length, StandardCharsets.ISO_8859_1));
                skip(length);
            }
        }
        int symbols = bytes.length - at < Integer.BYTES ? 0 : length32("kallsyms");
        if (symbols > 0 && symbols <= bytes.length - at) {
            events.kallsyms(Arrays.copyOfRange(bytes, at, at + symbols));
        }
        return events;
    }

    private String text() throws IOException {
        int end = at;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (end == bytes.length) {
            throw ends("a name");
        }
        String text = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
        at = end + 1;
        return text;
    }

    private int length32(String what) throws IOException {
        need(Integer.BYTES, what);
        long value = words.u32(bytes, at);
        at += Integer.BYTES;
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private int length64(String what) throws IOException {
        need(Long.BYTES, what);
        long value = words.u64(bytes, at);
        at += Long.BYTES;
        if (value < 0 || value > bytes.length - at) {
            throw ends(what);
        }
        return (int) value;
    }

    private void skip(int length) {
        at += length;
    }

    private void need(int count, String what) throws IOException {
        if (bytes.length - at < count) {
            throw ends(what);
        }
    }

    private IOException ends(String what) {
        return BadInputException.of(
                file,
                "its tracing data (the event formats) is damaged: " + what + " reaches beyond its " + bytes.length
                        + " bytes");
    }
}
