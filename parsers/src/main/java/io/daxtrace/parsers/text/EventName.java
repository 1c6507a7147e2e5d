package io.daxtrace.parsers.text;

import io.daxtrace.event.Capture;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;

/** What an event's name, as a text prints it, says about the event. */
final class EventName {
    /** The name perf and people give to a probe of function X: {@code prefix X suffix}, and whether it is its return's. */
    private record Custom(String prefix, String suffix, boolean entry, boolean exit) {}

    private static final String GRAPH_ENTRY = "funcgraph_entry";
    private static final String GRAPH_EXIT = "funcgraph_exit";

    private static final Custom[] CUSTOMS = {
        new Custom("", "", true, true),
        new Custom("", "_entry", true, false),
        new Custom("", "_enter", true, false),
        new Custom("", "__entry", true, false),
        new Custom("", "_ret", false, true),
        new Custom("", "_return", false, true),
        new Custom("", "__return", false, true),
        new Custom("", "_exit", false, true),
        new Custom("", "__exit", false, true),
        // the kernel's own, for a probe that was given no name; the number is the offset
        new Custom("p_", "_0", true, false),
        new Custom("r_", "_0", false, true),
        new Custom("f_", "", true, false),
    };

    /** How the capture counts it. */
    final String counted;
    /** The tracepoint, or null. */
    final EventKind kind;
    /** The function that a probe of this name is on by custom, or null. */
    final KernelFunction function;
    /** Whether a probe of this name may be an entry. */
    final boolean entry;
    /** Whether a probe of this name may be a return. */
    final boolean exit;
    /** The count, set by RowDelivery. */
    Capture.EventCount count;
    /** The address that a probe of this name had last, and its function: set by RowDelivery. */
    long address;

    KernelFunction addressed;

    private EventName(String counted, EventKind kind, KernelFunction function, boolean entry, boolean exit) {
        this.counted = counted;
        this.kind = kind;
        this.function = function;
        this.entry = entry;
        this.exit = exit;
    }

    static EventName of(String printed) {
        int colon = printed.lastIndexOf(':');
        String bare = printed.substring(colon + 1);
        EventKind kind = colon < 0 ? EventKind.ofName(bare) : EventKind.ofTracepoint(printed);
        String counted = kind == null ? printed : kind.tracepoint();
        if (printed.equals(GRAPH_ENTRY) || printed.equals(GRAPH_EXIT)) {
            counted = "ftrace:" + printed;
        }
        for (Custom custom : CUSTOMS) {
            if (bare.length() > custom.prefix.length() + custom.suffix.length()
                    && bare.startsWith(custom.prefix)
                    && bare.endsWith(custom.suffix)) {
                KernelFunction function =
                        Symbol.function(bare.substring(custom.prefix.length(), bare.length() - custom.suffix.length()));
                if (function != null) {
                    return new EventName(counted, kind, function, custom.entry, custom.exit);
                }
            }
        }
        return new EventName(counted, kind, null, true, true);
    }

    /** As a probe's event is counted, whose name may also be a tracepoint's. */
    String countedAsProbe() {
        return kind == null ? counted : counted.substring(counted.indexOf(':') + 1);
    }

    /** Whether it is one of trace-cmd's lines of a function graph. */
    boolean isGraph() {
        return counted.equals("ftrace:" + GRAPH_ENTRY) || counted.equals("ftrace:" + GRAPH_EXIT);
    }
}
