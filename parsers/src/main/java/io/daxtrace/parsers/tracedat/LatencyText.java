package io.daxtrace.parsers.tracedat;

/** Files of trace-cmd extract from a latency tracer: they hold the text of tracefs's trace, and no events. */
final class LatencyText {
    static final String REFUSAL = "holds the text of a latency tracer and no events;"
            + " write that text to a file with trace-cmd report and analyze it";

    private LatencyText() {}
}
