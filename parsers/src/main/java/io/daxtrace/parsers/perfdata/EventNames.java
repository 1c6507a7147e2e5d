package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of a recording's events: of the feature HEADER_EVENT_DESC (tools/perf/util/header.c, write_event_desc), {@code u32
 * events, u32 attr size, then for each: attr, u32 ids, u32 length, name, u64 ids...}; where that is missing or damaged, the
 * type of each.
 */
final class EventNames {
    private static final int MOST_SHOWN = 8;
    private static final String[] TYPES = {"hardware", "software", "tracepoint", "cache", "raw", "breakpoint"};

    private EventNames() {}

    /** The names with commas between them, the first few; escaped. */
    static String of(Words words, byte[] description, AttrTable attrs) {
        List<String> names = description == null ? List.of() : described(words, description);
        if (names.isEmpty()) {
            names = types(attrs);
        }
        String shown = String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())));
        return names.size() > MOST_SHOWN ? shown + " ..." : shown;
    }

    private static List<String> described(Words words, byte[] bytes) {
        List<String> names = new ArrayList<>();
        if (bytes.length < 2 * Integer.BYTES) {
            return names;
        }
        long events = words.u32(bytes, 0);
        long attrSize = words.u32(bytes, Integer.BYTES);
        long at = 2 * Integer.BYTES;
        for (long i = 0; i < events; i++) {
            long counts = at + attrSize;
            if (counts + 2 * Integer.BYTES > bytes.length) {
                return List.of();
            }
            long ids = words.u32(bytes, (int) counts);
            long length = words.u32(bytes, (int) counts + Integer.BYTES);
            at = counts + 2 * Integer.BYTES;
            if (at + length + ids * Long.BYTES > bytes.length) {
                return List.of();
            }
            String name = new String(bytes, (int) at, (int) length, StandardCharsets.UTF_8);
            int end = name.indexOf('\0');
            names.add(Printable.escape(end < 0 ? name : name.substring(0, end)));
            at += length + ids * Long.BYTES;
        }
        return names;
    }

    private static List<String> types(AttrTable attrs) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < attrs.size(); i++) {
            int type = attrs.get(i).type();
            types.add("one of type " + (type >= 0 && type < TYPES.length ? TYPES[type] : Integer.toString(type)));
        }
        return types;
    }
}
