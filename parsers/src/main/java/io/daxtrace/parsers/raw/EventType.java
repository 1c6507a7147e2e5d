package io.daxtrace.parsers.raw;

import io.daxtrace.event.Capture;

/** One event id of a capture. Its format file is looked into when the id first occurs: most never do. */
final class EventType {
    private final String system;
    private final String name;
    private String formatText;
    private Capture.EventCount count;
    private EventDecoder decoder;

    private EventType(String system, String name, String formatText) {
        this.system = system;
        this.name = name;
        this.formatText = formatText;
    }

    static EventType ofFormat(String system, String formatText) {
        return new EventType(system, null, formatText);
    }

    /** A type without a format file: it can be counted. */
    static EventType unknown(String name) {
        return new EventType("unknown", name, null);
    }

    /** Counts one event of this type; must come before {@link #decoder()}. */
    void count(Capture capture, Kallsyms kallsyms, boolean bigEndian) {
        if (count == null) {
            if (formatText == null) {
                count = capture.events(system + ':' + name);
            } else {
                RecordFormat format = RecordFormat.parse(formatText);
                formatText = null;
                count = capture.events(system + ':' + format.name());
                decoder = EventDecoder.of(system, format, kallsyms, bigEndian);
            }
        }
        count.value++;
    }

    /** How to decode it, or null when it is none of daxtrace's. */
    EventDecoder decoder() {
        return decoder;
    }
}
