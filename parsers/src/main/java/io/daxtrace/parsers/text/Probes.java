package io.daxtrace.parsers.text;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.Printable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which function a probe's event is of: by the symbol in the text, else by the event's name, else by an address that an
 * earlier event showed to be a function's.
 */
final class Probes {
    private static final int MOST_ADDRESSES = 1024;

    private final Capture capture;
    private final Map<Long, KernelFunction> addresses = new HashMap<>();
    private final Map<KernelFunction, String> entries = new HashMap<>();
    private final Map<KernelFunction, String> returns = new HashMap<>();

    Probes(Capture capture) {
        this.capture = capture;
    }

    /** Finishes a PROBE's event; false when it is of no function that daxtrace follows, or a second probe on one. */
    boolean resolve(Row row) {
        Event event = row.event;
        if (event.function == null && !row.symbol) {
            event.function = byName(row);
            if (event.function == null) {
                event.function = byAddress(row);
            }
        }
        if (event.function == null || !first(row)) {
            return false;
        }
        if (event.kind == EventKind.FUNCTION_ENTRY) {
            event.resultKnown = false;
        } else if (event.resultKnown) {
            event.result = Results.of(event.function, row.number);
        }
        return true;
    }

    private KernelFunction byName(Row row) {
        EventName name = row.name;
        boolean fits = row.event.kind == EventKind.FUNCTION_ENTRY ? name.entry : name.exit;
        if (name.function == null || !fits) {
            return null;
        }
        if (name.address != row.address && row.address != 0) {
            name.address = row.address;
            if (addresses.size() < MOST_ADDRESSES) {
                addresses.put(row.address, name.function);
            }
        }
        return name.function;
    }

    private KernelFunction byAddress(Row row) {
        EventName name = row.name;
        if (row.address == 0 || name.function != null) {
            return null;
        }
        if (name.address != row.address || name.addressed == null) {
            name.address = row.address;
            name.addressed = addresses.get(row.address);
        }
        return name.addressed;
    }

    /** Two probes on one function would show each call twice: the first to be seen counts. */
    private boolean first(Row row) {
        Map<KernelFunction, String> seen = row.event.kind == EventKind.FUNCTION_ENTRY ? entries : returns;
        String name = seen.get(row.event.function);
        if (name == null) {
            seen.put(row.event.function, row.name.counted);
            return true;
        }
        if (name.equals(row.name.counted)) {
            return true;
        }
        capture.warn("two probes are on " + row.event.function.symbol() + ": " + Printable.escape(name) + " is used, "
                + Printable.escape(row.name.counted) + " only counted");
        return false;
    }
}
