package io.daxtrace.parsers.raw;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Printable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Decodes the records of one capture by its format files, and counts every event under its {@code system:name} in
 * {@link Capture#events(String)}. A record begins with the id that the kernel gave its event type at boot.
 *
 * <p>Probe events (kprobes, fprobes, perf probe's) may have any group and name: they are recognised by the function whose
 * entry they sit on, looked up in the capture's kallsyms, or by their name where that is missing or was zeroed by
 * kernel.kptr_restrict.
 */
public final class RawEvents {
    /** Event ids are 16 bits (kernel/trace/trace_output.c, TRACE_EVENT_TYPE_MAX). */
    private static final int MOST_TYPES = 1 << 16;
    /** How many different ids without a format file are counted one by one. */
    private static final int MOST_UNKNOWN = 100;
    /** common_type is the first field of every record of every kernel; only its name is looked up to be sure. */
    private static final int TYPE_BYTES = 2;

    private final Capture capture;
    private final boolean bigEndian;
    private Kallsyms kallsyms = new Kallsyms(null);
    private EventType[] types = new EventType[0];
    private final EventType others = EventType.unknown("others");
    private int typeOffset = -1;
    private int unknown;
    private long tooShort;

    public RawEvents(Capture capture, boolean bigEndian) {
        this.capture = capture;
        this.bigEndian = bigEndian;
    }

    /**
     * Adds the format file of one event type. Nothing in it is checked or decoded before such an event occurs, save its id;
     * one without id is left out with a warning.
     *
     * @param system the event's group: {@code fs_dax}, or {@code ftrace} for the tracer's own
     */
    public void addFormat(String system, String formatText) {
        int id = RecordFormat.id(formatText);
        if (id < 0 || id >= MOST_TYPES) {
            capture.warn("a format file of " + Printable.escape(system) + " has no event id and was left out");
            return;
        }
        if (typeOffset < 0) {
            RecordField type = RecordFormat.parse(formatText).field("common_type");
            typeOffset = type == null ? -1 : type.offset();
        }
        if (id >= types.length) {
            types = Arrays.copyOf(types, Math.min(MOST_TYPES, Integer.highestOneBit(id | 1) * 2));
        }
        types[id] = EventType.ofFormat(system, formatText);
    }

    /** Hands over the text of /proc/kallsyms. */
    public void kallsyms(byte[] text) {
        kallsyms(() -> new ByteArrayInputStream(text));
    }

    /**
     * The same where getting at the text takes an effort: asked at the first probe event, once, and read only
     * as far as needed. May give null.
     */
    public void kallsyms(Supplier<InputStream> text) {
        kallsyms = new Kallsyms(text);
    }

    /**
     * Counts one record, and decodes it when it is one of {@link io.daxtrace.event.EventKind}.
     *
     * @param record a buffer that holds it
     * @param offset where it begins
     * @param length its bytes; more than the format says is padding
     * @param event cleared and filled in, save time, cpu and comm, which the record does not hold; undefined when false
     * @return whether it is one of daxtrace's
     */
    public boolean decode(byte[] record, int offset, int length, Event event) {
        int at = offset + Math.max(typeOffset, 0);
        if (at + TYPE_BYTES > offset + length) {
            tooShort++;
            return false;
        }
        int low = record[at] & 0xff;
        int high = record[at + 1] & 0xff;
        int id = bigEndian ? low << 8 | high : high << 8 | low;
        EventType type = id < types.length ? types[id] : null;
        if (type == null) {
            type = unknown(id);
        }
        type.count(capture, kallsyms, bigEndian);
        EventDecoder decoder = type.decoder();
        if (decoder == null) {
            return false;
        }
        if (length < decoder.length()) {
            tooShort++;
            return false;
        }
        return decoder.decode(record, offset, event);
    }

    /** To be called after the last record: says in the capture what could not be decoded. */
    public void finish() {
        if (tooShort > 0) {
            capture.truncated(tooShort + " records are shorter than their format says and were left out");
        }
        if (unknown > 0) {
            capture.warn("events of " + unknown
                    + " ids have no format file in the capture: counted as unknown, not decoded");
        }
    }

    private EventType unknown(int id) {
        if (id >= types.length) {
            types = Arrays.copyOf(types, Math.min(MOST_TYPES, Integer.highestOneBit(id | 1) * 2));
        }
        if (unknown++ < MOST_UNKNOWN) {
            types[id] = EventType.unknown(Integer.toString(id));
        } else {
            types[id] = others;
        }
        return types[id];
    }
}
