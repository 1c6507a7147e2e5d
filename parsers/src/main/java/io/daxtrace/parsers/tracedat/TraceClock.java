package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;

/**
 * What a trace clock's ticks are worth. Names are those of tracefs's trace_clock (kernel/trace/trace.c); of the
 * architectures' own clocks only the cycle counters x86-tsc and ppc-tb exist.
 */
final class TraceClock {
    /** What the kernel uses unless told otherwise. */
    static final String DEFAULT = "local";

    private final String name;
    private final boolean converted;
    private long multiplier = 1;
    private int shift;

    private TraceClock(String name, boolean converted) {
        this.name = name;
        this.converted = converted;
    }

    /**
     * The clock of a buffer.
     *
     * @param conversion what the file gives to turn cycles into nanoseconds, or null
     */
    static TraceClock of(String name, Tsc2Nsec conversion) {
        boolean cycles = name.equals("x86-tsc") || name.equals("ppc-tb");
        TraceClock clock = new TraceClock(name, cycles && conversion != null);
        if (clock.converted) {
            clock.multiplier = conversion.multiplier();
            clock.shift = conversion.shift();
        }
        return clock;
    }

    /** The name selected in the text of trace_clock, {@code local [global] counter}; the default when none is. */
    static String selected(String traceClock) {
        int open = traceClock.indexOf('[');
        int close = traceClock.indexOf(']', open + 1);
        return open < 0 || close < open + 2 ? DEFAULT : traceClock.substring(open + 1, close);
    }

    String name() {
        return name;
    }

    /** Why no latency can be had from this clock, or null. */
    String refusal() {
        if (converted) {
            return null;
        }
        return switch (name) {
            case "local", "global", "uptime", "perf", "mono", "mono_raw", "boot", "tai", "tsc2nsec" -> null;
            case "counter" ->
                "was recorded with the trace clock \"counter\", which numbers events and tells no time;"
                        + " record with -C mono";
            case "x86-tsc", "ppc-tb" ->
                "was recorded with the trace clock \"" + name + "\" and does not say how many"
                        + " of its cycles make a nanosecond; record with -C mono or -C tsc2nsec";
            default ->
                "was recorded with the trace clock \"" + Printable.escape(name)
                        + "\", whose unit is not known; record with -C mono";
        };
    }

    /** Says what durations by this clock may suffer from. */
    void warn(Capture capture, int cpus) {
        if (name.equals("local") && cpus > 1) {
            capture.warn("was recorded with the trace clock \"local\", which may differ between CPUs: the time of a"
                    + " fault whose thread moved to another CPU can be wrong; record with -C mono");
        } else if (name.equals("uptime")) {
            capture.warn("was recorded with the trace clock \"uptime\", which advances by whole jiffies, 1 to 10 ms;"
                    + " record with -C mono");
        }
    }

    /** A timestamp in nanoseconds. */
    long nanoseconds(long timestamp) {
        if (!converted) {
            return timestamp;
        }
        long low = timestamp * multiplier;
        long high = Math.multiplyHigh(timestamp, multiplier);
        return shift == 0 ? low : high << Long.SIZE - shift | low >>> shift;
    }

    /**
     * The option of that name: nanoseconds = cycles * multiplier &gt;&gt; shift. Its offset moves all times alike and is
     * left out.
     *
     * @param multiplier 32 bits unsigned
     * @param shift from 0 to 63
     */
    record Tsc2Nsec(long multiplier, int shift) {}
}
