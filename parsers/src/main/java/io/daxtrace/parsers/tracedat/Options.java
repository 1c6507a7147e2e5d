package io.daxtrace.parsers.tracedat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The options that both versions have and that say something about the events. */
final class Options {
    static final int DONE = 0;
    static final int CPU_STAT = 2;
    static final int BUFFER = 3;
    static final int TRACE_CLOCK = 4;
    static final int UNAME = 5;
    static final int CPU_COUNT = 8;
    static final int VERSION = 9;
    static final int TSC2NSEC = 14;

    /** No option of use is longer; a list of CPUs in a BUFFER is read in place. */
    private static final int LONGEST = 1 << 16;

    private final TraceFacts facts;
    private boolean clockGiven;
    private long cpuCount = -1;

    Options(TraceFacts facts) {
        this.facts = facts;
    }

    /** Takes in one option; the cursor stands at its data. Those of no use here are not looked at. */
    void take(int id, Cursor in, long size) throws IOException {
        switch (id) {
            case CPU_STAT -> facts.stats.add(in.text(size, LONGEST));
            case TRACE_CLOCK -> {
                clockGiven = true;
                facts.clock = TraceClock.selected(in.text(size, LONGEST));
            }
            case UNAME -> uname(line(in, size));
            case VERSION -> facts.capture.environment().put("recorder", "trace-cmd " + line(in, size));
            case CPU_COUNT -> cpuCount = size < Integer.BYTES ? -1 : in.u32();
            case TSC2NSEC -> tsc2Nsec(in, size);
            default -> {}
        }
    }

    /** Whether option TRACECLOCK was there, even an empty one. */
    boolean clockGiven() {
        return clockGiven;
    }

    /** The machine's CPUs, or -1 when no option tells. */
    long cpuCount() {
        return cpuCount;
    }

    /** {@code Linux host release machine}. */
    private void uname(String text) {
        String[] words = text.split(" ");
        if (words.length >= 4) {
            facts.capture.kernel = words[words.length - 2];
            facts.capture.environment().put("machine", words[words.length - 1]);
        }
    }

    private void tsc2Nsec(Cursor in, long size) throws IOException {
        if (size < 2 * Integer.BYTES) {
            return;
        }
        long multiplier = in.u32();
        long shift = in.u32();
        if (multiplier == 0 || shift >= Long.SIZE) {
            throw in.wrong("option TSC2NSEC multiplies by " + multiplier + " and shifts by " + shift
                    + ", which gives no nanoseconds");
        }
        facts.tsc2Nsec = new TraceClock.Tsc2Nsec(multiplier, (int) shift);
    }

    /** A string that may or may not end in NUL. */
    private static String line(Cursor in, long size) throws IOException {
        String text = new String(in.bytes(size, LONGEST), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
